"""The codes of diagnostics, each registered once, and the pages that explain them.

The page of a code stands in `codes.md` under the code as a heading; a test names the codes without
a page and the pages without a code.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path


class Code(StrEnum):
    """The stable name of a kind of diagnostic, by which people look it up and programs filter."""

    ALIAS = "alias"
    AMBIGUOUS_PLACE = "ambiguous-place"
    ANCHOR = "anchor"
    BACKGROUND_LATER = "background-later"
    BAD_KEY = "bad-key"
    CHANGED_TEXT = "changed-text"
    CONTROL = "control"
    COUNTED_FROM_LATER = "counted-from-later"
    DUPLICATE_ID = "duplicate-id"
    DUPLICATE_KEY = "duplicate-key"
    EMPTY = "empty"
    ENCODING = "encoding"
    ENDS_BEFORE_IT_BEGINS = "ends-before-it-begins"
    EVENT_DATES = "event-dates"
    EVENT_ELSEWHERE = "event-elsewhere"
    GENERATED_ID = "generated-id"
    GUESSED_ZONE = "guessed-zone"
    INCOMPLETE = "incomplete"
    LEGS_OVERLAP = "legs-overlap"
    LOOP = "loop"
    MERGE_KEY = "merge-key"
    MISSING_FIELD = "missing-field"
    MONTH_FIRST = "month-first"
    NIGHT_WITHOUT_STAY = "night-without-stay"
    NO_CALENDAR = "no-calendar"
    NO_DATE = "no-date"
    NO_EVENT = "no-event"
    NO_FILE = "no-file"
    NO_REFERENCE = "no-reference"
    NO_SHEET = "no-sheet"
    NO_SUCH_PLACE = "no-such-place"
    NO_SUCH_TIME = "no-such-time"
    NO_TEXT = "no-text"
    NO_TIME_TO_TRAVEL = "no-time-to-travel"
    NO_ZONE = "no-zone"
    OTHER_ZONE = "other-zone"
    OUT_OF_RANGE = "out-of-range"
    OUTSIDE_LEG = "outside-leg"
    OUTSIDE_TRIP = "outside-trip"
    PHRASE_AMBIGUOUS = "phrase-ambiguous"
    PHRASE_ANAPHORIC = "phrase-anaphoric"
    PHRASE_IMPOSSIBLE = "phrase-impossible"
    PHRASE_RECURRING = "phrase-recurring"
    PHRASE_UNREAD = "phrase-unread"
    PHRASE_VAGUE = "phrase-vague"
    RECURRING = "recurring"
    RESERVED_ID = "reserved-id"
    SECOND_DOCUMENT = "second-document"
    SEVERAL_ZONES = "several-zones"
    SYNTAX = "syntax"
    TAB = "tab"
    TAG = "tag"
    TIME_COMES_TWICE = "time-comes-twice"
    TOO_DEEP = "too-deep"
    TOO_LARGE = "too-large"
    TOO_LONG = "too-long"
    TWO_PLACES_AT_ONCE = "two-places-at-once"
    UNCITED_SOURCE = "uncited-source"
    UNKNOWN_CHOICE = "unknown-choice"
    UNKNOWN_FIELD = "unknown-field"
    UNKNOWN_ID = "unknown-id"
    UNKNOWN_LANGUAGE = "unknown-language"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_TRAVELLER = "unknown-traveller"
    UNQUOTED_COMMA = "unquoted-comma"
    UNREACHED_LEG = "unreached-leg"
    UNREAD_PROPERTY = "unread-property"
    WRONG_FORM = "wrong-form"
    WRONG_TYPE = "wrong-type"
    WRONG_VALUE = "wrong-value"


_PAGES = Path(__file__).with_suffix(".md")


@cache
def load_code_pages() -> Mapping[str, str]:
    """Return the text of every page, without its heading, by its code."""
    text = _PAGES.read_text(encoding="utf-8")
    _, *sections = text.split("\n## ")
    parts = (section.partition("\n") for section in sections)
    return {code.strip(): page.strip() for code, _, page in parts}


def get_code_page(code: Code) -> str:
    """Return the page of a code with the code as its heading.

    >>> get_code_page(Code.TAB).splitlines()[2]
    'A line begins with a tab.'
    """
    return f"{code}\n\n{load_code_pages()[code]}\n"


@cache
def find_code_page(code: str) -> str:
    """Return the address of a code's page, on this machine, with its line; "" if it has none.

    >>> find_code_page("alias").rpartition("/")[2]
    'codes.md#L8'
    """
    lines = _PAGES.read_text(encoding="utf-8").split("\n")
    heading = f"## {code}"
    return f"{_PAGES.resolve().as_uri()}#L{lines.index(heading) + 1}" if heading in lines else ""


def get_code_summary(code: str) -> str:
    """Return the first paragraph of a code's page, or "" for a code of another program."""
    return load_code_pages().get(code, "").partition("\n\n")[0].replace("\n", " ")
