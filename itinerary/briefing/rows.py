"""An event in; its lines in the tables of days out, with the local and the home clock."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary import schema
from itinerary.briefing.forms import Brief, agreed, beside, cited, city, handling, quoted, span, status, when
from itinerary.briefing.values import Line, Row, line
from itinerary.interval import Grain, Interval
from itinerary.timeline import Dating, Entry
from itinerary.wording import clock, elapsed, gap, length, offset, words

NO_TIME, OPEN = "—", "TBD"
WHOLE_DAY, TIMED, UNTIMED = range(3)  # the order of lines on a day


class Placed(NamedTuple):
    """A line of a day's table, and where it stands."""

    day: date
    order: tuple[int, datetime]
    row: Row


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

    def times(self, local: str, home: str) -> tuple[str, ...]:
        """The times of a line; the second one only where there is a second clock."""
        return (local, home) if self.brief.timeline.home_zone else (local,)


def rows(sheet: Sheet, entry: Entry) -> Iterator[Placed]:
    """The lines of an event: the ends of a movement or a stay have lines of their own."""
    labels = _labels(entry)
    for dating in entry.datings:
        label = labels.get(dating.name, entry.title)
        if dating.name == "arrive":
            yield from _en_route(sheet, entry)
        for interval in dating.intervals:
            yield from _dated(sheet, entry, label, dating, interval)
        if not dating.intervals:
            yield from _open(sheet, entry, label, dating)
    if not entry.datings:
        yield from _open(sheet, entry, labels.get("depart", entry.title))


def _labels(entry: Entry) -> dict[str, str]:
    """What the lines of a movement or a stay begin with, by the name of the date."""
    item, title = entry.item, entry.title
    if isinstance(item, schema.Event) and item.origin and item.destination:
        origin, destination = city(item.origin), city(item.destination)
        return {"depart": f"LV {origin} for {destination}: {title}", "arrive": f"AR {destination}: {title}"}
    return {"check_in": f"Check in: {title}", "check_out": f"Check out: {title}"}


def _dated(sheet: Sheet, entry: Entry, label: str, dating: Dating, interval: Interval) -> Iterator[Placed]:
    order = (TIMED if interval.is_timed else WHOLE_DAY, interval.bounds()[0])
    home = sheet.brief.timeline.home_zone
    plan, numbers = _against_plan(sheet.brief, dating), agreed(sheet.brief, [dating])
    for day in sheet.touched(interval):
        what = line(_what(entry, label), _extent(interval, day), plan, numbers)
        there = _times(interval, day, home) if home and _converts(interval) else NO_TIME
        yield Placed(day, order, Row(entry.id, dating.name, sheet.times(_times(interval, day), there), what))


def _extent(interval: Interval, day: date) -> str:
    """What a line on one day does not show: the other days of an event, or how precisely its day is known."""
    if interval.is_timed:
        return " (continues)" if interval.first and interval.first < day else ""
    text = when(interval)
    return "" if text == span(day, day) else f" ({text.removesuffix(f' {day.year}')})"


def _what(entry: Entry, label: str) -> str:
    """What happens, where, and who of the press may come."""
    item = entry.item
    where = beside(entry.title, item.place.name) if isinstance(item, schema.Event) and item.place else ""
    press = f" · {item.press.upper()}" if isinstance(item, schema.Event) and item.press else ""
    return f"{status(entry)}{label}{where}{press}{handling(entry)}"


def _against_plan(brief: Brief, dating: Dating) -> Line:
    """The plan that an actual time stands against, and by how much it differs."""
    planned = dating.planned
    if not planned or not planned.intervals or not dating.intervals:
        return ()
    was, now = planned.intervals[0], dating.intervals[0]
    if not (isinstance(was.start, datetime) and isinstance(now.start, datetime) and was.is_point and now.is_point):
        return line(f" (planned {words(was)}", cited(brief, [planned.source]), ")")
    late = elapsed(was.start, now.start)
    difference = f"{length(abs(late))} {'later' if late > timedelta() else 'earlier'}" if late else "on time"
    shown = clock(was.start) if was.first == now.first else words(was)
    return line(f" (planned {shown}", cited(brief, [planned.source]), f"; {difference})")


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


def _open(sheet: Sheet, entry: Entry, label: str, dating: Dating | None = None) -> Iterator[Placed]:
    """The lines of a date that is open: beside the event's other end, if that is known, else on each day of its leg."""
    readings = [each for each in dating.readings if not each.claim.is_tbd] if dating else []
    said = line("".join(f" ({quoted(each.claim)})" for each in readings), cited(sheet.brief, (each.source for each in readings)))
    for day, order, extent in _beside(sheet, entry):
        row = Row(entry.id, dating.name if dating else "", sheet.times(OPEN, OPEN), line(_what(entry, label), extent, said))
        yield Placed(day, order, row)


def _beside(sheet: Sheet, entry: Entry) -> Iterator[tuple[date, tuple[int, datetime], str]]:
    """The days on which an open date may be, the place in their tables, and what their lines do not show."""
    if known := entry.interval:
        days = sheet.touched(known)
        order = (TIMED if known.is_timed else WHOLE_DAY, known.bounds()[0])
        yield from ((day, order, "") for day in (days[-1:] if entry.dating("arrive") else days[:1]))
    elif leg := sheet.legs.get(entry.leg or ""):
        for interval in leg.intervals:
            yield from ((day, (UNTIMED, datetime.min), _extent(interval, day)) for day in sheet.touched(interval))


def _en_route(sheet: Sheet, entry: Entry) -> Iterator[Placed]:
    """How long a movement takes and what happens to the clocks, above its arrival; and a line on each whole day that it lasts."""
    ends = [dating.intervals[0] for dating in entry.datings if dating.intervals]
    if len(ends) != 2:
        return
    depart, arrive = ends
    if depart.last and arrive.first:
        between = sheet.days[bisect_right(sheet.days, depart.last) : bisect_left(sheet.days, arrive.first)]
        row = Row(entry.id, "", sheet.times(NO_TIME, NO_TIME), (f"En route: {entry.title} (continues)",))
        yield from (Placed(day, (WHOLE_DAY, datetime.min), row) for day in between)
    if depart.is_point and arrive.is_point and isinstance(depart.start, datetime) and isinstance(arrive.start, datetime):
        what = f"En route {length(elapsed(depart.start, arrive.start))}" + change(depart.start, arrive.start)
        row = Row(entry.id, "", sheet.times("", ""), (what,))
        yield from (Placed(day, (TIMED, arrive.bounds()[0]), row) for day in sheet.touched(arrive))


def change(here: datetime, there: datetime) -> str:
    """What a traveller does to a clock on the way."""
    if here.utcoffset() == there.utcoffset():
        return ""
    ahead = gap(here, there)
    return f"; clocks {'forward' if ahead.startswith('+') else 'back'} {ahead[1:]}: {offset(here)} to {offset(there)}"
