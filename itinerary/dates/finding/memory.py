"""The dates of a text in, as they are found; what later words of it may count from, out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from itinerary.dates.arithmetic import find_calendar_unit
from itinerary.dates.finding.verb_cues import VerbCue
from itinerary.dates.interval import Grain, Interval

FIRST_YEAR, LAST_YEAR = 1, 9900  # between which dates can be counted from


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
        last_day_end: Where those of the last day end.
        is_last_aside: Whether the last date was told in passing.
        is_last_name: Whether it tells which thing is meant: "the letter of 3 May 1790".
        ahead: The year or week that heads the sentence: "In 2011, the river rose on 3 May".
        ahead_end: Where its words end.
        is_last_stated: Whether they are a month and day, or a year: no weekday, no "then".
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
    last_day_end: int = 0
    is_last_aside: bool = False
    is_last_name: bool = False
    ahead: Interval | None = None
    ahead_end: int = 0
    is_last_stated: bool = False
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
        self.cue = self.ahead = None

    def note(
        self,
        interval: Interval,
        end: int,
        *,
        is_stated: bool,
        is_ahead: bool = False,
        is_aside: bool = False,
        is_name: bool = False,
    ) -> None:
        """Keep a date that was found.

        Args:
            interval: It.
            end: Where its words end.
            is_stated: Whether they state it, and do not count it.
            is_ahead: Whether they head their sentence.
            is_aside: Whether they are told in passing.
            is_name: Whether they tell which thing is meant.
        """
        edge = interval.first or interval.last
        if edge is None or not FIRST_YEAR < edge.year < LAST_YEAR:
            return
        if interval.start is None or interval.end is None:  # "by 1880" tells of that year
            interval = find_calendar_unit(edge, max(interval.grain, Grain.DAY))
        if interval.grain in (Grain.WEEK, Grain.YEAR):
            self.ahead, self.ahead_end = interval if is_ahead else None, end
        self.last, self.last_block, self.last_end = interval, self.block, end
        self.is_last_stated = is_stated
        self.is_last_aside, self.is_last_name = is_aside, is_name
        if interval.grain <= Grain.DAY:
            self.last_day, self.last_day_block, self.last_day_end = interval, self.block, end
