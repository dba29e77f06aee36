"""The fields of an interval in; plain ends out, or an error that names the wrong argument."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import get_args

from itinerary.dates.interval.grain import Grain, Part
from itinerary.dates.interval.moments import measure_elapsed_time, to_plain_date
from itinerary.diagnostics import describe_value

PARTS: tuple[Part, ...] = get_args(Part)
_NOTHING = timedelta()


class NoTimeError(ValueError):
    """An interval would be over before it begins, or at once."""


def check_interval(
    start: object, end: object, grain: object, about: object, part: object
) -> tuple[date | None, date | None]:
    """Return the ends of an interval as plain dates or datetimes.

    Raises:
        TypeError: A field has a wrong type.
        ValueError: The fields do not go together; `NoTimeError` where there is no time in it.
    """
    if not isinstance(grain, Grain):
        raise TypeError(f"grain takes a Grain, such as Grain.DAY, not {describe_value(grain)}")
    if not isinstance(about, bool):
        raise TypeError(f"about takes True or False, not {describe_value(about)}")
    if part is not None and not (isinstance(part, str) and part in PARTS):
        raise ValueError(f"part takes {', '.join(PARTS)} or None, not {describe_value(part)}")
    first = None if start is None else to_plain_date("start", start)
    last = None if end is None else to_plain_date("end", end)
    _check_grain(first, last, grain)
    _check_order(first, last)
    return first, last


def _check_grain(start: date | None, end: date | None, grain: Grain) -> None:
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
        raise NoTimeError("end must be later: nothing lies before the year 1")
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
    return value == date.min
