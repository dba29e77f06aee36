"""A date and the places of its clause in; the city in which somebody is then out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from itinerary.drafting.clauses import Clause
from itinerary.drafting.expressions import Expression
from itinerary.drafting.gazetteer import NamedPlace, lies_in
from itinerary.drafting.language import DraftingWords

_NEAR = 26  # characters between a city and the date of the stay there
_OPENING = 4  # characters before a city that opens its clause
_BESIDE = 6  # characters between a date that opens a clause and its city
_MOST_HEAD = 5  # words before a stay that tell nothing by themselves
# Between a city and its dates: a region ("Lima, Peru,"), or for how long ("for two days").
_REASON = re.compile(r",\s+(?:[^\W\d_a-z][\w'’]*[ -]?)+,?\s*(?:\w{1,4}\s*)?$|for \w+ \w+")
_OTHER_WORDS = re.compile(r"[.;:]|\w{3,}")


def find_city_of_stay(
    clause: Clause, expression: Expression, places: Sequence[NamedPlace], words: DraftingWords
) -> NamedPlace | None:
    """Return the city whose stay a date dates; None if it dates something else.

    The date stands right behind the city ("In Lima (4-6 May), she …"), or opens the clause ("On 4
    May, in Lima, …"), or the clause says that somebody is or goes there from one day to another.
    """
    for place in places:
        is_part = len(clause.text) < len(clause.sentence.text)
        is_visited = place.relation == "visit" and is_part
        is_there = place.is_city and (place.relation in ("at", "to") or is_visited)
        if not is_there or _is_enumerated(place, places, clause) or _returns(clause, place, words):
            continue
        if _dates_stay(clause, expression, place, words):
            return place
    return None


def _dates_stay(
    clause: Clause, expression: Expression, place: NamedPlace, words: DraftingWords
) -> bool:
    begin, end = expression.start - clause.start, expression.end - clause.start
    is_staying = _is_staying(clause, place, words)
    if _is_behind(clause, place, begin):
        gap = clause.text[place.end : begin]
        is_opening = place.start - _measure_joint(clause, words) <= _OPENING
        if expression.has_days or "(" in gap or is_opening or is_staying:
            return True
    if place.relation == "visit":
        return _is_behind(clause, place, begin)
    if begin <= 2 and end <= place.start <= end + _BESIDE:
        return True
    if is_staying and _tells_no_more(clause, place):
        return True
    return expression.has_days and (is_staying or goes_to(clause, place, words))


def _measure_joint(clause: Clause, words: DraftingWords) -> int:
    """Return how many characters of a clause only join it to the one before: "and then "."""
    found = re.match(
        rf"[\s,]*(?:(?:{words.joint.pattern}|{words.strong_joint.pattern})\s+)*",
        clause.text,
        re.IGNORECASE,
    )
    return found.end() if found else 0


def _tells_no_more(clause: Clause, place: NamedPlace) -> bool:
    """Return whether nothing stands behind a city but dates: "On Monday she will be in Lima"."""
    behind = clause.text[place.end :]
    for each in clause.dates:
        behind = behind.replace(each.text, "")
    return not re.search(r"\w{3}", behind)


def _is_behind(clause: Clause, place: NamedPlace, begin: int) -> bool:
    """Return whether a date stands right behind a city."""
    gap = clause.text[place.end : begin]
    is_near = place.end <= begin and len(gap) <= _NEAR
    return is_near and not _OTHER_WORDS.search(_REASON.sub("", gap))


def _returns(clause: Clause, place: NamedPlace, words: DraftingWords) -> bool:
    return words.return_.search(clause.text[: place.start]) is not None


def goes_to(clause: Clause, place: NamedPlace, words: DraftingWords) -> bool:
    """Return whether a clause says that somebody goes to a place."""
    return place.relation == "to" and words.go.search(clause.text[: place.start]) is not None


def _is_staying(clause: Clause, place: NamedPlace, words: DraftingWords) -> bool:
    """Return whether a verb such as "will be" stands right before "in" and a city."""
    before = clause.mask_dates(words)[: place.start]  # "spends Monday and Tuesday in Lima"
    behind_verbs = (before[each.end() :] for each in words.stay_verb.finditer(before))
    return any(not re.search(r"\w", words.at_place.sub("", each)) for each in behind_verbs)


def _is_enumerated(place: NamedPlace, places: Sequence[NamedPlace], clause: Clause) -> bool:
    """Return whether a city is one of several that stand in a row."""
    others = (
        each for each in places if each is not place and (each.is_city or not lies_in(place, each))
    )
    return any(
        len(re.findall(r"\w+", _get_between(place, each, clause))) <= 2
        for each in others
        if each.relation == place.relation
    )


def _get_between(one: NamedPlace, other: NamedPlace, clause: Clause) -> str:
    return clause.text[min(one.end, other.end) : max(one.start, other.start)]


def choose_nearest(clause: Clause, places: Sequence[NamedPlace]) -> NamedPlace | None:
    """Return the place that stands nearest to the date of a clause; the first if it has none."""
    if not clause.expressions:
        return next(iter(places), None)
    date = clause.expressions[0].start - clause.start
    return min(places, key=lambda each: abs(each.start - date), default=None)


def clause_has_verb(text: str, words: DraftingWords) -> bool:
    """Return whether words tell that somebody does something; those of names do not."""
    verbs = (words.future, words.past, words.go, words.arrive, words.depart, words.trip_verb,
             words.stay_verb)  # fmt: skip
    return any(found[0][0].islower() for each in verbs for found in each.finditer(text))


def cut_stay(
    rest: str, clause: Clause, expression: Expression, stay: NamedPlace, words: DraftingWords
) -> str:
    """Return what a clause says besides where somebody is and when."""
    end = max(expression.end - clause.start, stay.end)
    head = rest[: min(expression.start - clause.start, stay.start)].rstrip()
    for small in (words.at_place, words.stay_verb):
        if ends := [each for each in small.finditer(head) if each.end() == len(head)]:
            head = head[: ends[-1].start()].rstrip()
    lead = words.joint.match(head.lstrip(" ,"))
    name = head.lstrip(" ,")[lead.end() :].strip() if lead else ""
    if name[:1].isupper() and " " in name and not clause_has_verb(name, words):
        return f"{head} {rest[end:]}"  # "and Hope Hall" before "in Memphis (12 May)"
    return f"{head if len(head.split()) > _MOST_HEAD else ''} {rest[end:]}"
