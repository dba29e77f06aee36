"""Days before the year 1 in; dates that order, count and are written as Python's are, out.

Years are astronomical, as in ISO 8601: 1 BC is the year 0, 44 BC the year -43.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import TYPE_CHECKING, Any, ClassVar, final

FIRST_YEAR = -9999  # that four digits can write
_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097  # after which the Gregorian calendar repeats itself

if TYPE_CHECKING:
    _DateLike = date
else:
    # It stands wherever a date may. But it must not be one: what is written in C, such as
    # `datetime.combine`, reads the memory of a date, and would find another day in it.
    _DateLike = object


@final
@total_ordering
@dataclass(frozen=True, slots=True)
class AncientDate(_DateLike):
    """A day before the year 1, by the proleptic Gregorian calendar.

    It comes before every date and time of Python, and compares with them. Counting from it leads
    over the year that is not there: the day after it may be a `date`, and so may `replace`.

    Attributes:
        year: From -9999 to 0, which is 1 BC.
        month: From 1 to 12.
        day: Of the month.

    Raises:
        ValueError: There is no such day, or its year is not before the year 1.

    >>> ides = AncientDate(-43, 3, 15)
    >>> str(ides), ides < date(14, 8, 19), date(14, 8, 19) - ides
    ('-0043-03-15', True, datetime.timedelta(days=20976))
    >>> AncientDate(0, 12, 31) + timedelta(days=1)
    datetime.date(1, 1, 1)
    """

    # A date of Python computes them from its bytes, which have no year before 1.
    year: int  # pyright: ignore[reportIncompatibleMethodOverride]
    month: int = 1  # pyright: ignore[reportIncompatibleMethodOverride]
    day: int = 1  # pyright: ignore[reportIncompatibleMethodOverride]
    min: ClassVar[AncientDate]  # pyright: ignore[reportIncompatibleVariableOverride]

    def __post_init__(self) -> None:
        """Check that the day exists."""
        if not FIRST_YEAR <= self.year <= 0:
            raise ValueError(f"year must be from {FIRST_YEAR} to 0, but is {self.year}")
        self._find_twin()

    def _find_twin(self) -> date:
        """Return the same day of the year from 400 to 799 that is like this one."""
        return date(self.year % _CYCLE_YEARS + _CYCLE_YEARS, self.month, self.day)

    def __lt__(self, other: object) -> bool:
        """Return whether it is earlier, as it is than every date of Python."""
        if isinstance(other, AncientDate):
            return (self.year, self.month, self.day) < (other.year, other.month, other.day)
        return True if isinstance(other, date) else NotImplemented

    def __add__(self, other: timedelta) -> Any:
        """Return the day so many days later."""
        return add_days(self, other.days) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        """Return the day so many days earlier, or the time from another date."""
        if isinstance(other, timedelta):
            return add_days(self, -other.days)
        if isinstance(other, AncientDate) or type(other) is date:
            return timedelta(days=self.toordinal() - other.toordinal())
        return NotImplemented

    def __rsub__(self, other: date) -> timedelta:
        """Return the time from it to a date."""
        if type(other) is not date:
            return NotImplemented
        return timedelta(days=other.toordinal() - self.toordinal())

    def __str__(self) -> str:
        return self.isoformat()

    def replace(  # type: ignore[override]
        self, year: int | None = None, month: int | None = None, day: int | None = None
    ) -> date:
        """Return the day with other fields; from the year 1 on it is a date of Python."""
        return build_date(
            self.year if year is None else year,
            self.month if month is None else month,
            self.day if day is None else day,
        )

    def isoformat(self) -> str:
        """Return the day by ISO 8601.

        >>> AncientDate(0, 2, 29).isoformat()
        '0000-02-29'
        """
        return f"{format_iso_year(self.year)}-{self.month:02}-{self.day:02}"

    def toordinal(self) -> int:
        """Return the number of the day, of which 1 January of the year 1 is the first."""
        cycles = self.year // _CYCLE_YEARS - 1
        return self._find_twin().toordinal() + cycles * _CYCLE_DAYS

    def weekday(self) -> int:
        """Return the weekday by the proleptic Gregorian calendar; Monday is 0."""
        return self._find_twin().weekday()

    def isoweekday(self) -> int:
        """Return the weekday by the proleptic Gregorian calendar; Monday is 1."""
        return self._find_twin().isoweekday()


AncientDate.min = AncientDate(FIRST_YEAR)


def build_date(year: int, month: int = 1, day: int = 1) -> date:
    """Return a day of any year from -9999 to 9999; before the year 1 an `AncientDate`.

    Raises:
        ValueError: There is no such day.

    >>> build_date(-43, 3, 15), build_date(14)
    (AncientDate(year=-43, month=3, day=15), datetime.date(14, 1, 1))
    """
    return date(year, month, day) if year > 0 else AncientDate(year, month, day)


def add_days(day: date, count: int) -> date:
    """Return the day so many days later, or earlier for a negative count.

    Raises:
        OverflowError: It lies outside the years -9999 to 9999.

    >>> str(add_days(date(1, 1, 1), -1))
    '0000-12-31'
    """
    ordinal = day.toordinal() + count
    if ordinal > 0:
        return date.min + timedelta(days=ordinal - 1)
    cycles, rest = divmod(ordinal - 1, _CYCLE_DAYS)
    twin = date.fromordinal(rest + 1 + _CYCLE_DAYS)
    year = twin.year + (cycles - 1) * _CYCLE_YEARS
    if year < FIRST_YEAR:
        raise OverflowError(f"a day before the year {FIRST_YEAR}")
    return AncientDate(year, twin.month, twin.day)


def format_iso_year(year: int) -> str:
    """Return an astronomical year in four digits.

    >>> format_iso_year(-43), format_iso_year(80)
    ('-0043', '0080')
    """
    return f"{'-' if year < 0 else ''}{abs(year):04}"
