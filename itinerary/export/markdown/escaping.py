"""Text of a document in; Markdown out that shows it letter for letter, whatever it holds."""

from __future__ import annotations

import re

from itinerary.briefing import Citation, Line, LineBreak, Link, Piece, Strong

# Entities are read alike by every Markdown reader; some do not know a backslash before these two.
_ENTITIES = ((re.compile(r"&(?=#?\w+;)"), "&amp;"), (re.compile("<"), "&lt;"))
_MARKUP = re.compile(
    r"[\\`*\[\]{}|~^]|(?<![^\W_])_|_(?![^\W_])|\$(?!\d)|(?<!\S)#(?=#*(?:\s|$))|(?<!\w)(?:@(?=\w)|:(?=[\w+-]+:))"
)
# What begins a list of numbers or, for pandoc, of letters or examples; a capital with a point does not: it is somebody's initial.
_NUMBER = r"\d{1,9}|[a-z]|[ivxlcdm]+|[IVXLCDM]{2,}|[A-Z](?=\))"
_OPENING = re.compile(
    rf"^(?:({_NUMBER})([.)])(?=\s|$)|(\((?=(?:{_NUMBER}|\\?@\w*)\)(?:\s|$))|[-+](?=[-:\s]|$)|[=:>#]))"
)


def escape_text(text: str) -> str:
    r"""A text as one line of Markdown, in which nothing is markup wherever it stands: in a paragraph, a list, a heading or a table.

    What cannot be markup where it stands is left as it is, so that the lines read well unrendered, too.

    >>> print(escape_text("# [x](javascript:1) | <b>2 * 3</b> for $5 & snake_case"))
    \# \[x\](javascript:1) \| &lt;b>2 \* 3&lt;/b> for $5 & snake_case
    """
    return render_line((text,))


def render_line(line: Line, indent: str = "") -> str:
    """A line of a briefing as Markdown; where it goes on in a new line, that has an indent."""
    lines = "".join(map(_render_piece, line)).split("\n")
    return f"\n{indent}".join(_OPENING.sub(r"\1\\\2\3", each.strip()) for each in lines)


def _render_piece(piece: Piece) -> str:
    match piece:
        case Citation(numbers):
            return f" [{', '.join(map(str, numbers))}]"
        case Link(url):
            return f"<{url.replace('<', '%3C').replace('>', '%3E')}>"
        case Strong(text):
            return f"**{_escape_literal(text).strip()}**"
        case LineBreak():
            return "\n"
        case _:
            return _escape_literal(piece)


def _escape_literal(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    for mark, entity in _ENTITIES:
        text = mark.sub(entity, text)
    return _MARKUP.sub(r"\\\g<0>", text)
