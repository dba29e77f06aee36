"""The command that tells what has changed from one issue of a document to another."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from itinerary.cli.arguments import LANGUAGES, AudienceOption, RootOption, TravellerOption
from itinerary.cli.choices import Choice
from itinerary.cli.findings import exit_with_usage_error, has_errors
from itinerary.cli.inputs import (
    LoadedTimeline,
    load_timeline,
    load_valid_timeline,
    reject_second_stdin,
)
from itinerary.diagnostics import make_printable
from itinerary.document.vocabulary import Visibility
from itinerary.reports.rendering import ReportFormat

if TYPE_CHECKING:  # --help may not take as long as importing these
    from itinerary.briefing import Item
    from itinerary.dates.interval import Interval
    from itinerary.reports.changes import EntryChange
    from itinerary.timeline import Timeline


class _Reader(NamedTuple):
    """Who is told of the changes."""

    audience: Visibility
    traveller: str
    language: str

    def select_seen(self, timeline: Timeline) -> Timeline:
        """Return what the reader may see of a timeline."""
        from itinerary.views.audience import for_audience
        from itinerary.views.traveller import for_traveller

        readable = for_audience(timeline, self.audience)
        return for_traveller(readable, self.traveller) if self.traveller else readable


def changes(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="The document as an earlier issue had it.")
    ],
    new: Annotated[
        str,
        typer.Argument(
            metavar="NEW",
            help="The document now; - is standard input. If both are folders, all documents in"
            " them that have the same path are compared.",
        ),
    ],
    format: Annotated[
        ReportFormat,
        Choice("format", ReportFormat).create_option("--format", help="How the list is printed."),
    ] = ReportFormat.TEXT,
    audience: AudienceOption = Visibility.STAFF,
    traveller: TravellerOption = "",
    lang: Annotated[
        str, LANGUAGES.create_option("--lang", help="The language to print in.")
    ] = "en",
    root: RootOption = None,
) -> None:
    """Print what has changed from one issue to another.

    Entries are the same where their ids are: what is new, what is left out, and of what has changed
    what it is and was.
    """
    reject_second_stdin(old, new)
    reader = _Reader(audience, traveller, lang)
    if Path(old).is_dir() and Path(new).is_dir():
        if format is ReportFormat.JSON:
            hint = "ask for --format text or markdown, or name two documents"
            exit_with_usage_error("folders cannot be compared as JSON", hint)
        sys.stdout.writelines(_compare_folders(Path(old), Path(new), reader, format))
        return
    seen = [reader.select_seen(load_valid_timeline(doc, root)) for doc in (old, new)]
    if format is ReportFormat.JSON:
        from itinerary.reports.changes import changes

        found = [_build_change_tree(each) for each in changes(*seen)]
        sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
        return
    from itinerary.briefing import compose_changes

    sys.stdout.write(_format_item(compose_changes(*seen, language=lang), format))


def _compare_folders(old: Path, new: Path, reader: _Reader, format: ReportFormat) -> Iterator[str]:
    """Yield what has changed of each document by its path; nothing of those that are the same."""
    from itinerary.loading.folders import find_documents

    paths = [
        {path.relative_to(folder) for path in find_documents(folder).documents}
        for folder in (old, new)
    ]
    for path in sorted(paths[0] | paths[1]):
        was, now = (
            _load_readable(path, folder, reader.audience) if path in own else None
            for folder, own in zip((old, new), paths, strict=True)
        )
        if text := _compare_documents(was, now, reader, format):
            yield f"{_format_heading(path, format)}{text}\n"


def _load_readable(path: Path, folder: Path, audience: Visibility) -> LoadedTimeline | None:
    """Return a document of a folder; None if nothing of it is for the audience."""
    loaded = load_timeline(str(folder / path), folder, has_progress=False)
    if loaded.timeline is None or audience.includes(loaded.timeline.document.visibility):
        return loaded
    return None


def _format_heading(path: Path, format: ReportFormat) -> str:
    name = make_printable(path.as_posix())
    if format is ReportFormat.MARKDOWN:
        from itinerary.markdown_text import break_references, escape_text

        return f"## {break_references(escape_text(name))}\n\n"
    return f"{name}\n"


def _compare_documents(
    old: LoadedTimeline | None, new: LoadedTimeline | None, reader: _Reader, format: ReportFormat
) -> str:
    """Return what has changed of a document; "" if nothing has that the reader may see."""
    from itinerary.briefing import compose_changes
    from itinerary.dates.wording.labels import translate_label

    if old is None or new is None:
        word = "left out" if old else "new" if new else ""
        return f"{translate_label(word, reader.language)}\n" if word else ""
    seen: list[Timeline] = []
    for loaded, name in ((old, "old"), (new, "new")):
        if loaded.timeline is None or has_errors(loaded.findings):
            return f"not compared: the {name} document has errors\n"
        seen.append(reader.select_seen(loaded.timeline))
    item = compose_changes(*seen, language=reader.language)
    return _format_item(item, format) if item.items else ""


def _format_item(item: Item, format: ReportFormat) -> str:
    if format is ReportFormat.MARKDOWN:
        from itinerary.export.markdown import render_items
        from itinerary.markdown_text import break_references

        return break_references(render_items((item,))) + "\n"
    return "".join(f"{line}\n" for line in _format_lines(item))


def _format_lines(item: Item, indent: str = "") -> Iterator[str]:
    text = "".join(each for each in item.line if isinstance(each, str))
    yield indent + make_printable(" ".join(text.split()))
    for below in item.items:
        yield from _format_lines(below, indent + "  ")


def _build_change_tree(change: EntryChange) -> Mapping[str, Any]:
    """Return what `EntryChange` says as JSON; what has not changed is not in it."""
    told = {
        "former_title": change.former_title,
        "dates": [
            {"name": each.name, "was": _list_dates(each.was), "now": _list_dates(each.now)}
            for each in change.dates
        ],
        "places": change.places and {"was": change.places.was, "now": change.places.now},
        "status": change.status,
        "details": [
            {"name": each.name, "was": each.was, "now": each.now} for each in change.details
        ],
    }
    return {
        "kind": change.kind,
        "id": change.entry.id,
        "title": change.entry.title,
        **{name: each for name, each in told.items() if each},
    }


def _list_dates(intervals: Iterable[Interval]) -> list[str]:
    return [each.edtf for each in intervals]
