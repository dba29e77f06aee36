"""Texts in; one list of them in a sentence out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from itinerary.dates.wording.locales import find_wording

_BEGINS_WITH_I = re.compile(r"h?[ií](?![aeo])", re.IGNORECASE)


def format_list(texts: Sequence[str], language: str = "en") -> str:
    """Join texts as a list in a sentence; empty for none.

    In Spanish "y" becomes "e" before the sound of an i.

    >>> format_list(["Quito", "Lima", "Ica"]), format_list(["Quito", "Lima", "Ica"], "es")
    ('Quito, Lima and Ica', 'Quito, Lima e Ica')
    """
    *others, last = texts or [""]
    known = find_wording(language)
    joint = known.conjunction_before_i if _BEGINS_WITH_I.match(last) else known.conjunction
    return f" {joint} ".join(filter(None, (", ".join(others), last)))
