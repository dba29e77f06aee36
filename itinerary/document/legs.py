"""The parts of a trip that hold events: its legs, and the days of a programme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Unpack

from pydantic import Field, model_validator

from itinerary.diagnostics import NodePath
from itinerary.document.claims import Claim, DateClaims
from itinerary.document.entries import Event, Item
from itinerary.document.field_types import Timezone, Titles
from itinerary.document.node import Node
from itinerary.document.people import People
from itinerary.document.place_details import PlaceOrName
from itinerary.document.vocabulary import Status, Visibility

if TYPE_CHECKING:
    from itinerary.document.constructors import DayFields, LegFields


_TOLD_OF_DAYS = {"says", "reads", "said", "source"}  # what the dates of its events rest on


class Day(Node):
    """A day of a programme, which says once when its events are.

    Raises:
        ValidationError: Of pydantic: a field or value is wrong.

    >>> tea = {"title": "Tea", "when": "16:00"}
    >>> Day(day="Thursday 4 September", events=[tea]).events[0].title
    'Tea'
    """

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[DayFields]) -> None: ...

    day: DateClaims = Field(
        description="The day, in words or by ISO 8601, read in the dates of the leg or the trip.",
        examples=["Thursday 4 September"],
    )
    events: tuple[Event, ...] = Field(
        default=(), description="What happens on it; times need no day."
    )
    complete: bool = Field(
        default=False,
        description="Whether all that is planned on it is listed: without an event, it is then told"
        " to have none, else only that nothing is known.",
        examples=[True],
    )

    @model_validator(mode="after")
    def _check_day(self) -> Day:
        claim, *others = self.day
        if others:
            remedy = "where sources differ, write when: of each event"
            raise ValueError(f"a day has one claim - {remedy}")
        fields = Claim.model_fields
        stated = {name for name in fields if getattr(claim, name) != fields[name].default}
        untold = sorted(stated - _TOLD_OF_DAYS)
        if untold:
            raise ValueError(f"a day has no '{untold[0]}' - write it in when: of an event")
        return self


class Leg(Item):
    """A part of the trip that is spent in one place.

    Raises:
        ValidationError: Of pydantic: a field or value is wrong.

    >>> tea = {"title": "Tea", "when": "on the first day at 16:00"}
    >>> Leg(place="Quito, Ecuador", when="3 to 4 September 2025", events=[tea]).events[0].title
    'Tea'
    """

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[LegFields]) -> None: ...

    place: PlaceOrName | None = Field(
        default=None,
        description="Where it is; the place gives the time zone of the times in the leg.",
        examples=["Quito, Ecuador"],
    )
    titles: Titles | None = Field(
        default=None,
        alias="title",
        description="The title, or the titles by language; if left out, the name of the place.",
        examples=["The Andes"],
    )
    when: DateClaims | None = Field(
        default=None,
        description="When it is; its events are read inside these dates. If left out, it lasts"
        " as long as the trip.",
        examples=["Tuesday to Thursday"],
    )
    timezone: Timezone | None = Field(
        default=None,
        description="The time zone of its times, if not that of its place.",
        examples=["America/Guayaquil"],
    )
    events: tuple[Event, ...] = Field(default=(), description="What happens in it.")
    days: tuple[Day, ...] = Field(
        default=(), description="The same day by day: each says once when its events are."
    )
    participants: People = Field(
        default=(),
        description="Who is there, if not all travellers; so in its events, if they name none.",
        examples=[["Ana Reis"]],
    )
    stay: PlaceOrName | None = Field(
        default=None, description="Where the nights are spent.", examples=["Hotel Plaza"]
    )
    status: Status = Field(
        default=Status.CONFIRMED,
        description="Whether the leg takes place; if it is cancelled or postponed, so are its"
        " events.",
    )
    complete: bool = Field(
        default=False,
        description="Whether all that is planned in it is listed: a day without an event is then"
        " told to have none, else only that nothing is known.",
        examples=[True],
    )
    visibility: Visibility = Field(
        default=Visibility.PUBLIC, description="Who may read of it and of its events."
    )

    @model_validator(mode="after")
    def _check_name(self) -> Leg:
        if self.place is None and self.titles is None:
            raise ValueError("a leg needs a place or a title - write place: …")
        return self

    @property
    def title(self) -> str | None:
        """The first title; None if the leg is called by its place."""
        return next(iter(self.titles.values())) if self.titles else None

    @property
    def named_after(self) -> str:
        """The title, else the name of the place."""
        return self.title or (self.place.name if self.place else "")


class Programme(Protocol):
    """What holds events: a leg, or the document."""

    @property
    def events(self) -> tuple[Event, ...]:
        """The events that say themselves when they are."""
        ...

    @property
    def days(self) -> tuple[Day, ...]:
        """The days of its programme."""
        ...


class ProgrammeEvent(NamedTuple):
    """An event where a leg or document holds it.

    Attributes:
        path: The way to it from there, such as ("days", 0, "events", 2).
        event: The event.
    """

    path: NodePath
    event: Event


def iterate_events(holder: Programme) -> Iterator[ProgrammeEvent]:
    """Yield the events of a leg, or those of a document outside of legs."""
    for at, day in enumerate(holder.days):
        for number, event in enumerate(day.events):
            yield ProgrammeEvent(("days", at, "events", number), event)
    for number, event in enumerate(holder.events):
        yield ProgrammeEvent(("events", number), event)


def replace_events(
    holder: Programme, replace: Callable[[NodePath, Event], Event | None]
) -> dict[str, Any]:
    """Return the events and days of a leg or document with other events.

    Args:
        holder: The leg or document.
        replace: From the way to an event, as `iterate_events` has it, and the event to the one
            that takes its place; None leaves it out.
    """

    def replace_all(path: NodePath, events: tuple[Event, ...]) -> tuple[Event, ...]:
        found = (replace((*path, number), event) for number, event in enumerate(events))
        return tuple(event for event in found if event)

    days = (
        day.copy_with_generated(events=replace_all(("days", at, "events"), day.events))
        for at, day in enumerate(holder.days)
    )
    return {"events": replace_all(("events",), holder.events), "days": tuple(days)}
