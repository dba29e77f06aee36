"""The registry of constructions: a name, the kind that comes out, and what builds it of the slots.

A builder is a function whose parameters are the slots that a pattern may give it; those without a
default have to be there. A parameter `order`, by keyword alone, is no slot: it is the order in
which the language writes numeric dates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar

from itinerary.dates.expressions import DateOrder

MadeKind: TypeAlias = Literal[
    "about_hour",
    "about_time",
    "amount",
    "amounts",
    "anchor_day",
    "bare_hour",
    "bare_range",
    "bare_times",
    "beside",
    "count",
    "daily",
    "day",
    "days_beside",
    "double_range",
    "double_time",
    "elapsed",
    "holiday",
    "holiday_name",
    "hour_in_words",
    "hours",
    "items",
    "last_year",
    "later_year",
    "list",
    "loose_day",
    "loose_range",
    "moment",
    "month",
    "named",
    "old_day",
    "old_year",
    "part",
    "period",
    "range",
    "relative",
    "relative_weekday",
    "restated",
    "rough",
    "shifted",
    "short_amount",
    "short_year",
    "spelled_one",
    "stated",
    "stretch",
    "the_unit",
    "this_unit",
    "time",
    "time_in_words",
    "time_range",
    "timed_items",
    "times",
    "times_begun",
    "year",
    "zone",
    "zoned_time",
]
Builder: TypeAlias = Callable[..., Any]
BuilderT = TypeVar("BuilderT", bound=Builder)
_TAKES_ANY = 0x08  # the flag of a code object that has **slots


class Construction(NamedTuple):
    """What a rule of a language file makes of the slots of its patterns.

    Attributes:
        makes: The kind that comes out.
        build: Makes the value; it raises PhraseError to drop a reading.
        takes: The names of its slots, in the order of the builder's parameters.
        needs: Those of them that each pattern has to give.
        takes_any: Whether it takes slots of any name.
        slot_types: The annotations of these parameters, as they are written.
    """

    makes: MadeKind
    build: Builder
    takes: tuple[str, ...]
    needs: frozenset[str]
    takes_any: bool
    slot_types: Mapping[str, str]

    def copy_with_date_order(self, order: DateOrder) -> Construction:
        """Return the construction for a language that writes numeric dates in an order."""
        if "order" not in self.slot_types:
            return self
        return self._replace(build=partial(self.build, order=order))


CONSTRUCTIONS: dict[str, Construction] = {}


def register_construction(name: str, *, makes: MadeKind) -> Callable[[BuilderT], BuilderT]:
    """Register a builder as what the rules of a name make of their slots.

    >>> @register_construction("leap-day", makes="day")
    ... def build_leap_day(year: int = 2024) -> int:
    ...     return year
    >>> CONSTRUCTIONS.pop("leap-day")[2:5]
    (('year',), frozenset(), False)
    """

    def register(build: BuilderT) -> BuilderT:
        if name in CONSTRUCTIONS:
            raise ValueError(f"there are two constructions named {name!r}")
        written = getattr(build, "__wrapped__", build)  # a decorator keeps the slots
        code = written.__code__
        takes = code.co_varnames[: code.co_argcount]
        needs = frozenset(takes[: len(takes) - len(written.__defaults__ or ())])
        takes_any = bool(code.co_flags & _TAKES_ANY)
        CONSTRUCTIONS[name] = Construction(
            makes, build, takes, needs, takes_any, build.__annotations__
        )
        return build

    return register
