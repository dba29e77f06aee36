"""A row of a table in; the fields of a document's event out, and what had no place among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from itinerary.calendars.importing.html_text import convert_html
from itinerary.calendars.importing.import_report import UNTITLED
from itinerary.codes import Code
from itinerary.document import BackgroundEvent, Event, ValidationError
from itinerary.document.ids import slugify_text
from itinerary.document.vocabulary import EventKind
from itinerary.spreadsheets.columns import TITLE, Table
from itinerary.spreadsheets.row_dates import TBD, DateReader, RowDateError
from itinerary.spreadsheets.sheet import Row
from itinerary.spreadsheets.vocabulary import fold_words, load_words

_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|tiff?)(?:$|[?#])", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\\]+", re.IGNORECASE)
_PARTS = re.compile(r"\s*[;\n]\s*")
_COMMA = re.compile(r"\s*,\s*")
# What the cells of a trip alone are fields of; a chronology keeps them as fields of one's own.
_TRIP_FIELDS = (
    "number", "carrier", "terminal", "gate", "seat", "booking", "confirmation", "call_time",
    "press", "visibility", "timezone",
)  # fmt: skip
_TRIP_LISTS = ("participants", "topics")
_ESSENTIAL = frozenset(("title", "when", "depart", "arrive", "check_in", "check_out", "from", "to"))
Fields = dict[str, Any]


class ConvertedRow(NamedTuple):
    """The fields of a document's event, and where its row says when it is."""

    fields: Fields
    row: Row
    source: str  # what the row names as its source
    own: tuple[str, ...]  # the columns whose cells no field took, kept as fields of one's own

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.fields["title"])


