"""What a builder raises to drop a reading of its slots."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from itinerary.diagnostics import PhraseError

Construction = tuple[
    str, Callable[..., Any]
]  # the kind that comes out, and what makes it of the slots


def make_rejection(message: str) -> PhraseError:
    """The error that drops a reading; no user sees it."""
    return PhraseError(message)


def reject_reading(message: str) -> NoReturn:
    """Drop a reading, inside an expression."""
    raise make_rejection(message)
