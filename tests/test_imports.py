"""A calendar of others becomes a document with every event at its time, or a reason why not."""

from __future__ import annotations

import warnings
from collections import Counter
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from tables import Table

from itinerary import load, loads, render, resolve
from itinerary.calendars.importing import ImportResult, import_calendar
from itinerary.dates.zones import load_zone
from itinerary.export import IcsOptions

EXAMPLES = Path(__file__).parent.parent / "examples"
FOREIGN = sorted(
    (Path(icalendar.__file__).parent / "tests").rglob("*.ics")
)  # what icalendar itself is tested with
LISBON, UNTIL = "Europe/Lisbon", date(2025, 12, 31)


def calendar(*lines: str, head: tuple[str, ...] = (), around: str = "VEVENT") -> bytes:
    text = [
        "BEGIN:VCALENDAR",
        *head,
        f"BEGIN:{around}",
        "UID:1@example.org",
        *lines,
        f"END:{around}",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(text).encode()


def define_zone(name: str, offset: str) -> tuple[str, ...]:
    """Return the lines of a zone whose offset from UTC never changes."""
    return (
        "BEGIN:VTIMEZONE",
        f"TZID:{name}",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        f"TZOFFSETFROM:{offset}",
        f"TZOFFSETTO:{offset}",
        "END:STANDARD",
        "END:VTIMEZONE",
    )


def imported(*lines: str, head: tuple[str, ...] = (), **options: Any) -> ImportResult:
    return import_calendar(calendar(*lines, head=head), "trip.ics", **options)


def event(*lines: str, head: tuple[str, ...] = (), **options: Any) -> dict[str, Any]:
    """The fields of the only event, as the document has them."""
    found = imported(*lines, head=head, **options)
    assert not found.findings
    (only,) = loads(found.text).events
    return only.model_dump(
        exclude_defaults=True, by_alias=True, exclude={"id", "source", "titles", "kind"}
    )


def message(*lines: str, head: tuple[str, ...] = (), **options: Any) -> str:
    found = imported(*lines, head=head, **options)
    assert not found.text
    return "\n".join(map(str, found.findings))


def instants(text: str) -> list[tuple[Any, Any]]:
    """Start and end of each event of a document, as instants or days."""
    spans = (
        each for entry in resolve(loads(text)).select_entries("event") for each in entry.intervals
    )
    return sorted(((_instant(each.start), _instant(each.end)) for each in spans), key=str)


def _instant(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


# --- whole calendars


@pytest.mark.slow
@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("utc", [False, True], ids=["zones", "utc"])
def test_our_own_calendar_comes_back_with_its_titles_dates_and_zones(
    example: Path, utc: bool
) -> None:
    timeline = resolve(load(example))
    written = render(timeline, "ics", IcsOptions(background="inline", utc=utc))
    found = import_calendar(written.encode(), "trip.ics", timezone=LISBON if utc else "")
    assert not found.findings
    options = IcsOptions(background="inline", utc=utc)
    again = render(resolve(loads(found.text)), "ics", options)
    assert sorted(map(_facts, icalendar.Calendar.from_ical(again).events), key=str) == sorted(
        map(_facts, icalendar.Calendar.from_ical(written).events), key=str
    )


INEXACT = """
title: T
id: t
place: Lisbon
dates: 2 to 6 June 2026
legs: [{id: porto, place: Porto, when: 4 to 5 June 2026, status: tentative}]
events:
  - {id: a, title: Talks (closed), when: in the afternoon of 3 June 2026}
  - {id: b, title: Tea, when: about 16:00 on 3 June 2026, status: cancelled}
  - {id: c, title: Lunch (open), when: 4 June 2026 13:00, status: postponed}
  - {id: d, title: Fair (free), when: June 2026}
  - {id: e, title: Book, when: early June 2026}
  - {id: f, title: Walk, when: late morning of 5 June 2026, status: postponed}
  - {id: g, title: Watch, when: from 5 June 2026 at 15:00}
  - {id: h, title: Papers, when: before 15:00 on 5 June 2026}
  - {id: i, title: Sunset, when: about 5 June 2026}
  - {id: j, title: Queue, when: 'about 10:00-11:30 on 5 June 2026'}
  - {id: k, title: Inn, kind: stay, place: Porto, check_in: evening of 4 June 2026,
     check_out: 5 June 2026}
  - {id: l, title: Hall, kind: stay, place: Porto, check_in: 4 June 2026 15:00,
     check_out: 5 June 2026}
  - {id: m, title: Train, kind: movement, from: Lisbon, to: Porto,
     depart: 4 June 2026 in the evening, arrive: TBD}
  - {id: n, title: Plane, kind: movement, from: Porto, to: Lisbon, depart: TBD,
     arrive: about 20:00 on 5 June 2026}
background: [{id: z, title: Treaty, when: the 1980s}]
"""


def test_our_own_calendar_comes_back_as_inexact_as_it_was(table: Table) -> None:
    """In each language, the marks in its titles become dates and statuses, and nothing is lost."""
    timeline = resolve(loads(INEXACT))
    rows: tuple[dict[str, Any], ...] = (
        {},
        {"lang": "es"},
        {"lang": "pt"},
        {"lang": "en", "utc": True},
        {"lang": "es", "imprecise": "marker"},
        {"lang": "pt", "cancelled": "mark"},
    )
    for row in rows:
        with table.row(row):
            options = IcsOptions(background="inline", **row)
            written = render(timeline, "ics", options)
            found = import_calendar(written.encode(), "t.ics", timezone=LISBON)
            assert not found.findings
            assert not found.losses or "utc" in row  # that all is by the clock of its place
            again = render(resolve(loads(found.text)), "ics", options)
            assert _list_lines(again) == _list_lines(written)


def _list_lines(calendar: str) -> list[str]:
    """The lines of a calendar but the UIDs, which are made of the ids of a document."""
    lines = calendar.replace("\r\n ", "").splitlines()
    return sorted(line for line in lines if not line.startswith("UID:"))


def test_words_of_another_date_than_the_events_are_no_date_of_it() -> None:
    """Somebody has moved the event in a calendar, where its description stays."""
    written = render(resolve(loads(INEXACT)), "ics", IcsOptions(lang="es"))
    moved = written.replace("20260603T120000", "20260603T090000")
    assert moved != written
    talks = loads(import_calendar(moved.encode(), "t.ics").text).events
    titles = {each.title: each.when[0].says for each in talks if each.when}
    assert titles["Talks (closed) (por la tarde)"] == "2026-06-03T09:00/2026-06-03T18:00"


OWN = """
title: T
id: t
place: Quito, Ecuador
legs:
  - {id: l, title: A leg, place: 'Quito, Ecuador', when: 3-4 September 2025, events: [
      {id: d, title: Dinner, when: '3 September 2025, 20:00'}]}
events:
  - {id: f, title: Same clock, kind: movement, from: Quito, to: 'Cuenca, Ecuador',
     depart: 2025-09-03 10:00, arrive: 2025-09-03 15:00}
  - {id: g, title: Other clock, kind: movement, from: Quito, to: Mexico City,
     depart: 2025-09-05 10:00, arrive: 2025-09-05 15:00}
  - {id: m, title: Talks, when: 2025-09-06 10:00-10:30}
  - {id: p, title: Statement, kind: press, when: 2025-09-06 12:00}
  - {id: s, title: Hotel, kind: stay, check_in: 2025-09-03, check_out: 2025-09-05}
  - {id: o, title: Rest, kind: other, when: 2025-09-06}
background: [{id: b, title: Treaty, when: 2012-05-04}]
"""


@pytest.mark.parametrize("utc", [False, True])
def test_a_calendar_of_ours_comes_back_as_the_parts_of_a_trip(utc: bool) -> None:
    text = render(resolve(loads(OWN)), "ics", IcsOptions(background="inline", utc=utc))
    found = import_calendar(text.encode(), "trip.ics", timezone="America/Guayaquil")
    assert [each for each in found.losses if not each.startswith("in UTC")] == []
    document = loads(found.text)
    (leg,), (treaty,) = document.legs, document.background
    assert (treaty.title, treaty.when[0].says) == ("Treaty", "2012-05-04")
    assert [each.title for each in leg.events] == ["Dinner"]
    events = {each.title: each for each in (*leg.events, *document.events)}
    kinds = {title: str(each.kind) for title, each in events.items()}
    assert kinds == {
        "Dinner": "meeting",
        "Same clock": "movement",
        "Other clock": "movement",
        "Talks": "meeting",
        "Statement": "press",
        "Hotel": "stay",
        "Rest": "other",
    }
    assert events["Dinner"].when[0].says == "2025-09-03T20:00"
    assert "/" in events["Talks"].when[0].says
    foreign = text.replace("-//itinerary//itinerary//EN", "-//another//EN")
    other = import_calendar(foreign.encode(), "trip.ics", timezone="America/Guayaquil")
    assert "/" in {each.title: each for each in loads(other.text).events}["Dinner"].when[0].says


def _facts(event: icalendar.Event) -> tuple[Any, ...]:
    return (
        str(event["SUMMARY"]),
        event.start,
        event.end,
        getattr(event["DTSTART"].dt, "tzinfo", None),
        event.get("STATUS"),
    )


@cache
def foreign(path: Path, *, bare: bool = False) -> ImportResult:
    return import_calendar(
        path.read_bytes(), path.name, **({} if bare else {"timezone": LISBON, "until": UNTIL})
    )


@pytest.mark.slow
@pytest.mark.parametrize("bare", [True, False], ids=["bare", "expanded"])
def test_every_foreign_calendar_becomes_a_sound_document_or_says_why_not(
    bare: bool, table: Table
) -> None:
    for path in FOREIGN:
        with table.row(path.stem):
            found = foreign(path, bare=bare)
            has_errors = any(each.severity == "error" for each in found.findings)
            assert bool(found.text) != has_errors
            if found.text:
                assert not [
                    each
                    for each in resolve(loads(found.text)).diagnostics
                    if each.severity == "error"
                ]
                assert len(loads(found.text).events) == found.events > 0


@pytest.mark.slow
def test_what_is_not_imported_is_what_cannot_be() -> None:
    """Refused are unknown zones and rules, dates that contradict each other, and other text."""
    reasons = Counter(
        next((each.code for each in foreign(path).findings if each.severity == "error"), "")
        for path in FOREIGN
    )
    assert set(reasons) <= {
        "",
        "no-event",
        "unread-property",
        "event-dates",
        "no-calendar",
        "control",
        "recurring",
    }
    assert reasons[""] > 100
    assert reasons["event-dates"] + reasons["recurring"] + reasons["no-calendar"] < 20


@pytest.mark.slow
def test_every_time_of_a_foreign_calendar_is_the_same_instant() -> None:
    """Beside what recurring-ical-events finds in the same file."""
    compared = 0
    for path in FOREIGN:
        if foreign(path).text and (starts := _starts(path)) is not None:
            theirs = {_utc(each) for each in starts}
            assert theirs == {
                start for start, _ in instants(foreign(path).text) if str(start) < str(UNTIL)
            }, path.name
            compared += len(theirs)
    assert compared > 450


# What recurring-ical-events reads otherwise.
OTHERWISE = {
    "event_with_recurrence.ics",  # times in UTC are deleted from a series without a zone
    "issue_165_missing_event.ics",  # it refuses the spaces of BYDAY=MO, TU
}


def _starts(path: Path) -> list[date] | None:
    """When the events of a file begin; None for one that icalendar cannot read."""
    if path.name in OTHERWISE:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # icalendar guesses at names of zones
        icalendar.use_zoneinfo()  # forgets those of the file before
        try:
            components = icalendar.Component.from_ical(path.read_text("utf-8"), multiple=True)
        except ValueError:
            return None
    found = []
    for each in components:
        whole = icalendar.Calendar()
        for event in each.events if each.name == "VCALENDAR" else each.walk("VEVENT"):
            if "DTSTART" in event:
                whole.add_component(event)
        found += [
            each.start for each in recurring_ical_events.of(whole).between(date(1822, 1, 1), UNTIL)
        ]
    return found


def _utc(value: date) -> date:
    if not isinstance(value, datetime):
        return value
    return (
        (value if value.tzinfo else value.replace(tzinfo=load_zone(LISBON)))
        .astimezone(UTC)
        .replace(microsecond=0)
    )


# --- one event, field by field


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("DTSTART;VALUE=DATE:20250902",), "2025-09-02"),
        (("DTSTART;VALUE=DATE:20250902", "DTEND;VALUE=DATE:20250905"), "2025-09-02/2025-09-04"),
        (("DTSTART;VALUE=DATE:20250902", "DTEND;VALUE=DATE:20250902"), "2025-09-02"),
        (("DTSTART;VALUE=DATE:20250902", "DURATION:P2D"), "2025-09-02/2025-09-03"),
        (("DTSTART;TZID=Europe/Lisbon:20250902T100000",), "2025-09-02T10:00"),
        (
            (
                "DTSTART;TZID=Europe/Lisbon:20250902T100000",
                "DTEND;TZID=Europe/Lisbon:20250902T113015",
            ),
            "2025-09-02T10:00/2025-09-02T11:30:15",
        ),
        (
            ("DTSTART;TZID=Europe/Lisbon:20250902T100000", "DURATION:PT90M"),
            "2025-09-02T10:00/2025-09-02T11:30",
        ),
        (
            ("DTSTART;TZID=Europe/Berlin:20250330T013000", "DURATION:PT2H"),
            "2025-03-30T01:30/2025-03-30T04:30",
        ),
        (
            (
                "DTSTART;TZID=Europe/Lisbon:20250329T120000",
                "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:PT0S\r\nDURATION:PT5M\r\nREPEAT:1"
                "\r\nEND:VALARM",
                "DURATION:PT2\r\n 4H",
            ),
            "2025-03-29T12:00/2025-03-30T13:00",
        ),
        (
            ("DTSTART;TZID=Europe/Lisbon:20250329T120000", "DURATION:P1D"),
            "2025-03-29T12:00/2025-03-30T12:00",
        ),
        (
            ("DTSTART;TZID=Europe/Lisbon:20250329T120000", "DURATION:P1DT1H"),
            "2025-03-29T12:00/2025-03-30T13:00",
        ),
        (
            ("DTSTART;TZID=Europe/Lisbon:20250329T120000", "DURATION:P1W"),
            "2025-03-29T12:00/2025-04-05T12:00",
        ),
        (
            ("DTSTART;TZID=Europe/Lisbon:20251026T013000", "DURATION:PT1H"),
            "2025-10-26T01:30+01:00/2025-10-26T01:30+00:00",
        ),
        (
            (
                "DTSTART;TZID=Europe/Lisbon:20251026T013000",
                "DTEND;TZID=Europe/Lisbon:20251026T030000",
            ),
            "2025-10-26T01:30+01:00/2025-10-26T03:00+00:00",
        ),
        (
            ("DTSTART:20250902T100000Z", "DTEND:20250902T110000Z"),
            "2025-09-02T10:00+00:00/2025-09-02T11:00+00:00",
        ),
        (("DTSTART;VALUE=DATE:18220524",), "1822-05-24"),
        (("SUMMARY:some day",), "TBD"),
    ],
)
def test_dates_by_iso_8601_with_the_last_day(lines: tuple[str, ...], words: str) -> None:
    (claim,) = event(*lines)["when"]
    assert claim == {"says": words}


