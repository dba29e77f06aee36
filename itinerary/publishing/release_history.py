"""The number of a release in; the trip as it was published then out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from itinerary.diagnostics import DocumentError, ItineraryError
from itinerary.document import Document
from itinerary.export.json import render as render_json
from itinerary.loading import loads
from itinerary.loading.dumping import dumps
from itinerary.publishing.release_store import ReleaseStore
from itinerary.resolving import resolve
from itinerary.timeline import Timeline

DOCUMENT, TIMELINE = "document.json", "timeline.json"


class ReleaseHistory:
    """The releases that a document has had, each read once.

    Attributes:
        notes: What is to be known of those that were asked for, in sentences.
    """

    def __init__(self, store: ReleaseStore) -> None:
        self._store = store
        self.notes: list[str] = []
        self._known: dict[int, Timeline] = {}

    def find_timeline(self, number: int) -> Timeline:
        """Return the trip as a release had it.

        It is resolved anew from what the document said. Where that does not come to what was
        published, because the rules or the data of places and zones are others now, a note says so.

        Raises:
            ItineraryError: It was not kept, or is damaged.
        """
        if number not in self._known:
            self._known[number] = self._read_timeline(number)
        return self._known[number]

    def _read_timeline(self, number: int) -> Timeline:
        try:
            timeline = resolve(loads(self._store.read_release(number, DOCUMENT), "json"))
        except DocumentError:
            raise self._store.create_release_error(number, DOCUMENT) from None
        if _render_timeline(timeline) != self._store.read_release(number, TIMELINE):
            self.notes.append(
                f"release {number} comes out otherwise with this version of itinerary than it was"
                " published, so that what has changed since may be more than is told"
            )
        return timeline


def find_last_timeline(document: Path) -> tuple[Timeline, tuple[str, ...]]:
    """Return the trip as the last release of a document had it, and what is to be known of that.

    Raises:
        ItineraryError: Nothing is published of the document, or the release was not kept.
    """
    store = ReleaseStore(document)
    release = store.read_ledger().last_release
    if release is None:
        raise ItineraryError(
            f"nothing is published of {document} so far - name the file of the earlier issue, as"
            " --since old.yaml"
        )
    history = ReleaseHistory(store)
    return history.find_timeline(release.number), tuple(history.notes)


def archive_timeline(timeline: Timeline, text: str) -> dict[str, str]:
    """Return what is to be kept of a release, by the names of files.

    Args:
        timeline: The whole trip.
        text: The document, as `dump_document` writes it.
    """
    return {DOCUMENT: text, TIMELINE: _render_timeline(timeline)}


def _render_timeline(timeline: Timeline) -> str:
    """Return what a document came to; not what is wrong with it, which has places in its file."""
    return render_json(replace(timeline, diagnostics=()))


def dump_document(document: Document) -> str:
    """Return a document as it is kept: two that say the same have the same text."""
    return dumps(document, "json")
