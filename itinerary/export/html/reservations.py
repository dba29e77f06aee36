"""Entries in; what is booked of them out, as reservations in terms of https://schema.org.

A reservation is what has a number: a booking is told to nobody whom the page does not tell it. What
carries people is known by an airport at an end, else by a word of the title, the number or the
carrier; what is carried by nothing known stays a Trip.

Source: https://developers.google.com/workspace/gmail/markup/reference
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from itinerary.briefing.facts import EntryFacts
from itinerary.document import Document
from itinerary.document.vocabulary import EventKind, Status
from itinerary.places import Place

Facts = dict[str, Any]
_STATUSES = {
    Status.CONFIRMED: "https://schema.org/ReservationConfirmed",
    Status.TENTATIVE: "https://schema.org/ReservationPending",
    Status.POSTPONED: "https://schema.org/ReservationHold",
    Status.CANCELLED: "https://schema.org/ReservationCancelled",
}
# What is reserved, how schema.org calls the stops of it, of which kind they are, and its number.
_CARRIAGES = {
    "Train": ("Station", "TrainStation", "trainNumber"),
    "Bus": ("BusStop", "BusStation", "busNumber"),
    "Boat": ("BoatTerminal", "BoatTerminal", None),
}
_WORDS = {  # in the languages of documents
    "Train": "train tren trem comboio",
    "Bus": "bus coach autobús autobus ônibus autocarro",
    "Boat": "boat ferry ship barco ferri ferry balsa navio",
}
_WORD_PATTERNS = {
    name: re.compile(rf"\b({words.replace(' ', '|')})\b", re.IGNORECASE)
    for name, words in _WORDS.items()
}
_FLIGHT_NUMBER = re.compile(r"(?P<airline>[A-Z][A-Z\d]|\d[A-Z])\s?\d{1,4}")
_AIRPORT_CODE = re.compile(r"\b[A-Z]{3}\b")


def build_reservation(
    document: Document,
    facts: EntryFacts,
    times: tuple[str | None, str | None],
    build_place: Callable[[Place | None], Facts | None],
) -> Facts | None:
    """Return what is booked of an entry; None where nothing is, or nothing that has a word.

    Args:
        document: Whose principal and travellers it is for, unless people are named.
        facts: What there is to tell of the entry.
        times: When it begins and ends, as precisely as schema.org can tell it.
        build_place: Gives a place as schema.org has it.
    """
    number = facts.confirmation or facts.booking
    kind = find_reserved_kind(facts) if number else ""
    if not kind:
        return None
    return {
        "@context": "https://schema.org",
        "@type": f"{kind}Reservation",
        "@id": f"urn:uuid:{facts.entry.uid}#reservation",
        "reservationNumber": number,
        "reservationStatus": _STATUSES[facts.status],
        "underName": [{"@type": "Person", "name": each} for each in _list_names(document, facts)],
        **_build_details(kind, facts, times, build_place),
        "reservedTicket": _build_ticket(facts),
    }


def find_reserved_kind(facts: EntryFacts) -> str:
    """Return what a reservation is of: "Flight", "Train", "Bus", "Boat", "Lodging", or "".

    It is "" where the document does not say how people travel, or says it in two ways.
    """
    if facts.kind is EventKind.STAY:
        return "Lodging"
    if facts.kind is not EventKind.MOVEMENT:
        return ""
    ends = (facts.entry.place, facts.entry.destination)
    said = " ".join((facts.entry.title, facts.number, facts.carrier))
    found = [name for name, pattern in _WORD_PATTERNS.items() if pattern.search(said)]
    if not found and any(each and each.city for each in ends):  # an airport's
        return "Flight"
    return found[0] if len(found) == 1 else ""


def _list_names(document: Document, facts: EntryFacts) -> Iterator[str]:
    people = facts.participants or filter(None, (document.principal, *document.travellers))
    yield from dict.fromkeys(each.name for each in people)


def _build_details(
    kind: str,
    facts: EntryFacts,
    times: tuple[str | None, str | None],
    build_place: Callable[[Place | None], Facts | None],
) -> Facts:
    entry, (start, end) = facts.entry, times
    if kind == "Lodging":
        lodging = build_place(entry.place) or {"name": entry.title}
        return {
            "checkinTime": start,
            "checkoutTime": end,
            "reservationFor": lodging | {"@type": "LodgingBusiness"},
        }
    when = {"departureTime": start, "arrivalTime": end}
    stops = (build_place(entry.place), build_place(entry.destination))
    if kind == "Flight":
        return {"reservationFor": _build_flight(facts, stops) | when}
    suffix, type, number = _CARRIAGES[kind]
    trip = {
        "@type": f"{kind}Trip",
        **({number: facts.number} if number else {"name": facts.number or entry.title}),
        "provider": _build_company("Organization", facts),
        **dict(zip((f"departure{suffix}", f"arrival{suffix}"), _rename(stops, type), strict=True)),
    }
    return {"reservationFor": trip | when}


def _build_flight(facts: EntryFacts, stops: tuple[Facts | None, ...]) -> Facts:
    ends = (facts.entry.place, facts.entry.destination)
    departure, arrival = map(_build_airport, ends, stops)
    found = _FLIGHT_NUMBER.fullmatch(facts.number)
    airline = _build_company("Airline", facts)
    if found:
        airline = (airline or {"@type": "Airline"}) | {"iataCode": found["airline"]}
    return {
        "@type": "Flight",
        "flightNumber": facts.number,
        "provider": airline,
        "departureAirport": departure,
        "arrivalAirport": arrival,
        "departureTerminal": facts.terminal,
        "departureGate": facts.gate,
    }


def _rename(stops: tuple[Facts | None, ...], type: str) -> Iterator[Facts | None]:
    """Yield places as stops of a kind."""
    yield from (each and each | {"@type": type} for each in stops)


def _build_airport(place: Place | None, stop: Facts | None) -> Facts | None:
    """Return an airport, with its IATA code where its name has that; None for a city."""
    if place is None or stop is None or not place.city:
        return None
    codes = _AIRPORT_CODE.findall(place.name)
    return stop | {"@type": "Airport", "iataCode": codes[0] if len(codes) == 1 else None}


def _build_company(type: str, facts: EntryFacts) -> Facts | None:
    return {"@type": type, "name": facts.carrier} if facts.carrier else None


def _build_ticket(facts: EntryFacts) -> Mapping[str, Any] | None:
    if not facts.seat:
        return None
    return {"@type": "Ticket", "ticketedSeat": {"@type": "Seat", "seatNumber": facts.seat}}
