"""Programmes that say each day once: `days:` of a leg or of the trip."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from tables import Table

from itinerary import Document, DocumentError, dumps, for_audience, loads, render, resolve
from itinerary.loading import read_text

SEVILLE: dict[str, Any] = {
    "title": "Fair",
    "legs": [
        {
            "place": "Seville, Spain",
            "when": "5 to 8 May 2027",
            "days": [
                {
                    "day": "Wednesday",
                    "events": [
                        {"title": "Opening", "when": "10:00"},
                        {"title": "Lunch", "when": "13:30-15:00"},
                        {"title": "Walk", "when": "in the afternoon"},
                        {"title": "Concert", "when": "22:00-00:30"},
                        {"title": "Call", "when": "18:00", "place": "Lima, Peru"},
                    ],
                },
                {"day": "2027-05-06", "events": [{"title": "Tea", "when": "TBD"}]},
                {"day": "7 May", "complete": True},
            ],
        }
    ],
}


def write(*days: str, head: str = "dates: 5 to 8 May 2027", leg: str = "") -> str:
    """A trip to Seville with a programme, a line for each day."""
    lines = "".join(f"\n- {day}" for day in days)
    return f"title: Fair\nplace: Seville\n{head}\n{leg}days:{lines}\n"


def collect_errors(text: str) -> list[tuple[str, str]]:
    loaded = read_text(text)
    assert loaded.document is not None, loaded.diagnostics
    found = [*loaded.diagnostics, *resolve(loaded.document).diagnostics]
    return [(str(each.code), str(each)) for each in found if each.severity == "error"]


def test_a_time_is_on_the_day_above_it(table: Table) -> None:
    timeline = resolve(loads(json.dumps(SEVILLE), "json"))
    assert not timeline.diagnostics
    for id_, edtf in [
        ("opening", "2027-05-05T10:00:00+02:00"),
        ("lunch", "2027-05-05T13:30:00+02:00/2027-05-05T15:00:00+02:00"),
        ("walk", "2027-05-05T12:00:00+02:00/2027-05-05T18:00:00+02:00"),
        ("concert", "2027-05-05T22:00:00+02:00/2027-05-06T00:30:00+02:00"),
        ("call", "2027-05-05T18:00:00-05:00"),
        ("tea", "2027-05-06"),
    ]:
        with table.row(id_):
            assert timeline[id_].interval.edtf == edtf
            assert timeline[id_].leg == "seville-spain"


def test_what_begins_on_a_day_may_end_on_another() -> None:
    day = (
        "{day: Wed, events: [{title: Train, kind: movement, from: Seville, to: Madrid,"
        " depart: '23:30', arrive: '02:10'}, {title: Inn, kind: stay, check_in: '14:00',"
        " check_out: Friday}]}"
    )
    timeline = resolve(loads(write(day)))
    assert timeline["train"].interval.edtf == "2027-05-05T23:30:00+02:00/2027-05-06T02:10:00+02:00"
    assert str(timeline["inn"].interval.last) == "2027-05-07"


def test_an_event_keeps_its_id_and_uid_when_its_day_is_said_above_it() -> None:
    flat = loads(
        "{title: Fair, place: Seville, dates: 5 to 8 May 2027, events:"
        " [{title: Tea, when: Wed 16:00}, {title: Tea, when: Thu 16:00}]}"
    )
    by_day = loads(
        write(
            "{day: Wed, events: [{title: Tea, when: '16:00'}]}",
            "{day: Thu, events: [{title: Tea, when: '16:00'}]}",
        )
    )
    assert [each.id for day in by_day.days for each in day.events] == ["tea", "tea-2"]
    assert _list_dates(render(resolve(flat), "ics")) == _list_dates(render(resolve(by_day), "ics"))


def _list_dates(calendar: str) -> list[str]:
    return re.findall(r"^(?:UID|SUMMARY|DTSTART|DTEND)[^\r]*", calendar, re.MULTILINE)


def test_a_document_with_days_is_written_and_read_again(table: Table) -> None:
    document = loads(json.dumps(SEVILLE), "json")
    for format in ("yaml", "json", "toml"):
        with table.row(format):
            assert loads(dumps(document, format), format) == document
    with table.row("short"):
        assert json.loads(dumps(document, "json")) == SEVILLE
    with table.row("from its fields"):
        assert Document(**SEVILLE) == document


def test_what_is_wrong_with_a_day_is_told_where_it_stands(table: Table) -> None:
    tea = "events: [{title: Tea, when: '16:00'}]"
    leg = f"legs: [{{place: Málaga, when: 6 to 7 May 2027, days: [{{day: 8 May, {tea}}}]}}]\n"
    for text, code, line, said in [
        (write(f"{{day: Wed and Thu, {tea}}}"), "wrong-value", 5, "not one day"),
        (write(f"{{day: May 2027, {tea}}}"), "wrong-value", 5, "not one day"),
        (write(f"{{day: 5 May at 10:00, {tea}}}"), "wrong-value", 5, "not one day"),
        (write(f"{{day: 12 May 2027, {tea}}}"), "outside-trip", 5, "lies outside the trip"),
        (write("{day: Wed}", leg=leg), "outside-leg", 4, "lies outside the leg 'Málaga'"),
        (
            write("{day: Wed, complete: true}", f"{{day: 5 May, {tea}}}"),
            "duplicate-key",
            6,
            "is days[0] already",
        ),
        (
            write("{day: Wed, events: [{title: Tea, when: Thu 16:00}]}"),
            "phrase-impossible",
            5,
            "there is no Thursday in 2027-05-05",
        ),
        (
            write("{day: Wed, events: [{title: Tea, when: 2027-05-06T16:00}]}"),
            "phrase-impossible",
            5,
            "under the day “Wed”, 2027-05-05",
        ),
        (
            write(
                "{day: Wed, events: [{title: Set, when: '01:00'}]}",
                head="dates: 5 to 8 May 2027\nday_ends: 05:00",
            ),
            "phrase-ambiguous",
            6,
            "before the day “Wed”, or after it",
        ),
        (write(f"{{when: Wed, {tea}}}"), "unknown-field", 5, "did you mean 'day'?"),
        (write("{day: {says: Wed, note: sic}}"), "incomplete", 5, "a day has no 'note'"),
        (write("{day: [{says: Wed}, {says: Thu}]}"), "incomplete", 5, "a day has one claim"),
    ]:
        with table.row(text):
            ((found, message),) = collect_errors(text)
            assert found == code
            assert f":{line}:" in message
            assert said in " ".join(message.split())


def test_a_finding_has_the_path_of_what_stands_under_a_day() -> None:
    events = [{"title": "Tea", "when": "blue moon"}]
    days = [{"day": "Wed"}, {"day": "Thu", "events": events}]
    data: dict[str, Any] = {"title": "Fair"}
    data["legs"] = [{"place": "Seville", "when": "5 to 8 May 2027", "days": days}]
    for document in (loads(json.dumps(data), "json"), Document(**data)):
        (found,) = resolve(document).diagnostics
        assert found.path == ("legs", 0, "days", 1, "events", 0, "when")


def test_nothing_else_follows_from_a_day_that_is_open() -> None:
    walk = "{title: Walk, when: an hour after $tea}"
    day = f"{{day: TBD, events: [{{title: Tea, when: '16:00'}}, {walk}]}}"
    timeline = resolve(loads(write(day)))
    assert not timeline.diagnostics
    assert timeline["tea"].is_open
    assert timeline["walk"].is_open


def test_a_day_may_count_from_an_event() -> None:
    timeline = resolve(
        loads(
            write(
                "{day: Wed, events: [{title: Tea, when: '16:00'}]}",
                "{day: the day after $tea, events: [{title: Walk, when: '09:00'}]}",
            )
        )
    )
    assert timeline["walk"].interval.edtf == "2027-05-06T09:00:00+02:00"


def test_days_of_a_trip_without_dates_make_up_the_trip() -> None:
    day = "{day: Wed 5 May 2027, events: [{title: Tea, when: '16:00'}]}"
    timeline = resolve(loads(write(day, head="as_of: 2027-04-01")))
    assert timeline["trip"].interval.edtf == "2027-05-05"


@pytest.mark.parametrize("audience", ["staff", "public"])
def test_no_public_schedule_is_said_only_of_a_day_that_is_complete(audience: Any) -> None:
    secret = {"title": "Secret", "when": "10:00", "visibility": "staff"}
    leg = SEVILLE["legs"][0]
    days = [*leg["days"], {"day": "8 May", "events": [secret]}]
    document = loads(json.dumps(SEVILLE | {"legs": [leg | {"days": days}]}), "json")
    page = render(for_audience(resolve(document), audience), "markdown")
    blocks = {each[:9]: each for each in page.split("\n## ")}
    assert "No public schedule" in blocks["Fri 7 May"]
    assert ("Nothing known" in blocks["Sat 8 May"]) == (audience == "public")
    assert ("Secret" in page) == (audience == "staff")
    assert page.count("No public schedule") == 1


def test_a_day_goes_with_its_hidden_events() -> None:
    tea = "{day: Wed, events: [{title: Tea, when: '16:00'}]}"
    hidden = "{day: Fri, events: [{title: Zither, when: '09:00', visibility: staff}]}"
    seen, known = (
        for_audience(resolve(loads(write(*days))), "public") for days in ([tea, hidden], [tea])
    )
    for format in ("markdown", "ics", "json", "html"):
        assert render(seen, format) == render(known, format)
    assert dumps(seen.document) == dumps(known.document)


def test_a_source_of_a_day_alone_is_cited() -> None:
    with pytest.raises(DocumentError, match="no source is called 'gazete'"):
        loads(write("{day: {says: Wed, source: gazete}, complete: true}"))
    source = "sources: {gazette: {publisher: Gazette, title: Fair, published: 2027-05-01}}"
    day = "{day: {says: on Thursday, source: gazette}, complete: true}"
    timeline = resolve(loads(write(day, head=f"dates: 5 to 8 May 2027\n{source}")))
    assert [str(each.day) for each in timeline.complete_days] == ["2027-05-06"]
    assert "gazette" in for_audience(timeline, "public").document.sources
