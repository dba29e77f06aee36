"""What the constructions of every language make of their slots: a name, the kind that comes out, and the meaning.

A language file gives the patterns; these tables give them their meaning, once for all languages. A builder that refuses its slots
(PhraseError) drops that reading.
"""

from __future__ import annotations

from itinerary.dates.grammar.constructions import (
    calendar,
    clock,
    combined,
    counted,
    holidays,
    numbers,
    relative,
)
from itinerary.dates.grammar.constructions.rejection import Construction

__all__ = ["PHRASE_KINDS", "KIND_UNIONS", "Construction", "build_constructions"]

# Kinds that take the place of others: a slot {date} takes a day, a month, a clock time …
_HOLIDAY_KINDS = (
    "holiday_name",
    "holiday",
)  # without and with a year: they go wherever a day goes, and a festival where a month does
_DATE_KINDS = (
    *_HOLIDAY_KINDS,
    *"day shifted elapsed beside month period relative the_unit moment time about_time zoned_time part named".split(),
)
KIND_UNIONS: dict[str, tuple[str, ...]] = {
    "day": ("day", *_HOLIDAY_KINDS),
    "date": _DATE_KINDS,
    "span": (
        "month",
        "period",
        "relative",
        "the_unit",
        "named",
        *_HOLIDAY_KINDS,
    ),  # what days and weeks are counted in
    # clock times have ranges of their own
    "range_end": (
        *_HOLIDAY_KINDS,
        "day",
        "shifted",
        "elapsed",
        "month",
        "period",
        "relative",
        "the_unit",
        "moment",
        "part",
        "named",
    ),
    "whole_date": (
        *_HOLIDAY_KINDS,
        "day",
        "shifted",
        "month",
        "period",
        "relative",
        "the_unit",
        "named",
    ),  # without a time of the day
    "any_holiday": _HOLIDAY_KINDS,
    "item": (*_HOLIDAY_KINDS, "day", "month", "named", "period", "range"),
    "year_number": ("two_digits", "four_digits"),
    "any_unit": ("unit", "units"),
    "any_time": ("time", "about_time", "zoned_time"),
    "any_which": ("which", "adjacent"),
    "dates": ("range", "list"),
    "iso_text": ("iso_day", "iso_month", "iso_moment"),
    "position": ("ordinal", "final"),
    "clock_end": ("time", "bare_hour"),
    "phrase": (*_DATE_KINDS, "stated", "stretch", "range", "list", "time_range"),
}
PHRASE_KINDS = KIND_UNIONS["phrase"]


def build_constructions(order: str) -> dict[str, Construction]:
    """The table of all constructions, for a language that writes numeric dates in an order ("mdy", "dmy")."""
    rooms = (
        numbers.TABLE,
        calendar.build_table(order),
        relative.TABLE,
        counted.TABLE,
        holidays.TABLE,
        clock.TABLE,
        combined.TABLE,
    )
    return {name: construction for table in rooms for name, construction in table.items()}
