"""A candidate in; whether its numbers are no years, days or hours, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from itinerary.dates.finding.candidates import DECADES
from itinerary.dates.finding.judging.names import NAME_KINDS, PART_KINDS
from itinerary.dates.finding.sites import Site
from itinerary.dates.grammar.lexicon import Token

FIRST_YEAR, LAST_YEAR = 1700, 2060  # within which four digits are taken for a year
YEARS_OF_NOUNS = 60  # before the publication, of which an event may be
YEARS_NEAR = 4  # of the publication, within which a weak preposition makes a year
_YEARS_OF_MONTHS = range(1000, 2200)  # that are taken for a year behind a month: "May 1588"
_NAMED_TIMES = frozenset(("month_name", "season"))
_DAY_AND_HOURS = frozenset(("dom_in_digits", "hour_minute"))
_SIGNS = frozenset("-–—/.,:&")
_HALF_KINDS = frozenset(("half", "am_pm", "letter_half", "noon_word", "zone", "zone_name"))
# What an ordinal counts.
_COUNTED_KINDS = frozenset(
    ("unit", "units", "weekday", "weekday_plural", "part_of_day", "fraction", "half_year",
     "parts_of_day", "months_together", "week_word", "workday", "weekend_word", "final", "number")
)  # fmt: skip
_NUMBER = re.compile(r"\d{3,4}|\d{4}-\d\d")
_BEHIND_NAME = re.compile(r"\w[\w'’]* [A-Z][^\W\d_'’]{2,} $")
SMALL_WORD_BEHIND = re.compile(r" [^\W\d_A-Z]")
_NUMBER_BEHIND = re.compile(r"\s?\d|,")


def is_number_not_year(site: Site) -> bool:
    """Refuse three or four digits that are no year where they stand."""
    digits = [token for token in site.content if _NUMBER.fullmatch(token.text)]
    is_whole_date = len(site.content) == 3 and bool(site.small_words & {"/", "-", "."})
    if not digits or is_whole_date:
        return False
    if not all(map(_may_be_year, digits)) and not _has_hours(site):
        return not _is_year_of_date(site, digits)
    if len(digits) == 1 and _is_part_of_name(site, digits[0]):
        return True
    if not all(_NUMBER.fullmatch(each.text) or each.text.isdigit() for each in site.content):
        return False
    if site.is_listed("UNIT_OF_NUMBERS", site.folded_after) and site.after[:1] in " \u00a0-":
        return True
    if site.is_listed("BEFORE_NUMBER", site.folded_before) or _counts_things(site):
        return True
    words = site.small_words - _SIGNS - site.language.lists["JOINED_BY"]
    if not words - site.language.lists["DETERMINER"]:
        return not (_is_year_by_itself(site, digits) or _is_year_of_noun(site, digits))
    is_range = not words.isdisjoint(site.language.lists["RANGE_START"])
    if is_range and len(digits) == 2 and words <= site.language.lists["BETWEEN_YEARS"]:
        return digits[0].text >= digits[1].text
    is_weak = words <= site.language.lists["WEAK_BEFORE_YEAR"]
    return is_weak and not all(_is_near(token, site.year) for token in digits)


def _is_year_of_date(site: Site, digits: Sequence[Token]) -> bool:
    """Return whether digits are a year of any time, or hours: beside an era, month or season."""
    if "era" in site.kinds:
        return True
    if site.kinds.isdisjoint(_NAMED_TIMES) or (is_plural_behind(site) and not _is_joined(site)):
        return False
    years = [int(each.text) for each in digits if len(each.text) == 4]
    return len(years) == len(digits) and (
        site.kinds >= _DAY_AND_HOURS or (len(years) == 1 and years[0] in _YEARS_OF_MONTHS)
    )


def _is_part_of_name(site: Site, year: Token) -> bool:
    """Return whether a noun stands behind "the" and a year: "in the 1812 Building".

    Of what was in that year it is the year, but not "after" it: "after the 1906 quake".
    """
    if not site.folded_after.isalpha() or site.after[:1] != " " or site.tokens[-1] is not year:
        return False
    *before, article, _ = ["", "", *(token.text for token in site.tokens)]
    if not site.is_listed("POSSESSIVE", article) or before == [""]:
        return False
    is_inside = site.is_listed("BEFORE_YEAR_OF_EVENT", before[-1])
    return not (is_inside and site.is_listed("EVENT", site.folded_after))


def _is_joined(site: Site) -> bool:
    """Return whether "of" or a comma ties the last number to what is before it: "May 3, 1588"."""
    *_, before, _ = ["", "", *(token.text for token in site.tokens)]
    return before == "," or site.is_listed("OF", before)


def _may_be_year(token: Token) -> bool:
    return len(token.text) > 3 and FIRST_YEAR <= int(token.text[:4]) <= LAST_YEAR


def _is_near(token: Token, year: int) -> bool:
    return abs(int(token.text[:4]) - year) <= YEARS_NEAR


def _has_hours(site: Site) -> bool:
    """Return whether four digits are hours: "1430 hrs", "0800 UTC"."""
    is_half = not _HALF_KINDS.isdisjoint(site.kinds)
    return is_half or not site.texts.isdisjoint(site.language.lists["HOUR"])


def _counts_things(site: Site) -> bool:
    """Return whether a noun in the plural stands behind a number: "2000 vatios"."""
    return not site.small_words and is_plural_behind(site)


def is_plural_behind(site: Site) -> bool:
    """Return whether a noun in the plural may stand behind: "workers"."""
    word = site.folded_after
    if not SMALL_WORD_BEHIND.match(site.after) or not word.isalpha() or len(word) <= 3:
        return False
    endings = tuple(site.language.lists["PLURAL_ENDING"])
    return word.endswith(endings) or site.is_listed("PLURAL", word)


def _is_year_by_itself(site: Site, digits: Sequence[Token]) -> bool:
    """Return whether a year without a preposition is one: in brackets, or behind a name."""
    if site.before[-1:] == "(" and site.after[:1] == ")":
        return "/" not in site.small_words
    if site.is_listed("BEFORE_YEAR", site.folded_before) and site.word_before[-1:].isalpha():
        return True
    if len(site.content) > 1:
        return False
    is_named = _BEHIND_NAME.search(site.before) is not None
    is_cut = _NUMBER_BEHIND.match(site.after) is not None
    return is_named and digits[0].text == str(site.year) and not is_cut


def _is_year_of_noun(site: Site, digits: Sequence[Token]) -> bool:
    """Return whether a year stands before what was in it: "the 2008 election"."""
    lists = site.language.lists
    if len(digits) > 1 or lists["POSSESSIVE"].isdisjoint((*site.texts, site.folded_before)):
        return False
    year, noun = int(digits[0].text[:4]), site.folded_after
    is_recent = site.year - YEARS_OF_NOUNS <= year <= site.year + YEARS_NEAR
    return is_recent and site.after[:1] == " " and noun in lists["EVENT"]


def is_clock_without_reason(site: Site) -> bool:
    """Refuse "9:58", "3:07:35" that nothing tells to be a time of the day."""
    clocks = [each for each in site.content if any(kind == "clock" for kind, _ in each.kinds)]
    if not clocks or not site.kinds.isdisjoint(NAME_KINDS | _HALF_KINDS | {"day_word"}):
        return False
    if any(token.text.count(":") > 1 for token in clocks):
        return True
    if site.is_listed("UNIT_OF_NUMBERS", site.folded_after):
        return True
    if site.small_words - _SIGNS - site.language.lists["BETWEEN_TIMES"]:
        return False
    if site.is_listed("BEFORE_TIME", site.folded_before):
        return False
    return not (site.style == "announcement" and _leads_its_line(site))


def _leads_its_line(site: Site) -> bool:
    """Return whether it leads its line or cell, or stands behind a comma, bracket or dash."""
    before = site.before
    is_in_column = before.endswith(("  ", "\t")) or before.rstrip(" ")[-1:] in "|,(–—-:"
    return site.is_at_block_start or is_in_column


def is_pair_of_numbers(site: Site) -> bool:
    """Refuse "9/11", "10.12", "3-4" that nothing tells to be days."""
    if not all(token.text.isdigit() or not token.kinds for token in site.tokens):
        return False
    if site.is_listed("ERA_IN_LETTERS", "_".join(token.text for token in site.tokens[-2:])):
        return False
    if sum(len(token.text) <= 2 for token in site.content) < 2:
        return False
    words = site.small_words
    if len(site.content) == 3 and any(len(token.text) == 4 for token in site.content):
        is_bare = not words - _SIGNS
        return "." in words and is_bare and not site.language.lists["DOTTED_DATES"]
    if "/" not in words:
        return True
    is_told = site.is_listed("NOUN_BEFORE_NUMERIC_DATE", site.folded_before)
    if is_told or not words.isdisjoint(site.language.lists["BEFORE_NUMERIC_DATE"]):
        return False
    return not (site.style == "announcement" and site.is_at_block_start)


def is_bare_hour(site: Site) -> bool:
    """Refuse four digits that would be a time by "at" alone: "at 1812 Overture Street"."""
    is_plain = all(token.text.isdigit() and len(token.text) == 4 for token in site.content)
    return is_plain and "at" in site.small_words


def is_small_year(site: Site) -> bool:
    """Refuse "Year 7" and "May 81", whose numbers are no years."""
    words = site.language.lists["YEAR_WORD"]
    for one, other in pairwise(site.tokens):
        if site.is_listed("BEFORE_DECADE", one.text) and other.text in DECADES:
            return False  # "los años 20"
        if one.text in words and other.text.isdigit() and len(other.text) < 3:
            return True
    if "month_name" not in site.kinds or len(site.content) != 2:
        return False
    numbers = [token.text for token in site.content if token.text.isdigit()]
    return any(len(number) == 2 and int(number) > 31 for number in numbers)


def is_day_without_month(site: Site) -> bool:
    """Refuse "Monday 2" in a language that writes "Monday the 2nd"."""
    if site.language.lists["WEEKDAY_AND_NUMBER"] or len(site.content) != 2:
        return False
    one, other = site.content
    is_weekday = any(kind == "weekday" for kind, _ in one.kinds)
    return is_weekday and other.text.isdigit() and not site.small_words


def is_number_in_words(site: Site) -> bool:
    """Refuse "first and May", "August one", "one morning": days and hours are in digits."""
    lists = site.language.lists
    allowed, triggers = lists["DAY_IN_WORDS"], lists["TRIGGER"] | lists["HOUR_JOINER"]
    for index, token in enumerate(site.tokens):
        kinds = {kind for kind, _ in token.kinds}
        if token.text[0].isdigit() or "weekday" in kinds:
            continue
        behind = [each for each in site.tokens[index + 1 :] if each.text != "-"]
        is_day_of = {"dom", "ordinal"} <= kinds and behind and site.is_listed("OF", behind[0].text)
        if "month_name" in site.kinds and (is_day_of or token.text in allowed):
            continue
        counted = _list_kinds_counted(site, behind)
        if "spelled_number" in kinds and counted & PART_KINDS:
            return True
        if counted & _COUNTED_KINDS or kinds & {"final", "which"}:
            continue
        is_of_date = not site.kinds.isdisjoint(("month_name", "weekday"))
        if "hour" in kinds and not site.kinds.isdisjoint(("half", *PART_KINDS)):
            continue  # "a las seis de la tarde del jueves"
        if "spelled_hour" in site.kinds and not site.texts.isdisjoint(triggers):
            continue  # "half past seven on Monday", "a las seis y cuarto"
        if "ordinal" in kinds or ("dom" in kinds and is_of_date):
            return True
    return False


def _list_kinds_counted(site: Site, behind: Sequence[Token]) -> set[str]:
    """Return the kinds of the word that ordinals count: "first and third Tuesday"."""
    if not behind:
        return set()
    kinds, *following = [{kind for kind, _ in each.kinds} for each in behind[:2]]
    if site.is_listed("COUNTED", behind[0].text):
        return {"unit"}
    if site.is_listed("JOINED_BY", behind[0].text) and "ordinal" in set().union(*following):
        return _list_kinds_counted(site, behind[2:])
    return kinds


def is_weekday_with_score(site: Site) -> bool:
    """Refuse "0-1 Wednesday", "Monday 5-3", whose numbers nothing tells to be hours."""
    if "weekday" not in site.kinds or not _HALF_KINDS.isdisjoint(site.kinds):
        return False
    numbers = [token for token in site.content if token.text.isdigit()]
    if len(numbers) != 2 or len(site.content) != 3 or "/" in site.small_words:
        return False
    return not site.small_words - _SIGNS - {"on"}


def is_ordinal_of_something(site: Site) -> bool:
    """Refuse "the 19th floor", "the 11th" hole: a day alone is announced, or stands behind "on"."""
    if "digit_ordinal" not in site.kinds:
        return False
    if not all(each.text[0].isdigit() and each.text[-1].isalpha() for each in site.content):
        return False
    has_noun = site.after[:1] == " " and site.folded_after
    if has_noun and not site.is_listed("AFTER_ORDINAL", site.folded_after):
        return True
    if site.style != "announcement":
        return "on" not in site.small_words
    determiners = site.language.lists["DETERMINER"]
    return determiners.isdisjoint((*site.texts, site.folded_before))
