"""What to write instead, in words; and the same as changes that a program can make."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple, Self

from itinerary.diagnostics.diagnostic import NodePath


class Replacement(NamedTuple):
    """Another text in the place of a wrong one, which stands at the finding or right behind it."""

    old: str
    new: str

    @property
    def title(self) -> str:
        """What a program offers to do."""
        return f"Write “{self.new}”"


class Addition(NamedTuple):
    """A field that is missing.

    Attributes:
        path: What to add it to; () is the document, None what the finding is about. Words alone
            become a claim that says them.
        name: The field.
        value: Its value, a text.
    """

    path: NodePath | None
    name: str
    value: str

    @property
    def title(self) -> str:
        """What a program offers to do."""
        return f"Add {self.name}: {self.value}"


class Rewriting(NamedTuple):
    """Another value in the place of all that is written at the finding: a text, a list, fields."""

    value: str | bool | int | list[str | dict[str, str]] | dict[str, str]

    @property
    def title(self) -> str:
        """What a program offers to do."""
        is_text = isinstance(self.value, str)
        shown = self.value if is_text else json.dumps(self.value, ensure_ascii=False)
        return f"Write “{shown}”"


class Quoting(NamedTuple):
    """Quotes round what is written at the finding or, where it cannot be read, in its line."""

    @property
    def title(self) -> str:
        """What a program offers to do."""
        return "Put it in quotes"


Fix = Replacement | Addition | Rewriting | Quoting


class Remedy(str):
    """A hint, which says what to write instead, with the changes that it speaks of.

    It is a text and goes wherever hints do; what is put together from it is a plain text, and has
    no changes.

    >>> remedy = Remedy("did you mean 'place'?", [Replacement("plce", "place")])
    >>> remedy, remedy.fixes[0].title
    ("did you mean 'place'?", 'Write “place”')
    """

    fixes: tuple[Fix, ...]

    def __new__(cls, text: str, fixes: Iterable[Fix] = ()) -> Self:
        """Take the words and the changes, the most likely first."""
        self = super().__new__(cls, text)
        self.fixes = tuple(fixes)
        return self


class RemediedValueError(ValueError):
    """A value that is wrong: what is wrong with it, and what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message} - {hint}")
        self.hint = hint


def list_fixes(hint: str) -> tuple[Fix, ...]:
    """Return the changes that a hint speaks of; none of a plain text.

    >>> list_fixes("write another")
    ()
    """
    return hint.fixes if isinstance(hint, Remedy) else ()
