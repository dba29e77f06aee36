"""What a phrase is read in, and the root of all meanings.

Conventions and a context go in; the choice among dates that recur comes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from itinerary.dates.arithmetic import add_units, enclose_intervals
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError

CountsFrom: TypeAlias = Literal["reference", "item or reference", "item"]
DateOrder: TypeAlias = Literal["mdy", "dmy", "ymd"]
Direction: TypeAlias = Literal["after", "before"]
PartOfDayName: TypeAlias = Literal[
    "afternoon",
    "dawn",
    "daytime",
    "evening",
    "lunch",
    "midday",
    "morning",
    "night",
    "small hours",
    "tonight",
]
MAX_COUNTED_YEARS = 100  # of a stretch whose days, weeks or months are gone through
# The hours from which and up to which each part lasts; those over 24 are of the next day.
PARTS_OF_DAY: Mapping[PartOfDayName, tuple[float, float]] = {
    "small hours": (0, 6),
    "dawn": (5, 7),
    "morning": (6, 12),
    "midday": (11, 14),
    "lunch": (12, 14),
    "afternoon": (12, 18),
    "evening": (18, 22),
    "tonight": (18, 24),
    "night": (22, 30),
    "daytime": (6, 18),
}
_DAY = timedelta(days=1)
_POINT_LENGTHS = {
    Grain.SECOND: timedelta(seconds=1),
    Grain.MINUTE: timedelta(minutes=1),
    Grain.HOUR: timedelta(hours=1),
}


@dataclass(frozen=True, slots=True)
class Conventions:
    """The readings on which people differ; docs/dates.md has a table of what others do.

    Attributes:
        prefer: Which occurrence of a date that recurs is meant, where nothing else says it.
        today: Whether the reference's own weekday means that day or the one a week later.
        this_weekday: Of which week "this Tuesday" is; of a month or date, of which year.
        next_weekday: Of which week "next Tuesday" is.
        last_weekday: Of which week "last Tuesday" is; of a month or date, of which year.
        units: Whether "the past two weeks" rolls back from the reference, or names whole weeks of
            the calendar.
        after: Whether "after 2014" begins with the end of 2014 or with its start.
        week_start: The weekday that weeks begin on; Monday is 0.
        weekend: The weekday and the hour at which it begins; it ends with Sunday.
        date_order: Of "3/4/2025"; None is the language's own.
        parts_of_day: The hours of parts of the day, in place of those of PARTS_OF_DAY; an end that
            is not behind the start is on the next day.
        fiscal_year: The month in which it begins, 1 to 12; None refuses "FY25".
    """

    prefer: Literal["nearest", "future", "past"] = "nearest"
    today: Literal["today", "next"] = "today"
    this_weekday: Literal["coming", "this-week"] = "coming"
    next_weekday: Literal["next-week", "coming"] = "next-week"
    last_weekday: Literal["most-recent", "previous-week"] = "most-recent"
    units: Literal["rolling", "calendar"] = "rolling"
    after: Literal["from-end", "from-start"] = "from-end"
    week_start: int = 0
    weekend: tuple[str, int] = ("saturday", 0)
    date_order: DateOrder | None = None
    parts_of_day: Mapping[str, tuple[float, float]] = field(
        default_factory=dict[str, tuple[float, float]]
    )
    fiscal_year: int | None = None


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
    """

    reference: datetime
    conventions: Conventions = Conventions()
    window: Interval | None = None
    anchors: Mapping[str, Interval] = {}
    zone: ZoneInfo | None = None
    south: bool = False
    direction: Direction | None = None

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

    def copy_with_direction(self, direction: Direction) -> Context:
        """Return the context of what follows other dates of its phrase, or leads up to them."""
        prefer: Literal["future", "past"] = "future" if direction == "after" else "past"
        conventions = copy_with_preference(self.conventions, prefer)
        return Context(
            self.reference, conventions, None, self.anchors, self.zone, self.south, direction
        )

    def copy_with_reference(self, interval: Interval) -> Context:
        """Return the same context, seen from the start of a date."""
        return Context(to_datetime(interval.start or self.today), *self[1:])

    def copy_for_counting_from(self, interval: Interval) -> Context:
        """Return the context of what counts from another date: from its last day or its time."""
        edge = interval.start if interval.is_point else interval.last
        return self._replace(reference=to_datetime(edge or self.today), window=None)

    def add_units_in_zone(self, moment: datetime, count: float, grain: Grain) -> datetime:
        """Return a naive time so many units later.

        Hours, minutes and seconds are elapsed time where the zone is known, else wall-clock time.
        """
        if self.zone is None or grain > Grain.HOUR:
            return add_units(moment, count, grain)
        instant = moment.replace(tzinfo=self.zone).astimezone(UTC)
        return add_units(instant, count, grain).astimezone(self.zone).replace(tzinfo=None)


def copy_with_preference(
    conventions: Conventions, prefer: Literal["future", "past"]
) -> Conventions:
    """Return the conventions for the inside of a range, whose other end settles past or future."""
    return Conventions(
        prefer,
        week_start=conventions.week_start,
        weekend=conventions.weekend,
        date_order=conventions.date_order,
        parts_of_day=conventions.parts_of_day,
    )


