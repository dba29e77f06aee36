"""A Timeline in; a briefing out, as Markdown that reads well as plain text; no text of the document is ever markup (see `text`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from itinerary.briefing import Briefing, Day, Item, Row, Section, Strong, compose, line
from itinerary.export.markdown.escaping import escape, inline
from itinerary.timeline import Timeline

SUFFIX = "md"


class Options(TypedDict, total=False):
    """How a briefing may be asked for; `compose` says what each style is."""

    style: str  # briefing, timeline, card or day-sheet
    lang: str  # en or es
    clock: int  # 24 or 12
    since: Timeline | None  # as an earlier issue had the trip, for the same audience
    holidays: bool  # whether days tell the public holidays of where they are spent


def render(
    timeline: Timeline,
    *,
    style: str = "briefing",
    lang: str = "en",
    clock: int = 24,
    since: Timeline | None = None,
    holidays: bool = False,
) -> str:
    """The briefing in a style and a language, by a clock of 24 or 12 hours, with what has changed. Raises OptionError for another."""
    briefing = compose(
        timeline, style=style, language=lang, clock=clock, since=since, holidays=holidays
    )
    return "\n\n".join(filter(None, _blocks(briefing))) + "\n"


def _blocks(briefing: Briefing) -> Iterator[str]:
    yield f"# {escape(briefing.title)}"
    yield _list(briefing.head)
    for day in briefing.days:
        yield from _day(day, briefing)
    for section in briefing.sections:
        yield f"## {escape(section.title)}"
        yield _section(section)


def _day(day: Day, briefing: Briefing) -> Iterator[str]:
    yield f"## {escape(day.title)}"
    yield _list(day.contacts)
    yield escape(day.clocks)
    yield escape(day.lead)
    yield escape(day.empty)
    yield _agenda(day) if briefing.style == "card" else _table(day, briefing.columns)
    yield _list(day.details)
    yield escape(day.night)


def _table(day: Day, columns: tuple[str, ...]) -> str:
    if not day.rows:
        return ""
    widths = (*("---" for _ in columns[1:]), "------------")  # pandoc shares a page's width by them
    head = (map(escape, columns), widths)
    lines = ((*_times(row), inline(row.what)) for row in day.rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (*head, *lines))


def _times(row: Row) -> Iterator[str]:
    """The times of a row; the local one stands out where others depend on it."""
    local, *others = row.times
    yield inline((Strong(local),)) if row.is_key else escape(local)
    yield from map(escape, others)


def _agenda(day: Day) -> str:
    return _list(
        tuple(Item(line(f"{row.times[0]} " if row.times[0] else "", row.what)) for row in day.rows)
    )


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
