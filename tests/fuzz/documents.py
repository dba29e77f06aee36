"""Whole documents, plausible and hostile, as Hypothesis draws them, and what holds of all."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import icalendar
import tzdata
from hypothesis import strategies as st
from pages import hold_page
from rendering import render_partly

from itinerary.briefing import STYLES
from itinerary.cli.terminal import format_timeline
from itinerary.diagnostics import OptionError, format_diagnostics
from itinerary.export import IcsOptions, MarkdownOptions, formats
from itinerary.loading import LoadResult, read_text
from itinerary.reports.conflicts import conflicts
from itinerary.reports.provenance import trace_timeline
from itinerary.reports.rendering import format_conflicts, format_explanations
from itinerary.resolving import resolve
from itinerary.timeline import Timeline
from itinerary.timeline.chronologies import is_chronology
from itinerary.timeline.travellers import list_travellers
from itinerary.views.audience import for_audience
from itinerary.views.parts import split
from itinerary.views.translation import translate_titles
from itinerary.views.traveller import for_traveller
from itinerary.views.within import select_within

from .naughty import REFUSED, kept

SECONDS = (
    20  # of CPU time for one input, at the most: far more than any takes, even when it is watched
)
# The properties that a VEVENT may have; what is not among them came in by a text.
PROPERTIES = set(
    """UID DTSTAMP LAST-MODIFIED SEQUENCE DTSTART DTEND SUMMARY STATUS TRANSP
    X-MICROSOFT-CDO-BUSYSTATUS LOCATION GEO X-APPLE-STRUCTURED-LOCATION URL CLASS CONTACT
    CATEGORIES COLOR DESCRIPTION""".split()
)
COMPONENTS = {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)  # by a terminal


class TooSlowError(Exception):
    """An input took more time than any may."""


@contextmanager
def in_time(seconds: float = SECONDS) -> Iterator[None]:
    """Raises TooSlowError in what takes more CPU time than that."""

    def stop(*_: object) -> None:
        raise TooSlowError(f"more than {seconds} s of CPU time")

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


# --- what has to hold


def hold(text: str, format: str = "json") -> Timeline | None:
    """Load, resolve, export and print a document, and read it back; return a sound timeline."""
    loaded = hold_loaded(text, format)
    if loaded.document is None:
        return None
    timeline = resolve(loaded.document)
    said = format_diagnostics(timeline.diagnostics)
    assert not OBEYED.search(said.replace("\n", "")), "a message that a terminal obeys"
    hold_exports(timeline)
    errors = [
        each for each in (*loaded.diagnostics, *timeline.diagnostics) if each.severity == "error"
    ]
    return None if errors else timeline


def hold_loaded(text: str, format: str) -> LoadResult:
    """Load a text; it comes to a document or to diagnostics that can be printed."""
    loaded = read_text(text, format)  # type: ignore[arg-type]  # a format
    assert loaded.document or loaded.diagnostics
    for said in (format_diagnostics(loaded.diagnostics), format_diagnostics(loaded.notes)):
        said.encode()
        assert not OBEYED.search(said.replace("\n", "")), "a message that a terminal obeys"
    return loaded


def hold_exports(timeline: Timeline) -> None:
    """Write a timeline in every format and read back what can be: nothing is lost or added."""
    for options in (
        {},
        {"utc": True},
        {"background": "only"},
        {"background": "inline", "imprecise": "marker"},
    ):
        hold_calendar(
            timeline,
            render_partly(timeline, "ics", IcsOptions(**options)),
            background=str(options.get("background", "omit")),
        )
    for format in formats():
        if format not in ("ics", "html"):
            render_partly(timeline, format).encode()
    page = render_partly(timeline, "html")
    page.encode()
    hold_page(page)
    for style, lang, clock in zip(STYLES, ("en", "es", "en", "es"), (12, 24, 24, 12), strict=True):
        render_partly(
            timeline, "markdown", MarkdownOptions(style=style, lang=lang, clock=clock)
        ).encode()
    hold_calendar(
        translate_titles(timeline, "es"),
        render_partly(timeline, "ics", IcsOptions(lang="es")),
        background="omit",
    )
    hold_selections(timeline)
    found = conflicts(timeline)
    format_conflicts(found, "markdown").encode()
    json.loads(format_conflicts(found, "json"))
    explained = format_explanations(trace_timeline(timeline))
    told = json.loads(render_partly(timeline, "json"))
    assert [each["id"] for each in told["entries"]] == [each.id for each in timeline.entries]
    assert [each["title"] for each in told["entries"]] == [each.title for each in timeline.entries]
    for printed in (format_timeline(timeline), explained, format_conflicts(found)):
        printed.encode()
        assert not OBEYED.search(printed.replace("\n", "")), "a report that a terminal obeys"


def hold_selections(timeline: Timeline) -> None:
    """Check each audience, which sees nothing that is hidden from it, and each part of a trip."""
    levels = ("public", "party", "staff")
    for number, audience in enumerate(levels):
        if timeline.document.visibility in levels[: number + 1]:
            seen = for_audience(timeline, audience)
            assert all(
                getattr(entry.item, "visibility", "public") in levels[: number + 1]
                for entry in seen.entries
            )
            for format in formats():
                render_partly(seen, format).encode()
    for stretch in _stretches:
        with suppress(OptionError):
            hold_part(select_within(timeline, stretch))
    for name in list_travellers(timeline.document):
        with suppress(OptionError):
            hold_part(for_traveller(timeline, name))
    whole = render_partly(timeline, "ics", IcsOptions(background="inline", utc=True))
    for by in ("leg", "kind"):
        parts = [
            render_partly(part.timeline, "ics", IcsOptions(background="inline", utc=True))
            for part in split(timeline, by)
        ]
        assert sorted(re.findall("\nUID:.*", "".join(parts))) == sorted(
            re.findall("\nUID:.*", whole)
        )


def hold_part(part: Timeline) -> None:
    """Write a part of a timeline as a calendar and as a page."""
    hold_calendar(part, render_partly(part, "ics", IcsOptions()), background="omit")
    render_partly(part, "html").encode()
    format_timeline(part).encode()


def hold_calendar(timeline: Timeline, text: str, *, background: str) -> None:
    """Check that a calendar is safe in each line, and has just the events and properties."""
    assert not _HARMFUL.search(text)
    assert all(
        line.endswith("\r\n") and len(line.encode()) <= 77
        for line in text.splitlines(keepends=True)
    )
    whole = timeline.select_entries("leg", "event", "background")
    entries = {
        "omit": whole if is_chronology(timeline) else timeline.select_entries("leg", "event"),
        "inline": whole,
        "only": timeline.select_entries("background"),
    }[background]
    due = [
        entry for entry in entries for interval in entry.intervals if interval.start or interval.end
    ]
    if not due:
        assert text == ""
        return
    calendar = icalendar.Calendar.from_ical(text)
    assert {each.name for each in calendar.walk()} <= COMPONENTS
    assert len(calendar.events) == len({str(event["UID"]) for event in calendar.events}) == len(due)
    for event, entry in zip(calendar.events, due, strict=True):
        assert set(event) <= PROPERTIES, set(event) - PROPERTIES
        assert not event.errors
        assert event["DTSTART"].dt < event["DTEND"].dt
        assert entry.title in str(event["SUMMARY"])
        places = [each.name for each in (entry.place, entry.destination) if each and each.name]
        if len(places) == (2 if entry.destination else 1):
            assert str(event["LOCATION"]).startswith(tuple(places))
        if notes := getattr(entry.item, "notes", None):
            url = getattr(entry.item, "url", None)
            told = str(event["DESCRIPTION"])
            assert (told.removesuffix(f"\n{url}") if url else told).endswith(notes)
    zones = {str(each["TZID"]) for each in calendar.walk("VTIMEZONE")}
    assert zones == set(re.findall(r"\n(?:DTSTART|DTEND);TZID=([^:]+):", text))


# --- documents

ZONES = (Path(tzdata.__file__).parent / "zones").read_text(encoding="utf-8").split()
_forbidden = [
    text
    for texts in REFUSED.values()
    for text in texts
    if not any("\ud800" <= char <= "\udfff" for char in text)
]
_plain = st.sampled_from(["Talks", "Dinner at the palace", "TP1351", "Noboa", "Réunion à l'Élysée"])
_fine = _plain | st.sampled_from(kept()) | st.text('ab\\,;"é😀', min_size=1, max_size=90)
_odd = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(_forbidden)
_zones = st.sampled_from(
    [
        "Europe/Lisbon",
        "America/Mexico_City",
        "Pacific/Apia",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "America/Santiago",
        "Asia/Kathmandu",
        "Antarctica/Troll",
        "UTC",
        "Etc/GMT+12",
        "Pacific/Kiritimati",
        "America/Nuuk",
        "Europe/Dublin",
        "Africa/Monrovia",
    ]
) | st.sampled_from(ZONES)
_sources = st.sampled_from(["gli", "expreso", "b"])
_ranks = st.sampled_from(["preferred", "normal", "deprecated"])
_visible = st.sampled_from(["public", "party", "staff"])
_states = st.sampled_from(["confirmed", "tentative", "postponed", "cancelled"])
_countries = st.sampled_from(["EC", "NO"])
_fine_names = st.sampled_from(
    [
        "Quito, Ecuador",
        "Lisbon",
        "London",
        "Washington, D.C.",
        "Apia",
        "Mexico City",
        "SFO",
        "Narita Airport",
        "Konzerthaus, Vienna",
    ]
)
_names_of_people = st.sampled_from(["Ana Prado", "Tom", "Li Wei"])
_stretches = (
    "2025-09-03",
    "2025-09-02/2025-09-04",
    "2025-09-03/..",
    "Tuesday to Thursday",
    "the second day",
    "$quito",
    "$trip",
    "this week",
    "2025",
    "0001-01-01/9999-12-31",
    "recently",
)
_fine_days = st.dates().map(lambda day: day.isoformat()) | st.sampled_from(
    [
        "0001-01-02",
        "1752-09-02",
        "1900-02-28",
        "1582-10-10",
        "2011-12-30",
        "2024-02-29",
        "2025-03-30",
        "2025-10-26",
        "2025-09-03",
        "2025-09-02",
    ]
)
_fine_times = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1)).map(
    lambda time: time.isoformat()[:16]
) | st.sampled_from(
    [
        "2025-03-30T01:30",
        "2025-10-26T01:30",
        "2011-12-30T10:00",
        "2025-09-02T10:00+02:00",
        "1850-06-01T12:00",
        "2025-09-02T10:00Z",
        "2040-07-01T10:00",
        "2025-09-03T09:00",
        "2025-09-02T09:00/2025-09-02T11:00",
    ]
)
_fine_words = st.sampled_from(
    [
        "on Tuesday and Wednesday",
        "Wednesday onward",
        "from Sept. 2 to 4",
        "TBD",
        "recently",
        "in 2012",
        "this week",
        "Wed 20:00",
        "two days later",
        "the second day",
        "the last day of the trip",
        "next month",
        "Tuesday at noon",
        "Wednesday at 10",
        "until Friday",
        "since 2014",
        "before 1900",
        "Tuesday evening",
        "early March",
        "about 1990",
        "the nineties",
        "Tue 18:05",
        "Wed 09:40-11:00",
        "tomorrow",
        "2025-09-02/2025-09-04",
        "../2025-09-04",
        "2025-09-02/..",
        "198X",
        "the third Thursday of November",
        "100 years ago",
        "day 3",
        "winter 2025",
        "the 19th century",
    ]
)
_odd_words = (
    st.sampled_from(
        [
            "$a",
            "$quito.start",
            "two days after $quito.end",
            "$published",
            "$trip.end",
            "every Tuesday",
            "hace tres días",
            "el martes",
            "29 February",
            "18:05",
            "at 10",
            "9999 years later",
            "in 1000000 days",
            "31 December 9999",
            "2025-02-30",
            "2025-09-02T24:00",
            "2025-09-02T25:00",
            "0001-01-01",
            "9999-12-31",
            "0001-01-01T00:00",
            "9999-12-31T23:59",
            "0001-01-01/9999-12-31",
            "next January",
            "last Tuesday of $trip",
        ]
    )
    | st.builds("{}/{}".format, _fine_days, _fine_days)
    | st.builds("{}/{}".format, _fine_times, _fine_times)
    | _odd
)
_fine_urls = st.sampled_from(
    [
        "https://example.org/a?b=c&d=(e)#f",
        "http://[::1]/",
        "mailto:a@example.org",
        "tel:+1-202-555",
        "geo:0,0",
        "https://é.example/ü",
        "https://example.org/a,b;c\"'<>`^{}|",
    ]
)
_odd_urls = st.sampled_from(
    [
        "javascript:alert(1)",
        "https://a\\b",
        "file:///etc/passwd",
        "data:text/html,x",
        "",
        "HTTPS://EXAMPLE.ORG",
    ]
)


def _mixed(
    fine: st.SearchStrategy[Any], odd: st.SearchStrategy[Any], share: int
) -> st.SearchStrategy[Any]:
    """Mostly what is fine; one of so many is odd (none, if that is 0)."""
    return (
        st.integers(1, share).flatmap(lambda number: odd if number == share else fine)
        if share
        else fine
    )


def _few(
    part: st.SearchStrategy[Any], most: int = 2, least: int = 0
) -> st.SearchStrategy[list[Any]]:
    return st.lists(part, min_size=least, max_size=most)


def document(share: int) -> st.SearchStrategy[dict[str, Any]]:
    """Draw documents with every part of the schema; one field in so many is odd (0: none)."""
    text, names, urls = (
        _mixed(_fine, _odd, share),
        _mixed(_fine_names, _fine | _odd, share),
        _mixed(_fine_urls, _odd_urls, share),
    )
    days, times, words = (
        _mixed(each, _odd_words, share) for each in (_fine_days, _fine_times, _fine_words)
    )
    dates = words | days | times
    identity = _mixed(
        st.from_regex(r"[a-z][A-Za-z0-9_-]{3,9}", fullmatch=True),
        st.sampled_from(["a", "quito", "trip", "", "a b"]),
        share,
    )

    def part(
        required: dict[str, Any], optional: dict[str, Any]
    ) -> st.SearchStrategy[dict[str, Any]]:
        whole = st.fixed_dictionaries(required, optional=optional | {"x-note": text})
        return _mixed(
            whole,
            st.fixed_dictionaries(
                {}, optional=required | optional | {"x y": text, "titel": text, "": text}
            ),
            share,
        )

    claim = part(
        {"says": dates},
        {
            "source": _sources,
            "reads": dates,
            "rank": _ranks,
            "status": st.sampled_from(["planned", "actual"]),
            "speaker": text,
            "said": days | times,
            "note": text,
        },
    )
    when = dates | claim | _few(claim, 3, 1)
    person = text | _names_of_people | part({"name": text}, {"role": text, "side": text})
    contact = part({"name": text}, {"role": text, "phone": text, "email": text})
    degrees = {
        "latitude": _mixed(st.floats(-90, 90), st.floats(), share),
        "longitude": _mixed(st.floats(-180, 180), st.floats(), share),
    }
    spelled = part(
        {"name": text, "timezone": _mixed(_zones, _odd, share)},
        {"address": text, "country": _countries} | degrees,
    )
    where = (
        names
        | spelled
        | part({"name": text} | degrees, {"address": text})
        | part({"name": names}, {"address": text, "country": _countries} | degrees)
    )
    item = {"id": identity, "notes": text, "source": _sources}
    common = item | {
        "place": where,
        "participants": _few(person),
        "topics": _few(text),
        "press": st.sampled_from(["open press", "Stills Only"]),
        "status": _states,
        "number": text,
        "carrier": text,
        "terminal": text,
        "gate": text,
        "seat": text,
        "booking": text,
        "confirmation": text,
        "contacts": _few(contact),
        "call_time": text | st.just("08:15"),
        "url": urls,
        "categories": _few(text),
        "visibility": _visible,
        "alarm": st.sampled_from(["30m", "9999d", "1h"]),
        "timezone": _zones,
    }
    titles = text | st.dictionaries(st.sampled_from(["en", "es", "fr"]), text, min_size=1)
    event = (
        part(
            {"title": titles, "when": when},
            common | {"kind": st.sampled_from(["meeting", "press", "other"])},
        )
        | part(
            {"title": text, "kind": st.just("movement"), "from": where, "to": where},
            common | {"depart": when, "arrive": when},
        )
        | part(
            {"title": text, "kind": st.just("stay"), "check_in": when}, common | {"check_out": when}
        )
    )
    leg = part(
        {"place": where},
        item
        | {
            "title": text,
            "when": when,
            "timezone": _zones,
            "events": _few(event),
            "stay": where,
            "participants": _few(person),
            "complete": st.booleans(),
            "status": _states,
            "visibility": _visible,
        },
    )
    background = part(
        {"title": text, "when": when},
        item | {"place": where, "categories": _few(text), "url": urls},
    )
    statement = part({"about": text}, {"says": words, "speaker": text, "note": text})
    source = part(
        {"publisher": text, "title": text},
        {
            "url": urls,
            "author": text,
            "published": _mixed(
                days | times | st.sampled_from(["2025-08", "2025"]), _odd_words, share
            ),
            "dateline": where,
            "language": _mixed(st.just("en"), st.sampled_from(["es", "pt", "fr", "EN"]), share),
            "retrieved": days,
            "notes": text,
            "statements": _few(statement),
        },
    )
    account = part({"says": text}, {"source": _sources, "rank": _ranks, "note": text})
    dispute = part({"about": text, "accounts": _few(account, 2, 1)}, {})
    return part(
        {
            "title": text,
            "sources": st.fixed_dictionaries({"gli": source, "expreso": source, "b": source}),
            "timezone": _zones,
        },
        {
            "itinerary": st.just(1),
            "issue": st.integers(1, 9999),
            "id": identity,
            "language": _mixed(st.just("en"), st.sampled_from(["es", "pt", "de"]), share),
            "principal": person,
            "travellers": _few(person),
            "home": where,
            "place": where,
            "dates": when,
            "as_of": days | times,
            "revised": days | times,
            "legs": _few(leg, 3),
            "events": _few(event, 3),
            "background": _few(background),
            "disputes": _few(dispute),
            "contacts": _few(contact),
            "categories": _few(text),
            "color": _mixed(st.sampled_from(["red", "SteelBlue"]), _odd, share),
            "url": urls,
            "notes": text,
            "status": _states,
            "day_ends": _mixed(st.sampled_from(["05:00", "00:00", "02:30"]), _odd, share),
            "visibility": _visible,
        },
    )


documents = document(0) | document(40) | document(10)
written = st.builds(
    lambda node, indent, is_ascii: json.dumps(node, indent=indent, ensure_ascii=is_ascii),
    documents,
    st.sampled_from([None, 1]),
    st.booleans(),
)
