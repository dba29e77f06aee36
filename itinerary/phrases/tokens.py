"""Text in; tokens out: words folded for case and accents, numbers with their values, clock times and ISO dates whole.

A token has kinds, which is what rules ask for: "4" is a number, a day of a month, an hour and the number of a month.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from itinerary.diagnostics import PhraseError, near

MOST_CHARACTERS = 200
MOST_TOKENS = 64
Kinds = tuple[tuple[str, object], ...]  # each kind with the token's value as one of that kind


class Token(NamedTuple):
    """A piece of a phrase: its folded text, its kinds and where it stands in the original."""

    text: str
    kinds: Kinds
    start: int
    end: int


class Words(NamedTuple):
    """What a language knows of words: their kinds, which ones may be skipped, and how its ordinals end ("th")."""

    kinds: Mapping[str, Kinds]
    literals: frozenset[str]
    skipped: frozenset[str]
    ordinal_suffixes: frozenset[str]
    joiners: frozenset[str]  # what may stand between tens and units: "twenty-one", "treinta y uno"
    hundred_joiners: frozenset[str]  # what may stand behind a hundred or a thousand: "two thousand and ten"
    of_names: frozenset[str] = frozenset()  # what is a word of names of several words and nothing else
    joined: frozenset[tuple[str, ...]] = frozenset()  # pairs of words that are always one: "la mañana" is no "mañana"

    def knows(self, text: str) -> bool:
        """Whether any rule or word list mentions a word."""
        return any(text in known for known in (self.kinds, self.literals, self.skipped, self.ordinal_suffixes, self.of_names))


_TOKEN = re.compile(
    r"(?P<moment>\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)"
    r"|(?P<day>\d{4}-\d\d-\d\d)(?!\d)"
    r"|(?P<digits>(?:1[89]|20)\d\d[01]\d[0-3]\d)(?!\d)"
    r"|(?P<month>\d{4}-(?:0[1-9]|1[0-2]))(?![\d-])"
    r"|(?P<grouping>(?<![-/\d])\d{4}-(?:2[1-4]|3[3-6]|4[01]))(?![-/\d])"
    r"|(?P<decade>\d{3}x)\b|(?P<century>\d\dxx)\b"
    r"|['’](?P<apostrophe>\d\d)(?![\d:])(?!.*['’])"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?)(?!\d)"
    r"|(?P<number>\d+)"
    r"|(?P<letters>(?:[^\W\d_]\.){2,}|[^\W\d_]\.[^\W\d_]\b)"
    r"|(?P<zone>(?:africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific)/[a-z_/-]+)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<anchor>\$[a-z0-9][\w-]*(?:\.[a-z]+)?)"
    r"|(?P<dots>\.\.+|…)"
    r"|(?P<symbol>[-‐‑‒–—−~,./:()'’\"“”@º°ª&+|!?;*<>=])"
    r"|(?P<space>\s+)"
)
_DAY, _TIME = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", r"(?:[01]?\d|2[0-4]):[0-5]\d(?::(?:[0-5]\d|60))?"
_SOUND = {"day": re.compile(_DAY), "moment": re.compile(rf"{_DAY}[t ]{_TIME}.*"), "clock": re.compile(_TIME)}
_IN_DIGITS = "write year-month-day, hours and minutes: 2025-03-28, 20:30"
_GENITIVE = re.compile("[^\\W\\d_]{2}['’]s$")
_DASHES = re.compile("[‐‑‒–—−]")
_SILENT = frozenset("()'’\"“”!?;*|")


def fold(text: str) -> tuple[str, Sequence[int]]:
    """The text without case and accents, and for each of its characters the offset of the original one.

    >>> fold("Próximo")[0]
    'proximo'
    """
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    folded, offsets = [], []
    for offset, char in enumerate(text):
        for part in unicodedata.normalize("NFKD", char).casefold():
            if not unicodedata.combining(part):
                folded.append(part)
                offsets.append(offset)
    return "".join(folded), [*offsets, len(text)]


def plain(word: str) -> str:
    """A folded word without apostrophes, which never count: "mother's", "mothers'" and "mothers" are one.

    >>> plain("mother’s")
    'mothers'
    """
    return word.replace("’", "").replace("'", "")


def tokenize(text: str, words: Words) -> list[Token]:
    """The tokens of a phrase; raises PhraseError at the first character or word that the language does not know."""
    if len(text) > MOST_CHARACTERS:
        raise PhraseError(
            f"longer than {MOST_CHARACTERS} characters", kind="unread", text=text[:MOST_CHARACTERS], hint="write only the date"
        )
    folded, offsets = fold(text)
    tokens: list[Token] = []
    position = 0
    while position < len(folded):
        found = _TOKEN.match(folded, position)
        if found is None or found.lastgroup is None:
            raise _unknown(text, offsets[position], "this sign is no part of a date phrase")
        token = _token(found.lastgroup, found[0], offsets[position], offsets[found.end()], text, words)
        if token and not _is_stop(token, folded, position):
            tokens.append(token)
        position = found.end()
    tokens = _with_ordinals(_with_compounds(_with_pairs(tokens, words), words), words, text)
    if len(tokens) > MOST_TOKENS:
        raise PhraseError(f"more than {MOST_TOKENS} words", kind="unread", text=text, hint="write only the date")
    return tokens


def _unknown(text: str, position: int, message: str, hint: str = "") -> PhraseError:
    return PhraseError(message, kind="unread", text=text, position=position, hint=hint or "write a date such as 4 March 2025 or TBD")


def _is_stop(token: Token, folded: str, position: int) -> bool:
    """A full stop counts only between numbers: elsewhere it ends an abbreviation or a sentence."""
    return token.text == "." and not (position and folded[position - 1].isdigit() and folded[position + 1 : position + 2].isdigit())


def _token(group: str, found: str, start: int, end: int, text: str, words: Words) -> Token | None:
    if group == "space" or found in _SILENT:
        return None
    if group == "apostrophe":
        return Token(found, (("apostrophe_year", int(found[1:])),), start, end)
    if group == "number":
        return Token(found, number_kinds(int(found), found), start, end)
    if group == "symbol":
        return Token(_DASHES.sub("-", found), (), start, end)
    if group in _SOUND and not _SOUND[group].fullmatch(found):
        raise PhraseError(f"'{found}' is no {'time of day' if group == 'clock' else 'date'}", text=text, position=start, hint=_IN_DIGITS)
    if group == "digits":
        return _token("day", f"{found[:4]}-{found[4:6]}-{found[6:]}", start, end, text, words)
    if group in ("moment", "day", "month", "grouping", "decade", "century", "clock"):
        return Token(group, ((f"iso_{group}" if group != "clock" else "clock", found),), start, end)
    if group in ("anchor", "zone"):
        return Token(group, ((group, text[start:end].removeprefix("$")),), start, end)
    if group == "dots":
        return Token("..", (), start, end)
    word = plain(found).replace(".", "")
    if _GENITIVE.search(found) and words.knows(word[:-1]):
        word = word[:-1]
    if not words.knows(word):
        raise unknown_word(text, start, end, words)
    return Token(word, words.kinds.get(word, ()), start, end)


def unknown_word(text: str, start: int, end: int, words: Words) -> PhraseError:
    """The refusal of a word, with the known one that it is most like."""
    word = plain(fold(text[start:end])[0])
    return _unknown(text, start, f"'{text[start:end]}' is no word of a date phrase", _meant(word, text[start].isupper(), words))


def _meant(word: str, is_capital: bool, words: Words) -> str:
    """A hint that names the known word that a wrong one is most like, with its capital; a word of names only if it is very like it."""
    if len(word) < 3:
        return ""

    def alike(known: Iterable[str]) -> list[str]:
        return sorted(each for each in known if each[:1] == word[:1] and abs(len(each) - len(word)) < 3)

    found = near(word, alike([*words.kinds, *words.literals])) or near(word, alike(words.of_names - {word}), 0.8)
    return f"did you mean '{found.capitalize() if is_capital else found}'?" if found else ""


def number_kinds(value: int, digits: str = "") -> Kinds:
    """The kinds of a number: by its value, and, where it is written in digits, by their count.

    >>> [kind for kind, _ in number_kinds(15, "15")]
    ['number', 'dom', 'hour', 'minute', 'two_digits']
    """
    width = len(digits)
    kinds = ["number"]
    if 1 <= value <= 31 and width <= 2:
        kinds.append("dom")
    if value <= 24 and width <= 2:
        kinds += ["hour"] if digits else ["hour", "spelled_hour"]
    if 1 <= value <= 12 and 0 < width <= 2:
        kinds.append("month_number")
    if value <= 59 and (width == 2 or (not digits and value)):
        kinds.append("minute")
    if width in (1, 2):
        kinds.append(("one_digit", "two_digits")[width - 1])
    if (width == 4 or not digits) and 1000 <= value <= 2999:
        kinds.append("four_digits")
    if width in (3, 4) and value // 100 <= 24 and value % 100 <= 59:
        kinds.append("hour_minute")
        if digits[0] == "0":
            kinds.append("time_in_digits")
    return tuple((kind, value) for kind in kinds)


def _with_pairs(tokens: list[Token], words: Words) -> list[Token]:
    """Two words that are always one, as one token; with a third it may be one again: "depois de", "depois de amanhã"."""
    if not words.joined:
        return tokens
    result: list[Token] = []
    for token in tokens:
        if result and (result[-1].text, token.text) in words.joined:
            text = f"{result[-1].text}_{token.text}"
            result[-1] = Token(text, words.kinds.get(text, ()), result[-1].start, token.end)
        else:
            result.append(token)
    return result


def _number(token: Token) -> int | None:
    value = next((value for kind, value in token.kinds if kind in ("number", "ordinal")), None)
    return value if isinstance(value, int) else None


def _is_word(token: Token, kind: str) -> bool:
    return not token.text.isdigit() and any(each == kind for each, _ in token.kinds)


def _with_compounds(tokens: list[Token], words: Words) -> list[Token]:
    """Number words that make one number, as one token: "twenty-one", "two thousand ten", "treinta y uno"."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end, value = index + 1, 0
        if _is_word(tokens[index], "number"):
            end, value = _number_words(tokens, index, words)
        first, last = tokens[index], tokens[end - 1]
        if end - index > 1:
            kinds = (("ordinal", value), *_days(value)) if _is_word(last, "ordinal") else number_kinds(value)
            first = Token(f"{first.text} {last.text}", kinds, first.start, last.end)
        result.append(first)
        index = end
    return result


