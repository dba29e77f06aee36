"""What an edition shows in; the files of its folder out, before any event has its version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from itinerary.briefing import Briefing
from itinerary.document import ImageFile
from itinerary.export import (
    FollowLinks,
    FormatOptions,
    HtmlOptions,
    IcsOptions,
    ReleaseChanges,
    get_format,
)
from itinerary.export.options import LOADING, BackgroundChoice
from itinerary.publishing.edition_options import EditionOptions
from itinerary.publishing.feed import FEED, FeedHead, describe_no_change, name_release, render_feed
from itinerary.publishing.ledger import PublishedFile, ReleaseNote, format_time
from itinerary.timeline import Timeline
from itinerary.timeline.chronologies import is_chronology

PAGE, BRIEFING, PDF, DATA = "index.html", "briefing.md", "briefing.pdf", "trip.json"
CALENDARS = TRIP, BACKGROUND = "trip.ics", "background.ics"
RELEASE = "release.json"
RELEASE_VERSION = 1  # of the form of release.json


@dataclass(frozen=True, kw_only=True)
class EditionText:
    """What the files of an edition are written from.

    Attributes:
        edition: The name of the edition.
        view: What its readers may see of the trip.
        briefing: What they are told of it, in words: it is composed once for page and Markdown.
        title: The title of the trip in the language of the edition.
        since: What they have seen of the release before; None if there was none.
        images: The pictures that the page may hold.
        notes: What each release has changed.
        options: How it is written.
        address: Where its folder is served, with "/" at its end; "" if that is not known.
        is_secret: Whether nobody is to find it who was not given its address.
    """

    edition: str
    view: Timeline
    briefing: Briefing
    title: str
    since: Timeline | None
    images: tuple[ImageFile, ...]
    notes: tuple[ReleaseNote, ...]
    options: EditionOptions
    address: str
    is_secret: bool


def render_texts(text: EditionText) -> dict[str, str]:
    """Return the briefing, the calendars and the feed of an edition by name.

    The calendars are as they are exported; one without an event is without text.
    """
    lang = text.options.lang
    head = FeedHead(
        trip=text.view.id,
        edition=text.edition,
        title=text.title,
        language=lang,
        address=text.address,
    )
    return {
        BRIEFING: _render_briefing(text.briefing),
        FEED: render_feed(head, text.notes).decode(),
        TRIP: _render_calendar(text, TRIP),
        # The calendar of a chronology has all of it.
        BACKGROUND: "" if is_chronology(text.view) else _render_calendar(text, BACKGROUND),
    }


def _render_briefing(briefing: Briefing) -> str:
    with LOADING:
        from itinerary.export import markdown

    return markdown.render_briefing(briefing)


def _render_calendar(text: EditionText, name: str) -> str:
    source = f"{text.address}{name}" if text.address else ""
    background: BackgroundChoice = "only" if name == BACKGROUND else "omit"
    options = IcsOptions(lang=text.options.lang, background=background, source=source)
    return str(get_format("ics").render(text.view, options))


def render_page(text: EditionText, files: Collection[str]) -> str:
    """Return the page of an edition, which leads to the files that stand beside it."""

    def find(name: str) -> str:
        return name if name in files else ""

    follow = FollowLinks(
        calendar=find(TRIP),
        background=find(BACKGROUND),
        briefing=find(BRIEFING),
        printed=find(PDF),
        changes=find(FEED),
        is_secret=text.is_secret,
        address=text.address,
        releases=tuple(_tell_release(each, text.options.lang) for each in reversed(text.notes)),
    )
    options = HtmlOptions(
        lang=text.options.lang, since=text.since, images=text.images, follow=follow
    )
    with LOADING:
        from itinerary.export import html

    return html.render_page(text.view, text.briefing, options)


def _tell_release(note: ReleaseNote, language: str) -> ReleaseChanges:
    lines = note.lines or (describe_no_change(note, language),)
    return ReleaseChanges(name=name_release(note, language), time=note.time, lines=lines)


def render_data(view: Timeline) -> str:
    """Return an edition for programs; two that say the same have the same."""
    return str(get_format("json").render(view, FormatOptions()))


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
