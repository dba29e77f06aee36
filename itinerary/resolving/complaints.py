"""A claim that came to no date in; what its author is told, and under which code, out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from itinerary.dates.grammar import languages, read
from itinerary.dates.grammar.language_file import language_file
from itinerary.diagnostics import PhraseError, Severity, did_you_mean, short
from itinerary.resolving.reading import NoReferenceError

QUOTED = 100  # characters of a claim that a message repeats at most


class Complaint(NamedTuple):
    """A finding that has no place yet."""

    severity: Severity
    message: str
    hint: str
    code: str


def complaint(error: PhraseError, words: str, language: str, source: str | None) -> Complaint:
    """Why words came to no date, and what to write instead."""
    severity: Severity = "warning" if error.kind == "vague" else "error"
    hint = (error.kind == "unread" and _in_another_language(words, language, source)) or error.hint
    code = "no-reference" if isinstance(error, NoReferenceError) else f"phrase-{error.kind}"
    return Complaint(
        severity,
        f"{quoted(words)}: {error.message}",
        hint or "correct it, or add your reading to the words: {says: …, reads: …}",
        code,
    )


def without_date(name: str, words: str, known: Iterable[str]) -> Complaint:
    """Why a name in the words of a claim stands for no date, and what to write instead."""
    if name == "published":
        message = f"{quoted(words)} counts from $published, and its source has no date"
        return Complaint(
            "error", message, "add published: and its date to the source", "no-reference"
        )
    if name in known:
        message = f"{quoted(words)} counts from ${name}, which has no date"
        return Complaint("error", message, "give that one a date, or write TBD for both", "no-date")
    meant = did_you_mean(f"${name}", [f"${id_}" for id_ in known])
    return Complaint("error", f"{quoted(words)}: no entry has the id '{name}'", meant, "unknown-id")


def quoted(words: str) -> str:
    """The words of a claim as messages repeat them."""
    return f"“{short(words, QUOTED)}”"


def _in_another_language(words: str, language: str, source: str | None) -> str:
    """What to write if the words can be read in another language."""
    found = next(
        (other for other in languages() if other != language and _is_read(words, other)), ""
    )
    if not found:
        return ""
    remedy = (
        f"add language: {found} to the source '{short(source)}'"
        if source
        else f"name a source that has language: {found}"
    )
    return f"they make a date in {language_file(found).settings['language']}: {remedy}, or write them in the document's language"


def _is_read(words: str, language: str) -> bool:
    try:
        return bool(read(words, language))
    except PhraseError:
        return False
