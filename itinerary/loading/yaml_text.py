r"""Data of a document in; the lines that PyYAML would write it in out, in a tenth of the time.

Texts of one line are written here, as they are or in single quotes. PyYAML writes all that is rare,
one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, cast

import yaml

from itinerary.loading.source_file import FORBIDDEN_CHARACTER

WIDTH = 120
_END = re.compile(r"\n(?:\.\.\.\n)?\Z")
_LETTER = r"A-Za-z0-9\u00c0-\u024f"
# A name of a field that is written as it is: a part of what is allowed.
_PLAIN_NAME = re.compile(rf"[{_LETTER}](?:[{_LETTER} _./@()+\-]|:(?=[{_LETTER}/]))*(?<! )")
_MOST_NAME = 100  # letters of a name that stands in the line of its value
# What no text of one line may have in a block that is written as it is (YAML 1.2, section 7.3.3).
_QUOTED = re.compile(r"""[#,\[\]{}&*!|>'"%@`]|[?:-](?: |$)|---|\.\.\.|.*(?: #|:(?: |$))""")
_SINGLE_SPACE = re.compile(r"(?<! ) (?! )")


class Dumper(yaml.SafeDumper):
    """PyYAML's own, which writes out what stands in two places: `loads` takes no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        """Tell that nothing is written as a reference to something else."""
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    if "\r" in text or FORBIDDEN_CHARACTER.search(text):  # only so PyYAML escapes them
        style = '"'
    return dumper.represent_scalar(  # pyright: ignore[reportUnknownMemberType] - untyped there
        "tag:yaml.org,2002:str", str(text), style=style
    )


Dumper.add_representer(str, _represent_text)
Dumper.add_multi_representer(str, _represent_text)  # for members of enums


def dump_with_pyyaml(data: Any) -> str:
    """Return data as PyYAML writes it."""
    text: str = yaml.dump(  # pyright: ignore[reportUnknownMemberType] - untyped there
        data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=WIDTH
    )
    return text


def iterate_mapping_lines(data: Mapping[str, Any], indent: int = 0) -> Iterator[str]:
    """Yield the lines of a mapping that is not empty, as a block.

    >>> list(iterate_mapping_lines({"title": "Tea", "events": [{"when": "TBD", "kind": "other"}]}))
    ['title: Tea', 'events:', '- when: TBD', '  kind: other']
    """
    margin = " " * indent
    for key, value in data.items():
        if isinstance(value, str) and _is_plain_name(key) and _is_line(value):
            yield from _fold_text(f"{margin}{key}: ", value, indent + 2)
        elif isinstance(value, str) and _is_plain_name(key) and _is_literal(value):
            yield f"{margin}{key}: |-"
            yield from (f"{margin}  {line}" if line else "" for line in value.split("\n"))
        elif value.__class__ is dict and value and _is_plain_name(key):
            yield f"{margin}{key}:"
            yield from iterate_mapping_lines(cast("Mapping[str, Any]", value), indent + 2)
        elif value.__class__ is list and value and _is_plain_name(key):
            yield f"{margin}{key}:"
            yield from _iterate_list_lines(cast("Sequence[Any]", value), indent)
        else:
            yield from _dump_inside({key: value}, indent // 2)


def _iterate_list_lines(items: Sequence[Any], indent: int) -> Iterator[str]:
    """Yield the lines of a list, whose dashes stand below the first letter of its key."""
    margin = " " * indent
    for item in items:
        if item.__class__ is dict and item:
            first, *rest = iterate_mapping_lines(cast("Mapping[str, Any]", item), indent + 2)
            yield f"{margin}- {first[indent + 2 :]}"
            yield from rest
        elif isinstance(item, str) and _is_line(item):
            yield from _fold_text(f"{margin}- ", item, indent + 2)
        else:
            yield from _dump_inside({"-": [item]}, indent // 2)[1:]


def _dump_inside(data: dict[str, Any], depth: int) -> list[str]:
    """Return the lines of a mapping that stands so deep in others."""
    for _ in range(depth):
        data = {"-": data}
    # A text that ends in empty lines has the mark of a document's end behind it.
    return _END.sub("", dump_with_pyyaml(data)).split("\n")[depth:]


def _is_line(text: str) -> bool:
    """Return whether a text is one line, without spaces around it, of what can be seen."""
    return text.isprintable() and text[:1] not in (" ", "") and text[-1] != " "


def _fold_text(head: str, text: str, indent: int) -> Iterator[str]:
    """Yield the lines of a text behind what stands before it; long ones go on below, set in."""
    quote = "'" if _QUOTED.match(text) or _means_another_type(text) else ""
    written = text.replace("'", "''") if quote else str(text)
    line = f"{head}{quote}"
    if len(line) + len(written) <= WIDTH:
        yield f"{line}{written}{quote}"
        return
    words = _SINGLE_SPACE.split(written) if "  " in written else written.split(" ")
    for number, word in enumerate(words):
        if number and len(line) > WIDTH:
            yield line
            line = " " * indent
        elif number:
            line += " "
        line += word
    yield f"{line}{quote}"


def _is_literal(text: str) -> bool:
    """Return whether a text of several lines is written as they are."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and bool(lines[0] and lines[-1])
        and all(each.isprintable() and each == each.strip(" ") for each in lines)
    )


@lru_cache(maxsize=1024)
def _is_plain_name(text: str) -> bool:
    is_plain = len(text) <= _MOST_NAME and _PLAIN_NAME.fullmatch(text) is not None
    return is_plain and not _means_another_type(text)


def _means_another_type(text: str) -> bool:
    """Return whether YAML would read a plain text as a number, a date, or the like."""
    resolvers = _load_resolvers()
    found = resolvers.get(text[:1], ()) + resolvers.get("", ())
    return any(pattern.match(text) for pattern in found)


@cache
def _load_resolvers() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Return the patterns of other types by the first letter of what they match; "" for any."""
    by_letter: dict[Any, list[tuple[str, re.Pattern[str]]]] = cast(
        Any, Dumper
    ).yaml_implicit_resolvers
    return {
        letter or "": tuple(pattern for _, pattern in found) for letter, found in by_letter.items()
    }
