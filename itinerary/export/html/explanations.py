"""The provenance of an entry in; what the page tells of each claim out, from words to verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from itinerary.dates.wording import format_interval
from itinerary.reports.provenance import ClaimProvenance, EntryProvenance


class Explanation(NamedTuple):
    """What is told of one claim."""

    is_used: bool  # whether the date was taken from it
    facts: tuple[tuple[str, str], ...]  # name and text of each, in order


def list_explanations(provenance: EntryProvenance, field: str = "") -> tuple[Explanation, ...]:
    """Return an explanation of each claim on a date of an entry, the chosen one first.

    Without the name of a field, the claims on all dates of the entry are explained.
    """
    claims = [
        claim for date in provenance.dates if field in ("", date.name) for claim in date.claims
    ]
    chosen_first = sorted(claims, key=lambda claim: not claim.is_chosen)
    return tuple(Explanation(each.is_chosen, tuple(_list_facts(each))) for each in chosen_first)


def _list_facts(claim: ClaimProvenance) -> Iterator[tuple[str, str]]:
    yield from claim.steps
    if claim.evidence:
        yield "quote", claim.evidence
    if claim.intervals:
        yield "in words", " and ".join(map(format_interval, claim.intervals))
    if claim.problem:
        yield "open", claim.problem
    if claim.cited_reason:
        yield claim.verdict, claim.cited_reason
    if claim.note:
        yield "note", claim.note
