"""What the constructors of a document's parts take, as Python types, from the JSON Schema.

`itinerary/document/constructors.py` is generated from it: type checkers know the fields by that.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from keyword import iskeyword
from typing import Any

import itinerary.document
from itinerary.document import Node, ValidationError, build_schema, vocabulary

HEAD = '''\
"""The fields that constructors of the parts of a document take, for type checkers.

Generated from the models by `make golden`. What a part may be said by stands beside the part
itself: a text, or a mapping of fields as in a file, which is checked when it is run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, Required, TypeAlias, TypedDict

'''
DATES = "str | date | Claim | Mapping[str, Any] | Sequence[Claim | Mapping[str, Any]]"
MOST = 101  # characters of a line, with its end
PLAIN = {"boolean": "bool", "string": "str", "integer": "int", "number": "float", "null": "None"}


def write_module() -> str:
    """Return the module."""
    schema = build_schema()
    parts = schema.pop("$defs") | {"Document": schema}
    models = [name for name, part in parts.items() if "properties" in part]
    words = [_write_words(name, parts[name]["enum"]) for name in sorted({*parts} - {*models})]
    fields = [_write_fields(name, parts[name]) for name in sorted(models)]
    classes = "\n\n".join(fields).replace(DATES, "Dates")
    imports = "".join(_iterate_imports(parts))
    return f"{HEAD}{imports}\n{''.join(words)}Dates: TypeAlias = {DATES}\n\n\n{classes}"


def _iterate_imports(parts: dict[str, Any]) -> Iterator[str]:
    homes: dict[str, list[str]] = {}
    for name in sorted({*parts} - {"Document"}):
        homes.setdefault(_find_home(name), []).append(name)
    for home in sorted(homes):
        yield _wrap(f"from {home} import ", "()", homes[home])


def _write_words(name: str, words: list[str]) -> str:
    return _wrap(f"{name}Word = Literal", "[]", [f'"{word}"' for word in words])


def _wrap(opening: str, brackets: str, items: list[str]) -> str:
    """Return a statement on one line, or with a line for each item where that is too long."""
    left, right = ("", "") if brackets == "()" else brackets
    line = f"{opening}{left}{', '.join(items)}{right}\n"
    if len(line) <= MOST:
        return line
    lines = "".join(f"    {item},\n" for item in items)
    return f"{opening}{brackets[0]}\n{lines}{brackets[1]}\n"


def _find_home(name: str) -> str:
    """Return the module of a part of a document, or of an enum of its words."""
    return str(getattr(itinerary.document, name, vocabulary.Status).__module__)


def _write_fields(name: str, part: dict[str, Any]) -> str:
    required = part.get("required", ())
    kinds = {
        field: _mark(_add_date(name, field, _describe(each)), field in required)
        for field, each in part["properties"].items()
        if field != "x-"  # these have names of their own, which no type knows
    }
    if any(map(iskeyword, kinds)):
        lines = "".join(f'        "{field}": "{kind}",\n' for field, kind in kinds.items())
        opening = f'{name}Fields = TypedDict(\n    "{name}Fields",\n'
        return f"{opening}    {{\n{lines}    }},\n    total=False,\n)\n"
    lines = "".join(f"    {field}: {kind}\n" for field, kind in kinds.items())
    return f'class {name}Fields(TypedDict, total=False):\n    """Those of `{name}`."""\n\n{lines}'


def _add_date(name: str, field: str, kind: str) -> str:
    """Return the type of a field with Python's dates, if it takes them for the text they are."""
    model = getattr(itinerary.document, name)
    try:
        model.model_validate({field: date(2025, 9, 3)})
    except ValidationError as error:
        refused = {each["loc"][:1] for each in error.errors()}
    else:
        refused = set()
    return kind.replace("str", "str | date", 1) if (field,) not in refused else kind


def _mark(kind: str, is_required: bool) -> str:
    if is_required:
        return f"Required[{kind}]"
    return kind if kind.endswith("None") else f"{kind} | None"  # what holds nothing is left out


def _describe(schema: dict[str, Any]) -> str:
    """Return the type of what a schema takes, as it is written in Python."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        is_part = isinstance(getattr(itinerary.document, name, None), type(Node))
        return f"{name} | Mapping[str, Any]" if is_part else f"{name} | {name}Word"
    if "anyOf" in schema:
        kinds = [kind for each in schema["anyOf"] for kind in _describe(each).split(" | ")]
        return " | ".join(dict.fromkeys(kinds))
    if "const" in schema:
        return f"Literal[{schema['const']}]"
    if schema.get("type") == "array":
        return f"Sequence[{_describe(schema['items'])}]"
    if schema.get("type") == "object":
        (value,) = schema["patternProperties"].values()
        return f"Mapping[str, {_describe(value)}]"
    return PLAIN[schema["type"]]
