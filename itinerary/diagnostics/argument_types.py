"""An argument in; an error out that names it and what to pass, if it is of a wrong type."""

from __future__ import annotations

from types import UnionType
from typing import cast

from itinerary.diagnostics.printable_text import describe_value, find_half_character


def require_argument(
    name: str,
    value: object,
    kind: type | UnionType | tuple[type, ...],
    wanted: str,
    remedy: str = "",
) -> None:
    """Check that an argument is of a type.

    Args:
        name: What the function calls it.
        value: The argument.
        kind: Its type, or a union.
        wanted: What to pass, as the message says it: "a str".
        remedy: How to get at what is wanted; may be empty.

    Raises:
        TypeError: It is of another type.

    >>> require_argument("title", b"Tea", str, "a str", "decode it first")
    Traceback (most recent call last):
    TypeError: title takes a str, not a bytes; decode it first
    """
    if not isinstance(value, kind):
        how = f"; {remedy}" if remedy else ""
        raise TypeError(f"{name} takes {wanted}, not {describe_value(value)}{how}")


def require_text(name: str, value: object) -> None:
    """Check that an argument is a text that can be written.

    Raises:
        TypeError: It is no text.
        ValueError: It has half of a character (a surrogate), which no file holds.

    >>> require_text("id", 3)
    Traceback (most recent call last):
    TypeError: id takes a str, not 3
    """
    require_argument(name, value, str, "a str")
    if (index := find_half_character(str(value))) is not None:
        raise ValueError(f"{name} has half of a character at index {index}")


def require_flag(name: str, value: object) -> None:
    """Check that an argument is True or False: of other values, "no" would count as True.

    Raises:
        TypeError: It is another value.

    >>> require_flag("partial", "no")
    Traceback (most recent call last):
    TypeError: partial takes True or False, not 'no'
    """
    require_argument(name, value, bool, "True or False")


def require_items(name: str, values: object, kind: type) -> None:
    """Check that an argument is a tuple whose items are of a type.

    Raises:
        TypeError: It is not.

    >>> require_items("days", [1], int)
    Traceback (most recent call last):
    TypeError: days takes a tuple of int, not a list
    """
    items = cast("tuple[object, ...]", values)
    if not isinstance(values, tuple) or not all(isinstance(each, kind) for each in items):
        raise TypeError(f"{name} takes a tuple of {kind.__name__}, not {describe_value(items)}")
