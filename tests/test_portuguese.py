"""Briefings and calendars in Portuguese, in which no English word is left."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest

from itinerary import loads, render, resolve, verify
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import format_day_heading, format_interval
from itinerary.export import HtmlOptions, IcsOptions, MarkdownOptions

INTERVALS = [
    (Interval(date(2026, 3, 2), date(2026, 3, 5)), "2–4 de março de 2026"),
    (Interval(date(2026, 3, 30), date(2026, 4, 2)), "30 de março – 1 de abril de 2026"),
    (Interval(date(2026, 3, 1), date(2026, 4, 1), Grain.MONTH), "março de 2026"),
    (Interval(date(2026, 7, 1), date(2027, 1, 1), Grain.HALF), "segundo semestre de 2026"),
    (Interval(date(1990, 1, 1), date(2000, 1, 1), Grain.DECADE), "anos 1990"),
    (Interval(date(1900, 1, 1), date(2000, 1, 1), Grain.CENTURY), "século XX"),
    (Interval(date(2019, 1, 1), None, Grain.YEAR), "desde 2019"),
    (Interval(None, date(2026, 3, 3)), "até 2 de março de 2026"),
    (Interval(date(2019, 1, 1), date(2020, 1, 1), Grain.YEAR, about=True), "por volta de 2019"),
    (
        Interval(datetime(2026, 3, 3, 12), datetime(2026, 3, 3, 18), Grain.PART_OF_DAY),
        "ter, 3 de março de 2026, à tarde",
    ),
]
TRIP = """title: Viagem a Luanda
id: luanda
language: pt
issue: 2
principal: {name: Rui Prado}
home: Lisboa
legs:
  - place: Luanda, Angola
    when: de 2 a 5 de março de 2026
    stay: Hotel Baía
    events:
      - {title: Encontro, when: "terça-feira, às 15h", press: open press, status: postponed}
      - {title: Passeio, when: terça-feira à tarde, contacts: [{name: Ana}], call_time: "13:00"}
      - {title: Voo, kind: movement, from: Luanda, to: Lisboa, depart: "quinta-feira, às 9h"}
"""
ENGLISH = (
    r"(?i)\b(the|will|dates?|places|overnight|what|tue|wed|thu|feb|apr|day|issue|known|source)\b"
)


def test_dates_are_written_as_in_portuguese(table: Any) -> None:
    for interval, text in INTERVALS:
        with table.row(interval.edtf):
            assert format_interval(interval, "pt") == text
    assert format_day_heading(date(2026, 2, 7), "pt") == "sáb, 7 fev 2026"


@pytest.mark.parametrize("style", ["briefing", "timeline", "card", "day-sheet"])
@pytest.mark.parametrize("clock", [24, 12])
def test_a_briefing_has_no_english_word(style: str, clock: int) -> None:
    timeline = resolve(loads(TRIP))
    timeline.raise_for_errors()
    options = MarkdownOptions(lang="pt", style=style, clock=clock, holidays=True)
    text = render(timeline, "markdown", options)
    assert re.search(ENGLISH, text) is None
    assert "ADIADO: Encontro" in text


def test_a_page_and_a_calendar_are_in_portuguese() -> None:
    timeline = resolve(loads(TRIP))
    assert 'lang="pt"' in render(timeline, "html", HtmlOptions(lang="pt"))
    calendar = render(timeline, "ics", IcsOptions(lang="pt"))
    assert "SUMMARY;LANGUAGE=pt:Passeio (à tarde)" in calendar
    assert verify(calendar, timeline, lang="pt").differences == ()
