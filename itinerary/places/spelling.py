"""A place's name as people write it in; the keys by which the index knows it out."""

from __future__ import annotations

import unicodedata

from itinerary.diagnostics import SHOWN, PlaceError, printable

BY_HAND = "write the place as {name: ..., timezone: Area/City}"
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ə": "e",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
_NOT_COMPARED = (
    "M",
    "P",
    "Z",
    "Sk",
    "Lm",
)  # Unicode's marks, punctuation, spaces, and letters that are apostrophes


def fold(name: str) -> str:
    """A name as it is compared: without case, accents, spaces and punctuation.

    >>> fold("Saint-Louis, São Tomé & Łódź")
    'saintlouissaotomelodz'
    """
    letters = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    return "".join(
        char for char in letters if not unicodedata.category(char).startswith(_NOT_COMPARED)
    )


def keys(name: str) -> list[str]:
    """The folded parts between a text's commas: the name first, then its qualifiers."""
    text = unicodedata.normalize("NFKC", name[: SHOWN + 1]).strip(" ")
    if len(text) > SHOWN or not text.isprintable():
        raise PlaceError(
            f"a place is one line of at most {SHOWN} characters, not {quoted(name)}", hint=BY_HAND
        )
    first, *others = (fold(part) for part in text.split(","))
    if not first:
        raise PlaceError(f"{quoted(name)} names no place", hint=BY_HAND)
    return [first, *filter(None, others)]


def quoted(text: str) -> str:
    """A text as messages repeat it."""
    return f"'{printable(text[:SHOWN])}{'…' if len(text) > SHOWN else ''}'"
