"""What is wrong and where, as data and as text with file:line:column, code, excerpt and caret.

The tree of our errors:

ItineraryError
├── DocumentError   a document has mistakes; carries every diagnostic
├── OptionError     an option has a value that it does not know
├── PhraseError     a text is no date phrase, or not exactly one
└── PlaceError      a name is no known place, or more than one
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from itinerary.codes import Code

Severity = Literal["error", "warning", "note"]
PhraseProblem = Literal["unread", "vague", "ambiguous", "impossible", "recurring"]
PlaceProblem = Literal["unknown", "ambiguous", "wide"]
PLACE_CODES: Mapping[PlaceProblem, Code] = {
    "unknown": Code.NO_SUCH_PLACE,
    "ambiguous": Code.AMBIGUOUS_PLACE,
    "wide": Code.SEVERAL_ZONES,
}

EXCERPT_WIDTH = 100  # characters of an input line that a message repeats, and of a line of a hint
EXCERPT_LEAD = 50  # of these, at most so many stand before the spot
MAX_SHOWN = 50  # findings that a text tells one by one
# Characters of a message, which stays on one line: editors and other programs find the spot by it.
MAX_MESSAGE = 300
MAX_HINT = 1000  # characters of a hint
MAX_CHOICES = 40  # choices that a hint lists
_GUTTER = " " * 6


class Position(NamedTuple):
    """A place in a file; line and column count from 1, columns in characters.

    >>> str(Position("trip.yaml", 3, 5))
    'trip.yaml:3:5'
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Diagnostic(NamedTuple):
    """One finding: where it is, how grave, what is wrong, and what to write instead.

    Attributes:
        position: Where it is.
        severity: "error" (the document cannot be used as it is), "warning" or "note".
        message: What is wrong.
        hint: What to write instead; may be empty.
        code: The stable name of this kind of finding; "" for a passing remark that has none.
        excerpt: The line of the file that the position is in, or the part of it around the
            position: `EXCERPT_WIDTH` characters from `EXCERPT_LEAD` before it; "" without a file.
        path: The field that it is about, as in ("events", 1, "when"); () is the whole document.

    >>> position = Position("trip.yaml", 3, 5)
    >>> print(Diagnostic(position, "error", "unknown field 'plce'", "did you mean 'place'?"))
    trip.yaml:3:5: error: unknown field 'plce' - did you mean 'place'?

    """

    position: Position
    severity: Severity
    message: str
    hint: str = ""
    code: Code | Literal[""] = ""
    excerpt: str = ""
    path: tuple[str | int, ...] = ()

    def __str__(self) -> str:
        return f"{self.position}: {self.severity}: {self.text}"

    @property
    def text(self) -> str:
        """The message and the hint on one line, both shortened to what a reader can take in.

        Without a line of a file, they begin with the field.
        """
        message = shorten_text(self._located_message, MAX_MESSAGE)
        return f"{message} - {shorten_text(self.hint, MAX_HINT)}" if self.hint else message

    @property
    def _located_message(self) -> str:
        has_no_line = self.path and not self.excerpt
        return f"{format_path(self.path)}: {self.message}" if has_no_line else self.message

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as plain values, which JSON takes; texts are shortened.

        >>> position = Position("trip.yaml", 3, 5)
        >>> found = Diagnostic(position, "error", "unknown field 'plce'", "did you mean 'place'?")
        >>> found.to_dict()["position"]
        {'file': 'trip.yaml', 'line': 3, 'column': 5}
        """
        return {
            "position": self.position._asdict(),
            "severity": self.severity,
            "message": shorten_text(self.message, MAX_MESSAGE),
            "hint": shorten_text(self.hint, MAX_HINT),
            "code": str(self.code),
            "excerpt": self.excerpt[:EXCERPT_WIDTH],
            "path": [shorten_text(step) if isinstance(step, str) else step for step in self.path],
        }


def format_path(path: Iterable[str | int]) -> str:
    """Return the path of a field as people write it.

    >>> format_path(("legs", 0, "when"))
    'legs[0].when'
    """
    steps = (f"[{step}]" if isinstance(step, int) else f".{shorten_text(step)}" for step in path)
    return "".join(steps).removeprefix(".")


def clip_excerpt(line: str, column: int) -> str:
    """Return the part of a line that a finding keeps; `column` counts from 1.

    >>> clip_excerpt("x" * 60 + "here" + "y" * 90, 61)[45:60]
    'xxxxxhereyyyyyy'
    """
    left = max(0, column - 1 - EXCERPT_LEAD)
    part = line[left : left + EXCERPT_WIDTH]
    if left:
        part = f"…{part[1:]}"
    return f"{part[:-1]}…" if len(line) > left + EXCERPT_WIDTH else part


def format_diagnostics(diagnostics: Iterable[Diagnostic]) -> str:
    """Return diagnostics as people read them, in the order of the file.

    Each has its code, its line, a caret under the spot, and the hint. Beyond `MAX_SHOWN` it is
    only said how many more there are.

    >>> position = Position("trip.yaml", 3, 1)
    >>> hint, code = "did you mean 'place'?", Code.UNKNOWN_FIELD
    >>> wrong = Diagnostic(position, "error", "unknown field 'plce'", hint, code, "plce: Quito")
    >>> print(format_diagnostics([wrong]))
    trip.yaml:3:1: error: unknown field 'plce' [unknown-field]
        3 | plce: Quito
          | ^
          = did you mean 'place'?
    """
    in_order = sorted(diagnostics, key=lambda each: each.position)
    lines = [line for each in in_order[:MAX_SHOWN] for line in _iterate_lines(each)]
    if omitted := in_order[MAX_SHOWN:]:
        lines.append(f"… and {len(omitted):,} more - correct those above first")
    return "\n".join(lines)


def _iterate_lines(diagnostic: Diagnostic) -> Iterator[str]:
    where = make_printable(str(diagnostic.position))
    message = shorten_text(diagnostic._located_message, MAX_MESSAGE)
    code = f" [{diagnostic.code}]" if diagnostic.code else ""
    yield f"{where}: {diagnostic.severity}: {message}{code}"
    if diagnostic.excerpt.strip():
        excerpt = make_printable(diagnostic.excerpt[:EXCERPT_WIDTH])
        before = excerpt[: min(diagnostic.position.column - 1, EXCERPT_LEAD)]
        yield f"{diagnostic.position.line:>5} | {excerpt}"
        yield f"{_GUTTER}| {' ' * sum(map(_measure_width, before))}^"
    if diagnostic.hint:
        yield from _wrap_hint(diagnostic.hint)


def _measure_width(char: str) -> int:
    """Return how many columns of a terminal a character takes up."""
    import unicodedata  # only mistakes need it

    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


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
    """Return input as a message may repeat it.

    It is cut after `most` characters, stays on one line, and holds nothing that a terminal obeys.

    >>> shorten_text("Bilateral meeting", 9)
    'Bilateral…'
    """
    return make_printable(text if len(text) <= most else text[:most] + "…")


def make_printable(text: str) -> str:
    r"""Return the text with what cannot be printed as middle dots, so that carets stay in place.

    These are control, bidirectional and unencodable characters; a tab becomes a space.

    >>> make_printable("a\x1b[31m\tb")
    'a·[31m b'
    """
    text = text.replace("\t", " ")
    return "".join(char if char.isprintable() else "·" for char in text)


def suggest_choices(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word nearest to a wrong one.

    If none is near, the hint lists all known words, or is empty if they are too many.

    >>> suggest_choices("meting", ["meeting", "press"])
    "did you mean 'meeting'?"
    """
    choices = sorted(set(known))
    if found := find_nearest_choice(word, choices):
        return f"did you mean '{found}'?"
    return f"known: {', '.join(choices)}" if 0 < len(choices) <= MAX_CHOICES else ""


