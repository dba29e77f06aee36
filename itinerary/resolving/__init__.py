"""A Document in; its Timeline out: each date made absolute with its steps, and every diagnostic."""

from itinerary.resolving.resolver import resolve

__all__ = ["resolve"]
