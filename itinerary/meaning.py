"""What a date phrase means, free of language and clock: frozen values, each of which gives its intervals on a context.

`CalendarDate(month=9, day=2).on(context)` is the second of September that the context's reference, window and conventions point to.
A meaning that recurs ("Tuesday", "March 4", "10:00") lists its occurrences around the reference; `choose` takes one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from itinerary.diagnostics import PhraseError
from itinerary.interval import WEEKDAYS, Grain, Interval, Part, hull, joined, shift, unit

PARTS_OF_DAY: Mapping[str, tuple[float, float]] = {
    "dawn": (5, 7), "early morning": (6, 9), "morning": (6, 12), "late morning": (9, 12), "midday": (11, 14), "lunch": (12, 14),
    "early afternoon": (12, 15), "afternoon": (12, 18), "late afternoon": (15, 18), "evening": (18, 22), "tonight": (18, 24),
    "night": (22, 30), "late night": (22, 24), "daytime": (6, 18),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conventions:
    """The readings on which people differ; README has a table of what others do.

    `prefer`: which occurrence of a date that recurs is meant. `today`: whether the reference's own weekday means that day or the one
    a week later. `this_weekday`, `next_weekday`, `last_weekday`: of which week. `units`: whether "the past two weeks" rolls back from
    the reference or names whole calendar weeks. `after`: whether "after 2014" leaves 2014 out. `week_start`: the first weekday, Monday
    is 0. `weekend`: the weekday and hour at which it begins. `date_order`: of "3/4/2025"; None is the language's own.
    `parts_of_day`: hours, laid over PARTS_OF_DAY.
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
    date_order: Literal["mdy", "dmy", "ymd"] | None = None
    parts_of_day: Mapping[str, tuple[float, float]] = field(default_factory=dict)


class Context(NamedTuple):
    """Where a phrase stands: its reference (local wall-clock time), the window it is read in, named dates, zone and conventions."""

    reference: datetime
    conventions: Conventions = Conventions()
    window: Interval | None = None
    anchors: Mapping[str, Interval] = {}
    zone: ZoneInfo | None = None
    south: bool = False
    direction: Literal["after", "before"] | None = None  # which side of the reference is due, inside a range

    @property
    def today(self) -> date:
        """The day of the reference."""
        return self.reference.date()

    @property
    def extent(self) -> tuple[date, date]:
        """The days around which occurrences are looked for: the window's, else the reference's."""
        if self.window is None:
            return self.today, self.today
        return self.window.first or self.window.last or self.today, self.window.last or self.window.first or self.today

    def after(self, interval: Interval) -> Context:
        """The context of what follows a date within the same phrase."""
        return self._directed("after", interval.start, "future")

    def before(self, interval: Interval) -> Context:
        """The context of what leads up to a date within the same phrase."""
        return self._directed("before", interval.start, "past")

    def _directed(self, direction: Literal["after", "before"], at: date | None, prefer: Literal["future", "past"]) -> Context:
        conventions = _with(self.conventions, prefer)
        return self._replace(reference=at_midnight(at or self.today), window=None, conventions=conventions, direction=direction)

    def later(self, moment: datetime, count: float, grain: Grain) -> datetime:
        """A time that many units later; hours and minutes are elapsed time where the zone is known."""
        if self.zone is None or grain > Grain.HOUR:
            return shift(moment, count, grain)
        return shift(moment.replace(tzinfo=self.zone).astimezone(UTC), count, grain).astimezone(self.zone).replace(tzinfo=None)


def _with(conventions: Conventions, prefer: Literal["future", "past"]) -> Conventions:
    """The same conventions for the inside of a range, where the other end settles past or future."""
    parts = conventions.parts_of_day
    return Conventions(prefer, week_start=conventions.week_start, weekend=conventions.weekend,
                       date_order=conventions.date_order, parts_of_day=parts)  # fmt: skip


def at_midnight(day: date) -> datetime:
    """A date as the time it begins; a time stays."""
    return day if isinstance(day, datetime) else datetime.combine(day, time.min)


def choose(found: Sequence[Interval], context: Context) -> Interval:
    """The occurrence that a context points to, of one or more in order.

    In a window the one inside it, two of them being ambiguous; otherwise by `prefer`: the first not over, the last begun, the nearest.
    """
    if not found:
        raise PhraseError("there is no such date")
    if len(found) == 1:
        return found[0]
    if context.window is not None:
        return _inside(found, context.window)
    prefer = context.conventions.prefer
    if context.direction is not None:
        return _directed(found, context)
    if prefer == "future":
        return next((each for each in found if (each.last or date.max) >= context.today), found[-1])
    if prefer == "past":
        return next((each for each in reversed(found) if (each.first or date.min) <= context.today), found[0])
    return min(found, key=lambda each: _distance(each, context.today))


