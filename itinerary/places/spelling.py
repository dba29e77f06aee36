"""From the name of a place, as people write it, to the keys of the index."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from itinerary.diagnostics import EXCERPT_WIDTH, PlaceError, shorten_text

MANUAL_PLACE_HINT = "write the place as {name: ..., timezone: Area/City}"
# Letters that have no decomposition into a base letter and a mark.
_LETTERS = str.maketrans("øłđðħıŋə", "olddhine", "") | str.maketrans(
    {"æ": "ae", "œ": "oe", "þ": "th"}
)
# Unicode's marks, punctuation, spaces, and letters that are apostrophes.
_IGNORED_CATEGORIES = ("M", "P", "Z", "Sk", "Lm")


@lru_cache(maxsize=4096)  # a document, and a folder of them, has the same places many times
def fold_name(name: str) -> str:
    """Return a name as it is compared: without case, accents, spaces and punctuation.

    >>> fold_name("Saint-Louis, São Tomé & Łódź")
    'saintlouissaotomelodz'
    """
    letters = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    return "".join(
        char for char in letters if not unicodedata.category(char).startswith(_IGNORED_CATEGORIES)
    )


def parse_name_keys(name: str) -> list[str]:
    """Return the folded parts between the commas of a text: the name, then its qualifiers.

    Raises:
        PlaceError: The text is too long, has several lines, or names nothing.

    >>> parse_name_keys("London, Ontario")
    ['london', 'ontario']

    """
    text = unicodedata.normalize("NFKC", name[: EXCERPT_WIDTH + 1]).strip(" ")
    if len(text) > EXCERPT_WIDTH or not text.isprintable():
        raise PlaceError(
            f"a place is one line of at most {EXCERPT_WIDTH} characters, not {quote_text(name)}",
            hint=MANUAL_PLACE_HINT,
        )
    first, *others = (fold_name(part) for part in text.split(","))
    if not first:
        raise PlaceError(f"{quote_text(name)} is not the name of a place", hint=MANUAL_PLACE_HINT)
    return [first, *filter(None, others)]


def quote_text(text: str) -> str:
    """Return a text as messages repeat it, in quotes and shortened."""
    return f"'{shorten_text(text, EXCERPT_WIDTH)}'"
