"""What was pushed before, to which calendar, as a file beside the document.

It holds digests of what was sent, never a password: whoever loses it loses nothing but the
knowledge which events of the server are gone from the document.
"""

from __future__ import annotations

import json
import secrets
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from itinerary.publishing.caldav.errors import PushError

VERSION = 1
_ABOUT = "What `itinerary push` sent to calendars. Keep it beside the document."


@dataclass(frozen=True, slots=True)
class SentEvent:
    """An event that was sent, or was about to be.

    Attributes:
        path: The address of its resource, without the host.
        title: What messages call it.
        etag: The version that the server gave to it; "" before it is known.
        digest: Of what was sent last; "" before anything was.
        pending: Of what is being sent; "" where nothing is.
        sequence: The SEQUENCE of what was sent or is being sent.
    """

    path: str
    title: str
    etag: str = ""
    digest: str = ""
    pending: str = ""
    sequence: int = 0

    def is_untouched(self, etag: str) -> bool:
        """Return whether the server has the version that it took from us."""
        return bool(etag) and etag == self.etag

    def is_version(self, digest: str) -> bool:
        """Return whether content is what was sent, or what a push that was cut off sent."""
        return bool(digest) and digest in (self.digest, self.pending)


@dataclass(slots=True)
class PushState:
    """What was sent to one calendar.

    Attributes:
        file: The file, which may tell of other calendars, too.
        calendar: The address of the calendar.
        document: The id of the document.
        events: What was sent, by UID.
    """

    file: Path
    calendar: str
    document: str
    events: dict[str, SentEvent] = field(default_factory=dict[str, SentEvent])

    @classmethod
    def load(cls, file: Path, calendar: str, document: str) -> PushState:
        """Return what a file says of a document's calendar; nothing if there is no file.

        Raises:
            PushError: It is no such file.
        """
        try:
            events = _read_calendars(file).get(calendar, {})
            sent = {uid: SentEvent(**each) for uid, each in events.items()}
            return cls(file, calendar, document, sent)
        except (ValueError, TypeError, AttributeError, KeyError):
            raise PushError(
                f"{file} is damaged",
                "take it from a backup, or delete it: the events are then known by their UIDs",
            ) from None

    def record(self, uid: str, event: SentEvent | None) -> None:
        """Note what is known of an event from now on; None: that it is gone."""
        if event is None:
            self.events.pop(uid, None)
        else:
            self.events[uid] = event

    def save(self) -> None:
        """Write the file whole, under another name first, if it does not say so already."""
        before = _read_calendars(self.file)
        sent = {uid: asdict(each) for uid, each in self.events.items()}
        if sent == before.get(self.calendar, {}):
            return
        calendars = {**before, self.calendar: sent}
        content = {"about": _ABOUT, "version": VERSION, "calendars": calendars}
        part = self.file.with_name(f".itinerary-{secrets.token_hex(8)}.part")
        # The titles of a private document are in it, so others may read it only where they could.
        mode = stat.S_IMODE(self.file.stat().st_mode) if self.file.exists() else 0o600
        try:
            part.touch(mode=0o600)
            part.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
            part.chmod(mode)
            part.replace(self.file)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self.file)) from None
        finally:
            part.unlink(missing_ok=True)


def _read_calendars(file: Path) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    if not file.exists():
        return {}
    content = json.loads(file.read_text(encoding="utf-8"))
    if content["version"] != VERSION:
        raise ValueError
    calendars: Mapping[str, Mapping[str, Mapping[str, Any]]] = content["calendars"]
    return calendars


def confirm(sent: SentEvent, etag: str) -> SentEvent:
    """Return an event whose pending version the server has taken."""
    return replace(sent, etag=etag, digest=sent.pending or sent.digest, pending="")