def _inside(found: Sequence[Interval], window: Interval) -> Interval:
    inside = [each for each in found if each.overlaps(window)]
    if len(inside) > 1:
        raise PhraseError(
            f"{' and '.join(each.edtf for each in inside[:2])} both lie in {window.edtf}", kind="ambiguous", hint="write the date itself"
        )
    middle = window.first or window.last or date.min
    return inside[0] if inside else min(found, key=lambda each: _distance(each, middle))


def _directed(found: Sequence[Interval], context: Context) -> Interval:
    if context.direction == "after":
        return next((each for each in found if each.bounds()[0] >= context.reference), found[-1])
    return next((each for each in reversed(found) if each.bounds()[0] <= context.reference), found[0])


def _distance(interval: Interval, day: date) -> int:
    first, last = interval.first or date.min, interval.last or date.max
    return 0 if first <= day <= last else min(abs((first - day).days), abs((last - day).days))


class Meaning:
    """The root of all meanings. A subclass gives `occurrences`, in order; one that is fixed by its context gives a single one."""

    __slots__ = ()
    period = 4  # how seldom it recurs: 4 never, 3 each year, 2 each month, 1 each week, 0 each day

    def occurrences(self, context: Context) -> list[Interval]:
        """What it may mean around a context's reference or window, in order."""
        raise NotImplementedError

    def on(self, context: Context) -> tuple[Interval, ...]:
        """The intervals it means in a context: mostly one. Raises PhraseError where there is none or more than one candidate."""
        return (choose(self.occurrences(context), context),)

    def one(self, context: Context) -> Interval:
        """The stretch that it means in a context."""
        return hull(self.on(context)) or choose((), context)


def day_interval(day: date) -> Interval:
    """One whole day."""
    return Interval(day, day + timedelta(days=1))


def moment_interval(moment: datetime, grain: Grain = Grain.MINUTE) -> Interval:
    """One minute, or one second where seconds are stated."""
    return Interval(moment, shift(moment, 1, grain), grain)


