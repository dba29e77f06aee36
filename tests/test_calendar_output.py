"""What a document's calendar says, line by line, where programs and people would be misled."""

from __future__ import annotations

from calendar_events import export_events, read_property

# Rule 40: stamps

TALK = "events: [{id: talk, title: Talk, when: 2044-09-03, source: gazette}]\n"
SOURCED = """title: T
id: t
sources: {gazette: {publisher: Gazette, title: The visit, published: 2044-08-01}}
"""


def test_a_stamp_comes_neither_from_the_trip_nor_from_its_sources_and_never_goes_back() -> None:
    heads = ("", "as_of: 2025-06-01\n", "as_of: 2025-06-01\nrevised: 2025-06-02T08:00+02:00\n")
    found = [export_events(SOURCED + head + TALK)["Talk"] for head in heads]
    expected = ["19700101T000000Z", "20250601T000000Z", "20250602T060000Z"]
    assert [read_property(each, "DTSTAMP") for each in found] == expected
    assert [read_property(each, "LAST-MODIFIED") for each in found] == expected
