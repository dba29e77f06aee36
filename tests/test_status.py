"""What does not take place, and what falls with it, in every format."""

from __future__ import annotations

import json

import pytest
from calendar_events import export_events, read_property
from tables import Table

from itinerary import loads, render, resolve, verify
from itinerary.calendars.importing import import_calendar
from itinerary.document.vocabulary import Status
from itinerary.export import IcsOptions, MarkdownOptions
from itinerary.timeline import Timeline

OFF = [("cancelled", "CANCELLED"), ("postponed", "TENTATIVE")]
TRIP = """title: Harbours
id: harbours
{trip}
legs:
  - place: Split, Croatia
    when: 4 to 6 May 2026
    stay: Hotel Marjan
    {leg}
    events:
      - title: Quay walk
        when: 5 May at 10:00 to 11:00
        {event}
      - {{kind: movement, title: Ferry, from: Split, to: Ancona, depart: 5 May at 20:00,
          arrive: 6 May at 07:00}}
background:
  - {{title: First visit, when: 1998}}
"""
PARTS = {
    "trip": ["Quay walk", "Ferry", "Split, Croatia"],
    "leg": ["Quay walk", "Ferry"],
    "event": [],
}
OWN = {"trip": "Harbours", "leg": "Split, Croatia", "event": "Quay walk"}


def write_trip(where: str, status: str) -> str:
    """Return a document of which one part has a status."""
    given = dict.fromkeys(OWN, "") | {where: f"status: {status}"}
    return TRIP.format(**given)


def list_off(timeline: Timeline) -> list[str]:
    return [each.title for each in timeline if not each.status.takes_place]


@pytest.mark.parametrize("where", OWN)
@pytest.mark.parametrize(("status", "written"), OFF)
def test_what_is_off_takes_its_parts_with_it(where: str, status: str, written: str) -> None:
    timeline = resolve(loads(write_trip(where, status)))
    off = sorted({OWN[where], *PARTS[where]})
    assert sorted(list_off(timeline)) == off
    fields = {
        each["title"]: each["fields"] for each in json.loads(render(timeline, "json"))["entries"]
    }
    assert sorted(name for name, each in fields.items() if each.get("status") == status) == off
    events = export_events(write_trip(where, status), alarm="30m", background="inline")
    marked = {name.partition(": ")[2]: each for name, each in events.items() if ": " in name}
    assert sorted(marked) == [name for name in off if name != "Harbours"]
    for name, each in marked.items():
        assert str(each["SUMMARY"]).startswith(f"{status.upper()}: {name}")
        assert read_property(each, "STATUS") == written
        assert read_property(each, "TRANSP") == "TRANSPARENT"
        assert read_property(each, "X-MICROSOFT-CDO-BUSYSTATUS") == "FREE"
        assert not each.walk("VALARM")


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_paper_marks_what_is_off_and_plans_nothing_by_it(status: str, table: Table) -> None:
    for where in ("trip", "leg"):
        timeline = resolve(loads(write_trip(where, status)))
        for style in ("briefing", "card", "day-sheet", "timeline"):
            with table.row(where, style):
                text = render(timeline, "markdown", MarkdownOptions(style=style))
                assert f"{status.upper()}: Quay walk" in text
                assert text.startswith(
                    f"# {status.upper()}: Harbours" if where == "trip" else "# H"
                )
                assert "RON" not in text.partition("## ")[2]
                assert "will" not in text
        with table.row(where, "html"):
            assert f"{status.upper()}: Quay walk" in render(timeline, "html")


def test_what_is_cancelled_stays_so_in_what_is_postponed() -> None:
    assert Status.POSTPONED.apply_to(Status.CANCELLED) is Status.CANCELLED
    assert Status.CANCELLED.apply_to(Status.POSTPONED) is Status.CANCELLED
    assert Status.CONFIRMED.apply_to(Status.TENTATIVE) is Status.TENTATIVE


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
@pytest.mark.parametrize("lang", ["", "es"])
def test_the_calendar_of_what_is_off_verifies_and_comes_back(status: str, lang: str) -> None:
    timeline = resolve(loads(write_trip("leg", status)))
    text = render(timeline, "ics", IcsOptions(lang=lang))
    assert verify(text, timeline, lang=lang).differences == ()
    if not lang:
        again = resolve(loads(import_calendar(text.encode(), "trip.ics").text))
        walk = next(each for each in again if each.title == "Quay walk")
        assert walk.status == status


@pytest.mark.parametrize("status", dict(OFF))
def test_nobody_is_called_to_what_is_off(status: str) -> None:
    called = write_trip("leg", status).replace("Quay walk", "Quay walk\n        call_time: '09:30'")
    timeline = resolve(loads(called))
    page = render(timeline, "markdown", MarkdownOptions(style="day-sheet"))
    assert "Call: Quay walk" not in page
    assert "**" not in page  # nothing depends on the ferry's time
    assert "Fixed times" not in render(timeline, "markdown")


@pytest.mark.parametrize(
    ("status", "written"), [("cancelled", "CANCELLED"), ("postponed", "POSTPONED")]
)
def test_what_is_off_is_where_nobody_is_and_says_so_while_open(status: str, written: str) -> None:
    events = "events: [{id: e, title: Briefing, when: TBD}]"
    trip = f"{{title: T, status: {status}, place: Split, dates: 2026-05-04/2026-05-05, {events}}}"
    page = render(resolve(loads(trip)), "markdown")
    assert f"- {written}: Briefing: to be determined" in page
    assert "RON" not in page
    assert "## Mon 4 May 2026 (day 1 of 2)\n" in page