@dataclass(frozen=True, slots=True)
class CalendarDate(Meaning):
    """A year, month or day of the calendar of which fields may be missing: "2012", "March", "March 4", "Tuesday", "the 15th"."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def period(self) -> int:  # type: ignore[override]  # a value here, a constant elsewhere
        """How seldom it recurs."""
        return 4 if self.year is not None else 3 if self.month else 2 if self.day else 1

    def occurrences(self, context: Context) -> list[Interval]:
        """Those around the reference or window; raises PhraseError for a day that does not exist or a weekday that does not fit."""
        first, last = context.extent
        if self.year is not None:
            return self._agreeing(list(self._in_years(self.year, self.year)))
        if self.month:
            reach = 4 if self.day == 29 else 1
            return self._agreeing(list(self._in_years(max(1, first.year - reach), min(9998, last.year + reach))))
        if self.day:
            return self._agreeing(list(self._in_months(first, last)))
        return self._weekdays(context, first, last)

    def _in_years(self, first: int, last: int) -> Iterator[Interval]:
        for year in range(first, last + 1):
            if not self.month:
                yield unit(date(year, 1, 1), Grain.YEAR)
            elif not self.day:
                yield unit(date(year, self.month, 1), Grain.MONTH)
            elif self.day <= _days_in(year, self.month):
                yield day_interval(date(year, self.month, self.day))

    def _in_months(self, first: date, last: date) -> Iterator[Interval]:
        reach = 12 if self.weekday is not None else 2
        begin, months = shift(first.replace(day=1), -reach, Grain.MONTH), reach * 2 + (last.year - first.year) * 12 + last.month - first.month
        for each in range(months + 1):
            month = shift(begin, each, Grain.MONTH)
            if self.day and self.day <= _days_in(month.year, month.month):
                yield day_interval(month.replace(day=self.day))

    def _agreeing(self, found: list[Interval]) -> list[Interval]:
        if not found:
            raise PhraseError(f"there is no day {self.day} in month {self.month}" + (f" of {self.year}" if self.year else ""))
        agreeing = [each for each in found if self.weekday is None or each.start and each.start.weekday() == self.weekday]
        if not agreeing and self.weekday is not None and found[0].start:
            stated, right = WEEKDAYS[self.weekday], found[len(found) // 2].start or found[0].start
            raise PhraseError(f"{right.isoformat()} is a {WEEKDAYS[right.weekday()]}, not a {stated}", hint="correct the weekday or the date")
        return agreeing

    def _weekdays(self, context: Context, first: date, last: date) -> list[Interval]:
        weekday = self.weekday or 0
        day, found = first + timedelta(days=(weekday - first.weekday()) % 7 - 7), []
        while day <= last + timedelta(days=7):
            found.append(day_interval(day))
            day += timedelta(days=7)
        if context.window is not None and not any(each.overlaps(context.window) for each in found):
            raise PhraseError(f"there is no {WEEKDAYS[weekday]} in {context.window.edtf}", hint="write the date itself")
        if context.conventions.today == "next" and context.window is None:
            found = [each for each in found if each.start != context.today] + [day_interval(context.today + timedelta(days=7))]
            found = sorted(each for each in found if each.start and each.start.weekday() == weekday)
        return found


def _days_in(year: int, month: int) -> int:
    first = date(year, month, 1)
    return (shift(first, 1, Grain.MONTH) - first).days if (year, month) != (9999, 12) else 31


@dataclass(frozen=True, slots=True)
class NumericDate(Meaning):
    """Two or three numbers whose order the conventions, the language or their size tell: "3/4/2025", "29.03."."""

    numbers: tuple[int, ...]
    order: str  # the language's own
    weekday: int | None = None

    @property
    def period(self) -> int:  # type: ignore[override]  # a value here, a constant elsewhere
        """How seldom it recurs."""
        return 4 if len(self.numbers) == 3 else 3

    def occurrences(self, context: Context) -> list[Interval]:
        """Those of the calendar date that the numbers make."""
        return self.calendar_date(context.conventions.date_order or self.order).occurrences(context)

    def calendar_date(self, order: str) -> CalendarDate:
        """The date in an order; day and month change places where only that gives a month. Raises PhraseError where none does."""
        if len(self.numbers) == 2:
            order = order.replace("y", "")
        elif self.numbers[0] > 31:
            order = "ymd"
        elif order == "ymd" and self.numbers[2] > 31:
            order = "mdy"
        parts = dict(zip(order, self.numbers, strict=True))
        month, day = parts["m"], parts["d"]
        if month > 12 >= day:
            month, day = day, month
        if not (1 <= month <= 12 and 1 <= day <= 31):
            raise PhraseError(f"{'/'.join(map(str, self.numbers))} is no date: no month has that number")
        return CalendarDate(full_year(parts["y"]) if "y" in parts else None, month, day, self.weekday)


def full_year(number: int) -> int:
    """A year of two digits as one of four: 00-49 are 2000-2049, 50-99 are 1950-1999.

    >>> full_year(25), full_year(96), full_year(1822)
    (2025, 1996, 1822)
    """
    return number if number > 99 else number + (2000 if number < 50 else 1900)


@dataclass(frozen=True, slots=True)
class Years(Meaning):
    """A decade or a century by its first year: "the 1990s"."""

    first: int
    grain: Grain

    def occurrences(self, context: Context) -> list[Interval]:
        """The one it is."""
        return [unit(date(max(self.first, 1), 1, 1), self.grain)]


@dataclass(frozen=True, slots=True)
class Relative(Meaning):
    """The unit that is so many units from the one of the reference: today, next week, last year."""

    grain: Grain
    offset: int = 0

    def occurrences(self, context: Context) -> list[Interval]:
        """The one it is."""
        if self.grain == Grain.WEEKEND:
            return [weekend(context, shift(context.today, self.offset, Grain.WEEK))]
        if self.grain < Grain.DAY:
            start = shift(context.reference.replace(minute=0 if self.grain == Grain.HOUR else context.reference.minute), self.offset, self.grain)
            return [Interval(start, shift(start, 1, self.grain), self.grain)]
        start = unit(context.today, self.grain, context.conventions.week_start).start or context.today
        return [unit(shift(start, self.offset, self.grain), self.grain, context.conventions.week_start)]


def weekend(context: Context, day: date) -> Interval:
    """The weekend of the Monday-to-Sunday week that holds a day, from the weekday and hour of the conventions to the end of Sunday."""
    name, hour = context.conventions.weekend
    monday = day - timedelta(days=day.weekday())
    start, end = monday + timedelta(days=WEEKDAYS.index(name.capitalize())), monday + timedelta(days=7)
    if end <= start:
        start -= timedelta(days=7)
    if hour:
        return Interval(at_midnight(start) + timedelta(hours=hour), at_midnight(end), Grain.WEEKEND)
    return Interval(start, end, Grain.WEEKEND)


@dataclass(frozen=True, slots=True)
class Now(Meaning):
    """The very moment of the reference."""

    def occurrences(self, context: Context) -> list[Interval]:
        """The minute it is."""
        return [moment_interval(context.reference)]


@dataclass(frozen=True, slots=True)
class Window(Meaning):
    """The window of the context: "the trip"."""

    def occurrences(self, context: Context) -> list[Interval]:
        """The window; raises PhraseError without one."""
        if context.window is None:
            raise PhraseError("no trip is known that the phrase could count in", hint="give the document its dates")
        return [context.window]


@dataclass(frozen=True, slots=True)
class Anchor(Meaning):
    """A date that has a name: "$quito", "$quito.start", "$trip.end", "$published"."""

    name: str
    end: str | None = None

    def occurrences(self, context: Context) -> list[Interval]:
        """The date of that name, or its first or last day or moment."""
        found = context.anchors.get(self.name)
        if found is None:
            known = ", ".join(f"${name}" for name in sorted(context.anchors)) or "none"
            raise PhraseError(f"${self.name} names no date", hint=f"known names: {known}")
        if self.end is None:
            return [found]
        edge = found.start if self.end == "start" else found.end if found.is_timed else found.last
        if edge is None:
            raise PhraseError(f"${self.name} has no {self.end}: it is open on that side")
        return [moment_interval(edge) if isinstance(edge, datetime) else day_interval(edge)]


@dataclass(frozen=True, slots=True)
class Adjacent(Meaning):
    """A date that recurs, with "this", "next" or "last" before it: "next Tuesday", "last March"."""

    date: CalendarDate
    offset: int

    def occurrences(self, context: Context) -> list[Interval]:
        """The one it is, for weekdays by the conventions of that name."""
        only_weekday = self.date.period == 1
        if only_weekday and (self.offset != 0 or context.conventions.this_weekday == "this-week"):
            return [self._weekday(context)]
        undirected = context._replace(window=None)
        found = self.date.occurrences(undirected)
        if self.offset > 0:
            return [next(each for each in found if each.first and each.first > context.today)]
        if self.offset < 0:
            return [next(each for each in reversed(found) if each.last and each.last < context.today)]
        return [choose(found, undirected._replace(conventions=_with(context.conventions, "future")))]

    def _weekday(self, context: Context) -> Interval:
        conventions, today, weekday = context.conventions, context.today, self.date.weekday or 0
        if self.offset > 0 and conventions.next_weekday == "coming":
            return day_interval(today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1))
        if self.offset < 0 and conventions.last_weekday == "most-recent":
            return day_interval(today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1))
        week = unit(today, Grain.WEEK, conventions.week_start).start or today
        return day_interval(week + timedelta(days=(weekday - conventions.week_start) % 7 + 7 * self.offset))


Amount = tuple[tuple[float, Grain], ...]  # "two days and three hours"


@dataclass(frozen=True, slots=True)
class Shift(Meaning):
    """So much time before or after a date, or from the reference: "two days after March 4", "three weeks ago"."""

    amount: Amount
    sign: int = 1
    base: Meaning = Now()

    @property
    def period(self) -> int:  # type: ignore[override]  # a value here, a constant elsewhere
        """How seldom it recurs: as its base."""
        return self.base.period

    def occurrences(self, context: Context) -> list[Interval]:
        """Those of its base, shifted."""
        return [self._from(each, context) for each in self.base.occurrences(context)]

    def _from(self, base: Interval, context: Context) -> Interval:
        fine = min(grain for _, grain in self.amount) < Grain.DAY or any(count != int(count) for count, grain in self.amount if grain <= Grain.DAY)
        edge = base.first if self.sign < 0 or base.is_point else base.last
        if fine:
            edge = base.start if self.sign < 0 or base.is_point else base.end
        if edge is None:
            raise PhraseError("nothing can be counted from an open side")
        if not fine:
            return self._days(edge if not isinstance(edge, datetime) else edge.date(), base, context)
        moment = at_midnight(edge)
        for count, grain in self.amount:
            moment = context.later(moment, self.sign * count, grain)
        return moment_interval(moment)

    def _days(self, day: date, base: Interval, context: Context) -> Interval:
        for count, grain in self.amount:
            day = _shift_parts(day, self.sign * count, grain)
        if base.is_point and not isinstance(self.base, Now) and isinstance(base.start, datetime):
            return moment_interval(datetime.combine(day, base.start.time()))
        return day_interval(day)


def _shift_parts(day: date, count: float, grain: Grain) -> date:
    """A shift by halves too: "a year and a half" is 18 months, "half a week" four days, rounded up."""
    whole, part = int(count), count - int(count)
    day = shift(day, whole, grain)
    if not part:
        return day
    if grain >= Grain.MONTH:
        return shift(day, round(part * {Grain.MONTH: 30, Grain.QUARTER: 3}.get(grain, 12)), Grain.DAY if grain == Grain.MONTH else Grain.MONTH)
    return day + timedelta(days=round(part * 7)) if grain == Grain.WEEK else day


@dataclass(frozen=True, slots=True)
class Stretch(Meaning):
    """The past or next so many units: "the past seven months", "the next two weeks"."""

    amount: Amount
    sign: int

    def occurrences(self, context: Context) -> list[Interval]:
        """Rolling back or on from the reference, its own day left out, or whole calendar units without the current one."""
        ((count, grain), *rest) = self.amount
        if grain < Grain.DAY or count != int(count):
            edge = shift_all(context, context.reference, self.amount, self.sign)
            return [Interval(*sorted((edge, context.reference)), Grain.MINUTE)]
        if any(finer < Grain.DAY for _, finer in rest):
            edge = shift_all(context, context.reference, self.amount, self.sign)
            return [Interval(*sorted((edge, context.reference)), Grain.MINUTE)]
        if context.conventions.units == "calendar" and not rest and grain != Grain.DAY:
            near = Relative(grain, self.sign).occurrences(context)[0]
            far = Relative(grain, self.sign * int(count)).occurrences(context)[0]
            return [Interval(min(near, far).start, max(near, far).end, grain)]
        near_day = context.today + timedelta(days=1) if self.sign > 0 else context.today
        far_day = near_day
        for each, unit_grain in self.amount:
            far_day = shift(far_day, self.sign * each, unit_grain)
        return [Interval(*sorted((near_day, far_day)))]


def shift_all(context: Context, moment: datetime, amount: Amount, sign: int) -> datetime:
    """A moment shifted by every part of an amount."""
    for count, grain in amount:
        moment = context.later(moment, sign * count, grain)
    return moment


@dataclass(frozen=True, slots=True)
class AnyYear(Meaning):
    """Each year, for what is counted in one that is not stated: "the first quarter"."""

    period = 3

    def occurrences(self, context: Context) -> list[Interval]:
        """The years around the reference or window."""
        first, last = context.extent
        return [unit(date(year, 1, 1), Grain.YEAR) for year in range(max(1, first.year - 1), min(9998, last.year + 1) + 1)]


@dataclass(frozen=True, slots=True)
class Nth(Meaning):
    """The so-manieth weekday, day or unit of a stretch: "the third Thursday of November", "the last day of the trip"."""

    number: int  # from 1; negative numbers count from the end
    what: Grain | CalendarDate
    within: Meaning

    @property
    def period(self) -> int:  # type: ignore[override]  # a value here, a constant elsewhere
        """How seldom it recurs: as what it counts in."""
        return self.within.period

    def occurrences(self, context: Context) -> list[Interval]:
        """One in each occurrence of what it counts in; raises PhraseError where that is too short."""
        found = [each for each in (self._in(stretch, context) for stretch in self.within.occurrences(context)) if each]
        if not found:
            raise PhraseError(f"there is no number {self.number} of these in that time")
        return found

    def _in(self, stretch: Interval, context: Context) -> Interval | None:
        units = list(units_of(self.what, stretch, context))
        index = self.number - 1 if self.number > 0 else self.number
        return units[index] if -len(units) <= index < len(units) else None


def units_of(what: Grain | CalendarDate, stretch: Interval, context: Context) -> Iterator[Interval]:
    """The units of a grain, or the days of a date, that begin in a stretch, in order (of weeks, those with most days in it)."""
    if stretch.first is None or stretch.last is None:
        raise PhraseError("an open stretch of time cannot be counted in")
    if isinstance(what, CalendarDate):
        inside = context._replace(window=days_only(stretch))
        yield from (each for each in what.occurrences(inside) if each.overlaps(days_only(stretch)))
        return
    if what == Grain.WEEKEND:
        weeks = units_of(Grain.WEEK, stretch, context)
        yield from (weekend(context, each.first) for each in weeks if each.first)
        return
    day = stretch.first + timedelta(days=3) if what == Grain.WEEK else stretch.first
    last = stretch.last + timedelta(days=3) if what == Grain.WEEK else stretch.last
    current = unit(day, what, context.conventions.week_start)
    while current.first and current.last and current.first <= (last if what != Grain.WEEK else stretch.last - timedelta(days=3)):
        if what == Grain.WEEK or current.first >= stretch.first:
            yield current
        current = unit(current.last + timedelta(days=1), what, context.conventions.week_start)


def days_only(interval: Interval) -> Interval:
    """The whole days of a stretch."""
    return Interval(interval.first, interval.last + timedelta(days=1) if interval.last else None)


@dataclass(frozen=True, slots=True)
class SomeOf(Meaning):
    """The first or last so many units of a stretch: "the first two weeks of May"."""

    number: int  # negative ones are the last
    what: Grain
    within: Meaning

    def occurrences(self, context: Context) -> list[Interval]:
        """One in each occurrence of the stretch."""
        return [self._in(each) for each in self.within.occurrences(context)]

    def _in(self, stretch: Interval) -> Interval:
        if stretch.first is None or stretch.last is None:
            raise PhraseError("an open stretch of time cannot be counted in")
        if self.number > 0:
            return Interval(stretch.first, shift(stretch.first, self.number, self.what))
        end = stretch.last + timedelta(days=1)
        return Interval(shift(end, self.number, self.what), end)


@dataclass(frozen=True, slots=True)
class Holding(Meaning):
    """The unit that holds a date: "the week of October 6", "the weekend of the 4th"."""

    grain: Grain
    base: Meaning

    @property
    def period(self) -> int:  # type: ignore[override]  # a value here, a constant elsewhere
        """How seldom it recurs: as its base."""
        return self.base.period

    def occurrences(self, context: Context) -> list[Interval]:
        """One for each occurrence of the date."""
        days = [each.first or context.today for each in self.base.occurrences(context)]
        if self.grain == Grain.WEEKEND:
            return [weekend(context, day) for day in days]
        return [unit(day, self.grain, context.conventions.week_start) for day in days]


@dataclass(frozen=True, slots=True)
class WeekNumber(Meaning):
    """A week by its ISO 8601 number: "week 36 of 2025"."""

    number: int
    year: int | None = None

    def occurrences(self, context: Context) -> list[Interval]:
        """The week; raises PhraseError where the year has no week of that number."""
        year = self.year or context.today.year
        try:
            return [unit(date.fromisocalendar(year, self.number, 1), Grain.WEEK)]
        except ValueError:
            raise PhraseError(f"{year} has no week {self.number}") from None


@dataclass(frozen=True, slots=True)
class Season(Meaning):
    """A meteorological season: spring 0, summer 1, autumn 2, winter 3; northern unless the place lies in the south."""

    number: int
    year: int | None = None
    period = 3

    def occurrences(self, context: Context) -> list[Interval]:
        """Those around the reference, or that of the year in which it begins."""
        month = (self.number * 3 + (6 if context.south else 0)) % 12 + 3
        years = [self.year] if self.year else range(context.today.year - 1, context.today.year + 2)
        months = [shift(date(year, 1, 1), month - 1, Grain.MONTH) if month <= 12 else date(year, month - 12, 1) for year in years]
        return [Interval(first, shift(first, 3, Grain.MONTH), Grain.SEASON) for first in months]


_GRAINS_OF_THIRDS = ((Grain.PART_OF_DAY, Grain.PART_OF_DAY), (Grain.MONTH, Grain.DAY), (Grain.YEAR, Grain.MONTH), (Grain.CENTURY, Grain.YEAR))


@dataclass(frozen=True, slots=True)
class PartOf(Meaning):
    """The early, middle or late third of a stretch: "early March", "late 1990s"."""

    part: Part
    base: Meaning

    @property
    def period(self) -> int:  # type: ignore[override]  # a value here, a constant elsewhere
        """How seldom it recurs: as its base."""
        return self.base.period

    def occurrences(self, context: Context) -> list[Interval]:
        """One in each occurrence of the stretch: of a month the 1st to 10th, 11th to 20th, 21st to the end."""
        return [self._of(each) for each in self.base.occurrences(context)]

    def _of(self, whole: Interval) -> Interval:
        start, end = whole.start, whole.end
        if start is None or end is None:
            raise PhraseError("an open stretch of time has no thirds")
        cuts = [start, *self._cuts(start, end, whole.grain), end]
        index = ("early", "mid", "late").index(self.part)
        grain = next(finer for coarsest, finer in _GRAINS_OF_THIRDS if whole.grain <= coarsest)
        return Interval(cuts[index], cuts[index + 1], grain, part=self.part)

    @staticmethod
    def _cuts(start: date, end: date, grain: Grain) -> list[date]:
        if grain == Grain.MONTH:
            return [start + timedelta(days=10), start + timedelta(days=20)]
        if grain in (Grain.YEAR, Grain.HALF, Grain.SEASON, Grain.QUARTER):
            third = {Grain.YEAR: 4, Grain.HALF: 2}.get(grain, 1)
            return [shift(start, third, Grain.MONTH), shift(start, 2 * third, Grain.MONTH)]
        if grain in (Grain.DECADE, Grain.CENTURY):
            years = {Grain.DECADE: (3, 7), Grain.CENTURY: (33, 67)}[grain]
            return [shift(start, count, Grain.YEAR) for count in years]
        length = end - start
        if isinstance(start, datetime):
            return [start + length / 3, start + length * 2 / 3]
        return [start + timedelta(days=round(length.days / 3)), start + timedelta(days=round(length.days * 2 / 3))]


@dataclass(frozen=True, slots=True)
class Rest(Meaning):
    """What is left, or what is over, of a stretch: "the rest of the week", "earlier this year"."""

    base: Meaning
    sign: int = 1

    def occurrences(self, context: Context) -> list[Interval]:
        """From the reference's day to the end, or from the start to the day before it."""
        whole = self.base.one(context)
        today = at_midnight(context.today) if whole.is_timed else context.today
        return [whole._replace(start=today, grain=Grain.DAY) if self.sign > 0 else whole._replace(end=today, grain=Grain.DAY)]


