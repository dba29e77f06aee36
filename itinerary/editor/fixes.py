"""A change that a finding speaks of in; the edits of the text that make it out."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from itinerary.diagnostics import Addition, Diagnostic, Fix, Replacement
from itinerary.editor.checked_text import CheckedText
from itinerary.editor.node_spans import (
    find_nodes_at,
    find_written_text,
    is_flow,
    is_in_flow_of_line,
    list_steps,
)
from itinerary.editor.text_positions import Span
from itinerary.loading.source_file import SourceFile
from itinerary.loading.source_map import PathNode

_NEEDS_QUOTES = re.compile(r"(?:true|false|yes|no|on|off|null)\Z", re.IGNORECASE)
_DATE_PARTS = {"says", "edtf", "reads"}


class TextEdit(NamedTuple):
    """Another text for a part of a file; of no length, it is put in there."""

    file: str
    span: Span
    new: str


class QuickFix(NamedTuple):
    """What an editor offers: what it is called, and the edits that it comes to."""

    title: str
    edits: tuple[TextEdit, ...]


def build_quick_fix(
    checked: CheckedText, found: Diagnostic, fix: Fix, span: Span
) -> QuickFix | None:
    """Return the edits that a change comes to; None if the text does not stand as it says.

    Args:
        checked: The document.
        found: The finding that speaks of the change.
        fix: The change.
        span: What the finding is about, in its file.
    """
    files = (checked.file, *checked.source_map.sheets)
    file = next((each for each in files if each.name == found.position.file), None)
    if file is None:
        return None
    if isinstance(fix, Replacement):
        edit = replace_text(file, span, fix.old, fix.new)
    else:
        edit = _add_field(checked, found, fix)
    return QuickFix(fix.title, (edit,)) if edit else None


def replace_text(file: SourceFile, span: Span, old: str, new: str) -> TextEdit | None:
    """Return the edit that writes another text in the place of one within a written text.

    It is None if the old one does not stand there as it is. Quotes are put round what needs them.
    """
    at = file.text.find(old, span.start, span.end) if old else -1
    if at < 0:
        return None
    inner = Span(at, at + len(old))
    quote = file.text[span.start : span.start + 1]
    if quote in ("'", '"'):
        in_double = json.dumps(new, ensure_ascii=False)[1:-1]
        escaped = new.replace("'", "''") if quote == "'" else in_double
        return TextEdit(file.name, inner, escaped)
    whole = file.text[span.start : at] + new + file.text[inner.end : span.end]
    if is_plain(whole, is_in_flow=is_in_flow_of_line(file.text, span.start)):
        return TextEdit(file.name, inner, new)
    return TextEdit(file.name, span, json.dumps(whole, ensure_ascii=False))


def is_plain(text: str, *, is_in_flow: bool) -> bool:
    """Return whether a text needs no quotes in YAML."""
    is_listed = is_in_flow and "," in text
    is_word = _NEEDS_QUOTES.match(text) is not None
    return not is_listed and not is_word and _is_plain_in_block(text)


def _is_plain_in_block(text: str) -> bool:
    return (
        bool(text)
        and text == text.strip()
        and text[0] not in "-?:,[]{}#&*!|>'\"%@`"
        and ": " not in text
        and " #" not in text
        and not text.endswith(":")
        and text.isprintable()
    )


def format_text(text: str, *, is_in_flow: bool) -> str:
    """Return a text as it is written in YAML: in quotes, if it needs them."""
    plain = is_plain(text, is_in_flow=is_in_flow)
    return text if plain else json.dumps(text, ensure_ascii=False)


def _add_field(checked: CheckedText, found: Diagnostic, fix: Addition) -> TextEdit | None:
    """Return the edit that adds a field, or gives it another value; YAML alone can be added to."""
    if not checked.is_readable or not checked.file.name.lower().endswith((".yaml", ".yml")):
        return None
    nodes = _find_target(checked, found, fix)
    if nodes is None:
        return None
    node, file = nodes[-1], nodes[-1].location.file
    if isinstance(node.node, dict):
        path = list_steps(nodes)
        if fix.name in node.node:
            written = find_written_text(checked.source_map, (*path, fix.name))
            value = format_text(fix.value, is_in_flow=written.is_in_flow)
            return TextEdit(file.name, written.span, value)
        return insert_field(node, file, fix)
    if isinstance(node.node, str) and fix.name in _DATE_PARTS:
        written = find_written_text(checked.source_map, list_steps(nodes))
        says = file.text[written.span.start : written.span.end]
        said = says if written.quote else format_text(says, is_in_flow=True)
        value = format_text(fix.value, is_in_flow=True)
        return TextEdit(file.name, written.span, f"{{says: {said}, {fix.name}: {value}}}")
    return None


def _find_target(checked: CheckedText, found: Diagnostic, fix: Addition) -> list[PathNode] | None:
    """Return the nodes on the way to what a field is added to; None if it is not there."""
    if fix.path is not None:
        nodes = checked.source_map.trace_path(fix.path)
        return nodes if list_steps(nodes) == fix.path else None
    if found.position.file != checked.file.name:
        return None
    line, column = found.position.line, found.position.column
    nodes = find_nodes_at(checked.source_map, checked.file.find_offset(line, column))
    is_words = isinstance(nodes[-1].node, str) and nodes[-1].step in _DATE_PARTS
    return nodes[:-1] if is_words else nodes


def insert_field(node: PathNode, file: SourceFile, fix: Addition) -> TextEdit | None:
    """Return the edit that writes a field before the first one of a node."""
    is_in_flow = is_flow(node)
    value = format_text(fix.value, is_in_flow=is_in_flow)
    start = node.location.start
    if is_in_flow:
        return TextEdit(file.name, Span(start + 1, start + 1), f"{fix.name}: {value}, ")
    line_start = file.text.rfind("\n", 0, start) + 1
    lead = file.text[line_start:start]
    if lead.strip(" -"):  # something else stands before it
        return None
    return TextEdit(file.name, Span(start, start), f"{fix.name}: {value}\n{' ' * len(lead)}")
