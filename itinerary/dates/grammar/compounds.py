"""Tokens in; the same out, several as one where they make one word, one name or one number."""

from __future__ import annotations

from collections.abc import Sequence

from itinerary.dates.grammar.lexicon import Lexicon, Token
from itinerary.dates.grammar.token_kinds import Kinds, list_number_kinds


def join_tokens(tokens: list[Token], words: Lexicon, text: str) -> list[Token]:
    """The tokens of a text, several as one where they belong together."""
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
    """Two words that are always one, as one token; with a third it may be one again: "depois de", "depois de amanhã"."""
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
    """The words of a name as one token: "Saint Patrick's Day"."""
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
    """Where a name ends that may begin at a token; 0 if it does not. Hyphens and words to be skipped may stand in it."""
    for word in name:
        while (
            index < len(tokens)
            and tokens[index].text != word
            and (tokens[index].text == "-" or tokens[index].text in words.skipped)
        ):
            index += 1
        if index == len(tokens) or tokens[index].text != word:
            return 0
        index += 1
    return index


def _join_number_words(tokens: list[Token], words: Lexicon) -> list[Token]:
    """Number words that make one number, as one token: "twenty-one", "two thousand ten", "treinta y uno"."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end, value = index + 1, 0
        if _is_word_of_kind(tokens[index], "number"):
            end, value = _parse_number_words(tokens, index, words)
        first, last = tokens[index], tokens[end - 1]
        if end - index > 1:
            kinds = (
                (("ordinal", value), *_list_day_kinds(value))
                if _is_word_of_kind(last, "ordinal")
                else list_number_kinds(value)
            )
            first = words.make_token(f"{first.text} {last.text}", kinds, first.start, last.end)
        result.append(first)
        index = end
    return result


def _parse_number_words(tokens: list[Token], index: int, words: Lexicon) -> tuple[int, int]:
    """Where the number that begins at a word ends, and its value."""
    thousands, rest, end = 0, 0, index
    while end < len(tokens):
        joiner = (
            tokens[end].text
            if end > index and tokens[end].text in words.joiners | words.hundred_joiners
            else ""
        )
        at = end + bool(joiner)
        value = (
            _get_number_value(tokens[at])
            if at < len(tokens)
            and (_is_word_of_kind(tokens[at], "number") or _is_word_of_kind(tokens[at], "ordinal"))
            else None
        )
        after = (
            _get_number_value(tokens[at + 1])
            if joiner and at + 1 < len(tokens) and _is_word_of_kind(tokens[at + 1], "number")
            else None
        )
        if value is None or after in (100, 1000):
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
    """A number so far, with the next word's value joined to it; None where that begins another number."""
    if not thousands and not rest:  # "zero three" is no three
        return None
    if value == 1000 and not joiner and not thousands:
        return rest * 1000, 0
    if value == 100 and not joiner and 0 < rest < 100:  # "nineteen hundred"
        return thousands, rest * 100
    if (
        rest % 100 >= 20
        and rest % 10 == 0
        and 0 < value < 10
        and (not joiner or joiner in words.joiners)
    ):
        return thousands, rest + value
    if (
        rest % 100 == 0
        and 0 < value < (100 if rest else 1000)
        and (not joiner or joiner in words.hundred_joiners)
    ):
        return thousands, rest + value
    return None


def _join_ordinals(tokens: list[Token], words: Lexicon, text: str) -> list[Token]:
    """Digits with the ending of an ordinal right behind them, as one token: "4th", "1º"."""
    result: list[Token] = []
    for token in tokens:
        last = result[-1] if result else None
        if (
            last
            and token.text in words.ordinal_suffixes
            and last.text.isdigit()
            and text[last.end : token.start] in ("", ".")
        ):
            value = int(last.text)
            result[-1] = words.make_token(
                last.text + token.text,
                (("ordinal", value), *_list_day_kinds(value)),
                last.start,
                token.end,
            )
        else:
            result.append(token)
    return result


def _get_number_value(token: Token) -> int | None:
    value = next((value for kind, value in token.kinds if kind in ("number", "ordinal")), None)
    return value if isinstance(value, int) else None


def _is_word_of_kind(token: Token, kind: str) -> bool:
    return not token.text.isdigit() and any(each == kind for each, _ in token.kinds)


def _list_day_kinds(value: int) -> Kinds:
    return (("dom", value),) if 1 <= value <= 31 else ()