def _number_words(tokens: list[Token], index: int, words: Words) -> tuple[int, int]:
    """Where the number that begins at a word ends, and its value."""
    thousands, rest, end = 0, 0, index
    while end < len(tokens):
        joiner = tokens[end].text if end > index and tokens[end].text in words.joiners | words.hundred_joiners else ""
        at = end + bool(joiner)
        value = _number(tokens[at]) if at < len(tokens) and (_is_word(tokens[at], "number") or _is_word(tokens[at], "ordinal")) else None
        after = _number(tokens[at + 1]) if joiner and at + 1 < len(tokens) and _is_word(tokens[at + 1], "number") else None
        if value is None or after in (100, 1000):
            break
        begun = (value, 0) if value == 1000 else (0, value)
        joined = begun if end == index else _joined(thousands, rest, value, joiner, words)
        if joined is None:
            break
        (thousands, rest), end = joined, at + 1
        if _is_word(tokens[at], "ordinal"):
            break
    return max(end, index + 1), thousands + rest


def _joined(thousands: int, rest: int, value: int, joiner: str, words: Words) -> tuple[int, int] | None:
    """A number so far, with the next word's value joined to it; None where that begins another number."""
    if not thousands and not rest:  # "zero three" is no three
        return None
    if value == 1000 and not joiner and not thousands:
        return rest * 1000, 0
    if value == 100 and not joiner and 0 < rest < 100:  # "nineteen hundred"
        return thousands, rest * 100
    if rest % 100 >= 20 and rest % 10 == 0 and 0 < value < 10 and (not joiner or joiner in words.joiners):
        return thousands, rest + value
    if rest % 100 == 0 and 0 < value < (100 if rest else 1000) and (not joiner or joiner in words.hundred_joiners):
        return thousands, rest + value
    return None


def _days(value: int) -> Kinds:
    return (("dom", value),) if 1 <= value <= 31 else ()


def _with_ordinals(tokens: list[Token], words: Words, text: str) -> list[Token]:
    """Digits with the ending of an ordinal right behind them, as one token: "4th", "1º"."""
    result: list[Token] = []
    for token in tokens:
        last = result[-1] if result else None
        if last and token.text in words.ordinal_suffixes and last.text.isdigit() and text[last.end : token.start] in ("", "."):
            value = int(last.text)
            result[-1] = Token(last.text + token.text, (("ordinal", value), *_days(value)), last.start, token.end)
        else:
            result.append(token)
    return result
