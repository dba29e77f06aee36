"""What was published of a document so far, as values.

They have no tokens: of each only the SHA-256, by which it is known again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from itinerary.publishing.revisions import Revision


@dataclass(frozen=True, slots=True)
class Release:
    """A release of the document.

    Attributes:
        number: From 1.
        time: When it was made, in UTC.
        issue: The issue that the document said it was; None where it said none.
        revised: When the document said that it was written; None where it did not.
        content: The digest of what the document said, with its sheets and pictures.
    """

    number: int
    time: datetime
    issue: int | None
    revised: str | None
    content: str


@dataclass(frozen=True, slots=True)
class ReleaseNote:
    """What a release changed for the readers of an edition, in their words.

    Attributes:
        number: Which of the releases of this edition it was, from 1.
        time: When it was made, in UTC.
        issue: The issue that the document said it was; None where it said none.
        lines: A sentence for each entry that is new, changed or left out.
    """

    number: int
    time: datetime
    issue: int | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of an edition as it was published; `made_from` is the digest of what made it."""

    sha256: str
    size: int
    made_from: str = ""


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """What was published of an edition.

    Attributes:
        audience: Who reads it; "busy" for times alone.
        traveller: Whom alone it is for; "" for all.
        token_sha256: The digest of the token that its folder is named by; "" of the public one.
        release: The number of the release that it shows.
        former: The number of the release that it showed before; None for the first.
        tells: The digest of what it tells.
        made_from: The digest of all that its files were made from.
        files: Its files by name.
        revisions: The versions of the events of each of its calendars, by the calendar's name.
        notes: What each of its releases has changed.
        language: The language that it is in.
        site_address: Where the site is served, as it was said; "" if it was not.
        title: The title of the trip, as its readers know it.
        ask: Whom its readers may ask; "" where they know nobody.
        trip_ends: The first day after the trip, as its readers know it; None while that is open.
        is_closed: Whether it is no longer published.
    """

    audience: str
    traveller: str
    token_sha256: str
    release: int
    former: int | None = None
    tells: str = ""
    made_from: str = ""
    files: Mapping[str, PublishedFile] = field(default_factory=dict[str, PublishedFile])
    revisions: Mapping[str, Mapping[str, Revision]] = field(
        default_factory=dict[str, Mapping[str, Revision]]
    )
    notes: tuple[ReleaseNote, ...] = ()
    language: str = "en"
    site_address: str = ""
    title: str = ""
    ask: str = ""
    trip_ends: date | None = None
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """An address that no longer shows its edition, but says where to ask.

    Attributes:
        edition: The edition that it showed.
        token_sha256: The digest of its token; "" of the public one.
        since: When it ended, in UTC.
        until: Until when it says so, in UTC.
        ask: Whom to ask; "" for whoever gave the address.
        language: The language that it is in.
        files: Its files by name.
    """

    edition: str
    token_sha256: str
    since: datetime
    until: datetime
    ask: str
    language: str
    files: Mapping[str, PublishedFile] = field(default_factory=dict[str, PublishedFile])


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that was published of a document.

    Attributes:
        document: The id of the document, by which calendars know its events.
        releases: Its releases, the last one last.
        editions: Its editions by name.
        notices: The addresses that have ended.
        inputs: The digest of each file that the last release was made from, by its path from the
            folder of the document; "" of one that was not there.
        site: The digest of each file that stands beside the editions, by name.
        leftover: The digest of each file that the last release has removed from the site, by the
            digest of its name, which may have a token: a run that was killed may have left it.
    """

    document: str = ""
    releases: tuple[Release, ...] = ()
    editions: Mapping[str, EditionRecord] = field(default_factory=dict[str, EditionRecord])
    notices: tuple[Notice, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict[str, str])
    site: Mapping[str, str] = field(default_factory=dict[str, str])
    leftover: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def last_release(self) -> Release | None:
        """The release made last; None before the first."""
        return self.releases[-1] if self.releases else None

    def find_release(self, number: int) -> Release:
        """Return the release of a number."""
        return next(each for each in self.releases if each.number == number)

    def replace_edition(self, name: str, record: EditionRecord) -> Ledger:
        """Return the ledger with another record of an edition."""
        return replace(self, editions={**self.editions, name: record})


def format_time(moment: datetime) -> str:
    """Return a time in UTC as ISO 8601 has it, to the second."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