def check_stretch_length(stretch: Interval) -> None:
    """Raise PhraseError for a stretch that is too long to go through day by day."""
    first, last = stretch.first, stretch.last
    if first and last and last.year - first.year > MAX_COUNTED_YEARS:
        raise PhraseError(
            f"{stretch.edtf} is too long to count in, at more than {MAX_COUNTED_YEARS} years",
            hint="write the date itself",
        )


def to_datetime(day: date) -> datetime:
    """Return the midnight at which a date begins; a datetime stays as it is.

    >>> to_datetime(date(2025, 9, 3))
    datetime.datetime(2025, 9, 3, 0, 0)
    """
    return day if isinstance(day, datetime) else datetime.combine(day, time.min)


def choose_occurrence(found: Sequence[Interval], context: Context) -> Interval:
    """Return the occurrence that a context points to, of one or more in order.

    In a window it is the one inside it. Otherwise `prefer` says: the first that is not over, the
    last that has begun, or the nearest.

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
        return _choose_in_window(found, context.window)
    if context.direction is not None:
        return _choose_in_direction(found, context)
    prefer, today = context.conventions.prefer, context.today
    if prefer == "future":
        return next((each for each in found if (each.last or date.max) >= today), found[-1])
    if prefer == "past":
        past = (each for each in reversed(found) if (each.first or date.min) <= today)
        return next(past, found[0])
    return min(found, key=lambda each: _count_days_apart(each, today))


def _choose_in_window(found: Sequence[Interval], window: Interval) -> Interval:
    """Return the one that begins in a window, else the one that touches it, else the nearest."""
    known = [(each, each.first or each.last or date.min) for each in found]
    begun = [each for each, day in known if to_day_interval(day).overlaps(window)]
    inside = begun or [each for each in found if each.overlaps(window)]
    if len(inside) > 1:
        raise PhraseError(
            f"{' and '.join(each.edtf for each in inside[:2])} both lie in {window.edtf}",
            kind="ambiguous",
            hint="write the date itself",
        )
    middle = window.first or window.last or date.min
    return inside[0] if inside else min(found, key=lambda each: _count_days_apart(each, middle))


def _choose_in_direction(found: Sequence[Interval], context: Context) -> Interval:
    """Return the first that begins at the reference or later, or the last at it or before."""
    reference = context.reference
    if context.direction == "after":
        later = (each for each in found if each.to_utc_bounds()[0] >= reference)
        return next(later, found[-1])
    earlier = (each for each in reversed(found) if each.to_utc_bounds()[0] <= reference)
    return next(earlier, found[0])


def _count_days_apart(interval: Interval, day: date) -> int:
    first, last = interval.first or date.min, interval.last or date.max
    return 0 if first <= day <= last else min(abs((first - day).days), abs((last - day).days))


class Expression:
    """The root of all meanings: values that know neither a language nor a clock.

    A subclass lists its occurrences; one that its context fixes has a single one.
    """

    __slots__ = ()

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: 4 never, 3 each year, 2 each month, 1 each week, 0 each day."""
        return 4

    @property
    def counts_from(self) -> CountsFrom:
        """What it counts from, beside another date of its phrase: "the following day"."""
        return "reference"

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return what it may mean around a context's reference or window, in order.

        Raises:
            PhraseError: It can mean nothing there.
        """
        raise NotImplementedError

    def on(self, context: Context) -> tuple[Interval, ...]:
        """Return the intervals that it means in a context: mostly one.

        Raises:
            PhraseError: It means none, or one of several.
        """
        return (choose_occurrence(self.list_occurrences(context), context),)

    def list_half_day_readings(self) -> tuple[Expression, ...]:
        """Return itself as a.m. and as p.m. if it is a clock time that may be either."""
        return ()

    def find_single_interval(self, context: Context) -> Interval:
        """Return the one stretch that it means in a context, or that holds all that it means."""
        found = self.on(context)
        if len(found) == 1:
            return found[0]
        return enclose_intervals(found) or choose_occurrence((), context)


class YearlyExpression(Expression):
    """A meaning that recurs each year, unless the year is stated."""

    __slots__ = ()
    year: int | None

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: each year, or never."""
        return 3 if self.year is None else 4


class DerivedExpression(Expression):
    """A meaning made of another one, its base: it recurs as that does, once for each occurrence."""

    __slots__ = ()
    base: Expression

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: as its base."""
        return self.base.recurrence_rank

    @property
    def counts_from(self) -> CountsFrom:
        """What it counts from: as its base."""
        return self.base.counts_from

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return one for each occurrence of the base, in order."""
        return [self.derive_interval(each, context) for each in self.base.list_occurrences(context)]

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return what it makes of one occurrence of the base."""
        raise NotImplementedError


class DerivedFromChosen(DerivedExpression):
    """A meaning that is counted from its base once that is settled.

    So "a week from Friday" is a week from the Friday that is meant.
    """

    __slots__ = ()

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the one from the base that the context points to."""
        return [self.derive_interval(self.base.find_single_interval(context), context)]


def to_day_interval(day: date) -> Interval:
    """Return the interval of one whole day."""
    return Interval(day, day + _DAY)


def to_moment_interval(moment: datetime, grain: Grain = Grain.MINUTE) -> Interval:
    """Return the interval of one minute, or of one second or hour, from a moment on."""
    end = moment + _POINT_LENGTHS[grain]
    # Addition forgets the fold; an hour that comes twice has two of each minute.
    return Interval(moment, end.replace(fold=moment.fold), grain)
