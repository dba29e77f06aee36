"""A mistake as the schema sees it in; what to tell the person who made it out: where it is, what is wrong, what to write instead."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any, NamedTuple, get_args, get_origin

from itinerary.diagnostics import Diagnostic, did_you_mean, near, short
from itinerary.document import Document, Node
from itinerary.document.fields import FORMS
from itinerary.loading.source_map import Stop, Written

_FEW = 6  # choices that a message lists itself
_PIECES = 40  # fields of a mapping in braces that are looked at for a comma too many
_DECIMALS = re.compile(r"-?\d+, \d+")
# What people call a field before they know its name.
OTHER_NAMES = {
    "when": "date day time start start_time", "dates": "date when", "published": "date when day", "place": "location where venue city",
    "notes": "note description comment comments remarks", "kind": "type", "publisher": "name organisation organization by",
    "title": "name subject summary", "name": "title", "participants": "people attendees with", "timezone": "tz time_zone zone",
    "depart": "departure start leaves", "arrive": "arrival end lands", "from": "origin", "to": "destination",
    "check_in": "checkin start arrival arrive", "check_out": "checkout end departure depart", "stay": "hotel lodging",
    "url": "link website web", "categories": "tags labels", "legs": "stops parts", "background": "history context",
    "travellers": "travelers party delegation", "principal": "traveller traveler person", "says": "text words quote", "reads": "means",
}  # fmt: skip
_CRAMPED = re.compile(r"-\S|[\w-]+:\S")  # "-item" or "name:value"


class Fault(NamedTuple):
    """A mistake by the schema: what pydantic says of it, and the way to it in the document."""

    kind: str
    steps: tuple[str | int, ...]  # as pydantic has them
    given: Any
    context: Mapping[str, Any]
    way: list[Stop]

    @property
    def name(self) -> str:
        """The name of the field in question."""
        return str(self.steps[-1]) if self.steps else ""

    @property
    def place(self) -> tuple[str, int]:
        """What puts mistakes in the order of the file."""
        spot = self.way[-1].spot
        return spot.file.name, spot.name_start if self.kind == "extra_forbidden" else spot.start


class Words(NamedTuple):
    """A message, what to write instead, and the stable name for this kind of mistake."""

    message: str
    hint: str
    code: str


def told(written: Written, fault: Fault) -> Diagnostic:
    """A mistake in words, at its place."""
    message, hint, code = _KINDS.get(fault.kind, _other)(fault)
    path = [stop.step for stop in fault.way[1:]]
    if fault.kind == "extra_forbidden":
        return written.at_name(path, _labelled(written, path[:-1], message), hint, code)
    message = _labelled(written, path, message)
    empty = [*path, fault.name]
    if fault.kind == "missing" and len(written.along(empty)) > len(fault.way):
        return written.at_name(empty, message, hint, code)
    return written.diagnostic(path, "error", message, hint, code)


def _labelled(written: Written, path: Sequence[object], message: str) -> str:
    label = written.label(path)
    return f"{label}: {message}" if label else message


def _unknown(fault: Fault) -> Words:
    if slip := comma_slip(fault):
        if _DECIMALS.fullmatch(slip.text):
            hint = f"a decimal has a point: write {short(slip.name)}: {short(slip.text.replace(', ', '.'))}"
            return Words(
                f"'{short(fault.name)}' stands there without a value", hint, "unquoted-comma"
            )
        hint = f'a comma inside braces begins a new field; write {short(slip.name)}: "{short(slip.text)}"'
        return Words(f"'{short(fault.name)}' stands there without a value", hint, "unquoted-comma")
    known = model(fault.steps[:-1]).field_names()
    hint = "put a space after the colon" if _is_cramped(fault) else _renamed(fault.name, known)
    return Words(f"unknown field '{short(fault.name)}'", hint, "unknown-field")


def _renamed(name: str, known: Collection[str]) -> str:
    """A hint that names the field that was meant."""
    meant = called_otherwise(name, known)
    return f"did you mean '{meant}'?" if meant else did_you_mean(name, known)


def called_otherwise(name: str, known: Collection[str]) -> str:
    """The field that people mean by another name; empty if there is none such."""
    plain = name.casefold().replace("-", "_")
    return next(
        (
            field
            for field, others in OTHER_NAMES.items()
            if field in known and plain in others.split()
        ),
        "",
    )


def _is_cramped(fault: Fault) -> bool:
    """Whether a name is a field and its value, written without the space between them."""
    name, colon, _ = fault.name.partition(":")
    return fault.given is None and bool(colon) and name in model(fault.steps[:-1]).field_names()


def _missing(fault: Fault) -> Words:
    return Words(f"needs '{fault.name}'", f"write {fault.name}: …", "missing-field")


def _wrong_type(expected: str) -> Callable[[Fault], Words]:
    def words(fault: Fault) -> Words:
        return Words(
            f"expected {expected}, got {_kind(fault.given)}",
            _instead(expected, fault),
            "wrong-type",
        )

    return words


def _instead(expected: str, fault: Fault) -> str:
    """What to write where something of another type is expected."""
    if expected == "text":
        return (
            "put the text in quotes"
            if isinstance(fault.given, dict | list)
            else 'write it in quotes: "…"'
        )
    if not isinstance(fault.given, str):
        return "write one, without the brackets" if isinstance(fault.given, list) else ""
    if _CRAMPED.match(fault.given):
        return "put a space after each colon and each hyphen"
    if expected == "a list":
        return f"write [{_as_item(_items(fault.steps), fault.given)}], with a comma between two of them"
    return f"write {_as_item(model(fault.steps), fault.given)}"


def _items(steps: Sequence[object]) -> type[Node] | None:
    """What a list holds; None where plain text will do."""
    fields = {field.alias or name: field for name, field in model(steps[:-1]).model_fields.items()}
    item = next(iter(get_args(fields[str(steps[-1])].annotation)), None)
    return item if isinstance(item, type) and issubclass(item, Node) else None


def _as_item(node: type[Node] | None, text: str) -> str:
    """A text as the first field that it may stand for."""
    return f'{{{next(iter(_required(node)), "place")}: "{short(text)}"}}' if node else short(text)


def _kind(value: object) -> str:
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


def _number(fault: Fault) -> Words:
    given = f"'{short(fault.given)}'" if isinstance(fault.given, str) else _kind(fault.given)
    return Words(
        f"expected a number, got {given}",
        "write digits, such as 38.78; south and west are negative",
        "wrong-type",
    )


def _whole_number(fault: Fault) -> Words:
    return Words(
        _number(fault).message.replace("a number", "a whole number"),
        "write digits, such as 4",
        "wrong-type",
    )


def _out_of_range(fault: Fault) -> Words:
    least, most = fault.context.get("ge"), fault.context.get("le")
    limit = f"at least {least:g}" if least is not None else f"at most {most:g}"
    is_of_a_place = {least, most} & {-90, 90, -180, 180}
    hint = "latitudes go from -90 to 90, longitudes from -180 to 180" if is_of_a_place else ""
    return Words(f"has to be {limit}", hint, "out-of-range")


def _choice(fault: Fault) -> Words:
    expected = fault.context["expected"]
    known = re.findall(r"'([^']+)'", expected) or [expected]
    given = f"'{short(fault.given)}'" if isinstance(fault.given, str) else _kind(fault.given)
    if len(known) == 1:
        return Words(f"has to be {known[0]}, not {given}", "or leave it out", "unknown-choice")
    meant = near(fault.given, known) if isinstance(fault.given, str) else ""
    hint = f"did you mean '{meant}'?" if meant else _CHOICES.get(fault.name, "")
    listed = ", ".join(known)
    if len(known) > _FEW:
        return Words(
            f"{given} is none of the words that may stand here",
            f"{hint} known: {listed}".strip(),
            "unknown-choice",
        )
    return Words(f"{given} is none of: {listed}", hint, "unknown-choice")


_CHOICES = {
    "kind": "a flight, a train or a drive is a movement, a night somewhere a stay, a call or a dinner a meeting"
}


def _form(fault: Fault) -> Words:
    form, _, remedy = FORMS.get(fault.context["pattern"], "a text of this form").partition(" - ")
    return Words(f"'{short(str(fault.given))}' is not {form}", remedy, "wrong-form")


def _own(fault: Fault) -> Words:
    """The schema's own words, which end with the remedy as all our errors do."""
    message, _, hint = str(fault.context["error"]).rpartition(" - ")
    return Words(
        message or hint,
        hint if message else "",
        "incomplete" if isinstance(fault.given, dict) else "wrong-value",
    )


