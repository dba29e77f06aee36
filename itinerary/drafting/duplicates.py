"""A story in; the same without what it tells twice, and with the trip's dates as fine as known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from itinerary.dates.interval import Grain
from itinerary.drafting.expressions import Expression
from itinerary.drafting.facts import DateFact, EntryFact, Section, Story
from itinerary.places import fold_name

_MOST_TITLES = 2  # in which a word stands that tells events apart
_LEAST_LETTERS = 6  # of a word by which two titles are told to be of one event


def drop_repetitions(story: Story) -> None:
    """Drop an event that a programme tells again with its time, and a week that its days settle."""
    common = _find_common_stems(story)
    for vague in [each for each in story.entries if each.section == Section.EVENTS]:
        exact = next((each for each in story.entries if _tells_exactly(each, vague, common)), None)
        if exact is not None:
            story.entries.remove(vague)
            _list(story.expressions, vague.list_dates(), f"told again as “{exact.title}”")
    if (
        story.dates
        and story.article.published is not None
        and all(_is_week(each) for each in story.dates)
        and not _has_weekday_alone(story)
    ):
        _list(story.expressions, story.dates, "the dates of the trip are those of its parts")
        story.dates = []


def _find_common_stems(story: Story) -> set[str]:
    """Return the beginnings of words that stand in three titles or more: they tell none apart."""
    counts = Counter(stem for each in story.entries for stem in _list_stems(each.title))
    return {stem for stem, count in counts.items() if count > _MOST_TITLES}


def _tells_exactly(exact: EntryFact, vague: EntryFact, common: set[str]) -> bool:
    """Return whether an event is another one of the same day, with its time."""
    if exact is vague or exact.section != Section.EVENTS:
        return False
    if exact.kind != vague.kind and not _is_of_data(exact):
        return False
    one, other = _find_target(exact), _find_target(vague)
    if _is_of_data(exact) and not _is_of_data(vague):
        return bool(one and other) and _is_same_start(exact, vague)
    if not one or not other or not one[0].is_timed or other[0].is_timed:
        return False
    is_same_day = one[0].first == other[0].first == other[0].last
    shared = _list_stems(exact.title) & _list_stems(vague.title) - common
    return is_same_day and bool(shared)


def _is_of_data(entry: EntryFact) -> bool:
    return any(each.at for each in entry.list_dates())


def _is_same_start(exact: EntryFact, vague: EntryFact) -> bool:
    """Return whether prose tells what data state: the same time, or the same day and words."""
    one, other = _find_target(exact)[0], _find_target(vague)[0]
    is_same_time = str(one.start)[:16] == str(other.start)[:16]
    shares = bool(_list_stems(exact.title) & _list_stems(vague.title))
    return is_same_time or (one.first == other.first and shares)


def _find_target(entry: EntryFact) -> tuple:  # type: ignore[type-arg]
    return next((each.target for each in entry.list_dates()), ())


def _list_stems(title: str) -> set[str]:
    return {
        fold_name(each)[:_LEAST_LETTERS]
        for each in re.findall(rf"[^\W\d_]{{{_LEAST_LETTERS},}}", title)
    }


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


def _list(expressions: Iterable[Expression], facts: Iterable[DateFact], reason: str) -> None:
    starts = {each.start for each in facts}
    for each in expressions:
        if each.start in starts:
            each.fate, each.reason = "listed", reason
