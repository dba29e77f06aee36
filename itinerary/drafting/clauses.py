"""A sentence and its dates in; its clauses, each with the date that is its own, out.

Two dates of a sentence belong to two statements. The joint between them is where one clause ends:
"meets the mayor on Monday and the governor on Tuesday", "is in Quito until Friday, where she …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from itinerary.drafting.expressions import Expression
from itinerary.drafting.language import DraftingWords
from itinerary.drafting.sentences import Sentence

_SEMICOLON = re.compile(r";|\s[–—]\s")
_COMMA = re.compile(r",")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’(?!\w)")
_FRONTED_LEAD = 1  # words before a date that opens its clause: "On", "and"
_FRONTED = 3  # words between a joint and the date that begins its clause: "and then in Lima on"
_BESIDE = 2  # words between a day and the time that is its own: ", kick-off"
_LONG = 34  # characters between two dates, in which a comma parts two statements


class Tense(StrEnum):
    """When a clause says that something happens."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(slots=True, eq=False)
class Clause:
    """A part of a sentence with the dates that are its own.

    Attributes:
        start: Where it begins in the text of the article, in characters from 0.
        end: Where it ends; half-open.
        text: Its characters.
        expressions: The dates that belong to it: none, one, or a day and a time.
        tense: When it says that something happens.
        sentence: The sentence that it is part of.
        dates: All dates that stand in it, also those that date nothing.

    """

    start: int
    end: int
    text: str
    expressions: list[Expression]
    tense: Tense
    sentence: Sentence
    dates: tuple[Expression, ...] = ()

    def mask_dates(self, words: DraftingWords) -> str:
        """Return its text with spaces for its dates and the small words right before them."""
        text = self.text
        for each in self.dates:
            begin, end = each.start - self.start, each.end - self.start
            before = text[:begin].rstrip()
            small = (words.at_place, words.article, words.date_lead)
            ends = (found for one in small for found in one.finditer(before))
            begin = min((f.start() for f in ends if f.end() == len(before)), default=begin)
            if of_trip := _compile_of_trip(words).match(text, end):
                end = of_trip.end()  # "on the last day of her visit"
            text = f"{text[:begin]}{' ' * (end - begin)}{text[end:]}"
        return text


@lru_cache
def _compile_of_trip(words: DraftingWords) -> re.Pattern[str]:
    of = rf"(?:of|{words.from_place.pattern})"
    return re.compile(rf"\s+{of}\s+(?:\w+\s+){{0,2}}?{words.trip_noun.pattern}", re.IGNORECASE)


def split_clauses(
    sentence: Sentence, expressions: Sequence[Expression], words: DraftingWords
) -> list[Clause]:
    """Return the clauses of a sentence, in order.

    >>> from itinerary.drafting.language import load_drafting_words
    >>> from itinerary.dates.finding import FoundKind
    >>> text = "She meets the mayor on Monday and leaves for Lima on Tuesday."
    >>> dates = [Expression(20, 29, "on Monday", FoundKind.DATE)]
    >>> dates += [Expression(50, 60, "on Tuesday", FoundKind.DATE)]
    >>> clauses = split_clauses(Sentence(0, 61, text), dates, load_drafting_words("en"))
    >>> [each.text for each in clauses]
    ['She meets the mayor on Monday', 'and leaves for Lima on Tuesday.']
    """
    dated = [each for each in expressions if each.is_dated]
    cuts: list[int] = []
    whole = _mask_titles(sentence, dated)
    for before, after in pairwise(dated):
        gap = whole[before.end - sentence.start : after.start - sentence.start]
        if _is_time_beside(before, after, gap, words):
            continue
        is_colon = gap.strip() == ":"
        is_aside = after.is_coarse and not before.is_coarse and not _has_joint(gap, words)
        if is_aside and not is_colon:
            continue  # "on Monday, 4 May, she opens the autumn school"
        opening = whole[cuts[-1] if cuts else 0 : before.start - sentence.start]
        begin = before.end - sentence.start + _skip_comma_behind_lead(opening, gap)
        if is_colon and not after.has_time:
            cuts.append(before.end - sentence.start + gap.index(":"))
        elif (cut := _find_cut(whole[begin : after.start - sentence.start], words)) is not None:
            cuts.append(begin + cut)
    if dated and (cut := _find_last_cut(sentence, dated[-1], words)) is not None:
        cuts.append(cut)
    bounds = [0, *cuts, len(sentence.text)]
    clauses: list[Clause] = []
    for begin, end in pairwise(bounds):
        start = sentence.start + begin
        own = [each for each in dated if start <= each.start < sentence.start + end]
        text = sentence.text[begin:end]
        tense = _find_tense(text, own, start, words)
        if tense == Tense.UNKNOWN and clauses:
            tense = clauses[-1].tense
        lead = _find_last_statement(text, own, start, words)
        start, text = start + lead, text[lead:]
        stripped = text.rstrip()
        clauses.append(
            Clause(start, start + len(stripped), stripped, own, tense, sentence, tuple(own))
        )
    return clauses


