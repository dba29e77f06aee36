"""Words of events that count in the leg around them, or in the trip: told where they cannot."""

from __future__ import annotations

from datetime import date

import pytest
from tables import Table

from itinerary import Interval, PhraseError, resolve, resolve_phrase
from itinerary.diagnostics import Diagnostic
from itinerary.loading import read_text

DOCUMENT = """\
title: Two capitals
id: t
timezone: UTC
language: {language}
sources:
  friday: {{publisher: Friday News, title: A, published: 2025-08-29}}
dates: 2025-09-02/2025-09-12
legs:
  - id: lima
    title: Lima
{when}
    events: [{{id: e, title: E, when: {{says: "{words}", source: friday}}}}]
  - {{id: quito, title: Quito, when: {others}}}
"""


def resolve_event(
    words: str,
    language: str = "en",
    when: str = "2025-09-03/2025-09-05",
    others: str = "2025-09-10/2025-09-12",
) -> tuple[str, list[Diagnostic]]:
    """Return the dates of an event in a leg, and what is found in the document."""
    when = f"    when: {when}" if when else ""
    text = DOCUMENT.format(words=words, language=language, when=when, others=others)
    loaded = read_text(text, name="trip.yaml")
    assert loaded.document, loaded.diagnostics
    found = resolve(loaded.document)
    intervals = found["e"].intervals
    return " ".join(each.edtf for each in intervals), list(found.diagnostics)


def test_a_time_that_is_over_is_not_the_next_day_in_a_document() -> None:
    text = """\
title: A day
id: t
timezone: UTC
sources: {news: {publisher: News, title: A, published: "2025-08-29 16:30"}}
legs:
  - title: Lima
    events: [{id: e, title: E, when: {says: "15:00", source: news}}]
"""
    loaded = read_text(text, name="trip.yaml")
    assert loaded.document, loaded.diagnostics
    (interval,) = resolve(loaded.document)["e"].intervals
    assert interval.edtf == "2025-08-29T15:00:00+00:00"


COUNTED_IN_LEG = [
    ("en", "day 2", "2025-09-04"),
    ("en", "the last day", "2025-09-05"),
    ("en", "the second night", "2025-09-04T22:00:00+00:00/2025-09-05T06:00:00+00:00"),
    ("en", "day 2 of the trip", "2025-09-03"),
    ("en", "the last Friday", "2025-09-05"),
    ("en", "the last Friday at 10:00", "2025-09-05T10:00:00+00:00"),
    ("es", "el último viernes", "2025-09-05"),
    ("pt", "na última sexta-feira", "2025-09-05"),
    ("pt", "a terceira noite", "2025-09-05T18:00:00+00:00/2025-09-06T00:00:00+00:00"),
    ("pt", "na quinta à noite", "2025-09-04T18:00:00+00:00/2025-09-05T00:00:00+00:00"),
    ("en", "day 2 and day 4 of the trip", "2025-09-03 2025-09-05"),
    ("en", "from day 2 to day 4 of the trip", "2025-09-03/2025-09-05"),
    ("es", "del segundo día al cuarto día del viaje", "2025-09-03/2025-09-05"),
    ("pt", "do segundo dia ao quarto dia da viagem", "2025-09-03/2025-09-05"),
    ("es", "el segundo día", "2025-09-04"),
    ("es", "los primeros dos días", "2025-09-03/2025-09-04"),
    ("es", "el segundo día del viaje", "2025-09-03"),
    ("pt", "o segundo dia", "2025-09-04"),
    ("pt", "o último dia", "2025-09-05"),
    ("pt", "o segundo dia da viagem", "2025-09-03"),
]
REFUSED_IN_LEG = [
    ("en", "day 4", "day 4 of the trip"),
    ("en", "on day 4", "on day 4 of the trip"),
    ("en", "the fourth day", "the fourth day of the trip"),
    ("en", "the second Wednesday", "the second Wednesday of the trip"),
    ("en", "the fourth night", "the fourth night of the trip"),
    ("en", "days 2 to 5", "days 2 to 5 of the trip"),
    ("en", "the first five days", "the first five days of the trip"),
    ("es", "el cuarto día", "el cuarto día del viaje"),
    ("es", "el segundo miércoles", "el segundo miércoles del viaje"),
    ("es", "la cuarta noche", "la cuarta noche del viaje"),
    ("pt", "o quarto dia", "o quarto dia da viagem"),
    ("pt", "a quarta noite", "a quarta noite da viagem"),
    ("pt", "a sexta noite", "a sexta noite da viagem"),
]


def test_words_count_in_the_leg_around(table: Table) -> None:
    for language, words, result in COUNTED_IN_LEG:
        with table.row(language, words):
            dates, findings = resolve_event(words, language)
            assert dates == result
            assert {each.code for each in findings} <= {"outside-leg"}


