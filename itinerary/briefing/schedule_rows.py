"""An event in; its lines in the tables of days out, with the local and the home clock."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.briefing.changes import changed
from itinerary.briefing.formatting import (
    Brief,
    agreed,
    beside,
    cited,
    city,
    handling,
    quoted,
    status,
)
from itinerary.briefing.model import Line, Row, line
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import (
    clock,
    clocks,
    elapsed,
    gap,
    heading,
    length,
    offset,
    part_of_day,
    when,
    without_year,
    words,
)
from itinerary.dates.zones import zone
from itinerary.document import Event
from itinerary.timeline import Dating, Entry

NO_TIME = "—"
WHOLE_DAY, TIMED, UNTIMED = range(3)  # the order of lines on a day


class Placed(NamedTuple):
    """A line of a day's table, where it stands, and what it is made from."""

    day: date
    order: tuple[int, datetime]
    row: Row
    entry: Entry
    label: str = ""  # what it begins with; empty for what lies between two dates
    interval: Interval | None = None  # None as long as it is open
    extent: str = ""

    @property
    def time(self) -> str:
        """The time on the local clock."""
        return self.row.times[0]

    @property
    def continues(self) -> bool:
        """Whether it began on a day before."""
        return bool(
            self.interval
            and self.interval.is_timed
            and self.interval.first
            and self.interval.first < self.day
        )


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

    def times(self, interval: Interval, day: date) -> tuple[str, ...]:
        """The times of an interval on a day, by each clock."""
        home = self.brief.timeline.home_zone
        there = times(self.brief, interval, day, home) if home and converts(interval) else NO_TIME
        return self.clocks(times(self.brief, interval, day), there)

    def clocks(self, local: str, home: str) -> tuple[str, ...]:
        """The times of a line; the second one only where there is a second clock."""
        return (local, home) if self.brief.timeline.home_zone else (local,)


def rows(sheet: Sheet, entry: Entry) -> Iterator[Placed]:
    """The lines of an event: the ends of a movement or a stay have lines of their own."""
    labels = _labels(sheet.brief, entry)
    if sheet.brief.style == "day-sheet":
        yield from _call(sheet, entry)
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


def called(entry: Entry) -> datetime | None:
    """When the crew has to be there, if that is a clock time before the event on its first day; else the words say it."""
    start, item = entry.interval.start if entry.interval else None, entry.item
    if (
        not isinstance(start, datetime)
        or not isinstance(item, Event)
        or not re.fullmatch(r"\d\d:\d\d", item.call_time or "")
    ):
        return None
    with suppress(ValueError):  # no clock shows 25:00
        moment = datetime.combine(start, time.fromisoformat(item.call_time or ""), start.tzinfo)
        return moment if moment < start else None
    return None


def _call(sheet: Sheet, entry: Entry) -> Iterator[Placed]:
    if moment := called(entry):
        interval = Interval(moment, moment + timedelta(minutes=1), Grain.MINUTE)
        for day in sheet.touched(interval):
            row = Row(
                entry.id,
                "",
                sheet.times(interval, day),
                (f"{sheet.brief.say('Call')}: {entry.title}",),
                True,
                interval,
            )
            yield Placed(day, (TIMED, interval.bounds()[0]), row, entry)


def _labels(brief: Brief, entry: Entry) -> dict[str, str]:
    """What the lines of a movement or a stay begin with, by the name of the date."""
    item, title = entry.item, entry.title
    if isinstance(item, Event) and item.origin and item.destination:
        origin, destination = city(item.origin), city(item.destination)
        leave = brief.say("LV {origin} for {destination}", origin=origin, destination=destination)
        return {
            "depart": f"{leave}: {title}",
            "arrive": f"{brief.say('AR {destination}', destination=destination)}: {title}",
        }
    return {
        "check_in": f"{brief.say('Check in')}: {title}",
        "check_out": f"{brief.say('Check out')}: {title}",
    }