def _other(fault: Fault) -> Words:
    return Words(f"{_kind(fault.given)} of this kind cannot stand here", "", "wrong-value")


_EMPTY = Words("is empty", "write something, or leave the field out", "empty")
_KINDS: dict[str, Callable[[Fault], Words]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "string_type": _wrong_type("text"),
    "tuple_type": _wrong_type("a list"),
    "dict_type": _wrong_type("fields"),
    "model_type": _wrong_type("fields"),
    "model_attributes_type": _wrong_type("fields"),
    "float_type": _number,
    "float_parsing": _number,
    "int_type": _whole_number,
    "int_parsing": _whole_number,
    "int_from_float": _whole_number,
    "finite_number": _number,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "literal_error": _choice,
    "string_pattern_mismatch": _form,
    "string_too_short": lambda _: _EMPTY,
    "too_short": lambda fault: (
        _EMPTY if isinstance(fault.given, dict) else Words("is an empty list", *_EMPTY[1:])
    ),
    "too_long": lambda fault: Words(
        f"holds more than {fault.context['max_length']:,} claims",
        "keep those that differ",
        "too-long",
    ),
    "string_too_long": lambda fault: Words(
        f"is longer than {fault.context['max_length']:,} characters", "shorten it", "too-long"
    ),
    "string_unicode": lambda _: Words(
        "holds half of a character (a surrogate)", "write the character itself", "encoding"
    ),
    "value_error": _own,
}


