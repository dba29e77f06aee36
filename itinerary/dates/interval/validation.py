"""The fields of an interval in; plain ends out, or an error that names the wrong argument."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import get_args

from itinerary.dates.interval.ancient import AncientDate
from itinerary.dates.interval.grain import Grain, Part
from itinerary.dates.interval.moments import measure_elapsed_time, to_plain_date
from itinerary.diagnostics import describe_value

PARTS: tuple[Part, ...] = get_args(Part)
_NOTHING = timedelta()
_WEEK, _DAYS_OF_WEEK = Grain.WEEK, 7  # a member of an enum is slow to look up, and to hash
_YEAR = Grain.YEAR
# Every how many months, by grain, a unit begins; a season may begin with any month.
_MONTHS = [{Grain.QUARTER: 3, Grain.HALF: 6}.get(Grain(each + 1), 1) for each in range(Grain.YEAR)]
_YEARS = (1, 10, 100)  # of the year and the grains behind it


class NoTimeError(ValueError):
    """An interval would be over before it begins, or at once."""


def check_interval(
    start: object, end: object, grain: object, part: object
) -> tuple[date | None, date | None]:
    """Return the ends of an interval as plain dates or datetimes.

    Raises:
        TypeError: A field has a wrong type.
        ValueError: The fields do not go together; `NoTimeError` where there is no time in it.
    """
    if not isinstance(grain, Grain):
        raise TypeError(f"grain takes a Grain, such as Grain.DAY, not {describe_value(grain)}")
    if part is not None and not (isinstance(part, str) and part in PARTS):
        raise ValueError(f"part takes {', '.join(PARTS)} or None, not {describe_value(part)}")
    first = None if start is None else to_plain_date("start", start)
    last = None if end is None else to_plain_date("end", end)
    _check_kind(first, last, grain)
    if part is None:
        _check_units(first, last, grain)
    _check_order(first, last)
    return first, last


def check_flag(name: str, value: object) -> None:
    """Raise TypeError where a value is neither true nor false."""
    if not isinstance(value, bool):
        raise TypeError(f"{name} takes True or False, not {describe_value(value)}")


def has_whole_units(start: date | None, end: date | None, grain: Grain) -> bool:
    """Return whether days from one to another, which is excluded, are whole units of a grain.

    Days and weekends always are, clock times too; weeks may begin on any day. An open side is
    taken for granted. A decade begins with a year that ends in 0, a century with one in 00; the
    first of them begin with the year 1. Those before it are counted backwards from there.

    >>> has_whole_units(date(2025, 9, 1), date(2025, 11, 1), Grain.MONTH)
    True
    >>> has_whole_units(date(2025, 9, 1), date(2025, 11, 1), Grain.QUARTER)
    False
    """
    if grain < _WEEK:
        return True
    if grain == _WEEK:
        return start is None or end is None or not (end - start).days % _DAYS_OF_WEEK
    return _begins_unit(start, grain) and _begins_unit(end, grain)


def find_grain_of_days(start: date | None, end: date | None, grain: Grain) -> Grain:
    """Return the coarsest grain, up to a given one, that days from one to another are units of.

    >>> find_grain_of_days(date(2025, 9, 1), date(2025, 11, 1), Grain.QUARTER)
    <Grain.MONTH: 8>
    """
    for each in (grain, Grain.YEAR, Grain.MONTH):
        if Grain.DAY < each <= grain and has_whole_units(start, end, each):
            return each
    return Grain.DAY


def _begins_unit(day: date | None, grain: Grain) -> bool:
    """Return whether a unit of months or years begins on a day."""
    if day is None:
        return True
    if day.day != 1:
        return False
    if grain < _YEAR:
        return not (day.month - 1) % _MONTHS[grain - 1]
    if day.month != 1:
        return False
    years = _YEARS[grain - _YEAR]
    return not day.year % years if day.year > 1 else not (day.year - 1) % years


def _check_units(start: date | None, end: date | None, grain: Grain) -> None:
    """Raise ValueError where the ends are not those of whole units of the grain."""
    if has_whole_units(start, end, grain):
        return
    if grain == Grain.WEEK:
        raise ValueError(
            f"grain week needs whole weeks, but end, {end}, is not a multiple of 7 days after"
            " start; use Grain.DAY for other days"
        )
    name, value = ("end", end) if _begins_unit(start, grain) else ("start", start)
    unit = Grain.MONTH if grain == Grain.SEASON else grain
    raise ValueError(
        f"grain {grain} needs the first day of a {unit}, but {name} is {value}; use Grain.DAY for"
        " other days"
    )


def _check_kind(start: date | None, end: date | None, grain: Grain) -> None:
    """Raise ValueError where the ends and the grain are not of one kind."""
    for name, value in (("start", start), ("end", end)):
        if value is None or grain == Grain.WEEKEND:
            continue
        if grain < Grain.DAY and not isinstance(value, datetime):
            raise ValueError(f"grain {grain} needs clock times, but {name} is the day {value}")
        if grain >= Grain.DAY and isinstance(value, datetime):
            raise ValueError(
                f"grain {grain} needs days, but {name} is the time {value}; use {name}.date(), or"
                " a grain finer than Grain.DAY"
            )


def _check_order(start: date | None, end: date | None) -> None:
    """Raise ValueError where two ends do not compare, and NoTimeError where they leave no time."""
    if end is not None and start is None and _is_first_moment(end):
        raise NoTimeError(f"end must be later: nothing lies before {end}")
    if start is None or end is None:
        return
    if isinstance(start, datetime) and isinstance(end, datetime):
        if (start.tzinfo is None) != (end.tzinfo is None):
            naive, aware = ("start", "end") if start.tzinfo is None else ("end", "start")
            raise ValueError(f"{naive} has no time zone, but {aware} has one: give both or neither")
        is_in_order = measure_elapsed_time(start, end) > _NOTHING
    elif isinstance(start, datetime) or isinstance(end, datetime):
        raise ValueError("start and end must both be dates or both be datetimes")
    else:
        is_in_order = start < end
    if not is_in_order:
        raise NoTimeError(f"end must be after start, {start}, which is included, but is {end}")


def _is_first_moment(value: date) -> bool:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None) == datetime.min
    return value == AncientDate.min
