"""A day or a time in; the midnight it begins at, or its interval, out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from itinerary.dates.interval import AncientDate, Grain, Interval, drop_time_zones, to_midnight
from itinerary.diagnostics import PhraseError

_DAY = timedelta(days=1)
_POINT_LENGTHS = {
    Grain.SECOND: timedelta(seconds=1),
    Grain.MINUTE: timedelta(minutes=1),
    Grain.HOUR: timedelta(hours=1),
}


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
