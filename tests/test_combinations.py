"""Whatever can be said of one kind of date can be said of all: frames round drawn dates.

What they come to is found by arithmetic on the days alone, or by a relation between two phrases:
"until X" ends where X ends. Nothing here is a list of phrases.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple, TypeAlias

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from itinerary import Interval, PhraseError, resolve_phrase
from itinerary.dates.grammar.language_file import load_language_file

DAY = timedelta(days=1)
NOON = datetime(2025, 8, 29, 12)
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


@st.composite
def draw_values(draw: st.DrawFn) -> Drawn:
    """Three days, each at least two after the one before, and two times of a day."""
    a = draw(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
    b = a + draw(st.integers(2, 90)) * DAY
    c = b + draw(st.integers(2, 90)) * DAY
    minutes = st.integers(13 * 60, 24 * 60 - 31)  # after noon: no hour is in doubt
    first = draw(minutes)
    second = draw(st.integers(first + 15, 24 * 60 - 1))
    t, u = (time(*divmod(each, 60)) for each in (first, second))
    return Drawn(a, b, c, draw(st.integers(2, 40)), t, u)


def write_day(day: date, form: str, language: str) -> str:
    return form.format(
        d=day.day,
        m=MONTHS[language].split()[day.month - 1],
        y=day.year,
        w=WEEKDAYS[language].split()[day.weekday()],
        iso=day.isoformat(),
    )


def read(phrase: str, language: str = "en", **options: Any) -> list[Ends]:
    found = resolve_phrase(phrase, language=language, **{"reference": NOON} | options)
    return [(each.start, each.end) for each in found.intervals]


@pytest.mark.parametrize("language", LANGUAGES)
@given(values=draw_values(), data=st.data())
def test_a_frame_means_the_same_of_every_day(language: str, values: Drawn, data: Any) -> None:
    name, _, words = data.draw(st.sampled_from([each for each in SPOKEN if each[1] == language]))
    day_form = data.draw(st.sampled_from(DAYS[language]))
    time_form = data.draw(st.sampled_from(TIMES[language]))
    phrase = words.format(
        **{each: write_day(getattr(values, each), day_form, language) for each in "abc"},
        n=values.n,
        t=values.t.strftime(time_form),
        u=values.u.strftime(time_form),
    )
    reference = data.draw(st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)))
    assert read(phrase, language, reference=reference) == FRAMES[name][0](values), phrase


# --- relations between two phrases, which need no arithmetic

NAMED = ("month", "season", "calendar-year", "unit-relative", "month-day")
PERIODS = {
    language: [
        example.phrase
        for rule in load_language_file(language).rules
        if rule.name in NAMED
        for example in rule.examples
        if not example.result.endswith(")") and example.result[0].isdigit()
    ]
    for language in LANGUAGES
}
BOUNDS = {
    "en": ("until {}", "before {}"),
    "es": ("hasta {}", "antes de {}"),
    "pt": ("até {}", "antes de {}"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_a_bound_is_an_end_of_what_it_names(language: str, data: Any) -> None:
    phrase = data.draw(st.sampled_from(PERIODS[language]))
    reference = data.draw(st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)))
    until, before = (each.format(phrase) for each in BOUNDS[language])
    try:
        ((start, end),) = read(phrase, language, reference=reference)
        found = read(until, language, reference=reference)
        other = read(before, language, reference=reference)
    except PhraseError:
        assume(False)
    else:
        assert found == [(None, end)], until
        assert other == [(None, start)], before


MOVING = {
    "en": "today | tomorrow | two days ago | in three weeks | next week | last Tuesday",
    "es": "hoy | mañana | hace dos días | en tres semanas | la semana que viene | el martes pasado",
    "pt": "hoje | amanhã | há dois dias | em três semanas | na próxima semana | na terça passada",
}


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data(), day=st.dates(date(1950, 1, 1), date(2090, 1, 1)), weeks=st.integers(1, 300))
def test_what_counts_from_the_reference_moves_with_it(
    language: str, data: Any, day: date, weeks: int
) -> None:
    phrase, step = data.draw(st.sampled_from(MOVING[language].split(" | "))), 7 * weeks * DAY
    (before,) = resolve_phrase(phrase, reference=day, language=language).intervals
    (after,) = resolve_phrase(phrase, reference=day + step, language=language).intervals
    assert before.start is not None
    assert before.end is not None
    assert (after.start, after.end) == (before.start + step, before.end + step)


@given(number=st.integers(0, 5), day=st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_the_three_languages_agree(number: int, day: date) -> None:
    found = [
        resolve_phrase(MOVING[each].split(" | ")[number], reference=day, language=each).intervals
        for each in LANGUAGES
    ]
    assert found[0] == found[1] == found[2]


@given(values=draw_values(), other=st.integers(1, 6))
def test_a_weekday_that_is_not_the_days_own_is_refused(values: Drawn, other: int) -> None:
    wrong = (values.a + other * DAY).strftime("%A")
    with pytest.raises(PhraseError) as caught:
        read(f"{wrong}, {write_day(values.a, DAYS['en'][0], 'en')}")
    assert caught.value.kind == "impossible"


@given(values=draw_values())
def test_what_a_phrase_comes_to_is_a_phrase_for_the_same(values: Drawn) -> None:
    for start, end in ((values.a, values.b), (values.a, None), (None, values.b)):
        interval = Interval(start, end)
        assert resolve_phrase(interval.edtf, reference=NOON).intervals == (interval,)
