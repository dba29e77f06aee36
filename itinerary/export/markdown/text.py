"""Text of a document in; Markdown out that shows it letter for letter, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LINKED = ("https://", "http://", "mailto:", "tel:", "geo:")

# Entities are read alike by every Markdown reader; some do not know a backslash before these two.
_ENTITIES = ((re.compile(r"&(?=#?\w+;)"), "&amp;"), (re.compile("<"), "&lt;"))
_MARKS = re.compile(r"[\\`*\[\]{}|~]|(?<![^\W_])_|_(?![^\W_])|\$(?!\d)|(?<!\S)#(?=#*(?:\s|$))")
_OPENING = re.compile(r"^(\d{0,9})((?<=\d)[.)](?=\s|$)|(?<!\d)(?:[-+](?=[-:\s]|$)|[=:>#]))")


def escape(text: str) -> str:
    r"""A text as one line of Markdown, in which nothing is markup wherever it stands: in a paragraph, a list, a heading or a table.

    What cannot be markup where it stands is left as it is, so that the lines read well unrendered, too.

    >>> print(escape("# [x](javascript:1) | <b>2 * 3</b> for $5 & snake_case"))
    \# \[x\](javascript:1) \| &lt;b>2 \* 3&lt;/b> for $5 & snake_case
    """
    line = " ".join(text.split())
    for mark, entity in _ENTITIES:
        line = mark.sub(entity, line)
    return _OPENING.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", line))


def paragraphs(text: str, indent: str = "") -> Iterator[str]:
    """The paragraphs of a longer text, the lines of each below one another."""
    for paragraph in filter(None, re.split(r"\n\s*\n", text.strip())):
        yield f"\n{indent}".join(escape(line) for line in paragraph.splitlines() if line.strip())


def nested(text: str | None, indent: int = 2) -> Iterator[str]:
    """A longer text as items of a list inside a list."""
    space = " " * indent
    return (f"{space}- {paragraph}" for paragraph in paragraphs(text or "", f"{space}  "))


def section(title: str, lines: Iterable[str]) -> str:
    """A section and its list; empty where the list is."""
    text = "\n".join(lines)
    return f"## {title}\n\n{text}" if text else ""


def link(url: str) -> str:
    """A link that shows where it leads; an address of another scheme than those that are safe to follow stays text."""
    if not url.startswith(LINKED):
        return escape(url)
    return f"<{url.replace('<', '%3C').replace('>', '%3E')}>"
