"""The command that lists the formats."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def formats() -> None:
    """List the formats that export writes.

    Installed packages add formats of their own; one that cannot be used is named, with the reason.
    """
    from itinerary.diagnostics import make_printable
    from itinerary.export.lookup import list_formats
    from itinerary.export.plugins import find_package, load_plugins

    rows = [
        (each.name, f".{each.suffix}", each.media_type, each.options.__name__, find_package(each))
        for each in list_formats()
    ]
    print(*map(make_printable, _align_columns(rows)), sep="\n")
    for each in load_plugins():
        if each.fault:
            print(make_printable(f"itinerary: warning: {each.describe_fault()}"), file=sys.stderr)


def _align_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a table, whose last column may be empty."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
