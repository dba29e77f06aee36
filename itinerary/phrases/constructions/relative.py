"""Dates from the reference on: next week, three weeks ago, the past seven months, the rest of the day; and dates that have a name."""

from __future__ import annotations

from itinerary.interval import Grain
from itinerary.meaning import About, Adjacent, Amount, Anchor, CalendarDate, Now, Relative, Rest, Season, Shift, Stretch, Window
from itinerary.phrases.constructions.refusing import Construction, refuse


def _the_unit(unit: Grain) -> Relative:
    if unit < Grain.DAY:
        raise refuse("the second is a day of the month")
    return Relative(unit)


def _stretch(which: int, amount: Amount) -> Stretch:
    if which == 0:
        raise refuse("neither past nor next")
    return Stretch(amount, which)


def _named_anchor(anchor: str) -> Anchor:
    name, _, end = anchor.partition(".")
    if end not in ("", "start", "end"):
        raise refuse("a date has a .start and an .end")
    return Anchor(name, end or None)


TABLE: dict[str, Construction] = {
    "day-word": ("day", lambda day_word: Relative(Grain.DAY, day_word)),
    "now": ("moment", Now),
    "unit-after-next": ("relative", lambda unit: Relative(unit, 2)),
    "unit-relative": ("relative", lambda which, unit: Relative(unit, which)),
    "day-relative": ("day", lambda which: Relative(Grain.DAY, which)),
    "weekday-relative": ("day", lambda which, weekday: Adjacent(CalendarDate(weekday=weekday), which)),
    "month-relative": ("month", lambda which, month_name: Adjacent(CalendarDate(month=month_name), which)),
    "month-day-relative": ("day", lambda which, dom, month_name=None: Adjacent(CalendarDate(None, month_name, dom), which)),
    "ago": ("shifted", lambda amount: Shift(amount, -1)),
    "hence": ("shifted", lambda amount: Shift(amount, 1)),
    "about-hence": ("shifted", lambda amount: About(Shift(amount, 1))),
    "within": ("stretch", lambda amount: Stretch(amount, 1, from_now=True)),
    "season-relative": ("period", lambda which, season: Adjacent(Season(season), which)),
    "the-unit": ("relative", _the_unit),
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
    "anchor": ("named", _named_anchor),
    "trip": ("named", Window),
}
