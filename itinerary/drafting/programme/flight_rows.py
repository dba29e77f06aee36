"""A row of a flight in, as booking systems print it; the movement that it tells, out.

"NH205 HND ZRH 00:50 07:35", "LH 1123  12JUL  MAD-MUC  1015 1250", "LIS GRU 23:05 06:20+1": two
airports, and a time for each, by the clock there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from itinerary.articles import Paragraph
from itinerary.dates.interval import Grain, Interval
from itinerary.document.vocabulary import EventKind
from itinerary.drafting.expressions import Expression
from itinerary.drafting.facts import DateFact, EntryFact, Section
from itinerary.drafting.gazetteer import NamedPlace
from itinerary.drafting.programme.clock_words import ClockWords
from itinerary.drafting.programme.line_reader import FLIGHT, LineReader
from itinerary.places.airports import find_airport

_CLOCK = r"(?:[01]?\d|2[0-3])[:.h]?[0-5]\d(?!\d)"
_AIRPORTS = re.compile(
    r"(?<![\w-])(?P<origin>[A-Z]{3})\s*(?:[-–—/>→ |\t]|to)\s*(?P<destination>[A-Z]{3})(?![\w-])"
)
_CLOCKS = re.compile(
    rf"(?<![\w:.+-])(?P<depart>{_CLOCK})\s*(?:[-–—/>→ |\t]|to)\s*"
    rf"(?P<arrive>{_CLOCK})(?:\s?\(?\+(?P<days>\d)(?:\s?d\w*)?\)?)?(?!\w)"
)


@dataclass(frozen=True, slots=True)
class FlightRow:
    """What a row of a flight says, at its places in the line.

    Attributes:
        origin: The code of the airport that it leaves.
        destination: That of the airport where it arrives.
        number: That of the flight; "" if the row has none.
        depart: The time there.
        arrive: The time here.
        days: How many days later that is, if the row says so.

    """

    origin: str
    destination: str
    number: str
    depart: ClockWords
    arrive: ClockWords
    days: int | None


def find_flight_row(text: str) -> FlightRow | None:
    """Return the flight that a line tells, if it has two airports and two times.

    >>> find_flight_row("NH205 HND ZRH 00:50 07:35").destination
    'ZRH'
    """
    airports = _AIRPORTS.search(text)
    clocks = _CLOCKS.search(text, airports.end()) if airports else None
    if airports is None or clocks is None:
        return None
    if not all(find_airport(each) for each in airports.groups()):
        return None
    number = FLIGHT.search(text[: airports.start()])
    depart, arrive = (
        ClockWords(*clocks.span(name), _write_clock(clocks[name])) for name in ("depart", "arrive")
    )
    days = int(clocks["days"]) if clocks["days"] else None
    name = number[0] if number else ""
    return FlightRow(airports["origin"], airports["destination"], name, depart, arrive, days)


def _write_clock(text: str) -> str:
    digits = re.sub(r"\D", "", text).zfill(4)
    return f"{digits[:2]}:{digits[2:]}"


class FlightRowReader(LineReader):
    """Reads the rows of flights."""

    def read_flight_row(self, paragraph: Paragraph, expressions: Sequence[Expression]) -> bool:
        """Read a row of a flight, of its own day or the day above; tell whether it is one."""
        row = find_flight_row(paragraph.text)
        own = (each for each in expressions if each.first and not each.is_counted)
        day = next(own, self.day) if row else None
        if row is None or day is None or day.first is None:
            return False
        depart = self._create_row_date(paragraph, expressions, day, row.depart, 0)
        days = row.days
        if days is None:
            days = int(row.arrive.text < row.depart.text)
        arrive = self._create_row_date(paragraph, expressions, day, row.arrive, days)
        if row.days is None and days:
            arrive.marks.append(f"“{arrive.says}” is taken for the day after")
        title = " ".join(filter(None, (row.number, row.origin, "–", row.destination)))
        entry = EntryFact(Section.EVENTS, title, {"depart": [depart], "arrive": [arrive]})
        entry.kind, entry.number = EventKind.MOVEMENT, row.number.replace(" ", "")
        start, self.city = (self.find_airport_city(each) for each in (row.origin, row.destination))
        entry.origin = start.name if start else row.origin
        entry.destination = self.city.name if self.city else row.destination
        for each in expressions:
            each.list_as("inside a line of the programme")
        if self.city is not None:
            self.find_or_add_leg(self.city)
        self.keep(entry, day)
        return True

    def _create_row_date(
        self, paragraph: Paragraph, expressions: Sequence[Expression], day: Expression,
        clock: ClockWords, days: int,
    ) -> DateFact:  # fmt: skip
        """Return the time of a day, or of the day so many days behind it."""
        others = [each for each in expressions if each is not day]
        expression = self.claim_expression(paragraph, clock, others)
        then = replace(day, is_absolute=False)
        if days and day.first:
            first = day.first + timedelta(days=days)
            then.intervals = (Interval(first, first + timedelta(days=1), Grain.DAY),)
        fact = self.create_timed_date(paragraph, expression, then, clock)
        expression.use_as("time of the day beside it")
        return fact

    def find_airport_city(self, code: str) -> NamedPlace | None:
        """Return the city that an airport serves; None if the index does not know it."""
        airport = find_airport(code)
        found = self.look_up(airport.city) if airport else None
        return found._replace(name=found.place.name) if found else None
