"""What an export is asked for, as one value that is checked when it is made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from itinerary.diagnostics import OptionError, require_choice, require_types
from itinerary.document import ImageFile
from itinerary.export import Format, FormatOptions, HtmlOptions, IcsOptions
from itinerary.export.lookup import (
    describe_faulty_formats,
    find_format,
    find_suffix_format,
    list_formats,
    name_failing_package,
)
from itinerary.export.options import BackgroundChoice, CancelledChoice, ImpreciseChoice
from itinerary.publishing.own_options import group_texts, parse_own_options, reject_unknown_options
from itinerary.timeline import Timeline
from itinerary.views.audience import Audience
from itinerary.views.parts import SplitBy

STDOUT = Path("-")  # as the name of a file, it stands for standard output


class BackgroundPlacement(StrEnum):
    """Where an export puts the background."""

    FILE = "file"
    """Into a calendar of its own; where files or a format are named, into none."""

    INLINE = "inline"
    """Into the calendar of the trip."""

    OMIT = "omit"
    """Into none."""

    ONLY = "only"
    """Into the calendar, and nothing else."""


@dataclass(frozen=True, kw_only=True)
class ExportRequest:
    """What to export, and how.

    The options of formats have the names that their classes give them (`IcsOptions`,
    `MarkdownOptions`, `HtmlOptions`); one that keeps its default is not asked for.

    Attributes:
        outputs: The files to write, each in the format that its suffix names, or `to`.
        to: The name or suffix of the format to print, or to write `outputs` in; "" to go by their
            suffixes. Without both, an export is a calendar and a briefing in Markdown.
        stem: The name of the files without suffix if `outputs` does not name them; "" for the id of
            the timeline.
        audience: Who reads it: "public", "party" or "staff".
        traveller: For whom alone it is, by the name that the document has; "" for all.
        split: What calendars are split by, into a file for each part.
        background: Where the background goes.
        within: The days that are exported, as `select_within` takes them; "" for all.
        only: The groups or categories that are exported, as `select_groups` takes them.
        images: The pictures that pages hold in themselves.
        own_options: Options of formats of other packages, each as "name=value".

    Raises:
        OptionError: A value is unknown, or two of them contradict each other.

    >>> ExportRequest(to="ics", split=SplitBy.LEG)
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: --split leg makes several calendars, and --to prints \
one - name a file instead: -o trip.ics
    """

    outputs: tuple[Path, ...] = ()
    to: str = ""
    stem: str = ""
    audience: Audience = "staff"
    traveller: str = ""
    split: SplitBy | None = None
    background: BackgroundPlacement = BackgroundPlacement.FILE
    within: str = ""
    only: tuple[str, ...] = ()

    imprecise: ImpreciseChoice = "span"
    cancelled: CancelledChoice = "status"
    alarm: str = ""
    name: str = ""
    color: str = ""
    utc: bool = False
    uid_salt: str = ""
    lang: str | None = None
    clock: int | None = None
    style: str | None = None
    holidays: bool = False
    since: Timeline | None = None
    images: tuple[ImageFile, ...] = ()
    own_options: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check the values that no class of options checks."""
        require_types(self)
        if self.split:
            require_choice("split", self.split, tuple(SplitBy))
        require_choice("background", self.background, tuple(BackgroundPlacement))
        if self.is_printed and self.split:
            raise OptionError(
                f"--split {self.split} makes several calendars, and --to prints one"
                " - name a file instead: -o trip.ics"
            )
        group_texts(self.own_options)
        for path in () if self.is_printed else self.outputs:
            _reject_contradiction(path, self.to)

    @property
    def is_printed(self) -> bool:
        """Whether the export goes to standard output: a format is named, and no file but "-"."""
        return bool(self.to) and self.outputs in ((), (STDOUT,))

    def find_format(self, path: Path) -> Format[FormatOptions]:
        """Return the format of one of the files.

        Raises:
            OptionError: There is no such format, or no format has the suffix.
        """
        return find_format(self.to) if self.to else find_file_format(path)

    @property
    def has_background_file(self) -> bool:
        """Whether the background goes into a calendar of its own."""
        is_unnamed = not self.outputs and not self.to
        return self.background == BackgroundPlacement.FILE and is_unnamed

    def list_requested_names(self) -> list[str]:
        """Return the names of all that is asked for and that not every format knows."""
        names = ["split"] if self.split else []
        if self.background in (BackgroundPlacement.INLINE, BackgroundPlacement.ONLY):
            names.append("background")
        return names + list(self._collect_options())

    def build_options(self, format: Format[FormatOptions], **changes: Any) -> FormatOptions:
        """Return the options of a format, as far as it knows what is asked for.

        Args:
            format: The format.
            changes: Options that differ from the request for one file.

        Raises:
            OptionError: The value of an option is unknown.
        """
        background = self._choose_background()
        given: dict[str, Any] = {"background": background, **self._collect_options(), **changes}
        if issubclass(format.options, HtmlOptions):
            given["images"] = self.images
        known = {name: value for name, value in given.items() if name in list_option_names(format)}
        with name_failing_package(format):
            own = parse_own_options(self.own_options, format, list_flag_names(format))
            return format.options(**known, **own).restrict_to(self.audience)

    def reject_unknown_options(self, formats: Collection[Format[FormatOptions]]) -> None:
        """Raise OptionError for an option of other packages' formats that none of these has."""
        named = set[str]().union(*map(list_flag_names, formats))
        reject_unknown_options(self.own_options, formats, named)

    def _collect_options(self) -> dict[str, Any]:
        """Return the options of formats that are asked for, by name."""
        defaults = {each.name: each.default for each in fields(self)}
        values = {name: getattr(self, name) for name in _FORMAT_OPTIONS}
        return {name: value for name, value in values.items() if value not in (defaults[name], "")}

    def _choose_background(self) -> BackgroundChoice:
        match self.background:
            case BackgroundPlacement.INLINE:
                return "inline"
            case BackgroundPlacement.ONLY:
                return "only"
            case _:
                return "omit"


