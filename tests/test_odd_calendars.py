"""What is odd or broken in a calendar is repaired, left out or refused, and always told."""

from __future__ import annotations

from datetime import date

import pytest

from itinerary import loads
from itinerary.calendars.importing import ImportResult, import_calendar

TEA = ("BEGIN:VEVENT", "UID:tea", "SUMMARY:Tea", "DTSTART;VALUE=DATE:20270401", "END:VEVENT")


def written(*parts: tuple[str, ...] | str) -> bytes:
    lines = (line for part in parts for line in ([part] if isinstance(part, str) else part))
    return "\r\n".join(("BEGIN:VCALENDAR", *lines, "END:VCALENDAR", "")).encode()


def imported(*parts: tuple[str, ...] | str) -> ImportResult:
    return import_calendar(written(*parts), "feed.ics")


def event(*lines: str) -> tuple[str, ...]:
    return ("BEGIN:VEVENT", "UID:1", "SUMMARY:Lunch", *lines, "END:VEVENT")


def words(found: ImportResult, title: str = "Lunch") -> str:
    """The dates of an event as the document has them."""
    assert found.text, found.findings
    return next(each.when[0].says for each in loads(found.text).events if each.title == title)


def told(found: ImportResult) -> str:
    return "\n".join((*map(str, found.findings), *found.losses))


# --- zones


def zone(name: str, standard: str, summer: str = "") -> tuple[str, ...]:
    """A VTIMEZONE by the European dates, with the offsets of winter and summer."""
    rules = (("STANDARD", standard, 10), ("DAYLIGHT", summer or standard, 3))
    lines = (
        line
        for kind, offset, month in rules
        for line in (
            f"BEGIN:{kind}",
            f"DTSTART:1970{month:02}25T020000",
            f"TZOFFSETFROM:{summer or standard}",
            f"TZOFFSETTO:{offset}",
            f"RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU",
            f"END:{kind}",
        )
    )
    return ("BEGIN:VTIMEZONE", f"TZID:{name}", *lines, "END:VTIMEZONE")


AT_TEN = event("DTSTART;TZID=Studio:20270701T100000")


@pytest.mark.parametrize(
    "parts", [(zone("Studio", "+0530"), AT_TEN), (AT_TEN, zone("Studio", "+0530"))]
)
def test_a_zone_counts_wherever_it_stands(parts: tuple[tuple[str, ...], ...]) -> None:
    assert words(imported(*parts)) == "2027-07-01T10:00+05:30"


def test_a_zone_counts_in_its_own_calendar() -> None:
    dinner = ("BEGIN:VEVENT", "SUMMARY:Dinner", *AT_TEN[3:])
    next_one = "END:VCALENDAR", "BEGIN:VCALENDAR"
    first = (*zone("Studio", "-0330", "-0230"), *AT_TEN)
    found = imported(first, next_one, zone("Studio", "+0100"), dinner)
    assert words(found) == "2027-07-01T10:00-02:30"
    assert words(found, "Dinner") == "2027-07-01T10:00+01:00"
    assert "the zone 'Studio' is unknown" in told(imported(first, next_one, dinner))


def test_times_without_a_zone_are_in_that_of_their_own_calendar() -> None:
    found = imported(
        "X-WR-TIMEZONE:Asia/Tokyo",
        event("DTSTART:20270701T100000"),
        ("END:VCALENDAR", "BEGIN:VCALENDAR", "X-WR-TIMEZONE:Asia/Kolkata"),
        ("BEGIN:VEVENT", "SUMMARY:Dinner", "DTSTART:20270701T190000", "END:VEVENT"),
    )
    document = loads(found.text)
    zones = [each.timezone or document.timezone for each in document.events]
    assert zones == ["Asia/Tokyo", "Asia/Kolkata"]


def test_a_zone_that_nobody_knows_is_not_that_of_the_calendar() -> None:
    parts = "X-WR-TIMEZONE:Asia/Tokyo", event("DTSTART;TZID=Studio:20270701T100000")
    assert "'Lunch': the zone 'Studio' is unknown - name the zone" in told(imported(*parts))
    found = import_calendar(written(*parts), "feed.ics", timezone="Asia/Kolkata")
    assert loads(found.text).timezone == "Asia/Kolkata"
    assert "'Studio' is unknown, so its times are read as those of Asia/Kolkata" in told(found)


@pytest.mark.parametrize("name", ["Europe/Madrid", "GMT"])
def test_rules_that_are_not_those_of_the_name_are_told_once(name: str) -> None:
    lunch, dinner = (
        ("BEGIN:VEVENT", f"SUMMARY:{title}", f"DTSTART;TZID={name}:20270701T100000", "END:VEVENT")
        for title in ("Lunch", "Dinner")
    )
    found = imported(zone(name, "-0800", "-0700"), lunch, dinner)
    assert words(found).startswith("2027-07-01T10:00")
    (finding,) = found.findings
    assert (finding.severity, finding.code) == ("warning", "guessed-zone")
    assert f"the zone '{name}' are others than those of its name" in finding.message


