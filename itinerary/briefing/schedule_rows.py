"""An event in; its lines in the tables of days out, with the local and the home clock."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.briefing.changes import format_change_mark
from itinerary.briefing.formatting import (
    BriefingContext,
    cite_agreeing_sources,
    cite_sources,
    format_audience_suffix,
    format_place_suffix,
    format_status_prefix,
    quote_claim,
    shorten_place_name,
)
from itinerary.briefing.model import Line, Row, join_pieces
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import (
    format_clock_difference,
    format_clock_range,
    format_clock_time,
    format_day_heading,
    format_duration,
    format_interval,
    format_interval_with_weekdays,
    format_part_of_day,
    format_utc_offset,
    measure_elapsed_time,
    strip_year,
)
from itinerary.dates.zones import load_zone
from itinerary.document import Event
from itinerary.timeline import Dating, Entry

NO_TIME = "—"
WHOLE_DAY, TIMED, UNTIMED = range(3)  # the order of lines on a day


class PlacedRow(NamedTuple):
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
    def is_continuation(self) -> bool:
        """Whether it began on a day before."""
        return bool(
            self.interval
            and self.interval.is_timed
            and self.interval.first
            and self.interval.first < self.day
        )


class RowContext(NamedTuple):
    """What all lines of a briefing share."""

    brief: BriefingContext
    days: Sequence[date]  # that have a section, in order
    legs: Mapping[str, Entry]

    def find_days(self, interval: Interval) -> Sequence[date]:
        """The days of an interval. A part of a day, such as a night, belongs to the day it begins on."""
        first, last = interval.first, interval.last
        if interval.grain == Grain.PART_OF_DAY:
            last = first or last
        start = bisect_left(self.days, first) if first else 0
        return self.days[start : bisect_right(self.days, last) if last else None]

    def format_clock_times(self, interval: Interval, day: date) -> tuple[str, ...]:
        """The times of an interval on a day, by each clock."""
        home = self.brief.timeline.home_zone
        there = (
            format_times_on_day(self.brief, interval, day, home)
            if home and has_convertible_times(interval)
            else NO_TIME
        )
        return self.select_clock_times(format_times_on_day(self.brief, interval, day), there)

    def select_clock_times(self, local: str, home: str) -> tuple[str, ...]:
        """The times of a line; the second one only where there is a second clock."""
        return (local, home) if self.brief.timeline.home_zone else (local,)


def compose_rows(sheet: RowContext, entry: Entry) -> Iterator[PlacedRow]:
    """The lines of an event: the ends of a movement or a stay have lines of their own."""
    labels = _format_end_labels(sheet.brief, entry)
    if sheet.brief.style == "day-sheet":
        yield from _compose_call_rows(sheet, entry)
    for dating in entry.datings:
        label = labels.get(dating.name, entry.title)
        if dating.name == "arrive":
            yield from _compose_en_route_rows(sheet, entry)
        for interval in dating.intervals:
            yield from _compose_dated_rows(sheet, entry, label, dating, interval)
        if not dating.intervals:
            yield from _compose_open_rows(sheet, entry, label, dating)
    if not entry.datings:
        yield from _compose_open_rows(sheet, entry, labels.get("depart", entry.title))


def find_call_time(entry: Entry) -> datetime | None:
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


def _compose_call_rows(sheet: RowContext, entry: Entry) -> Iterator[PlacedRow]:
    if moment := find_call_time(entry):
        interval = Interval(moment, moment + timedelta(minutes=1), Grain.MINUTE)
        for day in sheet.find_days(interval):
            row = Row(
                entry.id,
                "",
                sheet.format_clock_times(interval, day),
                (f"{sheet.brief.translate_label('Call')}: {entry.title}",),
                True,
                interval,
            )
            yield PlacedRow(day, (TIMED, interval.to_utc_bounds()[0]), row, entry)


def _format_end_labels(brief: BriefingContext, entry: Entry) -> dict[str, str]:
    """What the lines of a movement or a stay begin with, by the name of the date."""
    item, title = entry.item, entry.title
    if isinstance(item, Event) and item.origin and item.destination:
        origin, destination = shorten_place_name(item.origin), shorten_place_name(item.destination)
        leave = brief.translate_label(
            "LV {origin} for {destination}", origin=origin, destination=destination
        )
        return {
            "depart": f"{leave}: {title}",
            "arrive": f"{brief.translate_label('AR {destination}', destination=destination)}: {title}",
        }
    return {
        "check_in": f"{brief.translate_label('Check in')}: {title}",
        "check_out": f"{brief.translate_label('Check out')}: {title}",
    }


def _compose_dated_rows(
    sheet: RowContext, entry: Entry, label: str, dating: Dating, interval: Interval
) -> Iterator[PlacedRow]:
    order = (TIMED if interval.is_timed else WHOLE_DAY, interval.to_utc_bounds()[0])
    plan, numbers = (
        compare_with_plan(sheet.brief, dating),
        cite_agreeing_sources(sheet.brief, [dating]),
    )
    for day in sheet.find_days(interval):
        extent = _format_extent(sheet.brief, interval, day)
        what = join_pieces(
            format_event_line(sheet.brief, entry, label),
            extent,
            plan,
            numbers,
            format_change_mark(sheet.brief, entry, dating),
        )
        row = Row(
            entry.id,
            dating.name,
            sheet.format_clock_times(interval, day),
            what,
            interval.is_timed and _is_key(entry, dating),
            interval,
        )
        yield PlacedRow(day, order, row, entry, label, interval, extent)


def _is_key(entry: Entry, dating: Dating) -> bool:
    """Whether others depend on it: wheels up, and the press."""
    return dating.name == "depart" or entry.kind == "press"


def _format_extent(brief: BriefingContext, interval: Interval, day: date) -> str:
    """What a line on one day does not show: the other days of an event, or how precisely its day is known."""
    if interval.is_timed:
        return (
            f" ({brief.translate_label('continues')})"
            if interval.first and interval.first < day
            else ""
        )
    text = format_interval_with_weekdays(interval, brief.language)
    return (
        ""
        if text == format_day_heading(day, brief.language)
        else f" ({strip_year(text, day, brief.language)})"
    )


def format_event_line(brief: BriefingContext, entry: Entry, label: str) -> str:
    """What happens, where, and who of the press may come."""
    item = entry.item
    where = (
        format_place_suffix(entry.title, item.place.name)
        if isinstance(item, Event) and item.place
        else ""
    )
    press = (
        f" · {brief.translate_label(item.press.upper())}"
        if isinstance(item, Event) and item.press
        else ""
    )
    return f"{format_status_prefix(brief, entry)}{label}{where}{press}{format_audience_suffix(brief, entry)}"


def compare_with_plan(brief: BriefingContext, dating: Dating) -> Line:
    """The plan that an actual time stands against, and by how much it differs."""
    planned = dating.planned_reading
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
        format_clock_time(was.start, brief.language)
        if on_that_day and isinstance(was.start, datetime)
        else format_interval(was, brief.language)
    )
    late = f"; {_format_delay(brief, was, now)}" if is_exact else ""
    return join_pieces(
        f" ({brief.translate_label('planned')} {shown}",
        cite_sources(brief, [planned.source]),
        f"{late})",
    )


def _format_delay(brief: BriefingContext, was: Interval, now: Interval) -> str:
    late = measure_elapsed_time(was.to_utc_bounds()[0], now.to_utc_bounds()[0])
    if not late:
        return brief.translate_label("on time")
    return brief.translate_label(
        "{time} later" if late > timedelta() else "{time} earlier", time=format_duration(abs(late))
    )


def format_times_on_day(
    brief: BriefingContext, interval: Interval, day: date, where: ZoneInfo | None = None
) -> str:
    """The clock times of an interval on a day's page, where it is or in another zone; those of other days are marked −1, +1."""
    start, end = (
        each.astimezone(where) if isinstance(each, datetime) and where else each
        for each in (interval.start, interval.end)
    )
    if named := format_part_of_day(interval, brief.language):
        text = NO_TIME if where else named
    elif not isinstance(start, datetime):
        text = (
            brief.translate_label("until {time}", time=_format_clock_on_day(brief, end, day))
            if isinstance(end, datetime)
            else NO_TIME
        )
    elif not isinstance(end, datetime):
        text = brief.translate_label("from {time}", time=_format_clock_on_day(brief, start, day))
    elif interval.is_point:
        text = _format_clock_on_day(brief, start, day)
    elif start.date() == end.date() == day:
        text = format_clock_range(start, end, brief.language)
    else:
        text = (
            f"{_format_clock_on_day(brief, start, day)} – {_format_clock_on_day(brief, end, day)}"
        )
    return (
        brief.translate_label("about {time}", time=text)
        if interval.about and text != NO_TIME
        else text
    )


