"""A candidate in its place in; whether its words are a date there, out.

"May" is a month or a verb, "2000" a year or a number of kilometres, "the fall" a season or an
accident. Each rule refuses one kind of words that are no date where they stand; the words that it
goes by are lists of the language.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from itinerary.dates.finding.judging.edges import (
    has_unbalanced_bracket,
    is_cut_from_longer_word,
    is_cut_from_noun,
    is_joined_to_verb,
    is_joined_to_year,
    is_month_cut_from_day,
    is_split_by_comma,
)
from itinerary.dates.finding.judging.hours import (
    is_amount_not_hour,
    is_era_without_capitals,
    is_hour_of_thing,
    is_number_not_decade,
)
from itinerary.dates.finding.judging.names import (
    HOLIDAY_KINDS,
    NAME_KINDS,
    PART_KINDS,
    is_among_names_with_numbers,
    is_city_or_person,
    is_followed_by_name_ending,
    is_lone_name,
    is_model,
    is_name_behind_preposition,
    is_name_of_paper,
    is_name_of_place,
    is_ordinal_not_weekday,
    is_saint,
    is_short_word_without_number,
    is_small_holiday,
    is_title,
    is_without_its_capital,
)
from itinerary.dates.finding.judging.numbers import (
    is_bare_hour,
    is_clock_without_reason,
    is_day_without_month,
    is_number_in_words,
    is_number_not_year,
    is_ordinal_of_something,
    is_pair_of_numbers,
    is_small_year,
    is_weekday_with_score,
)
from itinerary.dates.finding.judging.units import (
    LONE_UNIT_KINDS,
    is_age,
    is_counted_from_event,
    is_fine_unit,
    is_lone_unit,
    is_meal,
    is_quarter_of_game,
    is_season_of_games,
    is_season_without_neighbour,
)
from itinerary.dates.finding.sites import Site

_UNIT_KINDS = frozenset(("unit", "units", *LONE_UNIT_KINDS))
_DIGIT_KINDS = frozenset(("number", "iso_month"))
Rule: TypeAlias = Callable[[Site], bool]
# Each with the kinds of words that it is about; with none it is about all. The first ones ask for
# nothing but the words themselves.
WORD_RULES: tuple[tuple[Rule, frozenset[str]], ...] = (
    (is_split_by_comma, frozenset()),
    (is_joined_to_year, frozenset(("four_digits",))),
    (is_bare_hour, _DIGIT_KINDS),
    (is_small_year, frozenset(("number",))),
    (is_day_without_month, frozenset(("weekday",))),
    (is_number_in_words, frozenset(("ordinal", "dom"))),
    (is_amount_not_hour, frozenset(("spelled_hour",))),
    (is_weekday_with_score, frozenset(("weekday",))),
    (is_fine_unit, _UNIT_KINDS),
    (is_season_of_games, _UNIT_KINDS),
)
PLACE_RULES: tuple[tuple[Rule, frozenset[str]], ...] = (
    (is_cut_from_longer_word, frozenset()),
    (is_joined_to_verb, frozenset()),
    (is_month_cut_from_day, frozenset(("month_name",))),
    (is_cut_from_noun, frozenset(("ordinal",))),
    (has_unbalanced_bracket, frozenset()),
    (is_without_its_capital, NAME_KINDS | _UNIT_KINDS),
    (is_short_word_without_number, NAME_KINDS | _UNIT_KINDS),
    (is_title, NAME_KINDS | PART_KINDS | _UNIT_KINDS),
    (is_lone_name, NAME_KINDS),
    (is_name_behind_preposition, NAME_KINDS),
    (is_followed_by_name_ending, NAME_KINDS | PART_KINDS),
    (is_name_of_place, NAME_KINDS),
    (is_among_names_with_numbers, NAME_KINDS | _UNIT_KINDS),
    (is_model, frozenset(("month_name",))),
    (is_name_of_paper, PART_KINDS),
    (is_small_holiday, HOLIDAY_KINDS),
    (is_city_or_person, HOLIDAY_KINDS),
    (is_saint, HOLIDAY_KINDS),
    (is_ordinal_not_weekday, frozenset(("weekday",))),
    (is_season_without_neighbour, frozenset(("season",))),
    (is_number_not_decade, frozenset(("decade_word", "decade_number", "two_digits"))),
    (is_hour_of_thing, frozenset(("hour",))),
    (is_era_without_capitals, frozenset(("era",))),
    (is_number_not_year, _DIGIT_KINDS),
    (is_clock_without_reason, frozenset(("clock",))),
    (is_pair_of_numbers, frozenset(("number",))),
    (is_ordinal_of_something, frozenset(("digit_ordinal",))),
    (is_meal, PART_KINDS),
    (is_lone_unit, _UNIT_KINDS),
    (is_counted_from_event, frozenset()),
    (is_age, _UNIT_KINDS),
    (is_quarter_of_game, _UNIT_KINDS),
)


def find_objection(site: Site) -> str:
    """Return the name of the first rule that refuses a candidate; empty if none does."""
    words = site.words
    if words.objection is None:
        words.objection = _find_first(_choose_rules(WORD_RULES, site.kinds), site)
        words.rules = _choose_rules(PLACE_RULES, site.kinds)
    return words.objection or _find_first(words.rules, site)


def _find_first(rules: tuple[Rule, ...], site: Site) -> str:
    for rule in rules:
        if rule(site):
            return rule.__name__
    return ""


@lru_cache(maxsize=5000)
def _choose_rules(
    rules: tuple[tuple[Rule, frozenset[str]], ...], kinds: frozenset[str]
) -> tuple[Rule, ...]:
    return tuple([rule for rule, about in rules if not about or about & kinds])
