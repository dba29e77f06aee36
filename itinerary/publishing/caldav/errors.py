"""The error of a push: what failed at which address, and what to do about it."""

from __future__ import annotations

from itinerary.diagnostics import ItineraryError


class PushError(ItineraryError):
    """A push that failed; what was sent before is kept, so the next push goes on from there.

    >>> str(PushError("https://cal.example/: 507: no space is left", "make room, and push again"))
    'https://cal.example/: 507: no space is left - make room, and push again'
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} - {remedy}" if remedy else message)


class ChangedMeanwhileError(PushError):
    """A request that was refused because somebody wrote the event in the meantime."""


class RefusedEventError(PushError):
    """A request that was refused for the one event that it is about."""
