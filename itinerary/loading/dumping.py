"""A document in; the text that `load` would read it from out."""

from __future__ import annotations

from typing import Any, cast

from itinerary.diagnostics import require_argument, require_choice
from itinerary.document import Claim, Document, PlaceDetails
from itinerary.document.field_types import UNDETERMINED_LANGUAGE
from itinerary.document.ids import has_written_id
from itinerary.document.node import Node
from itinerary.document.people import Person
from itinerary.loading.formats import Format
from itinerary.loading.writers import WRITERS

# Where a field stands that is not in its place by the models: titles first, notes at the end.
_PLACES = {"titles": 0, "id": 1, "notes": 3}
# The parts that a document may say by one text: the field that this stands for.
_SHORT_FORMS: dict[type[Node], str] = {Claim: "says", PlaceDetails: "name", Person: "name"}


def dumps(document: Document, format: Format = "yaml") -> str:
    """Return a document as text, which `loads` takes back as an equal document.

    Fields stand in the order of the reference, those that hold nothing are left out, and what may
    be said by one text is. An id that was made is left out where it would be made again; sources
    are written out. Comments of the text that it came from are not kept.

    Args:
        document: The document.
        format: "yaml", "json" or "toml".

    Raises:
        TypeError: It is no document.
        OptionError: There is no such format, or a field of your own holds a null, which TOML
            cannot say.

    >>> from itinerary import Document
    >>> print(dumps(Document(title="Tea", place="Lisbon", dates="4 May 2025")), end="")
    title: Tea
    place: Lisbon
    dates: 4 May 2025
    """
    require_argument("document", document, Document, "a Document")
    require_choice("format", format, WRITERS)
    data = collect_fields(document)
    if Document.model_validate(data) != document:  # an id was made before another took its name
        data = collect_fields(document, with_made_ids=True)
    return WRITERS[format](data)


def collect_fields(node: Node, *, with_made_ids: bool = False) -> dict[str, Any]:
    """Return what a part of a document says, by the names that people write.

    >>> from itinerary.document import Event
    >>> collect_fields(Event(title="Tea", when="4 May 2025", status="tentative"))
    {'title': 'Tea', 'when': '4 May 2025', 'status': 'tentative'}
    """
    fields: dict[str, Any] = {}
    by_place = sorted(type(node).model_fields.items(), key=lambda each: _PLACES.get(each[0], 2))
    for name, field in by_place:
        value = getattr(node, name)
        is_made_id = name == "id" and not with_made_ids and not has_written_id(node)
        if name == "titles" and value and [*value] == [UNDETERMINED_LANGUAGE]:
            fields["title"] = value[UNDETERMINED_LANGUAGE]
        elif name != "extensions" and value != field.default and not is_made_id:
            fields[field.alias or name] = _shorten_value(value, with_made_ids)
    if isinstance(node, Claim) and node.says == node.edtf:  # which stands for both
        del fields["says"]
    return fields | {name: _thaw_value(each) for name, each in node.extensions.items()}


def _thaw_value(value: Any) -> Any:
    """Return the value of a field of one's own as plain dicts and lists, which writers take."""
    if isinstance(value, dict):
        items = cast(dict[str, Any], value).items()
        return {key: _thaw_value(each) for key, each in items}
    if value.__class__ is list:
        return [*map(_thaw_value, value)]
    return value


def _shorten_value(value: Any, with_made_ids: bool) -> Any:
    if isinstance(value, Node):
        fields = collect_fields(value, with_made_ids=with_made_ids)
        short = _SHORT_FORMS.get(type(value), "")
        return fields[short] if list(fields) == [short] else fields
    if value.__class__ is tuple:
        return _shorten_items(value, with_made_ids)
    if isinstance(value, dict):
        items = cast(dict[str, Any], value).items()
        return {key: _shorten_value(each, with_made_ids) for key, each in items}
    return str(value) if isinstance(value, str) else value


def _shorten_items(items: tuple[Any, ...], with_made_ids: bool) -> Any:
    """Return a list; of the claims on a date a single one stands for itself, several as fields."""
    if not isinstance(items[0], Claim):
        return [_shorten_value(each, with_made_ids) for each in items]
    if len(items) == 1:
        return _shorten_value(items[0], with_made_ids)
    return [collect_fields(each) for each in items]