# In the trip they would come to another date, of which nobody would be told.
def test_words_that_count_beyond_their_leg_are_refused(table: Table) -> None:
    for language, words, remedy in REFUSED_IN_LEG:
        with table.row(language, words):
            dates, findings = resolve_event(words, language)
            assert dates == ""
            assert [each.code for each in findings] == ["phrase-impossible"]
            assert "2025-09-03/2025-09-05 has fewer than" in findings[0].message
            assert findings[0].hint == f"write the date itself, or '{remedy}'"
            dates, findings = resolve_event(remedy, language)
            assert dates
            assert all(each.severity == "warning" for each in findings)


def test_a_remedy_that_would_not_be_read_is_not_offered() -> None:
    dates, findings = resolve_event("the fourth day at 10:00")
    assert (dates, [each.hint for each in findings]) == ("", ["write the date itself"])


def test_words_that_count_in_a_leg_without_dates_are_refused(table: Table) -> None:
    for language, words in [
        ("en", "the last day"),
        ("en", "the second day"),
        ("en", "the first evening"),
        ("es", "el último día"),
        ("pt", "o segundo dia"),
    ]:
        with table.row(language, words):
            dates, findings = resolve_event(words, language, when="TBD")
            assert dates == ""
            assert [(each.code, each.severity) for each in findings] == [("no-date", "error")]
            assert "it counts in the leg 'Lima', which has no dates" in findings[0].message
            assert findings[0].hint.startswith("give the leg its dates, or write the date")


# Sunday 7 September is the only one in the trip; from 29 August on it would be the 31st.
def test_words_that_take_the_dates_of_the_trip_for_want_of_a_leg_are_told(table: Table) -> None:
    for language, words, when, result in [
        ("en", "Sunday", "TBD", "2025-09-07"),
        ("es", "el domingo", "TBD", "2025-09-07"),
        ("pt", "no domingo", "TBD", "2025-09-07"),
        ("en", "Sunday", "", "2025-09-07"),
        ("en", "the last day", "", "2025-09-12"),
    ]:
        with table.row(language, words, when):
            dates, findings = resolve_event(words, language, when=when)
            assert dates == result
            told = [each for each in findings if each.code == "no-date"]
            assert [each.severity for each in told] == ["warning"]
            assert "is read in the trip: the leg 'Lima' has no dates of its own" in told[0].message


def test_words_that_need_no_dates_of_their_leg_are_not_told(table: Table) -> None:
    for words, when in [
        ("4 September", "TBD"),
        ("the last day of the trip", "TBD"),
        ("the day after $trip.start", ""),
        ("2025-09-04", ""),
        ("Saturday", "2025-09-03/2025-09-06"),
    ]:
        with table.row(words, when):
            dates, findings = resolve_event(words, when=when)
            assert dates
            assert "no-date" not in {each.code for each in findings}


def test_a_leg_whose_dates_are_wrong_is_reported_once() -> None:
    _, findings = resolve_event("the last day", when="30 February 2025")
    assert [each.code for each in findings] == ["phrase-impossible"]


IN_PIECES = {
    "en": "3 to 4 September 2025 and 9 September 2025",
    "es": "del 3 al 4 de septiembre y el 9 de septiembre",
    "pt": "3 a 4 de setembro e 9 de setembro",
}
READ_IN_PIECES = [
    ("en", "the first day", "2025-09-03"),
    ("en", "the last day", "2025-09-09"),
    ("en", "day 3", "2025-09-09"),
    ("en", "days 2 and 3", "2025-09-04 2025-09-09"),
    ("en", "the first two days", "2025-09-03/2025-09-04"),
    ("en", "the third night", "2025-09-09T22:00:00+00:00/2025-09-10T06:00:00+00:00"),
    ("en", "the third day at 10:00", "2025-09-09T10:00:00+00:00"),
    ("en", "the first Tuesday", "2025-09-09"),
    ("en", "Tuesday", "2025-09-09"),
    ("en", "Tuesday at 10:00", "2025-09-09T10:00:00+00:00"),
    ("en", "throughout the visit", "2025-09-03/2025-09-04 2025-09-09"),
    ("es", "el tercer día", "2025-09-09"),
    ("es", "la tercera noche", "2025-09-09T18:00:00+00:00/2025-09-10T00:00:00+00:00"),
    ("es", "el martes", "2025-09-09"),
    ("pt", "o terceiro dia", "2025-09-09"),
    ("pt", "o último dia", "2025-09-09"),
    ("pt", "na terça-feira", "2025-09-09"),
]
REFUSED_IN_PIECES = [
    ("day 4", "phrase-impossible"),
    ("the second Tuesday", "phrase-impossible"),
    ("the first week", "phrase-impossible"),
    ("days 2 to 3", "phrase-ambiguous"),
    ("from 4 September", "phrase-ambiguous"),
    ("until 9 September", "phrase-ambiguous"),
]


def test_a_leg_in_two_pieces_has_the_days_of_both(table: Table) -> None:
    for language, words, result in READ_IN_PIECES:
        with table.row(language, words):
            dates, findings = resolve_event(words, language, when=IN_PIECES[language])
            assert dates == result
            assert not findings


