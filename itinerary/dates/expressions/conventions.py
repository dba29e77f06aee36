"""The readings on which people differ, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal, NoReturn, Self, TypeAlias, cast

from itinerary.dates.interval import WEEKDAYS
from itinerary.diagnostics import OptionError, describe_value, require_choice, require_literals

DateOrder: TypeAlias = Literal["mdy", "dmy", "ymd"]
CalendarName: TypeAlias = Literal["gregorian", "julian"]
PartOfDayName: TypeAlias = Literal[
    "afternoon",
    "dawn",
    "daytime",
    "evening",
    "lunch",
    "midday",
    "morning",
    "night",
    "small hours",
    "tonight",
]
# The hours from which and up to which each part lasts; those over 24 are of the next day.
PARTS_OF_DAY: Mapping[PartOfDayName, tuple[float, float]] = {
    "small hours": (0, 6),
    "dawn": (5, 7),
    "morning": (6, 12),
    "midday": (11, 14),
    "lunch": (12, 14),
    "afternoon": (12, 18),
    "evening": (18, 22),
    "tonight": (18, 24),
    "night": (22, 30),
    "daytime": (6, 18),
}


class _KnownFields:
    """What checks the names of fields; apart, so that `help` shows those of the class itself."""

    __slots__ = ()

    def __new__(cls, *_: object, **given: object) -> Self:
        """Check the names, before the constructor would raise a TypeError."""
        for name in given:
            require_choice("convention", name, getattr(cls, "__dataclass_fields__", ()))
        return object.__new__(cls)


def _refuse_change(*_: object, **__: object) -> NoReturn:
    raise TypeError("Conventions do not change; make others by dataclasses.replace")


_REFUSAL: Any = _refuse_change  # it stands for methods of many types


class _ReadOnlyDict(dict[str, tuple[float, float]]):
    """A dict that cannot be changed, and can be pickled, unlike a MappingProxyType."""

    __setitem__ = __delitem__ = __ior__ = _REFUSAL
    clear = pop = popitem = setdefault = update = _REFUSAL

    def __reduce__(self) -> tuple[type[_ReadOnlyDict], tuple[dict[str, tuple[float, float]]]]:
        """Return how to build it again, since nothing can be put into it."""
        return _ReadOnlyDict, (dict(self),)


@dataclass(frozen=True, slots=True)
class Conventions(_KnownFields):
    """The readings on which people differ, for `resolve_phrase`.

    The values of each are in the signature; docs/dates.md has a table of what other programs do.

    Attributes:
        prefer: Which occurrence of a date that recurs is meant, where nothing else says it.
        today: Whether the reference's own weekday means that day or the one a week later.
        this_weekday: Of which week "this Tuesday" is; of a month or date, of which year.
        next_weekday: Of which week "next Tuesday" is; None is the language's own.
        last_weekday: Of which week "last Tuesday" is; of a month or date, of which year.
        units: Whether "the past two weeks" rolls back from the reference, or names whole weeks of
            the calendar.
        ago: Whether "two years ago" is a day or, as in history and the news, a year; "three weeks
            ago" a day or a week.
        after: Whether "after 2014" begins with the end of 2014 or with its start.
        week_start: The weekday that weeks begin on; Monday is 0.
        weekend: The weekday and the hour at which it begins; it ends with Sunday.
        date_order: Of "3/4/2025"; None is the language's own.
        parts_of_day: The hours of parts of the day, in place of those of PARTS_OF_DAY; an end that
            is not behind the start is on the next day.
        fiscal_year: The month in which it begins, 1 to 12; None refuses "FY25".
        calendar: By which days and months are given: those of the Julian calendar become the same
            days of the Gregorian one. None takes dates as they are written, and the weekdays of
            days before October 1582 for those of either.

    Raises:
        OptionError: There is no such field, or a value is none that it takes; the message says
            what may have been meant, or what it takes.

    >>> from datetime import date
    >>> from itinerary import resolve_phrase
    >>> friday, coming = date(2025, 8, 29), Conventions(prefer="future")
    >>> resolve_phrase("Tuesday", reference=friday).interval.edtf
    '2025-08-26'
    >>> resolve_phrase("Tuesday", reference=friday, conventions=coming).interval.edtf
    '2025-09-02'
    >>> Conventions(prefer="futur")
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: unknown prefer 'futur' - did you mean 'future'?
    """

    prefer: Literal["nearest", "future", "past"] = "nearest"
    today: Literal["today", "next"] = "today"
    this_weekday: Literal["coming", "this-week"] = "coming"
    next_weekday: Literal["next-week", "coming"] | None = None
    last_weekday: Literal["most-recent", "previous-week"] = "most-recent"
    units: Literal["rolling", "calendar"] = "rolling"
    ago: Literal["day", "unit"] = "day"
    after: Literal["from-end", "from-start"] = "from-end"
    week_start: int = 0
    weekend: tuple[str, int] = ("saturday", 0)
    date_order: DateOrder | None = None
    parts_of_day: Mapping[str, tuple[float, float]] = field(
        default_factory=dict[str, tuple[float, float]], hash=False
    )
    fiscal_year: int | None = None
    calendar: CalendarName | None = None

    def __post_init__(self) -> None:
        """Check the values, and keep copies of those that others could change."""
        require_literals(self)
        _require_number("week_start", self.week_start, 0, 6)
        if self.fiscal_year is not None:
            _require_number("fiscal_year", self.fiscal_year, 1, 12)
        _check_weekend(self.weekend)
        _check_parts_of_day(self.parts_of_day)
        object.__setattr__(self, "weekend", tuple(self.weekend))
        parts = {name: (start, end) for name, (start, end) in self.parts_of_day.items()}
        object.__setattr__(self, "parts_of_day", _ReadOnlyDict(parts))


def _require_number(name: str, value: object, least: int, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise OptionError(
            f"{name} takes a whole number from {least} to {most}, not {describe_value(value)}"
        )


def _check_weekend(weekend: object) -> None:
    match weekend:
        case (str(day), int(hour)) if (
            day.capitalize() in WEEKDAYS and 0 <= hour <= 23 and not isinstance(hour, bool)
        ):
            return
        case _:
            raise OptionError(
                "weekend takes a weekday and an hour from 0 to 23, as in ('friday', 18), not "
                + describe_value(weekend)
            )


def _check_parts_of_day(parts: object) -> None:
    if not isinstance(parts, Mapping):
        raise OptionError(
            f"parts_of_day takes a mapping of names to hours, not {describe_value(parts)}"
        )
    for name, hours in cast("Mapping[str, object]", parts).items():
        require_choice("part of the day", name, PARTS_OF_DAY)
        match hours:
            case (int() | float() as start, int() | float() as end) if (
                not isinstance(start, bool)
                and not isinstance(end, bool)
                and 0 <= start < 24
                and 0 <= end <= 48
            ):
                continue
            case _:
                given = describe_value(hours)
                raise OptionError(
                    f"parts_of_day takes two hours for '{name}', as in (6, 12), not {given}"
                )


@lru_cache(maxsize=100)
def copy_with_preference(
    conventions: Conventions, prefer: Literal["future", "past"]
) -> Conventions:
    """Return the conventions for the inside of a range, whose other end settles past or future."""
    return replace(conventions, prefer=prefer, today="today")


@lru_cache(maxsize=100)
def copy_with_calendar(conventions: Conventions, calendar: CalendarName | None) -> Conventions:
    """Return the conventions for words that say by which calendar they are.

    >>> copy_with_calendar(Conventions(), "julian").calendar
    'julian'
    """
    return replace(conventions, calendar=calendar)
