"""A whole trip, resolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from itinerary.diagnostics import Diagnostic
from itinerary.document import Document
from itinerary.places import Place
from itinerary.timeline.entries import Entry, SectionName


@dataclass(frozen=True, slots=True)
class Timeline:
    """A trip, resolved: its entries in order, each with its dates.

    The entries come in this order: the trip itself; legs and events by time, open ones behind what
    they follow in the document; the background by time.

    Attributes:
        document: What it was resolved from.
        id: The document's id.
        entries: The trip, its legs and events, and the background.
        diagnostics: What is wrong or doubtful, for the author of the document.
        home: The place whose clock stands beside the local ones.
        home_zone: The time zone of `home`.
        stamp: When the document last changed, for DTSTAMP (RFC 5545, section 3.8.7.2): `revised`,
            else `as_of`, else the latest publication of a source, else the start of the trip.
        enclosing_legs: Of a part of a trip: the legs that its entries belong to and that are not
            among them.
    """

    document: Document
    id: str
    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    home: Place | None = None
    home_zone: ZoneInfo | None = None
    stamp: date | None = None
    enclosing_legs: tuple[Entry, ...] = ()

    def __repr__(self) -> str:
        return f"Timeline({self.id!r}, {len(self.entries)} entries)"

    def _repr_html_(self) -> str:
        """Return the days with their entries as a small table, which notebooks show."""
        from itinerary.timeline.notebook import format_html_table  # only notebooks need it

        return format_html_table(self)

    def select_entries(self, *sections: SectionName) -> tuple[Entry, ...]:
        """Return the entries of some sections, in order."""
        return tuple(entry for entry in self.entries if entry.section in sections)

    def find(self, id: str) -> Entry | None:
        """Return the entry of an id; None if there is none."""
        return next((entry for entry in self.entries if entry.id == id), None)
