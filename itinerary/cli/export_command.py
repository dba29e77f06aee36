"""The command that writes calendars and briefings."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated, get_args

import typer

from itinerary.briefing import STYLES
from itinerary.cli.arguments import (
    CLOCKS,
    LANGUAGES,
    AlarmOption,
    AudienceOption,
    DocumentArgument,
    OnlyOption,
    RootOption,
    TravellerOption,
    UidSaltOption,
    WithinOption,
)
from itinerary.cli.choices import Choice
from itinerary.cli.completion import complete_colors, complete_formats
from itinerary.cli.findings import exit_with_usage_error
from itinerary.cli.inputs import (
    STDIN,
    LoadedTimeline,
    load_timeline,
    reject_second_stdin,
    require_timeline,
)
from itinerary.cli.outputs import list_outdated_files, write_files, write_to_stdout
from itinerary.diagnostics import make_printable
from itinerary.document.vocabulary import Visibility
from itinerary.export import FORMATS, Format, FormatOptions, HtmlOptions
from itinerary.export.lookup import find_format
from itinerary.export.options import CancelledChoice, ImpreciseChoice
from itinerary.publishing import (
    BackgroundPlacement,
    ExportRequest,
    RenderedFile,
    list_export_notes,
    list_former_id_notes,
    list_unnoticed_changes,
    list_unrevised_changes,
    plan_export,
    render_plan,
)
from itinerary.timeline import Timeline
from itinerary.views.parts import SplitBy

BACKGROUNDS = Choice("background", BackgroundPlacement)
IMPRECISE_CHOICES = Choice("imprecise", get_args(ImpreciseChoice))
CANCELLED_CHOICES = Choice("cancelled", get_args(CancelledChoice))
SPLITS = Choice("split", (*SplitBy, None))
LAST_RELEASE = "last"  # as the earlier issue; a file of that name is ./last
STYLE_CHOICES = Choice("style", STYLES)


def _parse_format(text: str) -> str:
    find_format(text)  # an unknown name is wrong, whatever the document
    return text


def export(
    doc: DocumentArgument,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--output",
            help="A file to write; its suffix names the format, or --to. May be given several"
            " times.",
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="|".join(FORMATS),
            help="The format to print to standard output, or to write the file of -o in;"
            " `itinerary formats` lists those of other packages, too.",
            parser=_parse_format,
            autocompletion=complete_formats,
        ),
    ] = None,
    audience: AudienceOption = Visibility.STAFF,
    within: WithinOption = "",
    only: OnlyOption = None,
    traveller: TravellerOption = "",
    split: Annotated[
        SplitBy | None,
        SPLITS.create_option("--split", help="Write a calendar for each leg or kind of event."),
    ] = None,
    background: Annotated[
        BackgroundPlacement,
        BACKGROUNDS.create_option(
            "--background",
            help="Put the background into a calendar of its own (without -o and --to), into that"
            " of the trip, into none, or export it alone.",
        ),
    ] = BackgroundPlacement.FILE,
    imprecise: Annotated[
        ImpreciseChoice,
        IMPRECISE_CHOICES.create_option(
            "--imprecise",
            help="Show a date that is coarser than a day on all its days, on the first, or not.",
        ),
    ] = "span",
    cancelled: Annotated[
        CancelledChoice,
        CANCELLED_CHOICES.create_option(
            "--cancelled",
            help="Show what is cancelled marked, free and with its status, or without that, since"
            " some programs drop it; or leave it out.",
        ),
    ] = "status",
    alarm: AlarmOption = "",
    name: Annotated[
        str, typer.Option("--name", help="The calendar's name, instead of the document's title.")
    ] = "",
    color: Annotated[
        str,
        typer.Option(
            "--color",
            help="The calendar's colour, a CSS name such as steelblue.",
            autocompletion=complete_colors,
        ),
    ] = "",
    utc: Annotated[
        bool, typer.Option("--utc", help="Calendar times in UTC, without time zones.")
    ] = False,
    uid_salt: UidSaltOption = "",
    lang: Annotated[
        str | None,
        LANGUAGES.create_option(
            "--lang", help="The language of a briefing, or of a calendar's events."
        ),
    ] = None,
    clock: Annotated[
        int | None, CLOCKS.create_option("--clock", help="Briefing: a clock of 24 or 12 hours.")
    ] = None,
    style: Annotated[
        str | None,
        STYLE_CHOICES.create_option(
            "--style",
            help="Briefing: everything, one line for each event, the essentials, or for a crew.",
        ),
    ] = None,
    holidays: Annotated[
        bool, typer.Option("--holidays", help="Briefing: name the public holidays of each day.")
    ] = False,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="DOC|last",
            help="Briefing: list what has changed since this earlier issue of the document; last:"
            " since the release that was published last.",
        ),
    ] = "",
    option: Annotated[
        list[str] | None,
        typer.Option(
            "--option",
            metavar="NAME=VALUE",
            help="An option that a format of another package has of its own. May be given several"
            " times.",
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help="Write nothing; exit with 3 if a file is missing or out of date."
        ),
    ] = False,
    root: RootOption = None,
) -> None:
    """Write calendars and a briefing.

    These are a calendar of the trip, one of its background, and a briefing in Markdown. With -o or
    --to, write or print the formats asked for instead. If the trip may still change, let people
    subscribe to its calendar: some programs double the events when it is imported again.
    """
    reject_second_stdin(doc, since)
    former = _load_former(doc, since, root) if since else None
    request = ExportRequest(
        outputs=tuple(output or ()),
        to=to or "",
        stem="" if doc == STDIN else Path(doc).stem,
        audience=audience,
        within=within,
        only=tuple(only or ()),
        traveller=traveller,
        split=split,
        background=background,
        imprecise=imprecise,
        cancelled=cancelled,
        alarm=alarm,
        name=name,
        color=color,
        utc=utc,
        uid_salt=uid_salt,
        lang=lang,
        clock=clock,
        style=style,
        holidays=holidays,
        since=require_timeline(former) if former else None,
        own_options=tuple(option or ()),
    )
    if dry_run and request.is_printed:
        exit_with_usage_error("--to alone writes no file", "leave out --dry-run, or name one by -o")
    if request.is_printed and sys.stdout.isatty():
        _reject_bytes(find_format(request.to))
    loaded = load_timeline(doc, root)
    timeline = require_timeline(loaded)
    request = _attach_images(request, timeline, doc, root)
    plan = plan_export(timeline, request)
    rendered = render_plan(plan)
    cautions = [caution for each in rendered for caution in each.cautions]
    if request.since and loaded.timeline:
        cautions += list_unrevised_changes(request.since, loaded.timeline)
    if not request.is_printed:
        cautions += [each for file in rendered for each in _compare_with_replaced(file)]
    for caution in cautions:
        print(make_printable(f"{doc}: warning: {caution}"), file=sys.stderr)
    if request.is_printed:
        write_to_stdout(rendered[0].content)
    else:
        files = {each.path: each.content for each in rendered if each.path and each.content}
        if dry_run:
            _tell_outdated(files)
            return
        write_files(files, (*loaded.files, *(former.files if former else ())))
    for note in (*list_export_notes(plan), *list_former_id_notes(plan, loaded.former_id)):
        print(make_printable(note), file=sys.stderr if request.is_printed else sys.stdout)


def _load_former(doc: str, since: str, root: Path | None) -> LoadedTimeline:
    """Load an earlier issue of a document: a file, or what was published of it last."""
    if since != LAST_RELEASE:
        return load_timeline(since, root)
    if doc == STDIN:
        exit_with_usage_error("nothing is published of standard input", "name the document")
    from itinerary.publishing.release_history import find_last_timeline

    timeline, notes = find_last_timeline(Path(doc))
    for note in notes:
        print(make_printable(f"{doc}: warning: {note}"), file=sys.stderr)
    return LoadedTimeline(timeline, [], ())


def _attach_images(
    request: ExportRequest, timeline: Timeline, doc: str, root: Path | None
) -> ExportRequest:
    """Return the request with the pictures beside the document, if it asks for a page."""
    formats = {find_format(request.to)} if request.to else set()
    formats |= {request.find_format(path) for path in request.outputs if not request.to}
    if doc == STDIN or not any(issubclass(each.options, HtmlOptions) for each in formats):
        return request
    from itinerary.loading.image_files import load_images

    images = load_images(timeline.document, Path(doc).parent, root=root)
    for problem in images.problems:
        print(make_printable(f"{doc}: warning: {problem}"), file=sys.stderr)
    return replace(request, images=images.files)


def _compare_with_replaced(file: RenderedFile) -> Iterator[str]:
    """Yield what of a calendar programs may not notice that have the one it replaces."""
    if file.path is None or not isinstance(file.content, str) or file.path.suffix != ".ics":
        return
    with suppress(OSError, ValueError):  # whatever lies there is no calendar, or nothing does
        old = file.path.read_bytes().decode()
        yield from (f"{file.path}: {each}" for each in list_unnoticed_changes(old, file.content))


def _tell_outdated(files: Mapping[Path, str | bytes]) -> None:
    """Print which files an export would write, and end the command with status 3 if any."""
    outdated = list_outdated_files(files)
    for path in files:
        print("would write" if path in outdated else "unchanged", make_printable(str(path)))
    if outdated:
        raise typer.Exit(3)


def _reject_bytes(format: Format[FormatOptions]) -> None:
    if not format.is_text:
        exit_with_usage_error(
            f"a {format.name.upper()} cannot be shown on a terminal",
            f"name a file: -o trip.{format.suffix}",
        )
