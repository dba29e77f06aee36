"""A mistake as the schema sees it in; what to tell the person who made it out: where it is, what is wrong, what to write instead."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any, NamedTuple, get_args, get_origin

from itinerary.diagnostics import Diagnostic, find_nearest_choice, shorten_text, suggest_choices
from itinerary.document import Document, Node
from itinerary.document.field_types import PATTERN_DESCRIPTIONS
from itinerary.loading.source_map import PathNode, SourceMap

_MAX_LISTED = 6  # choices that a message lists itself
_MAX_PIECES = 40  # fields of a mapping in braces that are looked at for a comma too many
_DECIMAL_COMMA = re.compile(r"-?\d+, \d+")
# What people call a field before they know its name.
FIELD_SYNONYMS = {
    "when": "date day time start start_time", "dates": "date when", "published": "date when day", "place": "location where venue city",
    "notes": "note description comment comments remarks", "kind": "type", "publisher": "name organisation organization by",
    "title": "name subject summary", "name": "title", "participants": "people attendees with", "timezone": "tz time_zone zone",
    "depart": "departure start leaves", "arrive": "arrival end lands", "from": "origin", "to": "destination",
    "check_in": "checkin start arrival arrive", "check_out": "checkout end departure depart", "stay": "hotel lodging",
    "url": "link website web", "categories": "tags labels", "legs": "stops parts", "background": "history context",
    "travellers": "travelers party delegation", "principal": "traveller traveler person", "says": "text words quote", "reads": "means",
}  # fmt: skip
_MISSING_SPACE = re.compile(r"-\S|[\w-]+:\S")  # "-item" or "name:value"


class Fault(NamedTuple):
    """A mistake by the schema: what pydantic says of it, and the way to it in the document."""

    kind: str
    steps: tuple[str | int, ...]  # as pydantic has them
    given: Any
    context: Mapping[str, Any]
    path_nodes: list[PathNode]

    @property
    def name(self) -> str:
        """The name of the field in question."""
        return str(self.steps[-1]) if self.steps else ""

    @property
    def sort_key(self) -> tuple[str, int]:
        """What puts mistakes in the order of the file."""
        spot = self.path_nodes[-1].location
        return spot.file.name, spot.name_start if self.kind == "extra_forbidden" else spot.start


class ErrorMessage(NamedTuple):
    """A message, what to write instead, and the stable name for this kind of mistake."""

    message: str
    hint: str
    code: str


def describe_fault(written: SourceMap, fault: Fault) -> Diagnostic:
    """A mistake in words, at its place."""
    message, hint, code = _DESCRIBERS.get(fault.kind, _describe_other_fault)(fault)
    path = [stop.step for stop in fault.path_nodes[1:]]
    if fault.kind == "extra_forbidden":
        return written.create_diagnostic_at_name(
            path, _add_path_label(written, path[:-1], message), hint, code
        )
    message = _add_path_label(written, path, message)
    empty = [*path, fault.name]
    if fault.kind == "missing" and len(written.trace_path(empty)) > len(fault.path_nodes):
        return written.create_diagnostic_at_name(empty, message, hint, code)
    return written.create_diagnostic(path, "error", message, hint, code)


def _add_path_label(written: SourceMap, path: Sequence[object], message: str) -> str:
    label = written.format_path(path)
    return f"{label}: {message}" if label else message


def _describe_unknown_field(fault: Fault) -> ErrorMessage:
    if slip := find_unquoted_comma(fault):
        if _DECIMAL_COMMA.fullmatch(slip.text):
            hint = f"a decimal has a point: write {shorten_text(slip.name)}: {shorten_text(slip.text.replace(', ', '.'))}"
            return ErrorMessage(
                f"'{shorten_text(fault.name)}' stands there without a value", hint, "unquoted-comma"
            )
        hint = f'a comma inside braces begins a new field; write {shorten_text(slip.name)}: "{shorten_text(slip.text)}"'
        return ErrorMessage(
            f"'{shorten_text(fault.name)}' stands there without a value", hint, "unquoted-comma"
        )
    known = find_model(fault.steps[:-1]).list_field_names()
    hint = (
        "put a space after the colon"
        if _has_missing_space(fault)
        else _suggest_field(fault.name, known)
    )
    return ErrorMessage(f"unknown field '{shorten_text(fault.name)}'", hint, "unknown-field")


def _suggest_field(name: str, known: Collection[str]) -> str:
    """A hint that names the field that was meant."""
    meant = find_field_by_synonym(name, known)
    return f"did you mean '{meant}'?" if meant else suggest_choices(name, known)


def find_field_by_synonym(name: str, known: Collection[str]) -> str:
    """The field that people mean by another name; empty if there is none such."""
    plain = name.casefold().replace("-", "_")
    return next(
        (
            field
            for field, others in FIELD_SYNONYMS.items()
            if field in known and plain in others.split()
        ),
        "",
    )


def _has_missing_space(fault: Fault) -> bool:
    """Whether a name is a field and its value, written without the space between them."""
    name, colon, _ = fault.name.partition(":")
    return (
        fault.given is None
        and bool(colon)
        and name in find_model(fault.steps[:-1]).list_field_names()
    )


def _describe_missing_field(fault: Fault) -> ErrorMessage:
    return ErrorMessage(f"needs '{fault.name}'", f"write {fault.name}: …", "missing-field")


def _build_type_describer(expected: str) -> Callable[[Fault], ErrorMessage]:
    def words(fault: Fault) -> ErrorMessage:
        return ErrorMessage(
            f"expected {expected}, got {_name_value_type(fault.given)}",
            _suggest_replacement(expected, fault),
            "wrong-type",
        )

    return words


def _suggest_replacement(expected: str, fault: Fault) -> str:
    """What to write where something of another type is expected."""
    if expected == "text":
        return (
            "put the text in quotes"
            if isinstance(fault.given, dict | list)
            else 'write it in quotes: "…"'
        )
    if not isinstance(fault.given, str):
        return "write one, without the brackets" if isinstance(fault.given, list) else ""
    if _MISSING_SPACE.match(fault.given):
        return "put a space after each colon and each hyphen"
    if expected == "a list":
        return f"write [{_format_item(_find_item_model(fault.steps), fault.given)}], with a comma between two of them"
    return f"write {_format_item(find_model(fault.steps), fault.given)}"


def _find_item_model(steps: Sequence[object]) -> type[Node] | None:
    """What a list holds; None where plain text will do."""
    fields = {
        field.alias or name: field for name, field in find_model(steps[:-1]).model_fields.items()
    }
    item = next(iter(get_args(fields[str(steps[-1])].annotation)), None)
    return item if isinstance(item, type) and issubclass(item, Node) else None


def _format_item(node: type[Node] | None, text: str) -> str:
    """A text as the first field that it may stand for."""
    return (
        f'{{{next(iter(_list_required_fields(node)), "place")}: "{shorten_text(text)}"}}'
        if node
        else shorten_text(text)
    )


def _name_value_type(value: object) -> str:
    """The type of a value, in words."""
    kinds = (
        (str, "text"),
        (bool, "true or false"),
        (int | float, "a number"),
        (list, "a list"),
        (dict, "fields"),
        (date | time, "a date"),
    )
    return next((words for kind, words in kinds if isinstance(value, kind)), "nothing")


def _describe_wrong_number(fault: Fault) -> ErrorMessage:
    given = (
        f"'{shorten_text(fault.given)}'"
        if isinstance(fault.given, str)
        else _name_value_type(fault.given)
    )
    return ErrorMessage(
        f"expected a number, got {given}",
        "write digits, such as 38.78; south and west are negative",
        "wrong-type",
    )


def _describe_wrong_whole_number(fault: Fault) -> ErrorMessage:
    return ErrorMessage(
        _describe_wrong_number(fault).message.replace("a number", "a whole number"),
        "write digits, such as 4",
        "wrong-type",
    )


def _describe_out_of_range(fault: Fault) -> ErrorMessage:
    least, most = fault.context.get("ge"), fault.context.get("le")
    limit = f"at least {least:g}" if least is not None else f"at most {most:g}"
    is_of_a_place = {least, most} & {-90, 90, -180, 180}
    hint = "latitudes go from -90 to 90, longitudes from -180 to 180" if is_of_a_place else ""
    return ErrorMessage(f"has to be {limit}", hint, "out-of-range")


def _describe_unknown_choice(fault: Fault) -> ErrorMessage:
    expected = fault.context["expected"]
    known = re.findall(r"'([^']+)'", expected) or [expected]
    given = (
        f"'{shorten_text(fault.given)}'"
        if isinstance(fault.given, str)
        else _name_value_type(fault.given)
    )
    if len(known) == 1:
        return ErrorMessage(
            f"has to be {known[0]}, not {given}", "or leave it out", "unknown-choice"
        )
    meant = find_nearest_choice(fault.given, known) if isinstance(fault.given, str) else ""
    hint = f"did you mean '{meant}'?" if meant else _CHOICE_HINTS.get(fault.name, "")
    listed = ", ".join(known)
    if len(known) > _MAX_LISTED:
        return ErrorMessage(
            f"{given} is none of the words that may stand here",
            f"{hint} known: {listed}".strip(),
            "unknown-choice",
        )
    return ErrorMessage(f"{given} is none of: {listed}", hint, "unknown-choice")


_CHOICE_HINTS = {
    "kind": "a flight, a train or a drive is a movement, a night somewhere a stay, a call or a dinner a meeting"
}


def _describe_wrong_form(fault: Fault) -> ErrorMessage:
    form, _, remedy = PATTERN_DESCRIPTIONS.get(
        fault.context["pattern"], "a text of this form"
    ).partition(" - ")
    return ErrorMessage(f"'{shorten_text(str(fault.given))}' is not {form}", remedy, "wrong-form")


def _describe_validator_error(fault: Fault) -> ErrorMessage:
    """The schema's own words, which end with the remedy as all our errors do."""
    message, _, hint = str(fault.context["error"]).rpartition(" - ")
    return ErrorMessage(
        message or hint,
        hint if message else "",
        "incomplete" if isinstance(fault.given, dict) else "wrong-value",
    )


