"""Data of schema.org in; the flights, stays and events that it states, noted in the story, out.

Mails of airlines and hotels and pages of events state their dates as data. They are read first: the
same, told in prose, is not told again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from itinerary.articles.linked_data import find_name, find_types, name_syntax
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PlaceError, shorten_text
from itinerary.document.vocabulary import EventKind
from itinerary.drafting.bookings import add_booked, read_status
from itinerary.drafting.facts import DateFact, EntryFact, PersonFact, Section, Story
from itinerary.drafting.gazetteer import Gazetteer, NamedPlace
from itinerary.places import Place, find_place
from itinerary.places.airports import find_airport

_LODGING = "LodgingReservation"
_MOST = 200  # of one article
_JOURNEYS = {
    "FlightReservation": ("departureAirport", "arrivalAirport", "flightNumber"),
    "TrainReservation": ("departureStation", "arrivalStation", "trainNumber"),
    "BusReservation": ("departureBusStop", "arrivalBusStop", "busNumber"),
    "BoatReservation": ("departureBoatTerminal", "arrivalBoatTerminal", "boatNumber"),
}
_OTHER_EVENTS = ("Festival", "Hackathon", "CourseInstance")
_POSTCODE = re.compile(r"^(?:[A-Z]{1,2}-)?\d[\d -]*\s+|\s+\d[\d -]*$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FAR_DATE = re.compile(r"0001|9999")  # it stands for no date at all


def read_reservations(story: Story, gazetteer: Gazetteer) -> None:
    """Note in the story what its article states as data, what it repeats once."""
    if len(story.article.linked_data) > _MOST:
        story.remarks.append(f"only the first {_MOST} objects of its data were read")
    entries: list[EntryFact] = []
    for node in story.article.linked_data[:_MOST]:
        for kind in find_types(node):
            found = [each for each in _read_node(node, kind, story, gazetteer) if each.list_dates()]
            for entry in found:
                _note_booking(entry, node)
                add_booked(entries, entry)
            if found:
                break
            if kind.endswith("Reservation"):
                _add_remark(story, f"its {kind} has no date that can be read")
    story.entries += entries


def _note_booking(entry: EntryFact, node: Mapping[str, Any]) -> None:
    """Note how a reservation stands, by which code, and for whom."""
    parts = (node, *_list_objects(node.get("reservationFor")))
    values = [each.get(name) for each in parts for name in ("reservationStatus", "eventStatus")]
    entry.status, unknown = read_status(values)
    if unknown:
        entry.marks.append(f"its status is called “{unknown}”")
    if code := find_name(node.get("reservationNumber")):
        is_journey = entry.kind == EventKind.MOVEMENT
        entry.details["booking" if is_journey else "confirmation"] = code
    entry.travellers += _list_names(node.get("underName"))


def _add_remark(story: Story, remark: str) -> None:
    if remark not in story.remarks:
        story.remarks.append(remark)


def _read_node(
    node: Mapping[str, Any], kind: str, story: Story, gazetteer: Gazetteer
) -> Iterator[EntryFact]:
    booked = _list_objects(node.get("reservationFor"))
    if kind in _JOURNEYS:
        yield from (_read_journey(node, each, kind, story) for each in booked)
    elif kind == _LODGING:
        yield from _read_lodging(node, story, gazetteer)
    elif kind in ("RentalCarReservation", "TaxiReservation"):
        yield from _read_car(node, kind, story, gazetteer)
    elif kind in ("EventReservation", "FoodEstablishmentReservation"):
        for each in booked:
            yield from _read_event(each, kind, story, gazetteer, node)
    elif kind.endswith("Event") or kind in _OTHER_EVENTS:
        yield from _read_event(node, kind, story, gazetteer, node)


def _list_objects(value: object) -> list[Mapping[str, Any]]:
    items = cast("list[object]", value) if isinstance(value, list) else [value]
    return [cast("dict[str, Any]", each) for each in items[:20] if isinstance(each, dict)]


def _read_car(
    node: Mapping[str, Any], kind: str, story: Story, gazetteer: Gazetteer
) -> Iterator[EntryFact]:
    """Yield where a car is fetched, and where it is given back."""
    car = find_name(_get(node, "reservationFor")) or find_name(node.get("provider"))
    for name in ("pickup", "dropoff"):
        place = _get(node, f"{name}Location")
        origin = f"{name_syntax(node)} {kind} {name}Time"
        title = ", ".join(filter(None, (car, find_name(place)))) or "Car"
        entry = EntryFact(Section.EVENTS, title, {}, EventKind.OTHER)
        entry.venue, entry.city = find_name(place), _find_city(place.get("address"), gazetteer)
        if fact := _create_date(node.get(f"{name}Time"), origin, story):
            entry.dates["when"] = [fact]
        yield entry


def _read_journey(
    node: Mapping[str, Any], journey: Mapping[str, Any], kind: str, story: Story
) -> EntryFact:
    origin, destination, number = _JOURNEYS[kind]
    entry = EntryFact(Section.EVENTS, "", {}, EventKind.MOVEMENT)
    carrier = find_name(journey.get("airline") or journey.get("provider"))
    code = find_name(_get(journey, "airline").get("iataCode"))
    entry.number = f"{code}{journey.get(number) or ''}".replace(" ", "")
    entry.title = " ".join(
        filter(None, (entry.number or carrier, find_name(journey.get(destination))))
    ) or kind.removesuffix("Reservation")
    entry.origin = _name_station(journey.get(origin))
    entry.destination = _name_station(journey.get(destination))
    for field, name in (("depart", "departureTime"), ("arrive", "arrivalTime")):
        if fact := _create_date(journey.get(name), f"{name_syntax(node)} {kind} {name}", story):
            entry.dates[field] = [fact]
    if not (entry.origin and entry.destination):
        _keep_known_end(entry)
    entry.details |= _list_details(node, journey, carrier)
    return entry


def _keep_known_end(entry: EntryFact) -> None:
    """Make a journey of which one end is not known an event at the other."""
    names = ("arrive", "depart") if entry.destination else ("depart", "arrive")
    first, *others = [name for name in names if name in entry.dates] or ["depart"]
    entry.kind = EventKind.OTHER
    entry.venue = entry.origin or entry.destination
    entry.marks += [f"{name}: {each.says}" for name in others for each in entry.dates[name]]
    entry.marks.append("where the journey ends" if entry.origin else "where the journey begins")
    entry.dates = {"when": entry.dates[first]} if first in entry.dates else {}


def _name_station(value: object) -> str:
    """Return the name of an airport or station by which a document knows it."""
    name = find_name(value)
    station = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    city = find_name(_get(station, "address").get("addressLocality"))
    code = find_name(station.get("iataCode"))
    airports = (each for each in (code, name) if each and _is_airport(each))
    # A station may be called as a city elsewhere: the city that it is in comes first.
    places = (city, name, find_name(station.get("address")))
    known = (*airports, *(each for each in places if each and _is_place(each)))
    return next(iter((*known, *filter(None, (code, name)))), "")


def _is_airport(name: str) -> bool:
    try:
        return find_airport(name) is not None
    except PlaceError:  # several have the name
        return False


def _is_place(name: str) -> bool:
    found = find_place(name)
    return found is not None and found.latitude is not None


def _list_details(
    node: Mapping[str, Any], journey: Mapping[str, Any], carrier: str
) -> dict[str, str]:
    seat = _get(_get(node, "reservedTicket"), "ticketedSeat")
    found = {
        "carrier": carrier,
        "terminal": find_name(journey.get("departureTerminal")),
        "gate": find_name(journey.get("departureGate")),
        "seat": find_name(node.get("airplaneSeat")) or find_name(seat.get("seatNumber") or seat),
    }
    return {name: value for name, value in found.items() if value}


def _read_lodging(
    node: Mapping[str, Any], story: Story, gazetteer: Gazetteer
) -> Iterator[EntryFact]:
    hotel = _get(node, "reservationFor")
    entry = EntryFact(Section.EVENTS, find_name(hotel) or "Hotel", {}, EventKind.STAY)
    entry.city = _find_city(hotel.get("address"), gazetteer)
    for field, names in (
        ("check_in", ("checkinTime", "checkinDate")),
        ("check_out", ("checkoutTime", "checkoutDate")),
    ):
        for name in names:
            if fact := _create_date(
                node.get(name), f"{name_syntax(node)} {_LODGING} {name}", story
            ):
                entry.dates.setdefault(field, [fact])
    if "check_in" in entry.dates:
        yield entry


def _read_event(
    event: Mapping[str, Any], kind: str, story: Story, gazetteer: Gazetteer, node: Mapping[str, Any]
) -> Iterator[EntryFact]:
    name = find_name(event)
    if not name:
        return
    entry = EntryFact(Section.EVENTS, name, {}, EventKind.OTHER)
    location = _get(event, "location") or (event if "address" in event else {})
    entry.venue = find_name(location) or find_name(event.get("location"))
    entry.city = _find_city(location.get("address"), gazetteer)
    start = event.get("startDate") or node.get("startTime")
    fact = _create_date(
        start,
        f"{name_syntax(node)} {kind} startDate",
        story,
        event.get("endDate") or node.get("endTime"),
    )
    if fact:
        entry.dates["when"] = [fact]
    entry.participants = [PersonFact(each) for each in _list_names(event.get("performer"))]
    yield entry


def _list_names(value: object) -> list[str]:
    items = cast("list[object]", value) if isinstance(value, list) else [value]
    return [name for each in items[:20] if (name := find_name(each))]


def _get(node: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value: object = node.get(name)
    if isinstance(value, list) and value:
        value = cast("list[object]", value)[0]
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _find_city(address: object, gazetteer: Gazetteer) -> NamedPlace | None:
    """Return the city of an address, given as a text or an object."""
    name = find_name(address)
    fields = cast("dict[str, object]", address) if isinstance(address, dict) else {}
    city, region, country = (
        find_name(fields.get(name))
        for name in ("addressLocality", "addressRegion", "addressCountry")
    )
    parts = [city] if city else [each.strip() for each in name.split(",")]
    if not city and not country:
        country = parts[-1]
    for part in filter(None, reversed([_POSTCODE.sub("", each) for each in parts])):
        for said in (f"{part}, {country}", f"{part}, {region}", part):
            found: Place | None = find_place(said.strip(", "))
            if found is not None and found.latitude is not None:
                return NamedPlace(0, 0, said.strip(", "), found, "at", True)
        if (known := gazetteer.look_up(part)) and known[1].latitude is not None:
            return NamedPlace(0, 0, *known, "at", True)
    return None


def _create_date(value: object, origin: str, story: Story, end: object = None) -> DateFact | None:
    """Return a date by ISO 8601, with the end of what lasts; None if it is none."""
    says, last = find_name(value), find_name(end)
    if _FAR_DATE.match(says) or _FAR_DATE.match(last):
        return None
    intervals = _read_iso(says, last)
    if intervals is None and last:
        _add_unread(story, origin, f"{says} – {last}")
        last, intervals = "", _read_iso(says, "")
    if intervals is None:
        _add_unread(story, origin, says)
        return None
    reads = f"{says}/{last}" if last and last != says and intervals.start != intervals.end else ""
    quote = f"{says} – {last}" if reads else says
    fact = DateFact(story.number, says, 0, quote, (intervals,), reads)
    fact.at = origin
    return fact


def _add_unread(story: Story, origin: str, told: str) -> None:
    if told:
        _add_remark(story, f"its {origin} cannot be read: “{shorten_text(told)}”")


def _read_iso(start: str, end: str) -> Interval | None:
    try:
        if _DAY.fullmatch(start):
            first = datetime.fromisoformat(start).date()
            last = datetime.fromisoformat(end[:10]).date() if end else first
            return Interval(first, last + timedelta(days=1))
        begin = datetime.fromisoformat(start)
        if end and not _DAY.fullmatch(end):
            return Interval(begin, datetime.fromisoformat(end), Grain.MINUTE)
        return Interval(begin, begin + timedelta(minutes=1), Grain.MINUTE)
    except (TypeError, ValueError, OverflowError):
        return None
