"""Positions and messages in; text with file:line:column, excerpt, caret and remedy out. Also the tree of our errors.

ItineraryError
├── DocumentError   a document has mistakes; carries every diagnostic
├── PhraseError     a text is no date phrase, or not exactly one
└── PlaceError      a name is no known place, or more than one
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
PhraseProblem = Literal["unread", "vague", "ambiguous", "impossible", "recurring"]

SHOWN = 100  # characters of an input line that a message repeats at most


class Position(NamedTuple):
    """A place in a file; line and column count from 1, in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Diagnostic(NamedTuple):
    """One finding: where, how grave, what, and what to write instead.

    >>> print(Diagnostic(Position("trip.yaml", 3, 5), "error", "unknown field 'plce'", hint="did you mean 'place'?"))
    trip.yaml:3:5: error: unknown field 'plce' - did you mean 'place'?
    """

    position: Position
    severity: Severity
    message: str
    hint: str = ""
    code: str = ""  # a stable name for the kind of finding: "unknown-field", "no-such-place"
    excerpt: str = ""  # the line of the file that the position is in

    def __str__(self) -> str:
        return f"{self.position}: {self.severity}: {self.message}" + (f" - {self.hint}" if self.hint else "")


def show(diagnostics: Iterable[Diagnostic]) -> str:
    """Diagnostics as people read them: in the order of the file, each with its line and a caret under the spot."""
    return "\n".join(_with_caret(each) for each in sorted(diagnostics, key=lambda each: each.position))


def _with_caret(diagnostic: Diagnostic) -> str:
    if not diagnostic.excerpt.strip():
        return str(diagnostic)
    column = diagnostic.position.column - 1
    left = max(0, column - SHOWN // 2)
    line = printable(diagnostic.excerpt[left : left + SHOWN])
    number = str(diagnostic.position.line)
    return f"{diagnostic}\n{number:>5} | {line}\n{'':>5} | {' ' * (column - left)}^"


def printable(text: str) -> str:
    r"""The text with each control, bidirectional and unencodable character shown as a middle dot, so that carets stay in place.

    >>> printable("a\x1b[31m")
    'a·[31m'
    """
    return "".join(char if char.isprintable() else " " if char == "\t" else "·" for char in text)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word nearest to a wrong one, or else all of them when they are few.

    >>> did_you_mean("meting", ["meeting", "press"])
    "did you mean 'meeting'?"
    """
    choices = sorted(set(known))
    if found := near(word, choices):
        return f"did you mean '{found}'?"
    return f"known: {', '.join(choices)}" if 0 < len(choices) <= 40 else ""


def near(word: str, choices: Iterable[str]) -> str:
    """The choice that a word is most likely a slip of; empty if it is like none of them."""
    import difflib  # only mistakes need it

    found = difflib.get_close_matches(word[:SHOWN], list(choices), n=1)
    return found[0] if found else ""


class ItineraryError(Exception):
    """The root of every error that the library raises."""


class DocumentError(ItineraryError):
    """A document that cannot be used; `diagnostics` holds every mistake found, not only the first."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(show(self.diagnostics))


class PhraseError(ItineraryError):
    """A text that is not exactly one date phrase.

    `kind` says why: "unread" (not a date phrase), "vague" ("recently"), "ambiguous" (two readings), "impossible" (30 February),
    "recurring" ("every Tuesday"). `position` counts characters of `text` from 0.
    """

    def __init__(self, message: str, *, kind: PhraseProblem = "impossible", text: str = "", position: int = 0, hint: str = "") -> None:
        self.message, self.kind, self.text, self.position, self.hint = message, kind, text, position, hint
        super().__init__(message + (f" - {hint}" if hint else ""))


class PlaceError(ItineraryError):
    """A name that is no known place, or that several places share; `candidates` are names that would be understood."""

    def __init__(self, message: str, *, candidates: Iterable[str] = (), hint: str = "") -> None:
        self.message, self.candidates, self.hint = message, tuple(candidates), hint
        super().__init__(message + (f" - {hint}" if hint else ""))
