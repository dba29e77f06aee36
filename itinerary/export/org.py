"""A Timeline in; an outline for Org mode out, whose agenda shows what is known to the day.

A day is a heading with its entries below; a history has none. Org knows no time zones: a timestamp
is by the clock of the place, which a property names. What is known less than to the day has no
timestamp, so that no agenda shows it on a day that nobody named. A zero-width space keeps texts
from being read as markup, as Org's manual has it.

Source: https://orgmode.org/manual/Timestamps.html, …/Escape-Character.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from itinerary.dates.interval import Grain
from itinerary.dates.wording import format_day_heading
from itinerary.dates.wording.labels import translate_label
from itinerary.export.occasions import (
    Occasion,
    find_coordinates,
    join_words,
    list_occasions,
    list_reasons,
    sort_by_day,
    translate_title,
)
from itinerary.export.options import ListingOptions
from itinerary.timeline import Timeline
from itinerary.timeline.chronologies import is_chronology
from itinerary.timeline.records import find_end_zone, name_zone

ZERO_WIDTH_SPACE = "\u200b"
_FIRST_YEAR = 1000  # Org writes years with four digits and reads no others
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")  # Org writes and reads any
# What begins a timestamp (`<%%(` runs Lisp), a link, an entity, a macro, an export snippet or code;
# of plain links those that open no page and write no mail.
_MARKUP = re.compile(
    r"[<\[\\]|\{(?=\{)|@(?=@)|src(?=_)|call(?=_)"
    r"|(?<![\w+.-])(?!https?:|mailto:)[A-Za-z][\w+.-]*(?=:\S)"
)
# No emphasis, no index, and what looks like TeX as it stands.
_EXPORT_OPTIONS = "*:nil ^:nil e:nil tex:verbatim"
_PLAIN_BEGINNING = re.compile(r"[^\W\d_]{2}")  # of no heading, keyword, drawer, list or table
_STATE = re.compile(r"(TODO|DONE|COMMENT)\b")
_TAGS = re.compile(r":\s*$")
_BACKGROUND = "Background"


def render(timeline: Timeline, options: ListingOptions) -> str:
    """Return the outline; "" where there is nothing in it."""
    lines = list(_compose_lines(timeline, options.lang))
    if not lines:
        return ""
    title = _escape(translate_title(timeline, options.lang))
    head = [f"#+TITLE: {title}", f"#+LANGUAGE: {options.lang}", f"#+OPTIONS: {_EXPORT_OPTIONS}"]
    return "\n".join([*head, *lines, ""])


def list_losses(timeline: Timeline, options: ListingOptions) -> tuple[str, ...]:
    """Return what the agenda does not show as it is, in sentences."""
    return list_reasons(
        list_occasions(timeline, options.lang),
        {
            "still open, so in no agenda": lambda each: each.interval is None,
            "not known to the day, so in no agenda": lambda each: (
                each.interval is not None and not _is_known_to_the_day(each)
            ),
            "before the year 1000, so in no agenda": lambda each: (
                _is_known_to_the_day(each) and not _has_days(each)
            ),
            "with a time that is not exact, so in the agenda by the day": _is_shown_by_day,
            "with clocks of two zones, which no agenda tells": lambda each: (
                each.has_clock_times and len(set(_list_zones(each))) > 1
            ),
        },
    )


def _is_shown_by_day(occasion: Occasion) -> bool:
    is_timed = occasion.interval is not None and occasion.interval.is_timed
    return is_timed and _has_days(occasion) and not occasion.has_clock_times


def _compose_lines(timeline: Timeline, language: str) -> Iterator[str]:
    has_days = not is_chronology(timeline)
    heading = ""
    for occasion in sort_by_day(list_occasions(timeline, language)):
        if has_days and (named := _name_heading(occasion)) != heading:
            heading = named
            yield f"* {heading}"
        yield from _compose_entry(occasion, "**" if has_days else "*")


def _name_heading(occasion: Occasion) -> str:
    day = occasion.first_day
    if occasion.entry.section == "background":
        return translate_label(_BACKGROUND, occasion.language)
    if day is None:
        return translate_label("Still open", occasion.language)
    return format_day_heading(day, occasion.language)


def _compose_entry(occasion: Occasion, stars: str) -> Iterator[str]:
    yield f"{stars} {_escape_title(occasion.marked_title)}"
    yield "  :PROPERTIES:"
    for name, value in _list_properties(occasion):
        if value:
            yield f"  :{name}: {value}"
    yield "  :END:"
    if _has_days(occasion):
        yield f"  {_format_timestamp(occasion)}"
    for line in occasion.lines:
        yield f"  {_escape_line(line)}"


def _list_properties(occasion: Occasion) -> Iterator[tuple[str, str]]:
    entry, interval = occasion.entry, occasion.interval
    yield "CUSTOM_ID", occasion.id
    yield "SECTION", entry.section
    yield "KIND", str(entry.kind)
    yield "STATUS", str(entry.status)
    yield "EDTF", interval.edtf if interval else ""
    yield "TIMEZONE", " ".join(dict.fromkeys(_list_zones(occasion)))
    for name, place in (("LOCATION", entry.place), ("DESTINATION", entry.destination)):
        yield name, _escape(join_words(place.name)) if place else ""
    if point := find_coordinates(entry.place):
        yield "COORDINATES", "{}, {}".format(*point)


def _list_zones(occasion: Occasion) -> tuple[str, ...]:
    """Return the names of the zones of its clock times."""
    zones = (
        name_zone(occasion.start, occasion.entry.zone),
        name_zone(occasion.end, find_end_zone(occasion.entry)),
    )
    is_timed = occasion.interval is not None and occasion.interval.is_timed
    return tuple(filter(None, zones)) if is_timed else ()


def _has_days(occasion: Occasion) -> bool:
    """Whether an agenda can show it on days that somebody named."""
    day = occasion.first_day
    return day is not None and day.year >= _FIRST_YEAR and _is_known_to_the_day(occasion)


def _is_known_to_the_day(occasion: Occasion) -> bool:
    interval = occasion.interval
    if interval is None or interval.first is None:
        return False
    is_inexact = interval.is_approximate or interval.within
    return interval.is_timed or (interval.grain <= Grain.DAY and not is_inexact)


def _format_timestamp(occasion: Occasion) -> str:
    """Return the timestamp of a day, a clock time, or from the one to the other."""
    interval, start, end = occasion.interval, occasion.start, occasion.end
    if occasion.has_clock_times and isinstance(start, datetime):
        if not isinstance(end, datetime) or end.replace(tzinfo=None) <= start.replace(tzinfo=None):
            return f"<{_format_day(start)} {start:%H:%M}>"
        if end.date() == start.date():
            return f"<{_format_day(start)} {start:%H:%M}-{end:%H:%M}>"
        return f"<{_format_day(start)} {start:%H:%M}>--<{_format_day(end)} {end:%H:%M}>"
    first = interval.first if interval else None
    last = interval.last if interval else None
    days = dict.fromkeys(_format_day(each) for each in (first, last) if each)
    return "--".join(f"<{each}>" for each in days)


def _format_day(day: date) -> str:
    return f"{day.year:04}-{day.month:02}-{day.day:02} {_WEEKDAYS[day.weekday()]}"


def _escape(text: str) -> str:
    """Return a text on one line in which nothing is markup."""
    return _MARKUP.sub(rf"\g<0>{ZERO_WIDTH_SPACE}", text)


def _escape_line(text: str) -> str:
    """Return a line that is text, and no heading, keyword, drawer, list or table."""
    space = "" if _PLAIN_BEGINNING.match(text) else ZERO_WIDTH_SPACE
    return space + _escape(text)


def _escape_title(text: str) -> str:
    """Return the text of a heading without a state, a priority or tags."""
    before = ZERO_WIDTH_SPACE if _STATE.match(text) else ""
    after = ZERO_WIDTH_SPACE if _TAGS.search(text) else ""
    return f"{before}{_escape(text)}{after}"
