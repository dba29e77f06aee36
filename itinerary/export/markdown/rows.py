"""An event in; its lines in the tables of days out, with the local and the home clock, and what more there is to say of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary import schema
from itinerary.export.markdown.forms import Brief, agreed, beside, cited, city, handling, person, quoted, span, stated, status, when
from itinerary.export.markdown.text import escape, link, nested
from itinerary.interval import Grain, Interval
from itinerary.timeline import Dating, Entry
from itinerary.wording import clock, elapsed, gap, length, offset, words

NO_TIME, OPEN = "—", "TBD"
WHOLE_DAY, TIMED, UNTIMED = range(3)  # the order of lines on a day


class Row(NamedTuple):
    """A line of a day's table, and where it stands in it."""

    order: tuple[int, datetime]
    local: str
    home: str
    what: str


class Sheet(NamedTuple):
    """What all lines of a briefing share."""

    brief: Brief
    days: Sequence[date]  # that have a section, in order
    legs: Mapping[str, Entry]

    def touched(self, interval: Interval) -> Sequence[date]:
        """The days of an interval. A part of a day, such as a night, belongs to the day it begins on."""
        first, last = interval.first, interval.last
        if interval.grain == Grain.PART_OF_DAY:
            last = first or last
        start = bisect_left(self.days, first) if first else 0
        return self.days[start : bisect_right(self.days, last) if last else None]


def rows(sheet: Sheet, entry: Entry) -> Iterator[tuple[date, Row]]:
    """The lines of an event, each with its day: the ends of a movement or a stay have lines of their own."""
    labels = _labels(entry)
    for dating in entry.datings:
        label = labels.get(dating.name, escape(entry.title))
        if dating.name == "arrive":
            yield from _en_route(sheet, entry)
        for interval in dating.intervals:
            yield from _dated(sheet, entry, label, dating, interval)
        if not dating.intervals:
            yield from _open(sheet, entry, label, dating)
    if not entry.datings:
        yield from _open(sheet, entry, labels.get("depart", escape(entry.title)))


def _labels(entry: Entry) -> dict[str, str]:
    """What the lines of a movement or a stay begin with, by the name of the date."""
    item, title = entry.item, escape(entry.title)
    if isinstance(item, schema.Event) and item.origin and item.destination:
        origin, destination = city(item.origin), city(item.destination)
        return {"depart": f"LV {origin} for {destination}: {title}", "arrive": f"AR {destination}: {title}"}
    return {"check_in": f"Check in: {title}", "check_out": f"Check out: {title}"}


def _dated(sheet: Sheet, entry: Entry, label: str, dating: Dating, interval: Interval) -> Iterator[tuple[date, Row]]:
    order = (TIMED if interval.is_timed else WHOLE_DAY, interval.bounds()[0])
    home = sheet.brief.timeline.home_zone
    plan, numbers = _against_plan(sheet.brief, dating), agreed(sheet.brief, [dating])
    for day in sheet.touched(interval):
        extent = _extent(interval, day)
        what = _what(entry, label, f"{extent}{plan}") + numbers
        yield day, Row(order, _times(interval, day), _times(interval, day, home) if home and _converts(interval) else NO_TIME, what)


def _extent(interval: Interval, day: date) -> str:
    """What a line on one day does not show: the other days of an event, or how precisely its day is known."""
    if interval.is_timed:
        return " (continues)" if interval.first and interval.first < day else ""
    text = when(interval)
    return "" if text == span(day, day) else f" ({text.removesuffix(f' {day.year}')})"


def _what(entry: Entry, label: str, more: str) -> str:
    """The third cell: what, where, who of the press may come."""
    item = entry.item
    where = beside(entry.title, item.place.name) if isinstance(item, schema.Event) and item.place else ""
    press = f" · {item.press.upper()}" if isinstance(item, schema.Event) and item.press else ""
    return f"{status(entry)}{label}{where}{press}{handling(entry)}{more}"


def _against_plan(brief: Brief, dating: Dating) -> str:
    """The plan that an actual time stands against, and by how much it differs."""
    planned = dating.planned
    if not planned or not planned.intervals or not dating.intervals:
        return ""
    was, now = planned.intervals[0], dating.intervals[0]
    if not (isinstance(was.start, datetime) and isinstance(now.start, datetime) and was.is_point and now.is_point):
        return f" (planned {words(was)}{cited(brief, [planned.source])})"
    late = elapsed(was.start, now.start)
    difference = f"{length(abs(late))} {'later' if late > timedelta() else 'earlier'}" if late else "on time"
    shown = clock(was.start) if was.first == now.first else words(was)
    return f" (planned {shown}{cited(brief, [planned.source])}; {difference})"


