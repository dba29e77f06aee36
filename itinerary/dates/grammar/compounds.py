"""Tokens in; the same out, several as one where they make one word, one name or one number."""

from __future__ import annotations

from collections.abc import Sequence

from itinerary.dates.grammar.lexicon import Lexicon, Token
from itinerary.dates.grammar.token_kinds import Kinds, list_number_kinds


def join_tokens(tokens: list[Token], words: Lexicon, text: str) -> list[Token]:
    """Return the tokens of a text, several as one where they belong together."""
    texts = {token.text for token in tokens}
    parts = texts & words.joinable_words
    if not parts:
        return tokens
    if words.joined_pairs:
        tokens = _join_pairs(tokens, words)
    if any(texts.issuperset(name) for word in parts for name, _ in words.names.find_names(word)):
        tokens = _join_names(tokens, words)
    if sum(token.text in words.numerals for token in tokens) > 1:
        tokens = _join_number_words(tokens, words)
    if not words.ordinal_suffixes.isdisjoint(texts):
        tokens = _join_ordinals(tokens, words, text)
    return tokens


def _join_pairs(tokens: list[Token], words: Lexicon) -> list[Token]:
    """Join two words that are always one; with a third they may be one again.

    "depois de", "depois de amanhã".
    """
    result: list[Token] = []
    for token in tokens:
        if result and (result[-1].text, token.text) in words.joined_pairs:
            text = f"{result[-1].text}_{token.text}"
            result[-1] = words.make_token(
                text, words.kinds.get(text, ()), result[-1].start, token.end
            )
        else:
            result.append(token)
    return result


def _join_names(tokens: list[Token], words: Lexicon) -> list[Token]:
    """Join the words of a name: "Saint Patrick's Day"."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        found = (
            (name, kinds, end)
            for name, kinds in words.names.find_names(tokens[index].text)
            if (end := _find_name_end(tokens, index, name, words))
        )
        name, kinds, end = next(found, ((), (), index + 1))
        first = tokens[index]
        result.append(
            words.make_token("_".join(name), kinds, first.start, tokens[end - 1].end)
            if name
            else first
        )
        index = end
    return result


def _find_name_end(tokens: list[Token], index: int, name: Sequence[str], words: Lexicon) -> int:
    """Return where a name ends that may begin at a token; 0 if it does not begin there.

    Hyphens and words that may be skipped may stand in it.
    """
    for word in name:
        while index < len(tokens) and (text := tokens[index].text) != word:
            if text != "-" and text not in words.skipped:
                return 0
            index += 1
        if index == len(tokens):
            return 0
        index += 1
    return index


def _join_number_words(tokens: list[Token], words: Lexicon) -> list[Token]:
    """Join number words that make one number: "twenty-one", "treinta y uno"."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end, value = index + 1, 0
        if _is_word_of_kind(tokens[index], "number"):
            end, value = _parse_number_words(tokens, index, words)
        first, last = tokens[index], tokens[end - 1]
        if end - index > 1:
            is_ordinal = _is_word_of_kind(last, "ordinal")
            kinds = _list_ordinal_kinds(value) if is_ordinal else list_number_kinds(value)
            first = words.make_token(f"{first.text} {last.text}", kinds, first.start, last.end)
        result.append(first)
        index = end
    return result


def _parse_number_words(tokens: list[Token], index: int, words: Lexicon) -> tuple[int, int]:
    """Return where the number that begins at a word ends, and its value."""
    thousands, rest, end = 0, 0, index
    while end < len(tokens):
        joiner = ""
        if end > index and tokens[end].text in words.joiners | words.hundred_joiners:
            joiner = tokens[end].text
        at = end + bool(joiner)
        value = _get_number_value(tokens, at, "number", "ordinal")
        if value is None or (joiner and _get_number_value(tokens, at + 1, "number") in (100, 1000)):
            break
        begun = (value, 0) if value == 1000 else (0, value)
        joined = begun if end == index else _extend_number(thousands, rest, value, joiner, words)
        if joined is None:
            break
        (thousands, rest), end = joined, at + 1
        if _is_word_of_kind(tokens[at], "ordinal"):
            break
    return max(end, index + 1), thousands + rest


def _extend_number(
    thousands: int, rest: int, value: int, joiner: str, words: Lexicon
) -> tuple[int, int] | None:
    """Return the thousands and the rest of a number with the value of the next word joined to it.

    None where that word begins another number.
    """
    if not thousands and not rest:  # "zero three" is no three
        return None
    if value == 1000 and not joiner and not thousands:
        return rest * 1000, 0
    if value == 100 and not joiner and 0 < rest < 100:  # "nineteen hundred"
        return thousands, rest * 100
    if rest % 100 >= 20 and rest % 10 == 0 and 0 < value < 10:
        is_joined = not joiner or joiner in words.joiners
    else:
        is_smaller = rest % 100 == 0 and 0 < value < (100 if rest else 1000)
        is_joined = is_smaller and (not joiner or joiner in words.hundred_joiners)
    return (thousands, rest + value) if is_joined else None


def _join_ordinals(tokens: list[Token], words: Lexicon, text: str) -> list[Token]:
    """Join digits and the ending of an ordinal right behind them: "4th", "1º"."""
    result: list[Token] = []
    for token in tokens:
        last = result[-1] if result else None
        is_suffix = token.text in words.ordinal_suffixes
        if last and is_suffix and _stands_behind_digits(token, last, text):
            value = int(last.text)
            kinds = (*_list_ordinal_kinds(value), ("digit_ordinal", value))
            joined = last.text + token.text
            result[-1] = words.make_token(joined, kinds, last.start, token.end)
        else:
            result.append(token)
    return result


def _stands_behind_digits(token: Token, last: Token, text: str) -> bool:
    return last.text.isdigit() and text[last.end : token.start] in ("", ".")


def _get_number_value(tokens: Sequence[Token], index: int, *kinds: str) -> int | None:
    """Return the value of the word at a place, if there is one of these kinds."""
    if index >= len(tokens) or tokens[index].text.isdigit():
        return None
    of_kinds = (value for kind, value in tokens[index].kinds if kind in kinds)
    value = next(of_kinds, None)
    return value if isinstance(value, int) else None


def _is_word_of_kind(token: Token, kind: str) -> bool:
    return not token.text.isdigit() and any(each == kind for each, _ in token.kinds)


def _list_ordinal_kinds(value: int) -> Kinds:
    if 1 <= value <= 31:
        return (("ordinal", value), ("dom", value))
    return (("ordinal", value),)
