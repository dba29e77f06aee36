"""One finding, as data and as text with file:line:column, code, excerpt and caret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple, Self, TypeAlias, cast, get_args

from itinerary.codes import Code
from itinerary.diagnostics.argument_types import require_argument
from itinerary.diagnostics.printable_text import describe_value, make_printable, shorten_text

Severity = Literal["error", "warning", "note"]
_CODES: frozenset[str] = frozenset(("", *Code))
_SEVERITIES: tuple[str, ...] = get_args(Severity)
# From the root of a document: names of fields and numbers of list items.
NodePath: TypeAlias = tuple[str | int, ...]

EXCERPT_WIDTH = 100  # characters of an input line that a message repeats, and of a line of a hint
EXCERPT_LEAD = 50  # of these, at most so many stand before the spot
MAX_SHOWN = 50  # findings that a text tells one by one
# Characters of a message, which stays on one line: editors and other programs find the spot by it.
MAX_MESSAGE = 300
MAX_HINT = 1000  # characters of a hint
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


class _DiagnosticFields(NamedTuple):
    position: Position
    severity: Severity
    message: str
    hint: str = ""
    code: Code | Literal[""] = ""
    excerpt: str = ""
    path: NodePath = ()


class Diagnostic(_DiagnosticFields):
    """One finding: where it is, how grave, what is wrong, and what to write instead.

    Attributes:
        position: Where it is: `.file`, `.line` and `.column`, both from 1.
        severity: "error" (the document cannot be used as it is), "warning" or "note".
        message: What is wrong.
        hint: What to write instead; may be empty.
        code: The stable name of this kind of finding; "" for a passing remark that has none.
        excerpt: The line of the file that the position is in, or the part of it around the
            position: 100 characters from 50 before it; "" without a file.
        path: The field that it is about, as in ("events", 1, "when"); () is the whole document.

    >>> position = Position("trip.yaml", 3, 5)
    >>> print(Diagnostic(position, "error", "unknown field 'plce'", "did you mean 'place'?"))
    trip.yaml:3:5: error: unknown field 'plce' - did you mean 'place'?

    Raises:
        TypeError: An argument has a wrong type; the message names it.
        ValueError: There is no such severity or code.
    """

    __slots__ = ()

    def __new__(
        cls,
        position: Position,
        severity: Severity,
        message: str,
        hint: str = "",
        code: Code | Literal[""] = "",
        excerpt: str = "",
        path: NodePath = (),
    ) -> Self:
        """Check the values, which nothing that takes findings checks again."""
        require_argument("position", position, Position, "a Position")
        texts = {"severity": severity, "message": message, "hint": hint, "code": code}
        for name, text in (texts | {"excerpt": excerpt}).items():
            require_argument(name, text, str, "a str")
        if severity not in _SEVERITIES:
            listed = ", ".join(_SEVERITIES)
            raise ValueError(f"severity is one of {listed}, not {describe_value(severity)}")
        if code not in _CODES:
            raise ValueError(
                f"code is none of itinerary.codes: {describe_value(code)}; leave it out"
            )
        steps = cast("tuple[object, ...]", path)
        if not isinstance(path, tuple) or not all(isinstance(each, str | int) for each in steps):
            raise TypeError(f"path takes a tuple of names and numbers, not {describe_value(steps)}")
        return super().__new__(cls, position, severity, message, hint, code, excerpt, path)

    def __str__(self) -> str:
        return f"{self.position}: {self.severity}: {self.text}"

    @property
    def text(self) -> str:
        """The message and the hint on one line, both shortened to what a reader can take in.

        Without a line of a file, they begin with the field.
        """
        message = shorten_text(self.located_message, MAX_MESSAGE)
        return f"{message} - {shorten_text(self.hint, MAX_HINT)}" if self.hint else message

    @property
    def located_message(self) -> str:
        """The message, which begins with the field where no line of a file shows it."""
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
    message = shorten_text(diagnostic.located_message, MAX_MESSAGE)
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
