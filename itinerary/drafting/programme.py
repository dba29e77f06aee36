"""The lines of a programme in; its events, noted in the story, out.

A line may be a day, under which lines begin with times; a time with what happens then; a day with
what happens on it, as in the list of a tour; a row of a table; or a detail of the event above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from itinerary.articles import Paragraph, ParagraphKind
from itinerary.dates.finding import FoundKind
from itinerary.document.vocabulary import EventKind
from itinerary.drafting.clock_words import ClockWords, find_clock, read_day_behind
from itinerary.drafting.expressions import Expression
from itinerary.drafting.facts import DateFact, EntryFact, Section
from itinerary.drafting.gazetteer import NamedPlace
from itinerary.drafting.people import find_people
from itinerary.drafting.titles import fold_title
from itinerary.drafting.travel_lines import TravelLineReader

_EDGES = " \t\n,;:.–—-|•·*()"
_PART = re.compile(r"\s[-–—]\s|[,;:\t|]\s*|\s{2,}")
_LABEL = re.compile(r"(?P<label>[^\W\d][\w /-]{1,20}):\s*(?P<value>\S.*)")
_SEGMENT = re.compile(r";\s+|(?<=\w{3})\.\s+(?=[^\W\d_a-z])|(?<=\d)\.\s+(?=[^\W\d_a-z])")
_FLIGHT = re.compile(r"(?<![\w-])(?:[A-Z]{2}|[A-Z]\d|\d[A-Z]) ?\d{2,4}(?![\w-])")
_INDENT = 2  # characters by which what belongs to the line above is set in
_BRACKETED = re.compile(r"\(([^()]{3,40})\)?\s*$")
_LAST_PART = re.compile(r",([^,]{3,40})$")
_MOST_HEADING = 6  # words beside the day, in a line that is the heading of a day
_MOST_SAYS = 60  # characters between a day and its time, which are told together


class ProgrammeReader(TravelLineReader):
    """Reads the lines of the programme of one article, each after those before it."""

    def read_line(
        self, paragraph: Paragraph, expressions: list[Expression], following: Paragraph | None
    ) -> bool:
        """Read a line if it is one of a programme, and tell whether it is."""
        text = paragraph.text
        if self.day is not None and (found := self.words.open.match(text)):
            self._read_open_line(paragraph, found.end(), expressions)
            return True
        if clock := find_clock(text):
            if self.day is None:
                return False
            self._read_timed_line(paragraph, expressions, clock)
            return True
        if self.read_stay(paragraph, expressions):
            return True
        day = self._find_leading_day(paragraph, expressions)
        if day is None and self.read_same_day(paragraph, expressions):
            return True
        if day is not None:
            if self._is_heading(paragraph, day, following):
                self._begin_day(paragraph, day)
                return True
            if self._is_listed(paragraph, day):
                self._read_dated_line(paragraph, day, expressions)
                return True
        return self._read_route(paragraph) or self._read_detail(paragraph, expressions)

    # --- days

    def _find_leading_day(
        self, paragraph: Paragraph, expressions: Sequence[Expression]
    ) -> Expression | None:
        if day := self.read_day_of_month(paragraph, expressions):
            return day
        for each in expressions:
            before = paragraph.text[: each.start - paragraph.start]
            if each.is_counted and each.has_time:
                return None
            is_dated = each.is_dated or read_day_behind(each, self.story, self.reference)
            if is_dated and each.first and len(re.findall(r"\w+", before)) <= 2:
                return each
            return None
        return None

    def _is_heading(
        self, paragraph: Paragraph, day: Expression, following: Paragraph | None
    ) -> bool:
        rest = self._text_behind(paragraph, day)
        if day.has_time or len(re.findall(r"\w+", rest)) > _MOST_HEADING:
            return False
        has_times = following is not None and find_clock(following.text) is not None
        is_bare = not re.search(r"\w", rest)
        return has_times or (is_bare and paragraph.kind != ParagraphKind.ITEM)

    def _text_behind(self, paragraph: Paragraph, day: Expression) -> str:
        return paragraph.text[day.end - paragraph.start :].strip(_EDGES)

    def _begin_day(self, paragraph: Paragraph, day: Expression) -> None:
        self.last = None
        if day.is_coarse:
            day.list_as("it stands above the lines of its days")
            self.day = None
            self.note_month([day])
            return
        day.list_as("the day of the lines below it")
        self.day = day
        self.month = self.month and day
        self._read_route_names(self._text_behind(paragraph, day))

    def _read_route(self, paragraph: Paragraph) -> bool:
        """Read a line of nothing but cities: where the day begins, and where it leads."""
        return self.day is not None and self._read_route_names(paragraph.text)

    def _read_route_names(self, text: str) -> bool:
        parts = [each.strip(_EDGES) for each in re.split(r"\s[-–—]\s|[,/]", text)]
        found = [self.look_up(each) for each in parts if each]
        known = [each for each in found if each is not None]
        if (
            not known
            or 2 * len(known) <= len(found)
            or any(len(each.split()) > 3 for each in parts)
        ):
            return False
        self.city = known[0]
        return True

    # --- lines

    def _is_listed(self, paragraph: Paragraph, day: Expression) -> bool:
        """Return whether a line that begins with a day is one of a list, not a sentence."""
        if paragraph.kind in (ParagraphKind.ITEM, ParagraphKind.ROW):
            return True
        behind = paragraph.text[day.end - paragraph.start :]
        return re.match(r"\s*(?:[-–—:|]|\s{2,}|\t)", behind) is not None and (
            day.start - paragraph.start <= 2
        )

    def _read_timed_line(
        self, paragraph: Paragraph, expressions: Sequence[Expression], clock: ClockWords
    ) -> None:
        """Read a line that begins with a time, of the day above it."""
        if self.day is None:
            return
        title = paragraph.text[clock.end :].strip(_EDGES)
        expression = self.claim_expression(paragraph, clock, expressions)
        fact = self.create_timed_date(paragraph, expression, self.day, clock)
        for each in expressions:
            if each is not expression:
                each.list_as("inside a line of the programme")
        self._add_line(title, fact, expression)

    def _read_open_line(
        self, paragraph: Paragraph, end: int, expressions: Sequence[Expression]
    ) -> None:
        """Read a line that begins with a word for what is still open, instead of a time."""
        says = paragraph.text[:end]
        quote = " ".join(paragraph.text.split())
        fact = DateFact(self.story.number, says, paragraph.start, quote, (), "TBD")
        for each in expressions:
            each.list_as("inside a line of the programme")
        made = Expression(paragraph.start, paragraph.start + end, says, FoundKind.VAGUE)
        self._add_line(paragraph.text[end:].strip(_EDGES), fact, made)

    def _read_dated_line(
        self, paragraph: Paragraph, day: Expression, expressions: Sequence[Expression]
    ) -> None:
        """Read a line that begins with a day: a stop of a tour, or one or several events."""
        begin = day.end - paragraph.start
        if self.read_flight(paragraph, day, expressions, paragraph.text[begin:]):
            return
        ends = [found.end() for found in _SEGMENT.finditer(paragraph.text, begin)]
        starts = [begin, *ends]
        for number, (first, last) in enumerate(
            zip(starts, [*ends, len(paragraph.text)], strict=True)
        ):
            inside = [
                each
                for each in expressions
                if each is not day and first <= each.start - paragraph.start < last
            ]
            self._read_segment(paragraph, day, inside, first, last, is_first=number == 0)
        for each in expressions:
            each.list_as("inside a line of the programme")

    def _read_segment(
        self,
        paragraph: Paragraph,
        day: Expression,
        expressions: Sequence[Expression],
        first: int,
        last: int,
        *,
        is_first: bool,
    ) -> None:
        """Read one of the statements of a line that begins with a day."""
        text = paragraph.text[:last]
        own_day = next(
            (e for e in expressions if e.is_dated and e.first and not e.is_counted), None
        )
        clock = None if day.has_time else find_clock(text[first:], anywhere=True)
        if own_day is not None and not is_first:
            fact, expression = self.create_date(paragraph, own_day), own_day
            begin, first = first, own_day.end - paragraph.start
            rest = f"{text[begin : own_day.start - paragraph.start]} {text[first:]}"
        elif clock is not None:
            clock = clock.shift(first)
            fact, expression = self.join_day_and_time(paragraph, day, clock, expressions), day
            rest = f"{text[first : clock.start]} \t{text[clock.end :]}"
        elif is_first:
            fact, expression, rest = self.create_date(paragraph, day), day, text[first:]
        else:
            if self.last is not None and re.search(r"\w{3}", text[first:]):
                more = " ".join(text[first:].split())
                self.last.notes = "; ".join(filter(None, (self.last.notes, more)))
            return
        others = [
            each
            for each in expressions
            if each.is_dated and not each.fate and each is not expression
        ]
        fact.marks += [f"“{each.text}” stands in the same line" for each in others]
        self._add_segment(rest, fact, expression)

    def _add_segment(self, rest: str, fact: DateFact, expression: Expression) -> None:
        parts = [each.strip(_EDGES) for each in _PART.split(rest) if each and each.strip(_EDGES)]
        if not parts:
            expression.list_as("it stands by itself")
            return
        city = self.look_up(parts[0])
        if city is not None:
            self._add_stop(city, parts[1:], fact, expression)
        else:
            self._add_titled_line(parts, rest, fact, expression)

    def _add_stop(
        self, city: NamedPlace, parts: Sequence[str], fact: DateFact, day: Expression
    ) -> None:
        """Add a stop of a tour: a leg of its own, and the event there."""
        venues = [each for each in parts if not self._is_region(each, city)]
        leg = self.find_or_add_leg(city)
        leg.is_stop = True
        self.city = city
        title = ", ".join(venues) or city.name
        entry = EntryFact(Section.EVENTS, title, {"when": [fact]}, EventKind.OTHER, city)
        entry.venue = venues[0] if venues else ""
        self.keep(entry, day)
        if not leg.dates:
            day.reason = f"date of “{title}” and of {leg.name}"

    def _is_region(self, text: str, city: NamedPlace) -> bool:
        found = self.gazetteer.look_up(f"{city.name}, {text}")
        return found is not None and len(text) <= 20

    def _add_titled_line(
        self, parts: Sequence[str], rest: str, fact: DateFact, day: Expression
    ) -> None:
        last = self.look_up(parts[-1]) if len(parts) > 1 else None
        if last is not None:
            self.city = last
            self.find_or_add_leg(last)
        title = fold_title(rest)
        if last is not None and parts[-1] in title:
            title = title[: title.rindex(parts[-1])].strip(_EDGES)
        self._add_line(title, fact, day)

    def _add_line(self, title: str, fact: DateFact, expression: Expression) -> None:
        """Add the event of a line; what arrives ends the movement that has left."""
        words = self.words
        places = self.gazetteer.find(title)
        to = next((each for each in places if each.is_city and each.relation == "to"), None)
        here = next((each for each in places if each.is_city and each.relation == "at"), None)
        if named := (_BRACKETED.search(title) or _LAST_PART.search(title)):
            here = self.look_up(named[1].strip()) or here
            self.city = here or self.city
        origin = next((each for each in places if each.is_city and each.relation == "from"), None)
        is_arrival = words.arrive.match(title) is not None
        leaves = any(each.match(title) for each in (words.depart, words.go, words.return_))
        if is_arrival:
            place = to or here
            if self.pending is not None:
                self.finish_movement(place, fact, expression)
                parts = [each.strip(_EDGES) for each in re.split(r"[,;]", title)]
                if len(parts) == 1:
                    return
                title = ", ".join(parts[1:])
            if place is not None:
                self.city = place
                self.find_or_add_leg(place)
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
        if number := _FLIGHT.search(title):
            entry.number = number[0]

    # --- details

    def _read_detail(self, paragraph: Paragraph, expressions: Sequence[Expression]) -> bool:
        """Read a line that says more of the event above it: its venue, who may attend."""
        if self.last is None or (paragraph.indent < _INDENT and not _LABEL.match(paragraph.text)):
            self.last = None
            return False
        for each in expressions:
            each.list_as("inside a line of the programme")
        label = _LABEL.match(paragraph.text)
        if label and self.words.venue.fullmatch(label["label"].strip()):
            self.last.venue = label["value"].strip(_EDGES)
        else:
            self.last.notes = "; ".join(
                filter(None, (self.last.notes, " ".join(paragraph.text.split())))
            )
        return True
