"""Dates from the item before: the following day, the same week, two days later."""

from __future__ import annotations

from itinerary.dates.expressions import (
    AdjacentOccurrence,
    Amount,
    CalendarDate,
    CountedFromItem,
    DateList,
    DurationBeside,
    Expression,
    NthFromDate,
    RelativeUnit,
    SameUnit,
    Season,
    TimeOnDay,
)
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.grammar.constructions.relative import build_adjacent_unit, build_shift
from itinerary.dates.interval import Grain


def _require_direction(following: int) -> None:
    """Reject what lies neither before nor behind the item: "nessa terça"."""
    if not following:
        raise make_rejection("neither before nor after the item")


@register_construction("day-beside", makes="beside")
def _build_day_beside(day_beside: int) -> CountedFromItem:
    return CountedFromItem(RelativeUnit(Grain.DAY, day_beside))


@register_construction("same-unit", makes="relative")
def _build_same_unit(same: int, unit: Grain) -> CountedFromItem:
    return CountedFromItem(RelativeUnit(unit, same))


@register_construction("same-unit-as", makes="relative")
def _build_same_unit_as_date(same: int, unit: Grain, date: Expression) -> SameUnit:
    return SameUnit(unit, date)


@register_construction("same-season", makes="period")
def _build_same_season(same: int, season: int) -> CountedFromItem:
    return CountedFromItem(AdjacentOccurrence(Season(season), same))


@register_construction("season-after", makes="period")
def _build_season_after_date(season: int, date: Expression) -> NthFromDate:
    return NthFromDate(1, Season(season), 1, date)


@register_construction("month-after", makes="month")
def _build_month_after_date(month_name: int, date: Expression) -> NthFromDate:
    return NthFromDate(1, CalendarDate(month=month_name), 1, date)


@register_construction("same-day", makes="day")
def _build_same_day(same: int) -> CountedFromItem:
    return _build_same_unit(same, Grain.DAY)


@register_construction("following-unit", makes="relative")
def _build_following_unit(following: int, unit: Grain) -> CountedFromItem:
    return CountedFromItem(build_adjacent_unit(following, unit))


@register_construction("unit-beside", makes="beside")
def _build_unit_beside(following: int, unit: Grain) -> CountedFromItem:
    """Build the unit next to the item before: "the weekend before"; a day has words of its own."""
    if unit <= Grain.DAY:
        raise make_rejection("the day before a date is counted from that")
    return _build_following_unit(following, unit)


@register_construction("following-weekday", makes="day")
@register_construction("weekday-after-item", makes="beside")
def _build_following_weekday(weekday: int, following: int = 1) -> CountedFromItem:
    _require_direction(following)
    date = CalendarDate(weekday=weekday)
    if following < 0:  # alone it is the last one, on which people differ
        return CountedFromItem(AdjacentOccurrence(date, following))
    return CountedFromItem(NthFromDate(1, date, following))


@register_construction("this-and-next", makes="list")
def _build_date_and_next(weekday: int | None = None, unit: Grain | None = None) -> DateList:
    """Build a date and the next one of its name: "this Friday and next", "this week and next"."""
    if unit is not None:
        return DateList((RelativeUnit(unit, 0), RelativeUnit(unit, 1)))
    if weekday is None:
        raise make_rejection("a weekday or a unit")
    this_one = AdjacentOccurrence(CalendarDate(weekday=weekday), 0)
    return DateList((this_one, _build_following_weekday(weekday)))


@register_construction("following-weekday-at", makes="moment")
def _build_time_on_following_weekday(weekday: int, time: Expression) -> TimeOnDay:
    return TimeOnDay(_build_following_weekday(weekday), time)


@register_construction("following-day-at", makes="moment")
def _build_time_on_following_day(time: Expression) -> TimeOnDay:
    return TimeOnDay(_build_following_unit(1, Grain.DAY), time)


@register_construction("following-month", makes="month")
def _build_following_month(month_name: int, following: int) -> CountedFromItem:
    _require_direction(following)
    return CountedFromItem(NthFromDate(1, CalendarDate(month=month_name), following))


@register_construction("following-season", makes="period")
def _build_following_season(following: int, season: int) -> CountedFromItem:
    return CountedFromItem(AdjacentOccurrence(Season(season), following))


@register_construction("days-beside-item", makes="days_beside")
def _build_days_beside_item(following: int, amount: Amount) -> CountedFromItem:
    """Build all of so many days behind the item, or before it: "the two days after"."""
    _require_direction(following)
    if any(grain not in (Grain.DAY, Grain.WEEK) or count != int(count) for count, grain in amount):
        raise make_rejection("of hours and months nothing says where they begin")
    return CountedFromItem(DurationBeside(RelativeUnit(Grain.DAY), amount, following))


@register_construction("days-after-item", makes="days_beside")
def _build_days_after_item(amount: Amount) -> CountedFromItem:
    return _build_days_beside_item(1, amount)


@register_construction("days-before-item", makes="days_beside")
def _build_days_before_item(amount: Amount) -> CountedFromItem:
    return _build_days_beside_item(-1, amount)


@register_construction("earlier", makes="elapsed")
def _build_shift_back_from_item(amount: Amount) -> CountedFromItem:
    return CountedFromItem(build_shift(amount, -1))


@register_construction("later", makes="elapsed")
def _build_shift_on_from_item(amount: Amount) -> CountedFromItem:
    return CountedFromItem(build_shift(amount, 1))
