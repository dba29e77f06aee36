"""A date that recurs and where it stands in; the side of the publication it lies on, and why, out.

A month and day near the publication is the nearest one, unless a verb right beside it tells that
it has been: "they met on 4 July", published in May. Of all else the nearest verb tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Literal, NamedTuple, TypeAlias

from itinerary.dates.expressions import Context, Expression, OpenRange, PastOccurrence
from itinerary.dates.expressions.expression import has_meaning_of
from itinerary.dates.finding.finding_language import FindingLanguage, fold_block
from itinerary.dates.finding.memory import Memory
from itinerary.dates.finding.nearness import (
    HALF_YEAR,
    NEAR,
    find_nearest_day,
    is_just_over,
    is_near,
)
from itinerary.dates.finding.sites import Style
from itinerary.dates.finding.verb_cues import Direction, VerbCue, find_verb_beside, find_verb_cue

DEFAULT_DIRECTIONS: Mapping[Style, Direction] = {
    "news": "past",
    "narrative": "past",
    "announcement": "future",
}  # where no verb tells
_DEFAULTS: Mapping[Style, str] = {
    "news": "as in the news",
    "narrative": "as in a narrative",
    "announcement": "as in an announcement",
}
_SLACK = timedelta(days=2)  # that a day may be ahead and yet have been, elsewhere on earth
_TELLS: Mapping[Direction, str] = {"past": "has been", "future": "is to come"}
Preference: TypeAlias = Literal["past", "future", "nearest"]
_PREFERENCES: tuple[Preference, ...] = ("past", "future", "nearest")


class Place(NamedTuple):
    """Where words stand: in a text, from one character to before another, in a block."""

    text: str
    start: int
    end: int
    limits: tuple[int, int]


class DirectionFinder:
    """Tells on which side of the publication the dates of a text lie, one after the other.

    Args:
        context: That of the publication.
        style: Of the text.
        language: Of the text.
        memory: The dates of the text so far.

    Attributes:
        directed: The context with each preference.
    """

    def __init__(
        self, context: Context, style: Style, language: FindingLanguage, memory: Memory
    ) -> None:
        self.style, self.language, self.memory = style, language, memory
        self.today = context.today
        self.directed = {each: set_preference(context, each) for each in _PREFERENCES}

    def find_direction(
        self, meaning: Expression, place: Place, cue: VerbCue | None
    ) -> tuple[Preference, str]:
        """Return on which side of the publication it lies, and how that is told."""
        is_past = self.style == "announcement" and self._is_told_before(place, cue)
        reach = NEAR["news" if is_past else self.style]  # "they met on 5 January"
        is_yearly = meaning.recurrence_rank == 3
        if is_yearly and is_near(meaning, self.directed["nearest"], reach):
            return self._choose_nearest(meaning, place, cue, reach)
        if told := self._find_own_direction(meaning, place, cue, is_past=is_past):
            return told
        if cue is not None:
            self.memory.cue = cue
            return cue.direction, f"by '{cue.word}'"
        if is_yearly and is_near(meaning, self.directed["nearest"], HALF_YEAR):
            return "nearest", "the nearest"
        if cue := self.memory.cue:
            return cue.direction, f"by '{cue.word}', as the date before it"
        return DEFAULT_DIRECTIONS[self.style], _DEFAULTS[self.style]

    def _choose_nearest(
        self, meaning: Expression, place: Place, cue: VerbCue | None, reach: timedelta
    ) -> tuple[Preference, str]:
        """Return the nearest one, unless a verb right beside it tells that it has been."""
        why = f"the nearest, within {reach.days} days"
        nearest = find_nearest_day(meaning, self.directed["nearest"])
        if cue is None or nearest is None or isinstance(meaning, OpenRange):
            return "nearest", why
        is_ahead, is_behind = nearest > self.today + _SLACK, nearest < self.today - _SLACK
        is_other = is_ahead if cue.direction == "past" else is_behind
        if not is_other or cue.word in self.language.verbs["REPORT"]:
            return "nearest", why
        first = fold_block(place.text[place.start : place.end]).split()[0]
        is_moved = first in self.language.lists["RANGE_START"]  # "moved from 9 to 10 March"
        if is_ahead and not is_moved and (verb := find_verb_beside(*place, self.language)):
            return "past", f"by '{verb.word}' right beside it"
        if self._is_before(place, cue):
            why += f", though '{cue.word}' tells of what {_TELLS[cue.direction]}"
        return "nearest", why

    def _is_told_before(self, place: Place, cue: VerbCue | None) -> bool:
        """Return whether a verb of the past stands before the words, and tells of them."""
        return cue is not None and cue.direction == "past" and self._is_before(place, cue)

    def _is_before(self, place: Place, cue: VerbCue) -> bool:
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


def set_preference(context: Context, prefer: Preference) -> Context:
    """Return a context in which what recurs is read on one side of its day."""
    # Whoever means the day of publication by its weekday has a verb of the past for it.
    today: Literal["today", "next"] = "next" if prefer == "future" else "today"
    own = context._replace(conventions=replace(context.conventions, prefer=prefer, today=today))
    return own if prefer == "future" else own._replace(window=None, pieces=())
