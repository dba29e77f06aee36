"""What an audience may read, and the parts of a trip, which together are the whole."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import product
from typing import Any

import icalendar
import pytest
from pages import reveal_text
from rendering import render_partly

from itinerary import OptionError, Timeline, for_audience, formats, load, loads, resolve, split
from itinerary.cli.terminal import format_timeline
from itinerary.document import (
    Claim,
    Contact,
    Day,
    Event,
    Image,
    Leg,
    Person,
    PlaceDetails,
    Source,
    Statement,
)
from itinerary.export import FORMATS, IcsOptions
from itinerary.publishing import ExportRequest, list_export_notes, plan_export
from itinerary.reports.conflicts import conflicts
from itinerary.reports.provenance import trace_timeline
from itinerary.reports.rendering import ReportFormat, format_conflicts, format_explanations
from itinerary.timeline import Step

EXAMPLES = (
    "rubio-2025",
    "rubio-2025-final",
    "site-visits-2025",
    "tour-week-2025",
    "weekend-lisbon",
)


# --- a document in which every text of a hidden entry holds a word of its own


class Words:
    """Texts that occur nowhere else; each begins with a mark that says whose it is."""

    def __init__(self, mark: str) -> None:
        self.mark, self.given = mark, []

    def __call__(self, what: str) -> str:
        self.given.append(f"{self.mark}{what}{len(self.given)}")
        return self.given[-1]


def claims(word: Words, source: str, *reads: str) -> list[dict[str, Any]]:
    return [
        {
            "says": word("says"),
            "reads": each,
            "source": source,
            "speaker": word("speaker"),
            "quote": word("quote"),
            "at": word("at"),
            "note": word("note"),
        }
        for each in reads
    ]


def place(word: Words) -> dict[str, Any]:
    return {"name": word("place"), "timezone": "America/Guayaquil", "address": word("address")}


def contacts(word: Words) -> list[dict[str, Any]]:
    return [{name: word(name) for name in ("name", "role", "phone", "email")}]


def event(word: Words, source: str, visibility: str) -> dict[str, Any]:
    """An event with a text in each field that takes one."""
    return {
        "id": word("id"),
        "title": word("title"),
        "notes": word("notes"),
        "source": source,
        "place": place(word),
        "number": word("number"),
        "participants": [{name: word(name) for name in ("name", "role", "side")}],
        "topics": [word("topic")],
        "carrier": word("carrier"),
        "terminal": word("terminal"),
        "gate": word("gate"),
        "seat": word("seat"),
        "booking": word("booking"),
        "confirmation": word("confirmation"),
        "contacts": contacts(word),
        "call_time": word("call"),
        "url": f"https://{word('url')}.example",
        "categories": [word("category")],
        "group": word("group"),
        "image": {"src": f"{word('src')}.jpg", "alt": word("alt"), "credit": word("credit")},
        "visibility": visibility,
        "alarm": "90m",
        "status": "tentative",
        "press": "open press",
        "x-room": word("room"),
    }


def entries(word: Words, source: str, visibility: str) -> list[dict[str, Any]]:
    """An event of each kind, and one each that is disputed, open, or known to the month."""
    ends = {"from": place(word), "to": place(word)}
    return [
        event(word, source, visibility)
        | {"when": claims(word, source, "2025-09-03T10:00", "2025-09-03T11:00")},
        event(word, source, visibility) | {"when": {"says": "TBD", "note": word("note")}},
        event(word, source, visibility)
        | {"when": {"says": "recently", "speaker": word("speaker")}},
        event(word, source, visibility) | {"when": claims(word, source, "September 2025")},
        event(word, source, visibility) | {"when": claims(word, source, "Wednesday onward")},
        event(word, source, visibility)
        | {
            "kind": "movement",
            **ends,
            "depart": claims(word, source, "2025-09-03T12:00"),
            "arrive": claims(word, source, "TBD"),
        },
        event(word, source, visibility)
        | {
            "kind": "stay",
            "check_in": claims(word, source, "2025-09-03"),
            "check_out": claims(word, source, "2025-09-04"),
        },
    ]


def leg(word: Words, source: str, visibility: str) -> dict[str, Any]:
    """A leg of the kind; its events say that they are for everybody, and are not."""
    return {
        "id": word("id"),
        "title": word("title"),
        "notes": word("notes"),
        "source": source,
        "place": place(word),
        "stay": place(word),
        "participants": [{name: word(name) for name in ("name", "role", "side")}],
        "visibility": visibility,
        "when": claims(word, source, "2025-09-02/2025-09-03"),
        "events": entries(word, source, "public"),
        "days": [
            {
                "day": {"says": word("says"), "reads": "2025-09-02", "source": source},
                "events": [event(word, source, "public") | {"when": claims(word, source, "10:00")}],
                "complete": True,
            }
        ],
        "x-leg": word("leg"),
    }


def sheet(word: Words) -> dict[str, Any]:
    texts = {
        name: word(name) for name in ("publisher", "title", "author", "notes", "retrieved", "text")
    }
    statement = {name: word(name) for name in ("about", "says", "speaker", "note")}
    return texts | {
        "published": "2025-08-29",
        "dateline": place(word),
        "url": f"https://{word('url')}.example",
        "statements": [statement],
    }


STAFF, PARTY, INSIDE = Words("zqs"), Words("zqp"), Words("zqc")
SECRET = leg(STAFF, "staff", "staff")
ANCHOR = SECRET["events"][0]["id"]
DOCUMENT = {
    "title": "A trip",
    "id": "trip",
    "dates": "2025-09-02/2025-09-05",
    "as_of": "2025-08-29",
    "timezone": "America/Guayaquil",
    "home": "Washington, D.C.",
    "sources": {
        "staff": sheet(STAFF),
        "party": sheet(PARTY),
        "open": {"publisher": "Open", "title": "Open", "published": "2025-08-29"},
    },
    "contacts": contacts(INSIDE),
    "legs": [
        SECRET,
        leg(PARTY, "party", "party"),
        {
            "id": "quito",
            "place": "Quito, Ecuador",
            "when": "2025-09-03/2025-09-05",
            "events": [
                *entries(STAFF, "staff", "staff"),
                *entries(PARTY, "party", "party"),
                {
                    "id": "talks",
                    "title": "Talks",
                    "when": [
                        {
                            "says": f"the day after ${ANCHOR}.end",
                            "source": "open",
                            "note": f"see ${ANCHOR}",
                        },
                        {"says": "Friday", "source": "open"},
                    ],
                    "contacts": contacts(INSIDE),
                    "booking": INSIDE("booking"),
                    "confirmation": INSIDE("confirmation"),
                },
                {"id": "open", "title": "Open talks", "when": f"3 hours after ${ANCHOR}"},
            ],
        },
    ],
    "events": [
        *entries(STAFF, "staff", "staff"),
        *entries(PARTY, "party", "party"),
        {"id": "dinner", "title": "Dinner", "when": "2025-09-04T20:00", "alarm": "1h"},
    ],
    "background": [
        {"id": "asylum", "title": "Asylum", "when": {"says": "in 2012", "source": "open"}}
    ],
    "disputes": [{"about": "Which trip", "accounts": [{"says": "third", "source": "open"}]}],
}
CALENDARS = [
    {"background": background, "imprecise": imprecise, "alarm": alarm, "utc": utc}
    for background, imprecise, alarm, utc in product(
        ("omit", "inline", "only"), ("span", "marker", "omit"), ("", "30m", "own"), (False, True)
    )
]


@pytest.fixture(scope="module")
def whole() -> Timeline:
    return resolve(loads(json.dumps(DOCUMENT), "json"))


def texts(whole: Timeline, audience: str) -> dict[str, str]:
    """All that can be printed for an audience, by what it is."""
    seen = for_audience(whole, audience)
    found = {
        f"{format} {options}": render_partly(
            whole, format, FORMATS[format].options(**options), audience=audience
        )
        for format in formats()
        for options in (CALENDARS if format in ("ics", "jcal") else [{}])
    }
    parts = [part for by in ("leg", "kind") for part in split(seen, by)]
    found |= {
        f"{format} of {part.id}": render_partly(part.timeline, format)
        for part in parts
        for format in formats()
    }
    found |= {
        f"{part.id}, then for an audience": render_partly(part.timeline, "json", audience=audience)
        for by in ("leg", "kind")
        for part in split(whole, by)
    }
    found |= {f"names of {part.id}": f"{part.id} {part.title}" for part in parts}
    found |= {
        f"conflicts as {format}": format_conflicts(conflicts(seen), format)
        for format in ReportFormat
    }
    return found | {
        "show": format_timeline(seen),
        "explain": format_explanations(trace_timeline(seen)),
        "all": dump_data(seen),
    }


def dump_data(timeline: Timeline) -> str:
    """All that a timeline holds: the repr of an entry is short."""
    entries = (*timeline.entries, *timeline.enclosing_legs)
    held = [[getattr(entry, each.name) for each in fields(entry)] for entry in entries]
    held.append([*timeline.complete_days])
    return repr((timeline.document, timeline.stamp, timeline.diagnostics, held))


def words_in(text: str) -> set[str]:
    """The marked words of a text, whatever its lines are folded at."""
    return set(re.findall(r"zq[a-z]+\d+", text.replace("\r\n ", "").lower()))


def test_every_text_field_has_a_word() -> None:
    """A new field of the schema has to be marked here, or the tests below would not see it leak."""
    without_text = {
        "itinerary",
        "kind",
        "press",
        "status",
        "visibility",
        "complete",
        "alarm",
        "rank",
        "timezone",
        "country",
        "latitude",
        "longitude",
    }
    dates = {"when", "depart", "arrive", "check_in", "check_out"}
    one = event(Words("x"), "s", "public")
    assert Event.list_field_names() - without_text - dates - {"from", "to"} <= set(one)
    assert Leg.list_field_names() - without_text <= set(SECRET)
    for model, written in (
        (Claim, SECRET["when"][0]),
        (Day, SECRET["days"][0]),
        (Person, one["participants"][0]),
        (Contact, one["contacts"][0]),
        (PlaceDetails, one["place"]),
        (Image, one["image"]),
        (Source, sheet(Words("x"))),
        (Statement, sheet(Words("x"))["statements"][0]),
    ):
        unmarked = without_text | {"said", "language", "edtf", "calendar", "hash"}
        assert model.list_field_names() - unmarked <= set(written), model


@pytest.mark.slow
def test_no_word_of_what_is_for_the_party_or_staff_is_in_anything_for_the_public(
    whole: Timeline,
) -> None:
    assert {
        what: sorted(words_in(text))[:5]
        for what, text in texts(whole, "public").items()
        if "zq" in reveal_text(text).lower()
    } == {}


def list_editors_own(node: object) -> Iterator[str]:
    """The words of own fields and of statements, which are for staff alone."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name.startswith("x-") or name == "statements":
                yield from words_in(json.dumps(value))
            else:
                yield from list_editors_own(value)
    elif isinstance(node, (list, tuple)):
        for each in node:
            yield from list_editors_own(each)


