"""A candidate that is a date in, where it stands; why nobody knows which one, if so, out.

What is in doubt is told with its reason, not read one way in silence, nor lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from itinerary.dates.finding.judging.names import may_be_weekday
from itinerary.dates.finding.sites import Site
from itinerary.dates.grammar.lexicon import Token
from itinerary.dates.grammar.token_kinds import fold_text

_NUMBER_BEHIND = re.compile(r" (1[0-9]\d\d|2[01]\d\d)(?![\w%]|[.,:/-]\d) ?([^\W\d_]*)")
_YEAR_BEHIND = re.compile(r"((?: (?:\d{4}\b|[^\W\d_]+)){1,3})")


def find_doubt(site: Site) -> str:
    """Return why the date that words name is not settled; empty where it is."""
    doubts = (_find_weekday_or_ordinal, _find_year_or_number, _find_decade, _find_other_year)
    return next(filter(None, (find(site) for find in doubts)), "")


def _find_weekday_or_ordinal(site: Site) -> str:
    """Tell of "na quinta visita": on Thursday she visits, or on the fifth visit."""
    if not may_be_weekday(site):
        return ""
    return (
        f"'{site.content[0].text}' may be the weekday or the ordinal before '{site.folded_after}'"
    )


def _find_year_or_number(site: Site) -> str:
    """Tell of "in May 1588 ships", whose number may be a year or count the ships."""
    if site.kinds.isdisjoint(("month_name", "season")) or "four_digits" in site.kinds:
        return ""
    found = _NUMBER_BEHIND.match(site.after)
    if found is None:
        return ""
    year, noun = found[1], found[2].lower()
    if site.is_listed("UNIT_OF_NUMBERS", noun) or site.is_listed("PLURAL", noun):
        return ""
    return f"'{year}' may be its year, or a number of '{noun}'"


def _find_decade(site: Site) -> str:
    """Tell of "the twenties" in the twenties, which may be those of a hundred years before."""
    decade = site.year // 10 * 10
    if site.style == "narrative" or not _names_decade(site, decade % 100):
        return ""
    return f"the {decade}s, or the {decade - 100}s"


def _names_decade(site: Site, decade: int) -> bool:
    """Return whether all that words say of a decade is its two digits, or their name."""
    words = [token for token in site.content if token.text != "s"]
    if not words or "four_digits" in site.kinds or "minute" in _list_kinds(words[:-1]):
        return False
    if not {("decade_word", decade), ("decade_number", decade)}.isdisjoint(words[-1].kinds):
        return True
    is_decade = site.tokens[-1].text in ("s", "'s") or bool(
        site.texts & site.language.lists["BEFORE_DECADE"]
    )
    return is_decade and ("number", decade) in words[-1].kinds


def _list_kinds(tokens: Sequence[Token]) -> set[str]:
    return {kind for token in tokens for kind, _ in token.kinds}


def _find_other_year(site: Site) -> str:
    """Tell of "the same month last year", which is that of the year behind it."""
    if "same" not in site.kinds or "four_digits" in site.kinds:
        return ""
    found = _YEAR_BEHIND.match(site.after)
    if found is None:
        return ""
    words = [fold_text(word)[0] for word in found[1].split()]
    if site.is_listed("DETERMINER", words[0]):
        return ""
    is_year = any(word.isdigit() or site.is_listed("YEAR_WORD", word) for word in words)
    return "it is that of the year behind it" if is_year else ""
