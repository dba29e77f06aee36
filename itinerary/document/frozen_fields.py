"""Mappings in; mappings that nobody changes out, and the values that fields of one's own hold."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date, time
from numbers import Number
from pathlib import PurePath
from typing import Any, NoReturn, TypeVar, cast
from uuid import UUID

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema

MAX_DEPTH = 64  # of mappings and lists in fields of one's own, as of those in a file
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def _refuse_change(*_: object, **__: object) -> NoReturn:
    raise TypeError("documents do not change; use model_copy(update={...})")


_REFUSAL: Any = _refuse_change  # it stands for methods of many types


class FrozenDict(dict[_Key, _Value]):
    """A dict that cannot be changed; equal to a dict of the same items, copied and pickled as one.

    >>> FrozenDict({"en": "Tea"}) | {"es": "Té"}
    {'en': 'Tea', 'es': 'Té'}
    """

    __setitem__ = __delitem__ = __ior__ = _REFUSAL
    clear = pop = popitem = setdefault = update = _REFUSAL

    def __reduce__(self) -> tuple[type[FrozenDict[_Key, _Value]], tuple[dict[_Key, _Value]]]:
        """Return how to build it again, since nothing can be put into it."""
        return FrozenDict, (dict(self),)

    def __deepcopy__(self, memo: dict[int, Any]) -> FrozenDict[_Key, _Value]:
        """Return itself if it is empty: pydantic copies the default of each part of a document."""
        if not self:
            return self
        return FrozenDict({key: deepcopy(value, memo) for key, value in self.items()})

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of a dict, by which a default is written into the JSON Schema."""
        return handler(dict)


def freeze_extensions(fields: Mapping[str, Any]) -> FrozenDict[str, Any]:
    """Return fields of one's own as every format reads them back: text, lists and mappings.

    One that is None is not there, as any other field.

    Raises:
        ValueError: They are nested too deeply, or in themselves, or hold what no file can.

    >>> freeze_extensions({"x-room": {"floor": 7, "free": [True, None]}})
    {'x-room': {'floor': '7', 'free': ['true', None]}}
    """
    given = {name: value for name, value in fields.items() if value is not None}
    return FrozenDict({name: _freeze_value(value, MAX_DEPTH) for name, value in given.items()})


def _freeze_value(value: object, depth: int) -> object:
    if value is None or isinstance(value, str):
        return value if value is None else str.__str__(value)  # of a subclass, the text alone
    if depth == 0:
        raise ValueError(f"it is nested more than {MAX_DEPTH} deep - write it flatter")
    if isinstance(value, Mapping):
        items = cast(Mapping[object, object], value).items()
        return FrozenDict({str(key): _freeze_value(each, depth - 1) for key, each in items})
    if isinstance(value, list | tuple):
        return [_freeze_value(each, depth - 1) for each in cast(list[object], value)]
    if isinstance(value, date | time):
        return value.isoformat()
    if not isinstance(value, bool | Number | UUID | PurePath):
        kind = type(value).__name__
        raise ValueError(f"{kind} is a type that no file has - write text, a list or a mapping")
    return str(value).lower() if isinstance(value, bool) else str(value)
