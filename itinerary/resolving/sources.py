"""The sources of a Document in; when each was published, its name and its language out."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from zoneinfo import ZoneInfo

from itinerary.codes import Code
from itinerary.dates.expressions import CalendarName
from itinerary.dates.grammar import list_languages
from itinerary.dates.interval import Interval
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import NodePath, PhraseError
from itinerary.document import Claim, Document, Source
from itinerary.resolving.absolute_dates import resolve_absolute_date
from itinerary.resolving.claim_findings import describe_phrase_error
from itinerary.resolving.dependencies import Task
from itinerary.resolving.findings import FindingReporter
from itinerary.resolving.place_resolver import PlaceResolver
from itinerary.resolving.references import NoReferenceError, build_reference
from itinerary.resolving.verdicts import Origin
from itinerary.timeline import Reading

_ABSOLUTE_DATE_HINT = "write a date that needs no other, such as 29 August 2025"


class Sources:
    """The sources of one document, their publication dates resolved.

    Attributes:
        publication_dates: When each was published, by its id, in the zone of its dateline; without
            those that say nothing, or nothing that is understood.
        publication_references: What relative words of each count from, by the same ids.
        absolute_dates: All dates that need no other, those of the document, too, by their paths.
    """

    def __init__(self, document: Document, places: PlaceResolver, report: FindingReporter) -> None:
        self._sources, self._language, self._report = document.sources, document.language, report
        self.publication_dates: dict[str, Interval] = {}
        self.absolute_dates: dict[NodePath, Interval] = {}
        self._check_language(self._language, ("language",))
        for id_, source in self._sources.items():
            self._check_language(source.language, ("sources", id_, "language"))
            place = places.resolve_place(source.dateline, ("sources", id_, "dateline"))
            zone = load_zone(place.timezone) if place and place.timezone else None
            if published := self._resolve_publication_date(id_, source, zone):
                self.publication_dates[id_] = published
        self._descriptions = {id_: self._describe_source(id_) for id_ in self._sources}
        self.publication_references = {
            id_: build_reference(published, f"when {self._sources[id_].publisher} published it")
            for id_, published in self.publication_dates.items()
        }

    def _resolve_publication_date(
        self, id: str, source: Source, zone: ZoneInfo | None
    ) -> Interval | None:
        if not source.published:
            return None
        path = ("sources", id, "published")
        return self.resolve_date_or_report(source.published, path, self.find_language(id), zone)

    def _check_language(self, language: str | None, path: NodePath) -> None:
        if language and language not in list_languages():
            known = ", ".join(list_languages())
            message = f"no date phrases are known in the language '{language}'"
            hint = (
                f"known: {known}; leave it out, and write each date as one of them has it,"
                " or as reads: 2025-03-28"
            )
            self._report(path, "error", message, hint, Code.UNKNOWN_LANGUAGE)

    def resolve_date_or_report(
        self, words: str, path: NodePath, language: str | None = None, zone: ZoneInfo | None = None
    ) -> Interval | None:
        """Return a date that must need no other; report it and return None if it does.

        In a language that is not known, which is reported already, no date is read.

        Args:
            words: The date in words.
            path: Where they stand in the document.
            language: Their language, if not the document's.
            zone: The time zone of clock times.
        """
        language = language or self._language
        if language not in list_languages():
            return None
        try:
            found = resolve_absolute_date(words, language, zone)
        except PhraseError as error:
            _, message, hint, code = describe_phrase_error(error, words, language, None)
            is_relative = isinstance(error, NoReferenceError)
            if is_relative or error.kind not in ("unread", "impossible"):
                hint = _ABSOLUTE_DATE_HINT
            self._report(path, "error", message, hint, code)
            return None
        self.absolute_dates[path] = found
        return found

    def resolve_statement_date(
        self, claim: Claim, source: str | None, path: NodePath
    ) -> Interval | None:
        """Return when a claim was said, if it says so itself."""
        if not claim.said:
            return None
        return self.resolve_date_or_report(claim.said, (*path, "said"), self.find_language(source))

    def find_source_id(self, claim: Claim, task: Task) -> str | None:
        """Return the id of a claim's source: its own, else that of its entry, else of the leg."""
        own = None if task.section == "trip" else getattr(task.item, "source", None)
        return claim.source or own or (task.leg.source if task.leg else None)

    def is_lost(self, id: str | None) -> bool:
        """Whether a source is cited that is not there: it had mistakes, which are reported."""
        return bool(id) and id not in self._sources

    def is_problem_reported(self, id: str | None) -> bool:
        """Whether it is reported that a source's date or language is not understood."""
        source = self._find_source(id)
        is_date_unread = bool(source and source.published and id not in self.publication_dates)
        return self.is_lost(id) or is_date_unread or self.find_language(id) not in list_languages()

    def find_publication_date(self, id: str | None) -> Interval | None:
        """Return when a source was published, as far as that is known."""
        return self.publication_dates.get(id) if id else None

    def find_last_publication(self) -> date | None:
        """Return when the last of them was published, as far as they say."""
        published = self.publication_dates.values()
        latest = max(published, key=Interval.to_utc_bounds, default=None)
        return latest.start if latest else None

    def is_dated(self, claim: Claim, task: Task) -> bool:
        """Whether it is known when a claim was made."""
        return bool(claim.said) or self.find_source_id(claim, task) in self.publication_dates

    def find_language(self, id: str | None) -> str:
        """Return the language of a source, else the document's."""
        source = self._find_source(id)
        return source.language if source and source.language else self._language

    def find_calendar(self, id: str | None) -> CalendarName | None:
        """Return the calendar that the dates of a source are given by, if it says so."""
        source = self._find_source(id)
        return source.calendar.value if source and source.calendar else None

    def describe_source(self, id: str | None) -> str:
        """Return a source in full, for explanations."""
        return self._descriptions.get(id or "", "the document itself")

    def _describe_source(self, id: str) -> str:
        source, date = self._sources[id], self.publication_dates.get(id)
        published = f"published {date.edtf}" if date else "undated"
        return f"{source.publisher}, “{source.title}”, {published} [{id}]"

    def find_origin(self, reading: Reading) -> Origin:
        """Return who said what a reading says, and when."""
        source = self._find_source(reading.source)
        speaker = reading.claim.speaker or (source.publisher if source else "")
        date = self.find_publication_date(reading.source)
        if reading.claim.said:
            with suppress(PhraseError):  # it is reported already
                language = self.find_language(reading.source)
                date = resolve_absolute_date(reading.claim.said, language, None)
        return Origin(speaker, date.to_utc_bounds()[0] if date else None)

    def _find_source(self, id: str | None) -> Source | None:
        return self._sources.get(id) if id else None
