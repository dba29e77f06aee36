"""What is to be published, and the document that it is made from, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from itinerary.document import ImageFile
from itinerary.publishing.edition_options import EditionOptions
from itinerary.publishing.editions import Edition
from itinerary.timeline import Timeline


@dataclass(frozen=True, kw_only=True)
class PublishRequest:
    """What is to be published, and where.

    Attributes:
        document: The file of the document.
        folder: Where the site is to stand.
        editions: Which editions are written.
        options: How.
        at: The time of the release; None for that of the document, or else now.
        rotated: The names of the editions that get a new address.
        closed: The names of the editions that are shut.
        secrets: The file of secrets; None for the one beside the document.
    """

    document: Path
    folder: Path
    editions: tuple[Edition, ...] = ()
    options: EditionOptions = field(default_factory=EditionOptions)
    at: datetime | None = None
    rotated: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    secrets: Path | None = None


class DocumentSource(NamedTuple):
    """A document without errors, and all that it was read from."""

    timeline: Timeline
    images: tuple[ImageFile, ...]
    files: tuple[Path, ...]  # the document, its sheets, and the pictures that it names