def _describe_other_fault(fault: Fault) -> ErrorMessage:
    return ErrorMessage(
        f"{_name_value_type(fault.given)} of this kind cannot stand here", "", "wrong-value"
    )


_EMPTY_MESSAGE = ErrorMessage("is empty", "write something, or leave the field out", "empty")
_DESCRIBERS: dict[str, Callable[[Fault], ErrorMessage]] = {
    "extra_forbidden": _describe_unknown_field,
    "missing": _describe_missing_field,
    "string_type": _build_type_describer("text"),
    "tuple_type": _build_type_describer("a list"),
    "dict_type": _build_type_describer("fields"),
    "model_type": _build_type_describer("fields"),
    "model_attributes_type": _build_type_describer("fields"),
    "float_type": _describe_wrong_number,
    "float_parsing": _describe_wrong_number,
    "int_type": _describe_wrong_whole_number,
    "int_parsing": _describe_wrong_whole_number,
    "int_from_float": _describe_wrong_whole_number,
    "finite_number": _describe_wrong_number,
    "greater_than_equal": _describe_out_of_range,
    "less_than_equal": _describe_out_of_range,
    "enum": _describe_unknown_choice,
    "literal_error": _describe_unknown_choice,
    "string_pattern_mismatch": _describe_wrong_form,
    "string_too_short": lambda _: _EMPTY_MESSAGE,
    "too_short": lambda fault: (
        _EMPTY_MESSAGE
        if isinstance(fault.given, dict)
        else ErrorMessage("is an empty list", *_EMPTY_MESSAGE[1:])
    ),
    "too_long": lambda fault: ErrorMessage(
        f"holds more than {fault.context['max_length']:,} claims",
        "keep those that differ",
        "too-long",
    ),
    "string_too_long": lambda fault: ErrorMessage(
        f"is longer than {fault.context['max_length']:,} characters", "shorten it", "too-long"
    ),
    "string_unicode": lambda _: ErrorMessage(
        "holds half of a character (a surrogate)", "write the character itself", "encoding"
    ),
    "value_error": _describe_validator_error,
}


