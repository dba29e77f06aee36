"""A program that uses every public name as the docs say: type checkers find nothing wrong in it.

It is run, too: what it asserts holds.
"""

# pyright: strict

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, assert_type
from zoneinfo import ZoneInfo

from itinerary import (
    Conventions,
    Diagnostic,
    Document,
    DocumentError,
    Entry,
    Found,
    Grain,
    Interval,
    ItineraryError,
    OptionError,
    PhraseError,
    PlaceError,
    Resolution,
    Timeline,
    changes,
    conflicts,
    draft,
    dumps,
    explain,
    find,
    for_audience,
    for_traveller,
    formats,
    import_calendar,
    import_table,
    load,
    loads,
    read_article,
    render,
    resolve,
    resolve_phrase,
    split,
    verify,
)
from itinerary.dates.grammar import PhrasePart
from itinerary.document import (
    KINDS,
    MAX_CLAIMS,
    Account,
    BackgroundEvent,
    Claim,
    Contact,
    Day,
    Dispute,
    Event,
    Image,
    ImageFile,
    KindSpec,
    Leg,
    Node,
    Person,
    Place,
    PlaceDetails,
    Source,
    Statement,
    ValidationError,
    build_schema,
)
from itinerary.export import HtmlOptions, IcsOptions, MarkdownOptions, render_bytes
from itinerary.timeline import (
    UID_NAMESPACE,
    Dating,
    Reading,
    SectionName,
    Step,
    Verdict,
    derive_uid,
)

MONDAY = date(2025, 9, 1)


def build_document() -> Document:
    """Build a document of parts, texts and mappings, as each may be given."""
    gazette = Source(
        publisher="Gazette",
        title="The talks",
        published="2025-08-29",
        statements=[Statement(about="The visit", says="on Wednesday")],
    )
    talks = Event(
        title={"en": "Talks", "es": "Conversaciones"},
        kind="meeting",
        when=[Claim(says="on Wednesday at 10:00", source="gazette", rank="preferred")],
        participants=["Ana Reis", Person(name="Rui Sá", role="Minister")],
        contacts=[Contact(name="Desk", email="desk@example.org")],
        press="open press",
    )
    flight = Event.model_validate(
        {
            "title": "Flight",
            "kind": "movement",
            "from": "Quito",
            "to": "Lima",
            "depart": "Thu 18:00",
        }
    )
    place: PlaceDetails = Place(name="Quito", timezone="America/Guayaquil", latitude=-0.22)
    leg = Leg(place=place, when="3 and 4 September 2025", events=[talks, flight])
    programme = Day(
        day="4 September 2025", events=[{"title": "Tea", "when": "16:00", "place": "Quito"}]
    )
    accounts = [Account(says="the first"), Account(says="the second", source="gazette")]
    return Document(
        title="Talks in Quito",
        principal="Ana Reis",
        sources={"gazette": gazette},
        legs=[leg],
        days=[programme],
        events=[{"title": "Dinner", "when": "3 September 2025, 20:00", "place": "Quito, Ecuador"}],
        background=[
            BackgroundEvent(title="Treaty", when=Claim(says="in 1942"), image=Image(src="a.jpg"))
        ],
        as_of=MONDAY,
        disputes=[Dispute(about="Which visit this is", accounts=accounts)],
    )


def change_document(document: Document) -> Document:
    """Change a document, write it, and read it again."""
    changed = document.model_copy(update={"title": "Talks again"})
    text = assert_type(dumps(changed, "json"), str)
    again = loads(text, "json")
    assert again == changed
    nodes: Sequence[Node] = (again, *again.legs)
    assert [type(node).__name__ for node in nodes] == ["Document", "Leg"]
    spec: KindSpec = KINDS[document.legs[0].events[0].kind]
    assert (spec.keeps_busy, MAX_CLAIMS > 1) == (True, True)
    schema: Mapping[str, Any] = build_schema()
    assert schema["title"] == "Document"
    return again


def tell_entries(timeline: Timeline) -> list[str]:
    """Return a line for each entry, and look at all that one has."""
    lines: list[str] = []
    sections: tuple[SectionName, ...] = ("leg", "event")
    for entry in timeline.select_entries(*sections):
        assert_type(entry, Entry)
        assert entry.uid == derive_uid(timeline.id, entry.id)
        lines.append(f"{entry.title}: {entry.interval.edtf if entry.interval else 'open'}")
    assert str(UID_NAMESPACE)
    quito = timeline["quito"]
    dating: Dating | None = quito.find_dating("when")
    reading: Reading | None = dating.chosen_reading if dating else None
    if reading is not None:
        steps: tuple[Step, ...] = reading.steps
        assert (reading.verdict, bool(steps)) == (Verdict.CHOSEN, True)
    assert [entry.id for entry in timeline.on(date(2025, 9, 4))] == ["quito", "tea", "flight"]
    rows: list[dict[str, Any]] = timeline.to_records(zone="UTC")
    assert (len(timeline), "quito" in timeline, len(rows) > 3) == (7, True, True)
    return lines