def test_rules_that_are_those_of_the_name_are_no_matter() -> None:
    for day in ("20270701", "20271201"):
        lunch = event(f"DTSTART;TZID=Europe/Madrid:{day}T100000")
        assert not imported(zone("Europe/Madrid", "+0100", "+0200"), lunch).findings


def test_a_zone_of_a_known_name_is_kept_however_old_the_time() -> None:
    found = imported(event("DTSTART;TZID=Europe/Amsterdam:19200501T100000"))
    assert (words(found), loads(found.text).timezone) == ("1920-05-01T10:00", "Europe/Amsterdam")


# --- days and times


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("DTSTART;TZID=Asia/Tokyo;VALUE=DATE:20270701",), "2027-07-01"),
        (("DTSTART;VALUE=DATE;TZID=Asia/Tokyo:20270701",), "2027-07-01"),
        (("DTSTART;TZID=Asia/Tokyo:20270701",), "2027-07-01"),
        (("DTSTART:20270701",), "2027-07-01"),
        (("DTSTART;VALUE=DATE:2027-07-01",), "2027-07-01"),
        (("DTSTART;VALUE=DATE:20270701T000000",), "2027-07-01"),
        (
            ("DTSTART;VALUE=DATE:20270701T000000Z", "DTEND;VALUE=DATE:20270703T000000Z"),
            "2027-07-01/2027-07-02",
        ),
    ],
)
def test_a_day_is_a_day_however_it_is_written(lines: tuple[str, ...], expected: str) -> None:
    assert words(imported(event(*lines))) == expected


def test_a_day_with_a_clock_time_is_refused() -> None:
    found = imported(event("DTSTART;VALUE=DATE:20270701T100000Z"))
    assert "feed.ics:5:1: error: DTSTART of 'Lunch' cannot be read: it is said to be a day" in told(
        found
    )


def test_the_z_of_a_time_counts_before_its_zone() -> None:
    found = imported(event("DTSTART;TZID=Asia/Tokyo:20270701T100000Z"))
    assert words(found) == "2027-07-01T10:00+00:00"
    assert "DTSTART is in UTC, as its Z says, not in the zone Asia/Tokyo" in told(found)
    assert not imported(event("DTSTART;TZID=UTC:20270701T100000Z")).findings


# --- texts


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Jos=C3=A9=27s", "José's"),
        ("SUMMARY;CHARSET=ISO-8859-1;ENCODING=quoted-printable:Jos=E9", "José"),
        ("SUMMARY;QUOTED-PRINTABLE:Jos=\r\n=C3=A9", "José"),
        ("SUMMARY;ENCODING=QUOTED-PRINTABLE:A=3DB", "A=B"),
    ],
)
def test_quoted_printable_text_is_decoded(line: str, title: str) -> None:
    found = imported(("BEGIN:VEVENT", line, "DTSTART;VALUE=DATE:20270701", "END:VEVENT"))
    assert [each.title for each in loads(found.text).events] == [title]


def test_text_in_no_known_encoding_is_refused() -> None:
    found = imported(event("LOCATION;ENCODING=QUOTED-PRINTABLE;CHARSET=none:A", "DTSTART:20270701"))
    assert "LOCATION of 'Lunch' cannot be read: it is not written in none" in told(found)


# --- what is no event


@pytest.mark.parametrize(
    "broken",
    [
        ("REFRESH-INTERVAL;VALUE=DURATION:often",),
        ("REFRESH-INTERVAL:VALUE=DURATION:PT1H",),
        ("X-PUBLISHED-TTL:often",),
        ("BEGIN:VTODO", "DUE:some day", "END:VTODO"),
        ("BEGIN:VFREEBUSY", "FREEBUSY:never", "END:VFREEBUSY"),
        ("BEGIN:VJOURNAL", "DTSTART:x", "END:VJOURNAL"),
        ("BEGIN:VTODO", "SUMMARY:Pack"),
    ],
)
def test_what_is_no_event_may_be_broken(broken: tuple[str, ...]) -> None:
    found = imported(broken, TEA)
    assert words(found, "Tea") == "2027-04-01"
    name = broken[0].removeprefix("BEGIN:").partition(";")[0].partition(":")[0]
    assert f"left out: {name} (1)" in told(found)


def test_a_broken_zone_is_told_at_its_line() -> None:
    broken = tuple(each.replace("TO:-0330", "TO:x") for each in zone("Studio", "-0330"))
    found = imported(broken, TEA)
    assert words(found, "Tea") == "2027-04-01"
    assert "feed.ics:2:1: warning: the rules of the zone 'Studio' cannot be read" in told(found)
    assert "the zone 'Studio' is unknown" in told(imported(broken, AT_TEN))


def test_lines_that_are_none_are_told_at_their_lines() -> None:
    found = imported(event("DTSTART:20270701", "and so on"))
    assert "feed.ics:6:1: warning: 'and so on' in 'Lunch' is no property - it is left out" in told(
        found
    )
    found = import_calendar(b"Content-Type: text/calendar\r\n\r\n" + written(TEA), "feed.ics")
    assert words(found, "Tea") == "2027-04-01"
    assert "feed.ics:1:1: warning: 'CONTENT-TYPE: text/calendar' stands in no component" in told(
        found
    )


