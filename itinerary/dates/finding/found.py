"""A date that was found in running text: where it stands, what it is, what it comes to, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

from itinerary.dates.grammar import Resolution
from itinerary.dates.interval import Interval

TimexType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]


class FoundKind(StrEnum):
    """What a temporal expression is.

    A date or a time has intervals. A duration says how long, a set how often; what is vague names a
    time that nothing tells ("recently"), or a date that nothing there settles.
    """

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    SET = "set"
    VAGUE = "vague"


class Timex(NamedTuple):
    """The type and the value of a TIMEX3 annotation, as TimeML has them.

    Source: https://www.timeml.org/publications/timeMLdocs/timeml_1.2.1.html
    """

    type: TimexType
    value: str


@dataclass(frozen=True, slots=True)
class Found:
    """A temporal expression of a text.

    Attributes:
        start: The offset of its first character in the text, from 0, in characters.
        end: The offset behind its last one.
        text: Its words, as they stand there.
        kind: What it is.
        intervals: What a date or time comes to, in order, half-open; of other kinds none.
        timex: The TIMEX3 type and value. Of a range the value is "start/end", by EDTF.
        anchor: The day that it was counted or chosen from; None where it states its own date.
        reason: Why that day, and why the date lies on that side of it; of a date whose words do
            not agree, why not.
        style: The style of the text, and how that was told.
        resolution: What its phrase comes to, with every step, of a date or time; None for other
            kinds.

    >>> from datetime import date
    >>> from itinerary import find
    >>> (found,) = find("The talks begin on Tuesday.", reference=date(2025, 8, 29))
    >>> found.text, found.kind.value, found.timex.value, found.intervals[0].edtf
    ('on Tuesday', 'date', '2025-09-02', '2025-09-02')
    """

    start: int
    end: int
    text: str
    kind: FoundKind
    intervals: tuple[Interval, ...]
    timex: Timex
    anchor: date | None = None
    reason: str = ""
    style: str = ""
    resolution: Resolution | None = field(default=None, repr=False)

    @property
    def why(self) -> tuple[str, ...]:
        """How it was found: from which day and why, the steps of its phrase, the style of the text.

        >>> from datetime import date
        >>> from itinerary import find
        >>> for line in find("The talks begin on Tuesday.", reference=date(2025, 8, 29))[0].why:
        ...     print(line)
        read from 2025-08-29, the publication; to come, by 'begin'
        stated: 'on Tuesday' is 2025-09-02
          weekday: 'Tuesday' is 2025-09-02
        style news: neither a narrative nor an announcement
        """
        steps = self.resolution.steps if self.resolution else ()
        return tuple([line for line in (self.reason, *steps, self.style) if line])
