"""A calendar as it is exported in; the same out, each event with a version of its own.

What an export writes has one version for all events, that of the document. In a feed an event has
that of the release in which it last changed (RFC 5546, section 2.1.4), and what is gone stays for a
while as cancelled, so that programs which keep what they once had learn of it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import NamedTuple

from itinerary.dates.zones import load_zone
from itinerary.export.ics.content_lines import fold_line
from itinerary.publishing.calendar_events import (
    CalendarEvent,
    parse_events,
    read_property,
    unfold_lines,
)

_END = "END:VCALENDAR\r\n"
_ZONED = re.compile(r"^(DTSTART|DTEND);TZID=\"?([^:;\"]+)\"?:(\d{8}T\d{6})")
_UUID = 36  # characters: what follows them in a UID tells which date of its entry it is
_CANCELLED = {"STATUS": "CANCELLED", "TRANSP": "TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS": "FREE"}


@dataclass(frozen=True, slots=True)
class Revision:
    """The version of an event that a feed has shown last.

    Attributes:
        content: Its lines without those that tell its version; "" once it is no longer shown.
        sequence: Its SEQUENCE.
        dtstamp: Its DTSTAMP.
        last_modified: Its LAST-MODIFIED.
        gone_since: The number of the release in which it was gone; None of what is there.
    """

    content: str
    sequence: int
    dtstamp: str
    last_modified: str
    gone_since: int | None = None

    @property
    def sha256(self) -> str:
        """The digest of its content."""
        return hashlib.sha256(self.content.encode()).hexdigest()


class Moment(NamedTuple):
    """The release that a feed is written for."""

    number: int
    time: datetime  # in UTC
    trip_ends: date | None  # the first day after the trip; None where that is not known


class RevisedCalendar(NamedTuple):
    """A calendar with versions, and what is to be remembered of it."""

    text: str
    revisions: Mapping[str, Revision]
    new: tuple[str, ...]  # titles of events
    changed: tuple[str, ...]
    cancelled: tuple[str, ...]


def revise_calendar(
    text: str,
    events: Iterable[CalendarEvent],
    former: Mapping[str, Revision],
    moment: Moment,
    mark: str,
    elsewhere: frozenset[str] = frozenset(),
) -> RevisedCalendar:
    r"""Return a calendar in which each event has the version that it is to have.

    What has not changed has the version that it had, what has changed the next SEQUENCE and the
    time of the release, and what is new the SEQUENCE of the export. What was there and is gone is
    cancelled, with what it last said, until both the trip and it are over. Of an entry with several
    dates those are cancelled that are gone: the others may have moved up to the UIDs before them.

    Args:
        text: The calendar as it is exported; it has all its parts, if perhaps no event.
        events: Its events, as `parse_events` gives them.
        former: The versions that the feed has shown last, by the keys of `parse_events`.
        moment: The release.
        mark: What stands before the title of what is cancelled: "CANCELLED: ", or "" for nothing.
        elsewhere: The keys of events that another calendar of the same readers shows now.

    >>> tea = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:%s\r\nEND:VEVENT\r\n"
    >>> feed, state = "", {}
    >>> for number, title in enumerate(("Tea", "Tea", "Lunch"), start=1):
    ...     moment = Moment(number, datetime(2025, 9, number, tzinfo=UTC), None)
    ...     text = tea % title + "END:VCALENDAR\r\n"
    ...     feed = revise_calendar(text, parse_events(text), state, moment, "CANCELLED: ")
    ...     state = feed.revisions
    >>> state["1"].sequence, state["1"].dtstamp
    (1, '20250903T000000Z')
    """
    stamp = _format_stamp(moment)
    pieces: list[str] = []
    revisions = dict(former)
    told: dict[str, list[str]] = {"new": [], "changed": [], "cancelled": []}
    position = 0
    shown = set[str]()
    for event in events:
        was = former.get(event.key)
        revision = _find_revision(event, was, stamp)
        if revision is not was:
            is_new = was is None or not was.content or was.gone_since is not None
            told["new" if is_new else "changed"].append(event.title)
        revisions[event.key] = revision
        shown.add(event.key)
        pieces += (text[position : event.span[0]], _write_event(revision))
        position = event.span[1]
    gone = _cancel_gone(former, {key: revisions[key] for key in shown}, moment, mark, elsewhere)
    revisions |= gone
    told["cancelled"] = [
        _find_title(former[key])
        for key, each in gone.items()
        if each.content and former[key].gone_since is None
    ]
    cancelled = "".join(_write_event(each) for each in gone.values() if each.content)
    rest = text[position:]
    pieces.append(rest.replace(_END, cancelled + _END) if cancelled else rest)
    return RevisedCalendar(
        "".join(pieces), revisions, *(tuple(told[each]) for each in ("new", "changed", "cancelled"))
    )


def _cancel_gone(
    former: Mapping[str, Revision],
    shown: Mapping[str, Revision],
    moment: Moment,
    mark: str,
    elsewhere: frozenset[str],
) -> dict[str, Revision]:
    """Return the versions of what is shown no longer: cancelled, or without content in the end."""
    gone = {key: each for key, each in former.items() if key not in shown and each.content}
    last_words = _find_last_words(former, shown) if gone else {}
    found: dict[str, Revision] = {}
    for key, was in gone.items():
        if key in elsewhere or _is_over(was, moment):
            found[key] = replace(was, content="", gone_since=was.gone_since or moment.number)
        elif was.gone_since is None or key in last_words:
            content = _cancel_content(last_words.get(key, was.content), mark)
            found[key] = _cancel_revision(was, content, moment)
        else:
            found[key] = was
    return found


def _find_revision(event: CalendarEvent, was: Revision | None, stamp: str) -> Revision:
    if was is None:
        return Revision(event.content, event.sequence, stamp, stamp)
    if was.content == event.content:
        return replace(was, gone_since=None) if was.gone_since else was
    return Revision(event.content, was.sequence + 1, max(stamp, was.dtstamp), stamp)


def _format_stamp(moment: Moment) -> str:
    return f"{moment.time:%Y%m%dT%H%M%SZ}"


def _write_event(revision: Revision) -> str:
    """Return an event with the lines of its version behind its UID, as an export has them."""
    uid, line_end, others = revision.content.partition("\r\n")
    version = (
        f"DTSTAMP:{revision.dtstamp}\r\n"
        f"LAST-MODIFIED:{revision.last_modified}\r\n"
        f"SEQUENCE:{revision.sequence}\r\n"
    )
    return f"BEGIN:VEVENT\r\n{uid}{line_end}{version}{others}END:VEVENT\r\n"


def _find_last_words(
    former: Mapping[str, Revision], shown: Mapping[str, Revision]
) -> Mapping[str, str]:
    """Return what is to be cancelled under the UIDs of dates that are still shown under others.

    That is a date of the same entry which is shown no longer.
    """
    kept = {_identify_date(key, each) for key, each in shown.items()}
    there = {key: each for key, each in former.items() if each.content}
    lost = [key for key, each in there.items() if _identify_date(key, each) not in kept]
    free = [key for key in lost if key in shown and not there[key].gone_since]
    found: dict[str, str] = {}
    for key in (each for each in there if each not in shown and each not in lost):
        other = next((each for each in free if each[:_UUID] == key[:_UUID]), None)
        if other:
            free.remove(other)
            own_uid, line_end, _ = there[key].content.partition("\r\n")
            found[key] = own_uid + line_end + there[other].content.partition("\r\n")[2]
    return found


def _identify_date(key: str, revision: Revision) -> tuple[str, str]:
    """Return of which entry an event is, and when it begins."""
    in_utc = (_ZONED.sub(_write_in_utc, each) for each in revision.content.split("\r\n"))
    return key[:_UUID], read_property("\r\n".join(in_utc), "DTSTART")


def _cancel_revision(was: Revision, content: str, moment: Moment) -> Revision:
    stamp = _format_stamp(moment)
    if content == was.content:
        return replace(was, gone_since=moment.number)
    return Revision(
        content, was.sequence + 1, max(stamp, was.dtstamp), stamp, gone_since=moment.number
    )


def _cancel_content(content: str, mark: str) -> str:
    """Return what an event says as what does not take place, and keeps nobody busy.

    Its times are in UTC: nothing else in the calendar may still need its time zone.
    """
    lines = unfold_lines(content).split("\r\n")
    is_cancelled = "STATUS:CANCELLED" in lines  # before it was left out
    told = lines if is_cancelled else _cancel_lines(lines, mark)
    written = (_ZONED.sub(_write_in_utc, each) for each in told)
    return "\r\n".join(fold_line(each.encode()).decode() for each in written)


def _cancel_lines(lines: list[str], mark: str) -> Iterator[str]:
    is_alarm = False
    for line in lines:
        is_alarm = is_alarm or line == "BEGIN:VALARM"
        name, separator, value = line.partition(":")
        if is_alarm:
            is_alarm = line != "END:VALARM"
        elif name.partition(";")[0] == "SUMMARY":
            head, separator, value = _split_value(line)
            yield f"{head}{separator}{mark}{value}"
            yield f"STATUS:{_CANCELLED['STATUS']}"
        elif name in _CANCELLED:
            if name != "STATUS":
                yield f"{name}:{_CANCELLED[name]}"
        else:
            yield line


def _split_value(line: str) -> tuple[str, str, str]:
    """Return a content line as its name with parameters, the colon, and its value."""
    found = re.match(r"[\w-]+(?:;[\w-]+=(?:\"[^\"]*\"|[^\";:]*))*", line)
    end = found.end() if found else line.index(":")
    return line[:end], line[end], line[end + 1 :]


def _write_in_utc(found: re.Match[str]) -> str:
    moment = datetime.strptime(found[3], "%Y%m%dT%H%M%S").replace(tzinfo=load_zone(found[2]))
    return f"{found[1]}:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _is_over(was: Revision, moment: Moment) -> bool:
    """Return whether the trip is over, and what was gone from it, too."""
    if moment.trip_ends is None:
        return False
    lines = unfold_lines(was.content)
    end = read_property(lines, "DTEND") or read_property(lines, "DTSTART")
    day = moment.time.date()
    return day >= moment.trip_ends and f"{day:%Y%m%d}" >= end[:8]


def _find_title(revision: Revision) -> str:
    return next(parse_events(_write_event(revision))).title
