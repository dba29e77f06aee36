"""What a person writes about a trip: frozen models of the document, its legs, events, background, sources and claims.

Every model forbids fields it does not know, keeps `x-` fields under `extensions`, and holds only what the document says;
dates are still the sources' words here (`itinerary.resolve` makes them absolute).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, Protocol

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    model_validator,
)
from pydantic import ValidationError as ValidationError  # the loader puts it into words

from itinerary.diagnostics import Diagnostic, Position, Severity
from itinerary.document.field_types import (
    COUNTRY_PATTERN,
    LANGUAGE_PATTERN,
    Alarm,
    ClaimInput,
    Color,
    Identifier,
    Press,
    Text,
    Timezone,
    Titles,
    Url,
    Version,
    Words,
    build_mapping_validator,
    normalize_claims,
    reject_path,
)
from itinerary.document.kinds import KINDS, KindSpec
from itinerary.document.vocabulary import (
    ClaimStatus,
    DateField,
    EventKind,
    Rank,
    Status,
    Visibility,
)

MAX_CLAIMS = 200  # on one date; each is compared with each
_EXTENSION_PATTERN = r"^x-[A-Za-z0-9-]+$"


class Node(BaseModel):
    """What every part of a document shares: it is frozen, knows its fields, and keeps `x-` fields as they are."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={"patternProperties": {_EXTENSION_PATTERN: {}}},
    )

    extensions: dict[Annotated[str, StringConstraints(pattern=_EXTENSION_PATTERN)], Any] = Field(
        default={},
        alias="x-",
        description="holds the fields whose names begin with x-",
        exclude=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _normalize_fields(cls, value: Any) -> Any:
        """Puts `x-` fields together, and leaves out known fields that hold nothing."""
        if not isinstance(value, dict) or not (
            None in value.values() or any(str(key).startswith("x-") for key in value)
        ):
            return value
        kept = {key: value[key] for key in value if re.fullmatch(_EXTENSION_PATTERN, str(key))}
        rest = {
            key: value[key]
            for key in value
            if key not in kept and (value[key] is not None or key not in cls.list_field_names())
        }
        return rest | {"x-": kept} if kept else rest

    @classmethod
    def list_field_names(cls) -> frozenset[str]:
        """The names of its fields, as people write them."""
        return frozenset(field.alias or name for name, field in cls.model_fields.items()) - {"x-"}


class Claim(Node):
    """One source's words for a date."""

    says: Words
    source: Identifier | None = None
    reads: Words | None = Field(
        None, description="how the editor reads the words, if they are no date phrase as they stand"
    )
    rank: Rank = Rank.NORMAL
    status: ClaimStatus = ClaimStatus.PLANNED
    speaker: Text | None = None
    said: Words | None = Field(
        None, description="when it was said, if not when the source was published"
    )
    note: Text | None = None

    @property
    def words(self) -> str:
        """The words that are resolved: the editor's reading, else the source's own."""
        return self.reads or self.says

    @property
    def is_tbd(self) -> bool:
        """Whether the date is still to be determined."""
        return self.words.upper() in {"TBD", "TBA", "TBC"}


DateClaims = Annotated[
    tuple[Claim, ...],
    BeforeValidator(normalize_claims, json_schema_input_type=ClaimInput),
    Field(min_length=1, max_length=MAX_CLAIMS),
]


class Person(Node):
    """Someone named in the document."""

    name: Text
    role: Text | None = None
    side: Text | None = Field(None, description="the delegation they belong to")


class Contact(Node):
    """Whom to call."""

    name: Text
    role: Text | None = None
    phone: Text | None = None
    email: Text | None = None


class PlaceDetails(Node):
    """A place that is spelled out; what it leaves out is looked up by its name."""

    name: Text
    timezone: Timezone | None = None
    country: Annotated[str, StringConstraints(pattern=COUNTRY_PATTERN)] | None = None
    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] | None = None
    address: Text | None = None


