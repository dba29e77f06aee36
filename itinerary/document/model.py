"""The document itself: everything that a person writes about a trip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol, Self, Unpack

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PrivateAttr,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic, NodePath, Position, Severity
from itinerary.document.claims import DateClaims
from itinerary.document.entries import BackgroundEvent, Event, Titled
from itinerary.document.field_types import (
    LANGUAGE_PATTERN,
    Color,
    Identifier,
    MorningTime,
    Text,
    Timezone,
    Url,
    Version,
    Words,
    refuse_boolean,
)
from itinerary.document.frozen_fields import FrozenDict
from itinerary.document.ids import (
    IdFault,
    find_unknown_sources,
    has_written_id,
    name_entries,
    slugify_text,
)
from itinerary.document.legs import Day, Leg
from itinerary.document.node import UNNAMED, Node
from itinerary.document.people import Contact, People, PersonOrName
from itinerary.document.place_details import PlaceOrName
from itinerary.document.sources import Dispute, SourceSheet
from itinerary.document.vocabulary import Status, Visibility

if TYPE_CHECKING:
    from itinerary.document.constructors import DocumentFields


class DiagnosticLocator(Protocol):
    """The text that a document was read from: it knows where each part of the document stands."""

    def create_diagnostic(
        self,
        path: Iterable[object],
        severity: Severity,
        message: str,
        hint: str = "",
        code: Code | Literal[""] = "",
    ) -> Diagnostic:
        """Return a finding at the node of a path."""
        ...


class Document(Titled):
    """A trip: its dates and legs, what happens in them, what came before, and who says so.

    It takes its fields as keywords, as `Document(**data)` does those of a dict with the shape of a
    document in JSON: parts are models (`Leg`, `Event`, `Source` … of `itinerary.document`) or dicts
    of their fields, dates are words. It is frozen: `model_copy(update={…})` gives another document,
    which is checked anew, and `itinerary.dumps` a text.

    Raises:
        ValidationError: Of pydantic: a field or value is wrong; `errors()` has all of them, each
            with the field as `loc`. From `itinerary.loads` it is a DocumentError with positions.

    >>> dinner = {"title": "Dinner", "when": "Wednesday at 20:00"}
    >>> trip = Document(title="Talks", place="Quito", dates="3 September 2025", events=[dinner])
    >>> trip.id, trip.events[0].id, trip.events[0].when[0].says
    ('talks', 'dinner', 'Wednesday at 20:00')
    >>> trip.model_copy(update={"title": "Talks in Quito"}).title
    'Talks in Quito'
    """

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[DocumentFields]) -> None: ...

    itinerary: Version = Field(default=1, description="The version of this schema.")
    id: Identifier | None = Field(
        default=None,
        description="The name by which people's calendars know the trip; made from the title"
        " if left out, and then it changes with it.",
        examples=["lisbon-2025"],
    )
    language: Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)] = Field(
        default="en",
        description="The language of the dates in words: en, es or pt; and of titles that name"
        " none. A briefing is in the language that is asked for: en, es or pt.",
        examples=["es"],
    )
    principal: PersonOrName | None = Field(
        default=None,
        description="Whose trip it is.",
        examples=["Aiko Tanaka", {"name": "Aiko Tanaka", "role": "Head of Operations"}],
    )
    travellers: People = Field(
        default=(), description="Who else travels.", examples=[["Ana Reis", "Rui Sá"]]
    )
    home: PlaceOrName | None = Field(
        default=None,
        description="The place whose clock is shown beside the local one.",
        examples=["London"],
    )
    place: PlaceOrName | None = Field(
        default=None,
        description="The place of everything that has none of its own.",
        examples=["Lisbon"],
    )
    timezone: Timezone | None = Field(
        default=None,
        description="The time zone of everything that has neither a zone nor a known place.",
        examples=["Europe/Lisbon"],
    )
    dates: DateClaims | None = Field(
        default=None,
        description="The dates of the whole trip, inside which all other dates are read.",
        examples=["28–30 March 2025"],
    )
    day_ends: MorningTime | None = Field(
        default=None,
        description="Until when what begins after midnight belongs to the day before, on paper.",
        examples=["05:00"],
    )
    as_of: Words | None = Field(
        default=None,
        description="The day from which relative dates count where their source has no date.",
        examples=["2025-02-01"],
    )
    issue: Annotated[int, Field(ge=1, le=9999), BeforeValidator(refuse_boolean)] | None = Field(
        default=None, description="The number of this issue of the document.", examples=[2]
    )
    revised: Words | None = Field(
        default=None,
        description="When this issue was written; the time stamp of the events in calendars, which"
        " else is `as_of`, or 1970-01-01. A time without an offset counts as UTC.",
        examples=["2025-03-01T09:00Z"],
    )
    sources: Annotated[dict[Identifier, SourceSheet], AfterValidator(FrozenDict)] = Field(
        default=FrozenDict(),
        description="Who says so: sources by id, each written out or the path of a source sheet"
        " from the folder of the document.",
        examples=[{"gazette": "sources/gazette.yaml"}],
    )
    legs: tuple[Leg, ...] = Field(
        default=(), description="The parts of the trip, each in one place."
    )
    events: tuple[Event, ...] = Field(default=(), description="What happens outside of the legs.")
    days: tuple[Day, ...] = Field(
        default=(),
        description="The same day by day: each says once when its events are.",
        examples=[[{"day": "Saturday", "events": [{"title": "Tea", "when": "16:00"}]}]],
    )
    background: tuple[BackgroundEvent, ...] = Field(
        default=(), description="What happened before the trip and explains it."
    )
    disputes: tuple[Dispute, ...] = Field(
        default=(), description="Matters other than dates on which the sources differ."
    )
    contacts: tuple[Contact, ...] = Field(
        default=(), description="Whom to call; not for the public."
    )
    categories: tuple[Text, ...] = Field(
        default=(), description="What calendars file all of its events under.", examples=[["tour"]]
    )
    color: Color | None = Field(
        default=None,
        description="The colour of the calendar, by its name in CSS3.",
        examples=["steelblue"],
    )
    url: Url | None = Field(
        default=None, description="Where to read more.", examples=["https://example.org/trip"]
    )
    notes: Text | None = Field(default=None, description="Anything else, printed at the end.")
    status: Status = Field(
        default=Status.CONFIRMED,
        description="Whether the trip takes place; if it is cancelled or postponed, so are its legs"
        " and events.",
        examples=["cancelled"],
    )
    visibility: Visibility = Field(
        default=Visibility.PUBLIC, description="Who may read the document at all."
    )

    _source_map: DiagnosticLocator | None = PrivateAttr(None)
    _written: Document | None = PrivateAttr(None)  # as it was read, if this is a changed copy

    @model_validator(mode="after")
    def _name_entries(self, info: ValidationInfo) -> Self:
        """Give every entry an id; raise ValidationError for wrong ids and unknown sources."""
        if info.context == UNNAMED:
            return self
        named, faults, _ = self.name_entries()
        faults += find_unknown_sources(self, self.sources)
        if faults:
            raise ValidationError.from_exception_data("Document", [*self._list_errors(faults)])
        vars(self).update(vars(named))
        return self

    def _list_errors(self, faults: Iterable[IdFault]) -> Iterable[InitErrorDetails]:
        for fault in faults:
            message, hint = fault.describe(known=self.sources)
            text: Any = f"{message} - {hint}".replace("{", "{{").replace("}", "}}")
            code: Any = fault.code  # pydantic asks for literals
            error = PydanticCustomError(code, text)
            yield InitErrorDetails(type=error, loc=fault.path, input=fault.name)

    def name_entries(self) -> tuple[Document, list[IdFault], tuple[NodePath, ...]]:
        """Return the document with an id on each entry, wrong ids, and the paths that had none."""
        named = name_entries(self)
        id = self.id or slugify_text(self.title)
        document = self.copy_with_generated(id=id, **named.fields)
        unnamed = named.unnamed if has_written_id(self) else ((), *named.unnamed)
        return document, named.faults, unnamed

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with other values for some fields, checked like a new document.

        Findings about what is changed point at its field, all others at the text still.

        Raises:
            ValidationError: A field or a value is wrong.

        >>> from itinerary import Document
        >>> document = Document(title="Talks", events=[{"title": "Tea", "when": "4 May 2025"}])
        >>> document.model_copy(update={"title": "Trade talks"}).title
        'Trade talks'
        """
        copy = super().model_copy(update=update, deep=deep)
        copy._source_map, copy._written = self._source_map, self._written or self
        return copy

    def __eq__(self, other: object) -> bool:
        """Return whether both say the same, whatever file each was read from."""
        return isinstance(other, Document) and self.__dict__ == other.__dict__

    __hash__ = Titled.__hash__  # which a class with `__eq__` would lose

    def copy_with_source_map(self, source_map: DiagnosticLocator | None) -> Document:
        """Return the same document that knows another text it was read from, or none."""
        copy = self.copy_with_generated()
        copy._source_map, copy._written = source_map, None
        return copy

    def create_diagnostic(
        self,
        path: Iterable[str | int],
        severity: Severity,
        message: str,
        hint: str = "",
        code: Code | Literal[""] = "",
    ) -> Diagnostic:
        """Return a finding at the node of a path, such as ("legs", 0, "when", 0, "says").

        It has the line and column of the node if the document was read from a text in which the
        node stands; otherwise it is at the document's id, and the message begins with the path.
        """
        path = tuple(path)
        if self._source_map is not None and self._stands_in_text(path):
            found = self._source_map.create_diagnostic(path, severity, message, hint, code)
        else:
            found = Diagnostic(Position(self.id or "document"), severity, message, hint, code)
        return found._replace(path=self._shorten_path(path))

    def _shorten_path(self, path: NodePath) -> NodePath:
        """Return the path of a date whose only claim is nothing but words as that of the date."""
        if path[-2:] != (0, "says"):
            return path
        claims = _find_node(self, path[:-2])
        is_plain = claims.__class__ is tuple and [*map(_list_given_fields, claims)] == [{"says"}]
        return path[:-2] if is_plain else path

    def _stands_in_text(self, path: NodePath) -> bool:
        """Return whether a node is still as it was read, at the same place."""
        return self._written is None or _find_node(self, path) == _find_node(self._written, path)


def _list_given_fields(node: Node) -> set[str]:
    """Return the fields of a node that hold something else than by default."""
    fields = type(node).model_fields
    return {name for name, field in fields.items() if getattr(node, name) != field.default}


def _find_node(node: Any, path: Iterable[object]) -> Any:
    """Return the node of a path, or the nearest one around it."""
    for step in path:
        kind = node.__class__
        if kind is tuple and isinstance(step, int) and step < len(node):
            node = node[step]
        elif issubclass(kind, dict):
            node = node.get(step)
        elif issubclass(kind, Node) and (name := kind.find_attribute(str(step))):
            node = getattr(node, name)
        else:
            return node
    return node
