"""Data of schema.org in, as JSON-LD has it; its objects, their types and names, out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from itinerary.articles.text_decoding import clean_text

MICRODATA = "@microdata"  # a field of objects that are not of JSON-LD
_MOST_DEEP = 12
# What objects hold that say something by themselves.
_PARTS = ("@graph", "subReservation", "reservations", "mainEntity", "subEvent", "itemListElement",
          "item")  # fmt: skip
_OTHERS = frozenset(("itemListElement", "item"))  # parts that may be other pages
_WRAPPING = re.compile(r"(?://|/\*)?\s*(?:<!\[CDATA\[|\]\]>|<!--|-->)\s*(?:\*/)?")
_LAST_COMMA = re.compile(r",(?=\s*[}\]])")


def parse_linked_data(text: str, *, is_own: bool = False) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of JSON-LD, those of lists and graphs each by itself.

    Args:
        text: What stands in the element of the page.
        is_own: Whether to leave out lists of other pages, as of related stories.

    >>> [each["@type"] for each in parse_linked_data('{"@graph": [{"@type": "Event"}]}')]
    ['Event']
    >>> list(parse_linked_data("{broken"))
    []
    """
    plain = _WRAPPING.sub("", re.sub(r"[\x00-\x1f]", " ", text)).strip().rstrip(";")
    try:
        data = json.loads(_LAST_COMMA.sub("", plain))
    except (ValueError, RecursionError):
        return
    yield from _iterate_nodes(
        data, 0, [each for each in _PARTS if not is_own or each not in _OTHERS]
    )


def _iterate_nodes(data: object, depth: int, parts: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    if depth > _MOST_DEEP:
        return
    if isinstance(data, list):
        for each in cast("list[object]", data):
            yield from _iterate_nodes(each, depth + 1, parts)
    elif isinstance(data, dict):
        node = cast("dict[str, Any]", data)
        if "@type" in node:
            yield node
        for name in parts:
            yield from _iterate_nodes(node.get(name, []), depth + 1, parts)


def name_syntax(node: Mapping[str, Any]) -> str:
    """Return in which way a page states an object."""
    return "microdata" if MICRODATA in node else "JSON-LD"


def find_types(node: Mapping[str, Any]) -> list[str]:
    """Return the types of an object of JSON-LD, without the address of the vocabulary."""
    types = node.get("@type")
    listed = cast("list[object]", types) if isinstance(types, list) else [types]
    return [str(each).rpartition("/")[2] for each in listed if each]


def find_name(value: object) -> str:
    """Return the name of a person, organisation or place, given as a text, an object or a list."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(find_name, cast("list[object]", value)[:20])))
    if isinstance(value, dict):
        fields = cast("dict[str, object]", value)
        parts = (find_name(fields.get(name)) for name in ("givenName", "familyName"))
        return find_name(fields.get("name")) or " ".join(filter(None, parts))
    return " ".join(clean_text(value).split()) if isinstance(value, str) else ""
