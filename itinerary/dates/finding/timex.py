"""A meaning and its intervals in; the TIMEX3 type and value that say the same, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from itinerary.dates.expressions import (
    Amount,
    ApproximateDate,
    Context,
    CountedFromItem,
    DateList,
    DaysOfMonth,
    EarlyMidLate,
    Expression,
    Now,
    OpenRange,
    PartOfDay,
    PastOccurrence,
    PastOrNextUnits,
    Range,
    RestOfStretch,
    Shift,
)
from itinerary.dates.expressions.expression import iterate_parts
from itinerary.dates.finding.found import Timex
from itinerary.dates.grammar.chart import Derivation
from itinerary.dates.grammar.resolution import attach_zone_to_intervals
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError

PRESENT = Timex("DATE", "PRESENT_REF")
_PARTS: Mapping[str, str] = {
    "small hours": "NI",
    "dawn": "MO",
    "morning": "MO",
    "midday": "MI",
    "lunch": "MI",
    "afternoon": "AF",
    "evening": "EV",
    "tonight": "NI",
    "night": "NI",
    "daytime": "DT",
}
_PART_ENDS = ((6, "NI"), (12, "MO"), (18, "AF"), (22, "EV"), (25, "NI"))
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
# How a unit is written in a duration, and how many of that it is.
_UNITS: Mapping[Grain, tuple[str, int]] = {
    Grain.SECOND: ("TS", 1),
    Grain.MINUTE: ("TM", 1),
    Grain.HOUR: ("TH", 1),
    Grain.DAY: ("D", 1),
    Grain.WEEKEND: ("WE", 1),
    Grain.WEEK: ("W", 1),
    Grain.MONTH: ("M", 1),
    Grain.QUARTER: ("Q", 1),
    Grain.SEASON: ("M", 3),
    Grain.HALF: ("M", 6),
    Grain.YEAR: ("Y", 1),
    Grain.DECADE: ("Y", 10),
    Grain.CENTURY: ("Y", 100),
}
_MONTHS_OF_UNITS = {
    Grain.MONTH: 1,
    Grain.QUARTER: 3,
    Grain.SEASON: 3,
    Grain.HALF: 6,
    Grain.YEAR: 12,
    Grain.DECADE: 120,
    Grain.CENTURY: 1200,
}
_LONGEST_UNITS = {
    Grain.DAY: timedelta(days=1),
    Grain.WEEKEND: timedelta(days=4),
    Grain.WEEK: timedelta(days=7),
    Grain.PART_OF_DAY: timedelta(days=1),
}
# What takes a part of a unit, or opens it to a side: the value is that of the unit.
_WRAPPERS = (ApproximateDate, CountedFromItem, EarlyMidLate, OpenRange, PastOccurrence)


def format_duration(amount: Amount) -> str:
    """Return an amount of time as TIMEX3 writes it.

    >>> format_duration(((2, Grain.DAY), (3, Grain.HOUR)))
    'P2DT3H'
    """
    days, hours = "", ""
    for count, grain in amount:
        letter, factor = _UNITS[grain]
        number = f"{count * factor:g}"
        if letter[0] == "T":
            hours += number + letter[1]
        else:
            days += number + letter
    return f"P{days}{'T' if hours else ''}{hours}"


def format_vague_duration(grain: Grain) -> str:
    """Return the value of some units whose number is not known: "recent years" is PXY.

    >>> format_vague_duration(Grain.YEAR)
    'PXY'
    """
    letter = _UNITS[grain][0]
    return f"PTX{letter[1]}" if letter[0] == "T" else f"PX{letter}"


def iterate_derivations(item: Derivation) -> Iterator[Derivation]:
    """Yield a derivation and all that it is made of."""
    yield item
    for part in item.parts:
        yield from iterate_derivations(part)


def find_amount(item: Derivation) -> Amount | None:
    """Return the amount of time that some words name, if they do."""
    for part in iterate_derivations(item):
        if part.kind in ("amount", "short_amount"):
            amount: Amount = part.value
            return amount
    return None


def find_counted_units(item: Derivation) -> Amount | None:
    """Return the amount that a number and a unit make, of words that are no amount elsewhere."""
    parts = iterate_derivations(item)
    count = next((part.value for part in parts if part.kind in ("count", "number")), None)
    unit = find_unit(item)
    return ((count, unit),) if count and unit else None


def find_unit(item: Derivation) -> Grain | None:
    """Return the unit of time that some words name, if they do."""
    values = (part.value for part in iterate_derivations(item))
    return next((value for value in values if isinstance(value, Grain)), None)


def describe_date(meaning: Expression, found: tuple[Interval, ...], context: Context) -> Timex:
    """Return the TIMEX3 type and value of a date or time.

    A part of a unit that TIMEX3 has no value for, as "early March", has that of the unit, and so
    has a stretch that is open on one side. A range is written as its first and last unit.
    """
    if isinstance(meaning, Now):
        return PRESENT
    if isinstance(meaning, PastOrNextUnits):
        return Timex("DURATION", format_duration(meaning.amount))
    unit = _find_wrapped_unit(meaning, found, context)
    values = [_format_interval(each, part) for each, part in unit]
    value = next((each for each in values if each), None) if len(values) == 1 else None
    if value is None:
        value = ",".join(each.edtf for each in found)
    return Timex("TIME" if "T" in value else "DATE", value)


def _find_wrapped_unit(
    meaning: Expression, found: tuple[Interval, ...], context: Context
) -> list[tuple[Interval, Expression]]:
    """Return the intervals of the unit of which a meaning takes a part, each with its meaning."""
    while isinstance(meaning, _WRAPPERS) or (
        isinstance(meaning, RestOfStretch) and meaning.base is not meaning
    ):
        try:
            inner = meaning.base.on(context)
        except (PhraseError, OverflowError, ValueError):
            break
        if len(inner) != 1:
            break
        meaning, found = meaning.base, attach_zone_to_intervals(inner, context.zone)
    return [(each, meaning) for each in found]


def _format_interval(interval: Interval, meaning: Expression) -> str | None:
    """Return the value of an interval that is one unit; None of any other."""
    start, grain = interval.start, interval.grain
    counted = _find_counted_unit(meaning)
    if start is None:
        return None
    if counted is not None and (grain == Grain.DAY or counted <= Grain.HOUR):
        grain = counted
    elif not _is_one_unit(interval, meaning):
        return None
    return format_unit(start, grain, meaning)


def _find_counted_unit(meaning: Expression) -> Grain | None:
    """Return the unit by which something is counted from now: "two years ago" is a year."""
    if isinstance(meaning, Shift) and isinstance(meaning.base, Now):
        return min(grain for _, grain in meaning.amount)
    return None


def _is_one_unit(interval: Interval, meaning: Expression) -> bool:
    start, end, grain = interval.start, interval.end, interval.grain
    if start is None or end is None or isinstance(meaning, DateList | DaysOfMonth | Range):
        return False
    if months := _MONTHS_OF_UNITS.get(grain):
        return (end.year - start.year) * 12 + end.month - start.month == months
    return grain < Grain.PART_OF_DAY or end - start <= _LONGEST_UNITS[grain]


def format_unit(start: date, grain: Grain, meaning: Expression | None = None) -> str:
    """Return the TIMEX3 value of the unit of a grain that begins at a date.

    >>> format_unit(date(2025, 9, 1), Grain.WEEK)
    '2025-W36'
    """
    if start.year < 1:
        return _format_unit_before_era(start, grain)
    year, month = start.year, start.month
    day = start.date() if isinstance(start, datetime) else start
    if grain >= Grain.YEAR:
        return {Grain.YEAR: f"{year:04}", Grain.DECADE: f"{year // 10:03}"}.get(
            grain, f"{year // 100:02}"
        )
    if grain >= Grain.MONTH:
        return f"{year:04}-" + {
            Grain.MONTH: f"{month:02}",
            Grain.QUARTER: f"Q{(month + 2) // 3}",
            Grain.SEASON: _SEASONS[month // 3 * 3 or 12],
        }.get(grain, f"H{(month + 5) // 6}")
    if grain >= Grain.WEEKEND:
        iso_year, week, _ = day.isocalendar()
        return f"{iso_year}-W{week:02}{'-WE' if grain == Grain.WEEKEND else ''}"
    if grain == Grain.DAY or not isinstance(start, datetime):
        return day.isoformat()
    if grain == Grain.PART_OF_DAY:
        return f"{day.isoformat()}T{_find_part_name(meaning) or _name_part(start.hour)}"
    return _format_moment(start)


def _format_unit_before_era(start: date, grain: Grain) -> str:
    """Return the value of a unit before the year 1, whose years are counted back from that."""
    year = 1 - start.year
    if grain > Grain.YEAR:
        return f"BC{year // 10:03}" if grain == Grain.DECADE else f"BC{(year - 1) // 100:02}"
    month = f"-{start.month:02}" if grain < Grain.YEAR else ""
    return f"BC{year:04}{month}{f'-{start.day:02}' if grain < Grain.MONTH else ''}"


def _find_part_name(meaning: Expression | None) -> str | None:
    parts = (each.name for each in iterate_parts(meaning) if isinstance(each, PartOfDay))
    return next((_PARTS[name] for name in parts), None)


def _name_part(hour: int) -> str:
    return next(name for end, name in _PART_ENDS if hour < end)


def _format_moment(moment: datetime) -> str:
    plain = moment.replace(tzinfo=None).isoformat("T", "seconds" if moment.second else "minutes")
    offset = moment.utcoffset()
    if offset is None:
        return plain
    return plain + (moment.strftime("%z") if offset else "Z")
