"""The parser of YAML.

What is not valid YAML is explained in the words of people who write documents, not parsers.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from itinerary.codes import Code
from itinerary.diagnostics import DocumentError, Quoting, Remedy
from itinerary.loading.source_file import SourceFile
from itinerary.loading.tree import Tree, build_tree, create_depth_error

_Parser: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def parse_tree(file: SourceFile) -> Tree:
    """Return the tree of a YAML text.

    Raises:
        DocumentError: The text is not valid YAML, or has more flaws or nodes than are allowed.

    """
    try:
        return build_tree(file, _Parser(file.text).get_event)
    except yaml.MarkedYAMLError as error:
        if _is_depth_limit(error):
            raise _explain_nesting(file, error) from None
        raise _explain_syntax_error(file, error) from None


def _is_depth_limit(error: yaml.MarkedYAMLError) -> bool:
    """Return whether the parser stopped at a depth limit of its own, as PyYAML 6.0.4's does."""
    return "nesting depth" in f"{error.problem}"


def _explain_nesting(file: SourceFile, error: yaml.MarkedYAMLError) -> DocumentError:
    """Return what is wrong with a text whose nesting the parser gave up on.

    The parser looks ahead, so it may stop before it has handed out the nodes of the upper levels.
    What it has seen is read again, which finds where our own, lower limit is crossed.
    """
    stopped = _get_offset(error.problem_mark, 0)
    try:
        build_tree(file, _Parser(file.text[:stopped]).get_event)
    except DocumentError as refusal:
        return refusal
    except yaml.MarkedYAMLError as earlier:
        if not _is_depth_limit(earlier):
            return _explain_syntax_error(file, earlier)
    return create_depth_error(file, stopped)


class _SyntaxMistake(NamedTuple):
    """A mistake in the syntax.

    Attributes:
        pattern: What the parser says of it, as a regular expression.
        message: What we say of it.
        hint: What to write instead; %s stands for the line where the parser began.
        at_start: Whether the mistake is where the parser began, and not where it gave up.

    """

    pattern: str
    message: str
    hint: str
    at_start: bool = False


_QUOTE_IT = Remedy('put the text in quotes: title: "…"', [Quoting()])
_SAME_COLUMN = "fields that belong together begin in the same column"
_COLON_MISTAKE = _SyntaxMistake(
    "values are not allowed", "a colon and a space inside a text that has no quotes", _QUOTE_IT
)
_INDENT_MISTAKE = _SyntaxMistake(
    "values are not allowed", "a field inside a text: the line above is complete", _SAME_COLUMN
)
# The first whose pattern is found in "context; problem" counts. libyaml and the parser of PyYAML
# itself use different words.
_SYNTAX_MISTAKES = (
    _COLON_MISTAKE,
    _SyntaxMistake(
        "quoted scalar; found unexpected (end|document)",
        "the quotation mark that opens here is never closed",
        "close it",
        at_start=True,
    ),
    _SyntaxMistake(
        "flow mapping;",
        "a comma or '}' is expected here",
        "close the brace of line %s; quote a text with a colon, comma or bracket in it",
    ),
    _SyntaxMistake(
        "flow sequence;",
        "a comma or ']' is expected here",
        "close the bracket of line %s; quote a text with a colon, comma or bracket in it",
    ),
    _SyntaxMistake(
        "simple key; could not find",
        "this line has no colon",
        "write 'name: value', or '- value' in a list",
        at_start=True,
    ),
    _SyntaxMistake(
        "escape|hexadecimal",
        "a backslash in double quotes has a meaning of its own",
        "write it twice, or use single quotes",
    ),
    _SyntaxMistake(
        "(alias|anchor);", "a text may not begin with '*' or '&'", _QUOTE_IT, at_start=True
    ),
    _SyntaxMistake(
        "tag|directive|%YAML|incompatible",
        "tags and directives are not allowed",
        "a text that begins with '!' or '%' needs quotes",
    ),
    _SyntaxMistake(
        "sequence entries are not allowed",
        "a list may not begin here",
        "start a new line for each '- '; a text that begins so needs quotes",
    ),
    _SyntaxMistake("keys are not allowed", "a text may not begin with '? '", _QUOTE_IT),
    _SyntaxMistake(
        "block scalar;",
        "nothing may follow '|' or '>' on the line",
        "start the text on the next line; one that begins so needs quotes",
    ),
    _SyntaxMistake(
        "node content",
        "a value is missing before this",
        "write one; a text that begins with a bracket or a comma needs quotes",
    ),
    _SyntaxMistake(
        "document start",
        "the document has ended before this",
        "delete the '...', or the bracket that closes the document",
    ),
    _SyntaxMistake(
        "block collection;",
        "this line is no item of the list above",
        "begin it with '- ' in the column of the list, or indent it",
    ),
    _SyntaxMistake(
        "block mapping;",
        "this does not fit the lines above",
        f"{_SAME_COLUMN}; a text is quoted as a whole or not at all",
    ),
    _SyntaxMistake("cannot start any token", "a text may not begin with this character", _QUOTE_IT),
    _SyntaxMistake(
        "",
        "this is not valid YAML",
        "look at the quotes, the brackets and the indentation of this line and the one above",
    ),
)
_TAB_INDENT = re.compile(r" *\t")
_HAS_FIELD = re.compile(r":\s")


def _explain_syntax_error(file: SourceFile, error: yaml.MarkedYAMLError) -> DocumentError:
    stopped = _get_offset(error.problem_mark, 0)
    position = file.find_position(stopped)
    line = file.get_line(position.line)
    if (tab := _TAB_INDENT.match(line)) and "quoted" not in f"{error.context}":
        offset = file.find_offset(position.line, tab.end())
        message = "a tab is used for indentation"
        return file.create_error(offset, message, "indent with spaces", Code.TAB)
    reason = f"{error.context}; {error.problem}"
    mistake = next(each for each in _SYNTAX_MISTAKES if re.search(each.pattern, reason))
    if mistake is _COLON_MISTAKE and not _HAS_FIELD.search(line, 0, position.column - 1):
        mistake = _INDENT_MISTAKE
    started = _get_offset(error.context_mark, stopped)
    hint = mistake.hint
    if "%s" in hint:
        hint = hint.replace("%s", str(file.find_position(started).line))
    return file.create_error(started if mistake.at_start else stopped, mistake.message, hint)


def _get_offset(mark: yaml.Mark | None, default: int) -> int:
    return mark.index if mark else default
