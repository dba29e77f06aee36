"""The fields that constructors of the parts of a document take, for type checkers.

Generated from the models by `make golden`. What a part may be said by stands beside the part
itself: a text, or a mapping of fields as in a file, which is checked when it is run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, Required, TypeAlias, TypedDict

from itinerary.document.claims import Claim
from itinerary.document.entries import BackgroundEvent, Event
from itinerary.document.images import Image
from itinerary.document.legs import Day, Leg
from itinerary.document.people import Contact, Person
from itinerary.document.place_details import PlaceDetails
from itinerary.document.sources import Account, Dispute, Source, Statement
from itinerary.document.vocabulary import (
    Calendar,
    ClaimStatus,
    EventKind,
    PressAccess,
    Rank,
    Status,
    Visibility,
)

CalendarWord = Literal["gregorian", "julian"]
ClaimStatusWord = Literal["planned", "actual"]
EventKindWord = Literal["meeting", "press", "movement", "stay", "other"]
PressAccessWord = Literal[
    "open press",
    "closed press",
    "pooled press",
    "pool spray at top",
    "pool spray at bottom",
    "camera spray at top",
    "open to pre-credentialed media",
    "print pool for remarks only",
    "stills only",
    "media determined by host",
    "streamed",
]
RankWord = Literal["preferred", "normal", "deprecated"]
StatusWord = Literal["confirmed", "tentative", "postponed", "cancelled"]
VisibilityWord = Literal["public", "party", "staff"]
Dates: TypeAlias = str | date | Claim | Mapping[str, Any] | Sequence[Claim | Mapping[str, Any]]


class AccountFields(TypedDict, total=False):
    """Those of `Account`."""

    says: Required[str | date]
    source: str | None
    rank: Rank | RankWord | None
    note: str | None


class BackgroundEventFields(TypedDict, total=False):
    """Those of `BackgroundEvent`."""

    id: str | None
    notes: str | None
    source: str | None
    title: Required[str | Mapping[str, str]]
    when: Required[Dates]
    place: str | PlaceDetails | Mapping[str, Any] | None
    categories: Sequence[str] | None
    group: str | None
    image: str | Image | Mapping[str, Any] | None
    url: str | None


class ClaimFields(TypedDict, total=False):
    """Those of `Claim`."""

    says: str | date | None
    source: str | None
    reads: str | date | None
    edtf: str | date | None
    calendar: Calendar | CalendarWord | None
    rank: Rank | RankWord | None
    status: ClaimStatus | ClaimStatusWord | None
    speaker: str | None
    said: str | date | None
    quote: str | None
    at: str | date | None
    note: str | None


class ContactFields(TypedDict, total=False):
    """Those of `Contact`."""

    name: Required[str]
    role: str | None
    phone: str | None
    email: str | None


class DayFields(TypedDict, total=False):
    """Those of `Day`."""

    day: Required[Dates]
    events: Sequence[Event | Mapping[str, Any]] | None
    complete: bool | None


class DisputeFields(TypedDict, total=False):
    """Those of `Dispute`."""

    about: Required[str]
    accounts: Required[Sequence[Account | Mapping[str, Any]]]


class DocumentFields(TypedDict, total=False):
    """Those of `Document`."""

    title: Required[str | Mapping[str, str]]
    itinerary: Literal[1] | None
    id: str | None
    language: str | None
    principal: str | Person | Mapping[str, Any] | None
    travellers: Sequence[str | Person | Mapping[str, Any]] | None
    home: str | PlaceDetails | Mapping[str, Any] | None
    place: str | PlaceDetails | Mapping[str, Any] | None
    timezone: str | None
    dates: Dates | None
    day_ends: str | None
    as_of: str | date | None
    issue: int | None
    revised: str | date | None
    sources: Mapping[str, Source | Mapping[str, Any] | str] | None
    legs: Sequence[Leg | Mapping[str, Any]] | None
    events: Sequence[Event | Mapping[str, Any]] | None
    days: Sequence[Day | Mapping[str, Any]] | None
    background: Sequence[BackgroundEvent | Mapping[str, Any]] | None
    disputes: Sequence[Dispute | Mapping[str, Any]] | None
    contacts: Sequence[Contact | Mapping[str, Any]] | None
    categories: Sequence[str] | None
    color: str | None
    url: str | None
    notes: str | None
    status: Status | StatusWord | None
    visibility: Visibility | VisibilityWord | None


EventFields = TypedDict(
    "EventFields",
    {
        "id": "str | None",
        "notes": "str | None",
        "source": "str | None",
        "title": "Required[str | Mapping[str, str]]",
        "kind": "EventKind | EventKindWord | None",
        "when": "Dates | None",
        "from": "str | PlaceDetails | Mapping[str, Any] | None",
        "to": "str | PlaceDetails | Mapping[str, Any] | None",
        "depart": "Dates | None",
        "arrive": "Dates | None",
        "check_in": "Dates | None",
        "check_out": "Dates | None",
        "place": "str | PlaceDetails | Mapping[str, Any] | None",
        "timezone": "str | None",
        "participants": "Sequence[str | Person | Mapping[str, Any]] | None",
        "topics": "Sequence[str] | None",
        "press": "PressAccess | PressAccessWord | None",
        "status": "Status | StatusWord | None",
        "number": "str | None",
        "carrier": "str | None",
        "terminal": "str | None",
        "gate": "str | None",
        "seat": "str | None",
        "booking": "str | None",
        "confirmation": "str | None",
        "contacts": "Sequence[Contact | Mapping[str, Any]] | None",
        "call_time": "str | date | None",
        "url": "str | None",
        "categories": "Sequence[str] | None",
        "group": "str | None",
        "image": "str | Image | Mapping[str, Any] | None",
        "visibility": "Visibility | VisibilityWord | None",
        "alarm": "str | None",
    },
    total=False,
)


class ImageFields(TypedDict, total=False):
    """Those of `Image`."""

    src: Required[str]
    alt: str | None
    credit: str | None


class LegFields(TypedDict, total=False):
    """Those of `Leg`."""

    id: str | None
    notes: str | None
    source: str | None
    place: str | PlaceDetails | Mapping[str, Any] | None
    title: str | Mapping[str, str] | None
    when: Dates | None
    timezone: str | None
    events: Sequence[Event | Mapping[str, Any]] | None
    days: Sequence[Day | Mapping[str, Any]] | None
    participants: Sequence[str | Person | Mapping[str, Any]] | None
    stay: str | PlaceDetails | Mapping[str, Any] | None
    status: Status | StatusWord | None
    complete: bool | None
    visibility: Visibility | VisibilityWord | None


class PersonFields(TypedDict, total=False):
    """Those of `Person`."""

    name: Required[str]
    role: str | None
    side: str | None


class PlaceDetailsFields(TypedDict, total=False):
    """Those of `PlaceDetails`."""

    name: Required[str]
    timezone: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    address: str | None


class SourceFields(TypedDict, total=False):
    """Those of `Source`."""

    publisher: Required[str]
    title: Required[str]
    url: str | None
    author: str | None
    published: str | date | None
    dateline: str | PlaceDetails | Mapping[str, Any] | None
    language: str | None
    calendar: Calendar | CalendarWord | None
    retrieved: str | date | None
    text: str | None
    hash: str | None
    notes: str | None
    statements: Sequence[Statement | Mapping[str, Any]] | None


class StatementFields(TypedDict, total=False):
    """Those of `Statement`."""

    about: Required[str]
    says: str | date | None
    speaker: str | None
    note: str | None
