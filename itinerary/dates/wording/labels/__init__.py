"""The English words of a briefing in; the same words in another language out.

The English words are the key, so that the code reads as the briefing does. Each further language
is a file beside `es.toml`, with the same labels.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LABEL_LANGUAGES = ("en", *sorted(path.stem for path in Path(__file__).parent.glob("*.toml")))
REFERENCE = "es"  # the file of this language lists the labels that every other has


@cache
def load_labels(language: str) -> Mapping[str, str]:
    """Return every label of a language by its English words; none for English itself.

    A language that has no file has no labels, and so says everything in English.

    Raises:
        LanguageFileError: The file has mistakes: it lacks a label, has one that nothing says, or
            one is written wrongly; each is told with its line.

    >>> load_labels("es")["Sources"], load_labels("en")
    ('Fuentes', {})
    """
    if language not in LABEL_LANGUAGES[1:]:
        return {}
    from itinerary.dates.wording.labels.label_file import read_label_file

    path = Path(__file__).with_name(f"{language}.toml")
    known = None if language == REFERENCE else load_labels(REFERENCE)
    return read_label_file(path.name, path.read_text(encoding="utf-8"), known)


def translate_label(text: str, language: str = "en", **fields: object) -> str:
    """Return a label in the language of a locale, with its fields filled in.

    A text that is no label is kept as it is, in English.

    >>> translate_label("day {number} of {count}", "es", number=2, count=3)
    'día 2 de 3'
    """
    found = load_labels(language.partition("-")[0]).get(text, text)
    return found.format(**fields) if fields else found
