"""What happens on a trip, and the background that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from pydantic import Field, model_validator

from itinerary.diagnostics import Addition, RemediedValueError, Remedy
from itinerary.document.claims import Claim, DateClaims
from itinerary.document.field_types import (
    Alarm,
    Identifier,
    Press,
    Text,
    Timezone,
    Titles,
    Url,
    Words,
)
from itinerary.document.images import ImageOrPath
from itinerary.document.kinds import KINDS, KindSpec
from itinerary.document.node import Node
from itinerary.document.people import Contact, People
from itinerary.document.place_details import PlaceOrName
from itinerary.document.vocabulary import DateField, EventKind, Status, Visibility

if TYPE_CHECKING:
    from itinerary.document.constructors import BackgroundEventFields, EventFields

_CATEGORIES_DESCRIPTION = "What calendars file it under, besides its kind and leg."
_GROUP_DESCRIPTION = "What it belongs with: a chronology has a lane for each group."
_IMAGE_DESCRIPTION = "A picture of it: a path, an address, or these with alt and credit."


class Titled(Node):
    """Something that has a title, in one language or in several."""

    titles: Titles = Field(
        alias="title",
        description="The title, or the titles by language; the first one stands in for languages"
        " that are not there.",
        examples=["Load-in", {"en": "Load-in", "es": "Carga"}],
    )

    @property
    def title(self) -> str:
        """The first title, which counts wherever no language is asked for."""
        return next(iter(self.titles.values()))

    @property
    def named_after(self) -> str:
        """The title."""
        return self.title


class Item(Node):
    """What legs, events and background have in common."""

    id: Identifier | None = Field(
        default=None,
        description="The name by which other dates and people's calendars know it; made from the"
        " title or place if left out, and then it changes with them.",
        examples=["talks"],
    )
    notes: Text | None = Field(default=None, description="Anything else, printed below it.")
    source: Identifier | None = Field(
        default=None,
        description="The id of the source of its dates, where a date names none itself.",
        examples=["gazette"],
    )


class Event(Titled, Item):
    """Something that happens on the trip; which fields it needs depends on its kind.

    Raises:
        ValidationError: Of pydantic: a field or value is wrong.

    >>> Event(title="Dinner", when="3 September 2025, 20:00", participants=["Ana Reis"]).kind
    <EventKind.MEETING: 'meeting'>
    >>> flight = {"kind": "movement", "from": "London", "to": "Lisbon", "depart": "Fri 18:05"}
    >>> Event(title="TP1351", **flight).origin.name
    'London'
    """

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[EventFields]) -> None: ...

    kind: EventKind = Field(
        default=EventKind.MEETING,
        description="What it is: a movement has from, to, depart and arrive, a stay check_in and"
        " check_out, all others when.",
    )
    when: DateClaims | None = Field(
        default=None,
        description="When it is, in words or by ISO 8601, or TBD; a claim names the source.",
        examples=["Wednesday 3 September at 10:00", {"says": "on Wednesday", "source": "gazette"}],
    )
    origin: PlaceOrName | None = Field(
        default=None, alias="from", description="Where a movement starts.", examples=["London"]
    )
    destination: PlaceOrName | None = Field(
        default=None, alias="to", description="Where a movement ends.", examples=["Lisbon"]
    )
    depart: DateClaims | None = Field(
        default=None,
        description="When a movement starts, by the clock of that place.",
        examples=["Fri 18:05"],
    )
    arrive: DateClaims | None = Field(
        default=None,
        description="When a movement ends, by the clock of that place.",
        examples=["Fri 20:50"],
    )
    check_in: DateClaims | None = Field(
        default=None, description="When a stay begins.", examples=["Friday evening"]
    )
    check_out: DateClaims | None = Field(
        default=None, description="When a stay ends.", examples=["Sunday 11:00"]
    )
    place: PlaceOrName | None = Field(
        default=None,
        description="Where it is, if it is not simply in the place of its leg.",
        examples=["Palacio Nacional"],
    )
    timezone: Timezone | None = Field(
        default=None,
        description="The time zone of its times, if not that of its place.",
        examples=["America/Guayaquil"],
    )
    participants: People = Field(
        default=(),
        description="Who takes part, by name or in detail.",
        examples=[["Aiko Tanaka", {"name": "Ana Reis", "role": "reporter"}]],
    )
    topics: tuple[Text, ...] = Field(
        default=(), description="What it is about.", examples=[["migration", "security"]]
    )
    press: Press | None = Field(default=None, description="What the press may attend.")
    status: Status = Field(
        default=Status.CONFIRMED,
        description="Whether it takes place; what is cancelled or postponed is shown, but keeps"
        " nobody busy.",
    )
    number: Text | None = Field(
        default=None, description="The number of the flight or train.", examples=["TP1351"]
    )
    carrier: Text | None = Field(
        default=None, description="The airline or railway.", examples=["TAP Air Portugal"]
    )
    terminal: Text | None = Field(
        default=None, description="The terminal that a flight leaves from.", examples=["2E"]
    )
    gate: Text | None = Field(
        default=None, description="The gate or platform that it leaves from.", examples=["K41"]
    )
    seat: Text | None = Field(
        default=None, description="The seat, or the seats.", examples=["12A, 12B"]
    )
    booking: Text | None = Field(
        default=None,
        description="The booking code; never shown to the public.",
        examples=["XYZ123"],
    )
    confirmation: Text | None = Field(
        default=None,
        description="The number by which it is confirmed; never shown to the public.",
        examples=["8842-17"],
    )
    contacts: tuple[Contact, ...] = Field(
        default=(), description="Whom to call; not for the public."
    )
    call_time: Words | None = Field(
        default=None,
        description="When people have to be there; a clock time is the last one before the event:"
        " 23:00 is on the day before a show at 00:30.",
        examples=["14:30"],
    )
    url: Url | None = Field(
        default=None, description="Where to read more.", examples=["https://example.org/talks"]
    )
    categories: tuple[Text, ...] = Field(
        default=(), description=_CATEGORIES_DESCRIPTION, examples=[["rehearsal"]]
    )
    group: Text | None = Field(default=None, description=_GROUP_DESCRIPTION, examples=["Science"])
    image: ImageOrPath | None = Field(
        default=None, description=_IMAGE_DESCRIPTION, examples=["images/bridge.jpg"]
    )
    visibility: Visibility = Field(
        default=Visibility.PUBLIC,
        description="Who may read of it; in a leg it is at most as visible as the leg.",
    )
    alarm: Alarm | None = Field(
        default=None,
        description="How long before it an alarm rings, in calendars exported with alarms.",
        examples=["30m"],
    )

    @model_validator(mode="after")
    def _check_fields_by_kind(self) -> Event:
        kind, spec = self.kind, self.spec
        missing = [
            str(self.__class__.model_fields[name].alias)
            for name in spec.required_fields
            if getattr(self, name) is None
        ]
        if missing:
            needs = " and ".join(f"'{name}'" for name in missing)
            remedy = ", ".join(f"{name}: …" for name in missing)
            raise ValueError(f"a {kind} needs {needs} - write {remedy} with the name of a place")
        both_ends = f"write {spec.starts_at}: …, and {spec.ends_at}: … if it is known"
        if self.when is not None and DateField.WHEN not in spec.date_fields:
            raise ValueError(f"a {kind} has no 'when' - {both_ends}")
        self._refuse_fields_of_other_kinds()
        if spec.needs_start and self.when is None and getattr(self, spec.starts_at) is None:
            if spec.has_two_ends:
                fix = Addition(None, str(spec.starts_at), "TBD")
                raise RemediedValueError(
                    f"a {kind} needs '{spec.starts_at}'", Remedy(both_ends, [fix])
                )
            hint = "write when: and a date phrase, or when: TBD while it is open"
            raise RemediedValueError("needs 'when'", Remedy(hint, [Addition(None, "when", "TBD")]))
        return self

    def _refuse_fields_of_other_kinds(self) -> None:
        """Raise an error for what this kind does not have, since it would be passed over."""
        own = self.spec.list_fields()
        for other in KINDS.values():
            for name in other.list_fields():
                if name not in own and getattr(self, name) is not None:
                    field = self.__class__.model_fields[name].alias or name
                    remedy = f"write kind: {other.kind}, or leave out {field}"
                    fix = Addition(None, "kind", str(other.kind))
                    raise RemediedValueError(
                        f"kind: {self.kind} has no '{field}'", Remedy(remedy, [fix])
                    )

    @property
    def spec(self) -> KindSpec:
        """What all events of its kind have in common."""
        return KINDS[self.kind]

    @property
    def dates(self) -> dict[str, tuple[Claim, ...]]:
        """The claims on each date that the event has, by the name of the field."""
        names = map(str, self.spec.date_fields)
        return {name: claims for name in names if (claims := getattr(self, name))}


class BackgroundEvent(Titled, Item):
    """Something that happened before the trip and explains it.

    >>> BackgroundEvent(title="The treaty", when="1942").when[0].says
    '1942'
    """

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[BackgroundEventFields]) -> None: ...

    when: DateClaims = Field(
        description="When it was, as precisely as it is known.", examples=["in 2012"]
    )
    place: PlaceOrName | None = Field(
        default=None, description="Where it was.", examples=["Quito, Ecuador"]
    )
    categories: tuple[Text, ...] = Field(default=(), description=_CATEGORIES_DESCRIPTION)
    group: Text | None = Field(default=None, description=_GROUP_DESCRIPTION, examples=["Science"])
    image: ImageOrPath | None = Field(
        default=None,
        description=_IMAGE_DESCRIPTION,
        examples=[{"src": "images/bridge.jpg", "alt": "The bridge", "credit": "City archive"}],
    )
    url: Url | None = Field(
        default=None, description="Where to read more.", examples=["https://example.org/history"]
    )
