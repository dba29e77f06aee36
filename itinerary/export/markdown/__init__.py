"""A Timeline in; the briefing out, as Markdown: the head, a section for each day, what is open, how it came about, and the sources.

It reads well as plain text, and no text of the document is ever markup (see `escape`). All is in English, whatever the sources speak.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Literal, get_args

from itinerary.diagnostics import ItineraryError, did_you_mean
from itinerary.export.markdown.days import day_sections, home_clocks
from itinerary.export.markdown.evidence import background, differences, sources, still_open
from itinerary.export.markdown.text import (
    Brief, agreed, city, cited, contact, escape, handling, link, nested, paragraphs, person, section, status, when,
)  # fmt: skip
from itinerary.timeline import Entry, Timeline
from itinerary.wording import heading, moment, offset

SUFFIX = "md"
Audience = Literal["public", "party", "staff"]
SHORT_FORMS = "LV leave · AR arrive · RON remain overnight · TBD to be determined · −1, +1 the day before, the day after"


def render(timeline: Timeline, *, audience: Audience = "staff") -> str:
    """The briefing as Markdown. For the audience "public" it has neither contacts nor booking numbers.

    Raises ItineraryError for an unknown audience, so that a slip of the pen publishes nothing.
    """
    if audience not in get_args(Audience):
        raise ItineraryError(f"unknown audience '{audience[:60]}' - {did_you_mean(audience, get_args(Audience))}")
    numbers = {source: number for number, source in enumerate(timeline.document.sources, start=1)}
    brief = Brief(timeline, numbers, is_public=audience == "public")
    parts = (
        section_of_head(brief), *day_sections(brief), still_open(brief), background(brief), differences(brief), sources(brief),
        _contacts(brief), _notes(brief),
    )  # fmt: skip
    return "\n\n".join(filter(None, parts)) + "\n"
