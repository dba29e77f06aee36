"""What a phrase comes to, with every step that led there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from itinerary.codes import Code
from itinerary.dates.expressions import (
    Context,
    Expression,
    ResolvedParts,
    find_stated_zone,
    is_month_first,
)
from itinerary.dates.grammar.chart import Derivation
from itinerary.dates.grammar.phrase_parts import (
    PhrasePart,
    ReadPart,
    find_words_of_ends,
    find_words_of_items,
    iterate_read_parts,
)
from itinerary.dates.interval import Interval, drop_time_zones, format_edtf_list
from itinerary.diagnostics import Diagnostic, PhraseError, Position

# What a date of numbers has somewhere, and a date by ISO 8601 nowhere.
_TWO_NUMBERS = re.compile(r"(?<![\d/-])\d{1,2}\s*[^\s\w:]\s*\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True, repr=False)
class Resolution:
    """What a phrase comes to.

    Attributes:
        intervals: In order, half-open; those that touch are joined.
        items: The items of a list, before any are joined; of any other phrase one.
        ends: The first and last end of a range; None of any other phrase.
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

    def __repr__(self) -> str:
        """Return the phrase and what it comes to, in one line."""
        found = " and ".join([repr(each.edtf) for each in self.intervals])
        return f"Resolution({self.text!r}, {found})"

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
        return tuple(_iterate_steps(self._whole, self))

    @property
    def items(self) -> tuple[PhrasePart, ...]:
        """The items of a list, each with its own words, in their order; else the phrase as one.

        >>> from datetime import date
        >>> from itinerary import resolve_phrase
        >>> found = resolve_phrase("2, 3 and 5 September", reference=date(2025, 9, 1))
        >>> [(item.text, item.intervals[0].edtf) for item in found.items]
        [('2', '2025-09-02'), ('3', '2025-09-03'), ('5 September', '2025-09-05')]
        >>> [interval.edtf for interval in found.intervals]
        ['2025-09-02/2025-09-03', '2025-09-05']
        """
        settled = self.meaning.list_items(self._whole.intervals, self.context)
        words = find_words_of_items(self.derivation, len(settled))
        return self._list_parts(settled, [(each,) for each in words])

    @property
    def ends(self) -> tuple[PhrasePart, PhrasePart] | None:
        """The first and last end of a range, each with its own words; None of any other phrase.

        >>> from datetime import date
        >>> from itinerary import resolve_phrase
        >>> first, last = resolve_phrase("4-6 May", reference=date(2025, 4, 1)).ends
        >>> first.text, first.intervals[0].edtf, last.text, last.intervals[0].edtf
        ('4', '2025-05-04', '6 May', '2025-05-06')
        """
        settled = self.meaning.list_ends(self._whole.intervals, self.context)
        if not settled:
            return None
        first, last = self._list_parts(settled, find_words_of_ends(self.derivation))
        return first, last

    @property
    def _whole(self) -> ReadPart:
        """The whole, as it was read on the clock of the place."""
        found = tuple([drop_time_zones(each) for each in self.intervals])
        return ReadPart(self.derivation, self.meaning, found)

    def _list_parts(
        self, settled: ResolvedParts, words: list[tuple[Derivation, ...]]
    ) -> tuple[PhrasePart, ...]:
        """Return parts with their words, or those of the whole, and their times in its zone."""
        zone = self.context.zone
        aware = [(part, attach_zone_to_intervals(found, zone)) for part, found in settled]
        words = words if len(words) == len(settled) else [(self.derivation,)] * len(settled)
        return tuple(
            [
                PhrasePart(self.text[own[0].start : own[-1].end], own[0].start, own[-1].end, *part)
                for own, part in zip(words, aware, strict=True)
            ]
        )

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


def _iterate_steps(read: ReadPart, resolution: Resolution, depth: int = 0) -> Iterator[str]:
    """Yield the step that comes to what is found, and those of its parts."""
    item = read.item
    words = resolution.text[item.start : item.end]
    found = format_edtf_list(read.intervals) or "no date by itself"
    yield f"{'  ' * depth}{item.rule or item.kind}: {words!r} is {found}"
    for part in iterate_read_parts(read, resolution.context):
        yield from _iterate_steps(part, resolution, depth + 1)


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
    return replace(interval, start=start, end=end)
