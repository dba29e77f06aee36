"""The sources of a document in; when each was published, what it is called and which language it speaks out."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from itinerary.dates.grammar import list_languages
from itinerary.dates.interval import Interval
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import PhraseError
from itinerary.document import Claim, Document, Source
from itinerary.resolving.claim_findings import describe_phrase_error
from itinerary.resolving.dependencies import Task
from itinerary.resolving.place_resolver import FindingReporter, PlaceResolver
from itinerary.resolving.reading import NoReferenceError, resolve_absolute_date
from itinerary.timeline import DocumentPath, Reading


class Sources:
    """The sources of one document, their publication dates resolved."""

    def __init__(
        self, document: Document, whereabouts: PlaceResolver, report: FindingReporter
    ) -> None:
        self._sources, self._language, self._report = document.sources, document.language, report
        self.publication_dates: dict[str, Interval] = {}
        self._check_language(self._language, ("language",))
        for id_, source in self._sources.items():
            self._check_language(source.language, ("sources", id_, "language"))
            place = whereabouts.resolve_place(source.dateline, ("sources", id_, "dateline"))
            if source.published:
                path = ("sources", id_, "published")
                found = self.resolve_date_or_report(
                    source.published,
                    path,
                    self.find_language(id_),
                    load_zone(place.timezone) if place else None,
                )
                self.publication_dates |= {id_: found} if found else {}

    def _check_language(self, language: str | None, path: DocumentPath) -> None:
        if language and language not in list_languages():
            hint = f"known: {', '.join(list_languages())}; leave it out, and write each date as one of them has it, or as reads: 2025-03-28"
            self._report(
                path,
                "error",
                f"no date phrases are known in the language '{language}'",
                hint,
                "unknown-language",
            )

    def resolve_date_or_report(
        self,
        words: str,
        path: DocumentPath,
        language: str | None = None,
        zone: ZoneInfo | None = None,
    ) -> Interval | None:
        """A date that must need no other; None, and a report, where it does."""
        try:
            return resolve_absolute_date(words, language or self._language, zone)
        except PhraseError as error:
            _, message, hint, code = describe_phrase_error(
                error, words, language or self._language, None
            )
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

    def resolve_statement_date(
        self, claim: Claim, source: str | None, path: DocumentPath
    ) -> Interval | None:
        """When a claim was said, if it says so itself."""
        return (
            self.resolve_date_or_report(claim.said, (*path, "said"), self.find_language(source))
            if claim.said
            else None
        )

    def find_source_id(self, claim: Claim, task: Task) -> str | None:
        """The id of a claim's source: its own, else that of its entry, else that of the leg."""
        own = None if task.section == "trip" else getattr(task.item, "source", None)
        return claim.source or own or (task.leg.source if task.leg else None)

    def is_problem_reported(self, id: str | None) -> bool:
        """Whether it is already told why nothing can count from a source: its date or its language is not understood."""
        source = self._find_source(id)
        return (
            bool(source and source.published and id not in self.publication_dates)
            or self.find_language(id) not in list_languages()
        )

    def is_dated(self, claim: Claim, task: Task) -> bool:
        """Whether it is known when a claim was made."""
        return bool(claim.said) or self.find_source_id(claim, task) in self.publication_dates

    def find_language(self, id: str | None) -> str:
        """The language of a source, else the document's."""
        source = self._find_source(id)
        return source.language if source and source.language else self._language

    def find_publisher_name(self, id: str | None) -> str:
        """What a source is called."""
        source = self._find_source(id)
        return source.publisher if source else "the document"

    def describe_source(self, id: str | None) -> str:
        """A source in full, for explanations."""
        source = self._find_source(id)
        if source is None:
            return "the document itself"
        published = self.publication_dates.get(id or "")
        return f"{source.publisher}, “{source.title}”, {'published ' + published.edtf if published else 'undated'} [{id}]"

    def find_origin(self, reading: Reading) -> tuple[str, datetime | None]:
        """Who said what a reading says, and when."""
        source = self._find_source(reading.source)
        speaker = reading.claim.speaker or (source.publisher if source else "")
        when = self.publication_dates.get(reading.source or "")
        if reading.claim.said:
            with suppress(PhraseError):  # it is reported already
                when = resolve_absolute_date(
                    reading.claim.said, self.find_language(reading.source), None
                )
        return speaker, when.to_utc_bounds()[0] if when else None

    def _find_source(self, id: str | None) -> Source | None:
        return self._sources.get(id) if id else None
