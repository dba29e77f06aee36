"""The blocks of a text in, one after the other; the temporal expressions in them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from itinerary.dates.expressions import Context, Expression, OpenRange, RefusedPhrase, Shift
from itinerary.dates.finding.anchors import AnchorFinder
from itinerary.dates.finding.candidates import Candidate, CoverChooser
from itinerary.dates.finding.directions import Place
from itinerary.dates.finding.finding_language import FindingLanguage, fold_block
from itinerary.dates.finding.found import Found, FoundKind, Timex
from itinerary.dates.finding.islands import Island, iterate_islands
from itinerary.dates.finding.judging import find_objection
from itinerary.dates.finding.judging.doubts import find_doubt
from itinerary.dates.finding.phrases import Phrase
from itinerary.dates.finding.sentences import goes_on_between, heads_clause, is_aside, names_thing
from itinerary.dates.finding.sites import Site
from itinerary.dates.finding.styles import StyleChoice
from itinerary.dates.finding.timex import (
    format_duration,
    format_vague_duration,
    iterate_derivations,
)
from itinerary.dates.finding.verb_cues import find_direction_of_verb, find_verb_cue
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError

_SENTENCE_START = re.compile(r"^\W*$|[.!?]\W*$")
_SUM_BEFORE = re.compile(r"\d(?:[\d.,]*\d)?((?: \w+){0,2}) $")
_REACH_OF_SUM = 40  # characters before an amount of time in which its sum may stand
LEAST_OPENING_DAYS = 5  # of a week, on which something is open as a rule
_WORD = re.compile(r"[^\W\d_]+")
_UNKNOWN = Timex("DATE", "X")  # a date that nothing settles
_RECURRING = {1: Grain.WEEK, 3: Grain.YEAR}  # by how seldom a date recurs
_RARE_AMOUNTS = (Grain.SECOND, Grain.QUARTER, Grain.HALF)  # "three quarters", "a half": fractions


class _Read(NamedTuple):
    """A phrase, where it stands, and why nobody knows which date it is; empty if that is known."""

    phrase: Phrase
    place: Place
    doubt: str


class Finder:
    """Finds the temporal expressions of a text, block by block, and remembers the dates so far.

    Args:
        language: Of the text.
        context: That of the publication.
        choice: The style of the text, and how that was told.
    """

    def __init__(self, language: FindingLanguage, context: Context, choice: StyleChoice) -> None:
        conventions = replace(context.conventions, ago="unit")
        self.language, self.style = language, choice.style
        self.told_style = f"style {choice.style}: {choice.reason}"
        self.context = context._replace(conventions=conventions)
        self.anchors = AnchorFinder(self.context, choice.style, language)
        self.memory = self.anchors.memory

    def find_in_block(self, text: str, start: int, end: int) -> list[Found]:
        """Return what is found between two places of a text, in order."""
        self.memory.begin_block()
        read: list[_Read] = []
        for offset, island in iterate_islands(text, start, end, self.language):
            for candidate, phrase, doubt in self._read_island(text, (start, end), offset, island):
                own = candidate.words
                place = Place(text, offset + own.start, offset + own.end, (start, end))
                read.append(_Read(phrase, place, doubt))
        found = [each for item in self._put_days_first(read) if (each := self._describe(*item))]
        loose = list(self._find_loose_words(text, start, end, found))
        return sorted([*found, *loose], key=lambda each: each.start)

    def _put_days_first(self, read: Sequence[_Read]) -> Iterator[_Read]:
        """Yield phrases in order, but a time of the day behind its day: "at 6:15 on 2 March"."""
        waiting: list[_Read] = []
        for item in read:
            phrase, place = item.phrase, item.place
            if waiting and (
                isinstance(phrase.meaning, OpenRange)
                or not goes_on_between(
                    place.text, waiting[-1].place.end, place.start, self.language
                )
            ):
                yield from waiting
                waiting = []
            if phrase.is_time_of_day and not self.anchors.has_day_in_sentence(place):
                waiting.append(item)
                continue
            yield item
            yield from waiting
            waiting = []
        yield from waiting

    def _read_island(
        self, text: str, limits: tuple[int, int], offset: int, island: Island
    ) -> list[tuple[Candidate, Phrase, str]]:
        """Return the phrases of the best cover of an island, with what they mean and any doubt.

        What is no date leaves its words to others.
        """
        chooser = CoverChooser(island.candidates, island.length)
        known: dict[Candidate, tuple[Phrase, str]] = {}
        while cover := chooser.choose_cover():
            refused: list[Candidate] = []
            for each in cover:
                if each in known:
                    continue
                if judged := self._judge(text, limits, offset, each):
                    known[each] = judged
                else:
                    refused.append(each)
            if not refused:
                return [(each, *known[each]) for each in cover]
            chooser.refuse(refused)
        return []

    def _judge(
        self, text: str, limits: tuple[int, int], offset: int, each: Candidate
    ) -> tuple[Phrase, str] | None:
        """Return what a candidate means where it stands, and why that is in doubt; note a name."""
        year, memory = self.context.today.year, self.memory
        site = Site(text, limits, offset, each, self.language, self.style, year, memory)
        objection = find_objection(site)
        if objection == "is_lone_name" and not each.words.is_after_word:
            memory.names.add(each.words.content[0].text)
            if "month_name" in site.kinds:
                memory.months.add(each.words.content[0].text)
        phrase = None if objection else each.phrase
        return (phrase, find_doubt(site)) if phrase else None

    def _describe(self, phrase: Phrase, place: Place, doubt: str) -> Found | None:
        words = place.text[place.start : place.end]
        if doubt:
            return Found(place.start, place.end, words, FoundKind.VAGUE, (), _UNKNOWN, reason=doubt)
        if isinstance(phrase.meaning, RefusedPhrase):
            found = _describe_refused(phrase, phrase.meaning, words, place)
            if found and found.kind == FoundKind.DURATION and self._is_rate(words, place):
                timex = found.timex._replace(type="SET")
                return replace(found, kind=FoundKind.SET, timex=timex)
            return found
        if phrase.amount and self._takes_time(phrase.meaning, words, place):
            parts = iterate_derivations(phrase.readings[0])
            item = next(each for each in parts if each.value == phrase.amount)
            begin, stop = place.start + item.start, place.start + item.end
            timex = Timex("DURATION", format_duration(phrase.amount))
            return Found(begin, stop, place.text[begin:stop], FoundKind.DURATION, (), timex)
        if phrase.rank in _RECURRING and self._is_each_time(place):
            timex = Timex("SET", format_duration(((1, _RECURRING[phrase.rank]),)))
            return Found(place.start, place.end, words, FoundKind.SET, (), timex)
        return self._resolve(phrase, words, place)

    def _resolve(self, phrase: Phrase, words: str, place: Place) -> Found:
        """Return a date with what it comes to, or as vague where its words do not agree."""
        start, end = place.start, place.end
        if doubt := self.anchors.find_doubt(phrase, place):
            return Found(start, end, words, FoundKind.VAGUE, (), _UNKNOWN, reason=doubt)
        anchor = self.anchors.find_anchor(phrase, place)
        try:
            resolution, timex = phrase.resolve(words, anchor.context)
        except PhraseError as error:
            if phrase.amount is not None:  # hours, counted from a day without a clock
                timex = Timex("DURATION", format_duration(phrase.amount))
                return Found(start, end, words, FoundKind.DURATION, (), timex)
            reason = error.message
            return Found(
                start,
                end,
                words,
                FoundKind.VAGUE,
                (),
                _UNKNOWN,
                anchor.day,
                reason,
                self.told_style,
            )
        intervals = resolution.intervals
        if phrase.rank == 1 and self._tells_opening_hours(intervals, place):
            timex = Timex("SET", format_duration(((1, Grain.WEEK),)))
            return Found(start, end, words, FoundKind.SET, (), timex, style=self.told_style)
        kind = FoundKind.TIME if timex.type == "TIME" else FoundKind.DATE
        if not (isinstance(phrase.meaning, OpenRange) and phrase.meaning.side == "before"):
            is_stated = phrase.rank >= 3 and not (phrase.is_relative or phrase.is_anaphor)
            may_head = phrase.rank == 4 and phrase.amount is None  # not "two years ago"
            self.memory.note(
                intervals[-1],
                end,
                is_stated=is_stated,
                is_ahead=may_head and heads_clause(*place, self.language),
                is_aside=is_aside(*place, self.language),
                is_name=names_thing(place.text, start, place.limits, self.language),
            )
        return Found(
            start, end, words, kind, intervals, timex, *anchor[1:], self.told_style, resolution
        )

    def _tells_opening_hours(self, intervals: Sequence[Interval], place: Place) -> bool:
        """Return whether weekdays are those of each week: "open Tuesday to Sunday from 10 to 5".

        In news hours on so many days tell so by themselves.
        """
        first, last = intervals[0].first, intervals[-1].last
        if first is None or last is None or (last - first).days < LEAST_OPENING_DAYS - 1:
            return False
        if self.style == "news" and len(intervals) >= LEAST_OPENING_DAYS:
            return True
        before = place.text[max(place.limits[0], place.start - _REACH_OF_SUM) : place.start]
        words = _WORD.findall(fold_block(before))
        return bool(words) and words[-1] in self.language.lists["OPENING"]

    def _takes_time(self, meaning: Expression, words: str, place: Place) -> bool:
        """Return whether "in six years" says how long: unless what is told is to come."""
        word = fold_block(words).split()[0]
        if word in self.language.lists["TAKES_TIME_ALWAYS"]:
            return True
        is_onward = isinstance(meaning, Shift) and meaning.sign > 0
        if not is_onward or word not in self.language.lists["TAKES_TIME"]:
            return False
        cue = find_verb_cue(*place, self.language)
        if cue is None or cue.direction == "past":
            return True
        verbs = self.language.verbs  # "closes at its lowest level in six years"
        return cue.word in verbs["PRESENT"] - verbs["FUTURE"] - verbs["PLANNED"]

    def _is_each_time(self, place: Place) -> bool:
        """Return whether it is each year's or week's: "every 15 May", "every Monday at 6"."""
        before = place.text[max(place.limits[0], place.start - _REACH_OF_SUM) : place.start]
        words = fold_block(before).split()
        return bool(words) and words[-1] in self.language.lists["EVERY"]

    def _is_rate(self, words: str, place: Place) -> bool:
        """Return whether so much goes to each such time: "$15 a year", "60 miles an hour"."""
        first, *rest = fold_block(words).split()
        if len(rest) != 1 or first not in self.language.lists["BEFORE_UNIT_OF_RATE"]:
            return False
        start = max(place.limits[0], place.start - _REACH_OF_SUM)
        amount = _SUM_BEFORE.search(place.text[start : place.start].lower())
        return amount is not None and not any(
            find_direction_of_verb(word, self.language) for word in amount[1].split()
        )

    def _find_loose_words(
        self, text: str, start: int, end: int, found: Sequence[Found]
    ) -> Iterator[Found]:
        """Yield the words that name no date but tell of time: "recently", "annual"."""
        taken = [(each.start, each.end) for each in found]
        for hit in self.language.loose.finditer(fold_block(text[start:end])):
            first, last = hit.start() + start, hit.end() + start
            if any(begin < last and first < stop for begin, stop in taken):
                continue
            if text[first].isupper() and not _SENTENCE_START.search(text[start:first][-4:]):
                continue  # "the Daily Mail"
            words, value = text[first:last], self.language.vague.get(hit[0])
            if value is None:
                timex = Timex("SET", self.language.sets[hit[0]])
                yield Found(first, last, words, FoundKind.SET, (), timex)
            else:
                yield Found(first, last, words, FoundKind.VAGUE, (), Timex("DATE", value))


def _describe_refused(
    phrase: Phrase, meaning: RefusedPhrase, words: str, place: Place
) -> Found | None:
    """Return words that name no date: how long, how often, or nobody knows when."""
    amount, unit = phrase.amount, phrase.unit
    kind, timex = FoundKind.VAGUE, _UNKNOWN
    if meaning.reason == "recurring":
        often = amount or ((1, unit or Grain.WEEK),)
        kind, timex = FoundKind.SET, Timex("SET", format_duration(often))
    elif meaning.reason == "duration" and amount:
        if amount[0][1] in _RARE_AMOUNTS:
            return None
        kind, timex = FoundKind.DURATION, Timex("DURATION", format_duration(amount))
    elif unit is not None and meaning.reason != "fiscal year":
        timex = Timex("DURATION", format_vague_duration(unit))
    reason = meaning.refusal.message if kind == FoundKind.VAGUE else ""
    return Found(place.start, place.end, words, kind, (), timex, reason=reason)
