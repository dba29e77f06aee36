"""A table in; the text of a document that has no error, or the errors that it would have, out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from itinerary.calendars.importing.html_text import convert_html
from itinerary.calendars.importing.import_report import UNTITLED, ImportReport
from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic
from itinerary.document import Document, ValidationError
from itinerary.document.ids import RESERVED_IDS, slugify_text
from itinerary.document.vocabulary import EVENT_DATE_FIELDS
from itinerary.loading.writers import write_yaml
from itinerary.resolving import resolve
from itinerary.resolving.references import DATE_SOURCE_HINT
from itinerary.spreadsheets.columns import Table
from itinerary.spreadsheets.numeric_dates import DateOrderEvidence
from itinerary.spreadsheets.row_conversion import ConvertedRow, Fields, RowConverter
from itinerary.spreadsheets.row_dates import TBD, DateReader, RowDateError, find_read_words
from itinerary.spreadsheets.sheet import Row, Sheet
from itinerary.spreadsheets.vocabulary import fold_words

FILE_SOURCE = "spreadsheet"  # the id of the file among the document's sources
_TITLE_ROW = "title"  # what TimelineJS calls the row that tells of the whole
_PLAIN_DATE = re.compile(
    r"[1-9][0-9]{3}(?:-[0-9][0-9]){0,2}(?:/[1-9][0-9]{3}(?:-[0-9][0-9]){0,2})?"
)
_DATING_FIELDS = frozenset((*EVENT_DATE_FIELDS, "kind", "place", "from", "to", "timezone"))
_PLACE_FIELDS = frozenset(("place", "from", "to"))
_TRIP_COLUMNS = frozenset(
    ("time", "end_time", "from", "to", "depart", "arrive", "participants", "call_time", "press")
)
_ADDRESS = re.compile(r"https?://[^\s\\]+")


class TableSettings(NamedTuple):
    """What is said of a table beside it: each is "" for what the table says itself."""

    shape: str
    language: str
    timezone: str
    as_of: str


class BuiltTable(NamedTuple):
    """The text of a document, what its rows became, and how dates were read."""

    text: str
    converted: Sequence[ConvertedRow]
    dates: DateReader
    headings: Sequence[Row]


def build_document(
    path: PurePath,
    sheet: Sheet,
    table: Table,
    evidence: DateOrderEvidence,
    settings: TableSettings,
    report: ImportReport,
) -> BuiltTable:
    """Return the document of a table; a row that it may not have is an error, or left out and told.

    Args:
        path: The name of the file.
        sheet: The sheet.
        table: What its columns hold.
        evidence: The order of its dates in numbers.
        settings: What is said of it beside it.
        report: What the errors are added to.
    """
    is_trip = settings.shape == "trip" or (not settings.shape and _looks_like_trip(table))
    dates = DateReader(table, evidence)
    converter = RowConverter(table, dates, is_trip=is_trip)
    whole: list[Row] = []
    headings: list[Row] = []
    converted: list[ConvertedRow] = []
    for row in table.rows:
        if not whole and fold_words(table.get_text(row, "kind")) == _TITLE_ROW and not is_trip:
            whole.append(row)
            continue
        try:
            if converter.is_heading(row) and dates.take_day(row):
                headings.append(row)
            else:
                converted.append(converter.convert(row))
        except RowDateError as error:
            title = table.get_text(row, "title") or UNTITLED
            report.add_broken_event(error.offset, title, str(error), error.hint, error.code)
    head = _build_head(path, sheet, table, settings, whole)
    broken = _find_broken_rows(head, converted, table, report, is_trip=is_trip)
    kept = [each for number, each in enumerate(converted) if number not in broken]
    if not kept and not report.has_errors:
        message, hint = "the spreadsheet has no rows of events", "save one that has"
        if report.is_broken:
            message, hint = "no row of the spreadsheet can be read", "correct the rows named here"
        report.add_error(table.locate(table.header), message, hint, Code.NO_EVENT)
    text = "" if report.has_errors else write_yaml(_build_data(head, kept, is_trip=is_trip))
    return BuiltTable(text, kept, dates, headings)


def _looks_like_trip(table: Table) -> bool:
    return "year" not in table.fields and not _TRIP_COLUMNS.isdisjoint(table.fields)


def _build_head(
    path: PurePath, sheet: Sheet, table: Table, settings: TableSettings, whole: Sequence[Row]
) -> Fields:
    """Return what the document says of itself: in TimelineJS's template a row may."""
    title, notes = (
        convert_html(" ".join(table.get_text(row, name) for row in whole))
        for name in ("title", "notes")
    )
    language = settings.language or _find_language(table)
    shown = f"{path.name}, {sheet.name}" if sheet.name else path.name
    head = {
        "title": title or path.stem,
        "id": slugify_text(path.stem),
        "language": language if language != "en" else "",
        "timezone": settings.timezone,
        "as_of": settings.as_of,
        "sources": {FILE_SOURCE: {"publisher": path.stem, "title": shown}},
        "notes": notes,
    }
    return {name: value for name, value in head.items() if value}


def _find_language(table: Table) -> str:
    """Return the language that most of the names of columns are in, of those that are of one."""
    words = {fold_words(table.name(field)) for field in table.fields}
    counts = {code: len(words & known) for code, known in _LANGUAGE_WORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if list(counts.values()).count(counts[best]) == 1 else "en"


# Names of columns that are of one of the languages only.
_LANGUAGE_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(("date", "day", "time", "title", "event", "place", "location", "description")),
    "es": frozenset(
        ("fecha", "lugar", "descripcion", "fuente", "actividad", "desde", "hasta", "ano", "fin")
    ),
    "pt": frozenset(("data", "local", "descricao", "fonte", "atividade", "ate", "inicio", "fim")),
}