LUNCH = ("SUMMARY:Lunch", "DTSTART;TZID=Europe/Lisbon:20250902T130000")


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("DESCRIPTION:One\\nTwo\\, three", {"notes": "One\nTwo, three"}),
        ("COMMENT:By the way", {"notes": "By the way"}),
        (
            "LOCATION:Café A Brasileira",
            {"place": {"name": "Café A Brasileira", "timezone": LISBON}},
        ),
        (
            "GEO:38.71;-9.14",
            {
                "place": {
                    "name": "38.71, -9.14",
                    "timezone": LISBON,
                    "latitude": 38.71,
                    "longitude": -9.14,
                }
            },
        ),
        ("URL:https://example.org/a?b", {"url": "https://example.org/a?b"}),
        ("CATEGORIES:food\\, drink,Lisbon", {"categories": ("food, drink", "Lisbon")}),
        ("STATUS:TENTATIVE", {"status": "tentative"}),
        ("CLASS:PRIVATE", {"visibility": "staff"}),
        ("CLASS:PUBLIC", {}),
        (
            "ORGANIZER;CN=Ana:mailto:ana@example.org",
            {"contacts": ({"name": "Ana", "role": "organizer", "email": "ana@example.org"},)},
        ),
        (
            "ATTENDEE;CN=Rui;PARTSTAT=ACCEPTED:mailto:rui@example.org",
            {"participants": ({"name": "Rui"},)},
        ),
        ("ATTENDEE:MAILTO:rui@example.org", {"participants": ({"name": "rui@example.org"},)}),
    ],
)
def test_properties_become_the_fields_that_mean_the_same(line: str, fields: dict[str, Any]) -> None:
    found = event(*LUNCH, line)
    assert {name: found[name] for name in found if name not in ("when", "x-uid")} == fields


