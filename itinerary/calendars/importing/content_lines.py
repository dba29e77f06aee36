"""The text of a calendar in; its content lines (RFC 5545, section 3.1), each in one piece, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_FOLDED_LINE = re.compile("[^\n]+(?:\n[ \t][^\n]*)*")
_FOLD = re.compile("\n[ \t]")
_PARTS = re.compile(r'([\w.-]+)((?:;(?:"[^"\n]*"|[^":\n])*)?):(.*)', re.DOTALL)
_ESCAPED = re.compile(r"\\([\\;,nN])")
_PARAMETER = re.compile(r';([\w-]+)=("[^"]*"|[^;]*)')


class ContentLine(NamedTuple):
    """A line of a calendar, unfolded; one that is no property has no name."""

    name: str  # in capitals
    parameters: str  # as they are written, with a semicolon before each
    value: str  # as it is written
    offset: int  # of the line in the text

    def get_parameter(self, name: str) -> str:
        """Return the value of a parameter, without quotes; "" if it is not there.

        >>> next(split_content_lines('DTSTART;TZID="Europe/Lisbon":20250902')).get_parameter("TZID")
        'Europe/Lisbon'
        """
        return _parse_parameters(self.parameters).get(name, "") if self.parameters else ""

    def __str__(self) -> str:
        return f"{self.name}{self.parameters}:{self.value}"


def unescape_text(value: str) -> str:
    r"""Return a text as it is meant (RFC 5545, section 3.3.11).

    >>> unescape_text(r"one\, two\nC:\\new")
    'one, two\nC:\\new'
    """
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


@lru_cache(maxsize=1024)
def _parse_parameters(text: str) -> dict[str, str]:
    return {name.upper(): value.strip('"') for name, value in _PARAMETER.findall(text)}


def split_content_lines(text: str) -> Iterator[ContentLine]:
    r"""Yield the lines of a text whose line ends are "\n", unfolded; empty ones are skipped.

    >>> [str(each) for each in split_content_lines("summary;LANGUAGE=en:A long\n er day\n\nX:1")]
    ['SUMMARY;LANGUAGE=en:A longer day', 'X:1']
    """
    folded = _FOLDED_LINE.finditer(text)
    for found in folded:
        line = found[0]
        if "\n" in line:
            line = _FOLD.sub("", line)
        if "QUOTED-PRINTABLE" in line:
            line = _join_soft_breaks(line, (each[0] for each in folded))
        parts = _PARTS.fullmatch(line)
        if parts:
            name, parameters, value = parts.groups()
            yield ContentLine(name.upper(), parameters, value, found.start())
        elif line.strip():
            yield ContentLine("", "", line, found.start())


def _join_soft_breaks(line: str, following: Iterator[str]) -> str:
    """Return a quoted-printable line with those that it goes on in: each but the last ends in =."""
    pieces = [line]
    while pieces[-1].endswith("="):
        more = next(following, "")
        pieces[-1] = pieces[-1][:-1]
        pieces.append(_FOLD.sub("", more))
    return "".join(pieces)
