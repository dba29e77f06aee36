"""A site, and what was published of it, in; whether it is what there would be to publish out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import itinerary
from itinerary.export.pdf import find_browser
from itinerary.publishing.addresses import Addresses
from itinerary.publishing.edition_files import PDF, digest
from itinerary.publishing.edition_options import EditionOptions
from itinerary.publishing.editions import Edition
from itinerary.publishing.ledger import Ledger
from itinerary.publishing.page_printing import PrintedPage
from itinerary.publishing.publish_request import DocumentSource, PublishRequest
from itinerary.publishing.release_store import hash_inputs, read_site_file


def is_unchanged(
    request: PublishRequest, editions: tuple[Edition, ...], addresses: Addresses
) -> bool:
    """Return whether all is in place, and made from what there is now, without reading a document.

    A document of the same bytes names the same sheets and pictures.
    """
    ledger = addresses.ledger
    is_replaced = any(addresses.is_replaced(each.name) for each in editions)
    if request.rotated or request.closed or is_replaced or not ledger.releases:
        return False
    inputs = hash_inputs(request.document, ledger.inputs)
    records = [ledger.editions.get(each.name) for each in editions]
    if inputs != ledger.inputs or any(each is None or each.is_closed for each in records):
        return False
    if any(
        ledger.editions[each.name].made_from
        != digest_making(request.options.complete(each.name, ledger.editions), inputs)
        for each in editions
    ):
        return False
    if [each.traveller for each in editions] != [each.traveller for each in records if each]:
        return False
    if find_browser() and any(PDF not in each.files for each in records if each):
        return False
    known = addresses.list_known_files([each.name for each in editions])
    return all(
        _has_file(request.folder, name, sha256) for name, sha256 in known
    ) and not find_leftover(request.folder, ledger)


def _has_file(folder: Path, name: str, sha256: str) -> bool:
    data = read_site_file(folder, name)
    return data is not None and digest(data) == sha256


def find_own_files(folder: Path, addresses: Addresses) -> Mapping[str, str]:
    """Return the digest of each published file that a folder may have, by its name.

    There are none if all is another's: where things stand under their names, and not one has what
    was published, somebody else has put them there. Then the site is in another folder.
    """
    known = dict(addresses.list_known_files())
    found = {name: read_site_file(folder, name) for name in known if os.path.lexists(folder / name)}
    is_own = any(data and digest(data) == known[name] for name, data in found.items())
    own = known if is_own or not any(found.values()) else {}
    return {**find_leftover(folder, addresses.ledger), **own}


def find_leftover(folder: Path, ledger: Ledger) -> dict[str, str]:
    """Return the files that the last release was to remove, and did not as its run was killed."""
    if not ledger.leftover:
        return {}
    files = (Path(base, each) for base, _, names in os.walk(folder) for each in names)
    names = (each.relative_to(folder).as_posix() for each in files)
    digests = ((name, ledger.leftover.get(digest(name))) for name in names)
    return {name: each for name, each in digests if each and _has_file(folder, name, each)}


def digest_making(options: EditionOptions, inputs: Mapping[str, str]) -> str:
    """Return the digest of all that files are made from: the document, the options, the program."""
    made = {
        "inputs": dict(sorted(inputs.items())),
        "options": digest(json.dumps(asdict(options), sort_keys=True)),
        "versions": [itinerary.__version__, version("tzdata")],
    }
    return digest(json.dumps(made))


def load_source(
    request: PublishRequest, ledger: Ledger, load: Callable[[], DocumentSource]
) -> tuple[DocumentSource, Mapping[str, str]]:
    """Return the document, and the digest of each file that it was read from, by its path.

    They are taken before it is read, as far as it is known what is read: what is saved meanwhile
    is then published by the next run, and not taken for what this one has read.
    """
    known = {*_name_inputs(request, (request.document,)), *ledger.inputs}
    before = hash_inputs(request.document, known)
    source = load()
    after = hash_inputs(request.document, _name_inputs(request, source.files))
    return source, {name: before.get(name, each) for name, each in after.items()}


def _name_inputs(request: PublishRequest, files: Iterable[Path]) -> Iterator[str]:
    """Yield the path of each file that a document is read from, from the document's folder."""
    base = request.document.parent.resolve()
    for path in files:
        yield os.path.relpath(path.resolve(), base).replace(os.sep, "/")


class PrintedPages:
    """The PDFs that are in the site."""

    def __init__(self, request: PublishRequest, addresses: Addresses) -> None:
        self._folder, self._addresses = request.folder, addresses

    def find(self, edition: str) -> PrintedPage | None:
        """Return what was printed of an edition, as long as it is what the ledger says."""
        record = self._addresses.ledger.editions.get(edition)
        file = record.files.get(PDF) if record else None
        folder = self._addresses.find_folder(record) if record else None
        if not file or not folder:
            return None
        data = read_site_file(self._folder, f"{folder}/{PDF}")
        is_kept = data is not None and digest(data) == file.sha256
        return PrintedPage(data, file.made_from) if data is not None and is_kept else None
