"""A wrong word and the known ones in; the one that was meant, or an error, out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from itinerary.codes import Code
from itinerary.diagnostics.diagnostic import EXCERPT_WIDTH
from itinerary.diagnostics.errors import OptionError
from itinerary.diagnostics.printable_text import describe_value, shorten_text
from itinerary.diagnostics.remedies import Remedy, Replacement

MAX_CHOICES = 40  # choices that a hint lists
_MOST_LIKELY = 5  # choices that resemble a word, of which one is looked for
_LETTERS_PER_SLIP = 3
_LEAST_CUT = 3  # letters of a word that is cut off


def suggest_choices(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word nearest to a wrong one.

    If none is near, the hint lists all known words, or is empty if they are too many.

    >>> suggest_choices("meting", ["meeting", "press"])
    "did you mean 'meeting'?"
    """
    choices = sorted({*known} - {""})  # what is left empty needs no name
    if found := find_nearest_choice(word, choices):
        return ask_if_meant(found, word)
    return f"known: {', '.join(choices)}" if 0 < len(choices) <= MAX_CHOICES else ""


def ask_if_meant(found: str, word: str) -> Remedy:
    """Return a hint that names what was meant by a wrong word.

    >>> ask_if_meant("meeting", "meting").fixes
    (Replacement(old='meting', new='meeting'),)
    """
    return Remedy(f"did you mean '{found}'?", [Replacement(word, found)])


def require_choice(option: str, value: object, known: Iterable[str]) -> None:
    """Check that a value is one that an option knows; only texts and whole numbers may be.

    Raises:
        OptionError: It is not; the message suggests what may have been meant.

    >>> require_choice("split", "lag", ["leg", "kind"])
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: unknown split 'lag' - did you mean 'leg'?
    """
    choices = tuple(known)
    if not isinstance(value, str | int) or value not in choices:
        word = value if isinstance(value, str) else describe_value(value)
        remedy = suggest_choices(word, choices)
        raise OptionError(f"unknown {option} '{shorten_text(word)}' - {remedy}")


def find_nearest_choice(word: str, choices: Iterable[str], likeness: float = 0.6) -> str:
    """Return the choice that a word is most likely a slip of, or "" if it resembles none.

    Capitals do not matter. A slip is a letter wrong, missing, added or swapped with the next, in
    each three letters, or a word that is cut off: "hotel" is none of "notes".

    Args:
        word: The wrong word.
        choices: The right ones.
        likeness: The least share of letters, 0 to 1, that two words must have in common besides
            (`difflib.get_close_matches`).

    >>> find_nearest_choice("Titel", ["title"])
    'title'
    >>> find_nearest_choice("europe/lisboa", ["Europe/Lisbon", "Europe/London"])
    'Europe/Lisbon'
    >>> find_nearest_choice("hotel", ["notes"])
    ''
    """
    return _find_nearest(word[:EXCERPT_WIDTH].casefold(), tuple(choices), likeness)


@lru_cache(maxsize=1024)  # a mistake is seldom made once
def _find_nearest(given: str, choices: tuple[str, ...], likeness: float) -> str:
    import difflib  # only mistakes need it

    folded = {each.casefold(): each for each in choices}
    found = difflib.get_close_matches(given, list(folded), n=_MOST_LIKELY, cutoff=likeness)
    return next((folded[each] for each in found if _is_slip(given, each)), "")


def _is_slip(word: str, meant: str) -> bool:
    is_cut = len(word) >= _LEAST_CUT and (meant.startswith(word) or word.startswith(meant))
    most = max(1, max(len(word), len(meant)) // _LETTERS_PER_SLIP)
    return is_cut or _count_slips(word, meant) <= most


def _count_slips(word: str, meant: str) -> int:
    """Return how many letters are wrong, missing, added or swapped with the next."""
    before: list[int] = []
    last = list(range(len(meant) + 1))
    for at, letter in enumerate(word, 1):
        row = [at]
        for to, other in enumerate(meant, 1):
            least = min(last[to] + 1, row[to - 1] + 1, last[to - 1] + (letter != other))
            is_swap = at > 1 < to and letter == meant[to - 2] and word[at - 2] == other
            row.append(min(least, before[to - 2] + 1) if is_swap else least)
        before, last = last, row
    return last[-1]


def parse_code(text: str) -> Code:
    """Return the code that a text names, with or without the brackets in which messages show it.

    Raises:
        OptionError: There is no such code; the message suggests one, or lists all.

    >>> str(parse_code("[unknown-field]"))
    'unknown-field'
    """
    name = text.strip("[] ")
    if name in set(Code):
        return Code(name)
    near = find_nearest_choice(name, Code)
    remedy = f"did you mean '{near}'?" if near else f"known: {', '.join(Code)}"
    raise OptionError(f"there is no code '{shorten_text(name)}' - {remedy}")
