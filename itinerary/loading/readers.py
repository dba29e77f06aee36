"""A file and the name of its format in; its tree out."""

from __future__ import annotations

import importlib
from typing import Literal

from itinerary.diagnostics import ItineraryError, did_you_mean
from itinerary.loading.files import File
from itinerary.loading.tree import Tree

Format = Literal["yaml", "json", "toml"]
FORMATS: dict[str, Format] = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".toml": "toml"}


def grown(file: File, format: Format) -> Tree:
    """The tree of a file in a format."""
    if format not in FORMATS.values():
        raise ItineraryError(
            f"unknown format '{format}' - {did_you_mean(format, FORMATS.values())}"
        )
    tree: Tree = importlib.import_module(f"itinerary.loading.{format}_reader").read(file)
    return tree
