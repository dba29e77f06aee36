"""The readings of a phrase in; those that its words mean out, where one tells more than another."""

from __future__ import annotations

from itinerary.dates.expressions import (
    ClockTime,
    DashedDate,
    DecadeOrCentury,
    DurationBeside,
    DurationUntil,
    Expression,
    LastInWindow,
    PartOfNthDay,
    PartOfWeekday,
    RefusedPhrase,
    TimeOnEachDay,
    YearOrTime,
    has_meaning_of,
)
from itinerary.dates.expressions.expression import iterate_parts
from itinerary.dates.grammar.chart import Derivation

# What a small word tells from what the others would mean without it, the surest first: "the three
# days before Christmas" are all of them, since their article is among the words.
_SAID_BY_SMALL_WORDS = (
    (PartOfWeekday,),
    (DurationBeside, LastInWindow, PartOfNthDay),
    (DurationUntil,),  # "in the three months to 31 January"
    (DecadeOrCentury,),
    (DashedDate,),
)
# Of refusals that give way to any other reading: "31-Aug-12" is no range that ends too early.
_WEAK_REASONS = frozenset({"impossible", "month of first day", "month of last day"})
_DAY_OF_TWO_CALENDARS = ("date-in-two-styles", "date-beside-other-style")
# And where the words say that a time is each day's: "2-4 May at noon".
_REASONS_WITHOUT_AT = frozenset({"each day or end", "each day or last"})


def choose_readings(found: list[Derivation]) -> list[Derivation]:
    """Return the readings that are meant, each with a meaning of its own; several are in doubt.

    >>> choose_readings([])
    []
    """
    if len(found) < 2:
        return found
    found = [item for item in found if _has_spoken_minutes(item.value)] or found
    found = [
        item
        for index, item in enumerate(found)
        if item.value not in [each.value for each in found[:index]]
    ]
    for kinds in _SAID_BY_SMALL_WORDS:
        found = [item for item in found if has_meaning_of(item.value, kinds)] or found
    # "las 8.15" is a time, though "8.15" alone may be a date
    if any(item.value == RefusedPhrase("day or time") for item in found):
        found = _keep(found, ClockTime)
    # from one day by ISO 8601 to another, though both may be one day of two calendars
    found = [item for item in found if item.rule not in _DAY_OF_TWO_CALENDARS] or found
    found = _take_for_years(found)
    return _weigh_refusals(_keep(found, YearOrTime))  # "1430" says nothing of whether it is a year


def _has_spoken_minutes(meaning: Expression) -> bool:
    """Return whether words are minutes, though they may be hours: "at ten to nine"."""
    return any(
        isinstance(each, ClockTime) and each.has_spoken_minutes for each in iterate_parts(meaning)
    )


def _take_for_years(found: list[Derivation]) -> list[Derivation]:
    """Return readings of which a bound is a year to those who look back alone: "before 1215"."""
    either = RefusedPhrase("year or time")
    others = [item for item in found if item.value != either]
    if len(others) != 1:
        return found
    year = others[0].value
    doubted = [item for item in found if item not in others]
    return [item._replace(value=YearOrTime(year, either)) for item in doubted] or others


def _keep(found: list[Derivation], kind: type) -> list[Derivation]:
    """Return the readings that are of a kind, if any is; else all."""
    return [item for item in found if isinstance(item.value, kind)] or found


def _weigh_refusals(found: list[Derivation]) -> list[Derivation]:
    """Return the refusals if one is strong, else the others: "los martes" are many, not one."""
    refused = [item for item in found if isinstance(item.value, RefusedPhrase)]
    others = [item for item in found if item not in refused]
    weak = _WEAK_REASONS
    if any(isinstance(item.value, TimeOnEachDay) for item in others):
        weak |= _REASONS_WITHOUT_AT
    return [item for item in refused if item.value.reason not in weak] or others or refused
