"""The head of a text in; its style, and how that was told, out.

News is seen from its publication and tells mostly of what has been. A narrative goes from date to
date, so that each is seen from the one before. An announcement tells of what is to come.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from datetime import date
from typing import NamedTuple, cast

from itinerary.dates.finding.finding_language import FindingLanguage, fold_block
from itinerary.dates.finding.sites import Style
from itinerary.dates.finding.verb_cues import find_direction_of_verb

HEAD = 65_536  # characters that the style is told by
LEAST_YEARS = 8  # written out in a narrative
LEAST_TIMES = 2  # of the day, each at the start of a line, in a programme
LEAST_DAYS = 3  # to come in an announcement
LEAST_CUES = 3  # words that tell of what is to come
HALF_YEAR = 183  # days
_YEAR = re.compile(r"(?<![\w.,/:$€£#-])(1[0-9]\d\d|20[0-6]\d)(?![\w%]|[.,:/-]\d)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_TIME_LINE = re.compile(
    r"^[ \t|*-]*(?:\d{1,2}[:h]\d\d|\d{4} ?(?:hrs|h\b)|\d{1,2} ?[ap]\.?m)", re.MULTILINE
)


class StyleChoice(NamedTuple):
    """A style, and how it was told."""

    style: Style
    reason: str


def choose_style(text: str, published: date, language: FindingLanguage) -> StyleChoice:
    """Return the style of a text.

    Args:
        text: It, of which the first 64 kB count.
        published: The day of its publication.
        language: Its language.
    """
    head = text[:HEAD]
    year = published.year
    years = [int(found) for found in _YEAR.findall(head)]
    others = sum(each != year for each in years)
    if len(years) >= LEAST_YEARS and others * 5 >= len(years) * 4:
        return StyleChoice("narrative", f"{others} of {len(years)} years are not {year}")
    if len(_TIME_LINE.findall(head)) >= LEAST_TIMES:
        return StyleChoice("announcement", "lines begin with times of the day")
    ahead, behind = _count_days(fold_block(head), published, language)
    if ahead >= LEAST_DAYS and ahead >= 2 * behind:
        return StyleChoice("announcement", f"{ahead} days are to come, {behind} have been")
    past, future = _count_cues(head, language)
    if future >= LEAST_CUES and 2 * future >= 3 * past:
        return StyleChoice(
            "announcement", f"{future} words tell of what is to come, {past} of what has been"
        )
    return StyleChoice("news", "neither a narrative nor an announcement")


def _count_days(folded: str, published: date, language: FindingLanguage) -> tuple[int, int]:
    """Return how many days by month and day are ahead of the publication, and behind it."""
    ahead = behind = 0
    kinds = language.grammar.words.kinds
    for found in language.month_days.finditer(folded):
        name, day = found[1] or found[4], int(found[2] or found[3])
        month = next(value for kind, value in kinds[name] if kind == "month_name")
        with suppress(ValueError):
            days = (date(published.year, cast("int", month), day) - published).days
            days = (days + HALF_YEAR) % (2 * HALF_YEAR) - HALF_YEAR  # of the nearest one
            ahead, behind = ahead + (days > 0), behind + (days < 0)
    return ahead, behind


def _count_cues(text: str, language: FindingLanguage) -> tuple[int, int]:
    """Return how many words tell of what has been, and how many of what is to come."""
    words = Counter(_WORD.findall(text.lower()))
    told = Counter[str]()
    for word, count in words.items():
        if word in language.verbs["PLANNED"]:
            continue
        if direction := find_direction_of_verb(word, language):
            told[direction] += count
    return told["past"], told["future"]
