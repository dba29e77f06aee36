"""Texts in braces that commas cut in pieces, as in {when: Tuesday, Sept 2}."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from itinerary.loading.schema_errors.fault import Fault
from itinerary.loading.schema_errors.model_lookup import find_model
from itinerary.loading.source_map import PathNode

_MAX_PIECES = 40  # fields of a mapping in braces that are looked at
_DECIMAL_COMMA = re.compile(r"-?\d+, \d+")


class UnquotedComma(NamedTuple):
    """A text that commas cut in pieces.

    Attributes:
        name: The name of the field that has the first piece.
        text: The whole text, as it was meant.
        is_first: Whether the fault in question is the first piece that was cut off.

    """

    name: str
    text: str
    is_first: bool

    @property
    def is_decimal(self) -> bool:
        """Whether it was meant as a number with a decimal comma."""
        return bool(_DECIMAL_COMMA.fullmatch(self.text))


def find_unquoted_comma(fault: Fault) -> UnquotedComma | None:
    """Return the text that was meant where a "field" is a piece of one; None where it is not.

    A piece has neither a known name nor a colon, as "Sept 2" in {when: Tuesday, Sept 2}.
    """
    if fault.kind != "extra_forbidden" or fault.given is not None or is_missing_space(fault):
        return None
    parent = fault.path_nodes[-2]
    names: list[str] = list(itertools.islice(parent.node, _MAX_PIECES))
    if fault.name not in names or not _is_bare(parent, fault.name):
        return None
    pieces = {name for name in names if _is_bare(parent, name)}
    first = last = names.index(fault.name)
    while first and names[first] in pieces:
        first -= 1
    while last + 1 < len(names) and names[last + 1] in pieces:
        last += 1
    start = parent.node[names[first]]
    if not isinstance(start, str):
        return None
    text = ", ".join([start, *names[first + 1 : last + 1]])
    return UnquotedComma(names[first], text, names[first + 1] == fault.name)


def is_missing_space(fault: Fault) -> bool:
    """Return whether a name is a field and its value without a space after the colon."""
    name, colon, _ = fault.name.partition(":")
    known = find_model(fault.steps[:-1]).list_field_names()
    return fault.given is None and bool(colon) and name in known


def _is_bare(parent: PathNode, name: str) -> bool:
    """Return whether a name in braces has neither a colon nor anything else behind it."""
    file, children = parent.location.file, parent.location.children
    if parent.node[name] is not None or not isinstance(children, dict):
        return False
    if not file.text.startswith("{", parent.location.start):
        return False
    end = children[name].name_start + len(name)
    return file.text[end : end + 10].lstrip()[:1] in {",", "}"}
