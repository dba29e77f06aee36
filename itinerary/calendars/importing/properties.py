"""A component or a property that is parsed in; its values and texts out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from icalendar import Component

from itinerary.diagnostics import shorten_text


def format_event_title(event: Component) -> str:
    """Return an event's title, else its UID, in quotes, for messages."""
    name = get_property_text(event.get("SUMMARY")) or get_property_text(event.get("UID"))
    return f"'{shorten_text(name or 'an event without a title')}'"


def get_property_text(value: Any) -> str:
    """Return a property's value as text: the first of several, empty for none."""
    return str(next(iter(list_property_values(value)), "") or "").strip()


def list_property_values(value: Any) -> Sequence[Any]:
    """Return all values of a property: the parser gives a list only where there are several."""
    return cast("Sequence[Any]", value) if isinstance(value, list) else [value]


def list_components(component: Any, name: str | None = None) -> list[Component]:
    """Return a component and all that it holds, or only those of a name."""
    found: list[Component] = component.walk(name)
    return found