@dataclass(frozen=True, slots=True)
class Clock(Meaning):
    """A time on the clock; without am or pm it is read on 24 hours."""

    hour: int
    minute: int = 0
    second: int | None = None
    half: Literal["am", "pm"] | None = None
    period = 0

    def occurrences(self, context: Context) -> list[Interval]:
        """On the reference's day, in a window on each of its days; inside a range on the days beside it, too."""
        first, last = context.extent
        around = 0 if context.direction is None else 1
        days = range(-around, (last - first).days + 1 + around)
        return [self.at(first + timedelta(days=each)) for each in days]

    def at(self, day: date) -> Interval:
        """That time of a day."""
        hour = self.hour if self.half is None else self.hour % 12 + (12 if self.half == "pm" else 0)
        if self.half and self.hour > 12:
            hour = self.hour
        moment = at_midnight(day) + timedelta(hours=hour, minutes=self.minute, seconds=self.second or 0)
        return moment_interval(moment, Grain.MINUTE if self.second is None else Grain.SECOND)


@dataclass(frozen=True, slots=True)
class At(Meaning):
    """A clock time of a day, or within a part of it: "Tuesday at 10:00", "this evening at 8"."""

    day: Meaning
    clock: Meaning

    @property
    def period(self) -> int:  # type: ignore[override]  # a value here, a constant elsewhere
        """How seldom it recurs: as its day."""
        return self.day.period

    def occurrences(self, context: Context) -> list[Interval]:
        """One on each occurrence of the day."""
        return [self._on(each, context) for each in self.day.occurrences(context)]

    def _on(self, day: Interval, context: Context) -> Interval:
        if day.first is None:
            raise PhraseError("a clock time needs a day")
        inside = context._replace(reference=at_midnight(day.first), window=None, direction=None)
        found = self.clock.one(inside)
        if day.grain == Grain.PART_OF_DAY and isinstance(self.clock, Clock) and self.clock.half is None and self.clock.hour <= 12:
            halves = [Clock(self.clock.hour, self.clock.minute, self.clock.second, half).at(day.first) for half in ("am", "pm")]
            return min((found, *halves), key=lambda each: _minutes_off(each, day))
        return found


