"""A suggestion in; what is written of it at the caret, by the format of the text, out."""

from __future__ import annotations

import json
import re

from itinerary.editor.completion.caret import Caret
from itinerary.editor.completion.suggestion import Suggestion
from itinerary.loading.formats import Format

_SIGNS: dict[Format, str] = {"yaml": ":", "json": ":", "toml": "="}  # between a name and its value
_BETWEEN: dict[Format, str] = {"json": ": ", "toml": " = "}
_BARE = re.compile(r"true|false|\d+")  # needs no quotes anywhere


def fit_suggestion(suggestion: Suggestion, caret: Caret, behind: str, format: Format) -> Suggestion:
    """Return a suggestion as it is written: in place of the rest of a word behind the caret, too.

    Args:
        suggestion: What may be written, in YAML.
        caret: Where.
        behind: What stands behind the caret in its line.
        format: What the text is written in.
    """
    fit = _fit_name if suggestion.kind == "field" else _fit_value
    return fit(suggestion, caret, behind, format)


def _fit_name(suggestion: Suggestion, caret: Caret, behind: str, format: Format) -> Suggestion:
    """Write the name of a field with what stands between it and its value."""
    quote, sign = caret.quote, _SIGNS[format]
    rest = re.match(rf"[\w-]*{quote}(?:[ \t]*{sign}[ \t]?)?|[\w-]*", behind)
    span = suggestion.span._replace(end=suggestion.span.end + (rest.end() if rest else 0))
    lead = '"' if format == "json" and not quote else ""
    if format == "yaml":  # it may begin an item
        lead, _, between = suggestion.new.partition(suggestion.label)
        new = f"{lead}{suggestion.label}{quote}{between}"
    else:
        new = f"{lead}{suggestion.label}{quote or lead}{_BETWEEN[format]}"
    return suggestion._replace(span=span, new=new)


def _fit_value(suggestion: Suggestion, caret: Caret, behind: str, format: Format) -> Suggestion:
    """Write a value, in the quotes that JSON and TOML have around texts."""
    rest = re.match(r"[\w-]*", behind)
    span = suggestion.span._replace(end=suggestion.span.end + (rest.end() if rest else 0))
    new = suggestion.new
    if format != "yaml" and caret.quote:
        new = json.dumps(new, ensure_ascii=False)[1:-1]
    elif format != "yaml" and not new.startswith('"') and not _BARE.fullmatch(new):
        new = json.dumps(new, ensure_ascii=False)
    return suggestion._replace(span=span, new=new)
