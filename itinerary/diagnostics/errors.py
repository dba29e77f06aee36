"""Every error that the library raises.

The tree of our errors:

ItineraryError
├── DocumentError   a document has mistakes; carries every diagnostic
├── OptionError     an option has a value that it does not know
├── PhraseError     a text is no date phrase, or not exactly one
└── PlaceError      a name is no known place, or more than one
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, cast, get_args

from itinerary.codes import Code
from itinerary.diagnostics.argument_types import require_argument
from itinerary.diagnostics.diagnostic import Diagnostic, format_diagnostics
from itinerary.diagnostics.printable_text import describe_value

PhraseProblem = Literal["unread", "vague", "ambiguous", "impossible", "recurring", "anaphoric"]
PlaceProblem = Literal["unknown", "ambiguous", "wide"]
PLACE_CODES: Mapping[PlaceProblem, Code] = {
    "unknown": Code.NO_SUCH_PLACE,
    "ambiguous": Code.AMBIGUOUS_PLACE,
    "wide": Code.SEVERAL_ZONES,
}


class ItineraryError(Exception):
    """The root of every error that the library raises on purpose.

    >>> from itinerary import loads
    >>> try:
    ...     loads("title: [Trip]")
    ... except ItineraryError as error:
    ...     print(str(error).splitlines()[0])
    <text>:1:8: error: title: expected text, got a list [wrong-type]
    """


class DocumentError(ItineraryError):
    """A document that cannot be used; its text has every mistake found, each on lines of its own.

    Attributes:
        diagnostics: The mistakes, as a tuple of `Diagnostic`; warnings and notes may be among them.

    >>> from itinerary import loads
    >>> try:
    ...     loads("{title: Trip, dtaes: May 2025}")
    ... except DocumentError as error:
    ...     [(each.path, str(each.code), each.hint) for each in error.diagnostics]
    [(('dtaes',), 'unknown-field', "did you mean 'dates'?")]
    >>> from itinerary.diagnostics import Position
    >>> print(DocumentError([Diagnostic(Position("trip.yaml"), "error", "the document is empty")]))
    trip.yaml:1:1: error: the document is empty
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = _require_diagnostics(diagnostics)
        super().__init__(format_diagnostics(self.diagnostics))

    def __reduce__(self) -> tuple[type[DocumentError], tuple[tuple[Diagnostic, ...]]]:
        """Return what pickle makes it anew of: a process pool hangs where it cannot."""
        return type(self), (self.diagnostics,)


def _require_diagnostics(diagnostics: object) -> tuple[Diagnostic, ...]:
    """Return diagnostics as a tuple; raise TypeError if they are anything else."""
    items = cast("Iterable[object]", diagnostics)
    found = tuple(items) if isinstance(diagnostics, Iterable) else (None,)
    if not all(isinstance(each, Diagnostic) for each in found):
        given = describe_value(items)
        raise TypeError(f"diagnostics takes a list or the like of Diagnostics, not {given}")
    return cast("tuple[Diagnostic, ...]", found)


def _require_kind(kind: object, known: Sequence[str]) -> None:
    if not isinstance(kind, str) or kind not in known:
        raise ValueError(f"kind takes {', '.join(known)}, not {describe_value(kind)}")


def _append_hint(message: str, hint: str) -> str:
    require_argument("message", message, str, "a str")
    require_argument("hint", hint, str, "a str")
    return f"{message} - {hint}" if hint else message


class OptionError(ItineraryError):
    """An option has a value that it does not know; the message says what to write instead.

    >>> from itinerary import loads
    >>> loads("title: Trip", "yml")
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: unknown format 'yml' - did you mean 'yaml'?
    """


class PhraseError(ItineraryError):
    """A text that is not exactly one date phrase.

    Attributes:
        message: What is wrong.
        kind: Why: "unread" (no date phrase), "vague" ("recently"), "ambiguous" (two readings),
            "impossible" (30 February), "recurring" ("every Tuesday") or, in a document alone,
            "anaphoric" ("the following day": it counts from another date of the text).
        text: The phrase.
        position: Where in `text` the problem is, in characters from 0.
        hint: What to write instead, or a function that finds it; may be empty.

    >>> from datetime import date
    >>> from itinerary import resolve_phrase
    >>> try:
    ...     resolve_phrase("on 30 February 2025", reference=date(2025, 1, 1))
    ... except PhraseError as error:
    ...     error.kind, error.position, error.message
    ('impossible', 0, '2025-02 has no day 30')
    """

    def __init__(
        self,
        message: str,
        *,
        kind: PhraseProblem = "impossible",
        text: str = "",
        position: int = 0,
        hint: str | Callable[[], str] = "",
    ) -> None:
        self.message = message
        _require_kind(kind, get_args(PhraseProblem))
        self.kind: PhraseProblem = kind
        self.text = text
        self.position = position
        self._hint = hint
        super().__init__(_append_hint(message, "" if callable(hint) else hint))

    def __str__(self) -> str:
        return _append_hint(self.message, self.hint)

    def __reduce__(self) -> tuple[type[PhraseError], tuple[str], dict[str, object]]:
        """Return what pickle makes it anew of, with the hint as text."""
        return type(self), (self.message,), {**self.__dict__, "_hint": self.hint}

    @property
    def hint(self) -> str:
        """What to write instead; where that takes a search, it is made when it is asked for."""
        if callable(self._hint):
            self._hint = self._hint()
        return self._hint

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

    >>> from itinerary import loads, resolve
    >>> try:
    ...     resolve(loads("title: Trip")).to_records(zone="Europe/Lisboa")
    ... except PlaceError as error:
    ...     error.kind, error.hint
    ('unknown', "did you mean 'Europe/Lisbon'?")
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
        _require_kind(kind, get_args(PlaceProblem))
        self.kind: PlaceProblem = kind
        require_argument("candidates", candidates, Iterable, "a list or the like of names")
        self.candidates = tuple(candidates)
        self.hint = hint
        super().__init__(_append_hint(message, hint))

    @property
    def code(self) -> Code:
        """The code of a diagnostic about it."""
        return PLACE_CODES[self.kind]
