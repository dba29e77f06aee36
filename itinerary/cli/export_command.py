"""The command that writes calendars and briefings."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import typer

from itinerary.cli.arguments import (
    AlarmOption,
    AudienceOption,
    DocumentArgument,
    OnlyOption,
    RootOption,
    TravellerOption,
    UidSaltOption,
    WithinOption,
)
from itinerary.cli.export_options import (
    BackgroundOption,
    CancelledOption,
    ClockOption,
    ColorOption,
    DryRunOption,
    FormatOption,
    HolidaysOption,
    ImpreciseOption,
    LanguageOption,
    NameOption,
    OutputOption,
    OwnOption,
    SinceOption,
    SplitOption,
    StyleOption,
    UtcOption,
)
from itinerary.cli.findings import exit_with_usage_error, print_warnings
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
from itinerary.export import Format, FormatOptions, HtmlOptions
from itinerary.export.lookup import find_format
from itinerary.publishing import (
    BackgroundPlacement,
    ExportRequest,
    RenderedFile,
    list_export_notes,
    list_former_id_notes,
    list_renamed_entries,
    list_unnoticed_changes,
    list_unrevised_changes,
    plan_export,
    render_plan,
)
from itinerary.timeline import Timeline

LAST_RELEASE = "last"  # as the earlier issue; a file of that name is ./last


def export(
    doc: DocumentArgument,
    output: OutputOption = None,
    to: FormatOption = None,
    audience: AudienceOption = Visibility.STAFF,
    within: WithinOption = "",
    only: OnlyOption = None,
    traveller: TravellerOption = "",
    split: SplitOption = None,
    background: BackgroundOption = BackgroundPlacement.FILE,
    imprecise: ImpreciseOption = "span",
    cancelled: CancelledOption = "status",
    alarm: AlarmOption = "",
    name: NameOption = "",
    color: ColorOption = "",
    utc: UtcOption = False,
    uid_salt: UidSaltOption = "",
    lang: LanguageOption = None,
    clock: ClockOption = None,
    style: StyleOption = None,
    holidays: HolidaysOption = False,
    since: SinceOption = "",
    option: OwnOption = None,
    dry_run: DryRunOption = False,
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
    _check_destination(request, dry_run)
    loaded = load_timeline(doc, root)
    timeline = require_timeline(loaded)
    plan = plan_export(timeline, _attach_images(request, timeline, doc, root))
    rendered = render_plan(plan)
    print_warnings(doc, [*_list_cautions(request, loaded, rendered)])
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


def _check_destination(request: ExportRequest, dry_run: bool) -> None:
    """End the command if its format cannot be printed, or nothing would be written anyway."""
    if not request.is_printed:
        return
    if dry_run:
        exit_with_usage_error("--to alone writes no file", "leave out --dry-run, or name one by -o")
    format = find_format(request.to)
    if sys.stdout.isatty() and not format.is_text:
        exit_with_usage_error(
            f"a {format.name.upper()} cannot be shown on a terminal",
            f"name a file: -o trip.{format.suffix}",
        )


def _load_former(doc: str, since: str, root: Path | None) -> LoadedTimeline:
    """Load an earlier issue of a document: a file, or what was published of it last."""
    if since != LAST_RELEASE:
        return load_timeline(since, root)
    if doc == STDIN:
        exit_with_usage_error("nothing is published of standard input", "name the document")
    from itinerary.publishing.release_history import find_last_timeline

    timeline, notes = find_last_timeline(Path(doc))
    print_warnings(doc, notes)
    return LoadedTimeline(timeline, [], ())


def _attach_images(
    request: ExportRequest, timeline: Timeline, doc: str, root: Path | None
) -> ExportRequest:
    """Return the request with the pictures beside the document, if it asks for a page."""
    formats = {find_format(request.to)} if request.to else set[Format[FormatOptions]]()
    formats |= {request.find_format(path) for path in request.outputs if not request.to}
    if doc == STDIN or not any(issubclass(each.options, HtmlOptions) for each in formats):
        return request
    from itinerary.loading.image_files import load_images

    images = load_images(timeline.document, Path(doc).parent, root=root)
    print_warnings(doc, images.problems)
    return replace(request, images=images.files)


def _list_cautions(
    request: ExportRequest, loaded: LoadedTimeline, rendered: Iterable[RenderedFile]
) -> Iterator[str]:
    """Yield what is to be known of the files before they are taken for what they look like."""
    for each in rendered:
        yield from each.cautions
    if request.since and loaded.timeline:
        yield from list_unrevised_changes(request.since, loaded.timeline)
        yield from list_renamed_entries(request.since, loaded.timeline)
    if not request.is_printed:
        for each in rendered:
            yield from _compare_with_replaced(each)


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
