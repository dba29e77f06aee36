"""Values and components of icalendar in; content lines (RFC 5545, section 3.1) out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

from icalendar import Component, Parameters, vDatetime, vText

# One less than a line may have: a space stands before each piece but the first.
PIECE_OCTETS = 74
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class _BackslashText(vText):
    """TEXT (RFC 5545, section 3.3.11) with every backslash kept.

    That of icalendar takes a backslash before N for a line end.
    """

    def to_ical(self) -> bytes:
        text = self.replace("\\", "\\\\").replace(";", "\\;")
        return text.replace(",", "\\,").replace("\n", "\\n").encode()


class _ClockTime(vDatetime):
    """DATE-TIME (RFC 5545, section 3.3.5), written without a search for the names of its zone."""

    def to_ical(self) -> bytes:
        text = self.dt.isoformat()[:19].replace("-", "").replace(":", "")
        return (f"{text}Z" if self.dt.tzinfo is UTC else text).encode()


def build_clock_time(moment: datetime, zone: str = "") -> vDatetime:
    """Return a time in UTC, or a naive one that is on the clock of a zone, by its IANA name."""
    value = _ClockTime(moment)
    if zone:
        value.params["TZID"] = zone
    return value


def build_text_value(text: str, language: str = "") -> vText:
    """Return text that is safe in a line, marked with its language if one is given.

    It has one kind of line end, no control characters and no halves of surrogate pairs.
    """
    value = _BackslashText(text if text.isprintable() else _clean_text(text))
    if language:
        value.params["LANGUAGE"] = language
    return value


def _clean_text(text: str) -> str:
    return _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", text))


def serialize_component(component: Component) -> Iterator[bytes]:
    """Yield the content lines of a component, in UTF-8.

    They are those of icalendar's `to_ical(sorted=False)`, in a quarter of the time.
    """
    return serialize_named_component(component.name or "", component, component.subcomponents)


def serialize_named_component(
    name: str, properties: Mapping[str, Any], parts: Iterable[Component] = ()
) -> Iterator[bytes]:
    """Yield the content lines of a component of a name, with its properties and parts."""
    yield b"BEGIN:%b\r\n" % name.encode()
    for key, value in properties.items():
        parameters = _serialize_parameters(*value.params.items()) if value.params else b""
        text = value.to_ical()
        octets = text if isinstance(text, bytes) else text.encode()
        yield b"%b\r\n" % fold_line(b"%b%b:%b" % (key.encode(), parameters, octets))
    for each in parts:
        yield from serialize_component(each)
    yield b"END:%b\r\n" % name.encode()


@lru_cache(maxsize=1024)  # as most events have those of the one before
def _serialize_parameters(*parameters: tuple[str, str]) -> bytes:
    """Return parameters as they stand behind the name of a property, each after a semicolon."""
    text: bytes = Parameters(parameters).to_ical()
    return b";%b" % text if text else b""


def fold_line(line: bytes) -> bytes:
    """Return a content line in pieces of at most 75 octets (RFC 5545, section 3.1).

    It is cut neither inside a character nor after a backslash or a caret, which escape the next.

    >>> fold_line("NOTE:".encode() + "é".encode() * 40).decode().splitlines()[1]
    ' éééééé'
    """
    if len(line) <= PIECE_OCTETS:
        return line
    pieces: list[bytes] = []
    start = 0
    while len(line) - start > PIECE_OCTETS:
        cut = start + PIECE_OCTETS
        while line[cut] & 0b1100_0000 == 0b1000_0000:
            cut -= 1
        cut -= line[cut - 1] in b"\\^"
        pieces.append(line[start:cut])
        start = cut
    return b"\r\n ".join((*pieces, line[start:]))


@cache
def get_keyword(word: str) -> vText:
    """Return one of the few words of the standard as a value."""
    return vText(word)