def _minutes_off(point: Interval, part: Interval) -> float:
    """How far a clock time lies outside a part of the day."""
    (at, _), (begin, end) = point.bounds(), part.bounds()
    return max(0.0, (begin - at).total_seconds(), (at - end).total_seconds())


@dataclass(frozen=True, slots=True)
class PartOfDay(Meaning):
    """A named part of a day: "Tuesday morning", "tonight"."""

    name: str
    day: Meaning = Relative(Grain.DAY)

    @property
    def period(self) -> int:  # type: ignore[override]  # a value here, a constant elsewhere
        """How seldom it recurs: as its day."""
        return self.day.period

    def occurrences(self, context: Context) -> list[Interval]:
        """One on each occurrence of the day; night ends on the next morning."""
        parts = {**PARTS_OF_DAY, **context.conventions.parts_of_day}
        begin, end = parts[self.name]
        if end <= begin:
            end += 24
        starts = [at_midnight(each.first) for each in self.day.occurrences(context) if each.first]
        return [Interval(day + timedelta(hours=begin), day + timedelta(hours=end), Grain.PART_OF_DAY) for day in starts]


def chains(items: Sequence[Meaning], context: Context) -> Iterator[list[Interval]]:
    """The dates of one phrase, each way they may fall together: the one that recurs most seldom leads, the others follow or precede it.

    So "from June 9 to September 13, 2012" lends its year leftward, and "Sept. 2 to 4" its month rightward.
    """
    lead = max(range(len(items)), key=lambda index: (items[index].period, -index))
    for first in items[lead].occurrences(context):
        chain = [first]
        for item in reversed(items[:lead]):
            chain.insert(0, item.one(context.before(chain[0])) if item.period < 4 else item.one(context))
        for item in items[lead + 1 :]:
            chain.append(item.one(context.after(chain[-1])) if item.period < 4 else item.one(context))
        yield chain