@pytest.mark.slow
def test_the_party_reads_what_is_for_it_and_no_word_of_what_is_for_staff(whole: Timeline) -> None:
    found = texts(whole, "party")
    assert {what for what, text in found.items() if "zqs" in reveal_text(text).lower()} == set()
    own = set(list_editors_own(DOCUMENT))
    assert own
    assert words_in(found["json {}"]) == {*PARTY.given, *INSIDE.given} - own


def test_staff_reads_every_word(whole: Timeline) -> None:
    assert for_audience(whole, "staff") is whole
    assert words_in(render_partly(whole, "json")) == {*STAFF.given, *PARTY.given, *INSIDE.given}
    titles = {
        each["title"]
        for each in (*SECRET["events"], *DOCUMENT["legs"][2]["events"])
        if each["title"].startswith("zq")
    }
    dated = {entry.title for entry in whole.entries if not entry.is_open}
    assert titles <= words_in(render_partly(whole, "markdown"))
    assert titles & dated <= words_in(render_partly(whole, "ics"))
    assert titles & dated <= words_in(render_partly(whole, "jcal"))


def test_what_the_public_reads_is_the_rest_with_its_dates_and_uids(whole: Timeline) -> None:
    seen = for_audience(whole, "public")
    assert [entry.id for entry in seen.entries] == [
        "trip",
        "quito",
        "open",
        "talks",
        "dinner",
        "asylum",
    ]
    for entry in seen.entries:
        same = whole.find(entry.id)
        assert (entry.uid, entry.intervals, entry.title) == (same.uid, same.intervals, same.title)
    assert seen.stamp == whole.stamp
    assert list(seen.document.sources) == ["open"]
    assert (
        b"zq" not in pickle.dumps(seen.document).lower()
    )  # nor does it keep the text that it was read from


