"""The briefing as a value: what every format of it is written from."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from itinerary import load, render, resolve
from itinerary.briefing import Briefing, Cite, Item, compose
from itinerary.timeline import Timeline

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def timeline(request: pytest.FixtureRequest) -> Timeline:
    return resolve(load(request.param))


def lines(briefing: Briefing) -> list[tuple[object, ...]]:
    def below(items: tuple[Item, ...]) -> list[tuple[object, ...]]:
        return [line for item in items for line in (item.line, *below(item.items))]

    rows = [row.what for day in briefing.days for row in day.rows]
    return [*rows, *below(briefing.head), *(line for part in (*briefing.days, *briefing.sections) for line in below(getattr(part, "items", ())))]


def test_a_row_names_a_date_that_can_be_explained(timeline: Timeline) -> None:
    for row in (row for day in compose(timeline).days for row in day.rows):
        entry = timeline.find(row.entry)
        assert entry
        assert not row.dating or entry.dating(row.dating)


def test_a_row_has_a_time_for_each_clock(timeline: Timeline) -> None:
    briefing = compose(timeline)
    assert {len(row.times) for day in briefing.days for row in day.rows} <= {len(briefing.columns) - 1}


def test_a_day_has_rows_or_says_why_not(timeline: Timeline) -> None:
    assert all(bool(day.rows) != bool(day.empty) for day in compose(timeline).days)


def test_what_is_cited_is_among_the_sources(timeline: Timeline) -> None:
    briefing = compose(timeline)
    cited = {number for line in lines(briefing) for piece in line if isinstance(piece, Cite) for number in piece.numbers}
    sources = briefing.section("sources")
    assert cited <= set(range(1, len(sources.items) + 1 if sources else 1))


def test_no_two_strings_are_neighbours_and_none_is_empty(timeline: Timeline) -> None:
    for line in lines(compose(timeline)):
        texts = [isinstance(piece, str) for piece in line]
        assert "" not in line
        assert not any(one and other for one, other in pairwise(texts))


def test_it_is_a_value(timeline: Timeline) -> None:
    assert compose(timeline) == compose(timeline)
    assert hash(compose(timeline)) == hash(compose(timeline))


def test_markdown_writes_no_other_words(timeline: Timeline) -> None:
    text = render(timeline, "markdown")
    briefing = compose(timeline)
    assert text.count("\n## ") == len(briefing.days) + len(briefing.sections)
