"""A story in; the same with a mark at each event whose time is still to be confirmed, out."""

from __future__ import annotations

import re

from itinerary.drafting.facts import DateFact, Section, Story
from itinerary.drafting.language import DraftingWords

_BEFORE = 24  # characters before "to be confirmed" that say of what


def mark_unconfirmed(story: Story, words: DraftingWords) -> None:
    """Mark the events beside whose dates stands that they, or their times, may change.

    "Dinner (venue to be confirmed)" is sure of its date; "talks on Monday (time to be confirmed)"
    of its day.
    """
    for entry in story.entries:
        for fact in entry.list_dates() if entry.section == Section.EVENTS else ():
            if fact.target and (open_words := _find_open_words(fact, words)):
                fact.marks.append(f"“{open_words}” stands beside it")


def _find_open_words(fact: DateFact, words: DraftingWords) -> str:
    """Return the words by which a date is still open; "" if there are none."""
    is_timed = any(each.is_timed for each in fact.target)
    for found in words.open.finditer(fact.quote):
        before = re.split(r"[;.(]", fact.quote[max(0, found.start() - _BEFORE) : found.start()])[-1]
        is_of_time = words.time_noun.search(before) is not None
        if not words.venue.search(before) and (is_timed or not is_of_time):
            return found[0]
    return ""
