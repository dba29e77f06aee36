"""Text in; tokens out: words folded for case and accents, numbers with their values, clock times and ISO dates whole.

A token has kinds, which is what rules ask for: "4" is a number, a day of a month, an hour and the number of a month.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from itinerary.diagnostics import PhraseError, near

if TYPE_CHECKING:
    from itinerary.phrases.trie import Shape

MOST_CHARACTERS = 200
MOST_TOKENS = 64
Kinds = tuple[tuple[str, object], ...]  # each kind with the token's value as one of that kind
ShapeOf = Callable[[str, Kinds, bool], "Shape"]
Name = tuple[tuple[str, ...], Kinds]


class Word(NamedTuple):
    """A word, sign or number: its folded text, its kinds, and the shape that a trie has for them."""

    text: str
    kinds: Kinds
    shape: Shape


class Token(NamedTuple):
    """A word of a phrase and where it stands in the original."""

    text: str
    kinds: Kinds
    shape: Shape
    start: int
    end: int


class Words:
    """What a language knows of words: their kinds, which ones may be skipped, how its ordinals end ("th")."""

    def __init__(
        self, kinds: Mapping[str, Kinds], literals: Iterable[str], lists: Mapping[str, Iterable[str]], shape: ShapeOf, names: NamesLike
    ) -> None:
        joined = lists.get("JOINED", ())
        self.kinds, self.shape, self.names = kinds, shape, names
        self.literals = {*literals, *(word for each in joined for word in each.split("_"))}
        self.skipped = frozenset([*lists.get("SKIPPED", ()), ","])
        self.ordinal_suffixes = frozenset(lists.get("ORDINAL", ()))
        self.joiners = frozenset([*lists.get("JOINER", ()), "-"])  # between tens and units: "twenty-one", "treinta y uno"
        self.hundred_joiners = frozenset([*lists.get("HUNDRED_JOINER", ()), "-"])  # behind a hundred: "two thousand and ten"
        self.joined = frozenset(tuple(words.rsplit("_", 1)) for words in joined)  # always one: "la mañana" is no "mañana"
        self.numerals = {word for word, its in kinds.items() if any(kind in ("number", "ordinal") for kind, _ in its)}
        plain_words = {*kinds, *self.literals, *self.skipped, *self.ordinal_suffixes, *"-~,./:@º°ª&+<>="}
        self.of_names = names.words() - plain_words  # what is a word of names of several words and nothing else
        self.known = plain_words | self.of_names
        seconds = (second for _, second in self.joined)
        self.joining = self.of_names.union(names.firsts(), self.numerals, self.ordinal_suffixes, seconds)  # may be of what is one token
        self.seen: dict[str, Word] = {}  # as they are written, of words and signs that are known
        self.number = lru_cache(maxsize=1000)(self._number)

    def word(self, written: str) -> Word | None:
        """What is known of a word or sign."""
        text = written if written in self.known else _DASHES.sub("-", plain(written).replace(".", "") or written)
        if _GENITIVE.search(written) and text[:-1] in self.known:
            text = text[:-1]
        if text not in self.known:
            return None
        kinds = self.kinds.get(text, ())
        self.seen[written] = word = self.known_as(text, kinds)
        return word

    def _number(self, digits: str) -> Word:
        kinds = number_kinds(int(digits), digits)
        return self.known_as(digits, kinds)

    def known_as(self, text: str, kinds: Kinds) -> Word:
        """A word of some kinds."""
        return Word(text, kinds, self.shape(text, kinds, text in self.skipped))

    def token(self, text: str, kinds: Kinds, start: int, end: int) -> Token:
        """A token that is more than one word."""
        return Token(*self.known_as(text, kinds), start, end)


class NamesLike(Protocol):
    """What is known of names of several words."""

    def words(self) -> set[str]:
        """Every word of every name."""

    def firsts(self) -> Iterable[str]:
        """Every word that a name begins with."""

    def beginning(self, word: str) -> Sequence[Name]:
        """The names that begin with a word, the longest first."""


_APOSTROPHE = r"['’](?P<apostrophe>\d\d)(?![\d:])(?!.*['’])"  # that of a year, and no quotation mark
_SILENT = re.compile(rf"(?:(?!{_APOSTROPHE.replace('?P<apostrophe>', '?:')})[\s()'’\"“”!?;*|])*+")
_TOKEN = re.compile(
    rf"{_SILENT.pattern}(?:"
    r"(?P<letters>(?:[^\W\d_]\.){2,}|[^\W\d_]\.[^\W\d_]\b)"
    r"|(?P<zone>(?:africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific)/[a-z_/-]+)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<moment>\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)"
    r"|(?P<day>\d{4}-\d\d-\d\d)(?!\d)"
    r"|(?P<digits>(?:1[89]|20)\d\d[01]\d[0-3]\d)(?!\d)"
    r"|(?P<month>\d{4}-(?:0[1-9]|1[0-2]))(?![\d-])"
    r"|(?P<grouping>(?<![-/\d])\d{4}-(?:2[1-4]|3[3-6]|4[01]))(?![-/\d])"
    r"|(?P<decade>\d{3}x)\b|(?P<century>\d\dxx)\b"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?)(?!\d)"
    rf"|{_APOSTROPHE}"
    r"|(?P<number>\d+)"
    r"|(?P<anchor_end>\$[a-z0-9][\w-]*\.[a-z]+)"
    r"|(?P<anchor>\$[a-z0-9][\w-]*)"
    r"|(?P<dots>\.\.+|…)"
    r"|(?P<sign>[-‐‑‒–—−~,./:@º°ª&+<>=]))"
)
_DAY, _TIME = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", r"(?:[01]?\d|2[0-4]):[0-5]\d(?::(?:[0-5]\d|60))?"
_SOUND = {"day": re.compile(_DAY), "moment": re.compile(rf"{_DAY}[t ]{_TIME}.*"), "clock": re.compile(_TIME)}
_ISO = ("moment", "day", "month", "grouping", "decade", "century")
_AS_WRITTEN = ("anchor", "anchor_end", "zone")
_WHOLE = {"clock": "clock", **{group: group for group in _AS_WRITTEN}, **{group: f"iso_{group}" for group in _ISO}}
_IN_DIGITS = "write year-month-day, hours and minutes: 2025-03-28, 20:30"
_GENITIVE = re.compile("[^\\W\\d_]{2}['’]s$")
_DASHES = re.compile("[‐‑‒–—−]")


def fold(text: str) -> tuple[str, Sequence[int]]:
    """The text without case and accents, and for each of its characters the offset of the original one.

    >>> fold("Próximo")[0]
    'proximo'
    """
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    parts = [*map(_folded, text)]
    offsets = [offset for offset, part in enumerate(parts) for _ in part]
    return "".join(parts), [*offsets, len(text)]


@lru_cache(maxsize=1000)
def _folded(char: str) -> str:
    """A character without case and accents: any number of characters, or none."""
    return "".join(part for part in unicodedata.normalize("NFKD", char).casefold() if not unicodedata.combining(part))


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
    position, seen, length = 0, words.seen, len(folded)
    for found in _TOKEN.finditer(folded):
        if found.start() != position:
            break
        group, position = found.lastgroup or "", found.end()
        written = found[group]
        start, end = offsets[position - len(written)], offsets[position]
        word = seen.get(written) or _word(group, written, text, start, end, words)
        if written != "." or _is_point(folded, position):
            tokens.append(Token(*word, start, end))
    if position < length and (silence := _SILENT.match(folded, position)) and silence.end() < length:
        raise _unknown(text, offsets[silence.end()], "this sign is no part of a date phrase")
    tokens = _joined_up(tokens, words, text)
    if len(tokens) > MOST_TOKENS:
        raise PhraseError(f"more than {MOST_TOKENS} words", kind="unread", text=text, hint="write only the date")
    return tokens


def _joined_up(tokens: list[Token], words: Words, text: str) -> list[Token]:
    """The tokens, several as one where they make one word, name or number; raises PhraseError for a word of names outside of one."""
    texts = {token.text for token in tokens}
    parts = texts & words.joining
    if not parts:
        return tokens
    if words.joined:
        tokens = _with_pairs(tokens, words)
    if any(texts.issuperset(name) for word in parts for name, _ in words.names.beginning(word)):
        tokens = _with_names(tokens, words)
    if odd := next((each for each in tokens if each.text in words.of_names and not each.kinds), None):
        raise _unknown_word(text, odd.start, odd.end, words)
    if sum(token.text in words.numerals for token in tokens) > 1:
        tokens = _with_compounds(tokens, words)
    if not words.ordinal_suffixes.isdisjoint(texts):
        tokens = _with_ordinals(tokens, words, text)
    return tokens


def _unknown(text: str, position: int, message: str, hint: str = "") -> PhraseError:
    return PhraseError(message, kind="unread", text=text, position=position, hint=hint or "write a date such as 4 March 2025 or TBD")


def _is_point(folded: str, end: int) -> bool:
    """A full stop counts only between numbers: elsewhere it ends an abbreviation or a sentence."""
    return folded[end - 2 : end - 1].isdigit() and folded[end : end + 1].isdigit()


def _word(group: str, written: str, text: str, start: int, end: int, words: Words) -> Word:
    """The word for what is written between two places of a text."""
    if group == "number":
        return words.number(written)
    if group == "apostrophe":
        kinds: Kinds = (("apostrophe_year", int(written)),)
        return words.known_as(f"'{written}", kinds)
    if group == "digits":
        group, written = "day", f"{written[:4]}-{written[4:6]}-{written[6:]}"
    if group in _SOUND and not _SOUND[group].fullmatch(written):
        raise PhraseError(f"'{written}' is no {'time of day' if group == 'clock' else 'date'}", text=text, position=start, hint=_IN_DIGITS)
    if group in _WHOLE:
        kinds = ((_WHOLE[group], text[start:end].removeprefix("$") if group in _AS_WRITTEN else written),)
        return words.known_as(written, kinds)
    word = words.word(".." if group == "dots" else written)
    if word is None:
        raise _unknown_word(text, start, end, words)
    return word


def _unknown_word(text: str, start: int, end: int, words: Words) -> PhraseError:
    """The refusal of a word, with the known one that it is most like."""
    word = plain(fold(text[start:end])[0]).replace(".", "")
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
    result: list[Token] = []
    for token in tokens:
        if result and (result[-1].text, token.text) in words.joined:
            text = f"{result[-1].text}_{token.text}"
            result[-1] = words.token(text, words.kinds.get(text, ()), result[-1].start, token.end)
        else:
            result.append(token)
    return result


def _with_names(tokens: list[Token], words: Words) -> list[Token]:
    """The words of a name as one token: "Saint Patrick's Day"."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        found = (
            (name, kinds, end) for name, kinds in words.names.beginning(tokens[index].text) if (end := _end(tokens, index, name, words))
        )
        name, kinds, end = next(found, ((), (), index + 1))
        first = tokens[index]
        result.append(words.token("_".join(name), kinds, first.start, tokens[end - 1].end) if name else first)
        index = end
    return result


def _end(tokens: list[Token], index: int, name: Sequence[str], words: Words) -> int:
    """Where a name ends that may begin at a token; 0 if it does not. Hyphens and words to be skipped may stand in it."""
    for word in name:
        while index < len(tokens) and tokens[index].text != word and (tokens[index].text == "-" or tokens[index].text in words.skipped):
            index += 1
        if index == len(tokens) or tokens[index].text != word:
            return 0
        index += 1
    return index


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
            first = words.token(f"{first.text} {last.text}", kinds, first.start, last.end)
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
            result[-1] = words.token(last.text + token.text, (("ordinal", value), *_days(value)), last.start, token.end)
        else:
            result.append(token)
    return result