@dataclass(frozen=True, slots=True)
class Range(Meaning):
    """From one date through another: a last day, month or year is included, a clock time is not."""

    first: Meaning
    last: Meaning

    @property
    def period(self) -> int:  # type: ignore[override]  # a value here, a constant elsewhere
        """How seldom it recurs: as the end that does so most seldom."""
        return max(self.first.period, self.last.period)

    def occurrences(self, context: Context) -> list[Interval]:
        """One for each occurrence of the leading end; raises PhraseError where it would end before it begins."""
        return [between(first, last) for first, last in chains((self.first, self.last), context)]


def between(first: Interval, last: Interval) -> Interval:
    """From the start of one date to the end of another, or up to it if it is a clock time."""
    end = last.start if last.is_point else last.end
    start, end = (at_midnight(start_or_end) if start_or_end and (first.is_timed or last.is_timed) else start_or_end for start_or_end in (first.start, end))
    result = Interval(start, end, min(first.grain, last.grain), first.about or last.about)
    low, high = result.bounds()
    if high <= low:
        raise PhraseError(f"it would end ({last.edtf}) before it begins ({first.edtf})", hint="put the earlier date first")
    return result


@dataclass(frozen=True, slots=True)
class Several(Meaning):
    """A list of dates: "Tuesday and Thursday"; adjacent ones join."""

    items: tuple[Meaning, ...]

    @property
    def period(self) -> int:  # type: ignore[override]  # a value here, a constant elsewhere
        """How seldom it recurs: as the one that does so most seldom."""
        return max(item.period for item in self.items)

    def occurrences(self, context: Context) -> list[Interval]:
        """The stretch from the first to the last of them, for each way they may fall."""
        return [each for each in map(hull, chains(self.items, context)) if each]

    def on(self, context: Context) -> tuple[Interval, ...]:
        """Each of the dates, in order, adjacent ones joined."""
        options = list(chains(self.items, context))
        chosen = choose([hull(option) or option[0] for option in options], context)
        return joined(next(option for option in options if hull(option) == chosen))


