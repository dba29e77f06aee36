"""Mails of bookings: flights, stays and tickets as data, stated again, moved and called off.

What was cancelled is nowhere an entry that takes place, unless that is marked.
"""

from __future__ import annotations

import json
from typing import Any

from drafted import list_entries
from tables import Table

from itinerary import draft, read_article, resolve
from itinerary.articles import Article
from itinerary.drafting import Draft, compare

Node = dict[str, Any]
GRAZ, PORTO = ({"@type": "Airport", "iataCode": each} for each in ("GRZ", "OPO"))
OUT = {
    "@type": "Flight", "flightNumber": "710", "airline": {"name": "Alpin", "iataCode": "ZQ"},
    "departureAirport": GRAZ, "departureTime": "2027-02-09T07:15:00",
    "arrivalAirport": PORTO, "arrivalTime": "2027-02-09T10:05:00",
}  # fmt: skip
LATER = OUT | {"departureTime": "2027-02-19T09:40:00", "arrivalTime": "2027-02-19T12:30:00"}
BACK = OUT | {
    "flightNumber": "711", "departureAirport": PORTO, "departureTime": "2027-02-12T18:00:00",
    "arrivalAirport": GRAZ, "arrivalTime": "2027-02-12T22:50:00",
}  # fmt: skip
MARTA, JAN = {"@type": "Person", "name": "Marta Vidal"}, {"@type": "Person", "name": "Jan Vidal"}
OFF = "http://schema.org/ReservationCancelled"


def book(flight: Node, **fields: Any) -> Node:
    booked = {"@context": "http://schema.org", "@type": "FlightReservation", "underName": MARTA}
    return booked | {"reservationNumber": "K7QX2M", "reservationFor": flight} | fields


INN = {
    "@type": "LodgingReservation", "reservationNumber": "88-1", "underName": MARTA,
    "reservationStatus": "http://schema.org/Confirmed", "checkinTime": "2027-02-09T15:00:00",
    "checkoutTime": "2027-02-12T11:00:00",
    "reservationFor": {"@type": "LodgingBusiness", "name": "Casa Azul",
        "address": {"addressLocality": "Porto", "addressCountry": "PT"}},
}  # fmt: skip
SHOW = {
    "@type": "MusicEvent", "name": "Noite de fado", "startDate": "2027-02-10T21:00:00",
    "location": {"name": "Coliseu", "address": {"addressLocality": "Porto",
        "addressCountry": "PT"}},
}  # fmt: skip
TICKET = {"@type": "EventReservation", "reservationNumber": "T5", "reservationFor": SHOW}


def write_mail(*data: Any, day: int = 4, text: str = "<p>Thank you for your booking.") -> Article:
    pages = (f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in data)
    head = f"From: Alpin <no-reply@alpin.example>\nDate: Mon, {day} Jan 2027 10:00:00 +0000\n"
    mail = f"{head}Subject: Your booking\nContent-Type: text/html\n\n{''.join(pages)}{text}"
    return read_article(mail.encode(), name=f"{day}.eml", language="en")


def tell(drafted: Draft) -> list[str]:
    """Return the events that take place or not, with the first day and a mark of doubt."""
    events = (each for each in resolve(drafted.document).entries if each.section == "event")
    return [
        f"{each.title.split()[0]} {each.interval.first if each.interval else 'open'} {each.status}"
        for each in events
    ]


