"""A drafted document in; the same without texts longer than anybody reads, which is said, out."""

from __future__ import annotations

from typing import Any

from itinerary.drafting.building import HOLDERS, DocumentDraft

_MOST = 1_000  # characters of a title, a name or a note; of a quote on both sides of its date
_WHOLE = ("id", "url", "text", "hash")  # what is of no use if it is cut


def shorten_texts(draft: DocumentDraft) -> None:
    """Cut the long texts of a document behind a word, with a remark to the editor on each.

    The words of a date stay as they are, and so does what stands around them in a long quote.
    """
    for each in draft.dates:
        if "quote" in each.claim:
            each.claim["quote"] = _keep_words_around(each.claim["quote"], each.claim["says"])
    for fields in draft.iterate_entries():
        for name in [each for each in fields if each not in (*HOLDERS, *_WHOLE)]:
            short = _shorten(fields[name])
            if short != fields[name]:
                fields[name] = short
                draft.add_remarks(fields, [f"only the first words of its {name}"])


def _shorten(value: Any) -> Any:
    """Return a field with its long texts cut; a date is left as it is."""
    if isinstance(value, list):
        return [*map(_shorten, value)]
    if isinstance(value, dict):
        is_date = "says" in value
        return value if is_date else {name: _shorten(each) for name, each in value.items()}
    return _keep_first_words(value) if isinstance(value, str) else value


def _keep_first_words(text: str) -> str:
    """Return the first words of a text, with a mark if there are more.

    >>> len(_keep_first_words("x" * 5_000)), _keep_first_words("word " * 5_000)[-12:]
    (1002, ' word word …')
    """
    return text if len(text) <= _MOST else f"{text[:_MOST].rpartition(' ')[0] or text[:_MOST]} …"


def _keep_words_around(quote: str, words: str) -> str:
    """Return a quote, if it is long only what stands around the words of its date.

    >>> _keep_words_around("a " * 5_000 + "on Monday" + " b" * 5_000, "on Monday")[990:1015]
    'a a a a a on Monday b b b'
    """
    begin = max(quote.find(words), 0)
    return quote[max(begin - _MOST, 0) : begin + len(words) + _MOST].strip()