_FORMAT_OPTIONS = (
    "imprecise",
    "cancelled",
    "alarm",
    "name",
    "color",
    "utc",
    "lang",
    "clock",
    "style",
    "uid_salt",
    "holidays",
    "since",
)


def _reject_contradiction(path: Path, to: str) -> None:
    """Raise OptionError for a file whose suffix names another format than is asked for."""
    if path == STDOUT:
        raise OptionError("-o - is standard output - name its format by --to, and no other file")
    named = find_suffix_format(path.suffix[1:].lower()) if to else None
    if named and named is not find_format(to):
        suffix = find_format(to).suffix
        raise OptionError(
            f"{path.name} is a file of {named.name}, and --to asks for {to}"
            f" - write -o {path.with_suffix(f'.{suffix}')}, or leave out --to"
        )


def list_flag_names(format: Format[FormatOptions]) -> frozenset[str]:
    """Return the options of a format that the command line gives in a way of its own."""
    own = ["background", "source"] if is_calendar_format(format) else []
    own += ["images", "follow"] if issubclass(format.options, HtmlOptions) else []
    return frozenset((*_FORMAT_OPTIONS, *own))


def list_option_names(format: Format[FormatOptions]) -> frozenset[str]:
    """Return what a format can be asked for: its options; calendars can be split, too.

    Only of calendars is the background asked for: what a format of another package calls so is
    something else.
    """
    names = frozenset(each.name for each in fields(format.options))
    return names | {"split"} if is_calendar_format(format) else names - {"background"}


def is_calendar_format(format: Format[FormatOptions]) -> bool:
    """Return whether a format is one of calendars: those take the options of one."""
    return issubclass(format.options, IcsOptions)


def find_file_format(path: Path) -> Format[FormatOptions]:
    """Return the format that the suffix of a file names.

    Raises:
        OptionError: No format has this suffix.
    """
    if found := find_suffix_format(path.suffix[1:]):
        return found
    suffixes = ", ".join(sorted(each.suffix for each in list_formats()))
    known = f"known: {suffixes}{describe_faulty_formats()}"
    raise OptionError(f"no format has the suffix of {path.name} - {known}")
