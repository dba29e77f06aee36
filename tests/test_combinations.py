"""Whatever can be said of one kind of date can be said of all: frames round drawn dates.

What they come to is found by arithmetic on the days alone, or by a relation between two phrases:
"until X" ends where X ends. Nothing here is a list of phrases.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from combinations import (
    DAY,
    DAYS,
    FRAMES,
    LANGUAGES,
    SPOKEN,
    TIMES,
    Drawn,
    Ends,
    write_day,
    write_phrase,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from itinerary import Interval, PhraseError, resolve_phrase
from itinerary.dates.grammar.language_file import load_language_file

NOON = datetime(2025, 8, 29, 12)


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


def read(phrase: str, language: str = "en", **options: Any) -> list[Ends]:
    found = resolve_phrase(phrase, language=language, **{"reference": NOON} | options)
    return [(each.start, each.end) for each in found.intervals]


@pytest.mark.parametrize("language", LANGUAGES)
@given(values=draw_values(), data=st.data())
def test_a_frame_means_the_same_of_every_day(language: str, values: Drawn, data: Any) -> None:
    name, _, words = data.draw(st.sampled_from([each for each in SPOKEN if each[1] == language]))
    # Between commas a weekday may belong to the day before it or to the one behind it.
    forms = [each for each in DAYS[language] if "," not in words or "," not in each]
    day_form = data.draw(st.sampled_from(forms))
    time_form = data.draw(st.sampled_from(TIMES[language]))
    phrase = write_phrase(words, values, day_form, time_form, language)
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
