"""The elements of a Markdown text as a parser of CommonMark and tables sees them."""

from __future__ import annotations

from collections.abc import Collection

from markdown_it import MarkdownIt

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_TEXTS = ("text", "text_special")


def list_elements(markdown: str, *, ignored: Collection[str] = ()) -> list[str]:
    """Return the elements of a text, without what stands in them and without the ignored types."""
    tokens = [
        each for token in MARKDOWN.parse(markdown) for each in (token, *(token.children or ()))
    ]
    return [
        f"{each.type} {each.tag} {each.attrs}"
        for each in tokens
        if each.type not in (*_TEXTS, *ignored)
    ]
