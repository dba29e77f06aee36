"""A date to come in its clause in; the stay, the event or the movement that it dates, out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from itinerary.document.vocabulary import EventKind
from itinerary.drafting.clauses import Clause
from itinerary.drafting.expressions import Expression
from itinerary.drafting.facts import DateFact, EntryFact, Section
from itinerary.drafting.gazetteer import NamedPlace
from itinerary.drafting.people import find_people
from itinerary.drafting.programme.clock_words import ClockWords, read_clock
from itinerary.drafting.prose.stay_dates import StayDater
from itinerary.drafting.stays import (
    choose_nearest,
    clause_has_verb,
    cut_stay,
    find_city_of_stay,
    goes_to,
)
from itinerary.drafting.titles import compose_title

_MOST_SAYS = 60  # characters from a day to its time, which are told together
_MOST_LISTED = 12  # words of other dates between a colon and a date
_COLON = re.compile(r":\s")
_LEAST_EVENT = 3  # words that tell an event


class EventReader(StayDater):
    """Notes what is planned: stays, events, movements."""

    def add_planned(
        self, clause: Clause, expression: Expression, places: Sequence[NamedPlace]
    ) -> None:
        """Note the stay, the event, or both, that a date to come dates."""
        stay = find_city_of_stay(clause, expression, places, self.words)
        stay = stay or self._find_city_named_before(clause, expression)
        if stay is not None and expression.has_time:  # a stay has days
            self._add_event_of_stay(clause, expression, places, stay)
            return
        rest = clause.mask_dates(self.words)
        is_only_way = stay is not None and goes_to(clause, stay, self.words) and expression.has_days
        if stay is not None:
            leg = self.find_or_add_leg(stay)
            self.city = stay
            if expression.has_open_start and not self.go_on_from_stay(leg, clause, expression):
                self.add_hint(clause, expression)
            elif not leg.dates and not expression.has_open_start:
                leg.dates.append(self.create_date(clause, expression))
                expression.use_as(f"dates of {leg.name}")
            rest = cut_stay(rest, clause, expression, stay, self.words)
            rest = self.words.withdrawn.sub(" ", rest)
        if stay is None and self.words.stay_on.search(clause.text):
            self.add_hint(clause, expression)
        elif expression.has_open_start and self.words.trip_lasts.search(clause.text):
            self.add_end_of_trip(clause, expression)
        elif stay is None or (len(re.findall(r"\w+", rest)) >= _LEAST_EVENT and not is_only_way):
            self._add_event(clause, expression, places, rest)
        expression.list_as("beside the dates of the stay")

    def _find_city_named_before(self, clause: Clause, expression: Expression) -> NamedPlace | None:
        """Return the city that "will be there from … to …" is said of, if it was named before."""
        before = clause.text[: expression.start - clause.start].rstrip()
        is_there = any(each.end() == len(before) for each in self.words.stay_there.finditer(before))
        is_stay = expression.has_days and not expression.has_open_start
        return self.city if is_there and is_stay else None

    def _add_event_of_stay(
        self, clause: Clause, expression: Expression, places: Sequence[NamedPlace], stay: NamedPlace
    ) -> None:
        self.find_or_add_leg(stay)
        self.city = stay
        whole = clause.mask_dates(self.words)
        rest = cut_stay(whole, clause, expression, stay, self.words)
        is_event = len(re.findall(r"\w+", rest)) >= _LEAST_EVENT
        self._add_event(clause, expression, places, rest if is_event else whole)

    def _add_event(
        self, clause: Clause, expression: Expression, places: Sequence[NamedPlace], rest: str
    ) -> None:
        if self.lacks_subject(rest):
            rest = f"{self.subject} {rest.lstrip(' ,')}"
            places = [*places, *self.gazetteer.find(self.subject)]
        title, marks = self.compose_title(clause, rest, self.story.principal)
        if not re.search(r"\w{3}", title):
            title = self._find_title_of_list(clause, expression)
        if not title:
            expression.list_as("it stands by itself")
            return
        named = self._list_cities_there(clause, places)
        here = choose_nearest(clause, named) or self._find_stop(clause, expression, rest)
        entry = EntryFact(Section.EVENTS, title, {}, city=here or self.city)
        is_told = self.topic is not None or self.words.there.search(clause.text) is not None
        entry.is_carried, entry.marks = here is None and not is_told, marks
        fact = self.create_doubted_date(clause, expression)
        entry.dates["when"] = [fact]
        clock = self._find_clock_beside(clause, expression)
        if clock:
            self._join_clock(fact, expression, clock)
        self._note_where(clause, entry, fact, places, clock or expression)
        entry.participants = [
            each
            for each in find_people(rest, self.words)
            if not self.story.principal or each.name != self.story.principal.name
        ]
        if self._is_only_place(title):
            fact.marks.append("only a place is said, not what happens there, or until when")
        if self.is_event_off and self.words.new_dates.search(clause.text):
            fact.marks.append("the new date of what is off, as told before")
        self._note_ends(clause, entry)
        expression.use_as(f"date of “{title}”")
        self.story.entries.append(entry)

    def _find_stop(self, clause: Clause, day: Expression, rest: str) -> NamedPlace | None:
        """Return the city of one of several stops that a sentence lists, without a verb."""
        if clause_has_verb(rest[: day.start - clause.start], self.words):
            return None
        stop = self.gazetteer.find_opening(rest)
        self.city = stop or self.city
        return stop

    def _list_cities_there(self, clause: Clause, places: Sequence[NamedPlace]) -> list[NamedPlace]:
        """Return the cities in which a clause has something happen; "to" one, if nobody moves."""
        cities = [each for each in places if each.is_city]
        words = self.words
        ways = (words.go, words.arrive, words.depart, words.return_)
        moves = any(each.search(clause.text) for each in ways)
        there = [each for each in cities if each.relation in ("at", "visit")]
        return there if there or moves else [each for each in cities if each.relation == "to"]

    def _note_where(
        self,
        clause: Clause,
        entry: EntryFact,
        fact: DateFact,
        places: Sequence[NamedPlace],
        dated_by: Expression,
    ) -> None:
        """Note whether an event is the way to a city, and whether it is in the last one at all."""
        target = next((each for each in places if each.is_city and each.relation == "to"), None)
        if self._is_movement(clause, target):
            self._note_movement(clause, entry, target, places)
            self._date_purpose(entry, fact, self._find_way_to_date(clause, dated_by, target))
        elif entry.is_carried and self._goes_elsewhere(clause, places):
            entry.city = self.city = None
            self.is_elsewhere = True
        elif self.words.press.search(entry.title):
            entry.kind = EventKind.PRESS
        if entry.is_carried and (self._is_behind_trip(fact) or self._is_remote(clause)):
            entry.city = None
        if entry.is_carried and self.words.capital.search(clause.text):
            entry.city = None
            fact.marks.append("in which city it is: only the capital is named")
        self.is_elsewhere = self.is_elsewhere and self.city is None
        if self.is_elsewhere and entry.city is None:
            entry.is_elsewhere = True
            fact.marks.append("which city they are in: the index does not know it")

    def _is_remote(self, clause: Clause) -> bool:
        return self.words.remote.search(clause.text) is not None

    def _find_title_of_list(self, clause: Clause, expression: Expression) -> str:
        """Return what a colon says of the dates behind it: "two concerts: on Friday and Sunday"."""
        sentence = clause.sentence
        before = _COLON.split(sentence.text[: expression.start - sentence.start])
        if len(before) < 2 or len(before[-1].split()) > _MOST_LISTED:
            return ""
        statement = re.split(rf",|(?:{self.words.strong_joint.pattern})", before[-2])[-1]
        return compose_title(statement, self.words, self.story.principal)

    def _is_behind_trip(self, fact: DateFact) -> bool:
        """Return whether a date lies behind the trip, when nobody is in its last city."""
        last = self.window.last if self.window else None
        return last is not None and any(each.first and each.first > last for each in fact.target)

    def _find_clock_beside(self, clause: Clause, day: Expression) -> Expression | None:
        """Return the only clock time that stands apart from its day: "on Monday … at 10:00"."""
        clocks = [each for each in clause.expressions if each.has_time and not each.fate]
        if len(clocks) != 1 or day.has_time or day.first is None or day.first != day.last:
            return None
        (clock,) = clocks
        is_there = day.is_counted or clock.is_dotted or clock.first == day.first
        return clock if clock.is_counted and clock is not day and is_there else None

    def _join_clock(self, fact: DateFact, day: Expression, clock: Expression) -> None:
        """Give a date the time that stands apart from it in its clause."""
        words = ClockWords(clock.start, clock.end, clock.text)
        found = read_clock(words, day, self.story.language)
        if not found.intervals:
            return
        fact.target, fact.reads = found.intervals, found.reads
        start, end = min(day.start, clock.start), max(day.end, clock.end)
        if end - start <= _MOST_SAYS:
            fact.start, fact.says = start, self.story.article.text[start:end]
        clock.use_as("time of the day beside it")

    def _is_only_place(self, title: str) -> bool:
        """Return whether a title names a place and nothing else: "Porto Alegre", "In Salamanca"."""
        lead = self.words.at_place.match(title)
        rest = title[lead.end() :] if lead else title
        small = self.words.small
        is_name = all(each[0].isupper() or small.fullmatch(each) for each in rest.split())
        return is_name and (lead is not None or self.gazetteer.look_up(title) is not None)

    def _note_ends(self, clause: Clause, entry: EntryFact) -> None:
        """Note whether an event says when the trip begins, or when it ends."""
        words, text = self.words, clause.text
        is_of_trip = words.trip_noun.search(text) is not None
        leaves = words.depart.search(text) is not None and not self.has_plan()
        entry.is_carried &= not leaves
        entry.begins_trip = leaves or (is_of_trip and words.trip_begin.search(text) is not None)
        is_end = is_of_trip and words.trip_end.search(text) is not None
        entry.ends_trip = is_end or words.return_.search(text) is not None

    def _is_movement(self, clause: Clause, target: NamedPlace | None) -> bool:
        words = self.words
        return target is not None and any(
            each.search(clause.text)
            for each in (words.go, words.arrive, words.depart, words.return_)
        )

    def _find_way_to_date(
        self, clause: Clause, expression: Expression, target: NamedPlace | None
    ) -> str:
        """Return the words from a city that somebody goes to until a date behind it."""
        end = target.end if target else 0
        return clause.text[end : max(end, expression.start - clause.start)]

    def _date_purpose(self, entry: EntryFact, fact: DateFact, way: str) -> None:
        """Let a date be that of what somebody goes to a city for, if words before it tell that.

        "Flies to Lima, where she signs a pact on 4 May", and, in doubt, "to sign a pact on 4 May".
        """
        is_purpose = any(
            re.match(r"\s+(?:\w+\s+)?(?-i:[a-z])", way[each.end() :])
            for each in self.words.to_place.finditer(way)
        )
        is_there = self.words.where.search(way) is not None
        is_doubtful = not is_there and (is_purpose or self.words.strong_joint.search(way))
        if is_doubtful:
            fact.marks.append(f"“{fact.says}” may date what they go there for")
        if is_doubtful or is_there:
            entry.kind, entry.origin, entry.dates = EventKind.OTHER, "", {"when": [fact]}

    def _goes_elsewhere(self, clause: Clause, places: Sequence[NamedPlace]) -> bool:
        """Return whether somebody goes to a place that the index does not know."""
        words = self.words
        goes = any(each.search(clause.text) for each in (words.go, words.depart))
        if any(each.relation == "to" for each in places) or not goes:
            return False
        pattern = rf"(?:{words.to_place.pattern})\s+(?-i:[^\W\d_a-z])\w+"
        return re.search(pattern, clause.mask_dates(self.words), re.IGNORECASE) is not None

    def _has_been_in(self, city: NamedPlace) -> bool:
        """Return whether somebody was in a city before in the trip: they come back to it."""
        cities = [each.city for each in self.story.entries if each.section == Section.EVENTS]
        cities += [each.city for each in self.story.legs]
        return any(each is not None and each.key == city.key for each in cities)

    def _note_movement(
        self,
        clause: Clause,
        entry: EntryFact,
        target: NamedPlace | None,
        places: Sequence[NamedPlace],
    ) -> None:
        """Note that an event is the way to a city; a leg begins there, unless it is the home."""
        if target is None:
            return
        entry.kind, entry.destination = EventKind.MOVEMENT, target.name
        before = clause.text[: target.end]
        is_home = self.words.return_.search(before) is not None and not self._has_been_in(target)
        stated = next((each for each in places if each.is_city and each.relation == "from"), None)
        start = stated or self.city_before
        if start is not None and start.key != target.key:
            entry.origin, entry.is_origin_carried = start.name, start is not stated
        leaves = any(w.search(clause.text) for w in (self.words.depart, self.words.go))
        arrives = self.words.arrive.search(clause.text) is not None and not leaves
        entry.dates = {"arrive" if arrives else "depart": entry.dates["when"]}
        if is_home:
            self.story.home = self.story.home or target.name
            entry.city = None
        else:
            self.find_or_add_leg(target)
            entry.city = target
            entry.is_carried = False
            self.city = target
