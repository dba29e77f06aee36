"""A Timeline in; what formats with a line for each date tell of it out, as values and as words.

An entry with several dates is several occasions, one without a date an open one: each format has
to place it, or to list it as lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from itinerary.briefing.facts import EntryFacts, collect_facts
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import format_interval
from itinerary.dates.wording.labels import translate_label
from itinerary.export.description import compose_description
from itinerary.places import Place
from itinerary.timeline import Dating, Entry, Timeline
from itinerary.timeline.order import find_start_instant
from itinerary.views.translation import translate_titles

_Told = TypeVar("_Told", "Entry", "Occasion")
YEAR, YEAR_AND_MONTH, DAY = 1, 2, 3  # how many parts of a date say all that is known
_PARTS_OF_GRAINS: Mapping[Grain, int] = {  # of finer ones all
    Grain.MONTH: YEAR_AND_MONTH,
    Grain.QUARTER: YEAR_AND_MONTH,
    Grain.SEASON: YEAR_AND_MONTH,
    Grain.HALF: YEAR_AND_MONTH,
    Grain.YEAR: YEAR,
    Grain.DECADE: YEAR,
    Grain.CENTURY: YEAR,
}


@dataclass(frozen=True)
class Occasion:
    """An entry at one of its dates.

    Attributes:
        timeline: What it is of, with its titles in the language.
        facts: What there is to tell of the entry.
        interval: When it is; None as long as that is open.
        number: Which of the entry's dates it is, from 1.
        language: Of its words.
        legs: The titles of legs by their ids.
    """

    timeline: Timeline = field(repr=False)
    facts: EntryFacts
    interval: Interval | None
    number: int
    language: str
    legs: Mapping[str, str] = field(repr=False)

    @property
    def entry(self) -> Entry:
        """The entry, with its title in the language."""
        return self.facts.entry

    @property
    def id(self) -> str:
        """A name that no other occasion of the timeline has."""
        uid = self.entry.uid
        return uid if self.number == 1 else f"{uid}-{self.number}"

    @property
    def title(self) -> str:
        """The title on one line, marked if it does not take place as planned."""
        status = self.facts.status
        mark = "" if status.takes_place else f"{translate_label(status.upper(), self.language)}: "
        return join_words(mark + self.entry.title)

    @cached_property
    def words(self) -> str:
        """When it is, as precisely as it is known."""
        if self.interval is None:
            return translate_label("TBD", self.language)
        return self.format_dates(format_interval)

    def format_dates(self, write: Callable[[Interval, str], str]) -> str:
        """Return the words of a function for its date, or for each end that has to be told."""
        if self.interval is None or not self.is_told_by_ends:
            return write(self.interval or Interval(None, None), self.language)
        return "; ".join(
            f"{translate_label(dating.name.replace('_', ' '), self.language)}"
            f" {write(interval, self.language)}"
            for dating, interval in self._ends
        )

    @cached_property
    def is_told_by_ends(self) -> bool:
        """Whether one end of a movement or a stay is not known, or less than its interval tells."""
        if self.facts.passage is None or self.interval is None:
            return False
        precision = _find_precision(self.interval)
        return len(self._ends) == 1 or any(
            _is_limit(dating) or _find_precision(interval) != precision
            for dating, interval in self._ends
        )

    @cached_property
    def _ends(self) -> tuple[tuple[Dating, Interval], ...]:
        """The date that is known, or both of what has two, each with what is known of it."""
        dated = [each for each in self.entry.datings if each.intervals]
        if self.interval is not None and len(dated) == 1:
            return ((dated[0], self.interval),)
        return tuple((each, each.intervals[0]) for each in dated)

    @property
    def marked_title(self) -> str:
        """The title, with the words for its date where clock times and days do not tell it."""
        return self.title if self.is_exact else f"{self.title} ({self.words})"

    @property
    def is_exact(self) -> bool:
        """Whether its days, months and years, or its clock times, tell all that is known of it."""
        interval = self.interval
        if interval is None or interval.is_approximate or interval.within or interval.part:
            return False
        if interval.start is None or interval.end is None or self.is_told_by_ends:
            return False
        return interval.grain in (Grain.SECOND, Grain.MINUTE, Grain.DAY, Grain.MONTH, Grain.YEAR)

    @property
    def has_clock_times(self) -> bool:
        """Whether a clock can show when it begins: not where only the part of the day is known.

        Nor where that is so of its end on another day: its days tell more then.
        """
        interval = self.interval
        if interval is None or interval.is_approximate or interval.within:
            return False
        shown = self._ends[:1] if interval.first == interval.last else self._ends
        return isinstance(self.start, datetime) and not any(_is_vague(*each) for each in shown)

    @property
    def start(self) -> date | None:
        """The first moment or day that is known of it."""
        return self.interval.start if self.interval else None

    @property
    def end(self) -> date | None:
        """The moment it is over, of clock times; None for one moment and where it is not known."""
        interval = self.interval
        if interval is None or interval.is_point:
            return None
        return None if self.is_told_by_ends and _is_vague(*self._ends[-1]) else interval.end

    @property
    def first_day(self) -> date | None:
        """The first day that it touches; None where that is open."""
        return self.interval.first if self.interval else None

    @cached_property
    def first_and_last_unit(self) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
        """The first and the last day, month or year that is known of it, as numbers.

        One that is open on a side is at the other; None where both are.
        """
        interval = self.interval
        if interval is None:
            return None
        first, last = interval.first or interval.last, interval.last or interval.first
        if first is None or last is None:
            return None
        count = _PARTS_OF_GRAINS.get(interval.grain, DAY)
        return _take_parts(first, count), _take_parts(last, count)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """What there is to tell of it besides, a line each, as in a calendar."""
        if self.interval is None:
            label = translate_label("When", self.language)
            return (f"{label}: {self.words}", *_describe(self, Interval(None, None))[1:])
        return _describe(self, self.interval)


def _find_precision(interval: Interval) -> tuple[object, ...]:
    """Return how well a date is known, to be compared."""
    return interval.grain, interval.about, interval.uncertain, interval.within


def _is_vague(dating: Dating, interval: Interval) -> bool:
    """Whether no clock time of a date is its own: of a part of the day, or just a limit."""
    return interval.grain == Grain.PART_OF_DAY or _is_limit(dating)


def _is_limit(dating: Dating) -> bool:
    return dating.chosen_reading is not None and dating.chosen_reading.is_limit


def _describe(occasion: Occasion, interval: Interval) -> tuple[str, ...]:
    return tuple(
        line
        for text in compose_description(
            occasion.timeline, occasion.legs, occasion.facts, interval, occasion.language
        )
        for line in text.splitlines()
        if line.strip()
    )


def _take_parts(day: date, count: int) -> tuple[int, ...]:
    return (day.year, day.month, day.day)[:count]


def list_occasions(timeline: Timeline, language: str) -> Iterator[Occasion]:
    """Yield the legs, events and background of a timeline, in order, each at each of its dates."""
    translated = translate_titles(timeline, language)
    legs = {each.id: each.title for each in translated.enclosing_legs}
    legs |= {each.id: each.title for each in translated.select_entries("leg")}
    for entry in translated.select_entries("leg", "event", "background"):
        facts = collect_facts(entry)
        for number, interval in enumerate(entry.intervals or (None,), start=1):
            yield Occasion(translated, facts, interval, number, language, legs)


def sort_by_day(occasions: Iterable[Occasion]) -> list[Occasion]:
    """Return legs and events by first day and start, then what is open, then the background."""
    return sorted(occasions, key=_find_rank)


def _find_rank(occasion: Occasion) -> tuple[int, date, datetime]:
    day, interval = occasion.first_day, occasion.interval
    if occasion.entry.section == "background":
        return 2, date.min, datetime.min
    if day is None or interval is None:
        return 1, date.min, datetime.min
    return 0, day, find_start_instant(interval, occasion.entry.zone)


def translate_title(timeline: Timeline, language: str) -> str:
    """Return the title of the whole on one line."""
    return join_words(translate_titles(timeline, language).document.title)


def list_reasons(
    told: Iterable[_Told], reasons: Mapping[str, Callable[[_Told], object]]
) -> tuple[str, ...]:
    """Return each reason with the titles that it holds for: "still open, so …: Lunch; Tea"."""
    found: dict[str, dict[str, None]] = {reason: {} for reason in reasons}
    for each in told:
        entry = each.entry if isinstance(each, Occasion) else each
        for reason, holds in reasons.items():
            if holds(each):
                found[reason][entry.title] = None
    return tuple(f"{reason}: {'; '.join(titles)}" for reason, titles in found.items() if titles)


def join_words(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def find_coordinates(place: Place | None) -> tuple[float, float] | None:
    """Return the latitude and longitude of a place; None where they are not known."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude
