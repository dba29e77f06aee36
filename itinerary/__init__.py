"""One document about a trip in; exact dates with their reasons, a calendar and a briefing out.

The public names, each loaded when it is first used, so that asking for the version imports nothing else.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from itinerary.dates.expressions import Conventions
    from itinerary.dates.grammar import Resolution, resolve_phrase
    from itinerary.dates.interval import Grain, Interval
    from itinerary.diagnostics import (
        Diagnostic,
        DocumentError,
        ItineraryError,
        OptionError,
        PhraseError,
        PlaceError,
    )
    from itinerary.document import Document
    from itinerary.export import formats, render
    from itinerary.loading import load, loads
    from itinerary.resolving import resolve
    from itinerary.timeline import Entry, Timeline
    from itinerary.views.audience import for_audience
    from itinerary.views.parts import split

__version__ = "0.1.0"
__all__ = [
    "Conventions", "Diagnostic", "Document", "DocumentError", "Entry", "Grain", "Interval", "ItineraryError", "OptionError",
    "PhraseError", "PlaceError", "Resolution", "Timeline", "for_audience", "formats", "load", "loads", "render", "resolve",
    "resolve_phrase", "split",
]  # fmt: skip
_HOMES = {
    "dates.expressions": ("Conventions",),
    "dates.grammar": ("Resolution", "resolve_phrase"),
    "dates.interval": ("Grain", "Interval"),
    "diagnostics": (
        "Diagnostic",
        "DocumentError",
        "ItineraryError",
        "OptionError",
        "PhraseError",
        "PlaceError",
    ),
    "document": ("Document",),
    "export": ("formats", "render"),
    "loading": ("load", "loads"),
    "resolving": ("resolve",),
    "timeline": ("Entry", "Timeline"),
    "views.audience": ("for_audience",),
    "views.parts": ("split",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'itinerary' has no attribute '{name}'")
    return getattr(importlib.import_module(f"itinerary.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
