"""Files of text processors and PDF in; a page of their text out. They need the extra `office`."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from itinerary.articles.article import Page, Paragraph, ParagraphKind
from itinerary.articles.plain_text import read_plain_text
from itinerary.articles.text_decoding import clean_text
from itinerary.codes import Code
from itinerary.diagnostics import DocumentError
from itinerary.loading.source_file import SourceFile

_INSTALL = "install it with: pip install 'itinerary-timeline[office]'"
_SPLIT_WORD = re.compile(r"(?<=[a-zà-ÿ])-\n(?=[a-zà-ÿ])")
_MOST_PAGES = 300


def read_docx(data: bytes, name: str) -> Page:
    """Return a .docx as a page: its paragraphs and tables, in their order.

    Raises:
        DocumentError: The file cannot be read, or the extra `office` is not there.
    """
    try:
        import docx
    except ImportError:
        raise _create_error(name, "reading .docx needs python-docx", _INSTALL) from None
    try:
        document = docx.Document(io.BytesIO(data))
        lines = [line for block in document.iter_inner_content() for line in _list_lines(block)]
        properties = document.core_properties
        declared = {"title": properties.title, "author": properties.author}
    except Exception as error:  # whatever a broken archive raises
        raise _create_error(name, f"the .docx cannot be read: {_tell(error)}", _SAVE_AS) from None
    page = _build_page([(kind, clean_text(line)) for kind, line in lines])
    for field, value in declared.items():
        page.declare(field, value, f"document property {field}")
    return page


_SAVE_AS = "open it, and save it as text or HTML"


def _list_lines(block: Any) -> list[tuple[ParagraphKind, str]]:
    """Return the lines of a paragraph or a table of python-docx, with what each is."""
    if hasattr(block, "rows"):
        rows = ["\t".join(_fold(cell.text) for cell in row.cells) for row in block.rows]
        return [(ParagraphKind.ROW, row) for row in rows]
    style = (block.style.name if block.style is not None else "") or ""
    kind = ParagraphKind.PARAGRAPH
    if style.startswith(("Heading", "Title")):
        kind = ParagraphKind.HEADING
    elif style.startswith("List"):
        kind = ParagraphKind.ITEM
    return [(kind, line) for line in block.text.split("\n")]


def _fold(text: str) -> str:
    return " ".join(text.split())


def _build_page(lines: list[tuple[ParagraphKind, str]]) -> Page:
    page, start = Page("", []), 0
    for kind, line in lines:
        words = line.strip()
        if words:
            begin = start + line.index(words)
            indent = begin - start
            page.paragraphs.append(Paragraph(begin, begin + len(words), words, kind, indent))
        start += len(line) + 1
    page.text = "".join(f"{line}\n" for _, line in lines)
    return page


def read_pdf(data: bytes, name: str) -> Page:
    """Return a PDF as a page: the text of all of its pages.

    Raises:
        DocumentError: The file cannot be read, is scanned, or the extra `office` is not there.
    """
    try:
        import pypdf
    except ImportError:
        raise _create_error(name, "reading .pdf needs pypdf", _INSTALL) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it warns of is in our error
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _create_error(name, "the PDF needs a password", "save it without one")
        pages = [each.extract_text() for each in reader.pages[:_MOST_PAGES]]
        count, information = len(reader.pages), reader.metadata
    except DocumentError:
        raise
    except Exception as error:  # whatever a broken file raises
        raise _create_error(name, f"the PDF cannot be read: {_tell(error)}", _SAVE_AS) from None
    text = "\n\n".join(each.strip("\n") for each in pages)
    if not text.strip():
        raise _create_error(
            name,
            "the PDF holds no text: it is scanned",
            "recognise its text first, as with: ocrmypdf scanned.pdf text.pdf",
        )
    page = read_plain_text(_SPLIT_WORD.sub("", clean_text(text)))
    if information:
        page.declare("title", information.title, "PDF: Title")
        page.declare("author", information.author, "PDF: Author")
    if count > _MOST_PAGES:
        page.remarks.append(f"only the first {_MOST_PAGES} of its {count} pages were read")
    if empty := sum(not each.strip() for each in pages):
        page.remarks.append(f"{empty} of its pages hold no text: they may be scanned")
    return page


def _tell(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _create_error(name: str, message: str, hint: str) -> DocumentError:
    return SourceFile(name, "").create_error(0, message, hint, Code.ENCODING)
