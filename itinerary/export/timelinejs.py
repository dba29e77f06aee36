"""A Timeline in; the JSON of TimelineJS out: a slide for each date, an era for each leg.

A slide is placed by as many parts of its date as are known, of a clock time by the clock of its
place, and shows the words for it. Its texts are HTML.

Source: https://timeline.knightlab.com/docs/json-format.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from html import escape
from typing import Any

from itinerary.dates.wording.labels import translate_label
from itinerary.export.occasions import (
    Occasion,
    find_coordinates,
    list_occasions,
    list_reasons,
    translate_title,
)
from itinerary.export.options import ListingOptions
from itinerary.timeline import Timeline
from itinerary.timeline.chronologies import is_chronology

_Date = dict[str, int]
_PARTS: tuple[str, ...] = ("year", "month", "day")
# TimelineJS makes text of a group's HTML, and then HTML of that text.
_NO_TAGS = str.maketrans("<>", "‹›")


def render(timeline: Timeline, options: ListingOptions) -> str:
    """Return the JSON; "" where nothing has a date."""
    occasions = list(list_occasions(timeline, options.lang))
    slides = [*map(_build_slide, filter(_is_placed, occasions))]
    if not slides:
        return ""
    tree = {
        "title": _build_title(timeline, options.lang),
        "events": slides,
        "eras": list(_build_eras(occasions)),
    }
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def list_losses(timeline: Timeline, options: ListingOptions) -> tuple[str, ...]:
    """Return what has no slide, or one at a date that says less than is known, in sentences."""
    return list_reasons(
        list_occasions(timeline, options.lang),
        {
            "without a date, so without a slide": lambda each: not _is_placed(each),
            "open on one side, so placed at the other": _is_open_on_a_side,
            "ending at an earlier clock time than it begins, so placed at its beginning": (
                _ends_before_it_begins
            ),
        },
    )


def _is_placed(occasion: Occasion) -> bool:
    return occasion.first_and_last_unit is not None


def _is_open_on_a_side(occasion: Occasion) -> bool:
    interval = occasion.interval
    return interval is not None and None in (interval.start, interval.end)


def _ends_before_it_begins(occasion: Occasion) -> bool:
    start, end = occasion.start, occasion.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return False
    return occasion.has_clock_times and end.replace(tzinfo=None) <= start.replace(tzinfo=None)


def _build_title(timeline: Timeline, language: str) -> dict[str, Any]:
    """Return the first slide, which has no date."""
    title = translate_title(timeline, language)
    notes = timeline.document.notes or ""
    return {"unique_id": timeline.id, "text": _build_text(title, notes.splitlines())}


def _build_slide(occasion: Occasion) -> dict[str, Any]:
    facts = occasion.facts
    slide: dict[str, Any] = {
        "unique_id": occasion.id,
        **_build_dates(occasion),
        "display_date": escape(occasion.words),
        "text": _build_text(occasion.title, occasion.lines),
        "autolink": False,  # the links are there, and no other
    }
    if group := _name_group(occasion):
        slide["group"] = escape(group.translate(_NO_TAGS))
    if facts.image and not facts.image.is_file:
        shown = {"url": facts.image.src, "alt": facts.image.alt, "credit": facts.image.credit}
        slide["media"] = {
            name: text if name == "url" else escape(text) for name, text in shown.items() if text
        }
    if point := find_coordinates(occasion.entry.place):
        slide["location"] = dict(zip(("lat", "lon"), point, strict=True))
    return slide


def _build_dates(occasion: Occasion) -> dict[str, _Date]:
    start, end = occasion.start, occasion.end
    if occasion.has_clock_times and isinstance(start, datetime):
        is_single = not isinstance(end, datetime) or _ends_before_it_begins(occasion)
        first, last = _build_clock_time(start), None if is_single else _build_clock_time(end)
    else:
        units = occasion.first_and_last_unit or ((), ())
        first, last = (dict(zip(_PARTS, each, strict=False)) for each in units)
    dates: dict[str, _Date] = {"start_date": first}
    return dates if last in (None, first) else dates | {"end_date": last}


def _build_clock_time(moment: date | None) -> _Date:
    if not isinstance(moment, datetime):
        return {}
    return {name: getattr(moment, name) for name in (*_PARTS, "hour", "minute")}


def _build_eras(occasions: list[Occasion]) -> Iterator[dict[str, Any]]:
    """Yield the legs, whose days are known, as stretches behind the slides."""
    for occasion in occasions:
        if occasion.entry.section == "leg" and (units := occasion.first_and_last_unit):
            first, last = (dict(zip(_PARTS, each, strict=False)) for each in units)
            yield {"start_date": first, "end_date": last, "text": _build_text(occasion.title, ())}


def _name_group(occasion: Occasion) -> str:
    """Return the row that a slide is in: its group, else what it is."""
    facts = occasion.facts
    if facts.group:
        return facts.group
    if is_chronology(occasion.timeline):
        return ""
    return translate_label(str(occasion.entry.kind), occasion.language)


def _build_text(headline: str, lines: tuple[str, ...] | list[str]) -> dict[str, str]:
    """Return a text of which nothing is markup but what is written here."""
    text = "".join(f"<p>{_link_address(each)}</p>" for each in lines if each.strip())
    return {"headline": escape(headline)} | ({"text": text} if text else {})


def _link_address(line: str) -> str:
    """Return a line as HTML; one that is an address, as a link to it."""
    shown = escape(line)
    is_address = line.startswith(("https://", "http://")) and " " not in line
    return f'<a href="{shown}">{shown}</a>' if is_address else shown
