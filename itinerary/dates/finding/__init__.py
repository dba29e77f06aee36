"""A text in; every date, time and duration in it, with its value and the reason, out.

A phrase that is found is read by the grammar of `resolve_phrase`; what is here tells where one
stands, whether its words are a date there, and from which day it is seen.
"""

from __future__ import annotations

from datetime import date, tzinfo
from typing import Literal, TypeAlias

from itinerary.dates.expressions import Conventions
from itinerary.dates.finding.found import Found, FoundKind, Timex
from itinerary.dates.finding.streaming import Passage, Reader
from itinerary.dates.grammar import build_context, check_phrase_arguments
from itinerary.dates.interval import Interval
from itinerary.diagnostics import require_choice

__all__ = ["STYLES", "Found", "FoundKind", "Passage", "Reader", "StyleName", "Timex", "find"]

StyleName: TypeAlias = Literal["auto", "news", "narrative", "announcement"]
STYLES: tuple[StyleName, ...] = ("auto", "news", "narrative", "announcement")


def find(
    text: str,
    *,
    reference: date,
    language: str = "en",
    zone: tzinfo | None = None,
    window: Interval | tuple[Interval, ...] | None = None,
    conventions: Conventions = Conventions(),
    style: StyleName = "auto",
) -> tuple[Found, ...]:
    """Return every temporal expression of a text, in order.

    Args:
        text: Running text: news, a chronicle, an announcement.
        reference: The day or time of its publication.
        language: The code of a language: see `list_languages`.
        zone: Of the place.
        window: The dates of the trip that it announces: a weekday that is to come is the one in
            them.
        conventions: The readings on which people differ; `prefer` is told by the verbs.
        style: From where its dates are seen: "news" from the publication, "narrative" each from
            the one before, "announcement" from the publication on; "auto" tells by the text.

    Raises:
        OptionError: There is no such language or style.
        TypeError: An argument has a wrong type; the message names it.

    >>> found = find("In May the minister said she will visit Quito on Friday.",
    ...              reference=date(2025, 9, 1))
    >>> [(each.text, each.timex.value) for each in found]
    [('In May', '2025-05'), ('on Friday', '2025-09-05')]
    """
    check_phrase_arguments(text, language, zone, window, None, conventions)
    require_choice("style", style, STYLES)
    context = build_context(reference, zone, window, {}, conventions)
    return tuple(
        [found for passage in Reader([text], language, context, style) for found in passage.found]
    )