People = tuple[Annotated[Person, build_mapping_validator("name")], ...]
PlaceOrName = Annotated[PlaceDetails, build_mapping_validator("name")]


class Statement(Node):
    """A fact that a source states, in the editor's words, and the source's own words for when."""

    about: Text
    says: Words | None = None
    speaker: Text | None = None
    note: Text | None = None


class Source(Node):
    """Where facts come from."""

    publisher: Text
    title: Text
    url: Url | None = None
    author: Text | None = None
    published: Words | None = Field(
        None, description="a date that needs no other: a day, a time, a month or a year"
    )
    dateline: PlaceOrName | None = None
    language: Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)] | None = None
    retrieved: Words | None = None
    notes: Text | None = None
    statements: tuple[Statement, ...] = ()


SourceSheet = Annotated[Source, BeforeValidator(reject_path, json_schema_input_type=Source | str)]


class Titled(Node):
    """What has a title, in one language or in several; of several the first counts wherever no other is asked for."""

    titles: Titles = Field(
        alias="title",
        description="the title, or {en: …, es: …}; the first one stands in for other languages",
    )

    @property
    def title(self) -> str:
        """The title that counts."""
        return next(iter(self.titles.values()))


class Item(Node):
    """What legs, events and background have in common."""

    id: Identifier | None = None
    notes: Text | None = None
    source: Identifier | None = None


class Event(Titled, Item):
    """Something that happens on the trip; a movement has from, to, depart and arrive, a stay check_in and check_out."""

    kind: EventKind = EventKind.MEETING
    when: DateClaims | None = None
    origin: PlaceOrName | None = Field(None, alias="from")
    destination: PlaceOrName | None = Field(None, alias="to")
    depart: DateClaims | None = None
    arrive: DateClaims | None = None
    check_in: DateClaims | None = None
    check_out: DateClaims | None = None
    place: PlaceOrName | None = None
    timezone: Timezone | None = Field(
        None, description="whose clock its times are by, if not that of its place"
    )
    participants: People = ()
    topics: tuple[Text, ...] = ()
    press: Press | None = None
    status: Status = Status.CONFIRMED
    number: Text | None = None
    carrier: Text | None = None
    booking: Text | None = None
    contacts: tuple[Contact, ...] = ()
    call_time: Words | None = None
    url: Url | None = None
    categories: tuple[Text, ...] = ()
    visibility: Visibility = Field(
        Visibility.PUBLIC,
        description="who may read of it; what stands in a leg is at most as visible as the leg",
    )
    alarm: Alarm | None = Field(
        None,
        description="how long before it an alarm rings, in a calendar that is asked for alarms",
    )

    @model_validator(mode="after")
    def _check_fields_by_kind(self) -> Event:
        kind, spec = self.kind, self.spec
        missing = [
            str(self.__class__.model_fields[name].alias)
            for name in spec.required_fields
            if getattr(self, name) is None
        ]
        if missing:
            needs = " and ".join(f"'{name}'" for name in missing)
            remedy = ", ".join(f"{name}: …" for name in missing)
            raise ValueError(f"a {kind} needs {needs} - write {remedy} with the name of a place")
        both_ends = f"write {spec.starts_at}: …, and {spec.ends_at}: … if it is known"
        if self.when is not None and DateField.WHEN not in spec.date_fields:
            raise ValueError(f"a {kind} has no 'when' - {both_ends}")
        if spec.needs_start and self.when is None and getattr(self, spec.starts_at) is None:
            if spec.has_two_ends:
                raise ValueError(f"a {kind} needs '{spec.starts_at}' - {both_ends}")
            raise ValueError(
                "needs 'when' - write when: and a date phrase, or when: TBD while it is open"
            )
        return self

    @property
    def spec(self) -> KindSpec:
        """What all events of its kind have in common."""
        return KINDS[self.kind]

    @property
    def dates(self) -> dict[str, tuple[Claim, ...]]:
        """The claims on each date that the event has, by the name of the field."""
        return {name: claims for name in self.spec.date_fields if (claims := getattr(self, name))}


