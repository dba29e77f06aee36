"""What is hidden from an audience is in nothing that it gets, whatever is asked for.

Documents are drawn. In them every text of what is hidden holds a secret, which no public output
may have; and a public edition is, letter for letter, that of the document without its hidden part.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import partial
from itertools import cycle, product
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from pages import reveal_text
from rendering import render_partly
from test_selection import DOCUMENT, dump_data

from itinerary import (
    OptionError,
    Timeline,
    for_audience,
    for_traveller,
    formats,
    loads,
    render,
    resolve,
    split,
)
from itinerary.briefing import compose_briefing
from itinerary.cli.terminal import format_timeline
from itinerary.document import ImageFile
from itinerary.export import FORMATS, FormatOptions, list_losses
from itinerary.reports.changes import changes
from itinerary.reports.conflicts import conflicts
from itinerary.reports.coverage import measure_coverage
from itinerary.reports.provenance import trace_timeline
from itinerary.reports.rendering import (
    ReportFormat,
    format_conflicts,
    format_coverage,
    format_explanations,
)
from itinerary.views.parts import SplitBy
from itinerary.views.redaction import HIDDEN_ANCHOR
from itinerary.views.within import select_within

Node = dict[str, Any]
PUBLIC, PARTY, STAFF = "public", "party", "staff"
REFERENCE = "$ref.start"  # stands for one to an entry of the document until all are written
HIDDEN_REFERENCE = {
    PUBLIC: re.compile(r"\$zq(party|staff)-\d+(\.(start|end)\b)?"),
    PARTY: re.compile(r"\$zqstaff-\d+(\.(start|end)\b)?"),
}
SECRETS = {PUBLIC: ("zqparty", "zqstaff"), PARTY: ("zqstaff",)}  # what an audience may not read
IS_THOROUGH = settings.default.max_examples >= settings.get_profile("thorough").max_examples
DRAWN = settings(max_examples=1000 if IS_THOROUGH else 50)

# --- the choices of each option; a new option must be given some


CHOICES: dict[str, tuple[Any, ...]] = {
    "alarm": ("", "own"),
    "background": ("omit", "inline", "only"),
    "cancelled": ("status", "mark", "omit"),
    "clock": (24, 12),
    "color": ("",),
    "follow": (None,),
    "holidays": (False, True),
    "images": ((), (ImageFile("bridge.gif", b"GIF89a"),)),
    "imprecise": ("span", "marker", "omit"),
    "lang": ("en", "es", "pt"),
    "name": ("",),
    "since": (False, True),
    "source": ("",),
    "style": ("briefing", "timeline", "card", "day-sheet"),
    "uid_salt": ("",),
    "utc": (False, True),
}


def list_choices(format: str) -> dict[str, tuple[Any, ...]]:
    return {each.name: CHOICES[each.name] for each in fields(FORMATS[format].options)}


def build_options(format: str, chosen: dict[str, Any], former: Timeline | None) -> FormatOptions:
    since = {"since": former if chosen["since"] else None} if "since" in chosen else {}
    return FORMATS[format].options(**chosen | since)


def draw_options(draw: st.DataObject, format: str) -> dict[str, Any]:
    choices = {name: st.sampled_from(each) for name, each in list_choices(format).items()}
    return draw.draw(st.fixed_dictionaries(choices), label=format)


# --- documents with secrets

TIMES = (
    "2025-09-04T10:00", "2025-09-04T22:00", "2025-09-07", "about 15:00 on 4 September",
    "in the afternoon of 4 September 2025", "the last day of the trip", "day 2",
)  # fmt: skip
DAYS = ("2025-09-04", "2025-09-02/2025-09-03", "the last day of the trip")


class Writer:
    """Writes the entries of a document; texts that are for few hold the secret of those few.

    Every third text counts from an entry, hidden or not: from the first on, the second or third.
    """

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw, self.ids = draw, 0
        self.texts: int = draw(st.integers(0, 2))

    def choose(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def word(self, what: str, reader: str) -> str:
        self.texts += 1
        text = what if reader == PUBLIC else f"zq{reader} {what}"
        return text if self.texts % 3 else f"{text} one hour before {REFERENCE}"

    def claim(self, reader: str, *phrases: str) -> Node | str:
        says = self.choose(*phrases, "TBD", "recently", "Wednesday", "2025-09-03", "2025-09")
        if self.choose(True, False):
            return says
        texts = {name: self.word(name, reader) for name in ("speaker", "note")}
        texts |= {"says": self.word(f"says {says}", reader), "reads": says}
        return texts | {"source": self.source_id(reader)}

    def source_id(self, reader: str) -> str:
        return self.choose("open", "few" if reader == STAFF else "undated")

    def some_of(self, fields: Node) -> Node:
        return {name: value for name, value in fields.items() if self.choose(True, False)}

    def claims(self, reader: str, *phrases: str) -> Any:
        found = [self.claim(reader, *phrases) for _ in range(self.choose(1, 1, 2))]
        return [each if isinstance(each, dict) else {"says": each} for each in found]

    def place(self, reader: str) -> Node | str:
        if reader == PUBLIC and self.choose(True, False):
            return self.choose("Quito, Ecuador", "Lisbon", "Washington, D.C.")
        zone = self.choose("America/Guayaquil", "Europe/Lisbon")
        return {"name": self.word("place", reader), "timezone": zone}

    def item(self, reader: str) -> Node:
        self.ids += 1
        item: Node = {"title": self.choose(self.word("Visit", reader), "Dinner")}
        item |= {"notes": self.word("notes", reader), "x-room": self.word("room", reader)}
        if REFERENCE in item["title"] or self.choose(True, True, False):
            item["id"] = f"e{self.ids}" if reader == PUBLIC else f"zq{reader}-{self.ids}"
        return item

    def event(self, around: str, anchors: tuple[str, ...]) -> Node:
        own = self.choose(PUBLIC, PUBLIC, PARTY, STAFF)
        reader = narrower(own, around)
        say = partial(self.claims, reader, *anchors, *TIMES)
        texts = ("number", "carrier", "terminal", "gate", "seat", "call_time")
        found = self.item(reader) | {name: self.word(name, reader) for name in texts}
        found |= {
            "visibility": own,
            "participants": [
                *self.choose([], ["Ana"], ["Bo"]),
                {"name": self.word("person", reader), "side": "them"},
            ],
            "topics": [self.word("topic", reader)],
            "categories": [self.word("category", reader)],
            "group": self.word("group", reader),
            "image": {
                "src": "bridge.gif",
                "alt": self.word("alt", reader),
                "credit": self.word("credit", reader),
            },
            "contacts": [{"name": self.word("contact", narrower(reader, PARTY))}],
            "booking": self.word("booking", narrower(reader, PARTY)),
            "confirmation": self.word("confirmation", narrower(reader, PARTY)),
            "url": f"https://{'open' if reader == PUBLIC else f'zq{reader}'}.example",
            "status": self.choose("confirmed", "tentative", "postponed", "cancelled"),
            "alarm": "45m",
        }
        found |= self.some_of(
            {"timezone": "Europe/Lisbon", "press": "open press", "source": self.source_id(reader)}
        )
        match self.choose("meeting", "press", "movement", "stay"):
            case "movement":
                ends = {"from": self.place(reader), "to": self.place(reader)}
                return found | {"kind": "movement", **ends, "depart": say(), "arrive": say()}
            case "stay":
                return found | {"kind": "stay", "check_in": say(), "check_out": say()}
            case kind:
                return found | {"kind": kind, "place": self.place(reader), "when": say()}

    def leg(self, anchors: tuple[str, ...]) -> Node:
        reader = self.choose(PUBLIC, PUBLIC, PARTY, STAFF)
        days = ("2025-09-02/2025-09-03", "2025-09-03/2025-09-05", "2025-09-08/2025-09-09")
        found = self.item(reader) | {"visibility": reader, "place": self.place(reader)}
        if self.choose(True, True, False):
            found["when"] = [{"says": self.choose(*days)}]
        found |= self.some_of(
            {
                "stay": self.place(reader),
                "participants": ["Ana"],
                "complete": True,
                "status": self.choose("tentative", "postponed", "cancelled"),
                "source": self.source_id(reader),
            }
        )
        events = self.repeat(2, self.event, reader, anchors)
        return found | {"events": events, "days": self.repeat(1, self.day, reader, anchors)}

    def day(self, around: str, anchors: tuple[str, ...]) -> Node:
        events = self.repeat(2, self.event, around, (*anchors, "10:00"))
        days = ("Wednesday", "2025-09-03", "2025-09-04", "TBD", *anchors)
        words, source = self.choose(*days), self.choose("open", "undated")
        claim = {"says": self.word(f"says {words}", around), "reads": words, "source": source}
        found = {"day": self.choose(words, claim), "complete": self.choose(True, False)}
        return found | {"events": events}

    def repeat(self, most: int, write: Callable[..., Node], *arguments: Any) -> list[Node]:
        return [write(*arguments) for _ in range(self.draw(st.integers(0, most)))]

    def source(self, reader: str, *published: str) -> Node:
        names = ("publisher", "title", "author", "notes", "retrieved")
        texts = {name: self.word(name, reader) for name in names}
        statement = {name: self.word(name, reader) for name in ("about", "says", "speaker", "note")}
        return texts | {"published": self.choose(*published), "statements": [statement]}

    def document(self) -> Node:
        anchors = ("$trip.start", "the day after $trip.end", f"two days after {REFERENCE}")
        past = {"title": "Treaty", "id": "treaty", "when": {"says": "1942", "source": "open"}}
        account = {"says": self.word("3rd", PUBLIC), "source": "open"}
        found: Node = {
            "title": self.word("A trip", PUBLIC),
            "id": "t",
            "timezone": "America/Guayaquil",
            "principal": "Ana",
            "travellers": ["Bo"],
            "sources": {
                "open": self.source(PUBLIC, "2025-08-29", "2025-08-30"),
                "undated": {"publisher": "publisher", "title": "title"},
                "few": self.source(STAFF, "2025-08-28", "2025-09-01"),
            },
            "contacts": [{"name": self.word("contact", PARTY)}],
            "legs": self.repeat(3, self.leg, anchors),
            "events": self.repeat(3, self.event, PUBLIC, anchors),
            "days": self.repeat(2, self.day, PUBLIC, anchors),
            "background": [past],
            "disputes": [{"about": "Which trip", "accounts": [account]}],
            "notes": self.word("notes", PUBLIC),
        }
        return found | self.some_of(
            {
                "dates": "2025-09-02/2025-09-05",
                "as_of": "2025-08-31",
                "issue": self.choose(1, 2),
                "revised": "2025-09-01T09:00Z",
                "status": self.choose("tentative", "postponed"),
                "place": "Quito, Ecuador",
                "home": "Washington, D.C.",
                "day_ends": "05:00",
                "color": "teal",
                "categories": ["tour"],
            }
        )


def narrower(one: str, other: str) -> str:
    order = (PUBLIC, PARTY, STAFF)
    return max(one, other, key=order.index)


def fill_in_references(document: Node) -> Node:
    """The document with references to each of its entries that has an id, in turn."""
    holders = [document, *document["legs"]]
    holders += [day for each in holders for day in each["days"]]
    items = [*document["legs"], *(event for each in holders for event in each["events"])]
    names = cycle([each["id"] for each in items if "id" in each] or ["treaty"])
    first, *others = json.dumps(document).split("$ref.")
    return json.loads(first + "".join(f"${next(names)}.{each}" for each in others))


@st.composite
def documents(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Node:
    return fill_in_references(Writer(draw).document())


def read(document: Node) -> Timeline:
    return resolve(loads(json.dumps(document), "json"))


# The trip of another test before some of it was for the public, and some no more.
FORMER = copy.deepcopy(DOCUMENT) | {"issue": 3}
FORMER["legs"][2]["visibility"] = STAFF
FORMER["legs"][2]["title"] = FORMER["events"][-1]["title"] = "zq former title"
FORMER["events"][-1]["visibility"] = STAFF


# --- what an audience gets


def write_reports(seen: Timeline, former: Timeline) -> Iterator[tuple[str, str]]:
    found = conflicts(seen)
    yield from ((f"conflicts {each}", format_conflicts(found, each)) for each in ReportFormat)
    yield "explain", format_explanations(trace_timeline(seen))
    yield "coverage", format_coverage(measure_coverage(seen))
    yield "changes", repr([(each, each.entry.title) for each in changes(former, seen)])
    yield "show", format_timeline(seen)
    yield "notebook", seen._repr_html_()
    yield "data", dump_data(seen)


def write_all(
    whole: Timeline, former: Timeline, audience: str, draw: st.DataObject
) -> Iterator[tuple[str, str]]:
    """All that an audience can get, each format in a drawn combination of its options."""
    seen, seen_before = (for_audience(each, audience) for each in (whole, former))
    yield from write_reports(seen, seen_before)
    by = draw.draw(st.sampled_from(SplitBy))
    format = draw.draw(st.sampled_from(formats()))
    for each in formats():
        options = build_options(each, draw_options(draw, each), former)
        # Of the whole, every format is given the same view: to make it for each would take longest.
        given = whole if each == format else seen
        yield each, render_partly(given, each, options, audience=audience)
        yield f"losses of {each}", "".join(list_losses(seen, each, options))
    for part in (*split(whole, by), *split(seen, by)):
        yield f"part {part.id}", render_partly(part.timeline, format, audience=audience)
    yield f"parts by {by}", "".join(f"{part.id} {part.title}" for part in split(seen, by))


def find_secrets(texts: Iterator[tuple[str, str]], audience: str) -> list[str]:
    return [
        what
        for what, text in texts
        if any(secret in reveal_text(text).lower() for secret in SECRETS[audience])
    ]


@pytest.mark.slow
@DRAWN
@given(documents(), documents(), st.sampled_from((PUBLIC, PARTY)), st.data())
def test_no_secret_is_in_anything_that_an_audience_gets(document, former, audience, draw) -> None:
    texts = write_all(read(document), read(former), audience, draw)
    assert find_secrets(texts, audience) == []


@pytest.mark.slow
@pytest.mark.parametrize("format", formats())
def test_no_combination_of_options_leaks(format) -> None:
    whole, former = (resolve(loads(json.dumps(each), "json")) for each in (DOCUMENT, FORMER))
    choices = list_choices(format)
    for values in product(*choices.values()):
        options = build_options(format, dict(zip(choices, values, strict=True)), former)
        text = render_partly(whole, format, options, audience=PUBLIC)
        assert find_secrets(iter([(format, text)]), PUBLIC) == [], options


def remove_hidden(document: Node, audience: str, *, sources: bool) -> Node:
    """The document without what is not for an audience, as an author would write it."""
    text = HIDDEN_REFERENCE[audience].sub(HIDDEN_ANCHOR, json.dumps(document))
    found = json.loads(text)
    found["legs"] = select_visible(found["legs"], audience)
    holders = [found, *found["legs"]]
    for holder in (*holders, *(day for each in holders for day in each["days"])):
        holder["events"] = select_visible(holder["events"], audience)
    if audience == PUBLIC:
        found["contacts"] = []
        days = (day for holder in holders for day in holder["days"])
        for each in (each for holder in (*holders, *days) for each in holder["events"]):
            del each["contacts"], each["booking"], each["confirmation"]
    for holder in holders:
        holder["days"] = [each for each in holder["days"] if each["events"] or each["complete"]]
    if sources:
        del found["sources"]["few"]
    return found


def select_visible(items: list[Node], audience: str) -> list[Node]:
    return [each for each in items if narrower(each["visibility"], audience) == audience]


def counts_from_hidden(bare: Timeline) -> bool:
    """Whether a date counts from what is hidden, by its id or without another meaning."""
    return HIDDEN_ANCHOR in repr([*list_claimed_words(bare)]) or any(
        each.severity == "error" for each in bare.diagnostics
    )


def list_claimed_words(timeline: Timeline) -> Iterator[str]:
    for entry in timeline:
        for dating in entry.datings:
            yield from (each.claim.words for each in dating.readings)


def select_part(whole: Timeline, audience: str, traveller: str, within: str) -> Timeline:
    seen = replace(for_audience(whole, audience), diagnostics=())  # of what is hidden, too
    seen = for_traveller(seen, traveller) if traveller else seen
    return select_within(seen, within) if within else seen


def write_edition(
    part: Timeline, former: Timeline, audience: str, options: dict[str, Node]
) -> Iterator[tuple[str, str]]:
    """All that an audience gets of a trip, or of one part of it."""
    yield from write_reports(part, for_audience(former, audience))
    for format in formats():
        chosen = build_options(format, options[format], former)
        yield format, render_partly(part, format, chosen, audience=audience)
        yield f"losses of {format}", "".join(list_losses(part, format, chosen))
    for by in SplitBy:
        for each in split(part, by):
            text = render_partly(each.timeline, "ics") + render_partly(each.timeline, "json")
            yield f"part {each.id}", each.title + text


@st.composite
def issues(draw: Callable[[st.SearchStrategy[Any]], Any], audience: str) -> list[list[Timeline]]:
    """Two issues of a trip, each whole and without its hidden part, that count from nothing hidden.

    Most documents count from something hidden: each issue is drawn again by itself.
    """
    sources = draw(st.booleans())

    def write_bare(document: Node) -> tuple[Node, Timeline]:
        return document, read(remove_hidden(document, audience, sources=sources))

    comparable = documents().map(write_bare).filter(lambda pair: not counts_from_hidden(pair[1]))
    drawn = [draw(comparable) for _ in range(2)]
    return [[read(document) for document, _ in drawn], [bare for _, bare in drawn]]


@pytest.mark.slow
@DRAWN
@given(st.data(), st.sampled_from((PUBLIC, PARTY)))
def test_an_edition_is_that_of_the_document_without_its_hidden_part(draw, audience) -> None:
    wholes, bares = draw.draw(issues(audience), label="issues")
    event(f"hidden entries: {len(wholes[0].entries) - len(bares[0].entries)}")
    choices = (draw.draw(st.sampled_from(each)) for each in (("", "Ana", "Bo"), ("", *DAYS)))
    options = {format: draw_options(draw, format) for format in formats()}
    traveller, within = choices
    editions = []
    for now, former in (wholes, bares):
        try:
            part = select_part(now, audience, traveller, within)
        except OptionError as error:
            editions.append({"error": str(error)})
        else:
            editions.append(dict(write_edition(part, former, audience, options)))
    whole, bare = editions
    assert [name for name in whole.keys() | bare.keys() if whole.get(name) != bare.get(name)] == []


def test_a_trip_is_dated_by_what_its_audience_sees() -> None:
    """Of a trip that a hidden leg leaves open, the public learns the days that it can see."""
    hidden = {"title": "zqparty", "place": "Quito, Ecuador", "visibility": PARTY}
    seen = {"title": "Visit", "place": "Quito, Ecuador", "when": "2025-09-04"}
    trip = {"title": "T", "id": "t", "events": [seen]}
    whole, bare = (
        resolve(loads(json.dumps(trip | {"legs": legs}), "json")) for legs in ([hidden], [])
    )
    assert whole.find("trip").interval is None
    for format in formats():
        editions = [render_partly(each, format, audience=PUBLIC) for each in (whole, bare)]
        assert editions[0] == editions[1], format


REDACTED = {
    "$secret.start": "another date",
    "$Secret.end": "another date",
    "$secret": "another date",
    "$s\u00e9cret.start": "another date",
    "\uff04secret.start": "another date",
    "$secret.started": "another date.started",
    "$secret-$open.end": "another date$open.end",
    "$secrets": "$secrets",
    "$open.start": "$open.start",
    "$5": "$5",
}


def test_no_text_names_what_is_hidden(table) -> None:
    """Wherever a text refers to a hidden entry by its id, another audience reads no name."""
    secret = {"id": "secret", "title": "S", "when": "2025-09-04T09:00", "visibility": STAFF}
    for written, seen in REDACTED.items():
        for audience in (PUBLIC, PARTY):
            with table.row(written, audience):
                texts = dict.fromkeys(("title", "notes", "call_time", "carrier"), written)
                event = {
                    "id": "open",
                    "when": "2025-09-04T10:00",
                    **texts,
                    "x-own": [{"a": written}],
                }
                trip = read({"title": "T", "notes": written, "events": [event, secret]})
                timeline = for_audience(trip, audience)
                found = timeline["open"]
                assert found.title == seen
                assert timeline.document.notes == seen
                assert {getattr(found.item, name) for name in texts} == {seen}
                assert found.item.extensions == {}


def write_own(data: Node) -> Node:
    """Give every part of a document a field of the editor's own, in place."""
    for value in data.values():
        parts = value if isinstance(value, list) else [value]
        for each in parts:
            if isinstance(each, dict) and value is not data.get("sources"):
                write_own(each)
    for source in data.get("sources", {}).values():
        write_own(source)
    data["x-own"] = "zq own"
    return data


