"""A line that begins with a day in; its stop of a tour, or its events, out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from itinerary.articles import Paragraph, ParagraphKind
from itinerary.document.vocabulary import EventKind
from itinerary.drafting.expressions import Expression
from itinerary.drafting.facts import DateFact, EntryFact, Section
from itinerary.drafting.gazetteer import NamedPlace
from itinerary.drafting.programme.clock_words import ClockWords, find_clock, measure_weekday
from itinerary.drafting.programme.line_events import LineEventReader
from itinerary.drafting.programme.line_reader import EDGES, PART
from itinerary.drafting.titles import fold_title

_LEAST_EVENT = 2  # words
_NEAR = 4  # characters between a time and the day that it is of: "06.25 on Saturday"
# "Lima / Cusco" in "Mon 4 May, Lima / Cusco: 10.00 call on the mayor".
_CITIES = re.compile(r"\s*[,(–—-]?\s*(?P<names>[^:;.\d]{2,60}):\s+")
_SEGMENT = re.compile(
    r";\s+|,\s+(?=\d{1,2}[:.h]\d\d\s)|(?<=\w{3})\.\s+(?=[^\W\d_a-z])|(?<=\d)\.\s+(?=[^\W\d_a-z])"
)


class DatedLineReader(LineEventReader):
    """Reads lines that begin with a day: stops of a tour, rows of a table, several events."""

    def is_listed(self, paragraph: Paragraph, day: Expression) -> bool:
        """Return whether a line that begins with a day is one of a list, not a sentence."""
        if paragraph.kind in (ParagraphKind.ITEM, ParagraphKind.ROW):
            return True
        behind = paragraph.text[day.end - paragraph.start :]
        cities = _CITIES.match(behind)
        if cities and self.find_route(cities["names"]):
            return True
        return re.match(r"\s*(?:[-–—:|]|\s{2,}|\t)", behind) is not None and (
            day.start - paragraph.start <= 2
        )

    def read_dated_line(
        self, paragraph: Paragraph, day: Expression, expressions: Sequence[Expression]
    ) -> None:
        """Read a line that begins with a day: a stop of a tour, or one or several events."""
        begin = day.end - paragraph.start
        begin += measure_weekday(paragraph.text[begin:], day, self.story.language)
        if self.read_flight(paragraph, day, expressions, paragraph.text[begin:]):
            return
        begin += self._read_cities(paragraph.text[begin:])
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

    def _read_cities(self, text: str) -> int:
        """Read the cities that stand between a day and a colon; return where the line goes on."""
        found = _CITIES.match(text)
        route = self.find_route(found["names"]) if found else []
        for each in route:
            self.city = each
            self.find_or_add_leg(each)
        return found.end() if found and route else 0

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
        clock = None if day.has_time else find_clock(text[first:], self.words, anywhere=True)
        if clock and self._is_of_other_day(paragraph, clock.shift(first), day, expressions):
            clock = None
        if own_day is not None and not is_first:
            fact, expression = self.create_date(paragraph, own_day), own_day
            begin, first = first, own_day.end - paragraph.start
            rest = f"{text[begin : own_day.start - paragraph.start]} {text[first:]}"
        elif clock is not None:
            clock = clock.shift(first)
            fact, expression = self.join_day_and_time(paragraph, day, clock, expressions), day
            rest = f"{text[first : clock.start]} \t{text[clock.end :]}"
        elif is_first or self._is_event_of_its_own(text[:first], text[first:]):
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

    def _is_of_other_day(
        self,
        paragraph: Paragraph,
        clock: ClockWords,
        day: Expression,
        expressions: Sequence[Expression],
    ) -> bool:
        """Return whether a time is that of another day: "back in Lima, arriving Sunday at 6.40"."""
        start, end = paragraph.start + clock.start, paragraph.start + clock.end
        return any(
            each.is_dated
            and each.first is not None
            and each.first != day.first
            and each.start <= end + _NEAR
            and start <= each.end + _NEAR
            for each in expressions
        )

    def _is_event_of_its_own(self, before: str, text: str) -> bool:
        """Return whether a statement behind a semicolon tells something besides the one before."""
        is_told = len(re.findall(r"\w+", text)) >= _LEAST_EVENT
        is_other = before.rstrip().endswith(";") and self.words.aside.search(text) is None
        return is_told and is_other and self.words.open.search(text) is None

    def _add_segment(self, rest: str, fact: DateFact, expression: Expression) -> None:
        parts = [each.strip(EDGES) for each in PART.split(rest) if each and each.strip(EDGES)]
        if not parts:
            expression.list_as("it stands by itself")
            return
        if self.words.no_event.match(rest.strip(EDGES)):
            expression.list_as("nothing is planned then")
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
        is_free = any(self.words.no_event.match(each) for each in venues)
        leg = self.find_or_add_leg(city)
        leg.is_stop = True
        self.city = city
        if is_free:
            day.list_as("nothing is planned then")
            dates = {"when": [fact]}
            hint = EntryFact(Section.EVENTS, "", dates, city=city, is_hint=True)
            self.story.entries.append(hint)
            return
        title = fold_title(", ".join(venues)) or city.name
        entry = EntryFact(Section.EVENTS, title, {"when": [fact]}, EventKind.OTHER, city)
        entry.venue = venues[0] if venues and self._is_name(venues[0]) else ""
        self.keep(entry, day)
        if not leg.dates:
            day.reason = f"date of “{title}” and of {leg.name}"

    def _is_name(self, text: str) -> bool:
        """Return whether a text is a name, as of a venue, not what happens there."""
        small = self.words.small
        return all(
            each[:1].isupper() or small.fullmatch(each)
            for each in re.findall(r"[^\W\d_]{2,}", text)
        )

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
            title = title[: title.rindex(parts[-1])].strip(EDGES)
        self.add_line(title, fact, day)
