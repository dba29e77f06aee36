"""What is wrong and what to write instead, for each type of pydantic's errors."""

from __future__ import annotations

import re
from collections.abc import Callable

from itinerary.codes import Code
from itinerary.diagnostics import (
    Diagnostic,
    Quoting,
    Remedy,
    Replacement,
    Rewriting,
    ask_if_meant,
    find_nearest_choice,
    list_fixes,
    shorten_text,
)
from itinerary.document import Node
from itinerary.document.field_types import PATTERN_DESCRIPTIONS
from itinerary.document.likely_forms import suggest_form
from itinerary.loading.schema_errors.fault import ErrorMessage, Fault, name_value_type
from itinerary.loading.schema_errors.field_names import suggest_field
from itinerary.loading.schema_errors.model_lookup import (
    find_item_model,
    find_model,
    list_required_fields,
)
from itinerary.loading.schema_errors.unquoted_comma import (
    UnquotedComma,
    find_unquoted_comma,
    is_missing_space,
)
from itinerary.loading.source_map import SourceMap

_MAX_LISTED = 6  # choices that a message lists itself
_FILE_NAME = re.compile(r"\.(ya?ml|json|toml)$", re.IGNORECASE)
_MISSING_SPACE = re.compile(r"-\S|[^\W\d][\w-]*:\S")  # "-item" or "name:value"
_TIME_AND_TITLE = re.compile(r"(\d{1,2}[:.h]\d{2}(?:\s?[-–]\s?\d{1,2}[:.h]\d{2})?)\s+(\S.*)")
_SEVERAL = re.compile(r"[,;&]|\s(?:and|y|e)\s")
_CHOICE_HINTS = {
    "kind": "a flight, a train or a drive is a movement, a night somewhere a stay,"
    " a call or a dinner a meeting",
    "status": "what was moved has a new when:, and what has no new time yet is postponed",
}
_PLACE_LIMITS = {-90, 90, -180, 180}


def describe_fault(source_map: SourceMap, fault: Fault) -> Diagnostic:
    """Return a mistake in words, at its place in the file."""
    message, hint, code = _DESCRIBERS.get(fault.kind, _describe_other_fault)(fault)
    path = [node.step for node in fault.path_nodes[1:]]
    is_unknown = fault.kind == "extra_forbidden"
    if label := source_map.format_path(path[:-1] if is_unknown else path):
        message = f"{label}: {message}"
    if is_unknown:
        return source_map.create_diagnostic_at_name(path, message, hint, code)
    empty_field = [*path, fault.name]
    is_written = len(source_map.trace_path(empty_field)) > len(fault.path_nodes)
    if fault.kind == "missing" and is_written:
        return source_map.create_diagnostic_at_name(empty_field, message, hint, code)
    return source_map.create_diagnostic(path, "error", message, hint, code)


def _describe_unknown_field(fault: Fault) -> ErrorMessage:
    name = shorten_text(fault.name)
    if comma := find_unquoted_comma(fault):
        hint = _suggest_quotes(comma)
        return ErrorMessage(f"'{name}' has no value", hint, Code.UNQUOTED_COMMA)
    if is_missing_space(fault):
        hint = "put a space after the colon"
    else:
        hint = suggest_field(fault.name, find_model(fault.steps[:-1]).list_field_names())
    return ErrorMessage(f"unknown field '{name}'", hint, Code.UNKNOWN_FIELD)


def _suggest_quotes(comma: UnquotedComma) -> str:
    name = shorten_text(comma.name)
    if comma.is_decimal:
        number = shorten_text(comma.text.replace(", ", "."))
        fix = Replacement(comma.text, number)
        return Remedy(f"decimals have a point: write {name}: {number}", [fix])
    text = shorten_text(comma.text)
    hint = f'a comma inside braces begins a new field; write {name}: "{text}"'
    return Remedy(hint, [Replacement(comma.text, comma.text)])


