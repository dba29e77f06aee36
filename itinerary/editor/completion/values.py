"""A caret at a value in; the values that may stand there out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

from itinerary.dates.grammar import list_languages
from itinerary.dates.grammar.vocabulary import list_phrase_words
from itinerary.dates.interval import Interval
from itinerary.dates.wording import format_interval, format_interval_with_weekdays
from itinerary.dates.wording.labels import LABEL_LANGUAGES
from itinerary.dates.zones import list_zone_names
from itinerary.document import Document, Event, Leg
from itinerary.document.field_guide import GuidedField, guide_fields
from itinerary.document.field_types import COLORS
from itinerary.editor.checked_text import CheckedText
from itinerary.editor.completion.caret import Caret
from itinerary.editor.completion.suggestion import Suggestion, SuggestionKind, is_like
from itinerary.editor.fixes import format_text
from itinerary.editor.names import iterate_entries
from itinerary.editor.text_positions import Span
from itinerary.loading.schema_errors.model_lookup import find_model
from itinerary.places.suggestions import suggest_places

MAX_WORDS = 40  # of phrases, at one caret
MAX_DAYS = 31  # of a trip, at one caret
_LAST_WORD = re.compile(r"\$[A-Za-z0-9_-]*(?:\.\w*)?\Z|[^\W\d_]*\Z")
_WORDS_OF_DATES = {"says", "reads", "day", "published", "said", "as_of", "revised", "call_time"}
_ABSOLUTE = {"published", "said", "as_of", "revised"}  # dates that count from no other
_PLACES = {"place", "from", "to", "home", "stay"}
_PEOPLE = {"participants", "travellers", "principal"}

_Source = Callable[[Caret, CheckedText | None], Iterator[Suggestion]]


def iterate_values(caret: Caret, checked: CheckedText | None) -> Iterator[Suggestion]:
    """Yield what the field at a caret may hold."""
    names = [step for step in caret.path if isinstance(step, str)]
    if not names or names[-1].startswith("x-"):
        return
    *_, name = names
    field = guide_fields(find_model(_list_steps_before(caret, name))).get(name)
    if field and field.choices:
        yield from _suggest_texts(caret, field.choices, "choice", field)
    elif (field and field.is_date) or name in _WORDS_OF_DATES:
        yield from _iterate_phrase_words(caret, checked)
    elif name in _PLACES or (name == "name" and len(names) > 1 and names[-2] in _PLACES):
        yield from _iterate_places(caret, checked)
    elif name == "name" and names[-2:-1] and names[-2] in _PEOPLE:
        yield from _iterate_people(caret, checked)
    elif name in _SUGGESTERS:
        yield from _SUGGESTERS[name](caret, checked)


def _list_steps_before(caret: Caret, name: str) -> tuple[str | int, ...]:
    """Return the path of what has the field of a caret."""
    last = max(at for at, step in enumerate(caret.path) if step == name)
    return caret.path[:last]


def _suggest_texts(
    caret: Caret,
    texts: Iterator[str] | tuple[str, ...] | list[str],
    kind: SuggestionKind,
    field: GuidedField | None = None,
) -> Iterator[Suggestion]:
    detail = field.description if field else ""
    for each in texts:
        if is_like(each, caret.typed):
            new = each if kind == "choice" else _write(each, caret)
            yield Suggestion(each, new, caret.span, kind, detail)


def _write(text: str, caret: Caret) -> str:
    """Return a text as it is written at a caret: in quotes, if it needs them and has none."""
    return text if caret.quote else format_text(text, is_in_flow=caret.is_in_flow)


def _get_document(checked: CheckedText | None) -> Document | None:
    return checked.loaded.document if checked else None


# --- dates


def _iterate_phrase_words(caret: Caret, checked: CheckedText | None) -> Iterator[Suggestion]:
    """Yield the names of entries behind a dollar sign, else words of the document's language."""
    found = _LAST_WORD.search(caret.typed)
    word = found[0] if found else ""
    if caret.typed and not word and not caret.typed[-1].isspace():
        return  # within a number
    span = caret.span._replace(start=caret.span.end - len(word))
    if caret.path[-1] not in _ABSOLUTE:
        if word.startswith("$"):
            yield from _iterate_entry_names(caret, word, span, checked)
            return
        yield from _iterate_days(caret, word, span, checked)
        if not caret.typed:
            yield Suggestion("TBD", "TBD", span, "word", "the date is to be determined")
        if not word:
            yield from _iterate_entry_names(caret, "$", span, checked)
    document = _get_document(checked)
    language = document.language if document else "en"
    is_first = not caret.typed
    known = list_phrase_words(language, is_first) if language in list_languages() else ()
    begun = (each for each in known if each.casefold().startswith(word.casefold()))
    for each in islice(begun, MAX_WORDS):
        yield Suggestion(each, each, span, "word")


