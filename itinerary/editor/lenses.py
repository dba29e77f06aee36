"""A checked document in; lines above its dates that tell where sources differ, and counts, out."""

from __future__ import annotations

from typing import NamedTuple

from itinerary.editor.checked_text import CheckedText
from itinerary.reports.conflicts import ComparedDate, Conflicts, conflicts
from itinerary.reports.rendering import format_conflicts


class Lens(NamedTuple):
    """A line above another.

    Attributes:
        offset: Where the other stands.
        title: What it says.
        report: What there is to read of it, as `itinerary conflicts` prints it; may be empty.
    """

    offset: int
    title: str
    report: str = ""


def list_lenses(checked: CheckedText) -> list[Lens]:
    """Return a line for the whole document, and one for each date with several claims."""
    timeline = checked.timeline
    if timeline is None or not checked.is_readable:
        return []
    found = conflicts(timeline)
    entries = timeline.select_entries("leg", "event", "background")
    still_open = sum(each.has_open_dates for each in timeline.entries)
    differing = sum(bool(each.date.differing_claims) for each in found.dates)
    facts = [_count(len(entries), "entry", "entries")]
    facts += [f"{still_open} still open"] if still_open else []
    facts += [_count(differing, "conflict", "conflicts")] if differing else []
    whole = format_conflicts(found) if differing else ""
    lenses = [Lens(checked.source_map.trace_path(())[-1].location.start, ", ".join(facts), whole)]
    for compared in found.dates:
        path = (*compared.date.entry.path, compared.date.name)
        node = checked.source_map.trace_path(path)[-1]
        if node.location.file is checked.file:
            report = format_conflicts(Conflicts((compared,), ()))
            lenses.append(Lens(node.location.name_start, _describe(compared), report))
    return sorted(lenses)


def _describe(compared: ComparedDate) -> str:
    return f"{_count(len(compared.date.claims), 'claim', 'claims')}: {', '.join(compared.verdicts)}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
