"""What is wrong with data by pydantic in; the same in words of ours, and of bounded size, out.

Files have errors of their own, with positions (`itinerary.loading`); these are of what is built in
Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from numbers import Number
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError, PydanticKnownError

from itinerary.diagnostics import NodePath, shorten_text
from itinerary.document.vocabulary import DateField

MAX_ERRORS = 1_000  # of one ValidationError; the rest are counted
_MAX_DEPTH = 80  # of data that is looked through: documents are flatter
_MAX_STEP = 200  # characters of a name in the place of an error
# Where a text may stand for the claims on a date, and where for the fields of something.
_DATES = frozenset(map(str, DateField))
_NAMES = frozenset("place from to home stay principal travellers participants".split())


def refuse_sets(title: str, data: object) -> None:
    """Raise ValidationError for a set in the data of a document: what is listed has an order.

    Args:
        title: What the data is to become, as pydantic names it.
        data: The fields; models in them have been checked.
    """
    if errors := [_describe_set(path, found) for path, found in _find_sets(data, ())]:
        raise ValidationError.from_exception_data(title, errors)


def restate_errors(error: ValidationError) -> ValidationError:
    """Return an error that says how to write a number as text, and lists no more than people read.

    The error itself is returned where there is nothing to say better.
    """
    found = error.errors(include_url=False)
    is_long = len(found) > MAX_ERRORS
    if not is_long and not any(_is_number_for_text(each) or _has_long_step(each) for each in found):
        return error
    details = [_restate(each) for each in found[:MAX_ERRORS]]
    if is_long:
        text: Any = f"and {len(found) - MAX_ERRORS:,} more errors - correct those above first"
        details.append(InitErrorDetails(type=PydanticCustomError("more_errors", text), input=None))
    return ValidationError.from_exception_data(error.title, details)


def _find_sets(value: object, path: NodePath) -> Iterator[tuple[NodePath, object]]:
    if isinstance(value, set | frozenset):
        yield path, cast("object", value)
    elif len(path) < _MAX_DEPTH:
        for step, each in _iterate_children(value):
            if not isinstance(each, str):
                yield from _find_sets(each, (*path, step))


def _iterate_children(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        yield from ((str(key), each) for key, each in items)
    elif isinstance(value, list | tuple):
        yield from enumerate(cast("list[object]", value))


def _describe_set(path: NodePath, found: object) -> InitErrorDetails:
    text = "expected a list, got a set, which has no order - write [...] in the order that counts"
    return InitErrorDetails(type=PydanticCustomError("unordered", text), loc=path, input=found)


def _is_number_for_text(found: ErrorDetails) -> bool:
    if not isinstance(found["input"], Number | Decimal):
        return False
    field = next((step for step in reversed(found["loc"]) if isinstance(step, str)), "")
    match found["type"]:
        case "string_type":
            return True
        case "tuple_type":
            return field in _DATES
        case "model_type" | "model_attributes_type":
            return field in _DATES or field in _NAMES
        case _:
            return False


def _has_long_step(found: ErrorDetails) -> bool:
    return any(len(step) > _MAX_STEP for step in found["loc"] if isinstance(step, str))


def _restate(found: ErrorDetails) -> InitErrorDetails:
    loc = tuple(
        shorten_text(step, _MAX_STEP) if isinstance(step, str) else step for step in found["loc"]
    )
    kind, context = _restate_type(found), found.get("ctx")
    if context is None or not isinstance(kind, str):
        return InitErrorDetails(type=kind, loc=loc, input=found["input"])
    return InitErrorDetails(type=kind, loc=loc, input=found["input"], ctx=context)


def _restate_type(found: ErrorDetails) -> str | PydanticCustomError:
    kind: Any = found["type"]
    text: Any = found["msg"].replace("{", "{{").replace("}", "}}")  # pydantic asks for literals
    if _is_number_for_text(found):
        given = "true or false" if isinstance(found["input"], bool) else "a number"
        text = f'expected text, got {given} - write it in quotes: "…"'
        return PydanticCustomError(kind, text)
    try:
        PydanticKnownError(kind, found.get("ctx"))
    except KeyError:  # one of ours
        return PydanticCustomError(kind, text)
    return str(kind)