def test_a_date_that_counts_from_a_hidden_one_keeps_its_interval_and_no_more(
    whole: Timeline,
) -> None:
    reading = for_audience(whole, "public").find("talks").find_dating("when").readings[0]
    assert reading.claim.says == "the day after another date"
    assert reading.claim.note == "see another date"
    assert [step.kind for step in reading.steps] == ["result"]
    assert reading.intervals == whole.find("talks").find_dating("when").readings[0].intervals


def test_a_trip_without_dates_of_its_own_lasts_as_long_as_what_is_seen_of_it() -> None:
    legs = [
        {"id": "a", "place": "Quito, Ecuador", "when": "2025-09-02/2025-09-03"},
        {"id": "b", "place": "Lima, Peru", "when": "2025-09-04/2025-09-09", "visibility": "staff"},
        {"id": "c", "title": "Remote"},
    ]
    whole = resolve(
        loads(
            json.dumps({"title": "T", "id": "t", "timezone": "America/Guayaquil", "legs": legs}),
            "json",
        )
    )
    assert whole.find("trip").interval.edtf == "2025-09-02/2025-09-09"
    seen = for_audience(whole, "public")
    assert seen.find("trip").interval.edtf == "2025-09-02/2025-09-03"
    assert "2025-09-09" not in render_partly(seen, "json") + format_explanations(
        trace_timeline(seen)
    )
    nothing = for_audience(
        resolve(
            loads(
                json.dumps(
                    {"title": "T", "id": "t", "timezone": "America/Guayaquil", "legs": legs[1:]}
                ),
                "json",
            )
        ),
        "public",
    )
    assert [(entry.id, entry.is_open) for entry in nothing.entries] == [("trip", True), ("c", True)]
    assert "- c: no date is given" in render_partly(nothing, "markdown").replace("Remote", "c")


