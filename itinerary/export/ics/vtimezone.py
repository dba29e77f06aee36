"""The times of events in; for each time zone the VTIMEZONE out that agrees with the tz database.

Half of all calendars trust the name of a zone, half the rules in its VTIMEZONE, so both must say
the same. The rules are taken from the last line of the zone's TZif file, a POSIX TZ string
(RFC 8536, section 3.3). It gives the rule now in force, one STANDARD and at most one DAYLIGHT,
which all calendars read alike. Of the past it says nothing, hence the comparison with zoneinfo.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, datetime, timedelta
from functools import cache
from typing import NamedTuple

from icalendar import (
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vDatetime,
    vRecur,
    vText,
    vUTCOffset,
)

from itinerary.dates.zones import find_zone_file

# Blocks begin in the first year, as calendars expect; of times before their first change they say
# nothing. Older libical follows a rule up to the last (its ICALTIMEZONE_MAX_YEAR).
FIRST_BLOCK_YEAR, LAST_BLOCK_YEAR = 1970, 2035
_ObservanceComponent = TimezoneStandard | TimezoneDaylight
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_NAME, _TIME = r"(<[^>]+>|[A-Za-z]+)", r"([+-]?\d+(?::\d+){0,2})"
_RULE = rf"M(\d+)\.(\d)\.(\d)(?:/{_TIME})?"
_POSIX = re.compile(rf"{_NAME}{_TIME}(?:{_NAME}{_TIME}?,{_RULE},{_RULE})?")


class TransitionRule(NamedTuple):
    """A moment of each year: "the second Sunday of March, 02:00"."""

    month: int
    week: int  # 5 is the last of the month
    weekday: int  # Sunday is 0
    time: timedelta  # since midnight, by the clock that ends then

    def find_moment(self, year: int) -> datetime:
        """Return the moment in a year, on the wall.

        >>> TransitionRule(3, 2, 0, timedelta(hours=2)).find_moment(2025)
        datetime.datetime(2025, 3, 9, 2, 0)
        """
        first = datetime(year, self.month, 1)
        day = first + timedelta(days=(self.weekday - first.isoweekday()) % 7, weeks=self.week - 1)
        return (day if day.month == self.month else day - timedelta(weeks=1)) + self.time

    @property
    def recurrence(self) -> vRecur:
        """The rule as an RRULE (RFC 5545, section 3.3.10), in the only form that Outlook reads.

        That is BYDAY=2SU (MS-OXCICAL, section 2.1.3.2.1).
        """
        nth = -1 if self.week == 5 else self.week
        return vRecur(FREQ="YEARLY", BYMONTH=self.month, BYDAY=f"{nth}{_WEEKDAYS[self.weekday]}")


class Observance(NamedTuple):
    """An offset from UTC, and when in the year it begins; without a rule it always holds."""

    offset: timedelta
    name: str = ""
    rule: TransitionRule | None = None


class TimezoneBlock(NamedTuple):
    """A VTIMEZONE: the zone's name, and one or two onsets."""

    key: str
    observances: tuple[Observance, ...]  # the lesser offset first: STANDARD, whatever the law says

    def find_utc_offset(self, wall: datetime) -> timedelta:
        """Return the offset that a reader of the block finds for a time on the wall."""
        changes = [
            (each.rule.find_moment(wall.year), each.offset)
            for each in self.observances
            if each.rule
        ]
        if not changes:
            return self.observances[0].offset
        # If none has come this year, the last of the year before counts.
        return max((change <= wall, change, offset) for change, offset in changes)[2]

    def is_valid_for(self, moment: datetime) -> bool:
        """Return whether a reader of the block finds a time of the zone as it is meant."""
        wall = moment.replace(tzinfo=None)
        return (
            FIRST_BLOCK_YEAR < wall.year <= LAST_BLOCK_YEAR
            and self.find_utc_offset(wall) == moment.utcoffset()
            and is_unambiguous(moment)
        )

    @property
    def component(self) -> Timezone:
        """The block as a VTIMEZONE (RFC 5545, section 3.6.5)."""
        zone = Timezone(TZID=vText(self.key))
        parts: tuple[_ObservanceComponent, _ObservanceComponent] = (
            TimezoneStandard(),
            TimezoneDaylight(),
        )
        for part, onset, other in zip(
            parts, self.observances, reversed(self.observances), strict=False
        ):
            zone.add_component(_fill_component(part, onset, other.offset))
        return zone


def _fill_component(
    part: _ObservanceComponent, onset: Observance, before: timedelta
) -> _ObservanceComponent:
    part["DTSTART"] = vDatetime(
        onset.rule.find_moment(FIRST_BLOCK_YEAR) if onset.rule else datetime(FIRST_BLOCK_YEAR, 1, 1)
    )
    part["TZOFFSETFROM"] = vUTCOffset(before)
    part["TZOFFSETTO"] = vUTCOffset(onset.offset)
    if onset.name.isalpha():
        part["TZNAME"] = vText(onset.name)
    if onset.rule:
        part["RRULE"] = onset.rule.recurrence
    return part


