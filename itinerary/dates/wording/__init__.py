"""An Interval in; the words that people read out, as precise as the interval and never more: the year 2012 is "2012".

`languages` has the tables; here no language is known by its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording.locales import HALF_DAYS, Pieces, language_of, name
from itinerary.dates.wording.locales import locale as locale

# Weeks and weekends are read out by their days, seasons by their months, which are the same in both hemispheres.
_READ_AS = {Grain.WEEK: Grain.DAY, Grain.WEEKEND: Grain.DAY, Grain.SEASON: Grain.MONTH}

_BEGINS_WITH_I = re.compile(r"h?[ií](?![aeo])", re.IGNORECASE)
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
    text, limits = _without_limits(interval, language), language_of(language).limits
    if interval.part:
        text = limits[interval.part].format(text.removeprefix("the "))
    return limits["about"].format(_limited(text, interval, language)) if interval.about else text


def when(interval: Interval, language: str = "en") -> str:
    """An interval in words: days with their weekdays, all else as precisely as it is known.

    >>> when(Interval(date(2025, 9, 2), date(2025, 9, 5)))
    'Tue 2 – Thu 4 Sep 2025'
    """
    if (
        interval.grain == Grain.DAY
        and interval.first
        and interval.last
        and not (interval.about or interval.part)
    ):
        return span(interval.first, interval.last, language)
    return words(interval, language)


def without_year(text: str, day: date, language: str = "en") -> str:
    """A date in words without the year of a day at its end.

    >>> without_year("septiembre de 2025", date(2025, 9, 3), "es")
    'septiembre'
    """
    year = language_of(language).dates[Grain.MONTH][-1].format(year=day.year)
    return text.removesuffix(year).removesuffix(f" {day.year}")


def listed(texts: Sequence[str], language: str = "en") -> str:
    """Texts as a list in a sentence.

    >>> listed(["Quito", "Lima", "Ica"]), listed(["Quito", "Lima", "Ica"], "es")
    ('Quito, Lima and Ica', 'Quito, Lima e Ica')
    """
    *others, last = texts or [""]
    known = language_of(language)
    joint = known.joint_before_i if _BEGINS_WITH_I.match(last) else known.joint
    return f" {joint} ".join(filter(None, (", ".join(others), last)))


def span(first: date, last: date, language: str = "en") -> str:
    """Days with their weekdays; what the two share is said once.

    >>> span(date(2025, 9, 2), date(2025, 9, 4), "es")
    'mar, 2 – jue, 4 sept 2025'
    """
    begin, end = heading(first, language).split(), heading(last, language).split()
    if begin == end:
        return " ".join(end)
    while begin[-1] == end[len(begin) - 1] and len(begin) > 2:
        begin.pop()
    return f"{' '.join(begin)} – {' '.join(end)}"


def heading(day: date, language: str = "en") -> str:
    """The heading of a day; never a date without its weekday.

    >>> heading(date(2025, 9, 3))
    'Wed 3 Sep 2025'
    """
    known = language_of(language)
    return known.heading.format(
        weekday=_weekday(day, language),
        day=day.day,
        month=name("MMM", day.month, known),
        year=day.year,
    )


def dated(value: date, language: str = "en") -> str:
    """A day, or a clock time with its offset from UTC.

    >>> dated(datetime.fromisoformat("2025-09-04T06:00-04:00"))
    'Thu 4 Sep 2025, 06:00 (UTC−4)'
    """
    if not isinstance(value, datetime):
        return heading(value, language)
    east = f" ({offset(value)})" if value.tzinfo else ""
    return f"{heading(value, language)}, {clock(value, language)}{east}"


def moment(time: datetime, language: str = "en") -> str:
    """A clock time with its day.

    >>> moment(datetime(2025, 9, 3, 10))
    'Wed 3 September 2025, 10:00'
    """
    return f"{_day(time.date(), language)}, {clock(time, language)}"


def clock(time: datetime, language: str = "en") -> str:
    r"""The time on the wall; seconds only where there are any.

    >>> clock(datetime(2025, 9, 3, 21)), clock(datetime(2025, 9, 3, 21), "en-u-hc-h12").replace("\xa0", " ")
    ('21:00', '9:00 p.m.')
    """
    seconds = f":{time.second:02}" if time.second else ""
    if not language.endswith(HALF_DAYS):
        return f"{time.hour:02}:{time.minute:02}{seconds}"
    half = language_of(language).half_days[time.hour >= 12]
    return f"{(time.hour - 1) % 12 + 1}:{time.minute:02}{seconds}\N{NO-BREAK SPACE}{half}"


def clocks(start: datetime, end: datetime, language: str = "en") -> str:
    r"""Two times of one day as a range; before or after noon is said once where it is the same.

    >>> clocks(datetime(2025, 9, 3, 9), datetime(2025, 9, 3, 10, 30), "es-u-hc-h12").replace("\xa0", " ")
    '9:00–10:30 a. m.'
    """
    begin = clock(start, language)
    if language.endswith(HALF_DAYS) and (start.hour < 12) == (end.hour < 12):
        begin = begin.partition("\N{NO-BREAK SPACE}")[0]
    return f"{begin}–{clock(end, language)}"


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
    return _sign(ahead) + length(abs(ahead)) if ahead else language_of(language).same_time


def length(duration: timedelta) -> str:
    """How long something takes, in hours and minutes.

    >>> length(timedelta(minutes=165))
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


