"""What a phrase is read in, and the root of all meanings: conventions, context, and the choice among dates that recur."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from itinerary.dates.arithmetic import add_units, enclose_intervals
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError

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
_DAY = timedelta(days=1)
_POINT_LENGTHS = {
    Grain.SECOND: timedelta(seconds=1),
    Grain.MINUTE: timedelta(minutes=1),
    Grain.HOUR: timedelta(hours=1),
}
MAX_COUNTED_YEARS = 100  # of a stretch whose days, weeks or months are gone through
PARTS_OF_DAY: Mapping[PartOfDayName, tuple[float, float]] = {
    "small hours": (0, 6), "dawn": (5, 7), "morning": (6, 12), "midday": (11, 14), "lunch": (12, 14), "afternoon": (12, 18),
    "evening": (18, 22), "tonight": (18, 24), "night": (22, 30), "daytime": (6, 18),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conventions:
    """The readings on which people differ; docs/dates.md has a table of what others do.

    `prefer`: which occurrence of a date that recurs is meant. `today`: whether the reference's own weekday means that day or the one
    a week later. `this_weekday`, `next_weekday`, `last_weekday`: of which week, and of a month or date, of which year. `units`: whether
    "the past two weeks" rolls back from the reference or names whole calendar weeks. `after`: whether "after 2014" leaves 2014 out.
    `week_start`: the first weekday, Monday is 0. `weekend`: the weekday and hour at which it begins. `date_order`: of "3/4/2025"; None
    is the language's own. `parts_of_day`: hours, laid over PARTS_OF_DAY. `fiscal_year`: the month it begins in; None refuses "FY25".
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
    parts_of_day: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    fiscal_year: int | None = None


class Context(NamedTuple):
    """Where a phrase stands: its reference (local wall-clock time), the window it is read in, named dates, zone and conventions."""

    reference: datetime
    conventions: Conventions = Conventions()
    window: Interval | None = None
    anchors: Mapping[str, Interval] = {}
    zone: ZoneInfo | None = None
    south: bool = False
    direction: Direction | None = None  # which side of the reference is due, inside a range

    @property
    def today(self) -> date:
        """The day of the reference."""
        return self.reference.date()

    @property
    def extent(self) -> tuple[date, date]:
        """The days around which occurrences are looked for: the window's, else the reference's; PhraseError if they are too many."""
        if self.window is None:
            return self.today, self.today
        check_stretch_length(self.window)
        return (
            self.window.first or self.window.last or self.today,
            self.window.last or self.window.first or self.today,
        )

    def copy_with_direction(self, direction: Direction) -> Context:
        """The context of what follows other dates of the same phrase, or leads up to them."""
        conventions = copy_with_preference(
            self.conventions, "future" if direction == "after" else "past"
        )
        return Context(
            self.reference, conventions, None, self.anchors, self.zone, self.south, direction
        )

    def copy_with_reference(self, interval: Interval) -> Context:
        """The same context, seen from the start of a date."""
        return Context(to_datetime(interval.start or self.today), *self[1:])

    def add_units_in_zone(self, moment: datetime, count: float, grain: Grain) -> datetime:
        """A time that many units later; hours and minutes are elapsed time where the zone is known."""
        if self.zone is None or grain > Grain.HOUR:
            return add_units(moment, count, grain)
        return (
            add_units(moment.replace(tzinfo=self.zone).astimezone(UTC), count, grain)
            .astimezone(self.zone)
            .replace(tzinfo=None)
        )


def copy_with_preference(
    conventions: Conventions, prefer: Literal["future", "past"]
) -> Conventions:
    """The same conventions for the inside of a range, where the other end settles past or future."""
    parts = conventions.parts_of_day
    return Conventions(prefer, week_start=conventions.week_start, weekend=conventions.weekend,
                       date_order=conventions.date_order, parts_of_day=parts)  # fmt: skip


