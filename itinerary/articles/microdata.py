"""A page of HTML in; the objects that it states by microdata, as JSON-LD has them, out."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from itinerary.articles.linked_data import MICRODATA

_VALUE_ATTRIBUTES = ("content", "datetime", "src", "href")
_MOST_ITEMS = 2_000  # on a page
_MOST_AROUND = 50  # elements around one, among which is the object that it is stated of
_MOST_PIECES = 100  # elements and texts, of a value


def read_microdata(tree: LexborHTMLParser) -> list[Mapping[str, Any]]:
    """Return the objects that a page of HTML states by microdata, as JSON-LD would have them.

    >>> page = "<div itemscope itemtype=https://schema.org/Event><b itemprop=name>Fair</b></div>"
    >>> [each["name"] for each in read_microdata(LexborHTMLParser(page))]
    ['Fair']
    """
    scopes = tree.css("[itemscope]")[:_MOST_ITEMS]
    nodes = {
        each.mem_id: {"@type": (each.attributes.get("itemtype") or "").split(), MICRODATA: True}
        for each in scopes
    }
    for each in tree.css("[itemprop]")[: 10 * _MOST_ITEMS]:
        if (holder := _find_scope(each, nodes)) is None:
            continue
        value = nodes.get(each.mem_id) or _read_value(each)
        for name in (each.attributes.get("itemprop") or "").split():
            holder.setdefault(name, value)
    return [nodes[each.mem_id] for each in scopes if each.attributes.get("itemtype")]


def _find_scope(node: LexborNode, scopes: Mapping[int, dict[str, Any]]) -> dict[str, Any] | None:
    """Return the object that an element states something of: that of the nearest one around it."""
    around = node.parent
    for _ in range(_MOST_AROUND):
        if around is None or around.mem_id in scopes:
            break
        around = around.parent
    return scopes.get(around.mem_id) if around is not None else None


def _read_value(node: LexborNode) -> str:
    told = (node.attributes.get(name) for name in _VALUE_ATTRIBUTES)
    pieces = islice(node.traverse(include_text=True), _MOST_PIECES)
    words = (each.text_content or "" for each in pieces if each.tag == "-text")
    return next(filter(None, told), "") or " ".join("".join(words).split())