@pytest.mark.parametrize(
    ("trigger", "alarm"),
    [
        ("-PT30M", "30m"),
        ("-PT120M", "2h"),
        ("-P1D", "1d"),
        ("PT5M", None),
        ("PT0S", None),
        ("-PT90S", None),
    ],
)
def test_an_alarm_before_the_start_is_kept_and_another_left_out(
    trigger: str, alarm: str | None
) -> None:
    found = imported(*LUNCH, "BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{trigger}", "END:VALARM")
    assert loads(found.text).events[0].alarm == alarm
    assert found.losses == (() if alarm else ("left out: VALARM (1)",))


def test_a_cancelled_event_is_called_so_once() -> None:
    (only,) = loads(imported("SUMMARY:CANCELLED: Lunch", "STATUS:CANCELLED", LUNCH[1]).text).events
    assert (only.title, only.status) == ("Lunch", "cancelled")


def test_what_a_calendar_is_sent_for_is_done_or_told() -> None:
    cancelled = imported(*LUNCH, "STATUS:CONFIRMED", head=("METHOD:CANCEL",))
    (only,) = loads(cancelled.text).events
    assert (only.status, cancelled.losses) == ("cancelled", ())
    assert imported(*LUNCH, head=("METHOD:PUBLISH",)).losses == ()
    assert imported(*LUNCH, head=("METHOD:reply",)).losses == ("left out: METHOD:REPLY (1)",)


