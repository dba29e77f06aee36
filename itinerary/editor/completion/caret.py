"""The text above a caret in; where in a document it stands out, also while that is no valid YAML.

Only the lines count, by their indentation, as people read them: the field or the value at the caret
is just being written, and what stands below it may not fit yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, takewhile
from types import MappingProxyType
from typing import Literal, NamedTuple

from itinerary.diagnostics import NodePath
from itinerary.editor.completion.flow import (
    MAX_CHARACTERS,
    blank_quoted,
    find_open_bracket,
    list_names_behind,
    read_flow,
)
from itinerary.editor.text_positions import EditorText, Span
from itinerary.loading.formats import Format

MAX_LINES = 20_000  # above the caret that are looked at
MAX_LINE = 10_000  # characters of a line before the caret
_LINE = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*(?:-$)?)(?P<rest>.*)")
_HEADER = re.compile(r"\s*\[\[?([^\[\]=]+)\]\]?\s*(?:#.*)?$")  # of a table of TOML
_TOML_FIELD = re.compile(r"""\s*["']?([\w-]+)["']?\s*=\s*""")
_FIELD = re.compile(
    r"""(?P<quote>["']?)(?P<name>[^\s"'#:{}\[\],][^"':{}\[\],]*)(?P=quote):(?=\s|$)"""
)


class Caret(NamedTuple):
    """What is being written at a caret.

    Attributes:
        path: The fields on the way to it, 0 for an item of a list; of a value, that of its field.
        role: Whether it is the name of a field or a value.
        typed: What stands between its beginning and the caret.
        span: The same as a part of the text.
        beside: The fields that stand beside it, if it is a field, with what is in their lines.
        quote: The quotation mark that is open, or "".
        is_in_flow: Whether it stands between brackets or braces.
    """

    path: NodePath
    role: Literal["name", "value"]
    typed: str
    span: Span
    beside: Mapping[str, str] = MappingProxyType({})
    quote: str = ""
    is_in_flow: bool = False


class _Mark(NamedTuple):
    """A dash or the name of a field at the beginning of a line, and its column."""

    column: int
    name: str | None  # None: a dash
    value: str = ""  # what stands behind the name, in its line


def find_caret(text: EditorText, offset: int, format: Format = "yaml") -> Caret | None:
    """Return what is being written at an offset; None in a comment, or where nothing can be."""
    number = text.find_position(offset).line
    start = text.line_starts[number]
    if offset - start > MAX_LINE:
        return None
    if format == "toml":
        return _find_in_toml(text, offset, number, text.text[start:offset])
    if format == "json":
        first = text.text.find("{", 0, offset)
        return _find_in_flow((), text, first, offset) if first >= 0 else None
    line = text.text[start:offset]
    if re.search(r"(?:^|\s)#", blank_quoted(line)):
        return None
    lines = [text.get_line(each) for each in range(max(0, number - MAX_LINES), number)]
    return _find_below_bracket(text, offset, lines) or _find_in_line(text, offset, lines, line)


def _find_below_bracket(text: EditorText, offset: int, lines: Sequence[str]) -> Caret | None:
    """Return what is being written if a bracket or brace is open in some lines above."""
    opened = find_open_bracket(lines)
    if opened is None:
        return None
    number, column = opened
    first = text.find_position(offset).line - len(lines)
    start = text.line_starts[first + number] + column
    path = _find_value(lines[:number], lines[number][:column]).path
    found = _find_in_flow(path, text, start, offset)
    return found if found and found.is_in_flow else None


class _Value(NamedTuple):
    """Where a value stands: its path, the marks before it, and its column."""

    path: NodePath
    marks: Sequence[_Mark]
    column: int
    is_field: bool


def _find_value(lines: Sequence[str], line: str) -> _Value:
    """Return what the end of a line is the value of, or beside which fields it stands."""
    marks, rest = _split_line(line)
    content = len(line) - len(rest)
    found = _FIELD.match(rest)
    own = [*marks, _Mark(content, found["name"])] if found else marks
    column = own[-1].column if found else content
    around = _list_ancestors(lines, own, column)
    if not found:
        return _Value(around, own, content, is_field=False)
    return _Value((*around, found["name"]), own, content + found.end(), is_field=True)


def _find_in_line(text: EditorText, offset: int, lines: Sequence[str], line: str) -> Caret | None:
    value = _find_value(lines, line)
    rest = line[value.column :]
    if value.is_field and not rest[:1].isspace():
        return None  # directly behind the colon
    rest = rest.lstrip() if value.is_field else rest
    if rest[:1] in ("{", "["):
        return _find_in_flow(value.path, text, offset - len(rest), offset)
    typed, quote = _strip_quote(rest)
    span = Span(offset - len(typed), offset)
    if value.is_field:
        return Caret(value.path, "value", typed, span, quote=quote)
    number = text.find_position(offset).line
    below = (text.get_line(each) for each in range(number + 1, len(text.line_starts)))
    beside = _list_siblings(lines, islice(below, MAX_LINES), value.marks, value.column)
    return Caret(value.path, "name", typed, span, beside, quote)


def _split_line(line: str) -> tuple[list[_Mark], str]:
    """Return the dashes at the beginning of a line, and what stands behind them."""
    found = _LINE.match(line)
    if found is None:
        return [], line
    start = len(found["indent"])
    dashes = [_Mark(start + at, None) for at, letter in enumerate(found["dashes"]) if letter == "-"]
    return dashes, found["rest"]


def _list_marks(line: str) -> list[_Mark]:
    dashes, rest = _split_line(line)
    if rest.startswith("#"):
        return []
    found = _FIELD.match(rest)
    if not found:
        return dashes
    value = rest[found.end() :].partition(" #")[0].strip()
    return [*dashes, _Mark(len(line) - len(rest), found["name"], value)]


def _list_ancestors(lines: Sequence[str], own: Sequence[_Mark], column: int) -> NodePath:
    """Return the path of what stands in a column, below some lines and behind marks of its own.

    A dash may stand in the column of the field whose list it is in.
    """
    path: list[str | int] = []
    limits = _Limits(column, column)
    before = [each for each in own if each.column < column]
    for mark in (*reversed(before), *_iterate_marks_above(lines)):
        if mark.name is None and mark.column < limits.dash:
            path.append(0)
            limits = _Limits(mark.column, mark.column + 1)
        elif mark.name is not None and mark.column < limits.field:
            path.append(mark.name)
            limits = _Limits(mark.column, mark.column)
        if limits.field == 0:
            break
    return tuple(reversed(path))


class _Limits(NamedTuple):
    """The columns before which a dash, or a field, is above what was looked at last."""

    dash: int
    field: int


def _iterate_marks_above(lines: Sequence[str]) -> Iterator[_Mark]:
    for line in reversed(lines):
        yield from reversed(_list_marks(line))


def _list_siblings(
    lines: Sequence[str], below: Iterable[str], own: Sequence[_Mark], column: int
) -> Mapping[str, str]:
    """Return the fields above and below that stand in the same column of the same node."""
    ways: list[Iterator[_Mark]] = [chain.from_iterable(map(_list_marks, below))]
    if not any(mark.name is None for mark in own):
        ways.append(_iterate_marks_above(lines))
    found: dict[str, str] = {}
    for marks in ways:
        for mark in takewhile(lambda each: each.column >= column, marks):
            if mark.column == column and mark.name is not None:
                found[mark.name] = mark.value
    return found


def _find_in_flow(
    path: NodePath, text: EditorText, start: int, offset: int, sign: str = ":"
) -> Caret | None:
    """Return what is being written between brackets and braces, of which the first is at start."""
    if offset - start > MAX_CHARACTERS:
        return None
    written = text.text[start:offset]
    end = read_flow(path, written, sign)
    typed, quote = _strip_quote(written[end.start :])
    span = Span(offset - len(typed), offset)
    if not end.is_name:
        return Caret(end.path, "value", typed, span, quote=quote, is_in_flow=end.is_open)
    behind = list_names_behind(text.text[offset : offset + MAX_CHARACTERS])
    beside = {**dict.fromkeys(behind, ""), **end.fields}
    return Caret(end.path, "name", typed, span, beside, quote, is_in_flow=True)


def _find_in_toml(text: EditorText, offset: int, number: int, line: str) -> Caret | None:
    """Return what is being written in a table of TOML, in its line; None in a comment or header."""
    if "#" in blank_quoted(line) or line.lstrip().startswith("["):
        return None
    above = (text.get_line(each) for each in range(number - 1, -1, -1))
    own = [*takewhile(lambda each: not _HEADER.match(each), islice(above, MAX_LINES))]
    header = _HEADER.match(text.get_line(number - 1 - len(own))) if number > len(own) else None
    path = tuple(each.strip(" '\"") for each in header[1].split(".")) if header else ()
    found = _TOML_FIELD.match(line)
    if found is None:
        typed, quote = _strip_quote(line.lstrip())
        below = (text.get_line(each) for each in range(number + 1, len(text.line_starts)))
        own += takewhile(lambda each: not _HEADER.match(each), islice(below, MAX_LINES))
        fields = (_TOML_FIELD.match(each) for each in own)
        beside = {each[1]: line[each.end() :] for each in fields if each}
        return Caret(path, "name", typed, Span(offset - len(typed), offset), beside, quote)
    path, value = (*path, found[1]), line[found.end() :]
    if value[:1] in ("{", "["):
        return _find_in_flow(path, text, offset - len(value), offset, sign="=")
    typed, quote = _strip_quote(value)
    return Caret(path, "value", typed, Span(offset - len(typed), offset), quote=quote)


def _strip_quote(text: str) -> tuple[str, str]:
    return (text[1:], text[0]) if text[:1] in ("'", '"') and text else (text, "")
