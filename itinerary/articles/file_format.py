"""The name and the first bytes of a file in; what kind of article it is, out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from itinerary.codes import Code
from itinerary.loading.source_file import SourceFile

ArticleFormat = Literal["text", "markdown", "html", "mail", "docx", "pdf"]
_FORMATS: Mapping[str, ArticleFormat] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".eml": "mail",
    ".docx": "docx",
    ".pdf": "pdf",
}
_HTML_START = (b"<!doctype html", b"<html", b"<?xml")
# How files begin that are no articles, by what they are.
_OTHER_FILES = {
    b"{\\rtf": "an RTF",
    b"\xd0\xcf\x11\xe0": "an old file of an office program",
    b"PK\x03\x04": "an archive",
    b"%PDF-": "a PDF",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"BEGIN:VCALENDAR": "a calendar",
}
_HEAD = re.compile(
    r"\A(?:From \S+@[^\n]*\n)?(?:[A-Z][A-Za-z-]*:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){2,40}\n"
)


def tell_format(data: bytes, name: str) -> ArticleFormat:
    """Return what a file is, by its suffix, else by its first bytes.

    >>> tell_format(b"%PDF-1.4", "visit"), tell_format(b"# Visit", "visit.md")
    ('pdf', 'markdown')
    """
    known = _FORMATS.get(Path(name).suffix.lower())
    if known:
        return known
    start = data[:200].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(b"%pdf-"):
        return "pdf"
    if start.startswith(b"pk\x03\x04") and b"word/document.xml" in data:
        return "docx"
    return "html" if start.startswith(_HTML_START) else "text"


def refuse_other_file(data: bytes, name: str) -> None:
    """Refuse what is no article, by its first bytes.

    Raises:
        DocumentError: It is an image, a calendar, an archive …
    """
    start = data[:100].lstrip()
    kind = next((kind for begin, kind in _OTHER_FILES.items() if start.startswith(begin)), "")
    hint = "save the article as text, Markdown, HTML, .eml, .docx or .pdf"
    if kind == "a calendar":
        hint = "read it with: itinerary import"
    if kind:
        raise SourceFile(name, "").create_error(0, f"the file is {kind}", hint, Code.ENCODING)


def is_mail(text: str) -> bool:
    r"""Return whether a text begins as a mail does: with lines From, Subject or Date.

    >>> is_mail("From: a@example.org\nDate: Tue, 5 May 2026 10:00:00 +0200\n\nDear Ana,")
    True
    """
    head = _HEAD.match(text)
    lines = head[0].splitlines() if head else []
    names = {line.partition(":")[0].lower() for line in lines}
    return "from" in names and bool(names & {"date", "subject"})
