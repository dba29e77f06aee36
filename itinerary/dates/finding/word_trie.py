"""Words in; one regular expression that finds any of them, out.

It is made as a trie, so that each place of a text is looked at once for all words together; a flat
list of alternatives would be tried one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

_Node: TypeAlias = "dict[str, _Node]"
_END = ""


def build_word_pattern(words: Iterable[str]) -> str:
    """Return the pattern of a regular expression that matches any of some words, the longest first.

    >>> build_word_pattern(["may", "march", "mar"])
    'ma(?:r(?:ch)?|y)'
    """
    root: _Node = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[_END] = {}
    return _format_node(root)


def _format_node(node: _Node) -> str:
    is_end = _END in node
    ways = [re.escape(char) + _format_node(child) for char, child in sorted(node.items()) if char]
    if not ways:
        return ""
    if len(ways) == 1 and not is_end:
        return ways[0]
    return f"(?:{'|'.join(ways)}){'?' if is_end else ''}"
