"""What a briefing says of days on which no event is known."""

from __future__ import annotations

import pytest

from itinerary import loads, render, resolve
from itinerary.export import MarkdownOptions

TRIP = """title: Lakes
id: lakes
legs:
  - place: Bled, Slovenia
    when: 4 to 6 May 2026
    {first}
    events: [{{title: Boat, when: 4 May at 10:00}}]
  - place: Como, Italy
    when: 6 to 8 May 2026
    {second}
    events: [{{title: Mill, when: 7 May at 10:00, visibility: staff}}]
"""
NONE, UNKNOWN = "No public schedule", "Nothing known"
ROWS = [
    ("", "", [UNKNOWN] * 4),
    ("complete: true", "", [NONE, UNKNOWN, UNKNOWN, UNKNOWN]),
    ("complete: true", "complete: true", [NONE] * 4),
    ("complete: true, status: cancelled", "complete: true", [UNKNOWN, NONE, NONE, NONE]),
]


@pytest.mark.parametrize(("first", "second", "expected"), ROWS)
@pytest.mark.parametrize("style", ["briefing", "card", "day-sheet"])
def test_a_day_is_told_to_be_empty_only_where_the_document_says_so(
    first: str, second: str, expected: list[str], style: str
) -> None:
    text = TRIP.format(first=first.replace(", ", "\n    "), second=second)
    written = render(
        resolve(loads(text)), "markdown", MarkdownOptions(style=style), audience="public"
    )
    assert [line for line in written.splitlines() if line in (NONE, UNKNOWN)] == expected


def test_an_empty_day_is_told_in_the_language_of_the_briefing() -> None:
    timeline = resolve(loads(TRIP.format(first="", second="complete: true")))
    written = render(timeline, "markdown", MarkdownOptions(lang="es"))
    assert "Sin información" in written
    assert "Sin actos públicos" in written
