"""A meaning and where it stands in; the day that it is read from, the side of it, and why, out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias

from itinerary.dates.arithmetic import find_calendar_unit
from itinerary.dates.expressions import Context, Expression, OpenRange, RelativeUnit, to_datetime
from itinerary.dates.expressions.context import to_day_interval
from itinerary.dates.expressions.expression import iterate_parts
from itinerary.dates.finding.finding_language import FindingLanguage
from itinerary.dates.finding.phrases import DATE_BEFORE, Phrase
from itinerary.dates.finding.sites import Style
from itinerary.dates.finding.verb_cues import Direction, VerbCue, find_verb_cue
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError

FIRST_YEAR, LAST_YEAR = 1, 9900  # between which dates can be counted from
BLOCKS_OF_ANAPHORA = 3  # that "the following day" reaches back over
_HALF_YEAR = timedelta(days=183)
# Within which a month and day are the nearest, whatever the verb.
_NEAR: Mapping[Style, timedelta] = {
    "news": timedelta(days=60),
    "narrative": timedelta(days=60),
    "announcement": _HALF_YEAR,
}
LONGEST_NEAR = timedelta(days=45)  # from the first day to the last of what is the nearest
_BEFORE, _BEHIND = timedelta(days=120), timedelta(days=245)  # of the year around a date before
_SENTENCE_END = re.compile(r"[.!?;][\"'”’»)]*\s")
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


@dataclass
class Memory:
    """The dates of a text so far that later words may count from.

    Attributes:
        last: The last date, of any unit.
        last_day: The last day, or time of a day.
        block: The number of the block that is read.
        last_block: That of the last date.
        last_day_block: That of the last day.
        last_end: Where the words of the last date end in the text.
        names: Words of dates that were names in this block.
        cue: The verb that told of the last date of this block.
        months: Months that were names anywhere before: "the March Company".
    """

    last: Interval | None = None
    last_day: Interval | None = None
    block: int = 0
    last_block: int = -99
    last_day_block: int = -99
    last_end: int = 0
    names: set[str] = field(default_factory=set[str])
    cue: VerbCue | None = None
    months: set[str] = field(default_factory=set[str])

    @property
    def day(self) -> date | None:
        """The first day of the last day."""
        return self.last_day.first if self.last_day else None

    def begin_block(self) -> None:
        """Note that another block is read."""
        self.block += 1
        self.names.clear()
        self.cue = None

    def note(self, interval: Interval, end: int) -> None:
        """Keep a date that was found, whose words end there."""
        edge = interval.first or interval.last
        if edge is None or not FIRST_YEAR < edge.year < LAST_YEAR:
            return
        if interval.start is None or interval.end is None:  # "by 1880" tells of that year
            interval = find_calendar_unit(edge, max(interval.grain, Grain.DAY))
        self.last, self.last_block, self.last_end = interval, self.block, end
        if interval.grain <= Grain.DAY:
            self.last_day, self.last_day_block = interval, self.block


class AnchorFinder:
    """Tells what the meanings of a text are read in, one after the other.

    Args:
        context: That of the publication.
        style: Of the text.
        language: Of the text.
    """

    def __init__(self, context: Context, style: Style, language: FindingLanguage) -> None:
        self.context, self.style, self.language = context, style, language
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
        prefer, why = self._find_direction(phrase.meaning, place)
        day = self.memory.day
        is_announced = self.style == "announcement" and prefer == "future"
        if is_announced and phrase.rank < 3 and day and day > self.context.today:
            own = self.context._replace(reference=to_datetime(day), local_now=None)
            reason = f"nearest to {day.isoformat()}, the day named before it; to come, {why}"
            return Anchor(_set_preference(own, "nearest"), day, reason)
        side = {"past": "has been, ", "future": "to come, ", "nearest": ""}[prefer]
        return Anchor(self.directed[prefer], self.context.today, f"{self.published}; {side}{why}")

    def _find_direction(self, meaning: Expression, place: Place) -> tuple[Preference, str]:
        """Return on which side of the publication it lies, and how that is told."""
        reach = _NEAR[self.style]
        is_yearly = meaning.recurrence_rank == 3
        if is_yearly and _is_near(meaning, self.directed["nearest"], reach):
            return "nearest", f"the nearest, within {reach.days} days"
        cue = find_verb_cue(*place, self.language)
        if cue is not None:
            self.memory.cue = cue
        is_announcement = self.style == "announcement"
        is_until = isinstance(meaning, OpenRange) and meaning.side in ("until", "by")
        is_before = isinstance(meaning, OpenRange) and meaning.side == "before"
        if is_before and cue is None and self.memory.cue is None:
            return "future", "since it ends then"
        if is_until and (cue is None or is_announcement):
            return "future", "since it ends then"
        if cue is not None:
            return cue.direction, f"by '{cue.word}'"
        if is_yearly and _is_near(meaning, self.directed["nearest"], _HALF_YEAR):
            return "nearest", "the nearest"
        if cue := self.memory.cue:
            return cue.direction, f"by '{cue.word}', as the date before it"
        return _DIRECTIONS[self.style], _DEFAULTS[self.style]


def _set_preference(context: Context, prefer: Preference) -> Context:
    # Whoever means the day of publication by its weekday has a verb of the past for it.
    today: Literal["today", "next"] = "next" if prefer == "future" else "today"
    own = context._replace(conventions=replace(context.conventions, prefer=prefer, today=today))
    return own if prefer == "future" else own._replace(window=None, pieces=())


def _is_near(meaning: Expression, context: Context, reach: timedelta) -> bool:
    """Return whether the nearest occurrence is of days, or a quarter, and an end is so near."""
    with suppress(PhraseError, OverflowError, ValueError):
        found = meaning.on(context)
        ends = [each for each in (found[0].first, found[-1].last) if each is not None]
        is_exact = all(each.grain <= Grain.WEEK or each.grain == Grain.QUARTER for each in found)
        is_short = len(ends) == 1 or ends[1] - ends[0] <= LONGEST_NEAR
        is_quarter = found[0].grain == Grain.QUARTER
        if not ends or not is_exact or not (is_short or is_quarter):
            return False
        return any(abs(each - context.today) <= reach for each in ends)
    return False
