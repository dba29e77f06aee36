"""The lines of a programme in; its events, noted in the story, out.

A line may be a day, under which lines begin with times; a time with what happens then; a day with
what happens on it, as in the list of a tour; a row of a table; or a detail of the event above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from itinerary.articles import Paragraph, ParagraphKind
from itinerary.dates.finding import FoundKind
from itinerary.drafting.expressions import Expression
from itinerary.drafting.facts import DateFact
from itinerary.drafting.programme.clock_words import ClockWords, find_clock, read_day_behind
from itinerary.drafting.programme.dated_lines import DatedLineReader
from itinerary.drafting.programme.line_reader import EDGES

_MOST_HEADING = 6  # words beside the day, in a line that is the heading of a day


class ProgrammeReader(DatedLineReader):
    """Reads the lines of the programme of one article, each after those before it."""

    def read_line(
        self, paragraph: Paragraph, expressions: list[Expression], following: Paragraph | None
    ) -> bool:
        """Read a line if it is one of a programme, and tell whether it is."""
        text = paragraph.text
        if self.day is not None and (found := self.words.open.match(text)):
            self.read_open_line(paragraph, found.end(), expressions)
            return True
        if clock := find_clock(text):
            if self.day is None:
                return False
            self.read_timed_line(paragraph, expressions, clock)
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
            if self.is_listed(paragraph, day):
                self.read_dated_line(paragraph, day, expressions)
                return True
        return self._read_route(paragraph) or self.read_detail(paragraph, expressions)

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
        return paragraph.text[day.end - paragraph.start :].strip(EDGES)

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
        parts = [each.strip(EDGES) for each in re.split(r"\s[-–—]\s|[,/]", text)]
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

    def read_timed_line(
        self, paragraph: Paragraph, expressions: Sequence[Expression], clock: ClockWords
    ) -> None:
        """Read a line that begins with a time, of the day above it."""
        if self.day is None:
            return
        title = paragraph.text[clock.end :].strip(EDGES)
        expression = self.claim_expression(paragraph, clock, expressions)
        fact = self.create_timed_date(paragraph, expression, self.day, clock)
        for each in expressions:
            if each is not expression:
                each.list_as("inside a line of the programme")
        self.add_line(title, fact, expression)

    def read_open_line(
        self, paragraph: Paragraph, end: int, expressions: Sequence[Expression]
    ) -> None:
        """Read a line that begins with a word for what is still open, instead of a time."""
        says = paragraph.text[:end]
        quote = " ".join(paragraph.text.split())
        fact = DateFact(self.story.number, says, paragraph.start, quote, (), "TBD")
        for each in expressions:
            each.list_as("inside a line of the programme")
        made = Expression(paragraph.start, paragraph.start + end, says, FoundKind.VAGUE)
        self.add_line(paragraph.text[end:].strip(EDGES), fact, made)
