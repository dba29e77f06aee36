"""A story in; its movements, each with the city that it leaves as far as that is sure, out."""

from __future__ import annotations

from datetime import date

from itinerary.document.vocabulary import EventKind
from itinerary.drafting.facts import EntryFact, LegFact, Section, Story


def settle_origins(story: Story) -> None:
    """Leave a movement the city that was named before it only if the dates say so, too.

    One without it is an event of another kind in the document.
    """
    for entry in story.entries:
        if entry.kind != EventKind.MOVEMENT or not entry.is_origin_carried:
            continue
        if _find_city_before(story, entry) != entry.origin:
            entry.origin = ""


def _find_city_before(story: Story, entry: EntryFact) -> str:
    """Return the city in which somebody is last before a movement; "" if that is open."""
    day = _find_first(entry)
    if day is None:
        return ""
    stays = [(leg.name, *span) for leg in story.legs if (span := _find_span(leg))]
    stays += [
        (each.city.name, first, first)
        for each in story.entries
        if each.section == Section.EVENTS and each is not entry and each.city is not None
        and (first := _find_first(each))
    ]  # fmt: skip
    before = [each for each in stays if each[1] <= day and each[0] != entry.destination]
    last = max((min(each[2], day) for each in before), default=None)
    names = {name for name, _, end in before if min(end, day) == last}
    return names.pop() if len(names) == 1 else ""


def _find_first(entry: EntryFact) -> date | None:
    days = [each.first for fact in entry.list_dates() for each in fact.target]
    return min((each for each in days if each), default=None)


def _find_span(leg: LegFact) -> tuple[date, date] | None:
    days = [each for fact in leg.dates for each in fact.target]
    first = min((each.first for each in days if each.first), default=None)
    last = max((each.last for each in days if each.last), default=None)
    return (first, last) if first and last else None
