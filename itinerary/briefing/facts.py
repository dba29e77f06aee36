"""An entry of a timeline in; what there is to tell of it out, as values for formats to word.

This is the one place that looks up in the document what an event is: its journey or stay, people,
press, status, audience, contacts and handling. What its dates rest on is told by
`itinerary.reports.provenance`.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from itinerary.briefing.call_times import find_call_moment
from itinerary.dates.interval import Interval
from itinerary.dates.wording import measure_elapsed_time
from itinerary.dates.zones import load_zone
from itinerary.document import (
    BackgroundEvent,
    Contact,
    Document,
    Event,
    Image,
    Leg,
    Person,
    PlaceDetails,
)
from itinerary.document.kinds import KINDS
from itinerary.document.vocabulary import DateField, EventKind, PressAccess, Status, Visibility
from itinerary.places import Place
from itinerary.timeline import Entry
from itinerary.values import value_class


@value_class
class End:
    """One end of a movement or a stay."""

    field: DateField
    place: PlaceDetails | None  # as the document names it; of a stay none
    interval: Interval | None  # None while it is open

    @property
    def clock_time(self) -> datetime | None:
        """When it is or begins by the clock, if other clocks can show that, too."""
        start = self.interval.start if self.interval else None
        if not self.interval or not isinstance(start, datetime):
            return None
        return start if has_convertible_times(self.interval) else None

    @property
    def moment(self) -> datetime | None:
        """The clock time, if it is known to the minute."""
        return self.clock_time if self.interval and self.interval.is_point else None


@value_class
class Passage:
    """From where and when to where and when a movement or a stay goes.

    Attributes:
        start: Its beginning.
        end: Its end.
        duration: How long it takes; None unless the clock times of both ends are known.
        clock_times: One moment by the clock that is left and one by the clock that is arrived at,
            whose offsets from UTC tell how a traveller sets a watch: the departure and the
            arrival, if both are known to the minute; while the departure is open, the arrival by
            both clocks; else None.
        nights: How many nights it lasts; None while an end is open.
    """

    start: End
    end: End
    duration: timedelta | None
    clock_times: tuple[datetime, datetime] | None
    nights: int | None


@value_class
class EntryFacts:
    """What there is to tell of an entry; "", () or None where the document says nothing.

    Attributes:
        entry: The entry, with its title, its dates and its place.
        kind: Of an event what it is; None for legs, background and the trip.
        status: Whether it takes place.
        visibility: Who may read of it, within its leg and the document.
        venue: Where it is, as the document names the place.
        passage: From where and when to where and when it goes, if it has two ends.
        lodging: Of a leg the name of where its nights are spent.
        participants: Who takes part, each with a role and a side.
        topics: What it is about.
        press: What the press may attend.
        number: Of a flight, a train …
        carrier: Who carries.
        terminal: That it leaves from.
        gate: That it leaves from.
        seat: In it.
        booking: The booking number.
        confirmation: The number by which it is confirmed.
        call_time: When the crew has to be there, in the document's words.
        call_moment: The same as the last such time before the event, if it is a clock time.
        contacts: Whom to call.
        url: An address with more about it.
        notes: A longer text, in paragraphs.
        categories: The words that calendars file it under, besides its kind.
        group: What it belongs with in a chronology.
        image: A picture of it.
        alarm: How long before it an alarm rings: "30m", "2h", "1d".
    """

    entry: Entry
    kind: EventKind | None = None
    status: Status = Status.CONFIRMED
    visibility: Visibility = Visibility.PUBLIC
    venue: PlaceDetails | None = None
    passage: Passage | None = None
    lodging: str = ""
    participants: tuple[Person, ...] = ()
    topics: tuple[str, ...] = ()
    press: PressAccess | None = None
    number: str = ""
    carrier: str = ""
    terminal: str = ""
    gate: str = ""
    seat: str = ""
    booking: str = ""
    confirmation: str = ""
    call_time: str = ""
    call_moment: datetime | None = None
    contacts: tuple[Contact, ...] = ()
    url: str = ""
    notes: str = ""
    categories: tuple[str, ...] = ()
    group: str = ""
    image: Image | None = None
    alarm: str = ""

    @property
    def is_movement(self) -> bool:
        """Whether it goes from one place to another."""
        return self.kind is EventKind.MOVEMENT

    @property
    def keeps_busy(self) -> bool:
        """Whether people are busy while it lasts, if it has clock times."""
        return self.status.takes_place and (not self.kind or KINDS[self.kind].keeps_busy)


def collect_facts(entry: Entry) -> EntryFacts:
    """Return what there is to tell of an entry, be it the trip, a leg, an event or background."""
    match entry.item:
        case Event() as event:
            return _collect_event_facts(entry, event)
        case Leg() as leg:
            return _collect_leg_facts(entry, leg)
        case BackgroundEvent() as event:
            return EntryFacts(
                entry,
                visibility=entry.visibility,
                venue=event.place,
                url=event.url or "",
                notes=event.notes or "",
                categories=event.categories,
                group=event.group or "",
                image=event.image,
            )
        case Document() as document:
            return _collect_document_facts(entry, document)


def _collect_event_facts(entry: Entry, event: Event) -> EntryFacts:
    return EntryFacts(
        entry,
        kind=event.kind,
        status=entry.status,
        visibility=entry.visibility,
        venue=event.place,
        passage=_find_passage(entry, event),
        participants=event.participants,
        topics=event.topics,
        press=event.press,
        number=event.number or "",
        carrier=event.carrier or "",
        terminal=event.terminal or "",
        gate=event.gate or "",
        seat=event.seat or "",
        booking=event.booking or "",
        confirmation=event.confirmation or "",
        call_time=event.call_time or "",
        call_moment=find_call_moment(event.call_time or "", entry.interval),
        contacts=event.contacts,
        url=event.url or "",
        notes=event.notes or "",
        categories=event.categories,
        group=event.group or "",
        image=event.image,
        alarm=event.alarm or "",
    )


def _collect_leg_facts(entry: Entry, leg: Leg) -> EntryFacts:
    return EntryFacts(
        entry,
        status=entry.status,
        visibility=entry.visibility,
        venue=leg.place,
        lodging=leg.stay.name if leg.stay else "",
        participants=leg.participants,
        notes=leg.notes or "",
    )


def _collect_document_facts(entry: Entry, document: Document) -> EntryFacts:
    return EntryFacts(
        entry,
        status=entry.status,
        visibility=entry.visibility,
        venue=document.place,
        contacts=document.contacts,
        url=document.url or "",
        notes=document.notes or "",
        categories=document.categories,
    )


def _find_passage(entry: Entry, event: Event) -> Passage | None:
    """Return the passage of an event whose kind has two ends; None if only `when` dates it."""
    kind = KINDS[event.kind]
    if not kind.has_two_ends or not (getattr(event, kind.starts_at) or event.origin):
        return None
    start = End(kind.starts_at, event.origin, _find_first_interval(entry, kind.starts_at))
    end = End(kind.ends_at, event.destination, _find_first_interval(entry, kind.ends_at))
    return Passage(
        start,
        end,
        _measure_duration(start.moment, end.moment),
        _find_clock_times(entry.place, start, end),
        _count_nights(start.interval, end.interval),
    )


def _find_first_interval(entry: Entry, field: DateField) -> Interval | None:
    dating = entry.find_dating(field)
    return dating.intervals[0] if dating and dating.intervals else None


def _measure_duration(start: datetime | None, end: datetime | None) -> timedelta | None:
    return measure_elapsed_time(start, end) if start and end else None


def _find_clock_times(
    origin: Place | None, start: End, end: End
) -> tuple[datetime, datetime] | None:
    if start.interval:
        departure, arrival = start.moment, end.moment
        return (departure, arrival) if departure and arrival else None
    arrival = end.clock_time
    if not arrival or not origin or not origin.timezone:
        return None
    return arrival.astimezone(load_zone(origin.timezone)), arrival


def _count_nights(first: Interval | None, last: Interval | None) -> int | None:
    if not first or not last or not first.first or not last.last:
        return None
    return (last.last - first.first).days


def has_convertible_times(interval: Interval) -> bool:
    """Return whether the times of an interval can be told by another clock.

    They cannot without a time zone, nor in the first and the last year that a date can have.
    """
    times = [each for each in (interval.start, interval.end) if isinstance(each, datetime)]
    return all(each.tzinfo and date.min.year < each.year < date.max.year for each in times)
