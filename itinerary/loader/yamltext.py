"""YAML in; its tree out. What is no YAML is refused in the words of people who write documents, not of people who write parsers."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from itinerary.diagnostics import DocumentError
from itinerary.loader.files import File
from itinerary.loader.tree import Tree, grow

_Parser = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def read(file: File) -> Tree:
    """The tree of a YAML text."""
    try:
        return grow(file, _Parser(file.text).get_event)
    except yaml.MarkedYAMLError as error:
        raise _in_plain_words(file, error) from None


class _Slip(NamedTuple):
    """A mistake in the syntax: what the parser says of it, what we say, and whether it is where the parser began or gave up."""

    parser: str
    message: str
    hint: str
    at_start: bool = False


_QUOTE_IT = 'put the text in quotes: title: "…"'
_ALIKE = "fields of one mapping begin in the same column, each as 'name: value'"
# libyaml and PyYAML's own parser word things differently; the first that is found in "context; problem" counts.
_SLIPS = (
    _Slip("values are not allowed", "a colon and a space inside a text that is not quoted, or a line that is indented too far", _QUOTE_IT),
    _Slip("quoted scalar; found unexpected (end|document)", "the quotation mark that opens here is never closed", "close it, or write the text without it", at_start=True),
    _Slip("flow mapping;", "the text in braces goes on where a comma or '}' is expected", "close the brace '{', and quote texts that hold commas, colons or brackets: {when: \"Tuesday, Sept 2\"}"),
    _Slip("flow sequence;", "the list in brackets goes on where a comma or ']' is expected", "close the bracket '[', and quote texts that hold commas, colons or brackets"),
    _Slip("simple key; could not find", "this line has no colon", "write 'name: value', with a space after the colon; a text of several lines needs quotes or '|'", at_start=True),
    _Slip("unknown escape|escape code|hexadecimal", "a backslash in double quotes has a meaning of its own", "write it twice, or use single quotes"),
    _Slip("(alias|anchor);", "'*' and '&' may not begin a text", _QUOTE_IT, at_start=True),
    _Slip("tag|directive|%YAML|incompatible", "tags and directives are not allowed", "leave them out; a text that begins with '!' or '%' needs quotes"),
    _Slip("sequence entries are not allowed", "a list may not begin behind its field's name", "start a new line for each '- '"),
    _Slip("keys are not allowed", "'? ' may not begin a text here", _QUOTE_IT),
    _Slip("block scalar;", "nothing may follow '|' or '>' on the line", "start the text on the next line, indented by spaces; a text that begins with '|' or '>' needs quotes"),
    _Slip("node content", "a value is missing before this", "write one, or quote a text that begins with a bracket or a comma"),
    _Slip("document start", "the document has ended before this", "write no '...', and nothing after the bracket that closes a document"),
    _Slip("block collection;", "this line is neither an item of the list above nor deeper", "begin it with '- ' in the column of the list, or indent it"),
    _Slip("block mapping;", "this does not belong to the field above", "fields of one mapping begin in the same column; a text with quotes in it needs quotes around all of it"),
    _Slip("cannot start any token", "a text may not begin with this character", _QUOTE_IT),
)
_OTHER = _Slip("", "this is not valid YAML", "look at the quotes, the brackets and the indentation of this line and the one above")
_TABBED = re.compile(r" *\t")


def _in_plain_words(file: File, error: yaml.MarkedYAMLError) -> DocumentError:
    started = error.context_mark or error.problem_mark
    stopped = error.problem_mark or started
    if started is None or stopped is None:
        return file.refusal(0, _OTHER.message, _OTHER.hint)
    place = file.position(stopped.index)
    if (tab := _TABBED.match(file.excerpt(place.line))) and "quoted" not in f"{error.context}":
        where = stopped.index - place.column + tab.end()
        return file.refusal(where, "a tab is used for indentation", "indent with spaces", "tab")
    said = f"{error.context or ''}; {error.problem}"
    slip = next((each for each in _SLIPS if re.search(each.parser, said)), _OTHER)
    return file.refusal((started if slip.at_start else stopped).index, slip.message, slip.hint)
