"""How precisely a time is known: the grains, from the second to the century."""

from __future__ import annotations

import enum
from typing import Literal, TypeAlias

Part: TypeAlias = Literal["early", "mid", "late"]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Grain(enum.IntEnum):
    """How precisely a time is known, from the finest to the coarsest; grains compare.

    Grains finer than DAY are of clock times, DAY and coarser of whole days. WEEKEND is of either:
    a weekend may begin at an hour of its first day.

    >>> Grain.DAY < Grain.MONTH, str(Grain.PART_OF_DAY)
    (True, 'part of day')
    """

    SECOND = 1
    MINUTE = 2
    HOUR = 3
    PART_OF_DAY = 4
    DAY = 5
    WEEKEND = 6
    WEEK = 7
    MONTH = 8
    QUARTER = 9
    SEASON = 10
    HALF = 11
    YEAR = 12
    DECADE = 13
    CENTURY = 14

    def __str__(self) -> str:
        return self.name.lower().replace("_", " ")
