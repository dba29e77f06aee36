"""A claim that came to no date in; what its author is told, under which code, out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from itinerary.codes import Code
from itinerary.dates.grammar import list_languages
from itinerary.dates.grammar.language_file import load_language_file
from itinerary.dates.grammar.phrase_reading import is_phrase, read_phrase
from itinerary.diagnostics import (
    Addition,
    PhraseError,
    Remedy,
    Severity,
    shorten_text,
    suggest_choices,
)
from itinerary.document.vocabulary import Status

MAX_SUGGESTED = 3  # ids that a hint names
MAX_SAID = 40  # characters of a claim that a hint repeats at most
MAX_QUOTED = 100  # characters of a claim that a message repeats at most
_ERROR_HINT = "correct it, or add your reading to the words: {says: …, reads: …}"
# Words that people write into a date, in each language.
STATUS_OF_WORDS = {
    word: status
    for status, words in {
        Status.POSTPONED: "postponed aplazado aplazada pospuesto pospuesta adiado adiada",
        Status.CANCELLED: "cancelled canceled cancelado cancelada",
        Status.TENTATIVE: "tentative tentatively tbc unconfirmed provisional provisório provisória",
    }.items()
    for word in words.split()
}


class UnplacedFinding(NamedTuple):
    """A finding that has no place in the document yet."""

    severity: Severity
    message: str
    hint: str
    code: Code


def describe_phrase_error(
    error: PhraseError, words: str, language: str, source: str | None, earlier: Sequence[str] = ()
) -> UnplacedFinding:
    """Say why words came to no date, and what to write instead.

    Args:
        error: What went wrong.
        words: The words.
        language: The language that they were read in.
        source: The id of the source that they are from, to name in a hint.
        earlier: The ids of the entries before, the nearest first: it may count from one of them.
    """
    if error.kind == "anaphoric":
        hint = _suggest_earlier_entries(words, language, earlier[:MAX_SUGGESTED])
        message = f"{quote_words(words)}: {error.message}"
        return UnplacedFinding("error", message, hint, error.code)
    other = ""
    if error.kind == "unread":
        other = _suggest_status(words) or _suggest_other_language(words, language, source)
    return UnplacedFinding(
        "warning" if error.kind == "vague" else "error",
        f"{quote_words(words)}: {error.message}",
        other or error.hint or _ERROR_HINT,
        error.code,
    )


def describe_undated_anchor(
    name: str, words: str, known: Collection[str], *, suggests: bool = True
) -> UnplacedFinding:
    """Say why a name in the words of a claim stands for no date, and what to write instead.

    Args:
        name: The name, without its "$".
        words: The words.
        known: The ids of all entries.
        suggests: Whether to look for the id that was meant.
    """
    if name == "published":
        message = f"{quote_words(words)} counts from $published, and its source has no date"
        hint = "add published: and its date to the source"
        return UnplacedFinding("error", message, hint, Code.NO_REFERENCE)
    if name in known:
        message = f"{quote_words(words)} counts from ${name}, which has no date"
        hint = "give that one a date, or write TBD for both"
        return UnplacedFinding("error", message, hint, Code.NO_DATE)
    message = f"{quote_words(words)}: {describe_unknown_id(name)}"
    hint = suggest_choices(f"${name}", [f"${id_}" for id_ in known]) if suggests else ""
    return UnplacedFinding("error", message, hint, Code.UNKNOWN_ID)


def describe_unknown_id(name: str) -> str:
    """Return what a message on a name says that no entry has.

    >>> describe_unknown_id("quito")
    "no entry has the id 'quito'"
    """
    return f"no entry has the id '{name}'"


def quote_words(words: str) -> str:
    """Return the words of a claim as messages repeat them.

    >>> quote_words("on Tuesday")
    '“on Tuesday”'
    """
    return f"“{shorten_text(words, MAX_QUOTED)}”"


def _suggest_status(words: str) -> str:
    """Say how to write that something is moved, off or not sure, which is no part of a date."""
    said = re.findall(r"\w+", words.casefold())
    status = next((STATUS_OF_WORDS[word] for word in said if word in STATUS_OF_WORDS), "")
    return f"write the date, or TBD, and beside it status: {status}" if status else ""


def _suggest_earlier_entries(words: str, language: str, earlier: Sequence[str]) -> str:
    """Say how to write which date words count from, in their own language."""
    nearest, *others = (f"${shorten_text(id_)}" for id_ in earlier or ("id",))
    example = _write_out_counting(words, language, nearest)
    said = shorten_text(words, MAX_SAID)
    hint = f"say from which, as in {{says: {said}, reads: {example}}}"
    if others:
        hint += f"; it may be {' or '.join(others)}, too"
    return Remedy(hint, [Addition(None, "reads", example)] if earlier else ())


def _write_out_counting(words: str, language: str, id_: str) -> str:
    """Return the same words with the date that they count from, else an example of such words."""
    settings = load_language_file(language).settings
    for each in settings.get("counting words", "").split("; "):
        counting, _, written_out = each.partition(" = ")
        pattern = counting.replace("*", r"(\w+)")
        said = re.sub(
            rf"\b{pattern}\b", written_out.replace("*", r"\1"), words, count=1, flags=re.IGNORECASE
        )
        if said != words and _counts_from_name(said.replace("{id}", "$id"), language):
            return shorten_text(said.replace("{id}", id_))
    return settings["counting example"].format(id=id_)


def _counts_from_name(words: str, language: str) -> bool:
    """Return whether words are a phrase that counts from nothing but the dates that it names."""
    try:
        readings = read_phrase(words, language)
    except PhraseError:
        return False
    return all(each.value.counts_from == "reference" for each in readings)


def _suggest_other_language(words: str, language: str, source: str | None) -> str:
    """Say what to write if the words can be read in another language; "" if they cannot."""
    others = (each for each in list_languages() if each != language)
    found = next((other for other in others if is_phrase(words, other)), "")
    if not found:
        return ""
    name = load_language_file(found).settings["language"]
    remedy = f"add language: {found} to the document, or name a source that has it"
    if source:
        remedy = f"add language: {found} to the source '{shorten_text(source)}'"
    hint = f"they make a date in {name}: {remedy}, or write them in the document's language"
    return Remedy(hint, [Addition(("sources", source) if source else (), "language", found)])
