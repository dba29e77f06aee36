"""The sentences of an article in; what they say of the trip, noted in its story, out.

Each date belongs to a clause, and what the clause says decides what it dates: the trip, a stay in a
city, an event, or something that went before. What it does not date is listed with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from itinerary.articles import Paragraph
from itinerary.dates.finding import FoundKind
from itinerary.dates.interval import Interval
from itinerary.document.vocabulary import EventKind, Status
from itinerary.drafting.clauses import Clause, Tense, split_clauses
from itinerary.drafting.counting import count_from, read_planned
from itinerary.drafting.expressions import Expression, select_between
from itinerary.drafting.facts import DateFact, EntryFact, LegFact, Section, Story
from itinerary.drafting.gazetteer import Gazetteer, NamedPlace
from itinerary.drafting.language import DraftingWords
from itinerary.drafting.moved_dates import split_moved_date
from itinerary.drafting.people import find_people
from itinerary.drafting.senses import DateSenses
from itinerary.drafting.sentences import Sentence, cut_masthead, split_sentences
from itinerary.drafting.stays import choose_nearest, cut_stay, find_city_of_stay, goes_to
from itinerary.drafting.titles import compose_title

_LEAST_EVENT = 3  # words that tell an event


class ProseReader:
    """Reads the prose of one article; where somebody is, is kept from sentence to sentence."""

    def __init__(
        self,
        story: Story,
        words: DraftingWords,
        gazetteer: Gazetteer,
        reference: date | None,
        window: Interval | None = None,
    ) -> None:
        self.story, self.words, self.gazetteer = story, words, gazetteer
        self.reference, self.window = reference, window
        self.senses = DateSenses(words, reference)
        self.city: NamedPlace | None = None
        self.subject = ""  # of the sentence, where a clause has none of its own
        self.before: Expression | None = None  # the date that words may count from
        self.planned: Expression | None = None  # the day to come that those of a plan count from

    def read_paragraph(self, paragraph: Paragraph, expressions: Sequence[Expression]) -> None:
        """Read a paragraph with the expressions in it."""
        self.before = self.planned = None
        for whole in split_sentences(paragraph, self.words):
            sentence = cut_masthead(whole, self.story.article.masthead)
            own = select_between(expressions, sentence.start, sentence.end)
            own = [part for each in own for part in self._split_moved(each, sentence)]
            self._read_sentence(sentence, own)

    def _split_moved(self, expression: Expression, sentence: Sentence) -> list[Expression]:
        """Return both dates of a range that is a move from one to the other."""
        parts = split_moved_date(expression, sentence, self.story, self.words, self.reference)
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
        clauses = split_clauses(sentence, expressions, self.words)
        count = len(self.story.entries)
        for number, clause in enumerate(clauses):
            self.subject = _find_subject(clauses[0]) if number else ""
            self._read_clause(clause, is_off=is_off)
        _mark_disorder(self.story.entries[count:])

    def _read_clause(self, clause: Clause, *, is_off: bool) -> None:
        places = self.gazetteer.find(clause.mask_dates(self.words))
        if self.words.moved_verb.search(clause.text) and self._has_date_to_come(clause):
            clause.tense = Tense.FUTURE
        if clause.tense != Tense.PAST:
            self._note_city(clause, places)
        clause.expressions = sorted(
            [each for each in clause.expressions if not each.fate], key=_rank_expression
        )
        if habit := self.words.habit.search(clause.text):
            for expression in clause.expressions:
                expression.list_as(f"it is told of what happens {habit[0]}")
            return
        self._read_bracketed_stay(clause, places)
        for number, expression in enumerate(clause.expressions):
            self._settle_counted(clause, expression)
            if not self.senses.is_reported(clause, expression):
                self._settle_planned(clause, expression)
            self._read_date(clause, expression, places, is_first=number == 0, is_off=is_off)
            if expression.intervals:
                self.before = expression
            if self.senses.is_to_come(expression) and not expression.is_coarse:
                self.planned = expression

    def _read_bracketed_stay(self, clause: Clause, places: Sequence[NamedPlace]) -> None:
        """Read the days of a stay apart from a date beside them: "In Lima (4-6 May), on Monday"."""
        for expression in clause.expressions if len(clause.expressions) > 1 else ():
            stay = find_city_of_stay(clause, expression, places, self.words)
            is_past = self.senses.is_past(clause, expression)
            if stay is None or not expression.has_days or is_past:
                continue
            leg = self._find_or_add_leg(stay)
            self.city = stay
            if not leg.dates and not self.senses.is_withdrawn(clause, expression):
                leg.dates.append(self._create_date(clause, expression))
                expression.use_as(f"dates of {leg.name}")
                others = [each for each in clause.expressions if each is not expression]
                for each in others:
                    if each.is_counted and not each.has_time:
                        each.list_as(f"beside “{expression.text}” in one statement")
                clause.expressions = [each for each in others if not each.fate]
            return

    def _has_date_to_come(self, clause: Clause) -> bool:
        return any(self.senses.is_to_come(each) for each in clause.expressions if not each.fate)

    def _note_city(self, clause: Clause, places: Sequence[NamedPlace]) -> None:
        cities = [each for each in places if each.is_city]
        there = [each for each in cities if each.relation in ("at", "to")]
        if len(cities) == 1 and cities[0].relation == "visit":
            self.city = cities[0]
        self.city = choose_nearest(clause, there) or self.city

    def _settle_counted(self, clause: Clause, expression: Expression) -> None:
        """Read words that count from another date from the one before them in the paragraph."""
        is_day = expression.kind == FoundKind.DATE or not re.search(r"\d", expression.text)
        before = (self.planned if clause.tense != Tense.PAST else None) or self.before
        if expression.is_counted and is_day and before:
            found = count_from(expression, before, self.story.language)
            expression.intervals = found or expression.intervals

    def _settle_planned(self, clause: Clause, expression: Expression) -> None:
        """Read the words of a plan in the trip, or behind the publication, wherever they may be."""
        if clause.tense == Tense.PAST or not expression.is_dated or expression.is_counted:
            return
        if expression.is_absolute or self.reference is None or not expression.intervals:
            return
        if self.window is None:
            self._read_behind(expression)
        if expression.is_counted:
            return
        inside = self.window and any(each.overlaps(self.window) for each in expression.intervals)
        if inside or (clause.tense != Tense.FUTURE and self.window is None):
            return
        planned = read_planned(expression.text, self.reference, self.window, self.story.language)
        if planned:
            expression.intervals = planned

    def _read_behind(self, expression: Expression) -> None:
        """Read a weekday behind the day told before it, which lies later than the nearest one."""
        told = self.planned.first if self.planned else None
        if told is None or expression.first is None or expression.first >= told:
            return
        if re.search(r"\d", expression.text):
            return
        behind = read_planned(expression.text, told, None, self.story.language)
        if behind:
            expression.intervals, expression.is_counted = behind, True

    def read_headline(self, sentence: Sentence, expressions: Sequence[Expression]) -> None:
        """Take the dates of the trip from a headline; what else it dates is told in the story."""
        for clause in split_clauses(sentence, expressions, self.words):
            for expression in clause.expressions[:1]:
                if expression.has_days and not self.senses.is_withdrawn(clause, expression):
                    self._add_trip_dates(clause, expression)

    # --- what a date belongs to

    def _read_date(
        self,
        clause: Clause,
        expression: Expression,
        places: Sequence[NamedPlace],
        *,
        is_first: bool,
        is_off: bool,
    ) -> None:
        if self.senses.is_withdrawn(clause, expression):
            self._withdraw(clause, expression, is_off=is_off)
        elif self.senses.is_reported(clause, expression):
            expression.list_as("when it was said")
        elif not is_first:
            expression.list_as(f"beside “{clause.expressions[0].text}” in one statement")
        elif self.words.aside.search(clause.text):
            expression.list_as("what readers are asked to do, or a term: no part of the trip")
        elif self.senses.is_past(clause, expression):
            self._add_background(clause, expression)
        elif reason := self._find_reason_to_list(clause, expression):
            expression.list_as(reason)
        elif self._is_trip(clause, expression, places):
            self._add_trip_dates(clause, expression)
        elif expression.is_coarse:
            expression.list_as("a month or more: no event is that long")
        else:
            self._add_planned(clause, expression, places)

    def _find_reason_to_list(self, clause: Clause, expression: Expression) -> str:
        """Return why a date to come dates nothing in the draft; "" if it may."""
        if self.senses.is_edge(clause, expression):
            return "the first or last day of what is listed"
        if expression.is_counted and not expression.intervals and self.reference is None:
            return ""
        if expression.is_counted and not expression.intervals:
            return "it counts from a date that is not known"
        has_digits = re.search(r"\d", expression.text) is not None
        is_time_alone = expression.has_time and expression.is_counted and has_digits
        if is_time_alone and not (self.before and self.before.first == expression.first):
            return "a time without a day"
        return ""

    def _withdraw(self, clause: Clause, expression: Expression, *, is_off: bool) -> None:
        if is_off and self.story.status != Status.CONFIRMED and not self.story.dates:
            self.story.dates.append(self._create_date(clause, expression))
            expression.use_as(f"the trip is {self.story.status}")
            for place in self.gazetteer.find(clause.sentence.text):
                self._find_or_add_leg(place)
            return
        expression.list_as("withdrawn: it holds no more")

    # --- the trip

    def _is_trip(
        self, clause: Clause, expression: Expression, places: Sequence[NamedPlace]
    ) -> bool:
        """Return whether a date is that of the whole trip."""
        if (
            not expression.has_days
            or expression.has_open_start
            or find_city_of_stay(clause, expression, places, self.words)
        ):
            return False
        is_moved = self.words.moved_verb.search(clause.text) is not None
        if is_moved and self.story.status != Status.CONFIRMED:
            return True
        if not (
            self.words.trip_verb.search(clause.text) or self.words.trip_noun.search(clause.text)
        ):
            return False
        cities = [each for each in places if each.is_city]
        return (
            len(cities) != 1
            or not self.story.dates
            or self.words.trip_noun.search(clause.text) is not None
        )

    def _add_trip_dates(self, clause: Clause, expression: Expression) -> None:
        fact = self._create_date(clause, expression)
        expression.use_as("dates of the trip")
        known = self.story.dates
        if known and self.story.status != Status.CONFIRMED:
            known[0].is_withdrawn = True
            fact.marks.append("the new dates of what was postponed")
            known.insert(0, fact)
            self.story.status = Status.CONFIRMED
            return
        if known and known[0].target == fact.target:
            expression.fate = ""
            expression.list_as("the dates of the trip, said again")
            return
        if known and _is_within(fact.target, known[0].target):
            known[0] = fact  # "next week" gives way to its days
            return
        if known:
            expression.fate = ""
            expression.list_as("other dates of a trip than the first ones")
            known[0].marks.append(f"“{expression.text}” may be meant")
            return
        known.append(fact)

    # --- what is planned

    def _add_planned(
        self, clause: Clause, expression: Expression, places: Sequence[NamedPlace]
    ) -> None:
        stay = find_city_of_stay(clause, expression, places, self.words)
        rest = clause.mask_dates(self.words)
        is_only_way = stay is not None and goes_to(clause, stay, self.words) and expression.has_days
        if stay is not None:
            leg = self._find_or_add_leg(stay)
            self.city = stay
            if expression.has_open_start:
                self._add_hint(clause, expression)
            elif not leg.dates:
                leg.dates.append(self._create_date(clause, expression))
                expression.use_as(f"dates of {leg.name}")
            rest = cut_stay(rest, clause, expression, stay)
        if stay is None and self.words.stay_on.search(clause.text):
            self._add_hint(clause, expression)
        elif stay is None or (len(re.findall(r"\w+", rest)) >= _LEAST_EVENT and not is_only_way):
            self._add_event(clause, expression, places, rest)
        expression.list_as("beside the dates of the stay")

    def _add_hint(self, clause: Clause, expression: Expression) -> None:
        """Note until when somebody is in the city where they are."""
        fact = self._create_date(clause, expression)
        expression.list_as("it says how long the stay is")
        if fact.target and fact.target[0].start is None and fact.target[0].last:
            last = fact.target[0].last
            fact.target = (Interval(last, last + timedelta(days=1)),)
        self.story.entries.append(
            EntryFact(Section.EVENTS, "", {"when": [fact]}, city=self.city, is_hint=True)
        )

    def _find_or_add_leg(self, place: NamedPlace) -> LegFact:
        leg = self.story.find_leg(place)
        if leg is None:
            leg = LegFact(place.name, place)
            self.story.legs.append(leg)
        return leg

    def _add_event(
        self, clause: Clause, expression: Expression, places: Sequence[NamedPlace], rest: str
    ) -> None:
        if self._lacks_subject(rest):
            rest = f"{self.subject} {rest.lstrip(' ,')}"
            places = [*places, *self.gazetteer.find(self.subject)]
        title = compose_title(rest, self.words, self.story.principal)
        if not re.search(r"\w{3}", title):
            expression.list_as("it stands by itself")
            return
        named = [each for each in places if each.is_city and each.relation == "at"]
        here = choose_nearest(clause, named)
        target = next((each for each in places if each.is_city and each.relation == "to"), None)
        entry = EntryFact(Section.EVENTS, title, {}, city=here or self.city)
        entry.is_carried = here is None
        fact = self._create_doubted_date(clause, expression)
        entry.dates["when"] = [fact]
        if self._is_movement(clause, target):
            self._note_movement(clause, entry, target)
        elif here is None and self._goes_elsewhere(clause, places):
            entry.city = self.city = None
        if self.words.press.search(title):
            entry.kind = EventKind.PRESS
        entry.participants = [
            each
            for each in find_people(rest, self.words)
            if not self.story.principal or each.name != self.story.principal.name
        ]
        expression.use_as(f"date of “{title}”")
        self.story.entries.append(entry)

    def _lacks_subject(self, text: str) -> bool:
        """Return whether a clause begins with its verb: "…, has been moved to"."""
        words, begin = self.words, text.lstrip(" ,")
        return bool(self.subject) and any(each.match(begin) for each in (words.future, words.past))

    def _is_movement(self, clause: Clause, target: NamedPlace | None) -> bool:
        words = self.words
        return target is not None and any(
            each.search(clause.text)
            for each in (words.go, words.arrive, words.depart, words.return_)
        )

    def _goes_elsewhere(self, clause: Clause, places: Sequence[NamedPlace]) -> bool:
        """Return whether somebody goes to a place that the index does not know."""
        words = self.words
        if any(each.relation == "to" for each in places) or not words.go.search(clause.text):
            return False
        pattern = rf"(?:{words.to_place.pattern})\s+(?-i:[^\W\d_a-z])\w+"
        return re.search(pattern, clause.mask_dates(self.words), re.IGNORECASE) is not None

    def _note_movement(self, clause: Clause, entry: EntryFact, target: NamedPlace | None) -> None:
        """Note that an event is the way to a city; a leg begins there, unless it is the home."""
        entry.kind = EventKind.OTHER
        if target is None:
            return
        entry.destination = target.name
        is_home = self.words.return_.search(clause.text) is not None
        if self.city is not None and self.city.key != target.key:
            entry.origin = self.city.name
        if is_home:
            self.story.home = self.story.home or target.name
            entry.city = None
        else:
            self._find_or_add_leg(target)
            entry.city = target
            entry.is_carried = False
            self.city = target

    # --- what went before

    def _add_background(self, clause: Clause, expression: Expression) -> None:
        text = clause.mask_dates(self.words)
        if self._lacks_subject(text):
            text = f"{self.subject} {text.lstrip(' ,')}"
        title = compose_title(text, self.words, None)
        if not re.search(r"\w{3}", title):
            expression.list_as("it stands by itself")
            return
        fact = self._create_doubted_date(clause, expression)
        entry = EntryFact(Section.BACKGROUND, title, {"when": [fact]})
        expression.use_as(f"date of “{title}”")
        self.story.entries.append(entry)

    def _create_date(self, clause: Clause, expression: Expression) -> DateFact:
        fact = DateFact(
            self.story.number,
            expression.text,
            expression.start,
            " ".join(clause.sentence.text.split()),
            expression.intervals,
        )
        if expression.is_counted:
            fact.marks.append(f"“{expression.text}” counts from another date of the text")
        return fact

    def _create_doubted_date(self, clause: Clause, expression: Expression) -> DateFact:
        """Return a date with what an editor has to decide of it."""
        fact = self._create_date(clause, expression)
        is_in_trip = self.window is not None
        fact.marks += self.senses.find_doubts(clause, expression, is_in_trip=is_in_trip)
        return fact


def _rank_expression(expression: Expression) -> tuple[bool, bool]:
    """Return what sorts the dates of a statement: first what needs no other, and has digits."""
    return expression.is_counted, re.search(r"\d", expression.text) is None


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


def _is_within(inner: tuple[Interval, ...], outer: tuple[Interval, ...]) -> bool:
    if len(inner) != 1 or len(outer) != 1 or inner == outer:
        return False
    one, other = inner[0], outer[0]
    return bool(
        one.first
        and one.last
        and other.first
        and other.last
        and other.first <= one.first
        and one.last <= other.last
    )
