"""A Timeline in; where its sources differ out: for each date the claims, their class, what was chosen and by which rule."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Literal, NamedTuple

from itinerary.dates import wording
from itinerary.diagnostics import make_printable
from itinerary.document import Account
from itinerary.export.markdown.escaping import escape_text
from itinerary.timeline import Dating, Entry, Reading, Timeline

ReportFormat = Literal["text", "markdown", "json"]
# The classes of claims, the gravest last; a date is told by all that occur in it.
_CLASSES_BY_GRAVITY = (
    "unresolved",
    "same",
    "refinement",
    "deprecated",
    "correction",
    "slip",
    "contradiction",
)


class Difference(NamedTuple):
    """A date with several claims: of which entry and by which field, and the claims with their verdicts."""

    entry: Entry
    dating: Dating

    @property
    def classes(self) -> tuple[str, ...]:
        """How the claims stand to each other: "same", "refinement", "correction", "slip", "contradiction", "deprecated", "actual"."""
        verdicts = {reading.verdict for reading in self.dating.readings}
        found = [each for each in _CLASSES_BY_GRAVITY if each in verdicts]
        return (*found, "actual") if self.dating.planned_reading or not found else tuple(found)


def find_differences(timeline: Timeline) -> tuple[Difference, ...]:
    """Each date on which there is more than one claim, in the timeline's order."""
    return tuple(
        Difference(entry, dating)
        for entry in timeline.entries
        for dating in entry.datings
        if len(dating.readings) > 1
    )


def has_contradictions(timeline: Timeline) -> bool:
    """Whether any two claims on a date contradict each other."""
    return any("contradiction" in difference.classes for difference in find_differences(timeline))


def conflicts(timeline: Timeline, format: ReportFormat = "text") -> str:
    """Every date with several claims and every dispute, as text, Markdown or JSON."""
    if format == "json":
        return json.dumps(_build_json_tree(timeline), indent=2, ensure_ascii=False) + "\n"
    blocks = list(
        _format_markdown_blocks(timeline) if format == "markdown" else _format_text_blocks(timeline)
    )
    return "\n\n".join(blocks) + "\n" if blocks else "The sources do not differ.\n"


def _format_text_blocks(timeline: Timeline) -> Iterator[str]:
    for difference in find_differences(timeline):
        entry, dating = difference
        lines = [
            f"{entry.id} · {make_printable(entry.title)} · {dating.name}: {', '.join(difference.classes)}"
        ]
        for reading in dating.readings:
            lines += [
                f"  {reading.verdict:<13} {_format_result(reading)}",
                f"{'':16}{_quote_claim(reading)}",
                f"{'':16}{_format_reason(reading, dating)}",
            ]
        yield "\n".join(lines)
    for dispute in timeline.document.disputes:
        yield "\n".join(
            [
                f"disputed: {make_printable(dispute.about)}",
                *(f"  - {_format_account(account)}" for account in dispute.accounts),
            ]
        )


def _format_markdown_blocks(timeline: Timeline) -> Iterator[str]:
    for difference in find_differences(timeline):
        entry, dating = difference
        yield f"## {escape_text(entry.title)}, {dating.name}: {', '.join(difference.classes)}"
        claims = (
            (each, escape_text(f"{_quote_claim(each)}; {_format_reason(each, dating)}"))
            for each in dating.readings
        )
        yield "\n".join(
            f"- **{each.verdict}**: {_format_result(each)}: {told}" for each, told in claims
        )
    for dispute in timeline.document.disputes:
        yield f"## Disputed: {escape_text(dispute.about)}"
        yield "\n".join(
            f"- {escape_text(_format_account(account))}" for account in dispute.accounts
        )


def _build_json_tree(timeline: Timeline) -> dict[str, object]:
    dates = [
        {
            "entry": entry.id,
            "date": dating.name,
            "classes": list(Difference(entry, dating).classes),
            "claims": [
                {
                    "says": reading.claim.says,
                    "source": reading.source,
                    "edtf": [interval.edtf for interval in reading.intervals],
                    "verdict": reading.verdict,
                    "reason": _format_reason(reading, dating),
                }
                for reading in dating.readings
            ],
        }
        for entry, dating in find_differences(timeline)
    ]
    disputes = [
        {
            "about": dispute.about,
            "accounts": [
                {"says": each.says, "source": each.source, "note": each.note}
                for each in dispute.accounts
            ],
        }
        for dispute in timeline.document.disputes
    ]
    return {"dates": dates, "disputes": disputes}


def _format_result(reading: Reading) -> str:
    return (
        " and ".join(wording.format_interval(interval) for interval in reading.intervals) or "open"
    )


def _quote_claim(reading: Reading) -> str:
    speaker = f", {reading.claim.speaker}" if reading.claim.speaker else ""
    source = f" [{reading.source}]" if reading.source else ""
    return make_printable(f"“{reading.claim.says}”{speaker}{source}")


def _format_reason(reading: Reading, dating: Dating) -> str:
    """The rule; of an actual time also how far it is from the plan."""
    late = _format_delay(reading, dating.planned_reading) if reading.verdict == "chosen" else ""
    return make_printable(reading.reason) + (f": {late}" if late else "")


def _format_delay(actual: Reading, planned: Reading | None) -> str:
    if planned is None or not planned.intervals or not actual.intervals:
        return ""
    plan, fact = planned.intervals[0], actual.intervals[0]
    if not (
        isinstance(plan.start, datetime)
        and isinstance(fact.start, datetime)
        and plan.is_point
        and fact.is_point
    ):
        return ""
    apart = wording.measure_elapsed_time(plan.start, fact.start)
    return (
        f"{wording.format_duration(abs(apart))} {'later' if apart.days >= 0 else 'earlier'}"
        if apart
        else "as planned"
    )


def _format_account(account: Account) -> str:
    source = f" [{account.source}]" if account.source else ""
    return make_printable(
        f"“{account.says}”{source}" + (f" ({account.note})" if account.note else "")
    )
