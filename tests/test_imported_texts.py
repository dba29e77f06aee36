"""The places, texts and clocks of a calendar come into a document as people would write them."""

from __future__ import annotations

from typing import Any

import pytest
from tables import Table

from itinerary import loads
from itinerary.calendars.importing import ImportResult, import_calendar
from itinerary.places import find_zone_at

TIMED = "DTSTART;TZID=Europe/Rome:20270701T100000"


def import_lines(*lines: str, head: tuple[str, ...] = ()) -> ImportResult:
    event = ("BEGIN:VEVENT", "UID:1", "SUMMARY:Lunch", *lines, "END:VEVENT")
    text = "\r\n".join(("BEGIN:VCALENDAR", *head, *event, "END:VCALENDAR"))
    return import_calendar(text.encode(), "feed.ics")


def only(found: ImportResult) -> Any:
    (event,) = loads(found.text).events
    return event


# --- texts


@pytest.mark.parametrize(
    ("lines", "notes"),
    [
        (("DESCRIPTION:Plain\\, no marks",), "Plain, no marks"),
        (("DESCRIPTION:<p>One &amp\\; two</p><p>Three</p>",), "One & two\n\nThree"),
        (("DESCRIPTION:One &amp\\; two",), "One & two"),
        (("DESCRIPTION:if a < b and b > c",), "if a < b and b > c"),
        (("DESCRIPTION:Ana <ana@example.org>",), "Ana <ana@example.org>"),
        (("DESCRIPTION:<https://example.org/x>",), "<https://example.org/x>"),
        (("DESCRIPTION:<b>Bring</b> boots\\nand a coat",), "Bring boots\nand a coat"),
        (("DESCRIPTION:One<br/>Two<br>Three",), "One\nTwo\nThree"),
        (
            ('DESCRIPTION:<a href="https://example.org/m">the map</a>',),
            "the map (https://example.org/m)",
        ),
        (
            ('DESCRIPTION:<a href="https://example.org/">https://example.org</a>',),
            "https://example.org",
        ),
        (("DESCRIPTION:<div>One</div><div>Two</div>",), "One\n\nTwo"),
        (("X-ALT-DESC;FMTTYPE=text/html:<html><body>A <i>coat</i></body></html>",), "A coat"),
        (("DESCRIPTION:A coat", "X-ALT-DESC;FMTTYPE=text/html:<p>A <b>coat</b></p>"), "A coat"),
        (("X-ALT-DESC:<head><title>x</title><style>p {}</style></head><p>A coat</p>",), "A coat"),
        (("DESCRIPTION:<style>A coat",), "A coat"),
    ],
)
def test_marked_up_text_becomes_plain(lines: tuple[str, ...], notes: str) -> None:
    found = import_lines(TIMED, *lines)
    assert only(found).notes == notes
    assert found.losses == ()


def test_a_second_description_that_says_more_is_told() -> None:
    found = import_lines(TIMED, "DESCRIPTION:A coat", "X-ALT-DESC:<p>Two coats</p>")
    assert (only(found).notes, found.losses) == ("A coat", ("left out: X-ALT-DESC (1)",))


def test_a_calendar_says_what_it_is() -> None:
    head = (
        "X-WR-CALNAME:Walks\\, autumn",
        "X-WR-CALDESC:Up <b>and</b> down",
        "COLOR:teal",
        "URL:https://example.org/walks",
    )
    document = loads(import_lines(TIMED, head=head).text)
    assert document.title == "Walks, autumn"
    assert (document.notes, document.color) == ("Up and down", "teal")
    assert document.url == "https://example.org/walks"


def test_what_no_document_may_say_of_a_calendar_is_told() -> None:
    found = import_lines(TIMED, head=("COLOR:sky at noon", "URL:javascript:x", "X-WR-RELCALID:7"))
    document = loads(found.text)
    assert (document.color, document.url) == (None, None)
    assert found.losses == ("left out: X-WR-RELCALID (1), COLOR (1), URL (1)",)


# --- places

STRUCTURED = (
    'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="Via Po 3\\nTorino";X-TITLE="Bar'
    ' Elena":geo:45.06,7.69'
)


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ((STRUCTURED,), ("Bar Elena", 45.06, 7.69)),
        ((STRUCTURED, "LOCATION:Upstairs"), ("Upstairs", 45.06, 7.69)),
        ((STRUCTURED, "GEO:1.5;2.5"), ("Bar Elena", 1.5, 2.5)),
        ((STRUCTURED.replace('X-TITLE="Bar Elena"', "A=1"),), ("Via Po 3, Torino", 45.06, 7.69)),
        ((STRUCTURED.replace("geo:45.06,7.69", "nowhere"),), ("Bar Elena", None, None)),
    ],
)
def test_the_place_of_apple_is_read(
    lines: tuple[str, ...], place: tuple[str, float | None, float | None]
) -> None:
    found = only(import_lines(TIMED, *lines)).place
    assert (found.name, found.latitude, found.longitude) == place