def test_only_staff_gets_what_is_the_editors_own(table) -> None:
    """Fields that begin with `x-`, in whatever part, and the statements of sources."""
    trip = {
        "title": "T",
        "principal": {"name": "Aiko"},
        "place": {"name": "Quito", "timezone": "America/Guayaquil"},
        "sources": {
            "a": {
                "publisher": "P",
                "title": "S",
                "statements": [{"about": "zq about", "note": "zq note"}],
            }
        },
        "events": [
            {
                "title": "Tea",
                "when": [{"says": "2025-09-03", "source": "a", "note": "printed"}],
                "participants": [{"name": "Rui"}],
            }
        ],
        "disputes": [{"about": "Which", "accounts": [{"says": "the 3rd", "source": "a"}]}],
    }
    secret = {"title": "S", "when": "2025-09-04", "visibility": STAFF}
    for hidden in ([], [secret]):
        document = write_own(json.loads(json.dumps(trip | {"events": trip["events"] + hidden})))
        whole = read(document)
        assert render_partly(whole, "json").count("zq own") >= 7
        for audience, format in product((PUBLIC, PARTY), formats()):
            with table.row(audience, format, len(hidden)):
                assert "zq" not in render_partly(whole, format, audience=audience)
        for audience in (PUBLIC, PARTY):
            seen = for_audience(whole, audience)
            assert "zq" not in repr([seen.document, seen.entries])
            assert "printed" in render_partly(whole, "json", audience=audience)


