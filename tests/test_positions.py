"""Where a finding points: in each document, at the line that has the mark `# here`."""

from __future__ import annotations

import pytest
from tables import Table

from itinerary import resolve
from itinerary.checks import check_completeness
from itinerary.loading import read_text

SOURCE = "sources:\n  s:\n    publisher: P\n    title: S\n"
EVENT = "events:\n  - id: e\n    title: E\n"
MOVEMENT = f"{EVENT}    kind: movement\n    from: Quito\n    to: Lima\n"

UNREAD: list[tuple[str, str]] = [
    # languages, dates and places of the document and of its sources
    ("unknown-language", "language: xx  # here\n"),
    ("unknown-language", f"language: es\n{SOURCE}    language: xx  # here\n"),
    ("phrase-unread", "as_of: soonish  # here\n"),
    ("phrase-unread", "revised: soonish  # here\n"),
    ("no-reference", "as_of: tomorrow  # here\n"),
    ("phrase-unread", f"{SOURCE}    published: soonish  # here\n"),
    ("no-such-place", f"{SOURCE}    published: 2025-08-29\n    dateline: Quitoo  # here\n"),
    ("no-such-place", "place: Quitoo  # here\n"),
    ("no-such-place", "home: Quitoo  # here\n"),
    ("no-such-place", "home:\n  country: EC\n  name: Quitoo  # here\n"),
    # places of legs and events
    ("no-such-place", "legs:\n  - id: l\n    when: 2025-09-03\n    place: Quitoo  # here\n"),
    ("no-such-place", f"{EVENT}    when: 2025-09-03\n    place: Quitoo  # here\n"),
    ("no-such-place", f"{MOVEMENT.replace('Quito', 'Quitoo  # here')}    depart: 2025-09-03\n"),
    ("no-such-place", f"{MOVEMENT.replace('Lima', 'Limaa  # here')}    depart: 2025-09-03\n"),
    # the words of a claim, or the editor's reading of them
    ("phrase-unread", f"{EVENT}    when: soonish  # here\n"),
    ("phrase-unread", f"{EVENT}    when:\n      says: soonish  # here\n"),
    ("phrase-unread", f"{EVENT}    when:\n      says: next week\n      reads: soonish  # here\n"),
    (
        "phrase-unread",
        f"{EVENT}    when:\n      - says: 2025-09-03\n      - says: soonish  # here\n",
    ),
    (
        "phrase-unread",
        f"{EVENT}    when:\n      says: tomorrow\n      reads: 2025-09-03\n"
        "      said: soonish  # here\n",
    ),
    ("phrase-unread", f"{MOVEMENT}    depart: 2025-09-03\n    arrive: soonish  # here\n"),
    ("phrase-unread", "dates: soonish  # here\n"),
    ("phrase-unread", "legs:\n  - id: l\n    title: L\n    when: soonish  # here\n"),
    (
        "phrase-unread",
        "legs:\n  - id: l\n    title: L\n    events:\n"
        "      - id: e\n        title: E\n        when: soonish  # here\n",
    ),
    ("phrase-unread", "background:\n  - id: b\n    title: B\n    when: soonish  # here\n"),
    ("phrase-vague", "background:\n  - id: b\n    title: B\n    when: recently  # here\n"),
    # what a claim counts from
    ("no-reference", f"{EVENT}    when: tomorrow  # here\n"),
    ("no-reference", f"{EVENT}    when: the day after $published  # here\n"),
    ("unknown-id", f"{EVENT}    when: the day after $arrival  # here\n"),
    (
        "no-reference",
        "events:\n  - {id: e, title: E, when: 2025-09-03}\n"
        "background:\n  - id: b\n    title: B\n    when: in February  # here\n",
    ),
    ("no-zone", f"{EVENT}    when: 2025-09-03 10:00  # here\n"),
    ("loop", "events:\n  - id: e  # here\n    title: E\n    when: the day after $e\n"),
]


def mark(text: str) -> int:
    (line,) = [number for number, each in enumerate(text.splitlines(), 1) if "# here" in each]
    return line


def find_positions(body: str) -> list[tuple[str, int]]:
    loaded = read_text(f"title: T\nid: t\n{body}", name="trip.yaml")
    assert loaded.document
    assert not loaded.diagnostics
    timeline = resolve(loaded.document)
    found = (*timeline.diagnostics, *check_completeness(timeline, strict=True))
    return [(each.code, each.position.line) for each in found if each.code != "uncited-source"]


def test_what_cannot_be_resolved_is_found_at_its_line(table: Table) -> None:
    for code, body in UNREAD:
        with table.row(body):
            assert find_positions(body) == [(code, mark(body) + 2)]


INCONSISTENT: list[tuple[str, str]] = [
    # a zone that is stated, with its place or around it
    ("other-zone", "dates: 2025-09-03\nplace: Lisbon\ntimezone: Europe/Madrid  # here\n"),
    (
        "other-zone",
        "dates: 2025-09-03\nplace:\n  name: Lisbon  # here\n  timezone: Europe/Madrid\n",
    ),
    # the words that a date was taken from, or the reading of them
    (
        "no-such-time",
        f"place: Lisbon\n{EVENT}    when:\n      - source: s\n"
        "        says: 30 March 2025 01:30  # here\n" + SOURCE,
    ),
    (
        "no-such-time",
        f"place: Lisbon\n{EVENT}    when:\n      - says: at night\n"
        "        reads: 30 March 2025 01:30  # here\n",
    ),
]


def test_what_does_not_add_up_is_found_at_its_line(table: Table) -> None:
    for code, body in INCONSISTENT:
        with table.row(body):
            found = find_positions(body)
            assert [each for each in found if each[0] != "night-without-stay"] == [
                (code, mark(body) + 2)
            ]


STAYS_MISSING: list[str] = [
    # nights without a stay: the first of the legs around them that has none, else the dates
    "dates: 2–3 September 2025  # here\n",
    "dates: 2–4 September 2025\nlegs:\n"
    "  - {id: a, title: A, when: 2 September 2025, stay: Inn}\n"
    "  - {id: b, title: B, when: 3 September 2025}  # here\n"
    "  - {id: c, title: C, when: 3–4 September 2025}\n",
]


def test_nights_without_a_stay_are_found_at_their_leg(table: Table) -> None:
    for body in STAYS_MISSING:
        with table.row(body):
            assert find_positions(body) == [("night-without-stay", mark(body) + 2)]


@pytest.mark.parametrize("count", [2, 3])
def test_each_loop_is_found_once(count: int) -> None:
    loops = "".join(
        f"  - {{id: a{number}, title: A, when: the day after $b{number}}}\n"
        f"  - {{id: b{number}, title: B, when: the day after $a{number}}}\n"
        for number in range(count)
    )
    assert [code for code, _ in find_positions(f"events:\n{loops}")] == ["loop"] * count
