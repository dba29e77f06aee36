"""A whole trip, resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, get_args
from zoneinfo import ZoneInfo

from itinerary.dates.interval import Interval, find_clock_bounds
from itinerary.dates.interval.moments import to_day
from itinerary.diagnostics import (
    Diagnostic,
    DocumentError,
    OptionError,
    describe_value,
    require_argument,
    require_choice,
    require_text,
    shorten_text,
    suggest_choices,
)
from itinerary.document import Document
from itinerary.document.vocabulary import Visibility
from itinerary.places import Place
from itinerary.timeline.entries import Entry, SectionName

_SECTIONS: tuple[SectionName, ...] = get_args(SectionName)


class UnknownEntryError(OptionError, KeyError):
    """An id that no entry of a timeline has."""

    def __str__(self) -> str:
        return str(self.args[0])


class CompleteDay(NamedTuple):
    """A day of which the document says that it lists all that is planned on it.

    Attributes:
        leg: The id of the leg of whose programme it is a day; None if it is one of the trip's.
        day: The day.
    """

    leg: str | None
    day: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """A trip, resolved: its entries in order, each with its dates.

    It has as many items as entries, is iterated by them, and gives one by its id.

    The entries come in this order: the trip itself; legs and events by time, open ones behind what
    they follow in the document; the background by time.

    Attributes:
        document: What it was resolved from.
        id: The document's id.
        entries: The trip, its legs and events, and the background.
        diagnostics: What is wrong or doubtful, for the author of the document.
        home: The place whose clock stands beside the local ones.
        home_zone: The time zone of `home`.
        stamp: When the document last changed, for DTSTAMP (RFC 5545, section 3.8.7.2): `revised`,
            else `as_of`, else None.
        sources_as_of: When the last of its sources was published, as far as they say.
        enclosing_legs: Of a part of a trip: the legs that its entries belong to and that are not
            among them.
        complete_days: The days of programmes on which nothing is planned but what is listed.
        audience: Who it is for: "staff" unless it is a view for others.
        traveller: Whose part of the trip it is; "" for that of all.
        within: Of the part of a trip that touches some days: those days.
        groups: Of the part that belongs to some groups or categories: their names.
        whole: Of such a part: the whole trip, which says where each day and night is spent.

    >>> from itinerary import loads, resolve
    >>> timeline = resolve(loads("{title: T, id: t, events: [{title: Tea, when: 2025-09-03}]}"))
    >>> len(timeline), [entry.id for entry in timeline], "tea" in timeline
    (2, ['trip', 'tea'], True)
    >>> timeline["tea"]
    Entry('tea', 'event', '2025-09-03')
    """

    document: Document
    id: str
    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    home: Place | None = None
    home_zone: ZoneInfo | None = None
    stamp: date | None = None
    sources_as_of: date | None = None
    enclosing_legs: tuple[Entry, ...] = ()
    complete_days: tuple[CompleteDay, ...] = ()
    audience: Visibility = Visibility.STAFF
    traveller: str = ""
    within: tuple[Interval, ...] = ()
    groups: tuple[str, ...] = ()
    whole: Timeline | None = None

    def __repr__(self) -> str:
        errors = sum(each.severity == "error" for each in self.diagnostics)
        wrong = f", {errors} errors" if errors else ""
        return f"Timeline({self.id!r}, {len(self.entries)} entries{wrong})"

    def __len__(self) -> int:
        return len(self.entries)

    def __bool__(self) -> bool:
        """Return True: a part of a trip in which nothing happens is a timeline, too."""
        return True

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __reversed__(self) -> Iterator[Entry]:
        return reversed(self.entries)

    def __contains__(self, item: object) -> bool:
        """Return whether an entry, or one of an id, is in the timeline."""
        if isinstance(item, Entry):
            return item in self.entries
        return isinstance(item, str) and any(entry.id == item for entry in self.entries)

    def __getitem__(self, id: str) -> Entry:
        """Return the entry of an id.

        Raises:
            OptionError: There is none (it is a KeyError, too).
            TypeError: The id is no text; entries by number are in `entries`.
        """
        if not isinstance(id, str):
            kind = describe_value(id)
            raise TypeError(f"a timeline takes the id of an entry, not {kind}; see .entries")
        if entry := self.find(id):
            return entry
        remedy = suggest_choices(id, (entry.id for entry in self.entries))
        raise UnknownEntryError(f"no entry has the id '{shorten_text(id)}' - {remedy}")

    def _repr_html_(self) -> str:
        """Return the days with their entries as a small table, which notebooks show."""
        from itinerary.timeline.notebook import format_html_table  # only notebooks need it

        return format_html_table(self)

    def raise_for_errors(self) -> None:
        """Raise what is wrong with the document, if anything is; warnings and notes pass.

        Raises:
            DocumentError: The diagnostics have errors; it carries all of them.
        """
        if errors := [each for each in self.diagnostics if each.severity == "error"]:
            raise DocumentError(errors)

    def select_entries(self, *sections: SectionName) -> tuple[Entry, ...]:
        """Return the entries of some sections, in order.

        Raises:
            OptionError: There is no such section.
        """
        for each in sections:
            require_choice("sections", each, _SECTIONS)
        return tuple(entry for entry in self.entries if entry.section in sections)

    def find(self, id: str) -> Entry | None:
        """Return the entry of an id; None if there is none."""
        require_text("id", id)
        return next((entry for entry in self.entries if entry.id == id), None)

    def on(self, day: date) -> tuple[Entry, ...]:
        """Return the legs and events that touch a day, in order.

        The day is that of each place: a dinner at 23:30 is on the day that its clock shows. What
        is known no better than to a month or year touches each day of it.

        >>> from itinerary import loads, resolve
        >>> text = "{title: Trip, events: [{title: Tea, when: 2025-09-03}]}"
        >>> [entry.title for entry in resolve(loads(text)).on(date(2025, 9, 3))]
        ['Tea']
        """
        if not isinstance(day, date):
            raise TypeError(f"on() takes day as a datetime.date, not {describe_value(day)}")
        first = to_day("day", day)
        whole = Interval(first, first + timedelta(days=1) if first < date.max else None)
        return tuple(
            entry
            for entry in self.select_entries("leg", "event")
            if any(_is_on(whole, each) for each in entry.intervals)
        )

    def to_records(self, zone: str | ZoneInfo | None = None) -> list[dict[str, Any]]:
        """Return a row for each interval of each entry, and one for each entry that is open.

        Every row has the same fields, each of one type or None, as pandas and polars take them:
        id, uid, section, kind, title, status, leg, start, end, grain, open_start, open_end, about,
        uncertain, within, edtf, start_zone, end_zone, zone (of `place`), place, country,
        destination, sources (their ids, separated by blanks). Where only one end of a movement or a
        stay is known, the other is open; where the clock time of only one is, the other is the
        whole of its day, and the grain is "day". An end before the year 1, which no datetime can
        be, is None and not open; `edtf` tells it.

        Args:
            zone: None: `start` and `end` (excluded) are naive datetimes on the clock of the place,
                days from midnight to midnight; `start_zone` and `end_zone` say whose clock each is
                on, which differ where a flight lands in another zone. A time zone or its name:
                they are aware, in that zone; what has no zone of its own is taken to be in it.

        Raises:
            PlaceError: There is no such time zone.

        >>> from itinerary import loads, resolve
        >>> text = "{title: Trip, id: t, events: [{title: Tea, when: 2025-09-03}]}"
        >>> row = resolve(loads(text)).to_records()[1]
        >>> row["title"], row["start"].isoformat(), row["end"].isoformat(), row["grain"]
        ('Tea', '2025-09-03T00:00:00', '2025-09-04T00:00:00', 'day')
        """
        from itinerary.timeline.records import build_records  # few need it

        return build_records(self, zone)


def _is_on(day: Interval, interval: Interval) -> bool:
    """Whether an interval touches a day, by the clock of each of its ends."""
    begin, end = find_clock_bounds(interval)
    if begin < end:
        return day.overlaps(interval)
    # A flight over the date line lands on an earlier day; it is on both.
    return begin.date() in day or (end - datetime.resolution).date() in day


def require_timeline(name: str, value: object) -> None:
    """Check that an argument is a timeline.

    Raises:
        TypeError: It is not; the message names the argument.

    >>> require_timeline("timeline", "trip.yaml")
    Traceback (most recent call last):
    TypeError: timeline takes a Timeline, not 'trip.yaml'; resolve a document first
    """
    require_argument(name, value, Timeline, "a Timeline", "resolve a document first")
