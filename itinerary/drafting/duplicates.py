"""A story in; the same without what it tells twice, and with the trip's dates as fine as known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from itinerary.dates.interval import Grain, Interval
from itinerary.drafting.expressions import Expression
from itinerary.drafting.facts import DateFact, EntryFact, Section, Story
from itinerary.places import fold_name

_MOST_TITLES = 2  # in which a word stands that tells events apart
_LEAST_LETTERS = 6  # of a word by which two titles are told to be of one event
_Key: TypeAlias = tuple[object, ...]
_LONG_WORD = re.compile(rf"[^\W\d_]{{{_LEAST_LETTERS},}}")


def drop_repetitions(story: Story) -> None:
    """Drop an event that a programme tells again with its time, and a week that its days settle."""
    common = _find_common_stems(story)
    events = [each for each in story.entries if each.section == Section.EVENTS]
    known: dict[_Key, list[EntryFact]] = {}
    for each in events:
        for key in _list_exact_keys(each, common):
            known.setdefault(key, []).append(each)
    again: dict[EntryFact, str] = {}
    for each in events:
        exact = _find_exact(each, known, again)
        if exact is not None:
            again[each] = f"told again as “{exact.title}”"
    story.entries = [each for each in story.entries if each not in again]
    told = ((fact, why) for each, why in again.items() for fact in each.list_dates())
    _list(story.expressions, told)
    if (
        story.dates
        and story.article.published is not None
        and all(_is_week(each) for each in story.dates)
        and not _has_weekday_alone(story)
    ):
        reason = "the dates of the trip are those of its parts"
        _list(story.expressions, ((each, reason) for each in story.dates))
        story.dates = []


def _find_common_stems(story: Story) -> set[str]:
    """Return the beginnings of words that stand in three titles or more: they tell none apart."""
    counts = Counter(stem for each in story.entries for stem in _list_stems(each.title))
    return {stem for stem, count in counts.items() if count > _MOST_TITLES}


def _list_exact_keys(entry: EntryFact, common: set[str]) -> Iterator[_Key]:
    """Yield what others that tell an event less exactly share with it.

    With data prose shares the time, or the day and a word; with an event that has a time another
    of its kind shares the day, and a word that tells it from most others.
    """
    target = _find_target(entry)
    if not target:
        return
    stems = _list_stems(entry.title)
    if is_of_data(entry):
        yield "time", str(target[0].start)[:16]
        yield from (("data", target[0].first, stem) for stem in stems)
    if target[0].is_timed:
        yield from ((entry.kind, target[0].first, stem) for stem in stems - common)


def _find_exact(
    vague: EntryFact, known: Mapping[_Key, list[EntryFact]], dropped: Container[EntryFact]
) -> EntryFact | None:
    """Return an event that tells another one exactly, and is not dropped; None if there is none."""
    target = _find_target(vague)
    if not target:
        return None
    keys: list[_Key] = []
    stems = sorted(_list_stems(vague.title))
    if not is_of_data(vague):
        keys.append(("time", str(target[0].start)[:16]))
        keys += [("data", target[0].first, stem) for stem in stems]
    if not target[0].is_timed and target[0].first == target[0].last:
        keys += [(vague.kind, target[0].first, stem) for stem in stems]
    found = (each for key in keys for each in known.get(key, ()))
    return next((each for each in found if each is not vague and each not in dropped), None)


def is_of_data(entry: EntryFact) -> bool:
    """Return whether data state a date of an entry, and not the text."""
    return any(each.at for each in entry.list_dates())


def _find_target(entry: EntryFact) -> tuple[Interval, ...]:
    return next((each.target for each in entry.list_dates()), ())


@lru_cache(maxsize=2048)
def _list_stems(title: str) -> frozenset[str]:
    return frozenset(fold_name(each)[:_LEAST_LETTERS] for each in _LONG_WORD.findall(title))


def _is_week(fact: DateFact) -> bool:
    return any(each.grain >= Grain.WEEK for each in fact.target)


def _has_weekday_alone(story: Story) -> bool:
    """Return whether a date of the trip needs its dates: it has neither number nor year."""
    facts = [
        fact
        for each in story.entries
        for fact in each.list_dates()
        if each.section == Section.EVENTS
    ]
    facts += [fact for leg in story.legs for fact in leg.dates]
    return any(not re.search(r"\d", fact.says + fact.reads) for fact in facts) or not facts


def _list(expressions: Iterable[Expression], facts: Iterable[tuple[DateFact, str]]) -> None:
    reasons = {fact.start: reason for fact, reason in facts}
    for each in expressions:
        if each.start in reasons:
            each.fate, each.reason = "listed", reasons[each.start]
