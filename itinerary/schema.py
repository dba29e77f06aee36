"""What a person writes about a trip: frozen models of the document, its legs, events, background, sources and claims.

Every model forbids fields it does not know, keeps `x-` fields under `extensions`, and holds only what the document says;
dates are still the sources' words here (`itinerary.resolve` makes them absolute).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, Protocol

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, StringConstraints, model_validator
from pydantic import ValidationError as ValidationError  # the loader puts it into words

from itinerary.diagnostics import Diagnostic, PlaceError, Position, Severity
from itinerary.interval import zone

MOST_TEXT = 20_000  # characters in one field
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_EXTENSION = re.compile(r"x-[A-Za-z0-9-]+")

# CSS3's colour names, the only ones that calendars share (RFC 7986, section 5.9).
COLORS = frozenset(
    [
        "aliceblue",
        "antiquewhite",
        "aqua",
        "aquamarine",
        "azure",
        "beige",
        "bisque",
        "black",
        "blanchedalmond",
        "blue",
        "blueviolet",
        "brown",
        "burlywood",
        "cadetblue",
        "chartreuse",
        "chocolate",
        "coral",
        "cornflowerblue",
        "cornsilk",
        "crimson",
        "cyan",
        "darkblue",
        "darkcyan",
        "darkgoldenrod",
        "darkgray",
        "darkgreen",
        "darkgrey",
        "darkkhaki",
        "darkmagenta",
        "darkolivegreen",
        "darkorange",
        "darkorchid",
        "darkred",
        "darksalmon",
        "darkseagreen",
        "darkslateblue",
        "darkslategray",
        "darkslategrey",
        "darkturquoise",
        "darkviolet",
        "deeppink",
        "deepskyblue",
        "dimgray",
        "dimgrey",
        "dodgerblue",
        "firebrick",
        "floralwhite",
        "forestgreen",
        "fuchsia",
        "gainsboro",
        "ghostwhite",
        "gold",
        "goldenrod",
        "gray",
        "green",
        "greenyellow",
        "grey",
        "honeydew",
        "hotpink",
        "indianred",
        "indigo",
        "ivory",
        "khaki",
        "lavender",
        "lavenderblush",
        "lawngreen",
        "lemonchiffon",
        "lightblue",
        "lightcoral",
        "lightcyan",
        "lightgoldenrodyellow",
        "lightgray",
        "lightgreen",
        "lightgrey",
        "lightpink",
        "lightsalmon",
        "lightseagreen",
        "lightskyblue",
        "lightslategray",
        "lightslategrey",
        "lightsteelblue",
        "lightyellow",
        "lime",
        "limegreen",
        "linen",
        "magenta",
        "maroon",
        "mediumaquamarine",
        "mediumblue",
        "mediumorchid",
        "mediumpurple",
        "mediumseagreen",
        "mediumslateblue",
        "mediumspringgreen",
        "mediumturquoise",
        "mediumvioletred",
        "midnightblue",
        "mintcream",
        "mistyrose",
        "moccasin",
        "navajowhite",
        "navy",
        "oldlace",
        "olive",
        "olivedrab",
        "orange",
        "orangered",
        "orchid",
        "palegoldenrod",
        "palegreen",
        "paleturquoise",
        "palevioletred",
        "papayawhip",
        "peachpuff",
        "peru",
        "pink",
        "plum",
        "powderblue",
        "purple",
        "red",
        "rosybrown",
        "royalblue",
        "saddlebrown",
        "salmon",
        "sandybrown",
        "seagreen",
        "seashell",
        "sienna",
        "silver",
        "skyblue",
        "slateblue",
        "slategray",
        "slategrey",
        "snow",
        "springgreen",
        "steelblue",
        "tan",
        "teal",
        "thistle",
        "tomato",
        "turquoise",
        "violet",
        "wheat",
        "white",
        "whitesmoke",
        "yellow",
        "yellowgreen",
    ]
)


def _plain(text: str) -> str:
    """Text without control characters; the line ends of other systems become newlines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if found := _CONTROLS.search(text):
        raise ValueError(f"holds the control character U+{ord(found[0]):04X}; write the text without it")
    return text


def _iana(key: str) -> str:
    try:
        zone(key)
    except PlaceError as error:
        raise ValueError(str(error)) from None
    return key


def _css(name: str) -> str:
    if name.lower() not in COLORS:
        raise ValueError(f"'{name[:40]}' is no CSS colour name; write one such as steelblue or darkorange")
    return name.lower()


def _as_text(value: object) -> object:
    """TOML gives dates as dates; a document holds words."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _as_claims(value: object) -> object:
    """A phrase or one claim, written where a list of claims may stand."""
    value = _as_text(value)
    if isinstance(value, str):
        return [{"says": value}]
    return [value] if isinstance(value, Mapping) else value


def _not_a_path(value: object) -> object:
    if isinstance(value, str):
        raise ValueError("a source sheet stands in a file of its own: load the document from a file, or write the source's fields here")
    return value


def _version(value: object) -> object:
    """YAML's plain text "1" is the number."""
    return 1 if value == "1" else value


def _as_mapping(key: str) -> BeforeValidator:
    """A plain name, written where a mapping may stand."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value, json_schema_input_type=str | dict[str, Any])


_Words = str | dict[str, Any] | list[dict[str, Any]]
Text = Annotated[str, StringConstraints(min_length=1, max_length=MOST_TEXT, strip_whitespace=True), AfterValidator(_plain)]
Words = Annotated[Text, BeforeValidator(_as_text)]  # a date, in words or by ISO 8601
_IDENTIFIER = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$"
_URL = r"^(https?://|mailto:|tel:|geo:)[^\s\x00-\x20\\]+$"
_ALARM = r"^[1-9][0-9]{0,3}[mhd]$"
_COUNTRY = r"^[A-Z]{2}$"
_LANGUAGE = r"^[a-z]{2}$"
# What a text looks like that has a form of its own, in words.
FORMS = {
    _IDENTIFIER: "an id: up to 100 letters, digits, '-' and '_', the first of them a letter or digit",
    _URL: "an address that begins with https://, http://, mailto:, tel: or geo:, without spaces",
    _ALARM: "how long before, as 30m, 2h or 1d",
    _COUNTRY: "a country's code of two capital letters, as MX",
    _LANGUAGE: "a language's code of two small letters, as en",
}
Identifier = Annotated[str, StringConstraints(pattern=_IDENTIFIER)]
Url = Annotated[Text, StringConstraints(pattern=_URL)]
Timezone = Annotated[Text, AfterValidator(_iana)]
Color = Annotated[Text, AfterValidator(_css)]
Alarm = Annotated[Text, StringConstraints(pattern=_ALARM)]
Version = Annotated[Literal[1], BeforeValidator(_version, json_schema_input_type=Literal[1])]
Kind = Literal["meeting", "press", "movement", "stay", "other"]
Status = Literal["confirmed", "tentative", "cancelled"]
Visibility = Literal["public", "party", "staff"]
Press = Annotated[
    Literal[
        "open press", "closed press", "pooled press", "pool spray at top", "pool spray at bottom", "camera spray at top",
        "open to pre-credentialed media", "print pool for remarks only", "stills only", "media determined by host", "streamed",
    ],
    BeforeValidator(lambda value: value.lower() if isinstance(value, str) else value),
]  # fmt: skip


class Node(BaseModel):
    """What every part of a document shares: it is frozen, knows its fields, and keeps `x-` fields as they are."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"patternProperties": {"^x-[A-Za-z0-9-]+$": {}}})

    extensions: dict[str, Any] = Field(default={}, alias="x-", description="holds the fields whose names begin with x-", exclude=True)

    @model_validator(mode="before")
    @classmethod
    def _tidy(cls, value: Any) -> Any:
        """Puts `x-` fields together, and leaves out known fields that hold nothing."""
        if not isinstance(value, dict) or not (None in value.values() or any(str(key).startswith("x-") for key in value)):
            return value
        kept = {key: value[key] for key in value if _EXTENSION.fullmatch(str(key))}
        rest = {key: value[key] for key in value if key not in kept and (value[key] is not None or key not in cls.field_names())}
        return rest | {"x-": kept} if kept else rest

    @classmethod
    def field_names(cls) -> frozenset[str]:
        """The names of its fields, as people write them."""
        return frozenset(field.alias or name for name, field in cls.model_fields.items()) - {"x-"}


class Claim(Node):
    """One source's words for a date."""

    says: Words
    source: Identifier | None = None
    reads: Words | None = Field(None, description="how the editor reads the words, if they are no date phrase as they stand")
    rank: Literal["preferred", "normal", "deprecated"] = "normal"
    status: Literal["planned", "actual"] = "planned"
    speaker: Text | None = None
    said: Words | None = Field(None, description="when it was said, if not when the source was published")
    note: Text | None = None

    @property
    def words(self) -> str:
        """The words that are resolved: the editor's reading, else the source's own."""
        return self.reads or self.says

    @property
    def is_tbd(self) -> bool:
        """Whether the date is still to be determined."""
        return self.words.upper() in {"TBD", "TBA", "TBC"}


Dates = Annotated[tuple[Claim, ...], BeforeValidator(_as_claims, json_schema_input_type=_Words), Field(min_length=1)]


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
    country: Annotated[str, StringConstraints(pattern=_COUNTRY)] | None = None
    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] | None = None
    address: Text | None = None


People = tuple[Annotated[Person, _as_mapping("name")], ...]
Where = Annotated[PlaceDetails, _as_mapping("name")]


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
    published: Words | None = Field(None, description="a date that needs no other: a day, a time, a month or a year")
    dateline: Where | None = None
    language: Annotated[str, StringConstraints(pattern=_LANGUAGE)] | None = None
    retrieved: Words | None = None
    notes: Text | None = None
    statements: tuple[Statement, ...] = ()