@pytest.mark.parametrize(
    ("first", "second", "titles", "is_told"),
    [
        ("SEQUENCE:0", "SEQUENCE:2", ["New"], True),
        ("SEQUENCE:10", "SEQUENCE:9", ["Old"], True),
        ("COMMENT:no number", "SEQUENCE:1", ["New"], True),
        ("SEQUENCE:1", "SEQUENCE:1", ["Old", "New"], False),
        ("SEQUENCE:0", "SEQUENCE:1\r\nRECURRENCE-ID:20250328T130000Z", ["Old", "New"], False),
    ],
)
def test_a_later_revision_takes_the_place_of_an_earlier_one(
    first: str, second: str, titles: list[str], is_told: bool
) -> None:
    again = "END:VEVENT", "BEGIN:VEVENT", "UID:1@example.org"
    start = "DTSTART:20250328T130000Z"
    found = imported("SUMMARY:Old", start, first, *again, "SUMMARY:New", start, second)
    assert [each.title for each in loads(found.text).events] == titles
    assert any("has a higher SEQUENCE: '" in each for each in found.losses) == is_told


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_booking_in_a_calendar_of_ours_is_not_made_public(lang: str) -> None:
    stay = "check_in: 2026-09-03, check_out: 2026-09-05, booking: ABC123, visibility: staff"
    trip = (
        "{title: T, place: Lisbon, events: [{title: Inn, kind: stay, %s}, {title: Tea, when: %s}]}"
    )
    timeline = resolve(loads(trip % (stay, "2026-09-03")))
    text = render(timeline, "ics", IcsOptions(lang=lang))
    found = import_calendar(text.encode(), "trip.ics")
    inn, tea = loads(found.text).events
    assert (inn.booking, inn.visibility, tea.visibility) == ("ABC123", "staff", "public")
    assert any("for staff alone" in each and each.endswith(": Inn") for each in found.losses)
    assert "ABC123" not in render(resolve(loads(found.text)), "markdown", audience="public")


