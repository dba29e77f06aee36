"""Odd values for every parameter of every public callable: an answer, or an error that names it.

The callables are found by introspection, so that a new name is held to the same.
"""

from __future__ import annotations

import collections.abc
import json
import re
import types
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import pendulum
import pytest
from foreign_values import Array
from fuzz.documents import in_time
from public_callables import TIMELINE, PublicCallable, list_public_callables
from pydantic import BaseModel, ValidationError
from tables import Table

from itinerary import ItineraryError, render, resolve_phrase
from itinerary.document import Node
from itinerary.export import FORMATS, FormatOptions

CALLABLES = [each for each in list_public_callables() if each.parameters]
MOST = 1500  # characters of a message
# Values that the library makes: it takes the fields as they are, which their types say.
RECORDS = {"Entry", "Found", "Timeline", "Dating", "Reading", "Resolution", "Step"}
RECORDS |= {"Format", "KindSpec", "PhraseError", "PlaceError"}
# What a user asks of any value, as Python's own collections are asked.
ANY_VALUE = {("Timeline.__contains__", "item")}
# Looked at when it is needed only: a document has as many as entries.
ANY_VALUE |= {("resolve_phrase", "anchors")}


class NoOffset(tzinfo):
    """A time zone that states no offset."""

    def utcoffset(self, _: datetime | None) -> timedelta | None:
        return None

    def dst(self, _: datetime | None) -> timedelta | None:
        return None

    def tzname(self, _: datetime | None) -> str | None:
        return None


class Word(str):
    """A text of a class of one's own."""


class Number(int):
    """A number of a class of one's own."""


class Day(date):
    """A day of a class of one's own."""


def use_up(values: object) -> Any:
    generator = (each for each in (values,))
    return next(generator) and generator


def nest(depth: int) -> list[Any]:
    nested: list[Any] = []
    for _ in range(depth):
        nested = [nested]
    return nested


ODD_VALUES: dict[str, Callable[[], Any]] = {
    "none": lambda: None,
    "bool": lambda: True,
    "other bool": lambda: False,
    "negative": lambda: -1,
    "zero": lambda: 0,
    "huge number": lambda: 10**5000,  # more digits than Python writes
    "fraction": lambda: 1.5,
    "nan": lambda: float("nan"),
    "infinity": lambda: float("-inf"),
    "decimal": lambda: Decimal("NaN"),
    "rational": lambda: Fraction(1, 3),
    "complex": lambda: 1j,
    "empty text": lambda: "",
    "blank text": lambda: " \t\u2003\n",
    "huge text": lambda: "x " * 50_000,
    "half a character": lambda: "\ud800",
    "controls": lambda: "\x00\x1b[31m",
    "unknown word": lambda: "no such thing",
    "bytes": lambda: b"today",
    "bytearray": lambda: bytearray(b"\xff"),
    "subclass of text": lambda: Word("no such word"),
    "subclass of number": lambda: Number(3),
    "subclass of day": lambda: Day(2025, 9, 4),
    "naive time": lambda: datetime(2025, 9, 3, 10),
    "aware time": lambda: datetime(2025, 9, 3, 10, tzinfo=UTC),
    "time without offset": lambda: datetime(2025, 9, 3, 10, tzinfo=NoOffset()),
    "first time": lambda: datetime.min,
    "last time": lambda: datetime.max.replace(tzinfo=UTC),
    "duration": lambda: timedelta(days=1),
    "zone": NoOffset,
    "pendulum's time": lambda: pendulum.datetime(2025, 9, 3, tz="Europe/Lisbon"),
    "pendulum's span": lambda: pendulum.duration(days=2),
    "empty list": list,
    "list": lambda: [1, "x", None],
    "nested list": lambda: nest(500),
    "tuple of a nested list": lambda: (nest(500),),
    "empty tuple": tuple,
    "tuple": lambda: (1, None),
    "dict": lambda: {"no": "thing"},
    "dict of numbers": lambda: {1: None},
    "read-only dict": lambda: types.MappingProxyType({"no": 1}),
    "set": lambda: {"x"},
    "generator used up": lambda: use_up("x"),
    "generator": lambda: (each for each in "ab"),
    "lambda": lambda: lambda *_, **__: None,
    "class": lambda: int,
    "module": lambda: types,
    "error": lambda: ValueError("x"),
    "path": lambda: Path("no/such\x00file"),
    "object": object,
    "array": Array,
    "phrase": lambda: resolve_phrase("today", reference=date(2025, 9, 3)),
}


SUBCLASSES: dict[type, Callable[[Any], Any]] = {
    str: Word,
    int: Number,
    date: lambda day: Day(day.year, day.month, day.day),
    dict: OrderedDict,
}


