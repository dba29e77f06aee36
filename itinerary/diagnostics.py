"""Positions and messages in; text with file:line:column, code, excerpt, caret and remedy out. Also the tree of our errors.

ItineraryError
├── DocumentError   a document has mistakes; carries every diagnostic
├── OptionError     an option has a value that it does not know
├── PhraseError     a text is no date phrase, or not exactly one
└── PlaceError      a name is no known place, or more than one
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
PhraseProblem = Literal["unread", "vague", "ambiguous", "impossible", "recurring"]
PlaceProblem = Literal["unknown", "ambiguous", "wide"]

SHOWN = 100  # characters of an input line that a message repeats at most; remedies are wrapped at that width, too
MOST_MESSAGE = (
    300  # characters; it stays on one line, by which editors and other programs find the spot
)
MOST_HINT = 1000  # characters of a remedy
MOST_KNOWN = 40  # choices that a remedy lists
_GUTTER = " " * 6


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
        return f"{self.position}: {self.severity}: {self.text}"

    @property
    def text(self) -> str:
        """What is wrong and what to write instead, on one line."""
        return short(self.message, MOST_MESSAGE) + (
            f" - {short(self.hint, MOST_HINT)}" if self.hint else ""
        )


def show(diagnostics: Iterable[Diagnostic]) -> str:
    """Diagnostics as people read them: in the order of the file, each with its code, its line, a caret under the spot, and the remedy.

    >>> print(show([Diagnostic(Position("trip.yaml", 3, 1), "error", "unknown field 'plce'", "did you mean 'place'?", "unknown-field",
    ...     "plce: Quito")]))
    trip.yaml:3:1: error: unknown field 'plce' [unknown-field]
        3 | plce: Quito
          | ^
          = did you mean 'place'?
    """
    return "\n".join(
        line
        for each in sorted(diagnostics, key=lambda each: each.position)
        for line in _lines(each)
    )


def _lines(diagnostic: Diagnostic) -> Iterator[str]:
    code = f" [{diagnostic.code}]" if diagnostic.code else ""
    yield f"{printable(str(diagnostic.position))}: {diagnostic.severity}: {short(diagnostic.message, MOST_MESSAGE)}{code}"
    if diagnostic.excerpt.strip():
        line, before = _clipped(diagnostic.excerpt, diagnostic.position.column - 1)
        yield f"{diagnostic.position.line:>5} | {line}"
        yield f"{_GUTTER}| {' ' * before}^"
    if diagnostic.hint:
        yield from _wrapped(diagnostic.hint)


def _clipped(excerpt: str, column: int) -> tuple[str, int]:
    """The part of a line around a column, and the columns of a terminal that lie before it."""
    left = max(0, column - SHOWN // 2)
    line = printable(excerpt[left : left + SHOWN])
    line = f"{'…' if left else line[:1]}{line[1:-1]}{'…' if len(excerpt) > left + SHOWN else line[1:][-1:]}"
    return line, sum(map(_width, line[: column - left]))


def _width(char: str) -> int:
    """The columns that a character takes up in a terminal."""
    import unicodedata  # only mistakes need it

    return (
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
    )


def _wrapped(hint: str) -> list[str]:
    import textwrap  # only mistakes need it

    lead, rest = f"{_GUTTER}= ", f"{_GUTTER}  "
    return textwrap.wrap(
        short(hint, MOST_HINT),
        SHOWN,
        initial_indent=lead,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )


def short(text: str, most: int = 60) -> str:
    """Input as a message may repeat it: at most so many characters, on one line, and none that a terminal would obey.

    >>> short("Bilateral meeting", 9)
    'Bilateral…'
    """
    return printable(text if len(text) <= most else text[:most] + "…")


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
    return f"known: {', '.join(choices)}" if 0 < len(choices) <= MOST_KNOWN else ""


def require(option: str, value: str, known: Iterable[str]) -> None:
    """Raises OptionError unless a value is one that an option knows.

    >>> require("split", "lag", ["leg", "kind"])
    Traceback (most recent call last):
    itinerary.diagnostics.OptionError: unknown split 'lag' - did you mean 'leg'?
    """
    if value not in (choices := tuple(known)):
        raise OptionError(
            f"unknown {option} '{short(str(value))}' - {did_you_mean(str(value), choices)}"
        )


def near(word: str, choices: Iterable[str], likeness: float = 0.6) -> str:
    """The choice that a word is most likely a slip of, whatever its capitals; empty if it is like none of them.

    >>> near("Titel", ["title"]), near("europe/lisboa", ["Europe/Lisbon", "Europe/London"])
    ('title', 'Europe/Lisbon')
    """
    import difflib  # only mistakes need it

    folded = {each.casefold(): each for each in choices}
    found = difflib.get_close_matches(word[:SHOWN].casefold(), list(folded), n=1, cutoff=likeness)
    return folded[found[0]] if found else ""


class ItineraryError(Exception):
    """The root of every error that the library raises."""


class DocumentError(ItineraryError):
    """A document that cannot be used; `diagnostics` holds every mistake found, not only the first."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(show(self.diagnostics))


class OptionError(ItineraryError):
    """An option of an export or another function with a value that it does not know, and what to write instead."""


class PhraseError(ItineraryError):
    """A text that is not exactly one date phrase.

    `kind` says why: "unread" (not a date phrase), "vague" ("recently"), "ambiguous" (two readings), "impossible" (30 February),
    "recurring" ("every Tuesday"). `position` counts characters of `text` from 0.
    """

    def __init__(
        self,
        message: str,
        *,
        kind: PhraseProblem = "impossible",
        text: str = "",
        position: int = 0,
        hint: str = "",
    ) -> None:
        self.message, self.kind, self.text, self.position, self.hint = (
            message,
            kind,
            text,
            position,
            hint,
        )
        super().__init__(message + (f" - {hint}" if hint else ""))


class PlaceError(ItineraryError):
    """A name that is no known place, or that several places share; `candidates` are names that would be understood.

    `kind` says why: "unknown", "ambiguous" (several places bear the name) or "wide" (a country or state of several time zones).
    """

    def __init__(
        self,
        message: str,
        *,
        kind: PlaceProblem = "unknown",
        candidates: Iterable[str] = (),
        hint: str = "",
    ) -> None:
        self.message, self.kind, self.candidates, self.hint = message, kind, tuple(candidates), hint
        super().__init__(message + (f" - {hint}" if hint else ""))
