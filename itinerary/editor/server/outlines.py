"""A version of a document in; its days and their entries, as the editor lists symbols, out."""

from __future__ import annotations

from lsprotocol import types

from itinerary.editor.outline import OutlineDay, OutlineEntry, outline_days
from itinerary.editor.server.conversion import convert_range
from itinerary.editor.server.open_documents import View

_KINDS = {
    "leg": types.SymbolKind.Package,
    "background": types.SymbolKind.Constant,
    "movement": types.SymbolKind.Interface,
    "stay": types.SymbolKind.Object,
}


def convert_outline(view: View) -> list[types.DocumentSymbol]:
    """Return a symbol for each day, which has those of its entries."""
    days = (_convert_day(view, each) for each in outline_days(view.checked))
    return [each for each in days if each]


def _convert_day(view: View, day: OutlineDay) -> types.DocumentSymbol | None:
    entries = [each for each in (_convert_entry(view, own) for own in day.entries) if each]
    if not entries:
        return None
    start = min((each.range.start for each in entries), key=lambda at: (at.line, at.character))
    end = max((each.range.end for each in entries), key=lambda at: (at.line, at.character))
    whole, first = types.Range(start, end), entries[0].selection_range
    return types.DocumentSymbol(
        day.title, types.SymbolKind.Namespace, whole, first, children=entries
    )


def _convert_entry(view: View, entry: OutlineEntry) -> types.DocumentSymbol | None:
    whole, name = view.find_range(entry.span), view.find_range(entry.name_span)
    if whole is None or name is None:
        return None
    kind = _KINDS.get(entry.kind, types.SymbolKind.Event)
    return types.DocumentSymbol(
        entry.title or "…", kind, convert_range(whole), convert_range(name), entry.detail
    )
