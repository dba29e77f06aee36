"""A checked document in; what is wrong in it, with ranges and changes that mend it, out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic, Severity, list_fixes
from itinerary.editor.checked_text import CheckedText
from itinerary.editor.fixes import QuickFix, build_quick_fix
from itinerary.editor.names import find_definition, list_definitions
from itinerary.editor.node_spans import delimit, is_in_flow_of_line
from itinerary.editor.text_positions import EditorText, Encoding, Span, TextPosition, TextRange
from itinerary.loading.source_file import ConcealedFile
from itinerary.resolving.dependencies import find_anchor_names

MAX_RELATED = 5  # places that a finding refers to


class RelatedPlace(NamedTuple):
    """A place that a finding has to do with: a file, a range of it, and what is there."""

    file: str
    range: TextRange
    message: str


class LocatedFinding(NamedTuple):
    """A finding, where an editor shows it.

    Attributes:
        file: The file that it is in: the document, or a source sheet.
        range: The words that it is about.
        severity: How grave it is.
        text: What is wrong, and what to write instead.
        code: Its code; "" if it has none.
        related: What it refers to.
        fixes: Changes that mend it, the most likely first.
    """

    file: str
    range: TextRange
    severity: Severity
    text: str
    code: str
    related: tuple[RelatedPlace, ...] = ()
    fixes: tuple[QuickFix, ...] = ()


def locate_findings(checked: CheckedText, encoding: Encoding = "utf-16") -> list[LocatedFinding]:
    """Return all that is wrong with a document, in the order of the files."""
    texts = {
        each.name: EditorText(each.text, encoding)
        for each in checked.source_map.sheets
        if not isinstance(each, ConcealedFile)
    }
    texts[checked.file.name] = EditorText(checked.text, encoding)
    return [_locate_finding(checked, texts, each) for each in checked.findings]


def _locate_finding(
    checked: CheckedText, texts: dict[str, EditorText], found: Diagnostic
) -> LocatedFinding:
    file, line, column = found.position
    text = texts.get(file)
    if text is None or line > len(text.line_starts):
        start = TextPosition(line - 1, column - 1)
        place = TextRange(start, start._replace(column=column))
        return LocatedFinding(file, place, found.severity, found.text, str(found.code))
    is_json = file.lower().endswith(".json")
    span = find_span(text, line, column, is_in_flow=is_json or None)
    fixes = [build_quick_fix(checked, found, each, span) for each in list_fixes(found.hint)]
    return LocatedFinding(
        file,
        text.find_range(span),
        found.severity,
        found.text,
        str(found.code),
        tuple(_iterate_related(checked, texts, found, span)),
        tuple(filter(None, fixes)),
    )


def find_span(text: EditorText, line: int, column: int, *, is_in_flow: bool | None = None) -> Span:
    """Return what a finding at a line and column, both from 1, is about: the text from there.

    It is at least one letter, unless the line or the text ends there.

    Args:
        text: The text.
        line: The line.
        column: The column.
        is_in_flow: Whether it stands between brackets or braces; None: as its line tells.
    """
    start = min(text.line_starts[line - 1] + column - 1, len(text.text))
    if is_in_flow is None:
        is_in_flow = is_in_flow_of_line(text.text, start)
    return delimit(text.text, start, is_in_flow=is_in_flow)


def _iterate_related(
    checked: CheckedText, texts: dict[str, EditorText], found: Diagnostic, span: Span
) -> Iterator[RelatedPlace]:
    """Yield where the names stand that the words of a finding refer to."""
    if found.position.file != checked.file.name or not checked.is_readable:
        return
    words = checked.file.text[span.start : span.end]
    names = list(dict.fromkeys(find_anchor_names(words)))[:MAX_RELATED]
    places = [(find_definition(checked, "entry", each), f"${each} is this") for each in names]
    if found.code == Code.DUPLICATE_ID:
        name = words.strip("'\"")
        first = next((each for each in list_definitions(checked) if each.name == name), None)
        places.append((first, f"'{name}' is taken here"))
    for use, message in places:
        if use and (use.file.name != found.position.file or use.span != span):
            text = texts.get(use.file.name)
            if text is not None:
                yield RelatedPlace(use.file.name, text.find_range(use.span), message)