def has_convertible_times(interval: Interval) -> bool:
    """Whether its times can be told on another clock: not without a zone, nor at the ends of the calendar."""
    times = [each for each in (interval.start, interval.end) if isinstance(each, datetime)]
    return all(each.tzinfo and date.min.year < each.year < date.max.year for each in times)


def _format_clock_on_day(brief: BriefingContext, moment: datetime, day: date) -> str:
    days = (moment.date() - day).days
    return format_clock_time(moment, brief.language) + (
        f" {days:+}".replace("-", "−") if days else ""
    )


def _compose_open_rows(
    sheet: RowContext, entry: Entry, label: str, dating: Dating | None = None
) -> Iterator[PlacedRow]:
    """The lines of a date that is open: beside the event's other end, if that is known, else on each day of its leg."""
    readings = [each for each in dating.readings if not each.claim.is_tbd] if dating else []
    brief, name = sheet.brief, dating.name if dating else ""
    said = join_pieces(
        "".join(f" ({quote_claim(brief, each.claim)})" for each in readings),
        cite_sources(brief, (each.source for each in readings)),
    )
    times = sheet.select_clock_times(brief.translate_label("TBD"), brief.translate_label("TBD"))
    for day, order, extent in _find_open_positions(sheet, entry):
        what = join_pieces(
            format_event_line(brief, entry, label),
            extent,
            said,
            format_change_mark(brief, entry, dating),
        )
        yield PlacedRow(day, order, Row(entry.id, name, times, what), entry, label, None, extent)


