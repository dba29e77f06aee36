"""Turns one document about a trip into exact dates with their reasons, calendars and briefings.

    load(path), loads(text), Document(...) → Document → resolve → Timeline → render → text

From a dict to a calendar that people subscribe to (media type text/calendar). A dict that is no
document raises pydantic's ValidationError, and a text or file DocumentError with every mistake.
What resolving finds are `Diagnostic`s; where one is an error, `render` raises DocumentError:

>>> import hashlib, itinerary
>>> dinner = {"title": "Dinner", "when": "3 September 2025, 20:00", "visibility": "party"}
>>> press = {"title": "Press", "kind": "press", "when": "4 September 2025"}
>>> data = {"title": "Talks", "id": "talks", "place": "Quito, Ecuador", "events": [dinner, press]}
>>> timeline = itinerary.resolve(itinerary.Document.model_validate(data))
>>> [each.to_dict() for each in timeline.diagnostics]  # plain values, for JSON
[]
>>> feed = itinerary.render(timeline, "ics", audience="public").encode()
>>> feed.count(b"BEGIN:VEVENT")
1
>>> tag = hashlib.sha256(feed).hexdigest()  # the same document gives the same bytes: an ETag

From a folder of documents to a table (`pandas.DataFrame(rows)`, `polars.DataFrame(rows)`); what a
document has wrong is in `error.diagnostics`:

>>> from pathlib import Path
>>> def read_rows(path):
...     try:
...         timeline = itinerary.resolve(itinerary.load(path))
...         timeline.raise_for_errors()
...     except itinerary.DocumentError as error:
...         return []
...     return [{"file": path.name, **row} for row in timeline.to_records(zone="UTC")]
>>> rows = [row for path in sorted(Path("examples").glob("*.yaml")) for row in read_rows(path)]
>>> [row["start"].isoformat() for row in rows if row["title"] == "Load-in"]
['2025-05-13T13:00:00+00:00']

One date phrase needs no document: `resolve_phrase`. The parts that a document is made of are in
`itinerary.document`, the options of formats in `itinerary.export`. Every error that is raised on
purpose is an `ItineraryError`, but for wrong types of arguments (TypeError), values that are none
(ValueError, of `Interval`), and those of pydantic from `Document`.

Every public name is loaded when it is first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from itinerary.articles import read_article
    from itinerary.calendars.importing import import_calendar
    from itinerary.calendars.verifying import verify
    from itinerary.dates.expressions import Conventions
    from itinerary.dates.finding import Found, find
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
    from itinerary.drafting import draft
    from itinerary.export import formats, render
    from itinerary.loading import load, loads
    from itinerary.loading.dumping import dumps
    from itinerary.reports.changes import changes
    from itinerary.reports.conflicts import conflicts
    from itinerary.reports.explanation import explain
    from itinerary.resolving import resolve
    from itinerary.spreadsheets import import_table
    from itinerary.timeline import Entry, Timeline
    from itinerary.views.audience import for_audience
    from itinerary.views.parts import split
    from itinerary.views.traveller import for_traveller

__version__ = "0.1.0"
__all__ = [
    "Conventions",
    "Diagnostic",
    "Document",
    "DocumentError",
    "Entry",
    "Found",
    "Grain",
    "Interval",
    "ItineraryError",
    "OptionError",
    "PhraseError",
    "PlaceError",
    "Resolution",
    "Timeline",
    "changes",
    "conflicts",
    "draft",
    "dumps",
    "explain",
    "find",
    "for_audience",
    "for_traveller",
    "formats",
    "import_calendar",
    "import_table",
    "load",
    "loads",
    "read_article",
    "render",
    "resolve",
    "resolve_phrase",
    "split",
    "verify",
]
_HOMES = {
    "articles": ("read_article",),
    "calendars.importing": ("import_calendar",),
    "calendars.verifying": ("verify",),
    "dates.expressions": ("Conventions",),
    "dates.finding": ("Found", "find"),
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
    "drafting": ("draft",),
    "export": ("formats", "render"),
    "loading": ("load", "loads"),
    "loading.dumping": ("dumps",),
    "reports.changes": ("changes",),
    "reports.conflicts": ("conflicts",),
    "reports.explanation": ("explain",),
    "resolving": ("resolve",),
    "spreadsheets": ("import_table",),
    "timeline": ("Entry", "Timeline"),
    "views.audience": ("for_audience",),
    "views.traveller": ("for_traveller",),
    "views.parts": ("split",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


class _Package(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        """Keep `itinerary.resolve` the function when the former module of that name is imported."""
        if not (name in _HOME_OF and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


class _FormerModuleFinder:
    """Finds modules of version 0.1.0 at their former places, after all other finders."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> Any:
        """Return the spec of a former module of this package; None for any other."""
        if not name.startswith("itinerary."):
            return None
        from itinerary._moved import find_former_module

        return find_former_module(name)


sys.modules[__name__].__class__ = _Package
sys.meta_path.append(_FormerModuleFinder)


if not TYPE_CHECKING:  # for type checkers, any name at all would be one of ours

    def __getattr__(name: str) -> Any:
        if name not in _HOME_OF:
            raise AttributeError(f"module 'itinerary' has no attribute '{name}'")
        return getattr(importlib.import_module(f"itinerary.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
