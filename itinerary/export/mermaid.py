"""A Timeline in; a timeline of Mermaid out, which forges and notebooks draw where it stands.

A day is a section of it, a date a column with its title and its place below. A history has no
sections. Whatever has a meaning in Mermaid is written as a character reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from itinerary.dates.wording import format_day_heading
from itinerary.dates.wording.labels import translate_label
from itinerary.export.ics.summaries import format_inexact_time
from itinerary.export.occasions import (
    Occasion,
    join_words,
    list_occasions,
    list_reasons,
    sort_by_day,
    translate_title,
)
from itinerary.export.options import ListingOptions
from itinerary.timeline import Timeline
from itinerary.timeline.chronologies import is_chronology

_OPEN, _BACKGROUND = "Still open", "Background"  # the last sections, by their labels
_NO_ROOM: Mapping[str, Callable[[Occasion], object]] = {
    "with notes, for which a timeline of Mermaid has no room": lambda each: each.facts.notes,
    "with people, for whom a timeline of Mermaid has no room": lambda each: each.facts.participants,
}
# Mermaid 9 ends a text at some of them that Mermaid 11 takes; of `style` and `%%` both make more.
_SPECIAL = re.compile(r"[^\w .,()/'’“”–—−→+\-|!?]")


def render(timeline: Timeline, options: ListingOptions) -> str:
    """Return the text of the diagram; "" where there is nothing to draw."""
    lines = list(_compose_lines(timeline, options.lang))
    if not lines:
        return ""
    title = _escape(translate_title(timeline, options.lang))
    return "\n".join(["timeline", f"    title {title}", *lines, ""])


def list_losses(timeline: Timeline, options: ListingOptions) -> tuple[str, ...]:
    """Return what the diagram has no room for, in sentences."""
    return list_reasons(list_occasions(timeline, options.lang), _NO_ROOM)


def _compose_lines(timeline: Timeline, language: str) -> Iterator[str]:
    has_sections = not is_chronology(timeline)
    section = ""
    for occasion in sort_by_day(list_occasions(timeline, language)):
        heading = _name_section(occasion) if has_sections else ""
        if heading != section:
            section = heading
            yield f"    section {_escape(heading)}"
        texts = [_format_period(occasion, has_sections), occasion.title]
        if (where := _format_places(occasion)) not in ("", occasion.entry.title):
            texts.append(where)
        yield f"        {' : '.join(_escape(join_words(each)) for each in texts)}"


def _format_places(occasion: Occasion) -> str:
    """Return where it is; of a movement, from where it goes to where."""
    places = (occasion.entry.place, occasion.entry.destination)
    return " → ".join(each.name for each in places if each and each.name)


def _name_section(occasion: Occasion) -> str:
    interval = occasion.interval
    if occasion.entry.section == "background":
        return translate_label(_BACKGROUND, occasion.language)
    if interval is None or interval.first is None:
        return translate_label(_OPEN, occasion.language)
    return format_day_heading(interval.first, occasion.language)


def _format_period(occasion: Occasion, has_sections: bool) -> str:
    """Return when it is, without the day where that is the section's."""
    interval = occasion.interval
    is_within_day = interval is not None and interval.is_timed and interval.first == interval.last
    is_background = occasion.entry.section == "background"
    if not has_sections or not is_within_day or is_background:
        return occasion.words
    return occasion.format_dates(format_inexact_time)


def _escape(text: str) -> str:
    """Return a text in which nothing has a meaning in Mermaid.

    >>> _escape("10:00 #1")
    '10#58;00 #35;1'
    """
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", text) or "#160;"
