"""A code such as 'no-such-place' in; the page that explains it out. The pages stand in `codes.md`, each under its code as a heading."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from itinerary.diagnostics import ItineraryError, did_you_mean, near, short


@cache
def pages() -> Mapping[str, str]:
    """Every page, by its code."""
    text = Path(__file__).with_suffix(".md").read_text(encoding="utf-8")
    _, *sections = text.split("\n## ")
    return {
        code.strip(): page.strip()
        for code, _, page in (section.partition("\n") for section in sections)
    }


def page(code: str) -> str:
    """The page of a code; raises ItineraryError for one that there is none of.

    >>> page("tab").splitlines()[2]
    'A line begins with a tab.'
    """
    known = pages()
    code = code.strip("[] ")  # as messages show it
    if code not in known:
        remedy = (
            did_you_mean(code, known) if near(code, known) else f"known: {', '.join(sorted(known))}"
        )
        raise ItineraryError(f"there is no code '{short(code)}' - {remedy}")
    return f"{code}\n\n{known[code]}\n"


def summary(code: str) -> str:
    """The first line of a code's page; nothing where it has none."""
    return pages().get(code, "").partition("\n")[0]
