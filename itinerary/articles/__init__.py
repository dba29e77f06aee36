"""From a file of text, Markdown, HTML, mail, .docx or .pdf to an article: its story and its head.

What an article says of itself is taken from what it declares (JSON-LD, <meta>, front matter, the
head of a mail), else from its first lines. What it does not say is not there: no date is guessed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import get_args

from itinerary.articles.article import Article, CutPart, Page, Paragraph, ParagraphKind, Stated
from itinerary.articles.file_format import ArticleFormat, is_mail, refuse_other_file, tell_format
from itinerary.articles.languages import detect_language, load_article_words
from itinerary.articles.masthead import Masthead, read_masthead
from itinerary.articles.other_stories import cut_other_stories
from itinerary.articles.plain_text import read_markdown, read_plain_text
from itinerary.articles.stated_dates import YEARS, read_declared_date
from itinerary.articles.text_decoding import MAX_BYTES, decode_article
from itinerary.codes import Code
from itinerary.diagnostics import OptionError, require_argument, require_choice, require_text
from itinerary.loading.source_file import SourceFile, read_limited_bytes

__all__ = ["Article", "CutPart", "Paragraph", "ParagraphKind", "Stated", "read_article"]

_MOST_REPORTED = 5
_MOST_TOLD = 80  # characters of a date that cannot be read


def read_article(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str = "",
    format: ArticleFormat | None = None,
    published: date | None = None,
    publisher: str = "",
    language: str = "",
) -> Article:
    r"""Return an article: its story, and what it says of itself.

    Args:
        source: A path, the bytes of a file, or the text itself: a str that has line ends is a text.
        name: What the article is called where it is told of; by default the name of its file.
        format: What it is; by default what the suffix of the file says, else its first bytes.
        published: When it was published, which counts over what it says.
        publisher: Who published it, which counts over what it says.
        language: en, es or pt, which counts over what it says.

    Raises:
        DocumentError: The file cannot be read, is too large, or holds no text.
        OptionError: There is no such format or language, or `published` is no day of publication.
        TypeError: An argument has a wrong type; the message names it.

    >>> article = read_article("Envoy to visit Quito\n\nVienna, 4 May 2026 - She will travel.")
    >>> print(article.published)
    Stated(value='2026-05-04', origin='“Vienna, 4 May 2026”')
    >>> print(article.publisher)
    None
    """
    _check_arguments(source, name, published, publisher)
    if format is not None:
        require_choice("format", format, get_args(ArticleFormat))
    require_argument("language", language, str, "en, es, pt or ''")
    if language:
        require_choice("language", language, load_article_words())
    data, name = _read_bytes(source, name)
    page = _read_page(data, name, format or tell_format(data, name))
    cut_other_stories(page)
    return _build_article(page, name, published, publisher, language)


def _check_arguments(source: object, name: object, published: object, publisher: object) -> None:
    if isinstance(source, str):
        require_text("source", source)
    require_argument("source", source, str | os.PathLike | bytes, "a path, bytes or a text")
    require_text("name", name)
    require_argument("published", published, date | None, "a date or None")
    if isinstance(published, date) and published.year not in YEARS:
        raise OptionError(
            f"published must be in the years {YEARS[0]} to {YEARS[-1]}, and is {published}"
        )
    require_text("publisher", publisher)


def _read_bytes(source: str | os.PathLike[str] | bytes, name: str) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name or "article"
    if isinstance(source, str) and "\n" in source:
        # The mark counts over an encoding that a page declares: a text has been decoded.
        return source.encode("utf-8-sig", "replace"), name or "article"
    path = Path(source)
    try:
        return read_limited_bytes(path, MAX_BYTES), name or path.name
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such file"
        raise SourceFile(str(path)[:200], "").create_error(
            0, f"the file cannot be read: {reason.lower()}", "", Code.NO_FILE
        ) from None


def _read_page(data: bytes, name: str, format: ArticleFormat) -> Page:
    if format in ("docx", "pdf"):
        from itinerary.articles import office

        return office.read_docx(data, name) if format == "docx" else office.read_pdf(data, name)
    refuse_other_file(data, name)
    if format == "mail":
        return _read_mail(data, name)
    if format == "html":
        from itinerary.articles.html import find_declared_encodings, read_html

        text, remarks = decode_article(data, name, find_declared_encodings(data))
        page = read_html(text, name)
    else:
        text, remarks = decode_article(data, name)
        readers: Mapping[str, Callable[[str], Page]] = {"markdown": read_markdown}
        if format == "text" and is_mail(text):
            page = _read_mail(text.encode(), name)
        else:
            page = readers.get(format, read_plain_text)(text)
    page.remarks += remarks
    return page


def _read_mail(data: bytes, name: str) -> Page:
    from itinerary.articles.mail import read_mail  # who reads no mail needs no parser of mails

    return read_mail(data, name)


def _build_article(
    page: Page, name: str, published: date | None, publisher: str, language: str
) -> Article:
    text = "\n".join(each.text for each in page.paragraphs)
    told = detect_language(text) or detect_language(f"{_tell_head(page)}\n{text}")
    declared = (_first(page, "language") or Stated("", "")).value[:2].lower()
    remarks = list(page.remarks)
    if told and declared in load_article_words() and declared != told and not language:
        remarks.append(f"it declares the language {declared}, but is written in {told}")
    language = language or told or (declared if declared in load_article_words() else "")
    head = read_masthead(page.paragraphs, language)
    title = _choose_title(page, head)
    return Article(
        name=name,
        text=page.text,
        paragraphs=tuple(page.paragraphs),
        language=language,
        title=title,
        publisher=Stated(publisher, "given")
        if publisher
        else _first(page, "publisher", head.publisher),
        author=_first(page, "author", head.author),
        published=_choose_published(page, head, published, remarks),
        dateline=_first(page, "dateline", head.dateline),
        url=_first(page, "url"),
        masthead=tuple(head.spans),
        cut=tuple(page.cut),
        remarks=tuple(remarks),
        linked_data=tuple(page.linked_data),
    )


def _tell_head(page: Page) -> str:
    """Return the title of a page and who sends it, which may be all that it has of a language."""
    stated = (_first(page, "title"), _first(page, "publisher"))
    return "\n".join(each.value for each in stated if each)


def _first(page: Page, field: str, otherwise: list[Stated] | None = None) -> Stated | None:
    return next(iter([*page.declared.get(field, []), *(otherwise or [])]), None)


def _choose_title(page: Page, head: Masthead) -> Stated | None:
    heading = next((each for each in page.paragraphs if each.kind == ParagraphKind.HEADING), None)
    declared = _first(page, "title")
    if declared is None and heading is not None:
        return Stated(" ".join(heading.text.split()), "heading")
    return declared or _first(page, "", head.title)


def _choose_published(
    page: Page, head: Masthead, given: date | None, remarks: list[str]
) -> Stated | None:
    """Return the day of publication: given, else declared, else stated; tell what disagrees."""
    found = [
        Stated(day, each.origin)
        for each in page.declared.get("published", [])
        if (day := read_declared_date(each.value))
    ] + head.published
    if given is not None:
        found.insert(0, Stated(str(given), "given"))
    if not found:
        remarks.append(_tell_missing(page, head))
        return None
    days = {each.value[:10]: each for each in reversed(found)}
    if len(days) > 1:
        told = "; ".join(f"{each.value[:10]} ({each.origin})" for each in found[:_MOST_REPORTED])
        remarks.append(f"its dates of publication differ: {told}; the first one is taken")
    return found[0]


def _tell_missing(page: Page, head: Masthead) -> str:
    if unread := _first(page, "published"):
        return (
            f"its date of publication, “{unread.value[:_MOST_TOLD]}” ({unread.origin}), cannot be"
            " read: give it (--published 2026-01-31)"
        )
    if head.yearless:
        return (
            f"its date, “{head.yearless}”, has no year: give the day of publication"
            " (--published 2026-01-31)"
        )
    return "it does not say when it was published: give the day, if you know it (--published DATE)"
