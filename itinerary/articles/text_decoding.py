"""The bytes of an article in; its text, free of characters that nobody sees, out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from itinerary.codes import Code
from itinerary.loading.source_file import FORBIDDEN_CHARACTER, SourceFile

MAX_BYTES = 20 * 2**20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FALLBACK = "windows-1252"
# Where a word may be broken, and what joins words without being seen.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def decode_article(
    data: bytes, name: str, declared: Iterable[str] = ()
) -> tuple[str, tuple[str, ...]]:
    r"""Return the text of an article's bytes, and what an editor should know of how it was read.

    It is read by its byte order mark, else by the encodings that it declares, else as UTF-8, else
    as Windows-1252, which is said.

    Raises:
        DocumentError: It is too large, or no text.

    >>> decode_article("Mi\u00adnister".encode("utf-16"), "a.txt")
    ('Minister', ())
    >>> decode_article(b"S\xe3o Paulo", "a.txt")[1]
    ('it is not UTF-8, and was read as windows-1252',)
    """
    if len(data) > MAX_BYTES:
        raise SourceFile(name, "").create_error(
            0,
            f"the article has more than {MAX_BYTES // 2**20} MB",
            "save the story alone, as text or HTML",
            Code.TOO_LARGE,
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _require_text(data.decode(encoding, "replace"), name), ()
    for encoding in (*declared, "utf-8"):
        try:
            return _require_text(data.decode(encoding), name), ()
        except (LookupError, ValueError):
            continue
    remark = f"it is not UTF-8, and was read as {_FALLBACK}"
    return _require_text(data.decode(_FALLBACK, "replace"), name), (remark,)


def _require_text(text: str, name: str) -> str:
    if text.count("\0") > len(text) // 100:
        hint = "save the article as text, Markdown, HTML, .eml, .docx or .pdf"
        raise SourceFile(name, "").create_error(0, "the file is no text", hint, Code.ENCODING)
    return clean_text(text)


def clean_text(text: str) -> str:
    r"""Return a text without what nobody sees, its lines ended by "\n".

    >>> clean_text("Mi\u00adnister\r\n")
    'Minister\n'
    """
    text = _LINE_END.sub("\n", text)
    return FORBIDDEN_CHARACTER.sub(" ", _UNSEEN.sub("", text))
