"""What shells complete besides files: ids of the document, codes, time zones, colours, formats."""

from __future__ import annotations

from collections.abc import Iterable

import typer


def complete_ids(context: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of the entries of the document that the command line names."""
    from itinerary.cli.inputs import STDIN
    from itinerary.loading import read_file
    from itinerary.resolving import resolve

    doc = context.params.get("doc")
    if not doc or doc == STDIN:
        return []
    document = read_file(doc).document
    entries = resolve(document).entries if document else ()
    return _select_completions((entry.id for entry in entries), incomplete)


def complete_codes(incomplete: str) -> list[str]:
    """Return the codes of findings."""
    from itinerary.codes import Code

    return _select_completions(Code, incomplete)


def complete_zones(incomplete: str) -> list[str]:
    """Return the names of time zones."""
    from itinerary.dates.zones import list_zone_names

    return _select_completions(list_zone_names(), incomplete)


def complete_colors(incomplete: str) -> list[str]:
    """Return the names of colours."""
    from itinerary.document.field_types import COLORS

    return _select_completions(sorted(COLORS), incomplete)


def complete_formats(incomplete: str) -> list[str]:
    """Return the names and suffixes of formats, also of those that packages add."""
    from itinerary.export.lookup import list_format_names

    return _select_completions(list_format_names(), incomplete)


def _select_completions(values: Iterable[str], incomplete: str) -> list[str]:
    return [str(value) for value in values if value.startswith(incomplete)]
