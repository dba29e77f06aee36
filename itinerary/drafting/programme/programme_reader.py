"""The lines of a programme in; its events, noted in the story, out.

A line may be a day, under which lines begin with times; a time with what happens then; a day with
what happens on it, as in the list of a tour; a row of a table; or a detail of the event above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from itinerary.articles import Paragraph, ParagraphKind
from itinerary.dates.finding import FoundKind
from itinerary.drafting.expressions import Expression, select_between
from itinerary.drafting.facts import DateFact
from itinerary.drafting.programme.clock_words import (
    ClockWords,
    find_bare_clock,
    find_clock,
    read_day_behind,
)
from itinerary.drafting.programme.line_reader import EDGES
from itinerary.drafting.programme.untimed_lines import UntimedLineReader

_NEXT = re.compile(r";\s+")
_MOST_HEADING = 6  # words beside the day, in a line that is the heading of a day


class ProgrammeReader(UntimedLineReader):
    """Reads the lines of the programme of one article, each after those before it."""

    def read_line(
        self, paragraph: Paragraph, expressions: list[Expression], following: Paragraph | None
    ) -> bool:
        """Read a line if it is one of a programme, and tell whether it is."""
        is_line = (
            self.read_flight_row(paragraph, expressions)
            or self.read_way(paragraph, expressions)
            or self._leave_unknown_day(paragraph, expressions)
            or self._read_parts(paragraph, expressions, following)
            or self._read_line(paragraph, expressions, following)
        )
        self.begins_day = is_line and self.day is not None and paragraph.start <= self.day.start
        if not is_line:
            self.leave_lone_time()
        self.line_end = paragraph.end if is_line and not self.is_list else None
        return is_line

    def _find_clock(self, line: str) -> ClockWords | None:
        """Return the time that a line begins with, in four digits where other lines have it so."""
        return find_clock(line, self.words) or (
            find_bare_clock(line) if self.has_bare_times else None
        )

    def _leave_unknown_day(self, paragraph: Paragraph, expressions: Sequence[Expression]) -> bool:
        """Read a line of nothing but a day whose year nothing tells: lines below it are open."""
        if self.day is None or len(expressions) != 1:
            return False
        (day,) = expressions
        is_alone = day.text.strip(EDGES) == paragraph.text.strip(EDGES)
        if not is_alone or not day.is_dated or day.intervals or day.is_counted:
            return False
        day.list_as("nothing tells its year")
        self.day = None
        return True

    def _read_line(
        self, paragraph: Paragraph, expressions: list[Expression], following: Paragraph | None
    ) -> bool:
        text = paragraph.text
        if self.day is not None and (found := self.words.open.match(text)):
            self.read_open_line(paragraph, found.end(), expressions)
            return True
        if clock := self._find_clock(text):
            if self.day is None:
                return False
            if re.search(r"\w", text[clock.end :]):
                self.read_timed_line(paragraph, expressions, clock)
            else:
                self.read_lone_time(paragraph, expressions, clock)
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
            is_timed = day.has_time and day.start - paragraph.start <= 2
            if self.is_listed(paragraph, day) or (is_timed and self.may_be_event(paragraph)):
                self._hold_day(day, expressions)
                self.read_dated_line(paragraph, day, expressions)
                return True
        return (
            self._read_route(paragraph)
            or self.read_detail(paragraph, expressions)
            or self.read_untimed_line(paragraph, expressions)
        )

    def _read_parts(
        self, paragraph: Paragraph, expressions: list[Expression], following: Paragraph | None
    ) -> bool:
        """Read a line of several statements, of which others than the first have their times."""
        ends = [found.end() for found in _NEXT.finditer(paragraph.text)]
        starts = [0, *ends]
        parts = [paragraph.text[a:b] for a, b in zip(starts, [*ends, None], strict=True)]
        if (
            self.day is None
            or not ends
            or not all(find_clock(each, self.words) for each in parts[1:])
        ):
            return False
        for start, text in zip(starts, parts, strict=True):
            begin = paragraph.start + start
            line = text.rstrip(" ;")
            part = replace(paragraph, start=begin, end=begin + len(line), text=line)
            self._read_line(part, select_between(expressions, begin, part.end), following)
        return True

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
        if following is not None and self._find_clock(following.text):
            return True
        if not re.search(r"\w", rest):
            is_sentence = day.start > paragraph.start and paragraph.text.rstrip().endswith(".")
            return paragraph.kind != ParagraphKind.ITEM and not is_sentence
        is_title = paragraph.kind == ParagraphKind.HEADING or self.find_route(rest)
        return bool(is_title) and following is not None and self._may_follow_day(following)

    def _may_follow_day(self, paragraph: Paragraph) -> bool:
        """Return whether a line may be of the day above it: it is short, and has none itself."""
        is_other = paragraph.kind == ParagraphKind.HEADING or self.begins_with_date(paragraph)
        return not is_other and self.may_be_event(paragraph)

    def _text_behind(self, paragraph: Paragraph, day: Expression) -> str:
        return paragraph.text[day.end - paragraph.start :].strip(EDGES)

    def _begin_day(self, paragraph: Paragraph, day: Expression) -> None:
        self.last, self.is_list = None, False
        self.city, self.base = self.base or self.city, None
        self.leave_lone_time()
        if day.is_coarse:
            day.list_as("it stands above the lines of its days")
            self.day = None
            self.note_month([day])
            return
        day.list_as("the day of the lines below it")
        self.day = day
        self.month = self.month and day
        rest = self._text_behind(paragraph, day)
        ways = (self.words.go, self.words.depart, self.words.arrive, self.words.return_)
        if any(each.match(rest) for each in ways) and self.gazetteer.find(rest):
            self.add_line(rest, self.create_date(paragraph, day), day)  # "Day 3: Flight to Lima"
        else:
            self._read_route_names(rest)

    def _hold_day(self, day: Expression, expressions: Sequence[Expression]) -> None:
        """Note the day of a line of a list: it is that of a time below it, if there is no other."""
        others = [each for each in expressions if each is not day and each.is_dated]
        is_only = all(each.has_time for each in others) and not day.has_days
        self.day = day if is_only else None
        self.is_list = True

    def _read_route(self, paragraph: Paragraph) -> bool:
        """Read a line of nothing but cities: where the day begins, and where it leads."""
        return self.day is not None and self._read_route_names(paragraph.text)

    def _read_route_names(self, text: str) -> bool:
        known = self.find_route(text)
        self.city = known[0] if known else self.city
        return bool(known)

    # --- lines

    def read_timed_line(
        self, paragraph: Paragraph, expressions: Sequence[Expression], clock: ClockWords
    ) -> None:
        """Read a line that begins with a time, of the day above it."""
        if self.day is None:
            return
        self.leave_lone_time()
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
