"""What is counted in a stretch or from a date, at the edges where one more or one less is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tables import Table

from itinerary import Conventions, Grain, Interval, PhraseError, resolve_phrase
from itinerary.dates.expressions import (
    AdjacentOccurrence,
    Anchor,
    CalendarDate,
    ClockTime,
    Context,
    DateList,
    DaysOfMonth,
    EarlyMidLate,
    Expression,
    FirstOrLastUnits,
    FiscalYear,
    NearestWeekday,
    Now,
    Nth,
    NthFromDate,
    NumericDate,
    OpenRange,
    PastOrNextUnits,
    Range,
    RelativeUnit,
    RestatedDate,
    RestOfStretch,
    Season,
    Shift,
    TimeOnDay,
    UnitContaining,
    WeekNumber,
    Window,
    Workday,
    choose_occurrence,
    expand_year,
)
from itinerary.dates.expressions.context import MAX_COUNTED_YEARS
from itinerary.dates.zones import load_zone

DATE_HINT = "write the date itself"
REFERENCE = datetime(2025, 8, 29, 10)  # a Friday
CONTEXT = Context(REFERENCE)
SEPTEMBER = CalendarDate(2025, 9)  # from a Monday to a Tuesday
FEBRUARY = CalendarDate(2025, 2)  # four whole weeks, from a Saturday to a Friday
JANUARY = CalendarDate(month=1)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SUNDAY = (
    CalendarDate(weekday=each) for each in (0, 1, 2, 3, 4, 6)
)
THIS_WEEK = Conventions(this_weekday="this-week")
COMING = Conventions(next_weekday="coming")
PREVIOUS = Conventions(last_weekday="previous-week")


def resolve(meaning: Expression, context: Context = CONTEXT) -> str:
    """The EDTF of what a meaning comes to, or the kind of its refusal."""
    try:
        return " ".join(each.edtf for each in meaning.on(context))
    except PhraseError as refusal:
        return refusal.kind


def on(day: date) -> CalendarDate:
    return CalendarDate(day.year, day.month, day.day)


@pytest.mark.parametrize(
    ("meaning", "result"),
    [
        (Nth(1, MONDAY, SEPTEMBER), "2025-09-01"),
        (Nth(5, MONDAY, SEPTEMBER), "2025-09-29"),
        (Nth(6, MONDAY, SEPTEMBER), "impossible"),
        (Nth(5, TUESDAY, SEPTEMBER), "2025-09-30"),
        (Nth(5, WEDNESDAY, SEPTEMBER), "impossible"),
        (Nth(-1, TUESDAY, SEPTEMBER), "2025-09-30"),
        (Nth(-5, MONDAY, SEPTEMBER), "2025-09-01"),
        (Nth(-6, MONDAY, SEPTEMBER), "impossible"),
        (Nth(-5, WEDNESDAY, SEPTEMBER), "impossible"),
        (Nth(4, FRIDAY, FEBRUARY), "2025-02-28"),
        (Nth(5, FRIDAY, FEBRUARY), "impossible"),
        (Nth(1, Grain.DAY, SEPTEMBER), "2025-09-01"),
        (Nth(30, Grain.DAY, SEPTEMBER), "2025-09-30"),
        (Nth(31, Grain.DAY, SEPTEMBER), "impossible"),
        (Nth(-1, Grain.DAY, SEPTEMBER), "2025-09-30"),
        (Nth(-30, Grain.DAY, SEPTEMBER), "2025-09-01"),
        (Nth(-31, Grain.DAY, SEPTEMBER), "impossible"),
        (Nth(1, Grain.WEEK, SEPTEMBER), "2025-09-01/2025-09-07"),
        (Nth(5, Grain.WEEK, SEPTEMBER), "impossible"),
        (Nth(1, Grain.WEEK, CalendarDate(2026, 1)), "2025-12-29/2026-01-04"),
        (Nth(1, Grain.WEEK, CalendarDate(2021, 1)), "2021-01-04/2021-01-10"),
        (Nth(-1, Grain.WEEK, CalendarDate(2025, 12)), "2025-12-22/2025-12-28"),
        (Nth(1, Grain.WEEKEND, SEPTEMBER), "2025-09-06/2025-09-07"),
        (Nth(4, Grain.WEEKEND, SEPTEMBER), "2025-09-27/2025-09-28"),
        (Nth(5, Grain.WEEKEND, SEPTEMBER), "impossible"),
        (Nth(1, Grain.WEEKEND, FEBRUARY), "2025-02-01/2025-02-02"),
        (Nth(12, Grain.MONTH, CalendarDate(2025)), "2025-12"),
        (Nth(13, Grain.MONTH, CalendarDate(2025)), "impossible"),
        (Nth(-12, Grain.MONTH, CalendarDate(2025)), "2025-01"),
        (Nth(4, Grain.QUARTER, CalendarDate(2025)), "2025-36"),
        (Nth(5, Grain.QUARTER, CalendarDate(2025)), "impossible"),
        (Nth(1, Grain.HALF, SEPTEMBER), "2025-09-01/2025-09-15"),
        (Nth(2, Grain.HALF, SEPTEMBER), "2025-09-16/2025-09-30"),
        (Nth(1, Workday(), SEPTEMBER), "2025-09-01"),
        (Nth(22, Workday(), SEPTEMBER), "2025-09-30"),
        (Nth(23, Workday(), SEPTEMBER), "impossible"),
        (Nth(0, Grain.QUARTER, CalendarDate(2025)), "impossible"),
        (Nth(0, Grain.DAY, SEPTEMBER), "impossible"),
        (Nth(0, MONDAY, SEPTEMBER), "impossible"),
        (Nth(-1, Grain.MONTH, Range(on(date(2025, 9, 2)), on(date(2025, 10, 1)))), "2025-10"),
        (Nth(1, Grain.QUARTER, FiscalYear(2026, 2)), "2025-02/2025-04"),
        (Nth(4, Grain.QUARTER, FiscalYear(2026, 2)), "2025-11/2026-01"),
        (Nth(5, Grain.QUARTER, FiscalYear(2025, 2)), "impossible"),
        (
            Nth(2, Grain.QUARTER, Range(on(date(2025, 2, 1)), on(date(2025, 7, 31)))),
            "2025-05/2025-07",
        ),
        (Nth(2, Grain.QUARTER, Range(on(date(2025, 2, 1)), on(date(2025, 5, 1)))), "impossible"),
        (Nth(1, Grain.HOUR, SEPTEMBER), "impossible"),
        (Nth(1, Grain.DAY, OpenRange("since", SEPTEMBER)), "impossible"),
        (Nth(1, MONDAY, OpenRange("until", SEPTEMBER)), "impossible"),
    ],
)
def test_the_nth_of_a_stretch(meaning: Nth, result: str) -> None:
    assert resolve(meaning) == result


@pytest.mark.parametrize(
    ("meaning", "result"),
    [
        (FirstOrLastUnits(2, Grain.DAY, SEPTEMBER), "2025-09-01/2025-09-02"),
        (FirstOrLastUnits(-2, Grain.DAY, SEPTEMBER), "2025-09-29/2025-09-30"),
        (FirstOrLastUnits(1, Grain.WEEK, SEPTEMBER), "2025-09-01/2025-09-07"),
        (FirstOrLastUnits(-1, Grain.WEEK, SEPTEMBER), "2025-09-24/2025-09-30"),
        (FirstOrLastUnits(2, Grain.MONTH, CalendarDate(2025)), "2025-01/2025-02"),
        (FirstOrLastUnits(-2, Grain.MONTH, CalendarDate(2025)), "2025-11/2025-12"),
        (
            FirstOrLastUnits(2, Grain.HOUR, on(date(2025, 9, 3))),
            "2025-09-03T00:00:00/2025-09-03T02:00:00",
        ),
        (
            FirstOrLastUnits(-2, Grain.HOUR, on(date(2025, 9, 3))),
            "2025-09-03T22:00:00/2025-09-04T00:00:00",
        ),
        (EarlyMidLate("early", SEPTEMBER), "2025-09-01/2025-09-10"),
        (EarlyMidLate("mid", SEPTEMBER), "2025-09-11/2025-09-20"),
        (EarlyMidLate("late", SEPTEMBER), "2025-09-21/2025-09-30"),
        (EarlyMidLate("mid", CalendarDate(2025)), "2025-05/2025-08"),
        (EarlyMidLate("late", CalendarDate(2025)), "2025-09/2025-12"),
    ],
)
def test_the_first_and_last_of_a_stretch(meaning: Expression, result: str) -> None:
    assert resolve(meaning) == result


OPEN = OpenRange("since", CalendarDate(2025, 9, 3))
REFUSALS = [
    (FirstOrLastUnits(2, Grain.DAY, OPEN), "an open stretch of time cannot be counted in", ""),
    (FirstOrLastUnits(31, Grain.DAY, SEPTEMBER), "2025-09 has fewer than 31 days", DATE_HINT),
    (EarlyMidLate("early", OPEN), "an open stretch of time has no thirds", ""),
    (
        RestatedDate(on(date(2025, 9, 3)), on(date(2025, 9, 4))),
        "a part of the words means 2025-09-03, and the rest another date",
        "correct one of them",
    ),
    (
        Range(on(date(2025, 9, 3)), on(date(2025, 9, 2))),
        "it would end (2025-09-02) before it begins (2025-09-03)",
        "put the earlier date first",
    ),
]


def test_refusals_say_why_and_what_to_write(table: Table) -> None:
    for meaning, message, hint in REFUSALS:
        with table.row(meaning):
            with pytest.raises(PhraseError) as refusal:
                meaning.on(CONTEXT)
            assert (refusal.value.message, refusal.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("meaning", "result"),
    [
        (NthFromDate(1, MONDAY, 1, on(date(2025, 9, 1))), "2025-09-08"),
        (NthFromDate(1, TUESDAY, 1, on(date(2025, 9, 1))), "2025-09-02"),
        (NthFromDate(1, MONDAY, -1, on(date(2025, 9, 1))), "2025-08-25"),
        (NthFromDate(1, FRIDAY, -1, on(date(2025, 9, 6))), "2025-09-05"),
        (NthFromDate(2, MONDAY, 1, on(date(2025, 8, 31))), "2025-09-08"),
        (NthFromDate(1, Workday(), 1, on(date(2025, 9, 5))), "2025-09-08"),
        (NthFromDate(1, Workday(), -1, on(date(2025, 9, 8))), "2025-09-05"),
        (NthFromDate(5, Workday(), 1, on(date(2025, 9, 7))), "2025-09-12"),
        (NthFromDate(2, CalendarDate(month=9), 1, on(date(2025, 9, 30))), "2027-09"),
        (NthFromDate(1, CalendarDate(month=9), 1, on(date(2025, 8, 31))), "2025-09"),
        (NthFromDate(1, Grain.DAY, 1, on(date(2025, 9, 1))), "2025-09-02"),
        (NthFromDate(1, Grain.DAY, -1, on(date(2025, 9, 1))), "2025-08-31"),
        (NthFromDate(1, Grain.WEEK, 1, on(date(2025, 9, 7))), "2025-09-08/2025-09-14"),
        (NthFromDate(1, Grain.WEEK, -1, on(date(2025, 9, 8))), "2025-09-01/2025-09-07"),
        (NthFromDate(1, Grain.WEEKEND, 1, on(date(2025, 9, 5))), "2025-09-06/2025-09-07"),
        (NthFromDate(1, Grain.WEEKEND, 1, on(date(2025, 9, 6))), "2025-09-13/2025-09-14"),
        (NthFromDate(1, Grain.WEEKEND, -1, on(date(2025, 9, 6))), "2025-08-30/2025-08-31"),
        (NearestWeekday(MONDAY, on(date(2025, 9, 4))), "2025-09-01"),
        (NearestWeekday(MONDAY, on(date(2025, 9, 5))), "2025-09-08"),
        (UnitContaining(Grain.WEEK, on(date(2025, 9, 7))), "2025-09-01/2025-09-07"),
        (UnitContaining(Grain.WEEK, on(date(2025, 9, 8))), "2025-09-08/2025-09-14"),
        (UnitContaining(Grain.WEEKEND, on(date(2025, 9, 1))), "2025-08-30/2025-08-31"),
    ],
)
def test_what_is_counted_from_a_date(meaning: Expression, result: str) -> None:
    assert resolve(meaning) == result


@pytest.mark.parametrize(
    ("meaning", "result"),
    [
        (Shift(((1, Grain.DAY),), 1, SEPTEMBER), "[2025-09-02..2025-10-01]"),
        (Shift(((1, Grain.DAY),), -1, SEPTEMBER), "[2025-08-31..2025-09-29]"),
        (Shift(((1, Grain.MONTH),), 1, SEPTEMBER), "2025-10"),
        (Shift(((1, Grain.YEAR),), 1, SEPTEMBER), "2026-09"),
        (Shift(((1, Grain.WEEK),), 1, SEPTEMBER), "[2025-09-08..2025-10-07]"),
        (Shift(((2, Grain.YEAR),), 1, CalendarDate(2012)), "2014"),
        (Shift(((2, Grain.HOUR),), 1, Now()), "2025-08-29T12:00:00"),
        (Shift(((0.5, Grain.DAY),), 1, Now()), "2025-08-29T22:00:00"),
        (Shift(((1.5, Grain.DAY),), -1, Now()), "2025-08-27T22:00:00"),
        (Shift(((1, Grain.DAY),), -1, Now()), "2025-08-28"),
        (PastOrNextUnits(((1, Grain.DAY),), 1), "2025-08-30"),
        (PastOrNextUnits(((1, Grain.DAY),), -1), "2025-08-28"),
        (PastOrNextUnits(((2, Grain.DAY),), 1, from_now=True), "2025-08-29/2025-08-30"),
        (PastOrNextUnits(((1, Grain.QUARTER),), 1), "2025-36"),
        (PastOrNextUnits(((2, Grain.QUARTER),), -1), "2025-33/2025-34"),
        (PastOrNextUnits(((2, Grain.HOUR),), -1), "2025-08-29T08:00:00/2025-08-29T10:00:00"),
        (RestOfStretch(RelativeUnit(Grain.WEEK)), "2025-08-29/2025-08-31"),
        (RestOfStretch(RelativeUnit(Grain.WEEK), -1), "2025-08-25/2025-08-28"),
        (RestOfStretch(RelativeUnit(Grain.DAY)), "2025-08-29T10:00:00/2025-08-30T00:00:00"),
        (RestOfStretch(RelativeUnit(Grain.DAY), -1), "2025-08-29T00:00:00/2025-08-29T10:00:00"),
        (AdjacentOccurrence(FRIDAY, 0), "2025-08-29"),
        (AdjacentOccurrence(THURSDAY, 0), "2025-09-04"),
        (AdjacentOccurrence(FRIDAY, -1), "2025-08-22"),
        (AdjacentOccurrence(THURSDAY, -1), "2025-08-28"),
        (AdjacentOccurrence(CalendarDate(month=8), 1), "2026-08"),
        (AdjacentOccurrence(CalendarDate(month=8), -1), "2024-08"),
        (AdjacentOccurrence(CalendarDate(month=8), 0), "2025-08"),
        (AdjacentOccurrence(CalendarDate(month=8, day=29), 1), "2026-08-29"),
        (AdjacentOccurrence(CalendarDate(month=8, day=30), 1), "2025-08-30"),
        (AdjacentOccurrence(CalendarDate(month=8, day=29), -1), "2024-08-29"),
        (AdjacentOccurrence(CalendarDate(month=8, day=28), -1), "2025-08-28"),
        (AdjacentOccurrence(Season(3), -1), "2024-24"),
    ],
)
def test_what_is_counted_from_the_reference(meaning: Expression, result: str) -> None:
    assert resolve(meaning) == result


@pytest.mark.parametrize(
    ("meaning", "own", "convention", "other"),
    [
        (AdjacentOccurrence(MONDAY, 0), "2025-09-01", THIS_WEEK, "2025-08-25"),
        (AdjacentOccurrence(FRIDAY, 0), "2025-08-29", THIS_WEEK, "2025-08-29"),
        (AdjacentOccurrence(SUNDAY, 0), "2025-08-31", THIS_WEEK, "2025-08-31"),
        (AdjacentOccurrence(JANUARY, 0), "2026-01", THIS_WEEK, "2025-01"),
        (AdjacentOccurrence(JANUARY, 1), "2026-01", THIS_WEEK, "2026-01"),
        (AdjacentOccurrence(JANUARY, -1), "2025-01", THIS_WEEK, "2025-01"),
        (AdjacentOccurrence(MONDAY, 1), "2025-09-01", COMING, "2025-09-01"),
        (AdjacentOccurrence(FRIDAY, 1), "2025-09-05", COMING, "2025-09-05"),
        (AdjacentOccurrence(SUNDAY, 1), "2025-09-07", COMING, "2025-08-31"),
        (AdjacentOccurrence(MONDAY, -1), "2025-08-25", PREVIOUS, "2025-08-18"),
        (AdjacentOccurrence(SUNDAY, -1), "2025-08-24", PREVIOUS, "2025-08-24"),
        (AdjacentOccurrence(JANUARY, -1), "2025-01", PREVIOUS, "2024-01"),
        (AdjacentOccurrence(JANUARY, 0), "2026-01", PREVIOUS, "2026-01"),
        (
            PastOrNextUnits(((2, Grain.WEEK),), -1),
            "2025-08-15/2025-08-28",
            Conventions(units="calendar"),
            "2025-08-11/2025-08-24",
        ),
        (
            PastOrNextUnits(((2, Grain.DAY),), -1),
            "2025-08-27/2025-08-28",
            Conventions(units="calendar"),
            "2025-08-27/2025-08-28",
        ),
        (FRIDAY, "2025-08-29", Conventions(today="next"), "2025-09-05"),
        (THURSDAY, "2025-08-28", Conventions(today="next"), "2025-08-28"),
        (
            RelativeUnit(Grain.WEEKEND),
            "2025-08-30/2025-08-31",
            Conventions(weekend=("sunday", 0)),
            "2025-08-31",
        ),
    ],
)
def test_conventions_move_what_is_counted(
    meaning: Expression, own: str, convention: Conventions, other: str
) -> None:
    assert resolve(meaning) == own
    assert resolve(meaning, Context(REFERENCE, convention)) == other


def test_an_anchor_has_a_first_and_a_last_day_or_moment() -> None:
    talk = Interval(datetime(2025, 9, 3, 9), datetime(2025, 9, 4), Grain.MINUTE)
    visit = Interval(date(2025, 9, 3), date(2025, 9, 5))
    context = Context(
        REFERENCE, anchors={"talk": talk, "visit": visit, "since": replace(visit, end=None)}
    )
    assert resolve(Anchor("visit", "start"), context) == "2025-09-03"
    assert resolve(Anchor("visit", "end"), context) == "2025-09-04"
    assert resolve(Anchor("talk", "start"), context) == "2025-09-03T09:00:00"
    assert resolve(Anchor("talk", "end"), context) == "2025-09-04T00:00:00"
    assert resolve(Anchor("since", "end"), context) == "impossible"


ROUGH = {
    "month": Interval.from_edtf("2026-09"),
    "early": resolve_phrase("early October 2026", reference=date(2026, 1, 1)).interval,
    "about": resolve_phrase("about 5 November 2026", reference=date(2026, 1, 1)).interval,
    "week": resolve_phrase("the week of 16 November 2026", reference=date(2026, 1, 1)).interval,
    "year": Interval.from_edtf("2012"),
}
COUNTED_FROM_ROUGH = [
    ("the day before $month", "vague"),
    ("two weeks after $month", "vague"),
    ("the Friday after $month", "vague"),
    ("three working days after $month", "vague"),
    ("$month.start", "vague"),
    ("$month.end at 10:00", "vague"),
    ("from $month.start to $month.end", "vague"),
    ("two days after $early", "vague"),
    ("$early.end", "vague"),
    ("three months after $year", "vague"),
    ("the month after $month", "2026-10"),
    ("two years after $year", "2014"),
    ("before $month", "[..2026-08]"),
    ("$month", "2026-09"),
    ("the day after $about", "2026-11-06~"),
    ("two days before $about", "2026-11-03~"),
    ("the Friday after $about", "2026-11-06~"),
    ("$about.start", "2026-11-05~"),
    ("$about at 10:00", "ambiguous"),
    ("the day before $week", "2026-11-15"),
    ("$week.start", "2026-11-16"),
]


def test_nothing_finer_is_counted_from_a_date_than_it_is_known_to(table: Table) -> None:
    for phrase, result in COUNTED_FROM_ROUGH:
        with table.row(phrase):
            try:
                found = resolve_phrase(phrase, reference=REFERENCE, anchors=ROUGH).interval.edtf
            except PhraseError as refusal:
                found = refusal.kind
            assert found == result


def test_hours_are_whole_and_minutes_are_not() -> None:
    context = Context(datetime(2025, 8, 29, 10, 30))
    assert (
        resolve(RelativeUnit(Grain.HOUR, 1), context) == "2025-08-29T11:00:00/2025-08-29T12:00:00"
    )
    assert resolve(RelativeUnit(Grain.MINUTE, 5), context) == "2025-08-29T10:35:00"


@pytest.mark.parametrize(
    ("prefer", "friday", "thursday", "august_29", "august_28"),
    [
        ("nearest", "2025-08-29", "2025-08-28", "2025-08-29", "2025-08-28"),
        ("future", "2025-08-29", "2025-09-04", "2025-08-29", "2026-08-28"),
        ("past", "2025-08-29", "2025-08-28", "2025-08-29", "2025-08-28"),
    ],
)
def test_today_is_neither_over_nor_still_to_begin(
    prefer: str, friday: str, thursday: str, august_29: str, august_28: str
) -> None:
    context = Context(REFERENCE, Conventions(prefer=prefer))  # type: ignore[arg-type]
    assert resolve(FRIDAY, context) == friday
    assert resolve(THURSDAY, context) == thursday
    assert resolve(CalendarDate(month=8, day=29), context) == august_29
    assert resolve(CalendarDate(month=8, day=28), context) == august_28


@pytest.mark.parametrize(
    ("first", "last", "result"),
    [
        (date(2025, 9, 1), date(2025, 9, 7), "2025-09-01"),
        (date(2025, 9, 1), date(2025, 9, 8), "ambiguous"),
        (date(2025, 8, 26), date(2025, 9, 1), "2025-09-01"),
        (date(2025, 8, 26), date(2025, 8, 31), "impossible"),
    ],
)
def test_a_window_holds_its_first_and_its_last_day(first: date, last: date, result: str) -> None:
    window = Interval(first, last + timedelta(days=1))
    assert resolve(MONDAY, Context(REFERENCE, window=window)) == result
    assert resolve(Nth(-1, Grain.DAY, Window()), Context(REFERENCE, window=window)) == (
        last.isoformat()
    )


def test_what_begins_in_the_window_goes_before_what_only_reaches_into_it() -> None:
    window = Interval(date(2025, 9, 2), date(2025, 9, 9))
    weeks = [Interval(day, day + timedelta(days=7)) for day in (date(2025, 9, 1), date(2025, 9, 8))]
    assert choose_occurrence(weeks, Context(REFERENCE, window=window)) == weeks[1]
    assert choose_occurrence(weeks[:1], Context(REFERENCE, window=window)) == weeks[0]


def test_the_nearest_of_two_that_are_as_far_is_the_earlier() -> None:
    around = [
        Interval(day, day + timedelta(days=1)) for day in (date(2025, 8, 27), date(2025, 8, 31))
    ]
    assert choose_occurrence(around, CONTEXT) == around[0]


@pytest.mark.parametrize(
    ("meaning", "result"),
    [
        (Range(on(date(2025, 9, 3)), on(date(2025, 9, 3))), "2025-09-03"),
        (Range(on(date(2025, 9, 3)), on(date(2025, 9, 2))), "impossible"),
        (Range(FRIDAY, FRIDAY), "ambiguous"),
        (Range(FRIDAY, on(date(2025, 8, 29))), "2025-08-29"),
        (Range(on(date(2025, 8, 29)), FRIDAY), "ambiguous"),
        (Range(THURSDAY, on(date(2025, 8, 29))), "2025-08-28/2025-08-29"),
        (Range(CalendarDate(month=12), CalendarDate(month=1)), "2025-12/2026-01"),
        (Range(CalendarDate(day=31), CalendarDate(day=1)), "2025-08-31/2025-09-01"),
        (Range(ClockTime(22), ClockTime(2)), "2025-08-29T22:00:00/2025-08-30T02:00:00"),
        (Range(CalendarDate(1999), CalendarDate(2000)), "1999/2000"),
        (
            TimeOnDay(on(date(2025, 12, 31)), Range(ClockTime(23), ClockTime(1))),
            "2025-12-31T23:00:00/2026-01-01T01:00:00",
        ),
        (
            TimeOnDay(on(date(2025, 12, 31)), Range(ClockTime(23), ClockTime(24))),
            "2025-12-31T23:00:00/2026-01-01T00:00:00",
        ),
        (DateList((on(date(2025, 9, 2)), on(date(2025, 9, 3)))), "2025-09-02/2025-09-03"),
        (DateList((on(date(2025, 9, 2)), on(date(2025, 9, 4)))), "2025-09-02 2025-09-04"),
        (OpenRange("since", SEPTEMBER), "2025-09/.."),
        (OpenRange("after", SEPTEMBER), "[2025-10..]"),
        (OpenRange("not before", SEPTEMBER), "[2025-09..]"),
        (OpenRange("until", SEPTEMBER), "../2025-09"),
        (OpenRange("by", SEPTEMBER), "[..2025-09]"),
        (OpenRange("before", SEPTEMBER), "[..2025-08]"),
        (OpenRange("before", CalendarDate(1)), "[..0000]"),
        (OpenRange("before", on(date(1, 1, 2))), "[..0001-01-01]"),
        (OpenRange("until", ClockTime(10)), "../2025-08-29T10:00:00"),
        (OpenRange("after", ClockTime(10)), "2025-08-29T10:00:00/.."),
    ],
)
def test_both_ends_of_ranges(meaning: Expression, result: str) -> None:
    assert resolve(meaning) == result


def test_the_days_of_a_list_lie_as_close_together_as_they_can() -> None:
    found = resolve_phrase("the 29th, 30th and 31st", reference=date(2025, 9, 15))
    assert [each.edtf for each in found.intervals] == ["2025-08-29/2025-08-31"]


def test_a_clock_elsewhere_may_show_another_day() -> None:
    late = Context(datetime(2025, 8, 29, 22), zone=load_zone("America/Lima"))
    assert late.copy_for_clock_of(load_zone("Asia/Tokyo")).reference == datetime(2025, 8, 30, 12)
    assert late.copy_for_clock_of(None) is late


def test_a_list_is_one_stretch_where_one_is_needed() -> None:
    days = DateList((on(date(2025, 9, 2)), on(date(2025, 9, 4))))
    assert days.find_single_interval(CONTEXT).edtf == "2025-09-02/2025-09-04"
    assert resolve(Shift(((1, Grain.DAY),), 1, days)) == "2025-09-05"


def test_days_of_a_stretch_are_no_clock_times() -> None:
    (found,) = FirstOrLastUnits(1, Grain.DAY, SEPTEMBER).on(CONTEXT)
    assert found == Interval(date(2025, 9, 1), date(2025, 9, 2))
    assert not found.is_timed


@pytest.mark.parametrize(
    ("meaning", "result"),
    [
        (CalendarDate(2024, 2, 29), "2024-02-29"),
        (CalendarDate(2025, 2, 29), "impossible"),
        (CalendarDate(2025, 2, 28), "2025-02-28"),
        (CalendarDate(1900, 2, 29), "impossible"),
        (CalendarDate(2025, 4, 30), "2025-04-30"),
        (CalendarDate(2025, 4, 31), "impossible"),
        (CalendarDate(2025, 12, 31), "2025-12-31"),
        (CalendarDate(month=2, day=29), "2024-02-29"),
        (CalendarDate(day=31), "2025-08-31"),
        (CalendarDate(2025, 9, 2, 1), "2025-09-02"),
        (CalendarDate(2025, 9, 2, 2), "impossible"),
        (CalendarDate(day=28, weekday=3), "2025-08-28"),
        (DaysOfMonth(CalendarDate(2025, 9, 2), 30), "2025-09-02/2025-09-30"),
        (DaysOfMonth(CalendarDate(2025, 9, 2), 31), "impossible"),
        (DaysOfMonth(CalendarDate(2025, 9, 2), 2), "2025-09-02"),
        (NumericDate((5, 12), "dmy"), "2025-12-05"),
        (NumericDate((12, 12), "dmy"), "2025-12-12"),
        (NumericDate((12, 13), "dmy"), "2025-12-13"),
        (NumericDate((13, 13), "dmy"), "impossible"),
        (NumericDate((31, 12, 99), "dmy"), "1999-12-31"),
        (NumericDate((32, 12), "dmy"), "impossible"),
        (NumericDate((0, 12), "dmy"), "impossible"),
        (NumericDate((31, 12, 11), "ymd"), "2031-12-11"),
        (NumericDate((11, 12, 31), "ymd"), "2011-12-31"),
        (NumericDate((11, 12, 32), "ymd"), "2032-11-12"),
        (NumericDate((32, 12, 11), "dmy"), "2032-12-11"),
    ],
)
def test_days_that_exist_and_days_that_do_not(meaning: Expression, result: str) -> None:
    assert resolve(meaning) == result


def test_years_of_two_digits() -> None:
    assert [expand_year(year) for year in (0, 49, 50, 99, 100)] == [2000, 2049, 1950, 1999, 100]


@pytest.mark.parametrize(
    ("clock", "result"),
    [
        (ClockTime(0), "00:00"),
        (ClockTime(12), "12:00"),
        (ClockTime(12, half="am"), "00:00"),
        (ClockTime(12, half="pm"), "12:00"),
        (ClockTime(1, half="pm"), "13:00"),
        (ClockTime(11, half="am"), "11:00"),
        (ClockTime(13, half="pm"), "13:00"),
        (ClockTime(23, 59), "23:59"),
    ],
)
def test_halves_of_the_day(clock: ClockTime, result: str) -> None:
    assert resolve(clock) == f"2025-08-29T{result}:00"
    assert bool(clock.list_half_day_readings()) == (clock.half is None and clock.hour <= 12)


@pytest.mark.parametrize(
    ("year", "number", "result"),
    [
        (2025, 1, "2024-12-30/2025-01-05"),
        (2025, 52, "2025-12-22/2025-12-28"),
        (2025, 53, "impossible"),
        (2026, 53, "2026-12-28/2027-01-03"),
        (2026, 0, "impossible"),
    ],
)
def test_numbered_weeks(year: int, number: int, result: str) -> None:
    assert resolve(WeekNumber(number, year)) == result


@pytest.mark.parametrize(
    ("years", "is_counted"), [(MAX_COUNTED_YEARS, True), (MAX_COUNTED_YEARS + 1, False)]
)
def test_a_century_is_counted_in_and_no_more(years: int, is_counted: bool) -> None:
    stretch = Range(on(date(1900, 1, 1)), on(date(1900 + years, 1, 1)))
    assert (resolve(Nth(1, Grain.MONTH, stretch)) != "impossible") == is_counted


@pytest.mark.parametrize("today", [date(1, 1, 3), date(9999, 12, 28)])
@pytest.mark.parametrize(
    "meaning",
    [
        MONDAY,
        CalendarDate(month=2),
        CalendarDate(month=2, day=29),
        CalendarDate(day=3),
        Season(1),
        Workday(),
        WeekNumber(1),
        RelativeUnit(Grain.DAY),
        RelativeUnit(Grain.YEAR),
        Now(),
        Nth(1, Grain.QUARTER, CalendarDate(2025)),
        Range(MONDAY, FRIDAY),
    ],
)
def test_at_the_far_ends_of_the_calendar_a_date_is_found_or_refused(
    today: date, meaning: Expression
) -> None:
    try:
        found = meaning.on(Context(datetime(today.year, today.month, today.day, 12)))
    except (PhraseError, ValueError, OverflowError):
        return
    assert all(each.start and each.end and each.start < each.end for each in found)


@pytest.mark.parametrize(
    ("phrase", "reference", "future", "past", "nearest"),
    [
        # September has no 31st, so that no list of both begins in it.
        (
            "on the 29th and the 31st",
            date(2028, 10, 27),
            "2028-10-29 2028-10-31",
            "2028-08-29 2028-08-31",
            "2028-10-29 2028-10-31",
        ),
        (
            "from the 29th to the 31st",
            date(2028, 10, 27),
            "2028-10-29/2028-10-31",
            "2028-08-29/2028-08-31",
            "2028-10-29/2028-10-31",
        ),
        (
            "the 30th, 31st and 1st",
            date(2028, 11, 10),
            "2028-12-30/2029-01-01",
            "2028-10-30/2028-11-01",
            "2028-10-30/2028-11-01",
        ),
        # In February and March 2027 the 6th is a Saturday.
        ("Saturday the 6th", date(2027, 2, 10), "2027-03-06", "2027-02-06", "2027-02-06"),
        ("Saturday the 6th", date(2027, 2, 28), "2027-03-06", "2027-02-06", "2027-03-06"),
    ],
)
def test_days_without_a_month(
    phrase: str, reference: date, future: str, past: str, nearest: str
) -> None:
    for prefer, result in (("future", future), ("past", past), ("nearest", nearest)):
        conventions = Conventions(prefer=prefer)  # type: ignore[arg-type]
        found = resolve_phrase(phrase, reference=reference, conventions=conventions)
        assert " ".join(each.edtf for each in found.intervals) == result


@pytest.mark.parametrize(
    ("first", "last", "weekend"),
    [
        ("2025-09-01", "2025-09-10", "2025-09-06/2025-09-07"),
        ("2025-08-27", "2025-09-04", "2025-08-30/2025-08-31"),
        ("2025-09-07", "2025-09-12", "2025-09-06/2025-09-07"),  # it has begun before
        ("2025-09-01", "2025-09-05", "impossible"),
        ("2025-09-01", "2025-09-15", "ambiguous"),
    ],
)
def test_the_weekend_is_the_one_in_the_window(first: str, last: str, weekend: str) -> None:
    window = Interval.from_edtf(f"{first}/{last}")
    assert _tell_weekend(window) == weekend


def _tell_weekend(window: Interval) -> str:
    try:
        return resolve_phrase(
            "the weekend", reference=date(2025, 8, 29), window=window
        ).interval.edtf
    except PhraseError as refusal:
        return refusal.kind


@pytest.mark.parametrize(
    ("phrase", "result"),
    [
        ("6 May and 4 May", "2026-05-04 2026-05-06"),
        ("Wednesday and Monday", "2026-05-04 2026-05-06"),
        ("Monday and Wednesday", "2026-05-04 2026-05-06"),
        ("the 6th and the 4th", "2026-05-04 2026-05-06"),
    ],
)
def test_the_window_decides_for_each_item_of_a_list(phrase: str, result: str) -> None:
    window = Interval(date(2026, 5, 4), date(2026, 5, 10))
    for prefer in ("future", "past", "nearest"):
        found = resolve_phrase(
            phrase,
            reference=date(2026, 4, 15),
            window=window,
            conventions=Conventions(prefer=prefer),  # type: ignore[arg-type]
        )
        assert " ".join(each.edtf for each in found.intervals) == result


@pytest.mark.parametrize(
    ("phrase", "conventions", "result"),
    [
        ("6/5", Conventions(), "2026-05-06"),
        ("5/6", Conventions(), "2026-05-06"),
        ("6/5/2026", Conventions(), "2026-05-06"),
        ("7/8", Conventions(), "2026-07-08"),
        ("6/5", Conventions(date_order="mdy"), "2026-06-05"),
    ],
)
def test_the_window_settles_the_order_of_two_numbers(
    phrase: str, conventions: Conventions, result: str
) -> None:
    window = Interval(date(2026, 5, 4), date(2026, 5, 9))
    found = resolve_phrase(
        phrase, reference=date(2026, 4, 15), window=window, conventions=conventions
    )
    assert found.interval.edtf == result


def test_the_order_of_the_language_holds_where_the_weekday_agrees() -> None:
    # 12 November 2026 and 11 December 2025 are Thursdays.
    found = resolve_phrase("jueves 12.11", reference=date(2026, 3, 3), language="es")
    assert found.interval.edtf == "2026-11-12"
    explicit = Conventions(date_order="dmy")
    with pytest.raises(PhraseError, match="is a Monday, not a Thursday"):
        resolve_phrase("Thursday 9/3/2026", reference=date(2026, 3, 3), conventions=explicit)
