"""A clause in; the title of the event that it tells out."""

from __future__ import annotations

import re

from itinerary.drafting.facts import PersonFact
from itinerary.drafting.language import DraftingWords
from itinerary.drafting.people import iterate_surnames

_MOST = 110  # characters
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]")
_REFLEXIVE = re.compile(r"\bse\s+$", re.IGNORECASE)  # of a verb in Spanish or Portuguese
_LONE_PREPOSITION = re.compile(r"\s(?:at|às|a las|on|em|el)\s*(?=[,;.)]|$)", re.IGNORECASE)
_EDGES = " \t\n,;:.–—-"
_POSSESSIVE = re.compile(r"['’]s?\b")  # "the band's" is no subject
_MOST_SOURCE = 6  # words that say who said what stands before them
_MOST_SUBJECT = 9  # words


def compose_title(text: str, words: DraftingWords, principal: PersonFact | None) -> str:
    """Return the title of what a clause tells: without its date, and without who does it.

    >>> from itinerary.drafting.language import load_drafting_words
    >>> words = load_drafting_words("en")
    >>> compose_title("In Lima she will meet the mayor           , and", words, None)
    'Meet the mayor'
    """
    folded = _strip_source(fold_title(text), words)
    folded = _strip_joints(folded, words)
    folded = _strip_subject(folded, words, principal)
    folded = _strip_joints(folded, words)
    folded = _strip_end(folded, words)
    return shorten_title(folded)


def shorten_title(text: str) -> str:
    """Return a title with a capital, of whole words, and not too long."""
    if len(text) > _MOST:
        text = text[:_MOST].rpartition(" ")[0].rstrip(_EDGES) + " …"
    return text[:1].upper() + text[1:]


def is_whole(title: str, words: DraftingWords) -> bool:
    """Return whether a title reads as one: it does not begin or end in the middle of something.

    >>> from itinerary.drafting.language import load_drafting_words
    >>> [is_whole(each, load_drafting_words("en")) for each in ("Tea", "'s tea", "Of tea")]
    [True, False, False]
    """
    first = title.split(" ")[0].strip(_EDGES)
    is_quoted = title[:1] in "\"'“‘«¿¡(" and title[1:2].isupper()
    return is_quoted or (title[:1].isalnum() and not words.fragment.fullmatch(first))


def _strip_source(text: str, words: DraftingWords) -> str:
    """Return a clause without who said it: "…, his office said"."""
    head, comma, tail = text.rpartition(",")
    is_source = len(tail.split()) <= _MOST_SOURCE and words.reporting.search(tail)
    return head if comma and is_source and not re.search(r"\d", tail) else text


def fold_title(text: str) -> str:
    """Return a text without what its dates have left behind: empty brackets, lone signs.

    >>> fold_title("Tea (   ) with the mayor , at ; dinner )")
    'Tea with the mayor; dinner'
    """
    folded = " ".join(_EMPTY_BRACKETS.sub(" ", text).split())
    folded = _LONE_PREPOSITION.sub("", folded)
    folded = re.sub(r"\s+([,.;:])", r"\1", folded)
    folded = re.sub(r"[,;:]+([,;:])", r"\1", folded).strip(_EDGES)
    if folded.count("(") != folded.count(")"):
        folded = " ".join(re.sub(r"[()]", " ", folded).split())
    return folded.strip(_EDGES)


def _strip_joints(text: str, words: DraftingWords) -> str:
    while True:
        for pattern in (words.strong_joint, words.joint, words.at_place):
            found = pattern.match(text)
            if found and (pattern is not words.at_place or text[found.end() :][:1] == ","):
                text = text[found.end() :].strip(_EDGES)
                break
        else:
            return text


def _strip_subject(text: str, words: DraftingWords, principal: PersonFact | None) -> str:
    """Return a clause without the person whose trip it is, and the word that makes it to come."""
    found = words.future.search(text)
    if (
        found
        and len(text[: found.start()].split()) <= _MOST_SUBJECT
        and _is_principal(text[: found.start()], words, principal)
    ):
        end = found.end()
        if words.future_is_verb:
            reflexive = _REFLEXIVE.search(text[: found.start()])
            end = reflexive.start() if reflexive else found.start()
        rest = text[end:].strip(_EDGES)
        if rest:
            return rest
    if (found := words.pronoun.match(text)) and not _POSSESSIVE.match(text, found.end()):
        return text[found.end() :].strip(_EDGES) or text
    return text


def _is_principal(subject: str, words: DraftingWords, principal: PersonFact | None) -> bool:
    if not subject.strip(_EDGES) or words.pronoun.search(subject):
        return True
    if principal and any(each in subject for each in iterate_surnames(principal)):
        return True
    last = subject.split()[-1].strip(_EDGES) if subject.split() else ""
    return words.role.fullmatch(last) is not None


def _strip_end(text: str, words: DraftingWords) -> str:
    small = (
        words.copula,
        words.joint,
        words.at_place,
        words.to_place,
        words.from_place,
        words.article,
    )
    while True:
        text = text.strip(_EDGES)
        if (found := [*words.future.finditer(text)]) and found[-1].end() == len(text):
            text = text[: found[-1].start()]
            continue
        head, _, last = text.rpartition(" ")
        if not head or not any(each.fullmatch(last) for each in small):
            return text
        text = head
