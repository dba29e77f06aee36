"""Titles in several languages: which one is shown where."""

from __future__ import annotations

import json

import icalendar
import jsonschema
import pytest

from itinerary import for_audience, loads, render, resolve
from itinerary.document import Document
from itinerary.document.field_types import UNDETERMINED_LANGUAGE
from itinerary.export import IcsOptions, MarkdownOptions
from itinerary.loading import read_text
from itinerary.timeline import Timeline
from itinerary.views.translation import find_title_language, translate_titles

TRIP = """
title: {es: Dos días en Quito, en: Two days in Quito}
dates: 3–4 September 2025
language: en
legs:
  - title: {en: The capital, es: La capital}
    place: Quito
    events:
      - {title: {en: Talks, es: Conversaciones}, when: 2025-09-03 10:00}
      - {title: Dinner, when: 2025-09-03 20:00, visibility: party}
background:
  - {title: {en: A treaty, es: Un tratado, fr: Un traité}, when: "1942"}
"""


def trip() -> Timeline:
    return resolve(loads(TRIP))


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ["Two days in Quito", "The capital", "Talks", "Dinner", "A treaty"]),
        ("es", ["Dos días en Quito", "La capital", "Conversaciones", "Dinner", "Un tratado"]),
        ("fr", ["Dos días en Quito", "The capital", "Talks", "Dinner", "Un traité"]),
    ],
)
def test_a_title_is_in_the_language_or_the_first_one_listed(
    language: str, titles: list[str]
) -> None:
    timeline = translate_titles(trip(), language)
    assert [entry.title for entry in timeline.entries] == titles
    assert [entry.item.title for entry in timeline.entries] == titles
    assert timeline.document.title == titles[0]


def test_without_a_language_the_first_one_listed_counts() -> None:
    assert [entry.title for entry in trip().entries] == [
        "Dos días en Quito",
        "The capital",
        "Talks",
        "Dinner",
        "A treaty",
    ]
    assert trip().id == "dos-dias-en-quito"


def test_ids_and_dates_do_not_depend_on_the_language() -> None:
    whole, other = trip(), translate_titles(trip(), "es")
    assert [(entry.id, entry.uid, entry.datings) for entry in other.entries] == [
        (entry.id, entry.uid, entry.datings) for entry in whole.entries
    ]


def test_a_title_knows_its_language() -> None:
    timeline = translate_titles(trip(), "es")
    assert [find_title_language(entry.item, timeline.document) for entry in timeline.entries] == [
        "es",
        "es",
        "es",
        "en",
        "es",
    ]


def test_a_leg_that_is_called_by_its_place_keeps_that() -> None:
    timeline = resolve(loads("{title: T, dates: 2025-09-03, legs: [{place: Quito}]}"))
    assert [entry.title for entry in translate_titles(timeline, "es").entries] == ["T", "Quito"]


def test_an_audience_reads_titles_in_its_language() -> None:
    assert "Conversaciones" in render(
        trip(), "markdown", MarkdownOptions(lang="es"), audience="public"
    )
    assert "Dinner" not in render(trip(), "markdown", MarkdownOptions(lang="es"), audience="public")
    assert (
        for_audience(translate_titles(trip(), "es"), "public").document.title == "Dos días en Quito"
    )


def test_a_plain_title_is_text() -> None:
    document = Document.model_validate({"title": "T"})
    assert (document.title, document.titles) == ("T", {UNDETERMINED_LANGUAGE: "T"})


@pytest.mark.parametrize(
    ("title", "is_sound"),
    [
        ("T", True),
        ({"en": "T", "es": "T"}, True),
        ({}, False),
        ({"english": "T"}, False),
        ({"en": ""}, False),
        ("", False),
        ({"en": []}, False),
    ],
)
def test_the_schema_says_what_a_title_may_be(title: object, is_sound: bool) -> None:
    document = {"title": title}
    assert (
        jsonschema.Draft202012Validator(Document.model_json_schema()).is_valid(document) == is_sound
    )
    assert (not read_text(json.dumps(document), "json").diagnostics) == is_sound


def test_json_keeps_every_language() -> None:
    entries = {
        entry["title"]: entry["fields"].get("title")
        for entry in json.loads(render(trip(), "json"))["entries"]
    }
    assert entries["Talks"] == {"en": "Talks", "es": "Conversaciones"}
    assert entries["Dinner"] is None


def test_a_calendar_tells_languages_where_one_is_asked_for() -> None:
    lines = render(trip(), "ics", IcsOptions(lang="es")).replace("\r\n ", "").splitlines()
    assert "NAME;LANGUAGE=es:Dos días en Quito" in lines
    assert "SUMMARY;LANGUAGE=es:Conversaciones" in lines
    assert "SUMMARY;LANGUAGE=en:Dinner" in lines
    (description,) = {line for line in lines if "Parte de: La capital" in line and "10:00" in line}
    assert description.startswith(
        "DESCRIPTION;LANGUAGE=es:Cuándo: mié\\, 3 de septiembre de 2025\\, 10:00 (UTC−5)"
        "\\; sin hora de fin"
    )
    assert "LANGUAGE" not in render(trip(), "ics")


