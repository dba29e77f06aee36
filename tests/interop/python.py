"""Programs and libraries in Python, each imported when its row of the matrix is made."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from interop.sample import Export, MissingError, Seen, when

KHAL = """
[calendars]
[[trip]]
path = {folder}/trip
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = trip
[locale]
local_timezone = UTC
default_timezone = UTC
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
"""


def by_icalendar(export: Export) -> list[Seen]:
    import icalendar

    return [_component(each) for each in icalendar.Calendar.from_ical(export.ics).events]


def by_icalendar_of_jcal(export: Export) -> list[Seen]:
    import icalendar

    return [
        _component(each) for each in icalendar.Calendar.from_jcal(json.loads(export.jcal)).events
    ]


def by_recurring_ical_events(export: Export) -> list[Seen]:
    import icalendar
    import recurring_ical_events

    return [
        _component(each)
        for each in recurring_ical_events.of(icalendar.Calendar.from_ical(export.ics)).between(
            1800, 2050
        )
    ]


def _component(event: Any) -> Seen:
    """An event of icalendar."""
    texts = {
        name: str(event.get(name, ""))
        for name in ("uid", "summary", "location", "description", "status", "url")
    }
    geo = event.get("geo")
    ends = {"start": when(event["dtstart"].dt), "end": when(event["dtend"].dt)}
    return (
        texts
        | ends
        | {"geo": geo and (geo.latitude, geo.longitude), "categories": sorted(event.categories)}
    )


def by_ical(export: Export) -> list[Seen]:
    import ical.calendar_stream

    return [
        {name: getattr(each, name) or "" for name in ("uid", "summary", "location", "description")}
        | {
            "status": str(each.status.value),
            "start": when(each.dtstart),
            "end": when(each.dtend),
            "url": str(each.url or ""),
            "categories": sorted(each.categories),
        }
        | {"geo": each.geo and (each.geo.lat, each.geo.lng)}
        for each in ical.calendar_stream.IcsCalendarStream.calendar_from_ics(export.ics).events
    ]


def by_ics(export: Export) -> list[Seen]:
    import ics

    return [
        {
            "uid": each.uid,
            "summary": each.name,
            "location": each.location or "",
            "description": each.description or "",
        }
        | {
            name: when(getattr(each, side).datetime)
            for name, side in (("start", "begin"), ("end", "end"))
        }
        | (
            {
                name: getattr(each, side).date()
                for name, side in (("start", "begin"), ("end", "end"))
            }
            if each.all_day
            else {}
        )
        | {
            "status": each.status,
            "url": each.url or "",
            "geo": each.geo and tuple(each.geo),
            "categories": sorted(each.categories),
        }
        for each in ics.Calendar(export.ics).events
    ]


def by_vobject(export: Export) -> list[Seen]:
    import vobject

    return [
        {
            name: each.getChildValue(name, "")
            for name in ("uid", "summary", "location", "description", "status", "url")
        }
        | {
            "start": when(each.dtstart.value),
            "end": when(each.dtend.value),
            "categories": sorted(each.categories.value),
        }
        | {"geo": tuple(map(float, each.geo.value.split(";"))) if hasattr(each, "geo") else None}
        for each in vobject.readOne(export.ics).vevent_list
    ]


def by_khal(*exports: Export) -> list[Seen]:
    """What `khal search` finds after `khal import`, in a store of its own."""
    program = Path(sys.executable).with_name("khal")
    if not program.exists():
        raise MissingError("khal is not installed")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "trip").mkdir()
        Path(folder, "config").write_text(KHAL.format(folder=folder), encoding="utf-8")
        for export in exports:
            _khal(program, folder, "import", "--batch", "-", input=export.ics)
        fields = (
            "uid",
            "title",
            "start",
            "end",
            "all-day",
            "location",
            "description",
            "status",
            "url",
            "categories",
        )
        found = _khal(program, folder, "search", *(f"--json={name}" for name in fields), "")
    return [_khal_event(each) for line in found.splitlines() for each in json.loads(line)]


def _khal(program: Path, folder: str, *arguments: str, **options: Any) -> str:
    around = os.environ | {"COLUMNS": "10000", "XDG_CACHE_HOME": folder, "PYTHONUTF8": "1"}
    command = [program, "--config", f"{folder}/config", *arguments]
    return subprocess.run(
        command, env=around, check=True, capture_output=True, encoding="utf-8", **options
    ).stdout


def _khal_event(event: dict[str, str]) -> Seen:
    """It tells the last day of a span, not the one after it."""
    names = ("uid", "location", "description", "status", "url")
    seen = {name: event[name] for name in names} | {
        "summary": event["title"],
        "categories": sorted(re.split(r"(?<!\\),", event["categories"])),
    }
    if event["all-day"] == "True":
        return seen | {
            "start": date.fromisoformat(event["start"]),
            "end": date.fromisoformat(event["end"]) + timedelta(days=1),
        }
    return seen | {
        name: datetime.fromisoformat(event[name]).replace(tzinfo=UTC) for name in ("start", "end")
    }


READERS = {
    "icalendar": by_icalendar,
    "icalendar, of jCal": by_icalendar_of_jcal,
    "recurring-ical-events": by_recurring_ical_events,
    "ical": by_ical,
    "ics": by_ics,
    "vobject": by_vobject,
}
STORES = {"khal": by_khal}
