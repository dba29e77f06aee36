"""The prose of an article in; what it says of the trip, noted in its story, out."""

from __future__ import annotations

from itinerary.drafting.prose.prose_reader import ProseReader

__all__ = ["ProseReader"]