LIVE, MOVED = "ZQ710 2027-02-09 confirmed", "ZQ710 2027-02-19 confirmed"
IN_ONE_MAIL: dict[str, tuple[Any, list[str], str]] = {  # data, events, what a remark says
    "there and back": ([book(OUT), book(BACK)], [LIVE, "ZQ711 2027-02-12 confirmed"], ""),
    "two travellers": ([book(OUT), book(OUT, underName=JAN)], [LIVE], ""),
    "a graph": ({"@graph": [INN, TICKET]}, ["Casa 2027-02-09 confirmed",
        "Noite 2027-02-10 confirmed"], ""),
    "cancelled": (book(OUT, reservationStatus=OFF), ["ZQ710 2027-02-09 cancelled"], ""),
    "in capitals": (book(OUT, reservationStatus="CANCELED"), ["ZQ710 2027-02-09 cancelled"], ""),
    "the event is off": (
        TICKET | {"reservationFor": SHOW | {"eventStatus": "https://schema.org/EventCancelled"}},
        ["Noite 2027-02-10 cancelled"], ""),
    "on hold": (book(OUT, reservationStatus="http://schema.org/ReservationHold"),
        ["ZQ710 2027-02-09 tentative"], ""),
    "a status of its own": (book(OUT, reservationStatus="Waitlisted"), [LIVE],
        "its status is called “Waitlisted”"),
    "stated, then off": ([book(OUT), book(OUT, reservationStatus=OFF)],
        ["ZQ710 2027-02-09 cancelled"], "it is stated as confirmed and as cancelled"),
    "off, then stated": ([book(OUT, reservationStatus=OFF), book(OUT)],
        ["ZQ710 2027-02-09 cancelled"], "it is stated as cancelled and as confirmed"),
    "off for one of two": ([book(OUT), book(OUT, underName=JAN, reservationStatus=OFF)],
        [LIVE, "ZQ710 2027-02-09 cancelled"], ""),
    "moved": ([book(OUT), book(LATER)], [LIVE, MOVED], "booking K7QX2M has it at other times"),
    "moved, the old one off": ([book(OUT, reservationStatus=OFF), book(LATER)],
        ["ZQ710 2027-02-09 cancelled", MOVED], ""),
    "a taxi": ({"@type": "TaxiReservation", "reservationNumber": "X1",
        "pickupTime": "2027-02-09T05:30:00+01:00", "pickupLocation": {"name": "Home"},
        "reservationFor": {"name": "Taxi"}}, ["Taxi, 2027-02-09 confirmed"], ""),
    "no date": (book(OUT | {"departureTime": "9 Feb at 7", "arrivalTime": ""}), [],
        "departureTime cannot be read: “9 Feb at 7”"),
    "one end": (book(OUT | {"arrivalTime": "2027-02-09T25:05"}), [LIVE],
        "arrivalTime cannot be read: “2027-02-09T25:05”"),
    "an end before its beginning": (SHOW | {"endDate": "2027-02-10T19:00:00"},
        ["Noite 2027-02-10 confirmed"], "startDate cannot be read: “2027-02-10T21:00:00 – 2027"),
    "one airport": (book({**OUT, "arrivalAirport": None}), [LIVE], "where the journey ends"),
    "the other airport": (book({**OUT, "departureAirport": None}), [LIVE], "depart: 2027-02-09T07"),
    "nothing": ({"@type": "LodgingReservation", "reservationNumber": "1"}, [],
        "its LodgingReservation has no date that can be read"),
}  # fmt: skip


def test_data_of_one_mail(table: Table) -> None:
    for name, (data, events, remark) in IN_ONE_MAIL.items():
        with table.row(name):
            drafted = draft([write_mail(data)])
            assert tell(drafted) == events
            told = f"{drafted.text}\n{drafted.review.format_counts()}"
            assert remark in told
            doubts = ("it is stated as", "its status", "has it at", "cannot be read", "has no date")
            assert remark or not [each for each in doubts if each in told]


def test_what_the_text_of_a_mail_calls_off_is_marked_in_its_data() -> None:
    text = "<p>We are sorry: your flight ZQ710 on 9 February 2027 has been cancelled."
    drafted = draft([write_mail([book(OUT), book(BACK)], text=text)])
    assert drafted.text.count("“on 9 February 2027” holds no more, says 4.eml") == 1


def test_what_another_article_calls_off_is_marked(table: Table) -> None:
    plan = (
        "The tour\n\nOslo, 4 January 2027\n\nThe choir will visit Porto and Braga. It sings in"
        " Porto on 10 February at 20:00 and meets Mayor Rui Paz in Braga on 12 February at 11:00."
    )
    off = "The tour\n\nOslo, 20 January 2027\n\nThe choir will visit Porto. The meeting with"
    off += " Mayor Rui Paz in Braga on 12 February at 11:00 was cancelled."
    pair = [read_article(each, name=name) for each, name in ((plan, "a"), (off, "b"))]
    for articles in (pair, pair[::-1]):
        with table.row(articles[0].name):
            text = draft(articles).text
            before, _, braga = text.partition("place: Braga")
            assert "holds no more, says b" in braga
            assert "holds no more" not in before


def test_what_two_travellers_have_is_told_of_both() -> None:
    seats = [book(OUT, airplaneSeat="9A"), book(OUT, airplaneSeat="9B", underName=JAN)]
    drafted = draft([write_mail([*seats, book(BACK, underName=JAN, reservationNumber="P2")])])
    assert [each.name for each in drafted.document.travellers] == ["Marta Vidal", "Jan Vidal"]
    there, back = drafted.document.events
    assert (there.seat, there.booking, there.participants) == ("9A, 9B", "K7QX2M", ())
    assert (back.booking, [each.name for each in back.participants]) == ("P2", ["Jan Vidal"])


