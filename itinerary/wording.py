"""An Interval in; the words that people read out, as precise as the interval and never more: the year 2012 is "2012".

The names of months and weekdays come from pendulum's locales, the order of words from one table for each language; a language that
has no table is worded in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

import pendulum

from itinerary.interval import Grain, Interval

_Pieces = tuple[str, ...]  # of a date, from the finest: a range leaves out the coarse ones that its ends share


class _Language(NamedTuple):
    """How one language says dates; the rest of the module knows none."""

    dates: Mapping[Grain, _Pieces]
    halves: tuple[str, str]
    limits: Mapping[str, str]  # early, mid, late, about, from, until, any
    parts_of_day: Mapping[tuple[int, int], str]  # by the hours at which they begin and end
    same_time: str


_ENGLISH = _Language(
    dates={
        Grain.DAY: ("{day}", " {month}", " {year}"),
        Grain.MONTH: ("{month}", " {year}"),
        Grain.QUARTER: ("Q{quarter}", " {year}"),
        Grain.HALF: ("{half} half", " of {year}"),
        Grain.YEAR: ("{year}",),
        Grain.DECADE: ("the {decade}s",),
        Grain.CENTURY: ("{ordinal}", " century"),
    },
    halves=("first", "second"),
    limits={
        "early": "early {}", "mid": "mid-{}", "late": "late {}", "about": "about {}",
        "from": "from {}", "until": "until {}", "any": "at any time",
    },
    parts_of_day={
        (0, 6): "small hours", (6, 12): "morning", (12, 18): "afternoon", (18, 22): "evening", (18, 0): "night", (22, 6): "night",
    },
    same_time="same time",
)  # fmt: skip
_SPANISH = _Language(
    dates={
        Grain.DAY: ("{day}", " de {month}", " de {year}"),
        Grain.MONTH: ("{month}", " de {year}"),
        Grain.QUARTER: ("T{quarter}", " de {year}"),
        Grain.HALF: ("{half} semestre", " de {year}"),
        Grain.YEAR: ("{year}",),
        Grain.DECADE: ("los años {decade}",),
        Grain.CENTURY: ("siglo {roman}",),
    },
    halves=("primer", "segundo"),
    limits={
        "early": "principios de {}", "mid": "mediados de {}", "late": "finales de {}", "about": "hacia {}",
        "from": "desde {}", "until": "hasta {}", "any": "en cualquier momento",
    },
    parts_of_day={
        (0, 6): "de madrugada", (6, 12): "por la mañana", (12, 18): "por la tarde", (18, 22): "al anochecer", (18, 0): "por la noche",
        (22, 6): "por la noche",
    },
    same_time="misma hora",
)  # fmt: skip
_LANGUAGES = {"en": _ENGLISH, "es": _SPANISH}
# Weeks and weekends are read out by their days, seasons by their months, which are the same in both hemispheres.
_READ_AS = {Grain.WEEK: Grain.DAY, Grain.WEEKEND: Grain.DAY, Grain.SEASON: Grain.MONTH}

_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC", "C")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def words(interval: Interval, language: str = "en") -> str:
    """The interval in words.

    >>> words(Interval(date(2025, 9, 2), date(2025, 9, 5)))
    '2–4 September 2025'
    >>> words(Interval(date(2025, 3, 1), date(2025, 3, 11), Grain.MONTH, part="early"))
    'early March 2025'
    >>> words(Interval(date(2019, 1, 1), None, Grain.YEAR), "es")
    'desde 2019'
    """
    text, limits = _without_limits(interval, language), _language(language).limits
    if interval.part:
        text = limits[interval.part].format(text.removeprefix("the "))
    return limits["about"].format(text) if interval.about else text


def heading(day: date, language: str = "en") -> str:
    """The heading of a day; never a date without its weekday.

    >>> heading(date(2025, 9, 3))
    'Wed 3 Sep 2025'
    """
    return f"{_name('ddd', day.isoweekday(), language)} {day.day} {_name('MMM', day.month, language)} {day.year}"


def moment(time: datetime, language: str = "en") -> str:
    """A clock time with its day.

    >>> moment(datetime(2025, 9, 3, 10))
    'Wed 3 September 2025, 10:00'
    """
    return f"{_day(time.date(), language)}, {clock(time)}"


def clock(time: datetime) -> str:
    """The time on the wall; seconds only where there are any."""
    seconds = f":{time.second:02}" if time.second else ""
    return f"{time.hour:02}:{time.minute:02}{seconds}"


def offset(time: datetime) -> str:
    """How far a clock is from UTC; empty for a time without a zone.

    >>> offset(datetime.fromisoformat("2025-09-03T10:00-06:00"))
    'UTC−6'
    """
    east = time.utcoffset()
    if not east:
        return "" if east is None else "UTC"
    hours, minutes = divmod(abs(east) // timedelta(minutes=1), 60)
    return f"UTC{_sign(east)}{hours}" + (f":{minutes:02}" if minutes else "")


def gap(here: datetime, there: datetime, language: str = "en") -> str:
    """How far the clocks there are ahead of those here: "+1 h", "−30 min"."""
    ahead = (there.utcoffset() or timedelta()) - (here.utcoffset() or timedelta())
    return _sign(ahead) + length(abs(ahead)) if ahead else _language(language).same_time


def length(duration: timedelta) -> str:
    """How long something takes, in hours and minutes.

    >>> length(timedelta(minutes=165))
    '2 h 45 min'
    """
    hours, minutes = divmod(duration // timedelta(minutes=1), 60)
    return " ".join(text for text in (f"{hours} h" if hours else "", f"{minutes} min" if minutes or not hours else "") if text)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """The time between two instants; the difference of two clocks on one wall, which Python takes, is wrong by any change between them."""
    return end.astimezone(UTC) - start.astimezone(UTC)


def _sign(amount: timedelta) -> str:
    return "−" if amount < timedelta() else "+"


def _language(language: str) -> _Language:
    return _LANGUAGES.get(language, _LANGUAGES["en"])


def _without_limits(interval: Interval, language: str) -> str:
    start, end, limits = interval.start, interval.end, _language(language).limits
    if start is None:
        return limits["any"] if end is None else limits["until"].format(_end(interval, language))
    if end is None:
        return limits["from"].format(_start(interval, language))
    if isinstance(start, datetime) and isinstance(end, datetime):
        return _clock_range(interval, start, end, language)
    return _range(_pieces(start, interval.grain, language), _pieces(interval.last or start, interval.grain, language))


def _start(interval: Interval, language: str) -> str:
    start = interval.start or date.min
    return moment(start, language) if isinstance(start, datetime) else "".join(_pieces(start, interval.grain, language))


def _end(interval: Interval, language: str) -> str:
    """The end in words: of days the last one, of clock times the one where it stops, be it "24:00"."""
    last, end = interval.last or date.max, interval.end
    if isinstance(end, datetime):
        return f"{_day(last, language)}, {_closing(end)}"
    return "".join(_pieces(last, interval.grain, language))


def _closing(end: datetime) -> str:
    return clock(end) if end.time() != time.min else "24:00"


def _clock_range(interval: Interval, start: datetime, end: datetime, language: str) -> str:
    if interval.is_point:
        return moment(start, language)
    if start.utcoffset() != end.utcoffset():
        return f"{moment(start, language)} ({offset(start)}) – {moment(end, language)} ({offset(end)})"
    part = _language(language).parts_of_day.get((start.hour, end.hour))
    if interval.grain == Grain.PART_OF_DAY and part and end - start < timedelta(days=1):
        return f"{_day(start.date(), language)}, {part}"
    if interval.first == interval.last:
        return f"{moment(start, language)}–{_closing(end)}"
    return f"{moment(start, language)} – {_end(interval, language)}"


def _range(first: _Pieces, last: _Pieces) -> str:
    """Two dates as a range; what they share is said once, at its end."""
    if first == last:
        return "".join(first)
    shared = 0
    while shared < len(first) - 1 and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    begin = "".join(first[: len(first) - shared])
    return begin + (" – " if " " in begin else "–") + "".join(last)


def _day(day: date, language: str) -> str:
    return f"{_name('ddd', day.isoweekday(), language)} {''.join(_pieces(day, Grain.DAY, language))}"


@lru_cache(maxsize=4096)
def _pieces(day: date, grain: Grain, language: str) -> _Pieces:
    """The unit of a grain that a day is in, from the finest piece to the coarsest."""
    patterns = _language(language).dates
    grain = _READ_AS.get(grain, max(grain, Grain.DAY))
    century = day.year // 100 + 1
    fields = {
        "day": day.day, "month": _name("MMMM", day.month, language), "year": day.year, "decade": day.year // 10 * 10,
        "quarter": (day.month + 2) // 3, "half": _language(language).halves[day.month > 6],
        "ordinal": _ordinal(century), "roman": _roman(century),
    }  # fmt: skip
    return tuple(pattern.format(**fields) for pattern in patterns[grain])


@cache
def _name(token: str, number: int, language: str) -> str:
    """The name of a month or a weekday (Monday is 1), by a token of pendulum's formats."""
    day = pendulum.date(2024, number if token.startswith("M") else 1, number)  # that year began on a Monday
    return day.format(token, locale=language if language in _LANGUAGES else "en")


def _ordinal(number: int) -> str:
    """An English ordinal.

    >>> [_ordinal(number) for number in (1, 2, 11, 21, 23)]
    ['1st', '2nd', '11th', '21st', '23rd']
    """
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _roman(number: int) -> str:
    """A Roman number, up to 100.

    >>> [_roman(number) for number in (4, 19, 21)]
    ['IV', 'XIX', 'XXI']
    """
    tens, ones = divmod(number, 10)
    return _TENS[tens] + _ONES[ones]
