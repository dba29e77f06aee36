"""A recurrence rule as it is written (RFC 5545, section 3.3.10) in; its times, in order, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, tzinfo

from dateutil.rrule import rrulestr

_NUMBER, _DAY = r"[1-9]\d{0,8}", r"[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU)"
_SIGNED = r"[+-]?0*[1-9]\d{0,2}"


def _compile_list(item: str) -> re.Pattern[str]:
    return re.compile(f"(?:{item})(?:,(?:{item}))*")


# What each part of a rule may be.
_PARTS = {
    "FREQ": re.compile("HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": re.compile(_NUMBER),
    "COUNT": re.compile(_NUMBER),
    "UNTIL": re.compile(r"\d{8}(?:T\d{6}Z?)?"),
    "BYSECOND": re.compile(r"[0-5]?\d"),
    "BYMINUTE": re.compile(r"[0-5]?\d"),
    "BYHOUR": _compile_list(r"(?:[01]?\d|2[0-3])"),
    "BYDAY": _compile_list(_DAY),
    "BYMONTHDAY": _compile_list(_SIGNED),
    "BYYEARDAY": _compile_list(_SIGNED),
    "BYWEEKNO": _compile_list(_SIGNED),
    "BYMONTH": _compile_list("0?[1-9]|1[0-2]"),
    "BYSETPOS": _compile_list(_SIGNED),
    "WKST": re.compile("MO|TU|WE|TH|FR|SA|SU"),
}
_TOO_FREQUENT = re.compile(r"FREQ=(SECOND|MINUTE)LY|BY(SECOND|MINUTE)=\d+,")
_CYCLE = 400  # years after which days and weekdays are the same again
_MAX_SPAN = timedelta(days=146_097)  # of a rule: what does not come in these years never does
# Periods of a rule by the days that each has; a year is as much work as so many days of others.
_DAYS_OF_PERIOD = {"HOURLY": 1 / 24, "DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
_WORK_OF_YEAR = 25
_COUNTED_PARTS = {"FREQ", "INTERVAL", "COUNT", "WKST"}  # with these alone each period has a time


class RuleError(ValueError):
    """A rule that cannot be followed; the message says why: "by no rule: FREQ is missing"."""


def iterate_rule(rule: str, start: date, zone: tzinfo | None, last: date) -> Iterator[datetime]:
    """Yield the times of a rule by the clock of its event, without a zone, in order.

    Args:
        rule: The rule, such as "FREQ=WEEKLY;COUNT=3".
        start: The start of its event; a day counts as its midnight.
        zone: The zone of the start, in which a last time without Z (UNTIL) is read, too.
        last: The last day on which a time may be.

    Raises:
        RuleError: The rule is none, its times come more than once an hour, or it goes on for
            more than 400 years.

    >>> days = iterate_rule("FREQ=WEEKLY", date(2025, 9, 2), None, date(2025, 9, 20))
    >>> [each.day for each in days]
    [2, 9, 16]
    """
    parts = _split_rule(rule)
    first = to_clock_time(start)
    until = _find_last_time(parts.pop("UNTIL", ""), start, zone)
    end = min(until, datetime.combine(last, time.max))
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    if first > end or not _may_match(text, parts, first, end):
        return iter(())
    horizon = first + min(_MAX_SPAN, datetime.max - first)
    return _iterate_up_to(end, horizon, _iterate_times(text, first, min(end, horizon)))


def _iterate_up_to(
    end: datetime, horizon: datetime, times: Iterator[datetime]
) -> Iterator[datetime]:
    """Yield times up to an end; RuleError if there may be more behind the horizon."""
    for each in times:
        if each > min(end, horizon):
            break
        yield each
    else:
        return
    if end > horizon:
        raise RuleError(f"for more than {_CYCLE} years")


def estimate_periods(rule: str, start: date, zone: tzinfo | None, last: date) -> int:
    """Return about how many periods `iterate_rule` goes through.

    Raises:
        RuleError: The rule is none.

    >>> estimate_periods("FREQ=DAILY", date(2025, 9, 1), None, date(2025, 9, 30))
    30
    """
    parts = _split_rule(rule)
    first = to_clock_time(start)
    until = _find_last_time(parts.pop("UNTIL", ""), start, zone)
    days = (min(until, datetime.combine(last, time.max)) - first).days
    days = max(0, min(days, _MAX_SPAN.days))
    interval = int(parts.get("INTERVAL", 1)) * _DAYS_OF_PERIOD[parts["FREQ"]]
    count = int(days / interval)
    if parts.keys() <= _COUNTED_PARTS:
        count = min(count, int(parts.get("COUNT", count)))
    return 1 + count + days // 365 * _WORK_OF_YEAR


def ends_before(rule: str, start: date, zone: tzinfo | None) -> bool:
    """Return whether the last time that a rule allows is before the start of its event.

    Raises:
        RuleError: The rule is none.
    """
    until = _split_rule(rule).get("UNTIL", "")
    return _find_last_time(until, start, zone) < to_clock_time(start)


def _split_rule(rule: str) -> dict[str, str]:
    """Return the parts of a rule by name.

    Raises:
        RuleError: A part is unknown, twice there, or has a value that it cannot have.
    """
    if _TOO_FREQUENT.search(rule.upper()):
        raise RuleError("more than once an hour")
    parts: dict[str, str] = {}
    for each in filter(None, rule.upper().replace(" ", "").split(";")):
        name, _, value = each.partition("=")
        if name in parts:
            raise RuleError(f"by no rule: {name} is there twice")
        if name not in _PARTS:
            raise RuleError(f"by no rule: {name[:40]} is no part of a rule that can be followed")
        if not _PARTS[name].fullmatch(value):
            raise RuleError(f"by no rule: {name} cannot be {value[:40] or 'empty'}")
        parts[name] = value
    if "FREQ" not in parts:
        raise RuleError("by no rule: FREQ is missing")
    return parts


def _find_last_time(until: str, start: date, zone: tzinfo | None) -> datetime:
    """Return the last time that UNTIL allows, by the clock of the event.

    A time without Z is by that clock (section 3.3.10 asks for Z, many leave it out), and a day is
    included whole.
    """
    if not until:
        return datetime.max
    try:
        day = datetime.strptime(until[:8], "%Y%m%d")
        if len(until) == 8 or not isinstance(start, datetime):
            return datetime.combine(day, time.max)
        moment = datetime.strptime(until[:15], "%Y%m%dT%H%M%S")
    except ValueError:
        raise RuleError(f"by no rule: UNTIL cannot be {until}") from None
    if not until.endswith("Z") or zone is None:
        return moment
    return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)


def _may_match(text: str, parts: dict[str, str], first: datetime, end: datetime) -> bool:
    """Return whether a rule of hours has a day at all: else it would be looked for by the hour."""
    if parts["FREQ"] != "HOURLY":
        return True
    if "BYSETPOS" in parts:
        raise RuleError("by no rule: BYSETPOS of hours cannot be followed")
    days = re.sub(r";?(INTERVAL|COUNT|BYHOUR|BYMINUTE|BYSECOND)=[^;]*", "", text)
    midnight = datetime.combine(first, time.min)
    found = next(_iterate_times(days.replace("HOURLY", "DAILY"), midnight, end), None)
    return found is not None and found <= end


def _iterate_times(text: str, first: datetime, end: datetime) -> Iterator[datetime]:
    """Yield the times of a rule, after `end` too; it ends in bounded time even if it has none.

    dateutil looks for the next one up to the year 9999; so the rule is followed in the last years
    before it whose days and weekdays are the same.
    """
    cycles = max(0, (MAXYEAR - end.year - 1) // _CYCLE)
    shift = timedelta(days=146_097 * cycles)
    try:
        rule = rrulestr(text, dtstart=first + shift)
        for each in rule:
            yield each - shift
    except (ValueError, OverflowError, TypeError) as error:
        if "empty set" in str(error):  # hours that its interval never comes to
            return
        raise RuleError(f"by no rule: {error}") from None


def to_clock_time(value: date) -> datetime:
    """Return a time as the clock there shows it, without its zone; of a day, its midnight."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return datetime.combine(value, time.min)
