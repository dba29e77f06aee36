"""Days and clock times as callers give them in; plain ones that compare out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import cast

from itinerary.dates.interval.ancient import AncientDate
from itinerary.diagnostics import describe_value

_NOTHING = timedelta()


def measure_elapsed_time(start: datetime, end: datetime) -> timedelta:
    """Return the time that passes between two aware times, over any change of the clocks.

    Python's own difference of two times of one zone is that of their clocks, without the change.
    In the first and last hours of the calendar a time may have no equivalent in UTC, so that their
    offsets are compared instead. Of two naive times it is the difference of their clocks.

    >>> from itinerary.dates.zones import load_zone
    >>> lisbon = load_zone("Europe/Lisbon")
    >>> start, end = (datetime(2025, 3, 30, hour, tzinfo=lisbon) for hour in (0, 3))
    >>> measure_elapsed_time(start, end) / timedelta(hours=1)
    2.0
    """
    by_clocks = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    return by_clocks + (start.utcoffset() or _NOTHING) - (end.utcoffset() or _NOTHING)


def to_plain_date(argument: str, value: object) -> date:
    """Return a date or a datetime as one of the standard library's own classes.

    Subclasses, such as those of pendulum and pandas, have arithmetic of their own; they become
    plain values, finer than a microsecond nothing is kept.

    Args:
        argument: What the caller calls the value; messages name it.
        value: A date or a datetime, naive or aware.

    Raises:
        TypeError: It is neither.
        ValueError: It is no day of the calendar (pandas' `NaT`), or its zone states no offset, or
            is one of pytz without the offset of that time.

    >>> to_plain_date("reference", "2025-09-03")
    Traceback (most recent call last):
    TypeError: reference takes a date or a datetime, not '2025-09-03'
    """
    if type(value) is date or isinstance(value, AncientDate):
        return value
    if isinstance(value, datetime):
        moment = value if type(value) is datetime else _to_plain_datetime(argument, value)
        if moment.tzinfo is not None and moment.utcoffset() is None:
            raise ValueError(f"{argument} has a time zone that states no offset from UTC")
        return (
            _replace_pytz_zone(argument, moment) if hasattr(moment.tzinfo, "localize") else moment
        )
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    raise TypeError(f"{argument} takes a date or a datetime, not {describe_value(value)}")


def _replace_pytz_zone(argument: str, moment: datetime) -> datetime:
    """Return the same moment in a zone that knows its offset at any time.

    Raises:
        ValueError: It has a zone of pytz that never was put at that time, with `localize`.
    """
    from itinerary.dates.zones import replace_pytz_zone  # few need it

    zone = replace_pytz_zone(moment.tzinfo or UTC)
    if zone is moment.tzinfo:
        return moment
    found = moment.astimezone(UTC).astimezone(zone)
    if found.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise ValueError(
            f"{argument} has a time zone of pytz that does not fit its time, {moment};"
            f" pass tzinfo={zone!r}"
        )
    return found


def to_day(argument: str, value: object) -> date:
    """Return a date or the day of a time as a plain date.

    Raises:
        TypeError: It is neither.
        ValueError: It is no time of the calendar, as pandas' NaT.

    >>> to_day("until", datetime(2025, 9, 3, 10))
    datetime.date(2025, 9, 3)
    """
    found = to_plain_date(argument, value)
    return found.date() if isinstance(found, datetime) else found


def _to_plain_datetime(argument: str, value: datetime) -> datetime:
    try:
        return datetime.combine(
            date(value.year, value.month, value.day),
            value.time().replace(fold=value.fold),
            tzinfo=value.tzinfo,
        )
    except (TypeError, ValueError) as error:
        raise ValueError(f"{argument} is no time of the calendar") from error


def are_surely_in_order(start: datetime, end: datetime) -> bool:
    """Return whether two times of one zone surely are; not where its clocks change between them."""
    is_kept = start.tzinfo is None or None is not start.utcoffset() == end.utcoffset()
    return is_kept and start < end


def identify_end(value: date | None) -> object:
    """Return what tells an end of an interval from all others, and can be hashed.

    Python's own comparison of two times of one zone leaves `fold` out, so that the same hour before
    and after the clocks go back is one; here an aware time is the moment that it is.
    """
    if not isinstance(value, datetime):
        return value
    clock = value.replace(tzinfo=None)
    if value.tzinfo is None:
        return clock, value.fold
    return clock - datetime.min - (value.utcoffset() or _NOTHING)


def is_same_end(one: date | None, other: date | None) -> bool:
    """Return whether two ends are the same day, moment or clock time, or both open."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return identify_end(one) == identify_end(other)
    return one == other


def drop_time_zone(value: date | None) -> date | None:
    """Return what the clock shows at a time; a date, or none, stays as it is."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.replace(tzinfo=None)
    return value


def to_clock_time(value: date | None, default: datetime) -> datetime:
    """Return what the clock shows at a time: of a date midnight, of None the default."""
    if value is None:
        return default
    if isinstance(value, datetime):
        return value if value.tzinfo is None else value.replace(tzinfo=None)
    return to_midnight(value)


def to_midnight(day: date) -> datetime:
    """Return the midnight at which a day begins; a day before the year 1 has none and stays.

    It compares with datetimes, which is all that its callers do.

    >>> to_midnight(date(2025, 9, 3))
    datetime.datetime(2025, 9, 3, 0, 0)
    """
    if isinstance(day, AncientDate):
        return cast("datetime", day)
    return datetime.combine(day, time.min)


def find_first_moment(end: date | None) -> datetime:
    """Return what the open start of an interval with such an end compares as.

    It is before the year 1 only where the end is, too: most can do with a datetime.
    """
    is_ancient = isinstance(end, AncientDate) or end == date.min
    return to_midnight(AncientDate.min) if is_ancient else datetime.min


def to_naive_utc(value: date | None, default: datetime) -> datetime:
    """Return a time as a naive one in UTC: a date as its midnight, None as the default."""
    if value is None:
        return default
    if not isinstance(value, datetime):
        return to_midnight(value)
    if value.tzinfo is None:
        return value
    return value.astimezone(UTC).replace(tzinfo=None)


def format_iso_moment(value: date | None) -> str:
    """Return the moment at which a day or a time begins, by ISO 8601; ".." for none."""
    if value is None:
        return ".."
    if isinstance(value, AncientDate):
        return f"{value}T00:00:00"
    return (value if isinstance(value, datetime) else datetime.combine(value, time.min)).isoformat()
