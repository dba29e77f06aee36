"""What loading comes to: a document as far as it is valid, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from itinerary.codes import Code
from itinerary.diagnostics import (
    Addition,
    Diagnostic,
    DocumentError,
    NodePath,
    Position,
    Remedy,
    Severity,
)
from itinerary.document import Document
from itinerary.loading.source_map import SourceMap
from itinerary.values import value_class


@value_class
class LoadResult:
    """The valid part of a document, a diagnostic for each mistake, and where everything stands.

    Paths are those of the document, such as ("legs", 0, "when", 0, "says"); positions are those of
    the file, even where mistakes have been left out of the document. A claim whose source is not
    among the document's sources has lost it to a mistake that is among the diagnostics.

    Attributes:
        document: The document without what is wrong in it; None if nothing is left of it.
        diagnostics: The mistakes, in the order of the file.
        source_map: Where each part of the document stands.
        unnamed: The paths of the entries whose id was made from their title or place; () is the
            document itself.
        former_id: What 0.1.0 made the document's id of, the name of its file, if nobody wrote one
            and that of the title is another; else "".
    """

    document: Document | None
    diagnostics: tuple[Diagnostic, ...]
    source_map: SourceMap
    unnamed: tuple[NodePath, ...] = ()
    former_id: str = ""

    def find_position(self, path: Iterable[object]) -> Position:
        """Return where the node of a path starts, or the nearest written node around it."""
        return self.source_map.find_position(path)

    def format_path(self, path: Iterable[object]) -> str:
        """Return a path as people write it, such as "legs[0].when"."""
        return self.source_map.format_path(path)

    def create_diagnostic(
        self,
        path: Iterable[object],
        severity: Severity,
        message: str,
        hint: str = "",
        code: Code | Literal[""] = "",
    ) -> Diagnostic:
        """Return a finding at the node of a path, with its line of the file."""
        return self.source_map.create_diagnostic(path, severity, message, hint, code)

    @property
    def lost_ids(self) -> set[str]:
        """The ids of entries that have been left out as wrong, or of which the id has been."""
        texts = self.source_map.iterate_dropped_texts()
        return {str(nodes[-1].node) for nodes in texts if nodes[-1].step == "id"}

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """A note for each id that nobody wrote: people's calendars know entries by their ids."""
        return tuple(map(self._create_id_note, self.unnamed))

    def _create_id_note(self, path: NodePath) -> Diagnostic:
        fields = self.source_map.trace_path(path)[-1].node
        origin = next((name for name in ("title", "place") if fields.get(name)), "title")
        item: Any = self.document
        for step in path:
            item = item[step] if isinstance(step, int) else getattr(item, step)
        message = f"the id '{item.id}' comes from its {origin}"
        hint = f"write id: {item.id} so that calendars know it again when that changes"
        if not path and self.former_id:
            hint += f"; those made by 0.1.0 know it by id: {self.former_id}, the name of the file"
        hint = Remedy(hint, [Addition(path, "id", item.id)])
        return self.create_diagnostic((*path, origin), "note", message, hint, Code.GENERATED_ID)

    def require_document(self) -> Document:
        """Return the document if it has no mistakes.

        Raises:
            DocumentError: It has; the error carries all diagnostics.

        """
        if self.document is None or any(each.severity == "error" for each in self.diagnostics):
            raise DocumentError(self.diagnostics)
        return self.document
