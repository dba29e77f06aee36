"""A frozen value with options in; an error out, if a value is not of the type that is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, fields
from functools import lru_cache
from types import NoneType, UnionType
from typing import (
    Any,
    ClassVar,
    Literal,
    Protocol,
    TypeGuard,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from itinerary.diagnostics.choices import require_choice
from itinerary.diagnostics.errors import OptionError
from itinerary.diagnostics.printable_text import describe_value, find_half_character

_NAMES: Mapping[object, str] = {bool: "True or False", str: "a text", int: "a whole number"}


class Dataclass(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def require_types(options: Dataclass) -> None:
    """Check that each field of a dataclass holds a value of its type, as its annotation says.

    Of literals only the type is checked: `require_choice` tells better what is wrong with a word.

    Raises:
        OptionError: A value is of another type; the message says what was expected.

    >>> from itinerary.export import IcsOptions
    >>> IcsOptions(utc="no")
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: utc takes True or False, not 'no'
    """
    hints = _resolve_hints(type(options))
    for each in fields(options):
        value, hint = getattr(options, each.name), hints[each.name]
        if not _fits(value, hint):
            expected = _describe_type(hint)
            raise OptionError(f"{each.name} takes {expected}, not {describe_value(value)}")
        if isinstance(value, str) and find_half_character(value) is not None:
            raise OptionError(f"{each.name} has half of a character, which no file holds")


def require_literals(options: Dataclass) -> None:
    """Check that each field of a dataclass that takes one of a few words holds one of them.

    Raises:
        OptionError: A value is another; the message suggests what may have been meant.

    >>> from itinerary import Conventions
    >>> Conventions(after="from-ende")
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: unknown after 'from-ende' - did you mean 'from-end'?
    """
    for name, choices in _list_literals(type(options)).items():
        value = getattr(options, name)
        if value is not None or None not in choices:
            require_choice(name, value, filter(None, choices))


@lru_cache
def _list_literals(kind: type) -> dict[str, tuple[str | None, ...]]:
    """Return what each field takes, of those that take one of a few words, or none."""
    found = {name: _find_literals(hint) for name, hint in _resolve_hints(kind).items()}
    return {name: choices for name, choices in found.items() if choices}


def _find_literals(hint: Any) -> tuple[str | None, ...]:
    if get_origin(hint) is Literal:
        return get_args(hint)
    words = [word for each in get_args(hint) for word in _find_literals(each)]
    return (*words, None) if words else ()


@lru_cache
def _resolve_hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _fits(value: object, hint: Any) -> bool:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(_fits(value, each) for each in arguments)
    if origin is Literal:
        return any(_fits(value, type(each)) for each in arguments)
    if origin is tuple:  # of any length: tuple[Path, ...]
        return _is_tuple(value) and all(_fits(each, arguments[0]) for each in value)
    if isinstance(value, bool):  # it is a number, too
        return hint is bool
    return isinstance(value, str if issubclass(hint, str) else hint)  # a word for its enum


def _is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    return isinstance(value, tuple)


def _describe_type(hint: Any) -> str:
    """Return what to pass: "a text", "Timeline or None"."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return " or ".join(_describe_type(each) for each in arguments)
    if origin is Literal:
        return " or ".join(map(repr, arguments))
    if origin is tuple:
        return f"a tuple of {_describe_type(arguments[0])}"
    if hint is NoneType:
        return "None"
    is_word = issubclass(hint, str)
    return _NAMES.get(str if is_word else hint, hint.__name__)
