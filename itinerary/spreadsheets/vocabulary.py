"""What people call columns, kinds of events and statuses, from `vocabulary.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_NO_WORD = re.compile(r"[^a-z0-9]+")


def fold_words(text: str) -> str:
    """Return a text in small letters without accents, brackets, and signs between its words.

    >>> fold_words("Start_Time (local)"), fold_words("Año:")
    ('start time', 'ano')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = plain.encode("ascii", "ignore").decode()
    inner = _NO_WORD.sub(" ", _BRACKETS.sub(" ", letters)).strip()
    return inner or _NO_WORD.sub(" ", letters).strip()


@cache
def load_words(table: str) -> Mapping[str, str]:
    """Return what each word of a table means: "columns", "kinds" or "statuses".

    >>> load_words("columns")["fecha"], load_words("kinds")["vuelo"]
    ('date', 'movement')
    """
    meanings = _load_file()[table]
    return {fold_words(word): meaning for meaning, words in meanings.items() for word in words}


@cache
def list_fields() -> tuple[str, ...]:
    """Return the names of all fields that a column may be read as."""
    return tuple(_load_file()["columns"])


@cache
def _load_file() -> Mapping[str, Mapping[str, list[str]]]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
