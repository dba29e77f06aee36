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

EXCERPT_WIDTH = 100  # characters of an input line that a message repeats at most; remedies are wrapped at that width, too
MAX_MESSAGE = (
    300  # characters; it stays on one line, by which editors and other programs find the spot
)
MAX_HINT = 1000  # characters of a remedy
MAX_CHOICES = 40  # choices that a remedy lists
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
        return shorten_text(self.message, MAX_MESSAGE) + (
            f" - {shorten_text(self.hint, MAX_HINT)}" if self.hint else ""
        )


def format_diagnostics(diagnostics: Iterable[Diagnostic]) -> str:
    """Diagnostics as people read them: in the order of the file, each with its code, its line, a caret under the spot, and the remedy.

    >>> print(format_diagnostics([Diagnostic(Position("trip.yaml", 3, 1), "error", "unknown field 'plce'", "did you mean 'place'?", "unknown-field",
    ...     "plce: Quito")]))
    trip.yaml:3:1: error: unknown field 'plce' [unknown-field]
        3 | plce: Quito
          | ^
          = did you mean 'place'?
    """
    return "\n".join(
        line
        for each in sorted(diagnostics, key=lambda each: each.position)
        for line in _iterate_lines(each)
    )


def _iterate_lines(diagnostic: Diagnostic) -> Iterator[str]:
    code = f" [{diagnostic.code}]" if diagnostic.code else ""
    yield f"{make_printable(str(diagnostic.position))}: {diagnostic.severity}: {shorten_text(diagnostic.message, MAX_MESSAGE)}{code}"
    if diagnostic.excerpt.strip():
        line, before = _clip_excerpt(diagnostic.excerpt, diagnostic.position.column - 1)
        yield f"{diagnostic.position.line:>5} | {line}"
        yield f"{_GUTTER}| {' ' * before}^"
    if diagnostic.hint:
        yield from _wrap_hint(diagnostic.hint)


def _clip_excerpt(excerpt: str, column: int) -> tuple[str, int]:
    """The part of a line around a column, and the columns of a terminal that lie before it."""
    left = max(0, column - EXCERPT_WIDTH // 2)
    line = make_printable(excerpt[left : left + EXCERPT_WIDTH])
    line = f"{'…' if left else line[:1]}{line[1:-1]}{'…' if len(excerpt) > left + EXCERPT_WIDTH else line[1:][-1:]}"
    return line, sum(map(_measure_width, line[: column - left]))


def _measure_width(char: str) -> int:
    """The columns that a character takes up in a terminal."""
    import unicodedata  # only mistakes need it

    return (
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
    )


def _wrap_hint(hint: str) -> list[str]:
    import textwrap  # only mistakes need it

    lead, rest = f"{_GUTTER}= ", f"{_GUTTER}  "
    return textwrap.wrap(
        shorten_text(hint, MAX_HINT),
        EXCERPT_WIDTH,
        initial_indent=lead,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )


def shorten_text(text: str, most: int = 60) -> str:
    """Input as a message may repeat it: at most so many characters, on one line, and none that a terminal would obey.

    >>> shorten_text("Bilateral meeting", 9)
    'Bilateral…'
    """
    return make_printable(text if len(text) <= most else text[:most] + "…")


def make_printable(text: str) -> str:
    r"""The text with each control, bidirectional and unencodable character shown as a middle dot, so that carets stay in place.

    >>> make_printable("a\x1b[31m")
    'a·[31m'
    """
    return "".join(char if char.isprintable() else " " if char == "\t" else "·" for char in text)


def suggest_choices(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word nearest to a wrong one, or else all of them when they are few.

    >>> suggest_choices("meting", ["meeting", "press"])
    "did you mean 'meeting'?"
    """
    choices = sorted(set(known))
    if found := find_nearest_choice(word, choices):
        return f"did you mean '{found}'?"
    return f"known: {', '.join(choices)}" if 0 < len(choices) <= MAX_CHOICES else ""


def require_choice(option: str, value: str, known: Iterable[str]) -> None:
    """Raises OptionError unless a value is one that an option knows.

    >>> require_choice("split", "lag", ["leg", "kind"])
    Traceback (most recent call last):
    itinerary.diagnostics.OptionError: unknown split 'lag' - did you mean 'leg'?
    """
    if value not in (choices := tuple(known)):
        raise OptionError(
            f"unknown {option} '{shorten_text(str(value))}' - {suggest_choices(str(value), choices)}"
        )


def find_nearest_choice(word: str, choices: Iterable[str], likeness: float = 0.6) -> str:
    """The choice that a word is most likely a slip of, whatever its capitals; empty if it is like none of them.

    >>> find_nearest_choice("Titel", ["title"]), find_nearest_choice("europe/lisboa", ["Europe/Lisbon", "Europe/London"])
    ('title', 'Europe/Lisbon')
    """
    import difflib  # only mistakes need it

    folded = {each.casefold(): each for each in choices}
    found = difflib.get_close_matches(
        word[:EXCERPT_WIDTH].casefold(), list(folded), n=1, cutoff=likeness
    )
    return folded[found[0]] if found else ""


class ItineraryError(Exception):
    """The root of every error that the library raises."""


class DocumentError(ItineraryError):
    """A document that cannot be used; `diagnostics` holds every mistake found, not only the first."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(format_diagnostics(self.diagnostics))


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
