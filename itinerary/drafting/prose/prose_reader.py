"""The sentences of an article in; what they say of the trip, noted in its story, out.

Each date belongs to a clause, and what the clause says decides what it dates: the trip, a stay in a
city, an event, or something that went before. What it does not date is listed with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from itinerary.articles import Paragraph
from itinerary.document.vocabulary import Status
from itinerary.drafting.clauses import Clause, Tense, split_clauses
from itinerary.drafting.expressions import Expression, select_between
from itinerary.drafting.facts import EntryFact, Section
from itinerary.drafting.gazetteer import NamedPlace
from itinerary.drafting.joined_dates import split_joined_dates
from itinerary.drafting.moved_dates import split_moved_date
from itinerary.drafting.prose.date_settling import DateSettler
from itinerary.drafting.prose.planned_events import EventReader
from itinerary.drafting.prose.trip_dates import TripDater
from itinerary.drafting.sentences import Sentence, cut_masthead, split_sentences
from itinerary.drafting.stays import choose_nearest, find_city_of_stay

_FAR = timedelta(days=2 * 366)  # in which nobody plans without naming the year
# The name that a sentence begins with.
_TOPIC = re.compile(r"[^\W\d_a-z][\w'’-]+(?: (?:d[aeo]s? |del )?[^\W\d_a-z][\w'’-]+){0,3}")


class ProseReader(DateSettler, TripDater, EventReader):
    """Reads the prose of one article; where somebody is, is kept from sentence to sentence."""

    def read_paragraph(self, paragraph: Paragraph, expressions: Sequence[Expression]) -> None:
        """Read a paragraph with the expressions in it."""
        self.before = self.planned = None
        for whole in split_sentences(paragraph, self.words):
            sentence = cut_masthead(whole, self.story.article.masthead)
            own = select_between(expressions, sentence.start, sentence.end)
            own = [part for each in own for part in self._split_expression(each, sentence)]
            self._read_sentence(sentence, own)

    def _split_expression(self, expression: Expression, sentence: Sentence) -> list[Expression]:
        """Return both dates of a range that is a move from one to the other, or two statements."""
        words, language = self.words, self.story.language
        parts = split_moved_date(expression, sentence, self.story, words, self.reference)
        if len(parts) == 1:
            parts = split_joined_dates(expression, sentence, words, self.reference, language)
        if len(parts) > 1:
            place = self.story.expressions.index(expression)
            self.story.expressions[place : place + 1] = parts
        return parts

    def _read_sentence(self, sentence: Sentence, expressions: list[Expression]) -> None:
        for each in expressions:
            if not each.is_dated and not each.fate:
                each.list_as(_tell_kind(each))
        is_off = self.words.called_off.search(sentence.text) is not None
        if is_off and self.words.trip_noun.search(sentence.text) and not self.story.entries:
            is_cancelled = self.words.cancelled.search(sentence.text) is not None
            self.story.status = Status.CANCELLED if is_cancelled else Status.POSTPONED
            self.is_event_off = False
        elif is_off:
            self.is_event_off = True
        self._note_topic(sentence)
        clauses = split_clauses(sentence, expressions, self.words)
        count = len(self.story.entries)
        end = sentence.start
        for number, clause in enumerate(clauses):
            self._note_city_before(
                sentence.text[end - sentence.start : clause.start - sentence.start]
            )
            end = clause.end
            self.subject = _find_subject(clauses[0]) if number else ""
            self._read_clause(clause, is_off=is_off)
        _mark_disorder(self.story.entries[count:])

    def _read_clause(self, clause: Clause, *, is_off: bool) -> None:
        places = self.gazetteer.find(clause.mask_dates(self.words))
        if self.words.moved_verb.search(clause.text) and self._has_date_to_come(clause):
            clause.tense = Tense.FUTURE
        self.city_before = self.city
        if clause.tense != Tense.PAST:
            self._note_city(clause, places)
        clause.expressions = sorted(
            [each for each in clause.expressions if not each.fate], key=_rank_expression
        )
        clause.expressions.sort(key=lambda each: self._is_of_noun(clause, each))
        if habit := self.words.habit.search(clause.text):
            for expression in clause.expressions:
                expression.list_as(f"it is told of what happens {habit[0]}")
            return
        self._read_bracketed_stay(clause, places)
        standing = [e for e in clause.expressions if not self.senses.is_withdrawn(clause, e)]
        first = next(iter(standing or clause.expressions), None)
        for expression in clause.expressions:
            self.settle_counted(clause, expression)
            self.settle_past(clause, expression)
            if not self.senses.is_reported(clause, expression):
                self.settle_planned(clause, expression)
            self._read_date(clause, expression, places, first=first, is_off=is_off)
            if expression.is_withdrawn:
                continue  # nothing counts from what holds no more
            if expression.intervals:
                self.before = expression
            if self.senses.is_to_come(expression) and not expression.is_coarse:
                self.planned = expression

    def _read_bracketed_stay(self, clause: Clause, places: Sequence[NamedPlace]) -> None:
        """Read the days of a stay apart from a date beside them: "In Lima (4-6 May), on Monday"."""
        for expression in clause.expressions if len(clause.expressions) > 1 else ():
            stay = find_city_of_stay(clause, expression, places, self.words)
            is_past = self.senses.is_past(clause, expression)
            is_until = expression.has_open_start
            if stay is None or not expression.has_days or is_until or is_past:
                continue
            leg = self.find_or_add_leg(stay)
            self.city = stay
            if not leg.dates and not self.senses.is_withdrawn(clause, expression):
                leg.dates.append(self.create_date(clause, expression))
                expression.use_as(f"dates of {leg.name}")
                others = [each for each in clause.expressions if each is not expression]
                for each in others:
                    if each.is_counted and not each.has_time:
                        each.list_as(f"beside “{expression.text}” in one statement")
                clause.expressions = [each for each in others if not each.fate]
            return

    def _note_city_before(self, head: str) -> None:
        """Note the city of words before a statement: "The last stop is Milan: from 14 May …"."""
        cities = [each for each in self.gazetteer.find(head) if each.is_city]
        if len(cities) == 1 and cities[0].relation == "at" and head.rstrip().endswith(":"):
            (self.city,) = cities

    def _is_of_noun(self, clause: Clause, expression: Expression) -> bool:
        """Return whether a date belongs to a noun: "the floods of last year"."""
        if re.search(r"\d", expression.text):
            return False
        before = clause.text[: expression.start - clause.start].rstrip()
        return before.endswith(" of") or self.words.from_place.match(expression.text) is not None

    def _has_date_to_come(self, clause: Clause) -> bool:
        return any(self.senses.is_to_come(each) for each in clause.expressions if not each.fate)

    def _note_topic(self, sentence: Sentence) -> None:
        """Note the city that a sentence is about: "Lima moves to Friday: she will be there"."""
        head, colon, _ = sentence.text.partition(": ")
        self.topic = None
        named = [each for each in self.gazetteer.find(head) if each.is_city] if colon else []
        topic = _TOPIC.match(head)
        known = self.gazetteer.look_up(topic[0]) if topic else None
        is_told = colon or (topic and self.words.moved_verb.match(head[topic.end() :].lstrip()))
        if named:
            self.topic = named[0]
        elif topic and known and known[1].latitude is not None and is_told:
            is_guess = self.gazetteer.names.is_guess(known[0])
            end = len(topic[0])
            self.topic = NamedPlace(0, end, *known, "at", is_city=True, is_guess=is_guess)
        self.city = self.topic or self.city

    def _note_city(self, clause: Clause, places: Sequence[NamedPlace]) -> None:
        cities = [each for each in places if each.is_city]
        there = [each for each in cities if each.relation in ("at", "to")]
        if len(cities) == 1 and cities[0].relation == "visit":
            self.city = cities[0]
        self.city = choose_nearest(clause, there) or self.city

    def read_headline(self, sentence: Sentence, expressions: Sequence[Expression]) -> None:
        """Take the dates of the trip from a headline; what else it dates is told in the story."""
        for clause in split_clauses(sentence, expressions, self.words):
            for expression in clause.expressions[:1]:
                if expression.has_days and not self.senses.is_withdrawn(clause, expression):
                    self.add_trip_dates(clause, expression)

    # --- what a date belongs to

    def _read_date(
        self,
        clause: Clause,
        expression: Expression,
        places: Sequence[NamedPlace],
        *,
        first: Expression | None,
        is_off: bool,
    ) -> None:
        if self._continues_denial(clause):
            expression.list_as("beside a date that holds no more")
        elif self.senses.is_withdrawn(clause, expression):
            self.denied = clause
            self.withdraw(clause, expression, is_off=is_off)
        elif self.senses.is_reported(clause, expression):
            expression.list_as("when it was said")
        elif first is not None and expression is not first:
            expression.list_as(f"beside “{first.text}” in one statement")
        elif self._is_aside(clause):
            expression.list_as("what readers are asked to do, or a term: no part of the trip")
        elif self.senses.is_past(clause, expression):
            self._add_background(clause, expression)
        elif reason := self._find_reason_to_list(clause, expression):
            expression.list_as(reason)
        elif self.read_trip_dates(clause, expression, places):
            return
        elif expression.is_coarse:
            expression.list_as("a month or more: no event is that long")
        else:
            self.add_planned(clause, expression, places)

    def _is_aside(self, clause: Clause) -> bool:
        """Return whether a clause, or what stands before its colon, tells no part of the trip."""
        aside = self.words.aside
        return bool(aside.search(clause.text) or aside.match(clause.sentence.text))

    def _continues_denial(self, clause: Clause) -> bool:
        """Return whether a clause goes on with "not on the 6th", and tells nothing to come."""
        denied = self.denied
        is_next = denied is not None and denied.sentence is clause.sentence and denied is not clause
        return is_next and self.words.denial_tail.match(clause.text.lstrip(" ,")) is not None

    def _find_reason_to_list(self, clause: Clause, expression: Expression) -> str:
        """Return why a date to come dates nothing in the draft; "" if it may."""
        behind = clause.text[expression.end - clause.start :].lstrip()
        if expression.is_counted and self.words.compared.match(behind):
            return "it counts from what was planned before"
        if self.senses.is_edge(clause, expression):
            return "the first or last day of what is listed"
        if self.words.no_event.match(clause.mask_dates(self.words).strip(" ,;.")):
            return "nothing is planned then"
        if self._is_too_far(expression):
            return "it says how long"
        if expression.is_counted and not expression.intervals and self.reference is None:
            return ""
        if expression.is_counted and not expression.intervals:
            return "it counts from a date that is not known"
        has_digits = re.search(r"\d", expression.text) is not None
        is_counted = expression.is_counted and not expression.is_placed
        is_time_alone = expression.has_time and is_counted and has_digits
        if is_time_alone and not (self.before and self.before.first == expression.first):
            return "a time without a day"
        return ""

    def _is_too_far(self, expression: Expression) -> bool:
        """Return whether words without a year lie years ahead: "returns after six years"."""
        first, told = expression.first, self.reference
        is_years_ahead = first is not None and told is not None and first - told > _FAR
        return is_years_ahead and not re.search(r"\d{4}", expression.text)

    # --- what went before

    def _add_background(self, clause: Clause, expression: Expression) -> None:
        text = clause.mask_dates(self.words)
        if self.lacks_subject(text):
            text = f"{self.subject} {text.lstrip(' ,')}"
        title, marks = self.compose_title(clause, text, None)
        if not re.search(r"\w{3}", title):
            expression.list_as("it stands by itself")
            return
        fact = self.create_doubted_date(clause, expression)
        entry = EntryFact(Section.BACKGROUND, title, {"when": [fact]}, marks=marks)
        expression.use_as(f"date of “{title}”")
        self.story.entries.append(entry)


def _rank_expression(expression: Expression) -> tuple[bool, bool, bool]:
    """Return what sorts the dates of a statement: first what needs no other, days, digits."""
    is_time = expression.is_counted and expression.has_time
    return expression.is_counted, is_time, re.search(r"\d", expression.text) is None


def _tell_kind(expression: Expression) -> str:
    return {
        "duration": "it says how long",
        "set": "it says how often",
        "vague": "it names no date",
    }.get(str(expression.kind), "it names no date")


def _mark_disorder(entries: Sequence[EntryFact]) -> None:
    """Mark a weekday that lies behind what the same sentence tells after it."""
    planned = [each for each in entries if each.section == Section.EVENTS]
    for one, other in pairwise(planned):
        fact, next_fact = one.list_dates()[0], other.list_dates()[0]
        first = fact.target[0].first if fact.target else None
        after = next_fact.target[0].first if next_fact.target else None
        if first and after and first > after and not re.search(r"\d", fact.says):
            fact.marks.append("it lies behind what the sentence tells after it")


def _find_subject(clause: Clause) -> str:
    """Return the words before the first comma or date of a sentence."""
    text = clause.text
    ends = [
        each.start - clause.start for each in clause.expressions if each.start > clause.start + 3
    ]
    ends += [found.start() for found in re.finditer(r",", text)]
    return text[: min(ends, default=0)].strip()
