"""Tokens of a phrase that tells of the past in; its digits that are years, not clock times, out."""

from __future__ import annotations

from collections.abc import Sequence

from itinerary.dates.grammar.lexicon import Lexicon, Token


def take_digits_for_years(tokens: list[Token], words: Lexicon) -> list[Token]:
    """Return digits that may be a year or a time as a year, but behind a year or "at"."""
    found: list[Token] = []
    before: list[Token] = []  # the last words and numbers
    for token in tokens:
        found.append(_take_for_year(token, before, words))
        if token.text != ",":
            before = [*before[-2:], token]
    return found


def _announces_time(token: Token, words: Lexicon) -> bool:
    """Return whether digits behind a word are a time: behind "at", and behind a year."""
    kinds = dict(token.kinds)
    return token.text in words.time_words or "four_digits" in kinds or "iso_day" in kinds


def _take_for_year(token: Token, before: Sequence[Token], words: Lexicon) -> Token:
    """Return digits as a year, if what stands before them does not make them a time."""
    kinds = dict(token.kinds)
    if "hour_minute" not in kinds or (before and _announces_time(before[-1], words)):
        return token
    if "year_or_time" in kinds:
        kinds["plain_year"] = kinds.pop("year_or_time")
    elif "three_digits" not in kinds and not any(map(_is_month, before)):
        return token
    del kinds["hour_minute"]
    return words.make_token(token.text, tuple(kinds.items()), token.start, token.end)


def _is_month(token: Token) -> bool:
    return "month_name" in dict(token.kinds)
