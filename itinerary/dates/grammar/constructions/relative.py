"""Dates from the reference on: next week, three weeks ago, the past seven months, the rest of the day; and dates that have a name."""

from __future__ import annotations

from itinerary.dates.expressions import (
    AdjacentOccurrence,
    Amount,
    Anchor,
    ApproximateDate,
    CalendarDate,
    Expression,
    Now,
    NthFromDate,
    PastOrNextUnits,
    RelativeUnit,
    RestOfStretch,
    Season,
    Shift,
    Window,
)
from itinerary.dates.grammar.constructions.rejection import Construction, make_rejection
from itinerary.dates.interval import Grain


def _build_current_unit(unit: Grain) -> RelativeUnit:
    if unit <= Grain.DAY:
        raise make_rejection("the day is any one, and the second is one of the month")
    return RelativeUnit(unit)


def _build_relative_unit(which: int, unit: Grain) -> RelativeUnit:
    if which < 0 and unit == Grain.DAY:
        raise make_rejection("the last day of the trip")
    return RelativeUnit(unit, which)


def _build_adjacent_unit(adjacent: int, unit: Grain) -> Expression:
    """The coming weekend is the next one to begin; other units are those beside the current one."""
    return (
        NthFromDate(1, Grain.WEEKEND, adjacent)
        if unit == Grain.WEEKEND
        else RelativeUnit(unit, adjacent)
    )


def _build_stretch(which: int, amount: Amount) -> PastOrNextUnits:
    if which == 0:
        raise make_rejection("neither past nor next")
    return PastOrNextUnits(amount, which)


def _build_anchor_end(anchor_end: str) -> Anchor:
    name, _, end = anchor_end.partition(".")
    if end not in ("start", "end"):
        raise make_rejection("a date has a .start and an .end")
    return Anchor(name, end)


TABLE: dict[str, Construction] = {
    "day-word": ("day", lambda day_word: RelativeUnit(Grain.DAY, day_word)),
    "day-beside": ("beside", lambda day_beside: RelativeUnit(Grain.DAY, day_beside)),
    "now": ("moment", Now),
    "from-day-word": (
        "day",
        lambda amount, day_word: Shift(amount, 1, RelativeUnit(Grain.DAY, day_word)),
    ),
    "ago-from-day-word": (
        "day",
        lambda amount, day_word: Shift(amount, -1, RelativeUnit(Grain.DAY, day_word)),
    ),
    "week-from-weekday": (
        "day",
        lambda weekday: Shift(((1, Grain.WEEK),), 1, CalendarDate(weekday=weekday)),
    ),
    "unit-after-next": ("relative", lambda unit: RelativeUnit(unit, 2)),
    "unit-before-last": ("relative", lambda unit: RelativeUnit(unit, -2)),
    "unit-relative": ("relative", _build_relative_unit),
    "adjacent-unit": ("relative", _build_adjacent_unit),
    "day-relative": ("day", lambda which: _build_relative_unit(which, Grain.DAY)),
    "weekday-relative": (
        "day",
        lambda which, weekday: AdjacentOccurrence(CalendarDate(weekday=weekday), which),
    ),
    "month-relative": (
        "month",
        lambda which, month_name: AdjacentOccurrence(CalendarDate(month=month_name), which),
    ),
    "month-day-relative": (
        "day",
        lambda which, dom, month_name=None: AdjacentOccurrence(
            CalendarDate(None, month_name, dom), which
        ),
    ),
    "ago": ("shifted", lambda amount: Shift(amount, -1)),
    "hence": ("shifted", lambda amount: Shift(amount, 1)),
    "earlier": ("elapsed", lambda amount: Shift(amount, -1)),
    "later": ("elapsed", lambda amount: Shift(amount, 1)),
    "about-hence": ("shifted", lambda amount: ApproximateDate(Shift(amount, 1))),
    "within": ("stretch", lambda amount: PastOrNextUnits(amount, 1, from_now=True)),
    "season-relative": ("period", lambda which, season: AdjacentOccurrence(Season(season), which)),
    "the-unit": ("the_unit", _build_current_unit),
    "after-date": ("day", lambda amount, date: Shift(amount, 1, date)),
    "before-date": ("day", lambda amount, date: Shift(amount, -1, date)),
    "day-after": ("day", lambda date: Shift(((1, Grain.DAY),), 1, date)),
    "day-before": ("day", lambda date: Shift(((1, Grain.DAY),), -1, date)),
    "to-date": ("stretch", lambda unit: RestOfStretch(RelativeUnit(unit), -1)),
    "past-or-next-amount": ("stretch", _build_stretch),
    "past-or-next-count": (
        "stretch",
        lambda which, count, unit: _build_stretch(which, ((count, unit),)),
    ),
    "rest-of": ("stretch", lambda period: RestOfStretch(period)),
    "earlier-in": ("stretch", lambda period: RestOfStretch(period, -1)),
    "this-unit": ("this_unit", lambda unit: RelativeUnit(unit)),
    "anchor": ("named", lambda anchor: Anchor(anchor)),
    "anchor-end": ("day", _build_anchor_end),
    "trip": ("named", Window),
}
