"""An Interval in; the words that people read out, as precise as the interval and never more: the year 2012 is "2012".

`languages` has the tables; here no language is known by its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording.locales import (
    TWELVE_HOUR_SUFFIX,
    Pieces,
    find_wording,
    get_calendar_name,
)
from itinerary.dates.wording.locales import compose_locale as compose_locale

# Weeks and weekends are read out by their days, seasons by their months, which are the same in both hemispheres.
_READ_AS = {Grain.WEEK: Grain.DAY, Grain.WEEKEND: Grain.DAY, Grain.SEASON: Grain.MONTH}

_BEGINS_WITH_I = re.compile(r"h?[ií](?![aeo])", re.IGNORECASE)
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC", "C")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def format_interval(interval: Interval, language: str = "en") -> str:
    """The interval in words.

    >>> format_interval(Interval(date(2025, 9, 2), date(2025, 9, 5)))
    '2–4 September 2025'
    >>> format_interval(Interval(date(2025, 3, 1), date(2025, 3, 11), Grain.MONTH, part="early"))
    'early March 2025'
    >>> format_interval(Interval(date(2019, 1, 1), None, Grain.YEAR), "es")
    'desde 2019'
    """
    text, limits = _format_plain_interval(interval, language), find_wording(language).limits
    if interval.part:
        text = limits[interval.part].format(text.removeprefix("the "))
    return (
        limits["about"].format(_add_article(text, interval, language)) if interval.about else text
    )


def format_interval_with_weekdays(interval: Interval, language: str = "en") -> str:
    """An interval in words: days with their weekdays, all else as precisely as it is known.

    >>> format_interval_with_weekdays(Interval(date(2025, 9, 2), date(2025, 9, 5)))
    'Tue 2 – Thu 4 Sep 2025'
    """
    if (
        interval.grain == Grain.DAY
        and interval.first
        and interval.last
        and not (interval.about or interval.part)
    ):
        return format_day_range(interval.first, interval.last, language)
    return format_interval(interval, language)


def strip_year(text: str, day: date, language: str = "en") -> str:
    """A date in words without the year of a day at its end.

    >>> strip_year("septiembre de 2025", date(2025, 9, 3), "es")
    'septiembre'
    """
    year = find_wording(language).dates[Grain.MONTH][-1].format(year=day.year)
    return text.removesuffix(year).removesuffix(f" {day.year}")


def format_list(texts: Sequence[str], language: str = "en") -> str:
    """Texts as a list in a sentence.

    >>> format_list(["Quito", "Lima", "Ica"]), format_list(["Quito", "Lima", "Ica"], "es")
    ('Quito, Lima and Ica', 'Quito, Lima e Ica')
    """
    *others, last = texts or [""]
    known = find_wording(language)
    joint = known.conjunction_before_i if _BEGINS_WITH_I.match(last) else known.conjunction
    return f" {joint} ".join(filter(None, (", ".join(others), last)))


def format_day_range(first: date, last: date, language: str = "en") -> str:
    """Days with their weekdays; what the two share is said once.

    >>> format_day_range(date(2025, 9, 2), date(2025, 9, 4), "es")
    'mar, 2 – jue, 4 sept 2025'
    """
    begin, end = (
        format_day_heading(first, language).split(),
        format_day_heading(last, language).split(),
    )
    if begin == end:
        return " ".join(end)
    while begin[-1] == end[len(begin) - 1] and len(begin) > 2:
        begin.pop()
    return f"{' '.join(begin)} – {' '.join(end)}"


def format_day_heading(day: date, language: str = "en") -> str:
    """The heading of a day; never a date without its weekday.

    >>> format_day_heading(date(2025, 9, 3))
    'Wed 3 Sep 2025'
    """
    known = find_wording(language)
    return known.heading.format(
        weekday=_format_weekday(day, language),
        day=day.day,
        month=get_calendar_name("MMM", day.month, known),
        year=day.year,
    )


def format_date_with_offset(value: date, language: str = "en") -> str:
    """A day, or a clock time with its offset from UTC.

    >>> format_date_with_offset(datetime.fromisoformat("2025-09-04T06:00-04:00"))
    'Thu 4 Sep 2025, 06:00 (UTC−4)'
    """
    if not isinstance(value, datetime):
        return format_day_heading(value, language)
    east = f" ({format_utc_offset(value)})" if value.tzinfo else ""
    return f"{format_day_heading(value, language)}, {format_clock_time(value, language)}{east}"


def format_day_and_time(time: datetime, language: str = "en") -> str:
    """A clock time with its day.

    >>> format_day_and_time(datetime(2025, 9, 3, 10))
    'Wed 3 September 2025, 10:00'
    """
    return f"{_format_day_in_full(time.date(), language)}, {format_clock_time(time, language)}"


def format_clock_time(time: datetime, language: str = "en") -> str:
    r"""The time on the wall; seconds only where there are any.

    >>> format_clock_time(datetime(2025, 9, 3, 21)), format_clock_time(datetime(2025, 9, 3, 21), "en-u-hc-h12").replace("\xa0", " ")
    ('21:00', '9:00 p.m.')
    """
    seconds = f":{time.second:02}" if time.second else ""
    if not language.endswith(TWELVE_HOUR_SUFFIX):
        return f"{time.hour:02}:{time.minute:02}{seconds}"
    half = find_wording(language).half_day_names[time.hour >= 12]
    return f"{(time.hour - 1) % 12 + 1}:{time.minute:02}{seconds}\N{NO-BREAK SPACE}{half}"


def format_clock_range(start: datetime, end: datetime, language: str = "en") -> str:
    r"""Two times of one day as a range; before or after noon is said once where it is the same.

    >>> format_clock_range(datetime(2025, 9, 3, 9), datetime(2025, 9, 3, 10, 30), "es-u-hc-h12").replace("\xa0", " ")
    '9:00–10:30 a. m.'
    """
    begin = format_clock_time(start, language)
    if language.endswith(TWELVE_HOUR_SUFFIX) and (start.hour < 12) == (end.hour < 12):
        begin = begin.partition("\N{NO-BREAK SPACE}")[0]
    return f"{begin}–{format_clock_time(end, language)}"


def format_utc_offset(time: datetime) -> str:
    """How far a clock is from UTC; empty for a time without a zone.

    >>> format_utc_offset(datetime.fromisoformat("2025-09-03T10:00-06:00"))
    'UTC−6'
    """
    east = time.utcoffset()
    if not east:
        return "" if east is None else "UTC"
    hours, minutes = divmod(abs(east) // timedelta(minutes=1), 60)
    return f"UTC{_format_sign(east)}{hours}" + (f":{minutes:02}" if minutes else "")


def format_clock_difference(here: datetime, there: datetime, language: str = "en") -> str:
    """How far the clocks there are ahead of those here: "+1 h", "−30 min"."""
    ahead = (there.utcoffset() or timedelta()) - (here.utcoffset() or timedelta())
    return (
        _format_sign(ahead) + format_duration(abs(ahead))
        if ahead
        else find_wording(language).same_time
    )


def format_duration(duration: timedelta) -> str:
    """How long something takes, in hours and minutes.

    >>> format_duration(timedelta(minutes=165))
    '2 h 45 min'
    """
    hours, minutes = divmod(duration // timedelta(minutes=1), 60)
    return " ".join(
        text
        for text in (
            f"{hours} h" if hours else "",
            f"{minutes} min" if minutes or not hours else "",
        )
        if text
    )


def measure_elapsed_time(start: datetime, end: datetime) -> timedelta:
    """The time between two instants; the difference of two clocks on one wall, which Python takes, is wrong by any change between them."""
    return end.astimezone(UTC) - start.astimezone(UTC)


def _format_sign(amount: timedelta) -> str:
    return "−" if amount < timedelta() else "+"


def _format_plain_interval(interval: Interval, language: str) -> str:
    start, end, limits = interval.start, interval.end, find_wording(language).limits
    if start is None:
        return (
            limits["any"]
            if end is None
            else limits["until"].format(
                _add_article(_format_end(interval, language), interval, language)
            )
        )
    if end is None:
        return limits["from"].format(
            _add_article(_format_start(interval, language), interval, language)
        )
    if isinstance(start, datetime) and isinstance(end, datetime):
        return _format_timed_interval(interval, start, end, language)
    return _format_range(
        _format_pieces(start, interval.grain, language),
        _format_pieces(interval.last or start, interval.grain, language),
    )


def _add_article(text: str, interval: Interval, language: str) -> str:
    """A date as it stands after "from", "until" and "about"."""
    is_of_days = _READ_AS.get(interval.grain, interval.grain) <= Grain.DAY and not interval.part
    return find_wording(language).day.format(text) if is_of_days else text


def _format_start(interval: Interval, language: str) -> str:
    start = interval.start or date.min
    return (
        format_day_and_time(start, language)
        if isinstance(start, datetime)
        else "".join(_format_pieces(start, interval.grain, language))
    )


def _format_end(interval: Interval, language: str) -> str:
    """The end in words: of days the last one, of clock times the one where it stops, be it "24:00"."""
    last, end = interval.last or date.max, interval.end
    if isinstance(end, datetime):
        return f"{_format_day_in_full(last, language)}, {_format_closing_time(end, language)}"
    return "".join(_format_pieces(last, interval.grain, language))


def _format_closing_time(end: datetime, language: str) -> str:
    if end.time() != time.min:
        return format_clock_time(end, language)
    return find_wording(language).midnight if language.endswith(TWELVE_HOUR_SUFFIX) else "24:00"


def _format_timed_interval(
    interval: Interval, start: datetime, end: datetime, language: str
) -> str:
    if interval.is_point:
        return format_day_and_time(start, language)
    if start.utcoffset() != end.utcoffset():
        return f"{format_day_and_time(start, language)} ({format_utc_offset(start)}) – {format_day_and_time(end, language)} ({format_utc_offset(end)})"
    part = format_part_of_day(interval, language)
    if part and end - start < timedelta(days=1):
        return f"{_format_day_in_full(start.date(), language)}, {part}"
    if interval.first == interval.last and end.time() != time.min:
        return f"{_format_day_in_full(start.date(), language)}, {format_clock_range(start, end, language)}"
    if interval.first == interval.last:
        return f"{format_day_and_time(start, language)}–{_format_closing_time(end, language)}"
    return f"{format_day_and_time(start, language)} – {_format_end(interval, language)}"


def format_part_of_day(interval: Interval, language: str = "en") -> str:
    """The name of a part of the day ("morning"), where the interval is one that has a name; else nothing."""
    start, end = interval.start, interval.end
    if interval.grain != Grain.PART_OF_DAY or not (
        isinstance(start, datetime) and isinstance(end, datetime)
    ):
        return ""
    return find_wording(language).parts_of_day.get((start.hour, end.hour), "")


def _format_range(first: Pieces, last: Pieces) -> str:
    """Two dates as a range; what they share is said once, at its end."""
    if first == last:
        return "".join(first)
    shared = 0
    while shared < len(first) - 1 and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    begin = "".join(first[: len(first) - shared])
    return begin + (" – " if " " in begin else "–") + "".join(last)


def _format_weekday(day: date, language: str) -> str:
    return get_calendar_name("ddd", day.isoweekday(), find_wording(language))


def _format_day_in_full(day: date, language: str) -> str:
    known = find_wording(language)
    weekday = known.heading.partition(" ")[0].format(weekday=_format_weekday(day, language))
    return f"{weekday} {''.join(_format_pieces(day, Grain.DAY, language))}"


@lru_cache(maxsize=4096)
def _format_pieces(day: date, grain: Grain, language: str) -> Pieces:
    """The unit of a grain that a day is in, from the finest piece to the coarsest."""
    known = find_wording(language)
    grain = _READ_AS.get(grain, max(grain, Grain.DAY))
    century = day.year // 100 + 1
    fields = {
        "day": day.day, "month": get_calendar_name("MMMM", day.month, known), "year": day.year, "decade": day.year // 10 * 10,
        "quarter": (day.month + 2) // 3, "half": known.half_year_names[day.month > 6],
        "ordinal": _format_ordinal(century), "roman": _format_roman_numeral(century),
    }  # fmt: skip
    return tuple(pattern.format(**fields) for pattern in known.dates[grain])


def _format_ordinal(number: int) -> str:
    """An English ordinal.

    >>> [_format_ordinal(number) for number in (1, 2, 11, 21, 23)]
    ['1st', '2nd', '11th', '21st', '23rd']
    """
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _format_roman_numeral(number: int) -> str:
    """A Roman number, up to 100.

    >>> [_format_roman_numeral(number) for number in (4, 19, 21)]
    ['IV', 'XIX', 'XXI']
    """
    tens, ones = divmod(number, 10)
    return _TENS[tens] + _ONES[ones]
