"""Plain text and Markdown in; a page of paragraphs out, each at its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from itinerary.articles.article import Page, Paragraph, ParagraphKind

# A file whose longest line is within these bounds, in characters, may be broken for width.
_LEAST_WIDTH, _MOST_WIDTH = 40, 100
_RAGGED = 18  # characters that lines of prose broken for width may be shorter than the longest
_ITEM = re.compile(r"[ \t]*(?:[-*+•·–—▪◦]|\d{1,3}[.)]|\(?[a-z]\))[ \t]+(?=\S)")
_OPENING_TIME = re.compile(r"[ \t]*\d{1,2}(?:[.:h]\d{2}|\d{2}[ \t]*(?:hrs?|h)\b)", re.IGNORECASE)
# What a line of a programme without a time in figures begins with: "Evening: ", "Noon – ".
_LABEL = re.compile(r"[ \t]*[^\W\d_][\w'’ -]{1,24}(?::|[ \t][-–—])[ \t]")
_COLUMNS = re.compile(r"\S(?: {2,}|\t+)\S|^[ \t]*\|")  # a line of a table
# Marks of Markdown, which are no part of the words: they become spaces, so that all stays in place.
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|~~|`")
_LINK = re.compile(r"!?\[(?P<words>[^\]\n]*)\](?P<address>\([^)\n]*\))")
_MARKS = " \t|*_`#"  # a line of these alone says nothing
_RULE = re.compile(r"[ \t]*(?:[-*_=|:+ \t]{3,})$")
_FRONT_MATTER = re.compile(r"\A---\n(?P<fields>.*?\n)---\n", re.DOTALL)
_FIELD = re.compile(r"(?P<name>[A-Za-z_]+):[ \t]*(?P<value>.*)")
_FIELD_NAMES = {
    "title": "title",
    "date": "published",
    "published": "published",
    "author": "author",
    "publisher": "publisher",
    "source": "publisher",
    "language": "language",
    "lang": "language",
    "url": "url",
}


def read_plain_text(text: str) -> Page:
    r"""Return a plain text as a page: lines that were broken for width are one paragraph again.

    >>> page = read_plain_text("PROGRAMME\n\n09:00 Mass\n10:30 Talks")
    >>> [each.text for each in page.paragraphs]
    ['PROGRAMME', '09:00 Mass', '10:30 Talks']
    """
    return Page(text, list(_iterate_paragraphs(text, text, 0)))


def read_markdown(text: str) -> Page:
    r"""Return Markdown as a page; what its front matter declares is no part of the story.

    >>> page = read_markdown("# Visit\n\n- Talks, **Quito**")
    >>> [(str(each.kind), each.text.split()) for each in page.paragraphs]
    [('heading', ['Visit']), ('item', ['Talks,', 'Quito'])]
    """
    front = _FRONT_MATTER.match(text)
    start = front.end() if front else 0
    page = Page(text, list(_iterate_paragraphs(text, _mask_markup(text), start)))
    for found in _FIELD.finditer(front["fields"] if front else ""):
        if name := _FIELD_NAMES.get(found["name"].lower()):
            page.declare(name, found["value"].strip(" \t'\""), f"front matter: {found['name']}")
    return page


def _mask_markup(text: str) -> str:
    """Return Markdown with spaces for its marks, but for those that say what a line is."""

    def blank(found: re.Match[str]) -> str:
        return " " * len(found[0])

    def keep_words(found: re.Match[str]) -> str:
        head, words, tail = found.start("words") - found.start(), found["words"], found["address"]
        return f"{' ' * head}{words} {' ' * len(tail)}"

    return _EMPHASIS.sub(blank, _LINK.sub(keep_words, text))


def _iterate_paragraphs(original: str, text: str, start: int) -> Iterator[Paragraph]:
    """Yield the paragraphs from an offset on; `text` is the original with marks as spaces."""
    width = _find_width(text[start:])
    first = last = -1  # the lines that make up the paragraph so far
    for line_start, line_end in _iterate_lines(text, start):
        line = text[line_start:line_end]
        if first >= 0 and not _continues(text[first:last], line, width):
            yield _create_paragraph(text, first, last)
            first = -1
        if line.strip(_MARKS).strip() and not _RULE.match(original[line_start:line_end]):
            first = line_start if first < 0 else first
            last = line_end
    if first >= 0:
        yield _create_paragraph(text, first, last)


def _find_width(text: str) -> int:
    """Return the width for which the lines of a text were broken; 0 if they were not."""
    lines = text.split("\n")
    width = max(map(len, lines))
    inner = [len(line) for line, after in pairwise(lines) if line.strip() and after.strip()]
    full = sum(length > width - _RAGGED for length in inner)
    is_wrapped = _LEAST_WIDTH <= width <= _MOST_WIDTH and 2 * full > len(inner)
    return width if is_wrapped else 0


def _iterate_lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _continues(paragraph: str, line: str, width: int) -> bool:
    """Return whether a line goes on with the words of the paragraph before it.

    It does where its first word had no room in the line before.
    """
    last = paragraph.rpartition("\n")[2]
    if not line.strip() or any(each.match(line) for each in (_ITEM, _HEADING, _OPENING_TIME)):
        return False
    if _HEADING.match(last) or _COLUMNS.search(last) or _COLUMNS.search(line):
        return False
    if not _ITEM.match(paragraph) and _measure_indent(line) != _measure_indent(last):
        return False
    if _OPENING_TIME.match(paragraph) and _LABEL.match(line):
        return False
    length = len(last.rstrip())
    has_no_room = 0 < width < length + 1 + len(line.split()[0])
    return has_no_room or (length >= _LEAST_WIDTH and line.lstrip()[0].islower())


def _measure_indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _create_paragraph(text: str, start: int, end: int) -> Paragraph:
    line = text[start:end]
    kind, mark = ParagraphKind.PARAGRAPH, None
    if mark := _HEADING.match(line):
        kind = ParagraphKind.HEADING
    elif mark := _ITEM.match(line):
        kind = ParagraphKind.ITEM
    elif line.lstrip().startswith("|"):
        kind, line = ParagraphKind.ROW, line.replace("|", "\t")
    indent = len(line) - len(line.lstrip())
    begin = mark.end() if mark else indent
    body = line[begin:].rstrip()
    begin += len(body) - len(body.lstrip())
    body = body.lstrip()
    return Paragraph(start + begin, start + begin + len(body), body, kind, indent)