def _describe_missing_field(fault: Fault) -> ErrorMessage:
    return ErrorMessage(f"needs '{fault.name}'", f"write {fault.name}: …", Code.MISSING_FIELD)


def _build_type_describer(expected: str) -> Callable[[Fault], ErrorMessage]:
    def describe_wrong_type(fault: Fault) -> ErrorMessage:
        message = f"expected {expected}, got {name_value_type(fault.given)}"
        return ErrorMessage(message, _suggest_replacement(expected, fault), Code.WRONG_TYPE)

    return describe_wrong_type


def _suggest_replacement(expected: str, fault: Fault) -> str:
    """Return what to write where something of another type is expected."""
    given = fault.given
    if expected == "text":
        is_nested = isinstance(given, dict | list)
        if is_nested:
            return "put the text in quotes"
        return Remedy('write it in quotes: "…"', [Quoting()])
    if isinstance(given, list):
        return "write one, without the brackets"
    if isinstance(given, dict) and expected == "a list":
        field = _find_first_field(find_item_model(fault.steps))
        return f"write a list, each item of which begins with a hyphen: - {field}: …"
    if not isinstance(given, str):
        return ""
    if not fault.steps and _FILE_NAME.search(given):
        return "if it is the path of a file, load() takes it; loads() takes the text itself"
    if _MISSING_SPACE.match(given):
        return "put a space after each colon and each hyphen"
    if expected == "a list":
        item = _guess_item(find_item_model(fault.steps), given)
        is_several = _SEVERAL.search(given) is not None
        commas = ", with a comma between two of them" if is_several else ""
        fixes = () if is_several else (Rewriting([item]),)
        return Remedy(f"write [{_format_item(item)}]{commas}", fixes)
    item = _guess_item(find_model(fault.steps), given)
    return Remedy(f"write {_format_item(item)}", [Rewriting(item)])


def _guess_item(model: type[Node] | None, text: str) -> str | dict[str, str]:
    """Return a text as the fields that it may be meant for."""
    if model is None:
        return text
    field, parts = _find_first_field(model), _TIME_AND_TITLE.fullmatch(text)
    if parts and "when" in model.list_field_names():
        return {field: parts[2], "when": parts[1]}
    return {field: text}


def _format_item(item: str | dict[str, str]) -> str:
    if isinstance(item, str):
        return shorten_text(item)
    fields = (f'{name}: "{shorten_text(text)}"' for name, text in item.items())
    return f"{{{', '.join(fields)}}}"


def _find_first_field(model: type[Node] | None) -> str:
    """Return the field of a part of a document that people would write first."""
    return next(iter(list_required_fields(model)), "place") if model else "name"


def _describe_wrong_number(fault: Fault) -> ErrorMessage:
    message = f"expected a number, got {fault.quoted_value}"
    hint = "write digits, such as 38.78; south and west are negative"
    return ErrorMessage(message, hint, Code.WRONG_TYPE)


def _describe_wrong_whole_number(fault: Fault) -> ErrorMessage:
    message = f"expected a whole number, got {fault.quoted_value}"
    return ErrorMessage(message, "write digits, such as 4", Code.WRONG_TYPE)


def _describe_wrong_boolean(fault: Fault) -> ErrorMessage:
    message = f"expected true or false, got {fault.quoted_value}"
    hint = Remedy("write true, or leave it out", [Rewriting(True)])
    return ErrorMessage(message, hint, Code.WRONG_TYPE)


def _describe_out_of_range(fault: Fault) -> ErrorMessage:
    least, most = fault.context.get("ge"), fault.context.get("le")
    limit = f"at least {least:g}" if least is not None else f"at most {most:g}"
    is_of_a_place = bool({least, most} & _PLACE_LIMITS)
    hint = "latitudes go from -90 to 90, longitudes from -180 to 180" if is_of_a_place else ""
    return ErrorMessage(f"must be {limit}", hint, Code.OUT_OF_RANGE)


