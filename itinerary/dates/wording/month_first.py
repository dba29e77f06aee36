"""Dates of numbers that may have their day first or their month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from itinerary.dates.interval import Interval
from itinerary.dates.wording.intervals import format_interval
from itinerary.dates.wording.lists import format_list
from itinerary.diagnostics import Remedy, Replacement

_NUMBERS = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")


def describe_month_first(
    words: str, month_first: Sequence[Interval], day_first: Sequence[Interval]
) -> tuple[str, str]:
    """Return what is to be said of a date read with its month first, and what to write instead.

    Args:
        words: The words.
        month_first: What they came to.
        day_first: What they would come to with the day first.

    >>> days = [Interval.from_edtf("2026-09-10"), Interval.from_edtf("2026-10-09")]
    >>> describe_month_first("9/10/2026", days[:1], days[1:])[0]
    '“9/10/2026” is read with the month first, as 10 September 2026; else it is 9 October 2026'
    """
    read, other = (
        format_list([format_interval(each) for each in intervals])
        for intervals in (month_first, day_first)
    )
    message = f"“{words}” is read with the month first, as {read}; else it is {other}"
    return message, Remedy("write the month in words", _list_fixes(words, month_first, day_first))


def _list_fixes(words: str, *meanings: Sequence[Interval]) -> Iterator[Replacement]:
    """Yield the same words with either date as ISO 8601 has it, if they have one such date."""
    written = _NUMBERS.findall(words)
    for intervals in meanings:
        first = intervals[0].first if len(intervals) == 1 else None
        if len(written) == 1 and first:
            yield Replacement(written[0], first.isoformat())