def test_a_seat_is_read_as_our_own_pages_state_it() -> None:
    seat = {"ticketedSeat": {"@type": "Seat", "seatNumber": "14C"}}
    flight = OUT | {"departureTerminal": "3", "departureGate": "F9"}
    (event,) = draft([write_mail(book(flight, reservedTicket=seat))]).document.events
    assert (event.seat, event.terminal, event.gate) == ("14C", "3", "F9")


IN_TWO_MAILS: dict[str, tuple[Node, Node, list[str], str]] = {
    "called off": (book(OUT), book(OUT, reservationStatus=OFF), ["ZQ710 2027-02-09 cancelled"],
        "it is stated as confirmed and as cancelled"),
    "moved by a day": (book(OUT), book(OUT | {"departureTime": "2027-02-10T07:15:00",
        "arrivalTime": "2027-02-10T10:05:00"}), ["ZQ710 2027-02-10 confirmed"], ""),
    "moved far": (book(OUT), book(LATER), [MOVED], ""),
    "another flight to the same airport": (book(OUT), book(LATER | {"flightNumber": "712"},
        reservationNumber="P2"), [LIVE, "ZQ712 2027-02-19 confirmed"], ""),
    "the next flight": (book(OUT), book(OUT | {"flightNumber": "714",
        "departureTime": "2027-02-09T12:15:00", "arrivalTime": "2027-02-09T15:05:00"}),
        [LIVE, "ZQ714 2027-02-09 confirmed"], ""),
    "two rooms": (INN, INN | {"reservationNumber": "88-2", "checkinTime": "2027-02-10T15:00:00"},
        ["Casa 2027-02-09 confirmed", "Casa 2027-02-10 confirmed"], ""),
    "a room called off": (INN, INN | {"reservationStatus": {"@id": OFF}},
        ["Casa 2027-02-09 cancelled"], "it is stated as confirmed and as cancelled"),
}  # fmt: skip


def test_data_of_two_mails(table: Table) -> None:
    for name, (first, second, events, remark) in IN_TWO_MAILS.items():
        with table.row(name):
            drafted = draft([write_mail(first), write_mail(second, day=11)])
            assert tell(drafted) == events
            assert remark in drafted.text
            assert "open" not in list_entries(drafted).values()


COMPARED = {  # a later mail: the events with it, and the lines that tell what it adds
    "called off": (book(OUT, reservationStatus=OFF), ["ZQ710 2027-02-09 cancelled"], "cancelled: "),
    "moved far": (book(LATER), [MOVED], "correction: "),
    "another flight": (book(LATER | {"flightNumber": "712"}),
        [LIVE, "ZQ712 2027-02-19 confirmed"], "new: "),
    "another room": (INN, [LIVE, "Casa 2027-02-09 confirmed"], "new: "),
}  # fmt: skip


def test_a_mail_is_compared_with_the_trip_that_there_is(table: Table) -> None:
    document = draft([write_mail(book(OUT))]).document
    for name, (data, events, line) in COMPARED.items():
        with table.row(name):
            compared = compare([write_mail(data, day=11)], document)
            assert [each for each in compared.format_lines() if each.startswith(line)]
            timeline = resolve(compared.document)
            assert not [each for each in timeline.diagnostics if each.severity == "error"]
            found = [each for each in timeline.entries if each.section == "event"]
            assert [f"{e.title.split()[0]} {e.interval.first} {e.status}" for e in found] == events
            for each in found:  # both ends are moved
                assert all(len(d.readings) == len(each.datings[0].readings) for d in each.datings)


def test_many_rides_from_a_stop_that_nobody_knows_come_to_a_document() -> None:
    rides = [
        {"@type": "BusReservation", "reservationFor": {"departureBusStop": {"name": "Xyzzy gate"},
            "arrivalBusStop": {"name": f"Plugh {day % 3}"}, "busNumber": f"{day}",
            "departureTime": f"2027-02-{day:02}T08:15"}}
        for day in range(1, 29)
    ]  # fmt: skip
    drafted = draft([write_mail(rides)])
    timeline = resolve(drafted.document)
    assert not [each for each in timeline.diagnostics if each.severity == "error"]
    assert drafted.text.count("to: Plugh") == len(rides)
