"""A candidate in; whether its words are the name of a person, place, street or paper, out."""

from __future__ import annotations

import re

from itinerary.dates.finding.finding_language import fold_block
from itinerary.dates.finding.sites import Site
from itinerary.dates.grammar.lexicon import Token

# Of words that are names of persons, clubs and places, too.
NAME_KINDS = frozenset(
    (
        "weekday",
        "weekday_plural",
        "month_name",
        "season",
        "holiday_word",
        "holiday_name",
        "clock_word",
    )
)
HOLIDAY_KINDS = frozenset(("holiday_word", "holiday_name"))
PART_KINDS = frozenset(
    ("part_of_day", "parts_of_day", "plain_part", "night_part", "mid_word", "mid_part")
)
_TITLE_KINDS = PART_KINDS | {"unit", "units", "clock_word"}
_DAY_KINDS = frozenset(("weekday", "day_word", "this_part", "month_name", "early_part"))
_CAPITAL = re.compile(r"[\"'“‘(]?[A-ZÀ-Þ][\w'’.-]*$")
_CAPITAL_BEHIND = re.compile(r" [\"'“‘(]*[A-ZÀ-Þ]")
_SMALL_LETTER_BEHIND = re.compile(r" [a-zà-ÿ]")
_NUMBER_BEHIND = re.compile(r" \d")
_NAME_BEHIND_COMMA = re.compile(r", [A-ZÀ-Þ]")
_EXPLANATION = re.compile(r", (\w+) ")
_SCORE = re.compile(r"\d-\d+ $")
_SENTENCE_START = re.compile(r"[.!?:¡¿(][\"'”’»]?\s*$")
_POSSESSIVES = ("'s", "’s")
_WORD = re.compile(r"[^\W\d_]+")
_NAME_WITH_NUMBER = re.compile(
    r"\s*[,;]\s*(?:(?:and|y|e)\s+)?([A-ZÀ-Ý][a-zà-ÿ]+)\s(\d+)\s*(?:[,;.(]|$)"
)
_NAME_WITH_NUMBER_BEFORE = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+\s\d+\s*[,;]\s*$")


def is_without_its_capital(site: Site) -> bool:
    """Refuse "may", "march", "sun" without a capital, and where it tells names, with one."""
    for token in site.content:
        if not site.is_capital(token) and site.is_listed("NEEDS_CAPITAL", token.text):
            return True
        if not site.is_capital(token) and site.is_listed("NEEDS_CAPITAL_ALONE", token.text):
            return not site.words.has_digits
        if site.is_listed("NEEDS_SMALL_LETTER", token.text) and site.is_capital(token):
            starts_sentence = site.is_at_block_start or _SENTENCE_START.search(site.before)
            is_told = site.words.has_digits or site.is_shouted(token)
            return not (starts_sentence or is_told)
    return False


def is_short_word_without_number(site: Site) -> bool:
    """Refuse "Sat", "Dec", "Mar" without a full stop or a number beside them."""
    if site.words.has_digits:
        return False
    is_hour = not site.texts.isdisjoint(site.language.lists["HOUR_JOINER"])
    is_number = is_hour or not site.kinds.isdisjoint(("unit", "units"))
    return any(
        site.is_listed("NEEDS_NUMBER", token.text)
        and not site.has_stop_behind(token)
        and not (is_number and any(kind == "number" for kind, _ in token.kinds))  # "dez anos"
        for token in site.content
    )


def is_title(site: Site) -> bool:
    """Refuse "Saturday Night", "Monday Week", "Noon" behind a date, inside a sentence."""
    return not site.is_at_block_start and any(
        site.is_capital(token) and not site.is_shouted(token)
        for token in site.content[1:]
        if any(kind in _TITLE_KINDS for kind, _ in token.kinds)
    )


def is_lone_name(site: Site) -> bool:
    """Refuse weekdays, months and holidays alone where they may be names.

    So they are beside a word with a capital ("Theresa May", "Friday Street"), at the start of a
    sentence ("May said"), and in a list of names ("two cats, Friday and Wednesday").
    """
    if not site.content or site.small_words - site.language.lists["JOINED_BY"]:
        return False
    if not all(map(_may_be_name, site.content)):
        return False
    if _stands_among_names(site):
        return True
    if site.is_listed("DATE_ARTICLE", site.folded_before):
        return False
    return _is_part_of_name(site) or _starts_sentence_as_name(site)


