"""A document that is published into a folder, again and again, for the tests of publishing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from itinerary import load, resolve
from itinerary.publishing.calendar_events import CalendarEvent, parse_events
from itinerary.publishing.edition_options import EditionOptions
from itinerary.publishing.editions import choose_editions
from itinerary.publishing.publication import Publication, preview, publish
from itinerary.publishing.publish_request import DocumentSource, PublishRequest

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
TRIP: dict[str, Any] = {
    "id": "turku",
    "title": "Week in Turku",
    "issue": 1,
    "revised": "2026-03-01T09:00Z",
    "dates": "7–11 September 2026",
    "place": "Turku, Finland",
    "travellers": ["Iida Aalto", "Onni Berg"],
    "contacts": [{"name": "Desk Turku", "phone": "+358 2 0000"}],
    "events": [
        {"id": "fair", "title": "Book fair", "when": "2026-09-08 10:00 to 12:00"},
        {"id": "visit", "title": "Castle visit", "when": "2026-09-09 14:00 to 15:30"},
        {
            "id": "sauna",
            "title": "Sauna",
            "when": "2026-09-09 19:00",
            "participants": ["Iida Aalto"],
        },
        {"id": "crew", "title": "Crew call", "when": "2026-09-10", "visibility": "party"},
        {
            "id": "talks",
            "title": "zqstaff talks",
            "when": "2026-09-10 16:00 to 17:00",
            "visibility": "staff",
        },
    ],
    "background": [{"id": "fire", "title": "Great fire", "when": "1827-09-04"}],
}


@dataclass
class Office:
    """Where a document is written and published."""

    base: Path
    name: str = "trip.json"

    @property
    def document(self) -> Path:
        return self.base / self.name

    @property
    def site(self) -> Path:
        return self.base / "site"

    def write(self, document: Mapping[str, Any]) -> None:
        self.document.write_text(json.dumps(document), "utf-8")

    def read(self) -> DocumentSource:
        timeline = resolve(load(self.document))
        timeline.raise_for_errors()
        return DocumentSource(timeline, (), (self.document,))

    def request(self, *editions: str, **given: Any) -> PublishRequest:
        chosen = choose_editions(editions, given.pop("traveller", ""))
        options = EditionOptions(**{name: given.pop(name) for name in ("lang",) if name in given})
        request = {"document": self.document, "folder": self.site, "editions": chosen}
        return PublishRequest(**(request | {"options": options} | given))

    def publish(self, *editions: str, now: datetime = NOW, **given: Any) -> Publication:
        return publish(self.request(*editions, **given), self.read, now)

    def preview(self, *editions: str, now: datetime = NOW, **given: Any) -> Publication:
        return preview(self.request(*editions, **given), self.read, now)

    def tokens(self) -> dict[str, str]:
        path = self.base / f"{self.name}.secrets"
        return json.loads(path.read_text("utf-8"))["editions"] if path.exists() else {}

    def folder(self, edition: str) -> Path:
        return self.site / (edition if edition == "public" else self.tokens()[edition])

    def events(self, edition: str, calendar: str = "trip.ics") -> dict[str, CalendarEvent]:
        """The events of a calendar by their titles."""
        path = self.folder(edition) / calendar
        text = path.read_bytes().decode() if path.exists() else ""
        return {each.title: each for each in parse_events(text)}

    def files(self) -> dict[str, bytes]:
        return read_folder(self.site)

    def traces(self) -> dict[str, tuple[int, int]]:
        """The inode and the time of the last change of each file of the site."""
        found = {path: path.stat() for path in self.site.rglob("*") if path.is_file()}
        return {str(path): (each.st_ino, each.st_mtime_ns) for path, each in found.items()}


def read_folder(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def issue(number: int, **changes: Any) -> dict[str, Any]:
    """The trip in a later issue, a day later each."""
    revised = datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(days=number - 1)
    return TRIP | {"issue": number, "revised": f"{revised:%Y-%m-%dT%H:%MZ}"} | changes


def edit(events: list[dict[str, Any]], id: str, **changes: Any) -> list[dict[str, Any]]:
    """Events of which one has other fields; without changes it is left out."""
    edited = [each | changes if each["id"] == id else each for each in events]
    return edited if changes else [each for each in events if each["id"] != id]
