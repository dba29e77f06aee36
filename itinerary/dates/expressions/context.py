"""What a phrase is read in; the choice among dates that recur out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice
from typing import Literal, NamedTuple, TypeAlias

from itinerary.dates.arithmetic import add_units
from itinerary.dates.expressions.conventions import Conventions, copy_with_preference
from itinerary.dates.interval import AncientDate, Grain, Interval, drop_time_zones, to_midnight
from itinerary.diagnostics import PhraseError

Direction: TypeAlias = Literal["after", "before"]
MAX_COUNTED_YEARS = 100  # of a stretch whose days, weeks or months are gone through
DAYS_OF_NEWS = 7  # from the day of publication, in which a bare weekday lies
_DAY = timedelta(days=1)
_POINT_LENGTHS = {
    Grain.SECOND: timedelta(seconds=1),
    Grain.MINUTE: timedelta(minutes=1),
    Grain.HOUR: timedelta(hours=1),
}


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


def set_on_clock(interval: Interval, zone: tzinfo | None) -> Interval:
    """Return a date with its aware times on the clock of a zone, and naive.

    Days and naive times stay as they are, and without a zone all do.

    >>> from itinerary.dates.zones import load_zone
    >>> noon = to_moment_interval(datetime(2025, 9, 3, 12, tzinfo=UTC))
    >>> set_on_clock(noon, load_zone("Asia/Tokyo")).edtf
    '2025-09-03T21:00:00'
    """
    if zone is None or not interval.is_timed:
        return interval
    start, end = _convert_time(interval.start, zone), _convert_time(interval.end, zone)
    return drop_time_zones(replace(interval, start=start, end=end))


def _convert_time(value: date | None, zone: tzinfo) -> date | None:
    if not isinstance(value, datetime) or value.tzinfo is None:
        return value
    try:
        return value.astimezone(UTC).astimezone(zone)
    except OverflowError:  # in the first or last hours of the calendar
        return value


def keep_times_in_window(found: Sequence[Interval], context: Context) -> Sequence[Interval]:
    """Return the times without a day that share any time with a window of clock times.

    In a window of days all are left.

    Raises:
        PhraseError: None does.
    """
    window = context.window
    if window is None or not window.is_timed:
        return found
    inside = [each for each in found if context.touches_window(each)]
    if not inside:
        raise PhraseError(f"it is at no time in {window.edtf}", kind="impossible")
    return inside


def format_pieces(pieces: Iterable[Interval]) -> str:
    """Return stretches as messages name them.

    >>> format_pieces([to_day_interval(date(2025, 9, day)) for day in (3, 9)])
    '2025-09-03 and 2025-09-09'
    """
    return " and ".join([each.edtf for each in pieces])


def check_stretch_length(stretch: Interval) -> None:
    """Raise PhraseError for a stretch that is too long to go through day by day."""
    first, last = stretch.first, stretch.last
    if first and last and last.year - first.year > MAX_COUNTED_YEARS:
        raise PhraseError(
            f"{stretch.edtf} is too long to count in, at more than {MAX_COUNTED_YEARS} years",
            hint="write the date itself",
        )


def to_datetime(day: date) -> datetime:
    """Return the midnight at which a date begins; a datetime, or an `AncientDate`, stays as it is.

    >>> to_datetime(date(2025, 9, 3))
    datetime.datetime(2025, 9, 3, 0, 0)
    """
    return day if isinstance(day, datetime) else to_midnight(day)


def find_midnight(day: date) -> datetime:
    """Return the midnight at which a date begins; PhraseError for one before the year 1.

    >>> find_midnight(date(2025, 9, 3))
    datetime.datetime(2025, 9, 3, 0, 0)
    """
    if isinstance(day, AncientDate):
        raise PhraseError(
            "of days before the year 1 no clock times are known, and no words count from them so",
            hint="write the day itself, without a time",
        )
    return to_datetime(day)


def choose_occurrence(
    found: Sequence[Interval], context: Context, *, is_weekly: bool = False
) -> Interval:
    """Return the occurrence that a context points to, of one or more in order.

    In a window it is the one inside it. Otherwise `prefer` says: the first that is not over, the
    last that has begun, or the nearest.

    Args:
        found: The occurrences.
        context: What they are chosen in.
        is_weekly: Whether they recur each week, so that the one near the reference may be meant.

    Raises:
        PhraseError: There is none, or the window has two.

    >>> days = [to_day_interval(date(2025, 9, day)) for day in (1, 8)]
    >>> choose_occurrence(days, Context(datetime(2025, 9, 3))).edtf
    '2025-09-01'
    """
    if not found:
        raise PhraseError("there is no such date")
    if len(found) == 1:
        return found[0]
    if context.window is not None:
        near = _find_near_reference(found, context) if is_weekly else None
        return near or _choose_in_window(found, context, context.window)
    if context.direction is not None:
        return _choose_in_direction(found, context)
    prefer, today = context.conventions.prefer, context.today
    if prefer == "future":
        return next((each for each in found if _find_last_day(each) >= today), found[-1])
    if prefer == "past":
        past = (each for each in reversed(found) if (each.first or date.min) <= today)
        return next(past, found[0])
    return min(found, key=lambda each: _count_days_apart(each, today))


def _find_near_reference(found: Sequence[Interval], context: Context) -> Interval | None:
    """Return the first in the window within seven days from the reference, if that is asked for."""
    if not context.is_near_reference:
        return None
    last = context.today + timedelta(days=DAYS_OF_NEWS)
    near = (each for each in found if each.first and context.today <= each.first <= last)
    return next(filter(context.touches_window, near), None)


def _choose_in_window(found: Sequence[Interval], context: Context, window: Interval) -> Interval:
    """Return the one that begins in a window, else the one that touches it, else the nearest.

    Of two that begin there it is the one that also ends there.
    """
    known = ((each, each.first or each.last or date.min) for each in found)
    begun = (each for each, day in known if context.touches_window(to_day_interval(day)))
    touching = (each for each in found if context.touches_window(each))
    inside = [*islice(begun, 2)] or [*islice(touching, 2)]  # two are too many already
    if len(inside) > 1:
        last = window.last or date.max
        inside = [each for each in inside if _find_last_day(each) <= last] or inside
    if len(inside) > 1:
        raise PhraseError(
            f"{' and '.join(each.edtf for each in inside)} both lie in {window.edtf}",
            kind="ambiguous",
            hint=f"write the date itself, such as {_format_start(inside[0])}",
        )
    middle = window.first or window.last or date.min
    return inside[0] if inside else min(found, key=lambda each: _count_days_apart(each, middle))


def _choose_in_direction(found: Sequence[Interval], context: Context) -> Interval:
    """Return the first that begins at the reference or later, or the last at it or before.

    A day is not earlier than a time on it.
    """
    reference, midnight = context.reference, to_datetime(context.today)
    if context.direction == "after":
        for each in found:
            if each.to_utc_bounds()[0] >= (reference if each.is_timed else midnight):
                return each
        return found[-1]
    earlier = (each for each in reversed(found) if each.to_utc_bounds()[0] <= reference)
    return next(earlier, found[0])


def _find_last_day(interval: Interval) -> date:
    """Return the last day of an interval; of a night, which ends on the next one, its own."""
    start, end = interval.start, interval.end
    if isinstance(start, datetime) and end is not None and end - start <= _DAY:
        return start.date()
    return interval.last or date.max


def _count_days_apart(interval: Interval, day: date) -> int:
    first, last = interval.first or date.min, _find_last_day(interval)
    return 0 if first <= day <= last else min(abs((first - day).days), abs((last - day).days))


def to_day_interval(day: date) -> Interval:
    """Return the interval of one whole day."""
    return Interval(day, day + _DAY)


def to_moment_interval(moment: datetime, grain: Grain = Grain.MINUTE) -> Interval:
    """Return the interval of one minute, or of one second or hour, from a moment on.

    Raises PhraseError before the year 1, of which no clock times are known.
    """
    moment = find_midnight(moment)
    end = moment + _POINT_LENGTHS[grain]
    # Addition forgets the fold; an hour that comes twice has two of each minute.
    return Interval(moment, end.replace(fold=moment.fold), grain)


def _format_start(interval: Interval) -> str:
    """Return when an interval starts, as one may write it: 2025-03-28, or with a time 20:30."""
    start = interval.start
    is_timed = isinstance(start, datetime) and interval.is_timed
    return f"{start:%Y-%m-%d %H:%M}" if is_timed else f"{interval.first}"
