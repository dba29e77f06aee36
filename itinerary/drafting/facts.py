"""What was read in articles, before it is a document: dates with their words, and entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from itinerary.articles import Article
from itinerary.dates.interval import Interval
from itinerary.document.vocabulary import EventKind, Status
from itinerary.drafting.expressions import Expression
from itinerary.drafting.gazetteer import NamedPlace


class Section(StrEnum):
    """Where an entry stands in the document."""

    EVENTS = "events"
    BACKGROUND = "background"


@dataclass(slots=True, eq=False)
class DateFact:
    """What one article says of a date.

    Attributes:
        source: The number of the article.
        says: Its words, to the letter.
        start: Where they stand in its text, in characters from 0.
        quote: The sentence in which they stand.
        target: What they come to where they stand; nothing if that is not known.
        reads: What they are to be read as, where they do not say it alone.
        marks: What an editor has to decide.
        is_withdrawn: Whether the article says that it holds no more.
        at: Where it is stated, if not in the text.

    """

    source: int
    says: str
    start: int
    quote: str
    target: tuple[Interval, ...]
    reads: str = ""
    marks: list[str] = field(default_factory=list)
    is_withdrawn: bool = False
    at: str = ""


@dataclass(slots=True, eq=False)
class PersonFact:
    """A person with the office that the text gives."""

    name: str
    role: str = ""


@dataclass(slots=True, eq=False)
class EntryFact:
    """An event or something of the background.

    A hint is none itself: it only says how long somebody is in a city. The city is carried where
    it was named before, not in the sentence of the event; what is elsewhere is in one that the
    index does not know. Travellers are for whom it is booked; participants are whom they meet.
    """

    section: Section
    title: str
    dates: dict[str, list[DateFact]]
    kind: EventKind = EventKind.MEETING
    city: NamedPlace | None = None
    venue: str = ""
    origin: str = ""
    is_origin_carried: bool = False
    destination: str = ""
    participants: list[PersonFact] = field(default_factory=list)
    travellers: list[str] = field(default_factory=list)
    number: str = ""
    details: dict[str, str] = field(default_factory=dict)
    notes: str = ""
    status: Status = Status.CONFIRMED
    marks: list[str] = field(default_factory=list)
    begins_trip: bool = False
    ends_trip: bool = False
    is_hint: bool = False
    is_carried: bool = False
    is_elsewhere: bool = False

    def list_dates(self) -> list[DateFact]:
        """Return all of its dates."""
        return [each for dates in self.dates.values() for each in dates]


@dataclass(slots=True, eq=False)
class LegFact:
    """A place of the trip; a stop is one that a list has with its days."""

    name: str
    city: NamedPlace | None
    dates: list[DateFact] = field(default_factory=list)
    status: Status = Status.CONFIRMED
    marks: list[str] = field(default_factory=list)
    is_stop: bool = False
    is_derived: bool = False


@dataclass(slots=True, eq=False)
class Story:
    """All that one article says of the trip."""

    number: int
    article: Article
    language: str
    expressions: list[Expression] = field(default_factory=list)
    dates: list[DateFact] = field(default_factory=list)
    principal: PersonFact | None = None
    home: str = ""
    status: Status = Status.CONFIRMED
    legs: list[LegFact] = field(default_factory=list)
    entries: list[EntryFact] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def find_leg(self, city: NamedPlace | None) -> LegFact | None:
        """Return the leg of a city, if there is one."""
        if city is None:
            return None
        return next((each for each in self.legs if each.city and each.city.key == city.key), None)
