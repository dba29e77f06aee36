"""A Timeline in; the days of its briefing on the terminal out, in colour where there is one that shows it.

No text of the document is a command to the terminal or markup of rich: all of it is printed as `Text`, without its control characters.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from typing import Any

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from itinerary.briefing import (
    Briefing,
    Day,
    Item,
    Line,
    LineBreak,
    Link,
    Row,
    Section,
    Strong,
    compose_briefing,
)
from itinerary.diagnostics import make_printable
from itinerary.timeline import Timeline

MIN_WIDTH, DEFAULT_WIDTH, MAX_WIDTH = 60, 100, 200  # columns
SHOWN_SECTIONS = ("open", "background")


def print_timeline(
    timeline: Timeline, width: int | None = None, language: str = "en", clock: int = 24
) -> None:
    """Print the timeline as wide as the terminal is, in its colours; plain where NO_COLOR is set or the text goes elsewhere."""
    terminal = Console()
    columns = width or (terminal.width if terminal.is_terminal else DEFAULT_WIDTH)
    sys.stdout.write(
        format_timeline(
            timeline,
            columns,
            language,
            clock,
            "" if os.environ.get("NO_COLOR") else terminal.color_system or "",
        )
    )


def format_timeline(
    timeline: Timeline,
    width: int = DEFAULT_WIDTH,
    language: str = "en",
    clock: int = 24,
    colors: str = "",
) -> str:
    """The timeline as text for a terminal of a width, in one of rich's systems of colours or, with none, without any command to it."""
    text = io.StringIO()
    columns = min(max(width, MIN_WIDTH), MAX_WIDTH)
    system: Any = colors or None  # rich has no type for the names of its systems
    console = Console(file=text, width=columns, color_system=system, force_terminal=bool(colors))
    for block in _iterate_blocks(compose_briefing(timeline, language=language, clock=clock)):
        console.print(block)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _iterate_blocks(briefing: Briefing) -> Iterator[RenderableType]:
    yield _build_text((briefing.title,), "bold")
    yield _build_list_table(briefing.head)
    for day in briefing.days:
        yield from _iterate_day_blocks(day)
    for name in SHOWN_SECTIONS:
        if section := briefing.find_section(name):
            yield from _iterate_section_blocks(section)


def _iterate_day_blocks(day: Day) -> Iterator[RenderableType]:
    yield Text()
    yield _build_text((day.title,), "bold cyan")
    yield from (_build_text((text,), "dim") for text in (day.clocks, day.empty) if text)
    if day.rows:
        yield _build_rows_table(day.rows)
    if day.night:
        yield _build_text((day.night,), "dim")


def _build_rows_table(rows: tuple[Row, ...]) -> Table:
    """The lines of a day; the clocks keep their columns, and only what happens is broken into lines."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    for _ in rows[0].times[1:]:
        table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for row in rows:
        local, *others = row.times
        table.add_row(
            _build_text((local,), "bold" if row.is_key else ""),
            *(_build_text((time,)) for time in others),
            _build_text(row.what),
        )
    return table


def _iterate_section_blocks(section: Section) -> Iterator[RenderableType]:
    yield Text()
    yield _build_text((section.title,), "bold cyan")
    yield _build_list_table(section.items)


def _build_list_table(items: tuple[Item, ...]) -> Table:
    """A list, what stands below an item further in."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for item in items:
        table.add_row("-", _build_text(item.line))
        if item.items:
            table.add_row("", _build_list_table(item.items))
    return table


def _build_text(line: Line, style: str = "") -> Text:
    """A line without the numbers of sources, which stand in the briefing."""
    text = Text(style=style)
    for piece in line:
        match piece:
            case str():
                text.append(_flatten_text(piece))
            case Strong(words):
                text.append(_flatten_text(words), "bold")
            case Link(url):
                text.append(_flatten_text(url), "underline")
            case LineBreak():
                text.append("\n")
    return text


def _flatten_text(text: str) -> str:
    return make_printable(" ".join(re.split(r"\s", text)))
