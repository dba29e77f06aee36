"""Values as other packages make them."""

from __future__ import annotations

from typing import Any


class Array:
    """What arrays of other packages do: they compare item by item, and are no truth."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> Any:
        return self

    def __bool__(self) -> bool:
        raise ValueError("the truth value of an array is ambiguous")

    def __len__(self) -> int:
        return 2
