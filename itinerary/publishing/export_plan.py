"""A timeline and a request in; the files to write out, each with its format and its options."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from itinerary.dates.arithmetic import enclose_intervals
from itinerary.diagnostics import OptionError
from itinerary.document.ids import slugify_text
from itinerary.export import Format, FormatOptions, IcsOptions, list_formats
from itinerary.export.lookup import find_format
from itinerary.publishing.export_request import (
    BackgroundPlacement,
    ExportRequest,
    is_calendar_format,
    list_option_names,
)
from itinerary.publishing.file_names import make_file_name
from itinerary.timeline import Timeline
from itinerary.timeline.chronologies import is_chronology
from itinerary.values import value_class
from itinerary.views.audience import for_audience
from itinerary.views.groups import select_groups
from itinerary.views.parts import split
from itinerary.views.traveller import for_traveller
from itinerary.views.within import select_within


@value_class
class PlannedFile:
    """A file to write: what of the trip it shows, and in which format.

    Attributes:
        path: The file; None for standard output.
        format: Its format.
        options: The options of the format.
        timeline: The trip, or the part of it, that the file shows to its audience.
        is_empty: Whether it is a calendar without events, which is not written (RFC 5545, section
            3.6, allows none).
    """

    path: Path | None
    format: Format[FormatOptions]
    options: FormatOptions
    timeline: Timeline
    is_empty: bool = False


@value_class
class ExportPlan:
    """The files of an export, in the order in which they are written.

    Attributes:
        request: What was asked for.
        timeline: The trip as its audience may see it.
        hidden_count: The number of entries that the audience may not see.
        redated: The titles of those that have another date without what the audience may not see.
        others_count: The number of those that are for other travellers alone.
        apart_count: The number of those that are of no group or category asked for.
        outside_count: The number of those that lie outside the days asked for.
        files: The files, empty ones too.
    """

    request: ExportRequest
    timeline: Timeline
    hidden_count: int
    redated: tuple[str, ...]
    others_count: int
    apart_count: int
    outside_count: int
    files: tuple[PlannedFile, ...]


def plan_export(timeline: Timeline, request: ExportRequest) -> ExportPlan:
    """Decide which files an export writes; nothing is rendered yet.

    Args:
        timeline: The whole trip, as `resolve` returns it.
        request: What is asked for, and for which audience.

    Raises:
        OptionError: A format, a suffix, or the value of an option is unknown, or an option applies
            to none of the formats.

    >>> from itinerary import loads, resolve
    >>> trip = resolve(loads("{title: T, id: t, events: [{title: E, when: 2025-09-03}]}"))
    >>> [str(file.path) for file in plan_export(trip, ExportRequest()).files]
    ['t.ics', 't.md']
    """
    readable = for_audience(timeline, request.audience)
    own = for_traveller(readable, request.traveller) if request.traveller else readable
    near = select_groups(own, request.only) if request.only else own
    visible = select_within(near, request.within) if request.within else near
    if request.is_printed:
        format = find_format(request.to)
        _reject_unused_options(request, [format])
        files = [
            _plan_file(None, format, request.build_options(format), visible, request.background)
        ]
    else:
        files = list(_plan_files(visible, request))
    hidden_count = len(timeline) - len(readable)
    counts = len(readable) - len(own), len(own) - len(near), len(near) - len(visible)
    redated = tuple(_list_redated(timeline, readable))
    return ExportPlan(request, visible, hidden_count, redated, *counts, tuple(files))


def _list_redated(whole: Timeline, readable: Timeline) -> Iterator[str]:
    for entry in readable.select_entries("leg", "event"):
        if entry.intervals != whole[entry.id].intervals:
            yield entry.title


def _plan_files(timeline: Timeline, request: ExportRequest) -> Iterator[PlannedFile]:
    paths = request.outputs or _list_default_paths(timeline, request)
    chosen = {path: request.find_format(path) for path in paths}
    _reject_unused_options(request, chosen.values())
    taken = list(chosen)
    for path, format in chosen.items():
        if not is_calendar_format(format):
            options = request.build_options(format)
            yield _plan_file(path, format, options, timeline, request.background)
            continue
        background = list(_plan_background(timeline, path, format, request))
        parts = _plan_calendars(timeline, path, format, request, [*taken, *_list_paths(background)])
        taken += [*_list_paths(parts), *_list_paths(background)]
        yield from (*parts, *background)


def _plan_file(
    path: Path | None,
    format: Format[FormatOptions],
    options: FormatOptions,
    timeline: Timeline,
    background: BackgroundPlacement,
) -> PlannedFile:
    if background == BackgroundPlacement.OMIT and is_calendar_format(format):
        # Of a chronology a calendar has the background, unless it is told not to.
        rest = (each for each in timeline.entries if each.section != "background")
        timeline = replace(timeline, entries=tuple(rest))
    is_empty = isinstance(options, IcsOptions) and not _has_events(timeline, options)
    return PlannedFile(path, format, options, timeline, is_empty)


def _has_events(timeline: Timeline, options: IcsOptions) -> bool:
    from itinerary.export.ics.occurrences import iterate_occurrences, select_calendar_entries

    entries = select_calendar_entries(timeline, options)
    return any(True for _ in iterate_occurrences(entries, options.imprecise))


def _list_paths(files: Sequence[PlannedFile]) -> list[Path]:
    return [file.path for file in files if file.path]


def _list_default_paths(timeline: Timeline, request: ExportRequest) -> tuple[Path, Path]:
    """Return the calendar and the briefing of an export that names no files.

    Those of a part have its traveller and days in their names, so that they never replace those
    of the whole.
    """
    hull = enclose_intervals(timeline.within)
    days = dict.fromkeys((hull.first, hull.last)) if hull else ()
    who = slugify_text(request.traveller) if request.traveller else ""
    parts = (who, *map(str, days), *map(slugify_text, timeline.groups))
    ending = "".join(f"-{part}" for part in parts if part)
    stem = make_file_name(request.stem or timeline.id, ending)
    calendar = Path(f"{stem}.ics")
    if request.background == BackgroundPlacement.ONLY:
        calendar = _append_to_stem(calendar, "background")
    return calendar, Path(f"{stem}.md")


def _plan_background(
    timeline: Timeline, path: Path, format: Format[FormatOptions], request: ExportRequest
) -> Iterator[PlannedFile]:
    """Yield the calendar of the background, if it is to have its own and has any event."""
    if request.has_background_file and not is_chronology(timeline):
        options = request.build_options(format, background="only")
        own = _append_to_stem(path, "background")
        planned = _plan_file(own, format, options, timeline, request.background)
        if not planned.is_empty:
            yield planned


def _plan_calendars(
    timeline: Timeline,
    path: Path,
    format: Format[FormatOptions],
    request: ExportRequest,
    taken: Collection[Path],
) -> list[PlannedFile]:
    """Return a calendar, or each of its parts that has events under a name that is not taken.

    If no part has any, the result is the calendar itself, empty.
    """
    options = request.build_options(format)
    whole = _plan_file(path, format, options, timeline, request.background)
    if not request.split:
        return [whole]
    title = request.name or timeline.document.title
    parts: list[PlannedFile] = []
    for part in split(timeline, request.split):
        options = request.build_options(format, name=f"{title} – {part.title}")
        part_path = _find_distinct_path(path, part.id, [*taken, *_list_paths(parts)])
        planned = _plan_file(part_path, format, options, part.timeline, request.background)
        if not planned.is_empty:
            parts.append(planned)
    return parts or [whole]


def _reject_unused_options(
    request: ExportRequest, chosen: Collection[Format[FormatOptions]]
) -> None:
    """Raise OptionError for an option that applies to none of the formats: it must be a slip."""
    request.reject_unknown_options(chosen)
    for name in request.list_requested_names():
        if any(name in list_option_names(format) for format in chosen):
            continue
        fitting = (each for each in list_formats() if name in list_option_names(each))
        known = [each.name for each in fitting if each.is_text]
        shown = [format.name for format in chosen]
        raise OptionError(
            f"--{name.replace('_', '-')} does not apply to {_join_alternatives(shown)}"
            f" - leave it out, or ask for {_join_alternatives(known)}"
        )


def _join_alternatives(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def _append_to_stem(path: Path, id: str) -> Path:
    return path.with_name(make_file_name(path.stem, f"-{id}") + path.suffix)


def _find_distinct_path(path: Path, id: str, taken: Collection[Path]) -> Path:
    """Return the file of a part under a name that no other has, whatever its capitals."""
    names = {each.name.casefold() for each in taken}
    numbered = (f"{number}-{id}" for number in range(2, len(names) + 3))
    candidates = (_append_to_stem(path, each) for each in (id, *numbered))
    return next(each for each in candidates if each.name.casefold() not in names)
