"""The stories of several articles in; one story, with what they say side by side, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from itinerary.document.vocabulary import Status
from itinerary.drafting.bookings import is_same_booking, join_booked
from itinerary.drafting.facts import DateFact, EntryFact, LegFact, Section, Story
from itinerary.drafting.gazetteer import NamedPlace, lies_in
from itinerary.drafting.withdrawals import mark_withdrawn
from itinerary.places import fold_name

_LEAST_LETTERS = 5  # of a word by which two titles are told to be the same
_NEAR = timedelta(days=4)  # between the dates of what may be the same


def merge_stories(stories: Sequence[Story]) -> Story:
    """Return one story: the same place, or the same event, is one entry with a claim from each."""
    first = stories[0]
    if len(stories) == 1:
        return first
    merged = Story(first.number, first.article, first.language)
    merged.principal = next((each.principal for each in stories if each.principal), None)
    merged.home = next((each.home for each in stories if each.home), "")
    merged.status = next((s.status for s in stories if s.status != Status.CONFIRMED), first.status)
    for story in stories:
        for each in stories:
            if each is not story:
                mark_withdrawn(each.legs, story.expressions, story.article.name)
                mark_withdrawn(each.entries, story.expressions, story.article.name)
    for story in stories:
        merged.dates += story.dates
        for leg in story.legs:
            _merge_leg(merged, leg)
        for entry in story.entries:
            _merge_entry(merged, entry, [each for each in stories if each is not story])
    cities = [each.city for each in merged.legs if each.city and each.city.is_city]
    merged.legs = [each for each in merged.legs if not _gives_way(each, cities)]
    return merged


def _gives_way(leg: LegFact, cities: Sequence[NamedPlace]) -> bool:
    """Return whether a leg is a country or state of which another article names a city."""
    region = leg.city
    return region is not None and not region.is_city and any(lies_in(c, region) for c in cities)


def _merge_leg(merged: Story, leg: LegFact) -> None:
    known = merged.find_leg(leg.city)
    if known is None:
        merged.legs.append(leg)
    else:
        is_derived = leg.is_derived and bool(known.dates) and not known.is_derived
        known.dates += [] if is_derived else leg.dates
        known.marks += [each for each in leg.marks if each not in known.marks]


def _merge_entry(merged: Story, entry: EntryFact, others: Sequence[Story]) -> None:
    same = next((each for each in merged.entries if _is_same(each, entry)), None)
    if same is None:
        merged.entries.append(entry)
        return
    for name, facts in entry.dates.items():
        same.dates.setdefault(name, []).extend(facts)
    join_booked(same, entry)
    names = {each.name for each in same.participants}
    same.participants += [each for each in entry.participants if each.name not in names]


def _is_same(one: EntryFact, other: EntryFact) -> bool:
    """Return whether two articles tell the same event: the same person or words, near in time."""
    if one.section != other.section or one.kind != other.kind:
        return False
    sources = {each.source for each in one.list_dates()}
    if sources & {each.source for each in other.list_dates()}:
        return False
    if (is_booked := is_same_booking(one, other)) is not None:
        return is_booked
    if not _is_near(one, other):
        return False
    if one.city and other.city and one.city.key != other.city.key:
        return False
    names = {_fold_surname(each.name) for each in one.participants}
    if names & {_fold_surname(each.name) for each in other.participants}:
        return True
    if one.section == Section.BACKGROUND and _first(one) != _first(other):
        return False
    shared = _list_words(one.title) & _list_words(other.title)
    return len(shared) >= 2 or bool(_list_names(one.title) & _list_names(other.title))


def _fold_surname(name: str) -> str:
    return fold_name(name.split()[-1])


def _list_words(title: str) -> set[str]:
    return {fold_name(each) for each in re.findall(rf"[^\W\d_]{{{_LEAST_LETTERS},}}", title)}


def _list_names(title: str) -> set[str]:
    """Return the words with a capital inside a title, but for that of the first word."""
    found = re.findall(rf"(?<=\s)[^\W\d_a-z][^\W\d_]{{{_LEAST_LETTERS},}}", title)
    return {fold_name(each) for each in found}


def _first(entry: EntryFact) -> DateFact | None:
    return next(iter(entry.list_dates()), None)


def _is_near(one: EntryFact, other: EntryFact) -> bool:
    days = [
        next((each.first for each in fact.target if each.first), None)
        for fact in (_first(one), _first(other))
        if fact is not None
    ]
    first, second = [*days, None, None][:2]
    return first is not None and second is not None and abs(first - second) <= _NEAR
