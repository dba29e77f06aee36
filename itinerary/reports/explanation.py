"""A Timeline in; why its dates are what they are out, as text that the command line prints."""

from __future__ import annotations

from collections.abc import Iterator

from itinerary.dates import wording
from itinerary.diagnostics import ItineraryError, make_printable, suggest_choices
from itinerary.timeline import Entry, Reading, Timeline


def explain(timeline: Timeline, id: str | None = None) -> str:
    """Why each date, or those of one entry, are what they are: every claim with the steps that led to its result.

    Raises ItineraryError for an id that the timeline does not have.
    """
    if id is None:
        return "\n".join(_explain_entry(entry) for entry in timeline.entries if entry.datings)
    entry = timeline.find(id)
    if entry is None:
        known = [each.id for each in timeline.entries]
        raise ItineraryError(f"no entry has the id '{id[:60]}' - {suggest_choices(id, known)}")
    return _explain_entry(entry)


def _explain_entry(entry: Entry) -> str:
    result = (
        " and ".join(wording.format_interval(interval) for interval in entry.intervals) or "open"
    )
    lines = [f"{entry.id} · {make_printable(entry.title)} · {result}"]
    for dating in entry.datings:
        lines.append(f"  {dating.name}")
        for reading in dating.readings:
            lines += _format_reading(reading)
    return "\n".join(lines) + "\n"


def _format_reading(reading: Reading) -> Iterator[str]:
    for step in reading.steps:
        lead = "    -" if step.kind == "words" else "     "
        yield f"{lead} {step.kind:<10} {make_printable(step.text)}"
    result = " and ".join(wording.format_interval(interval) for interval in reading.intervals)
    yield (
        f"      {'in words':<10} {result}"
        if result
        else f"      {'open':<10} {make_printable(reading.problem)}"
    )
    yield f"      {reading.verdict:<10} {make_printable(reading.reason)}"
