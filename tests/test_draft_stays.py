"""Where somebody is, and from when to when: the legs that drafts are given."""

from __future__ import annotations

from drafted import draft_text, list_entries, list_reasons
from tables import Table

HEADS = {
    "en": "Curator on the road\n\nOslo, 4 May 2026\n\n",
    "es": "La curadora de viaje\n\nMadrid, 4 de mayo de 2026\n\n",
    "pt": "A curadora em viagem\n\nLisboa, 4 de maio de 2026\n\n",
}
IN_PERU = "Curator Ana Reis will visit Lima and Cusco from 11 to 18 May. "

PLACES = [
    # a sentence, and the places of the legs
    ("en", "She will visit Canada and the US. She will be in Halifax, Nova Scotia, on 12 May.", 1),
    ("en", "She will travel to Belgium and will be in Bruges from 12 to 14 May.", 1),
    ("en", "She will visit the port city of Varna from 12 to 14 May.", 1),
    ("en", "The last stop is Varna, from 12 to 14 May.", 1),
]
NAMES = ["Halifax, Nova Scotia", "Bruges, Belgium", "Varna", "Varna"]


def test_cities_are_those_that_the_article_means(table: Table) -> None:
    for (language, sentence, count), name in zip(PLACES, NAMES, strict=True):
        with table.row(sentence):
            legs = draft_text(HEADS[language] + sentence, language=language).document.legs
            named = [each.place.name for each in legs if each.place and each.place.name == name]
            assert len(named) == count, legs


def test_a_city_that_several_share_is_for_the_editor() -> None:
    text = draft_text(HEADS["en"] + "She will visit Springfield from 12 to 14 May.").text
    assert "title: Springfield" in text
    assert "'Springfield' may be any of" in text


def test_one_country_with_two_of_a_name_gives_its_clock() -> None:
    sentence = "She will go to Spain. She opens a show in Salamanca on 12 May at 9 a.m."
    drafted = draft_text(HEADS["en"] + sentence)
    assert "which Salamanca, Spain it is: there are several, on one clock" in drafted.text
    assert list_entries(drafted)["event Opens a show in Salamanca"] == "2026-05-12T09:00:00+02:00"


VENUES = [
    ("es", "Actuará el 12 de mayo en el teatro El Globo de Rosario.", "Rosario"),
    ("es", "Actuará el 12 de mayo en la Sala Vivaldi de Montevideo.", "Montevideo"),
    ("pt", "Atua a 12 de maio na igreja matriz de Aveiro.", "Aveiro"),
]


def test_what_is_in_a_city_is_told_behind_its_name(table: Table) -> None:
    for language, sentence, city in VENUES:
        with table.row(sentence):
            drafted = draft_text(HEADS[language] + sentence, language=language)
            assert [each.id for each in drafted.document.legs] == [city.lower()]


STAYS = [
    # sentences, a leg, and its days
    ("She will be in Lima until 14 May.", "lima", "2026-05-11/2026-05-14"),
    (
        "She stays in Lima from 11 May. She will be in Cusco from 15 to 18 May.",
        "lima",
        "2026-05-11/2026-05-15",
    ),
    (
        "She meets the mayor on 12 May. On 15 May she flies to Cusco.",
        "lima",
        "2026-05-11/2026-05-12",
    ),
    (
        "She meets the mayor in Lima on 12 May. On 15 May she opens a show in Cusco.",
        "cusco",
        "2026-05-15/2026-05-18",
    ),
    (
        "She meets the mayor in Lima on 12 May. On 15 May she opens a show in Cusco.",
        "lima",
        "2026-05-11/2026-05-12",
    ),
    ("In Lima, on Tuesday at 10 a.m., she meets the mayor.", "lima", "2026-05-12"),
    (
        "She will visit a school in Lima on 12 May, while the choir flies to Cusco.",
        "lima",
        "2026-05-12",
    ),
]


def test_stays_begin_and_end_with_the_others_and_the_trip(table: Table) -> None:
    for sentences, leg, days in STAYS:
        with table.row(sentences, leg):
            drafted = draft_text(f"{HEADS['en']}{IN_PERU}\n\n{sentences}")
            entries = {each.id: each for each in drafted.document.legs if each.id == leg}
            found = next(
                edtf
                for title, edtf in list_entries(drafted).items()
                if title.startswith(f"leg {entries[leg].place.name}")  # type: ignore[union-attr]
            )
            assert found == days, drafted.text


