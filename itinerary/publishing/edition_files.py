"""What an edition shows in; the files of its folder out, before any event has its version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from itinerary.document import ImageFile
from itinerary.export import FormatOptions, HtmlOptions, IcsOptions, MarkdownOptions, get_format
from itinerary.publishing.ledger import PublishedFile, ReleaseNote, format_time
from itinerary.timeline import Timeline
from itinerary.timeline.chronologies import is_chronology

PAGE, BRIEFING, PDF, DATA = "index.html", "briefing.md", "briefing.pdf", "trip.json"
TRIP, BACKGROUND = "trip.ics", "background.ics"
RELEASE = "release.json"
RELEASE_VERSION = 1  # of the form of release.json


@dataclass(frozen=True, kw_only=True)
class EditionOptions:
    """How all editions of a document are written.

    Attributes:
        lang: The language of pages, briefings and calendars.
        address: Where the folder is served, with "/" at its end; "" where that is not known.
    """

    lang: str = "en"
    address: str = ""


def render_content(
    view: Timeline, since: Timeline | None, options: EditionOptions, images: tuple[ImageFile, ...]
) -> dict[str, str]:
    """Return the page, the briefing and the calendars of an edition by name.

    Args:
        view: What its readers may see of the trip.
        since: What they have seen of the release before; None if there was none.
        options: How it is written.
        images: The pictures that the page may hold.
    """
    page = HtmlOptions(lang=options.lang, since=since, images=images)
    return {
        PAGE: _render(view, "html", page),
        BRIEFING: _render(view, "markdown", MarkdownOptions(lang=options.lang, since=since)),
        **_render_calendars(view, options),
    }


def render_data(view: Timeline) -> str:
    """Return an edition for programs; two that say the same have the same."""
    return _render(view, "json", FormatOptions())


def _render_calendars(view: Timeline, options: EditionOptions) -> dict[str, str]:
    """Return the calendars, also those without an event, which are without text."""
    calendars = {TRIP: _render(view, "ics", IcsOptions(lang=options.lang))}
    if not is_chronology(view):
        past = IcsOptions(lang=options.lang, background="only")
        calendars[BACKGROUND] = _render(view, "ics", past)
    return calendars


def _render(view: Timeline, format: str, options: FormatOptions) -> str:
    """Return a view in a format, of which nothing is left to be hidden."""
    return str(get_format(format).render(replace(view, diagnostics=()), options))


def digest_tellings(data: str, images: Iterable[ImageFile]) -> str:
    """Return the digest of all that an edition tells, whatever it is written like."""
    return digest(data, *(digest(each.src, each.data) for each in images))


def select_images(view: Timeline, images: tuple[ImageFile, ...]) -> tuple[ImageFile, ...]:
    """Return the pictures that entries of a view have."""
    found = (getattr(entry.item, "image", None) for entry in view.entries)
    shown = {each.src for each in found if each}
    return tuple(each for each in images if each.src in shown)


def digest(*parts: str | bytes) -> str:
    """Return the SHA-256 of texts and bytes, each set off from the next."""
    if len(parts) == 1:
        return hashlib.sha256(_encode(parts[0])).hexdigest()
    return hashlib.sha256("\n".join(digest(each) for each in parts).encode()).hexdigest()


def _encode(part: str | bytes) -> bytes:
    return part.encode() if isinstance(part, str) else part


def digest_options(options: EditionOptions) -> str:
    """Return the digest of the options."""
    return digest(json.dumps(asdict(options), sort_keys=True))


def describe_files(
    files: Mapping[str, bytes], sources: Mapping[str, str]
) -> dict[str, PublishedFile]:
    """Return what the ledger keeps of files; `sources` are the digests of what made some."""
    return {
        name: PublishedFile(digest(data), len(data), sources.get(name, ""))
        for name, data in sorted(files.items())
    }


def render_release(note: ReleaseNote, files: Mapping[str, PublishedFile]) -> bytes:
    """Return what programs learn of a release: its number and time, and its files."""
    tree = {
        "version": RELEASE_VERSION,
        "release": note.number,
        "issue": note.issue,
        "time": format_time(note.time),
        "files": {name: {"sha256": each.sha256, "size": each.size} for name, each in files.items()},
    }
    return f"{json.dumps(tree, indent=1)}\n".encode()


def find_trip_end(view: Timeline) -> date | None:
    """Return the first day after a trip, as an edition knows it; None while that is open."""
    trip = view.find("trip")
    last = trip.interval.last if trip and trip.interval else None
    return date.fromordinal(last.toordinal() + 1) if last and last < date.max else None
