"""A Document in; its Timeline out: each date absolute, with the steps that led to it."""

from itinerary.resolving.reading_memory import ReadingMemory
from itinerary.resolving.resolver import resolve, resolve_again

__all__ = ["ReadingMemory", "resolve", "resolve_again"]
