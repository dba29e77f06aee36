"""The words of a briefing in English in; the same words in another language out, from one file for each language.

The English words are the key, so that the code reads as the briefing does. A further language is a further file beside `es.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LABEL_LANGUAGES = ("en", *sorted(path.stem for path in Path(__file__).parent.glob("*.toml")))


@cache
def load_labels(language: str) -> Mapping[str, str]:
    """Every label in a language, by its English words; of English none, since they are the words."""
    if language not in LABEL_LANGUAGES[1:]:
        return {}
    return tomllib.loads(Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8"))


def translate_label(text: str, language: str = "en", **fields: object) -> str:
    """A label in the language of a locale, with its fields filled in; a text that is none stays as it is.

    >>> translate_label("day {number} of {count}", "es", number=2, count=3)
    'día 2 de 3'
    """
    found = load_labels(language.partition("-")[0]).get(text, text)
    return found.format(**fields) if fields else found
