"""Values and components of icalendar in; content lines (RFC 5545, section 3.1) out: escaped, folded, safe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from icalendar import Component, vText

PIECE_OCTETS = (
    74  # octets: one less than a line may have, for the space before each piece but the first
)
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class _BackslashText(vText):
    """TEXT with every backslash kept; icalendar's own takes a backslash before N for a line end (RFC 5545, section 3.3.11)."""

    def to_ical(self) -> bytes:
        text = (
            self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        )
        return text.encode()


def build_text_value(text: str, language: str = "") -> vText:
    """Text that is safe in a line: one kind of line end, no control characters, no halves; with its language, if it is to tell."""
    value = _BackslashText(
        text if text.isprintable() else _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", text))
    )
    if language:
        value.params["LANGUAGE"] = language
    return value


def serialize_component(component: Component) -> Iterator[str]:
    """The content lines of a component: what icalendar's `to_ical(sorted=False)` writes, in a quarter of the time."""
    return serialize_named_component(component.name or "", component, component.subcomponents)


def serialize_named_component(
    name: str, properties: Mapping[str, Any], parts: Iterable[Component] = ()
) -> Iterator[str]:
    """The content lines of a component by its name, with the properties and parts that it has."""
    yield f"BEGIN:{name}\r\n"
    for key, value in properties.items():
        parameters, text = value.params.to_ical() if value.params else b"", value.to_ical()
        octets = text if isinstance(text, bytes) else text.encode()
        yield (
            fold_line(
                b"%b%b%b:%b" % (key.encode(), b";" * bool(parameters), parameters, octets)
            ).decode()
            + "\r\n"
        )
    for each in parts:
        yield from serialize_component(each)
    yield f"END:{name}\r\n"


def fold_line(line: bytes) -> bytes:
    """A content line in pieces of at most 75 octets, cut neither in a character nor after a backslash (RFC 5545, section 3.1).

    >>> fold_line("NOTE:".encode() + "é".encode() * 40).decode().splitlines()[1]
    ' éééééé'
    """
    if len(line) <= PIECE_OCTETS:
        return line
    pieces, start = [], 0
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
    """One of the few words of the standard."""
    return vText(word)
