"""A candidate in; whether it is cut from what it belongs to, by the signs beside it, out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from itinerary.dates.finding.sites import Site
from itinerary.dates.grammar.lexicon import Token

_CUT_BEFORE = re.compile(r"[\w/.$#€£¥@&%=+<>`\\-]$|\d[.,:]$|[(\[]\d+[)\]]\s*$")
_CUT_BEHIND = re.compile(
    r"[\w@%=+<>#$`\\(\[]|-\w|/\w|[.,:]\d|\.[a-z]|[ \u00a0]?(?:%|°|€|£)|['’](?!s\b)\w|[–—]\d"
)
_NOUN = re.compile(r" ([^\W\d_A-Z][^\W\d_]{2,})")  # in small letters
_DAY_BEFORE = re.compile(r"(?<![\d.,:/])(?:[12]?\d|3[01])(?:st|nd|rd|th)? $")
_BEHIND_WEEKDAY = frozenset(("month_name", "dom", "clock", "hour", "unit", "day_unit"))
_CLOCK_KINDS = frozenset(("clock", "hour", "hour_minute", "clock_word"))


def is_cut_from_longer_word(site: Site) -> bool:
    """Refuse a part of a number, an address on the web, a name with a hyphen, code."""
    return bool(_CUT_BEFORE.search(site.before) or _CUT_BEHIND.match(site.after))


def has_unbalanced_bracket(site: Site) -> bool:
    """Refuse words that are partly inside brackets."""
    inside = site.text[site.start : site.end]
    if "(" not in inside and ")" not in inside:
        return False
    open_ones = inside.count("(") - inside.count(")")
    return open_ones != 0 and not (open_ones == 1 and site.after.startswith(")"))


def is_joined_to_verb(site: Site) -> bool:
    """Refuse "on Wednesday and visit", "on Monday and after", which go on with what is done."""
    if len(site.tokens) < 2:
        return False
    before, last = site.tokens[-2:]
    if site.is_listed("AFTERWARDS", last.text):  # "on Monday and after that Lima"
        return site.after[:1] == " " and site.is_listed("JOINED_BY", before.text)
    if not site.is_listed("TRIP_OR_VERB", last.text):
        return False
    return before.text == "," or bool(before.kinds) or site.is_listed("JOINED_BY", before.text)


def is_month_cut_from_day(site: Site) -> bool:
    """Refuse the month of "on 1 June after two years" without its day."""
    is_month = bool(site.tokens) and any(kind == "month_name" for kind, _ in site.tokens[0].kinds)
    return is_month and _DAY_BEFORE.search(site.before) is not None


def is_cut_from_noun(site: Site) -> bool:
    """Refuse "two weeks after the first" before a noun that it counts: "reading", "round"."""
    last = site.tokens[-1] if len(site.tokens) > 1 else None
    is_ordinal = last is not None and last.text.isalpha() and _is_ordinal(last)
    behind = _NOUN.match(site.after) if is_ordinal else None
    return behind is not None and not any(
        site.is_listed(each, behind[1]) for each in ("SMALL", "JOINED_BY", "RANGE_END")
    )


def _is_ordinal(token: Token) -> bool:
    return any(kind == "ordinal" for kind, _ in token.kinds)


def is_joined_to_year(site: Site) -> bool:
    """Refuse "on 20 June and 2025-26", whose years are of something else."""
    joiners = [i for i, each in enumerate(site.tokens) if site.is_listed("JOINED_BY", each.text)]
    for index in joiners:
        before = {kind for token in site.tokens[:index] for kind, _ in token.kinds}
        behind = [token for token in site.tokens[index + 1 :] if token.kinds]
        years = [token for token in behind if token.text.isdigit()]
        is_day = "month_name" in before and ("dom" in before or len(years) > 1)
        is_year = years == behind and bool(years) and len(years[0].text) == 4
        if is_day and is_year and "four_digits" not in before:
            return True
    return False


def is_split_by_comma(site: Site) -> bool:
    """Refuse words that a comma keeps apart: "2009, the first quarter"."""
    if "," not in site.texts:
        return False
    return _has_ordinal_behind_year(site) or any(
        token.text == ","
        and not site.is_listed("RANGE_END", site.tokens[index + 1].text)
        and not _may_have_comma(_find_head(site.tokens, index - 1), site.tokens[index + 1])
        for index, token in enumerate(site.tokens)
        if 0 < index < len(site.tokens) - 1
    )


def _has_ordinal_behind_year(site: Site) -> bool:
    """Return whether a comma parts a year from what goes on: "1953, the second two years later"."""
    determiners = site.language.lists["DETERMINER"]
    said = [token for token in site.tokens if token.text not in determiners]
    return any(
        one.text[0].isdigit()
        and comma.text == ","
        and not other.text[0].isdigit()
        and any(kind in ("unit", "ordinal") for kind, _ in other.kinds)
        for one, comma, other in zip(said, said[1:], said[2:], strict=False)
    )


def _find_head(tokens: Sequence[Token], index: int) -> Token:
    """Return the word that tells of a compound that ends there: of "quinta-feira" the first."""
    while index > 1 and not tokens[index].kinds and tokens[index - 1].text == "-":
        index -= 2
    return tokens[index]


def _may_have_comma(one: Token, other: Token) -> bool:
    """Return whether a comma may stand between two words of a date."""
    before = {kind for kind, _ in one.kinds}
    behind = {kind for kind, _ in other.kinds}
    if "four_digits" in behind:
        dated = ("dom", "month_name", "weekday", "ordinal", "season", "four_digits")
        return not before.isdisjoint(dated)
    if before & behind & {"weekday", "month_name"} or behind & {"zone", "zone_name"}:
        return True
    is_small_word = not behind
    if before & {"weekday", "day_word"}:
        return is_small_word or bool(behind & _BEHIND_WEEKDAY)
    if before & {"dom", "four_digits"}:
        return is_small_word or bool(behind & {"weekday", "dom", *_CLOCK_KINDS})
    if "month_name" in before:
        return bool(behind & {"clock", "weekday"})
    if before & {"half", "clock", "zone", "clock_word"}:
        days = {"weekday", "month_name", "dom", "day_word"}
        return is_small_word or bool(behind & {"clock", "zone", *days})
    return False
