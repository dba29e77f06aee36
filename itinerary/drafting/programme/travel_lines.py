"""The lines of travel offices in; flights and hotels, noted in the story, out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from itinerary.articles import Paragraph
from itinerary.document.vocabulary import EventKind
from itinerary.drafting.expressions import Expression
from itinerary.drafting.facts import EntryFact, Section
from itinerary.drafting.gazetteer import NamedPlace
from itinerary.drafting.programme.clock_words import ClockWords, find_clock
from itinerary.drafting.programme.flight_rows import FlightRowReader
from itinerary.drafting.programme.line_reader import EDGES, FLIGHT, INDENT, LABEL, PART
from itinerary.places.airports import find_airport
from itinerary.places.index import get_region

_CODE = re.compile(r"(?<!\w)([A-Z]{3})\W*$")  # of the airport that a name ends with
_NEAR = 3  # characters between "arr" and its day
# "Lisbon" in "dep Lisbon 22:40".
_PLACE_BEHIND = re.compile(r":?\s+(?P<name>(?:[^\W\d_a-z][^\W\d]*[ ]){1,3})(?=\d)")


# "9.25" in "dep. 9.25", and in "arr Sun 20 Sep 09.25".
_TIME_BEHIND = re.compile(
    r"\.?:?\s*(?:\d{1,2}[:.h]?\d{2}\b|(?:\w+\.?\s+){1,3}?\d{1,2}[:.h]\d{2}\b)"
)


def _finds_time_behind(mark: re.Pattern[str], text: str) -> bool:
    """Return whether a time stands right behind one of some marks: "dep. 9.25"."""
    return any(_TIME_BEHIND.match(text, found.end()) for found in mark.finditer(text))


class TravelLineReader(FlightRowReader):
    """Reads lines of flights ("dep 09:05", "arr 11:20") and of hotels ("check-in 4 May")."""

    def look_up_airport(self, name: str) -> NamedPlace | None:
        """Return the city of an airport, which its name begins with, or that its code tells."""
        code = _CODE.search(name)
        airport = find_airport(code[1]) if code else None
        country = get_region(airport.country).name if airport else ""
        words = name.split(" ")
        for count in range(len(words), 0, -1):
            for each in (" ".join(words[:count]), f"{' '.join(words[:count])}, {country}"):
                found = self.look_up(each)
                if found and (airport is None or found.place.country == airport.country):
                    return found
        return self.find_airport_city(code[1]) if code else None

    def read_flight(
        self, paragraph: Paragraph, day: Expression, expressions: Sequence[Expression], rest: str
    ) -> bool:
        """Read a line of a travel office: where a flight leaves, or where it arrives."""
        for marks, is_departure in (
            (self.words.departs_mark, True),
            (self.words.arrives_mark, False),
        ):
            for mark in marks.finditer(rest):
                place = _PLACE_BEHIND.match(rest, mark.end())
                end = place.end() if place else mark.end()
                clock = find_clock(rest[end:].lstrip(" .:"), self.words)
                if clock is None:
                    continue
                offset = len(paragraph.text) - len(rest[end:].lstrip(" .:"))
                name = place["name"] if place else rest[: mark.start()]
                self._add_flight(
                    paragraph, day, expressions, rest, name, clock.shift(offset),
                    is_departure=is_departure,
                )  # fmt: skip
                return True
        return False

    def read_way(self, paragraph: Paragraph, expressions: Sequence[Expression]) -> bool:
        """Read a line of the day above that begins with where a flight leaves, or arrives."""
        marks = (self.words.departs_mark, self.words.arrives_mark)
        begins = (mark.match(paragraph.text) for mark in marks)
        ends = (each.end() for each in begins if each)
        is_way = any(_PLACE_BEHIND.match(paragraph.text, end) for end in ends)
        days = (each for each in expressions if not each.is_counted)
        has_day = any(each.first and not each.has_time for each in days)
        has_both = all(_finds_time_behind(each, paragraph.text) for each in marks)
        is_way = is_way or (has_both and not has_day)
        day = self.day
        if day is None or not is_way:
            return False
        return self.read_flight(paragraph, day, expressions, paragraph.text)

    def read_same_day(self, paragraph: Paragraph, expressions: Sequence[Expression]) -> bool:
        """Read a line of a flight that is set in below that of its day."""
        if self.flight_day is None or paragraph.indent <= INDENT:
            return False
        return self.read_flight(paragraph, self.flight_day, expressions, paragraph.text)

    def _has_both_ends(self, text: str) -> bool:
        """Return whether a line says when somebody checks in and when out, each in few words."""
        marks = (self.words.check_in, self.words.check_out)
        return all(re.search(rf"{each.pattern}:?\s+(?:\w+\s+)?\d", text) for each in marks)

    def _add_flight(
        self, paragraph: Paragraph, day: Expression, expressions: Sequence[Expression],
        rest: str, name: str, clock: ClockWords, *, is_departure: bool,
    ) -> None:  # fmt: skip
        number = FLIGHT.search(rest)
        inside = FLIGHT.search(name)
        name = name[inside.end() if inside else 0 :].strip(EDGES)
        name += ")" * (name.count("(") - name.count(")"))
        place = self.look_up_airport(name)
        fact = self.join_day_and_time(paragraph, day, clock, expressions)
        is_own_day = paragraph.start <= day.start < paragraph.end
        fact_expression = day if is_own_day else self._find_expression(paragraph, clock)
        self.flight_day = day
        for each in expressions:
            each.list_as("inside a line of the programme")
        if not is_departure and self.pending is not None:
            self.pending.destination = place.name if place else ""
            self.finish_movement(place, fact, fact_expression)
            return
        if not is_departure:
            entry = EntryFact(Section.EVENTS, rest.strip(EDGES), {"when": [fact]}, city=place)
            entry.kind = EventKind.OTHER
            self.keep(entry, day)
            return
        title = " ".join(filter(None, (number[0] if number else "", name)))
        entry = EntryFact(Section.EVENTS, title, {"depart": [fact]}, EventKind.MOVEMENT, place)
        entry.origin, entry.number = place.name if place else "", number[0] if number else ""
        named = [each for each in self.gazetteer.find(name) if each.is_city]
        to = next((each for each in named if each.relation == "to"), None)
        if place is None and to is not None:  # "Train to Cork, dep. 9.25"
            origin = next((each for each in named if each.relation == "from"), None)
            self.begin_movement(entry, origin, to, fact)
            entry.kind, entry.dates, entry.destination = (
                EventKind.MOVEMENT,
                {"depart": [fact]},
                to.name,
            )
        self.pending = entry
        self.keep(entry, day)
        self._read_arrival(paragraph, day, clock.end)
        for part in PART.split(paragraph.text[clock.end :]):
            label, _, value = (part or "").strip(EDGES).partition(" ")
            if label.casefold() in ("terminal", "gate", "seat") and value:
                entry.details[label.casefold()] = value

    def _read_arrival(self, paragraph: Paragraph, day: Expression, begin: int) -> None:
        """Read where and when what leaves in a line arrives, if the line goes on to say so."""
        rest = paragraph.text[begin:]
        for mark in self.words.arrives_mark.finditer(rest):
            behind = rest[mark.end() :]
            place = self.look_up_airport(rest[: mark.start()].strip(EDGES))
            start = paragraph.start + begin + mark.end()
            dated = [
                e for e in self.story.expressions if e.has_time and e.first and not e.is_counted
            ]
            if own := next((e for e in dated if start <= e.start <= start + _NEAR), None):
                self.finish_movement(place, self.create_date(paragraph, own), own)
                return
            clock = find_clock(behind.lstrip(" .:"), self.words)
            if clock is None:
                continue
            there = clock.shift(begin + mark.end() + len(behind) - len(behind.lstrip(" .:")))
            if place is None and self.pending is not None:
                place = self.look_up(self.pending.destination)
            expression = self.claim_expression(paragraph, there, self.story.expressions)
            fact = self.create_timed_date(paragraph, expression, day, there)
            self.finish_movement(place, fact, expression)
            return

    def _find_expression(self, paragraph: Paragraph, clock: ClockWords) -> Expression:
        start = paragraph.start + clock.start
        return next(each for each in self.story.expressions if each.start == start)

    def read_stay(self, paragraph: Paragraph, expressions: Sequence[Expression]) -> bool:
        """Read a line of a hotel with the days of arrival and departure."""
        label = LABEL.match(paragraph.text)
        is_labelled = label is not None and self.words.hotel.fullmatch(label["label"].strip())
        is_hotel = is_labelled or self.words.hotel.match(paragraph.text)
        if not is_hotel and not self._has_both_ends(paragraph.text):
            return False
        city = self.look_up(label["label"].strip()) if label and not is_labelled else None
        value = label["value"] if label and (is_labelled or city) else paragraph.text
        name = re.split(r"[,;(]", value)[0].strip(EDGES)
        entry = EntryFact(Section.EVENTS, name, {}, EventKind.STAY, city or self.city)
        for each in expressions:
            before = paragraph.text[: each.start - paragraph.start].rstrip(" :")
            field = ""
            for key, pattern in (
                ("check_in", self.words.check_in),
                ("check_out", self.words.check_out),
            ):
                if any(found.end() == len(before) for found in pattern.finditer(before)):
                    field = key
            if field and each.first:
                entry.dates[field] = [self.create_date(paragraph, each)]
                each.fate, each.reason = "used", f"{field.replace('_', '-')} of “{name}”"
            else:
                each.list_as("inside a line of the programme")
        if "check_in" not in entry.dates:
            return False
        if number := re.search(
            r"(?i)\bconfirmation(?: (?:no\.?|number))?:? ([\w-]+)", paragraph.text
        ):
            entry.details["confirmation"] = number[1]
        self.story.entries.append(entry)
        return True
