"""The parser of JSON, by the same rules as YAML.

Numbers, true and false stay text as they are written; null is nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from yaml import Mark
from yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from itinerary.codes import Code
from itinerary.diagnostics import DocumentError, shorten_text
from itinerary.loading.source_file import SourceFile
from itinerary.loading.tree import Tree, build_tree

# The tokens of valid JSON; of any other text, something that soon ends.
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[][{}]|[^][{}\s,:"]+|"')
_SURROGATE = re.compile("[\ud800-\udfff]")
_TRAILING_COMMA = ("a comma after the last value", "delete it")
# What Python's parser says of each mistake; what we say, and what to write instead.
_SYNTAX_MISTAKES = {
    "Expecting property name": (
        "a field is expected here, its name in double quotes",
        'write {"name": "value"}',
    ),
    "Illegal trailing comma": _TRAILING_COMMA,
    "Expecting ',' delimiter": (
        "a comma or a closing bracket is expected here",
        "close each bracket, and put a comma between two values",
    ),
    "Expecting ':' delimiter": ("a colon is expected here", 'write {"name": "value"}'),
    "Expecting value": ("a value is expected here", "texts need double quotes"),
    "Unterminated string": ("the quotation mark that opens here is never closed", "close it"),
    "Invalid control character": ("a line break or a tab inside a text", r"write \n or \t"),
    "Invalid \\": ("a backslash that means nothing", "write it twice"),
    "Extra data": ("the document has ended before this", "a file holds one document"),
}


def parse_tree(file: SourceFile) -> Tree:
    """Return the tree of a JSON text.

    Raises:
        DocumentError: The text is not valid JSON, or nested too deeply.

    """
    try:
        json.loads(file.text, parse_int=str, parse_float=str)
    except RecursionError:
        pass  # nested so deep that the loop below refuses it, with its position
    except json.JSONDecodeError as error:
        raise _explain_syntax_error(file, error) from None
    return build_tree(file, _iterate_events(file).__next__)


def _explain_syntax_error(file: SourceFile, error: json.JSONDecodeError) -> DocumentError:
    before = file.text[: error.pos].rstrip()
    if not file.text.strip():
        hint = 'it needs a title at least: {"title": "Weekend in Lisbon"}'
        return file.create_error(0, "the document is empty", hint, Code.EMPTY)
    if before.endswith(",") and file.text.startswith(("}", "]"), error.pos):
        return file.create_error(len(before) - 1, *_TRAILING_COMMA)
    if file.text.startswith(("//", "/*", "#"), error.pos):
        hint = "delete it, or write the document in YAML, where # begins one"
        return file.create_error(error.pos, "JSON has no comments", hint)
    ours = (words for theirs, words in _SYNTAX_MISTAKES.items() if error.msg.startswith(theirs))
    return file.create_error(error.pos, *next(ours, ("this is not valid JSON", "")))


def _iterate_events(file: SourceFile) -> Iterator[Event]:
    for token in _TOKEN.finditer(file.text):
        text = token[0]
        mark = Mark(file.name, token.start(), 0, 0, None, 0)
        if text[0] == '"':
            value = _decode_string(file, token)
            yield ScalarEvent(None, None, (False, True), value, mark, mark, style='"')
        elif text == "{":
            yield MappingStartEvent(None, None, True, mark)
        elif text == "[":
            yield SequenceStartEvent(None, None, True, mark)
        elif text == "}":
            yield MappingEndEvent()
        elif text == "]":
            yield SequenceEndEvent()
        elif text[0] in "NI" or text[1:2] == "I":
            message = f"'{shorten_text(text)}' is not valid JSON"
            hint = "write a number, or null where there is none"
            raise file.create_error(token.start(), message, hint)
        else:
            yield ScalarEvent(None, None, (True, False), text, mark, mark)
    yield StreamEndEvent()


def _decode_string(file: SourceFile, token: re.Match[str]) -> str:
    text = token[0]
    if "\\" not in text:
        return text[1:-1]
    value: str = json.loads(text)
    if found := _SURROGATE.search(value):
        message = f"half of a character (the surrogate U+{ord(found[0]):04X})"
        hint = "write the character itself, or both of its halves"
        raise file.create_error(token.start(), message, hint, Code.ENCODING)
    return value