def require_choice(option: str, value: str, known: Iterable[str]) -> None:
    """Check that a value is one that an option knows.

    Raises:
        OptionError: It is not; the message suggests what may have been meant.

    >>> require_choice("split", "lag", ["leg", "kind"])
    Traceback (most recent call last):
    itinerary.diagnostics.OptionError: unknown split 'lag' - did you mean 'leg'?
    """
    if value not in (choices := tuple(known)):
        remedy = suggest_choices(str(value), choices)
        raise OptionError(f"unknown {option} '{shorten_text(str(value))}' - {remedy}")


def find_nearest_choice(word: str, choices: Iterable[str], likeness: float = 0.6) -> str:
    """Return the choice that a word is most likely a slip of, or "" if it resembles none.

    Capitals do not matter. `likeness` is the least share of letters, 0 to 1, that two words must
    have in common to resemble each other (`difflib.get_close_matches`).

    >>> find_nearest_choice("Titel", ["title"])
    'title'
    >>> find_nearest_choice("europe/lisboa", ["Europe/Lisbon", "Europe/London"])
    'Europe/Lisbon'
    """
    import difflib  # only mistakes need it

    folded = {each.casefold(): each for each in choices}
    found = difflib.get_close_matches(
        word[:EXCERPT_WIDTH].casefold(), list(folded), n=1, cutoff=likeness
    )
    return folded[found[0]] if found else ""


