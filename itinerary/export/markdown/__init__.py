"""A Timeline in; a briefing out, as Markdown that reads well as plain text.

No text of the document is ever markup (see `escaping`).
"""

from __future__ import annotations

from collections.abc import Iterator

from itinerary.briefing import (
    Briefing,
    Day,
    Item,
    Row,
    Section,
    Strong,
    compose_briefing,
    join_pieces,
)
from itinerary.export.markdown.escaping import render_line
from itinerary.export.options import MarkdownOptions
from itinerary.markdown_text import escape_text
from itinerary.timeline import Timeline


def render(timeline: Timeline, options: MarkdownOptions) -> str:
    """Return the briefing in the style and language of the options."""
    briefing = compose_briefing(
        timeline,
        style=options.style,
        language=options.lang,
        clock=options.clock,
        since=options.since,
        holidays=options.holidays,
    )
    return render_briefing(briefing)


def render_briefing(briefing: Briefing) -> str:
    """Return a briefing in the style and language that it was composed in."""
    return "\n\n".join(filter(None, _render_blocks(briefing))) + "\n"


def _render_blocks(briefing: Briefing) -> Iterator[str]:
    yield f"# {escape_text(briefing.title)}"
    yield _render_list(briefing.head)
    for day in briefing.days:
        yield from _render_day(day, briefing)
    for period in briefing.periods:
        yield f"## {escape_text(period.heading)}"
        yield _render_list(period.items)
    for section in briefing.sections:
        yield f"## {escape_text(section.title)}"
        yield _render_section(section)


def _render_day(day: Day, briefing: Briefing) -> Iterator[str]:
    yield f"## {escape_text(day.title)}"
    yield _render_list(day.contacts)
    yield escape_text(day.clocks)
    yield escape_text(day.lead)
    yield escape_text(day.empty)
    if briefing.style == "card":
        yield _render_agenda(day)
    else:
        yield _render_list(tuple(Item(row.what) for row in day.untimed_rows))
        yield _render_table(day)
    yield _render_list(day.details)
    yield escape_text(day.night)


def _render_table(day: Day) -> str:
    if not day.timed_rows:
        return ""
    # pandoc shares the width of a page by these
    widths = (*("---" for _ in day.columns[1:]), "------------")
    head = (map(escape_text, day.columns), widths)
    lines = ((*_render_times(row), render_line(row.what)) for row in day.timed_rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (*head, *lines))


def _render_times(row: Row) -> Iterator[str]:
    """Yield the times of a row; the local one stands out where other plans depend on it."""
    local, *others = row.times
    yield render_line((Strong(local),)) if row.is_key else escape_text(local)
    yield from map(escape_text, others)


def _render_agenda(day: Day) -> str:
    return _render_list(
        tuple(
            Item(join_pieces(f"{row.times[0]} " if any(row.times[:1]) else "", row.what))
            for row in day.rows
        )
    )


def _render_section(section: Section) -> str:
    if section.name == "notes":
        return "\n\n".join(render_line(item.line) for item in section.items)
    return _render_list(section.items, is_numbered=section.name == "sources")


def _render_list(items: tuple[Item, ...], indent: str = "", *, is_numbered: bool = False) -> str:
    return "\n".join(_render_items(items, indent, is_numbered=is_numbered))


def render_items(items: tuple[Item, ...]) -> str:
    """Return a list of a briefing by itself, without a line break at its end."""
    return _render_list(items)


def _render_items(
    items: tuple[Item, ...], indent: str, *, is_numbered: bool = False
) -> Iterator[str]:
    for number, item in enumerate(items, start=1):
        marker = f"{number}. " if is_numbered else "- "
        below = indent + " " * len(marker)
        yield f"{indent}{marker}{render_line(item.line, below)}"
        yield from _render_items(item.items, below)
