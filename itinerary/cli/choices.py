"""Options that take one of several values: what they show, check and complete."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import typer

from itinerary.diagnostics import require_choice


class FindingFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"


class Choice:
    """The values of an option.

    Args:
        name: What messages call the option.
        values: The values in the order in which they are listed, such as an enum; None is what
            people write as "none".
    """

    def __init__(self, name: str, values: Iterable[Any]) -> None:
        self.name = name
        self.values = {"none" if value is None else str(value): value for value in values}

    def parse(self, text: str) -> Any:
        """Return the value of a text.

        Raises:
            OptionError: There is no such value; the message suggests the nearest one.

        >>> Choice("format", FindingFormat).parse("text")
        <FindingFormat.TEXT: 'text'>
        """
        require_choice(self.name, str(text), self.values)
        return self.values[str(text)]

    def complete(self, incomplete: str) -> list[str]:
        """Return the values that begin with what is typed so far.

        >>> Choice("format", FindingFormat).complete("gith")
        ['github']
        """
        return [text for text in self.values if text.startswith(incomplete)]

    def create_option(self, flag: str, *, help: str) -> Any:
        """Return a typer option that takes one of the values."""
        return typer.Option(
            flag,
            metavar="|".join(self.values),
            help=help,
            parser=self.parse,
            autocompletion=self.complete,
        )
