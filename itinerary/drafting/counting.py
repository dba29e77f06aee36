"""Words that count from another date of the text in; what they come to out."""

from __future__ import annotations

from datetime import date, timedelta

from itinerary.dates.expressions import Conventions
from itinerary.dates.grammar import resolve_phrase
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError
from itinerary.drafting.expressions import Expression


def count_from(
    expression: Expression, before: Expression, language: str
) -> tuple[Interval, ...] | None:
    """Return what words come to that count from a date before them; None if that is open.

    From a year only years are counted, from a month only months.
    """
    first, last = before.first, before.last
    if first is not None and (last is None or _is_open(before, first, language)):
        last = first
    grain = max((each.grain for each in before.intervals), default=Grain.DAY)
    edge = first if grain >= Grain.MONTH else last
    found = _resolve(expression.text, edge, language) if edge else None
    if not found or len(found) != 1 or found[0].first is None:
        return found
    return (_widen(found[0], grain),)


def read_planned(
    text: str, reference: date, window: Interval | None, language: str
) -> tuple[Interval, ...] | None:
    """Return what the words of a plan come to in the trip, or behind a day; None if to nothing.

    >>> from datetime import date
    >>> read_planned("on Monday", date(2026, 5, 6), None, "en")[0].edtf
    '2026-05-11'
    """
    if not isinstance(reference, date):  # nothing is counted from before the year 1
        return None
    conventions = Conventions(prefer="future")
    try:
        found = resolve_phrase(
            text, reference=reference, window=window, language=language, conventions=conventions
        ).intervals
    except PhraseError:
        return None
    is_there = window is None or any(each.overlaps(window) for each in found)
    return found if is_there else None


def _resolve(text: str, reference: date, language: str) -> tuple[Interval, ...] | None:
    if not isinstance(reference, date):
        return None
    try:
        return resolve_phrase(text, reference=reference, language=language).intervals
    except PhraseError:
        return None


def _is_open(expression: Expression, first: date, language: str) -> bool:
    """Return whether a date says only when it begins: "from 19 March", whatever ends the trip."""
    found = _resolve(expression.text, first, language)
    return found is not None and found[-1].end is None


def _widen(interval: Interval, grain: Grain) -> Interval:
    first = interval.first
    if first is None or grain < Grain.MONTH:
        return interval
    if grain == Grain.MONTH:
        start = first.replace(day=1)
        return Interval(start, (start + timedelta(days=31)).replace(day=1), Grain.MONTH)
    return Interval(date(first.year, 1, 1), date(first.year + 1, 1, 1), Grain.YEAR)
