"""Patterns in; the trie of all of them, which says at each point what may come next, out.

Words and kinds are bits, and sets of them are numbers, so that a chart asks in one step whether a
token is of use to a pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, TypeAlias, TypeVar

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
    symbols: tuple[Symbol, ...]


class Slot(NamedTuple):
    """A place in a pattern that takes an item of a kind."""

    name: str
    kind: str


class Words(NamedTuple):
    """A place in a pattern that takes any of some words."""

    texts: tuple[str, ...]


Symbol: TypeAlias = Slot | Words


class State:
    """A point in the trie. What lies beyond it is found out when a chart first goes on from there.

    Attributes:
        patterns: Those that end here.
        wants: The bits of what may come next.
        makes: The bits of what the patterns that come through here make.
        lookahead: The bits of what has to come next for this point to matter; the end, where a
            pattern ends.
    """

    def __init__(self, trie: Trie, patterns: Iterable[Pattern] = (), depth: int = 0) -> None:
        self.trie, self.through, self.depth = trie, (*patterns,), depth
        self.patterns = tuple([each for each in self.through if len(each.symbols) == depth])
        self.onward = [each for each in self.through if len(each.symbols) > depth]
        symbols = {each.symbols[depth] for each in self.onward}
        self.wants = _unite_bits(trie.begins[symbol] for symbol in symbols)
        self.makes = _unite_bits({trie.bits[each.makes] for each in self.through})
        self.lookahead = self.wants | (END_BIT if self.patterns else 0)

    @cached_property
    def words(self) -> _Children[str]:
        """Where each word leads."""
        found: dict[str, list[Pattern]] = {}
        for pattern in self.onward:
            if isinstance(symbol := pattern.symbols[self.depth], Words):
                for word in symbol.texts:
                    found.setdefault(word, []).append(pattern)
        return _Children(self, found)

    @cached_property
    def slots(self) -> _Children[int]:
        """Where each slot leads, by the bits of the kinds that it takes."""
        found: dict[int, list[Pattern]] = {}
        for pattern in self.onward:
            if isinstance(symbol := pattern.symbols[self.depth], Slot):
                found.setdefault(self.trie.takes[symbol.kind], []).append(pattern)
        return _Children(self, found)

    @cached_property
    def takers(self) -> _Takers:
        """Where an item of a kind leads, by the bit of that kind."""
        return _Takers(self.slots)


_Key = TypeVar("_Key", str, int)


class _Children(dict[_Key, State]):
    """The points that follow one, each made when it is first asked for; most never are.

    Attributes:
        patterns: Those that come through each.
    """

    def __init__(self, state: State, patterns: Mapping[_Key, list[Pattern]]) -> None:
        self.patterns: Mapping[_Key, list[Pattern]] = patterns
        self.state = state

    def __missing__(self, key: _Key) -> State:
        self[key] = child = State(self.state.trie, self.patterns[key], self.state.depth + 1)
        return child


class _Takers(dict[int, tuple[State, ...]]):
    """Those of some slots that take a kind, found when they are first asked for."""

    def __init__(self, slots: _Children[int]) -> None:
        self.slots = slots

    def __missing__(self, bit: int) -> tuple[State, ...]:
        slots = self.slots
        self[bit] = found = tuple([slots[kinds] for kinds in slots.patterns if kinds & bit])
        return found


class Trie:
    """All patterns of a language, from their first symbols on.

    A slot of a union of kinds takes an item of any of them; `phrase` are the kinds that a phrase
    may be of.

    Attributes:
        words: The bit of each word that a pattern has.
        bits: The bit of each kind.
        takes: The kinds that a slot is for, by its own kind.
        begins: What each word or slot of a pattern may begin with.
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
            word: 2 << number for number, word in enumerate(dict.fromkeys(_iterate_words(symbols)))
        }
        self.bits = {kind: 2 << number for number, kind in enumerate(kinds, len(self.words))}
        begin = self._compute_first_sets(patterns, slots)
        self.phrase_ranks = {kind: rank for rank, kind in enumerate(phrase)}
        self.phrase_starts = _unite_bits(begin[kind] for kind in phrase)
        self.takes = {
            slot: _unite_bits(self.bits[kind] for kind in union) for slot, union in slots.items()
        }
        self.begins = {
            symbol: _unite_bits(
                map(self.words.__getitem__, symbol.texts)
                if isinstance(symbol, Words)
                else map(begin.__getitem__, slots[symbol.kind])
            )
            for symbol in symbols
        }
        self.root, self.firsts = State(self, patterns), dict[str, State]()
        self.shapes: dict[tuple[str, tuple[str, ...], bool], Shape] = {}

    def get_first_state(self, kind: str) -> State:
        """Return where an item of a kind leads from the root."""
        bit = self.bits[kind]
        patterns = (
            pattern
            for kinds, through in self.root.slots.patterns.items()
            if kinds & bit
            for pattern in through
        )
        self.firsts[kind] = state = State(self, patterns, 1)
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
            if isinstance(first, Words):
                found[makes] |= _unite_bits(map(self.words.__getitem__, first.texts))
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


def _iterate_words(symbols: Iterable[Symbol]) -> Iterator[str]:
    for symbol in symbols:
        if isinstance(symbol, Words):
            yield from symbol.texts


def _unite_bits(sets: Iterable[int]) -> int:
    found = 0
    for each in sets:
        found |= each
    return found
