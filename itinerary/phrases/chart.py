"""Tokens and rules in; every reading of the tokens out.

All patterns of a language stand in one trie. From the last token to the first, a chart collects what may begin there: a word or a
finished item moves along the trie, and where a pattern ends, its rule makes an item of its own kind, which may begin further rules
(a left-corner chart). Each item keeps the rule and the items it was made from, so the derivation is the explanation. The order of
the rules means nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from itinerary.diagnostics import PhraseError
from itinerary.phrases.tokens import Token

MOST_VALUES = 4  # distinct values kept of one kind and extent; more would make lists explode


class Pattern(NamedTuple):
    """One way through a rule: its symbols (words, or slots by kind), and which slots go to the builder under which name."""

    rule: str
    makes: str
    build: Callable[..., Any]
    symbols: tuple[str | Slot, ...]


class Slot(NamedTuple):
    """A place in a pattern that takes an item of a kind."""

    name: str
    kind: str


class Item(NamedTuple):
    """A reading of some tokens: where it starts and ends, its kind and value, and the rule and parts that made it."""

    start: int
    end: int
    kind: str
    value: Any
    rule: str = ""
    parts: tuple[Item, ...] = ()


class Node:
    """A point in the trie of patterns: what may come next, and the patterns that end here."""

    __slots__ = ("patterns", "slots", "words")

    def __init__(self) -> None:
        self.words: dict[str, Node] = {}
        self.slots: dict[str, tuple[Node, ...]] = {}
        self.patterns: list[tuple[str, str, Callable[..., Any], tuple[str, ...]]] = []


def trie(patterns: Iterable[Pattern], unions: Mapping[str, tuple[str, ...]]) -> Node:
    """The trie of all patterns; a slot of a union of kinds takes an item of any of them."""
    root = Node()
    by_kind: dict[int, tuple[Node, dict[str, Node]]] = {}
    for pattern in patterns:
        node = root
        for symbol in pattern.symbols:
            if isinstance(symbol, str):
                node = node.words.setdefault(symbol, Node())
            else:
                node = by_kind.setdefault(id(node), (node, {}))[1].setdefault(symbol.kind, Node())
        names = tuple(symbol.name for symbol in pattern.symbols if isinstance(symbol, Slot))
        node.patterns.append((pattern.rule, pattern.makes, pattern.build, names))
    for node, children in by_kind.values():
        _open(node, children, unions)
    return root


def _open(node: Node, children: Mapping[str, Node], unions: Mapping[str, tuple[str, ...]]) -> None:
    for kind, child in children.items():
        for each in unions.get(kind, (kind,)):
            node.slots[each] = (*node.slots.get(each, ()), child)


class Chart:
    """The readings of one list of tokens."""

    def __init__(self, root: Node, tokens: list[Token], skipped: frozenset[str]) -> None:
        self.root, self.tokens = root, tokens
        self.rows: list[dict[str, list[Item]]] = [{} for _ in range(len(tokens) + 1)]
        self.next = [*range(len(tokens)), len(tokens)]  # the first token from here on that may not be skipped
        for index in range(len(tokens) - 1, -1, -1):
            if tokens[index].text in skipped:
                self.next[index] = self.next[index + 1]
        for index in range(len(tokens) - 1, -1, -1):
            self._fill(index)

    def whole(self, kinds: Iterable[str]) -> list[Item]:
        """The items of some kinds that take every token."""
        length = len(self.tokens)
        starts = {0, self.next[0]} - {length}
        found = (item for start in sorted(starts) for kind in kinds for item in self.rows[start].get(kind, ()))
        return [item for item in found if self.next[item.end] == length]

    def _fill(self, start: int) -> None:
        """The row of what may begin at a token: what it is, and what its items and words lead to."""
        row, token, slots = self.rows[start], self.tokens[start], self.root.slots
        pending = [Item(start, start + 1, kind, value) for kind, value in token.kinds]
        if node := self.root.words.get(token.text):
            self._go_on(node, start, start + 1, (), pending)
        while pending:
            item = pending.pop()
            known = row.setdefault(item.kind, [])
            if _is_new(item, known):
                known.append(item)
                for node in slots.get(item.kind, ()):
                    self._go_on(node, start, item.end, (item,), pending)

    def _go_on(self, node: Node, start: int, end: int, parts: tuple[Item, ...], pending: list[Item]) -> None:
        """Add to the pending items what comes of going on from a node of the trie at a token."""
        for rule, makes, build, names in node.patterns:
            try:
                value = build(**{name: part.value for name, part in zip(names, parts, strict=True)})
            except PhraseError:
                continue
            pending.append(Item(start, end, makes, value, rule, parts))
        tokens, at = self.tokens, self.next[end]
        if node.words and end < len(tokens):
            if child := node.words.get(tokens[end].text):
                self._go_on(child, start, end + 1, parts, pending)
            if at != end and at < len(tokens) and (child := node.words.get(tokens[at].text)):
                self._go_on(child, start, at + 1, parts, pending)
        row, slots = self.rows[at], node.slots
        for kind in slots if len(slots) < len(row) else row:
            for child in slots.get(kind, ()):
                for item in row.get(kind, ()):
                    self._go_on(child, start, item.end, (*parts, item), pending)


def _is_new(item: Item, known: list[Item]) -> bool:
    count = 0
    for each in known:
        if each.end == item.end:
            count += 1
            if each.value == item.value:
                return False
    return count < MOST_VALUES