def undated_trip(*events: dict[str, Any], legs: tuple[dict[str, Any], ...] = ()) -> Timeline:
    hidden = {"id": "first", "place": "Quito, Ecuador", "when": "2025-09-01", "visibility": "staff"}
    seen = {"id": "second", "place": "Quito, Ecuador", "when": "2025-09-04/2025-09-05"}
    document = {"title": "T", "id": "t", "legs": [hidden, seen, *legs], "events": list(events)}
    return resolve(loads(json.dumps(document), "json"))


def test_what_counts_from_the_trip_counts_from_what_is_seen_of_it() -> None:
    """As in the document without its hidden part; who exports is told that staff reads another."""
    talk = {"id": "talk", "title": "Talk", "when": {"says": "the day after $trip.start"}}
    whole = undated_trip(talk)
    assert [each.edtf for each in whole["talk"].intervals] == ["2025-09-02"]
    seen = for_audience(whole, "public")["talk"]
    assert [each.edtf for each in seen.intervals] == ["2025-09-05"]
    assert seen.datings[0].readings[0].claim.says == "the day after $trip.start"
    assert "2025-09-01" not in render_partly(whole, "json", audience="public")
    notes = {
        audience: [*list_export_notes(plan_export(whole, ExportRequest(audience=audience)))]
        for audience in ("staff", "public")
    }
    assert notes["staff"] == []
    assert "dated without what is hidden, otherwise than for staff: Talk" in notes["public"][1]