def _dated(
    sheet: Sheet, entry: Entry, label: str, dating: Dating, interval: Interval
) -> Iterator[Placed]:
    order = (TIMED if interval.is_timed else WHOLE_DAY, interval.bounds()[0])
    plan, numbers = against_plan(sheet.brief, dating), agreed(sheet.brief, [dating])
    for day in sheet.touched(interval):
        extent = _extent(sheet.brief, interval, day)
        what = line(
            what_of(sheet.brief, entry, label),
            extent,
            plan,
            numbers,
            changed(sheet.brief, entry, dating),
        )
        row = Row(
            entry.id,
            dating.name,
            sheet.times(interval, day),
            what,
            interval.is_timed and _is_key(entry, dating),
            interval,
        )
        yield Placed(day, order, row, entry, label, interval, extent)


def _is_key(entry: Entry, dating: Dating) -> bool:
    """Whether others depend on it: wheels up, and the press."""
    return dating.name == "depart" or entry.kind == "press"


def _extent(brief: Brief, interval: Interval, day: date) -> str:
    """What a line on one day does not show: the other days of an event, or how precisely its day is known."""
    if interval.is_timed:
        return f" ({brief.say('continues')})" if interval.first and interval.first < day else ""
    text = when(interval, brief.language)
    return (
        ""
        if text == heading(day, brief.language)
        else f" ({without_year(text, day, brief.language)})"
    )


def what_of(brief: Brief, entry: Entry, label: str) -> str:
    """What happens, where, and who of the press may come."""
    item = entry.item
    where = beside(entry.title, item.place.name) if isinstance(item, Event) and item.place else ""
    press = f" · {brief.say(item.press.upper())}" if isinstance(item, Event) and item.press else ""
    return f"{status(brief, entry)}{label}{where}{press}{handling(brief, entry)}"


def against_plan(brief: Brief, dating: Dating) -> Line:
    """The plan that an actual time stands against, and by how much it differs."""
    planned = dating.planned
    if not planned or not planned.intervals or not dating.intervals:
        return ()
    was, now = planned.intervals[0], dating.intervals[0]
    is_exact = (
        isinstance(was.start, datetime)
        and isinstance(now.start, datetime)
        and was.is_point
        and now.is_point
    )
    on_that_day = is_exact and was.first == now.first
    shown = (
        clock(was.start, brief.language)
        if on_that_day and isinstance(was.start, datetime)
        else words(was, brief.language)
    )
    late = f"; {_lateness(brief, was, now)}" if is_exact else ""
    return line(f" ({brief.say('planned')} {shown}", cited(brief, [planned.source]), f"{late})")


def _lateness(brief: Brief, was: Interval, now: Interval) -> str:
    late = elapsed(was.bounds()[0], now.bounds()[0])
    if not late:
        return brief.say("on time")
    return brief.say(
        "{time} later" if late > timedelta() else "{time} earlier", time=length(abs(late))
    )


def times(brief: Brief, interval: Interval, day: date, where: ZoneInfo | None = None) -> str:
    """The clock times of an interval on a day's page, where it is or in another zone; those of other days are marked −1, +1."""
    start, end = (
        each.astimezone(where) if isinstance(each, datetime) and where else each
        for each in (interval.start, interval.end)
    )
    if named := part_of_day(interval, brief.language):
        text = NO_TIME if where else named
    elif not isinstance(start, datetime):
        text = (
            brief.say("until {time}", time=_clock(brief, end, day))
            if isinstance(end, datetime)
            else NO_TIME
        )
    elif not isinstance(end, datetime):
        text = brief.say("from {time}", time=_clock(brief, start, day))
    elif interval.is_point:
        text = _clock(brief, start, day)
    elif start.date() == end.date() == day:
        text = clocks(start, end, brief.language)
    else:
        text = f"{_clock(brief, start, day)} – {_clock(brief, end, day)}"
    return brief.say("about {time}", time=text) if interval.about and text != NO_TIME else text


def converts(interval: Interval) -> bool:
    """Whether its times can be told on another clock: not without a zone, nor at the ends of the calendar."""
    times = [each for each in (interval.start, interval.end) if isinstance(each, datetime)]
    return all(each.tzinfo and date.min.year < each.year < date.max.year for each in times)


def _clock(brief: Brief, moment: datetime, day: date) -> str:
    days = (moment.date() - day).days
    return clock(moment, brief.language) + (f" {days:+}".replace("-", "−") if days else "")


