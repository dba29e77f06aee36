"""The words of one line in; the event of the programme that they tell, out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from itinerary.articles import Paragraph
from itinerary.document.vocabulary import EventKind
from itinerary.drafting.expressions import Expression
from itinerary.drafting.facts import DateFact, EntryFact, Section
from itinerary.drafting.gazetteer import NamedPlace
from itinerary.drafting.people import find_people
from itinerary.drafting.programme.line_reader import EDGES, FLIGHT, INDENT, LABEL
from itinerary.drafting.programme.travel_lines import TravelLineReader

_BRACKETED = re.compile(r"\(([^()]{3,40})\)?\s*$")
_LAST_PART = re.compile(r",([^,]{3,40})$")


class LineEventReader(TravelLineReader):
    """Adds the events of lines: their places, persons and movements."""

    def add_line(self, title: str, fact: DateFact, expression: Expression) -> None:
        """Add the event of a line; what arrives ends the movement that has left."""
        words = self.words
        places = self.gazetteer.find(title)
        to = next((each for each in places if each.is_city and each.relation == "to"), None)
        here = next((each for each in places if each.is_city and each.relation == "at"), None)
        if named := (_BRACKETED.search(title) or _LAST_PART.search(title)):
            here = self.look_up(named[1].strip()) or here
            self.base = self.base or self.city
            self.city = here or self.city
        origin = next((each for each in places if each.is_city and each.relation == "from"), None)
        arrival = words.arrive.match(title)
        is_arrival = arrival is not None
        leaves = any(each.match(title) for each in (words.depart, words.go, words.return_))
        if arrival:
            place = to or here or self._find_place_of_arrival(title[arrival.end() :])
            if self.pending is not None:
                self.finish_movement(place, fact, expression)
                parts = [each.strip(EDGES) for each in re.split(r"[,;]", title)]
                if len(parts) == 1:
                    return
                title = ", ".join(parts[1:])
            if place is not None:
                self.city, self.base = place, None
                self.find_or_add_leg(place)
        title += ")" * (title.count("(") - title.count(")"))
        title = title[:1].upper() + title[1:]
        entry = EntryFact(Section.EVENTS, title or "?", {"when": [fact]}, city=self.city)
        entry.is_carried = here is None and self.city is None
        if here is not None and not is_arrival:
            entry.city = here
        if leaves and (to is not None or origin is not None):
            self.begin_movement(entry, origin, to, fact)
        elif is_arrival:
            entry.kind = EventKind.OTHER
        if here is None and not places and (elsewhere := self._find_elsewhere(title)):
            entry.city, entry.venue, entry.is_carried = None, elsewhere, False
        self._note_details(entry, title)
        self.keep(entry, expression)

    def _find_place_of_arrival(self, text: str) -> NamedPlace | None:
        """Return the city whose name begins what stands behind "Arrival": an airport, a station."""
        names = (each.strip(EDGES) for each in re.split(r"[,;]", text))
        name = next((each for each in names if each), "")
        return self.look_up_airport(name) if name[:1].isupper() else None

    def _find_elsewhere(self, title: str) -> str:
        """Return a place in which a line is that the index does not know; "" if there is none."""
        found = re.search(
            rf"{self.words.in_city.pattern}\s+(?-i:[^\W\d_a-z][\w-]+)", title, re.IGNORECASE
        )
        if found is None or re.match(r"\s+(?-i:[^\W\d_a-z])", title[found.end() :]):
            return ""
        return found[0].split()[-1]

    def _note_details(self, entry: EntryFact, title: str) -> None:
        if self.words.press.search(title):
            entry.kind = EventKind.PRESS
        entry.participants = find_people(title, self.words)
        if number := FLIGHT.search(title):
            entry.number = number[0]

    # --- details

    def _is_of_day(self, expression: Expression) -> bool:
        """Return whether a date is one of the day that the lines belong to."""
        day = self.day
        return day is None or (day.first == expression.first and day.last == expression.last)

    def read_detail(self, paragraph: Paragraph, expressions: Sequence[Expression]) -> bool:
        """Read a line that says more of the event above it: its venue, who may attend."""
        if self.last is None or (paragraph.indent < INDENT and not LABEL.match(paragraph.text)):
            self.last = None
            return False
        is_of_other_days = any(
            each.is_dated and each.first and not each.is_counted and not self._is_of_day(each)
            for each in expressions
        )
        if self.words.aside.match(paragraph.text) or (
            is_of_other_days and paragraph.indent < INDENT
        ):
            self.last = None
            return False
        for each in expressions:
            each.list_as("inside a line of the programme")
        label = LABEL.match(paragraph.text)
        if label and self.words.venue.fullmatch(label["label"].strip()):
            self.last.venue = label["value"].strip(EDGES)
        else:
            self.last.notes = "; ".join(
                filter(None, (self.last.notes, " ".join(paragraph.text.split())))
            )
        return True
