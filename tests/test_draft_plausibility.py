"""What cannot well be true together, or stands in a sentence on a change, is for the editor."""

from __future__ import annotations

from drafted import draft_text, list_entries
from tables import Table

HEADS = {
    "en": "Curator on the road\n\nOslo, 4 May 2026\n\nCurator Ana Reis will visit Peru from 11 to"
    " 18 May. ",
    "es": "La curadora de viaje\n\nMadrid, 4 de mayo de 2026\n\nLa curadora visitará Perú del 11 al"
    " 18 de mayo. ",
    "pt": "A curadora em viagem\n\nLisboa, 4 de maio de 2026\n\nA curadora visitará o Peru de 11 a"
    " 18 de maio. ",
}
OUTSIDE = "it lies outside the dates of the trip"
CHANGE = "the sentence tells of a change"
MARKED = [
    # a sentence, words that it has dated, and the mark above them
    ("en", "Her book will be out on 20 June.", "on 20 June", OUTSIDE),
    ("es", "Su libro saldrá el 20 de junio.", "20 de junio", OUTSIDE),
    ("pt", "O seu livro sairá a 20 de junho.", "20 de junho", OUTSIDE),
    ("en", "The reading on 13 May will be swapped with the talk.", "on 13 May", CHANGE),
    ("es", "La lectura se celebrará el 13 de mayo y sustituirá a la charla.", "13 de mayo", CHANGE),
    ("pt", "A leitura será a 13 de maio e substitui a palestra.", "13 de maio", CHANGE),
    (
        "en",
        "She will be in Lima (11-16 May) and in Cusco (13-18 May).",
        "13-18 May",
        "in two cities",
    ),
    ("en", "She will meet the mayor in Lima on 13 May.", "on 13 May", ""),
]


def find_marks(text: str, says: str) -> str:
    """The comments right above the date that has these words, in a draft."""
    before = text.rpartition(f"says: {says}")[0].splitlines()[:-2]  # up to "when:"
    marks: list[str] = []
    while before and before[-1].lstrip().startswith("#"):
        marks.append(before.pop())
    return " ".join(marks)


def test_what_may_be_wrong_is_marked(table: Table) -> None:
    for language, sentence, words, mark in MARKED:
        with table.row(sentence):
            text = draft_text(HEADS[language] + sentence, language=language).text
            assert f"says: {words}" in text, text
            marks = find_marks(text, words)
            assert mark in marks if mark else not marks, text


WITHDRAWN = [
    ("en", "The talk in Cusco on 13 May is off.", "13 May"),
    ("en", "The talk, first planned for 13 May, will now be held on 15 May.", "13 May"),
    ("en", "She will be in Cusco on 15 May instead of on 13 May.", "13 May"),
    (
        "en",
        "She was to have met the mayor in Lima on 12 May and to have seen Cusco on 13 May.",
        "13 May",
    ),
    ("es", "La charla del 13 de mayo queda sin efecto.", "13 de mayo"),
    ("pt", "A palestra de 13 de maio já não se realiza.", "13 de maio"),
]


def test_what_holds_no_more_dates_nothing(table: Table) -> None:
    for language, sentence, words in WITHDRAWN:
        with table.row(sentence):
            drafted = draft_text(HEADS[language] + sentence, language=language)
            live = [
                claim.says
                for event in (
                    *drafted.document.events,
                    *(e for leg in drafted.document.legs for e in leg.events),
                )
                for claim in event.when or ()
            ]
            assert not any(words in (each or "") for each in live), live


PLACES = [
    ("en", "She will be in Dar es Salaam on 12 May.", "Dar es Salaam"),
    ("en", "She will be in Santa Cruz de la Sierra on 12 May.", "Santa Cruz de la Sierra"),
    ("pt", "Em Cusco, Teresa Sá tem um encontro a 12 de maio.", "Cusco"),
    ("es", "Actuará en la Fundación Lara de Cusco el 12 de mayo.", "Cusco"),
    (
        "en",
        "She plays Lima on 12 May, Cusco on 14 May and Arequipa on 16 May.",
        "Lima, Cusco, Arequipa",
    ),
    ("en", "Cusco moves to 14 May: she will be there on 14 and 15 May.", "Cusco"),
]


def test_legs_are_the_cities_that_are_meant(table: Table) -> None:
    for language, sentence, names in PLACES:
        with table.row(sentence):
            legs = draft_text(HEADS[language] + sentence, language=language).document.legs
            found = [each.place.name.partition(",")[0] for each in legs if each.place]
            assert [each for each in found if each != "Peru"] == names.split(", ")


def test_nothing_counts_from_a_day_that_holds_no_more() -> None:
    said = "On 12 May she will speak in Cusco; the talk was first announced for 11 May."
    drafted = draft_text(f"{HEADS['en']}{said} The next day she will meet the mayor.")
    entries = list_entries(drafted)
    assert "2026-05-13" in [when for title, when in entries.items() if "mayor" in title]


def test_a_time_behind_a_word_for_arriving_is_that_of_the_arrival() -> None:
    first = "Monday, 11 May - Lima\n\n10:00 Talks"
    second = "Tuesday, 12 May\n\nReturn to Oslo, arriving at 13:05"
    text = draft_text(f"{HEADS['en']}\n\n{first}\n\n{second}").text
    assert "arrive:\n" in text
    assert "depart:\n" not in text


def test_nothing_counts_from_before_the_year_1() -> None:
    told = "On the 400th day 99 years later, in 10 BC, they meet."
    assert draft_text(f"Envoy off\n\nOslo, 4 May 2026\n\n{told}", language="en").text
