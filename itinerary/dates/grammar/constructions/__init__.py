"""A construction's name in; the kind that comes out of it, and what builds its meaning, out.

A language file gives the patterns; the builders here give them their meaning, once for all
languages. A builder that refuses its slots (PhraseError) drops that reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, TypeAlias

from itinerary.dates.expressions import DateOrder
from itinerary.dates.grammar.constructions import (
    calendar,
    calendars,
    clock,
    combined,
    counted,
    counted_from,
    digits,
    eras,
    following,
    holidays,
    lists,
    lists_by_commas,
    named,
    numbers,
    numeric,
    open_ranges,
    pairs,
    parts_of_day,
    ranges,
    relative,
    rough,
    thirds,
    times,
    zones,
)
from itinerary.dates.grammar.constructions.registry import CONSTRUCTIONS, Construction, MadeKind
from itinerary.dates.grammar.token_kinds import LexerKind

__all__ = ["KIND_UNIONS", "PHRASE_KINDS", "Construction", "build_constructions"]

MODULES = (
    calendar,
    calendars,
    clock,
    combined,
    counted,
    counted_from,
    digits,
    eras,
    following,
    holidays,
    lists,
    lists_by_commas,
    named,
    numbers,
    numeric,
    open_ranges,
    pairs,
    parts_of_day,
    ranges,
    relative,
    rough,
    thirds,
    times,
    zones,
)  # each registers its own; named, so that no checker takes the imports for unused

UnionKind: TypeAlias = Literal[
    "any_day",
    "any_holiday",
    "any_time",
    "any_unit",
    "any_which",
    "any_year",
    "clock_end",
    "clock_times",
    "counted_day",
    "date",
    "dates",
    "day",
    "iso_text",
    "item",
    "lent",
    "phrase",
    "position",
    "range_end",
    "span",
    "timed",
    "whole_date",
    "year_number",
]
# Kinds of words that all languages have; a language file may have more, for its own patterns.
SharedWordKind: TypeAlias = Literal[
    "unit", "units", "which", "adjacent", "following", "final"
]  # fmt: skip
MemberKind: TypeAlias = MadeKind | LexerKind | SharedWordKind

# Without and with a year: they go wherever a day goes, and a festival where a month does.
_HOLIDAYS: tuple[MemberKind, ...] = ("holiday_name", "holiday")
_DAYS: tuple[MemberKind, ...] = ("day", "relative_weekday", *_HOLIDAYS)
_DATES: tuple[MemberKind, ...] = (
    *_DAYS, "shifted", "elapsed", "beside", "month", "period", "relative", "the_unit",
    "moment", "time", "about_time", "zoned_time", "double_time", "part", "named",
)  # fmt: skip
_UNIONS: Mapping[UnionKind, tuple[MemberKind, ...]] = {
    "any_day": (*_DAYS, "shifted", "anchor_day"),  # of which a time may be said
    "any_holiday": _HOLIDAYS,
    "any_time": ("time", "about_time", "zoned_time", "double_time", "time_in_words"),
    "any_unit": ("unit", "units"),
    "any_which": ("which", "adjacent", "following"),
    "any_year": ("year", "old_year"),
    "clock_end": ("time", "bare_hour", "time_in_words"),
    "clock_times": ("time", "time_range", "bare_range"),
    # It may end in what could be a preposition: "the day after", "dos semanas después".
    "counted_day": ("beside", "elapsed"),
    "date": _DATES,
    "dates": ("range", "list", "restated"),
    "day": _DAYS,
    "iso_text": ("iso_day", "iso_month", "iso_moment"),
    "item": (
        *_DAYS, "beside", "days_beside", "elapsed", "month", "named", "period", "range",
    ),
    "lent": ("loose_day", "loose_range"),  # days to which a month is lent
    "phrase": (
        *_DATES, "days_beside", "stated", "stretch", "hours", "daily", "range", "list", "restated",
        "time_range", "double_range", "rough",
    ),
    "position": ("ordinal", "final"),
    "range_end": (  # clock times have ranges of their own
        *_DAYS, "shifted", "elapsed", "beside", "days_beside", "month", "period",
        "relative", "the_unit", "moment", "part", "named",
    ),
    "span": (  # what days and weeks are counted in
        "month", "period", "relative", "the_unit", "named", *_HOLIDAYS,
    ),
    "timed": ("moment", "part", "hours", "daily"),
    "whole_date": (  # without a time of the day
        *_DAYS, "shifted", "month", "period", "relative", "the_unit", "named",
    ),
    "year_number": ("two_digits", "four_digits"),
}  # fmt: skip
# Kinds that a slot takes in place of its own: {date} takes a day, a month, a clock time …
KIND_UNIONS: Mapping[str, tuple[str, ...]] = dict(_UNIONS.items())
PHRASE_KINDS = KIND_UNIONS["phrase"]


@cache
def build_constructions(order: DateOrder) -> Mapping[str, Construction]:
    """Return all constructions, for a language that writes numeric dates in an order.

    >>> build_constructions("mdy")["month"].makes
    'month'
    """
    return {name: each.copy_with_date_order(order) for name, each in CONSTRUCTIONS.items()}
