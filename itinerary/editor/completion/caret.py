"""The text above a caret in; where in a document it stands out, also while that is no valid YAML.

Only the lines count, by their indentation, as people read them: the field or the value at the caret
is just being written, and what stands below it may not fit yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, takewhile
from types import MappingProxyType
from typing import Literal, NamedTuple

from itinerary.diagnostics import NodePath
from itinerary.editor.text_positions import EditorText, Span

MAX_LINES = 20_000  # above the caret that are looked at
_LINE = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*(?:-$)?)(?P<rest>.*)")
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


def find_caret(text: EditorText, offset: int) -> Caret | None:
    """Return what is being written at an offset; None in a comment, or where nothing can be."""
    number = text.find_position(offset).line
    start = text.line_starts[number]
    line = text.text[start:offset]
    if re.search(r"(?:^|\s)#", _blank_quoted(line)):
        return None
    lines = [text.get_line(each) for each in range(max(0, number - MAX_LINES), number)]
    marks, rest = _split_line(line)
    content = len(line) - len(rest)
    found = _FIELD.match(rest)
    own = [*marks, _Mark(content, found["name"])] if found else marks
    column = own[-1].column if found else content
    around = _list_ancestors(lines, own, column)
    if not found:
        if rest[:1] in ("{", "["):
            return _find_in_flow(around, rest, start + content)
        below = (text.get_line(each) for each in range(number + 1, len(text.line_starts)))
        beside = _list_siblings(lines, islice(below, MAX_LINES), own, column)
        typed, quote = _strip_quote(rest)
        return Caret(around, "name", typed, Span(offset - len(typed), offset), beside, quote)
    path = (*around, found["name"])
    value = rest[found.end() :]
    if not value[:1].isspace():
        return None  # directly behind the colon
    lead = len(value) - len(value.lstrip())
    value_start = start + content + found.end() + lead
    if value.lstrip()[:1] in ("{", "["):
        return _find_in_flow(path, value.lstrip(), value_start)
    typed, quote = _strip_quote(value.lstrip())
    return Caret(path, "value", typed, Span(offset - len(typed), offset), quote=quote)


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


@dataclass(slots=True)
class _Level:
    """What is open between brackets or braces: its path, and the fields that it has so far."""

    path: NodePath
    is_list: bool
    fields: dict[str, str] = field(default_factory=dict[str, str])


def _find_in_flow(path: NodePath, written: str, start: int) -> Caret:
    """Return what is being written between brackets and braces, of which the first is `written`."""
    levels: list[_Level] = []
    token = 0
    bare = _blank_quoted(written)
    waiting: NodePath | None = path  # that of the value whose name stands before it
    for index, letter in enumerate(bare):
        if letter in "{[":
            inside = levels[-1].path if waiting is None else waiting
            is_list = letter == "["
            levels.append(_Level((*inside, 0) if is_list else inside, is_list))
            waiting, token = (levels[-1].path if is_list else None), index + 1
        elif letter in "}]" and levels:
            levels.pop()
            waiting, token = (None if levels else path), index + 1
        elif letter == "," and levels:
            level = levels[-1]
            if waiting and not level.is_list and waiting != level.path:
                level.fields[str(waiting[-1])] = written[token:index].strip()
            waiting, token = (level.path if level.is_list else None), index + 1
        elif letter == ":" and levels and not levels[-1].is_list and _ends_name(bare, index):
            name = written[token:index].strip().strip("'\"")
            levels[-1].fields[name] = ""
            waiting, token = (*levels[-1].path, name), index + 1
    typed, quote = _strip_quote(written[token:].lstrip())
    span = Span(start + len(written) - len(typed), start + len(written))
    if not levels or waiting is not None:
        return Caret(waiting or path, "value", typed, span, quote=quote, is_in_flow=bool(levels))
    return Caret(levels[-1].path, "name", typed, span, levels[-1].fields, quote, is_in_flow=True)


def _ends_name(text: str, index: int) -> bool:
    return index + 1 == len(text) or text[index + 1].isspace()


def _strip_quote(text: str) -> tuple[str, str]:
    return (text[1:], text[0]) if text[:1] in ("'", '"') and text else (text, "")


def _blank_quoted(text: str) -> str:
    """Return a text with blanks for what stands in quotes, also where they are still open."""

    def blank(found: re.Match[str]) -> str:
        return " " * len(found[0])

    return re.sub(r"""(?<![\w])'[^']*(?:'|$)|(?<![\w])"[^"]*(?:"|$)""", blank, text)
