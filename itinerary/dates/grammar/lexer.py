"""The text of a phrase in; its tokens out.

Words are folded for case and accents, numbers have their values, clock times and ISO dates are
whole. A token has kinds, which is what rules ask for: "4" is a number, a day of a month, an hour
and the number of a month.
"""

from __future__ import annotations

import re
from functools import lru_cache

from itinerary.dates.grammar.compounds import join_tokens
from itinerary.dates.grammar.digit_years import take_digits_for_years
from itinerary.dates.grammar.lexicon import Lexicon, Token, Word
from itinerary.dates.grammar.token_kinds import Kinds, fold_text
from itinerary.dates.grammar.unknown_words import make_unknown_sign_error, make_unknown_word_error
from itinerary.diagnostics import PhraseError

MAX_CHARACTERS = 200
MAX_TOKENS = 64

# The apostrophe of a year, which is no quotation mark.
_APOSTROPHE = r"['’](?P<apostrophe>\d\d)(?![\d:])(?!.*['’])"
# No possessive quantifier: before Python 3.11.5 one over a lookahead swallows what that forbids.
_IGNORED_SIGNS = re.compile(
    rf"(?:(?!{_APOSTROPHE.replace('?P<apostrophe>', '?:')})[\s()'’\"“”!;*|·⋅•¿])*"
)
_TOKEN = re.compile(
    rf"{_IGNORED_SIGNS.pattern}(?:"
    r"(?P<letters>(?:[^\W\d_]\.){2,}|[^\W\d_]\.[^\W\d_]\b)"
    r"|(?P<zone>(?:africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific)"
    r"/[a-z_/-]+)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    # Behind a space and minutes alone a "-" begins another time: 2025-09-03 10:00-11:30.
    r"|(?P<moment>\d{4}-\d\d-\d\d(?:"
    r"(?:t\d\d:\d\d| \d\d:\d\d(?=:\d\d|[z+]))(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?"
    r"| \d\d:\d\d(?![\dap])))"
    r"|(?P<day>\d{4}-\d\d-\d\d)(?!\d)"
    r"|(?P<digits>(?:1[89]|20)\d\d[01]\d[0-3]\d)(?!\d)"
    r"|(?P<month>\d{4}-(?:0[1-9]|1[0-2]))(?![\d-])"
    r"|(?P<decade>\d{3}x)\b|(?P<century>\d\dxx)\b"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?)(?!\d)"
    rf"|{_APOSTROPHE}"
    r"|(?P<number>\d+)"
    r"|(?P<anchor_end>\$[a-z0-9][\w-]*\.[a-z]+)"
    r"|(?P<anchor>\$[a-z0-9][\w-]*)"
    r"|(?P<dots>\.\.+|…)"
    # Too long, or too far from what stands round it, for a hyphen.
    r"|(?P<range_dash>[‒–—]|(?<!\S)-(?!\S))"
    r"|(?P<sign>[-‐‑‒–—−~,./:@º°ª&+<>=?%]))"
)
# What is between spaces; but a time behind an ISO date is of one piece with it.
_CHUNK = re.compile(r"(?:\d{4}-\d\d-\d\d \d\d:|\S)+")
_WHOLE = re.compile(".+", re.DOTALL)
_DAY_PATTERN = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_TIME_PATTERN = r"(?:[01]?\d|2[0-4]):[0-5]\d(?::(?:[0-5]\d|60))?"
_VALID_FORMS = {
    "day": re.compile(_DAY_PATTERN),
    "moment": re.compile(rf"{_DAY_PATTERN}[t ]{_TIME_PATTERN}.*"),
    "clock": re.compile(_TIME_PATTERN),
}
_ISO_GROUPS = ("moment", "day", "month", "decade", "century")
_VERBATIM_GROUPS = ("anchor", "anchor_end", "zone")
_KIND_BY_GROUP = {
    "clock": "clock",
    **{group: group for group in _VERBATIM_GROUPS},
    **{group: f"iso_{group}" for group in _ISO_GROUPS},
}
_DIGITS_HINT = "write year-month-day, hours and minutes: 2025-03-28, 20:30"


def tokenize(text: str, words: Lexicon, *, looks_back: bool = False) -> list[Token]:
    """Return the tokens of a phrase.

    Args:
        text: The phrase.
        words: What its language knows.
        looks_back: Whether it tells of the past, where digits that a clock shows are a year.

    Raises:
        PhraseError: It is too long, or has a character or word that the language does not know;
            the error points at the first.
    """
    if len(text) > MAX_CHARACTERS:
        raise PhraseError(
            f"longer than {MAX_CHARACTERS} characters",
            kind="unread",
            text=text[:MAX_CHARACTERS],
            hint="write only the date",
        )
    tokens: list[Token] = []
    # An apostrophe may pair with another one far off.
    for found in (_WHOLE if "'" in text or "’" in text else _CHUNK).finditer(text):
        place = found.start()
        try:
            tokens += [
                Token(text, kinds, shape, place + start, place + end)
                for text, kinds, shape, start, end in _tokenize_chunk(found[0], words)
            ]
        except PhraseError as error:
            raise _move_error(error, text, place).with_traceback(None) from None
    if len(tokens) > 2 and _is_digit_pair_apart(*tokens[-2:]):
        tokens[-1] = _mark_last_digits(tokens[-1], words)
    tokens = join_tokens(tokens, words, text)
    if looks_back:
        tokens = take_digits_for_years(tokens, words)
    for token in tokens:
        if token.text in words.name_words and not token.kinds:  # a part of no name
            raise make_unknown_word_error(text, token.start, token.end, words)
    if len(tokens) > MAX_TOKENS:
        raise PhraseError(
            f"more than {MAX_TOKENS} words", kind="unread", text=text, hint="write only the date"
        )
    return tokens


