"""The values of a report in; its text, Markdown or JSON out, as the command line prints it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any

from itinerary.dates import wording
from itinerary.dates.interval import Interval
from itinerary.diagnostics import make_printable, require_argument, require_choice
from itinerary.document import Account
from itinerary.markdown_text import escape_text
from itinerary.reports.conflicts import ComparedDate, Conflicts
from itinerary.reports.coverage import DateCoverage, Shortcoming, Support
from itinerary.reports.provenance import ClaimProvenance, EntryProvenance

_NO_CONFLICTS = "The sources do not differ.\n"
_SUPPORT_WORDS = {
    Support.SEVERAL_SOURCES: "on several sources",
    Support.ONE_SOURCE: "on one source",
    Support.NOTHING: "on nothing",
    Support.OPEN: "still open",
}
_SHORTCOMING_WORDS = {
    Shortcoming.UNDATED: "only on undated ones",
    Shortcoming.UNNAMED_SPEAKER: "only on unnamed speakers",
}


class ReportFormat(StrEnum):
    """How a report can be rendered."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


# --- explanations


def format_explanations(entries: Iterable[EntryProvenance]) -> str:
    """Return the explanation of each entry that has dates as text for a terminal."""
    return "\n".join(_format_explanation(each) for each in entries if each.dates)


def _format_explanation(provenance: EntryProvenance) -> str:
    entry = provenance.entry
    lines = [_join_facts(entry.id, entry.title, _format_intervals(entry.intervals))]
    for date in provenance.dates:
        lines.append(f"  {date.name}")
        for claim in date.claims:
            lines += _format_steps(claim)
    return "\n".join(lines) + "\n"


def _format_steps(claim: ClaimProvenance) -> Iterator[str]:
    for step in claim.steps:
        lead = "    -" if step.kind == "words" else "     "
        yield f"{lead} {step.kind:<10} {make_printable(step.text)}"
    if claim.evidence:
        yield f"      {'quote':<10} {make_printable(claim.evidence)}"
    if claim.intervals:
        yield f"      {'in words':<10} {_format_intervals(claim.intervals)}"
    else:
        yield f"      {'open':<10} {make_printable(claim.problem)}"
    if claim.cited_reason:  # of a date that nobody states there is nothing to choose from
        yield f"      {claim.verdict:<10} {make_printable(claim.cited_reason)}"


# --- conflicts


def format_conflicts(found: Conflicts, format: str = ReportFormat.TEXT) -> str:
    """Return conflicts as "text", "markdown" or "json".

    Raises:
        OptionError: The format is none of these.
        TypeError: `found` is not what `conflicts` returns.
    """
    require_argument("found", found, Conflicts, "Conflicts", "call conflicts(timeline) first")
    require_choice("format", format, tuple(ReportFormat))
    if format == ReportFormat.JSON:
        return json.dumps(_build_conflicts_tree(found), indent=2, ensure_ascii=False) + "\n"
    is_markdown = format == ReportFormat.MARKDOWN
    blocks = _format_markdown_blocks(found) if is_markdown else _format_text_blocks(found)
    return "\n\n".join(blocks) + "\n" if found.dates or found.disputes else _NO_CONFLICTS


def _format_text_blocks(found: Conflicts) -> Iterator[str]:
    for compared in found.dates:
        lines = [_format_compared_date(compared)]
        for claim in compared.date.claims:
            lines += [
                f"  {claim.verdict:<13} {_format_intervals(claim.intervals)}",
                f"{'':16}{make_printable(_quote_claim(claim))}",
                f"{'':16}{make_printable(_format_reason(claim))}",
            ]
        yield "\n".join(lines)
    for dispute in found.disputes:
        accounts = (f"  - {make_printable(_quote_account(each))}" for each in dispute.accounts)
        yield "\n".join([f"disputed: {make_printable(dispute.about)}", *accounts])


def _format_compared_date(compared: ComparedDate) -> str:
    entry, verdicts = compared.date.entry, ", ".join(compared.verdicts)
    return f"{_join_facts(entry.id, entry.title, compared.date.name)}: {verdicts}"


