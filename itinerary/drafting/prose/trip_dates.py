"""A date in its clause in; whether it is that of the whole trip, and the trip dated by it, out."""

from __future__ import annotations

from collections.abc import Sequence

from itinerary.dates.interval import Grain, Interval
from itinerary.document.vocabulary import Status
from itinerary.drafting.clauses import Clause
from itinerary.drafting.expressions import WITHDRAWN, Expression
from itinerary.drafting.gazetteer import NamedPlace, choose_legs
from itinerary.drafting.prose.reader_state import ReaderState
from itinerary.drafting.stays import find_city_of_stay


class TripDater(ReaderState):
    """Notes the dates of the trip, and what is withdrawn of them."""

    def withdraw(self, clause: Clause, expression: Expression, *, is_off: bool) -> None:
        """List a date that holds no more; of a trip that is called off it is kept."""
        if is_off and self.story.status != Status.CONFIRMED and not self.story.dates:
            self.story.dates.append(self.create_date(clause, expression))
            expression.use_as(f"the trip is {self.story.status}")
            for place in choose_legs(self.gazetteer.find(clause.sentence.text)):
                self.find_or_add_leg(place)
            return
        expression.list_as(WITHDRAWN)

    def read_trip_dates(
        self, clause: Clause, expression: Expression, places: Sequence[NamedPlace]
    ) -> bool:
        """Date the trip if a date is that of the whole trip, and tell whether it is."""
        if self.is_trip(clause, expression, places):
            self.add_trip_dates(clause, expression)
            return True
        if not self._announces_trip(clause, expression, places):
            return False
        self.add_trip_dates(clause, expression)
        self.story.dates[0].marks.append(f"whether “{expression.text}” is when the trip is")
        return True

    def is_trip(self, clause: Clause, expression: Expression, places: Sequence[NamedPlace]) -> bool:
        """Return whether a date is that of the whole trip."""
        if self._has_new_dates(clause, places):
            is_new = expression.has_days or self.story.status != Status.CONFIRMED
            return is_new and not expression.is_coarse  # "in the autumn" is still to be settled
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
        edges = (self.words.trip_begin, self.words.trip_end)
        if len(cities) == 1 and any(each.search(clause.text) for each in edges):
            return False  # "the tour starts in Lima, from 4 to 6 May"
        return (
            len(cities) != 1
            or not self.story.dates
            or self.words.trip_noun.search(clause.text) is not None
        )

    def _announces_trip(
        self, clause: Clause, expression: Expression, places: Sequence[NamedPlace]
    ) -> bool:
        """Return whether the first days of a story lead to a country, or to several cities."""
        is_first = not self.story.dates and not self.story.entries
        if not is_first or not expression.has_days or not self.senses.is_to_come(expression):
            return False
        there = [each for each in places if each.relation in ("at", "to")]
        cities = sum(each.is_city for each in there)
        is_far = len(there) > cities or self.words.continent.search(clause.text) is not None
        is_long = expression.last is not None and len(expression.intervals) == 1
        return is_long and cities != 1 and (cities > 1 or is_far)

    def _has_new_dates(self, clause: Clause, places: Sequence[NamedPlace]) -> bool:
        """Return whether a clause says when the trip is instead, in a sentence of its own."""
        if self.is_event_off or not self.words.new_dates.search(clause.text):
            return False
        has_city = any(each.is_city for each in places)
        return not has_city or self.words.trip_noun.search(clause.text) is not None

    def add_trip_dates(self, clause: Clause, expression: Expression) -> None:
        """Date the trip, or list what it is besides its dates."""
        fact = self.create_date(clause, expression)
        expression.use_as("dates of the trip")
        known = self.story.dates
        is_new = self.words.new_dates.search(clause.text) is not None
        if known and (is_new or self.story.status != Status.CONFIRMED):
            known[0].is_withdrawn = True
            fact.marks.append("the new dates of what was postponed")
            known.insert(0, fact)
            self.story.status = Status.CONFIRMED
            return
        if known and known[0].target == fact.target:
            expression.fate = ""
            expression.list_as("the dates of the trip, said again")
            return
        if known and _is_week(known[0].target) and _is_within(fact.target, known[0].target):
            known[0] = fact  # "next week" gives way to its days
            return
        if known:
            expression.fate = ""
            expression.list_as("other dates of a trip than the first ones")
            known[0].marks.append(f"“{expression.text}” may be meant")
            return
        known.append(fact)


def _is_week(intervals: tuple[Interval, ...]) -> bool:
    return any(each.grain > Grain.DAY for each in intervals)


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