def _iterate_days(
    caret: Caret, word: str, span: Span, checked: CheckedText | None
) -> Iterator[Suggestion]:
    """Yield the days of the trip, where one may be meant; behind other words, where none is begun.

    A day is found by its weekday, too.
    """
    trip = checked.timeline.find("trip") if checked and checked.timeline else None
    document, interval = _get_document(checked), trip.interval if trip else None
    if not (document and interval and interval.first and interval.last):
        return
    language = document.language if document.language in LABEL_LANGUAGES else "en"
    is_behind_words = caret.typed != word
    if is_behind_words and (word or caret.typed.rstrip()[-1:].isdigit()):
        return
    length = min((interval.last - interval.first).days + 1, MAX_DAYS)
    for number in range(length):
        day = interval.first + timedelta(days=number)
        own = Interval(day, day + timedelta(days=1))
        label = format_interval(own, language)
        heading = format_interval_with_weekdays(own, language)
        if is_like(label, word) or is_like(heading, word):
            yield Suggestion(label, _write(label, caret), span, "word", heading)


def _iterate_entry_names(
    caret: Caret, word: str, span: Span, checked: CheckedText | None
) -> Iterator[Suggestion]:
    document = _get_document(checked)
    told = {"$trip": "the whole trip"} if caret.path[:1] != ("dates",) else {}
    for _, entry in iterate_entries(document) if document else ():
        told[f"${entry.id}"] = entry.named_after
    own, dot, _ = word.partition(".")
    ends = {f"{own}.start": "when it begins", f"{own}.end": "when it ends"}
    if dot:
        told = ends if own in told else {}
    for name, detail in told.items():
        if is_like(name, word):
            yield Suggestion(name, name, span, "entry", detail)


# --- what the document has


def _iterate_sources(caret: Caret, checked: CheckedText | None) -> Iterator[Suggestion]:
    document = _get_document(checked)
    for name, source in (document.sources if document else {}).items():
        if is_like(name, caret.typed):
            detail = f"{source.publisher}: {source.title}"
            yield Suggestion(name, _write(name, caret), caret.span, "source", detail)


def _iterate_people(caret: Caret, checked: CheckedText | None) -> Iterator[Suggestion]:
    document = _get_document(checked)
    if document is None:
        return
    people = [*filter(None, [document.principal]), *document.travellers]
    for _, entry in iterate_entries(document):
        people += entry.participants if isinstance(entry, Event | Leg) else ()
    yield from _suggest_texts(caret, [each.name for each in people], "text")


def _iterate_groups(caret: Caret, checked: CheckedText | None) -> Iterator[Suggestion]:
    document = _get_document(checked)
    entries = iterate_entries(document) if document else iter(())
    groups = [getattr(entry, "group", None) or "" for _, entry in entries]
    yield from _suggest_texts(caret, [*filter(None, groups)], "text")


def _iterate_categories(caret: Caret, checked: CheckedText | None) -> Iterator[Suggestion]:
    document = _get_document(checked)
    entries = iterate_entries(document) if document else iter(())
    lists = [getattr(entry, "categories", ()) for _, entry in entries]
    yield from _suggest_texts(caret, [each for own in lists for each in own], "text")


# --- what is known anyway


def _iterate_places(caret: Caret, checked: CheckedText | None) -> Iterator[Suggestion]:
    """Yield the places of the document, then airports and cities of the index."""
    document = _get_document(checked)
    if document:
        for each in _iterate_own_places(document):
            if is_like(each, caret.typed):
                yield Suggestion(each, _write(each, caret), caret.span, "place", "of this document")
    for found in suggest_places(caret.typed):
        yield Suggestion(found.name, _write(found.name, caret), caret.span, "place", found.detail)


def _iterate_own_places(document: Document) -> Iterator[str]:
    yield from (each.name for each in (document.place, document.home) if each)
    for _, entry in iterate_entries(document):
        for name in ("place", "origin", "destination"):
            if place := getattr(entry, name, None):
                yield place.name


def _iterate_zones(caret: Caret, checked: CheckedText | None) -> Iterator[Suggestion]:
    own = (each.zone for each in (checked.timeline if checked else None) or ())
    names = dict.fromkeys(str(each) for each in own if each)
    yield from _suggest_texts(caret, [*names, *list_zone_names()], "zone")


def _iterate_colors(caret: Caret, checked: CheckedText | None) -> Iterator[Suggestion]:
    yield from _suggest_texts(caret, sorted(COLORS), "choice")


def _iterate_languages(caret: Caret, checked: CheckedText | None) -> Iterator[Suggestion]:
    yield from _suggest_texts(caret, list_languages(), "choice")


_SUGGESTERS: dict[str, _Source] = {
    "source": _iterate_sources,
    "timezone": _iterate_zones,
    "color": _iterate_colors,
    "language": _iterate_languages,
    "group": _iterate_groups,
    "categories": _iterate_categories,
    **dict.fromkeys(_PEOPLE, _iterate_people),
}
