"""A Timeline in; a table of comma-separated values (RFC 4180) out: a row for each date of an entry.

Dates and times are ISO 8601, by the clock of the place of each end; the end is excluded, as in
JSON. What is open, on a side or altogether, is an empty cell. A text that a spreadsheet would take
for a formula begins with an apostrophe (CWE-1236).
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date

from itinerary.briefing.facts import collect_facts
from itinerary.dates.interval import Interval
from itinerary.export.occasions import list_reasons
from itinerary.places import Place
from itinerary.timeline import Entry, Timeline
from itinerary.timeline.records import find_end_zone, find_known_ends, name_zone

# With the apostrophes it may begin with, so that no two texts are written alike.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_SEPARATOR = "; "


def render(timeline: Timeline) -> str:
    """Return the table, with a line of names; an entry without a date has one row, too."""
    rows = (
        _build_row(entry, interval)
        for entry in timeline.entries
        for interval in entry.intervals or (None,)
    )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for number, row in enumerate(rows):
        if number == 0:
            writer.writerow(row)
        writer.writerow(map(_format_cell, row.values()))
    return text.getvalue()


def list_losses(timeline: Timeline) -> tuple[str, ...]:
    """Return what the table does not tell, in sentences."""
    return list_reasons(timeline.entries, {_DIFFERENT: _has_other_readings, _IMAGE: _has_image})


_DIFFERENT = "with sources that differ, of which a table has the chosen date only"
_IMAGE = "with a picture, which a table has not"


def _has_other_readings(entry: Entry) -> bool:
    dated = (dating for dating in entry.datings if dating.chosen_reading)
    return any(not each.agrees for dating in dated for each in dating.readings)


def _has_image(entry: Entry) -> bool:
    return collect_facts(entry).image is not None


def _build_row(entry: Entry, interval: Interval | None) -> dict[str, str | float | None]:
    facts = collect_facts(entry)
    start, end = find_known_ends(entry, interval) if interval else (None, None)
    return {
        "id": entry.id,
        "uid": entry.uid,
        "section": entry.section,
        "kind": str(entry.kind),
        "title": entry.title,
        "status": str(entry.status),
        "start": _format_moment(start),
        "end": _format_moment(end),
        "grain": str(interval.grain) if interval else "",
        "edtf": interval.edtf if interval else "",
        "about": _format_flag(interval and interval.about),
        "uncertain": _format_flag(interval and interval.uncertain),
        "within": _format_flag(interval and interval.within),
        "start_zone": name_zone(start, entry.zone),
        "end_zone": name_zone(end, find_end_zone(entry)),
        "leg": entry.leg,
        **_describe_place("", entry.place),
        **_describe_place("destination_", entry.destination),
        "number": facts.number,
        "carrier": facts.carrier,
        "participants": _SEPARATOR.join(each.name for each in facts.participants),
        "topics": _SEPARATOR.join(facts.topics),
        "categories": _SEPARATOR.join(facts.categories),
        "group": facts.group,
        **_describe_claims(entry),
        "url": facts.url,
        "notes": facts.notes,
    }


def _describe_place(prefix: str, place: Place | None) -> dict[str, str | float | None]:
    """Return the cells of a place; "place" and "destination" name it."""
    return {
        prefix.rstrip("_") or "place": place.name if place else "",
        f"{prefix}country": place.country if place else "",
        f"{prefix}address": place.address if place else "",
        f"{prefix}latitude": place.latitude if place else None,
        f"{prefix}longitude": place.longitude if place else None,
    }


def _describe_claims(entry: Entry) -> dict[str, str | float | None]:
    """Return the words that the dates rest on, their sources, and all verdicts on the claims."""
    chosen = [each.chosen_reading for each in entry.datings if each.chosen_reading]
    verdicts = [each.verdict for dating in entry.datings for each in dating.readings]
    return {
        "says": _SEPARATOR.join(each.claim.says or "" for each in chosen),
        "sources": " ".join(dict.fromkeys(each.source for each in chosen if each.source)),
        "verdicts": _SEPARATOR.join(dict.fromkeys(verdicts)),
    }


def _format_moment(moment: date | None) -> str:
    return moment.isoformat() if moment else ""


def _format_flag(flag: object) -> str:
    return "true" if flag else "false"


def _format_cell(value: str | float | None) -> str | float | None:
    """Return a text that no spreadsheet takes for a formula, or a number as it is."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