def test_a_kind_of_ours_is_read_from_the_categories() -> None:
    (only,) = loads(imported(*LUNCH, "CATEGORIES:press,Lisbon").text).events
    assert (only.kind, only.categories) == ("press", ("Lisbon",))


def test_what_has_no_field_is_told_by_name() -> None:
    found = imported(
        *LUNCH,
        "X-FOO:1",
        "X-FOO:2",
        "PRIORITY:1",
        "URL:javascript:alert(1)",
        "ATTENDEE:mailto:rui@example.org",
    )
    assert found.losses == (
        (
            "left out: X-FOO (1), PRIORITY (1), addresses and replies of ATTENDEE (1), a url that"
            " no document may have (1)"
        ),
    )
    assert "javascript" not in found.text


@pytest.mark.parametrize(
    "name",
    [
        "SUMMARY",
        "LOCATION",
        "GEO",
        "URL",
        "STATUS",
        "CLASS",
        "DESCRIPTION",
        "CATEGORIES",
        "UID",
        "ORGANIZER",
    ],
)
def test_what_is_there_twice_is_told_or_kept(name: str) -> None:
    value = {
        "GEO": "38.9;-77.1",
        "URL": "https://example.org",
        "STATUS": "TENTATIVE",
        "CLASS": "PRIVATE",
        "ORGANIZER": "mailto:a@example.org",
    }.get(name, "One")
    found = imported(*LUNCH, f"{name}:{value}", f"{name}:{value}")
    again = {"SUMMARY": 2, "UID": 2}.get(name, 1)  # one is there already
    kept = ("DESCRIPTION", "CATEGORIES", "ORGANIZER")
    assert found.losses == (() if name in kept else (f"left out: another {name} ({again})",))


