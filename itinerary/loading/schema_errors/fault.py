"""A mistake as pydantic reports it, and what we say of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any, NamedTuple

from itinerary.codes import Code
from itinerary.diagnostics import shorten_text
from itinerary.loading.source_map import PathNode


class Fault(NamedTuple):
    """A mistake by the schema.

    Attributes:
        kind: The type of pydantic's error.
        steps: The path to it in pydantic's terms, which names members of unions, too.
        given: The wrong value.
        context: What pydantic says besides, such as a limit.
        path_nodes: The nodes on the way to it in the document, from the root on.

    """

    kind: str
    steps: tuple[str | int, ...]
    given: Any
    context: Mapping[str, Any]
    path_nodes: list[PathNode]

    @property
    def name(self) -> str:
        """The name of the field in question."""
        return str(self.steps[-1]) if self.steps else ""

    @property
    def sort_key(self) -> tuple[str, int]:
        """A key by which mistakes are in the order of the file."""
        location = self.path_nodes[-1].location
        is_at_name = self.kind == "extra_forbidden"
        return location.file.name, location.name_start if is_at_name else location.start

    @property
    def quoted_value(self) -> str:
        """The wrong value as messages show it: a text in quotes, anything else by its type."""
        if isinstance(self.given, str):
            return f"'{shorten_text(self.given)}'"
        return name_value_type(self.given)


class ErrorMessage(NamedTuple):
    """What is wrong, what to write instead (may be empty), and the code of this kind of mistake."""

    message: str
    hint: str
    code: Code


def name_value_type(value: object) -> str:
    """Return the type of a value in words: "text", "a list", "nothing"."""
    match value:
        case str():
            return "text"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "fields"
        case date() | time():
            return "a date"
        case _:
            return "nothing"
