"""Files of text processors and PDF in; a page of their text out. They need the extra `office`."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from itinerary.articles.article import CutPart, Page, Paragraph, ParagraphKind
from itinerary.articles.pdf_pages import drop_repeated_lines, join_pages
from itinerary.articles.plain_text import read_plain_text
from itinerary.articles.text_decoding import MAX_BYTES, clean_text
from itinerary.codes import Code
from itinerary.diagnostics import DocumentError
from itinerary.loading.source_file import SourceFile

_INSTALL = "install it with: pip install 'itinerary-timeline[office]'"
_PLAIN = ParagraphKind.PARAGRAPH
# Elements of WordprocessingML, by their names.
_BOX = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"
_HOLDERS = frozenset(
    ("tbl", "tc", "sdt", "sdtContent", "ins", "moveTo", "customXml", "body", "footnote", "endnote",
     "comment")
)  # fmt: skip
_NOTES = ("footnotes", "endnotes")  # parts of a file that are read behind its story
_BESIDE = {"header": "above its pages", "footer": "below its pages", "comments": "a comment"}
_NOT_SHOWN = frozenset(("del", "moveFrom", "instrText", "txbxContent", "Fallback", "pPr", "rPr"))
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SPLIT_WORD = re.compile(r"(?<=[a-zà-ÿ])-\n(?=[a-zà-ÿ])")
_SOFT_BREAK = re.compile("\u00ad[ \\t]*\n[ \\t]*")
_MOST_PAGES = 300
_MOST_UNPACKED = 4 * MAX_BYTES


def read_docx(data: bytes, name: str) -> Page:
    """Return a .docx as a page: its paragraphs and tables, in their order, and its notes.

    What stands above and below all pages, and comments, are cut.

    Raises:
        DocumentError: The file cannot be read, or the extra `office` is not there.
    """
    try:
        import docx
    except ImportError:
        raise _create_error(name, "reading .docx needs python-docx", _INSTALL) from None
    try:
        _refuse_bomb(data, name)
        document: Any = docx.Document(io.BytesIO(data))  # its types leave out the body
        styles = {each.style_id: each.name or "" for each in document.styles}
        lines = list(_iterate_lines(document.element.body, styles))
        parts = [*_iterate_parts(document)]
        lines += [
            line
            for name in _NOTES
            for kind, part in parts
            if kind == name
            for line in _iterate_lines(part, styles)
        ]
        beside = {
            (clean_text(_fold(line)), _BESIDE[kind]): None
            for kind, part in parts
            if kind in _BESIDE
            for _, line in _iterate_lines(part, styles)
            if line.strip()
        }
        properties = document.core_properties
        declared = {"title": properties.title, "author": properties.author}
    except DocumentError:
        raise
    except Exception as error:  # whatever a broken archive raises
        raise _create_error(name, f"the .docx cannot be read: {_tell(error)}", _SAVE_AS) from None
    page = _build_page([(kind, clean_text(line)) for kind, line in lines])
    page.cut += [CutPart(text, reason) for text, reason in beside]
    for field, value in declared.items():
        page.declare(field, value, f"document property {field}")
    return page


_SAVE_AS = "open it, and save it as text or HTML"


def _iterate_lines(block: Any, styles: Mapping[str, str]) -> Iterator[tuple[ParagraphKind, str]]:
    """Yield the lines of what a .docx holds: inserted text is there, deleted text is not."""
    for each in block:
        tag = str(each.tag).rpartition("}")[2]
        if tag == "tr":
            cells = (
                " ".join(_fold(line) for _, line in _iterate_lines(cell, styles)) for cell in each
            )
            yield ParagraphKind.ROW, "\t".join(cells).strip("\t")
        elif tag == "p":
            kind = _find_kind(each, styles)
            yield from ((kind, line) for line in "".join(_iterate_words(each)).split("\n"))
            boxes = {tuple(_iterate_lines(box, styles)): None for box in each.iter(_BOX)}
            yield from (line for lines in boxes for line in lines)  # there for old programs again
        elif tag in _HOLDERS:
            yield from _iterate_lines(each, styles)


def _refuse_bomb(data: bytes, name: str) -> None:
    """Refuse an archive that is far larger when it is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(each.file_size for each in archive.infolist())
    if size > _MOST_UNPACKED:
        message = f"the .docx has more than {_MOST_UNPACKED // 2**20} MB when it is unpacked"
        raise SourceFile(name, "").create_error(0, message, _SAVE_AS, Code.TOO_LARGE)


def _iterate_parts(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield the notes, headers, footers and comments of a .docx, each with its name."""
    from docx.oxml import parse_xml

    relations = document.part.rels.values()
    for each in sorted(relations, key=lambda each: each.reltype):
        kind = each.reltype.rpartition("/")[2]
        if (kind in _NOTES or kind in _BESIDE) and not each.is_external:
            yield kind, parse_xml(each.target_part.blob)


def _find_kind(paragraph: Any, styles: Mapping[str, str]) -> ParagraphKind:
    style = styles.get(paragraph.style, "")
    is_numbered = paragraph.pPr is not None and paragraph.pPr.numPr is not None
    if style.startswith(("Heading", "Title")):
        return ParagraphKind.HEADING
    return ParagraphKind.ITEM if style.startswith("List") or is_numbered else _PLAIN


def _iterate_words(node: Any) -> Iterator[str]:
    for each in node:
        tag = str(each.tag).rpartition("}")[2]
        if tag == "t":
            yield each.text or ""
        elif tag in _MARKS:
            yield _MARKS[tag]
        elif tag not in _NOT_SHOWN:
            yield from _iterate_words(each)


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
    whole, repeated = drop_repeated_lines([each.strip("\n") for each in pages])
    text = join_pages(whole)
    if not text.strip():
        raise _create_error(
            name,
            "the PDF holds no text: it is scanned",
            "recognise its text first, as with: ocrmypdf scanned.pdf text.pdf",
        )
    page = read_plain_text(_SPLIT_WORD.sub("", clean_text(_SOFT_BREAK.sub("", text))))
    page.cut += [CutPart(clean_text(each), "on each of its pages") for each in repeated]
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
