"""An interval in; words out, as precise as the interval and never more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from itinerary.dates.arithmetic import find_possible_grain
from itinerary.dates.interval import AncientDate, Grain, Interval, add_days, has_named_seasons
from itinerary.dates.julian import convert_to_julian
from itinerary.dates.wording.clock import (
    format_clock_range,
    format_clock_time,
    format_closing_time,
    is_until,
)
from itinerary.dates.wording.days import (
    GRAIN_READ_OUT,
    count_years_of_era,
    format_day_and_time,
    format_day_in_full,
    format_day_range,
    split_unit,
)
from itinerary.dates.wording.durations import format_utc_offset
from itinerary.dates.wording.lists import format_list
from itinerary.dates.wording.locales import Limit, Pieces, Wording, find_wording
from itinerary.dates.wording.parts_of_day import format_part_of_day, name_part_from, name_part_until
from itinerary.dates.wording.thirds import restore_unit

_FIRST_NAMED_DECADE = 100  # "the 40s" are read as the 1940s


def format_interval(interval: Interval, language: str = "en") -> str:
    r"""Format an interval in words.

    Args:
        interval: Any interval, open ones too; what it says of `about`, `part`, `uncertain` and, of
            days, `within` is said.
        language: A language or a locale of ours ("es", "en-u-hc-h12"); one that has no wording
            is worded in English.

    >>> format_interval(Interval(date(2025, 9, 2), date(2025, 9, 5)))
    '2–4 September 2025'
    >>> format_interval(Interval(date(2025, 3, 1), date(2025, 3, 11), Grain.MONTH, part="early"))
    'early March 2025'
    >>> format_interval(Interval(date(2019, 1, 1), None, Grain.YEAR), "es")
    'desde 2019'
    >>> format_interval(Interval.from_edtf("[1810..1825]")), format_interval(
    ...     Interval.from_edtf("-0043?"), "es").replace("\xa0", " ")
    ('between 1810 and 1825', '¿44 a. C.?')
    """
    interval = _choose_units(restore_unit(interval))
    if interval.within and not interval.is_timed:
        text = _format_choice(interval, language)
    else:
        text = _format_whole_interval(interval, language)
    if interval.julian:
        text = _add_julian_days(text, interval, language)
    return mark_doubt(text, language) if interval.uncertain else text


def mark_doubt(text: str, language: str = "en") -> str:
    """Return a date or a time in words as one that is in doubt.

    >>> mark_doubt("1850"), mark_doubt("1850", "es")
    ('1850?', '¿1850?')
    """
    return find_wording(language).limits["uncertain"].format(text)


def _add_julian_days(text: str, interval: Interval, language: str) -> str:
    """Return a date in words, with the same days by the calendar that they were given by."""
    first, last = (each and convert_to_julian(each) for each in (interval.first, interval.last))
    end = last and add_days(last, 1)
    if (first is None, end is None) != (interval.start is None, interval.end is None):
        return text  # a leap day that our calendar has not
    grain = find_possible_grain(first, end, Grain.MONTH)
    days = Interval(first, end, grain, within=interval.within, outside=interval.outside)
    words = format_interval(days, language)
    known, given = interval.last or interval.first, last or first
    if known and given and known.year == given.year:
        words = strip_year(words, given, language)
    return find_wording(language).limits["julian"].format(text, words)


def format_interval_with_weekdays(interval: Interval, language: str = "en") -> str:
    """Format an interval in words: days with their weekdays, all else as `format_interval` does.

    >>> format_interval_with_weekdays(Interval(date(2025, 9, 2), date(2025, 9, 5)))
    'Tue 2 – Thu 4 Sep 2025'
    """
    first, last = interval.first, interval.last
    is_qualified = interval.about or interval.part or interval.uncertain or interval.within
    is_of_exact_days = interval.grain == Grain.DAY and not (is_qualified or interval.julian)
    if is_of_exact_days and first and last:
        return format_day_range(first, last, language)
    return format_interval(interval, language)


def strip_year(text: str, day: date, language: str = "en") -> str:
    """Return a date in words without the year of a day at its end.

    >>> strip_year("septiembre de 2025", date(2025, 9, 3), "es")
    'septiembre'
    """
    year = "".join(split_unit(day, Grain.MONTH, language)[1:])
    short_year = "".join(split_unit(day, Grain.YEAR, language))
    return text.removesuffix(year).removesuffix(f" {short_year}")


def _choose_units(interval: Interval) -> Interval:
    """Return the interval with the grain that it is read out in."""
    start, end, grain = interval.start, interval.end, interval.grain
    if grain == Grain.SEASON and not _has_season_names(start, end):
        return replace(interval, grain=Grain.MONTH)
    known = start or end
    if grain == Grain.DECADE and known and known.year < _FIRST_NAMED_DECADE:
        return replace(interval, grain=Grain.YEAR)
    return interval


def _has_season_names(start: date | None, end: date | None) -> bool:
    """Return whether ends are those of seasons; those around the year 1 go without a name."""
    years = {each.year for each in (start, end) if each}
    return has_named_seasons(start, end) and years.isdisjoint({0, 1})


def _format_whole_interval(interval: Interval, language: str) -> str:
    """Format an interval that lasts from its start to its end, or its two sides."""
    start, end, limits = interval.start, interval.end, find_wording(language).limits
    if start is None and end is None:
        return limits["any"]
    if start is None:
        return _limit("until", _format_end(interval, language), interval, language)
    if end is None:
        return _limit("from", _format_start(start, interval, language), interval, language)
    if isinstance(start, datetime) and isinstance(end, datetime):
        text = _format_timed_interval(interval, start, end, language)
    else:
        text = _join_range(*_split_ends(interval, language))
    return _qualify(text, interval, language) if interval.part or interval.about else text


def _format_choice(interval: Interval, language: str) -> str:
    """Format one time within days: "between 1810 and 1825", "before 1850"."""
    limits = find_wording(language).limits
    if interval.start is None or interval.end is None:
        if (found := _choose_limit(interval)) is None:
            return limits["any"]
        limit, day = found
        return _limit(limit, _format_unit(day, interval, language), interval, language)
    first, last = _split_ends(interval, language)
    if first == last:
        return _format_whole_interval(interval, language)
    begin, end = (_qualify(text, interval, language) for text in _split_range(first, last))
    return limits["between"].format(format_list([begin, end], language))


def _choose_limit(interval: Interval) -> tuple[Limit, date] | None:
    """Return how the known side of an open choice limits it, and a day in the unit that is said.

    A side lies between two units, of which either can be said: "before 1850" is "by 1849". The one
    that the words named is said. Where they named none, years are said to be before or after
    others, unless only the one within is round; of months and days the last that is possible is
    said, and the last that is not.
    """
    start, end, outside = interval.start, interval.end, interval.outside
    if end is not None:
        last = add_days(end, -1)
        is_usual = interval.grain < Grain.YEAR or _is_rounder(last, end)
        is_inside = is_usual if outside is None else not outside
        return ("by", last) if is_inside else ("before", end)
    if start is not None and start > AncientDate.min:
        before = add_days(start, -1)
        is_inside = _is_rounder(start, before) if outside is None else not outside
        return ("not before", start) if is_inside else ("after", before)
    return None


def _is_rounder(one: date, other: date) -> bool:
    """Return whether only the first of two days is in a year that ends in 0."""
    endings = [count_years_of_era(each.year) % 10 for each in (one, other)]
    return endings[0] == 0 != endings[1]


def _limit(limit: Limit, text: str, interval: Interval, language: str) -> str:
    """Return a date behind what limits it, such as "from"."""
    known = find_wording(language)
    return _put_in(limit, _qualify(text, interval, language), known)


def _qualify(text: str, interval: Interval, language: str) -> str:
    """Return a date as it stands behind "from": with its article, its third, and "about"."""
    known = find_wording(language)
    grain = GRAIN_READ_OUT.get(interval.grain, max(interval.grain, Grain.DAY))
    if grain > Grain.DAY or not interval.part:
        text = known.articles.get(grain, "{}").format(text)
    if interval.part and not format_part_of_day(interval, language):
        text = _put_in(interval.part, text.removeprefix("the "), known)
    return _put_in("about", text, known) if interval.about else text


def _put_in(limit: Limit, text: str, known: Wording) -> str:
    """Return a text in the words of a limit; an article contracts with what comes before it."""
    found = known.limits[limit].format(text)
    for words, contraction in known.contractions.items():
        found = found.replace(words, contraction)
    return found


def _split_ends(interval: Interval, language: str) -> tuple[Pieces, Pieces]:
    """Return the words of the first and the last unit, with their eras where these differ."""
    first, last = interval.start or date.min, interval.last or date.max
    grain, south = interval.grain, interval.south
    has_era = first.year < 1 <= last.year
    return (
        split_unit(first, grain, language, south, has_era),
        split_unit(last, grain, language, south, has_era),
    )


def _format_unit(day: date, interval: Interval, language: str) -> str:
    return "".join(split_unit(day, interval.grain, language, interval.south))


def _format_start(start: date, interval: Interval, language: str) -> str:
    if not isinstance(start, datetime):
        return _format_unit(start, interval, language)
    if interval.grain != Grain.PART_OF_DAY:
        return format_day_and_time(start, language)
    part = name_part_from(start, language)
    return f"{format_day_in_full(start.date(), language)}, {part}"


def _format_end(interval: Interval, language: str) -> str:
    """Format the last day or unit, or the clock time at which it is over."""
    last, end = interval.last or date.max, interval.end
    if not isinstance(end, datetime):
        return _format_unit(last, interval, language)
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
        begin = _format_start(start, interval, language)
        return f"{begin} – {_format_end(interval, language)}"
    if end.time() == time.min:
        return f"{begin}–{format_closing_time(end, language)}"
    if is_until(start, end):
        until = find_wording(language).limits["until"]
        return f"{day}, {until.format(format_clock_time(end, language))}"
    return f"{day}, {format_clock_range(start, end, language)}"


def _join_range(first: Pieces, last: Pieces) -> str:
    """Format two dates as a range, or one."""
    begin, end = _split_range(first, last)
    return end if first == last else begin + (" – " if " " in begin else "–") + end


def _split_range(first: Pieces, last: Pieces) -> tuple[str, str]:
    """Return the words of two dates; the pieces that they share are said once, with the last."""
    most, shared = min(len(first), len(last)) - 1, 0
    while shared < most and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    return "".join(first[: len(first) - shared]), "".join(last)