def choose_blocks(moments: Iterable[datetime]) -> dict[str, TimezoneBlock]:
    """Return the block of each zone that fits the most of its times, sorted by the zones' names.

    The rule in force is preferred to a fixed offset that fits as many; where there is no summer
    time, also to a former offset that fits more. The caller writes the times that a block does not
    fit in UTC, and those of a zone that has no block here.
    """
    votes: defaultdict[str, Counter[TimezoneBlock]] = defaultdict(Counter)
    for moment in moments:
        if key := find_zone_key(moment):
            votes[key].update(
                {block for block in _iterate_candidates(key, moment) if block.is_valid_for(moment)}
            )
    return {
        key: _find_steady_block(key, found)
        or max(found, key=lambda block: (found[block], len(block.observances), block))
        for key, found in sorted(votes.items())
        if found
    }


def _find_steady_block(key: str, candidates: Iterable[TimezoneBlock]) -> TimezoneBlock | None:
    """Return the block of the offset now in force in a zone without summer time, if it is one."""
    found = _POSIX.fullmatch(load_posix_rule(key))
    if not found or found[3]:
        return None
    offset = -_parse_duration(found[2])
    return next((each for each in candidates if each.observances[0].offset == offset), None)


def is_unambiguous(moment: datetime) -> bool:
    """Return whether a clock time happens once on its day.

    It is neither skipped when clocks go forward nor repeated when they go back.
    """
    return moment.replace(fold=0).utcoffset() == moment.replace(fold=1).utcoffset()


def find_zone_key(moment: datetime) -> str:
    """Return the IANA name of a time's zone; "" for UTC and for a bare offset, which have none.

    >>> from itinerary.dates.zones import load_zone
    >>> find_zone_key(datetime(2025, 9, 3, 10, tzinfo=load_zone("America/Mexico_City")))
    'America/Mexico_City'
    """
    key = getattr(moment.tzinfo, "key", None) or ""
    return "" if not key or load_posix_rule(key) == "UTC0" else key


@cache
def load_posix_rule(key: str) -> str:
    """Return the rule now in force in a zone, as a POSIX TZ string.

    It comes from the package `tzdata`, never from the host.

    >>> load_posix_rule("America/New_York")
    'EST5EDT,M3.2.0,M11.1.0'
    """
    return find_zone_file(key).read_bytes().splitlines()[-1].decode("ascii")


def _iterate_candidates(key: str, moment: datetime) -> Iterator[TimezoneBlock]:
    """Yield the blocks that may be right for a time.

    They are the rule in force, and the time's own offset all year round.
    """
    yield from _get_current_blocks(key)
    yield _get_fixed_block(key, moment.utcoffset() or timedelta(), moment.tzname() or "")


@cache
def _get_fixed_block(key: str, offset: timedelta, name: str) -> TimezoneBlock:
    return TimezoneBlock(key, (Observance(offset, name),))


@cache
def _get_current_blocks(key: str) -> tuple[TimezoneBlock, ...]:
    """Return the block of a zone's rule; none where Outlook cannot read the rule.

    It cannot where the rule moves to another day than it names, as Santiago's "/24" does.
    """
    found = _POSIX.fullmatch(load_posix_rule(key))
    if not found or not found[3]:
        return ()
    offset = -_parse_duration(found[2])
    other = -_parse_duration(found[4]) if found[4] else offset + timedelta(hours=1)
    to_other, back = _parse_rule(*found.group(5, 6, 7, 8)), _parse_rule(*found.group(9, 10, 11, 12))
    if not all(timedelta() <= each.time < timedelta(days=1) for each in (to_other, back)):
        return ()
    return (
        TimezoneBlock(
            key,
            tuple(
                sorted([Observance(offset, found[1], back), Observance(other, found[3], to_other)])
            ),
        ),
    )


def _parse_rule(month: str, week: str, weekday: str, time: str | None) -> TransitionRule:
    return TransitionRule(int(month), int(week), int(weekday), _parse_duration(time or "2"))


def _parse_duration(text: str) -> timedelta:
    """Return hours, minutes and seconds of a POSIX TZ string.

    >>> str(_parse_duration("-5:45"))
    '-1 day, 18:15:00'
    """
    hours, minutes, seconds = [*text.lstrip("+-").split(":"), "0", "0"][:3]
    length = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))
    return -length if text.startswith("-") else length


def is_representable(time: datetime) -> bool:
    """Return whether a calendar can hold a clock time.

    Its offset has no seconds, as it had before the time of day was made standard.
    """
    east = time.utcoffset()
    return east is not None and not east % timedelta(minutes=1) and MINYEAR < time.year < MAXYEAR