@lru_cache(maxsize=5000)
def _tokenize_chunk(text: str, words: Lexicon) -> tuple[Token, ...]:
    """Return the tokens of a text that nothing beside it has a bearing on."""
    folded, offsets = fold_text(text)
    tokens: list[Token] = []
    position = 0
    for found in _TOKEN.finditer(folded):
        if found.start() != position:
            break
        group, position = found.lastgroup or "", found.end()
        written = found[group]
        start, end = offsets[position - len(written)], offsets[position]
        word = _recognize_word(group, written, text, start, end, words)
        if written != "." or _is_point(folded, position):
            tokens.append(Token(*word, start, end))
    ignored = _IGNORED_SIGNS.match(folded, position)
    if ignored and ignored.end() < len(folded):
        raise make_unknown_sign_error(text, offsets[ignored.end()], words)
    return tuple(tokens)


@lru_cache(maxsize=20_000)
def scan_chunk(text: str, words: Lexicon) -> tuple[Token | None, ...]:
    """Return the tokens of a piece of running text, and None for each that is no word of a date.

    Signs that end a sentence are no tokens, as in a phrase; nothing is refused.

    >>> from itinerary.dates.grammar.compiler import load_grammar
    >>> [each and each.text for each in scan_chunk("Tuesday,then", load_grammar("en").words)]
    ['tuesday', ',', None]
    """
    folded, offsets = fold_text(text)
    tokens: list[Token | None] = []
    position = 0
    for found in _TOKEN.finditer(folded):
        if found.start() != position:
            tokens.append(None)
        group, position = found.lastgroup or "", found.end()
        written = found[group]
        start, end = offsets[position - len(written)], offsets[position]
        if written == "." and not _is_point(folded, position):
            continue
        word = _find_word(group, written, text[start:end], words)
        tokens.append(word and Token(*word, start, end))
    ignored = _IGNORED_SIGNS.match(folded, position)
    if ignored and ignored.end() < len(folded):
        tokens.append(None)
    return tuple(tokens)


def _move_error(error: PhraseError, text: str, place: int) -> PhraseError:
    """Make the refusal of a part of a text point at the same in the whole; return it."""
    error.text, error.position = text, place + error.position
    return error


def _is_point(folded: str, end: int) -> bool:
    """Return whether a full stop stands between numbers; elsewhere it ends a word or sentence."""
    return folded[end - 2 : end - 1].isdigit() and folded[end : end + 1].isdigit()


def _is_digit_pair_apart(before: Token, last: Token) -> bool:
    """Return whether a phrase ends in two digits behind a word or number, without a comma."""
    return len(last.text) == 2 and last.text.isdigit() and before.text[-1:].isalnum()


def _mark_last_digits(token: Token, words: Lexicon) -> Token:
    """Return the two digits that a phrase ends in, which may be a year: "27 May 32"."""
    kinds = (*token.kinds, ("last_digits", int(token.text)))
    return words.make_token(token.text, kinds, token.start, token.end)


def _recognize_word(
    group: str, written: str, text: str, start: int, end: int, words: Lexicon
) -> Word:
    """Return the word for what is written between two places of a text."""
    word = _find_word(group, written, text[start:end], words)
    if word is None and group in ("day", "digits", "moment", "clock"):
        what = "time of day" if group == "clock" else "date"
        message = f"'{_format_digits(written) if group == 'digits' else written}' is no {what}"
        raise PhraseError(message, text=text, position=start, hint=_DIGITS_HINT)
    if word is None:
        raise make_unknown_word_error(text, start, end, words)
    return word


def _find_word(group: str, folded: str, written: str, words: Lexicon) -> Word | None:
    """Return the word for what is written, if it is one that can stand in a date phrase."""
    if group == "number":
        return words.get_number_word(folded)
    if group == "apostrophe":
        kinds: Kinds = (("apostrophe_year", int(folded)),)
        return words.make_word(f"'{folded}", kinds)
    if group == "range_dash":
        return words.make_word("-", (("range_dash", None),))
    if group == "digits":
        group, folded = "day", _format_digits(folded)
    if group in _VALID_FORMS and not _VALID_FORMS[group].fullmatch(folded):
        return None
    if group in _KIND_BY_GROUP:
        value = written.removeprefix("$") if group in _VERBATIM_GROUPS else folded
        return words.make_word(folded, ((_KIND_BY_GROUP[group], value),))
    return words.find_word(".." if group == "dots" else folded)


def _format_digits(written: str) -> str:
    return f"{written[:4]}-{written[4:6]}-{written[6:]}"
