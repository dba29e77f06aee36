"""A date in its clause in; the same read from the date that its words count from, out."""

from __future__ import annotations

import re
from datetime import date, timedelta

from itinerary.dates.finding import FoundKind
from itinerary.dates.interval import Interval
from itinerary.drafting.clauses import Clause, Tense
from itinerary.drafting.counting import count_from, read_planned
from itinerary.drafting.expressions import Expression
from itinerary.drafting.programme.clock_words import ClockWords, read_clock
from itinerary.drafting.prose.reader_state import ReaderState

# A time: what digits are left beside it are those of a day.
_CLOCK = re.compile(
    r"\d{1,2}(?:[:.h]\d\d(?:\s*(?:[ap]\.?\s?m\b\.?|h\b|hs\b|horas\b))?"
    r"|\s*(?:[ap]\.?\s?m\b\.?|h\b|hs\b|horas\b|o['’]clock))",
    re.IGNORECASE,
)

_DAY = timedelta(days=1)


class DateSettler(ReaderState):
    """Reads the dates of a plan in the trip, or from the day told before them."""

    def settle_counted(self, clause: Clause, expression: Expression) -> None:
        """Read words that count from another date from the one before them in the paragraph."""
        is_day = expression.kind == FoundKind.DATE or not re.search(r"\d", expression.text)
        before = (self.planned if clause.tense != Tense.PAST else None) or self.before
        if expression.is_dotted and before and before.first == before.last:
            words = ClockWords(expression.start, expression.end, expression.text)
            clock = read_clock(words, before, self.story.language)
            expression.intervals = clock.intervals or expression.intervals
        if expression.is_counted and is_day and before and not expression.is_placed:
            found = count_from(expression, before, self.story.language)
            expression.intervals = found or expression.intervals

    def settle_past(self, clause: Clause, expression: Expression) -> None:
        """Read a day of what went before in the year before it: "in 2019, when … on 20 July"."""
        year, reference = self.before, self.reference
        if clause.tense != Tense.PAST or year is None or not year.is_coarse or reference is None:
            return
        first, last = year.first, year.last
        is_near = clause.sentence.start <= year.start
        is_day = expression.first and not expression.has_time and re.search(r"\d", expression.text)
        if not is_near or not is_day or expression.is_absolute or first is None or last is None:
            return
        found = read_planned(expression.text, first, None, self.story.language)
        if found and last < reference and all(e.first and e.first <= last for e in found):
            expression.intervals, expression.takes_year = found, True

    def settle_planned(self, clause: Clause, expression: Expression) -> None:
        """Read the words of a plan in the trip, or behind the publication, wherever they may be."""
        is_told = clause.tense == Tense.PAST or expression.is_counted or expression.is_absolute
        if is_told or not expression.is_dated or not expression.intervals or not self.reference:
            return
        if self.window is None:
            self._settle_without_trip(clause, expression, self.reference)
        elif not any(each.overlaps(self.window) for each in expression.intervals):
            self._settle_in_trip(expression, self.reference, self.window)

    def _settle_without_trip(self, clause: Clause, expression: Expression, reference: date) -> None:
        if self._is_behind_planned(expression):
            return
        self._read_behind(expression)
        if expression.is_counted or clause.tense != Tense.FUTURE:
            return
        planned = read_planned(expression.text, reference, None, self.story.language)
        self._take_planned(expression, planned)
        self._read_in_stays(expression)

    def _settle_in_trip(self, expression: Expression, reference: date, window: Interval) -> None:
        planned = read_planned(expression.text, reference, window, self.story.language)
        if planned is None:
            self._read_behind(expression)
        self._take_planned(expression, planned)

    def _take_planned(self, expression: Expression, planned: tuple[Interval, ...] | None) -> None:
        if planned and self._is_behind_planned(expression) and self._goes_back(planned):
            expression.is_counted = True  # "… on Sunday; on Monday she returns", behind the trip
        elif planned:
            expression.intervals = planned

    def _is_behind_planned(self, expression: Expression) -> bool:
        told, first = self.planned.first if self.planned else None, expression.first
        return told is not None and first is not None and first >= told

    def _goes_back(self, intervals: tuple[Interval, ...]) -> bool:
        """Return whether dates lie before the day that the sentences before them have come to."""
        told = self.planned.first if self.planned else None
        return told is not None and all(each.first and each.first < told for each in intervals)

    def _read_in_stays(self, expression: Expression) -> None:
        """Read a weekday from the first stay on, if it lies before all that was told till now."""
        firsts = [
            each.first for leg in self.story.legs for fact in leg.dates for each in fact.target
        ]
        begin = min((each for each in firsts if each), default=None)
        first = expression.first
        if begin in (None, date.min) or first is None or first >= begin or _has_digits(expression):
            return
        behind = read_planned(expression.text, begin - _DAY, None, self.story.language)
        if behind:
            expression.intervals, expression.is_counted = behind, True
            expression.is_placed = True

    def _read_behind(self, expression: Expression) -> None:
        """Read a weekday behind the day told before it, which lies later than the nearest one."""
        told = self.planned.first if self.planned else None
        if told is None or expression.first is None or expression.first >= told:
            return
        if _has_digits(expression):
            return
        behind = read_planned(expression.text, told, None, self.story.language)
        if behind:
            expression.intervals, expression.is_counted = behind, True
            expression.is_placed = True


def _has_digits(expression: Expression) -> bool:
    """Return whether words have the number of a day, not of an hour alone."""
    return re.search(r"\d", _CLOCK.sub("", expression.text)) is not None
