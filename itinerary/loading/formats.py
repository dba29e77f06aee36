"""The formats in which documents are read, and the parser of each, loaded when first used."""

from __future__ import annotations

import importlib
from typing import Literal

from itinerary.codes import Code
from itinerary.diagnostics import require_choice
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
    """Return the tree of a file.

    Raises:
        DocumentError: The file does not follow the rules of its format, or is a calendar.
        OptionError: There is no such format.

    """
    require_choice("format", format, FORMATS_BY_SUFFIX.values())
    if file.text.startswith("BEGIN:VCALENDAR"):
        hint = "make a document of it with itinerary import"
        raise file.create_error(0, "this is a calendar, no document", hint, Code.WRONG_TYPE)
    parser = importlib.import_module(f"itinerary.loading.{format}_parser")
    tree: Tree = parser.parse_tree(file)
    return tree
