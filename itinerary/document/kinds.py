"""The kinds of events as data: the fields of each, its words, and how calendars show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from itinerary.document.vocabulary import DateField, EventKind


@dataclass(frozen=True, kw_only=True, slots=True)
class KindSpec:
    """What all events of one kind have in common.

    Attributes:
        kind: The kind.
        plural: The English label of a group of such events.
        category: What calendars file such events under (CATEGORIES, RFC 5545, section 3.8.1.2).
        date_fields: The fields that hold its dates, in the order in which they are shown.
        required_fields: The fields that it needs besides its dates, as `Event` names them.
        needs_start: Whether its beginning must be given, be it as TBD.
        starts_at: The field that holds its beginning.
        ends_at: The field that holds its end; the same as `starts_at` where one date says both.
        start_verb: What it does at its beginning, before the name of a place ("leaves").
        end_verb: What it does at its end, before the name of a place ("arrives in").
        start_label: The label of a line of its own for the beginning; "" if there is none.
        end_label: The label of a line of its own for the end; "" if there is none.
        keeps_busy: Whether people are busy while it lasts, if it has clock times (TRANSP, RFC 5545,
            section 3.8.2.7).

    """

    kind: EventKind
    plural: str
    category: str
    date_fields: tuple[DateField, ...] = (DateField.WHEN,)
    required_fields: tuple[str, ...] = ()
    needs_start: bool = True
    starts_at: DateField = DateField.WHEN
    ends_at: DateField = DateField.WHEN
    start_verb: str = "begins in"
    end_verb: str = "ends in"
    start_label: str = ""
    end_label: str = ""
    keeps_busy: bool = True

    @property
    def has_two_ends(self) -> bool:
        """Whether it lasts from one date to another, each in a field of its own."""
        return self.starts_at != self.ends_at

    def list_fields(self) -> tuple[str, ...]:
        """Return the fields that only some kinds have, and this one does, as `Event` names them."""
        return (*self.required_fields, *map(str, self.date_fields))


_SPECS = (
    KindSpec(kind=EventKind.MEETING, plural="Meetings", category="meeting"),
    KindSpec(kind=EventKind.PRESS, plural="Press", category="press"),
    KindSpec(
        kind=EventKind.MOVEMENT,
        plural="Movements",
        category="movement",
        date_fields=(DateField.DEPART, DateField.ARRIVE),
        required_fields=("origin", "destination"),
        needs_start=False,
        starts_at=DateField.DEPART,
        ends_at=DateField.ARRIVE,
        start_verb="leaves",
        end_verb="arrives in",
        start_label="LV {origin} for {destination}",
        end_label="AR {destination}",
    ),
    KindSpec(
        kind=EventKind.STAY,
        plural="Stays",
        category="stay",
        date_fields=(DateField.WHEN, DateField.CHECK_IN, DateField.CHECK_OUT),
        starts_at=DateField.CHECK_IN,
        ends_at=DateField.CHECK_OUT,
        start_label="Check in",
        end_label="Check out",
        keeps_busy=False,
    ),
    KindSpec(kind=EventKind.OTHER, plural="Other", category="other"),
)
KINDS: Mapping[EventKind, KindSpec] = MappingProxyType({spec.kind: spec for spec in _SPECS})
