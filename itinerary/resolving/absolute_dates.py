"""Words for a date that needs no other, such as one of publication, in; its interval out."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from itinerary.dates.interval import Interval, is_ancient
from itinerary.diagnostics import PhraseError
from itinerary.resolving.claim_context import (
    ClaimContext,
    refuse_unknown_language,
    resolve_at_all_moments,
)
from itinerary.resolving.references import NO_REFERENCE, NoReferenceError


def resolve_absolute_date(words: str, language: str, zone: ZoneInfo | None) -> Interval:
    """Return the interval of a date that needs no other, such as one of publication.

    Raises:
        NoReferenceError: The words count from another date.
        PhraseError: The words are no date, or not exactly one.
    """
    context = ClaimContext(NO_REFERENCE, language=language, zone=zone)
    refuse_unknown_language(words, context)
    interval = resolve_at_all_moments(words, context, None).interval
    if is_ancient(interval):
        message = "it lies before the year 1, in which nothing was published"
        raise PhraseError(message, kind="impossible", text=words, hint="write the date itself")
    return interval


def is_absolute_phrase(words: str, language: str) -> bool:
    """Whether words do not count from another date, be it that they come to none at all."""
    try:
        resolve_absolute_date(words, language, None)
    except NoReferenceError:
        return False
    except PhraseError:
        pass
    return True