def _build_data(head: Fields, converted: Sequence[ConvertedRow], *, is_trip: bool) -> Fields:
    sources, used = dict(head["sources"]), Counter[str]()
    entries: list[Fields] = []
    for each in converted:
        source = _name_source(each.source, sources)
        entries.append({"id": _name_entry(each, used), **each.fields, "source": source})
    if all(each["source"] != FILE_SOURCE for each in entries):
        del sources[FILE_SOURCE]
    rest = {name: value for name, value in head.items() if name not in ("sources", "notes")}
    section = "events" if is_trip else "background"
    notes = {"notes": head["notes"]} if "notes" in head else {}
    return {**rest, "sources": sources, section: entries, **notes}


def _name_source(text: str, sources: Fields) -> str:
    """Return the id of the source that a row names; without one, it is the file."""
    if not text:
        return FILE_SOURCE
    id = slugify_text(text)
    address = _ADDRESS.search(text)
    url = {"url": address[0]} if address else {}
    name = text if not address or address[0] == text else text.replace(address[0], "").strip(" ,;")
    sources.setdefault(id, {"publisher": name, "title": name, **url})
    return id


def _name_entry(converted: ConvertedRow, used: Counter[str]) -> str:
    """Return an id made from the title; rows of one title are numbered."""
    id = slugify_text(converted.title)
    if id in RESERVED_IDS:
        id = f"{id}-1"
    used[id] += 1
    number = used[id]
    while number > 1 and f"{id}-{number}" in used:
        number += 1
    name = id if number == 1 else f"{id}-{number}"
    used[name] += name != id
    return name


def _find_broken_rows(
    head: Fields,
    converted: Sequence[ConvertedRow],
    table: Table,
    report: ImportReport,
    *,
    is_trip: bool,
) -> set[int]:
    """Return the numbers of the rows whose dates come to an error, which is added to the report.

    Only what may be wrong is resolved, and what is the same once.
    """
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(converted):
        if key := _select_doubtful(each):
            alike[repr(key)].append(number)
    firsts = [numbers[0] for numbers in alike.values()]
    parts = [{"title": "-", **_select_dating(converted[number])} for number in firsts]
    rest = {name: head[name] for name in ("language", "timezone", "as_of") if name in head}
    try:
        section = "events" if is_trip else "background"
        document = Document.model_validate({"title": "-", **rest, section: parts})
    except ValidationError as error:
        reason = str(error.errors()[0]["msg"])
        report.add_error(0, reason, "correct it", Code.WRONG_VALUE)
        return set()
    broken: set[int] = set()
    groups = list(alike.values())
    for finding in resolve(document).diagnostics:
        if finding.severity == "error" and len(finding.path) > 2:
            numbers = groups[int(finding.path[1])]
            broken.update(numbers)
            for number in numbers:
                _add_error(finding, converted[number], table, report)
    return broken


def _has_plain_dates(converted: ConvertedRow) -> bool:
    dates = (converted.fields[name] for name in EVENT_DATE_FIELDS if name in converted.fields)
    words = map(find_read_words, dates)
    return all(text == TBD or _PLAIN_DATE.fullmatch(text) for text in words)


def _select_doubtful(converted: ConvertedRow) -> Fields:
    """Return the fields that something may be wrong with when they are resolved.

    Plain dates mean nothing but themselves, and the place beside them matters by itself.
    """
    dating = _select_dating(converted)
    is_plain = _has_plain_dates(converted)
    return {name: dating[name] for name in dating if name in _PLACE_FIELDS} if is_plain else dating


def _select_dating(converted: ConvertedRow) -> Fields:
    """Return the fields that the dates of a row are worked out from."""
    return {name: each for name, each in converted.fields.items() if name in _DATING_FIELDS}


# Remedies that are written into a document, and what they are where there is none yet.
_REMEDIES = (
    (
        re.escape(DATE_SOURCE_HINT),
        "write the whole date, with its year; or say the day it counts from: --as-of DATE",
    ),
    (r"add language: (\w+) to the document, or name a source that has it", r"say --language \1"),
    (r"; or write the place as \{[^}]*\}", ""),
    (
        r"write the place as \{name: \.{3}, timezone: ([^}]*)\}",
        r"write its city behind it, or say whose clock it has: --timezone \1",
    ),
    (r"write the venue as \{[^}]*\}, the other as", "write its city behind it, or the place as"),
)
_CELLS_BY_FIELD = {
    "when": ("display_date", "date", "year"),
    "place": ("place", "city"),
    "depart": ("depart", "time", "date"),
    "arrive": ("arrive", "end_time", "end_date", "date"),
    "check_in": ("date",),
    "check_out": ("end_date", "date"),
}


def _add_error(
    error: Diagnostic, converted: ConvertedRow, table: Table, report: ImportReport
) -> None:
    field = str(error.path[2])
    offset = table.locate(converted.row, *_CELLS_BY_FIELD.get(field, (field,)))
    code = Code(error.code or Code.EVENT_DATES)
    hint = error.hint
    for in_document, beside_table in _REMEDIES:
        hint = re.sub(in_document, beside_table, hint)
    report.add_broken_event(offset, converted.title, error.message, hint, code)
