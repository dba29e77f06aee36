"""A meaning and where it stands in; the day that it is read from, the side of it, and why, out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias

from itinerary.dates.expressions import (
    Context,
    Expression,
    OpenRange,
    PastOccurrence,
    RelativeUnit,
    to_datetime,
)
from itinerary.dates.expressions.days_and_times import to_day_interval
from itinerary.dates.expressions.expression import has_meaning_of, iterate_parts
from itinerary.dates.finding.finding_language import FindingLanguage, fold_block
from itinerary.dates.finding.memory import Memory
from itinerary.dates.finding.nearness import HALF_YEAR, NEAR, is_just_over, is_near
from itinerary.dates.finding.phrases import DATE_BEFORE, Phrase
from itinerary.dates.finding.sites import Style
from itinerary.dates.finding.verb_cues import Direction, VerbCue, find_verb_cue
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError

BLOCKS_OF_ANAPHORA = 3  # that "the following day" reaches back over
_WEEK = timedelta(days=7)
_YEARS_AGO = timedelta(days=400)  # from which on a date gives its year to those behind it
_BEFORE, _BEHIND = timedelta(days=120), timedelta(days=245)  # of the year around a date before
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)]*\s")
_DIRECTIONS: Mapping[Style, Direction] = {
    "news": "past",
    "narrative": "past",
    "announcement": "future",
}  # where no verb tells
_DEFAULTS: Mapping[Style, str] = {
    "news": "as in the news",
    "narrative": "as in a narrative",
    "announcement": "as in an announcement",
}
Preference: TypeAlias = Literal["past", "future", "nearest"]
_PREFERENCES: tuple[Preference, ...] = ("past", "future", "nearest")


class Anchor(NamedTuple):
    """What a meaning is read in, the day of it that matters, and why it is that."""

    context: Context
    day: date | None
    reason: str


class Place(NamedTuple):
    """Where words stand: in a text, from one character to before another, in a block."""

    text: str
    start: int
    end: int
    limits: tuple[int, int]


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
        self.directed = {each: _set_preference(context, each) for each in _PREFERENCES}
        self.published = f"read from {context.today.isoformat()}, the publication"

    def find_anchor(self, phrase: Phrase, place: Place) -> Anchor:
        """Return what the meaning of a phrase is read in where it stands."""
        meaning = phrase.meaning
        if phrase.is_anaphor:
            return self._anchor_anaphor(meaning, place)
        rank = phrase.rank
        if rank == 0:
            return self._anchor_time_of_day()
        is_narrative = self.style == "narrative" and self.memory.last is not None
        if rank == 4:
            if not phrase.is_relative:
                return Anchor(self.context, None, "")
            return self._anchor_to_date_before() if is_narrative else self._anchor_to_publication()
        if is_narrative:
            return self._anchor_around_date_before(rank)
        return self._direct(phrase, place)

    def _anchor_to_publication(self) -> Anchor:
        return Anchor(self.context, self.context.today, self.published)

    def _anchor_anaphor(self, meaning: Expression, place: Place) -> Anchor:
        """Return that of what counts from another date: "the following day", "the week"."""
        is_weak = meaning.counts_from == "item or reference" and self.style != "narrative"
        if is_weak and not self._is_told_of_date_before(meaning, place):
            return self._anchor_to_publication()
        is_day = any(
            isinstance(each, RelativeUnit) and each.grain == Grain.DAY
            for each in iterate_parts(meaning)
        )
        return self._anchor_to_date_before(is_day=is_day)

    def _is_told_of_date_before(self, meaning: Expression, place: Place) -> bool:
        """Return whether "the month" is that of a date before it in the same sentence.

        Such a date is of that unit or a finer one, on the side that the verb tells of.
        """
        last, start = self.memory.last, self.memory.last_end
        if last is None or last.first is None or self.memory.last_block != self.memory.block:
            return False
        units = [each.grain for each in iterate_parts(meaning) if isinstance(each, RelativeUnit)]
        if last.grain > min(units, default=Grain.DAY) or _SENTENCE_END.search(
            place.text, start, place.start
        ):
            return False
        cue = find_verb_cue(*place, self.language)
        direction = cue.direction if cue else _DIRECTIONS[self.style]
        today = self.context.today
        return last.first <= today if direction == "past" else last.first >= today

    def _anchor_to_date_before(self, *, is_day: bool = False) -> Anchor:
        memory = self.memory
        last, block = memory.last, memory.last_block
        if is_day:
            last, block = memory.last_day, memory.last_day_block
        is_near = self.style == "narrative" or memory.block - block <= BLOCKS_OF_ANAPHORA
        if last is None or last.first is None or not is_near:
            return self._anchor_to_publication()
        if last.grain < Grain.DAY:
            last = to_day_interval(last.first)
        own = self.context.copy_for_counting_from(last)._replace(anchors={DATE_BEFORE: last})
        return Anchor(own, own.today, f"counted from {last.edtf}, the date before it")

    def _anchor_time_of_day(self) -> Anchor:
        """Return that of a time without a day: the last day named, in news of its own sentence."""
        memory = self.memory
        day = memory.day
        if day is None or (self.style == "news" and memory.last_day_block != memory.block):
            return self._anchor_to_publication()
        own = self.context._replace(
            reference=to_datetime(day), local_now=None, window=None, pieces=()
        )
        return Anchor(own, day, f"on {day.isoformat()}, the day named before it")

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
        if phrase.rank == 3 and self._is_of_years_ago(phrase.meaning, place, cue):
            return self._anchor_around_date_before(phrase.rank)
        prefer, why = self._find_direction(phrase.meaning, place, cue)
        day = self.memory.day
        if (
            phrase.rank < 3
            and day is not None
            and self._goes_on_from_day(phrase, place, prefer, cue)
        ):
            own = self.context._replace(reference=to_datetime(day), local_now=None)
            reason = f"nearest to {day.isoformat()}, the day named before it; to come"
            reason += f", {why}" if prefer == "future" else ""
            return Anchor(_set_preference(own, "nearest"), day, reason)
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
        sentences = _SENTENCE_END.findall(place.text, memory.last_end, place.start)
        own = self.directed["nearest"]._replace(reference=to_datetime(day), local_now=None)
        if len(sentences) > 1 or isinstance(phrase.meaning, OpenRange):
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

    def _is_of_years_ago(self, meaning: Expression, place: Place, cue: VerbCue | None) -> bool:
        """Return whether the date before it gives the year: "on 2 May 1911 and on 4 June"."""
        memory, today = self.memory, self.context.today
        last = memory.last
        if last is None or last.first is None or memory.last_block != memory.block:
            return False
        if last.grain > Grain.YEAR or last.first > today - _YEARS_AGO:
            return False
        reports = self.language.verbs["REPORT"]  # "…, she said in May"
        if cue is not None and (cue.direction == "future" or cue.word in reports):
            return False
        between = place.text[memory.last_end : place.start]
        is_same_sentence = not _SENTENCE_END.search(between)
        if last.grain == Grain.YEAR:
            return is_same_sentence and ":" in between  # "in 2012 there were two: on 2 May …"
        if is_same_sentence:
            return True
        nearest = self.directed["nearest"]
        is_day = last.grain <= Grain.DAY and is_near(meaning, nearest, HALF_YEAR)
        return is_day and not is_near(meaning, nearest, NEAR[self.style])

    def _find_direction(
        self, meaning: Expression, place: Place, cue: VerbCue | None
    ) -> tuple[Preference, str]:
        """Return on which side of the publication it lies, and how that is told."""
        is_past = self.style == "announcement" and self._is_told_before(place, cue)
        reach = NEAR["news" if is_past else self.style]  # "they met on 5 January"
        is_yearly = meaning.recurrence_rank == 3
        if is_yearly and is_near(meaning, self.directed["nearest"], reach):
            return "nearest", f"the nearest, within {reach.days} days"
        if told := self._find_own_direction(meaning, place, cue, is_past=is_past):
            return told
        if cue is not None:
            self.memory.cue = cue
            return cue.direction, f"by '{cue.word}'"
        if is_yearly and is_near(meaning, self.directed["nearest"], HALF_YEAR):
            return "nearest", "the nearest"
        if cue := self.memory.cue:
            return cue.direction, f"by '{cue.word}', as the date before it"
        return _DIRECTIONS[self.style], _DEFAULTS[self.style]

    def _is_told_before(self, place: Place, cue: VerbCue | None) -> bool:
        """Return whether a verb of the past stands before the words, and tells of them."""
        if cue is None or cue.direction != "past":
            return False
        text, start, end, (first, _) = place
        return cue == find_verb_cue(text, start, end, (first, end), self.language)

    def _find_own_direction(
        self, meaning: Expression, place: Place, cue: VerbCue | None, *, is_past: bool
    ) -> tuple[Preference, str] | None:
        """Return on which side it lies, where its own words tell so: "since", "until", "para"."""
        lists = self.language.lists
        word = fold_block(place.text[place.start : place.end]).split()[0]
        if word in lists["OF"] and is_just_over(meaning, self.directed["past"]):
            return "past", "since it is just over"
        if word in lists["FOR_A_DAY"]:
            return "future", f"by '{word}'"
        side = meaning.side if isinstance(meaning, OpenRange) else ""
        is_end = side in ("until", "by") and self.style == "announcement" and not is_past
        if is_end or (side in ("until", "by", "before") and cue is None):
            return "future", "since it ends then"
        if side != "since" or not (cue is None or word in lists["SINCE"]):
            return None
        if has_meaning_of(meaning, PastOccurrence):
            return "past", "since it has begun"
        return "future", "since it begins then"


def _set_preference(context: Context, prefer: Preference) -> Context:
    # Whoever means the day of publication by its weekday has a verb of the past for it.
    today: Literal["today", "next"] = "next" if prefer == "future" else "today"
    own = context._replace(conventions=replace(context.conventions, prefer=prefer, today=today))
    return own if prefer == "future" else own._replace(window=None, pieces=())
