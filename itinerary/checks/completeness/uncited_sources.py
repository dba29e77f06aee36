"""Sources that nothing cites."""

from __future__ import annotations

from collections.abc import Iterator

from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip
from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic, shorten_text


@register_check(Code.UNCITED_SOURCE)
def check_uncited_sources(trip: Trip) -> Iterator[Diagnostic]:
    """Find sources that no date, entry or account of a dispute names."""
    cited = _collect_cited_sources(trip)
    for id_, source in trip.document.sources.items():
        if id_ not in cited:
            publisher, title = shorten_text(source.publisher), shorten_text(source.title)
            message = f"the source '{id_}' ({publisher}, “{title}”) is cited nowhere"
            hint = f"write source: {id_} where it is used, or leave it out"
            yield trip.create_warning(("sources", id_), Code.UNCITED_SOURCE, message, hint)


def _collect_cited_sources(trip: Trip) -> set[str | None]:
    disputes = trip.document.disputes
    cited = {account.source for dispute in disputes for account in dispute.accounts}
    days = (*trip.document.days, *(day for leg in trip.document.legs for day in leg.days))
    cited |= {claim.source for day in days for claim in day.day}
    for entry in trip.timeline.entries:
        cited.add(getattr(entry.item, "source", None))
        cited |= {reading.source for dating in entry.datings for reading in dating.readings}
    return cited
