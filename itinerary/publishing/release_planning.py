"""A document, its editions and what was published so far in; the release that is to be shown out.

Files are read here, and none is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from itinerary.publishing.addresses import Addresses, mark_address
from itinerary.publishing.edition_choice import check_travellers
from itinerary.publishing.edition_files import digest
from itinerary.publishing.edition_options import EditionOptions
from itinerary.publishing.editions import PUBLIC, Edition
from itinerary.publishing.ledger import Ledger, format_time
from itinerary.publishing.page_printing import PagePrinter
from itinerary.publishing.publish_request import DocumentSource, PublishRequest
from itinerary.publishing.release_building import BuiltRelease, build_release
from itinerary.publishing.release_decision import ReleaseRequest
from itinerary.publishing.release_history import ReleaseHistory, archive_timeline, dump_document
from itinerary.publishing.release_store import ReleaseStore
from itinerary.publishing.revision_cautions import list_renamed_entries
from itinerary.publishing.site_state import digest_making, load_source
from itinerary.publishing.tokens import Tokens
from itinerary.timeline import Timeline
from itinerary.timeline.travellers import list_travellers


class PlannedRelease(NamedTuple):
    """A release that a site is to show.

    Attributes:
        built: The release with its editions.
        ledger: What the ledger is to say of it.
        archive: What is to be kept of it, by name; nothing of one that is kept already.
        notes: What else is to be known, in sentences.
    """

    built: BuiltRelease
    ledger: Ledger
    archive: Mapping[str, str]
    notes: tuple[str, ...]


def plan_release(
    store: ReleaseStore,
    request: PublishRequest,
    load: Callable[[], DocumentSource],
    editions: tuple[Edition, ...],
    addresses: Addresses,
    printer: PagePrinter,
    now: datetime,
) -> PlannedRelease:
    """Return the release that comes next, or the last one again where nothing is new.

    Args:
        store: What is kept beside the document.
        request: What is asked for.
        load: Returns the document.
        editions: Those that are built.
        addresses: The ledger so far, and the tokens as they are to be.
        printer: What prints pages.
        now: The time by the clock.

    Raises:
        ItineraryError: The document cannot be published so.
        OptionError: Nothing is for one of the audiences, or there is no such traveller.
    """
    source, inputs = load_source(request, addresses.ledger, load)
    if not addresses.ledger.releases:
        store.require_no_former(source.timeline.id)
    document = source.timeline.document
    check_travellers(editions, addresses.ledger, list_travellers(document))
    text = dump_document(document)
    known = addresses.ledger.editions
    options = {each.name: request.options.complete(each.name, known) for each in editions}
    history = ReleaseHistory(store)
    built = build_release(
        ReleaseRequest(
            timeline=source.timeline,
            images=source.images,
            content=digest(text, *(digest(each.src, each.data) for each in source.images)),
            editions=editions,
            options=options,
            addresses=_list_web_addresses(options, addresses.tokens),
            at=request.at,
            now=now,
        ),
        addresses.ledger,
        history.find_timeline,
        printer.can_print,
        printer.print_pages,
    )
    ledger = _record_release(options, inputs, built, addresses)
    return PlannedRelease(
        built=built,
        ledger=ledger,
        archive=archive_timeline(source.timeline, text) if built.is_new else {},
        notes=(
            *_list_renamed_entries(built, history, source.timeline),
            *history.notes,
            *printer.problems,
            *_list_untouched(request, ledger),
            *_list_future_times(built, now),
        ),
    )


def _list_renamed_entries(
    built: BuiltRelease, history: ReleaseHistory, timeline: Timeline
) -> list[str]:
    """Return which entries calendars take for others since the release before a new one."""
    number = built.release.number - 1
    if not built.is_new or not number:
        return []
    return [*list_renamed_entries(history.find_timeline(number), timeline)]


def _list_web_addresses(options: Mapping[str, EditionOptions], tokens: Tokens) -> dict[str, str]:
    """Return where the folder of each edition is served, if it is known where the site is."""
    return {
        name: f"{each.address}{tokens.current.get(name, PUBLIC)}/"
        for name, each in options.items()
        if each.address
    }


def _record_release(
    options: Mapping[str, EditionOptions],
    inputs: Mapping[str, str],
    built: BuiltRelease,
    addresses: Addresses,
) -> Ledger:
    """Return a ledger that knows a release."""
    ledger, tokens = addresses
    records = {
        each.edition.name: mark_address(
            each.edition,
            replace(each.record, made_from=digest_making(options[each.edition.name], inputs)),
            tokens,
        )
        for each in built.editions
    }
    return replace(
        ledger,
        document=built.document,
        releases=(*ledger.releases, built.release) if built.is_new else ledger.releases,
        editions={**ledger.editions, **records},
        inputs=inputs,
    )


def _list_untouched(request: PublishRequest, ledger: Ledger) -> Iterator[str]:
    """Yield which editions were not asked for, and may no longer be what the document says."""
    for name, record in ledger.editions.items():
        options = request.options.complete(name, ledger.editions)
        if not record.is_closed and record.made_from != digest_making(options, ledger.inputs):
            whose = f"--edition {record.audience}"
            whose += f" --for '{record.traveller}'" if record.traveller else ""
            yield f"{name} stays as it was - publish it, too ({whose}), or shut it: --close {name}"


def _list_future_times(built: BuiltRelease, now: datetime) -> Iterator[str]:
    """Yield that a release is of a time to come; a day that has begun elsewhere is none."""
    if built.is_new and built.release.time > now + timedelta(days=1):
        yield (
            f"release {built.release.number} is of {format_time(built.release.time)}, which is to"
            " come: programs may pass over what it changes, and every later release has to be"
            " later still"
        )
