"""Sentences in drafts: what their dates date, in English, Spanish and Portuguese."""

from __future__ import annotations

from drafted import draft_text, list_entries, list_reasons
from tables import Table

from itinerary import resolve

HEADS = {
    "en": "Envoy to visit Peru\n\nOslo, 4 May 2026\n\nEnvoy Ana Reis will visit Lima and Cusco"
    " from 11 to 15 May.\n\n",
    "es": "La enviada visitará Perú\n\nMadrid, 4 de mayo de 2026\n\nLa enviada Ana Reis visitará"
    " Lima y Cusco del 11 al 15 de mayo.\n\n",
    "pt": "A enviada visita o Peru\n\nLisboa, 4 de maio de 2026\n\nA enviada Ana Reis visitará"
    " Lima e Cusco de 11 a 15 de maio.\n\n",
}
DATED = [
    # a sentence, an event, and its date
    ("en", "On the 13th she meets the mayor.", "Meets the mayor", "2026-05-13"),
    ("en", "The talks are on 12 May and on the 13th she will meet him.", "The talks", "2026-05-12"),
    ("en", "The talks are on 12 May and on the 13th she will meet him.", "Meet him", "2026-05-13"),
    ("es", "El 13 se reunirá con la alcaldesa.", "Se reunirá con la alcaldesa", "2026-05-13"),
    ("es", "El acto será el 12 de mayo y el 13 irá al puerto.", "El acto", "2026-05-12"),
    ("es", "El acto será el 12 de mayo y el 13 irá al puerto.", "Irá al puerto", "2026-05-13"),
    ("pt", "A 13 será recebida pela autarca.", "Será recebida pela autarca", "2026-05-13"),
    ("pt", "O ato será a 12 de maio, e a 13 irá ao porto.", "O ato", "2026-05-12"),
    ("pt", "O ato será a 12 de maio, e a 13 irá ao porto.", "Irá ao porto", "2026-05-13"),
]


def test_dates_in_sentences(table: Table) -> None:
    for language, sentence, title, expected in DATED:
        with table.row(sentence):
            entries = list_entries(draft_text(HEADS[language] + sentence, language=language))
            assert entries.get(f"event {title}") == expected, entries


WITHDRAWN = [
    ("en", "The tea is on the 13th, not the 14th.", "the 14th"),
    ("en", "The tea is on 13 May and not on the 14th, as Thursday is a holiday.", "Thursday"),
    ("es", "El té será el 13, no el 14.", "el 14"),
    ("es", "El té será el miércoles 13 y no el 14, por ser el jueves festivo.", "jueves"),
    ("pt", "O chá será no dia 13, não no 14.", "no 14"),
    ("pt", "O chá será na quarta-feira 13, e não no dia 14.", "dia 14"),
]


def test_denied_days_are_listed(table: Table) -> None:
    for language, sentence, words in WITHDRAWN:
        with table.row(sentence):
            listed = list_reasons(draft_text(HEADS[language] + sentence, language=language))
            reason = next((why for said, why in listed.items() if words in said), "")
            assert "holds no more" in reason, listed


MOVEMENTS = [
    ("en", "She meets the mayor in Lima on 11 May. On 13 May she heads to Cusco."),
    ("en", "She meets the mayor in Lima on 11 May. She flies to Cusco on Wednesday."),
    ("en", "On 13 May she travels from Lima to Cusco."),
    ("es", "El 11 de mayo hablará en Lima. El miércoles viaja a Cusco."),
    ("es", "El 13 de mayo viajará de Lima a Cusco."),
    ("pt", "A 11 de maio falará em Lima. Na quarta-feira segue para Cusco."),
]


def test_ways_between_cities_are_movements(table: Table) -> None:
    for language, sentences in MOVEMENTS:
        with table.row(sentences):
            drafted = draft_text(HEADS[language] + sentences, language=language)
            (way,) = (e for e in resolve(drafted.document).entries if e.kind == "movement")
            assert "from: Lima\n" in drafted.text
            assert "to: Cusco" in drafted.text
            depart = way.find_dating("depart")
            assert depart is not None
            assert depart.intervals[0].edtf == "2026-05-13"


def test_the_start_of_a_way_is_not_guessed() -> None:
    text = HEADS["en"] + "On 13 May she flies to Cusco. On 11 May she meets the mayor."
    drafted = draft_text(text)
    assert "kind: movement" not in drafted.text
    assert drafted.document.legs[0].events[0].kind == "other" or drafted.document.events
    entries = {each.title: each for each in resolve(drafted.document).entries}
    meeting = entries["Meets the mayor"]
    assert meeting.path[0] == "events"  # she is not in Cusco yet


def test_a_date_behind_a_purpose_is_for_the_editor() -> None:
    text = HEADS["en"] + "She will fly to Cusco in the evening for talks with Mayor Sá on Thursday."
    assert "“on Thursday” may date what they go there for" in draft_text(text).text
