"""What a date phrase means, free of language and clock: frozen values, each of which gives its intervals on a context.

`CalendarDate(month=9, day=2).on(context)` is the second of September that the context's reference, window and conventions point to.
A meaning that recurs ("Tuesday", "March 4", "10:00") lists its occurrences around the reference; `choose_occurrence` takes one of them.
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
from itinerary.dates.expressions.clock import ClockTime, Instant, PartOfDay, TimeInZone, TimeOnDay
from itinerary.dates.expressions.combined import (
    ApproximateDate,
    DateList,
    DatesWithin,
    DurationFrom,
    OpenRange,
    Range,
    RefusedPhrase,
    RestatedDate,
)
from itinerary.dates.expressions.context import (
    Context,
    Conventions,
    Expression,
    choose_occurrence,
    to_datetime,
)
from itinerary.dates.expressions.counted import (
    EarlyMidLate,
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
    Now,
    PastOrNextUnits,
    RelativeUnit,
    RestOfStretch,
    Shift,
    Window,
)

__all__ = [
    "ApproximateDate", "AdjacentOccurrence", "RestatedDate", "Amount", "Anchor", "AnyYear", "TimeOnDay", "CalendarDate", "ClockTime", "Context", "Conventions", "NthFromDate",
    "DaysOfMonth", "FiscalYear", "UnitContaining", "Holiday", "DatesWithin", "Instant", "DurationFrom", "LongWeekend", "Expression", "NearestWeekday", "Now",
    "Nth", "NumericDate", "OpenRange", "EarlyMidLate", "PartOfDay", "Range", "RefusedPhrase", "RelativeUnit", "RestOfStretch", "Season", "DateList", "Shift", "FirstOrLastUnits",
    "PastOrNextUnits", "WeekNumber", "Window", "Workday", "DecadeOrCentury", "TimeInZone", "to_datetime", "choose_occurrence", "expand_year",
]  # fmt: skip
