"""Which files an export writes is decided before any is rendered, by the library."""

from dataclasses import replace
from pathlib import Path

import pytest

from itinerary import OptionError, load, loads, resolve
from itinerary.export import IcsOptions
from itinerary.publishing import (
    BackgroundPlacement,
    ExportRequest,
    list_export_notes,
    plan_export,
    render_plan,
)
from itinerary.publishing.file_names import make_file_name
from itinerary.views.parts import SplitBy

ROOT = Path(__file__).parent.parent
FINAL = resolve(load(ROOT / "examples" / "rubio-2025-final.yaml"))
GUARDED = """
title: T
id: t
timezone: UTC
events:
  - {id: a, title: Known, when: "2025-09-03T10:00"}
  - {id: b, title: Secret talks, when: "2025-09-03T12:00", visibility: staff}
"""
REQUESTS = [
    ExportRequest(),
    ExportRequest(stem="trip", split=SplitBy.LEG),
    ExportRequest(stem="trip", split=SplitBy.KIND, background=BackgroundPlacement.ONLY),
    ExportRequest(stem="trip", split=SplitBy.LEG, background=BackgroundPlacement.INLINE),
    ExportRequest(outputs=(Path("a.ics"), Path("b.jcal"), Path("c.json")), imprecise="omit"),
    ExportRequest(to="md", style="card", lang="es", clock=12),
    ExportRequest(to="ics", background=BackgroundPlacement.ONLY, alarm="30m"),
]


@pytest.mark.parametrize("audience", ["public", "staff"])
@pytest.mark.parametrize("request_", REQUESTS, ids=range(len(REQUESTS)))
def test_what_is_planned_is_what_is_rendered(request_, audience):
    plan = plan_export(FINAL, replace(request_, audience=audience))
    rendered = render_plan(plan)
    assert [each.path for each in rendered] == [each.path for each in plan.files]
    assert [not each.content for each in rendered] == [each.is_empty for each in plan.files]
    paths = [each.path for each in plan.files]
    assert len(set(paths)) == len(paths)


def test_an_empty_calendar_is_planned_and_not_rendered():
    trip = resolve(loads("{title: T, id: t, events: [{id: e, title: E, when: TBD}]}"))
    for split in (None, SplitBy.LEG):
        plan = plan_export(trip, ExportRequest(outputs=(Path("a.ics"),), split=split))
        assert [(each.path, each.is_empty) for each in plan.files] == [(Path("a.ics"), True)]
        assert [each.content for each in render_plan(plan)] == [""]
        assert list(list_export_notes(plan)) == [
            "no events to show, so a.ics is not written",
            "still open, so in no calendar: E",
        ]


def test_an_earlier_issue_is_compared_as_the_audience_may_see_it():
    old = resolve(loads(GUARDED))
    new = resolve(loads(GUARDED.replace("12:00", "13:00").replace("10:00", "11:00")))
    plan = plan_export(new, ExportRequest(to="markdown", since=old, audience="public"))
    (rendered,) = render_plan(plan)
    assert "Known" in rendered.content
    assert "Secret" not in rendered.content
    assert list(list_export_notes(plan)) == ["hidden from the public: 1 entry"]


def test_a_format_that_is_named_is_that_of_the_file(table):
    rows = {
        ("trip.txt", "md"): "markdown",
        ("trip", "ics"): "ics",
        ("trip.ics", "ics"): "ics",
        ("trip.MD", "markdown"): "markdown",
        ("folder.ics/trip", "json"): "json",
    }
    for (name, to), format in rows.items():
        with table.row(name, to):
            (planned,) = plan_export(FINAL, ExportRequest(outputs=(Path(name),), to=to)).files
            assert (planned.path, planned.format.name) == (Path(name), format)
    printed = ExportRequest(outputs=(Path("-"),), to="md")
    assert [each.path for each in plan_export(FINAL, printed).files] == [None]
    by_leg = ExportRequest(outputs=(Path("trip.ics"),), to="ics", split=SplitBy.LEG)
    assert len(plan_export(FINAL, by_leg).files) > 1


def test_a_file_of_another_format_than_is_named_is_refused(table):
    remedy = "write -o b.ics, or leave out --to"
    rows = {
        ("ics", "b.md"): f"b.md is a file of markdown, and --to asks for ics - {remedy}",
        ("ics", "b.MD"): f"b.MD is a file of markdown, and --to asks for ics - {remedy}",
        ("", "-"): "-o - is standard output - name its format by --to, and no other file",
        ("ics", "a.ics", "-"): "-o - is standard output - name its format by --to, and no other",
    }
    for (to, *names), message in rows.items():
        with table.row(to, *names), pytest.raises(OptionError) as caught:
            ExportRequest(outputs=tuple(map(Path, names)), to=to)
        with table.row(to, *names, "message"):
            assert str(caught.value).startswith(message)


def test_options_of_a_format_are_those_that_are_asked_for_and_that_it_knows():
    request = ExportRequest(outputs=(Path("a.ics"), Path("b.md")), alarm="2h", lang="es")
    calendar, briefing = plan_export(FINAL, request).files
    assert calendar.options == IcsOptions(alarm="2h", lang="es")
    assert briefing.options.lang == "es"


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (
            {"outputs": (Path("a.docx"),)},
            "no format has the suffix of a.docx - known: csv, geojson, html, ",
        ),
        ({"to": "mdd"}, "unknown format 'mdd' - did you mean 'md'?"),
        ({"to": "json", "holidays": True}, "--holidays does not apply to json - leave it out, or"),
        ({"to": "md", "uid_salt": "x"}, "--uid-salt does not apply to markdown - leave it out, or"),
        ({"to": "ics", "alarm": "soon"}, "alarm 'soon': not a time before the event"),
        ({"audience": "pubic"}, "unknown audience 'pubic' - did you mean 'public'?"),
        ({"background": "fil"}, "unknown background 'fil' - did you mean 'file'?"),
        ({"split": "lag"}, "unknown split 'lag' - did you mean 'leg'?"),
        ({"to": "ics", "split": SplitBy.LEG}, "--split leg makes several calendars"),
    ],
)
def test_a_request_that_makes_no_sense_is_an_error(request_, message):
    with pytest.raises(OptionError) as caught:
        plan_export(FINAL, ExportRequest(**request_))
    assert str(caught.value).startswith(message)


def test_names_of_files_fit_into_every_file_system():
    assert len(make_file_name("ü" * 300).encode()) <= 200
    assert make_file_name("aux", "-background") == "aux-background"
    assert make_file_name("aux") == "trip-aux"
