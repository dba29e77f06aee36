"""JSON-LD of schema.org in; its objects, their types and names, out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from itinerary.articles.text_decoding import clean_text

_MOST_DEEP = 12
# What objects hold that say something by themselves.
_PARTS = ("@graph", "subReservation", "reservations", "mainEntity", "subEvent", "itemListElement",
          "item")  # fmt: skip
_WRAPPING = re.compile(r"(?://|/\*)?\s*(?:<!\[CDATA\[|\]\]>|<!--|-->)\s*(?:\*/)?")
_LAST_COMMA = re.compile(r",(?=\s*[}\]])")


def parse_linked_data(text: str) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of JSON-LD, those of lists and graphs each by itself.

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
    yield from _iterate_nodes(data, 0)


def _iterate_nodes(data: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _MOST_DEEP:
        return
    if isinstance(data, list):
        for each in cast("list[object]", data):
            yield from _iterate_nodes(each, depth + 1)
    elif isinstance(data, dict):
        node = cast("dict[str, Any]", data)
        if "@type" in node:
            yield node
        for name in _PARTS:
            yield from _iterate_nodes(node.get(name, []), depth + 1)


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
        return find_name(cast("dict[str, object]", value).get("name"))
    return " ".join(clean_text(value).split()) if isinstance(value, str) else ""
