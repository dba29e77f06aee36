"""A caret at the name of a field in; the fields that may stand there, with what they hold, out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from itinerary.diagnostics import NodePath
from itinerary.document import Claim, Event, Node
from itinerary.document.field_guide import GuidedField, guide_fields
from itinerary.document.kinds import KINDS
from itinerary.document.vocabulary import EventKind
from itinerary.editor.completion.caret import Caret
from itinerary.editor.completion.suggestion import Suggestion, is_like
from itinerary.loading.schema_errors.field_names import FIELD_SYNONYMS
from itinerary.loading.schema_errors.model_lookup import find_model

_NAMED_BY_PEOPLE = ("sources", "title")  # whose fields are ids, or languages


def iterate_fields(caret: Caret) -> Iterator[Suggestion]:
    """Yield the fields that are not there yet, those that have to be there first.

    Of an event they are those of its kind, with those that tell when it is before the others.
    """
    model = find_node_model(caret)
    if model is None:
        return
    own, of_others = _split_fields_by_kind(caret) if model is Event else (set[str](), set[str]())
    fields = guide_fields(model).values()
    possible = [each for each in fields if each.name not in caret.beside.keys() | of_others]
    for each in sorted(possible, key=lambda each: (not each.is_required, each.name not in own)):
        if is_like(each.name, caret.typed) or caret.typed.casefold() in _list_synonyms(each.name):
            yield Suggestion(
                each.name,
                _write_field(each, caret),
                caret.span,
                "field",
                "required" if each.is_required else "",
                describe_field(each),
            )


def find_node_model(caret: Caret) -> type[Node] | None:
    """Return the part of a document whose fields stand at a caret; None if people name them."""
    if caret.path[-1:] and caret.path[-1] in _NAMED_BY_PEOPLE:
        return None
    if any(isinstance(step, str) and step.startswith("x-") for step in caret.path):
        return None
    model = find_model(caret.path)
    names = [step for step in caret.path if isinstance(step, str)]
    if names and names[-1] not in ("sources", *_list_holders(model)) and names[:1] != ["sources"]:
        return None  # a field of text has none
    return model


def _split_fields_by_kind(caret: Caret) -> tuple[set[str], set[str]]:
    """Return the fields that only some kinds have: those of the event at a caret, and the rest.

    As long as no kind is written, no field is the rest.
    """
    word = caret.beside.get("kind", "").strip("'\"")
    kind = EventKind(word) if word in {*EventKind} else None
    own = {*KINDS[kind or EventKind.MEETING].list_fields()}
    every = {name for each in KINDS.values() for name in each.list_fields()}
    names = {name: field.alias or name for name, field in Event.model_fields.items()}
    return {names[each] for each in own}, {names[each] for each in every - own if kind}


def _list_holders(model: type[Node]) -> set[str]:
    """Return the fields, of any part of a document, that hold such a part."""
    return {
        name
        for each in _iterate_models()
        for name, field in guide_fields(each).items()
        if field.model is model
    }


def _iterate_models() -> Iterator[type[Node]]:
    todo, told = [find_model(())], set[type[Node]]()
    while todo:
        each = todo.pop()
        if each not in told:
            told.add(each)
            yield each
            todo += [field.model for field in guide_fields(each).values() if field.model]


def _list_synonyms(name: str) -> list[str]:
    return FIELD_SYNONYMS.get(name, "").split()


def _write_field(field: GuidedField, caret: Caret) -> str:
    """Return a field as it is begun: what it holds stands behind it, or in the next line.

    Where a list is to follow and no item is begun, it begins one.
    """
    if caret.is_in_flow:
        return f"{field.name}: "
    dash = "- " if _holds_items(_find_field(caret.path)) else ""
    return f"{dash}{field.name}:{'' if _holds_items(field) else ' '}"


def _find_field(path: NodePath) -> GuidedField | None:
    """Return the field that a path leads to; None if that is an item, or people name it."""
    name = path[-1] if path else 0
    return guide_fields(find_model(path[:-1])).get(name) if isinstance(name, str) else None


def _holds_items(field: GuidedField | None) -> bool:
    """Return whether a field holds a list of parts that have fields of their own."""
    return bool(field and field.is_list and field.model and field.model is not Claim)


def describe_field(field: GuidedField) -> str:
    """Return what a field holds, in Markdown, with an example.

    >>> from itinerary.document import Event
    >>> describe_field(guide_fields(Event)["group"]).splitlines()[0]
    'What it belongs with: a chronology has a lane for each group.'
    """
    parts = [field.description]
    if field.choices:
        parts.append("One of: " + ", ".join(f"`{each}`" for each in field.choices))
    if field.examples:
        shown = "\n".join(f"{field.name}: {_format_example(each)}" for each in field.examples)
        parts.append(f"```yaml\n{shown}\n```")
    return "\n\n".join(filter(None, parts))


def _format_example(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
