"""Which part of the schema a path of pydantic's leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, get_args, get_origin

from itinerary.document import Document, Node


def find_model(steps: Sequence[object]) -> type[Node]:
    """Return the model at a path, or the nearest one around it.

    >>> find_model(("legs", 0, "events", 2)).__name__
    'Event'
    """
    found: type[Node] = Document
    is_key = False
    for step in steps:
        fields = _map_annotations(found)
        if is_key or step not in fields:
            is_key = False
            continue
        annotation = fields[str(step)]
        is_key = get_origin(annotation) is dict
        found = next(_iterate_models(annotation), found)
    return found


def find_item_model(steps: Sequence[object]) -> type[Node] | None:
    """Return the model of the items of the list at a path; None if they are plain text."""
    annotation = _map_annotations(find_model(steps[:-1]))[str(steps[-1])]
    item = next(iter(get_args(annotation)), None)
    return item if isinstance(item, type) and issubclass(item, Node) else None


def list_required_fields(model: type[Node]) -> list[str]:
    """Return the names of the fields that a part of a document must have, as people write them."""
    fields = model.model_fields.items()
    return [field.alias or name for name, field in fields if field.is_required()]


def _map_annotations(model: type[Node]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _iterate_models(annotation: Any) -> Iterator[type[Node]]:
    if isinstance(annotation, type) and issubclass(annotation, Node):
        yield annotation
    for inner in get_args(annotation):
        yield from _iterate_models(inner)