def _find_open_positions(
    sheet: RowContext, entry: Entry
) -> Iterator[tuple[date, tuple[int, datetime], str]]:
    """The days on which an open date may be, the place in their tables, and what their lines do not show."""
    if known := entry.interval:
        days = sheet.find_days(known)
        order = (TIMED if known.is_timed else WHOLE_DAY, known.to_utc_bounds()[0])
        yield from (
            (day, order, "") for day in (days[-1:] if entry.find_dating("arrive") else days[:1])
        )
    elif leg := sheet.legs.get(entry.leg or ""):
        for interval in leg.intervals:
            yield from (
                (day, (UNTIMED, datetime.min), _format_extent(sheet.brief, interval, day))
                for day in sheet.find_days(interval)
            )


def _compose_en_route_rows(sheet: RowContext, entry: Entry) -> Iterator[PlacedRow]:
    """How long a movement takes and what happens to the clocks, above its arrival; and a line on each whole day that it lasts."""
    brief, ends = sheet.brief, [dating.intervals[0] for dating in entry.datings if dating.intervals]
    if len(ends) != 2:
        yield from _compose_clock_change_rows(sheet, entry)
        return
    depart, arrive = ends
    if depart.last and arrive.first:
        between = sheet.days[
            bisect_right(sheet.days, depart.last) : bisect_left(sheet.days, arrive.first)
        ]
        what = f"{brief.translate_label('En route')}: {entry.title} ({brief.translate_label('continues')})"
        row = Row(
            entry.id,
            "",
            sheet.select_clock_times(NO_TIME, NO_TIME),
            (what,),
            interval=entry.interval,
        )
        yield from (PlacedRow(day, (WHOLE_DAY, datetime.min), row, entry) for day in between)
    if (
        depart.is_point
        and arrive.is_point
        and isinstance(depart.start, datetime)
        and isinstance(arrive.start, datetime)
    ):
        takes = format_duration(measure_elapsed_time(depart.start, arrive.start))
        what = f"{brief.translate_label('En route')} {takes}" + format_clock_change(
            brief, depart.start, arrive.start
        )
        row = Row(entry.id, "", sheet.select_clock_times("", ""), (what,), interval=entry.interval)
        yield from (
            PlacedRow(day, (TIMED, arrive.to_utc_bounds()[0]), row, entry)
            for day in sheet.find_days(arrive)
        )


def _compose_clock_change_rows(sheet: RowContext, entry: Entry) -> Iterator[PlacedRow]:
    """What a traveller does to a clock on the way, above an arrival without a departure."""
    arrive, origin = entry.find_dating("arrive"), entry.place
    known = arrive.intervals[0] if arrive and arrive.intervals else None
    if (
        known
        and isinstance(known.start, datetime)
        and known.start.tzinfo
        and origin
        and origin.timezone
        and has_convertible_times(known)
    ):
        changing = format_clock_change(
            sheet.brief, known.start.astimezone(load_zone(origin.timezone)), known.start
        ).removeprefix("; ")
        row = Row(
            entry.id,
            "",
            sheet.select_clock_times("", ""),
            (changing[:1].upper() + changing[1:],),
            interval=known,
        )
        yield from (
            PlacedRow(day, (TIMED, known.to_utc_bounds()[0]), row, entry)
            for day in sheet.find_days(known)
            if changing
        )


def format_clock_change(brief: BriefingContext, here: datetime, there: datetime) -> str:
    """What a traveller does to a clock on the way."""
    if here.utcoffset() == there.utcoffset():
        return ""
    ahead = format_clock_difference(here, there)
    way = brief.translate_label(
        "clocks forward {time}" if ahead.startswith("+") else "clocks back {time}", time=ahead[1:]
    )
    return f"; {way}: {brief.translate_label('{here} to {there}', here=format_utc_offset(here), there=format_utc_offset(there))}"
