"""A request and what was published so far in; all that is to be written, and where, out.

Files are read here, and none is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from itinerary.export.html.landing import render_landing
from itinerary.publishing.addresses import Addresses, drop_notices
from itinerary.publishing.edition_building import BuiltEdition
from itinerary.publishing.edition_choice import change_addresses, check_addresses, list_editions
from itinerary.publishing.edition_files import PAGE, describe_files, digest
from itinerary.publishing.editions import PUBLIC, Edition
from itinerary.publishing.ledger import Ledger, Notice, Release
from itinerary.publishing.notices import render_notice
from itinerary.publishing.page_printing import PagePrinter
from itinerary.publishing.publish_request import DocumentSource, PublishRequest
from itinerary.publishing.release_planning import PlannedRelease, plan_release
from itinerary.publishing.release_store import ReleaseStore, read_site_file
from itinerary.publishing.server_hints import render_server_hints
from itinerary.publishing.site_state import PrintedPages, find_own_files, is_unchanged
from itinerary.publishing.tokens import Tokens


class SitePlan(NamedTuple):
    """What is to be written, and where.

    Attributes:
        release: The release that the site is to show; None where there is none.
        is_new: Whether that is a new one.
        editions: Those that were built.
        addresses: What the ledger is to say, and the tokens that are to be known.
        former_tokens: Those that are known so far.
        archive: What is to be kept of the release, by name.
        files: The files of the site, by their names in it; None where it is to stay as it is.
        known: The digest of each file that was published before, by its name in the site; none of
            a site that is to stay as it is.
        notes: What else is to be known, in sentences.
    """

    release: Release | None
    is_new: bool
    editions: tuple[BuiltEdition, ...]
    addresses: Addresses
    former_tokens: Tokens
    archive: Mapping[str, str]
    files: Mapping[str, bytes] | None
    known: Mapping[str, str]
    notes: tuple[str, ...]


def plan_site(
    store: ReleaseStore,
    request: PublishRequest,
    load: Callable[[], DocumentSource],
    now: datetime,
    *,
    is_dry: bool = False,
) -> SitePlan:
    """Return what is to be written so that a folder shows what is asked for.

    Args:
        store: What is kept beside the document.
        request: What is asked for.
        load: Returns the document; not called where nothing has changed.
        now: The time by the clock.
        is_dry: Whether nothing is going to be written, so that no page need be printed.

    Raises:
        ItineraryError: It cannot be published so.
        OptionError: An edition is unknown.
    """
    before = Addresses(store.read_ledger(), store.read_tokens())
    editions = list_editions(request, before.ledger)
    check_addresses(store, request, editions, before)
    plan = _keep_site(before)
    if is_unchanged(request, editions, before):
        return plan
    plan = plan._replace(known=find_own_files(request.folder, before))
    addresses = change_addresses(request, editions, before, now)
    if not editions:
        return _complete_plan(request, plan, editions, addresses, None)
    printer = PagePrinter(PrintedPages(request, before).find, is_dry=is_dry)
    planned = plan_release(store, request, load, editions, addresses, printer, now)
    addresses = addresses._replace(ledger=planned.ledger)
    return _complete_plan(request, plan, editions, addresses, planned)


def _keep_site(before: Addresses) -> SitePlan:
    """Return the plan of a site that stays as it is."""
    return SitePlan(
        release=before.ledger.last_release,
        is_new=False,
        editions=(),
        addresses=before,
        former_tokens=before.tokens,
        archive={},
        files=None,
        known={},
        notes=(),
    )


def _complete_plan(
    request: PublishRequest,
    plan: SitePlan,
    editions: tuple[Edition, ...],
    addresses: Addresses,
    planned: PlannedRelease | None,
) -> SitePlan:
    """Return the plan with the files of the whole site, and a ledger that knows them."""
    release = planned.built.release if planned else plan.release
    if release:
        addresses = drop_notices(addresses, release.time, editions)
    ledger, built = addresses.ledger, planned.built.editions if planned else ()
    beside = {**render_server_hints(), **_render_landing(request, ledger)}
    ended = [(each, render_notice(each, ledger.document)) for each in ledger.notices]
    files = {
        **beside,
        **dict(_carry_editions(request, addresses)),
        **dict(_name_built(built, addresses)),
        **dict(_name_notices(ended, addresses)),
    }
    ledger = replace(
        ledger,
        notices=tuple(replace(each, files=describe_files(shown, {})) for each, shown in ended),
        site={name: digest(data) for name, data in beside.items()},
    )
    plan = plan._replace(release=release, addresses=addresses._replace(ledger=ledger), files=files)
    if planned is None:
        return plan
    return plan._replace(
        is_new=planned.built.is_new, editions=built, archive=planned.archive, notes=planned.notes
    )


def _render_landing(request: PublishRequest, ledger: Ledger) -> dict[str, bytes]:
    """Return the page of the whole folder, which leads to the edition for all if there is one."""
    public = ledger.editions.get(PUBLIC)
    title = "" if public is None or public.is_closed else public.title
    language = request.options.complete(PUBLIC, ledger.editions).lang
    page = render_landing(title, PUBLIC if title else "", language)
    return {PAGE: page.encode()}


def _carry_editions(request: PublishRequest, addresses: Addresses) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the editions that are published and stay as they are."""
    for record in addresses.ledger.editions.values():
        folder = None if record.is_closed else addresses.find_folder(record)
        for name in record.files if folder else ():
            data = read_site_file(request.folder, f"{folder}/{name}")
            if data is not None:
                yield f"{folder}/{name}", data


def _name_built(
    built: tuple[BuiltEdition, ...], addresses: Addresses
) -> Iterator[tuple[str, bytes]]:
    for each in built:
        record = addresses.ledger.editions[each.edition.name]
        folder = addresses.find_folder(record)
        yield from ((f"{folder}/{name}", data) for name, data in each.files.items())


def _name_notices(
    ended: list[tuple[Notice, dict[str, bytes]]], addresses: Addresses
) -> Iterator[tuple[str, bytes]]:
    for notice, shown in ended:
        if folder := addresses.find_folder(notice):
            yield from ((f"{folder}/{name}", data) for name, data in shown.items())
