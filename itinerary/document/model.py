"""The document itself: everything that a person writes about a trip."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, Protocol

from pydantic import Field, PrivateAttr, StringConstraints

from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic, Position, Severity
from itinerary.document.claims import DateClaims
from itinerary.document.entries import BackgroundEvent, Event, Leg, Titled
from itinerary.document.field_types import (
    LANGUAGE_PATTERN,
    Color,
    Identifier,
    Text,
    Timezone,
    Url,
    Version,
    Words,
)
from itinerary.document.people import Contact, People, PersonOrName
from itinerary.document.place_details import PlaceOrName
from itinerary.document.sources import Dispute, SourceSheet
from itinerary.document.vocabulary import Visibility


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
        raise NotImplementedError


class Document(Titled):
    """A trip: its dates and legs, what happens in them, what came before, and who says so."""

    itinerary: Version = Field(default=1, description="The version of this schema.")
    id: Identifier | None = Field(
        default=None,
        description="The name by which people's calendars know the trip; made from the name of"
        " the file or the title if left out, and then it changes with them.",
        examples=["lisbon-2025"],
    )
    language: Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)] = Field(
        default="en",
        description="The language of the dates in words, and of the briefing: en, es or pt.",
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
        description="The time zone of everything that has neither a zone nor a place.",
        examples=["Europe/Lisbon"],
    )
    dates: DateClaims | None = Field(
        default=None,
        description="The dates of the whole trip, inside which all other dates are read.",
        examples=["28–30 March 2025"],
    )
    as_of: Words | None = Field(
        default=None,
        description="The day from which relative dates count where their source has no date.",
        examples=["2025-02-01"],
    )
    issue: Annotated[int, Field(ge=1, le=9999)] | None = Field(
        default=None, description="The number of this issue of the document.", examples=[2]
    )
    revised: Words | None = Field(
        default=None,
        description="When this issue was written; the time stamp of the events in calendars.",
        examples=["2025-03-01T09:00Z"],
    )
    sources: dict[Identifier, SourceSheet] = Field(
        default={},
        description="Who says so: sources by id, each written out or the path of a source sheet"
        " from the folder of the document.",
        examples=[{"gazette": "sources/gazette.yaml"}],
    )
    legs: tuple[Leg, ...] = Field(
        default=(), description="The parts of the trip, each in one place."
    )
    events: tuple[Event, ...] = Field(default=(), description="What happens outside of the legs.")
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
    visibility: Visibility = Field(
        default=Visibility.PUBLIC, description="Who may read the document at all."
    )

    _source_map: DiagnosticLocator | None = PrivateAttr(None)

    def __eq__(self, other: object) -> bool:
        """Return whether both say the same, whatever file each was read from."""
        return isinstance(other, Document) and self.__dict__ == other.__dict__

    def copy_with_source_map(self, source_map: DiagnosticLocator | None) -> Document:
        """Return the same document that knows another text it was read from, or none."""
        copy = self.model_copy()
        copy._source_map = source_map
        return copy

    def create_diagnostic(
        self,
        path: Iterable[object],
        severity: Severity,
        message: str,
        hint: str = "",
        code: Code | Literal[""] = "",
    ) -> Diagnostic:
        """Return a finding at the node of a path, such as ("legs", 0, "when", 0, "says").

        It has the line and column of the node if the document was read from a text; otherwise it
        is at the document's id, and the message begins with the path.
        """
        if self._source_map is not None:
            return self._source_map.create_diagnostic(path, severity, message, hint, code)
        where = ".".join(map(str, path))
        return Diagnostic(
            Position(self.id or "document"), severity, f"{where}: {message}", hint, code
        )
