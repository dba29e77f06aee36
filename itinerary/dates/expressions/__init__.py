"""What a date phrase means, free of language and clock: frozen values, each of which gives its intervals on a context.

`CalendarDate(month=9, day=2).on(context)` is the second of September that the context's reference, window and conventions point to.
A meaning that recurs ("Tuesday", "March 4", "10:00") lists its occurrences around the reference; `choose` takes one of them.
"""

from itinerary.dates.expressions.calendar import (
    AnyYear,
    CalendarDate,
    DaysOfMonth,
    FiscalYear,
    NumericDate,
    Season,
    WeekNumber,
    Workday,
    Years,
    full_year,
)
from itinerary.dates.expressions.clock import At, Clock, Instant, PartOfDay, Zoned
from itinerary.dates.expressions.combined import (
    About,
    Agreeing,
    Inside,
    Lasting,
    Open,
    Range,
    Refused,
    Several,
)
from itinerary.dates.expressions.context import Context, Conventions, Meaning, at_midnight, choose
from itinerary.dates.expressions.counted import Counted, Holding, Nearest, Nth, PartOf, SomeOf
from itinerary.dates.expressions.holidays import Holiday, LongWeekend
from itinerary.dates.expressions.relative import (
    Adjacent,
    Amount,
    Anchor,
    Now,
    Relative,
    Rest,
    Shift,
    Stretch,
    Window,
)

__all__ = [
    "About", "Adjacent", "Agreeing", "Amount", "Anchor", "AnyYear", "At", "CalendarDate", "Clock", "Context", "Conventions", "Counted",
    "DaysOfMonth", "FiscalYear", "Holding", "Holiday", "Inside", "Instant", "Lasting", "LongWeekend", "Meaning", "Nearest", "Now",
    "Nth", "NumericDate", "Open", "PartOf", "PartOfDay", "Range", "Refused", "Relative", "Rest", "Season", "Several", "Shift", "SomeOf",
    "Stretch", "WeekNumber", "Window", "Workday", "Years", "Zoned", "at_midnight", "choose", "full_year",
]  # fmt: skip