@pytest.mark.parametrize("line", ["GEO:38.?9;-77.01", 'CLASS;X="a:PUBLIC'])
def test_what_cannot_be_read_is_left_out_with_a_warning(line: str) -> None:
    found = imported(*LUNCH, line)
    assert loads(found.text).events[0].title == "Lunch"
    assert [(each.severity, each.code) for each in found.findings] == [
        ("warning", "unread-property")
    ]


def test_components_of_other_kinds_are_told() -> None:
    todo = calendar("SUMMARY:Pack", around="VTODO")
    assert [str(each) for each in import_calendar(todo, "a.ics").findings] == [
        "a.ics:1:1: error: the calendar has no events, only VTODO (1) - export one that has events"
    ]


# --- zones


@pytest.mark.parametrize(
    ("start", "zone"),
    [
        ("DTSTART;TZID=America/New_York:20250902T100000", "America/New_York"),
        ("DTSTART;TZID=Eastern Standard Time:20250902T100000", "America/New_York"),
        (
            "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20250902T100000",
            "Europe/Berlin",
        ),
        ("DTSTART;TZID=posix/Asia/Kathmandu:20250902T100000", "Asia/Kathmandu"),
        ("DTSTART:20250902T100000Z", "UTC"),
    ],
)
def test_the_zone_of_a_calendar_is_that_of_its_times(start: str, zone: str) -> None:
    assert loads(imported(start).text).timezone == zone


def test_a_zone_of_its_own_stays_with_its_event() -> None:
    lines = (
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:2",
        "SUMMARY:Call",
        "DTSTART;TZID=Asia/Tokyo:20250903T090000",
        "END:VEVENT",
    )
    text = imported(
        *LUNCH,
        *lines,
        "BEGIN:VEVENT",
        "UID:3",
        "SUMMARY:Tea",
        "DTSTART;TZID=Europe/Lisbon:20250903T160000",
    ).text
    timeline = resolve(loads(text))
    assert loads(text).timezone == LISBON
    assert {entry.title: str(entry.zone) for entry in timeline.select_entries("event")} == {
        "Lunch": LISBON,
        "Call": "Asia/Tokyo",
        "Tea": LISBON,
    }
    assert "TZID=Asia/Tokyo:20250903T090000" in render(timeline, "ics")


def test_a_zone_that_nobody_else_knows_keeps_its_instants() -> None:
    zone = define_zone("Here", "+0330")
    found = imported("SUMMARY:Tea", "DTSTART;TZID=Here:20250902T100000", head=zone)
    assert "when: 2025-09-02T10:00+03:30" in found.text
    assert found.losses == (
        "zones unknown to the tz database, written as offsets from UTC: Here",
        (
            "times without a zone are shown in UTC time: to change that, edit 'timezone' in the"
            " document"
        ),
    )