def _mask_titles(sentence: Sentence, dated: Sequence[Expression]) -> str:
    """Return a sentence in which no joint stands in a title: "Here and There" is one thing."""
    text = sentence.text
    for quoted in _QUOTED.finditer(text):
        start, end = quoted.start() + sentence.start, quoted.end() + sentence.start
        if not any(start <= each.start < end for each in dated):
            text = f"{text[: quoted.start()]}{'x' * len(quoted[0])}{text[quoted.end() :]}"
    return text


def _find_last_statement(
    text: str, expressions: Sequence[Expression], start: int, words: DraftingWords
) -> int:
    """Return where the statement begins that a date belongs to: "…, before flying to Lima on"."""
    if not expressions:
        return 0
    before = text[: expressions[0].start - start]
    if (colon := before.rfind(": ")) > 0:
        return colon + 2
    for joint in reversed([*words.strong_joint.finditer(before)]):
        rest = before[joint.end() :]
        if words.go.match(rest.strip()) or words.arrive.match(rest.strip()):
            return joint.start()
    return 0


def _has_joint(gap: str, words: DraftingWords) -> bool:
    joints = (words.strong_joint, words.joint, _SEMICOLON)
    return any(each.search(gap) for each in joints)


def _find_last_cut(sentence: Sentence, last: Expression, words: DraftingWords) -> int | None:
    """Return where, behind the last date, the sentence tells what somebody else does meanwhile."""
    found = words.meanwhile.search(sentence.text, last.end - sentence.start)
    return found.start() if found else None


def _is_time_beside(before: Expression, after: Expression, gap: str, words: DraftingWords) -> bool:
    """Return whether a time is that of the day right before it: "on 4 May, kick-off 3 p.m."."""
    is_of_day = after.has_time and after.is_counted and not before.has_time
    is_near = len(gap.split()) <= _BESIDE and not re.search(r"[;:]", gap)
    joints = (words.joint, words.strong_joint)
    return is_of_day and is_near and not any(each.search(gap) for each in joints)


def _skip_comma_behind_lead(lead: str, gap: str) -> int:
    """Return where a gap goes on behind the comma of a date that opens its clause: "In March, "."""
    comma = re.match(r"\s*,", gap)
    is_lead = len(lead.split()) <= _FRONTED_LEAD and ": " not in gap
    return comma.end() if comma and is_lead else 0


def _find_cut(gap: str, words: DraftingWords) -> int | None:
    """Return where, between two dates, the clause of the second one begins; None if nowhere."""
    joints = [
        *words.strong_joint.finditer(gap),
        *words.joint.finditer(gap),
        *_SEMICOLON.finditer(gap),
    ]
    for joint in sorted(joints, key=re.Match[str].start):
        rest = gap[joint.end() :]
        if len(rest.split()) <= _FRONTED and not _has_verb(rest, words):
            return joint.start()
    if other := words.meanwhile.search(gap):
        return other.start()
    strong = [*words.strong_joint.finditer(gap), *_SEMICOLON.finditer(gap)]
    found = min(strong or joints, key=re.Match[str].start, default=None)
    if found is None:
        comma = _COMMA.search(gap)
        is_inserted = comma is not None and not gap[: comma.start()].strip()
        return (
            comma.start()
            if comma and (is_inserted or len(gap) > _LONG) and gap.strip(" ,")
            else None
        )
    return found.start()


def _has_verb(text: str, words: DraftingWords) -> bool:
    return any(each.search(text) for each in (words.future, words.past, words.go, words.arrive))


def _find_tense(
    text: str, expressions: Sequence[Expression], start: int, words: DraftingWords
) -> Tense:
    """Return the tense of the verb that stands nearest to the date of a clause."""
    place = expressions[0].start - start if expressions else 0
    past = [abs(each.start() - place) for each in words.past.finditer(text)]
    if words.future.search(text) and not words.since.search(text):
        return Tense.FUTURE
    return Tense.PAST if past else Tense.UNKNOWN
