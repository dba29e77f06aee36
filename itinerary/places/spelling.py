"""A place's name as people write it in; the keys by which the index knows it out."""

from __future__ import annotations

import unicodedata

from itinerary.diagnostics import EXCERPT_WIDTH, PlaceError, make_printable

MANUAL_PLACE_HINT = "write the place as {name: ..., timezone: Area/City}"
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
_IGNORED_CATEGORIES = (
    "M",
    "P",
    "Z",
    "Sk",
    "Lm",
)  # Unicode's marks, punctuation, spaces, and letters that are apostrophes


def fold_name(name: str) -> str:
    """A name as it is compared: without case, accents, spaces and punctuation.

    >>> fold_name("Saint-Louis, São Tomé & Łódź")
    'saintlouissaotomelodz'
    """
    letters = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    return "".join(
        char for char in letters if not unicodedata.category(char).startswith(_IGNORED_CATEGORIES)
    )


def parse_name_keys(name: str) -> list[str]:
    """The folded parts between a text's commas: the name first, then its qualifiers."""
    text = unicodedata.normalize("NFKC", name[: EXCERPT_WIDTH + 1]).strip(" ")
    if len(text) > EXCERPT_WIDTH or not text.isprintable():
        raise PlaceError(
            f"a place is one line of at most {EXCERPT_WIDTH} characters, not {quote_text(name)}",
            hint=MANUAL_PLACE_HINT,
        )
    first, *others = (fold_name(part) for part in text.split(","))
    if not first:
        raise PlaceError(f"{quote_text(name)} names no place", hint=MANUAL_PLACE_HINT)
    return [first, *filter(None, others)]


def quote_text(text: str) -> str:
    """A text as messages repeat it."""
    return f"'{make_printable(text[:EXCERPT_WIDTH])}{'…' if len(text) > EXCERPT_WIDTH else ''}'"
