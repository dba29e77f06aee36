"""A locale in; how its language says dates and times out.

The names of months and weekdays are those of pendulum's locales; one table for each language has
the rest. A locale may bring its hour cycle along, as those of Unicode do: "en-u-hc-h12" is English
on a clock of 12 hours. A language that has no table is worded in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

import pendulum

from itinerary.dates.interval import Grain, Part

# A date from its finest piece to its coarsest; of a range, what its ends share is said once.
Pieces: TypeAlias = tuple[str, ...]
Limit: TypeAlias = (
    Part
    | Literal["about", "uncertain", "julian", "from", "until", "any"]
    | Literal["between", "before", "by", "after", "not before"]
)
TWELVE_HOUR_SUFFIX = "-u-hc-h12"


@dataclass(frozen=True, eq=False, slots=True)
class Wording:
    """How one language says dates and times.

    Attributes:
        code: Of the language.
        heading: Of a day; its first word is the weekday's.
        dates: For each grain that is read out, the pieces of a date.
        half_year_names: Of the first and second half of a year.
        season_names: Of spring, summer, autumn and winter.
        eras: What stands behind a year before the year 1, and behind a century from then on.
        year_of_era: A year that needs its era, from the year 1 on.
        limits: What is said of a date that is open or inexact, or of one time within; `{}` is the
            date. Of a choice between two dates it is both, as a list.
        articles: Of the grains whose dates `limits` take with an article.
        contractions: What such an article and the word before it become.
        parts_of_day: Names by the hours at which the parts begin and end.
        part_of_day_limits: How the halves of such a part read, and its middle.
        half_day_names: Before and after noon.
        midnight: The end of a day, on a clock of 12 hours.
        same_time: What clocks that agree say of each other.
        conjunction: Before the last item of a list.
        conjunction_before_i: The same before a word that begins with the sound of an i.
        names: The locale of pendulum that names months and weekdays; "" if it is the code.
    """

    code: str
    heading: str
    dates: Mapping[Grain, Pieces]
    half_year_names: tuple[str, str]
    season_names: tuple[str, str, str, str]
    eras: tuple[str, str]
    year_of_era: str
    limits: Mapping[Limit, str]
    articles: Mapping[Grain, str]
    contractions: Mapping[str, str]
    parts_of_day: Mapping[tuple[int, int], str]
    part_of_day_limits: Mapping[str, str]
    half_day_names: tuple[str, str]
    midnight: str
    same_time: str
    conjunction: str
    conjunction_before_i: str
    names: str = ""


ENGLISH = Wording(
    code="en",
    heading="{weekday} {day} {month} {year}",
    dates={
        Grain.DAY: ("{day}", " {month}", " {year}"),
        Grain.MONTH: ("{month}", " {year}"),
        Grain.QUARTER: ("Q{quarter}", " {year}"),
        Grain.SEASON: ("{season}", " {year}"),
        Grain.HALF: ("{half} half", " of {year}"),
        Grain.YEAR: ("{year}",),
        Grain.DECADE: ("the {decade}s",),
        Grain.CENTURY: ("{ordinal}", " century"),
    },
    half_year_names=("first", "second"),
    season_names=("spring", "summer", "autumn", "winter"),
    eras=(" BC", " AD"),
    year_of_era="AD {}",
    limits={
        "early": "early {}",
        "mid": "mid-{}",
        "late": "late {}",
        "about": "about {}",
        "uncertain": "{}?",
        "julian": "{} ({} Old Style)",
        "from": "from {}",
        "until": "until {}",
        "any": "at any time",
        "between": "between {}",
        "before": "before {}",
        "by": "by {}",
        "after": "after {}",
        "not before": "not before {}",
    },
    articles={Grain.HALF: "the {}", Grain.CENTURY: "the {}"},
    contractions={},
    parts_of_day={
        (0, 6): "small hours",
        (6, 12): "morning",
        (12, 18): "afternoon",
        (18, 22): "evening",
        (18, 0): "night",
        (22, 6): "night",
        (5, 7): "dawn",
        (11, 14): "midday",
        (12, 14): "lunchtime",
        (6, 18): "daytime",
    },
    part_of_day_limits={"early": "early {}", "mid": "mid-{}", "late": "late {}"},
    half_day_names=("a.m.", "p.m."),
    midnight="midnight",
    same_time="same time",
    conjunction="and",
    conjunction_before_i="and",
)
SPANISH = Wording(
    code="es",
    heading="{weekday}, {day} {month} {year}",
    dates={
        Grain.DAY: ("{day}", " de {month}", " de {year}"),
        Grain.MONTH: ("{month}", " de {year}"),
        Grain.QUARTER: ("T{quarter}", " de {year}"),
        Grain.SEASON: ("{season}", " de {year}"),
        Grain.HALF: ("{half} semestre", " de {year}"),
        Grain.YEAR: ("{year}",),
        Grain.DECADE: ("los años {decade}",),
        Grain.CENTURY: ("siglo {roman}",),
    },
    half_year_names=("primer", "segundo"),
    season_names=("primavera", "verano", "otoño", "invierno"),
    eras=(" a.\N{NO-BREAK SPACE}C.", " d.\N{NO-BREAK SPACE}C."),
    year_of_era="{} d.\N{NO-BREAK SPACE}C.",
    limits={
        "early": "principios de {}",
        "mid": "mediados de {}",
        "late": "finales de {}",
        "about": "hacia {}",
        "uncertain": "¿{}?",
        "julian": "{} ({} según el calendario juliano)",
        "from": "desde {}",
        "until": "hasta {}",
        "any": "en cualquier momento",
        "between": "entre {}",
        "before": "antes de {}",
        "by": "no después de {}",
        "after": "después de {}",
        "not before": "no antes de {}",
    },
    articles=dict.fromkeys((Grain.DAY, Grain.QUARTER, Grain.HALF, Grain.CENTURY), "el {}"),
    contractions={" de el ": " del "},
    parts_of_day={
        (0, 6): "de madrugada",
        (6, 12): "por la mañana",
        (12, 18): "por la tarde",
        (18, 22): "al anochecer",
        (18, 0): "por la noche",
        (22, 6): "por la noche",
        (5, 7): "al amanecer",
        (11, 14): "al mediodía",
        (12, 14): "a la hora del almuerzo",
        (6, 18): "durante el día",
    },
    part_of_day_limits={
        "early": "{}, a primera hora",
        "mid": "{}, hacia la mitad",
        "late": "{}, a última hora",
    },
    half_day_names=("a.\N{NO-BREAK SPACE}m.", "p.\N{NO-BREAK SPACE}m."),
    midnight="medianoche",
    same_time="misma hora",
    conjunction="y",
    conjunction_before_i="e",
)
PORTUGUESE = Wording(
    code="pt",
    names="pt_br",
    heading="{weekday}, {day} {month} {year}",
    dates={
        Grain.DAY: ("{day}", " de {month}", " de {year}"),
        Grain.MONTH: ("{month}", " de {year}"),
        Grain.QUARTER: ("T{quarter}", " de {year}"),
        Grain.SEASON: ("{season}", " de {year}"),
        Grain.HALF: ("{half} semestre", " de {year}"),
        Grain.YEAR: ("{year}",),
        Grain.DECADE: ("anos {decade}",),
        Grain.CENTURY: ("século {roman}",),
    },
    half_year_names=("primeiro", "segundo"),
    season_names=("primavera", "verão", "outono", "inverno"),
    eras=(" a.C.", " d.C."),
    year_of_era="{} d.C.",
    limits={
        "early": "início de {}",
        "mid": "meados de {}",
        "late": "final de {}",
        "about": "por volta de {}",
        "uncertain": "{}?",
        "julian": "{} ({} pelo calendário juliano)",
        "from": "desde {}",
        "until": "até {}",
        "any": "a qualquer momento",
        "between": "entre {}",
        "before": "antes de {}",
        "by": "não depois de {}",
        "after": "depois de {}",
        "not before": "não antes de {}",
    },
    articles={
        **dict.fromkeys((Grain.QUARTER, Grain.HALF, Grain.CENTURY), "o {}"),
        Grain.DECADE: "os {}",
    },
    contractions={" de o ": " do ", " de os ": " dos "},
    parts_of_day={
        (0, 6): "de madrugada",
        (6, 12): "de manhã",
        (12, 18): "à tarde",
        (18, 22): "ao anoitecer",
        (18, 0): "à noite",
        (22, 6): "à noite",
        (5, 7): "ao amanhecer",
        (11, 14): "ao meio-dia",
        (12, 14): "à hora de almoço",
        (6, 18): "durante o dia",
    },
    part_of_day_limits={"early": "{}, no início", "mid": "{}, a meio", "late": "{}, no final"},
    half_day_names=("a.\N{NO-BREAK SPACE}m.", "p.\N{NO-BREAK SPACE}m."),
    midnight="meia-noite",
    same_time="mesma hora",
    conjunction="e",
    conjunction_before_i="e",
)
_WORDINGS = {each.code: each for each in (ENGLISH, SPANISH, PORTUGUESE)}


def compose_locale(language: str, hours: int) -> str:
    """Return a language with its hour cycle, of 24 or 12 hours.

    >>> compose_locale("es", 12)
    'es-u-hc-h12'
    """
    return language + TWELVE_HOUR_SUFFIX if hours == 12 else language


def find_wording(locale: str) -> Wording:
    """Return the table of a locale's language, or that of English."""
    return _WORDINGS.get(locale.partition("-")[0], ENGLISH)


@cache
def get_calendar_name(token: str, number: int, language: Wording) -> str:
    """Return the name of a month (1 to 12) or a weekday (Monday is 1).

    The token is one of pendulum's formats: "MMMM" or "MMM" for months, "ddd" for weekdays. Short
    names have no full stop, as in CLDR.
    """
    month = number if token.startswith("M") else 1
    day = pendulum.date(2024, month, number)  # that year began on a Monday
    return day.format(token, locale=language.names or language.code).removesuffix(".")
