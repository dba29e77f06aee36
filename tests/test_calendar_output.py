"""What a document's calendar says, line by line, where programs and people would be misled."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
from calendar_events import export_events, read_property
from tables import Table

from itinerary import loads, render, resolve, verify
from itinerary.export import IcsOptions
from itinerary.export.ics.losses import list_losses

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


# Rule 35: a movement of which one end is known

FLIGHT = """title: T
id: t
as_of: 2026-01-01
events:
  - {{id: f, kind: movement, title: Flight, from: "Lima, Peru", to: "Madrid, Spain", {ends}}}
"""
ENDS = [
    ("depart: TBD, arrive: 2026-05-04 16:00", "Madrid", "20260504T160000", False),
    ("arrive: 2026-05-04 16:00", "Madrid", "20260504T160000", False),
    ("depart: 2026-05-04 16:00, arrive: TBD", "Lima", "20260504T160000", True),
    ("depart: 2026-05-04 16:00", "Lima", "20260504T160000", True),
    ("depart: 2026-05-04 16:00, arrive: 2026-05-05 10:00", "Lima", "20260504T160000", True),
]


@pytest.mark.parametrize(("ends", "place", "start", "rings"), ENDS)
@pytest.mark.parametrize(("lang", "unstated"), [("", "depart: time"), ("es", "salida: sin hora")])
def test_a_movement_stands_at_the_end_that_is_known(
    ends: str, place: str, start: str, rings: bool, lang: str, unstated: str
) -> None:
    text = FLIGHT.format(ends=ends)
    ((summary, flight),) = export_events(text, alarm="30m", lang=lang).items()
    assert read_property(flight, "LOCATION").startswith(place)
    assert read_property(flight, "DTSTART") == start
    assert bool(flight.walk("VALARM")) is rings
    assert (unstated in summary) is not rings
    timeline = resolve(loads(text))
    written = render(timeline, "ics", IcsOptions(alarm="30m", lang=lang))
    assert verify(written, timeline, lang=lang).differences == ()


def test_a_stay_whose_check_in_is_open_rings_no_alarm() -> None:
    text = FLIGHT.format(ends="depart: TBD").partition("events:")[0] + (
        "place: Lima, Peru\nevents: [{id: h, kind: stay, title: Inn, check_in: TBD,"
        " check_out: 2026-05-04 11:00}]"
    )
    ((_, inn),) = export_events(text, alarm="30m").items()
    assert not inn.walk("VALARM")


# Rule 36: times that are not exact

INEXACT = [
    ("4 May 2026 in the afternoon", "Walk (afternoon)", "Walk (por la tarde)", False),
    ("4 May 2026 in the evening", "Walk (evening)", "Walk (al anochecer)", False),
    ("4 May 2026 at about 14:00", "Walk (about 14:00)", "Walk (aprox. 14:00)", True),
    ("4 May 2026 after 14:00", "Walk (from 14:00)", "Walk (desde 14:00)", False),
    ("4 May 2026 before 16:00", "Walk (until 16:00)", "Walk (hasta 16:00)", False),
]
EXACT = ["4 May 2026 14:00", "4 May 2026 14:00 to 15:00", "14:00 onward on 4 May 2026"]
WALK = """title: T
id: t
as_of: 2026-01-01
place: Lima, Peru
events: [{{id: w, title: Walk, when: {when}}}, {{id: x, title: X, when: 5 May 2026 9:00}}]
"""


def test_a_time_that_is_not_exact_is_marked_and_keeps_nobody_busy(table: Table) -> None:
    for when, english, spanish, rings in INEXACT:
        for lang, summary in (("", english), ("es", spanish)):
            with table.row(when, lang):
                text = WALK.format(when=when)
                walk = export_events(text, lang=lang, alarm="30m")[summary]
                assert read_property(walk, "TRANSP") == "TRANSPARENT"
                assert read_property(walk, "X-MICROSOFT-CDO-BUSYSTATUS") == "FREE"
                assert bool(walk.walk("VALARM")) is rings
                timeline = resolve(loads(text))
                written = render(timeline, "ics", IcsOptions(lang=lang))
                assert verify(written, timeline, lang=lang).differences == ()


def test_an_exact_start_keeps_people_busy_and_stands_alone(table: Table) -> None:
    for when in EXACT:
        with table.row(when):
            walk = export_events(WALK.format(when=when))["Walk"]
            assert read_property(walk, "TRANSP") == "OPAQUE"


def test_export_and_verify_tell_what_is_known_to_a_part_of_the_day() -> None:
    timeline = resolve(loads(WALK.format(when="4 May 2026 in the afternoon")))
    told = (
        "known to a part of the day only, or about, so marked in the title and shown as free: Walk"
    )
    assert told in list_losses(timeline, IcsOptions())
    assert told in verify(render(timeline, "ics"), timeline).losses


# Rule 37: addresses

URL = "https://example.org/walk"
NOTES = [
    ("", URL),
    ("notes: Bring boots.", f"Bring boots.\\n{URL}"),
    (f"notes: See {URL}", f"See {URL}"),
]


@pytest.mark.parametrize("when", ["4 May 2026 14:00", "4 to 5 May 2026"])
@pytest.mark.parametrize(("notes", "end"), NOTES)
def test_an_address_stands_once_in_the_description(when: str, notes: str, end: str) -> None:
    fields = ", ".join(filter(None, (when, f"url: {URL}", notes)))
    walk = export_events(WALK.format(when=fields))["Walk"]
    description = read_property(walk, "DESCRIPTION")
    assert read_property(walk, "URL") == URL
    assert description.endswith(end)
    assert description.count(URL) == 1


# Rules 38 and 39: places

PLACES = [
    ("place: Sala Norte", "Sala Norte\\, Lima"),
    ("place: {name: Sala Norte, address: Calle 1}", "Sala Norte\\, Calle 1\\, Lima"),
    ("place: {name: Sala Norte, address: 'Calle 1, Lima'}", "Sala Norte\\, Calle 1\\, Lima"),
    ("place: Hotel Lima", "Hotel Lima"),
    ("place: 'Cusco, Peru'", "Cusco\\, Peru"),
    ("place: {name: Pier, timezone: Europe/Madrid}", "Pier"),
    ("topics: [hills]", "Lima\\, Peru"),
]


def test_a_venue_is_told_with_its_address_and_its_city(table: Table) -> None:
    event = "{id: w, title: Walk, when: 4 May 2026 14:00, %s}"
    head = "title: T\nid: t\nas_of: 2026-01-01\n"
    for fields, location in PLACES:
        for around in ("place: Lima, Peru\nevents: [%s]\n", LEG):
            with table.row(fields, around):
                text = head + around % (event % fields)
                assert read_property(export_events(text)["Walk"], "LOCATION") == location
                timeline = resolve(loads(text))
                assert verify(render(timeline, "ics"), timeline).differences == ()


LEG = "legs:\n  - {id: l, place: 'Lima, Peru', when: 4 to 5 May 2026, events: [%s]}\n"


def test_coordinates_stand_in_apples_property_under_the_words_of_the_location() -> None:
    place = "{name: 'The \"Old\" Mill', address: Calle 1, latitude: -12.05, longitude: -77.04}"
    walk = export_events(WALK.format(when=f"4 May 2026 14:00, place: {place}"))["Walk"]
    found = walk["X-APPLE-STRUCTURED-LOCATION"]
    assert str(found) == "geo:-12.05,-77.04"
    assert dict(found.params) == {
        "X-TITLE": "The 'Old' Mill",
        "X-ADDRESS": "Calle 1, Lima",
        "VALUE": "URI",
    }
    assert read_property(walk, "GEO") == "-12.05;-77.04"


# Rule 42: whom an entry is for, and whom to call

CALL = "contacts: [{name: Ana Reis, role: guide, phone: '1'}, {name: Desk}]"


@pytest.mark.parametrize(
    ("visibility", "expected"), [("public", ""), ("party", "PRIVATE"), ("staff", "PRIVATE")]
)
def test_what_is_not_public_is_private(visibility: str, expected: str) -> None:
    fields = f"4 May 2026 14:00, visibility: {visibility}, {CALL}"
    walk = export_events(WALK.format(when=fields))["Walk"]
    assert read_property(walk, "CLASS") == expected
    assert read_property(walk, "CONTACT") == "Ana Reis\\, guide\\, 1\\; Desk"


# Rule 43: what is cancelled

CHOICES = [
    ("status", ["CANCELLED: Walk", "X"], "CANCELLED"),
    ("mark", ["CANCELLED: Walk", "X"], ""),
    ("omit", ["X"], None),
]


@pytest.mark.parametrize(("choice", "titles", "status"), CHOICES)
def test_what_is_cancelled_is_shown_as_asked_for(
    choice: str, titles: list[str], status: str | None
) -> None:
    text = WALK.format(when="4 May 2026 14:00, status: cancelled")
    found = export_events(text, cancelled=choice)
    assert list(found) == titles
    if status is not None:
        assert read_property(found[titles[0]], "STATUS") == status
        assert read_property(found[titles[0]], "TRANSP") == "TRANSPARENT"
    timeline, options = resolve(loads(text)), IcsOptions(cancelled=choice)
    result = verify(render(timeline, "ics", options), timeline)
    assert result.differences == ()
    assert ("cancelled, so left out: Walk" in result.losses) is (status is None)
    assert ("cancelled, so left out: Walk" in list_losses(timeline, options)) is (status is None)


# Rule 44: early years


@pytest.mark.parametrize("day", ["0079-08-24", "0800-12-25", "1066-10-14"])
def test_jcal_writes_four_digits_of_a_year(day: str) -> None:
    background = f"background: [{{id: b, title: B, when: '{day}'}}]\n"
    timeline = resolve(loads(WALK.format(when="4 May 2026 14:00") + background))
    text = render(timeline, "jcal", IcsOptions(background="inline"))
    assert f'"{day}"' in text
    dates = [each["DTSTART"].dt for each in icalendar.Calendar.from_jcal(text).events]
    assert date.fromisoformat(day) in dates
