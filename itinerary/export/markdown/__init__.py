"""A Timeline in; the briefing out, as Markdown that reads well as plain text; no text of the document is ever markup (see `text`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from itinerary.briefing import Briefing, Day, Item, Section, compose
from itinerary.export.markdown.text import escape, inline
from itinerary.timeline import Timeline

SUFFIX = "md"


class Options(TypedDict, total=False):
    """How a briefing may be asked for."""

    lang: str  # en or es
    clock: int  # 24 or 12


def render(timeline: Timeline, *, lang: str = "en", clock: int = 24) -> str:
    """The briefing in a language, by a clock of 24 or 12 hours. Raises OptionError for another."""
    return "\n\n".join(_blocks(compose(timeline, language=lang, clock=clock))) + "\n"


def _blocks(briefing: Briefing) -> Iterator[str]:
    yield f"# {escape(briefing.title)}"
    yield _list(briefing.head)
    for day in briefing.days:
        yield from filter(None, _day(day, briefing.columns))
    for section in briefing.sections:
        yield f"## {escape(section.title)}"
        yield _section(section)


def _day(day: Day, columns: tuple[str, ...]) -> Iterator[str]:
    yield f"## {escape(day.title)}"
    yield escape(day.clocks)
    yield _table(day, columns) if day.rows else escape(day.empty)
    yield _list(day.details)
    yield escape(day.night)


def _table(day: Day, columns: tuple[str, ...]) -> str:
    head = (map(escape, columns), ("---" for _ in columns))
    lines = ((*map(escape, row.times), inline(row.what)) for row in day.rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (*head, *lines))


def _section(section: Section) -> str:
    if section.name == "notes":
        return "\n\n".join(inline(item.line) for item in section.items)
    return _list(section.items, is_numbered=section.name == "sources")


def _list(items: tuple[Item, ...], indent: str = "", *, is_numbered: bool = False) -> str:
    return "\n".join(_items(items, indent, is_numbered=is_numbered))


def _items(items: tuple[Item, ...], indent: str, *, is_numbered: bool = False) -> Iterator[str]:
    for number, item in enumerate(items, start=1):
        marker = f"{number}. " if is_numbered else "- "
        below = indent + " " * len(marker)
        yield f"{indent}{marker}{inline(item.line, below)}"
        yield from _items(item.items, below)
