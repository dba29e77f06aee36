"""A change that a finding speaks of in; the edits of the text that make it out."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import islice, takewhile
from typing import NamedTuple

from itinerary.codes import Code
from itinerary.dates.grammar.phrase_reading import is_phrase
from itinerary.diagnostics import Addition, Diagnostic, Fix, Quoting, Replacement, Rewriting
from itinerary.document.field_types import is_mapping
from itinerary.editor.checked_text import CheckedText
from itinerary.editor.hints import iterate_readings
from itinerary.editor.node_spans import (
    find_nodes_at,
    find_written_text,
    is_in_flow_of_line,
    list_steps,
)
from itinerary.editor.text_positions import Span
from itinerary.loading.source_file import SourceFile
from itinerary.loading.source_map import PathNode

_NEEDS_QUOTES = re.compile(
    r"(?:true|false|yes|no|on|off|null|[-+.]?\d[\d_.,:]*(?:e[-+]?\d+)?)\Z", re.IGNORECASE
)
_LINE_VALUE = re.compile(r"[ \t]*(?:- +)*\w[\w -]*: +(?P<value>\S[^\r\n]*?)[ \t\r]*$")
MAX_COMPARED = 50  # phrases that a language of the whole document is tried on
_BLOCK = ("|", ">", "[", "{")  # begin what goes on in the next lines
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
    files = (_get_own_file(checked), *checked.source_map.sheets)
    file = next((each for each in files if each.name == found.position.file), None)
    if file is None:
        return None
    match fix:
        case Replacement(old, new):
            edit = replace_text(file, span, old, new) or _replace_in_line(file, span, old, new)
        case Rewriting(value):
            edit = _rewrite(file, span, value)
        case Quoting():
            edit = _quote(file, span, is_readable=checked.is_readable)
        case Addition():
            edit = _add_field(checked, found, fix)
    return QuickFix(fix.title, (edit,)) if edit else None


def _get_own_file(checked: CheckedText) -> SourceFile:
    """Return the text of the document; of one that cannot be read, the text as it stands."""
    if checked.is_readable:
        return checked.file
    return SourceFile(checked.file.name, checked.text.removeprefix("\ufeff"))


def _replace_in_line(file: SourceFile, span: Span, old: str, new: str) -> TextEdit | None:
    """Return the edit of a text in braces that commas cut in pieces: the finding is at one."""
    end = file.text.find("\n", span.start)
    line = Span(file.text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(file.text))
    pattern = r",\s*".join(map(re.escape, old.split(", ")))
    found = re.search(pattern, file.text[line.start : line.end]) if ", " in old else None
    if found is None:
        return None
    at = Span(line.start + found.start(), line.start + found.end())
    return TextEdit(file.name, at, format_text(new, is_in_flow=True))


def _rewrite(file: SourceFile, span: Span, value: object) -> TextEdit | None:
    """Return the edit that writes a value in the place of a text that ends in its line."""
    written = file.text[span.start : span.end]
    if not written or written.startswith(_BLOCK):
        return None
    is_json = file.name.lower().endswith(".json")
    if isinstance(value, str) and written[0] not in "'\"" and not is_json:
        new = format_text(value, is_in_flow=is_in_flow_of_line(file.text, span.start))
    else:
        new = json.dumps(value, ensure_ascii=False)
    return TextEdit(file.name, span, new)


def _quote(file: SourceFile, span: Span, *, is_readable: bool) -> TextEdit | None:
    """Return the edit that puts a text in quotes: in a line that cannot be read, its value."""
    if not is_readable:
        start = file.text.rfind("\n", 0, span.start) + 1
        end = file.text.find("\n", span.start)
        found = _LINE_VALUE.match(file.text[start : end if end >= 0 else len(file.text)])
        if found is None or found["value"].startswith(_BLOCK):
            return None
        span = Span(start + found.start("value"), start + found.end("value"))
    written = file.text[span.start : span.end]
    if not written or written.startswith(("'", '"', *_BLOCK)):
        return None
    return TextEdit(file.name, span, json.dumps(written, ensure_ascii=False))


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
    if found.code == Code.INCOMPLETE:
        return _add_field_at(checked.file, found, fix)
    nodes = _find_target(checked, found, fix)
    if nodes is None:
        return None
    node, file = nodes[-1], nodes[-1].location.file
    if is_mapping(node.node):
        path = list_steps(nodes)
        if fix.path == () and not _is_right_for_all(checked, fix, is_stated=fix.name in node.node):
            return None
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


# Asked of the same words at each fix, it is slow where they are none.
_is_known_phrase = lru_cache(maxsize=4096)(is_phrase)


def _is_right_for_all(checked: CheckedText, fix: Addition, *, is_stated: bool) -> bool:
    """Return whether a field of the whole document leaves its other words what they are."""
    if is_stated:
        return False
    read = (each.claim.words for _, each in iterate_readings(checked) if each.intervals)
    return fix.name != "language" or all(
        _is_known_phrase(words, fix.value) for words in islice(read, MAX_COMPARED)
    )


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
    return _insert_field_at(file, node.location.start, fix)


def _add_field_at(file: SourceFile, found: Diagnostic, fix: Addition) -> TextEdit | None:
    """Return the edit that adds a field to fields that were left out of the document as wrong."""
    if found.position.file != file.name:
        return None
    start = file.find_offset(found.position.line, found.position.column)
    begun, *_ = re.split(r"\n(?!\s)", file.text[start:], maxsplit=1)
    column = found.position.column - 1
    lines = begun.split("\n")
    own = takewhile(lambda each: not each[:column].strip() or each is lines[0], lines)
    if re.search(rf"(?:^|[{{,])\s*{fix.name}\s*:", "\n".join(own), re.MULTILINE):
        return None
    return _insert_field_at(file, start, fix)


def _insert_field_at(file: SourceFile, start: int, fix: Addition) -> TextEdit | None:
    is_in_flow = file.text[start : start + 1] == "{"
    value = format_text(fix.value, is_in_flow=is_in_flow)
    if is_in_flow:
        return TextEdit(file.name, Span(start + 1, start + 1), f"{fix.name}: {value}, ")
    line_start = file.text.rfind("\n", 0, start) + 1
    lead = file.text[line_start:start]
    if lead.strip(" -"):  # something else stands before it
        return None
    end = "\r\n" if "\r\n" in file.text else "\n"
    return TextEdit(file.name, Span(start, start), f"{fix.name}: {value}{end}{' ' * len(lead)}")
