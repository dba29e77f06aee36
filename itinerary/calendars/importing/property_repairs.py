"""A content line of an event in; the same as RFC 5545 has it, and what is odd in it, out.

Some programs write what others read in two ways. Where all that read it at all agree on what is
meant, the line is repaired; else it is refused.
"""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Callable

from itinerary.calendars.importing.content_lines import ContentLine

_TIME_PROPERTIES = ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE")
_DAY = re.compile(r"\d{4}-?\d\d-?\d\d")
_MIDNIGHT = re.compile(r"(\d{4}-?\d\d-?\d\d)T00:?00(:?00)?Z?", re.IGNORECASE)
_ZONE_PARAMETER = re.compile(r';TZID=("[^"]*"|[^;]*)', re.IGNORECASE)
_VALUE_PARAMETER = re.compile(r";VALUE=[^;]*", re.IGNORECASE)
_ENCODING = re.compile(r";(ENCODING=)?QUOTED-PRINTABLE", re.IGNORECASE)
_CHARSET = re.compile(r";CHARSET=[^;]*", re.IGNORECASE)
_UTC_NAMES = ("", "UTC", "GMT", "ETC/UTC", "ETC/GMT", "Z")

Tell = Callable[[str], None]


def repair_line(line: ContentLine, tell: Tell) -> ContentLine:
    """Return a line as it is meant.

    - A day with a TZID, and a midnight that is said to be a day (VALUE=DATE), are days.
    - A time that ends in Z is in UTC, whatever its TZID says (section 3.2.19); that is told.
    - Text of vCalendar 1.0 that is quoted-printable is decoded.

    Args:
        line: The line.
        tell: Called with what a reader of the calendar may not expect.

    Raises:
        ValueError: It is not clear what is meant.
    """
    if line.name in _TIME_PROPERTIES:
        return _repair_times(line, tell) if line.parameters else line
    if "QUOTED-PRINTABLE" in line.parameters.upper():
        return _decode_text(line)
    return line


def _repair_times(line: ContentLine, tell: Tell) -> ContentLine:
    kind, zone = line.get_parameter("VALUE").upper(), line.get_parameter("TZID")
    values = [each.strip() for each in line.value.split(",")]
    if kind in ("DATE", "", "DATE-TIME") and all(map(_DAY.fullmatch, values)):
        return _mark_days(line, values)
    if kind == "DATE":
        days = [each[1] for each in map(_MIDNIGHT.fullmatch, values) if each]
        if len(days) < len(values):
            raise ValueError(f"it is said to be a day (VALUE=DATE), yet is {line.value}")
        return _mark_days(line, days)
    if zone and all(each.upper().endswith("Z") for each in values):
        if zone.upper() not in _UTC_NAMES:
            tell(f"{line.name} is in UTC, as its Z says, not in the zone {zone}, as its TZID says")
        return line._replace(parameters=_ZONE_PARAMETER.sub("", line.parameters))
    return line


def _mark_days(line: ContentLine, days: list[str]) -> ContentLine:
    others = _VALUE_PARAMETER.sub("", _ZONE_PARAMETER.sub("", line.parameters))
    value = ",".join(each.replace("-", "") for each in days)
    return line._replace(parameters=f"{others};VALUE=DATE", value=value)


def _decode_text(line: ContentLine) -> ContentLine:
    name = line.get_parameter("CHARSET") or "utf-8"
    octets = quopri.decodestring(line.value.encode())
    try:
        text = codecs.decode(octets, name)
    except (LookupError, UnicodeDecodeError):
        raise ValueError(f"it is not written in {name}") from None
    value = re.sub("\r\n?|\n", r"\\n", text)
    parameters = _CHARSET.sub("", _ENCODING.sub("", line.parameters))
    return line._replace(parameters=parameters, value=value)
