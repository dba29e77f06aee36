"""Names in drafts: titles, persons, places."""

from __future__ import annotations

import re

import pytest
from drafted import draft_text, list_entries
from tables import Table

from itinerary.drafting.language import DraftingWords, list_drafting_languages, load_drafting_words
from itinerary.drafting.people import find_people

HEAD = "Oslo, 4 May 2026\n\nEnvoy Ana Reis will visit Lima and Cusco from 11 to 15 May. "

TITLES = [
    # a sentence, and the title of what it tells
    ("The band's first album came out in 2019.", "The band's first album came out"),
    ("She will address the press on the last day of her visit.", "Address the press"),
    ("The port was opened in 2012, his office said.", "The port was opened"),
]


def test_titles_are_whole(table: Table) -> None:
    for sentence, title in TITLES:
        with table.row(sentence):
            text = f"Envoy in Peru\n\n{HEAD}\n\n{sentence}\n"
            entries = [each.partition(" ")[2] for each in list_entries(draft_text(text))]
            assert title in entries


OPENINGS = {
    "en": ("Oslo, 4 May 2026", "Envoy Ana Reis will visit Lima from 11 to 15 May."),
    "es": ("Madrid, 4 de mayo de 2026", "La enviada Ana Reis visitará Lima el 11 de mayo."),
    "pt": ("Lisboa, 4 de maio de 2026", "A enviada Ana Reis visitará Lima a 11 de maio."),
}
GENRES = [
    ("en", "PRESS RELEASE"),
    ("en", "Press release No. 14/2026"),
    ("en", "For immediate release"),
    ("es", "NOTA DE PRENSA"),
    ("pt", "Nota à imprensa"),
]


def test_what_kind_of_text_it_is_is_no_title(table: Table) -> None:
    for language, genre in GENRES:
        with table.row(genre):
            day, sentence = OPENINGS[language]
            text = f"{genre}\n\n{day}\n\n{sentence}\n"
            title = draft_text(text, language=language).document.title
            assert title.rstrip(".") == sentence.rstrip(".")


PEOPLE = [
    ("en", "Meeting with Mayor, City Hall", []),
    ("en", "Lunch with the Director, Chamber of Commerce", []),
    ("en", "Call on the Governor, Buenos Aires", []),
    ("en", "Call on the Governor, Ann Otieno", ["Ann Otieno"]),
    ("en", "She meets Director Jane Hall", ["Jane Hall"]),
    ("es", "Reunión con el alcalde, Palacio Municipal", []),
    ("es", "Reunión con el director, Banco Central", []),
    ("es", "Reunión con el alcalde, Rui Paz", ["Rui Paz"]),
    ("pt", "Reunião com o presidente, Câmara Municipal", []),
    ("pt", "Reunião com o presidente, Rui Paz", ["Rui Paz"]),
]


def test_venues_and_organisations_are_no_persons(table: Table) -> None:
    for language, text, names in PEOPLE:
        with table.row(text):
            found = find_people(text, load_drafting_words(language))
            assert [each.name for each in found] == names


LEGS = [
    ("Envoy Ana Reis will visit Peru from 11 to 15 May. In Lima she meets the mayor.", ["Lima"]),
    ("Envoy Ana Reis will visit Peru and Chile from 11 to 15 May.", ["Peru", "Chile"]),
    ("Envoy Ana Reis will visit Peru from 11 to 15 May, and Lima and Cusco in it.",
     ["Lima", "Cusco"]),
    ("Envoy Ana Reis will travel to Texas and New York from 11 to 15 May.", ["Texas", "New York"]),
    ("Envoy Ana Reis will travel to Texas and Houston from 11 to 15 May.", ["Houston"]),
    ("Envoy Ana Reis will visit Peru from 11 to 15 May. On Monday she will be in Lima.", ["Lima"]),
]  # fmt: skip


def test_a_country_gives_way_to_its_city(table: Table) -> None:
    for sentence, names in LEGS:
        with table.row(sentence):
            drafted = draft_text(f"Plans of the envoy\n\nOslo, 4 May 2026\n\n{sentence}\n")
            legs = [each.title or str(each.place) for each in drafted.document.legs]
            found = [each[4:] for each in list_entries(drafted) if each.startswith("leg ")]
            assert sorted(each.partition(",")[0] for each in found) == sorted(names), legs


def test_a_day_in_a_city_is_that_of_the_city() -> None:
    text = (
        f"Envoy in Peru\n\n{HEAD}On Monday she will be in Lima. She will meet the mayor on Friday."
    )
    entries = list_entries(draft_text(text))
    assert entries["leg Lima"] == "2026-05-11"
    assert "event Be in Lima" not in entries


@pytest.mark.parametrize("language", list_drafting_languages())
def test_a_language_has_all_lists_of_words(language: str) -> None:
    words = load_drafting_words(language)
    for name, kind in DraftingWords.__annotations__.items():
        assert isinstance(getattr(words, name), re.Pattern) == (kind == "re.Pattern[str]"), name
