"""A line without a time below the day of a programme in; its event on that day, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from itinerary.articles import Paragraph, ParagraphKind
from itinerary.dates.finding import FoundKind
from itinerary.drafting.expressions import Expression
from itinerary.drafting.facts import DateFact
from itinerary.drafting.programme.clock_words import ClockWords, find_clock
from itinerary.drafting.programme.dated_lines import DatedLineReader
from itinerary.drafting.programme.line_reader import EDGES
from itinerary.drafting.titles import compose_title, fold_title

_MOST_WORDS = 14  # of a line that is an event, not prose
_MOST_SENTENCE = 8  # words of one that ends as a sentence does
_SENTENCES = re.compile(r"\w{3}[.!?]\s+\w")
_MOST_LEAD = 3  # characters before the day that a line begins with


def _is_part_of_day(expression: Expression) -> bool:
    return expression.kind == FoundKind.TIME and expression.is_counted


@dataclass(slots=True, eq=False)
class TimeAbove:
    """A time that stands alone in the line above: of the next line, or of a part of the day."""

    paragraph: Paragraph
    expression: Expression
    clock: ClockWords
    is_part_of_day: bool


class UntimedLineReader(DatedLineReader):
    """Reads lines that leave their day, or their time too, to the lines above them.

    Attributes:
        line_end: Where the last line of the day ends; None once prose has followed.
        begins_day: Whether the line above is the heading of the day.
        is_list: Whether the line above is one of a list that has a day in each line.
        time_above: The time that stands alone above.

    """

    line_end: int | None = None
    is_list: bool = False
    begins_day: bool = False
    time_above: TimeAbove | None = None

    def read_lone_time(
        self, paragraph: Paragraph, expressions: Sequence[Expression], clock: ClockWords
    ) -> None:
        """Read a line of nothing but a time."""
        self.leave_lone_time()
        expression = self.claim_expression(paragraph, clock, expressions)
        is_part = self.words.day_part.fullmatch(clock.text) is not None
        self.time_above = TimeAbove(paragraph, expression, clock, is_part)

    def leave_lone_time(self) -> None:
        """List a time that no line below it tells the event of."""
        if self.time_above is not None:
            self.time_above.expression.list_as("a time with nothing beside it")
            self.time_above = None

    def read_untimed_line(self, paragraph: Paragraph, expressions: Sequence[Expression]) -> bool:
        """Read a line of a day, and tell whether it is one."""
        if self.day is None or not self._is_event(paragraph, expressions, self.day):
            return False
        for each in expressions:
            if not each.is_dated:
                each.list_as("inside a line of the programme")
        if self.words.no_event.match(paragraph.text):
            return True
        fact, expression, rest = self._create_line_date(paragraph, self.day, expressions)
        has_verb = self.words.future.search(rest) is not None
        title = compose_title(rest, self.words, self.story.principal) if has_verb else ""
        self.add_line(title or fold_title(rest), fact, expression)
        return True

    def _is_event(
        self, paragraph: Paragraph, expressions: Sequence[Expression], day: Expression
    ) -> bool:
        end = self.line_end
        if end is None or day.first is None or day.has_days:
            return False
        if not self.may_be_event(paragraph):
            return False
        is_own = any(
            each.is_dated and not each.has_time and not _is_part_of_day(each)
            for each in expressions
        )
        between = self.story.article.text[end : paragraph.start]
        is_next = self.begins_day or between.count("\n") < 2 or paragraph.start < self._find_end()
        return not is_own and (is_next or paragraph.kind == ParagraphKind.ITEM)

    def may_be_event(self, paragraph: Paragraph) -> bool:
        """Return whether a paragraph is so short that it may be a line of a programme."""
        text = paragraph.text.rstrip()
        most = _MOST_SENTENCE if text[-1:] in (".", "!", "?") else _MOST_WORDS
        is_short = len(re.findall(r"\w+", text)) <= most and not _SENTENCES.search(text)
        is_told = re.search(r"[^\W\d_]{3}", text) and text[-1:] not in (":", ",")
        return bool(is_short and is_told) and not self.words.aside.search(text)

    def begins_with_date(self, paragraph: Paragraph) -> bool:
        """Return whether a paragraph begins with a date, or nearly."""
        start = paragraph.start
        return any(start <= e.start <= start + _MOST_LEAD for e in self.story.expressions)

    def _find_end(self) -> int:
        """Return where the last line begins that has a time or a day before all else."""
        return max(
            (
                each.start
                for each in self.story.article.paragraphs
                if len(each.text.split()) <= _MOST_WORDS
                and (find_clock(each.text, self.words) or self.begins_with_date(each))
            ),
            default=0,
        )

    def _create_line_date(
        self, paragraph: Paragraph, day: Expression, expressions: Sequence[Expression]
    ) -> tuple[DateFact, Expression, str]:
        """Return the date of a line, what says it, and the rest of the line."""
        text, above = paragraph.text, self.time_above
        if clock := find_clock(text, self.words, anywhere=True):
            expression = self.claim_expression(paragraph, clock, expressions)
            fact = self.create_timed_date(paragraph, expression, day, clock)
            return fact, expression, f"{text[: clock.start]} {text[clock.end :]}".strip(EDGES)
        if above is not None:
            fact = self.create_timed_date(above.paragraph, above.expression, day, above.clock)
            both = self.story.article.text[above.paragraph.start : paragraph.end]
            fact.quote = " ".join(both.split())
            if not above.is_part_of_day:
                self.time_above = None
            return fact, above.expression, text
        fact = self.create_date(paragraph, day)
        if self.last is None or not any(
            each.is_timed for one in self.last.list_dates() for each in one.target
        ):
            return fact, day, text
        fact.marks.append(f"it has no time of its own under “{day.text}”")
        return fact, day, text
