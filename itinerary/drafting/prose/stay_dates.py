"""Until when somebody is in a city in; the days of the stay, or of the trip, out."""

from __future__ import annotations

from datetime import timedelta

from itinerary.dates.interval import Interval
from itinerary.drafting.clauses import Clause
from itinerary.drafting.expressions import Expression
from itinerary.drafting.facts import EntryFact, LegFact, Section
from itinerary.drafting.leg_edges import format_days
from itinerary.drafting.prose.reader_state import ReaderState


class StayDater(ReaderState):
    """Dates stays of which only the end is told, and notes when the trip ends."""

    def go_on_from_stay(self, leg: LegFact, clause: Clause, expression: Expression) -> bool:
        """Date a stay "and then … until Friday" from the end of the one before; tell if it is.

        The first one of all begins with the trip.
        """
        words = self.words
        begin = self.planned.last if self.planned else None
        reason = "it begins where the stay before it ends"
        is_next = any(each.match(clause.text) for each in (words.joint, words.strong_joint))
        is_next = is_next or words.go.search(clause.text) is not None
        if self.window and not self.has_plan():
            begin, is_next, reason = self.window.first, True, "it begins where the trip begins"
        last = expression.last or next((each.last for each in expression.intervals), None)
        if leg.dates or not is_next or begin is None or last is None or not begin < last:
            return False
        fact = self.create_date(clause, expression)
        fact.target = (Interval(begin, last + timedelta(days=1)),)
        fact.reads = format_days(begin, last)
        fact.marks.append(reason)
        leg.dates.append(fact)
        expression.use_as(f"dates of {leg.name}")
        return True

    def add_hint(self, clause: Clause, expression: Expression) -> None:
        """Note until when somebody is in the city where they are."""
        fact = self.create_date(clause, expression)
        expression.list_as("it says how long the stay is")
        if fact.target and fact.target[0].start is None and fact.target[0].last:
            last = fact.target[0].last
            fact.target = (Interval(last, last + timedelta(days=1)),)
        self.story.entries.append(
            EntryFact(Section.EVENTS, "", {"when": [fact]}, city=self.city, is_hint=True)
        )

    def add_end_of_trip(self, clause: Clause, expression: Expression) -> None:
        """Note until when the trip lasts: "… on a tour, which lasts until 20 March"."""
        is_of_trip = self.words.trip_noun.search(clause.sentence.text) is not None
        self.add_hint(clause, expression)
        self.story.entries[-1].city, self.story.entries[-1].ends_trip = None, is_of_trip

    def has_plan(self) -> bool:
        """Return whether anything was told to be planned before."""
        is_planned = any(
            each.section == Section.EVENTS and not each.begins_trip for each in self.story.entries
        )
        return is_planned or any(each.dates for each in self.story.legs)
