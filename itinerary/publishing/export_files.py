"""A timeline and what is asked for in; the texts to write out, each with its file, and what is told of them at the end."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from itinerary.diagnostics import OptionError, did_you_mean, require, short
from itinerary.publishing.file_names import file_name

if TYPE_CHECKING:  # their imports cost more than --help may take
    from itinerary.timeline import Timeline

STDOUT = Path("-")
PDF = "pdf"  # what a browser makes of the page
BACKGROUNDS = ("file", "inline", "omit", "only")


class Text(NamedTuple):
    """A text and its format; of a PDF the bytes."""

    format: str
    content: str | bytes


Texts = dict[Path, Text]


class Wanted(NamedTuple):
    """What an export is asked for."""

    split: str  # leg, kind or none
    background: str  # one of those above
    options: dict[str, Any]  # the others that are asked for, by name

    @property
    def asked(self) -> list[str]:
        """The names of what is asked for."""
        of_calendars = {
            "split": self.split != "none",
            "background": self.background in ("inline", "only"),
        }
        return [name for name, is_asked in of_calendars.items() if is_asked] + list(self.options)

    def options_of(self, format: str) -> dict[str, Any]:
        """The options that a format knows; a background with a file of its own is in no other."""
        known = {
            "background": "omit" if self.background == "file" else self.background
        } | self.options
        return {name: value for name, value in known.items() if takes(format, name)}


def wanted(split: str, background: str, options: dict[str, Any], *, is_chosen: bool) -> Wanted:
    """What is asked for, each choice one that there is. Where files are chosen by name, the background has none of its own.

    Raises OptionError for another choice; the options of a format are checked where its text is made.
    """
    from itinerary.views.audience import SPLITS

    require("split", split, (*SPLITS, "none"))
    require("background", background, BACKGROUNDS)
    given = {name: value for name, value in options.items() if value not in (None, "", False)}
    return Wanted(split, "omit" if background == "file" and is_chosen else background, given)


def takes(format: str, option: str) -> bool:
    """Whether a format takes an option; only calendars can be split."""
    from itinerary.export import options_of

    return ("background" if option == "split" else option) in options_of(
        "html" if format == PDF else format
    )


def is_calendar(format: str) -> bool:
    """Whether a format is one of calendars."""
    return takes(format, "split")


def format_of(name: str) -> str:
    """The format that people call by its name or its suffix. Raises OptionError for another."""
    known = _known()
    if name not in known:
        raise OptionError(f"unknown format '{short(name)}' - {did_you_mean(name, known)}")
    return known[name]


def _known() -> dict[str, str]:
    from itinerary.export import suffixes

    return (
        {suffix: format for format, suffix in suffixes().items()}
        | {format: format for format in suffixes()}
        | {PDF: PDF}
    )


def printed(timeline: Timeline, to: str, wanted: Wanted) -> Texts:
    """The one text that goes to standard output."""
    format = format_of(to)
    if wanted.split != "none":
        raise OptionError(
            f"--split {wanted.split} makes several calendars, and --to prints one"
            " - name a file instead: -o trip.ics"
        )
    if format == PDF and sys.stdout.isatty():
        raise OptionError("a PDF is no text for a terminal - name a file: -o trip.pdf")
    _refuse_idle(wanted, [format])
    return {STDOUT: _text(timeline, format, wanted)}


def written(timeline: Timeline, output: Collection[Path], name: str, wanted: Wanted) -> Texts:
    """The text of each file: of those that are chosen, else of the calendar, the background's calendar and the briefing of a name.

    A calendar that is split becomes a file for each part.
    """
    formats = {path: _format_of_file(path) for path in output or _usual(name, wanted)}
    _refuse_idle(wanted, formats.values())
    found: Texts = {}
    for path, format in formats.items():
        if not is_calendar(format):
            found[path] = _text(timeline, format, wanted)
            continue
        own = _own(timeline, path, format, wanted)
        found |= _parts(timeline, path, format, wanted, [*formats, *found, *own]) | own
    return found


def _usual(name: str, wanted: Wanted) -> tuple[Path, Path]:
    calendar = Path(f"{name}.ics")
    return _beside(calendar, "background") if wanted.background == "only" else calendar, Path(
        f"{name}.md"
    )


def _format_of_file(path: Path) -> str:
    known = _known()
    if path.suffix[1:] not in known:
        from itinerary.export import suffixes

        raise OptionError(
            f"no format has the suffix of {path.name} - known: {', '.join(sorted({*suffixes().values(), PDF}))}"
        )
    return known[path.suffix[1:]]


def _own(timeline: Timeline, path: Path, format: str, wanted: Wanted) -> Texts:
    """The background in a file of its own, if it is to have one and there is any."""
    text = (
        _text(timeline, format, wanted._replace(background="only"))
        if wanted.background == "file"
        else None
    )
    return {_beside(path, "background"): text} if text and text.content else {}


def _parts(
    timeline: Timeline, path: Path, format: str, wanted: Wanted, taken: Collection[Path]
) -> Texts:
    """A calendar in its file, or each part of it in one whose name begins like it; the file itself, empty, if no part has an event."""
    if wanted.split == "none":
        return {path: _text(timeline, format, wanted)}
    from itinerary.views.audience import split

    title = wanted.options.get("name") or timeline.document.title
    found: Texts = {}
    for part in split(timeline, wanted.split):
        text = _text(
            part.timeline,
            format,
            wanted._replace(options=wanted.options | {"name": f"{title} – {part.title}"}),
        )
        if text.content:
            found[_distinct(path, part.id, [*taken, *found])] = text
    return found or {path: Text(format, "")}


def _text(timeline: Timeline, format: str, wanted: Wanted) -> Text:
    from itinerary.export import render

    if format == PDF:
        from itinerary.export.pdf import pdf

        return Text(
            format, pdf(render(timeline, "html", **wanted.options_of(format)), timeline.stamp)
        )
    return Text(format, render(timeline, format, **wanted.options_of(format)))


def _refuse_idle(wanted: Wanted, formats: Collection[str]) -> None:
    """An option that no text takes is a slip."""
    from itinerary.export import formats as all_formats

    for name in wanted.asked:
        if not any(takes(format, name) for format in formats):
            known = [format for format in all_formats() if takes(format, name)]
            raise OptionError(
                f"{' and '.join(formats)} cannot take --{name.replace('_', '-')}"
                f" - leave it out, or ask for {' or '.join(known)}"
            )


def _beside(path: Path, id: str) -> Path:
    return path.with_name(file_name(path.stem, f"-{id}") + path.suffix)


def _distinct(path: Path, id: str, taken: Collection[Path]) -> Path:
    """The file of a part, under a name that no other has, not even on a disk that knows no capitals."""
    names = {each.name.casefold() for each in taken}
    candidates = (
        _beside(path, each)
        for each in (id, *(f"{number}-{id}" for number in range(2, len(names) + 3)))
    )
    return next(each for each in candidates if each.name.casefold() not in names)


def cautioned(texts: Texts) -> tuple[str, ...]:
    """What some programs will not take of the texts, in sentences."""
    from itinerary.export import cautions

    return tuple(
        caution
        for text in texts.values()
        if isinstance(text.content, str)
        for caution in cautions(text.content, text.format)
    )


def notes(
    whole: Timeline, timeline: Timeline, texts: Texts, audience: str, wanted: Wanted
) -> Iterator[str]:
    """What is told at the end: what is empty, how many entries the audience may not read of, what calendars leave out or cannot show."""
    from itinerary.export import losses

    yield from (
        f"no event to show, so no {path}"
        for path, text in texts.items()
        if not text.content and path != STDOUT
    )
    if hidden := len(whole.entries) - len(timeline.entries):
        yield f"hidden from the {audience}: {hidden} {'entry' if hidden == 1 else 'entries'}"
    calendar = next((text.format for text in texts.values() if is_calendar(text.format)), None)
    if calendar:
        background = {"background": "inline"} if wanted.background == "file" else {}
        yield from losses(timeline, calendar, **wanted.options_of(calendar) | background)
