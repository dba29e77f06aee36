"""What a phrase is read in: the reference, the window, the clock and the conventions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from typing import Literal, NamedTuple, TypeAlias

from itinerary.dates.arithmetic import add_units
from itinerary.dates.expressions.conventions import Conventions, copy_with_preference
from itinerary.dates.expressions.days_and_times import find_midnight
from itinerary.dates.interval import AncientDate, Grain, Interval
from itinerary.diagnostics import PhraseError

Direction: TypeAlias = Literal["after", "before"]
MAX_COUNTED_YEARS = 100  # of a stretch whose days, weeks or months are gone through


class Context(NamedTuple):
    """Where a phrase stands.

    Attributes:
        reference: The time that it is seen from, naive, on the wall clock of the place.
        conventions: The readings on which people differ.
        window: The stretch that it is read in; occurrences outside of it are not meant.
        anchors: Dates by their names, without "$".
        zone: Of the place; with it hours are counted as elapsed time.
        south: Whether the place lies in the southern hemisphere, where summer is in January.
        direction: The side of the reference on which the date lies, inside a range or a list.
        has_clock: Whether the reference is a time; from a day alone no hours are counted.
        pieces: The pieces that the window is of, in order, if there are several of them, as of a
            place that is visited twice; days between them are not meant.
        is_near_reference: Whether a weekday that the window has several of is the one within seven
            days from the reference on.
        local_now: The reference on the clock of the place, where `reference` is on another one, as
            that of a dateline: it gives the day of "today", this the time that hours count from.
    """

    reference: datetime
    conventions: Conventions = Conventions()
    window: Interval | None = None
    anchors: Mapping[str, Interval] = {}
    zone: tzinfo | None = None
    south: bool = False
    direction: Direction | None = None
    has_clock: bool = True
    pieces: tuple[Interval, ...] = ()
    is_near_reference: bool = False
    local_now: datetime | None = None

    @property
    def now(self) -> datetime:
        """The time of the reference, naive, on the clock of the place."""
        return self.local_now or self.reference

    @property
    def today(self) -> date:
        """The day of the reference."""
        return self.reference.date()

    @property
    def extent(self) -> tuple[date, date]:
        """The first and last day around which occurrences are looked for.

        They are those of the window, else the reference's own. Raises PhraseError where there are
        too many days between them.
        """
        if self.window is None:
            return self.today, self.today
        check_stretch_length(self.window)
        first, last = self.window.first, self.window.last
        return first or last or self.today, last or first or self.today

    def touches_window(self, interval: Interval) -> bool:
        """Return whether a date shares any time with the window, or with a piece of it."""
        if not self.pieces:
            return self.window is None or interval.overlaps(self.window)
        return any(interval.overlaps(each) for each in self.pieces)

    def copy_with_window(self, window: Interval) -> Context:
        """Return the same context, with a window of one piece."""
        return self._replace(window=window, pieces=(), is_near_reference=False)

    def copy_with_direction(self, direction: Direction) -> Context:
        """Return the context of what follows other dates of its phrase, or leads up to them."""
        prefer: Literal["future", "past"] = "future" if direction == "after" else "past"
        conventions = copy_with_preference(self.conventions, prefer)
        return self._replace(conventions=conventions, window=None, direction=direction, pieces=())

    def copy_for_days(self) -> Context:
        """Return the same context, in which "two years ago" is a day."""
        if self.conventions.ago == "day":
            return self
        return self._replace(conventions=replace(self.conventions, ago="day"))

    def copy_with_reference(self, interval: Interval) -> Context:
        """Return the same context, seen from the start of a date.

        Raises PhraseError for one before the year 1, from which nothing can be seen.
        """
        return self._replace(reference=find_midnight(interval.start or self.today), local_now=None)

    def iterate_views_of(self, found: Interval) -> Iterator[Context]:
        """Yield the contexts in which a part of a phrase that comes to a date may be read.

        They are this one, and the one seen from that date, as beside another date of the phrase.
        """
        yield self
        if not isinstance(found.start, AncientDate):
            yield self.copy_with_reference(found)._replace(window=None, pieces=())

    def copy_for_counting_from(self, interval: Interval) -> Context:
        """Return the context of what counts from another date: from its last day or its time."""
        edge = interval.start if interval.is_point else interval.last
        reference = find_midnight(edge or self.today)
        return self._replace(
            reference=reference, window=None, has_clock=interval.is_timed, pieces=(), local_now=None
        )

    def check_has_clock(self) -> None:
        """Raise PhraseError where the reference is a day, so that no hour can be counted from it.

        >>> Context(datetime(2025, 8, 29), has_clock=False).check_has_clock()
        Traceback (most recent call last):
        itinerary.diagnostics.errors.PhraseError: hours cannot be counted from 2025-08-29, a day ...
        """
        if not self.has_clock:
            raise PhraseError(
                f"hours cannot be counted from {self.today}, a day without a time",
                kind="ambiguous",
                hint="write the date itself, or give the time that they count from",
            )

    def copy_for_clock_of(self, zone: tzinfo | None) -> Context:
        """Return the same context, seen on the clock of another zone, where the own one is known.

        >>> from itinerary.dates.zones import load_zone
        >>> at_utc = Context(datetime(2025, 9, 3, 23), zone=UTC)
        >>> at_utc.copy_for_clock_of(load_zone("Asia/Tokyo")).today
        datetime.date(2025, 9, 4)
        """
        if zone is None or self.zone is None:
            return self
        moment = self.now.replace(tzinfo=self.zone).astimezone(zone)
        return self._replace(reference=moment.replace(tzinfo=None), local_now=None)

    def add_units_in_zone(self, moment: datetime, count: float, grain: Grain) -> datetime:
        """Return a naive time so many units later.

        Hours, minutes and seconds are elapsed time where the zone is known, else wall-clock time.
        """
        if self.zone is None or grain > Grain.HOUR:
            return add_units(moment, count, grain)
        instant = moment.replace(tzinfo=self.zone).astimezone(UTC)
        return add_units(instant, count, grain).astimezone(self.zone).replace(tzinfo=None)


def check_stretch_length(stretch: Interval) -> None:
    """Raise PhraseError for a stretch that is too long to go through day by day."""
    first, last = stretch.first, stretch.last
    if first and last and last.year - first.year > MAX_COUNTED_YEARS:
        raise PhraseError(
            f"{stretch.edtf} is too long to count in, at more than {MAX_COUNTED_YEARS} years",
            hint="write the date itself",
        )
