"""Text in; tokens out: words folded for case and accents, numbers with their values, clock times and ISO dates whole.

A token has kinds, which is what rules ask for: "4" is a number, a day of a month, an hour and the number of a month.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from itinerary.dates.grammar.compounds import join_tokens
from itinerary.dates.grammar.lexicon import Lexicon, Token, Word
from itinerary.dates.grammar.token_kinds import Kinds, fold_text, remove_apostrophes
from itinerary.diagnostics import PhraseError, find_nearest_choice

MAX_CHARACTERS = 200
MAX_TOKENS = 64

_APOSTROPHE = (
    r"['’](?P<apostrophe>\d\d)(?![\d:])(?!.*['’])"  # that of a year, and no quotation mark
)
# no possessive quantifier: before Python 3.11.5 one over a lookahead swallows what the lookahead forbids
_IGNORED_SIGNS = re.compile(
    rf"(?:(?!{_APOSTROPHE.replace('?P<apostrophe>', '?:')})[\s()'’\"“”!?;*|])*"
)
_TOKEN = re.compile(
    rf"{_IGNORED_SIGNS.pattern}(?:"
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
_DAY_PATTERN, _TIME_PATTERN = (
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])",
    r"(?:[01]?\d|2[0-4]):[0-5]\d(?::(?:[0-5]\d|60))?",
)
_VALID_FORMS = {
    "day": re.compile(_DAY_PATTERN),
    "moment": re.compile(rf"{_DAY_PATTERN}[t ]{_TIME_PATTERN}.*"),
    "clock": re.compile(_TIME_PATTERN),
}
_ISO_GROUPS = ("moment", "day", "month", "grouping", "decade", "century")
_VERBATIM_GROUPS = ("anchor", "anchor_end", "zone")
_KIND_BY_GROUP = {
    "clock": "clock",
    **{group: group for group in _VERBATIM_GROUPS},
    **{group: f"iso_{group}" for group in _ISO_GROUPS},
}
_DIGITS_HINT = "write year-month-day, hours and minutes: 2025-03-28, 20:30"


def tokenize(text: str, words: Lexicon) -> list[Token]:
    """The tokens of a phrase; raises PhraseError at the first character or word that the language does not know."""
    if len(text) > MAX_CHARACTERS:
        raise PhraseError(
            f"longer than {MAX_CHARACTERS} characters",
            kind="unread",
            text=text[:MAX_CHARACTERS],
            hint="write only the date",
        )
    folded, offsets = fold_text(text)
    tokens: list[Token] = []
    position, seen, length = 0, words.seen, len(folded)
    for found in _TOKEN.finditer(folded):
        if found.start() != position:
            break
        group, position = found.lastgroup or "", found.end()
        written = found[group]
        start, end = offsets[position - len(written)], offsets[position]
        word = seen.get(written) or _recognize_word(group, written, text, start, end, words)
        if written != "." or _is_point(folded, position):
            tokens.append(Token(*word, start, end))
    if (
        position < length
        and (silence := _IGNORED_SIGNS.match(folded, position))
        and silence.end() < length
    ):
        raise _make_unknown_text_error(
            text, offsets[silence.end()], "this sign is no part of a date phrase"
        )
    tokens = join_tokens(tokens, words, text)
    if odd := next(
        (each for each in tokens if each.text in words.name_words and not each.kinds), None
    ):  # outside of any name
        raise _make_unknown_word_error(text, odd.start, odd.end, words)
    if len(tokens) > MAX_TOKENS:
        raise PhraseError(
            f"more than {MAX_TOKENS} words", kind="unread", text=text, hint="write only the date"
        )
    return tokens


def _is_point(folded: str, end: int) -> bool:
    """A full stop counts only between numbers: elsewhere it ends an abbreviation or a sentence."""
    return folded[end - 2 : end - 1].isdigit() and folded[end : end + 1].isdigit()


def _recognize_word(
    group: str, written: str, text: str, start: int, end: int, words: Lexicon
) -> Word:
    """The word for what is written between two places of a text."""
    if group == "number":
        return words.get_number_word(written)
    if group == "apostrophe":
        kinds: Kinds = (("apostrophe_year", int(written)),)
        return words.make_word(f"'{written}", kinds)
    if group == "digits":
        group, written = "day", f"{written[:4]}-{written[4:6]}-{written[6:]}"
    if group in _VALID_FORMS and not _VALID_FORMS[group].fullmatch(written):
        raise PhraseError(
            f"'{written}' is no {'time of day' if group == 'clock' else 'date'}",
            text=text,
            position=start,
            hint=_DIGITS_HINT,
        )
    if group in _KIND_BY_GROUP:
        kinds = (
            (
                _KIND_BY_GROUP[group],
                text[start:end].removeprefix("$") if group in _VERBATIM_GROUPS else written,
            ),
        )
        return words.make_word(written, kinds)
    word = words.find_word(".." if group == "dots" else written)
    if word is None:
        raise _make_unknown_word_error(text, start, end, words)
    return word


def _make_unknown_word_error(text: str, start: int, end: int, words: Lexicon) -> PhraseError:
    """The refusal of a word, with the known one that it is most like."""
    word = remove_apostrophes(fold_text(text[start:end])[0]).replace(".", "")
    return _make_unknown_text_error(
        text,
        start,
        f"'{text[start:end]}' is no word of a date phrase",
        _suggest_word(word, text[start].isupper(), words),
    )


def _suggest_word(word: str, is_capital: bool, words: Lexicon) -> str:
    """A hint that names the known word that a wrong one is most like, with its capital; a word of names only if it is very like it."""
    if len(word) < 3:
        return ""

    def alike(known: Iterable[str]) -> list[str]:
        return sorted(
            each for each in known if each[:1] == word[:1] and abs(len(each) - len(word)) < 3
        )

    found = find_nearest_choice(
        word, alike([*words.kinds, *words.literals])
    ) or find_nearest_choice(word, alike(words.name_words - {word}), 0.8)
    return f"did you mean '{found.capitalize() if is_capital else found}'?" if found else ""


def _make_unknown_text_error(text: str, position: int, message: str, hint: str = "") -> PhraseError:
    return PhraseError(
        message,
        kind="unread",
        text=text,
        position=position,
        hint=hint or "write a date such as 4 March 2025 or TBD",
    )
