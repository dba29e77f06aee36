"""Dates from the reference on: next week, three weeks ago, the past seven months, the rest of the day; and dates that have a name."""

from __future__ import annotations

from itinerary.dates.expressions import (
    About,
    Adjacent,
    Amount,
    Anchor,
    CalendarDate,
    Counted,
    Meaning,
    Now,
    Relative,
    Rest,
    Season,
    Shift,
    Stretch,
    Window,
)
from itinerary.dates.grammar.constructions.refusing import Construction, refuse
from itinerary.dates.interval import Grain


def _the_unit(unit: Grain) -> Relative:
    if unit <= Grain.DAY:
        raise refuse("the day is any one, and the second is one of the month")
    return Relative(unit)


def _unit_relative(which: int, unit: Grain) -> Relative:
    if which < 0 and unit == Grain.DAY:
        raise refuse("the last day of the trip")
    return Relative(unit, which)


def _adjacent_unit(adjacent: int, unit: Grain) -> Meaning:
    """The coming weekend is the next one to begin; other units are those beside the current one."""
    return (
        Counted(1, Grain.WEEKEND, adjacent) if unit == Grain.WEEKEND else Relative(unit, adjacent)
    )


def _stretch(which: int, amount: Amount) -> Stretch:
    if which == 0:
        raise refuse("neither past nor next")
    return Stretch(amount, which)


def _anchor_end(anchor_end: str) -> Anchor:
    name, _, end = anchor_end.partition(".")
    if end not in ("start", "end"):
        raise refuse("a date has a .start and an .end")
    return Anchor(name, end)


TABLE: dict[str, Construction] = {
    "day-word": ("day", lambda day_word: Relative(Grain.DAY, day_word)),
    "day-beside": ("beside", lambda day_beside: Relative(Grain.DAY, day_beside)),
    "now": ("moment", Now),
    "from-day-word": (
        "day",
        lambda amount, day_word: Shift(amount, 1, Relative(Grain.DAY, day_word)),
    ),
    "ago-from-day-word": (
        "day",
        lambda amount, day_word: Shift(amount, -1, Relative(Grain.DAY, day_word)),
    ),
    "week-from-weekday": (
        "day",
        lambda weekday: Shift(((1, Grain.WEEK),), 1, CalendarDate(weekday=weekday)),
    ),
    "unit-after-next": ("relative", lambda unit: Relative(unit, 2)),
    "unit-before-last": ("relative", lambda unit: Relative(unit, -2)),
    "unit-relative": ("relative", _unit_relative),
    "adjacent-unit": ("relative", _adjacent_unit),
    "day-relative": ("day", lambda which: _unit_relative(which, Grain.DAY)),
    "weekday-relative": (
        "day",
        lambda which, weekday: Adjacent(CalendarDate(weekday=weekday), which),
    ),
    "month-relative": (
        "month",
        lambda which, month_name: Adjacent(CalendarDate(month=month_name), which),
    ),
    "month-day-relative": (
        "day",
        lambda which, dom, month_name=None: Adjacent(CalendarDate(None, month_name, dom), which),
    ),
    "ago": ("shifted", lambda amount: Shift(amount, -1)),
    "hence": ("shifted", lambda amount: Shift(amount, 1)),
    "earlier": ("elapsed", lambda amount: Shift(amount, -1)),
    "later": ("elapsed", lambda amount: Shift(amount, 1)),
    "about-hence": ("shifted", lambda amount: About(Shift(amount, 1))),
    "within": ("stretch", lambda amount: Stretch(amount, 1, from_now=True)),
    "season-relative": ("period", lambda which, season: Adjacent(Season(season), which)),
    "the-unit": ("the_unit", _the_unit),
    "after-date": ("day", lambda amount, date: Shift(amount, 1, date)),
    "before-date": ("day", lambda amount, date: Shift(amount, -1, date)),
    "day-after": ("day", lambda date: Shift(((1, Grain.DAY),), 1, date)),
    "day-before": ("day", lambda date: Shift(((1, Grain.DAY),), -1, date)),
    "to-date": ("stretch", lambda unit: Rest(Relative(unit), -1)),
    "past-or-next-amount": ("stretch", _stretch),
    "past-or-next-count": ("stretch", lambda which, count, unit: _stretch(which, ((count, unit),))),
    "rest-of": ("stretch", lambda period: Rest(period)),
    "earlier-in": ("stretch", lambda period: Rest(period, -1)),
    "this-unit": ("this_unit", lambda unit: Relative(unit)),
    "anchor": ("named", lambda anchor: Anchor(anchor)),
    "anchor-end": ("day", _anchor_end),
    "trip": ("named", Window),
}