def find_model(steps: Sequence[object]) -> type[Node]:
    """The part of the schema that a path of pydantic's leads to."""
    found: type[Node] = Document
    is_key = False
    for step in steps:
        fields = {field.alias or name: field for name, field in found.model_fields.items()}
        if is_key or step not in fields:
            is_key = False
            continue
        annotation = fields[str(step)].annotation
        is_key = get_origin(annotation) is dict
        found = next(_iterate_models(annotation), found)
    return found


def _iterate_models(annotation: Any) -> Iterator[type[Node]]:
    if isinstance(annotation, type) and issubclass(annotation, Node):
        yield annotation
    for inner in get_args(annotation):
        yield from _iterate_models(inner)


def _list_required_fields(node: type[Node]) -> list[str]:
    return [field.alias or name for name, field in node.model_fields.items() if field.is_required()]


class UnquotedComma(NamedTuple):
    """A text in braces that commas cut in pieces: the field's name, the whole text, and whether this is the first piece cut off."""

    name: str
    text: str
    is_first: bool


def find_unquoted_comma(fault: Fault) -> UnquotedComma | None:
    """The text that was meant where a field has neither a known name nor a colon, as "Sept 2" in {when: Tuesday, Sept 2}."""
    if fault.kind != "extra_forbidden" or fault.given is not None or _has_missing_space(fault):
        return None
    above = fault.path_nodes[-2]
    names = list(itertools.islice(above.node, _MAX_PIECES))
    if fault.name not in names or not _is_bare(above, fault.name):
        return None
    pieces = {name for name in names if _is_bare(above, name)}
    first = last = names.index(fault.name)
    while first and names[first] in pieces:
        first -= 1
    while last + 1 < len(names) and names[last + 1] in pieces:
        last += 1
    start = above.node[names[first]]
    if not isinstance(start, str):
        return None
    return UnquotedComma(
        names[first],
        ", ".join([start, *names[first + 1 : last + 1]]),
        names[first + 1] == fault.name,
    )


def _is_bare(above: PathNode, name: str) -> bool:
    """Whether a name in braces has neither a colon nor anything else behind it."""
    file, children = above.location.file, above.location.children
    if (
        above.node[name] is not None
        or not isinstance(children, dict)
        or not file.text.startswith("{", above.location.start)
    ):
        return False
    end = children[name].name_start + len(name)
    return file.text[end : end + 10].lstrip()[:1] in {",", "}"}
