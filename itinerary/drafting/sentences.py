"""A paragraph in; its sentences, each at its place in the text, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from itinerary.articles import Paragraph
from itinerary.drafting.language import DraftingWords

MAX_SENTENCE = 2_000  # characters: for each date in it all of it is looked through
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(¿¡]?[^\W_a-zà-ÿ]|\s*$)")
_FIRST_WORD = re.compile(r"\s+([^\W\d_]+)")
_LONGEST = 2_000  # characters: what is longer is a list without full stops
_GAP = re.compile(r".*[,;]\s|.*\s", re.DOTALL)
_LONGEST_WORD = 40  # characters: what is longer is no abbreviation
_LAST_WORD = re.compile(r"([^\s()\[\]\"“«]+)$")


class Sentence(NamedTuple):
    """A sentence: where it is in the text of the article, half-open, and its characters."""

    start: int
    end: int
    text: str


def split_sentences(paragraph: Paragraph, words: DraftingWords) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph; abbreviations and initials end none of themselves.

    >>> from itinerary.drafting.language import load_drafting_words
    >>> paragraph = Paragraph(0, 52, "Gov. Ana Reis leaves on Sept. 4. She returns by train.")
    >>> [each.text for each in split_sentences(paragraph, load_drafting_words("en"))]
    ['Gov. Ana Reis leaves on Sept. 4.', 'She returns by train.']
    >>> paragraph = Paragraph(0, 45, "She speaks at 10 a.m. The forum ends at 2 p.m.")
    >>> [each.text for each in split_sentences(paragraph, load_drafting_words("en"))]
    ['She speaks at 10 a.m.', 'The forum ends at 2 p.m.']
    """
    text, start = paragraph.text, 0
    for found in _END.finditer(text):
        before = text[max(start, found.start() - _LONGEST_WORD) : found.start()]
        is_abbreviated = found[0] == "." and _is_abbreviated(before, words)
        if is_abbreviated and not _begins_sentence(text, found.end(), words):
            continue
        yield from _create_sentences(text, start, found.end(), paragraph.start)
        start = found.end()
    yield from _create_sentences(text, start, len(text), paragraph.start)


def _is_abbreviated(before: str, words: DraftingWords) -> bool:
    found = _LAST_WORD.search(before)
    word = found[1] if found else ""
    return (len(word) == 1 and word.isupper()) or words.abbreviation.fullmatch(word) is not None


def _begins_sentence(text: str, end: int, words: DraftingWords) -> bool:
    """Return whether a word with a capital follows that has none inside a sentence."""
    word = _FIRST_WORD.match(text, end)
    starts = (words.article, words.pronoun, words.possessive, words.there, words.date_lead,
              words.at_place)  # fmt: skip
    return word is not None and any(each.fullmatch(word[1]) for each in starts)


def _create_sentences(text: str, start: int, end: int, offset: int) -> Iterator[Sentence]:
    """Yield the sentence that a part of a text is; of a list without end one after the other."""
    while end - start > _LONGEST:
        gap = _GAP.match(text, start, start + _LONGEST)
        cut = gap.end() if gap else start + _LONGEST
        yield from _create_sentence(text, start, cut, offset)
        start = cut
    yield from _create_sentence(text, start, end, offset)


def _create_sentence(text: str, start: int, end: int, offset: int) -> Iterator[Sentence]:
    """Yield what stands between two places of a text; what is too long for a sentence in parts."""
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start, start + MAX_SENTENCE) + 1 or start + MAX_SENTENCE
        yield from _create_sentence(text, start, cut, offset)
        start = cut
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    part = part.strip()
    if part:
        yield Sentence(offset + begin, offset + begin + len(part), part)


def cut_masthead(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> Sentence:
    """Return a sentence without the place and the day before it, if these are the article's own.

    >>> cut_masthead(Sentence(0, 24, "LIMA, 4 May - She leaves."), [(0, 11)]).text
    'She leaves.'
    """
    end = max((end for start, end in spans if start <= sentence.start < end), default=0)
    if not sentence.start < end < sentence.end:
        return sentence
    text = sentence.text[end - sentence.start :]
    rest = text.lstrip(" .-–—)")
    return Sentence(sentence.end - len(rest), sentence.end, rest)