def write_timeline(timeline: Timeline) -> dict[str, str]:
    """Return a timeline in every format, and for an audience by leg."""
    timeline.raise_for_errors()
    found: dict[str, str] = {name: render(timeline, name) for name in formats()}
    found["alarms"] = render(timeline, "ics", IcsOptions(alarm="30m", imprecise="marker"))
    card = MarkdownOptions(style="card", lang="es", clock=12)
    found["card"] = render(timeline, "markdown", card, audience="party")
    options = HtmlOptions(holidays=True, images=(ImageFile("a.gif", b"GIF89a"),))
    page: bytes = render_bytes(timeline, "html", options, partial=True)
    assert page.startswith(b"<!doctype html>")
    for part in split(for_traveller(for_audience(timeline, "public"), "Ana Reis"), "leg"):
        found[part.id] = render(part.timeline, "ics")
    assert verify(found["ics"], timeline).differences == ()
    assert import_calendar(found["ics"].encode(), "talks.ics").events
    assert import_table(b"Date,Title\n1890,Bridge\n", "town.csv", columns={}).events == 1
    assert changes(timeline, timeline) == ()
    assert not conflicts(timeline).has_contradictions
    assert explain(timeline, "quito").dates
    return found


def read_phrases() -> None:
    """Resolve phrases, and compute with intervals."""
    trip = Interval(date(2025, 9, 2), date(2025, 9, 5))
    found: Resolution = resolve_phrase(
        "the day before $end at 10:00",
        reference=MONDAY,
        zone=ZoneInfo("Europe/Lisbon"),
        window=trip,
        anchors={"end": Interval(date(2025, 9, 4), date(2025, 9, 5))},
        conventions=Conventions(prefer="future", parts_of_day={"morning": (6, 11)}),
    )
    start: date | None = found.interval.start
    assert isinstance(start, datetime)
    assert start.utcoffset() == timedelta(hours=1)
    assert MONDAY not in trip
    in_text: tuple[Found, ...] = find("It opens on Friday.", reference=MONDAY, style="news")
    assert [(each.text, each.timex.value) for each in in_text] == [("on Friday", "2025-09-05")]
    items: tuple[PhrasePart, ...] = found.items
    assert [(item.text, item.end - item.start) for item in items] == [(found.text[4:], 24)]
    ends: tuple[PhrasePart, PhrasePart] | None = resolve_phrase("2-4 May", reference=MONDAY).ends
    assert ends is not None
    assert assert_type(ends[1].intervals, tuple[Interval, ...])[0].first == date(2025, 5, 4)
    assert assert_type(trip.duration, timedelta | None) == timedelta(days=3)
    assert Interval.from_edtf("2012").grain == Grain.YEAR
    assert trip.overlaps(Interval(date(2025, 9, 4), None))


def collect_errors(path: Path) -> list[str]:
    """Return what is wrong, by each kind of error."""
    found: list[str] = []
    try:
        load(path)
    except DocumentError as error:
        diagnostics: tuple[Diagnostic, ...] = error.diagnostics
        found += [str(each.to_dict()["code"]) for each in diagnostics]
    try:
        resolve_phrase("recently", reference=MONDAY)
    except PhraseError as error:
        found.append(error.kind)
    try:
        Document.model_validate({"title": "T", "legs": 3})
    except ValidationError as error:
        found.append(str(error.errors()[0]["loc"]))
    try:
        resolve(Document(title="T")).to_records("Europe/Nowhere")
    except (PlaceError, OptionError) as error:
        caught: ItineraryError = error
        found.append(type(caught).__name__)
    return found


def tell_publication() -> str:
    """Return when an article says that it was published."""
    article = read_article("Talks\n\nQuito, 4 May 2026\n\nThe talks in Quito begin on Friday.\n")
    drafted = draft([article])
    assert "at" in dumps(drafted.document)
    assert drafted.review.items
    return article.published.value if article.published else ""


def main() -> None:
    """Do all of it."""
    assert tell_publication() == "2026-05-04"
    document = change_document(build_document())
    timeline = resolve(document)
    assert len(tell_entries(timeline)) == 5
    assert "quito" in write_timeline(timeline)
    read_phrases()
    assert collect_errors(Path("no-such-file.yaml")) == [
        "no-file",
        "vague",
        "('legs',)",
        "PlaceError",
    ]


if __name__ == "__main__":
    main()