JOURNEY = """
title: Viaje
id: viaje
place: Quito
sources:
  g: {publisher: Gaceta, title: A, published: 2025-08-29}
  c: {publisher: Courier, title: B, published: 2025-08-30}
legs:
  - {id: quito, title: Quito, when: 2–4 September 2025, stay: Hotel Sol}
events:
  - {id: flight, title: TP1, kind: movement, from: Mexico City, to: Quito, number: TP1,
     carrier: TAP, booking: ABC, depart: {says: 2 September 2025 10:00, source: g}, arrive: "16:00"}
  - {id: ferry, title: Ferry, kind: movement, from: Lima, to: Quito, depart: 3 September 2025 10:00}
  - {id: inn, title: Inn, kind: stay, place: Quito, check_in: 2025-09-03 15:00}
  - {id: spa, title: Spa, kind: stay, place: Quito, source: g, check_in: 2025-09-03,
     check_out: 2025-09-04}
  - {id: gone, title: Gone, when: September 2025, status: cancelled}
  - id: talk
    title: Talk
    when:
      - {says: 3 September 2025 at 10:00, source: g, note: por teléfono}
      - {says: sometime, source: c}
      - {says: 3 September, reads: 3 September 2025, source: g}
      - {says: 4 September 2025, source: c}
    press: open press
    call_time: "09:15"
    topics: [paz, comercio]
    participants: [Ana]
"""

IN_SPANISH = {
    "Quito": ["Cuándo: 2–4 de septiembre de 2025", "Noches: Hotel Sol"],
    "TP1": [
        "Sale de Mexico City: mar, 2 de septiembre de 2025, 10:00 (UTC−6)",
        "Llega a Quito: mar, 2 de septiembre de 2025, 16:00 (UTC−5)",
        "Duración: 5 h; relojes +1 h",
        "Número: TP1",
        "Transportista: TAP",
        "Reserva: ABC",
        "Fuente (salida): “2 September 2025 10:00” — Gaceta, 29 de agosto de 2025",
    ],
    "Ferry": [
        "Sale de Lima: mié, 3 de septiembre de 2025, 10:00 (UTC−5)",
        "Llega a Quito: sin hora",
    ],
    "Inn": ["Entrada: mié, 3 de septiembre de 2025, 15:00 (UTC−5)", "Salida: sin hora"],
    "Spa": [
        "Entrada: 3 de septiembre de 2025",
        "Salida: 4 de septiembre de 2025",
        "Noches: 1",
        "Fuente (entrada): “2025-09-03” — Gaceta, 29 de agosto de 2025",
        "Fuente (salida): “2025-09-04” — Gaceta, 29 de agosto de 2025",
    ],
    "CANCELADO: Gone": ["Cuándo: septiembre de 2025"],
    "Talk": [
        "Cuándo: mié, 3 de septiembre de 2025, 10:00 (UTC−5); sin hora de fin",
        "Participantes: Ana",
        "Temas: paz, comercio",
        "Prensa: abierto a la prensa",
        "Convocatoria: 09:15",
        "Fuente: “3 September 2025 at 10:00” — Gaceta, 29 de agosto de 2025; por teléfono",
        "Sin resolver: “sometime” — Courier, 30 de agosto de 2025;"
        " las palabras son demasiado vagas para dar una fecha",
        "Fuente: “3 September”, leído como “3 September 2025” — Gaceta, 29 de agosto de 2025",
        "Contradice: “4 September 2025” — Courier, 30 de agosto de 2025; 4 de septiembre de 2025",
    ],
}


def test_descriptions_are_in_the_language_of_the_calendar() -> None:
    text = render(resolve(loads(JOURNEY)), "ics", IcsOptions(lang="es"))
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    told = {str(each["SUMMARY"]): str(each["DESCRIPTION"]).split("\n") for each in events}
    assert told == IN_SPANISH


def test_a_calendar_in_english_differs_by_its_marks_only() -> None:
    document = loads(
        "{title: T, id: t, events: [{title: E, id: e, when: 2025-09-03},"
        " {title: F, id: f, when: 2025-09-04 10:00, place: Quito}]}"
    )
    texts = [
        render(resolve(document), "ics", IcsOptions(**options)).replace("\r\n ", "")
        for options in ({}, {"lang": "en"})
    ]
    assert texts[0] != texts[1]
    assert texts[0] == texts[1].replace(";LANGUAGE=en", "")


def test_jcal_has_the_languages_too() -> None:
    (_, _, events) = json.loads(render(trip(), "jcal", IcsOptions(lang="es")))
    assert ["summary", {"language": "es"}, "text", "Conversaciones"] in [
        line for event in events for line in event[1]
    ]
