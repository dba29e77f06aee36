"""A text and a caret in it in; what may be written there out, also while it is no valid YAML.

What the document has of its own, its ids, sources and places, is that of the last version that
could be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from itinerary.diagnostics import NodePath
from itinerary.editor.checked_text import CheckedText
from itinerary.editor.completion.caret import Caret, find_caret
from itinerary.editor.completion.fields import iterate_fields
from itinerary.editor.completion.fitting import fit_suggestion
from itinerary.editor.completion.suggestion import Suggestion
from itinerary.editor.completion.values import iterate_values
from itinerary.editor.text_positions import EditorText
from itinerary.loading.formats import Format

MAX_SUGGESTIONS = 100  # at one caret

__all__ = ["MAX_SUGGESTIONS", "Suggestion", "complete"]


def complete(
    text: EditorText,
    offset: int,
    checked: CheckedText | None,
    format: Format = "yaml",
    within: NodePath = (),
) -> list[Suggestion]:
    r"""Return what may be written at an offset: at most `MAX_SUGGESTIONS`, the likeliest first.

    Args:
        text: The text as it stands.
        offset: Where the caret is.
        checked: The last version that could be read, if there is any.
        format: What the text is written in.
        within: The part of a document that the text is, such as ("sources", "gazette").

    >>> [each.label for each in complete(EditorText("title: Tea\nlan"), 14, None)]
    ['language']
    """
    caret = find_caret(text, offset, format)
    if caret is None:
        return []
    caret = caret._replace(path=(*within, *caret.path))
    found = islice(_drop_repeated(_iterate_suggestions(caret, checked)), MAX_SUGGESTIONS)
    behind = text.find_rest_of_line(offset)
    return [fit_suggestion(each, caret, behind, format) for each in found]


def _iterate_suggestions(caret: Caret, checked: CheckedText | None) -> Iterator[Suggestion]:
    if caret.role == "name":
        yield from iterate_fields(caret)
    is_item = caret.path[-1:] == (0,) and not caret.beside  # it may be a text or have fields
    if caret.role == "value" or is_item:
        yield from iterate_values(caret, checked)


def _drop_repeated(suggestions: Iterable[Suggestion]) -> Iterator[Suggestion]:
    told: set[str] = set()
    for each in suggestions:
        if each.label not in told:
            told.add(each.label)
            yield each
