"""What a phrase comes to, with every step that led there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from itinerary.codes import Code
from itinerary.dates.expressions import Context, Expression, find_stated_zone, is_month_first
from itinerary.dates.grammar.chart import Derivation
from itinerary.dates.interval import Interval, drop_time_zones
from itinerary.diagnostics import Diagnostic, PhraseError, Position

# What a date of numbers has somewhere, and a date by ISO 8601 nowhere.
_TWO_NUMBERS = re.compile(r"(?<![\d/-])\d{1,2}\s*[^\s\w:]\s*\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a phrase comes to.

    Attributes:
        intervals: In order, half-open; those that touch are joined.
        interval: The only one of them; PhraseError where there are several.
        steps: The lines that explain it: each meaning, and what it came to.
        meaning: What the words mean, whatever the reference.
        text: The phrase.
        derivation: How the words make that meaning.
        context: What it was read in.
        rejected: Why other readings of the words come to no date.
        day_first: What it comes to with the day first, where numbers alone do not say whether that
            or the month is, and the language puts the month first; else nothing.
        diagnostics: A warning where `day_first` is something, and for each clock time that does not
            exist in its zone, or comes twice.

    >>> from datetime import date
    >>> from itinerary import resolve_phrase
    >>> found = resolve_phrase("Tuesday and Thursday", reference=date(2025, 9, 1))
    >>> [interval.edtf for interval in found.intervals]
    ['2025-09-02', '2025-09-04']
    >>> resolve_phrase("the day after tomorrow", reference=date(2025, 9, 1)).interval.start
    datetime.date(2025, 9, 3)
    """

    intervals: tuple[Interval, ...]
    meaning: Expression
    text: str
    derivation: Derivation
    context: Context
    rejected: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Return the same for equal ones; the context may hold anchors, which have no hash."""
        return hash((self.text, self.intervals, self.rejected))

    @property
    def interval(self) -> Interval:
        """The only interval; PhraseError where there are several ("Tuesday and Thursday")."""
        only, *others = self.intervals
        if others:
            raise PhraseError(
                f"'{self.text}' names {len(self.intervals)} separate dates",
                kind="ambiguous",
                text=self.text,
            )
        return only

    @property
    def steps(self) -> tuple[str, ...]:
        """How the answer was found, from the whole phrase to its parts.

        Each step says which rule took which words, and what they come to.
        """
        whole = format_intervals([drop_time_zones(each) for each in self.intervals])
        return tuple(_iterate_steps(self.derivation, whole, self))

    @property
    def day_first(self) -> tuple[Interval, ...]:
        """What it comes to if the first number of a date is not the month but the day.

        >>> from datetime import date
        >>> from itinerary import resolve_phrase
        >>> resolve_phrase("9/10/2026", reference=date(2026, 9, 1)).day_first[0].edtf
        '2026-10-09'
        """
        conventions = self.context.conventions
        if conventions.date_order or not _TWO_NUMBERS.search(self.text):
            return ()  # as of most, for which that costs less than to look through the meaning
        if not is_month_first(self.meaning):
            return ()
        turned = self.context._replace(conventions=replace(conventions, date_order="dmy"))
        try:
            found = attach_zone_to_intervals(self.meaning.on(turned), turned.zone)
        except (PhraseError, OverflowError, ValueError):
            return ()  # it is no date
        is_settled = found == self.intervals or (
            _lie_in_window(self.intervals, turned) and not _lie_in_window(found, turned)
        )
        return () if is_settled else found

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """A warning for each way in which the words may mean another time, as of a document.

        >>> from datetime import date
        >>> from itinerary import resolve_phrase
        >>> from itinerary.dates.zones import load_zone
        >>> paris = load_zone("Europe/Paris")
        >>> found = resolve_phrase("2:30", reference=date(2025, 3, 30), zone=paris)
        >>> [str(warning.code) for warning in found.diagnostics]
        ['no-such-time']
        """
        return tuple(self._iterate_diagnostics())

    def _iterate_diagnostics(self) -> Iterator[Diagnostic]:
        # few need it
        from itinerary.dates.wording import describe_month_first, find_clock_changes

        position = Position("phrase", 1, self.derivation.start + 1)
        if self.day_first:
            message, hint = describe_month_first(self.text, self.intervals, self.day_first)
            yield Diagnostic(position, "warning", message, hint, Code.MONTH_FIRST, self.text)
        codes = {True: Code.NO_SUCH_TIME, False: Code.TIME_COMES_TWICE}
        for is_skip, message, hint in find_clock_changes(self.text, self._find_stated_times()):
            yield Diagnostic(position, "warning", message, hint, codes[is_skip], self.text)

    def _find_stated_times(self) -> tuple[Interval, ...]:
        """Return the intervals, with their clock times in the zone that the words name."""
        stated = find_stated_zone(self.meaning)
        if stated is None or stated == self.context.zone:
            return self.intervals
        there = self.context.copy_for_clock_of(stated)._replace(zone=stated, window=None, pieces=())
        try:
            found = attach_zone_to_intervals(self.meaning.on(there), stated)
        except (PhraseError, OverflowError, ValueError):
            return self.intervals
        # Equal ones are the same moments, on the other clock; else a part alone is in that zone.
        return found if found == self.intervals else self.intervals


def _lie_in_window(intervals: Iterable[Interval], context: Context) -> bool:
    window = context.window
    return window is not None and all(each.is_within(window) for each in intervals)


def _iterate_steps(
    item: Derivation, found: str, resolution: Resolution, depth: int = 0
) -> Iterator[str]:
    """Yield the step that comes to what is found, and those of its parts."""
    words = resolution.text[item.start : item.end]
    yield f"{'  ' * depth}{item.rule}: {words!r} is {found}"
    for part in item.parts:
        if isinstance(part.value, Expression):
            alone = _format_meaning(part.value, resolution.context)
            yield from _iterate_steps(part, alone, resolution, depth + 1)


def _format_meaning(expression: Expression, context: Context) -> str:
    """Return what a part of a phrase would mean alone."""
    try:
        return format_intervals(expression.on(context))
    except (PhraseError, OverflowError, ValueError):
        return "no date by itself"


def format_intervals(intervals: Iterable[Interval]) -> str:
    """Return intervals in EDTF, as the steps and refusals show them."""
    return " and ".join([interval.edtf for interval in intervals])


def attach_zone_to_intervals(
    intervals: tuple[Interval, ...], zone: tzinfo | None
) -> tuple[Interval, ...]:
    """Return the intervals with their clock times in a zone."""
    if zone is None:
        return intervals
    return tuple([_attach_zone(each, zone) if each.is_timed else each for each in intervals])


def _attach_zone(interval: Interval, zone: tzinfo) -> Interval:
    start, end = interval.start, interval.end
    if isinstance(start, datetime):
        start = start.replace(tzinfo=zone)
    if isinstance(end, datetime):
        end = end.replace(tzinfo=zone)
    return Interval(start, end, interval.grain, interval.about, interval.part)
