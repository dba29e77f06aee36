"""The text of a ledger in; what was published of a document so far out, and back.

It has no tokens: of each only the SHA-256, by which it is known again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from itinerary.diagnostics import ItineraryError
from itinerary.publishing.revisions import Revision

VERSION = 1  # of the form of this text; one that is not known is refused


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
    files: Mapping[str, PublishedFile] = field(default_factory=dict)
    revisions: Mapping[str, Mapping[str, Revision]] = field(default_factory=dict)
    notes: tuple[ReleaseNote, ...] = ()
    language: str = "en"
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
    files: Mapping[str, PublishedFile] = field(default_factory=dict)


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
    editions: Mapping[str, EditionRecord] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    site: Mapping[str, str] = field(default_factory=dict)
    leftover: Mapping[str, str] = field(default_factory=dict)

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


def format_ledger(ledger: Ledger) -> str:
    """Return the text of a ledger."""
    tree = {
        "document": ledger.document,
        "releases": [_build_fields(each) for each in ledger.releases],
        "editions": {name: _build_edition(each) for name, each in ledger.editions.items()},
        "notices": [_build_notice(each) for each in ledger.notices],
        "inputs": dict(ledger.inputs),
        "site": dict(ledger.site),
        "leftover": dict(ledger.leftover),
    }
    sealed = {"version": VERSION, "sha256": _digest_tree(tree), **tree}
    return f"{json.dumps(sealed, ensure_ascii=False, indent=1)}\n"


def _digest_tree(tree: Mapping[str, Any]) -> str:
    """Return the digest of what a ledger says, by which it is known that nobody has changed it.

    Of two branches that were both published from, no merge comes to a ledger that has it.
    """
    return hashlib.sha256(json.dumps(tree, sort_keys=True).encode()).hexdigest()


def _build_fields(value: Any) -> dict[str, Any]:
    fields = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {name: _format_date(each) for name, each in fields.items()}


def _format_date(value: Any) -> Any:
    if isinstance(value, datetime):
        return format_time(value)
    return value.isoformat() if isinstance(value, date) else value


def _build_files(files: Mapping[str, PublishedFile]) -> dict[str, Any]:
    return {name: _build_fields(each) for name, each in files.items()}


def _build_edition(record: EditionRecord) -> dict[str, Any]:
    return _build_fields(record) | {
        "files": _build_files(record.files),
        "notes": [_build_fields(each) for each in record.notes],
        "revisions": {
            calendar: {key: _build_revision(each) for key, each in revisions.items()}
            for calendar, revisions in record.revisions.items()
        },
    }


def _build_revision(revision: Revision) -> dict[str, Any]:
    return {"sha256": revision.sha256, **_build_fields(revision)}


def _build_notice(notice: Notice) -> dict[str, Any]:
    return _build_fields(notice) | {"files": _build_files(notice.files)}


def parse_ledger(text: str, name: str) -> Ledger:
    """Return the ledger of a text.

    Args:
        text: What `format_ledger` wrote.
        name: The name of its file, for the message.

    Raises:
        ItineraryError: It is another text, or was changed by hand.
    """
    try:
        tree = json.loads(text)
        version = tree.pop("version")
        ledger = _parse_sealed(tree) if version == VERSION else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ItineraryError(
            f"{name} is damaged, or was changed by hand or in a merge - take it from your version"
            " control or a backup: without it, calendars would take every event for another"
        ) from None
    if ledger is None:
        raise ItineraryError(f"{name} has version {version} - use a newer itinerary")
    return ledger


def _parse_sealed(tree: dict[str, Any]) -> Ledger:
    if tree.pop("sha256") != _digest_tree(tree):
        raise ValueError("the digest is another's")
    return Ledger(
        tree["document"],
        tuple(Release(**_parse_times(each)) for each in tree["releases"]),
        {name: _parse_edition(each) for name, each in tree["editions"].items()},
        tuple(_parse_notice(each) for each in tree["notices"]),
        tree["inputs"],
        tree["site"],
        tree["leftover"],
    )


def _parse_times(fields: dict[str, Any]) -> dict[str, Any]:
    times = {
        name: datetime.fromisoformat(fields[name])
        for name in ("time", "since", "until")
        if name in fields
    }
    return fields | times


def _parse_files(tree: dict[str, Any]) -> dict[str, PublishedFile]:
    return {name: PublishedFile(**each) for name, each in tree.items()}


def _parse_edition(tree: dict[str, Any]) -> EditionRecord:
    notes = (ReleaseNote(**_parse_times(each)) for each in tree["notes"])
    revisions = {
        calendar: {key: _parse_revision(each) for key, each in events.items()}
        for calendar, events in tree["revisions"].items()
    }
    trip_ends = tree["trip_ends"] and date.fromisoformat(tree["trip_ends"])
    own = {
        "trip_ends": trip_ends,
        "files": _parse_files(tree["files"]),
        "revisions": revisions,
        "notes": tuple(replace(each, lines=tuple(each.lines)) for each in notes),
    }
    return EditionRecord(**(tree | own))


def _parse_revision(tree: dict[str, Any]) -> Revision:
    return Revision(**{name: each for name, each in tree.items() if name != "sha256"})


def _parse_notice(tree: dict[str, Any]) -> Notice:
    return Notice(**(_parse_times(tree) | {"files": _parse_files(tree["files"])}))