# --- the text as a whole


def test_lines_may_end_in_carriage_returns() -> None:
    found = import_calendar(written(TEA).replace(b"\r\n", b"\r"), "feed.ics")
    assert words(found, "Tea") == "2027-04-01"
    assert "feed.ics:1:1: warning: 7 lines are ended by a carriage return (CR)" in told(found)
    assert not import_calendar(written(TEA).replace(b"\r\n", b"\r\r\n"), "feed.ics").findings


@pytest.mark.parametrize("sign", ["é", "日", "🙂"])
def test_a_line_may_be_folded_inside_a_character(sign: str) -> None:
    octets = sign.encode()
    for cut in range(1, len(octets)):
        data = written(event("DTSTART:20270701")).replace(
            b"Lunch", b"Lun" + octets[:cut] + b"\r\n " + octets[cut:] + b"ch"
        )
        found = import_calendar(data, "feed.ics")
        assert words(found, f"Lun{sign}ch") == "2027-07-01"
        assert "feed.ics:4:1: warning: 1 line is folded inside a character" in told(found)


def test_invisible_characters_are_read_as_spaces() -> None:
    found = imported(event("DTSTART:20270701", "LOCATION:Room\v4\f and\x85more"))
    assert loads(found.text).events[0].place.name == "Room 4  and more"
    assert "feed.ics:6:14: warning: 3 invisible characters are read as a space (U+000B" in told(
        found
    )


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (("BEGIN:VEVENT", "SUMMARY:Lunch", "DTSTART:2027"), "'Lunch' breaks off: END:VEVENT"),
        (("BEGIN:VEVENT", "SUMMARY:Lunch", "BEGIN:VALARM"), "'Lunch' breaks off: END:VEVENT"),
        ((), "the file breaks off: END:VCALENDAR is missing"),
    ],
)
def test_a_file_that_breaks_off_is_refused_or_read_as_far_as_it_goes(
    lines: tuple[str, ...], what: str
) -> None:
    data = "\r\n".join(("BEGIN:VCALENDAR", *TEA, *lines)).encode()
    found = import_calendar(data, "feed.ics")
    assert (found.text, f"error: {what}" in told(found)) == ("", True)
    found = import_calendar(data, "feed.ics", skip_broken=True)
    assert [each.title for each in loads(found.text).events] == ["Tea"]
    assert f"warning: {what}" in told(found)


def test_an_event_in_an_unknown_zone_is_left_out_where_broken_ones_are() -> None:
    odd = event("DTSTART;TZID=Mars/Olympus:20270701T100000")
    found = import_calendar(written(odd, TEA), "feed.ics")
    assert (found.text, "the zone 'Mars/Olympus' is unknown" in told(found)) == ("", True)
    found = import_calendar(written(odd, TEA), "feed.ics", skip_broken=True)
    assert [each.title for each in loads(found.text).events] == ["Tea"]
    assert "the event is left out" in told(found)


def test_an_event_whose_end_is_missing_does_not_swallow_the_next() -> None:
    found = import_calendar(written(event("DTSTART:20270701")[:-1], TEA), "f.ics", skip_broken=True)
    assert [each.title for each in loads(found.text).events] == ["Tea"]
    assert "'Lunch' breaks off" in told(found)


BROKEN = [
    event("DTSTART:20270231"),
    event("DTSTART:20270702T100000Z", "DTEND:20270701T100000Z"),
    event("DTSTART:20270701T100000Z", "DTEND;VALUE=DATE:20270702"),
    event("DTSTART:20270701T100000Z", "RRULE:FREQ=DAILY;INTERVAL=0"),
    event("DTSTART:20270701T100000Z", "EXDATE:never", "RRULE:FREQ=DAILY"),
]


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_events_that_cannot_be_read_are_left_out_on_request(broken: tuple[str, ...]) -> None:
    data, until = written(broken, TEA), date(2027, 12, 31)
    refused = import_calendar(data, "feed.ics", until=until)
    (error,) = refused.findings
    assert (refused.text, error.severity) == ("", "error")
    found = import_calendar(data, "feed.ics", until=until, skip_broken=True)
    assert [each.title for each in loads(found.text).events] == ["Tea"]
    (warning,) = found.findings
    assert (warning.severity, warning.position) == ("warning", error.position)
    assert (warning.message, warning.hint) == (error.message, "the event is left out")
    assert "left out, since they cannot be read: 'Lunch'" in found.losses


def test_a_series_is_not_broken_for_want_of_a_last_day() -> None:
    series = event("DTSTART:20270701T100000Z", "RRULE:FREQ=DAILY")
    found = import_calendar(written(series, TEA), "feed.ics", skip_broken=True)
    assert "error: 'Lunch' recurs (FREQ=DAILY) - give the last day" in told(found)
