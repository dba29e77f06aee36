"""The tools of an assistant: texts, or files of its workspace, in; typed results out.

Every mistake is an ItineraryError whose message says what to pass instead. Results are bounded:
lists say how many more there are, and what does not fit is refused with a way to ask for less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar, Literal

from itinerary.diagnostics import OptionError, shorten_text
from itinerary.editor.assistant.results import (
    CheckResult,
    DraftResult,
    Explanation,
    ExportResult,
    FoundDates,
    ListedExpression,
    ResolvedPhrase,
    build_finding,
    build_found,
    build_intervals,
)
from itinerary.editor.assistant.workspace import Workspace
from itinerary.loading import LoadResult, read_file, read_text
from itinerary.timeline import Timeline

MAX_LISTED = 100  # findings, dates, expressions
MAX_LINE = 1_000  # characters of one of them
MAX_ARTICLES = 50  # of one draft
MAX_CHARACTERS = 200_000  # of a text that is passed or returned
DocumentFormat = Literal["yaml", "json", "toml"]
AudienceName = Literal["public", "party", "staff"]
LanguageName = Literal["en", "es", "pt"]
StyleName = Literal["auto", "news", "narrative", "announcement"]


@dataclass(frozen=True, slots=True)
class ArticleInput:
    """An article: its text or HTML, or a file of the folder; what it does not say of itself."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}

    text: str = ""
    path: str = ""
    published: str = ""  # ISO 8601
    publisher: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools, with what of the file system they may use."""

    workspace: Workspace

    def check(
        self, text: str = "", path: str = "", format: DocumentFormat = "yaml", strict: bool = False
    ) -> CheckResult:
        """Return everything that is wrong or doubtful in a document, each with a remedy.

        Args:
            text: The document itself; or
            path: a file of it in the folder that the server was started with.
            format: What the text is written in; a file tells it by its suffix.
            strict: Whether to warn of nights without a stay, too.
        """
        from itinerary.resolving import resolve
        from itinerary.resolving.document_findings import complete_findings, resolve_loaded

        loaded = self._read_document(text, path, format)
        checked = resolve_loaded(loaded, resolve)
        findings = complete_findings(checked, loaded.notes, strict=strict)
        findings = sorted(findings, key=lambda each: each.position)
        timeline = checked.timeline
        entries = timeline.select_entries("leg", "event", "background") if timeline else ()
        return CheckResult(
            checked.has_errors,
            len(entries),
            sum(each.has_open_dates for each in entries),
            [build_finding(each) for each in findings[:MAX_LISTED]],
            max(0, len(findings) - MAX_LISTED),
        )

    def explain(
        self, text: str = "", path: str = "", format: DocumentFormat = "yaml", id: str = ""
    ) -> Explanation:
        """Return why each date of a document, or of one entry, is what it is.

        Args:
            text: The document itself; or
            path: a file of it in the folder that the server was started with.
            format: What the text is written in; a file tells it by its suffix.
            id: The id of the only entry to explain; empty for all.
        """
        from itinerary.reports.explanation import explain
        from itinerary.reports.provenance import trace_timeline
        from itinerary.reports.rendering import format_explanations

        timeline = self._resolve(text, path, format)
        explained = [explain(timeline, id)] if id else trace_timeline(timeline)
        told = format_explanations(explained)
        ids = [each.id for each in timeline.entries]
        return Explanation(
            _require_bounded(told, "ask for one entry by its id"),
            ids[:MAX_LISTED],
            max(0, len(ids) - MAX_LISTED),
        )

    def resolve_phrase(
        self, phrase: str, on: str, language: LanguageName = "en", window: str = ""
    ) -> ResolvedPhrase:
        """Return what a date phrase comes to, counted from a day.

        Args:
            phrase: Such as "the third Thursday of November".
            on: The date or time that it counts from, in ISO 8601: when it was written.
            language: The language of the phrase.
            window: The dates of the trip that it is about, such as 2025-09-02/2025-09-04.
        """
        from itinerary.dates.grammar import resolve_phrase

        reference = _parse_date(on, "on")
        within = resolve_phrase(window, reference=reference).intervals if window else None
        found = resolve_phrase(phrase, reference=reference, language=language, window=within)
        return ResolvedPhrase(
            build_intervals(found.intervals),
            list(found.steps),
            [each.text for each in found.diagnostics],
        )

    def find(
        self, text: str, on: str, language: LanguageName = "en", style: StyleName = "auto"
    ) -> FoundDates:
        """Return the temporal expressions of a text, with what they come to and why.

        Args:
            text: The text, such as an article.
            on: When it was published, in ISO 8601.
            language: The language of the text.
            style: From where its dates are seen: "news" from the publication, "narrative" each from
                the one before, "announcement" those of a trip within its days; "auto" finds out.
        """
        from itinerary.dates.finding import find

        _require_bounded(text, "pass a part of it")
        reference = _parse_date(on, "on")
        found = find(text, reference=reference, language=language, style=style)
        listed = [build_found(each) for each in found[:MAX_LISTED]]
        return FoundDates(listed, len(found) - len(listed))

    def draft(self, articles: list[ArticleInput], save_as: str = "") -> DraftResult:
        """Return a document drafted from articles, for a person to check.

        Args:
            articles: What announces one trip: texts, pages of HTML, mails, or files of the folder.
            save_as: A file to write the document to, which must not be there yet; empty for none.
        """
        from itinerary.articles import Article, read_article
        from itinerary.drafting import draft

        if len(articles) > MAX_ARTICLES:
            raise OptionError(f"more than {MAX_ARTICLES} articles - pass those of one trip")
        read: list[Article] = []
        for each in articles:
            source = self._read_input(each.text, each.path)
            day = _parse_date(each.published, "published") if each.published else None
            read.append(
                read_article(
                    # A text of one line would be taken for a path, to wherever it leads.
                    source if isinstance(source, Path) else source.encode("utf-8-sig", "replace"),
                    name="" if isinstance(source, Path) else f"article-{len(read) + 1}",
                    published=day,
                    publisher=each.publisher,
                    language=each.language,
                )
            )
        drafted = draft(read)
        listed = [each for each in drafted.review.items if each.status == "listed"]
        text = _require_bounded(drafted.text, "pass fewer articles")
        written = self._write(save_as, text, ("yaml", "yml")) if save_as else ""
        return DraftResult(
            text,
            drafted.review.format_counts(),
            [
                ListedExpression(shorten_text(each.text, MAX_LINE), each.reason)
                for each in listed[:MAX_LISTED]
            ],
            max(0, len(listed) - MAX_LISTED),
            written,
        )

    def export(
        self,
        to: str,
        audience: AudienceName,
        text: str = "",
        path: str = "",
        format: DocumentFormat = "yaml",
        lang: LanguageName | None = None,
        within: str = "",
        traveller: str = "",
        save_as: str = "",
    ) -> ExportResult:
        """Return a document as a calendar, a briefing or data, for one audience.

        Args:
            to: The format: ics, markdown, html, json or another that `itinerary formats` lists.
            audience: Who reads it; what this audience may not see is left out.
            text: The document itself; or
            path: a file of it in the folder that the server was started with.
            format: What the text is written in; a file tells it by its suffix.
            lang: The language of a briefing, or of a calendar's events.
            within: Only these days, in words or by ISO 8601.
            traveller: One traveller: what is for others alone is left out.
            save_as: A file to write it to, which must not be there yet; empty to return it.
        """
        from itinerary.export.lookup import find_format
        from itinerary.publishing import ExportRequest, list_export_notes, plan_export, render_plan

        request = ExportRequest(
            to=to, audience=audience, lang=lang, within=within, traveller=traveller
        )
        plan = plan_export(self._resolve(text, path, format), request)
        (rendered,) = render_plan(plan)
        content = rendered.content
        left_out = [*list_export_notes(plan), *rendered.cautions]
        form = find_format(to)
        suffixes = [form.suffix, form.name, *(["json"] if "json" in form.media_type else [])]
        written = self._write(save_as, content, suffixes) if save_as else ""
        if isinstance(content, bytes) and not written:
            raise OptionError(f"{to} is no text - name a file to save it as, or another format")
        shown = "" if isinstance(content, bytes) or written else content
        hint = "ask for some days by `within`, or name a file by `save_as`"
        return ExportResult(
            _require_bounded(shown, hint),
            form.media_type,
            [shorten_text(each, MAX_LINE) for each in left_out[:MAX_LISTED]],
            max(0, len(left_out) - MAX_LISTED),
            written,
        )

    def _write(self, path: str, content: str | bytes, suffixes: Sequence[str]) -> str:
        """Write a new file, whose suffix has to say what it is, and return its path."""
        known = [f".{each}" for each in dict.fromkeys(suffixes)]
        if Path(path).suffix.lower() not in known:
            raise OptionError(
                f"'{shorten_text(path)}' does not say what is in it"
                f" - name a file that ends in {' or '.join(known)}"
            )
        return self.workspace.write_new_file(path, content)

    def _resolve(self, text: str, path: str, format: DocumentFormat) -> Timeline:
        """Return the timeline of a document without errors; DocumentError with all of them."""
        from itinerary.resolving import resolve

        timeline = resolve(self._read_document(text, path, format).require_document())
        timeline.raise_for_errors()
        return timeline

    def _read_document(self, text: str, path: str, format: DocumentFormat) -> LoadResult:
        source = self._read_input(text, path)
        if isinstance(source, Path):
            reading = self.workspace.read_sheet
            return read_file(source, root=self.workspace.folder, read_bytes=reading)
        return read_text(source, format, folder=None)

    def _read_input(self, text: str, path: str) -> str | Path:
        """Return the text, or the file, whichever is given."""
        if bool(text) == bool(path):
            raise OptionError("pass either text or path")
        if path:
            return self.workspace.find_file(path)
        return _require_bounded(text, "pass a file of the folder by its path")


def _require_bounded(text: str, hint: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise OptionError(f"more than {MAX_CHARACTERS:,} characters - {hint}")
    return text


def _parse_date(text: str, name: str) -> date:
    """Return a date or, where it has one, the time of a text in ISO 8601."""
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            return parse(text)
        except ValueError:
            continue
    raise OptionError(
        f"{name}: '{shorten_text(text)}' is not a date - write it as 2025-08-29 or 2025-08-29T10:00"
    )
