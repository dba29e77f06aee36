"""A candidate in; whether its words are no hour, decade or era, though they sound so, out."""

from __future__ import annotations

from itinerary.dates.finding.candidates import DECADES
from itinerary.dates.finding.judging.numbers import SMALL_WORD_BEHIND, is_plural_behind
from itinerary.dates.finding.sites import Site

_NO_HOURS = frozenset(("unit", "units", "day_unit", "month_name"))
_DECADE_KINDS = frozenset(("decade_word", "decade_number", "third"))


def is_amount_not_hour(site: Site) -> bool:
    """Refuse "tres y media" where the language says "a las tres y media" of an hour."""
    lists = site.language.lists
    before = lists["BEFORE_HOUR_IN_WORDS"]
    if not before or "spelled_hour" not in site.kinds or not before.isdisjoint(site.texts):
        return False
    joins = not site.texts.isdisjoint(lists["HOUR_JOINER"]) and site.kinds.isdisjoint(_NO_HOURS)
    if not joins and site.texts.isdisjoint(lists["TRIGGER"]):
        return False
    return site.kinds.isdisjoint(("half", "part_of_day"))


def is_hour_of_thing(site: Site) -> bool:
    """Refuse "the four o'clock flower", "ten o'clock news", without "at" before it."""
    if len(site.content) != 1 or not site.is_listed("BEHIND_HOUR", site.tokens[-1].text):
        return False
    lists = site.language.lists
    is_alone = not site.small_words - lists["BEHIND_HOUR"] - lists["DETERMINER"]
    has_noun = SMALL_WORD_BEHIND.match(site.after) is not None
    joiners = lists["AFTER_ORDINAL"] | lists["WHEN"]
    return is_alone and has_noun and site.folded_after not in joiners


def is_era_without_capitals(site: Site) -> bool:
    """Refuse "14 ad campaigns", whose era would be "14 AD"."""
    return any(
        site.is_listed("ERA_IN_CAPITALS", token.text) and not site.is_shouted(token)
        for token in site.tokens
    )


def is_number_not_decade(site: Site) -> bool:
    """Refuse "her early twenties", "los treinta heridos", which are no decade."""
    if site.texts & site.language.lists["BEFORE_DECADE"]:
        return False
    is_told = not site.language.lists["DETERMINER"].isdisjoint((*site.texts, site.folded_before))
    if site.tokens[-1].text == "s" and site.tokens[-2].text in DECADES:  # "in the 90s"
        return not is_told
    if not all(_DECADE_KINDS & {kind for kind, _ in token.kinds} for token in site.content):
        return False
    if "decade_number" not in site.kinds:
        return not is_told
    words = {*site.texts, site.folded_before}
    leads = site.language.lists["BEFORE_YEAR"] | site.language.lists["NEIGHBOUR"]
    has_lead = "third" in site.kinds or bool(words & leads)
    return not has_lead or not is_told or is_plural_behind(site)
