"""Frames round dates, "until {a}", in three languages, with the arithmetic of what they mean.

`draw_phrase` fills one at random, for measuring; the tests draw their own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple, TypeAlias

DAY = timedelta(days=1)
LANGUAGES = ("en", "es", "pt")
Ends: TypeAlias = tuple[date | None, date | None]


class Drawn(NamedTuple):
    """What a frame is filled with: three days in order, a count, and two times in order."""

    a: date
    b: date
    c: date
    n: int
    t: time
    u: time


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio"
    " julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho"
    " julho agosto setembro outubro novembro dezembro",
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
}
# How a day is written: {d} its number, {m} its month, {y} its year, {w} its weekday.
DAYS = {
    "en": ["{d} {m} {y}", "{m} {d}, {y}", "{w}, {d} {m} {y}", "the {d} of {m} {y}", "{iso}"],
    "es": ["{d} de {m} de {y}", "{w} {d} de {m} de {y}", "{w}, {d} de {m} del {y}", "{iso}"],
    "pt": ["{d} de {m} de {y}", "{w}, {d} de {m} de {y}", "dia {d} de {m} de {y}", "{iso}"],
}
TIMES = {
    "en": ["%H:%M", "%I:%M %p", "%H:%M hrs"],
    "es": ["%H:%M", "%H:%M horas", "%H.%M h"],
    "pt": ["%H:%M", "%Hh%M", "%H:%M horas"],
}


def lie_on(*days: date) -> list[Ends]:
    return [(day, day + DAY) for day in days]


def begin_at(day: date, *times: time) -> list[Ends]:
    start, *later = (datetime.combine(day, each) for each in times)
    return [(start, later[0] if later else start + timedelta(minutes=1))]


def add_months(day: date, months: int) -> date:
    """The day so many months on, or the last of its month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + DAY * (day.day - 1), first_of_next - DAY)


# The same meanings, in each language as it says them.
Frame: TypeAlias = tuple[Callable[[Drawn], list[Ends]], dict[str, list[str]]]
FRAMES: dict[str, Frame] = {
    "a day": (
        lambda x: lie_on(x.a),
        {"en": ["{a}", "on {a}"], "es": ["{a}", "el {a}"], "pt": ["{a}", "em {a}"]},
    ),
    "from one to another": (
        lambda x: [(x.a, x.b + DAY)],
        {
            "en": ["from {a} to {b}", "{a} to {b}", "between {a} and {b}", "{a} through {b}"],
            "es": ["del {a} al {b}", "desde el {a} hasta el {b}", "entre el {a} y el {b}"],
            "pt": ["de {a} a {b}", "de {a} até {b}", "entre {a} e {b}"],
        },
    ),
    "open ahead": (
        lambda x: [(x.a, None)],
        {
            "en": ["from {a} onward", "from {a} on", "starting {a}"],
            "es": ["desde el {a} en adelante", "a partir del {a}"],
            "pt": ["{a} em diante", "a partir de {a}"],
        },
    ),
    "open behind": (
        lambda x: [(None, x.a + DAY)],
        {"en": ["until {a}", "by {a}"], "es": ["hasta el {a}"], "pt": ["até {a}"]},
    ),
    "before": (
        lambda x: [(None, x.a)],
        {"en": ["before {a}"], "es": ["antes del {a}"], "pt": ["antes de {a}"]},
    ),
    "after": (
        lambda x: [(x.a + DAY, None)],
        {"en": ["after {a}"], "es": ["después del {a}"], "pt": ["depois de {a}"]},
    ),
    "the next day": (
        lambda x: lie_on(x.a + DAY),
        {
            "en": ["the day after {a}"],
            "es": ["el día después del {a}", "el día siguiente al {a}"],
            "pt": ["o dia depois de {a}", "o dia seguinte a {a}"],
        },
    ),
    "days on": (
        lambda x: lie_on(x.a + x.n * DAY),
        {
            "en": ["{n} days after {a}", "{n} days from {a}"],
            "es": ["{n} días después del {a}"],
            "pt": ["{n} dias depois de {a}", "{n} dias após {a}"],
        },
    ),
    "weeks back": (
        lambda x: lie_on(x.a - 7 * x.n * DAY),
        {
            "en": ["{n} weeks before {a}", "{n} weeks prior to {a}"],
            "es": ["{n} semanas antes del {a}"],
            "pt": ["{n} semanas antes de {a}"],
        },
    ),
    "months on": (
        lambda x: lie_on(add_months(x.a, x.n)),
        {
            "en": ["{n} months after {a}"],
            "es": ["{n} meses después del {a}"],
            "pt": ["{n} meses depois de {a}"],
        },
    ),
    "at a time": (
        lambda x: begin_at(x.a, x.t),
        {
            "en": ["{a} at {t}", "at {t} on {a}"],
            "es": ["el {a} a las {t}", "a las {t} del {a}"],
            "pt": ["{a} às {t}", "às {t} de {a}"],
        },
    ),
    "from time to time": (
        lambda x: begin_at(x.a, x.t, x.u),
        {
            "en": ["{a} from {t} to {u}", "{a}, {t}–{u}"],
            "es": ["el {a} de {t} a {u}", "el {a}, de {t} a {u}"],
            "pt": ["{a}, das {t} às {u}", "{a} das {t} às {u}"],
        },
    ),
    "a list": (
        lambda x: lie_on(x.a, x.b, x.c),
        {"en": ["{a}, {b} and {c}"], "es": ["el {a}, el {b} y el {c}"], "pt": ["{a}, {b} e {c}"]},
    ),
    "a morning": (
        lambda x: begin_at(x.a, time(6), time(12)),
        {
            "en": ["the morning of {a}", "{a} in the morning"],
            "es": ["la mañana del {a}", "el {a} por la mañana"],
            "pt": ["a manhã de {a}", "{a} de manhã"],
        },
    ),
}
SPOKEN = [
    (name, language, words)
    for name, (_, by_language) in FRAMES.items()
    for language in LANGUAGES
    for words in by_language[language]
]


def write_day(day: date, form: str, language: str) -> str:
    return form.format(
        d=day.day,
        m=MONTHS[language].split()[day.month - 1],
        y=day.year,
        w=WEEKDAYS[language].split()[day.weekday()],
        iso=day.isoformat(),
    )


def write_phrase(words: str, values: Drawn, day_form: str, time_form: str, language: str) -> str:
    """The words of a frame with the values in it, each in a form of the language."""
    return words.format(
        **{each: write_day(getattr(values, each), day_form, language) for each in "abc"},
        n=values.n,
        t=values.t.strftime(time_form),
        u=values.u.strftime(time_form),
    )


def draw_phrase(random: Random, language: str = "en") -> str:
    _, _, words = random.choice([each for each in SPOKEN if each[1] == language])
    a = date(2025, 1, 1) + random.randrange(700) * DAY
    b, hour = a + random.randrange(2, 90) * DAY, random.randrange(8, 22)
    c, times = b + random.randrange(2, 90) * DAY, (time(hour, 30), time(hour + 1, 45))
    values = Drawn(a, b, c, random.randrange(2, 40), *times)
    forms = random.choice(DAYS[language]), random.choice(TIMES[language])
    return write_phrase(words, values, *forms, language)
