"""An interval in; words out, as precise as the interval and never more."""

from __future__ import annotations

from datetime import date, datetime, time

from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording.clock import (
    format_clock_range,
    format_clock_time,
    format_closing_time,
    is_until,
)
from itinerary.dates.wording.days import (
    GRAIN_READ_OUT,
    format_day_and_time,
    format_day_in_full,
    format_day_range,
    split_unit,
)
from itinerary.dates.wording.durations import format_utc_offset
from itinerary.dates.wording.locales import Pieces, find_wording
from itinerary.dates.wording.parts_of_day import format_part_of_day, name_part_from, name_part_until
from itinerary.dates.wording.thirds import restore_unit


def format_interval(interval: Interval, language: str = "en") -> str:
    """Format an interval in words.

    Args:
        interval: Any interval, open ones too; what it says of `about` and `part` is said.
        language: A language or a locale of ours ("es", "en-u-hc-h12"); one that has no wording
            is worded in English.

    >>> format_interval(Interval(date(2025, 9, 2), date(2025, 9, 5)))
    '2–4 September 2025'
    >>> format_interval(Interval(date(2025, 3, 1), date(2025, 3, 11), Grain.MONTH, part="early"))
    'early March 2025'
    >>> format_interval(Interval(date(2019, 1, 1), None, Grain.YEAR), "es")
    'desde 2019'
    """
    interval = restore_unit(interval)
    text, limits = _format_plain_interval(interval, language), find_wording(language).limits
    if interval.part and not format_part_of_day(interval, language):
        text = limits[interval.part].format(text.removeprefix("the "))
    if interval.about:
        text = limits["about"].format(_add_article(text, interval, language))
    return text


def format_interval_with_weekdays(interval: Interval, language: str = "en") -> str:
    """Format an interval in words: days with their weekdays, all else as `format_interval` does.

    >>> format_interval_with_weekdays(Interval(date(2025, 9, 2), date(2025, 9, 5)))
    'Tue 2 – Thu 4 Sep 2025'
    """
    first, last = interval.first, interval.last
    is_of_exact_days = interval.grain == Grain.DAY and not (interval.about or interval.part)
    if is_of_exact_days and first and last:
        return format_day_range(first, last, language)
    return format_interval(interval, language)


def strip_year(text: str, day: date, language: str = "en") -> str:
    """Return a date in words without the year of a day at its end.

    >>> strip_year("septiembre de 2025", date(2025, 9, 3), "es")
    'septiembre'
    """
    year = find_wording(language).dates[Grain.MONTH][-1].format(year=day.year)
    return text.removesuffix(year).removesuffix(f" {day.year}")


def _format_plain_interval(interval: Interval, language: str) -> str:
    """Format the two sides of an interval, without what limits it."""
    start, end, limits = interval.start, interval.end, find_wording(language).limits
    if start is None and end is None:
        return limits["any"]
    if start is None:
        text = _format_end(interval, language)
        return limits["until"].format(_add_article(text, interval, language))
    if end is None:
        text = _format_start(start, interval.grain, language)
        return limits["from"].format(_add_article(text, interval, language))
    if isinstance(start, datetime) and isinstance(end, datetime):
        return _format_timed_interval(interval, start, end, language)
    return _format_range(
        split_unit(start, interval.grain, language),
        split_unit(interval.last or start, interval.grain, language),
    )


def _add_article(text: str, interval: Interval, language: str) -> str:
    """Return a date as it stands after "from", "until" and "about"."""
    is_of_days = GRAIN_READ_OUT.get(interval.grain, interval.grain) <= Grain.DAY
    return find_wording(language).day.format(text) if is_of_days and not interval.part else text


def _format_start(start: date, grain: Grain, language: str) -> str:
    if not isinstance(start, datetime):
        return "".join(split_unit(start, grain, language))
    if grain != Grain.PART_OF_DAY:
        return format_day_and_time(start, language)
    part = name_part_from(start, language)
    return f"{format_day_in_full(start.date(), language)}, {part}"


def _format_end(interval: Interval, language: str) -> str:
    """Format the last day or unit, or the clock time at which it is over."""
    last, end = interval.last or date.max, interval.end
    if not isinstance(end, datetime):
        return "".join(split_unit(last, interval.grain, language))
    is_part = interval.grain == Grain.PART_OF_DAY
    time = name_part_until(end, language) if is_part else format_closing_time(end, language)
    return f"{format_day_in_full(last, language)}, {time}"


def _format_timed_interval(
    interval: Interval, start: datetime, end: datetime, language: str
) -> str:
    begin = format_day_and_time(start, language)
    if interval.is_point:
        return begin
    if start.utcoffset() != end.utcoffset():
        close = format_day_and_time(end, language)
        return f"{begin} ({format_utc_offset(start)}) – {close} ({format_utc_offset(end)})"
    day = format_day_in_full(start.date(), language)
    part = format_part_of_day(interval, language)
    if part:
        return f"{day}, {part}"
    if interval.first != interval.last:
        begin = _format_start(start, interval.grain, language)
        return f"{begin} – {_format_end(interval, language)}"
    if end.time() == time.min:
        return f"{begin}–{format_closing_time(end, language)}"
    if is_until(start, end):
        until = find_wording(language).limits["until"]
        return f"{day}, {until.format(format_clock_time(end, language))}"
    return f"{day}, {format_clock_range(start, end, language)}"


def _format_range(first: Pieces, last: Pieces) -> str:
    """Format two dates as a range; the pieces that they share are said once, at its end."""
    if first == last:
        return "".join(first)
    shared = 0
    while shared < len(first) - 1 and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    begin = "".join(first[: len(first) - shared])
    return begin + (" – " if " " in begin else "–") + "".join(last)
