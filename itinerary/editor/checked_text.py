"""The text of a document in; what `itinerary check` would say of it, and its timeline, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from itinerary.codes import Code
from itinerary.dates.interval import Interval
from itinerary.diagnostics import Diagnostic, NodePath, Position
from itinerary.loading import LoadResult, read_open_file
from itinerary.loading.source_file import SourceFile, read_limited_bytes
from itinerary.loading.source_map import SourceMap
from itinerary.loading.source_sheets import ByteReader
from itinerary.resolving import ReadingMemory, resolve_again
from itinerary.resolving.document_findings import complete_findings, resolve_loaded
from itinerary.timeline import Timeline

MAX_CHARACTERS = 4 * 2**20  # of a text that is checked while it is written


class CheckEnded(Exception):  # noqa: N818 - it is no error
    """A check was ended before it was done: nobody waits for it any more, or it takes too long."""


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A version of a document, and what is known of it.

    Attributes:
        text: What was checked.
        loaded: What its text came to.
        timeline: Its dates; None if nothing is left of the document.
        findings: All that is wrong with it, as `itinerary check` tells it.
        other_dates: What its dates came to that are those of no entry, such as days of programmes
            and when sources were published, by their paths.
    """

    text: str
    loaded: LoadResult
    timeline: Timeline | None
    findings: Sequence[Diagnostic]
    other_dates: Mapping[NodePath, Interval] = field(default_factory=dict[NodePath, Interval])

    @property
    def source_map(self) -> SourceMap:
        """Where its parts stand."""
        return self.loaded.source_map

    @property
    def file(self) -> SourceFile:
        """The text of the document itself, as positions count in it."""
        return self.source_map.file

    @property
    def is_readable(self) -> bool:
        """Whether the text follows the rules of its format, so that its parts are known."""
        return self.source_map.root is not None


class DocumentChecker:
    """Checks the versions of one document, one after the other."""

    def __init__(self, path: Path, root: Path | None = None) -> None:
        """Take the file, and the folder that its source sheets must lie in (see `load`)."""
        self.path, self.root = path, root
        self._memory = ReadingMemory()

    def check(
        self,
        text: str,
        read_bytes: ByteReader = read_limited_bytes,
        is_ended: Callable[[], bool] = lambda: False,
    ) -> CheckedText:
        """Return what `itinerary check` would say of the file if a text was saved in it.

        Args:
            text: The text.
            read_bytes: Reads source sheets.
            is_ended: Is asked again and again whether the check shall end.

        Raises:
            CheckEnded: It shall.
        """
        if len(text) > MAX_CHARACTERS:
            return self._refuse(text)
        loaded = read_open_file(text, self.path, root=self.root, read_bytes=read_bytes)
        track = partial(_iterate_until, is_ended)
        checked = resolve_loaded(loaded, partial(resolve_again, memory=self._memory, track=track))
        findings = complete_findings(checked, loaded.notes)
        ordered = sorted(findings, key=lambda each: each.position)
        others = self._memory.other_dates if checked.timeline else dict[NodePath, Interval]()
        return CheckedText(text, loaded, checked.timeline, ordered, others)

    def _refuse(self, text: str) -> CheckedText:
        """Tell that a text is too large to be checked at each pause in writing."""
        loaded = read_open_file("", self.path)
        message = f"more than {MAX_CHARACTERS:,} characters are not checked while they are written"
        hint = "save it and run itinerary check, or split it into several documents"
        position = Position(str(self.path), 1, 1)
        found = Diagnostic(position, "warning", message, hint, Code.TOO_LARGE)
        return CheckedText(text, loaded, None, [found])


def _iterate_until(is_ended: Callable[[], bool], ids: Sequence[str]) -> Iterator[str]:
    for each in ids:
        if is_ended():
            raise CheckEnded
        yield each


def list_files(checked: CheckedText) -> Iterable[str]:
    """Return the names of the document and of the source sheets that were read for it."""
    return [checked.file.name, *(each.name for each in checked.source_map.sheets)]
