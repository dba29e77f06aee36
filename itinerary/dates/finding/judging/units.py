"""A candidate in; whether its unit, season or meal is no date there, out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from itinerary.dates.finding.finding_language import fold_block
from itinerary.dates.finding.sites import Site
from itinerary.dates.interval import Grain

REACH_OF_BUSINESS = 300  # characters to either side in which a word may tell of it
LONE_UNIT_KINDS = frozenset(
    ("unit", "units", "weekend_word", "week_word", "half_year", "fraction", "quarter")
)
_TELL_WHICH = frozenset(("which", "adjacent", "following", "final", "edge"))
_TELL_WHICH_QUARTER = frozenset(("which", "four_digits", "month_name"))
_LONG = (Grain.DECADE, Grain.CENTURY)
_WORD_BEHIND = re.compile(r" [\w'‘“]")
_OLD = re.compile(r"-?\s?olds?\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def is_season_without_neighbour(site: Site) -> bool:
    """Refuse "fall", "spring" without a year or a word that tells: "the fall of a load"."""
    seasons = [each for each in site.content if site.is_listed("NEEDS_NEIGHBOUR", each.text)]
    if not seasons:
        return False
    if rest := [token for token in site.content if token not in seasons]:
        return all(token.text.isdigit() and len(token.text) != 4 for token in rest)
    near = {*site.small_words, site.folded_before}
    if near.isdisjoint(site.language.lists["NEIGHBOUR"]):
        return True
    return site.folded_after == "of"


def is_fine_unit(site: Site) -> bool:
    """Refuse "second", "the last minute", which are mostly no time; not "the second Monday"."""
    others = [each for each in site.content if not site.is_listed("FINE_UNIT", each.text)]
    if len(others) == len(site.content):
        return False
    return all(_TELL_WHICH.issuperset(kind for kind, _ in each.kinds) for each in others)


def is_season_of_games(site: Site) -> bool:
    """Refuse "this season", which is mostly one of games or of television."""
    return not site.texts.isdisjoint(site.language.lists["SEASON_OF_GAMES"])


def is_lone_unit(site: Site) -> bool:
    """Refuse "the day", "the week" and units alone, but for the ends that days and weeks have."""
    if not all(any(kind in LONE_UNIT_KINDS for kind, _ in token.kinds) for token in site.content):
        return False
    if site.small_words - site.language.lists["SMALL"]:
        return False
    if site.is_listed("RECURRING_UNIT", site.tokens[-1].text):
        return not site.small_words  # "on weekends"
    if "weekend_word" in site.kinds and len(site.tokens) > 1:
        return False
    if site.texts.isdisjoint(site.language.lists["DETERMINER"]):
        return True
    return not site.is_listed("BEFORE_THE_UNIT", site.folded_before)


def is_counted_from_event(site: Site) -> bool:
    """Refuse "five years after", "since the day after" before an event, which is no date."""
    if _WORD_BEHIND.match(site.after) is None:
        return False
    first = site.folded_after
    if site.is_listed("THAN", first) and site.is_listed("COMPARED", site.tokens[-1].text):
        return True  # "a week earlier than last year"
    if _is_open(site) or site.is_listed("BEFORE_EVENT", f"{site.tokens[-1].text}_{first}"):
        return True
    if not _ends_with_the_unit(site):
        return False
    pair = "_".join(_WORD.findall(fold_block(site.after))[:2])
    return "_" in pair and not site.language.lists["BEFORE_EVENT"].isdisjoint((first, pair))


def _is_open(site: Site) -> bool:
    return site.is_listed("BEFORE_EVENT", site.tokens[-1].text)


def _ends_with_the_unit(site: Site) -> bool:
    """Return whether the last words are "the day" or "the month", which may be anyone's.

    Late in the day, it is the one that is told of.
    """
    *rest, last = site.tokens
    if not site.texts.isdisjoint(site.language.lists["EDGE_OF_TOLD_UNIT"]):
        return False
    if not any(kind in LONE_UNIT_KINDS or kind == "day_unit" for kind, _ in last.kinds):
        return False
    return bool(rest) and site.is_listed("DETERMINER", rest[-1].text)


def is_age(site: Site) -> bool:
    """Refuse "22-year-old", "aged 6 months"."""
    return bool(_OLD.match(site.after)) or site.is_listed("BEFORE_AGE", site.folded_before)


def is_quarter_of_game(site: Site) -> bool:
    """Refuse a quarter or half without a year where what stands around is not about business."""
    fractions = [each for each in site.content if site.is_listed("FRACTION", each.text)]
    if not fractions or not site.kinds.isdisjoint(_TELL_WHICH_QUARTER):
        return False
    if any(kind in ("unit", "ending") and value in _LONG for kind, value in _list_kinds(site)):
        return False  # "the second half of the 18th century"
    if len(site.content) == len(fractions):
        return True
    if "hour" in site.kinds and not site.texts.isdisjoint(site.language.lists["BESIDE_QUARTER"]):
        return False
    start, end = site.limits
    first, last = max(start, site.start - REACH_OF_BUSINESS), site.end + REACH_OF_BUSINESS
    around = site.text[first : min(end, last)].lower()
    words = site.language.lists["BUSINESS"]
    return "$" not in around and words.isdisjoint(_WORD.findall(around))


def _list_kinds(site: Site) -> Iterator[tuple[str, object]]:
    return (kind for token in site.content for kind in token.kinds)


def is_meal(site: Site) -> bool:
    """Refuse "lunch" as what people have: it is a time behind "at" or "over"."""
    is_told = not site.kinds.isdisjoint(("weekday", "day_word", "month_name"))
    if is_told or site.texts.isdisjoint(site.language.lists["MEAL"]):
        return False
    return site.language.lists["BEFORE_MEAL"].isdisjoint((*site.small_words, site.folded_before))
