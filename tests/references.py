"""The parts of docs/ that are generated: fields of the document, options of each command, gallery.

A page marks such a part by `<!-- generated: NAME -->` and `<!-- end -->`; `make golden` writes what
belongs between the two.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import partial
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic.json_schema import GenerateJsonSchema
from typer.models import ArgumentInfo, CommandInfo, OptionInfo

from itinerary import Document
from itinerary.cli.app import create_app

ROOT = Path(__file__).parent.parent
ERRORS = ROOT / "tests" / "errors"
Schema = dict[str, Any]
MARKED = re.compile(r"(<!-- generated: ([^>]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)

# What a table calls a value that has fields of its own, and the section that tells of them.
MODELS = {
    "Account": "[account](#dispute)",
    "BackgroundEvent": "[background event](#background-event)",
    "Claim": "[date](#dates-and-claims)",
    "Contact": "[contact](#contact)",
    "Day": "[day](#day)",
    "Dispute": "[dispute](#dispute)",
    "Event": "[event](#event)",
    "Image": "[image](#image)",
    "Leg": "[leg](#leg)",
    "Person": "[person](#person)",
    "PlaceDetails": "[place](#place)",
    "Source": "[source](#source)",
    "Statement": "[statement](#source)",
}
# What a text of a certain form is called, by the beginning of the pattern that it has to match.
FORMS = {
    "^[A-Za-z0-9][A-Za-z0-9_-]": "id",
    "^(https?://": "address",
    "^[1-9][0-9]{0,3}[mhd]$": "time before (`30m`, `2h`, `1d`)",
    "^[A-Z]{2}$": "country code (`MX`)",
    "^[a-z]{2}$": "language code (`en`)",
}


def generate(text: str) -> str:
    """Return a page with its generated parts as they are now.

    Raises KeyError for a part that nothing generates.
    """
    parts = generators()

    def replaced(match: re.Match[str]) -> str:
        return f"{match[1]}\n{parts[match[2]]()}\n\n{match[4]}"

    return MARKED.sub(replaced, text)


def names(text: str) -> list[str]:
    """Return the names of the generated parts of a page."""
    return [match[2] for match in MARKED.finditer(text)]


def generators() -> Mapping[str, Callable[[], str]]:
    """Return what writes each part, by the name of the part."""
    parts: dict[str, Callable[[], str]] = {"gallery": gallery}
    for model, schema in schemas().items():
        if "properties" in schema:
            parts[model] = partial(fields_table, schema)
    for name, info in registered_commands().items():
        parts[f"itinerary {name}"] = partial(command_reference, info)
    return parts


# --- the document


class FieldSchemas(GenerateJsonSchema):
    """The schemas of parts by their fields, also where a serializer adds `x-` fields."""

    def ser_schema(self, schema: Any) -> None:
        del schema


def schemas() -> dict[str, Schema]:
    """Return the schema of the document and of each of its parts, by name."""
    # as it is written, the schema keeps the parts apart
    schema = Document.model_json_schema(mode="serialization", schema_generator=FieldSchemas)
    return {"Document": schema, **schema["$defs"]}


def fields_table(schema: Schema) -> str:
    """Return the fields of a part of a document as a Markdown table; what is required is bold."""
    lines = ["| field | value | default | what it says |", "|---|---|---|---|"]
    for name, field in schema["properties"].items():
        shown = f"**`{name}`**" if name in schema.get("required", []) else f"`{name}`"
        default = field.get("default")
        default = f"`{default}`" if default not in (None, [], {}) else ""
        lines.append(row(shown, value_of(field), default, field.get("description", "")))
    return "\n".join(lines)


def row(*cells: str) -> str:
    """Return a row of a Markdown table; a bar inside a cell becomes a comma."""
    return f"| {' | '.join(cell.replace('|', ', ') for cell in cells)} |".replace("  |", " |")


def value_of(schema: Schema) -> str:
    """Return in words what a field takes."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return MODELS.get(name) or value_of(schemas()[name])
    if "anyOf" in schema:
        found = [value_of(each) for each in schema["anyOf"] if each.get("type") != "null"]
        return " or ".join(dict.fromkeys(found))
    if "enum" in schema or "const" in schema:
        return ", ".join(f"`{each}`" for each in schema.get("enum", [schema.get("const")]))
    match schema.get("type"):
        case "array":
            items = value_of(schema["items"])
            return items if items == MODELS["Claim"] else f"list: {items}"
        case "object":
            return mapping_of(schema)
        case "integer" | "number":
            return number(schema)
        case "boolean":
            return "`true`, `false`"
    pattern = schema.get("pattern", "")
    return next((form for start, form in FORMS.items() if pattern.startswith(start)), "text")


def mapping_of(schema: Schema) -> str:
    """Return in words what a mapping holds: parts of the document by id, or texts by language."""
    others = schema.get("additionalProperties")
    values = (
        others if isinstance(others, dict) else next(iter(schema["patternProperties"].values()))
    )
    return f"{value_of(values)} by id" if "$ref" in values else "text, or text by language"


def number(schema: Schema) -> str:
    """Return "number" with its bounds."""
    low, high = schema.get("minimum"), schema.get("maximum")
    return "number" if low is None else f"number, {low:g} to {high:g}"


