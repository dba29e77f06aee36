"""Odd calendars as Hypothesis draws them: of many programs, broken in many ways."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from .naughty import kept

_texts = st.sampled_from(kept()) | st.sampled_from(
    ["Flight LIS-LHR", "Canceled: Review", "<p>Dinner<br>at 8</p>", "Zoom", "\\n\\,\\;", ""]
)
_zones = st.sampled_from(
    ["Europe/Lisbon", "Own", "W. Europe Standard Time", "/x/America/Lima", "UTC", "", "None"]
)
_moments = st.sampled_from(
    [
        "20250901T100000",
        "20250901T100000Z",
        "20251026T013000",
        "20250330T013000",
        "20250901",
        "00010101T000000Z",
        "99991231T235959Z",
        "20250230T100000",
        "20250901T246000",
        "2025-09-01T10:00",
        "20250901T10",
        "",
    ]
)
_parameters = st.sampled_from(["", ";VALUE=DATE", ";VALUE=DATE-TIME", ";VALUE=PERIOD", ';X="a:b"'])
_rules = st.sampled_from(
    [
        "FREQ=WEEKLY;COUNT=3",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20251231",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2",
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=3",
        "FREQ=MINUTELY",
        "FREQ=WEEKLY;BYDAY=MO,TU;WKST=SU;UNTIL=20260101T000000Z",
        "COUNT=2",
        "FREQ=DAILY;COUNT=99999",
        "FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=1",
        "",
    ]
)
_durations = st.sampled_from(["PT1H", "P1D", "-PT1H", "P1W", "P1DT2H", "PT", "P9999999D", "1h"])


def _dated(name: str) -> st.SearchStrategy[str]:
    zone = _zones.map(lambda each: f";TZID={each}" if each else "")
    return st.builds("{}{}{}:{}".format, st.just(name), zone, _parameters, _moments)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def _text(name: str) -> st.SearchStrategy[str]:
    return st.builds("{}:{}".format, st.just(name), _texts.map(_escaped) | _texts)


_lines = st.one_of(
    *map(_dated, ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE")),
    *map(_text, ("SUMMARY", "LOCATION", "DESCRIPTION", "COMMENT", "X-ALT-DESC", "CONTACT")),
    st.builds("RRULE:{}".format, _rules),
    st.builds("EXRULE:{}".format, _rules),
    st.builds("DURATION:{}".format, _durations),
    st.sampled_from(
        [
            "STATUS:CANCELLED",
            "STATUS:tentative",
            "CLASS:PRIVATE",
            "SEQUENCE:7",
            "SEQUENCE:x",
            "GEO:38.7;-9.1",
            "GEO:99;x",
            "URL:javascript:1",
            "URL:https://example.org/a",
            "CATEGORIES:Meeting,,Travel",
            "ATTENDEE;CN=Ana:mailto:ana@example.org",
            "ORGANIZER:mailto:ana@example.org",
            "UID:same",
            "no property",
            " folded",
            "BEGIN:VALARM\nTRIGGER:-PT30M\nACTION:DISPLAY\nEND:VALARM",
            "BEGIN:VALARM",
            "BEGIN:VEVENT",
            "END:VEVENT",
        ]
    ),
)
_starts = _dated("DTSTART") | st.sampled_from(
    ["DTSTART:20250901T100000Z", "DTSTART;TZID=Europe/Lisbon:20250902T090000"]
)
_events = st.builds(
    lambda number, start, lines: "\n".join(
        ["BEGIN:VEVENT", f"UID:{number}", "SUMMARY:Review", start, *lines, "END:VEVENT"]
    ),
    st.integers(1, 3),
    _starts,
    st.lists(_lines, max_size=5),
)
_own_zones = st.builds(
    "BEGIN:VTIMEZONE\nTZID:{}\nBEGIN:STANDARD\nDTSTART:{}\nTZOFFSETFROM:{}\nTZOFFSETTO:{}\n"
    "RRULE:{}\nEND:STANDARD\nEND:VTIMEZONE".format,
    st.sampled_from(["Own", "Europe/Lisbon", ""]),
    st.sampled_from(["19700101T000000", "16010101T000000", "x"]),
    st.sampled_from(["+0000", "+0100", "-9999", "x"]),
    st.sampled_from(["+0100", "-0330", "+2400", "-9999"]),
    st.sampled_from(["FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=YEARLY", "FREQ=DAILY", ""]),
)
_heads = st.sampled_from(
    ["X-WR-TIMEZONE:Europe/Lisbon", "METHOD:CANCEL", "NAME:Tour", "X-WR-CALNAME:", "COLOR:red"]
)


def _join(lines: list[str], end: str, ending: str) -> str:
    whole = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *lines, ending, ""])
    return whole.replace("\n", end)


calendars = st.builds(
    _join,
    st.lists(_events | _events | _own_zones | _heads, max_size=6),
    st.sampled_from(["\r\n", "\n"]),
    st.sampled_from(["END:VCALENDAR", ""]),
)
options = st.fixed_dictionaries(
    {},
    optional={
        "until": st.sampled_from([date(2026, 1, 1), date.max, date(1, 1, 1)]),
        "since": st.sampled_from([date(2025, 9, 5), date.max, date.min]),
        "timezone": st.just("Europe/Lisbon"),
        "skip_broken": st.booleans(),
    },
)
