"""The briefing as a value: what every format of it is written from."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from itinerary import changes, for_audience, load, loads, render, resolve
from itinerary.briefing import Briefing, Citation, Item, compose_briefing
from itinerary.briefing.facts import collect_facts
from itinerary.export import FORMATS, formats, list_option_names
from itinerary.timeline import Timeline

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def timeline(request: pytest.FixtureRequest) -> Timeline:
    return resolve(load(request.param))


def lines(briefing: Briefing) -> list[tuple[object, ...]]:
    def below(items: tuple[Item, ...]) -> list[tuple[object, ...]]:
        return [line for item in items for line in (item.line, *below(item.items))]

    rows = [row.what for day in briefing.days for row in day.rows]
    return [
        *rows,
        *below(briefing.head),
        *(
            line
            for part in (*briefing.days, *briefing.sections)
            for line in below(getattr(part, "items", ()))
        ),
    ]


def test_a_row_names_a_date_that_can_be_explained(timeline: Timeline) -> None:
    for row in (row for day in compose_briefing(timeline).days for row in day.rows):
        entry = timeline.find(row.entry)
        assert entry
        assert not row.dating or entry.find_dating(row.dating)


def test_a_row_has_a_time_for_each_clock(timeline: Timeline) -> None:
    for day in compose_briefing(timeline).days:
        assert {len(row.times) for row in day.timed_rows} <= {len(day.columns) - 1}


def test_a_day_has_rows_or_says_why_not(timeline: Timeline) -> None:
    assert all(bool(day.rows) != bool(day.empty) for day in compose_briefing(timeline).days)


def test_what_is_cited_is_among_the_sources(timeline: Timeline) -> None:
    briefing = compose_briefing(timeline)
    cited = {
        number
        for line in lines(briefing)
        for piece in line
        if isinstance(piece, Citation)
        for number in piece.numbers
    }
    sources = briefing.find_section("sources")
    assert cited <= set(range(1, len(sources.items) + 1 if sources else 1))


def test_no_two_strings_are_neighbours_and_none_is_empty(timeline: Timeline) -> None:
    for line in lines(compose_briefing(timeline)):
        texts = [isinstance(piece, str) for piece in line]
        assert "" not in line
        assert not any(one and other for one, other in pairwise(texts))


def test_it_is_a_value(timeline: Timeline) -> None:
    assert compose_briefing(timeline) == compose_briefing(timeline)
    assert hash(compose_briefing(timeline)) == hash(compose_briefing(timeline))


def test_markdown_writes_no_other_words(timeline: Timeline) -> None:
    text = render(timeline, "markdown")
    briefing = compose_briefing(timeline)
    headed = (*briefing.days, *briefing.periods, *briefing.sections)
    assert text.count("\n## ") == len(headed)


# --- issues and changes

ISSUE_3 = """
title: A trip
id: trip
issue: 3
events:
  - {id: talks, title: Talks, when: 2025-09-03 10:00, place: Mexico City}
  - {id: lunch, title: Lunch, when: 2025-09-03 13:00, place: Mexico City}
  - {id: tea, title: Tea, when: 2025-09-03 17:00, place: Mexico City}
  - {id: walk, title: Walk, when: 3 September 2025, place: Mexico City}
  - {id: fly, title: Flight, kind: movement, from: Mexico City, to: Quito, depart: TBD,
     arrive: 2025-09-03 20:45}
"""
ISSUE_4 = """
title: A trip
id: trip
issue: 4
events:
  - {id: talks, title: Talks, when: 2025-09-03 10:30, place: Quito}
  - {id: lunch, title: Working lunch, when: 2025-09-03 13:00, place: Mexico City, status: cancelled}
  - {id: walk, title: Walk, when: 2025-09-04 08:00, place: Mexico City}
  - {id: fly, title: Flight, kind: movement, from: Mexico City, to: Quito,
     depart: 2025-09-03 16:00, arrive: 2025-09-03 20:45}
  - {id: gala, title: Gala, when: 2025-09-04 20:00, place: Quito, visibility: staff}