def _may_be_name(token: Token) -> bool:
    return any(kind in NAME_KINDS for kind, _ in token.kinds)


def _stands_among_names(site: Site) -> bool:
    """Return whether a name or number stands right beside it."""
    if not site.is_at_clause_start and _CAPITAL.match(site.word_before):
        lists = site.language.lists
        return site.folded_before not in lists["DETERMINER"] | lists["DATE_ARTICLE"]
    if _CAPITAL_BEHIND.match(site.after) or _NUMBER_BEHIND.match(site.after):
        return True
    return any(kind == "clock_word" for kind, _ in site.content[0].kinds)


def _is_part_of_name(site: Site) -> bool:
    """Return whether the words before or behind it tell that it is a name, or part of one."""
    before = site.folded_before
    if site.is_listed("BEFORE_NAME", before) or _SCORE.search(site.before):
        return True
    beside = site.words.second_before
    if beside is not None and beside.text in site.names and site.is_listed("JOINED_BY", before):
        return True
    is_holiday = not HOLIDAY_KINDS.isdisjoint(site.kinds)
    if "_" in site.content[0].text:  # "Independence Day", but not "May Day"
        is_holiday = is_holiday and _begins_as_person(site)
    if before == "of" and not HOLIDAY_KINDS.isdisjoint(site.kinds):
        return True
    if site.before.rstrip()[-1:] == "," and not site.is_at_clause_start:
        return True
    if not _SMALL_LETTER_BEHIND.match(site.after):
        return False
    is_noun = is_holiday or site.is_listed("ARTICLE", before)
    return is_noun and not site.is_listed("EVENT", site.folded_after)


def _begins_as_person(site: Site) -> bool:
    word = site.content[0].text
    return word in site.months or site.is_listed("NAME_OF_PERSON", word.split("_")[0])


def _starts_sentence_as_name(site: Site) -> bool:
    """Return whether it may be what a sentence is about: "May said", "Sunday's child"."""
    is_person = _begins_as_person(site)
    if "_" in site.content[0].text and not is_person:
        return False
    if not site.is_at_clause_start:
        return is_person and "month_name" in site.kinds
    if site.is_at_block_start and _NAME_BEHIND_COMMA.match(site.after):
        return True
    if site.text[site.end - 2 : site.end] in _POSSESSIVES:
        behind = _WORD.findall(site.after.lower())[:3]
        return not any(site.is_listed("EVENT", word) for word in behind)
    is_heading = site.is_at_block_start and not site.after.strip(" .:*#|")
    return is_person or not (is_heading or site.after[:1] in (",", ":", ")"))


def is_name_behind_preposition(site: Site) -> bool:
    """Refuse "from March", "by Sunday Adisa", where the preposition stands before names, too."""
    if len(site.content) != 1 or site.kinds.isdisjoint(NAME_KINDS):
        return False
    words = site.small_words - site.language.lists["DETERMINER"]
    is_weak = bool(words) and words <= site.language.lists["BEFORE_NAME_OR_DATE"]
    (token,) = site.content
    if is_weak and (_CAPITAL_BEHIND.match(site.after) or token.text in site.months):
        return True
    if token.text in site.names and _is_explained(site):
        return True
    is_told = not words.isdisjoint(site.language.lists["BEFORE_PERSON_NAME_IS_DATE"])
    if is_told or site.is_listed("DATE_ARTICLE", site.folded_before):
        return False
    return site.is_listed("NAME_OF_PERSON", token.text)


def _is_explained(site: Site) -> bool:
    """Return whether it is told what bears the name: "in March, a town in the Fens"."""
    found = _EXPLANATION.match(site.after)
    return found is not None and site.is_listed("ARTICLE", found[1])


def is_followed_by_name_ending(site: Site) -> bool:
    """Refuse "14 June Terrace", "the March Company", "Monday Club"."""
    if site.kinds.isdisjoint(NAME_KINDS | PART_KINDS):
        return False
    is_name = _CAPITAL_BEHIND.match(site.after.replace("\u00a0", " "))
    return is_name is not None and site.is_listed("NAME_ENDING", site.folded_after)


def is_name_of_place(site: Site) -> bool:
    """Refuse "Calle 25 de Mayo", "Rua 15 de Novembro", which are streets."""
    lists = site.language.lists
    has_name = "month_name" in site.kinds or any(map(site.is_capital, site.content))
    if not lists["PLACE_WORD"] or site.kinds.isdisjoint(NAME_KINDS) or not has_name:
        return False
    if not site.before.endswith((" ", "\u00a0")):  # a sign parts them: "un puente; el lunes"
        return False
    *_, one, other = ["", "", *_WORD.findall(fold_block(site.before))]
    is_joined = other in lists["PLACE_NAME_JOINT"] and one in lists["PLACE_WORD"]
    return other in lists["PLACE_WORD"] or is_joined


