"""The sources of a document in; when each was published, what it is called and which language it speaks out."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from itinerary.dates.grammar import languages
from itinerary.dates.interval import Interval
from itinerary.dates.zones import zone
from itinerary.diagnostics import PhraseError
from itinerary.document import Claim, Document, Source
from itinerary.resolving.complaints import complaint
from itinerary.resolving.dependencies import Task
from itinerary.resolving.reading import NoReferenceError, published_interval
from itinerary.resolving.whereabouts import Report, Whereabouts
from itinerary.timeline import Path, Reading


class Sources:
    """The sources of one document, their publication dates resolved."""

    def __init__(self, document: Document, whereabouts: Whereabouts, report: Report) -> None:
        self._sources, self._language, self._report = document.sources, document.language, report
        self.published: dict[str, Interval] = {}
        self._check_language(self._language, ("language",))
        for id_, source in self._sources.items():
            self._check_language(source.language, ("sources", id_, "language"))
            place = whereabouts.place(source.dateline, ("sources", id_, "dateline"))
            if source.published:
                path = ("sources", id_, "published")
                found = self.absolute(
                    source.published,
                    path,
                    self.language(id_),
                    zone(place.timezone) if place else None,
                )
                self.published |= {id_: found} if found else {}

    def _check_language(self, language: str | None, path: Path) -> None:
        if language and language not in languages():
            hint = f"known: {', '.join(languages())}; leave it out, and write each date as one of them has it, or as reads: 2025-03-28"
            self._report(
                path,
                "error",
                f"no date phrases are known in the language '{language}'",
                hint,
                "unknown-language",
            )

    def absolute(
        self, words: str, path: Path, language: str | None = None, zone: ZoneInfo | None = None
    ) -> Interval | None:
        """A date that must need no other; None, and a report, where it does."""
        try:
            return published_interval(words, language or self._language, zone)
        except PhraseError as error:
            _, message, hint, code = complaint(error, words, language or self._language, None)
            is_misspelt = error.kind in ("unread", "impossible") and not isinstance(
                error, NoReferenceError
            )
            self._report(
                path,
                "error",
                message,
                hint if is_misspelt else "write a date that needs no other, such as 29 August 2025",
                code,
            )
            return None

    def said(self, claim: Claim, source: str | None, path: Path) -> Interval | None:
        """When a claim was said, if it says so itself."""
        return (
            self.absolute(claim.said, (*path, "said"), self.language(source))
            if claim.said
            else None
        )

    def of(self, claim: Claim, task: Task) -> str | None:
        """The id of a claim's source: its own, else that of its entry, else that of the leg."""
        own = None if task.section == "trip" else getattr(task.item, "source", None)
        return claim.source or own or (task.leg.source if task.leg else None)

    def is_told(self, id: str | None) -> bool:
        """Whether it is already told why nothing can count from a source: its date or its language is not understood."""
        source = self._source(id)
        return (
            bool(source and source.published and id not in self.published)
            or self.language(id) not in languages()
        )

    def is_dated(self, claim: Claim, task: Task) -> bool:
        """Whether it is known when a claim was made."""
        return bool(claim.said) or self.of(claim, task) in self.published

    def language(self, id: str | None) -> str:
        """The language of a source, else the document's."""
        source = self._source(id)
        return source.language if source and source.language else self._language

    def name(self, id: str | None) -> str:
        """What a source is called."""
        source = self._source(id)
        return source.publisher if source else "the document"

    def origin(self, id: str | None) -> str:
        """A source in full, for explanations."""
        source = self._source(id)
        if source is None:
            return "the document itself"
        published = self.published.get(id or "")
        return f"{source.publisher}, “{source.title}”, {'published ' + published.edtf if published else 'undated'} [{id}]"

    def told(self, reading: Reading) -> tuple[str, datetime | None]:
        """Who said what a reading says, and when."""
        source = self._source(reading.source)
        speaker = reading.claim.speaker or (source.publisher if source else "")
        when = self.published.get(reading.source or "")
        if reading.claim.said:
            with suppress(PhraseError):  # it is reported already
                when = published_interval(reading.claim.said, self.language(reading.source), None)
        return speaker, when.bounds()[0] if when else None

    def _source(self, id: str | None) -> Source | None:
        return self._sources.get(id) if id else None
