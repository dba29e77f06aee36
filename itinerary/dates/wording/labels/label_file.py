"""The text of a file of labels in; the labels by their English words, or all its mistakes, out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from itinerary.dates.language_mistakes import Mistakes
from itinerary.diagnostics import shorten_text, suggest_choices

LABEL_HINT = 'write it as: "English words" = "their translation"'
_PLACE_OF_ERROR = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
LabelMistake = tuple[str, str, str]  # the English words, what is wrong, what to write
_FIELD = re.compile(r"\{\w*\}")


def read_label_file(
    file: str, text: str, known: Collection[str] | None = None
) -> Mapping[str, str]:
    """Return the labels of a file in TOML, a line for each.

    Args:
        file: The name of the file, for messages.
        text: Its text.
        known: The English words of all labels that there are; None: those of the file.

    Raises:
        LanguageFileError: The file is no TOML, lacks a label or has an unknown one, or a label is
            no text, or has other fields in braces than the English words.

    >>> read_label_file("es.toml", '"Sources" = "Fuentes"')
    {'Sources': 'Fuentes'}
    """
    mistakes = Mistakes(file, text)
    labels = _parse_labels(text, mistakes)
    found = [*_find_wrong_labels(labels, known), *_find_missing_labels(labels, known)]
    lines, last = _find_lines(text) if found else {}, len(text.splitlines()) or 1
    for english, message, hint in found:
        mistakes.add(lines.get(english, last), message, hint)
    mistakes.raise_if_any()
    return labels


def _parse_labels(text: str, mistakes: Mistakes) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _PLACE_OF_ERROR.search(message)
        line = int(place[1]) if place and place[1] else len(text.splitlines()) or 1
        mistakes.add(line, _PLACE_OF_ERROR.sub("", message), LABEL_HINT)
        mistakes.raise_if_any()
        raise


def _find_wrong_labels(
    labels: Mapping[str, object], known: Collection[str] | None
) -> Iterator[LabelMistake]:
    for english, label in labels.items():
        shown = shorten_text(english)
        if known is not None and english not in known:
            remedy = suggest_choices(english, known) or "leave it out"
            yield english, f"nothing says '{shown}'", remedy
        elif not isinstance(label, str):
            yield english, f"the label of '{shown}' is no text", LABEL_HINT
        elif (written := _list_fields(label)) != (expected := _list_fields(english)):
            message = f"'{shown}' is written with {written} instead of {expected}"
            yield english, message, "keep what stands in braces as it is in English"


def _find_missing_labels(
    labels: Collection[str], known: Collection[str] | None
) -> Iterator[LabelMistake]:
    for english in known or ():
        if english not in labels:
            shown = shorten_text(english)
            yield english, f"there is no label for '{shown}'", f'add a line: "{shown}" = "…"'


def _list_fields(text: str) -> str:
    return ", ".join(sorted({*_FIELD.findall(text)})) or "nothing in braces"


def _find_lines(text: str) -> dict[str, int]:
    """Return the line of each label, counted from 1."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith('"'):
            found.update(dict.fromkeys(_parse_line(line), number))
    return found


def _parse_line(line: str) -> Collection[str]:
    try:
        return tomllib.loads(line)
    except tomllib.TOMLDecodeError:  # a part of a longer value
        return ()
