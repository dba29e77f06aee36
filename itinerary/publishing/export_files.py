"""A timeline and what is asked for in; the texts to write out, each with its file, and what is told of them at the end."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from itinerary.diagnostics import OptionError, require_choice, shorten_text, suggest_choices
from itinerary.publishing.file_names import make_file_name

if TYPE_CHECKING:  # their imports cost more than --help may take
    from itinerary.timeline import Timeline

STDOUT = Path("-")
PDF = "pdf"  # what a browser makes of the page
BACKGROUNDS = ("file", "inline", "omit", "only")


class ExportedFile(NamedTuple):
    """A text and its format; of a PDF the bytes."""

    format: str
    content: str | bytes


ExportedFiles = dict[Path, ExportedFile]


class ExportRequest(NamedTuple):
    """What an export is asked for."""

    split: str  # leg, kind or none
    background: str  # one of those above
    options: dict[str, Any]  # the others that are asked for, by name

    @property
    def requested_names(self) -> list[str]:
        """The names of what is asked for."""
        of_calendars = {
            "split": self.split != "none",
            "background": self.background in ("inline", "only"),
        }
        return [name for name, is_asked in of_calendars.items() if is_asked] + list(self.options)

    def select_options(self, format: str) -> dict[str, Any]:
        """The options that a format knows; a background with a file of its own is in no other."""
        known = {
            "background": "omit" if self.background == "file" else self.background
        } | self.options
        return {name: value for name, value in known.items() if is_option_supported(format, name)}


def create_export_request(
    split: str, background: str, options: dict[str, Any], *, is_chosen: bool
) -> ExportRequest:
    """What is asked for, each choice one that there is. Where files are chosen by name, the background has none of its own.

    Raises OptionError for another choice; the options of a format are checked where its text is made.
    """
    from itinerary.views.parts import SplitBy

    require_choice("split", split, (*SplitBy, "none"))
    require_choice("background", background, BACKGROUNDS)
    given = {name: value for name, value in options.items() if value not in (None, "", False)}
    return ExportRequest(split, "omit" if background == "file" and is_chosen else background, given)


def is_option_supported(format: str, option: str) -> bool:
    """Whether a format takes an option; only calendars can be split."""
    from itinerary.export import list_option_names

    return ("background" if option == "split" else option) in list_option_names(format)


def is_calendar_format(format: str) -> bool:
    """Whether a format is one of calendars."""
    return is_option_supported(format, "split")


def find_format(name: str) -> str:
    """The format that people call by its name or its suffix. Raises OptionError for another."""
    known = _load_format_names()
    if name not in known:
        raise OptionError(f"unknown format '{shorten_text(name)}' - {suggest_choices(name, known)}")
    return known[name]


def list_format_names() -> list[str]:
    """Return what people may call formats by: their names and their suffixes."""
    return sorted(_load_format_names())


def _load_format_names() -> dict[str, str]:
    from itinerary.export import FORMATS

    return {each.suffix: name for name, each in FORMATS.items()} | {name: name for name in FORMATS}


def render_for_stdout(timeline: Timeline, to: str, wanted: ExportRequest) -> ExportedFiles:
    """The one text that goes to standard output."""
    format = find_format(to)
    if wanted.split != "none":
        raise OptionError(
            f"--split {wanted.split} makes several calendars, and --to prints one"
            " - name a file instead: -o trip.ics"
        )
    if format == PDF and sys.stdout.isatty():
        raise OptionError("a PDF is no text for a terminal - name a file: -o trip.pdf")
    _reject_unused_options(wanted, [format])
    return {STDOUT: _render_content(timeline, format, wanted)}


def render_files(
    timeline: Timeline, output: Collection[Path], name: str, wanted: ExportRequest
) -> ExportedFiles:
    """The text of each file: of those that are chosen, else of the calendar, the background's calendar and the briefing of a name.

    A calendar that is split becomes a file for each part.
    """
    formats = {path: _find_file_format(path) for path in output or _get_default_paths(name, wanted)}
    _reject_unused_options(wanted, formats.values())
    found: ExportedFiles = {}
    for path, format in formats.items():
        if not is_calendar_format(format):
            found[path] = _render_content(timeline, format, wanted)
            continue
        own = _render_background_file(timeline, path, format, wanted)
        found |= _render_parts(timeline, path, format, wanted, [*formats, *found, *own]) | own
    return found


def _get_default_paths(name: str, wanted: ExportRequest) -> tuple[Path, Path]:
    calendar = Path(f"{name}.ics")
    return _append_to_stem(
        calendar, "background"
    ) if wanted.background == "only" else calendar, Path(f"{name}.md")


def _find_file_format(path: Path) -> str:
    known = _load_format_names()
    if path.suffix[1:] not in known:
        from itinerary.export import FORMATS

        suffixes = ", ".join(sorted(each.suffix for each in FORMATS.values()))
        raise OptionError(f"no format has the suffix of {path.name} - known: {suffixes}")
    return known[path.suffix[1:]]


def _render_background_file(
    timeline: Timeline, path: Path, format: str, wanted: ExportRequest
) -> ExportedFiles:
    """The background in a file of its own, if it is to have one and there is any."""
    text = (
        _render_content(timeline, format, wanted._replace(background="only"))
        if wanted.background == "file"
        else None
    )
    return {_append_to_stem(path, "background"): text} if text and text.content else {}


def _render_parts(
    timeline: Timeline, path: Path, format: str, wanted: ExportRequest, taken: Collection[Path]
) -> ExportedFiles:
    """A calendar in its file, or each part of it in one whose name begins like it; the file itself, empty, if no part has an event."""
    if wanted.split == "none":
        return {path: _render_content(timeline, format, wanted)}
    from itinerary.views.parts import split

    title = wanted.options.get("name") or timeline.document.title
    found: ExportedFiles = {}
    for part in split(timeline, wanted.split):
        text = _render_content(
            part.timeline,
            format,
            wanted._replace(options=wanted.options | {"name": f"{title} – {part.title}"}),
        )
        if text.content:
            found[_find_distinct_path(path, part.id, [*taken, *found])] = text
    return found or {path: ExportedFile(format, "")}


def _render_content(timeline: Timeline, format: str, wanted: ExportRequest) -> ExportedFile:
    from itinerary.export import get_format, render, render_bytes

    entry = get_format(format)
    options = entry.options(**wanted.select_options(format))
    if entry.is_text:
        return ExportedFile(format, render(timeline, format, options))
    return ExportedFile(format, render_bytes(timeline, format, options))


def _reject_unused_options(wanted: ExportRequest, formats: Collection[str]) -> None:
    """An option that no text takes is a slip."""
    from itinerary.export import formats as all_formats

    for name in wanted.requested_names:
        if not any(is_option_supported(format, name) for format in formats):
            known = [format for format in all_formats() if is_option_supported(format, name)]
            raise OptionError(
                f"{' and '.join(formats)} cannot take --{name.replace('_', '-')}"
                f" - leave it out, or ask for {' or '.join(known)}"
            )


def _append_to_stem(path: Path, id: str) -> Path:
    return path.with_name(make_file_name(path.stem, f"-{id}") + path.suffix)


def _find_distinct_path(path: Path, id: str, taken: Collection[Path]) -> Path:
    """The file of a part, under a name that no other has, not even on a disk that knows no capitals."""
    names = {each.name.casefold() for each in taken}
    candidates = (
        _append_to_stem(path, each)
        for each in (id, *(f"{number}-{id}" for number in range(2, len(names) + 3)))
    )
    return next(each for each in candidates if each.name.casefold() not in names)


def list_file_cautions(texts: ExportedFiles) -> tuple[str, ...]:
    """What some programs will not take of the texts, in sentences."""
    from itinerary.export import list_cautions

    return tuple(
        caution
        for text in texts.values()
        if isinstance(text.content, str)
        for caution in list_cautions(text.content, text.format)
    )


def list_export_notes(
    whole: Timeline, timeline: Timeline, texts: ExportedFiles, audience: str, wanted: ExportRequest
) -> Iterator[str]:
    """What is told at the end: what is empty, how many entries the audience may not read of, what calendars leave out or cannot show."""
    from itinerary.export import get_format, list_losses

    yield from (
        f"no event to show, so no {path}"
        for path, text in texts.items()
        if not text.content and path != STDOUT
    )
    if hidden := len(whole.entries) - len(timeline.entries):
        yield f"hidden from the {audience}: {hidden} {'entry' if hidden == 1 else 'entries'}"
    calendar = next(
        (text.format for text in texts.values() if is_calendar_format(text.format)), None
    )
    if calendar:
        background = {"background": "inline"} if wanted.background == "file" else {}
        options = get_format(calendar).options(**wanted.select_options(calendar) | background)
        yield from list_losses(timeline, calendar, options)
