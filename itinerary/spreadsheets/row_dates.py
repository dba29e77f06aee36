"""The cells of a row that say when something is in; the words of a document for it out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress

from itinerary.codes import Code
from itinerary.dates.interval import build_date
from itinerary.dates.interval.ancient import format_iso_year
from itinerary.spreadsheets.columns import Table
from itinerary.spreadsheets.numeric_dates import DateOrderEvidence, read_numeric_date
from itinerary.spreadsheets.sheet import Row

TBD = "TBD"
DATE_FIELDS = ("date", "end_date", "depart", "arrive")
START_PARTS = ("year", "month", "day", "time")
END_PARTS = ("end_year", "end_month", "end_day", "end_time")
_WHOLE_FIELDS = (*DATE_FIELDS, "time", "end_time", "edtf")
_OPEN_TIMES = ("TBD", "TBA", "TBC", "PD", "-", "–", "?")
_CARRIED = "without a day, so on that of a row above"
_OPEN_TIME = "clock time still open, so on the whole day"
_CLOCK_TIME = re.compile(
    r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?(?::[0-9]{2}(?:\.[0-9]+)?)?h?\s*(?:([ap])\.?\s?m\.?)?",
    re.IGNORECASE,
)
_YEAR, _NUMBER = re.compile("-?[0-9]{1,6}"), re.compile("[0-9]{1,2}")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]")
_ISO_DATE = re.compile(r"-?[0-9]{4}(?:-[0-9][0-9]){0,2}(?:T[0-9][0-9]:[0-9][0-9])?")
_ISO_TIME = re.compile(r"[0-9][0-9]:[0-9][0-9]")
_ISO_MOMENT = re.compile(
    r"([0-9]{4}-[0-9][0-9]-[0-9][0-9])[T ]([0-9]{1,2}:[0-9][0-9])(?::[0-9][0-9](?:\.[0-9]+)?)?"
)


class RowDateError(ValueError):
    """Why the date of a row cannot be read, where that is, and what to do."""

    def __init__(self, offset: int, message: str, hint: str, code: Code = Code.EVENT_DATES) -> None:
        super().__init__(message)
        self.offset, self.hint, self.code = offset, hint, code


class DateReader:
    """Reads the dates of one table.

    Args:
        table: The table.
        evidence: In which order its numeric dates are written.

    Attributes:
        readings: The rows whose dates could be read otherwise, by how they were read.
    """

    def __init__(self, table: Table, evidence: DateOrderEvidence) -> None:
        self._table, self._evidence = table, evidence
        self._day = ""  # the last that a row names
        self.readings: dict[str, list[int]] = {}

    def take_day(self, row: Row) -> bool:
        """Keep the day of a row for those below it that have none; return whether it has one."""
        day, _ = self._read_date(row, "date")
        self._day = day or self._day
        return bool(day)

    def read_when(self, row: Row, *, inherits: bool) -> str | dict[str, str]:
        """Return the date of a row as a document takes it: words, or a claim; TBD for none.

        Args:
            row: The row.
            inherits: Whether a row without a day is on that of the row above.

        Raises:
            RowDateError: The date cannot be read.
        """
        if edtf := self._table.get_text(row, "edtf"):
            said = [self._table.get_text(row, name) for name in ("display_date", "date")]
            return {"says": next(filter(None, said), edtf), "edtf": edtf}
        start, end = self.read_ends(row, inherits=inherits)
        shown = self._table.get_text(row, "display_date")
        words = _join_ends(start, end)
        if not words or not shown or shown == words:
            return words or shown or TBD
        return {"says": shown, **_read_as(words)}

    def read_ends(self, row: Row, *, inherits: bool) -> tuple[str, str]:
        """Return when something begins and when it ends, each by ISO 8601 or in words; "" for open.

        Raises:
            RowDateError: A date cannot be read.
        """
        if self._has_parts(row):
            return self._read_parts(row, START_PARTS), self._read_parts(row, END_PARTS)
        day, clock = self._read_date(row, "date")
        if not day and inherits and self._day:
            day = self._day
            self._note(_CARRIED, row)
        self._day = day or self._day
        clock = clock or _normalize_time(self._table.get_text(row, "time"))
        last, last_clock = self._read_date(row, "end_date")
        last_clock = last_clock or _normalize_time(self._table.get_text(row, "end_time"))
        if clock.upper() in _OPEN_TIMES:
            self._note(_OPEN_TIME, row)
            clock = ""
        start = self._read_end(row, "depart", day) or _join_time(day, clock)
        end = self._read_end(row, "arrive", last or day)
        if not end and (last or last_clock):
            end = _join_time(last or day, last_clock) if last or _ISO_DAY.match(day) else last_clock
        return start, end

    def _read_end(self, row: Row, field: str, day: str) -> str:
        """Return when a movement leaves or arrives: a date, or a clock time on a day."""
        text = self._table.get_text(row, field)
        if not text:
            return ""
        clock = _normalize_time(text)
        if _ISO_TIME.fullmatch(clock):
            return _join_time(day, clock)
        return _join_time(*self._read_date(row, field))

    def _read_date(self, row: Row, field: str) -> tuple[str, str]:
        """Return the day and the clock time of a cell."""
        text = self._table.get_text(row, field)
        if found := _ISO_MOMENT.fullmatch(text):
            return found[1], found[2].zfill(5)
        read = read_numeric_date(text, self._evidence)
        if read.problem:
            name = self._table.name(field)
            message = f"{name}: “{text}”: {read.problem}"
            raise RowDateError(self._table.locate(row, field), message, read.hint)
        if read.reading:
            self._note(read.reading, row)
        return read.text, _normalize_time(read.rest)

    def list_fields(self, row: Row) -> tuple[str, ...]:
        """Return the columns that the date of a row is read from."""
        return (*START_PARTS, *END_PARTS) if self._has_parts(row) else _WHOLE_FIELDS

    def _has_parts(self, row: Row) -> bool:
        return bool(self._table.get_text(row, "year"))

    def _note(self, reading: str, row: Row) -> None:
        self.readings.setdefault(reading, []).append(row.number)

    def _read_parts(self, row: Row, fields: tuple[str, ...]) -> str:
        """Return a date whose year, month and day stand in columns of their own."""
        year, month, day, clock = (self._table.get_text(row, field) for field in fields)
        if not year:
            return ""
        if not (_YEAR.fullmatch(year) and all(map(_NUMBER.fullmatch, filter(None, (month, day))))):
            return " ".join(filter(None, (day, month, year)))
        if clock and not day:
            raise self._create_part_error(row, fields[3:], "a time without a day", "write the day")
        if day and not month:
            raise self._create_part_error(row, fields, "a day without a month", "write both")
        number = int(year)
        if number == 0:
            raise self._create_part_error(row, fields, "there was no year 0", "1 BC is -1")
        number += number < 0  # here, as in EDTF, 1 BC is the year 0
        text = "-".join(
            (format_iso_year(number), *(part.zfill(2) for part in (month, day) if part))
        )
        with suppress(ValueError):
            build_date(number, int(month or 1), int(day or 1))
            return _join_time(text, _normalize_time(clock)) if day else text
        raise self._create_part_error(row, fields, f"there is no such date: {text}", "correct it")

    def _create_part_error(
        self, row: Row, fields: tuple[str, ...], message: str, hint: str
    ) -> RowDateError:
        return RowDateError(self._table.locate(row, *fields), message, hint)


def _normalize_time(text: str) -> str:
    """Return a clock time as 09:30; other words stay as they are.

    >>> _normalize_time("9:30 pm"), _normalize_time("9h30"), _normalize_time("noon")
    ('21:30', '09:30', 'noon')
    """
    found = _CLOCK_TIME.fullmatch(text)
    if not found or not (found[2] or found[3] or text[-1] in "hH"):
        return text
    hour, half = int(found[1]), (found[3] or "").lower()
    if (half and not 1 <= hour <= 12) or hour > 23:
        return text
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return f"{hour:02}:{found[2] or '00'}"


def _join_time(day: str, clock: str) -> str:
    if not clock or not day:
        return day or clock
    is_plain = _ISO_DAY.fullmatch(day) and _ISO_TIME.fullmatch(clock)
    return f"{day}T{clock}" if is_plain else f"{day}, {clock}"


def _join_ends(start: str, end: str) -> str | dict[str, str]:
    """Return the words for a stretch of time, or a claim by EDTF where they are no phrase."""
    ends = [each for each in dict.fromkeys((start, end)) if each]
    if not all(map(_ISO_DATE.fullmatch, ends)):
        return f"{start}–{end}" if _ISO_TIME.fullmatch(end) else " – ".join(ends)
    is_late = len(ends) == 2 and start[:11] == end[:11] and end < start
    if is_late and _ISO_TIME.fullmatch(end[11:]):
        return f"{start[:10]}, {start[11:]}–{end[11:]}"  # past midnight
    pair = "/".join(ends)
    are_alike = len({len(each) == len("1890") for each in ends}) < 2
    if are_alike and all(each[0] in "123456789" for each in ends):
        return pair
    return {"says": " – ".join(map(_say_year, ends)), "edtf": pair}


def _read_as(words: str | Mapping[str, str]) -> dict[str, str]:
    """Return what a claim is read as that says something else."""
    return {"reads": words} if isinstance(words, str) else {"edtf": words["edtf"]}


def _say_year(text: str) -> str:
    """Return a date of an early year as a sheet has it: 1 BC is its year -1.

    >>> _say_year("-0043-03"), _say_year("0079"), _say_year("1890")
    ('-44-03', '79', '1890')
    """
    found = re.fullmatch(r"(-?[0-9]{4})(.*)", text)
    year = int(found[1]) if found else 0
    return f"{year - (year < 1)}{found[2]}" if found else text


def find_read_words(when: str | Mapping[str, str]) -> str:
    """Return the words that a date is worked out from.

    >>> find_read_words({"says": "the sixties", "reads": "1960/1969"})
    '1960/1969'
    """
    return when if isinstance(when, str) else when.get("edtf") or when["reads"]
