"""The text of a ledger in; what was published of a document so far out, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from itinerary.diagnostics import ItineraryError
from itinerary.publishing.ledger import (
    EditionRecord,
    Ledger,
    Notice,
    PublishedFile,
    Release,
    ReleaseNote,
    format_time,
)
from itinerary.publishing.revisions import Revision

VERSION = 1  # of the form of this text; one that is not known is refused


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
        raise ItineraryError(
            f"{name} has version {version}, and this itinerary knows {VERSION} - use the itinerary"
            " that wrote it, or a newer one"
        )
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
    own: dict[str, Any] = {
        "trip_ends": trip_ends,
        "files": _parse_files(tree["files"]),
        "revisions": revisions,
        "notes": tuple(replace(each, lines=tuple(each.lines)) for each in notes),
    }
    return EditionRecord(**(tree | own))


def _parse_revision(tree: dict[str, Any]) -> Revision:
    return Revision(**{name: each for name, each in tree.items() if name != "sha256"})


def _parse_notice(tree: dict[str, Any]) -> Notice:
    files: dict[str, Any] = {"files": _parse_files(tree["files"])}
    return Notice(**(_parse_times(tree) | files))