def elapsed(start: datetime, end: datetime) -> timedelta:
    """The time between two instants; the difference of two clocks on one wall, which Python takes, is wrong by any change between them."""
    return end.astimezone(UTC) - start.astimezone(UTC)


def _sign(amount: timedelta) -> str:
    return "−" if amount < timedelta() else "+"


def _without_limits(interval: Interval, language: str) -> str:
    start, end, limits = interval.start, interval.end, language_of(language).limits
    if start is None:
        return (
            limits["any"]
            if end is None
            else limits["until"].format(_limited(_end(interval, language), interval, language))
        )
    if end is None:
        return limits["from"].format(_limited(_start(interval, language), interval, language))
    if isinstance(start, datetime) and isinstance(end, datetime):
        return _clock_range(interval, start, end, language)
    return _range(
        _pieces(start, interval.grain, language),
        _pieces(interval.last or start, interval.grain, language),
    )


def _limited(text: str, interval: Interval, language: str) -> str:
    """A date as it stands after "from", "until" and "about"."""
    is_of_days = _READ_AS.get(interval.grain, interval.grain) <= Grain.DAY and not interval.part
    return language_of(language).day.format(text) if is_of_days else text


def _start(interval: Interval, language: str) -> str:
    start = interval.start or date.min
    return (
        moment(start, language)
        if isinstance(start, datetime)
        else "".join(_pieces(start, interval.grain, language))
    )


def _end(interval: Interval, language: str) -> str:
    """The end in words: of days the last one, of clock times the one where it stops, be it "24:00"."""
    last, end = interval.last or date.max, interval.end
    if isinstance(end, datetime):
        return f"{_day(last, language)}, {_closing(end, language)}"
    return "".join(_pieces(last, interval.grain, language))


def _closing(end: datetime, language: str) -> str:
    if end.time() != time.min:
        return clock(end, language)
    return language_of(language).midnight if language.endswith(HALF_DAYS) else "24:00"


def _clock_range(interval: Interval, start: datetime, end: datetime, language: str) -> str:
    if interval.is_point:
        return moment(start, language)
    if start.utcoffset() != end.utcoffset():
        return (
            f"{moment(start, language)} ({offset(start)}) – {moment(end, language)} ({offset(end)})"
        )
    part = part_of_day(interval, language)
    if part and end - start < timedelta(days=1):
        return f"{_day(start.date(), language)}, {part}"
    if interval.first == interval.last and end.time() != time.min:
        return f"{_day(start.date(), language)}, {clocks(start, end, language)}"
    if interval.first == interval.last:
        return f"{moment(start, language)}–{_closing(end, language)}"
    return f"{moment(start, language)} – {_end(interval, language)}"


def part_of_day(interval: Interval, language: str = "en") -> str:
    """The name of a part of the day ("morning"), where the interval is one that has a name; else nothing."""
    start, end = interval.start, interval.end
    if interval.grain != Grain.PART_OF_DAY or not (
        isinstance(start, datetime) and isinstance(end, datetime)
    ):
        return ""
    return language_of(language).parts_of_day.get((start.hour, end.hour), "")


def _range(first: Pieces, last: Pieces) -> str:
    """Two dates as a range; what they share is said once, at its end."""
    if first == last:
        return "".join(first)
    shared = 0
    while shared < len(first) - 1 and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    begin = "".join(first[: len(first) - shared])
    return begin + (" – " if " " in begin else "–") + "".join(last)


def _weekday(day: date, language: str) -> str:
    return name("ddd", day.isoweekday(), language_of(language))


def _day(day: date, language: str) -> str:
    known = language_of(language)
    weekday = known.heading.partition(" ")[0].format(weekday=_weekday(day, language))
    return f"{weekday} {''.join(_pieces(day, Grain.DAY, language))}"


@lru_cache(maxsize=4096)
def _pieces(day: date, grain: Grain, language: str) -> Pieces:
    """The unit of a grain that a day is in, from the finest piece to the coarsest."""
    known = language_of(language)
    grain = _READ_AS.get(grain, max(grain, Grain.DAY))
    century = day.year // 100 + 1
    fields = {
        "day": day.day, "month": name("MMMM", day.month, known), "year": day.year, "decade": day.year // 10 * 10,
        "quarter": (day.month + 2) // 3, "half": known.halves[day.month > 6],
        "ordinal": _ordinal(century), "roman": _roman(century),
    }  # fmt: skip
    return tuple(pattern.format(**fields) for pattern in known.dates[grain])


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
