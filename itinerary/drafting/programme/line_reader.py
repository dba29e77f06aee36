"""What the lines of a programme share: where somebody is, what came last, how dates are made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from itinerary.articles import Paragraph
from itinerary.dates.finding import FoundKind
from itinerary.dates.interval import Grain, Interval
from itinerary.document.vocabulary import EventKind, Status
from itinerary.drafting.expressions import Expression, find_place_of
from itinerary.drafting.facts import DateFact, EntryFact, LegFact, Story
from itinerary.drafting.gazetteer import Gazetteer, NamedPlace
from itinerary.drafting.language import DraftingWords
from itinerary.drafting.programme.clock_words import (
    ClockWords,
    is_midnight_after,
    read_clock,
    tells_bare_times,
)
from itinerary.drafting.programme.month_days import find_day_of_month

# What lines are cut at, and what their parts are bare of.
EDGES = " \t\n,;:.–—-|•·*()"
PART = re.compile(r"\s[-–—]\s|[,;:\t|]\s*|\s{2,}")
LABEL = re.compile(r"(?P<label>[^\W\d][\w /-]{1,20}):\s*(?P<value>\S.*)")
FLIGHT = re.compile(r"(?<![\w-])(?:[A-Z]{2}|[A-Z]\d|\d[A-Z]) ?\d{2,4}(?![\w-])")
INDENT = 2  # characters by which what belongs to the line above is set in
_MOST_SAYS = 60  # characters between a day and its time, which are told together


class LineReader:
    """Where the reading of a programme stands.

    Attributes:
        story: What was read so far.
        words: Those of the language.
        gazetteer: The places of the article.
        reference: The day of publication; None if it is not known.
        day: The day that lines with times belong to.
        month: The heading that days without a month belong to, or the day before them.
        city: Where somebody is.
        last: The event above.

    """

    def __init__(
        self, story: Story, words: DraftingWords, gazetteer: Gazetteer, reference: date | None
    ) -> None:
        self.story, self.words, self.gazetteer = story, words, gazetteer
        self.reference = reference
        self.day: Expression | None = None
        self.month: Expression | None = None
        self.city: NamedPlace | None = None
        self.base: NamedPlace | None = None  # where they are again on the day after
        self.last: EntryFact | None = None
        self.pending: EntryFact | None = None  # a movement that has not arrived
        self.has_bare_times = tells_bare_times(each.text for each in story.article.paragraphs)
        self.flight_day: Expression | None = None  # of the last line of a flight

    def look_up(self, name: str) -> NamedPlace | None:
        """Return the city of a name; None if the index knows none."""
        if not name[:1].isupper() or len(name.split()) > 4:
            return None
        for each in (name, name.title() if name.isupper() else name):
            if (found := self.gazetteer.look_up(each)) and found[1].latitude is not None:
                is_guess = self.gazetteer.names.is_guess(found[0])
                return NamedPlace(0, len(name), *found, "at", is_city=True, is_guess=is_guess)
        return None

    def find_route(self, text: str) -> list[NamedPlace]:
        """Return the cities of a line of nothing but cities; none if it is another one."""
        parts = [each.strip(EDGES) for each in re.split(r"\s[-–—]\s|[,/]", text)]
        found = [self.look_up(each) for each in parts if each]
        known = [each for each in found if each is not None]
        is_long = any(len(each.split()) > 4 for each in parts)
        return [] if 2 * len(known) <= len(found) or is_long else known

    def claim_expression(
        self, paragraph: Paragraph, clock: ClockWords, expressions: Sequence[Expression]
    ) -> Expression:
        """Return the expression of a time, which the finder may have taken for something else."""
        start, end = paragraph.start + clock.start, paragraph.start + clock.end
        for each in expressions:
            if each.start < end and start < each.end:
                each.start, each.end = start, end
                each.text = paragraph.text[clock.start : clock.end]
                each.kind = FoundKind.TIME
                return each
        made = Expression(start, end, paragraph.text[clock.start : clock.end], FoundKind.TIME)
        self.story.expressions.insert(find_place_of(self.story.expressions, start), made)
        return made

    def read_day_of_month(
        self, paragraph: Paragraph, expressions: Sequence[Expression]
    ) -> Expression | None:
        """Return the day of a line that leaves its month to a heading above; list what may be."""
        above = self.month or self.day
        if above is None or above.first is None:
            return None
        found = find_day_of_month(paragraph.text, above.first, self.story.language)
        end = paragraph.start + found.end if found else 0
        if found is None or any(each.start < end < each.end for each in expressions):
            return None
        is_number = paragraph.text[found.start : found.end].isdecimal()
        if is_number and self.month is None:
            return None
        words = ClockWords(found.start, found.end, paragraph.text[found.start : found.end])
        day = self.claim_expression(paragraph, words, expressions)
        day.kind, day.is_counted = FoundKind.DATE, False
        if found.day is None:
            day.intervals = ()
            day.list_as("it may be a day of the month above it: no weekday proves it")
            self.day = self.day if is_number else None
            return None
        day.intervals = (Interval(found.day, found.day + timedelta(days=1), Grain.DAY),)
        return day

    def note_month(self, expressions: Sequence[Expression]) -> None:
        """Note a month that stands above the days of a programme."""
        for each in expressions:
            if each.is_coarse and each.intervals[0].grain == Grain.MONTH:
                self.month, self.day = each, None

    def create_timed_date(
        self, paragraph: Paragraph, expression: Expression, day: Expression, clock: ClockWords
    ) -> DateFact:
        """Return the date of a time on a day."""
        found = read_clock(clock, day, self.story.language)
        fact = DateFact(
            self.story.number,
            expression.text,
            expression.start,
            " ".join(paragraph.text.split()),
            found.intervals,
            found.reads,
        )
        expression.intervals = found.intervals
        if day.has_days:
            fact.marks.append(f"“{day.text}” above it is more than one day")
        if not found.intervals:
            fact.marks.append(f"the time “{expression.text}” cannot be read")
        elif day.first and is_midnight_after(found.intervals[0], day.first):
            fact.marks.append(f"“{expression.text}” is taken for the end of the day")
        return fact

    def begin_movement(
        self, entry: EntryFact, origin: NamedPlace | None, to: NamedPlace | None, fact: DateFact
    ) -> None:
        """Note that an event leaves one city for another."""
        start = origin or self.city
        if self.city is None and origin is not None:
            for each in self.story.entries:
                is_before = _is_before(each, fact)
                if each.city is None and each.is_carried and is_before:
                    each.city, each.is_carried = origin, False  # they were there before they left
        entry.city, entry.is_carried = start, False
        entry.is_origin_carried = origin is None
        if start is not None and (to is None or start.key != to.key):
            entry.kind = EventKind.MOVEMENT
            entry.origin, entry.destination = start.name, to.name if to else ""
            entry.dates = {"arrive" if self._is_arrival(fact) else "depart": [fact]}
            self.pending = entry
        elif start is None:
            entry.kind = EventKind.OTHER
        if to is not None:
            self.city, self.base = to, None

    def _is_arrival(self, fact: DateFact) -> bool:
        """Return whether a time is that of an arrival: "return to Lima, arriving at 13:05"."""
        before = fact.quote.partition(fact.says)[0]
        words = (self.words.arrive, self.words.arrives_mark)
        behind = [before[each.end() :] for word in words for each in word.finditer(before)]
        return any(len(each.split()) <= 1 for each in behind) and any(
            each.is_timed for each in fact.target
        )

    def finish_movement(
        self, place: NamedPlace | None, fact: DateFact, expression: Expression
    ) -> None:
        """Note when and where the movement that has left arrives; without one, nothing."""
        if self.pending is None:
            return
        self.pending.dates["arrive"] = [fact]
        if place is not None and not self.pending.destination:
            self.pending.destination = place.name
        expression.fate, expression.reason = "used", f"arrival of “{self.pending.title}”"
        self.pending = None
        if place is not None:
            self.city, self.base = place, None
            self.find_or_add_leg(place)

    def keep(self, entry: EntryFact, expression: Expression) -> None:
        """Add an event to the story, with a leg for its city."""
        self.last = entry
        self._note_cancellation(entry)
        self.story.entries.append(entry)
        expression.fate, expression.reason = "used", f"date of “{entry.title}”"
        if entry.city is not None and entry.kind != EventKind.MOVEMENT:
            self.find_or_add_leg(entry.city)

    def _note_cancellation(self, entry: EntryFact) -> None:
        """Note that an event is off, where its line begins or ends with that, or has it apart."""
        title = entry.title.strip(EDGES)
        for found in self.words.cancelled.finditer(title):
            before = title[: found.start()].rstrip()
            if before[-1:] in ("", "(", ":", "–", "-", ",") or found.end() == len(title):
                entry.status = Status.CANCELLED
                return

    def find_or_add_leg(self, place: NamedPlace) -> LegFact:
        """Return the leg of a city."""
        leg = self.story.find_leg(place)
        if leg is None:
            leg = LegFact(place.name, place)
            self.story.legs.append(leg)
        return leg

    def create_date(self, paragraph: Paragraph, expression: Expression) -> DateFact:
        """Return the date of an expression."""
        return DateFact(
            self.story.number,
            expression.text,
            expression.start,
            " ".join(paragraph.text.split()),
            expression.intervals,
        )

    def join_day_and_time(
        self,
        paragraph: Paragraph,
        day: Expression,
        clock: ClockWords,
        expressions: Sequence[Expression],
    ) -> DateFact:
        """Return the date of a day and a time that stand apart in a line."""
        expression = self.claim_expression(
            paragraph, clock, [each for each in expressions if each is not day]
        )
        fact = self.create_timed_date(paragraph, expression, day, clock)
        says = self.story.article.text[day.start : expression.end]
        if day.start >= paragraph.start:
            is_short = 0 < len(says) <= _MOST_SAYS and not re.search(r"[*_`|]", says)
            fact.start, fact.says = day.start, says if is_short else day.text
        expression.fate, expression.reason = "used", "time of the day beside it"
        return fact


def _is_before(entry: EntryFact, fact: DateFact) -> bool:
    """Return whether an event is over on the day of a date, or has its time on that day."""
    own = [each for one in entry.list_dates() for each in one.target]
    days = [each.first for each in fact.target if each.first]
    return all(
        each.last is not None and all(each.last < day or each.is_timed for day in days)
        for each in own
    )