class Leg(Item):
    """A part of the trip that is spent in one place."""

    place: PlaceOrName | None = None
    titles: Titles | None = Field(None, alias="title", description="as an event's")
    when: DateClaims | None = None
    timezone: Timezone | None = None
    events: tuple[Event, ...] = ()
    stay: PlaceOrName | None = Field(None, description="where the nights are spent")
    status: Status = Status.CONFIRMED
    visibility: Visibility = Field(
        Visibility.PUBLIC, description="who may read of it and of all that stands in it"
    )

    @model_validator(mode="after")
    def _check_name(self) -> Leg:
        if self.place is None and self.titles is None:
            raise ValueError("a leg needs a place or a title - write place: …")
        return self

    @property
    def title(self) -> str | None:
        """The title that counts; None if it is called by its place."""
        return next(iter(self.titles.values())) if self.titles else None


class BackgroundEvent(Titled, Item):
    """Something that happened before the trip and explains it."""

    when: DateClaims
    place: PlaceOrName | None = None
    categories: tuple[Text, ...] = ()
    url: Url | None = None


class Account(Node):
    """One source's account of a disputed matter."""

    says: Words
    source: Identifier | None = None
    rank: Rank = Rank.NORMAL
    note: Text | None = None


class Dispute(Node):
    """A matter other than a date on which the sources differ."""

    about: Text
    accounts: Annotated[tuple[Account, ...], Field(min_length=1)]


class DiagnosticLocator(Protocol):
    """The text that a document was read from: it knows where each part of it stands."""

    def create_diagnostic(
        self,
        path: Iterable[object],
        severity: Severity,
        message: str,
        hint: str = "",
        code: str = "",
    ) -> Diagnostic:
        """A finding at the node of a path."""


class Document(Titled):
    """A trip as one document; `itinerary schema` prints every field with what it is for."""

    itinerary: Version = Field(1, description="the version of this schema")
    id: Identifier | None = None
    language: Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)] = "en"
    principal: Annotated[Person, build_mapping_validator("name")] | None = None
    travellers: People = ()
    home: PlaceOrName | None = Field(None, description="whose clock stands beside the local one")
    place: PlaceOrName | None = None
    timezone: Timezone | None = None
    dates: DateClaims | None = None
    as_of: Words | None = Field(
        None, description="the day from which relative dates count, if their source has none"
    )
    issue: Annotated[int, Field(ge=1, le=9999)] | None = Field(
        None, description="the number of this issue of the document"
    )
    revised: Words | None = None
    sources: dict[Identifier, SourceSheet] = {}
    legs: tuple[Leg, ...] = ()
    events: tuple[Event, ...] = ()
    background: tuple[BackgroundEvent, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    contacts: tuple[Contact, ...] = ()
    categories: tuple[Text, ...] = ()
    color: Color | None = None
    url: Url | None = None
    notes: Text | None = None
    visibility: Visibility = Visibility.PUBLIC

    _source_map: DiagnosticLocator | None = PrivateAttr(None)

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, wherever they were written."""
        return isinstance(other, Document) and self.__dict__ == other.__dict__

    def copy_with_source_map(self, written: DiagnosticLocator | None) -> Document:
        """The same document, knowing the text that it was read from, or no longer knowing it."""
        copy = self.model_copy()
        copy._source_map = written
        return copy

    def create_diagnostic(
        self,
        path: Iterable[object],
        severity: Severity,
        message: str,
        hint: str = "",
        code: str = "",
    ) -> Diagnostic:
        """A finding at the node of a path, such as ("legs", 0, "when", 0, "says"), with its line and column if the document was read."""
        if self._source_map is not None:
            return self._source_map.create_diagnostic(path, severity, message, hint, code)
        return Diagnostic(
            Position(self.id or "document"),
            severity,
            f"{'.'.join(map(str, path))}: {message}",
            hint,
            code,
        )