def parse_code(text: str) -> Code:
    """Return the code that a text names, with or without the brackets in which messages show it.

    Raises:
        OptionError: There is no such code; the message suggests one, or lists all.

    """
    name = text.strip("[] ")
    if name in set(Code):
        return Code(name)
    near = find_nearest_choice(name, Code)
    remedy = f"did you mean '{near}'?" if near else f"known: {', '.join(Code)}"
    raise OptionError(f"there is no code '{shorten_text(name)}' - {remedy}")


class ItineraryError(Exception):
    """The root of every error that the library raises."""


class DocumentError(ItineraryError):
    """A document that cannot be used; `diagnostics` holds every mistake found, not only the first.

    >>> print(DocumentError([Diagnostic(Position("trip.yaml"), "error", "the document is empty")]))
    trip.yaml:1:1: error: the document is empty
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(format_diagnostics(self.diagnostics))


class OptionError(ItineraryError):
    """An option has a value that it does not know; the message says what to write instead."""


class PhraseError(ItineraryError):
    """A text that is not exactly one date phrase.

    Attributes:
        message: What is wrong.
        kind: Why: "unread" (no date phrase), "vague" ("recently"), "ambiguous" (two readings),
            "impossible" (30 February) or "recurring" ("every Tuesday").
        text: The phrase.
        position: Where in `text` the problem is, in characters from 0.
        hint: What to write instead; may be empty.

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
        self.message = message
        self.kind: PhraseProblem = kind
        self.text = text
        self.position = position
        self.hint = hint
        super().__init__(message + (f" - {hint}" if hint else ""))

    @property
    def code(self) -> Code:
        """The code of a diagnostic about it."""
        return Code(f"phrase-{self.kind}")


class PlaceError(ItineraryError):
    """A name that is no known place, or that several places share.

    Attributes:
        message: What is wrong.
        kind: Why: "unknown", "ambiguous" (several places bear the name) or "wide" (a country or
            state with several time zones).
        candidates: Names that would be understood.
        hint: What to write instead; may be empty.

    """

    def __init__(
        self,
        message: str,
        *,
        kind: PlaceProblem = "unknown",
        candidates: Iterable[str] = (),
        hint: str = "",
    ) -> None:
        self.message = message
        self.kind: PlaceProblem = kind
        self.candidates = tuple(candidates)
        self.hint = hint
        super().__init__(message + (f" - {hint}" if hint else ""))

    @property
    def code(self) -> Code:
        """The code of a diagnostic about it."""
        return PLACE_CODES[self.kind]
