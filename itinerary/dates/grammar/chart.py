"""Tokens and the trie of all patterns in; every reading of the tokens out.

A chart takes the tokens from the first to the last. At each, patterns wait that have come so far;
a token that one of them wants moves it along the trie. Where a pattern ends, its rule has read some
tokens as a kind, which moves along what had waited for that kind where those tokens begin. A
pattern is only begun where what it makes is wanted, and only goes on where the next token can be of
use: a left-corner chart with one token of foresight, so that lists take linear time.

What is read so is a span: a kind and its extent, with every way it was made. It depends on the
shapes of the tokens alone, so phrases of the same shapes ("4 March 2025", "5 May 2024") share their
spans. Values are built at the end, for the spans of a whole phrase alone. Each keeps the rule and
the parts it was made from, so the derivation is the explanation. The order of the rules means
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from itinerary.dates.grammar.lexicon import Token
from itinerary.dates.grammar.token_kinds import Shape
from itinerary.dates.grammar.trie import END_BIT, Pattern, State, Trie
from itinerary.diagnostics import PhraseError

MAX_VALUES = 4  # distinct values kept of one kind and extent; more would make lists explode
# Of a chart along its trie, after which the text is unread; the longest real phrases take 130.
MAX_STEPS = 500
MAX_STEPS_OF_TOKEN = 100  # and so many more for each token of running text
END_SHAPE = Shape("", (), 0, False)  # stands behind the last token

_get_value = attrgetter("value")


class Derivation(NamedTuple):
    """A reading of some characters.

    Attributes:
        start: The offset of its first character, from 0.
        end: The offset behind its last one.
        kind: What it is: a kind of token, or what a rule makes.
        value: Its meaning.
        rule: The name of the rule that made it; empty for a token.
        parts: What that rule made it of, one for each slot.
    """

    start: int
    end: int
    kind: str
    value: Any
    rule: str = ""
    parts: tuple[Derivation, ...] = ()


class Span:
    """Some tokens read as a kind, and every way it was done: by which pattern, of which parts.

    A single token that is of the kind by itself has no ways.
    """

    __slots__ = ("end", "kind", "start", "ways")

    def __init__(
        self, start: int, end: int, kind: str, ways: list[tuple[Pattern, tuple[Span, ...]]]
    ) -> None:
        self.start, self.end, self.kind, self.ways = start, end, kind, ways


# How far a pattern has come, the token that it began with, what its slots have taken.
Edge: TypeAlias = tuple[State, int, tuple[Span, ...]]


@lru_cache(maxsize=1000)
def find_complete_spans(trie: Trie, shapes: tuple[Shape, ...]) -> list[Span]:
    """Return the spans of phrases that take every token."""
    return Chart(trie, shapes).find_complete_spans()


@lru_cache(maxsize=5000)
def find_inner_spans(trie: Trie, shapes: tuple[Shape, ...]) -> list[Span]:
    """Return the spans of all phrases that some of the tokens make, wherever they begin."""
    max_steps = MAX_STEPS + MAX_STEPS_OF_TOKEN * len(shapes)
    chart = Chart(trie, shapes, max_steps=max_steps, is_everywhere=True)
    return [span for span in chart.spans.values() if span.kind in trie.phrase_ranks]


class Chart:
    """The readings of tokens of some shapes.

    Args:
        trie: All patterns.
        shapes: Those of the tokens.
        max_steps: After how many steps along the trie the rest is unread.
        is_everywhere: Whether a phrase may begin at any token, not at the first alone.
    """

    def __init__(
        self,
        trie: Trie,
        shapes: Sequence[Shape],
        *,
        max_steps: int = MAX_STEPS,
        is_everywhere: bool = False,
    ) -> None:
        length = len(shapes)
        self.trie, self.shapes, self.steps = trie, [*shapes, END_SHAPE], 0
        self.next = [*range(length + 1)]  # the first token from here on that may not be skipped
        for index in range(length - 1, -1, -1):
            if shapes[index].is_skipped:
                self.next[index] = self.next[index + 1]
        self.spans: dict[tuple[str, int, int], Span] = {}  # by kind, start and end
        self.waiting: list[list[Edge]] = [[] for _ in range(length + 1)]
        self.wanted = [trie.phrase_starts if is_everywhere else 0] * (length + 1)
        self.wanted[0] = self.wanted[self.next[0]] = trie.phrase_starts
        for index, shape in enumerate(shapes):
            if self.steps < max_steps and (self.wanted[index] or self.waiting[index]):
                self._scan_token(shape, index)

    def find_complete_spans(self) -> list[Span]:
        """Return the spans of phrases that take every token, by where they start and their kind."""
        following, starts, ranks = self.next, (0, self.next[0]), self.trie.phrase_ranks
        length = len(following) - 1
        found = [
            span
            for span in self.spans.values()
            if following[span.end] == length and span.start in starts and span.kind in ranks
        ]
        if len(found) < 2:
            return found
        return sorted(found, key=lambda span: (span.start, ranks[span.kind]))

    def find_prefix_spans(self) -> list[Span]:
        """Return the spans of phrases that begin with the first token."""
        ranks, spans = self.trie.phrase_ranks, self.spans.values()
        return [span for span in spans if span.start == 0 and span.kind in ranks]

    def _scan_token(self, shape: Shape, index: int) -> None:
        """Move along the trie by a token, by its kinds, and by all that is complete with it."""
        end, word, want = index + 1, shape.word, self.wanted[index]
        ahead = END_BIT | self.shapes[end].bits | self.shapes[self.next[end]].bits
        edges: list[Edge] = []
        if word:
            for state, start, parts in self.waiting[index]:
                if word in state.words.patterns and (child := state.words[word]).lookahead & ahead:
                    edges.append((child, start, parts))
        if shape.bits & want:
            beginning = self.trie.root.words
            if word in beginning.patterns:
                child = beginning[word]
                if child.makes & want and child.lookahead & ahead:
                    edges.append((child, index, ()))
            for kind, bit in shape.kinds:
                if want & bit:
                    self._advance_over_span(Span(index, end, kind, []), bit, ahead, edges)
        if edges:
            self._complete_patterns(edges, end, ahead)

    def _advance_over_span(self, span: Span, bit: int, ahead: int, edges: list[Edge]) -> None:
        """Add to the edges those that a span moves along the trie.

        They are the ones that wait for its kind where it starts, and those that begin with it.
        """
        start = span.start
        for state, begun, parts in self.waiting[start]:
            if state.wants & bit:
                edges += [
                    (child, begun, (*parts, span))
                    for child in state.takers[bit]
                    if child.lookahead & ahead
                ]
        child = self.trie.firsts.get(span.kind) or self.trie.get_first_state(span.kind)
        if child.lookahead & ahead and child.makes & self.wanted[start]:
            edges.append((child, start, (span,)))

    def _complete_patterns(self, edges: list[Edge], end: int, ahead: int) -> None:
        """Complete the patterns that end at a token, which adds to the edges.

        The others wait for the token that is of use to them: the very next, or the next that may
        not be skipped.
        """
        spans, wanted, waiting, bits = self.spans, self.wanted, self.waiting, self.trie.bits
        at = self.next[end]
        here, there = self.shapes[end].bits if at != end else 0, self.shapes[at].bits
        for edge in edges:
            state, start, parts = edge
            for pattern in state.patterns:
                key = pattern.makes, start, end
                if span := spans.get(key):
                    span.ways.append((pattern, parts))
                elif wanted[start] & (bit := bits[pattern.makes]):
                    spans[key] = span = Span(start, end, pattern.makes, [(pattern, parts)])
                    self._advance_over_span(span, bit, ahead, edges)
            if state.wants & there:
                wanted[at] |= state.wants
                waiting[at].append(edge)
            if state.wants & here:
                wanted[end] |= state.wants
                waiting[end].append(edge)
        self.steps += len(edges)


class SpanEvaluator:
    """Builds the values of spans, for the tokens of one phrase."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.known: dict[Span, list[Derivation]] = {}

    def evaluate_spans(self, spans: Iterable[Span]) -> list[Derivation]:
        """Return what some spans may mean."""
        return [item for span in spans for item in self._evaluate_span(span)]

    def _evaluate_span(self, span: Span) -> list[Derivation]:
        """Return a span's distinct values, each with the clearest way that gives it."""
        if not span.ways:
            return [self._make_token_derivation(span)]
        found = self.known.get(span)
        if found is None:
            found = self._build_derivations(span)
            self.known[span] = found = found if len(found) < 2 else _select_distinct(found)
        return found

    def _make_token_derivation(self, span: Span) -> Derivation:
        """Return a token as one of its kinds."""
        token, kind = self.tokens[span.start], span.kind
        value = next(value for each, value in token.kinds if each == kind)
        return Derivation(token.start, token.end, kind, value)

    def _build_derivations(self, span: Span) -> list[Derivation]:
        """Return what each way of a span comes to, unless its builder refuses."""
        start, end = self.tokens[span.start].start, self.tokens[span.end - 1].end
        found: list[Derivation] = []
        for pattern, taken in span.ways:
            for parts in product(*map(self._evaluate_span, taken)):
                try:
                    value = pattern.build(*map(_get_value, parts))
                except PhraseError:
                    continue
                found.append(Derivation(start, end, span.kind, value, pattern.rule, parts))
        return found


def _select_distinct(items: list[Derivation]) -> list[Derivation]:
    """Return the clearest item of each value, and not too many."""
    found: list[Derivation] = []
    for item in sorted(items, key=_measure_clarity):
        if item.value not in [each.value for each in found]:
            found.append(item)
    return found[:MAX_VALUES]


def _measure_clarity(item: Derivation) -> tuple[int, int, str]:
    """Return a key that sorts items by how clearly they explain the same words.

    The clearest have parts that explain most of the words, and few rules.
    """
    return sum(part.start - part.end for part in item.parts), _count_rules(item), item.rule


def _count_rules(item: Derivation) -> int:
    return bool(item.rule) + sum(map(_count_rules, item.parts))
