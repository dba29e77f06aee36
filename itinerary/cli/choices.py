"""The values that options take: each set is loaded when one is given or completed, not for help."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, get_args

import typer

from itinerary.diagnostics import require_choice


@dataclass(frozen=True)
class Choice:
    """The values of an option, and how to load them.

    Attributes:
        name: What messages call the option.
        load: Returns the values in the order in which they are listed: the members of an enum, or
            plain text.
    """

    name: str
    load: Callable[[], Iterable[Any]]

    def parse(self, text: str) -> Any:
        """Return the value of a text.

        Raises:
            OptionError: There is no such value; the message suggests the nearest one.
        """
        values = {str(value): value for value in self.load()}
        require_choice(self.name, str(text), values)
        return values[str(text)]

    def complete(self, incomplete: str) -> list[str]:
        """Return the values that begin with what is typed so far."""
        return [text for text in map(str, self.load()) if text.startswith(incomplete)]

    def create_option(self, flag: str, *, metavar: str, help: str) -> Any:
        """Return a typer option that takes one of the values."""
        return typer.Option(
            flag, metavar=metavar, help=help, parser=self.parse, autocompletion=self.complete
        )


class FindingFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


class SchemaName(StrEnum):
    """The schemas that there are."""

    DOCUMENT = "document"
    TIMELINE = "timeline"


def _load_audiences() -> Iterable[str]:
    from itinerary.document.vocabulary import Visibility

    return Visibility


def _load_backgrounds() -> Iterable[str]:
    from itinerary.publishing import BackgroundPlacement

    return BackgroundPlacement


def _load_export_formats() -> Iterable[str]:
    from itinerary.publishing.export_request import list_format_names

    return list_format_names()


def _load_imprecise_choices() -> Iterable[str]:
    from itinerary.export.options import ImpreciseChoice

    return get_args(ImpreciseChoice)


def _load_styles() -> Iterable[str]:
    from itinerary.briefing import STYLES

    return STYLES


def _load_splits() -> Iterable[str]:
    from itinerary.views.parts import SplitBy

    return (*SplitBy, "none")


def _load_report_formats() -> Iterable[str]:
    from itinerary.reports.rendering import ReportFormat

    return ReportFormat


def _load_label_languages() -> Iterable[str]:
    from itinerary.dates.wording.labels import LABEL_LANGUAGES

    return LABEL_LANGUAGES


def _load_phrase_languages() -> Iterable[str]:
    from itinerary.dates.grammar import list_languages

    return list_languages()


AUDIENCES = Choice("audience", _load_audiences)
BACKGROUNDS = Choice("background", _load_backgrounds)
CLOCKS = Choice("clock", lambda: (24, 12))
EXPORT_FORMATS = Choice("format", _load_export_formats)
FINDING_FORMATS = Choice("format", lambda: FindingFormat)
IMPRECISE_CHOICES = Choice("imprecise", _load_imprecise_choices)
LABEL_LANGUAGES = Choice("lang", _load_label_languages)
PHRASE_LANGUAGES = Choice("language", _load_phrase_languages)
REPORT_FORMATS = Choice("format", _load_report_formats)
SCHEMAS = Choice("schema", lambda: SchemaName)
SPLITS = Choice("split", _load_splits)
STYLES = Choice("style", _load_styles)
