"""The text of a word's value in; the value, and the kinds that the word is of, out."""

from __future__ import annotations

import re
from functools import cache
from typing import TypeAlias

from itinerary.dates.grammar.item_offsets import ItemOffset
from itinerary.dates.grammar.token_kinds import Kinds, list_number_kinds
from itinerary.dates.interval import Grain

Value: TypeAlias = int | float | Grain | str
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_GRAINS = {grain.name.lower(): grain for grain in Grain}


@cache
def parse_value(text: str) -> Value:
    """Return the value that a language file writes as a text.

    >>> parse_value("-1"), parse_value("month"), parse_value("small_hours")
    (-1, <Grain.MONTH: 8>, 'small hours')
    """
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    if text in _GRAINS:
        return _GRAINS[text]
    return text if "/" in text else text.replace("_", " ")  # America/New_York keeps its name


def list_word_kinds(kind: str, value: Value) -> Kinds:
    """Return the kinds of a word that a language file lists under a kind.

    >>> list_word_kinds("ordinal_day", 2)
    (('ordinal', 2), ('dom', 2))
    """
    if kind == "number" and isinstance(value, int):
        return list_number_kinds(value)
    if kind == "ordinal_day":  # an ordinal that days of a month are called by
        return (("ordinal", value), ("dom", value))
    if kind == "following" and isinstance(value, int):
        value = ItemOffset(value)
    return ((kind, value),)
