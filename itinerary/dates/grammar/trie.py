"""Patterns in; the trie of all of them, which says at each point what may come next, out.

Words and kinds are bits, and sets of them are numbers, so that a chart asks in one step whether a
token is of use to a pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from itinerary.dates.grammar.token_kinds import Kinds, Shape

END_BIT = 1  # the bit of a pattern's end, among those of words and kinds


class Pattern(NamedTuple):
    """One way through a rule.

    Attributes:
        rule: Its name.
        makes: The kind that comes out.
        build: Makes the value of those of the slots, in their order.
        symbols: Words and slots.
    """

    rule: str
    makes: str
    build: Callable[..., Any]
    symbols: tuple[str | Slot, ...]


class Slot(NamedTuple):
    """A place in a pattern that takes an item of a kind."""

    name: str
    kind: str


class State:
    """A point in the trie.

    Attributes:
        words: Where each word leads.
        slots: Where each slot leads, by the bits of the kinds that it takes.
        patterns: Those that end here.
        wants: The bits of what may come next.
        makes: The bits of what the patterns that come through here make.
        lookahead: The bits of what has to come next for this point to matter; the end, where a
            pattern ends.
    """

    __slots__ = ("lookahead", "makes", "patterns", "slots", "wants", "words")

    def __init__(self) -> None:
        # Most points lead nowhere by a word or by a slot; they share one empty dict.
        self.words: dict[str, State] = _NO_STATES
        self.slots: dict[int, State] = _NO_STATES
        self.patterns: tuple[Pattern, ...] = ()
        self.wants = self.makes = self.lookahead = 0


_NO_STATES: dict[Any, State] = {}


def _merge_states(states: list[State]) -> State:
    """Return several points of a trie as one."""
    if len(states) < 2:
        return states[0] if states else State()
    result = State()
    words: dict[str, list[State]] = {}
    slots: dict[int, list[State]] = {}
    for each in states:
        result.patterns += each.patterns
        result.wants |= each.wants
        result.makes |= each.makes
        result.lookahead |= each.lookahead
        for word, state in each.words.items():
            words.setdefault(word, []).append(state)
        for kinds, state in each.slots.items():
            slots.setdefault(kinds, []).append(state)
    result.words = {word: _merge_states(found) for word, found in words.items()}
    result.slots = {kinds: _merge_states(found) for kinds, found in slots.items()}
    return result


class Trie:
    """All patterns of a language, from their first symbols on.

    A slot of a union of kinds takes an item of any of them; `phrase` are the kinds that a phrase
    may be of.

    Attributes:
        words: The bit of each word that a pattern has.
        bits: The bit of each kind.
        takes: The kinds that a slot is for, by its own kind.
        wants: What one of these kinds may begin with.
        phrase_ranks: The kinds of phrases, in their order.
        phrase_starts: What a phrase may begin with.
        root: The point at which every pattern begins.
        firsts: Where an item of a kind leads from there.
        shapes: Those of tokens that were seen before.
    """

    def __init__(
        self,
        patterns: Iterable[Pattern],
        unions: Mapping[str, tuple[str, ...]],
        phrase: Sequence[str] = (),
    ) -> None:
        patterns = list(patterns)
        symbols = dict.fromkeys(chain.from_iterable(each.symbols for each in patterns))
        slots = {
            symbol.kind: unions.get(symbol.kind, (symbol.kind,))
            for symbol in symbols
            if isinstance(symbol, Slot)
        }
        kinds = dict.fromkeys(
            [
                *(kind for union in slots.values() for kind in union),
                *(each.makes for each in patterns),
                *phrase,
            ]
        )
        self.words = {
            word: 2 << number
            for number, word in enumerate(symbol for symbol in symbols if isinstance(symbol, str))
        }
        self.bits = {kind: 2 << number for number, kind in enumerate(kinds, len(self.words))}
        begin = self._compute_first_sets(patterns, slots)
        self.phrase_ranks = {kind: rank for rank, kind in enumerate(phrase)}
        self.phrase_starts = _unite_bits(begin[kind] for kind in phrase)
        self.takes = {
            slot: _unite_bits(self.bits[kind] for kind in union) for slot, union in slots.items()
        }
        self.wants = {
            slot: _unite_bits(begin[kind] for kind in union) for slot, union in slots.items()
        }
        self.root, self.firsts = State(), dict[str, State]()
        self.shapes: dict[tuple[str, tuple[str, ...], bool], Shape] = {}
        for pattern in patterns:
            self._add_pattern(pattern)

    def _add_pattern(self, pattern: Pattern) -> None:
        state, makes = self.root, self.bits[pattern.makes]
        for symbol in pattern.symbols:
            if isinstance(symbol, str):
                child = state.words.get(symbol)
            else:
                child = state.slots.get(self.takes[symbol.kind])
            state = child or self._add_state(state, symbol)
            state.makes |= makes
        state.patterns += (pattern,)
        state.lookahead |= END_BIT

    def _add_state(self, before: State, symbol: str | Slot) -> State:
        """Return a new point, to which a symbol leads from another one."""
        state = State()
        if isinstance(symbol, str):
            wanted = self.words[symbol]
            before.words = before.words or {}
            before.words[symbol] = state
        else:
            wanted = self.wants[symbol.kind]
            before.slots = before.slots or {}
            before.slots[self.takes[symbol.kind]] = state
        before.wants |= wanted
        before.lookahead |= wanted
        return state

    def get_first_state(self, kind: str) -> State:
        """Return where an item of a kind leads from the root."""
        bit = self.bits[kind]
        states = [state for kinds, state in self.root.slots.items() if kinds & bit]
        self.firsts[kind] = state = _merge_states(states)
        return state

    def _compute_first_sets(
        self, patterns: Iterable[Pattern], slots: Mapping[str, tuple[str, ...]]
    ) -> dict[str, int]:
        """Return for each kind what one of it may begin with.

        That is itself, the first words of its patterns, and what their first slots begin with.
        """
        found = dict(self.bits)
        pairs: list[tuple[str, str]] = []
        for makes, first in dict.fromkeys((each.makes, each.symbols[0]) for each in patterns):
            if isinstance(first, str):
                found[makes] |= self.words[first]
            else:
                pairs += [(makes, kind) for kind in slots[first.kind]]
        new = True
        while new:
            new = False
            for one, other in pairs:
                if found[other] & ~found[one]:
                    found[one] |= found[other]
                    new = True
        return found

    def get_shape(self, word: str, kinds: Kinds, is_skipped: bool) -> Shape:
        """Return the one shape of all tokens that look alike to a chart."""
        key = word if word in self.words else "", tuple([kind for kind, _ in kinds]), is_skipped
        found = self.shapes.get(key)
        if found is None:
            of_use = [
                (kind, self.bits[kind]) for kind in dict.fromkeys(key[1]) if kind in self.bits
            ]
            bits = self.words.get(word, 0) | _unite_bits(bit for _, bit in of_use)
            found = self.shapes[key] = Shape(key[0], tuple(of_use), bits, is_skipped)
        return found


def _unite_bits(sets: Iterable[int]) -> int:
    found = 0
    for each in sets:
        found |= each
    return found