# --- the command line


def registered_commands() -> dict[str, CommandInfo]:
    """Return the commands of the command line, by name."""
    commands = [info for info in create_app().registered_commands if info.callback]
    return {info.name or info.callback.__name__: info for info in commands if info.callback}


def command_reference(info: CommandInfo) -> str:
    """Return what `--help` says of a command: usage, purpose, and a table of its options."""
    callback = info.callback
    assert callback is not None
    hints = get_type_hints(callback, include_extras=True)
    signature = inspect.signature(callback).parameters
    parameters = [Parameter(name, hints[name], each.default) for name, each in signature.items()]
    parameters.sort(key=lambda each: each.is_option)
    arguments = " ".join(each.label for each in parameters if not each.is_option)
    usage = f"itinerary {info.name or callback.__name__} [OPTIONS] {arguments}".rstrip()
    head = ["| argument or option | value | default | what it does |", "|---|---|---|---|"]
    table = [*head, *(each.row for each in parameters)] if parameters else []
    purpose = inspect.cleandoc(info.help or callback.__doc__ or "")
    parts = [f"```text\n{usage}\n```", purpose, "\n".join(table)]
    return "\n\n".join(filter(None, parts))


class Parameter:
    """An argument or option of a command, as its annotation declares it."""

    def __init__(self, name: str, hint: Any, default: Any) -> None:
        self.name, self.default = name, default
        self.type, *extras = get_args(hint) if get_origin(hint) is Annotated else (hint,)
        self.info = next(each for each in extras if isinstance(each, ArgumentInfo | OptionInfo))

    @property
    def is_option(self) -> bool:
        """Whether it is written with its name."""
        return isinstance(self.info, OptionInfo)

    @property
    def label(self) -> str:
        """The name of an argument, in brackets where it may be left out."""
        label = self.info.metavar or self.name.upper()
        label += "…" if list in [*flatten(self.type)] else ""
        return label if self.default is inspect.Parameter.empty else f"[{label}]"

    @property
    def row(self) -> str:
        """The row of it in a table."""
        shown = self.default.value if isinstance(self.default, Enum) else self.default
        default = f"`{shown}`" if shown not in (None, "", False, inspect.Parameter.empty) else ""
        if not self.is_option:
            return row(f"`{self.label}`", "", default, self.info.help or "")
        default = "required" if shown is inspect.Parameter.empty else default
        return row(", ".join(self.names()), ", ".join(self.values()), default, self.info.help or "")

    def names(self) -> Iterator[str]:
        """Return how an option is written; typer keeps the first as default."""
        declared = [self.info.default] if isinstance(self.info.default, str) else []
        declared += self.info.param_decls or ()
        yield from (f"`{each}`" for each in declared or [f"--{self.name.replace('_', '-')}"])

    def values(self) -> Iterator[str]:
        """Return what an option takes, each choice by itself; nothing for a switch."""
        parts = [each for each in flatten(self.type) if each is not NoneType]
        inner = parts[-1]
        if inner is bool:
            return
        if isinstance(inner, type) and issubclass(inner, Enum):
            yield from (f"`{each.value}`" for each in inner)
        elif self.info.min is not None and self.info.max is not None:
            yield f"{self.info.min:g} to {self.info.max:g}"
        elif self.info.metavar:
            yield from (f"`{each}`" for each in self.info.metavar.split("|"))
        else:
            yield "`FILE`" if inner is Path else "`TEXT`"
        if list in parts:
            yield "repeatable"


def flatten(hint: Any) -> Iterator[Any]:
    """Return the types that a type is made of: of `list[Path] | None` list, Path and None."""
    if get_origin(hint) is list:
        yield list
    inner = get_args(hint)
    yield from (each for part in inner for each in flatten(part)) if inner else [hint]


# --- the gallery of mistakes


def gallery() -> str:
    """Return each document of tests/errors with what `check` prints of it, by its first code."""
    found: dict[str, list[Path]] = {}
    for printed in sorted(ERRORS.glob("*.txt")):
        text = printed.read_text(encoding="utf-8")
        codes = re.findall(r"\[([a-z-]+)\]$", text, re.MULTILINE)
        found.setdefault(codes[0] if codes else "no error", []).append(printed)
    parts = [(f"## {code}", *map(exhibit, found[code])) for code in sorted(found)]
    return "\n\n".join(each for part in parts for each in part)


def exhibit(printed: Path) -> str:
    """Return a document of the gallery and its messages, both included when the site is built."""
    document = next(path for path in sorted(ERRORS.glob(f"{printed.stem}.*")) if path != printed)
    blocks = [(document.suffix[1:], document)] if is_shown(document) else []
    blocks.append(("text", printed))
    fences = [include(language, path) for language, path in blocks]
    return "\n\n".join([f"### {document.name}", *fences])


def include(language: str, path: Path) -> str:
    """Return a block whose text the site takes from a file."""
    return f'```{language}\n--8<-- "{path.relative_to(ROOT).as_posix()}"\n```'


def is_shown(document: Path) -> bool:
    """Return whether a page can show a document: it is UTF-8, without control characters."""
    try:
        text = document.read_bytes().decode()
    except UnicodeDecodeError:
        return False
    return all(char.isprintable() or char in "\n\t" for char in text)
