"""What is booked is a reservation in the page's JSON-LD, for those who may read the booking."""

from __future__ import annotations

import json
from typing import Any

from pages import elements
from tables import Table

from itinerary import loads, render, resolve

FLIGHT = {
    "title": "To Lima", "kind": "movement", "from": "SFO", "to": "Lima (LIM)",
    "depart": "2025-06-03T22:00", "arrive": "2025-06-04T08:30", "number": "UA 850",
    "carrier": "United", "booking": "QX7TPL", "seat": "14C", "terminal": "3", "gate": "F9",
}  # fmt: skip
RIDE = {
    "kind": "movement", "from": "Madrid, Spain", "to": "Sevilla, Spain", "depart": "2025-06-05",
    "number": "AVE 2090", "confirmation": "K11",
}  # fmt: skip
INN = {
    "title": "Inn", "kind": "stay", "place": {"name": "Casa Sol", "timezone": "Europe/Madrid"},
    "check_in": "2025-06-05T15:00", "check_out": "2025-06-07", "confirmation": "H9",
}  # fmt: skip
REQUIRED = {  # what Google's markup of mails takes no reservation without, and we know
    "FlightReservation": ("flightNumber", "departureAirport", "arrivalAirport", "departureTime"),
    "TrainReservation": ("trainNumber", "departureStation", "arrivalStation", "departureTime"),
    "BusReservation": ("busNumber", "departureBusStop", "arrivalBusStop", "departureTime"),
    "BoatReservation": ("name", "departureBoatTerminal", "arrivalBoatTerminal", "departureTime"),
    "LodgingReservation": ("name",),
}


def find_reservations(*events: dict[str, Any], audience: Any = "staff") -> list[dict[str, Any]]:
    document = {"title": "T", "id": "t", "travellers": ["Ines Prado"], "events": events}
    timeline = resolve(loads(json.dumps(document), "json"))
    nodes = elements(render(timeline, "html", audience=audience))
    (data,) = (json.loads(node.text(deep=True)) for node in nodes if node.tag == "script")
    trip, *found = data if isinstance(data, list) else [data]
    assert trip["@type"] == "Trip"
    assert len(trip.get("subTrip", [])) + len(trip.get("subjectOf", [])) == len(events)
    for each in found:
        assert {"@context", "reservationNumber", "reservationStatus", "underName"} <= each.keys()
        assert set(REQUIRED[each["@type"]]) <= each["reservationFor"].keys()
    return found


def test_a_flight_between_airports() -> None:
    (found,) = find_reservations(FLIGHT)
    assert found["@type"] == "FlightReservation"
    assert found["reservationNumber"] == "QX7TPL"
    assert found["reservationStatus"] == "https://schema.org/ReservationConfirmed"
    assert found["underName"] == [{"@type": "Person", "name": "Ines Prado"}]
    assert found["reservedTicket"]["ticketedSeat"]["seatNumber"] == "14C"
    flight = found["reservationFor"]
    assert (flight["@type"], flight["flightNumber"]) == ("Flight", "UA 850")
    assert flight["provider"] == {"@type": "Airline", "name": "United", "iataCode": "UA"}
    assert [flight[each]["iataCode"] for each in ("departureAirport", "arrivalAirport")] == [
        "SFO",
        "LIM",
    ]
    assert flight["departureTime"] == "2025-06-03T22:00:00-07:00"
    assert flight["arrivalTime"] == "2025-06-04T08:30:00-05:00"
    assert (flight["departureTerminal"], flight["departureGate"]) == ("3", "F9")


KINDS = {  # a title, and what is reserved
    "Train to Seville": "TrainReservation",
    "Tren a Sevilla": "TrainReservation",
    "Comboio para Sevilha": "TrainReservation",
    "Night bus": "BusReservation",
    "Ônibus": "BusReservation",
    "Ferry to the island": "BoatReservation",
    "To Seville": None,
    "Training": None,
    "By train and bus": None,
}


def test_what_carries_people_is_known_by_a_word(table: Table) -> None:
    for title, type in KINDS.items():
        with table.row(title):
            found = find_reservations(RIDE | {"title": title})
            assert [each["@type"] for each in found] == ([type] if type else [])


def test_a_stay_is_a_lodging() -> None:
    (found,) = find_reservations(INN | {"status": "tentative", "participants": ["Rui Sá"]})
    assert found["@type"] == "LodgingReservation"
    assert found["reservationFor"]["@type"] == "LodgingBusiness"
    assert found["reservationFor"]["name"] == "Casa Sol"
    assert (found["checkinTime"], found["checkoutTime"]) == (
        "2025-06-05T15:00:00+02:00",
        "2025-06-07",
    )
    assert found["reservationStatus"] == "https://schema.org/ReservationPending"
    assert found["underName"] == [{"@type": "Person", "name": "Rui Sá"}]


STATUSES = {
    "confirmed": "Confirmed", "tentative": "Pending", "postponed": "Hold", "cancelled": "Cancelled",
}  # fmt: skip


def test_a_reservation_stands_as_its_event_does(table: Table) -> None:
    for status, word in STATUSES.items():
        with table.row(status):
            (found,) = find_reservations(FLIGHT | {"status": status})
            assert found["reservationStatus"] == f"https://schema.org/Reservation{word}"


def test_without_a_number_nothing_is_booked_and_nobody_else_reads_one(table: Table) -> None:
    assert find_reservations({**FLIGHT, "booking": None}) == []
    for event in (FLIGHT, RIDE | {"title": "Train"}, INN):
        with table.row(event["kind"]):
            assert find_reservations(event)
            assert find_reservations(event, audience="public") == []


def test_a_time_that_is_not_exact_is_left_out() -> None:
    (found,) = find_reservations(FLIGHT | {"arrive": "about 08:30 on 4 June 2025"})
    assert "arrivalTime" not in found["reservationFor"]
