"""The bytes of an article in; its text, free of characters that nobody sees, out."""

from __future__ import annotations

import codecs
import re
import unicodedata
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
_SAMPLE = 4096  # bytes by which UTF-16 without a mark is told
# Where a word may be broken, and what joins words without being seen.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f]")
_UNSEEN_SPACE = re.compile("(?<=\\d)\u200b+(?=[^\\W\\d])|(?<=[^\\W\\d])\u200b+(?=\\d)")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# UTF-8 that somebody read as Windows-1252, and saved as that: "Ã¡" for "á", "â€“" for "–".
_FOLLOWING = "".join(bytes([each]).decode(_FALLBACK, "ignore") for each in range(0x80, 0xC0))
_MISREAD = re.compile(f"[\u00c2\u00c3][{_FOLLOWING}\x80-\x9f]|\u00e2[{_FOLLOWING}\x80-\x9f]{{2}}")
_LEAST_MISREAD = 2
_MOST_STRAY = 3  # characters of a short text that no text has


def decode_article(
    data: bytes, name: str, declared: Iterable[str] = ()
) -> tuple[str, tuple[str, ...]]:
    r"""Return the text of an article's bytes, and what an editor should know of how it was read.

    It is read by its byte order mark; else as UTF-8, which other encodings hardly ever are by
    chance; else by those that it declares; else as Windows-1252, which is said.

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
            return _mend_text(data.decode(encoding, "replace"), name)
    if encoding := _find_utf_16(data):
        return _mend_text(data.decode(encoding, "replace"), name)
    for encoding in ("utf-8", *declared):
        try:
            return _mend_text(data.decode(encoding), name)
        except (LookupError, ValueError):
            continue
    remark = f"it is not UTF-8, and was read as {_FALLBACK}"
    return _mend_text(data.decode(_FALLBACK, "replace"), name, remark)


def _find_utf_16(data: bytes) -> str:
    """Return UTF-16 with the order of its bytes, if every second one is empty; else ""."""
    half = len(data[:_SAMPLE]) // 2
    first, second = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    if half < 2 or 10 * max(first, second) < 8 * half or 10 * min(first, second) > half:
        return ""
    return "utf-16-be" if first > second else "utf-16-le"


def _mend_text(text: str, name: str, *remarks: str) -> tuple[str, tuple[str, ...]]:
    """Return a text with its broken accents mended, and the remarks; refuse what is no text."""
    if text.count("\0") > max(_MOST_STRAY, len(text) // 100):
        hint = "save the article as text, Markdown, HTML, .eml, .docx or .pdf"
        raise SourceFile(name, "").create_error(0, "the file is no text", hint, Code.ENCODING)
    misread = _MISREAD.findall(text)
    if len(misread) >= _LEAST_MISREAD and all(map(_read_again, dict.fromkeys(misread))):
        told = clean_text(f"“{misread[0]}” as “{_read_again(misread[0])}”")
        remarks += (f"its accents were broken, and were mended: {told}",)
        text = _MISREAD.sub(lambda found: _read_again(found[0]), text)
    if "\0" in text or "\ufffd" in text:
        remarks += ("some of its characters cannot be read",)
    return clean_text(text), remarks


def _read_again(text: str) -> str:
    """Return what was read as Windows-1252 as the UTF-8 that it is; "" if it is none."""
    try:
        octets = (each.encode("latin-1" if each <= "\xff" else _FALLBACK) for each in text)
        return b"".join(octets).decode("utf-8")
    except ValueError:
        return ""


def clean_text(text: str) -> str:
    r"""Return a text without what nobody sees, its accents composed, its lines ended by "\n".

    >>> clean_text("Mi\u00adnister\r\n"), clean_text("4\u200bMay")
    ('Minister\n', '4 May')
    """
    text = _UNSEEN_SPACE.sub(" ", _LINE_END.sub("\n", unicodedata.normalize("NFC", text)))
    return FORBIDDEN_CHARACTER.sub(" ", _UNSEEN.sub("", text))
