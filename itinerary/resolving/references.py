"""Publication dates and the like in; what relative words count from out."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo
from typing import NamedTuple

from itinerary.codes import Code
from itinerary.dates.interval import Interval
from itinerary.diagnostics import PhraseError

# References for words that need none: they must come to the same on each of them.
_ARBITRARY_MOMENTS = (
    datetime(1904, 2, 29, 12),
    datetime(1999, 8, 17, 12),
    datetime(2043, 11, 5, 12),
)
MAX_REFERENCE_DAYS = 366  # a publication date coarser than this is no reference
DATE_SOURCE_HINT = (
    "write the whole date, with its year; or add published: and its date to the source,"
    " or as_of: and the day they count from to the document"
)


class NoReferenceError(PhraseError):
    """Words that count from a date where none is known."""

    @property
    def code(self) -> Code:
        """The code of a diagnostic about it."""
        return Code.NO_REFERENCE


class Reference(NamedTuple):
    """What relative words count from.

    Attributes:
        moments: The moments it may be, naive: on each the words must come to the same date.
        why: Where they come from, for explanations.
        is_by_day: Whether only the days of the moments are known, so that no hours are counted.
        is_assumed: Whether it is the start of the trip, for want of a date of the source.
        is_of_source: Whether it is when the source was published, or the words were said.
        zone: Whose clock the moments are on, as that of a dateline; None: that of the place.
    """

    moments: tuple[datetime, ...]
    why: str
    is_by_day: bool = False
    is_assumed: bool = False
    is_of_source: bool = False
    zone: tzinfo | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is a reference at all."""
        return self.moments is not _ARBITRARY_MOMENTS

    def __str__(self) -> str:
        if not self.is_known:
            return "no date"
        if len(self.moments) == 1:
            return self.moments[0].date().isoformat()
        first, last = self.moments[0].date(), self.moments[-1].date()
        return str(first) if first == last else f"each day from {first} to {last}"


NO_REFERENCE = Reference(_ARBITRARY_MOMENTS, "none: the words must need no reference")


def build_reference(published: Interval, why: str) -> Reference:
    """Return the reference that a date gives: its time, or noon of each day that it may have been.

    >>> from datetime import date
    >>> str(build_reference(Interval(date(2025, 8, 29), date(2025, 8, 31)), "published then"))
    'each day from 2025-08-29 to 2025-08-30'
    """
    if published.start is None or published.first is None or published.last is None:
        return NO_REFERENCE
    if isinstance(published.start, datetime):
        moment = published.start
        return Reference((moment.replace(tzinfo=None),), why, zone=moment.tzinfo)
    count = min((published.last - published.first).days + 1, MAX_REFERENCE_DAYS)
    noon = datetime.combine(published.first, time(12))
    return Reference(tuple(noon + timedelta(days=number) for number in range(count)), why, True)