def _times(interval: Interval, day: date, zone: ZoneInfo | None = None) -> str:
    """The clock times of an interval on a day's page, where it is or in another zone; those of other days are marked −1, +1."""
    start, end = (each.astimezone(zone) if isinstance(each, datetime) and zone else each for each in (interval.start, interval.end))
    about = "about " if interval.about else ""
    if interval.grain == Grain.PART_OF_DAY and (named := _part_of_day(interval)):
        return NO_TIME if zone else about + named
    if not isinstance(start, datetime):
        return f"{about}until {_clock(end, day)}" if isinstance(end, datetime) else NO_TIME
    if not isinstance(end, datetime):
        return f"{about}from {_clock(start, day)}"
    if interval.is_point:
        return about + _clock(start, day)
    dash = "–" if start.date() == end.date() == day else " – "
    return f"{about}{_clock(start, day)}{dash}{_clock(end, day)}"


def _converts(interval: Interval) -> bool:
    """Whether its times can be told on another clock: not without a zone, nor at the ends of the calendar."""
    times = [each for each in (interval.start, interval.end) if isinstance(each, datetime)]
    return all(each.tzinfo and date.min.year < each.year < date.max.year for each in times)


def _part_of_day(interval: Interval) -> str:
    """The name of a part of the day ("morning"), where the interval is one that has a name."""
    name = words(interval).rpartition(", ")[2]
    return name if name.isalpha() else ""


def _clock(moment: datetime, day: date) -> str:
    days = (moment.date() - day).days
    return clock(moment) + (f" {days:+}".replace("-", "−") if days else "")


def _open(sheet: Sheet, entry: Entry, label: str, dating: Dating | None = None) -> Iterator[tuple[date, Row]]:
    """The lines of a date that is open: beside the event's other end, if that is known, else on each day of its leg."""
    readings = [each for each in dating.readings if not each.claim.is_tbd] if dating else []
    said = "".join(f" ({quoted(each.claim)})" for each in readings) + cited(sheet.brief, (each.source for each in readings))
    home = OPEN if sheet.brief.timeline.home_zone else ""
    if known := entry.interval:
        days = sheet.touched(known)
        order = (TIMED if known.is_timed else WHOLE_DAY, known.bounds()[0])
        days = days[-1:] if entry.dating("arrive") else days[:1]
        yield from ((day, Row(order, OPEN, home, _what(entry, label, said))) for day in days)
    elif leg := sheet.legs.get(entry.leg or ""):
        for interval in leg.intervals:
            for day in sheet.touched(interval):
                what = _what(entry, label, _extent(interval, day) + said)
                yield day, Row((UNTIMED, datetime.min), OPEN, home, what)


def _en_route(sheet: Sheet, entry: Entry) -> Iterator[tuple[date, Row]]:
    """How long a movement takes and what happens to the clocks, above its arrival; and a line on each whole day that it lasts."""
    ends = [dating.intervals[0] for dating in entry.datings if dating.intervals]
    if len(ends) != 2:
        return
    depart, arrive = ends
    if depart.last and arrive.first:
        between = sheet.days[bisect_right(sheet.days, depart.last) : bisect_left(sheet.days, arrive.first)]
        what = f"En route: {escape(entry.title)} (continues)"
        yield from ((day, Row((WHOLE_DAY, datetime.min), NO_TIME, NO_TIME, what)) for day in between)
    if depart.is_point and arrive.is_point and isinstance(depart.start, datetime) and isinstance(arrive.start, datetime):
        what = f"En route {length(elapsed(depart.start, arrive.start))}" + change(depart.start, arrive.start)
        yield from ((day, Row((TIMED, arrive.bounds()[0]), "", "", what)) for day in sheet.touched(arrive))


def change(here: datetime, there: datetime) -> str:
    """What a traveller does to a clock on the way."""
    if here.utcoffset() == there.utcoffset():
        return ""
    ahead = gap(here, there)
    return f"; clocks {'forward' if ahead.startswith('+') else 'back'} {ahead[1:]}: {offset(here)} to {offset(there)}"


def details(entry: Entry) -> Iterator[str]:
    """What the table has no room for, as a list under the event's title; nothing if there is nothing."""
    item = entry.item
    lines = list(_details(item)) if isinstance(item, schema.Event) else []
    if lines:
        yield f"- {escape(entry.title)}"
    yield from lines


def _details(item: schema.Event) -> Iterator[str]:
    yield from _participants(item)
    facts = {
        "Topics": "; ".join(item.topics), "Carrier": item.carrier, "Number": item.number if item.number not in (None, item.title) else None,
        "Booking": item.booking, "Address": item.place.address if item.place else None,
    }  # fmt: skip
    yield from (f"  - {label}: {escape(text)}" for label, text in facts.items() if text)
    if item.call_time:
        yield f"  - Call time: {stated(item.call_time)}"
    yield from (f"  - Contact: {person(each)}" for each in item.contacts)
    if item.url:
        yield f"  - See {link(item.url)}"
    yield from nested(item.notes)


def _participants(item: schema.Event) -> Iterator[str]:
    """A line for each side, in the order in which they are first named."""
    sides: defaultdict[str, list[str]] = defaultdict(list)
    for someone in item.participants:
        sides[someone.side or "With"].append(person(someone))
    return (f"  - {escape(side)}: {'; '.join(people)}" for side, people in sides.items())