def _open(sheet: Sheet, entry: Entry, label: str, dating: Dating | None = None) -> Iterator[Placed]:
    """The lines of a date that is open: beside the event's other end, if that is known, else on each day of its leg."""
    readings = [each for each in dating.readings if not each.claim.is_tbd] if dating else []
    brief, name = sheet.brief, dating.name if dating else ""
    said = line(
        "".join(f" ({quoted(brief, each.claim)})" for each in readings),
        cited(brief, (each.source for each in readings)),
    )
    times = sheet.clocks(brief.say("TBD"), brief.say("TBD"))
    for day, order, extent in _beside(sheet, entry):
        what = line(what_of(brief, entry, label), extent, said, changed(brief, entry, dating))
        yield Placed(day, order, Row(entry.id, name, times, what), entry, label, None, extent)


def _beside(sheet: Sheet, entry: Entry) -> Iterator[tuple[date, tuple[int, datetime], str]]:
    """The days on which an open date may be, the place in their tables, and what their lines do not show."""
    if known := entry.interval:
        days = sheet.touched(known)
        order = (TIMED if known.is_timed else WHOLE_DAY, known.bounds()[0])
        yield from ((day, order, "") for day in (days[-1:] if entry.dating("arrive") else days[:1]))
    elif leg := sheet.legs.get(entry.leg or ""):
        for interval in leg.intervals:
            yield from (
                (day, (UNTIMED, datetime.min), _extent(sheet.brief, interval, day))
                for day in sheet.touched(interval)
            )


def _en_route(sheet: Sheet, entry: Entry) -> Iterator[Placed]:
    """How long a movement takes and what happens to the clocks, above its arrival; and a line on each whole day that it lasts."""
    brief, ends = sheet.brief, [dating.intervals[0] for dating in entry.datings if dating.intervals]
    if len(ends) != 2:
        yield from _change_of_clocks(sheet, entry)
        return
    depart, arrive = ends
    if depart.last and arrive.first:
        between = sheet.days[
            bisect_right(sheet.days, depart.last) : bisect_left(sheet.days, arrive.first)
        ]
        what = f"{brief.say('En route')}: {entry.title} ({brief.say('continues')})"
        row = Row(entry.id, "", sheet.clocks(NO_TIME, NO_TIME), (what,), interval=entry.interval)
        yield from (Placed(day, (WHOLE_DAY, datetime.min), row, entry) for day in between)
    if (
        depart.is_point
        and arrive.is_point
        and isinstance(depart.start, datetime)
        and isinstance(arrive.start, datetime)
    ):
        takes = length(elapsed(depart.start, arrive.start))
        what = f"{brief.say('En route')} {takes}" + change(brief, depart.start, arrive.start)
        row = Row(entry.id, "", sheet.clocks("", ""), (what,), interval=entry.interval)
        yield from (
            Placed(day, (TIMED, arrive.bounds()[0]), row, entry) for day in sheet.touched(arrive)
        )


def _change_of_clocks(sheet: Sheet, entry: Entry) -> Iterator[Placed]:
    """What a traveller does to a clock on the way, above an arrival without a departure."""
    arrive, origin = entry.dating("arrive"), entry.place
    known = arrive.intervals[0] if arrive and arrive.intervals else None
    if (
        known
        and isinstance(known.start, datetime)
        and known.start.tzinfo
        and origin
        and origin.timezone
        and converts(known)
    ):
        changing = change(
            sheet.brief, known.start.astimezone(zone(origin.timezone)), known.start
        ).removeprefix("; ")
        row = Row(
            entry.id,
            "",
            sheet.clocks("", ""),
            (changing[:1].upper() + changing[1:],),
            interval=known,
        )
        yield from (
            Placed(day, (TIMED, known.bounds()[0]), row, entry)
            for day in sheet.touched(known)
            if changing
        )


def change(brief: Brief, here: datetime, there: datetime) -> str:
    """What a traveller does to a clock on the way."""
    if here.utcoffset() == there.utcoffset():
        return ""
    ahead = gap(here, there)
    way = brief.say(
        "clocks forward {time}" if ahead.startswith("+") else "clocks back {time}", time=ahead[1:]
    )
    return f"; {way}: {brief.say('{here} to {there}', here=offset(here), there=offset(there))}"
