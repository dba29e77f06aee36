"""A file and the name of its format in; its tree out."""

from __future__ import annotations

import importlib
from typing import Literal

from itinerary.diagnostics import ItineraryError, suggest_choices
from itinerary.loading.source_file import SourceFile
from itinerary.loading.tree import Tree

Format = Literal["yaml", "json", "toml"]
FORMATS_BY_SUFFIX: dict[str, Format] = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".toml": "toml",
}


def parse_file(file: SourceFile, format: Format) -> Tree:
    """The tree of a file in a format."""
    if format not in FORMATS_BY_SUFFIX.values():
        raise ItineraryError(
            f"unknown format '{format}' - {suggest_choices(format, FORMATS_BY_SUFFIX.values())}"
        )
    tree: Tree = importlib.import_module(f"itinerary.loading.{format}_parser").parse_tree(file)
    return tree
