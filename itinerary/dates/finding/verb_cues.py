"""A place in a sentence in; whether what is told there has been or is to come, by a verb, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, takewhile
from typing import Literal, NamedTuple, TypeAlias

from itinerary.dates.finding.finding_language import FindingLanguage

Direction: TypeAlias = Literal["past", "future"]
MAX_DISTANCE = 14  # words from a date to the verb that tells
MAX_PLACE = 6  # words between a verb and its date that may name a place: "in", "at" …
MAX_SUBJECT = 7  # and between a date that heads a sentence and its verb
REACH_OF_AUXILIARY = 2  # words from "will" to its participle
_REACH_BEFORE = MAX_DISTANCE + REACH_OF_AUXILIARY + 1  # words before a date that are looked at
LEAST_LETTERS = 3  # beyond which a word may end as a verb does
_REACH_OF_COPULA = 20  # characters before a date in which one is looked for
# Signs, and the words that each counts as: what is told beside a quotation is another matter.
_SIGNS = {",": 3, **dict.fromkeys(('"', "“", "”", "«", "»"), 8)}
MAX_SENTENCE = 600  # characters to either side that are looked at
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|['’]ll\b|[.!?;:](?=[\"”»]?(?:\s|$))|[,\"“”«»]")
_SENTENCE_ENDS = frozenset(".!?;")


class VerbCue(NamedTuple):
    """A word that tells whether a date is past or to come."""

    direction: Direction
    word: str


def find_verb_cue(
    text: str, start: int, end: int, limits: tuple[int, int], language: FindingLanguage
) -> VerbCue | None:
    """Return the cue nearest to the words between two places, of their own sentence.

    Args:
        text: The text.
        start: Where the words start.
        end: Where they end.
        limits: Where their block starts and ends.
        language: The language.
    """
    before, after = _cut_sentence(text, start, end, limits)
    best: tuple[float, VerbCue] | None = None
    if copula := _find_copula(text[max(limits[0], start - MAX_SENTENCE) : start], language):
        return copula
    for cue, _, position, count in _iterate_cues(before, language):
        distance = float(count - position)
        if distance <= MAX_DISTANCE and (best is None or distance <= best[0]):
            best = distance, cue
    for cue, number, position, _ in _iterate_cues(after, language):
        joiners = language.lists["JOINED_BY"].intersection(after[:number])  # "and" goes on
        distance = position + 3 * len(joiners) + 1.5  # of two as near, the one before tells
        if distance <= MAX_DISTANCE and (best is None or distance < best[0]):
            best = distance, cue
    return best[1] if best else None


def find_verb_beside(
    text: str, start: int, end: int, limits: tuple[int, int], language: FindingLanguage
) -> VerbCue | None:
    """Return the verb of the past that beyond doubt tells of the words between two places.

    It stands right before them, or with a place in between ("met in Lima on 4 July"), or right
    behind words that head their sentence. Not so a participle alone: "a film released on 4 July".

    Args:
        text: The text.
        start: Where the words start.
        end: Where they end.
        limits: Where their block starts and ends.
        language: The language.
    """
    before, after = _cut_sentence(text, start, end, limits)
    articles = language.lists["DATE_ARTICLE"] | language.lists["BEFORE_DAY"]
    while before and before[-1].lower() in articles:
        before.pop()
    words = before or after
    found = _find_seen_before(before, language) if before else _find_seen_behind(after, language)
    if found is None or found.cue.direction != "past":
        return None
    is_told = found.cue.word not in language.verbs["REPORT"]
    return found.cue if is_told and not _is_participle(words, found.number, language) else None


def _find_seen_before(words: list[str], language: FindingLanguage) -> _Seen | None:
    """Return the last cue, if nothing but a place stands behind it: "in Lima", "at home"."""
    found = next(reversed([*_iterate_cues(words, language)]), None)
    if found is None:
        return None
    gap = words[found.number + 1 :]
    if gap and gap[0].lower() in language.lists["BEHIND_VERB"]:  # "reuniram-se"
        gap = gap[1:]
    if not gap:
        return found
    if gap[0].lower() not in language.lists["BEFORE_PLACE"] or len(gap) > MAX_PLACE:
        return None
    is_name = any(word[0].isupper() for word in gap)  # not "in favour of a vote"
    is_place = is_name or language.lists["OF"].isdisjoint(gap)
    return found if is_place and _SIGNS.keys().isdisjoint(gap) else None


def _find_seen_behind(words: list[str], language: FindingLanguage) -> _Seen | None:
    """Return the first cue, if it is the verb of the sentence, and no plan: "was to meet"."""
    cues = [*_iterate_cues(words, language)][:2]
    if not cues or cues[0].place > MAX_SUBJECT:
        return None
    if not language.lists["RELATIVE"].isdisjoint(words[: cues[0].number]):  # "the team that won"
        return None
    is_plan = cues[-1].cue.direction == "future" and cues[-1].number - cues[0].number <= 2
    return None if is_plan else cues[0]


def _is_participle(words: list[str], index: int, language: FindingLanguage) -> bool:
    """Return whether a word may be what something is or will be: "is closed", "a film shown"."""
    verbs, word = language.verbs, words[index].lower()
    before = words[index - 1].lower() if index else ","
    if before in verbs["BEFORE_STATE"]:
        return True
    if before in verbs["PAST"]:
        return False
    ends_so = word.endswith(tuple(verbs["PARTICIPLE_ENDING"]))
    is_lone = word in verbs["LONE_PARTICIPLE"] or (
        ends_so and bool(verbs["LONE_PARTICIPLE_BY_ENDING"])
    )
    return is_lone or (ends_so and before in _SIGNS)


def _cut_sentence(
    text: str, start: int, end: int, limits: tuple[int, int]
) -> tuple[list[str], list[str]]:
    """Return the words and signs before some words and behind them, of their sentence."""
    first, last = max(limits[0], start - MAX_SENTENCE), min(limits[1], end + MAX_SENTENCE)
    return _cut_before(text[first:start]), _cut_after(text[end:last])


def _find_copula(before: str, language: FindingLanguage) -> VerbCue | None:
    """Return the "is" right before a date: "the vote is on Friday"."""
    words = _WORD.findall(before[-_REACH_OF_COPULA:].lower())
    known = language.grammar.words.kinds
    while words and (words[-1] in language.lists["BEFORE_DAY"] or words[-1] in known):
        words.pop()  # "is at six on Friday"
    is_there = bool(words) and words[-1] in language.verbs["COPULA"]
    return VerbCue("future", words[-1]) if is_there else None


def _cut_before(text: str) -> list[str]:
    """Return the words of the last sentence of what stands before, as far as a verb may tell."""
    words = _WORD.findall(text)[-_REACH_BEFORE:]
    for index in range(len(words) - 1, -1, -1):
        if words[index] in _SENTENCE_ENDS:
            return words[index + 1 :]
    return words


def _cut_after(text: str) -> list[str]:
    """Return the words of the sentence that stands behind, as far as a verb may tell."""
    words = (found[0] for found in islice(_WORD.finditer(text), MAX_DISTANCE))
    return [*takewhile(lambda word: word not in _SENTENCE_ENDS, words)]


class _Seen(NamedTuple):
    """A cue, which word it is, and its place in the length of all; signs count as more words."""

    cue: VerbCue
    number: int
    place: int
    total: int


def _iterate_cues(words: list[str], language: FindingLanguage) -> Iterator[_Seen]:
    """Yield the cues among some words, in order."""
    verbs = language.verbs
    total = sum(_SIGNS.get(word, 1) for word in words)
    place, since_auxiliary = 0, REACH_OF_AUXILIARY + 1
    around = zip(["", *words], words, [*words[1:], ""], strict=False)
    for index, (before, written, behind) in enumerate(around):
        word, last = written.lower(), before.lower()
        # "Theresa May said"; "May" at the start of a sentence is a name or a month, too.
        is_name = word != written and (place > 0 or word in language.lists["NEEDS_CAPITAL"])
        cue = None if is_name else _find_cue(last, word, behind.lower(), language)
        since_auxiliary += 1
        if word in verbs["FUTURE_AUXILIARY"] and not is_name:
            since_auxiliary = 0
        if cue and cue.word in verbs["PERFECT_INFINITIVE"]:
            since_auxiliary = REACH_OF_AUXILIARY + 1
        elif cue and cue.direction == "past" and 0 < since_auxiliary <= REACH_OF_AUXILIARY:
            cue = VerbCue("future", word)  # "will be signed"
        if cue is not None:
            yield _Seen(cue, index, place, total)
        place += _SIGNS.get(written, 1)


def _find_cue(before: str, word: str, behind: str, language: FindingLanguage) -> VerbCue | None:
    """Return what a word tells beside the one before and the one behind it."""
    verbs = language.verbs
    if direction := _find_listed_direction(f"{word}_{behind}", language):
        return VerbCue(direction, f"{word} {behind}")  # "is to"
    if before in verbs["PERFECT_MODAL"] and word in verbs["PERFECT_INFINITIVE"]:
        is_participle = behind.endswith(tuple(verbs["PARTICIPLE_ENDING"]))
        if is_participle or behind in verbs["PAST"]:
            return VerbCue("past", word)  # "may have met"
    if word in verbs["PLAIN_FORM"] and before in verbs["BEFORE_INFINITIVE"]:
        return None  # "refused to leave"
    if word in verbs["PRESENT"] and before not in language.verbs["BEFORE_NOUN"]:
        return VerbCue("future", word)  # "visita Lima", but not "su visita"
    is_noun = before in verbs["BEFORE_NOUN_ALONE"] and not _find_listed_direction(word, language)
    if direction := find_direction_of_verb(word, language):
        return None if is_noun and direction == "past" else VerbCue(direction, word)
    is_aside = before == "," and word.endswith(tuple(verbs["PARTICIPLE_OF_ASIDE"]))
    if is_aside and behind in language.lists["DATE_ARTICLE"] | language.lists["BEFORE_DAY"]:
        return VerbCue("past", word)  # "…, suspendido el miércoles"
    return None


@lru_cache(maxsize=20_000)
def find_direction_of_verb(word: str, language: FindingLanguage) -> Direction | None:
    """Return whether a word, in small letters, tells of what has been or is to come, if it does.

    >>> from itinerary.dates.finding.finding_language import load_finding_language
    >>> find_direction_of_verb("arrived", load_finding_language("en"))
    'past'
    """
    verbs = language.verbs
    if listed := _find_listed_direction(word, language):
        return listed
    if word.endswith(tuple(verbs["FUTURE_ENDING"])):
        return "future"
    has_ending = len(word) > LEAST_LETTERS and word.endswith(tuple(verbs["PAST_ENDING"]))
    return "past" if has_ending and word not in verbs["NO_VERB"] else None


def _find_listed_direction(words: str, language: FindingLanguage) -> Direction | None:
    """Return that of a word, or of several with an underscore between them, in the lists."""
    verbs = language.verbs
    if words in verbs["FUTURE"] or words in verbs["PLANNED"]:
        return "future"
    return "past" if words in verbs["PAST"] else None
