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

from itinerary.briefing import Break, Briefing, Day, Item, Line, Link, Row, Section, Strong, compose
from itinerary.diagnostics import printable
from itinerary.timeline import Timeline

NARROWEST, USUAL, WIDEST = 60, 100, 200  # columns
SHOWN = ("open", "background")


def show(
    timeline: Timeline, width: int | None = None, language: str = "en", clock: int = 24
) -> None:
    """Print the timeline as wide as the terminal is, in its colours; plain where NO_COLOR is set or the text goes elsewhere."""
    terminal = Console()
    columns = width or (terminal.width if terminal.is_terminal else USUAL)
    sys.stdout.write(
        shown(
            timeline,
            columns,
            language,
            clock,
            "" if os.environ.get("NO_COLOR") else terminal.color_system or "",
        )
    )


def shown(
    timeline: Timeline, width: int = USUAL, language: str = "en", clock: int = 24, colors: str = ""
) -> str:
    """The timeline as text for a terminal of a width, in one of rich's systems of colours or, with none, without any command to it."""
    text = io.StringIO()
    columns = min(max(width, NARROWEST), WIDEST)
    system: Any = colors or None  # rich has no type for the names of its systems
    console = Console(file=text, width=columns, color_system=system, force_terminal=bool(colors))
    for block in _blocks(compose(timeline, language=language, clock=clock)):
        console.print(block)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _blocks(briefing: Briefing) -> Iterator[RenderableType]:
    yield _text((briefing.title,), "bold")
    yield _list(briefing.head)
    for day in briefing.days:
        yield from _day(day)
    for name in SHOWN:
        if section := briefing.section(name):
            yield from _section(section)


def _day(day: Day) -> Iterator[RenderableType]:
    yield Text()
    yield _text((day.title,), "bold cyan")
    yield from (_text((text,), "dim") for text in (day.clocks, day.empty) if text)
    if day.rows:
        yield _rows(day.rows)
    if day.night:
        yield _text((day.night,), "dim")


def _rows(rows: tuple[Row, ...]) -> Table:
    """The lines of a day; the clocks keep their columns, and only what happens is broken into lines."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    for _ in rows[0].times[1:]:
        table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for row in rows:
        local, *others = row.times
        table.add_row(
            _text((local,), "bold" if row.is_key else ""),
            *(_text((time,)) for time in others),
            _text(row.what),
        )
    return table


def _section(section: Section) -> Iterator[RenderableType]:
    yield Text()
    yield _text((section.title,), "bold cyan")
    yield _list(section.items)


def _list(items: tuple[Item, ...]) -> Table:
    """A list, what stands below an item further in."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for item in items:
        table.add_row("-", _text(item.line))
        if item.items:
            table.add_row("", _list(item.items))
    return table


def _text(line: Line, style: str = "") -> Text:
    """A line without the numbers of sources, which stand in the briefing."""
    text = Text(style=style)
    for piece in line:
        match piece:
            case str():
                text.append(_literal(piece))
            case Strong(words):
                text.append(_literal(words), "bold")
            case Link(url):
                text.append(_literal(url), "underline")
            case Break():
                text.append("\n")
    return text


def _literal(text: str) -> str:
    return printable(" ".join(re.split(r"\s", text)))