class _Cells:
    """The cells of a row, and which of them a field has taken."""

    def __init__(self, table: Table, row: Row) -> None:
        self._table, self._row = table, row
        self._taken: set[str] = set()

    def get_text(self, field: str) -> str:
        """Return what a cell says."""
        return self._table.get_text(self._row, field)

    def take(self, *fields: str) -> str:
        """Return what the first of some cells says; it needs to be kept nowhere else."""
        self._taken.update(fields)
        return self.get_text(fields[0])

    def give_back(self, field: str) -> None:
        """Let a cell be kept elsewhere."""
        self._taken.discard(field)

    def iterate_left(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each column whose cell no field has taken, and what it says."""
        for field in self._table.fields:
            if field not in self._taken and self.get_text(field):
                yield self._table.name(field), self.get_text(field)
        texts = self._row.texts
        for number, name in self._table.others.items():
            if number < len(texts) and texts[number]:
                yield name, texts[number]


def _join_place(venue: str, city: str) -> str:
    """Return a venue with its city behind it, as places are written, unless it names it itself."""
    is_named = fold_words(city) in map(fold_words, venue.split(","))
    return venue if is_named else ", ".join(filter(None, (venue, city)))


class RowConverter:
    """Converts the rows of one table.

    Args:
        table: The table.
        dates: What reads its dates.
        is_trip: Whether the rows are events of a trip, or those of a chronology.
    """

    def __init__(self, table: Table, dates: DateReader, *, is_trip: bool) -> None:
        self._table, self._dates, self._is_trip = table, dates, is_trip
        self._model: type[Event] | type[BackgroundEvent] = Event if is_trip else BackgroundEvent

    def convert(self, row: Row) -> ConvertedRow:
        """Return the event of a row.

        Raises:
            RowDateError: Its date cannot be read, or a field without which there is no event.
        """
        cells = _Cells(self._table, row)
        fields = {name: value for name, value in self._iterate_fields(row, cells) if value}
        for name, problem in self._find_refused_fields(fields):
            if name in _ESSENTIAL:
                offset = self._table.locate(row, name, "edtf", "date")
                message = problem.removeprefix("Value error, ")
                raise RowDateError(offset, message, "correct it", Code.WRONG_VALUE)
            del fields[name]
            cells.give_back(name)
        source, left = cells.take("source"), [*cells.iterate_left()]
        return ConvertedRow(
            fields | _build_own_fields(left), row, source, tuple(name for name, _ in left)
        )

    def is_heading(self, row: Row) -> bool:
        """Return whether a row only names the day of those below it."""
        day = self._table.get_text(row, "date")
        return self._is_trip and bool(day) and [text for text in row.texts if text] == [day]

    def _iterate_fields(self, row: Row, cells: _Cells) -> Iterator[tuple[str, Any]]:
        kind = self._find_kind(cells)
        yield "title", _find_title(cells, kind)
        if self._is_trip:
            yield "kind", str(kind)
        yield from self._iterate_dates(row, cells, kind)
        if kind is not EventKind.MOVEMENT:
            yield "place", _join_place(cells.take("place"), cells.take("city"))
        if self._is_trip:
            yield from self._iterate_trip_fields(cells)
        yield "group", cells.take("group")
        yield "categories", [*_split_list(cells.take("categories")), *self._list_kinds(cells)]
        yield from _iterate_pictures(cells)
        yield "notes", convert_html(cells.take("notes"))

    def _find_kind(self, cells: _Cells) -> EventKind:
        """Return the kind of an event: what has two ends is a movement, whatever it is called."""
        if self._is_trip and all(map(cells.get_text, ("from", "to"))):
            return EventKind.MOVEMENT
        word = load_words("kinds").get(fold_words(cells.get_text("kind")), EventKind.OTHER)
        return EventKind.OTHER if word == EventKind.MOVEMENT else EventKind(word)

    def _list_kinds(self, cells: _Cells) -> list[str]:
        """Return what a row calls itself, if that is no kind that events of a trip have."""
        word = cells.take("kind")
        is_kind = self._is_trip and fold_words(word) in load_words("kinds")
        return [] if is_kind or not word else [word]

    def _iterate_dates(self, row: Row, cells: _Cells, kind: EventKind) -> Iterator[tuple[str, Any]]:
        cells.take(*self._dates.list_fields(row))
        if kind is EventKind.MOVEMENT:
            yield from ((name, cells.take(name)) for name in ("from", "to"))
            names = ("depart", "arrive")
        elif kind is EventKind.STAY and self._is_trip:
            names = ("check_in", "check_out")
        else:
            cells.take("display_date")
            yield "when", self._dates.read_when(row, inherits=self._is_trip)
            return
        start, end = self._dates.read_ends(row, inherits=True)
        yield from zip(names, (start or TBD, end), strict=True)

    def _iterate_trip_fields(self, cells: _Cells) -> Iterator[tuple[str, Any]]:
        yield from ((name, cells.take(name)) for name in _TRIP_FIELDS)
        yield from ((name, _split_list(cells.take(name))) for name in _TRIP_LISTS)
        if status := load_words("statuses").get(fold_words(cells.get_text("status"))):
            cells.take("status")
            yield "status", status

    def _find_refused_fields(self, fields: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the fields whose values the document's model rejects, each with the reason."""
        try:
            self._model.model_validate(fields)
        except ValidationError as error:
            found = {str(each["loc"][0]): each["msg"] for each in error.errors() if each["loc"]}
            return [(name, reason) for name, reason in found.items() if name in fields]
        return []


def _find_title(cells: _Cells, kind: EventKind) -> str:
    text = convert_html(cells.take(TITLE)).replace("\n", " ").strip()
    if not text and kind is EventKind.MOVEMENT:
        text = " – ".join(map(cells.get_text, ("from", "to")))
    return text or UNTITLED


def _iterate_pictures(cells: _Cells) -> Iterator[tuple[str, Any]]:
    """Yield the picture and the address; what is shown beside a row may be a page, too."""
    shown = cells.get_text("image")
    is_address = _ADDRESS.fullmatch(shown) is not None
    if shown and (_PICTURE.search(shown) if is_address else not re.search(r"[<:\n]", shown)):
        image = {"src": cells.take("image")}
        for name in ("alt", "credit"):
            if text := convert_html(cells.take(name)):
                image[name] = text
        yield "image", image if len(image) > 1 else shown
    elif is_address and not cells.get_text("url"):
        yield "url", cells.take("image")
    yield "url", cells.take("url")


def _build_own_fields(cells: list[tuple[str, str]]) -> Fields:
    """Return cells as fields of the writer's own, which no format shows."""
    own: Fields = {}
    for name, text in cells:
        key = f"x-{slugify_text(name)}"
        own[key if key not in own else f"{key}-{len(own)}"] = text
    return own


def _split_list(text: str) -> list[str]:
    """Return the items of a list: between semicolons or lines, or else between commas."""
    parts = _PARTS.split(text) if _PARTS.search(text) else _COMMA.split(text)
    return [*dict.fromkeys(filter(None, parts))]
