"""A sentence of prose in; where its reader stands, and the dates and legs that it makes, out."""

from __future__ import annotations

from datetime import date

from itinerary.dates.interval import Interval
from itinerary.drafting.clauses import Clause
from itinerary.drafting.expressions import Expression
from itinerary.drafting.facts import DateFact, LegFact, PersonFact, Story
from itinerary.drafting.gazetteer import Gazetteer, NamedPlace
from itinerary.drafting.language import DraftingWords
from itinerary.drafting.senses import DateSenses
from itinerary.drafting.titles import compose_title, fold_title, is_whole, shorten_title


class ReaderState:
    """Where the reading of the prose of one article stands.

    Attributes:
        story: What was read so far.
        words: Those of the language.
        gazetteer: The places of the article.
        reference: The day of publication; None if it is not known.
        window: The dates of the trip, if they are stated.
        senses: What the words say of a date.
        city: Where somebody is.
        is_elsewhere: Whether they are in a city that the index does not know.
        city_before: Where they were before the clause.
        topic: The city that the sentence is about, if it says so before all else.
        subject: That of the sentence, where a clause has none of its own.
        before: The date that words may count from.
        is_event_off: Whether the last thing told to be off is an event, not the trip.
        denied: The last clause that says when something is not.
        planned: The day to come that those of a plan count from.

    """

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
        self.city_before: NamedPlace | None = None
        self.is_elsewhere = False  # in a city that the index does not know
        self.topic: NamedPlace | None = None
        self.subject = ""  # of the sentence, where a clause has none of its own
        self.before: Expression | None = None  # the date that words may count from
        self.is_event_off = False
        self.denied: Clause | None = None  # the last one that says when something is not
        self.planned: Expression | None = None  # the day to come that those of a plan count from

    def find_or_add_leg(self, place: NamedPlace) -> LegFact:
        """Return the leg of a place."""
        leg = self.story.find_leg(place)
        if leg is None:
            leg = LegFact(place.name, place)
            self.story.legs.append(leg)
        return leg

    def lacks_subject(self, text: str) -> bool:
        """Return whether a clause begins with its verb: "…, has been moved to"."""
        words, begin = self.words, text.lstrip(" ,")
        return bool(self.subject) and any(each.match(begin) for each in (words.future, words.past))

    def compose_title(
        self, clause: Clause, text: str, principal: PersonFact | None
    ) -> tuple[str, list[str]]:
        """Return the title of a text of a clause; the plain clause, and a mark, if it is none."""
        title = compose_title(text, self.words, principal)
        if not title or is_whole(title, self.words):
            return title, []
        plain = fold_title(clause.text)
        if not is_whole(plain, self.words):
            plain = fold_title(clause.sentence.text)
        plain = shorten_title(plain)
        return plain, ["its title, which is the words of the text"] * (plain != title)

    def create_date(self, clause: Clause, expression: Expression) -> DateFact:
        """Return the date of an expression with the sentence in which it stands."""
        fact = DateFact(
            self.story.number,
            expression.text,
            expression.start,
            " ".join(clause.sentence.text.split()),
            expression.intervals,
        )
        if expression.is_counted and not self._counts_from_plan(clause, expression):
            fact.marks.append(f"“{expression.text}” counts from another date of the text")
        if expression.takes_year:
            fact.marks.append(f"“{expression.text}” takes its year from the date before it")
        return fact

    def _counts_from_plan(self, clause: Clause, expression: Expression) -> bool:
        """Return whether words count from a day that stands right before them in the paragraph."""
        base = self.before
        is_in_sentence = base is not None and base.start >= clause.sentence.start
        if base is None or base.is_counted:
            return False
        if not is_in_sentence and not self.senses.is_to_come(base):
            return False
        between = [e for e in self.story.expressions if base.end <= e.start < expression.start]
        return base.first == base.last is not None and not any(e.is_dated for e in between)

    def create_doubted_date(self, clause: Clause, expression: Expression) -> DateFact:
        """Return a date with what an editor has to decide of it."""
        fact = self.create_date(clause, expression)
        is_in_trip = self.window is not None
        fact.marks += self.senses.find_doubts(clause, expression, is_in_trip=is_in_trip)
        if is_quoted(self.story.article.text, expression.start):
            fact.marks.append(f"“{expression.text}” is what somebody says")
        return fact


def is_quoted(text: str, place: int) -> bool:
    """Return whether a place in a text stands inside a quotation that its line begins.

    >>> is_quoted("“On Monday we sail,” she said on Sunday.", 4)
    True
    """
    before = text[text.rfind("\n", 0, place) + 1 : place]
    opened = sum(before.count(sign) for sign in "“«") - sum(before.count(sign) for sign in "”»")
    return opened > 0 or before.count('"') % 2 == 1
