"""A code such as 'no-such-place' in; the page that explains it out. The pages stand in `codes.md`, each under its code as a heading."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from itinerary.diagnostics import ItineraryError, find_nearest_choice, shorten_text, suggest_choices


@cache
def load_code_pages() -> Mapping[str, str]:
    """Every page, by its code."""
    text = Path(__file__).with_suffix(".md").read_text(encoding="utf-8")
    _, *sections = text.split("\n## ")
    return {
        code.strip(): page.strip()
        for code, _, page in (section.partition("\n") for section in sections)
    }


def get_code_page(code: str) -> str:
    """The page of a code; raises ItineraryError for one that there is none of.

    >>> get_code_page("tab").splitlines()[2]
    'A line begins with a tab.'
    """
    known = load_code_pages()
    code = code.strip("[] ")  # as messages show it
    if code not in known:
        remedy = (
            suggest_choices(code, known)
            if find_nearest_choice(code, known)
            else f"known: {', '.join(sorted(known))}"
        )
        raise ItineraryError(f"there is no code '{shorten_text(code)}' - {remedy}")
    return f"{code}\n\n{known[code]}\n"


def get_code_summary(code: str) -> str:
    """The first line of a code's page; nothing where it has none."""
    return load_code_pages().get(code, "").partition("\n")[0]