@pytest.mark.slow
@pytest.mark.parametrize("each", CALLABLES, ids=lambda each: each.name)
def test_odd_values_are_taken_rightly_or_named(each: PublicCallable, table: Table) -> None:
    for parameter in each.parameters:
        with table.row(each.name, parameter):
            refused = [kind for kind in ODD_VALUES if find_fault(each, parameter, kind)]
            assert refused == [], find_fault(each, parameter, refused[0])


def find_fault(each: PublicCallable, parameter: str, kind: str) -> str:
    """Return what is wrong with what comes of an odd value; "" if nothing is."""
    value = ODD_VALUES[kind]()
    is_function = get_origin(each.hints.get(parameter)) is collections.abc.Callable
    if is_function and callable(value):
        return ""  # what a user's own function raises is the user's
    found, error = try_call(each, {parameter: value})
    try:
        if error:
            hold_error(each, parameter, error)
        else:
            hold_result(each, parameter, value, found)
    except AssertionError as fault:
        return str(fault) or "an assertion without words"
    return ""


@pytest.mark.parametrize("each", CALLABLES, ids=lambda each: each.name)
def test_a_value_of_a_subclass_counts_as_what_it_is(each: PublicCallable, table: Table) -> None:
    with table.row(each.name):
        plain, error = try_call(each, {})
        assert error is None, error
    for parameter, value in (each.defaults | each.samples).items():
        if type(value) in SUBCLASSES:
            with table.row(each.name, parameter):
                found, error = try_call(each, {parameter: SUBCLASSES[type(value)](value)})
                assert error is None, error
                is_compared = not isinstance(found, Exception)  # which compare by identity
                assert found == plain if is_compared else str(found) == str(plain)


def try_call(each: PublicCallable, given: dict[str, Any]) -> tuple[Any, Exception | None]:
    """Return what a call comes to, or its error; nothing may take long."""
    try:
        with in_time(5):
            return each.call(**given), None
    except Exception as error:
        return None, error


def hold_error(each: PublicCallable, parameter: str, error: Exception) -> None:
    """Check that an error is one of which a user can make something."""
    assert len(str(error)) <= MOST, "a long message"
    if isinstance(error, ValidationError):
        assert is_of_model(each), "a ValidationError from what is no model"
    elif isinstance(error, TypeError | ValueError):
        assert re.search(rf"\b{parameter}\b", str(error), re.IGNORECASE), f"unnamed: {error!r}"
    else:
        assert isinstance(error, ItineraryError), repr(error)


def hold_result(each: PublicCallable, parameter: str, value: Any, found: Any) -> None:
    """Check that a value that was taken is what the parameter says, and of use."""
    is_any = each.name in RECORDS or (each.name, parameter) in ANY_VALUE
    hint = each.hints.get(parameter, object)
    assert is_any or fits(value, hint), f"taken, though it is no {hint}"
    if isinstance(found, FormatOptions):
        use_options(found)
    if isinstance(found, Node):
        assert type(found).model_validate(found.model_dump()) == found


def is_of_model(each: PublicCallable) -> bool:
    """Return whether it is a model's constructor or method, which raise what pydantic raises."""
    owner = getattr(each.function, "__self__", each.function)
    return issubclass(owner if isinstance(owner, type) else type(owner), BaseModel)


def use_options(options: FormatOptions) -> None:
    for name, format in FORMATS.items():
        if format.is_text and format.options is type(options):
            assert json.loads(json.dumps(render(TIMELINE, name, options)))


def fits(value: Any, hint: Any) -> bool:
    """Return whether a value is of a type, as a type checker would say."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in (Any, object) or isinstance(hint, TypeVar):
        return True
    if origin in (Union, types.UnionType):
        return any(fits(value, each) for each in arguments)
    if origin is Literal:
        return any(value == each and type(value) is type(each) for each in arguments)
    if origin is tuple and arguments[1:] == (...,):
        return isinstance(value, tuple) and all(fits(each, arguments[0]) for each in value)
    if origin is tuple:
        return (
            isinstance(value, tuple)
            and len(value) == len(arguments)
            and all(map(fits, value, arguments))
        )
    if origin is collections.abc.Mapping:
        return isinstance(value, Mapping) and all(
            fits(key, arguments[0]) and fits(item, arguments[1]) for key, item in value.items()
        )
    if origin is not None:
        return isinstance(value, origin)
    if isinstance(value, bool) and hint in (int, float):
        return False
    return isinstance(value, hint) if isinstance(hint, type) else True


@pytest.mark.parametrize("value", [3, date(2025, 9, 3), "2025-09-03", (1, 2)])
def test_an_anchor_that_is_no_interval_is_named_where_it_is_needed(value: Any) -> None:
    with pytest.raises(TypeError, match=r"anchors\['x'\] takes an Interval, not "):
        resolve_phrase("the day after $x", reference=date(2025, 9, 3), anchors={"x": value})
