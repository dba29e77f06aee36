"""The bytes of a calendar in; its text, and what had to be repaired in it, out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic, DocumentError
from itinerary.loading.source_file import FORBIDDEN_CHARACTER, SourceFile, check_text, decode_file

_LINE_END = re.compile("\r+\n|\r|\n")
_LONE_RETURN = re.compile("\r(?![\r\n])")
# A line end and a space between the bytes of one character (RFC 5545, section 3.1, warns of it).
_CUT_CHARACTER = re.compile(
    rb"([\xc2-\xf4][\x80-\xbf]{0,2})((?:\r*\n|\r)[ \t])([\x80-\xbf]{1,3})(?![\x80-\xbf])"
)


def decode_calendar(data: bytes, name: str) -> tuple[SourceFile, list[Diagnostic]]:
    r"""Return the text of a calendar, each line ended by "\n", and a warning for each repair.

    Lines may end in a lone carriage return or be folded inside a character, and a character that
    no text needs becomes a space.

    Raises:
        DocumentError: The bytes are not UTF-8, or too many.
    """
    whole, cuts = _CUT_CHARACTER.subn(rb"\1\3\2", data)
    text = _decode_bytes(whole, name)
    file = SourceFile(name, _LINE_END.sub("\n", text))
    repairs = [
        *_describe_cuts(file, data, cuts),
        *_describe_returns(file, text),
        *_describe_characters(file),
    ]
    return check_text(FORBIDDEN_CHARACTER.sub(" ", file.text), name), repairs


def _decode_bytes(data: bytes, name: str) -> str:
    try:
        return decode_file(data, name).text
    except DocumentError as error:
        if error.diagnostics[0].code != Code.CONTROL:
            raise
        return data.decode().removeprefix("\ufeff")


def _describe_cuts(file: SourceFile, data: bytes, count: int) -> Iterator[Diagnostic]:
    if found := _CUT_CHARACTER.search(data):
        line = _count_lines(data[: found.start()].decode())
        message = f"{_count(count, 'line')} folded inside a character, whose bytes are joined"
        yield _create_warning(file, file.find_offset(line, 1), message, Code.ENCODING)


def _describe_returns(file: SourceFile, text: str) -> Iterator[Diagnostic]:
    if found := _LONE_RETURN.search(text):
        count = len(_LONE_RETURN.findall(text))
        line = _count_lines(text[: found.start()])
        message = f"{_count(count, 'line')} ended by a carriage return (CR) without a line feed"
        yield _create_warning(file, file.find_offset(line, 1), message, Code.CONTROL)


def _describe_characters(file: SourceFile) -> Iterator[Diagnostic]:
    if found := FORBIDDEN_CHARACTER.search(file.text):
        count = len(FORBIDDEN_CHARACTER.findall(file.text))
        shown = f"U+{ord(found[0]):04X}" + " and others" * (count > 1)
        message = f"{_count(count, 'invisible character')} read as a space ({shown})"
        yield _create_warning(file, found.start(), message, Code.CONTROL)


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'s are' if count > 1 else ' is'}"


def _count_lines(text: str) -> int:
    return len(_LINE_END.findall(text)) + 1


def _create_warning(file: SourceFile, offset: int, message: str, code: Code) -> Diagnostic:
    return file.create_diagnostic(offset, "warning", message, "check what is there", code)
