"""A Document in; its Timeline out: each date absolute, with the steps that led to it."""

from itinerary.resolving.resolver import resolve

__all__ = ["resolve"]
