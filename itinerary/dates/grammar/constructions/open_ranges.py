"""Stretches that are open on one side, or so much time before or after now or a date."""

from __future__ import annotations

from itinerary.dates.expressions import (
    Amount,
    CalendarDate,
    ClockTime,
    Expression,
    FromDayStart,
    Now,
    NthFromDate,
    OpenRange,
    PastOccurrence,
    Range,
    RefusedPhrase,
    Shift,
    TimeOnDay,
)
from itinerary.dates.grammar.constructions.date_forms import is_midnight_of_day
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection


@register_construction("since", makes="stretch")
def _build_since(date: Expression) -> OpenRange | RefusedPhrase:
    if isinstance(date, Shift | NthFromDate) and isinstance(date.base, Range):
        raise make_rejection("from the day after Christmas to New Year has two ends")
    return RefusedPhrase("midnight") if is_midnight_of_day(date) else OpenRange("since", date)


@register_construction("since-past", makes="stretch")
def _build_since_past(date: Expression) -> OpenRange:
    """Build a stretch that has begun: "since Monday"; where nothing recurs, as any other."""
    return OpenRange("since", PastOccurrence(date) if 0 < date.recurrence_rank < 4 else date)


@register_construction("since-past-weekday", makes="stretch")
def _build_since_past_weekday(date: Expression) -> OpenRange:
    """Build a stretch that has begun if it is from a weekday; from a month it may be to come."""
    return OpenRange("since", PastOccurrence(date) if date.recurrence_rank == 1 else date)


@register_construction("not-before", makes="stretch")
def _build_not_before(date: Expression) -> OpenRange | RefusedPhrase:
    return RefusedPhrase("midnight") if is_midnight_of_day(date) else OpenRange("not before", date)


@register_construction("after", makes="stretch")
def _build_after(date: Expression) -> OpenRange | RefusedPhrase:
    return RefusedPhrase("midnight") if is_midnight_of_day(date) else OpenRange("after", date)


@register_construction("until", makes="stretch")
def _build_until(date: Expression) -> OpenRange:
    return OpenRange("until", date)


@register_construction("by", makes="stretch")
def _build_by(date: Expression) -> OpenRange:
    return OpenRange("by", date)


@register_construction("before", makes="stretch")
def _build_before(date: Expression) -> OpenRange:
    return OpenRange("before", date)


@register_construction("day-since", makes="stretch")
def _build_day_since_time(day: Expression, time: Expression) -> TimeOnDay | RefusedPhrase:
    if time == ClockTime(24):
        return RefusedPhrase("midnight")
    return TimeOnDay(day, OpenRange("since", time))


@register_construction("day-after-time", makes="stretch")
def _build_day_after_time(day: Expression, time: Expression) -> TimeOnDay | RefusedPhrase:
    if time == ClockTime(24):
        return RefusedPhrase("midnight")
    return TimeOnDay(day, OpenRange("after", time))


@register_construction("day-until-time", makes="stretch")
@register_construction("day-before-time", makes="stretch")
def _build_day_until_time(day: Expression, time: Expression) -> TimeOnDay | RefusedPhrase:
    """Build a day up to a time, of that day alone: "Thursday until 18:00"."""
    if isinstance(time, RefusedPhrase):
        return time
    if isinstance(time, ClockTime) and not time.minute_of_day and not time.second:
        return RefusedPhrase("midnight")
    return TimeOnDay(day, FromDayStart(time))


@register_construction("day-by-time", makes="stretch")
def _build_day_by_time(day: Expression, time: Expression) -> TimeOnDay:
    """Build what is over by a time of a day, but may be so long before: "Thursday by 18:00"."""
    return TimeOnDay(day, OpenRange("until", time))


@register_construction("weekday-until-hour", makes="stretch")
def _build_weekday_until_hour(weekday: int, hour: Expression) -> TimeOnDay | RefusedPhrase:
    """Build a weekday up to a number, which may be an hour: "Friday until 3"."""
    return _build_day_until_time(CalendarDate(weekday=weekday), hour)


@register_construction("more-than-before", makes="stretch")
def _build_more_than_before(amount: Amount, date: Expression = Now()) -> OpenRange:
    return OpenRange("before", Shift(amount, -1, date))


@register_construction("more-than-after", makes="stretch")
def _build_more_than_after(amount: Amount, date: Expression = Now()) -> OpenRange:
    return OpenRange("after", Shift(amount, 1, date))


@register_construction("less-than-before", makes="stretch")
def _build_less_than_before(amount: Amount, date: Expression = Now()) -> Range:
    return Range(Shift(amount, -1, date), date)


@register_construction("less-than-after", makes="stretch")
def _build_less_than_after(amount: Amount, date: Expression = Now()) -> Range:
    return Range(date, Shift(amount, 1, date))
