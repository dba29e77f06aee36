"""An article in; its temporal expressions, each with what becomes of it, out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from itinerary.articles import Article
from itinerary.codes import Code
from itinerary.dates.finding import Found, FoundKind, find
from itinerary.dates.interval import Grain, Interval
from itinerary.drafting.language import DraftingWords
from itinerary.loading.source_file import SourceFile

MAX_DATES = 10_000  # of one article
# Four digits that stand alone, without what makes them an amount or a number of something.
_YEAR = re.compile(r"(?<![\w.,/:$€£#+-])(?:19|20)\d\d(?![\w/:%€-]|[.,]\d)")
_FAR_YEARS = (1, 9999)  # in which nothing is planned
WITHDRAWN = "withdrawn: it holds no more"  # the reason why a date is only listed
Fate = Literal["", "used", "listed"]


@dataclass(slots=True, eq=False)
class Expression:
    """A temporal expression of an article, and what becomes of it in the draft.

    Attributes:
        start: Where it begins in the text of the article, in characters from 0.
        end: Where it ends; half-open.
        text: Its words, to the letter.
        kind: What it is.
        intervals: What it comes to where it stands; nothing if that is not known.
        is_counted: Whether it counts from another date of the text.
        takes_year: Whether its year is that of another date of the text, long before publication.
        is_placed: Whether it counts from the days of the trip, and is known to be one of them.
        is_absolute: Whether it states all of its date, the year too.
        fate: Whether it is used in the draft, or listed; "" as long as that is open.
        reason: Why, in a few words.

    """

    start: int
    end: int
    text: str
    kind: FoundKind
    intervals: tuple[Interval, ...] = ()
    is_counted: bool = False
    is_absolute: bool = False
    takes_year: bool = False
    is_placed: bool = False
    fate: Fate = ""
    reason: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether it names a date or a time."""
        return self.kind in (FoundKind.DATE, FoundKind.TIME)

    @property
    def has_time(self) -> bool:
        """Whether it names a clock time."""
        return any(each.grain < Grain.PART_OF_DAY for each in self.intervals)

    @property
    def is_dotted(self) -> bool:
        """Whether it is a clock time with a full stop, "9.15", and nothing else."""
        return self.has_time and re.fullmatch(r"\d{1,2}\.\d{2}", self.text) is not None

    @property
    def first(self) -> date | None:
        """The first day that it touches; None if it is open or unknown."""
        days = [each.first for each in self.intervals]
        return min((each for each in days if each), default=None) if all(days) else None

    @property
    def last(self) -> date | None:
        """The last day that it touches; None if it is open or unknown."""
        days = [each.last for each in self.intervals]
        return max((each for each in days if each), default=None) if all(days) else None

    @property
    def has_days(self) -> bool:
        """Whether it has several days, or an open side, and no clock time."""
        if self.has_time or not self.intervals:
            return False
        if self.first is None or self.last is None:
            return True
        return self.last > self.first and not self.is_coarse

    @property
    def is_coarse(self) -> bool:
        """Whether it is a month or more."""
        return any(each.grain > Grain.WEEK for each in self.intervals)

    @property
    def has_open_start(self) -> bool:
        """Whether it says only when something ends."""
        return any(each.start is None for each in self.intervals)

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is listed since the text says that it holds no more."""
        return self.reason.startswith("withdrawn")

    def use_as(self, reason: str) -> None:
        """Note what it dates in the draft."""
        self.fate, self.reason = "used", reason

    def list_as(self, reason: str) -> None:
        """Note why it is not in the draft, unless it is."""
        if not self.fate:
            self.fate, self.reason = "listed", reason


def find_dates(
    article: Article, language: str, reference: date, window: Interval | None = None
) -> Sequence[Found]:
    """Return what the finder finds in an article.

    Raises:
        DocumentError: There are more dates than any announcement has.
    """
    found = find(
        article.text, reference=reference, language=language, window=window, style="announcement"
    )
    if len(found) > MAX_DATES:
        raise SourceFile(article.name, "").create_error(
            0,
            f"the story has {len(found):,} dates, more than {MAX_DATES:,}",
            "cut it to what is about the trip",
            Code.TOO_LARGE,
        )
    return found


def find_expressions(
    article: Article, language: str, words: DraftingWords, reference: date, window: Interval | None
) -> list[Expression]:
    """Return the temporal expressions of an article, in the order of its text.

    Args:
        article: The article.
        language: Of its words.
        words: What they say in announcements.
        reference: The day of publication, or any day if that is not known.
        window: The dates of the trip, if they are stated.
    """
    found = find_dates(article, language, reference, window)
    starts = [each.start for each in article.paragraphs]
    kept = [each for each in found if _is_in_paragraph(each.start, article, starts)]
    expressions = [
        Expression(
            (start := _skip_preposition(article.text, each, words)),
            (end := _close_bracket(article.text, each.start, each.end)),
            article.text[start:end],
            each.kind,
            () if any(map(_is_far, each.intervals)) else each.intervals,
            is_counted=each.reason.startswith(("counted from", "on ")),
            is_absolute=each.anchor is None,
            takes_year=_takes_year(each, reference),
        )
        for each in kept
    ]
    loose = list(_iterate_loose(article, words, expressions))
    return sorted([*expressions, *loose], key=_get_start)


def _takes_year(found: Found, reference: date) -> bool:
    is_before = found.anchor is not None and found.anchor.year < reference.year - 1
    return is_before and found.reason.endswith(", the date before it")


def _is_far(interval: Interval) -> bool:
    """Return whether a date lies where no day need be before or behind it."""
    return any(
        each is not None and each.year in _FAR_YEARS for each in (interval.start, interval.end)
    )


def _skip_preposition(text: str, found: Found, words: DraftingWords) -> int:
    """Return where a date begins without a word that is of the verb before it: "para lunes"."""
    lead = words.before_date.match(text, found.start, found.end)
    is_date = found.kind in (FoundKind.DATE, FoundKind.TIME)
    rest = text[lead.end() : found.end] if lead and is_date else ""
    return found.end - len(rest.lstrip()) if rest.strip() else found.start


def _close_bracket(text: str, start: int, end: int) -> int:
    is_open = text.count("(", start, end) > text.count(")", start, end)
    return end + 1 if is_open and text[end : end + 1] == ")" else end


def _get_start(expression: Expression) -> int:
    return expression.start


def find_place_of(expressions: Sequence[Expression], start: int) -> int:
    """Return how many of some expressions, in the order of the text, begin before a place."""
    return bisect_left(expressions, start, key=_get_start)


def select_between(expressions: Sequence[Expression], start: int, end: int) -> list[Expression]:
    """Return those of some expressions, in the order of the text, that begin in a part of it."""
    return list(expressions[find_place_of(expressions, start) : find_place_of(expressions, end)])


def _iterate_loose(
    article: Article, words: DraftingWords, expressions: Iterable[Expression]
) -> Iterator[Expression]:
    """Yield words that name no date by themselves: what is open, and what only may be a year."""
    taken = bytearray(len(article.text) + 1)
    for each in expressions:
        taken[each.start : each.end] = b"1" * (each.end - each.start)
    for pattern, reason in (
        (words.open, "it is still open"),
        (words.loose, "it names no date by itself"),
        (_YEAR, "it may be a year"),
    ):
        for paragraph in article.paragraphs:
            for found in pattern.finditer(paragraph.text):
                start, end = paragraph.start + found.start(), paragraph.start + found.end()
                if not any(taken[start:end]):
                    taken[start:end] = b"1" * (end - start)
                    text = article.text[start:end]
                    made = Expression(start, end, text, FoundKind.VAGUE, reason=reason)
                    made.fate = "listed"
                    yield made


def _is_in_paragraph(place: int, article: Article, starts: Sequence[int]) -> bool:
    number = bisect_right(starts, place) - 1
    return number >= 0 and place < article.paragraphs[number].end
