"""Mistakes in the files of `languages/` in; one error that shows all of them out.

Those files are data that come with the library, so their mistakes are for those who write them.
"""

from __future__ import annotations

from collections.abc import Iterable

from itinerary.diagnostics import Diagnostic, ItineraryError, Position, format_diagnostics


class LanguageFileError(ItineraryError):
    """Files of words, rules or holidays that have mistakes; `diagnostics` holds every one."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(format_diagnostics(self.diagnostics))


class Mistakes:
    """The mistakes of one file, as they are found.

    >>> mistakes = Mistakes("en.txt", "language English")
    >>> mistakes.add(1, "this line has no value", "write it as: name: value")
    >>> print(mistakes.diagnostics[0])
    en.txt:1:1: error: this line has no value - write it as: name: value
    """

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.diagnostics: list[Diagnostic] = []

    def add(self, line: int, message: str, hint: str = "", at: str = "") -> None:
        """Note a mistake in a line, counted from 1: where a text stands in it, or at its start."""
        lines = self.text.splitlines()
        excerpt = lines[line - 1] if line <= len(lines) else ""
        start = excerpt.find(at) if at else len(excerpt) - len(excerpt.lstrip())
        position = Position(self.file, line, max(0, start) + 1)
        found = Diagnostic(position, "error", message, hint=hint, excerpt=excerpt)
        if found not in self.diagnostics:
            self.diagnostics.append(found)

    def raise_if_any(self) -> None:
        """Raise LanguageFileError if there is a mistake."""
        if self.diagnostics:
            raise LanguageFileError(self.diagnostics)
