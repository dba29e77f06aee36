"""The words of an island in; its candidates, the phrases that may stand in it, out.

The phrases come from the same chart as those of `resolve_phrase`, asked for from every word on.
Among those that overlap, the best cover is taken: the one that explains the most words by the
fewest phrases, which is found by weighted interval scheduling. Not the longest from the left on:
"for November 17" would be cut to "for November".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, TypeAlias

from itinerary.dates.finding.finding_language import FindingLanguage
from itinerary.dates.finding.phrases import Phrase, read_phrase
from itinerary.dates.grammar.chart import Span, find_inner_spans
from itinerary.dates.grammar.lexicon import Token

DECADES = frozenset(str(number) for number in range(10, 100, 10))  # "the 90s"
_WORD, _SMALL_WORD, _PHRASE = 4, 1, 3  # what a word adds to a cover, and a phrase takes from it
_NEIGHBOUR = 3  # and at most a phrase right behind another, which are mostly parts of one
_Cover: TypeAlias = "tuple[int, tuple[Candidate, ...]]"  # what it weighs, and what it takes


class Candidate:
    """Some words of an island, and all that they tell wherever they stand.

    Attributes:
        first: The number of its first word in the island.
        last: That of the word behind its last one.
        weight: What it adds to a cover.
    """

    def __init__(self, island: Sequence[Token], spans: Sequence[Span], weight: int) -> None:
        self.first, self.last, self.weight = spans[0].start, spans[0].end, weight
        self._island, self._spans = island, spans

    @cached_property
    def words(self) -> Words:
        """What its words tell by themselves; most candidates are never asked."""
        return Words(self._island, self.first, self.last)

    @cached_property
    def phrase(self) -> Phrase | None:
        """What its words mean; None if they tell nothing of time."""
        return read_phrase(self._island, self._spans, self._island[self.first].start)


class Words:
    """The words of a candidate.

    Attributes:
        tokens: Each of them.
        start: Where they start, in the text of their island.
        end: Where they end there.
        content: Those that tell something by themselves: no articles and prepositions.
        small_words: The others, folded, but for commas.
        kinds: The kinds of all.
        texts: All, folded.
        has_digits: Whether one begins with a digit.
        is_after_word: Whether a word of the island stands right before them.
        second_before: The second word of the island before them.
        objection: The rule that refuses them wherever they stand, or ""; None if not asked.
        rules: Those that are asked of them where they stand.
    """

    def __init__(self, island: Sequence[Token], first: int, last: int) -> None:
        self.tokens = tokens = island[first:last]
        self.start, self.end = tokens[0].start, tokens[-1].end
        self.content = [token for token in tokens if token.kinds]
        self.small_words = frozenset(
            [token.text for token in tokens if not token.kinds and token.text != ","]
        )
        self.kinds = frozenset([kind for token in tokens for kind, _ in token.kinds])
        self.texts = frozenset([token.text for token in tokens])
        self.has_digits = any(token.text[0].isdigit() for token in tokens)
        self.is_after_word = first > 0 and island[first - 1].text != ","
        self.second_before = island[first - 2] if first > 1 else None
        self.objection: str | None = None
        self.rules: tuple[Callable[[Any], bool], ...] = ()


def list_candidates(tokens: Sequence[Token], language: FindingLanguage) -> list[Candidate]:
    """Return what phrases some words of an island may make, by where they end."""
    trie = language.grammar.trie
    triggers = mark_triggers(tokens, language)
    weights = [0, *accumulate(map(_weigh_word, tokens))]
    grouped: dict[tuple[int, int], list[Span]] = {}
    for span in find_inner_spans(trie, tuple([token.shape for token in tokens])):
        if True in triggers[span.start : span.end]:
            grouped.setdefault((span.end, -span.start), []).append(span)
    ranks = trie.phrase_ranks
    return [
        Candidate(
            tokens,
            sorted(spans, key=lambda span: ranks[span.kind]) if len(spans) > 1 else spans,
            weights[end] - weights[-minus_start] - _PHRASE,
        )
        for (end, minus_start), spans in sorted(grouped.items())
    ]


def mark_triggers(tokens: Sequence[Token], language: FindingLanguage) -> list[bool]:
    """Return of each word of an island whether it can make a date.

    So can some words only behind a number: "at ten to nine", "63 a. C.".
    """
    triggers = list(map(language.is_trigger, tokens))
    lists = language.lists
    leads = lists["BEFORE_JOINED_HOUR"] or lists["BEFORE_HOUR_IN_WORDS"]
    texts = [each.text for each in tokens]
    for index, (before, text) in enumerate(zip(tokens, texts[1:], strict=False), 1):
        if triggers[index] or not _is_number(before):
            continue
        if text in lists["HOUR_JOINER"]:
            triggers[index] = not leads.isdisjoint(texts[max(0, index - 3) : index + 2])
        elif text == "s":
            triggers[index] = before.text in DECADES
        else:
            triggers[index] = "_".join(texts[index : index + 2]) in lists["ERA_IN_LETTERS"]
    return triggers


def _is_number(token: Token) -> bool:
    return any(kind in ("number", "quarter") for kind, _ in token.kinds)


def _weigh_word(token: Token) -> int:
    if token.kinds:
        return _WORD
    return 0 if token.text == "," else _SMALL_WORD


class CoverChooser:
    """Chooses the best cover among the candidates of an island, again when some are refused.

    Args:
        candidates: Any, by where they end.
        length: The number of words.
    """

    def __init__(self, candidates: Sequence[Candidate], length: int) -> None:
        self._ending: list[list[Candidate]] = [[] for _ in range(length + 1)]
        for each in candidates:
            self._ending[each.last].append(each)
        self._best: list[_Cover] = [(0, ())]  # of the words up to each
        self._closed: list[_Cover] = [(0, ())]  # the same, if the last of these is in a phrase

    def choose_cover(self) -> tuple[Candidate, ...]:
        """Return the candidates that do not overlap and together weigh most, in their order."""
        best, closed = self._best, self._closed
        for ending in self._ending[len(best) :]:
            found: _Cover = (0, ())
            for each in ending:
                first = each.first
                weight, chosen = best[first - 1] if first else best[0]
                if before := closed[first][1]:
                    lighter = min(each.weight, before[-1].weight)
                    beside = closed[first][0] - min(_NEIGHBOUR, lighter - 1)
                    if beside > weight:
                        weight, chosen = beside, before
                found = _choose_heavier(found, (weight + each.weight, (*chosen, each)))
            closed.append(found)
            best.append(_choose_heavier(best[-1], found))
        return best[-1][1]

    def refuse(self, refused: Iterable[Candidate]) -> None:
        """Choose no more among some of them; what lies before these stays as it is."""
        for each in refused:
            self._ending[each.last].remove(each)
            del self._best[each.last :], self._closed[each.last :]


def _choose_heavier(one: _Cover, other: _Cover) -> _Cover:
    """Return the heavier of two covers; of those that weigh the same that of more words."""
    if other[0] != one[0]:
        return other if other[0] > one[0] else one
    return max(one, other, key=_count_words)  # the first, if they have as many


def _count_words(cover: _Cover) -> int:
    return sum(each.last - each.first for each in cover[1])