def test_a_date_without_meaning_where_something_is_hidden_keeps_itself_and_no_words() -> None:
    """There is no Monday in what is seen of the trip; every edition has the date."""
    whole = undated_trip({"id": "talk", "title": "Talk", "when": {"says": "on Monday"}})
    (reading,) = for_audience(whole, "public")["talk"].datings[0].readings
    assert [interval.edtf for interval in reading.intervals] == ["2025-09-01"]
    assert (reading.claim.says, reading.steps) == ("…", (Step("result", "2025-09-01"),))


def test_a_date_that_needs_nothing_hidden_is_explained_without_it() -> None:
    whole = undated_trip({"id": "talk", "title": "Talk", "when": "the day after $second.start"})
    (reading,) = for_audience(whole, "public").find("talk").datings[0].readings
    assert reading.claim.says == "the day after $second.start"
    assert [step.kind for step in reading.steps][:2] == ["words", "source"]
    assert "2025-09-01" not in str(reading)


def test_a_slip_does_not_tell_the_dates_of_the_whole_trip() -> None:
    claims = [{"says": "$trip.start"}, {"says": "2025-10-02"}]
    whole = undated_trip({"id": "talk", "title": "Talk", "when": claims})
    assert "2025-09-01/2025-09-05" in whole.find("talk").datings[0].readings[1].reason
    seen = for_audience(whole, "public").find("talk").datings[0].readings
    assert [str(reading.verdict) for reading in seen] == ["chosen", "slip"]
    assert "2025-09-01" not in seen[1].reason


def test_the_last_publication_is_that_of_what_is_seen() -> None:
    sources = {
        name: {"publisher": name, "title": name, "published": published}
        for name, published in (("open", "2025-08-01"), ("few", "2025-08-20"))
    }
    events = [
        {"title": "Talk", "when": {"says": "2025-09-01", "source": "open"}},
        {"title": "Call", "when": {"says": "2025-09-02", "source": "few"}, "visibility": "staff"},
    ]
    document = {"title": "T", "id": "t", "sources": sources, "events": events}
    whole = resolve(loads(json.dumps(document), "json"))
    assert whole.sources_as_of.isoformat() == "2025-08-20"
    assert for_audience(whole, "public").sources_as_of.isoformat() == "2025-08-01"


def test_open_entries_keep_no_place_behind_a_hidden_one() -> None:
    events = [
        {"id": "late", "title": "Late", "when": "2025-09-05"},
        {"id": "call", "title": "Call", "when": "2025-09-09", "visibility": "staff"},
        {"id": "open", "title": "Open", "when": "TBD"},
        {"id": "last", "title": "Last", "when": "2025-09-07"},
    ]
    document = {"title": "T", "id": "t", "dates": "2025-09-01/2025-09-10", "events": events}
    whole = resolve(loads(json.dumps(document), "json"))
    assert [entry.id for entry in whole.entries][1:] == ["late", "last", "call", "open"]
    seen = for_audience(whole, "public")
    assert [entry.id for entry in seen.entries][1:] == ["late", "open", "last"]


