"""A checked document and an offset in; where what stands there leads, and its new name, out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from itinerary.diagnostics import Addition, ItineraryError, NodePath
from itinerary.document.ids import RESERVED_IDS
from itinerary.editor.checked_text import CheckedText
from itinerary.editor.fixes import TextEdit, insert_field
from itinerary.editor.hints import iterate_readings
from itinerary.editor.names import NameUse, find_definition, find_use_at, list_uses
from itinerary.editor.node_spans import find_nodes_at, find_written_text, is_written, list_steps
from itinerary.editor.text_positions import Span
from itinerary.loading.source_file import ConcealedFile

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


class RenameError(ItineraryError):
    """A name that cannot be given."""


class Target(NamedTuple):
    """Where something stands: a file and a part of it; of a whole file, its beginning."""

    file: str
    span: Span


def find_target(checked: CheckedText, offset: int) -> Target | None:
    """Return where the id or the source sheet at an offset is written; None if there is none."""
    if not checked.is_readable:
        return None
    use = find_use_at(checked, offset)
    if use and use.role == "reference":
        found = find_definition(checked, use.kind, use.name)
        return Target(found.file.name, found.span) if found else _find_own_date(checked, use)
    return _find_sheet(checked, offset)


def _find_sheet(checked: CheckedText, offset: int) -> Target | None:
    """Return the sheet of the source at an offset, also of one that was left out as wrong."""
    if list_steps(find_nodes_at(checked.source_map, offset))[:1] != ("sources",):
        return None
    kept = checked.source_map.trace_path(("sources",))[-1].list_children()
    lost = (nodes for nodes in checked.source_map.dropped if nodes[-2].step == "sources")
    starts = {each.location.name_start: each for each in (*kept, *(nodes[-1] for nodes in lost))}
    begun = [each for each in starts if each <= offset]
    if not begun:
        return None
    sheet = starts[max(begun)].location.file
    is_told = sheet is not checked.file and not isinstance(sheet, ConcealedFile)
    return Target(sheet.name, Span(0, 0)) if is_told and Path(sheet.name).suffix else None


def _find_own_date(checked: CheckedText, use: NameUse) -> Target | None:
    """Return where the date stands that a name means which no entry has; None for another name."""
    path: NodePath = ("dates",) if use.name == "trip" else ()
    if use.name == "published":
        found = (
            each
            for way, each in iterate_readings(checked)
            if use.span.start in find_written_text(checked.source_map, way).span
        )
        reading = next(found, None)
        path = ("sources", reading.source, "published") if reading and reading.source else ()
    if not path or not is_written(checked.source_map, path):
        return None
    written = find_written_text(checked.source_map, path)
    return Target(written.file.name, written.content)


def find_renamed(checked: CheckedText, offset: int) -> NameUse | None:
    """Return the id at an offset that may get another name; None if there is none."""
    use = find_use_at(checked, offset) if checked.is_readable else None
    known = find_definition(checked, use.kind, use.name) if use else None
    return use if use and known and use.role != "made" else None


def rename(checked: CheckedText, offset: int, new: str) -> list[TextEdit]:
    """Return the edits that give the id at an offset another name, wherever it stands.

    An entry whose id was made from its title gets one that is written.

    Raises:
        RenameError: No id stands there, or the name is none or taken.
    """
    use = find_renamed(checked, offset)
    if use is None:
        raise RenameError("there is no id here - put the caret on an id, or on $id")
    _check_new_name(checked, use, new)
    edits: list[TextEdit] = []
    for each in list_uses(checked, use.kind, use.name):
        if each.role != "made":
            edits.append(TextEdit(each.file.name, each.span, new))
            continue
        node = checked.source_map.trace_path(each.path)[-1]
        added = insert_field(node, each.file, Addition(each.path, "id", new))
        if added is None:
            raise RenameError(f"the id is made from the title - write id: {use.name} first")
        edits.append(added)
    return edits


def _check_new_name(checked: CheckedText, use: NameUse, new: str) -> None:
    if not _ID.fullmatch(new):
        raise RenameError("an id has letters, digits, '-' and '_' - write one such as press-talk")
    if use.kind == "entry" and new in RESERVED_IDS:
        raise RenameError(f"the id '{new}' is reserved - write another")
    if new != use.name and find_definition(checked, use.kind, new):
        raise RenameError(f"the id '{new}' is taken - write another")
