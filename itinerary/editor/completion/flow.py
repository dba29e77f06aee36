"""A text between brackets and braces in; what is being written at its end out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from itinerary.diagnostics import NodePath

MAX_CHARACTERS = 500_000  # from the first bracket to the caret
_BRACKET = re.compile(r"[{}\[\]]")
_BEFORE_VALUE = re.compile(r"(?:^|[:,{\[-])\s*$")
_QUOTED = re.compile(r"""(?<!\w)'[^']*(?:'|\Z)|(?<!\w)"(?:[^"\\]|\\.)*(?:"|\Z)""")
_NAME_BEHIND = re.compile(r"""[{\s,]*["']?([\w-]+)["']?\s*[:=]""")


@dataclass(slots=True)
class _Level:
    """What is open between brackets or braces: its path, and the fields that it has so far."""

    path: NodePath
    is_list: bool
    fields: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class FlowEnd:
    """What is being written at the end of a text that begins with a bracket or a brace.

    Attributes:
        path: The fields on the way to it, 0 for an item of a list.
        is_name: Whether it is the name of a field.
        start: Where it begins in the text.
        fields: Those before it that stand beside it, with what they hold.
        is_open: Whether a bracket is still open.
    """

    path: NodePath
    is_name: bool
    start: int
    fields: dict[str, str]
    is_open: bool


def read_flow(path: NodePath, written: str, sign: str = ":") -> FlowEnd:
    """Return what is being written at the end of a text.

    Args:
        path: That of the text.
        written: The text.
        sign: What stands between the name of a field and its value.
    """
    levels: list[_Level] = []
    token = 0
    bare = blank_quoted(written)
    waiting: NodePath | None = path  # that of the value whose name stands before it
    for found in re.finditer(rf"[{{}}\[\],{sign}]", bare):
        index, letter = found.start(), found[0]
        if letter in "{[":
            inside = levels[-1].path if waiting is None and levels else waiting or path
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
        elif letter == sign and levels and not levels[-1].is_list:
            if sign == ":" and not _ends_name(written, bare, index):
                continue
            name = written[token:index].strip().strip("'\"")
            levels[-1].fields[name] = ""
            waiting, token = (*levels[-1].path, name), index + 1
    start = len(written) - len(written[token:].lstrip())
    is_name = bool(levels) and waiting is None
    fields = levels[-1].fields if levels else {}
    whole = (levels[-1].path if is_name else waiting) or path
    return FlowEnd(whole, is_name, start, fields, bool(levels))


def _ends_name(written: str, bare: str, index: int) -> bool:
    return index + 1 == len(bare) or bare[index + 1].isspace() or written[index - 1] in "'\""


def list_names_behind(text: str) -> Iterator[str]:
    """Yield the names of the fields behind a caret, as far as they stand in the same braces."""
    depth, start = 0, 0
    bare = blank_quoted(text)
    for found in re.finditer(r"[{}\[\],]", bare):
        if depth == 0 and (name := _NAME_BEHIND.match(text, start, found.end())):
            yield name[1]
        depth += 1 if found[0] in "{[" else -1 if found[0] in "}]" else 0
        if depth < 0:
            return
        if depth == 0:
            start = found.start()


def find_open_bracket(lines: Sequence[str]) -> tuple[int, int] | None:
    """Return the first bracket or brace that begins a value and is open behind some lines.

    It is the number of its line and its column there. A line in the first column ends the search.
    """
    closed, opened = 0, None
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        for sign, column, begins_value in reversed(_list_brackets(line)):
            if sign in "}]":
                closed += 1
            elif closed:
                closed -= 1
            elif begins_value:
                opened = number, column
        if line and line[0] not in " \t#]}":
            break
    return opened


def _list_brackets(line: str) -> list[tuple[str, int, bool]]:
    """Return the brackets and braces of a line, their columns, and whether they begin a value."""
    if not _BRACKET.search(line):
        return []
    bare = blank_quoted(line)
    if "#" in bare:
        bare = re.sub(r"(?:^|\s)#.*", "", bare)
    return [
        (found[0], found.start(), _BEFORE_VALUE.search(bare, 0, found.start()) is not None)
        for found in _BRACKET.finditer(bare)
    ]


def blank_quoted(text: str) -> str:
    """Return a text with blanks for what stands in quotes, also where they are still open."""

    def blank(found: re.Match[str]) -> str:
        return " " * len(found[0])

    return _QUOTED.sub(blank, text) if "'" in text or '"' in text else text