@dataclass(frozen=True, slots=True)
class Open(Meaning):
    """A stretch that is open on one side: "since 2019", "until Wednesday", "before March 4", "after 2014", "Wednesday onward"."""

    side: Literal["since", "after", "until", "before"]
    base: Meaning

    @property
    def period(self) -> int:  # type: ignore[override]  # a value here, a constant elsewhere
        """How seldom it recurs: as its base."""
        return self.base.period

    def occurrences(self, context: Context) -> list[Interval]:
        """From or to the date; in a window the open side ends with it."""
        base = self.base.one(context)
        from_end = self.side == "after" and context.conventions.after == "from-end" and not base.is_point
        start = None if self.side in ("until", "before") else base.end if from_end else base.start
        end = None if start is not None else base.end if self.side == "until" and not base.is_point else base.start
        result = Interval(start, end, base.grain if base.grain < Grain.DAY else min(base.grain, Grain.YEAR), base.about)
        return [self._closed(result, context.window) if context.window else result]

    @staticmethod
    def _closed(open_one: Interval, window: Interval) -> Interval:
        start, end = open_one.start or window.start, open_one.end or window.end
        if open_one.is_timed:
            start, end = (at_midnight(each) if each else None for each in (start, end))
        closed = open_one._replace(start=start, end=end, grain=min(open_one.grain, window.grain, Grain.DAY))
        low, high = closed.bounds()
        return closed if low < high else open_one


@dataclass(frozen=True, slots=True)
class About(Meaning):
    """A date that is only roughly known: "around 1990"."""

    base: Meaning

    @property
    def period(self) -> int:  # type: ignore[override]  # a value here, a constant elsewhere
        """How seldom it recurs: as its base."""
        return self.base.period

    def occurrences(self, context: Context) -> list[Interval]:
        """Those of its base, marked as approximate."""
        return [each._replace(about=True) for each in self.base.occurrences(context)]


@dataclass(frozen=True, slots=True)
class Refused(Meaning):
    """Words about time that name no date: vague ones ("recently") and recurring ones ("every Tuesday")."""

    kind: Literal["vague", "recurring"]

    def occurrences(self, context: Context) -> list[Interval]:  # noqa: ARG002 - no context makes a date of it
        """None: raises PhraseError of its kind."""
        if self.kind == "vague":
            raise PhraseError("the words are too vague to name a date", kind="vague", hint="write TBD, or the date if another source gives it")
        raise PhraseError("the words name no single date but one that recurs", kind="recurring", hint="write each date as an event of its own")
