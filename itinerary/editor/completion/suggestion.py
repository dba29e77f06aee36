"""One thing that may be written at a caret."""

from __future__ import annotations

from typing import Literal, NamedTuple

from itinerary.editor.text_positions import Span

SuggestionKind = Literal["field", "choice", "entry", "source", "place", "zone", "word", "text"]


class Suggestion(NamedTuple):
    """What may be written.

    Attributes:
        label: How it is listed.
        new: The text that takes the place of what is typed.
        span: What is typed.
        kind: What it is.
        detail: What it is, in a few words; may be empty.
        documentation: More of it, in Markdown; may be empty.
    """

    label: str
    new: str
    span: Span
    kind: SuggestionKind
    detail: str = ""
    documentation: str = ""


def is_like(word: str, typed: str) -> bool:
    """Return whether a word may become of what is typed: it begins so, or one of its parts does.

    >>> is_like("Europe/Lisbon", "lis"), is_like("Europe/Lisbon", "isb")
    (True, False)
    """
    folded, wanted = word.casefold(), typed.casefold()
    at = folded.find(wanted)
    while at > 0 and folded[at - 1].isalnum():
        at = folded.find(wanted, at + 1)
    return at >= 0
