"""Values of the editor's room in; those of the protocol out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lsprotocol import types

from itinerary.codes import find_code_page
from itinerary.editor.completion import Suggestion
from itinerary.editor.findings import LocatedFinding
from itinerary.editor.fixes import QuickFix, TextEdit
from itinerary.editor.hovers import Hover
from itinerary.editor.server.open_documents import View
from itinerary.editor.text_positions import EditorText, TextPosition, TextRange

SOURCE = "itinerary"
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
_SUGGESTION_KINDS = {
    "field": types.CompletionItemKind.Field,
    "choice": types.CompletionItemKind.EnumMember,
    "entry": types.CompletionItemKind.Reference,
    "source": types.CompletionItemKind.Reference,
    "place": types.CompletionItemKind.Constant,
    "zone": types.CompletionItemKind.Constant,
    "word": types.CompletionItemKind.Keyword,
    "text": types.CompletionItemKind.Text,
}
UriFinder = Callable[[str], str]  # from the name of a file to its address


def convert_position(position: TextPosition) -> types.Position:
    """Return a position of the protocol."""
    return types.Position(position.line, position.column)


def parse_position(position: types.Position) -> TextPosition:
    """Return a position of ours."""
    return TextPosition(position.line, position.character)


def convert_range(found: TextRange) -> types.Range:
    """Return a range of the protocol."""
    return types.Range(convert_position(found.start), convert_position(found.end))


def convert_finding(found: LocatedFinding, find_uri: UriFinder) -> types.Diagnostic:
    """Return a finding as the editor shows it."""
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(find_uri(each.file), convert_range(each.range)), each.message
        )
        for each in found.related
    ]
    page = find_code_page(found.code)
    return types.Diagnostic(
        range=convert_range(found.range),
        severity=_SEVERITIES[found.severity],
        message=found.text,
        code=found.code or None,
        code_description=types.CodeDescription(page) if page else None,
        source=SOURCE,
        related_information=related or None,
    )


def convert_edits(
    edits: Iterable[TextEdit], texts: dict[str, EditorText], find_uri: UriFinder
) -> types.WorkspaceEdit:
    """Return edits by the addresses of their files.

    Args:
        edits: The edits.
        texts: The texts of the files, by their names.
        find_uri: Finds the address of a file.
    """
    changes: dict[str, list[types.TextEdit]] = {}
    for each in edits:
        place = convert_range(texts[each.file].find_range(each.span))
        changes.setdefault(find_uri(each.file), []).append(types.TextEdit(place, each.new))
    return types.WorkspaceEdit(changes=changes)


def convert_fix(
    fix: QuickFix,
    finding: types.Diagnostic,
    texts: dict[str, EditorText],
    find_uri: UriFinder,
    *,
    is_first: bool,
) -> types.CodeAction:
    """Return a change that mends a finding as the editor offers it."""
    return types.CodeAction(
        title=fix.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[finding],
        is_preferred=is_first,
        edit=convert_edits(fix.edits, texts, find_uri),
    )


def convert_suggestion(
    suggestion: Suggestion, number: int, text: EditorText, offset: int
) -> types.CompletionItem:
    """Return what may be written at an offset as the editor lists it, in our order."""
    typed = text.text[suggestion.span.start : offset]
    is_begun = suggestion.label.casefold().startswith(typed.casefold())
    documentation = (
        types.MarkupContent(types.MarkupKind.Markdown, suggestion.documentation)
        if suggestion.documentation
        else None
    )
    return types.CompletionItem(
        label=suggestion.label,
        kind=_SUGGESTION_KINDS[suggestion.kind],
        detail=suggestion.detail or None,
        documentation=documentation,
        sort_text=f"{number:04}",
        filter_text=suggestion.label if is_begun else typed,
        text_edit=types.TextEdit(convert_range(text.find_range(suggestion.span)), suggestion.new),
    )


def convert_hover(hover: Hover | None, view: View) -> types.Hover | None:
    """Return what is shown beside a word."""
    place = view.find_range(hover.span) if hover else None
    if hover is None or place is None:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, hover.markdown)
    return types.Hover(content, convert_range(place))
