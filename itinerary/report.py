"""A Timeline in; the texts that the command line prints out: the timeline, and why its dates are what they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby

from itinerary import wording
from itinerary.diagnostics import ItineraryError, did_you_mean, printable
from itinerary.interval import Interval
from itinerary.timeline import Entry, Reading, Timeline


def show(timeline: Timeline, width: int = 100) -> str:
    """The timeline, a line for each entry, by day; with the home clock where there is one."""
    blocks = [_head(timeline)]
    trip = [(entry, interval) for entry in timeline.of("leg", "event") for interval in entry.intervals]
    trip.sort(key=lambda each: each[1].bounds()[0])
    for day, entries in groupby(trip, key=lambda each: each[1].first):
        blocks.append("\n".join([wording.heading(day) if day else "", *(_line(*each, timeline) for each in entries)]))
    titled = [(entry, printable(entry.title)) for entry in timeline.of("leg", "event", "background")]
    past = [(entry.interval, title) for entry, title in titled if entry.section == "background"]
    background = [f"  {wording.words(interval):<22} {title}" for interval, title in past if interval]
    open_ones = [f"  {_why_open(entry):<22} {title}" for entry, title in titled if entry.is_open]
    blocks += ["\n".join([title, *lines]) for title, lines in (("Still open", open_ones), ("Background", background)) if lines]
    return "\n\n".join("\n".join(_cut(line, width) for line in block.splitlines()) for block in blocks) + "\n"


def _head(timeline: Timeline) -> str:
    trip = timeline.find("trip")
    dates = wording.words(trip.interval) if trip and trip.interval else "dates open"
    return f"{printable(timeline.document.title)}\n{dates}"


def _line(entry: Entry, interval: Interval, timeline: Timeline) -> str:
    when = _clocks(interval, timeline)
    place = f" ({_where(entry)})" if entry.section == "event" and _where(entry) else ""
    through = f", {wording.words(interval)}" if not interval.is_timed and interval.first != interval.last else ""
    mark = {"cancelled": "CANCELLED: ", "tentative": "tentative: "}.get(getattr(entry.item, "status", ""), "")
    return f"  {when:<22} {mark}{printable(entry.title)}{place}{through}"


def _where(entry: Entry) -> str:
    return " → ".join(printable(place.name) for place in (entry.place, entry.destination) if place and place.name)


def _clocks(interval: Interval, timeline: Timeline) -> str:
    """The local clock, and in brackets the one at home."""
    start = interval.start
    if not isinstance(start, datetime):
        return "all day"
    local = wording.clock(start) + (
        f"–{wording.clock(interval.end)}" if isinstance(interval.end, datetime) and not interval.is_point else ""
    )
    if timeline.home_zone is None or start.tzinfo is None or not date.min.year < start.year < date.max.year:
        return local
    return f"{local} [home {wording.clock(start.astimezone(timeline.home_zone))}]"


def _why_open(entry: Entry) -> str:
    words = [reading.claim.says for dating in entry.datings for reading in dating.readings]
    return f"“{printable(words[0])}”" if words else "no date given"


def _cut(line: str, width: int) -> str:
    return line if len(line) <= width else line[: width - 1] + "…"


def explain(timeline: Timeline, id: str | None = None) -> str:
    """Why each date, or those of one entry, are what they are: every claim with the steps that led to its result.

    Raises ItineraryError for an id that the timeline does not have.
    """
    if id is None:
        return "\n".join(_explained(entry) for entry in timeline.entries if entry.datings)
    entry = timeline.find(id)
    if entry is None:
        known = [each.id for each in timeline.entries]
        raise ItineraryError(f"no entry has the id '{id[:60]}' - {did_you_mean(id, known)}")
    return _explained(entry)


def _explained(entry: Entry) -> str:
    result = " and ".join(wording.words(interval) for interval in entry.intervals) or "open"
    lines = [f"{entry.id} · {printable(entry.title)} · {result}"]
    for dating in entry.datings:
        lines.append(f"  {dating.name}")
        for reading in dating.readings:
            lines += _steps(reading)
    return "\n".join(lines) + "\n"


def _steps(reading: Reading) -> Iterator[str]:
    for step in reading.steps:
        lead = "    -" if step.kind == "words" else "     "
        yield f"{lead} {step.kind:<10} {printable(step.text)}"
    result = " and ".join(wording.words(interval) for interval in reading.intervals)
    yield f"      {'in words':<10} {result}" if result else f"      {'open':<10} {printable(reading.problem)}"
    yield f"      {reading.verdict:<10} {printable(reading.reason)}"