def _describe_unknown_choice(fault: Fault) -> ErrorMessage:
    expected: str = fault.context["expected"]
    known = re.findall(r"'([^']+)'", expected) or [expected]
    given = fault.quoted_value
    if len(known) == 1:
        message = f"must be {known[0]}, not {given}"
        value = int(known[0]) if known[0].isdecimal() else known[0]
        remedy = Remedy(f"write {known[0]}, or leave it out", [Rewriting(value)])
        return ErrorMessage(message, remedy, Code.UNKNOWN_CHOICE)
    meant = find_nearest_choice(fault.given, known) if isinstance(fault.given, str) else ""
    hint = ask_if_meant(meant, fault.given) if meant else _CHOICE_HINTS.get(fault.name, "")
    listed = ", ".join(known)
    if len(known) > _MAX_LISTED:
        message = f"{given} is not one of the words allowed here"
        return ErrorMessage(message, hint or f"known: {listed}", Code.UNKNOWN_CHOICE)
    return ErrorMessage(f"{given} is not one of: {listed}", hint, Code.UNKNOWN_CHOICE)


def _describe_wrong_form(fault: Fault) -> ErrorMessage:
    description = PATTERN_DESCRIPTIONS.get(fault.context["pattern"], "a text of this form")
    form, _, hint = description.partition(" - ")
    given = str(fault.given)
    likely = suggest_form(fault.context["pattern"], given)
    fixes = [Rewriting(likely)] if likely else ()
    message = f"'{shorten_text(given)}' is not {form}"
    return ErrorMessage(message, Remedy(hint, fixes), Code.WRONG_FORM)


def _describe_validator_error(fault: Fault) -> ErrorMessage:
    """Return what a validator of ours says: the message, " - " and the hint."""
    error: Exception = fault.context["error"]
    message, _, hint = str(error).rpartition(" - ")
    hint = Remedy(hint, list_fixes(getattr(error, "hint", "")))
    code = Code.INCOMPLETE if isinstance(fault.given, dict) else Code.WRONG_VALUE
    return ErrorMessage(message or hint, hint if message else "", code)


def _describe_empty_text(_: Fault) -> ErrorMessage:
    return ErrorMessage("is empty", "write something, or leave the field out", Code.EMPTY)


def _describe_empty_list(fault: Fault) -> ErrorMessage:
    message = "is empty" if isinstance(fault.given, dict) else "is an empty list"
    return ErrorMessage(message, "write something, or leave the field out", Code.EMPTY)


def _describe_long_list(fault: Fault) -> ErrorMessage:
    message = f"has more than {fault.context['max_length']:,} claims"
    return ErrorMessage(message, "keep those that differ", Code.TOO_LONG)


def _describe_long_text(fault: Fault) -> ErrorMessage:
    message = f"is longer than {fault.context['max_length']:,} characters"
    return ErrorMessage(message, "shorten it", Code.TOO_LONG)


def _describe_surrogate(_: Fault) -> ErrorMessage:
    message = "contains half of a character (a surrogate)"
    return ErrorMessage(message, "write the character itself", Code.ENCODING)


def _describe_other_fault(fault: Fault) -> ErrorMessage:
    message = f"{name_value_type(fault.given)} of this kind is not allowed here"
    return ErrorMessage(message, "", Code.WRONG_VALUE)


# By the types of pydantic's errors.
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
    "bool_type": _describe_wrong_boolean,
    "bool_parsing": _describe_wrong_boolean,
    "finite_number": _describe_wrong_number,
    "greater_than_equal": _describe_out_of_range,
    "less_than_equal": _describe_out_of_range,
    "enum": _describe_unknown_choice,
    "literal_error": _describe_unknown_choice,
    "string_pattern_mismatch": _describe_wrong_form,
    "string_too_short": _describe_empty_text,
    "too_short": _describe_empty_list,
    "too_long": _describe_long_list,
    "string_too_long": _describe_long_text,
    "string_unicode": _describe_surrogate,
    "value_error": _describe_validator_error,
}