def test_an_id_that_is_made_of_a_title_names_nothing_hidden(table) -> None:
    secret = {"title": "Secret talks", "when": "2025-09-04T09:00", "visibility": STAFF}
    rows = {
        "Lunch after $zq-1.end": "lunch-after",
        "Lunch after $ZQ-1": "lunch-after",
        "Lunch after $secret-talks.end": "lunch-after",
        "Lunch after $secret-talks-2.end": "lunch-after",
        "Lunch with A$AP": "lunch-with-a-ap",
        "Lunch for $5": "lunch-for-5",
    }
    for title, id in rows.items():
        with table.row(title):
            lunch = {"title": title, "when": "2025-09-04T12:00"}
            events = [lunch, secret, secret, secret | {"id": "zq-1"}]
            seen = for_audience(read({"title": "T", "id": "t", "events": events}), PUBLIC)
            assert [entry.id for entry in seen] == ["trip", id]


QUITO = {"title": "Quito", "place": "Quito, Ecuador", "when": "2025-09-02/2025-09-03"}
LIMA = {"title": "Lima", "place": "Lima, Peru", "when": "2025-09-03/2025-09-05"}
HOTEL = {"title": "Inn", "kind": "stay", "place": "Lima, Peru", "check_in": "2025-09-03"}
FLIGHT = {"title": "Flight", "kind": "movement", "from": "Quito, Ecuador", "to": "Lima, Peru"}
HIDDEN_PARTS = {  # what hides where one is: legs, events
    "a leg": ([LIMA], []),
    "a stay": ([], [HOTEL | {"check_out": "2025-09-05"}]),
    "a stay of unknown end": ([], [HOTEL]),
    "a movement": ([], [FLIGHT | {"depart": "2025-09-03"}]),
    "a movement overnight": ([], [FLIGHT | {"depart": "2025-09-03", "arrive": "2025-09-04"}]),
}