SourceSheet = Annotated[Source, BeforeValidator(_not_a_path, json_schema_input_type=Source | str)]


class Item(Node):
    """What legs, events and background have in common."""

    id: Identifier | None = None
    notes: Text | None = None
    source: Identifier | None = None


class Event(Item):
    """Something that happens on the trip; a movement has from, to, depart and arrive, a stay check_in and check_out."""

    title: Text
    kind: Kind = "meeting"
    when: Dates | None = None
    origin: Where | None = Field(None, alias="from")
    destination: Where | None = Field(None, alias="to")
    depart: Dates | None = None
    arrive: Dates | None = None
    check_in: Dates | None = None
    check_out: Dates | None = None
    place: Where | None = None
    participants: People = ()
    topics: tuple[Text, ...] = ()
    press: Press | None = None
    status: Status = "confirmed"
    number: Text | None = None
    carrier: Text | None = None
    booking: Text | None = None
    contacts: tuple[Contact, ...] = ()
    call_time: Words | None = None
    url: Url | None = None
    categories: tuple[Text, ...] = ()
    visibility: Visibility = "public"
    alarm: Alarm | None = None

    @model_validator(mode="after")
    def _dated_by_kind(self) -> Event:
        if self.kind == "movement":
            missing = [name for name, value in (("from", self.origin), ("to", self.destination)) if value is None]
            if missing:
                raise ValueError(f"a movement needs {' and '.join(missing)}: the places it goes from and to")
            if self.when is not None:
                raise ValueError("a movement has depart and arrive instead of when")
        elif self.kind == "stay":
            if self.check_in is None and self.when is None:
                raise ValueError("a stay needs check_in, and may have check_out")
        elif self.when is None:
            raise ValueError("needs when: a date phrase, or TBD where it is still open")
        return self

    @property
    def dates(self) -> dict[str, tuple[Claim, ...]]:
        """The claims on each date that the event has, by the name of the field."""
        fields = {"movement": ("depart", "arrive"), "stay": ("when", "check_in", "check_out")}.get(self.kind, ("when",))
        return {name: claims for name in fields if (claims := getattr(self, name))}


class Leg(Item):
    """A part of the trip that is spent in one place."""

    place: Where | None = None
    title: Text | None = None
    when: Dates | None = None
    timezone: Timezone | None = None
    events: tuple[Event, ...] = ()
    stay: Where | None = Field(None, description="where the nights are spent")
    status: Status = "confirmed"
    visibility: Visibility = "public"

    @model_validator(mode="after")
    def _named(self) -> Leg:
        if self.place is None and self.title is None:
            raise ValueError("a leg needs a place or a title")
        return self


class BackgroundEvent(Item):
    """Something that happened before the trip and explains it."""

    title: Text
    when: Dates
    place: Where | None = None
    categories: tuple[Text, ...] = ()
    url: Url | None = None


class Account(Node):
    """One source's account of a disputed matter."""

    says: Words
    source: Identifier | None = None
    rank: Literal["preferred", "normal", "deprecated"] = "normal"
    note: Text | None = None


class Dispute(Node):
    """A matter other than a date on which the sources differ."""

    about: Text
    accounts: Annotated[tuple[Account, ...], Field(min_length=1)]


class Written(Protocol):
    """The text that a document was read from: it knows where each part of it stands."""

    def diagnostic(self, path: Iterable[object], severity: Severity, message: str, hint: str = "", code: str = "") -> Diagnostic:
        """A finding at the node of a path."""


class Document(Node):
    """A trip as one document; `itinerary schema` prints every field with what it is for."""

    itinerary: Version = Field(1, description="the version of this schema")
    title: Text
    id: Identifier | None = None
    language: Annotated[str, StringConstraints(pattern=_LANGUAGE)] = "en"
    principal: Annotated[Person, _as_mapping("name")] | None = None
    travellers: People = ()
    home: Where | None = Field(None, description="whose clock stands beside the local one")
    place: Where | None = None
    timezone: Timezone | None = None
    dates: Dates | None = None
    as_of: Words | None = Field(None, description="the day from which relative dates count, if their source has none")
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
    visibility: Visibility = "public"

    _written: Written | None = PrivateAttr(None)

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, wherever they were written."""
        return isinstance(other, Document) and self.__dict__ == other.__dict__

    def written(self, written: Written) -> Document:
        """The same document, knowing the text that it was read from."""
        copy = self.model_copy()
        copy._written = written
        return copy

    def diagnostic(self, path: Iterable[object], severity: Severity, message: str, hint: str = "", code: str = "") -> Diagnostic:
        """A finding at the node of a path, such as ("legs", 0, "when", 0, "says"), with its line and column if the document was read."""
        if self._written is not None:
            return self._written.diagnostic(path, severity, message, hint, code)
        return Diagnostic(Position(self.id or "document"), severity, f"{'.'.join(map(str, path))}: {message}", hint, code)