def is_among_names_with_numbers(site: Site) -> bool:
    """Refuse "March 15" beside "Okafor 33": players and what they scored."""
    if site.kinds.isdisjoint(("month_name", "weekday", "unit")):
        return False
    if not site.tokens[-1].text.isdigit():
        return False
    if behind := _NAME_WITH_NUMBER.match(site.after):
        kinds = site.language.grammar.words.kinds.get(behind[1].lower(), ())
        is_date = any(kind == "month_name" for kind, _ in kinds) and int(behind[2]) <= 31
        return not is_date
    return _NAME_WITH_NUMBER_BEFORE.search(site.before) is not None


def is_model(site: Site) -> bool:
    """Refuse "model June", "Form May"."""
    return "month_name" in site.kinds and site.is_listed("BEFORE_NUMBER", site.folded_before)


def is_name_of_paper(site: Site) -> bool:
    """Refuse "the Evening Standard", "Twelfth Night", "Morning glory", "the night watchman"."""
    parts = [token for token in site.content if _is_part_of_day(token)]
    if not parts or not site.kinds.isdisjoint(_DAY_KINDS):
        return False
    if any(site.is_capital(token) for token in parts):
        return True
    is_told = site.small_words - site.language.lists["DETERMINER"]
    lead = site.text[site.start : site.end].split(" ")[0].lower()
    if lead in site.language.verbs["BEFORE_PART"]:
        return False  # "à noite" is no "a noite"
    is_listed = site.is_listed("LONE_PART", parts[0].text)
    return len(parts) == len(site.content) and not is_told and not is_listed


def _is_part_of_day(token: Token) -> bool:
    return any(kind in PART_KINDS for kind, _ in token.kinds)


def is_small_holiday(site: Site) -> bool:
    """Refuse a holiday without a capital, which is mostly another word: "on the assumption"."""
    return any(
        not site.has_capital(token) and not site.is_listed("SMALL_HOLIDAY", token.text)
        for token in site.content
        if any(kind in HOLIDAY_KINDS for kind, _ in token.kinds)
    )


def is_city_or_person(site: Site) -> bool:
    """Refuse "en Asunción", "em Natal", "los Reyes": the feast has other words before it."""
    if len(site.content) != 1 or not site.is_listed("HOLIDAY_OR_NAME", site.content[0].text):
        return False
    *_, lead = ["", site.folded_before, *(each.text for each in site.tokens if not each.kinds)]
    return not site.is_listed("HOLIDAY_WITH_LEAD", f"{lead}_{site.content[0].text}")


def is_saint(site: Site) -> bool:
    """Refuse a saint's name alone, which is mostly a place: "in St Andrews", "en San Juan"."""
    return bool(site.content) and all(
        site.is_listed("SAINT", token.text.split("_")[0]) and "day" not in token.text.split("_")
        for token in site.content
    )


def is_ordinal_not_weekday(site: Site) -> bool:
    """Refuse "a segunda edição", "uma quinta", where a weekday may be an ordinal or a noun."""
    words = site.language.lists["WEEKDAY_OR_ORDINAL"]
    if len(site.content) != 1 or site.content[0].text not in words or "feira" in site.texts:
        return False
    near = {*site.small_words, site.folded_before}
    if near.isdisjoint(site.language.lists["BEFORE_WEEKDAY"]):
        return True
    if not _has_noun_behind(site) or may_be_weekday(site):
        return False
    return not site.is_listed("AFTER_WEEKDAY", site.folded_after)


def may_be_weekday(site: Site) -> bool:
    """Return whether a weekday or an ordinal stands before what may be a verb: "quinta visita"."""
    words = site.language.lists["WEEKDAY_OR_ORDINAL"]
    if len(site.content) != 1 or site.content[0].text not in words or "feira" in site.texts:
        return False
    return _has_noun_behind(site) and site.is_listed("VERB_OR_NOUN", site.folded_after)


def _has_noun_behind(site: Site) -> bool:
    has_word = site.after[:1] == " " and site.folded_after.isalpha()
    return has_word and not site.is_listed("PLANNED", site.folded_after)  # "na segunda regressa"
