"""A request and what was published so far in; all that is to be written, and where, out.

Files are read here, and none is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from itinerary.diagnostics import ItineraryError, OptionError
from itinerary.export.html.landing import render_landing
from itinerary.publishing.addresses import (
    Addresses,
    close_addresses,
    complete_rotations,
    drop_notices,
    give_addresses,
    mark_address,
    require_published,
    require_tokens,
    rotate_addresses,
)
from itinerary.publishing.edition_building import BuiltEdition
from itinerary.publishing.edition_files import PAGE, describe_files, digest
from itinerary.publishing.editions import PUBLIC, Edition
from itinerary.publishing.ledger import Ledger, Notice, Release
from itinerary.publishing.notices import render_notice
from itinerary.publishing.page_printing import PagePrinter
from itinerary.publishing.publish_request import DocumentSource, PublishRequest
from itinerary.publishing.release_building import BuiltRelease, build_release
from itinerary.publishing.release_decision import ReleaseRequest
from itinerary.publishing.release_history import ReleaseHistory, archive_timeline, dump_document
from itinerary.publishing.release_store import ReleaseStore, hash_inputs, read_site_file
from itinerary.publishing.server_hints import render_server_hints
from itinerary.publishing.site_state import (
    PrintedPages,
    digest_making,
    find_own_files,
    is_unchanged,
    name_inputs,
)
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
        known: The digest of each file that was published before, by its name in the site.
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
    editions = _list_editions(request, before.ledger)
    _check_addresses(store, request, editions, before)
    known = find_own_files(request.folder, before)
    if is_unchanged(request, editions, before):
        last = before.ledger.last_release
        return SitePlan(last, False, (), before, before.tokens, {}, None, known, ())
    addresses = _change_addresses(request, editions, before, now)
    if not editions:
        return _finish_plan(request, None, {}, editions, before, addresses, known, ())
    addresses = addresses._replace(tokens=give_addresses(editions, addresses.tokens))
    source = load()
    if not before.ledger.releases:
        store.require_no_former(source.timeline.id)
    text = dump_document(source.timeline.document)
    history = ReleaseHistory(store)
    printer = PagePrinter(PrintedPages(request, before).find, is_dry=is_dry)
    built = build_release(
        ReleaseRequest(
            timeline=source.timeline,
            images=source.images,
            content=digest(text, *(digest(each.src, each.data) for each in source.images)),
            editions=editions,
            options=request.options,
            addresses=_list_web_addresses(request, editions, addresses.tokens),
            at=request.at,
            now=now,
        ),
        addresses.ledger,
        history.find_timeline,
        printer.can_print,
        printer.print_pages,
    )
    archive = archive_timeline(source.timeline, text) if built.is_new else {}
    inputs = hash_inputs(request.document, name_inputs(request, source))
    addresses = _record_release(request, built, inputs, addresses)
    notes = (
        *history.notes,
        *printer.problems,
        *_list_untouched(digest_making(request, inputs), addresses.ledger),
    )
    return _finish_plan(request, built, archive, editions, before, addresses, known, notes)


def _list_web_addresses(
    request: PublishRequest, editions: tuple[Edition, ...], tokens: Tokens
) -> dict[str, str]:
    """Return where the folder of each edition is served, if it is known where the site is."""
    base = request.options.address
    folders = {each.name: tokens.current.get(each.name, PUBLIC) for each in editions}
    return {name: f"{base}{folder}/" for name, folder in folders.items()} if base else {}


def _list_editions(request: PublishRequest, ledger: Ledger) -> tuple[Edition, ...]:
    """Return the editions that are built: those asked for, and those that get a new address.

    Raises:
        OptionError: One is not known, or is to be closed at once, or has the name of another.
    """
    require_published(request.rotated, ledger, "--rotate")
    require_published(request.closed, ledger, "--close")
    rotated = (ledger.editions[name] for name in request.rotated)
    editions = (*request.editions, *(Edition(each.audience, each.traveller) for each in rotated))
    for each in editions:
        if each.name in request.closed:
            raise OptionError(f"{each.name} cannot be both published and closed - ask for one")
        record = ledger.editions.get(each.name)
        if record and record.traveller != each.traveller:
            raise OptionError(
                f"the edition {each.name} is that of {record.traveller}, and {each.traveller} would"
                " have the same - write the name in another way"
            )
    return tuple(dict.fromkeys(editions))


def _check_addresses(
    store: ReleaseStore,
    request: PublishRequest,
    editions: tuple[Edition, ...],
    addresses: Addresses,
) -> None:
    secrets, can_keep = store.name_secrets(), store.can_keep_tokens
    if (request.rotated or request.closed) and not can_keep:
        raise ItineraryError(
            f"{secrets} cannot be changed from here - rotate and close where there is a file of"
            " secrets"
        )
    kept = [each for each in editions if each.name not in request.rotated]
    require_tokens(kept, addresses, secrets, can_keep=can_keep)


def _change_addresses(
    request: PublishRequest, editions: tuple[Edition, ...], before: Addresses, now: datetime
) -> Addresses:
    since = request.at or now
    kept = [each for each in editions if each.name not in request.rotated]
    completed = complete_rotations(kept, before, since)
    return close_addresses(
        request.closed, rotate_addresses(request.rotated, completed, since), since
    )


# --- what is written


def _record_release(
    request: PublishRequest, built: BuiltRelease, inputs: Mapping[str, str], addresses: Addresses
) -> Addresses:
    """Return the addresses with a ledger that knows a release."""
    ledger, tokens = addresses
    made_from = digest_making(request, inputs)
    records = {
        each.edition.name: mark_address(
            each.edition, replace(each.record, made_from=made_from), tokens
        )
        for each in built.editions
    }
    releases = (*ledger.releases, built.release) if built.is_new else ledger.releases
    editions = {**ledger.editions, **records}
    return Addresses(
        replace(
            ledger, document=built.document, releases=releases, editions=editions, inputs=inputs
        ),
        tokens,
    )


def _list_untouched(made_from: str, ledger: Ledger) -> Iterator[str]:
    """Yield which editions were not asked for, and may no longer be what the document says."""
    for name, record in ledger.editions.items():
        if not record.is_closed and record.made_from != made_from:
            whose = f"--edition {record.audience}"
            whose += f" --for '{record.traveller}'" if record.traveller else ""
            yield f"{name} stays as it was - publish it, too ({whose}), or shut it: --close {name}"


def _finish_plan(
    request: PublishRequest,
    built: BuiltRelease | None,
    archive: Mapping[str, str],
    editions: tuple[Edition, ...],
    before: Addresses,
    addresses: Addresses,
    known: Mapping[str, str],
    notes: tuple[str, ...],
) -> SitePlan:
    """Return the plan with the files of the whole site."""
    release = built.release if built else addresses.ledger.last_release
    if release:
        addresses = drop_notices(addresses, release.time, editions)
    beside = {**render_server_hints(), **_render_landing(request, addresses.ledger)}
    files = {
        **beside,
        **dict(_carry_editions(request, addresses)),
        **dict(_name_built(built, addresses)),
    }
    notices: list[Notice] = []
    for notice in addresses.ledger.notices:
        shown = render_notice(notice, addresses.ledger.document)
        notices.append(replace(notice, files=describe_files(shown, {})))
        folder = addresses.find_folder(notice)
        files |= {f"{folder}/{name}": data for name, data in shown.items() if folder}
    site = {name: digest(data) for name, data in beside.items()}
    addresses = addresses._replace(
        ledger=replace(addresses.ledger, notices=tuple(notices), site=site)
    )
    return SitePlan(
        release,
        bool(built and built.is_new),
        built.editions if built else (),
        addresses,
        before.tokens,
        archive,
        files,
        known,
        notes,
    )


def _render_landing(request: PublishRequest, ledger: Ledger) -> dict[str, bytes]:
    """Return the page of the whole folder, which leads to the edition for all if there is one."""
    public = ledger.editions.get(PUBLIC)
    title = "" if public is None or public.is_closed else public.title
    page = render_landing(title, PUBLIC if title else "", request.options.lang)
    return {PAGE: page.encode()}


def _carry_editions(request: PublishRequest, addresses: Addresses) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the editions that are published and stay as they are."""
    for record in addresses.ledger.editions.values():
        folder = None if record.is_closed else addresses.find_folder(record)
        for name in record.files if folder else ():
            data = read_site_file(request.folder, f"{folder}/{name}")
            if data is not None:
                yield f"{folder}/{name}", data


def _name_built(built: BuiltRelease | None, addresses: Addresses) -> Iterator[tuple[str, bytes]]:
    for each in built.editions if built else ():
        record = addresses.ledger.editions[each.edition.name]
        folder = addresses.find_folder(record)
        yield from ((f"{folder}/{name}", data) for name, data in each.files.items())