def test_calendars_read_before_have_no_say_in_the_next(table: Table) -> None:
    for offset in ("+0330", "-0500", "+0000", "+0330"):
        with table.row(offset):
            zone = define_zone("Office", offset)
            found = imported("SUMMARY:Tea", "DTSTART;TZID=Office:20250902T100000", head=zone)
            assert f"when: 2025-09-02T10:00{offset[:3]}:{offset[3:]}\n" in found.text
    for _ in range(2):
        found = imported("SUMMARY:Tea", "DTSTART;TZID=/acme.org/Europe/Lisbon:20250902T100000")
        assert [each.code for each in found.findings] == ["guessed-zone"]
    found = imported("SUMMARY:Tea", "DTSTART;TZID=Office:20250902T100000")
    assert "+03:30" not in found.text


def test_a_time_by_nobodys_clock_is_asked_about() -> None:
    floating = ("SUMMARY:Tea", "DTSTART:20250902T100000")
    assert (
        message(*floating)
        == "trip.ics:5:1: error: 'Tea': its times have no zone - name the zone, as in --timezone"
        " Europe/Lisbon"
    )
    assert "the zone 'Nowhere' is unknown" in message(
        "SUMMARY:Tea", "DTSTART;TZID=Nowhere:20250902T100000"
    )
    for options in ({"timezone": LISBON}, {"head": ("X-WR-TIMEZONE:Europe/Lisbon",)}):
        document = loads(imported(*floating, **options).text)
        assert (document.timezone, document.events[0].when[0].says) == (LISBON, "2025-09-02T10:00")


def test_an_event_between_two_zones_is_a_movement() -> None:
    flight = (
        "SUMMARY:TP 1",
        "LOCATION:LIS",
        "DTSTART;TZID=Europe/Lisbon:20250902T100000",
        "DTEND;TZID=America/New_York:20250902T130000",
    )
    found = imported(*flight)
    (only,) = loads(found.text).events
    assert (only.kind, only.origin.name, only.destination.name) == (
        "movement",
        "LIS",
        "unnamed place (America/New_York)",
    )
    assert instants(found.text) == [
        (datetime(2025, 9, 2, 9, tzinfo=UTC), datetime(2025, 9, 2, 17, tzinfo=UTC))
    ]
    assert found.losses == (
        "start and end in different zones, so movements between places without names: TP 1",
    )


# --- recurring events

WEEKLY = (
    "SUMMARY:Standup",
    "DTSTART;TZID=Europe/Lisbon:20250303T093000",
    "DTEND;TZID=Europe/Lisbon:20250303T094500",
)


def test_a_recurring_event_is_refused_by_name() -> None:
    assert (
        message(*WEEKLY, "RRULE:FREQ=WEEKLY")
        == "trip.ics:7:1: error: 'Standup' recurs (FREQ=WEEKLY) - give the last day, as in --expand"
        " 2026-12-31: each occurrence becomes an event"
    )


def test_a_recurring_event_is_expanded_on_request() -> None:
    changed = (
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:1@example.org",
        "SUMMARY:Late standup",
        "RECURRENCE-ID;TZID=Europe/Lisbon:20250317T093000",
        "DTSTART;TZID=Europe/Lisbon:20250317T110000",
    )
    found = imported(
        *WEEKLY,
        "RRULE:FREQ=WEEKLY",
        "EXDATE;TZID=Europe/Lisbon:20250310T093000",
        *changed,
        until=date(2025, 4, 7),
    )
    events = [(each.id, each.title, each.when[0].says) for each in loads(found.text).events]
    assert events == [
        ("1-example-org-2025-03-03", "Standup", "2025-03-03T09:30/2025-03-03T09:45"),
        ("1-example-org-2025-03-17", "Late standup", "2025-03-17T11:00"),
        ("1-example-org-2025-03-24", "Standup", "2025-03-24T09:30/2025-03-24T09:45"),
        ("1-example-org-2025-03-31", "Standup", "2025-03-31T09:30/2025-03-31T09:45"),
        ("1-example-org-2025-04-07", "Standup", "2025-04-07T09:30/2025-04-07T09:45"),
    ]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("FREQ=SECONDLY", "'Standup' recurs more than once an hour (FREQ=SECONDLY)"),
        ("FREQ=HOURLY", "'Standup' recurs more than 1,000 times up to 2025-12-31 (FREQ=HOURLY)"),
        (
            "FREQ=DAILY;UNTIL=20240101T000000Z",
            "no event of the calendar is left: left out, since no time of theirs is left:"
            " 'Standup'",
        ),
    ],
)
def test_a_rule_of_too_many_times_is_refused(rule: str, text: str) -> None:
    assert text in message(*WEEKLY, f"RRULE:{rule}", until=UNTIL)


