"""Prints the days of a timeline's briefing on a terminal, in colour where it has any.

No text of the document reaches the terminal as a command or rich as markup: all of it is printed as
`Text`, without control characters.
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
    Citation,
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
    """Print a timeline in the width and the colours of the terminal.

    It is printed without colours if NO_COLOR is set or standard output is no terminal.

    Args:
        timeline: The timeline.
        width: The number of columns; None for the terminal's, or `DEFAULT_WIDTH` without one.
        language: One of `LABEL_LANGUAGES`.
        clock: 24 or 12.
    """
    terminal = Console()
    columns = width or (terminal.width if terminal.is_terminal else DEFAULT_WIDTH)
    colors = "" if os.environ.get("NO_COLOR") else terminal.color_system or ""
    sys.stdout.write(format_timeline(timeline, columns, language, clock, colors))


def format_timeline(
    timeline: Timeline,
    width: int = DEFAULT_WIDTH,
    language: str = "en",
    clock: int = 24,
    colors: str = "",
) -> str:
    """Return a timeline as text for a terminal of some columns.

    `colors` names one of rich's colour systems; with none the text has no escape sequences.
    """
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
    for period in briefing.periods:
        yield Text()
        yield _build_text((period.heading,), "bold cyan")
        yield _build_list_table(period.items)
    for name in SHOWN_SECTIONS:
        if section := briefing.find_section(name):
            yield from _iterate_section_blocks(section)


def _iterate_day_blocks(day: Day) -> Iterator[RenderableType]:
    yield Text()
    yield _build_text((day.title,), "bold cyan")
    yield from (_build_text((text,), "dim") for text in (day.clocks, day.empty) if text)
    if day.untimed_rows:
        yield _build_list_table(tuple(Item(row.what) for row in day.untimed_rows))
    if day.timed_rows:
        yield _build_rows_table(day.timed_rows)
    if day.night:
        yield _build_text((day.night,), "dim")


def _build_rows_table(rows: tuple[Row, ...]) -> Table:
    """Build the table of a day: columns of times, which are never broken, then what happens."""
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
    """Build a list; what belongs to an item is indented below it."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for item in items:
        table.add_row("-", _build_text(item.line))
        if item.items:
            table.add_row("", _build_list_table(item.items))
    return table


def _build_text(line: Line, style: str = "") -> Text:
    """Build the text of a line, without the numbers of sources, which only briefings have."""
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
            case Citation():
                pass
    return text


def _flatten_text(text: str) -> str:
    return make_printable(" ".join(re.split(r"\s", text)))