def check_stretch_length(stretch: Interval) -> None:
    """Raises PhraseError for a stretch that is too long to go through day by day."""
    if (
        stretch.first
        and stretch.last
        and stretch.last.year - stretch.first.year > MAX_COUNTED_YEARS
    ):
        raise PhraseError(
            f"{stretch.edtf} is too long to count in, at more than {MAX_COUNTED_YEARS} years",
            hint="write the date itself",
        )


def to_datetime(day: date) -> datetime:
    """A date as the time it begins; a time stays."""
    return day if isinstance(day, datetime) else datetime.combine(day, time.min)


def choose_occurrence(found: Sequence[Interval], context: Context) -> Interval:
    """The occurrence that a context points to, of one or more in order.

    In a window the one inside it, two of them being ambiguous; otherwise by `prefer`: the first not over, the last begun, the nearest.
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
        return next(
            (each for each in reversed(found) if (each.first or date.min) <= today), found[0]
        )
    return min(found, key=lambda each: _count_days_apart(each, today))


def _choose_in_window(found: Sequence[Interval], window: Interval) -> Interval:
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
    if context.direction == "after":
        return next(
            (each for each in found if each.to_utc_bounds()[0] >= context.reference), found[-1]
        )
    return next(
        (each for each in reversed(found) if each.to_utc_bounds()[0] <= context.reference), found[0]
    )


def _count_days_apart(interval: Interval, day: date) -> int:
    first, last = interval.first or date.min, interval.last or date.max
    return 0 if first <= day <= last else min(abs((first - day).days), abs((last - day).days))


class Expression:
    """The root of all meanings. A subclass gives `occurrences`, in order; one that is fixed by its context gives a single one."""

    __slots__ = ()

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: 4 never, 3 each year, 2 each month, 1 each week, 0 each day."""
        return 4

    def list_occurrences(self, context: Context) -> list[Interval]:
        """What it may mean around a context's reference or window, in order."""
        raise NotImplementedError

    def on(self, context: Context) -> tuple[Interval, ...]:
        """The intervals it means in a context: mostly one. Raises PhraseError where there is none or more than one candidate."""
        return (choose_occurrence(self.list_occurrences(context), context),)

    def list_half_day_readings(self) -> tuple[Expression, ...]:
        """For a time on the clock that may be in either half of the day: itself as a.m. and as p.m."""
        return ()

    def find_single_interval(self, context: Context) -> Interval:
        """The stretch that it means in a context."""
        found = self.on(context)
        return (
            found[0]
            if len(found) == 1
            else enclose_intervals(found) or choose_occurrence((), context)
        )


class YearlyExpression(Expression):
    """A meaning that recurs each year, unless the year is stated."""

    __slots__ = ()
    year: int | None

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: each year, or never."""
        return 3 if self.year is None else 4


class DerivedExpression(Expression):
    """A meaning made of another one, its base: it recurs as that does, once for each of its occurrences."""

    __slots__ = ()
    base: Expression

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: as its base."""
        return self.base.recurrence_rank

    def list_occurrences(self, context: Context) -> list[Interval]:
        """One for each occurrence of the base, in order."""
        return [self.derive_interval(each, context) for each in self.base.list_occurrences(context)]

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """What it makes of one occurrence of the base."""
        raise NotImplementedError


class DerivedFromChosen(DerivedExpression):
    """A meaning that is counted from its base once that is settled: "a week from Friday" is a week from the Friday that is meant."""

    __slots__ = ()

    def list_occurrences(self, context: Context) -> list[Interval]:
        """The one from the base that the context points to."""
        return [self.derive_interval(self.base.find_single_interval(context), context)]


def to_day_interval(day: date) -> Interval:
    """One whole day."""
    return Interval(day, day + _DAY)


def to_moment_interval(moment: datetime, grain: Grain = Grain.MINUTE) -> Interval:
    """One minute, or one second where seconds are stated."""
    end = moment + _POINT_LENGTHS[grain]
    return Interval(
        moment, end.replace(fold=moment.fold), grain
    )  # which addition forgets: an hour that comes twice has two of each minute
