"""Keeps texts that run from right to left from turning round what stands beside them."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_RIGHT_TO_LEFT = (
    "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_LEFT_TO_RIGHT = "A-Za-z\u00c0-\u058f\u0900-\u1fff\u2c00-\ud7ff"
# From one letter to the last that no other direction or digit of a time comes between.
_RUN = re.compile(f"[{_RIGHT_TO_LEFT}](?:[^{_LEFT_TO_RIGHT}0-9]*[{_RIGHT_TO_LEFT}])*")


def isolate_directions(text: str) -> Markup:
    """Return a text as HTML in which each run from right to left is one on its own.

    >>> isolate_directions("10:00 <שלום> 12:00")
    Markup('10:00 &lt;<bdi>שלום</bdi>&gt; 12:00')
    """
    if text.isascii() or not _RUN.search(text):  # as most are
        return escape(text)
    pieces: list[Markup] = []
    end = 0
    for found in _RUN.finditer(text):
        pieces += [escape(text[end : found.start()]), Markup("<bdi>{}</bdi>").format(found[0])]
        end = found.end()
    return Markup("").join([*pieces, escape(text[end:])])