@pytest.mark.parametrize(
    ("title", "ends"),
    [
        ("Flight home", ("unnamed place (Europe/Rome)", "unnamed place (Asia/Tokyo)")),
        ("AZ 792 FCO-HND", ("FCO", "HND")),
        ("FCO → HND", ("FCO", "HND")),
        ("FCO to HND to CTS", ("unnamed place (Europe/Rome)", "unnamed place (Asia/Tokyo)")),
    ],
)
def test_no_city_comes_from_the_name_of_a_zone(title: str, ends: tuple[str, str]) -> None:
    found = import_calendar(_retitle(title), "feed.ics")
    movement = only(found)
    assert (movement.origin.name, movement.destination.name) == ends
    is_told = any(f"places without names: {title}" in each for each in found.losses)
    assert is_told == ends[0].startswith("unnamed")


def _retitle(title: str) -> bytes:
    lines = (f"SUMMARY:{title}", TIMED, "DTEND;TZID=Asia/Tokyo:20270702T050000")
    event = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR")
    return "\n".join(event).encode()


# --- clocks


@pytest.mark.parametrize(
    ("lines", "head", "says", "zone"),
    [
        (("GEO:-33.86;151.21",), (), "2027-07-01T20:00", "Australia/Sydney"),
        (("GEO:-33.86;151.21", "LOCATION:Opera"), (), "2027-07-01T20:00", "Australia/Sydney"),
        (("LOCATION:Nairobi\\, Kenya",), (), "2027-07-01T13:00", "Africa/Nairobi"),
        (("LOCATION:Hall 3\\, Nairobi",), (), "2027-07-01T13:00", "Africa/Nairobi"),
        (("LOCATION:Hall 3",), (), "2027-07-01T10:00+00:00", "UTC"),
        (("GEO:0;-30",), (), "2027-07-01T10:00+00:00", "UTC"),
        ((), (), "2027-07-01T10:00+00:00", "UTC"),
    ],
)
def test_times_in_utc_are_written_by_the_clock_of_their_place(
    lines: tuple[str, ...], head: tuple[str, ...], says: str, zone: str
) -> None:
    found = import_lines("DTSTART:20270701T100000Z", *lines, head=head)
    assert only(found).when[0].says == says
    assert loads(found.text).timezone == zone
    told = f"in UTC, so written by the clock of their place: Lunch ({zone})"
    assert (told in found.losses) == (zone != "UTC")


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("LOCATION:Nairobi\\, Kenya", "Africa/Nairobi"),
        ("GEO:-33.86;151.21", "Australia/Sydney"),
        ("LOCATION:Hall 3", "UTC"),
    ],
)
def test_a_day_has_the_zone_of_its_place(place: str, zone: str) -> None:
    assert only(import_lines("DTSTART;VALUE=DATE:20270701", place)).place.timezone == zone


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        ("CONTACT:Front desk", {"name": "Front desk"}),
        (
            "CONTACT:Ana\\, guide\\, +351 900 000 001",
            {"name": "Ana", "role": "guide", "phone": "+351 900 000 001"},
        ),
        ("CONTACT:Ana\\, a@example.org", {"name": "Ana", "email": "a@example.org"}),
        ("CONTACT:Ana\\, guide\\, boat", {"name": "Ana, guide, boat"}),
    ],
)
def test_whom_to_call_is_kept(line: str, contact: dict[str, str]) -> None:
    (found,) = only(import_lines(TIMED, line)).contacts
    assert found.model_dump(exclude_none=True) == contact


def test_a_time_with_a_zone_keeps_it_wherever_it_is() -> None:
    found = import_lines(TIMED, "GEO:-33.86;151.21", "LOCATION:Nairobi\\, Kenya")
    assert only(found).when[0].says == "2027-07-01T10:00"
    assert only(found).place.timezone == "Europe/Rome"


def test_the_zone_of_coordinates_is_that_of_the_cities_around(table: Table) -> None:
    for latitude, longitude, zone in (
        (35.68, 139.69, "Asia/Tokyo"),
        (-17.8, 177.4, "Pacific/Fiji"),
        (64.15, -21.94, "Atlantic/Reykjavik"),
        (-13.83, -171.76, "Pacific/Apia"),
        (0.0, -30.0, ""),  # the middle of the Atlantic
        (90.0, 0.0, ""),
        (65.84, 24.14, ""),  # on the river between Sweden and Finland
    ):
        with table.row(f"{latitude}, {longitude}"):
            assert find_zone_at(latitude, longitude) == zone
