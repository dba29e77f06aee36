"""A context in; the intervals that a meaning has on it, out.

What a date phrase means is a frozen value that knows neither a language nor a clock:
`CalendarDate(month=9, day=2).on(context)` is the second of September that the context's reference,
window and conventions point to. A meaning that recurs ("Tuesday", "March 4", "10:00") lists its
occurrences around the reference, and `choose_occurrence` takes one of them.
"""

from itinerary.dates.expressions.calendar import (
    AnyYear,
    CalendarDate,
    DaysOfMonth,
    DecadeOrCentury,
    FiscalYear,
    NumericDate,
    Season,
    WeekNumber,
    Workday,
    expand_year,
)
from itinerary.dates.expressions.clock import (
    ClockTime,
    HalfOfDay,
    Instant,
    PartOfDay,
    TimeInZone,
    TimeOnDay,
)
from itinerary.dates.expressions.combined import (
    ApproximateDate,
    DateList,
    DatesWithin,
    DurationFrom,
    OpenRange,
    OpenRangeSide,
    Range,
    RefusedPhrase,
    RestatedDate,
)
from itinerary.dates.expressions.context import (
    Context,
    Conventions,
    DateOrder,
    Direction,
    Expression,
    PartOfDayName,
    choose_occurrence,
    to_datetime,
)
from itinerary.dates.expressions.counted import (
    FirstOrLastUnits,
    NearestWeekday,
    Nth,
    NthFromDate,
    UnitContaining,
)
from itinerary.dates.expressions.holidays import Holiday, LongWeekend
from itinerary.dates.expressions.relative import (
    AdjacentOccurrence,
    Amount,
    Anchor,
    AnchorEnd,
    Now,
    PastOrNextUnits,
    RelativeUnit,
    RestOfStretch,
    Shift,
    Window,
)
from itinerary.dates.expressions.thirds import EarlyMidLate

__all__ = [
    "AdjacentOccurrence",
    "Amount",
    "Anchor",
    "AnchorEnd",
    "AnyYear",
    "ApproximateDate",
    "CalendarDate",
    "ClockTime",
    "Context",
    "Conventions",
    "DateList",
    "DateOrder",
    "DatesWithin",
    "DaysOfMonth",
    "DecadeOrCentury",
    "Direction",
    "DurationFrom",
    "EarlyMidLate",
    "Expression",
    "FirstOrLastUnits",
    "FiscalYear",
    "HalfOfDay",
    "Holiday",
    "Instant",
    "LongWeekend",
    "NearestWeekday",
    "Now",
    "Nth",
    "NthFromDate",
    "NumericDate",
    "OpenRange",
    "OpenRangeSide",
    "PartOfDay",
    "PartOfDayName",
    "PastOrNextUnits",
    "Range",
    "RefusedPhrase",
    "RelativeUnit",
    "RestOfStretch",
    "RestatedDate",
    "Season",
    "Shift",
    "TimeInZone",
    "TimeOnDay",
    "UnitContaining",
    "WeekNumber",
    "Window",
    "Workday",
    "choose_occurrence",
    "expand_year",
    "to_datetime",
]