# --- what is wrong


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", "trip.ics:1:1: error: this is not a calendar: it has no line BEGIN:VCALENDAR"),
        (b"Hello", "trip.ics:1:1: error: this is not a calendar: it has no line BEGIN:VCALENDAR"),
        (b"\xff\xfeB\x00", "trip.ics:1:1: error: the file is saved as UTF-16 or UTF-32"),
        (
            calendar("SUMMARY:x", "DTSTART:20250230T100000Z"),
            "trip.ics:5:1: error: DTSTART of 'x' cannot be read",
        ),
        (calendar("SUMMARY:x", "DTSTART:20250902T100000Z", "DTEND:20250901T100000Z"), "'x': "),
        (
            calendar("DTSTART:20250902T100000Z", "DTEND;VALUE=DATE:20250903"),
            "trip.ics:2:1: error: '1@example.org': ",
        ),
        (b"BEGIN:X\r\n" * 5000, "error"),
    ],
)
def test_what_is_no_calendar_says_why(data: bytes, text: str) -> None:
    found = import_calendar(data, "trip.ics")
    assert not found.text
    assert text in "\n".join(map(str, found.findings))


@given(st.data())
def test_a_damaged_calendar_is_a_document_or_a_finding(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(FOREIGN)).read_bytes()
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    found = import_calendar(
        whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:], "trip.ics"
    )
    assert bool(found.text) != any(each.severity == "error" for each in found.findings)


# --- the command


def test_the_command_writes_a_document_and_says_what_it_leaves_out(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("trip.ics").write_bytes(calendar(*LUNCH, "SEQUENCE:3"))
    assert run("import", "trip.ics") == (
        0,
        "wrote trip.yaml\n1 event of trip.ics\nleft out: SEQUENCE (1)\n",
        "",
    )
    assert run("check", "trip.yaml")[0] == 0
    assert run("import", "trip.ics") == (2, "", "itinerary: trip.yaml exists - name another file\n")
    status, out, told = run("import", "trip.ics", "-o", "-")
    assert (status, told) == (0, "1 event of trip.ics\nleft out: SEQUENCE (1)\n")
    assert out == Path("trip.yaml").read_text(encoding="utf-8")


def test_the_command_tells_every_error_and_writes_nothing(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("trip.ics").write_bytes(
        calendar(
            *WEEKLY,
            "RRULE:FREQ=WEEKLY",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "SUMMARY:Tea",
            "DTSTART:20250902T100000",
        )
    )
    status, out, told = run("import", "trip.ics")
    assert (status, out, told.count("error:")) == (1, "", 2)
    assert not Path("trip.yaml").exists()
    assert run("import", "trip.ics", "--timezone", "Lisbon")[0] == 1
    assert run("import", "trip.ics", "--expand", "soon")[0] == 2
    assert run("import", "no.ics")[0] == 1


def test_a_name_that_others_know_is_no_proof_of_its_offset() -> None:
    zone = define_zone("Acme/Europe/Lisbon", "+0330")
    found = imported("SUMMARY:Tea", "DTSTART;TZID=Acme/Europe/Lisbon:20250902T100000", head=zone)
    assert "when: 2025-09-02T10:00+03:30" in found.text


def test_a_recurring_event_that_lasts_for_weeks_is_there_once_each_time() -> None:
    months = (
        "SUMMARY:Residence",
        "DTSTART;VALUE=DATE:20250120",
        "DURATION:P40D",
        "RRULE:FREQ=MONTHLY;COUNT=4",
    )
    found = loads(imported(*months, until=UNTIL).text).events
    assert [each.when[0].says[:10] for each in found] == [
        "2025-01-20",
        "2025-02-20",
        "2025-03-20",
        "2025-04-20",
    ]
