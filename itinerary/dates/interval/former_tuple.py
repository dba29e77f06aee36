"""What an interval could do as long as it was a tuple, for one release, with a warning."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, TypeVar, cast

from itinerary._moved import warn_of_former_name

IntervalT = TypeVar("IntervalT", bound="FormerTuple")


class FormerTuple:
    """The habits of a tuple that an interval had in version 0.1.0; each warns."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Any]:
        """Yield the fields; write `interval.start, interval.end` in place of unpacking."""
        warn_of_former_name("unpacking an Interval", "interval.start, interval.end, interval.grain")
        return iter(self._list_fields())

    def __getitem__(self, index: Any) -> Any:
        """Return a field by its number; write `interval.start` or the like."""
        warn_of_former_name("indexing an Interval", "interval.start, interval.end, interval.grain")
        return self._list_fields()[index]

    def __lt__(self, other: object) -> bool:
        """Return how the fields compare as tuples do; sort by `Interval.to_utc_bounds`."""
        if not isinstance(other, FormerTuple):
            return NotImplemented
        warn_of_former_name("comparing Intervals by <", "a sort by key=Interval.to_utc_bounds")
        return self._list_fields() < other._list_fields()

    def _replace(self: IntervalT, **changes: Any) -> IntervalT:
        """Return a copy with other fields; write `dataclasses.replace(interval, …)`."""
        warn_of_former_name("Interval._replace", "dataclasses.replace")
        replace: Any = dataclasses.replace  # it takes any dataclass, which this base is not
        return cast("IntervalT", replace(self, **changes))

    def _list_fields(self) -> tuple[Any, ...]:
        fields: Any = dataclasses.fields(cast("Any", self))  # as above
        return tuple(getattr(self, each.name) for each in fields)
