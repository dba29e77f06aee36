"""An interval in; its text by ISO 8601-2 (EDTF) out.

Source: https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from itinerary.dates.interval.ancient import add_days, format_iso_year
from itinerary.dates.interval.grain import Grain
from itinerary.dates.interval.validation import find_grain_of_days

if TYPE_CHECKING:
    from itinerary.dates.interval import Interval

OPEN = ".."
# By what is said of a date: whether it is about so, and whether it is uncertain.
QUALIFIERS = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}
# Groupings of months: seasons of either half of the earth by the month in which they begin (by
# meteorologists' use), quarters and halves from the first of so many months on.
NORTHERN_SEASONS = {3: 21, 6: 22, 9: 23, 12: 24}
SOUTHERN_SEASONS = {9: 29, 12: 30, 3: 31, 6: 32}
GROUPINGS = {Grain.QUARTER: (33, 3), Grain.HALF: (40, 6)}
_MONTHS_OF_SEASON = 3


def format_edtf(interval: Interval) -> str:
    """Return an interval by EDTF, as `Interval.edtf` says."""
    qualifier = QUALIFIERS[interval.about, interval.uncertain]
    if interval.is_point:
        ends = [_format_time(interval.start)] * 2
    elif interval.grain < Grain.DAY:
        ends = [_format_time(interval.start), _format_time(interval.end)]
    else:
        grain = _find_written_grain(interval)
        ends = [_format_unit(day, grain, interval) for day in (interval.start, interval.last)]
    first, last = (end and end + qualifier for end in ends)
    if interval.within:
        return f"[{first}]" if first == last != "" else f"[{first}{OPEN}{last}]"
    return first if first == last != "" else f"{first or OPEN}/{last or OPEN}"


def format_edtf_list(intervals: Iterable[Interval]) -> str:
    """Return intervals by EDTF as messages and explanations name them; "" for none.

    >>> from itinerary import Interval
    >>> format_edtf_list([Interval.from_edtf("2025-09-03"), Interval.from_edtf("2025-09-09")])
    '2025-09-03 and 2025-09-09'
    """
    return " and ".join([each.edtf for each in intervals])


def has_named_seasons(start: date | None, end: date | None) -> bool:
    """Return whether days from one to another, which is excluded, are seasons that have a name.

    >>> has_named_seasons(date(1968, 3, 1), date(1968, 6, 1))
    True
    """
    return all(
        each is None or (each.day == 1 and each.month in NORTHERN_SEASONS) for each in (start, end)
    )


def _find_written_grain(interval: Interval) -> Grain:
    """Return the grain of the units to write; seasons without a name are written as months."""
    start, end = interval.start, interval.end
    grain = find_grain_of_days(start, end, interval.grain)
    if grain == Grain.SEASON and (interval.part or not has_named_seasons(start, end)):
        return Grain.MONTH
    return grain


def _format_unit(day: date | None, grain: Grain, interval: Interval) -> str:
    """Return the unit of a grain that holds a day; weeks and weekends by their days."""
    if day is None:
        return ""
    if grain < Grain.MONTH:
        return day.isoformat()[: 10 + (day.year < 0)]
    if grain == Grain.SEASON:
        return _format_season(day, south=interval.south)
    if grain > Grain.YEAR:
        known_digits = 3 if grain == Grain.DECADE else 2
        digits = f"{abs(day.year):04}"[:known_digits].ljust(4, "X")
        return digits if day.year > 0 else f"-{digits}"
    year = format_iso_year(day.year)
    if grain == Grain.YEAR:
        return year
    if grain == Grain.MONTH:
        return f"{year}-{day.month:02}"
    first, months = GROUPINGS[grain]
    return f"{year}-{first + (day.month - 1) // months}"


def _format_season(day: date, *, south: bool) -> str:
    """Return the season that holds a day, in the year in which it begins."""
    seasons = SOUTHERN_SEASONS if south else NORTHERN_SEASONS
    months_gone = day.month % _MONTHS_OF_SEASON
    begin = (day.month - months_gone - 1) % 12 + 1
    year = add_days(day, -366).year if begin > day.month else day.year
    return f"{format_iso_year(year)}-{seasons[begin]}"


def _format_time(value: date | None) -> str:
    """Return a clock time to the second, with its offset if it is aware."""
    return value.isoformat("T", "seconds") if isinstance(value, datetime) else ""
