"""Classes of values: dataclasses that are quick to make, and so are their values."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar, cast, dataclass_transform

Value = TypeVar("Value")


@dataclass_transform(frozen_default=True)
def value_class(cls: type[Value]) -> type[Value]:
    """Return a class of values as a dataclass; type checkers see that nothing changes them.

    A frozen one would take three times as long to make, at every start, and so would its values.

    >>> @value_class
    ... class Stop:
    ...     city: str
    ...     nights: int = 1
    >>> Stop("Quito")
    Stop(city='Quito', nights=1)
    >>> {Stop("Quito", 2)} == {Stop("Quito", nights=2)}
    True
    """
    cls.__repr__ = _describe_value  # type: ignore[method-assign]
    return dataclass(slots=True, unsafe_hash=True, repr=False)(cls)


def _describe_value(value: object) -> str:
    """Return the class and the fields of a value: to write it out for each class takes longer."""
    shown = [each.name for each in fields(cast("Any", value)) if each.repr]
    told = [f"{name}={getattr(value, name)!r}" for name in shown]
    return f"{type(value).__qualname__}({', '.join(told)})"
