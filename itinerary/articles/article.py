"""What is known of an article: its text in paragraphs, and what it declares of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from itinerary.articles.text_decoding import clean_text


class ParagraphKind(StrEnum):
    """What a paragraph is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A part of an article's text that stands by itself.

    Attributes:
        start: Where it begins in the text of the article, in characters from 0.
        end: Where it ends; half-open.
        text: The same characters, with the marks of Markdown as spaces.
        kind: What it is on the page.
        indent: How far its first line is set in, in characters.

    """

    start: int
    end: int
    text: str
    kind: ParagraphKind = ParagraphKind.PARAGRAPH
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Stated:
    """What an article says of itself, and where it says so.

    >>> Stated("2026-05-04", "meta article:published_time").value
    '2026-05-04'
    """

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class CutPart:
    """A part of the page that is not of the story, and why it was left out."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was read.

    Attributes:
        name: The name of its file.
        text: Its text; positions count characters of it from 0.
        paragraphs: The paragraphs of the story, in their order.
        language: en, es or pt; "" if it is none of them, or too short to tell.
        title: Its title; None if it has none.
        publisher: Who published it; None if it does not say.
        author: Who wrote it; None if it does not say.
        published: When it was published, by ISO 8601; None if it does not say.
        dateline: The place where it was written; None if it does not say.
        url: Its own address, as it declares it.
        masthead: Which parts of the text speak of the article itself, half-open.
        cut: What else stood on the page.
        remarks: What an editor should know of how it was read, as where it contradicts itself.
        linked_data: What it declares by JSON-LD (schema.org), an object each.

    """

    name: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    language: str = ""
    title: Stated | None = None
    publisher: Stated | None = None
    author: Stated | None = None
    published: Stated | None = None
    dateline: Stated | None = None
    url: Stated | None = None
    masthead: tuple[tuple[int, int], ...] = ()
    cut: tuple[CutPart, ...] = ()
    remarks: tuple[str, ...] = ()
    linked_data: tuple[Mapping[str, Any], ...] = ()


@dataclass(slots=True)
class Page:
    """What a reader of one format makes of a file: its text, and what is declared beside it.

    Attributes:
        text: The text.
        paragraphs: Its paragraphs, those of other stories left out.
        declared: By the field of an article, what is declared of it, the most reliable first.
        cut: What else stood on the page.
        remarks: What an editor should know of how it was read.
        linked_data: What it declares by JSON-LD, an object each.

    """

    text: str
    paragraphs: list[Paragraph]
    declared: dict[str, list[Stated]] = field(default_factory=dict[str, list[Stated]])
    cut: list[CutPart] = field(default_factory=list[CutPart])
    remarks: list[str] = field(default_factory=list[str])
    linked_data: list[Mapping[str, Any]] = field(default_factory=list[Mapping[str, Any]])

    def declare(self, name: str, value: object, origin: str) -> None:
        """Note what is declared of a field, without what nobody sees, unless it is nothing."""
        text = " ".join(clean_text(str(value or "")).split())
        if text:
            self.declared.setdefault(name, []).append(Stated(text, origin))