def test_days_between_the_pieces_of_a_leg_are_in_none(table: Table) -> None:
    for words, code in REFUSED_IN_PIECES:
        with table.row(words):
            dates, findings = resolve_event(words, when=IN_PIECES["en"])
            assert (dates, [each.code for each in findings]) == ("", [code])
    for words in ["6 September 2025", "4 to 9 September 2025"]:
        with table.row(words):
            dates, findings = resolve_event(words, when=IN_PIECES["en"])
            assert dates
            assert [each.code for each in findings] == ["outside-leg"]


def test_a_phrase_is_read_in_several_windows() -> None:
    pieces = tuple(Interval(date(2025, 9, each), date(2025, 9, each + 1)) for each in (3, 9))
    friday = date(2025, 8, 29)
    assert resolve_phrase("day 2", reference=friday, window=pieces).interval.edtf == "2025-09-09"
    assert (
        resolve_phrase("day 1", reference=friday, window=pieces[1:]).interval.edtf == "2025-09-09"
    )
    with pytest.raises(PhraseError, match="2025-09-03 and 2025-09-09 has fewer than 3 days"):
        resolve_phrase("day 3", reference=friday, window=pieces)
    with pytest.raises(TypeError, match="window takes an Interval, a tuple of them, or None"):
        resolve_phrase("day 3", reference=friday, window=("2025",))  # type: ignore[arg-type]


def test_the_last_weekday_is_that_of_the_window_or_may_be_either() -> None:
    window = Interval(date(2025, 9, 2), date(2025, 9, 13))
    for language, words in [
        ("en", "the last Friday"),
        ("es", "el último viernes"),
        ("pt", "a última sexta"),
    ]:
        found = resolve_phrase(words, reference=date(2025, 9, 4), language=language, window=window)
        assert found.interval.edtf == "2025-09-12"
        with pytest.raises(PhraseError, match="it may be 2025-09-05, the last that has been, or"):
            resolve_phrase(words, reference=date(2025, 9, 8), language=language, window=window)
        found = resolve_phrase(words, reference=date(2025, 9, 8), language=language)
        assert found.interval.edtf == "2025-09-05"


UNDATED = """\
title: T
id: t
timezone: UTC
language: {language}
dates: 2025-10-01/2025-10-07
events: [{{id: e, title: E, when: "{words}"}}]
"""


# What the trip settles needs no other date.
def test_words_that_count_from_the_start_of_the_trip_are_told(table: Table) -> None:
    for language, words, result, is_told in [
        ("en", "tomorrow", "2025-10-02", True),
        ("en", "in two days", "2025-10-03", True),
        ("en", "this week", "2025-09-29/2025-10-05", True),
        ("en", "this month", "2025-10", True),
        ("en", "this year", "2025", True),
        ("es", "mañana", "2025-10-02", True),
        ("es", "esta semana", "2025-09-29/2025-10-05", True),
        ("pt", "amanhã", "2025-10-02", True),
        ("pt", "este mês", "2025-10", True),
        ("en", "Tuesday", "2025-10-07", False),
        ("en", "3 October", "2025-10-03", False),
        ("en", "the second day", "2025-10-02", False),
        ("en", "the last day of the trip", "2025-10-07", False),
        ("es", "el martes", "2025-10-07", False),
        ("pt", "dia 3", "2025-10-03", False),
    ]:
        with table.row(language, words):
            loaded = read_text(UNDATED.format(language=language, words=words), name="trip.yaml")
            assert loaded.document
            found = resolve(loaded.document)
            assert found["e"].intervals[0].edtf == result
            told = [(each.code, each.severity) for each in found.diagnostics]
            assert told == ([("no-reference", "warning")] if is_told else [])


# "Throughout the visit" is as vague as the leg is; its second day would be made up.
def test_days_are_counted_in_no_leg_that_is_not_known_to_the_day(table: Table) -> None:
    for when in ["September 2025", "early September 2025", "around 3 September 2025"]:
        for words in ["the last day", "the first evening", "two days before the end of the visit"]:
            with table.row(when, words):
                dates, findings = resolve_event(words, when=when)
                assert dates == ""
                assert findings[0].code == "no-date"
                assert "whose days are not known exactly" in findings[0].message
    with table.row("the visit"):
        assert resolve_event("throughout the visit", when="September 2025")[0] == "2025-09"
    with table.row("the week"):
        assert resolve_event("day 2", when="the week of 8 September 2025")[0] == "2025-09-09"


def test_days_are_counted_in_no_trip_that_is_not_known_to_the_day(table: Table) -> None:
    for words in ["day 2", "the last day of the trip"]:
        with table.row(words):
            text = UNDATED.format(language="en", words=words)
            loaded = read_text(text.replace("2025-10-01/2025-10-07", "October 2025"), name="t.yaml")
            assert loaded.document
            found = resolve(loaded.document)
            assert not found["e"].intervals
            assert [each.code for each in found.diagnostics] == ["no-date"]