def test_a_made_up_id_does_not_count_what_is_hidden() -> None:
    events = [
        {"title": "Dinner", "when": "2025-09-01", "visibility": "staff"},
        {"title": "Dinner", "when": "2025-09-02", "visibility": "party"},
        {"title": "Dinner", "when": "2025-09-03"},
    ]
    whole = resolve(loads(json.dumps({"title": "T", "id": "t", "events": events}), "json"))
    assert [entry.id for entry in whole.entries][1:] == ["dinner-3", "dinner-2", "dinner"]


def test_a_document_that_is_for_staff_gives_the_public_nothing() -> None:
    whole = resolve(loads(json.dumps(DOCUMENT | {"visibility": "party"}), "json"))
    assert for_audience(whole, "party").entries
    with pytest.raises(
        OptionError, match="nothing of the document is for the public - its visibility is party"
    ):
        render_partly(whole, "ics", audience="public")


def test_an_unknown_audience_gets_nothing(whole: Timeline) -> None:
    for format in formats():
        with pytest.raises(
            OptionError, match=r"unknown audience 'pubic' - did you mean 'public'\?"
        ):
            render_partly(whole, format, audience="pubic")


# --- parts


def events(text: str) -> dict[str, str]:
    """Each VEVENT as it is written, by its UID."""
    blocks = re.findall(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", text, re.DOTALL)
    return {re.search(r"\nUID:(.*)\r", block)[1]: block for block in blocks}


@pytest.mark.parametrize("by", ["leg", "kind"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_the_parts_have_every_event_of_the_whole_once_and_letter_for_letter(
    example: str, by: str
) -> None:
    whole = resolve(load(f"examples/{example}.yaml"))
    parts = split(whole, by)
    options = {"background": "inline", "alarm": "30m", "utc": True}
    found = [events(render_partly(part.timeline, "ics", IcsOptions(**options))) for part in parts]
    assert sum(map(len, found)) == len(
        icalendar.Calendar.from_ical(render_partly(whole, "ics", IcsOptions(**options))).events
    )
    assert {uid: block for each in found for uid, block in each.items()} == events(
        render_partly(whole, "ics", IcsOptions(**options))
    )
    assert len({part.id for part in parts}) == len(parts)


def test_parts_by_leg_have_its_events_and_the_last_what_has_no_leg(whole: Timeline) -> None:
    parts = split(for_audience(whole, "public"), "leg")
    assert [
        (part.id, part.title, [entry.id for entry in part.timeline.entries]) for part in parts
    ] == [
        ("quito", "Quito, Ecuador", ["trip", "quito", "open", "talks"]),
        ("other", "Other", ["trip", "dinner", "asylum"]),
    ]


def test_parts_by_kind_say_which_leg_an_event_belongs_to() -> None:
    parts = {part.id: part for part in split(resolve(load("examples/tour-week-2025.yaml")), "kind")}
    assert {id: part.title for id, part in parts.items()} == {
        "leg": "Legs",
        "movement": "Movements",
        "press": "Press",
        "other": "Other",
        "background": "Background",
    }
    text = render_partly(parts["movement"].timeline, "ics").replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == text.count("Part of: ") == 3
    again = split(parts["movement"].timeline, "leg")
    assert [(part.id, part.title) for part in again] == [
        ("madrid", "Madrid, Spain"),
        ("sevilla", "Sevilla"),
        ("lisbon", "Lisbon"),
    ]


def test_a_leg_of_the_name_of_the_rest_is_another_part() -> None:
    trip = {
        "title": "T",
        "id": "t",
        "timezone": "UTC",
        "dates": "2025-09-02/2025-09-03",
        "legs": [{"id": "other", "title": "Other"}],
    }
    whole = resolve(
        loads(
            json.dumps(trip | {"events": [{"id": "e", "title": "E", "when": "2025-09-02"}]}), "json"
        )
    )
    assert [part.id for part in split(whole, "leg")] == ["other", "other-2"]


def test_there_are_two_ways_to_split(whole: Timeline) -> None:
    with pytest.raises(OptionError, match=r"unknown split 'legs' - did you mean 'leg'\?"):
        split(whole, "legs")
