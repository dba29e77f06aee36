"""The command that shows the page of a document while it is written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from itinerary.cli.arguments import (
    LANGUAGES,
    AudienceOption,
    DocumentFileArgument,
    RootOption,
    TravellerOption,
)
from itinerary.cli.findings import exit_with_usage_error, has_errors
from itinerary.cli.inputs import STDIN, LoadedTimeline, load_timeline
from itinerary.cli.outputs import STDOUT, check_target, write_files
from itinerary.diagnostics import ItineraryError, format_diagnostics, make_printable
from itinerary.document.vocabulary import Visibility
from itinerary.loading.image_files import list_image_paths, load_images
from itinerary.publishing import ExportRequest, plan_export, render_plan
from itinerary.publishing.export_request import find_file_format
from itinerary.publishing.watching import Edition, open_port, require_watch, serve_editions
from itinerary.timeline import Timeline

_LAST_PORT = 65535


class _Watched(NamedTuple):
    """What is watched, and what is made of it."""

    doc: str
    root: Path | None
    page: ExportRequest
    files: ExportRequest | None  # None where only the page is shown


def watch(
    doc: DocumentFileArgument,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="A file to write at each change, too; its suffix names the format. May be given"
            " several times.",
        ),
    ] = None,
    port: Annotated[
        int,
        typer.Option(
            "--port", metavar="PORT", min=0, max=_LAST_PORT, help="The port; 0 is any that is free."
        ),
    ] = 0,
    audience: AudienceOption = Visibility.STAFF,
    traveller: TravellerOption = "",
    lang: Annotated[
        str | None, LANGUAGES.create_option("--lang", help="The language of the page.")
    ] = None,
    root: RootOption = None,
) -> None:
    """Show the page of a document, and export again at each change.

    The page is served on this machine alone, loads itself again when it is another, and tells above
    the schedule what is wrong. Ctrl-C ends it.
    """
    require_watch()
    if doc == STDIN:
        exit_with_usage_error("standard input does not change", "name a file")
    if Path(STDOUT) in (output or ()):
        exit_with_usage_error("watch writes files only", "name a file: -o trip.ics")
    page = ExportRequest(to="html", audience=audience, traveller=traveller, lang=lang)
    files = replace(page, to="", outputs=tuple(output)) if output else None
    for path in output or ():
        find_file_format(path)  # an unknown suffix is wrong, whatever the document
        check_target(path, [Path(doc)])
    opened = open_port(port)
    url = f"http://127.0.0.1:{opened.getsockname()[1]}/"
    print(make_printable(f"{url} shows {doc} (Ctrl-C ends)"), flush=True)
    serve_editions(opened, Path(doc), _create_builder(_Watched(doc, root, page, files)))


def _create_builder(watched: _Watched) -> Callable[[], Edition]:
    """Return what makes everything anew, and prints what is wrong if that is not what was."""
    last: Edition | None = None

    def build_anew() -> Edition:
        nonlocal last
        edition = _build_edition(watched)
        if last is None or not edition.is_alike(last):
            _print_edition(watched.doc, edition)
        last = edition
        return edition

    return build_anew


def _print_edition(doc: str, edition: Edition) -> None:
    if edition.findings:
        print(edition.findings, file=sys.stderr)
    print(make_printable(f"{doc}: {edition.summary}"), flush=True)


def _build_edition(watched: _Watched) -> Edition:
    """Make everything anew, and write the files if nothing is wrong."""
    loaded = load_timeline(watched.doc, watched.root)
    try:
        return _make_edition(watched, loaded)
    except (ItineraryError, OSError) as error:
        text = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else str(error)
        files = _list_files(watched.doc, loaded)
        return Edition("", make_printable(text), "the page cannot be made", files)


def _make_edition(watched: _Watched, loaded: LoadedTimeline) -> Edition:
    files, findings = _list_files(watched.doc, loaded), format_diagnostics(loaded.findings)
    summary = _count_findings(each.severity for each in loaded.findings)
    if loaded.timeline is None or has_errors(loaded.findings):
        return Edition("", findings, summary, files)
    images = load_images(loaded.timeline.document, Path(watched.doc).parent, root=watched.root)
    problems = [f"{watched.doc}: warning: {each}" for each in images.problems]
    findings = "\n".join(filter(None, (findings, *map(make_printable, problems))))
    page = _render(loaded.timeline, replace(watched.page, images=images.files))[None]
    if watched.files:
        request = replace(watched.files, images=images.files)
        contents = _render(loaded.timeline, request)
        write_files({path: each for path, each in contents.items() if path and each}, loaded.files)
    return Edition(str(page), findings, summary, files)


def _render(timeline: Timeline, request: ExportRequest) -> dict[Path | None, str | bytes]:
    return {each.path: each.content for each in render_plan(plan_export(timeline, request))}


def _list_files(doc: str, loaded: LoadedTimeline) -> tuple[Path, ...]:
    """Return what a page is made from; the pictures that are missing, too."""
    paths = list_image_paths(loaded.timeline.document) if loaded.timeline else ()
    images = (Path(doc).parent / each for each in paths)
    return tuple(dict.fromkeys((Path(doc), *loaded.files, *images)))


def _count_findings(severities: Iterable[str]) -> str:
    found = [each for each in severities if each != "note"]
    counts = {kind: found.count(kind) for kind in ("error", "warning")}
    told = [f"{count} {kind}{'s' * (count > 1)}" for kind, count in counts.items() if count]
    return ", ".join(told) or "nothing is wrong"
