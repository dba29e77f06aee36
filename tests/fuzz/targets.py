"""What `make fuzz` runs, each as a function of an input: loader, import, export, drafts …"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import icalendar
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pages import hold_page
from rendering import render_partly

from itinerary import diagnostics, render, resolve
from itinerary import loading as loader
from itinerary.articles import Article, read_article
from itinerary.calendars.importing import import_calendar
from itinerary.calendars.verifying import verify
from itinerary.dates import wording
from itinerary.dates.expressions import Conventions
from itinerary.dates.grammar import list_languages, load_grammar, resolve_phrase
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import ItineraryError, PhraseError
from itinerary.drafting import compare, draft
from itinerary.drafting.review_page import render_review_page

from .articles import OddArticle, articles
from .calendars import calendars, options
from .documents import OBEYED, documents, hold, hold_loaded, in_time, written

ROOT = Path(__file__).parents[2]
CALENDARS = Path(icalendar.__file__).parent / "tests"
FORMATS = ("yaml", "json", "toml")
_TRIP = Interval(date(2025, 9, 2), date(2025, 9, 5))
_WINDOWS = (
    None,
    _TRIP,
    Interval(date(2025, 9, 3), None),
    Interval(None, date(2025, 9, 3)),
    Interval(date(1, 1, 1), date.max),
)
_ZONES = (None, "America/Mexico_City", "Europe/Lisbon", "Pacific/Apia")
_REFERENCES = (
    date(2025, 8, 29),
    datetime(2025, 3, 30, 1, 30),
    date.min,
    date.max,
    datetime.max,
    date(2024, 2, 29),
)
_ANCHORS = {
    "quito": _TRIP,
    "a": Interval(datetime(2025, 9, 3, 10), datetime(2025, 9, 3, 11), Grain.MINUTE),
    "trip": Interval(date(2025, 9, 2), None),
}
_NO_TRIP = resolve(loader.loads("{title: T, id: t, events: []}"))
_explored = settings(
    max_examples=1000,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    # Saying which lines a finding needs takes longer than finding it.
    phases=(Phase.generate, Phase.shrink),
)
_PREFERENCES = ("nearest", "future", "past")


def load(data: bytes) -> None:
    """The first byte chooses the format; the others are the file."""
    try:
        file = loader.source_file.decode_file(data[1:], "fuzz")
    except loader.DocumentError as error:
        str(error).encode()
        return
    hold_loaded(file.text, FORMATS[(data[:1] or b"\0")[0] % len(FORMATS)])


def read_phrase(data: bytes) -> None:
    """Resolve a phrase; the first four bytes choose language, window, zone and reference."""
    one, two, three, four = (*data[:4], 0, 0, 0, 0)[:4]
    key = _ZONES[two % len(_ZONES)]
    language = list_languages()[one % len(list_languages())]
    window = _WINDOWS[one // len(list_languages()) % len(_WINDOWS)]
    prefer = _PREFERENCES[three % len(_PREFERENCES)]
    try:
        found = resolve_phrase(
            data[4:].decode(errors="replace"),
            reference=_REFERENCES[four % len(_REFERENCES)],
            language=language,
            zone=load_zone(key) if key else None,
            window=window,
            anchors=_ANCHORS,
            conventions=Conventions(prefer=prefer),
        )
    except PhraseError as error:
        str(error).encode()
        return
    assert found.intervals
    for interval in found.intervals:
        assert interval.to_utc_bounds()[0] < interval.to_utc_bounds()[1], interval
        assert interval.edtf.strip("./")
        assert wording.format_interval(interval)
    assert found.steps


@_explored
@given(written)
def whole_documents(text: str) -> None:
    """A document, drawn by Hypothesis."""
    with in_time():
        hold(text)


@_explored
@given(documents)
def _exported(node: dict[str, object]) -> None:
    hold(json.dumps(node))


def export(data: bytes) -> None:
    """The bytes choose the fields of a document, of the same kinds as Hypothesis does."""
    # Hypothesis puts the attribute there.
    _exported.hypothesis.fuzz_one_input(data)  # type: ignore[attr-defined]


def import_(data: bytes) -> None:
    """Import a calendar; the first byte chooses the options."""
    first = (data[:1] or b"\0")[0]
    options = {
        "until": date(2030, 1, 1) if first % 2 else None,
        "timezone": "Europe/Lisbon" if first // 2 % 2 else "",
        "since": date(1990, 1, 1) if first // 4 % 2 else None,
        "skip_broken": bool(first // 8 % 2),
    }
    hold_import(data[1:], **options)


def hold_import(data: bytes, **options: Any) -> None:
    """Import a calendar, and check that its events come to a document that can be exported."""
    found = import_calendar(data, "fuzz.ics", **options)
    assert bool(found.text) != any(each.severity == "error" for each in found.findings)
    diagnostics.format_diagnostics(found.findings).encode()
    if found.text:
        document = loader.loads(found.text)
        parts = (*document.events, *document.legs, *document.background)
        in_legs = sum(len(leg.events) for leg in document.legs)
        assert len(parts) + in_legs == found.events
        verify(
            render(resolve(loader.loads(found.text)), "ics")
            or "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
            resolve(loader.loads(found.text)),
        )


@_explored
@given(calendars, options)
def whole_calendars(text: str, chosen: dict[str, Any]) -> None:
    """An odd calendar, drawn by Hypothesis: it is imported, and told from a document."""
    data = text.encode(errors="surrogatepass")
    with in_time():
        hold_import(data, **chosen)
        with suppress(ItineraryError):
            verify(text, _NO_TRIP)


@_explored
@given(st.lists(articles, min_size=1, max_size=2))
def whole_articles(files: list[OddArticle]) -> None:
    """One odd article or two, drawn by Hypothesis: they are drafted from, or refused."""
    said = ""
    with in_time():
        try:
            hold_draft([read_article(each.data, name=each.name, **each.options) for each in files])
        except ItineraryError as error:
            said = str(error)
    said.encode()
    assert not OBEYED.search(said.replace("\n", "")), "a message that a terminal obeys"


def hold_draft(read: list[Article]) -> None:
    """Draft from articles, and check that the draft is sound and that its review can be shown."""
    for article in read:
        for each in article.paragraphs:
            assert len(article.text[each.start : each.end]) == len(each.text) > 0
    drafted = draft(read)
    hold_loaded(drafted.text, "yaml")
    timeline = resolve(loader.loads(drafted.text))
    assert not [each for each in timeline.diagnostics if each.severity == "error"]
    for format in ("ics", "markdown", "html"):
        render_partly(timeline, format).encode()
    assert not OBEYED.search(drafted.review.format_counts().replace("\n", "")), (
        "a terminal obeys it"
    )
    json.loads(drafted.review.to_json())
    hold_page(render_review_page(drafted.document.title, read, drafted.review))
    compare(read[-1:], drafted.document).patch.encode()


DRAWN = {"documents": whole_documents, "calendars": whole_calendars, "articles": whole_articles}
BYTES = {"loader": load, "phrases": read_phrase, "importer": import_, "exporter": export}


def seeds(target: str) -> list[bytes]:
    """Inputs to begin with: what people write, so that the way in need not be guessed."""
    if target == "phrases":
        return [b"\0\0\0\0" + phrase.encode() for phrase in _phrases()]
    if target == "loader":
        paths = [
            *(ROOT / "examples").iterdir(),
            *(ROOT / "seeds").iterdir(),
            *(ROOT / "tests" / "errors").iterdir(),
        ]
        suffixes = {".yaml": b"\0", ".json": b"\1", ".toml": b"\2"}
        return [
            suffixes[path.suffix] + path.read_bytes() for path in paths if path.suffix in suffixes
        ]
    if target == "importer":
        return [
            bytes([number % 4]) + path.read_bytes()
            for number, path in enumerate(sorted(CALENDARS.rglob("*.ics")))
        ]
    return [bytes(range(256)) * count for count in (1, 2, 4, 8)]


@cache
def _phrases() -> tuple[str, ...]:
    from itinerary.dates.grammar.language_file import load_language_file

    return tuple(
        phrase
        for language in list_languages()
        for rule in load_language_file(language).rules
        for phrase, *_ in rule.examples
    )


def words(target: str) -> list[str]:
    """The words that an input is made of."""
    if target == "phrases":
        return sorted(
            {
                word
                for language in list_languages()
                for word in (
                    *load_grammar(language).words.kinds,
                    *load_grammar(language).words.literals,
                )
            }
        )
    if target == "importer":
        names = sorted(
            {
                line.split(":")[0]
                for path in CALENDARS.rglob("*.ics")
                for line in path.read_text("utf-8", "replace").splitlines()
            }
        )
        return [name for name in names if name.isalpha()]
    return [
        *loader.Document.model_fields,
        "says",
        "when",
        "place",
        "events",
        "---",
        ": ",
        "- ",
        "{",
        "[[",
        "]]",
        '"""',
        "'''",
        "\\u",
        "&a",
        "*a",
    ]