TRIPS = [
    # sentences, and the dates of the trip
    (
        "The museum has invited the choir to Europe for a week, 11 to 18 May. "
        "It sings in Lyon on 12 May and in Turin on 15 May.",
        "2026-05-11/2026-05-18",
    ),
    (
        "The choir sings at three fairs from 11 to 18 May. "
        "It is in Lyon on 12 May and in Turin on 15 May.",
        "2026-05-11/2026-05-18",
    ),
    (
        "The choir sets out on 11 May on a tour of France and Italy, which lasts until 18 May. "
        "It sings in Lyon on 12 May and in Turin on 15 May.",
        "2026-05-11/2026-05-18",
    ),
]


def test_the_days_of_a_trip_that_nothing_calls_one_are_for_the_editor(table: Table) -> None:
    for sentences, days in TRIPS:
        with table.row(sentences):
            drafted = draft_text(HEADS["en"] + sentences)
            assert list_entries(drafted)["trip Curator on the road"] == days
            head = drafted.text[: drafted.text.index("sources:")]
            assert "for the editor: " in head


OUTSIDE = "Curator Ana Reis will spend 14 to 20 May in Peru. She will be in Lima from 11 to 15 May."


def test_a_stay_outside_the_trip_is_for_the_editor() -> None:
    assert "of Lima lies outside it" in draft_text(HEADS["en"] + OUTSIDE).text


TOLD = [
    # sentences, an event, and its date
    ("On Tuesday, 12 May, she opens the spring fair of the guild.", "Opens", "2026-05-12"),
    ("She meets the mayor on 12 May. The next day, at 11 a.m., she sings.", "Sings", "T11:00"),
    ("She plays in Lima on 12 May, kick-off 7 p.m.", "Plays in Lima", "2026-05-12T19:00:00-05:00"),
    ("In Lima she meets the mayor on 12 May at 9.15.", "she meets the mayor", "T09:15:00-05:00"),
    ("In Lima, choirs give a concert on the 12th and leave.", "choirs give", "2026-05-12"),
]


def test_days_and_times_of_sentences(table: Table) -> None:
    for sentences, title, date in TOLD:
        with table.row(sentences):
            drafted = draft_text(f"{HEADS['en']}{IN_PERU}\n\n{sentences}")
            found = [v for k, v in list_entries(drafted).items() if title in k]
            assert found, drafted.text
            assert any(date in each for each in found), found


BEFORE = "She was last in Lima in 2019, when she won a prize on 20 July."


def test_a_day_behind_a_year_is_one_of_that_year() -> None:
    drafted = draft_text(HEADS["en"] + IN_PERU + "\n\n" + BEFORE)
    assert "2019-07-20" in list_entries(drafted).values()


LISTED = [
    ("en", "There are no public engagements on 13 May.", "13 May", "nothing is planned then"),
    ("pt", "Não há agenda pública no dia 13 de maio.", "13 de maio", ""),
    ("en", "The dinner will be held at a later stage.", "a later stage", "no date by itself"),
    ("pt", "Em Lima, na quinta visita o hospital.", "quinta", "names no date"),
]


def test_what_dates_nothing_is_listed(table: Table) -> None:
    for language, sentence, words, reason in LISTED:
        with table.row(sentence):
            head = HEADS[language] + (IN_PERU if language == "en" else "")
            reasons = list_reasons(draft_text(f"{head}\n\n{sentence}", language=language))
            found = [why for said, why in reasons.items() if words in said]
            assert found, reasons
            assert reason in found[0]


MOVED = (
    "The visit of Curator Ana Reis to Peru, which had been due to begin on 11 May, has been"
    " postponed. It will now take place from 18 to 20 May."
)


def test_new_dates_take_the_place_of_old_ones() -> None:
    drafted = draft_text(HEADS["en"] + MOVED)
    assert list_entries(drafted)["trip Curator on the road"] == "2026-05-18/2026-05-20"
    assert "rank: deprecated" in drafted.text


def test_who_speaks_from_afar_is_not_in_the_city() -> None:
    text = HEADS["en"] + IN_PERU + "\n\nIn Lima she sings on 12 May. On 13 May she speaks online."
    events = [each.title for each in draft_text(text).document.events]
    assert "Speaks online" in events