def test_what_is_hidden_moves_no_night(table) -> None:
    """That nothing is said of a night would tell that something hidden covers it."""
    around = {"title": "T", "dates": "2025-09-02/2025-09-06", "place": QUITO["place"]}
    bare = compose_briefing(read(around | {"legs": [QUITO]})).days
    for name, (legs, events) in HIDDEN_PARTS.items():
        with table.row(name):
            hidden_legs, hidden_events = (
                [each | {"visibility": STAFF} for each in group] for group in (legs, events)
            )
            trip = around | {"legs": [QUITO, *hidden_legs], "events": hidden_events}
            assert compose_briefing(for_audience(read(trip), PUBLIC)).days == bare


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_a_view_tells_its_own_audience_what_has_changed(format: str) -> None:
    """The earlier issue is the whole one; the view knows for whom it is."""
    former, now = (
        resolve(loads(f"{{title: T, id: t, events: [{{id: e, when: 2025-09-05, {event}}}]}}"))
        for event in ("title: Secret merger, visibility: staff", "title: Tea")
    )
    options = FORMATS[format].options(since=former)
    assert "merger" in render(now, format, options)
    for text in (
        render(for_audience(now, "public"), format, options),
        render(for_audience(for_audience(now, "public"), "party"), format, options),
        render(now, format, options, audience="public"),
    ):
        assert "merger" not in text
