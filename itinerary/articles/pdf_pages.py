"""The texts of a PDF's pages in; one text, without what stands on each of them, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_LEAST_PAGES = 3  # on which a line stands that is on each page
_MOST_LINES = 2  # at the top and at the bottom of a page
_NUMBER = re.compile(
    r"\W*(?:page|p[áa]gina|p[áa]g\.?|p\.)?\s*(?P<number>\d+)\s*(?:(?:/|of|de)\s*\d+)?\W*",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d[:.h]\d\d")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")


def drop_repeated_lines(pages: Sequence[str]) -> tuple[list[str], list[str]]:
    r"""Return pages without the lines that all but the first have, and without their numbers.

    The first page that has a line keeps it: it may be the title, or say when it was written.
    What has a time is kept: there may be dinner on each day.

    Returns:
        The pages, and the lines that were dropped, each once.

    >>> drop_repeated_lines([f"The visit\nDay {each}\n- {each} -" for each in (1, 2, 3)])
    (['The visit\nDay 1', 'Day 2', 'Day 3'], ['- 1 -', 'The visit', '- 2 -', '- 3 -'])
    """
    edges = [{line.strip() for _, line in _list_edges(page)} for page in pages]
    repeated = set[str].intersection(*edges[1:]) if len(pages) >= _LEAST_PAGES else set[str]()
    kept: list[str] = []
    seen: set[str] = set()
    dropped: dict[str, None] = {}
    for number, page in enumerate(pages, 1):
        lines = page.split("\n")
        for place, whole in _list_edges(page):
            line = whole.strip()
            is_again = line in repeated and line in seen and not _CLOCK.search(line)
            if is_again or _is_number(line, number, len(pages)):
                lines[place] = ""
                dropped[line] = None
            seen.add(line)
        kept.append("\n".join(lines).strip("\n"))
    return kept, [*dropped]


def _list_edges(page: str) -> list[tuple[int, str]]:
    """Return the first and the last lines of a page, each with its number."""
    filled = [(place, line) for place, line in enumerate(page.split("\n")) if line.strip()]
    return [*dict.fromkeys([*filled[:_MOST_LINES], *filled[-_MOST_LINES:]])]


def _is_number(line: str, number: int, count: int) -> bool:
    found = _NUMBER.fullmatch(line)
    return count > 1 and found is not None and int(found["number"]) == number


def join_pages(pages: Sequence[str]) -> str:
    r"""Return pages as one text: a sentence that goes on overleaf stays whole.

    >>> join_pages(["She leaves on", "Monday.", "Dinner"])
    'She leaves on\nMonday.\n\nDinner'
    """
    return "".join(_iterate_parts(pages))


def _iterate_parts(pages: Sequence[str]) -> Iterator[str]:
    before = ""
    for page in filter(str.strip, pages):
        if before:
            yield "\n\n" if _SENTENCE_END.search(before) else "\n"
        yield page
        before = page