"""


def texts(items: tuple[Item, ...]) -> list[str]:
    return ["".join(map(str, item.line)) for item in items]


@pytest.fixture
def issues() -> tuple[Timeline, Timeline]:
    return resolve(loads(ISSUE_3)), resolve(loads(ISSUE_4))


def test_an_issue_has_its_number_and_supersedes_the_one_before(
    issues: tuple[Timeline, Timeline],
) -> None:
    assert [compose_briefing(each).issue for each in issues] == [
        "Issue 3 · supersedes issue 2 · SUBJECT TO CHANGE",
        "Issue 4 · supersedes issue 3 · SUBJECT TO CHANGE",
    ]
    assert (
        compose_briefing(resolve(loads("{title: A, issue: 1, dates: 2025}"))).issue
        == "Issue 1 · SUBJECT TO CHANGE"
    )


def test_what_is_otherwise_than_in_an_earlier_issue_is_listed_in_the_head(
    issues: tuple[Timeline, Timeline],
) -> None:
    then, now = issues
    (found,) = [
        item
        for item in compose_briefing(now, since=then).head
        if texts((item,)) == ["Changes since issue 3:"]
    ]
    assert texts(found.items) == [
        "Talks: Wed 3 September 2025, 10:30 (was Wed 3 September 2025, 10:00);"
        " Quito (was Mexico City)",
        "Working lunch: formerly Lunch; cancelled",
        "Flight: depart: Wed 3 September 2025, 16:00 (was TBD)",
        "Walk: Thu 4 September 2025, 08:00 (was Wed 3 Sep 2025)",
        "Gala: new",
        "Tea: left out",
    ]
    assert not [text for text in texts(compose_briefing(now).head) if "Changes" in text]
    assert "Changes since issue 4: none" in texts(compose_briefing(now, since=now).head)
    assert "Cambios desde la edición 3:" in texts(
        compose_briefing(now, since=then, language="es").head
    )


DETAIL_CHANGES = [
    (
        "participants: [Ana]",
        "participants: [Ana, {name: Leo, role: aide}]",
        "With: Leo, aide (new)",
    ),
    (
        "participants: [Ana, {name: Leo, role: aide}]",
        "participants: [{name: Leo, role: chief}]",
        "With: Leo, chief (new), Ana (left out), Leo, aide (left out)",
    ),
    ("participants: [Ana, Leo]", "participants: [Leo, Ana]", "With: another order"),
    ("topics: [trade]", "topics: [trade, energy]", "Topics: energy (new)"),
    ("press: open press", "press: closed press", "CLOSED PRESS (was OPEN PRESS)"),
    ("", "press: closed press", "CLOSED PRESS (was —)"),
    ("number: TP1", "number: TP2", "Number: TP2 (was TP1)"),
    ("carrier: TAP", "", "Carrier: — (was TAP)"),
    ("", "notes: Bring it", "Notes (new)"),
    ("notes: Bring it", "notes: Leave it", "Notes (amended)"),
    ("notes: Bring it", "", "Notes (left out)"),
    (
        "contacts: [{name: Eva, phone: '1'}]",
        "booking: X",
        "Booking: X (was —); Contact: Eva, 1 (left out)",
    ),
    ("visibility: staff", "alarm: 30m", "— (was STAFF ONLY); Alarm: 30m (was —)"),
    ("", "kind: press", "Kind: press (was meeting)"),
    ("", "kind: press, x-mine: A", "Kind: press (was meeting)"),
    ("call_time: '09:00'", "call_time: 2025-09-02", "Call time: Tue 2 Sep 2025 (was 09:00)"),
    ("url: https://a.org", "", "Link: — (was https://a.org)"),
    ("", "categories: [tour]", "Categories: tour (new)"),
    ("timezone: UTC", "timezone: Europe/Paris", "Time zone: Europe/Paris (was UTC)"),
    ("place: London", "place: Lisbon", "Lisbon (was London)"),
    (
        "place: 'Springfield, Illinois'",
        "place: 'Springfield, Missouri'",
        "Springfield, Missouri (was Springfield, Illinois)",
    ),
    ("x-mine: A", "x-mine: B", None),
]


@pytest.mark.parametrize(("was", "now", "expected"), DETAIL_CHANGES)
def test_a_changed_detail_is_told(was: str, now: str, expected: str | None) -> None:
    then, today = (
        resolve(loads(f"{{title: T, events: [{{id: tea, title: Tea, when: 2025-09-03, {each}}}]}}"))
        for each in (was, now)
    )
    told = [f"Tea: {expected}"] if expected else []
    (found,) = [
        item
        for item in compose_briefing(today, since=then).head
        if texts((item,))[0].startswith("Changes")
    ]
    assert texts(found.items) == told
    assert len(changes(then, today)) == len(told)


def test_a_detail_that_the_audience_may_not_see_is_no_change() -> None:
    event = "{id: tea, title: Tea, when: 2025-09-03, participants: [Ana], %s}"
    plot = "{id: plot, title: Plot, when: 2025-09-03, visibility: staff, notes: %s}"
    then, now = (
        resolve(loads(f"{{title: T, events: [{event % more}, {plot % note}]}}"))
        for more, note in (("booking: A", "hush"), ("booking: B", "shush"))
    )
    assert [each.entry.id for each in changes(then, now)] == ["tea", "plot"]
    assert changes(for_audience(then, "public"), for_audience(now, "public")) == ()


def test_a_changed_line_says_what_it_was(issues: tuple[Timeline, Timeline]) -> None:
    then, now = issues
    rows = {
        (row.entry, row.dating): "".join(map(str, row.what))
        for day in compose_briefing(now, since=then).days
        for row in day.rows
    }
    assert rows["talks", "when"] == "Talks, Quito (was 10:00)"
    assert rows["walk", "when"] == "Walk, Mexico City (was 3 September 2025)"
    assert rows["fly", "depart"] == "LV Mexico City for Quito: Flight (was TBD)"
    assert rows["fly", "arrive"] == "AR Quito: Flight"
    assert rows["gala", "when"] == "Gala, Quito · STAFF ONLY (new)"


VISIBILITIES = [
    # of the document, its leg and an event in that; then who may read, and the mark of the event
    ("public", "public", "public", "public", ""),
    ("public", "public", "party", "party", " · PARTY ONLY"),
    ("public", "staff", "public", "staff", " · STAFF ONLY"),
    ("public", "staff", "party", "staff", " · STAFF ONLY"),
    ("public", "party", "staff", "staff", " · STAFF ONLY"),
    ("party", "public", "public", "party", ""),
    ("party", "public", "party", "party", ""),
    ("party", "staff", "public", "staff", " · STAFF ONLY"),
]


def test_an_event_is_marked_as_its_leg_or_narrower(table: Any) -> None:
    for document, leg, event, visibility, mark in VISIBILITIES:
        with table.row(document, leg, event):
            events = f"[{{title: Tea, id: tea, when: '10:00', visibility: {event}}}]"
            legs = f"[{{title: L, when: 2025-09-03, visibility: {leg}, events: {events}}}]"
            timeline = resolve(
                loads(f"{{title: T, timezone: UTC, visibility: {document}, legs: {legs}}}")
            )
            assert timeline["tea"].visibility == visibility
            assert collect_facts(timeline["tea"]).visibility == visibility
            for audience in ("party", "staff") if visibility != "staff" else ("staff",):
                seen = for_audience(timeline, audience)
                assert seen["tea"].visibility == visibility
                assert f"| 10:00 | Tea{mark} |" in render(seen, "markdown")


def test_the_command_tells_an_audience_its_own_changes(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("3.yaml", ISSUE_3), ("4.yaml", ISSUE_4)):
        Path(name).write_text(text, encoding="utf-8")
    assert "Gala: new" in run("export", "4.yaml", "--to", "md", "--since", "3.yaml")[1]
    public = run("export", "4.yaml", "--to", "html", "--since", "3.yaml", "--audience", "public")[1]
    assert "was 10:00" in public
    assert "Gala" not in public
    assert (
        "Gala"
        not in run("export", "3.yaml", "--to", "md", "--since", "4.yaml", "--audience", "public")[1]
    )
    assert run("export", "4.yaml", "--to", "ics", "--since", "3.yaml")[0] == 2
    assert run("export", "4.yaml", "--to", "md", "--since", "no.yaml")[0] == 1


@pytest.mark.parametrize(
    ("language", "clocks"),
    [
        ("en", "Mexico City UTC−6 · public holiday in Mexico City: Independence Day"),
        ("es", "Mexico City UTC−6 · festivo en Mexico City: Día de la Independencia"),
    ],
)
def test_a_day_tells_its_public_holidays_where_they_are_asked_for(
    language: str, clocks: str
) -> None:
    trip = resolve(
        loads(
            "{title: A, dates: 15-17 September 2025, place: Mexico City,"
            " events: [{title: Talks, when: 2025-09-16 10:00}]}"
        )
    )
    assert [
        day.clocks for day in compose_briefing(trip, language=language, holidays=True).days
    ] == ["Mexico City UTC−6", clocks, "Mexico City UTC−6"]
    assert {day.clocks for day in compose_briefing(trip, language=language).days} == {
        "Mexico City UTC−6"
    }


def test_a_country_without_known_holidays_has_none() -> None:
    trip = resolve(
        loads(
            "{title: A, dates: 2025-01-01,"
            " place: {name: Camp, timezone: Antarctica/McMurdo, country: XX}}"
        )
    )
    assert [day.clocks for day in compose_briefing(trip, holidays=True).days] == ["Camp UTC+13"]


SECRETS = """
title: A trip
id: trip
events:
  - {id: talks, title: Talks, when: 2025-09-03 10:00, place: Quito}
  - {id: dinner, title: Secret dinner, when: 2025-09-03 20:00, place: Quito, visibility: staff}
"""


@pytest.mark.parametrize(
    "format", [name for name in formats() if "since" in list_option_names(name)]
)
def test_changes_name_nothing_that_the_audience_may_not_see(format: str) -> None:
    whole, earlier = resolve(loads(SECRETS)), resolve(loads(SECRETS.replace("dinner", "supper")))
    options = FORMATS[format].options(since=earlier)
    assert "Secret supper" in render(whole, format, options)
    text = render(whole, format, options, audience="public")
    assert "Secret" not in text
    assert text == render(whole, format, options.restrict_to("public"), audience="public")


def test_an_issue_is_stamped_by_the_zone_that_it_states() -> None:
    for revised, shown in [
        ("2026-04-30T22:00-05:00", "Thu 30 Apr 2026, 22:00 (UTC−5)"),
        ("2026-04-30T22:00", "Thu 30 Apr 2026, 22:00"),
        ("2026-05-01", "Fri 1 May 2026"),
    ]:
        text = f"title: T\nrevised: {revised}\ndates: 5 May 2026\n"
        assert f"- Revised {shown} ·" in render(resolve(loads(text)), "markdown")
