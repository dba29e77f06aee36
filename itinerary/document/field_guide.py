"""A part of a document in; its fields with what they hold, as a program may show them, out."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic.fields import FieldInfo

from itinerary.document.claims import Claim
from itinerary.document.node import Node


class GuidedField(NamedTuple):
    """A field, as people write it.

    Attributes:
        name: Its name.
        description: What it holds, in a sentence.
        examples: Values that it may have, as in a document in JSON.
        choices: The words that it takes, if it takes but a few.
        is_required: Whether it has to be there.
        model: What it holds, if that has fields of its own.
        is_list: Whether it holds a list.
        is_date: Whether it holds claims on a date.
    """

    name: str
    description: str
    examples: tuple[Any, ...]
    choices: tuple[str, ...]
    is_required: bool
    model: type[Node] | None
    is_list: bool
    is_date: bool


@cache
def guide_fields(model: type[Node]) -> dict[str, GuidedField]:
    """Return the fields of a part of a document by their names, in their order.

    >>> from itinerary.document import Event
    >>> guide_fields(Event)["status"].choices
    ('confirmed', 'tentative', 'postponed', 'cancelled')
    >>> guide_fields(Event)["when"].is_date, guide_fields(Event)["place"].model.__name__
    (True, 'PlaceDetails')
    """
    fields = model.model_fields.items()
    guided = (_guide_field(field.alias or name, field) for name, field in fields)
    return {each.name: each for each in guided if each.name != "x-"}


def _guide_field(name: str, field: FieldInfo) -> GuidedField:
    parts = [*_iterate_parts(field.annotation)]
    models = [each for each in parts if isinstance(each, type) and issubclass(each, Node)]
    return GuidedField(
        name,
        field.description or "",
        tuple(field.examples or ()),
        tuple(_iterate_choices(parts)),
        field.is_required(),
        next(iter(models), None),
        is_list=any(get_origin(each) is tuple for each in parts) and Claim not in models,
        is_date=Claim in models,
    )


def _iterate_parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in get_args(annotation):
        yield from _iterate_parts(inner)


def _iterate_choices(parts: list[Any]) -> Iterator[str]:
    for each in parts:
        if get_origin(each) is Literal:
            yield from map(str, get_args(each))
        elif each is bool:
            yield from ("true", "false")
        elif isinstance(each, type) and issubclass(each, Enum):
            yield from (str(word.value) for word in each)
