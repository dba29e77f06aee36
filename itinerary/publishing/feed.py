"""The releases of an edition in; an Atom feed (RFC 4287) of what each has changed out."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from itinerary.dates.wording.labels import translate_label
from itinerary.publishing.ledger import ReleaseNote, format_time
from itinerary.timeline import UID_NAMESPACE

FEED = "changes.xml"
_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


@dataclass(frozen=True, kw_only=True)
class FeedHead:
    """Whose changes a feed tells.

    Attributes:
        trip: The id of the trip, as the edition has it.
        edition: The name of the edition; it is told only in the ids, which cannot be read back.
        title: The title of the trip, as the edition has it.
        language: The language of the labels.
        address: Where the folder of the edition is served, with "/" at its end; "" where that is
            not known, so that links are relative to the feed.
    """

    trip: str
    edition: str
    title: str
    language: str = "en"
    address: str = ""


def render_feed(head: FeedHead, releases: Sequence[ReleaseNote]) -> bytes:
    """Return the feed, the last release first, in UTF-8.

    The ids of the feed and its entries depend on the ids of trip and edition and the number of the
    release alone, so that a reader takes an entry for the same wherever it is served.

    Raises:
        ValueError: There is no release.

    >>> from datetime import UTC
    >>> note = ReleaseNote(1, datetime(2026, 3, 1, tzinfo=UTC), None, ())
    >>> feed = render_feed(FeedHead(trip="t", edition="public", title="Tea"), [note])
    >>> "<title>Changes of Tea</title>" in feed.decode()
    True
    """
    if not releases:
        raise ValueError("a feed has the time of a release, and there is none")
    title = translate_label("Changes of {title}", head.language, title=head.title)
    lines = (
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_escape(head.language)}">',
        f"<id>{_derive_id(head)}</id>",
        f"<title>{_escape(title)}</title>",
        f"<updated>{_format_latest(releases)}</updated>",
        f"<author><name>{_escape(head.title)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{_escape(head.address)}{FEED}"/>',
        f'<link rel="alternate" type="text/html" href="{_escape(head.address or "./")}"/>',
        *(line for each in reversed(releases) for line in _render_entry(head, each)),
        "</feed>",
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _render_entry(head: FeedHead, release: ReleaseNote) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{_derive_id(head, str(release.number))}</id>"
    yield f"<title>{_escape(name_release(release, head.language))}</title>"
    yield f"<updated>{format_time(release.time)}</updated>"
    yield f'<link rel="alternate" type="text/html" href="{_escape(head.address or "./")}"/>'
    yield '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
    if release.lines:
        yield f"<ul>{''.join(f'<li>{_escape(line)}</li>' for line in release.lines)}</ul>"
    else:
        yield f"<p>{_escape(describe_no_change(release, head.language))}</p>"
    yield "</div></content>"
    yield "</entry>"


def name_release(release: ReleaseNote, language: str) -> str:
    """Return what a release is called: "Release 2 (Issue 3)"."""
    name = translate_label("Release {number}", language, number=release.number)
    if release.issue is None:
        return name
    return f"{name} ({translate_label('Issue {number}', language, number=release.issue)})"


def describe_no_change(release: ReleaseNote, language: str) -> str:
    """Return what is said of a release without changes: it is the first, or tells the same."""
    return translate_label("first published" if release.number == 1 else "none", language)


def _format_latest(releases: Sequence[ReleaseNote]) -> str:
    latest: datetime = max(each.time for each in releases)
    return format_time(latest)


def _derive_id(head: FeedHead, *parts: str) -> str:
    path = "/".join(("feed", head.trip, head.edition, *parts))
    return uuid.uuid5(UID_NAMESPACE, path).urn


def _escape(text: str) -> str:
    return escape(_UNWRITABLE.sub("\ufffd", text))
