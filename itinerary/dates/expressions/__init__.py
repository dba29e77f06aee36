"""A context in; the intervals that a meaning has on it, out.

What a date phrase means is a frozen value that knows neither a language nor a clock:
`CalendarDate(month=9, day=2).on(context)` is the second of September that the context's reference,
window and conventions point to. A meaning that recurs ("Tuesday", "March 4", "10:00") lists its
occurrences around the reference, and `choose_occurrence` takes one of them.
"""

from itinerary.dates.expressions.calendar import CalendarDate, DashedDate, DaysOfMonth, Workday
from itinerary.dates.expressions.calendar_units import (
    AnyYear,
    DecadeOrCentury,
    FiscalYear,
    Season,
    WeekNumber,
)
from itinerary.dates.expressions.calendars import InCalendar, read_in_calendar
from itinerary.dates.expressions.clock import (
    ClockTime,
    FromDayStart,
    HalfOfDay,
    PartOfDay,
    PartOfNthDay,
    PartOfWeekday,
    TimeOfReference,
    TimeOnDay,
    UnnamedDay,
    YearOrTime,
)
from itinerary.dates.expressions.combined import (
    ApproximateDate,
    CountedFromItem,
    DateList,
    DatesWithin,
    DoubtfulDate,
    OnceWithin,
    RestatedDate,
)
from itinerary.dates.expressions.context import Context, Direction
from itinerary.dates.expressions.conventions import (
    CalendarName,
    Conventions,
    DateOrder,
    PartOfDayName,
    copy_with_calendar,
)
from itinerary.dates.expressions.counted import (
    FirstOrLastUnits,
    NearestWeekday,
    NthFromDate,
    SameUnit,
    UnitContaining,
)
from itinerary.dates.expressions.days_and_times import set_on_clock, to_datetime
from itinerary.dates.expressions.durations import (
    DurationBeside,
    DurationFrom,
    DurationUntil,
    ShiftBetween,
    WeekFromDay,
)
from itinerary.dates.expressions.expression import (
    CountsFrom,
    Expression,
    Intervals,
    ResolvedParts,
    has_meaning_of,
)
from itinerary.dates.expressions.holidays import Holiday, LongWeekend
from itinerary.dates.expressions.named import (
    Anchor,
    AnchorDay,
    AnchorEnd,
    Trip,
    Window,
    counts_in_window,
)
from itinerary.dates.expressions.nth import LastInWindow, Nth
from itinerary.dates.expressions.numeric import LAST_DAY, LAST_MONTH, NumericDate, is_month_first
from itinerary.dates.expressions.occurrence_choice import choose_occurrence
from itinerary.dates.expressions.ranges import OpenRange, OpenRangeSide, Range
from itinerary.dates.expressions.refusals import RefusedPhrase
from itinerary.dates.expressions.relative import (
    AdjacentOccurrence,
    ComingOccurrence,
    CurrentUnit,
    NearOccurrence,
    Now,
    PastOccurrence,
    RelativeUnit,
    RestOfStretch,
)
from itinerary.dates.expressions.shifts import Amount, Amounts, PastOrNextUnits, Shift
from itinerary.dates.expressions.short_years import ShortYear, expand_year
from itinerary.dates.expressions.thirds import EarlyMidLate, SpokenThird
from itinerary.dates.expressions.times_on_days import TimeOnEachDay
from itinerary.dates.expressions.times_to_come import move_past_time
from itinerary.dates.expressions.weekends import CurrentWeekend, DayOfWeekend
from itinerary.dates.expressions.zoned import Instant, TimeInTwoZones, TimeInZone, find_stated_zone

__all__ = [
    "LAST_DAY",
    "LAST_MONTH",
    "AdjacentOccurrence",
    "Amount",
    "Amounts",
    "Anchor",
    "AnchorDay",
    "AnchorEnd",
    "AnyYear",
    "ApproximateDate",
    "CalendarDate",
    "CalendarName",
    "ClockTime",
    "ComingOccurrence",
    "Context",
    "Conventions",
    "CountedFromItem",
    "CountsFrom",
    "CurrentUnit",
    "CurrentWeekend",
    "DashedDate",
    "DateList",
    "DateOrder",
    "DatesWithin",
    "DayOfWeekend",
    "DaysOfMonth",
    "DecadeOrCentury",
    "Direction",
    "DoubtfulDate",
    "DurationBeside",
    "DurationFrom",
    "DurationUntil",
    "EarlyMidLate",
    "Expression",
    "FirstOrLastUnits",
    "FiscalYear",
    "FromDayStart",
    "HalfOfDay",
    "Holiday",
    "InCalendar",
    "Instant",
    "Intervals",
    "LastInWindow",
    "LongWeekend",
    "NearOccurrence",
    "NearestWeekday",
    "Now",
    "Nth",
    "NthFromDate",
    "NumericDate",
    "OnceWithin",
    "OpenRange",
    "OpenRangeSide",
    "PartOfDay",
    "PartOfDayName",
    "PartOfNthDay",
    "PartOfWeekday",
    "PastOccurrence",
    "PastOrNextUnits",
    "Range",
    "RefusedPhrase",
    "RelativeUnit",
    "ResolvedParts",
    "RestOfStretch",
    "RestatedDate",
    "SameUnit",
    "Season",
    "Shift",
    "ShiftBetween",
    "ShortYear",
    "SpokenThird",
    "TimeInTwoZones",
    "TimeInZone",
    "TimeOfReference",
    "TimeOnDay",
    "TimeOnEachDay",
    "Trip",
    "UnitContaining",
    "UnnamedDay",
    "WeekFromDay",
    "WeekNumber",
    "Window",
    "Workday",
    "YearOrTime",
    "choose_occurrence",
    "copy_with_calendar",
    "counts_in_window",
    "expand_year",
    "find_stated_zone",
    "has_meaning_of",
    "is_month_first",
    "move_past_time",
    "read_in_calendar",
    "set_on_clock",
    "to_datetime",
]
