"""A trip, its editions and what was published of it so far in; the next release out, as values.

Nothing here reads or writes files, but by the functions that it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from itinerary.publishing.edition_building import (
    BuiltEdition,
    EditionView,
    draft_edition,
    finish_edition,
    select_view,
    start_record,
)
from itinerary.publishing.ledger import Ledger, Release
from itinerary.publishing.page_printing import Page, PrintedPage
from itinerary.publishing.release_decision import ReleaseRequest, find_release
from itinerary.timeline import Timeline


class BuiltRelease(NamedTuple):
    """A release with its editions; `is_new` unless the last release is written again."""

    document: str  # its id
    release: Release
    editions: tuple[BuiltEdition, ...]
    is_new: bool


def build_release(
    request: ReleaseRequest,
    ledger: Ledger,
    find_timeline: Callable[[int], Timeline],
    can_print: Callable[[str], bool],
    print_pages: Callable[[Mapping[str, Page]], Mapping[str, PrintedPage]],
) -> BuiltRelease:
    """Return the release that comes next, or the last one again where nothing is new.

    Args:
        request: What it is made from.
        ledger: What was published so far.
        find_timeline: Returns the trip as a release had it, by its number.
        can_print: Returns whether there may be a PDF of an edition, by its name.
        print_pages: Returns the PDF of the page of each edition that there is one of, by name.

    Raises:
        ItineraryError: The document has changed and does not say so, or goes back.
        OptionError: Nothing is for one of the audiences, or there is no such traveller.
    """
    views = [select_view(each, request, ledger) for each in request.editions]
    release = find_release(request, ledger, has_news=any(each.is_news for each in views))
    drafts = []
    for view in views:
        record = start_record(view, release)
        since = _find_former(find_timeline, record.former, view)
        is_printed = can_print(view.edition.name)
        drafts.append(draft_edition(view, record, since, release, request, can_print=is_printed))
    printed = print_pages({each.view.edition.name: each.page for each in drafts})
    editions = tuple(finish_edition(each, printed.get(each.view.edition.name)) for each in drafts)
    return BuiltRelease(request.timeline.id, release, editions, release != ledger.last_release)


def _find_former(
    find_timeline: Callable[[int], Timeline], number: int | None, view: EditionView
) -> Timeline | None:
    """Return what an edition showed in a release; None if it showed nothing."""
    if number is None:
        return None
    traveller = view.record.traveller if view.record else view.edition.traveller
    return view.edition._replace(traveller=traveller).select_former(find_timeline(number))
