"""A Timeline in; a timeline of Markwhen out: a section for each leg, an event for each date.

Dates are those of EDTF that Markwhen reads: as many parts of a date as are known, clock times with
the zone of their place, or in UTC where both ends have zones of their own. What a date cannot tell
stands behind the title, in words. A zero-width space keeps texts from being read as dates, tags or
headings.

Source: https://docs.markwhen.com/syntax
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from itinerary.dates.wording.labels import translate_label
from itinerary.export.occasions import Occasion, list_occasions, list_reasons, translate_title
from itinerary.export.options import ListingOptions
from itinerary.timeline import Timeline
from itinerary.timeline.chronologies import is_chronology
from itinerary.timeline.records import find_end_zone, name_zone

ZERO_WIDTH_SPACE = "\u200b"
_YEAR = 1  # the first that has no era, and how many parts a date has that is a year
_TIMED_YEARS = range(1000, 9999)  # of four digits, and with an equivalent in UTC
_MARKUP = re.compile(r"(?<=#)(?=\w)|(?<=!)(?=\[)")  # of tags, and of pictures from elsewhere
# How a line may begin that is a date, a comment, a list or a heading.
_RISKY = re.compile(
    r"\W|\d|(now|by|before|after|every|plus|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)


def render(timeline: Timeline, options: ListingOptions) -> str:
    """Return the text; "" where nothing has a date."""
    lines = list(_compose_lines(timeline, options.lang))
    if not lines:
        return ""
    title = _quote(translate_title(timeline, options.lang))
    return "\n".join(["---", f"title: {title}", "---", "", *lines, ""])


def list_losses(timeline: Timeline, options: ListingOptions) -> tuple[str, ...]:
    """Return what the timeline does not show as it is, in sentences."""
    return list_reasons(
        list_occasions(timeline, options.lang),
        {
            "without a date, so in no timeline of Markwhen": lambda each: not _format_range(each),
            "before the year 1, so shown by the year": _is_shown_by_year,
            "open on one side, so shown at the other": lambda each: (
                each.interval is not None and None in (each.interval.start, each.interval.end)
            ),
        },
    )


def _is_shown_by_year(occasion: Occasion) -> bool:
    units = occasion.first_and_last_unit
    return units is not None and units[0][0] < _YEAR < len(units[0])


def _compose_lines(timeline: Timeline, language: str) -> Iterator[str]:
    has_sections = not is_chronology(timeline)
    section = ""
    for occasion in sorted(list_occasions(timeline, language), key=_is_background):
        if not (dates := _format_range(occasion)):
            continue
        named = _name_section(occasion) if has_sections else ""
        if named != section:
            section = named
            yield f"# {_escape(named)}"
        is_by_year = _is_shown_by_year(occasion) and occasion.is_exact
        title = f"{occasion.title} ({occasion.words})" if is_by_year else occasion.marked_title
        yield f"{dates}: {_escape_title(title)}"
        if zone := _find_zone(occasion):
            yield f"timezone: {zone}"
        yield f"id: {occasion.id}"
        yield ""  # ends the properties
        yield from map(_escape_line, occasion.lines)
        yield ""


def _is_background(occasion: Occasion) -> bool:
    return occasion.entry.section == "background"


def _name_section(occasion: Occasion) -> str:
    """Return the leg that an occasion belongs to, else the title of the whole."""
    if _is_background(occasion):
        return translate_label("Background", occasion.language)
    entry = occasion.entry
    leg = entry.title if entry.section == "leg" else occasion.legs.get(entry.leg or "")
    return " ".join((leg or occasion.timeline.document.title).split())


def _format_range(occasion: Occasion) -> str:
    """Return the dates of an event, both ends included; "" where none are known."""
    start, end = occasion.start, occasion.end
    if _has_clock_times(occasion) and isinstance(start, datetime):
        if _find_zone(occasion) or start.tzinfo is None:
            clock = "%Y-%m-%d %H:%M"
            is_later = isinstance(end, datetime) and end.replace(tzinfo=None) > start.replace(
                tzinfo=None
            )
            ends = [start, *([end] if is_later and end else [])]
            return " / ".join(each.strftime(clock) for each in ends)
        return " - ".join(_format_utc(each) for each in (start, end) if isinstance(each, datetime))
    units = occasion.first_and_last_unit
    if units is None:
        return ""
    if units[0][0] < _YEAR:
        return _format_years(units[0][0], units[1][0])
    return "/".join(dict.fromkeys("-".join(_pad(each)) for each in units))


def _has_clock_times(occasion: Occasion) -> bool:
    ends = filter(None, (occasion.start, occasion.end))
    return occasion.has_clock_times and all(each.year in _TIMED_YEARS for each in ends)


def _find_zone(occasion: Occasion) -> str:
    """Return the name of the zone that both ends of clock times are in; "" where they are not."""
    if not _has_clock_times(occasion):
        return ""
    entry = occasion.entry
    ends = ((occasion.start, entry.zone), (occasion.end, find_end_zone(entry)))
    zones = {name_zone(*each) for each in ends if each[0] is not None}
    (first, *others) = zones
    return first if first and "/" in first and not others else ""


def _format_utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"


def _pad(parts: tuple[int, ...]) -> Iterator[str]:
    year, *others = parts
    yield f"{year:04}"
    yield from (f"{each:02}" for each in others)


def _format_years(first: int, last: int) -> str:
    """Return years as Markwhen reads them with eras.

    >>> _format_years(-1873, -1873), _format_years(-50, 50)
    ('1874 BCE', '51 BCE - 50 CE')
    """
    shown = (f"{1 - year} BCE" if year < 1 else f"{year} CE" for year in (first, last))
    return " - ".join(dict.fromkeys(shown))


def _quote(text: str) -> str:
    """Return a text for the header, which is YAML: what is JSON is that, too.

    Markwhen takes a "#" in it for a colour, in quotes as well.
    """
    return json.dumps(text, ensure_ascii=False).replace("#", "\\u0023")


def _escape(text: str) -> str:
    """Return a text on one line in which nothing is a tag or a picture.

    >>> _escape("Room #b") == "Room #\u200bb"
    True
    """
    return _MARKUP.sub(ZERO_WIDTH_SPACE, text)


def _escape_title(text: str) -> str:
    """Return a title that does not begin with a box to tick."""
    return (ZERO_WIDTH_SPACE if text.startswith("[") else "") + _escape(text)


def _escape_line(text: str) -> str:
    """Return a line of a description that begins nothing else."""
    return (ZERO_WIDTH_SPACE if _RISKY.match(text) else "") + _escape(text)