def model(steps: Sequence[object]) -> type[Node]:
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
        found = next(_nodes(annotation), found)
    return found


def _nodes(annotation: Any) -> Iterator[type[Node]]:
    if isinstance(annotation, type) and issubclass(annotation, Node):
        yield annotation
    for inner in get_args(annotation):
        yield from _nodes(inner)


def _required(node: type[Node]) -> list[str]:
    return [field.alias or name for name, field in node.model_fields.items() if field.is_required()]


class CommaSlip(NamedTuple):
    """A text in braces that commas cut in pieces: the field's name, the whole text, and whether this is the first piece cut off."""

    name: str
    text: str
    is_first: bool


def comma_slip(fault: Fault) -> CommaSlip | None:
    """The text that was meant where a field has neither a known name nor a colon, as "Sept 2" in {when: Tuesday, Sept 2}."""
    if fault.kind != "extra_forbidden" or fault.given is not None or _is_cramped(fault):
        return None
    above = fault.way[-2]
    names = list(itertools.islice(above.node, _PIECES))
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
    return CommaSlip(
        names[first],
        ", ".join([start, *names[first + 1 : last + 1]]),
        names[first + 1] == fault.name,
    )


def _is_bare(above: Stop, name: str) -> bool:
    """Whether a name in braces has neither a colon nor anything else behind it."""
    file, children = above.spot.file, above.spot.children
    if (
        above.node[name] is not None
        or not isinstance(children, dict)
        or not file.text.startswith("{", above.spot.start)
    ):
        return False
    end = children[name].name_start + len(name)
    return file.text[end : end + 10].lstrip()[:1] in {",", "}"}
