"""A meaning and where it stands in; the day that it is read from, the side of it, and why, out."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from itinerary.dates.arithmetic import find_calendar_unit
from itinerary.dates.expressions import (
    Amount,
    Context,
    Expression,
    OpenRange,
    RelativeUnit,
    to_datetime,
)
from itinerary.dates.expressions.days_and_times import to_day_interval
from itinerary.dates.expressions.expression import iterate_parts
from itinerary.dates.finding.directions import (
    DEFAULT_DIRECTIONS,
    DirectionFinder,
    Place,
    Preference,
    set_preference,
)
from itinerary.dates.finding.finding_language import FindingLanguage
from itinerary.dates.finding.memory import Memory
from itinerary.dates.finding.nearness import HALF_YEAR, NEAR, is_near
from itinerary.dates.finding.phrases import DATE_BEFORE, Phrase
from itinerary.dates.finding.sentences import count_sentence_ends
from itinerary.dates.finding.sites import Style
from itinerary.dates.finding.verb_cues import VerbCue, find_verb_cue
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError

BLOCKS_OF_ANAPHORA = 3  # that "the following day" reaches back over
_WEEK = timedelta(days=7)
_YEARS_AGO = timedelta(days=400)  # from which on a date gives its year to those behind it
_UNITS_AHEAD = {1: Grain.WEEK, 3: Grain.YEAR}  # of what recurs each week, each year
_BEFORE, _BEHIND = timedelta(days=120), timedelta(days=245)  # of the year around a date before


class Anchor(NamedTuple):
    """What a meaning is read in, the day of it that matters, and why it is that."""

    context: Context
    day: date | None
    reason: str


class AnchorFinder:
    """Tells what the meanings of a text are read in, one after the other.

    Args:
        context: That of the publication.
        style: Of the text.
        language: Of the text.
    """

    def __init__(self, context: Context, style: Style, language: FindingLanguage) -> None:
        self.context, self.language = context, language
        self.style: Style = style
        self.memory = Memory()
        self.directions = DirectionFinder(context, style, language, self.memory)
        self.directed = self.directions.directed
        self.published = f"read from {context.today.isoformat()}, the publication"

    def find_anchor(self, phrase: Phrase, place: Place) -> Anchor:
        """Return what the meaning of a phrase is read in where it stands."""
        if phrase.is_anaphor:
            return self._anchor_anaphor(phrase, place)
        rank = phrase.rank
        if rank == 0:
            return self._anchor_time_of_day(place)
        is_narrative = self.style == "narrative" and self.memory.last is not None
        if rank == 4:
            if not phrase.is_relative:
                return Anchor(self.context, None, "")
            return self._anchor_to_date_before() if is_narrative else self._anchor_to_publication()
        if is_narrative:
            return self._anchor_around_date_before(rank)
        return self._direct(phrase, place)

    def find_doubt(self, phrase: Phrase, place: Place) -> str:
        """Return why nobody knows the year of what recurs: "the letter of 1790 was sold in May"."""
        if phrase.rank != 3 or self.style == "narrative" or not self.memory.is_last_name:
            return ""
        text, end = place.text, self.memory.last_end
        last, cue = self.memory.last, find_verb_cue(*place, self.language)
        if last is None or not self._is_of_years_ago(phrase.meaning, place, cue):
            return ""
        is_list = find_verb_cue(text, place.start, place.end, (end, place.end), self.language)
        if is_list is None:
            return ""
        return f"it may be read from {last.edtf}, the date before it, or from the publication"

    def _anchor_to_publication(self) -> Anchor:
        return Anchor(self.context, self.context.today, self.published)

    def _anchor_anaphor(self, phrase: Phrase, place: Place) -> Anchor:
        """Return that of what counts from another date: "the following day", "the week"."""
        meaning = phrase.meaning
        is_weak = meaning.counts_from == "item or reference" and self.style != "narrative"
        if is_weak and not self._is_told_of_date_before(meaning, place):
            return self._anchor_to_publication()
        is_day = any(
            isinstance(each, RelativeUnit) and each.grain == Grain.DAY
            for each in iterate_parts(meaning)
        )
        return self._anchor_to_date_before(is_day=is_day, amount=phrase.amount or ())

    def _is_told_of_date_before(self, meaning: Expression, place: Place) -> bool:
        """Return whether "the month" is that of a date before it in the same sentence.

        Such a date is of that unit or a finer one, on the side that the verb tells of.
        """
        last, start = self.memory.last, self.memory.last_end
        if last is None or last.first is None or self.memory.last_block != self.memory.block:
            return False
        units = [each.grain for each in iterate_parts(meaning) if isinstance(each, RelativeUnit)]
        if last.grain > min(units, default=Grain.DAY) or count_sentence_ends(
            place.text, start, place.start
        ):
            return False
        cue = find_verb_cue(*place, self.language)
        direction = cue.direction if cue else DEFAULT_DIRECTIONS[self.style]
        today = self.context.today
        return last.first <= today if direction == "past" else last.first >= today

    def _anchor_to_date_before(self, *, is_day: bool = False, amount: Amount = ()) -> Anchor:
        """Return that of what counts from the date before it; years from its year.

        One year from a quarter or a month is that quarter or month.
        """
        memory = self.memory
        last, block = memory.last, memory.last_block
        if is_day:
            last, block = memory.last_day, memory.last_day_block
        is_near = self.style == "narrative" or memory.block - block <= BLOCKS_OF_ANAPHORA
        if last is None or last.first is None or not is_near:
            return self._anchor_to_publication()
        if last.grain < Grain.DAY:
            last = to_day_interval(last.first)
        is_of_years = bool(amount) and min(grain for _, grain in amount) >= Grain.YEAR
        is_same_unit = amount == ((1, Grain.YEAR),) and last.grain > Grain.DAY
        base = last
        if is_of_years and not is_same_unit and last.grain < Grain.YEAR and last.first:
            base = find_calendar_unit(last.first, Grain.YEAR)
        own = self.context.copy_for_counting_from(last)._replace(anchors={DATE_BEFORE: base})
        return Anchor(own, own.today, f"counted from {last.edtf}, the date before it")

    def has_day_in_sentence(self, place: Place) -> bool:
        """Return whether a day was named before words, in their sentence."""
        memory = self.memory
        is_same_block = memory.last_day_block == memory.block
        return is_same_block and not count_sentence_ends(
            place.text, memory.last_day_end, place.start
        )

    def _anchor_time_of_day(self, place: Place) -> Anchor:
        """Return that of a time without a day: the last day named, where it is told of that."""
        day = self.memory.day
        if day is None or not self._is_time_of_day_before(day, place):
            return self._anchor_to_publication()
        own = self.context._replace(
            reference=to_datetime(day), local_now=None, window=None, pieces=()
        )
        side = "behind" if self.memory.last_day_end > place.start else "before"
        return Anchor(own, day, f"on {day.isoformat()}, the day named {side} it")

    def _is_time_of_day_before(self, day: date, place: Place) -> bool:
        """Return whether a time of the day is one of the day that was named before it.

        In news both stand in a block, and the verb of another sentence is of the same tense; of a
        day of years ago only the sentence right behind it tells.
        """
        memory, today = self.memory, self.context.today
        if self.style == "narrative":
            return True
        if self.has_day_in_sentence(place):
            return True
        is_same_block = memory.last_day_block == memory.block
        ends = count_sentence_ends(place.text, memory.last_day_end, place.start)
        if self.style == "announcement":
            return today - day <= _YEARS_AGO
        if not is_same_block or (abs(day - today) > _YEARS_AGO and ends > 1):
            return False
        cue = find_verb_cue(*place, self.language)
        return cue is None or day == today or (cue.direction == "past") == (day < today)

    def _anchor_around_date_before(self, rank: int) -> Anchor:
        """Return that of what recurs, in a narrative: the year around the date before.

        Of weekdays and days of a month it is the day before, to which the nearest is meant.
        """
        last, day = self.memory.last, self.memory.day
        if last is None or last.first is None:
            return self._anchor_to_publication()
        if rank < 3 and day is not None:
            own = self.directed["nearest"]._replace(reference=to_datetime(day), local_now=None)
            return Anchor(own, day, f"nearest to {day.isoformat()}, the day named before it")
        start, end = last.first - _BEFORE, last.first + _BEHIND
        if last.grain >= Grain.YEAR and last.last is not None:
            start, end = last.first, last.last + timedelta(days=1)
        own = self.context._replace(reference=to_datetime(last.first), local_now=None)
        reason = f"read from {last.edtf}, the date before it"
        return Anchor(own.copy_with_window(Interval(start, end)), last.first, reason)

    def _direct(self, phrase: Phrase, place: Place) -> Anchor:
        """Return that of what recurs, by the verb nearest to it, or by where the nearest is."""
        cue = find_verb_cue(*place, self.language)
        if ahead := self._find_unit_ahead(phrase.rank, place, cue):
            return self._anchor_within(ahead)
        if phrase.rank == 3 and self._is_of_years_ago(phrase.meaning, place, cue):
            found = self._anchor_around_date_before(phrase.rank)
            with suppress(PhraseError, OverflowError, ValueError):  # of another weekday
                phrase.meaning.on(found.context)
                return found
        prefer, why = self.directions.find_direction(phrase.meaning, place, cue)
        day = self.memory.day
        if (
            phrase.rank < 3
            and day is not None
            and self._goes_on_from_day(phrase, place, prefer, cue)
        ):
            own = self.context._replace(reference=to_datetime(day), local_now=None)
            reason = f"nearest to {day.isoformat()}, the day named before it; to come"
            reason += f", {why}" if prefer == "future" else ""
            return Anchor(set_preference(own, "nearest"), day, reason)
        side = {"past": "has been, ", "future": "to come, ", "nearest": ""}[prefer]
        return Anchor(self.directed[prefer], self.context.today, f"{self.published}; {side}{why}")

    def _goes_on_from_day(
        self, phrase: Phrase, place: Place, prefer: Preference, cue: VerbCue | None
    ) -> bool:
        """Return whether a weekday is beside the day to come that was named before it.

        In news it is that only on the three days behind one that the sentence before it states.
        """
        today, memory, day = self.context.today, self.memory, self.memory.day
        if day is None or self.style == "announcement":
            return day is not None and prefer == "future" and day > today
        ends = count_sentence_ends(place.text, memory.last_end, place.start)
        own = self.directed["nearest"]._replace(reference=to_datetime(day), local_now=None)
        if ends > 1 or isinstance(phrase.meaning, OpenRange):
            return False
        is_here = memory.last is memory.last_day and memory.last_block == memory.block
        is_last = is_here and memory.is_last_stated
        is_past = cue is not None and cue.direction == "past"
        if not is_last or is_past or not today + _WEEK < day <= today + NEAR[self.style]:
            return False
        with suppress(PhraseError, OverflowError, ValueError):
            first = phrase.meaning.on(own)[0].first
            return first is not None and first > day
        return False

    def _find_unit_ahead(self, rank: int, place: Place, cue: VerbCue | None) -> Interval | None:
        """Return the year or week that heads the sentence of what recurs in it.

        Unless the verb tells of another time.
        """
        memory, ahead, today = self.memory, self.memory.ahead, self.context.today
        if ahead is None or ahead.first is None or ahead.last is None:
            return None
        if _UNITS_AHEAD.get(rank) != ahead.grain:
            return None
        if count_sentence_ends(place.text, memory.ahead_end, place.start):
            return None
        if cue is None:
            return ahead
        is_other = ahead.last < today if cue.direction == "future" else ahead.first > today
        return None if is_other or cue.word in self.language.verbs["REPORT"] else ahead

    def _anchor_within(self, unit: Interval) -> Anchor:
        """Return that of what recurs in a year or week that was named before it."""
        first = unit.first or self.context.today
        own = self.context._replace(reference=to_datetime(first), local_now=None)
        return Anchor(
            own.copy_with_window(unit), first, f"in {unit.edtf}, which heads the sentence"
        )

    def _is_of_years_ago(self, meaning: Expression, place: Place, cue: VerbCue | None) -> bool:
        """Return whether the date before it gives the year: "on 2 May 1911 and on 4 June"."""
        memory, today = self.memory, self.context.today
        last = memory.last
        if last is None or last.first is None or memory.last_block != memory.block:
            return False
        if last.grain > Grain.YEAR or last.first > today - _YEARS_AGO or memory.is_last_aside:
            return False
        reports = self.language.verbs["REPORT"]  # "…, she said in May"
        if cue is not None and (cue.direction == "future" or cue.word in reports):
            return False
        is_same_sentence = not count_sentence_ends(place.text, memory.last_end, place.start)
        if last.grain == Grain.YEAR:  # "in 2012 there were two: on 2 May …"
            return is_same_sentence and ":" in place.text[memory.last_end : place.start]
        if is_same_sentence:
            return True
        nearest = self.directed["nearest"]
        is_day = last.grain <= Grain.DAY and is_near(meaning, nearest, HALF_YEAR)
        return is_day and not is_near(meaning, nearest, NEAR[self.style])
