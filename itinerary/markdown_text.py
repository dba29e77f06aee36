"""Plain text in; Markdown out that shows it letter for letter, whatever it holds."""

from __future__ import annotations

import re

# Entities are read alike by every Markdown reader; some do not know a backslash before these two.
_ENTITIES = ((re.compile(r"&(?=#?\w+;)"), "&amp;"), (re.compile("<"), "&lt;"))
_MARKUP = re.compile(
    r"[\\`*\[\]{}|~^]|(?<![^\W_])_|_(?![^\W_])|\$(?!\d)|(?<!\S)#(?=#*(?:\s|$))"
    r"|(?<!\w)(?:@(?=\w)|:(?=[\w+-]+:))"
)
_REFERENCE = re.compile(r"[@#!~](?=\w)|(?:&|\bGH-)(?=\d)")
# What begins a list of numbers or, for pandoc, of letters or examples. A capital with a point
# does not: it is an initial of somebody's name.
_NUMBER = r"\d{1,9}|[a-z]|[ivxlcdm]+|[IVXLCDM]{2,}|[A-Z](?=\))"
_OPENING = re.compile(
    rf"^(?:({_NUMBER})([.)])(?=\s|$)"
    rf"|(\((?=(?:{_NUMBER}|\\?@\w*)\)(?:\s|$))|[-+](?=[-:\s]|$)|[=:>#]))"
)


def escape_text(text: str) -> str:
    r"""Return a text as one line of Markdown in which nothing is markup.

    That holds wherever the line stands: in a paragraph, a list, a heading or a table. What cannot
    be markup where it stands is left as it is, so that the line reads well unrendered, too.

    >>> print(escape_text("# [x](javascript:1) | <b>2 * 3</b> for $5 & snake_case"))
    \# \[x\](javascript:1) \| &lt;b>2 \* 3&lt;/b> for $5 & snake_case
    """
    return escape_line_start(escape_part(text).strip())


def break_references(markdown: str) -> str:
    r"""Return Markdown in which forges find no person to notify and no issue to refer to.

    They look for these in what is shown, so that no escape keeps them from it; a comment does.

    >>> print(break_references(escape_text("@ana-reis closes org/repo#12")))
    \@<!-- -->ana-reis closes org/repo#<!-- -->12
    """
    return _REFERENCE.sub(r"\g<0><!-- -->", markdown)


def escape_part(text: str) -> str:
    r"""Return a text as part of a line of Markdown; its white space is folded, not stripped.

    >>> escape_part("1. *x*")
    '1. \\*x\\*'
    """
    text = re.sub(r"\s+", " ", text)
    for mark, entity in _ENTITIES:
        text = mark.sub(entity, text)
    return _MARKUP.sub(r"\\\g<0>", text)


def escape_line_start(line: str) -> str:
    r"""Return a line of Markdown that does not begin as a list, a heading or a quotation would.

    >>> print(escape_line_start("1. May"))
    1\. May
    """
    return _OPENING.sub(r"\1\\\2\3", line)
