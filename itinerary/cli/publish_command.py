"""The command that makes a folder which people can follow a trip by."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from itinerary.cli.arguments import (
    LANGUAGES,
    DocumentFileArgument,
    RootOption,
    parse_reference_option,
)
from itinerary.cli.choices import Choice
from itinerary.cli.findings import exit_with_usage_error
from itinerary.cli.inputs import STDIN, LoadedTimeline, load_timeline, require_timeline
from itinerary.diagnostics import make_printable
from itinerary.loading.image_files import iterate_images, load_images
from itinerary.publishing.edition_building import BuiltEdition
from itinerary.publishing.edition_options import EditionOptions
from itinerary.publishing.editions import READERS, Edition, choose_editions
from itinerary.publishing.publication import Publication, preview, publish
from itinerary.publishing.publish_request import DocumentSource, PublishRequest
from itinerary.publishing.release_clock import read_clock
from itinerary.publishing.release_decision import convert_time

EDITIONS = Choice("edition", READERS)
CHANGES_STATUS = 3  # of a dry run after which something would be otherwise


_FolderOption = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FOLDER", help="The folder that is served.")
]
_EditionOption = Annotated[
    list[str] | None,
    EDITIONS.create_option(
        "--edition",
        help="Whom it is published for; there is no default. May be given several times.",
    ),
]
_TravellerOption = Annotated[
    str,
    typer.Option(
        "--for",
        metavar="NAME",
        help="Make each an edition for one traveller, with an address of its own.",
    ),
]
_TimeOption = Annotated[
    str,
    typer.Option(
        "--at",
        metavar="TIME",
        help="When the release is made, as 2025-08-29T10:00Z; else the document's revised, or now.",
    ),
]
_AddressOption = Annotated[
    str,
    typer.Option(
        "--address",
        metavar="URL",
        help="Where the folder is served, if not as before: pages and feeds name it.",
    ),
]
_LanguageOption = Annotated[
    str | None,
    LANGUAGES.create_option(
        "--lang", help="The language of all that is published, if not as before (at first en)."
    ),
]
_DryRunOption = Annotated[
    bool,
    typer.Option(
        "--dry-run", help="Only tell what would be published; the status is 3 if anything would."
    ),
]
_RotateOption = Annotated[
    list[str] | None,
    typer.Option(
        "--rotate",
        metavar="EDITION",
        help="Give an edition a new address; the old one says where to ask.",
    ),
]
_CloseOption = Annotated[
    list[str] | None,
    typer.Option(
        "--close", metavar="EDITION", help="Shut an edition; its address says where to ask."
    ),
]
_SecretsOption = Annotated[
    Path | None,
    typer.Option(
        "--secrets",
        metavar="FILE",
        help="The file of secret addresses, instead of ITINERARY_SECRETS or DOC.secrets.",
    ),
]
_ShowOption = Annotated[
    bool, typer.Option("--show-addresses", help="Print the address of each edition, secret or not.")
]


def publish_document(
    doc: DocumentFileArgument,
    output: _FolderOption = None,
    edition: _EditionOption = None,
    traveller: _TravellerOption = "",
    at: _TimeOption = "",
    address: _AddressOption = "",
    lang: _LanguageOption = None,
    dry_run: _DryRunOption = False,
    rotate: _RotateOption = None,
    close: _CloseOption = None,
    secrets: _SecretsOption = None,
    show_addresses: _ShowOption = False,
    root: RootOption = None,
) -> None:
    """Publish a trip into a folder: pages and calendars that people follow.

    What has not changed since the last release keeps its bytes, and each event the version it had.
    An edition for others than the public stands in a folder that nobody can guess.
    """
    if doc == STDIN or Path(doc).is_dir():
        exit_with_usage_error("what is published of a document is kept beside its file", "name it")
    if output is None:
        exit_with_usage_error("publish needs a folder", "name one: -o site")
    if not (edition or rotate or close):
        exit_with_usage_error(
            "publish needs an edition", f"name whom it is for: --edition {' or '.join(READERS)}"
        )
    request = PublishRequest(
        document=Path(doc),
        folder=output,
        editions=choose_editions(edition or (), traveller),
        options=EditionOptions(lang=lang or "", address=address and f"{address.rstrip('/')}/"),
        at=_parse_time(at),
        rotated=tuple(dict.fromkeys(rotate or ())),
        closed=tuple(dict.fromkeys(close or ())),
        secrets=secrets,
    )
    work = preview if dry_run else publish
    found = work(request, partial(_load_source, doc, root), read_clock())
    _print_publication(found, doc, is_dry=dry_run)
    if show_addresses:
        _print_addresses(found, request)
    if dry_run and not found.is_unchanged:
        raise typer.Exit(CHANGES_STATUS)


def _parse_time(text: str) -> datetime | None:
    return convert_time(parse_reference_option("--at", text)) if text else None


def _load_source(doc: str, root: Path | None) -> DocumentSource:
    """Return a document without errors; end the command if it has any."""
    loaded = load_timeline(doc, root)
    timeline = require_timeline(loaded)
    folder = Path(doc).parent
    images = load_images(timeline.document, folder, root=root)
    for problem in (*_list_made_ids(loaded), *images.problems):
        print(make_printable(f"{doc}: warning: {problem}"), file=sys.stderr)
    pictures = (folder / each.src for each in iterate_images(timeline.document))
    files = (*loaded.files, *pictures)
    return DocumentSource(timeline, images.files, files)


def _list_made_ids(loaded: LoadedTimeline) -> Iterator[str]:
    """Yield that calendars may take entries for others, as what they are known by may change."""
    if loaded.notes:
        count = len(loaded.notes)
        yield (
            f"{count} {'entry has' if count == 1 else 'entries have'} no id but what the title or"
            " the place makes: when that changes, calendars take the entry for another - itinerary"
            " check tells the ids to write"
        )


def _print_publication(found: Publication, doc: str, *, is_dry: bool) -> None:
    for line in _list_lines(found, is_dry=is_dry):
        print(make_printable(line))
    for note in found.notes:
        print(make_printable(f"{doc}: warning: {note}"), file=sys.stderr)


def _print_addresses(found: Publication, request: PublishRequest) -> None:
    for name, folder in found.folders.items():
        base = found.sites.get(name) or f"{request.folder}/"
        print(make_printable(f"{name}: {base}{folder}/"))
    for built in found.editions:
        if built.edition.name not in found.folders:
            print(f"{built.edition.name}: its address is made when it is published")


def _list_lines(found: Publication, *, is_dry: bool) -> Iterator[str]:
    release = found.release
    if found.is_unchanged:
        since = f" since release {release.number}" if release else ""
        yield f"nothing has changed{since}"
        return
    if release and found.is_new:
        issue = f"issue {release.issue}, " if release.issue is not None else ""
        verb = "would be made" if is_dry else "made"
        yield f"release {release.number} ({issue}{release.time:%Y-%m-%d %H:%M} UTC) {verb}"
    for edition in found.editions:
        yield from _list_news(edition)
    would = "would be " if is_dry else ""
    for name in found.placed.written:
        verb = "restored" if name in found.restored else "written"
        yield f"{would}{verb}: {name}"
    yield from (f"{would}removed: {name}" for name in found.placed.removed)
    if found.placed.unchanged:
        count = len(found.placed.unchanged)
        yield f"unchanged: {count} {'file' if count == 1 else 'files'}"


def _name_edition(edition: Edition) -> str:
    """Return the name of an edition, with the traveller whom it does not tell as written."""
    traveller = edition.traveller
    is_told = edition.name.endswith(traveller.casefold().replace(" ", "-"))
    return edition.name if is_told else f"{edition.name} ({traveller})"


def _list_news(built: BuiltEdition) -> Iterator[str]:
    name, record = _name_edition(built.edition), built.record
    if not built.is_news:
        yield f"{name}: tells nothing new"
        return
    lines = record.notes[-1].lines
    if record.former is None:
        count = len(built.new)
        noun = "event" if count == 1 else "events"
        yield f"{name}: first published, with {count} calendar {noun}"
        return
    counts = (
        f"{len(titles)} {what}"
        for what in ("new", "changed", "cancelled")
        if (titles := getattr(built, what))
    )
    yield f"{name}: {', '.join(counts) or 'no calendar event changed'}"
    yield from (f"  {line}" for line in lines)
