"""A frozen value with options in; an error out, if a value is not of the type that is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import Field, fields
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import (
    Any,
    ClassVar,
    Literal,
    NoReturn,
    Protocol,
    TypeGuard,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from itinerary.diagnostics.choices import require_choice, suggest_choices
from itinerary.diagnostics.errors import OptionError
from itinerary.diagnostics.printable_text import describe_value, find_half_character, shorten_text

_NAMES: Mapping[object, str] = {
    bool: "True or False",
    str: "a text",
    int: "a whole number",
    float: "a number",
}
OPTION_TYPES = (
    "a text, a number, True or False, a word of a Literal or an Enum, a date, a Path, a Timeline,"
    " a tuple of any length of these (tuple[str, ...]), or None beside them"
)
"""What the type of an option may be, in words."""


class Dataclass(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def require_types(options: Dataclass) -> None:
    """Check that each field of a dataclass holds a value of its type, as its annotation says.

    Of literals only the type is checked: `convert_words` tells better what is wrong with a word.

    Raises:
        OptionError: A value is of another type; the message says what was expected.
        TypeError: The class has a field of a type that no option can be of.

    >>> from itinerary.export import IcsOptions
    >>> IcsOptions(utc="no")
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: utc takes True or False, not 'no'
    """
    if fault := find_type_fault(type(options)):
        raise TypeError(f"{type(options).__name__}: {fault}")
    hints = _resolve_hints(type(options))
    for each in fields(options):
        value, hint = getattr(options, each.name), hints[each.name]
        if not _fits(value, hint):
            expected = _describe_type(hint)
            raise OptionError(f"{each.name} takes {expected}, not {describe_value(value)}")
        if isinstance(value, str) and find_half_character(value) is not None:
            raise OptionError(f"{each.name} has half of a character, which no file holds")


@lru_cache
def find_type_fault(kind: type) -> str:
    """Return which field of a class has a type that no option can be of; "" if none has.

    >>> from dataclasses import make_dataclass
    >>> find_type_fault(make_dataclass("Own", [("layers", list[str])])).partition(";")[0]
    "the type of its field 'layers' is list[str]"
    """
    hints = _resolve_hints(kind)
    for each in fields(kind):
        if not _is_supported(hints[each.name]):
            shown = getattr(hints[each.name], "__name__", "")
            is_plain = isinstance(hints[each.name], type) and not get_origin(hints[each.name])
            shown = shown if is_plain else str(hints[each.name]).replace("typing.", "")
            return f"the type of its field '{each.name}' is {shown}; it may be {OPTION_TYPES}"
    return ""


def _is_supported(hint: Any) -> bool:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return all(map(_is_supported, arguments))
    if origin is Literal:
        return True
    if origin is tuple:
        return len(arguments) == 2 and arguments[1] is ... and _is_supported(arguments[0])
    if not isinstance(hint, type) or origin is not None or hint is Any:
        return False
    kind: type = hint
    return not issubclass(kind, list | dict | set | frozenset | tuple | bytes)


def convert_words(options: Dataclass) -> None:
    """Check the words of a frozen dataclass whose types are right, and put in members of enums.

    Raises:
        OptionError: A word is none of those that a field takes; the message suggests one.

    >>> from itinerary.export import IcsOptions
    >>> IcsOptions(imprecise="spam")
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: unknown imprecise 'spam' - did you mean 'span'?
    """
    for name, hint in _resolve_hints(type(options)).items():
        value = getattr(options, name)
        converted = _convert_words(name, value, hint)
        if converted is not value:
            object.__setattr__(options, name, converted)


def _convert_words(name: str, value: object, hint: Any) -> object:
    """Return a value with the member of an enum for its word: "red" is Color.RED."""
    kinds = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    if _is_tuple(value):
        (inner,) = (get_args(kind)[0] for kind in kinds if get_origin(kind) is tuple)
        converted = tuple(_convert_words(name, each, inner) for each in value)
        return value if converted == value and _are_of_same_types(converted, value) else converted
    enums = [kind for kind in kinds if _is_word_enum(kind)]
    choices = [each for kind in kinds if get_origin(kind) is Literal for each in get_args(kind)]
    others = [kind for kind in kinds if get_origin(kind) is not Literal and kind not in enums]
    if any(isinstance(value, each) for each in enums) or any(_fits(value, each) for each in others):
        return value
    if any(value == each and isinstance(value, type(each)) for each in choices):
        return value
    members = {str(each): each for enum in enums for each in enum}
    if isinstance(value, str) and value in members:
        return members[value]
    if choices or members:
        _reject_choice(name, value, [*choices, *members])
    return value


def _are_of_same_types(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return [*map(type, one)] == [*map(type, other)]


def _reject_choice(name: str, value: object, choices: Sequence[object]) -> NoReturn:
    word = value if isinstance(value, str) else describe_value(value)
    remedy = suggest_choices(word, map(str, choices))
    raise OptionError(f"unknown {name} '{shorten_text(word)}' - {remedy}")


def _is_word_enum(hint: Any) -> TypeGuard[type[StrEnum]]:
    return isinstance(hint, type) and not get_origin(hint) and issubclass(hint, StrEnum)


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
    if hint is float:
        return isinstance(value, int | float)
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
