"""One document about a trip in; exact dates with their reasons, a calendar and a briefing out.

The public names, each loaded when it is first used, so that asking for the version imports nothing else.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from itinerary.diagnostics import Diagnostic, DocumentError, ItineraryError, OptionError, PhraseError, PlaceError
    from itinerary.export import formats, render
    from itinerary.interval import Grain, Interval
    from itinerary.loader import load, loads
    from itinerary.meaning import Conventions
    from itinerary.phrases import Resolution, resolve_phrase
    from itinerary.resolve import resolve
    from itinerary.schema import Document
    from itinerary.selection import for_audience, split
    from itinerary.timeline import Entry, Timeline

__version__ = "0.1.0"
__all__ = [
    "Conventions", "Diagnostic", "Document", "DocumentError", "Entry", "Grain", "Interval", "ItineraryError", "OptionError",
    "PhraseError", "PlaceError", "Resolution", "Timeline", "for_audience", "formats", "load", "loads", "render", "resolve",
    "resolve_phrase", "split",
]  # fmt: skip
_HOMES = {
    "diagnostics": ("Diagnostic", "DocumentError", "ItineraryError", "OptionError", "PhraseError", "PlaceError"),
    "export": ("formats", "render"),
    "interval": ("Grain", "Interval"),
    "loader": ("load", "loads"),
    "meaning": ("Conventions",),
    "phrases": ("Resolution", "resolve_phrase"),
    "resolve": ("resolve",),
    "schema": ("Document",),
    "selection": ("for_audience", "split"),
    "timeline": ("Entry", "Timeline"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


class _Package(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        """Keep `itinerary.resolve` the function: the import system would set the module of that name in its place."""
        if not (name in _HOME_OF and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'itinerary' has no attribute '{name}'")
    return getattr(importlib.import_module(f"itinerary.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
