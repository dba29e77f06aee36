"""Tokens and rules in; every reading of the tokens out.

All patterns of a language stand in one trie. From the last token to the first, a chart collects what may begin there: a word or a
finished item moves along the trie, and where a pattern ends, its rule makes an item of its own kind, which may begin further rules
(a left-corner chart). Each item keeps the rule and the items it was made from, so the derivation is the explanation. The order of
the rules means nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeAlias

from itinerary.diagnostics import PhraseError
from itinerary.phrases.tokens import Kinds, Token

MOST_VALUES = 4  # distinct values kept of one kind and extent; more would make lists explode


class Pattern(NamedTuple):
    """One way through a rule: its symbols (words, or slots by kind), and which items go to the builder under which name."""

    rule: str
    makes: str
    build: Callable[..., Any]
    symbols: tuple[str | Slot, ...]
    arguments: tuple[tuple[str, int], ...] = ()


Names: TypeAlias = Callable[[str], Iterable[Pattern]]  # patterns by the word that they begin with


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
    """A point in the trie of patterns: the words and the slots that may come next, and the patterns that end here."""

    __slots__ = ("in_name", "patterns", "slots", "words")

    def __init__(self) -> None:
        self.words: dict[str, Node] = {}
        self.slots: dict[str, Node] = {}
        self.patterns: list[Pattern] = []
        self.in_name = False  # whether a pattern of words alone goes on here

    def behind_hyphen(self) -> Node:
        """The same point where a hyphen joins the words of a name: "mother's-day"."""
        joint = Node()
        joint.words = self.words
        return joint


class State:
    """All the nodes that the same words and items lead to, as one; its moves are found when they are first made, and kept."""

    __slots__ = ("kinds", "later", "nodes", "patterns", "slots", "unions", "words")

    def __init__(self, nodes: tuple[Node, ...], unions: Mapping[str, tuple[str, ...]], later: Names = lambda _: ()) -> None:
        self.nodes, self.unions, self.later = nodes, unions, later
        self.patterns = [pattern for node in nodes for pattern in node.patterns]
        self.words: dict[str, State | None] = {}
        self.slots: dict[str, State] = {}
        self.kinds = frozenset(kind for node in nodes for slot in node.slots for kind in unions.get(slot, (slot,)))

    def word(self, text: str) -> State | None:
        """Where a word leads, if anywhere."""
        if text not in self.words:
            for pattern in self.later(text):
                _plant(pattern, self.nodes[0])
            found = tuple(node.words[text] for node in self.nodes if text in node.words)
            if text == "-":
                found += tuple(node.behind_hyphen() for node in self.nodes if node.in_name)
            self.words[text] = State(found, self.unions) if found else None
        return self.words[text]

    def slot(self, kind: str) -> State:
        """Where an item of one of its kinds leads."""
        if kind not in self.slots:
            found = (child for node in self.nodes for slot, child in node.slots.items() if kind in self.unions.get(slot, (slot,)))
            self.slots[kind] = State(tuple(found), self.unions)
        return self.slots[kind]


def trie(patterns: Iterable[Pattern], unions: Mapping[str, tuple[str, ...]], later: Names = lambda _: ()) -> State:
    """The trie of all patterns, entered at its root; a slot of a union of kinds takes an item of any of them.

    What `later` gives for a word, patterns that begin with it, is added when the word is first met.
    """
    root = Node()
    for pattern in patterns:
        _plant(pattern, root)
    return State((root,), unions, later)


def _plant(pattern: Pattern, root: Node) -> None:
    node, in_name = root, all(isinstance(symbol, str) for symbol in pattern.symbols)
    for symbol in pattern.symbols:
        node.in_name |= in_name and node is not root
        moves, name = (node.words, symbol) if isinstance(symbol, str) else (node.slots, symbol.kind)
        node = moves.setdefault(name, Node())
    node.patterns.append(pattern)


class Chart:
    """The readings of one list of tokens."""

    def __init__(self, root: State, tokens: list[Token], skipped: frozenset[str]) -> None:
        self.root, self.texts = root, [token.text for token in tokens]
        self.rows: list[dict[str, list[Item]]] = [{} for _ in range(len(tokens) + 1)]
        self.next = [*range(len(tokens)), len(tokens)]  # the first token from here on that may not be skipped
        for index in range(len(tokens) - 1, -1, -1):
            if self.texts[index] in skipped:
                self.next[index] = self.next[index + 1]
        for index in range(len(tokens) - 1, -1, -1):
            self._fill(index, tokens[index].kinds)

    def whole(self, kinds: Iterable[str]) -> list[Item]:
        """The items of some kinds that take every token."""
        length = len(self.texts)
        starts = {0, self.next[0]} - {length}
        found = (item for start in sorted(starts) for kind in kinds for item in self.rows[start].get(kind, ()))
        return [item for item in found if self.next[item.end] == length]

    def _fill(self, start: int, kinds: Kinds) -> None:
        """The row of what may begin at a token: what it is, and what its items and words lead to."""
        row, root = self.rows[start], self.root
        pending = [Item(start, start + 1, kind, value) for kind, value in kinds]
        if state := root.word(self.texts[start]):
            self._go_on(state, start, start + 1, (), pending)
        while pending:
            item = pending.pop()
            known = row.setdefault(item.kind, [])
            if _is_new(item, known):
                known.append(item)
                if item.kind in root.kinds:
                    self._go_on(root.slot(item.kind), start, item.end, (item,), pending)

    def _go_on(self, state: State, start: int, end: int, parts: tuple[Item, ...], pending: list[Item]) -> None:
        """Add to the pending items what comes of going on from a state at a token."""
        for pattern in state.patterns:
            try:
                value = pattern.build(**{name: parts[number].value for name, number in pattern.arguments})
            except PhraseError:
                continue
            pending.append(Item(start, end, pattern.makes, value, pattern.rule, parts))
        texts, at = self.texts, self.next[end]
        if end < len(texts):
            if child := state.word(texts[end]):
                self._go_on(child, start, end + 1, parts, pending)
            if at != end and at < len(texts) and (child := state.word(texts[at])):
                self._go_on(child, start, at + 1, parts, pending)
        kinds = state.kinds
        for row in self.rows[end : end + 1] + (self.rows[at : at + 1] if at != end else []):
            for kind, items in row.items():  # not the other way round: a set of texts has another order in every run
                if kind in kinds:
                    child = state.slot(kind)
                    for item in items:
                        self._go_on(child, start, item.end, (*parts, item), pending)


def _is_new(item: Item, known: list[Item]) -> bool:
    count = 0
    for each in known:
        if each.end == item.end:
            count += 1
            if each.value == item.value:
                return False
    return count < MOST_VALUES
