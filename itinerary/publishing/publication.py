"""A document and a folder in; the folder with the document's editions out.

    lock ── recover ── plan the site ── compare ── write tokens, release and ledger ── place

What is refused is refused before anything is written. What is to be published is written to the
ledger first. A run that is killed thereafter is made good
by the next one, which builds the same from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from itinerary.diagnostics import ItineraryError, OptionError
from itinerary.publishing.edition_building import BuiltEdition
from itinerary.publishing.edition_files import digest
from itinerary.publishing.editions import PUBLIC
from itinerary.publishing.folder_lock import lock_site
from itinerary.publishing.ledger import Release
from itinerary.publishing.publish_request import DocumentSource, PublishRequest
from itinerary.publishing.release_store import ReleaseStore
from itinerary.publishing.site_comparison import PlacedSite, compare_site
from itinerary.publishing.site_folder import place_site, recover_site
from itinerary.publishing.site_planning import SitePlan, plan_site
from itinerary.publishing.tokens import Tokens

_ENDED = "(ended)"  # stands for the token of an address that no longer says that it has ended


class Publication(NamedTuple):
    """What became of a site.

    Attributes:
        release: The release that it shows; None where nothing was ever published.
        is_new: Whether that is a new one.
        editions: What is new in each edition that was built.
        placed: What became of its files, under the names of editions in the place of tokens.
        restored: Those written files that are as they were published before, but were not there.
        notes: What else is to be known, in sentences.
        folders: The folder of each edition in the site, by the edition's name; a dry run does not
            know that of an edition which is to get a token.
        sites: Where the site of each edition is served, by the edition's name; "" if unknown.
    """

    release: Release | None
    is_new: bool
    editions: tuple[BuiltEdition, ...]
    placed: PlacedSite
    restored: tuple[str, ...]
    notes: tuple[str, ...]
    folders: Mapping[str, str]
    sites: Mapping[str, str]

    @property
    def is_unchanged(self) -> bool:
        """Whether there was nothing to do."""
        return not (self.is_new or self.placed.written or self.placed.removed)


def publish(
    request: PublishRequest, load: Callable[[], DocumentSource], now: datetime
) -> Publication:
    """Make a folder show editions of a document.

    Args:
        request: What is published, and where.
        load: Returns the document; not called where nothing has changed.
        now: The time by the clock, for a release whose document says none.

    Raises:
        ItineraryError: It cannot be published so; the message says what to do, and nothing is
            touched.
        OptionError: An edition is unknown, or the folder has the document or its secrets in it.
        OSError: A file cannot be read or written.
    """
    store = _open_store(request)
    with lock_site(store.folder), lock_site(request.folder):
        recover_site(request.folder)
        plan = plan_site(store, request, load, now)
        with _withhold_tokens(plan):
            placed = _compare_site(request.folder, plan)
            if plan.files is not None:
                _write_state(store, plan, placed.removed)
                place_site(request.folder, plan.files, plan.known)
        cautions = store.list_secret_cautions(request.folder)
        return _conclude(plan, placed, plan.addresses.tokens, (*plan.notes, *cautions))


def preview(
    request: PublishRequest, load: Callable[[], DocumentSource], now: datetime
) -> Publication:
    """Return what `publish` would make of a folder; nothing is touched, and no token is made."""
    store = _open_store(request)
    plan = plan_site(store, request, load, now, is_dry=True)
    with _withhold_tokens(plan):
        placed = _compare_site(request.folder, plan)
    return _conclude(plan, placed, plan.former_tokens, plan.notes)


@contextmanager
def _withhold_tokens(plan: SitePlan) -> Generator[None]:
    """Name folders by their editions in errors, as a log may be read by more than the site is."""
    names = {
        token: name for token, name in plan.addresses.name_folders().items() if token != PUBLIC
    }

    def rename(text: str) -> str:
        return "".join(names.get(each, each) for each in re.split(r"([\w-]+)", text))

    try:
        yield
    except ItineraryError as error:
        raise ItineraryError(rename(str(error))) from None
    except OSError as error:
        if isinstance(error.filename, str):
            error.filename = rename(error.filename)
        raise


def _open_store(request: PublishRequest) -> ReleaseStore:
    """Return what is kept beside the document, none of which may be in the folder that is served.

    Raises:
        OptionError: Some of it would be.
    """
    store = ReleaseStore(request.document, request.secrets)
    folder = request.folder.resolve()
    private = {"the document": store.document, "releases": store.folder, "secrets": store.secrets}
    for name, path in private.items():
        places = (path.resolve(), path.parent.resolve() / path.name)  # of a link and what it is to
        if any(each.is_relative_to(folder) for each in places):
            raise OptionError(
                f"{name} would be in {request.folder} ({path}), and readers get all that is in a"
                " published folder - name another: -o site"
            )
    if folder.is_relative_to(store.folder.resolve()):
        raise OptionError(f"{request.folder} is where releases are kept - name another: -o site")
    return store


def _write_state(store: ReleaseStore, plan: SitePlan, removed: Collection[str]) -> None:
    """Write what is to be known of a publication, before anything of it is seen."""
    if plan.addresses.tokens != plan.former_tokens:
        store.write_tokens(plan.addresses.tokens)
    if plan.release and plan.archive:
        store.write_release(plan.release.number, plan.archive)
    leftover = {digest(name): plan.known[name] for name in removed}
    store.write_ledger(replace(plan.addresses.ledger, leftover=leftover))


def _compare_site(folder: Path, plan: SitePlan) -> PlacedSite:
    """Return what placing the files of a plan does, if it can be done."""
    if plan.files is None:
        return PlacedSite((), (), ())
    return compare_site(folder, plan.files, plan.known)


def _conclude(
    plan: SitePlan, placed: PlacedSite, tokens: Tokens, notes: tuple[str, ...]
) -> Publication:
    """Return what became of a site; of its folders only those whose tokens are kept are told."""
    names, files = plan.addresses.name_folders(), plan.files or {}

    def rename(path: str) -> str:
        folder, separator, rest = path.partition("/")
        return f"{names.get(folder, _ENDED)}/{rest}" if separator else path

    restored = (name for name in placed.written if plan.known.get(name) == digest(files[name]))
    return Publication(
        plan.release,
        plan.is_new,
        plan.editions,
        PlacedSite(*(tuple(map(rename, each)) for each in placed)),
        tuple(map(rename, restored)),
        notes,
        {name: folder for folder, name in names.items() if folder in {PUBLIC, *tokens}},
        {name: each.site_address for name, each in plan.addresses.ledger.editions.items()},
    )