def _format_markdown_blocks(found: Conflicts) -> Iterator[str]:
    for compared in found.dates:
        title, verdicts = escape_text(compared.date.entry.title), ", ".join(compared.verdicts)
        yield f"## {title}, {compared.date.name}: {verdicts}"
        yield "\n".join(map(_format_markdown_claim, compared.date.claims))
    for dispute in found.disputes:
        yield f"## Disputed: {escape_text(dispute.about)}"
        accounts = (make_printable(_quote_account(each)) for each in dispute.accounts)
        yield "\n".join(f"- {escape_text(each)}" for each in accounts)


def _format_markdown_claim(claim: ClaimProvenance) -> str:
    text = make_printable(f"{_quote_claim(claim)}; {_format_reason(claim)}")
    return f"- **{claim.verdict}**: {_format_intervals(claim.intervals)}: {escape_text(text)}"


def _build_conflicts_tree(found: Conflicts) -> dict[str, Any]:
    return {
        "dates": [
            {
                "entry": compared.date.entry.id,
                "date": compared.date.name,
                "classes": list(compared.verdicts),
                "claims": list(map(_build_claim_tree, compared.date.claims)),
            }
            for compared in found.dates
        ],
        "disputes": [
            {
                "about": dispute.about,
                "accounts": [
                    {"says": each.says, "source": each.source, "note": each.note}
                    for each in dispute.accounts
                ],
            }
            for dispute in found.disputes
        ],
    }


def _build_claim_tree(claim: ClaimProvenance) -> dict[str, Any]:
    return {
        "says": claim.words,
        "source": claim.source_id,
        "edtf": [interval.edtf for interval in claim.intervals],
        "verdict": claim.verdict,
        "reason": make_printable(_format_reason(claim)),
    }


# --- coverage


def format_coverage(dates: Sequence[DateCoverage]) -> str:
    """Return a line for each date with its support and the sources that agree; then the totals."""
    support = Counter(each.support for each in dates)
    lacking = Counter(each for date in dates for each in date.shortcomings)
    numbers = ", ".join(f"{support[each]} {words}" for each, words in _SUPPORT_WORDS.items())
    lacks = ", ".join(f"{lacking[each]} {words}" for each, words in _SHORTCOMING_WORDS.items())
    lines = (*map(_format_date_coverage, dates), f"{len(dates)} dates: {numbers}; {lacks}")
    return "\n".join(lines) + "\n"


def _format_date_coverage(covered: DateCoverage) -> str:
    date, sources = covered.date, ", ".join(covered.date.agreeing_source_ids)
    is_supported = covered.support in (Support.SEVERAL_SOURCES, Support.ONE_SOURCE)
    remarks = (covered.support + (f" ({sources})" if is_supported else ""), *covered.shortcomings)
    return f"{date.entry.id:<24} {date.name:<9} {', '.join(remarks)}"


# --- small forms


def _join_facts(id: str, title: str, fact: str) -> str:
    return f"{id} · {make_printable(title)} · {fact}"


def _format_intervals(intervals: Iterable[Interval]) -> str:
    return " and ".join(map(wording.format_interval, intervals)) or "open"


def _quote_claim(claim: ClaimProvenance) -> str:
    speaker = f", {claim.speaker}" if claim.speaker else ""
    return _cite(f"“{claim.words}”{speaker}", claim.source_id)


def _quote_account(account: Account) -> str:
    note = f" ({account.note})" if account.note else ""
    return _cite(f"“{account.says}”", account.source) + note


def _cite(text: str, source_id: str | None) -> str:
    return f"{text} [{source_id}]" if source_id else text


def _format_reason(claim: ClaimProvenance) -> str:
    """Return the rule behind the verdict; of an actual time also how far it is from the plan."""
    delay = "" if claim.delay is None else f": {_format_delay(claim.delay)}"
    return claim.cited_reason + delay


def _format_delay(delay: timedelta) -> str:
    if not delay:
        return "as planned"
    direction = "earlier" if delay < timedelta() else "later"
    return f"{wording.format_duration(abs(delay))} {direction}"
