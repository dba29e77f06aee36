"""What a builder raises to drop a reading of its slots."""

from __future__ import annotations

from itinerary.diagnostics import PhraseError


def make_rejection(reason: str) -> PhraseError:
    """Return the error that drops a reading. Its reason is for those who read the code."""
    return PhraseError(reason)
