"""A language in; how it says dates and times out: the names of pendulum's locales, and one table for each language of what they lack.

A language may bring its hour cycle along, as Unicode's locales do: "en-u-hc-h12" is English with a.m. and p.m. One that has no table
is worded in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pendulum

from itinerary.dates.interval import Grain

Pieces = tuple[
    str, ...
]  # of a date, from the finest: a range leaves out the coarse ones that its ends share
TWELVE_HOUR_SUFFIX = "-u-hc-h12"


@dataclass(frozen=True, eq=False, slots=True)
class Wording:
    """How one language says dates and times; the rest of the room knows none."""

    code: str
    heading: str  # of a day
    dates: Mapping[Grain, Pieces]
    half_year_names: tuple[str, str]
    limits: Mapping[str, str]  # early, mid, late, about, from, until, any
    day: str  # as limits take it
    parts_of_day: Mapping[tuple[int, int], str]  # by the hours at which they begin and end
    half_day_names: tuple[str, str]  # before and after noon
    midnight: str
    same_time: str
    conjunction: str  # of a list
    conjunction_before_i: str


ENGLISH = Wording(
    code="en",
    heading="{weekday} {day} {month} {year}",
    dates={
        Grain.DAY: ("{day}", " {month}", " {year}"),
        Grain.MONTH: ("{month}", " {year}"),
        Grain.QUARTER: ("Q{quarter}", " {year}"),
        Grain.HALF: ("{half} half", " of {year}"),
        Grain.YEAR: ("{year}",),
        Grain.DECADE: ("the {decade}s",),
        Grain.CENTURY: ("{ordinal}", " century"),
    },
    half_year_names=("first", "second"),
    limits={
        "early": "early {}", "mid": "mid-{}", "late": "late {}", "about": "about {}",
        "from": "from {}", "until": "until {}", "any": "at any time",
    },
    day="{}",
    parts_of_day={
        (0, 6): "small hours", (6, 12): "morning", (12, 18): "afternoon", (18, 22): "evening", (18, 0): "night", (22, 6): "night",
    },
    half_day_names=("a.m.", "p.m."),
    midnight="midnight",
    same_time="same time",
    conjunction="and",
    conjunction_before_i="and",
)  # fmt: skip
SPANISH = Wording(
    code="es",
    heading="{weekday}, {day} {month} {year}",
    dates={
        Grain.DAY: ("{day}", " de {month}", " de {year}"),
        Grain.MONTH: ("{month}", " de {year}"),
        Grain.QUARTER: ("T{quarter}", " de {year}"),
        Grain.HALF: ("{half} semestre", " de {year}"),
        Grain.YEAR: ("{year}",),
        Grain.DECADE: ("los años {decade}",),
        Grain.CENTURY: ("siglo {roman}",),
    },
    half_year_names=("primer", "segundo"),
    limits={
        "early": "principios de {}", "mid": "mediados de {}", "late": "finales de {}", "about": "hacia {}",
        "from": "desde {}", "until": "hasta {}", "any": "en cualquier momento",
    },
    day="el {}",
    parts_of_day={
        (0, 6): "de madrugada", (6, 12): "por la mañana", (12, 18): "por la tarde", (18, 22): "al anochecer", (18, 0): "por la noche",
        (22, 6): "por la noche",
    },
    half_day_names=("a.\N{NO-BREAK SPACE}m.", "p.\N{NO-BREAK SPACE}m."),
    midnight="medianoche",
    same_time="misma hora",
    conjunction="y",
    conjunction_before_i="e",
)  # fmt: skip
_WORDINGS = {each.code: each for each in (ENGLISH, SPANISH)}


def compose_locale(language: str, hours: int) -> str:
    """A language with its hour cycle, of 24 or 12 hours.

    >>> compose_locale("es", 12)
    'es-u-hc-h12'
    """
    return language + TWELVE_HOUR_SUFFIX if hours == 12 else language


def find_wording(locale: str) -> Wording:
    """The table of a locale's language."""
    return _WORDINGS.get(locale.partition("-")[0], ENGLISH)


@cache
def get_calendar_name(token: str, number: int, language: Wording) -> str:
    """The name of a month or a weekday (Monday is 1), by a token of pendulum's formats; CLDR writes the short ones without a point."""
    day = pendulum.date(
        2024, number if token.startswith("M") else 1, number
    )  # that year began on a Monday
    return day.format(token, locale=language.code).removesuffix(".")
