"""What `itinerary show` prints: days in any width, and no command to the terminal but colours."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from itinerary import load, loads, resolve
from itinerary.cli.terminal import format_timeline
from itinerary.diagnostics import OptionError

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
FLAGSHIP = ROOT / "examples" / "rubio-2025-final.yaml"
COLOR = re.compile(r"\x1b\[[\d;]*m")


@pytest.mark.parametrize("width", [60, 80, 100, 137, 200])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(example: Path, width: int) -> None:
    timeline = resolve(load(example))
    text = format_timeline(timeline, width)
    assert max(map(cell_len, text.splitlines())) <= width
    assert "…" not in text
    assert sorted(text.split()) == sorted(format_timeline(timeline, 200).split())
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_a_day_of_the_flagship() -> None:
    (day,) = [
        block
        for block in format_timeline(resolve(load(FLAGSHIP)), 72).split("\n\n")
        if block.startswith("Tue 2 Sep")
    ]
    assert day.splitlines() == [
        "Tue 2 Sep 2025 (day 1 of 3): Washington → Mexico City",
        "Washington UTC−4 · Mexico City UTC−6 (Washington −2 h)",
        "TBD          TBD          LV Washington for Mexico City: Flight to",
        "                          Mexico City",
        "                          Clocks back 2 h: UTC−4 to UTC−6",
        "about 16:00  about 18:00  AR Mexico City: Flight to Mexico City (planned",
        "                          14:00; 2 h later)",
        "RON Mexico City",
    ]


def test_it_speaks_spanish_by_a_clock_of_twelve_hours() -> None:
    text = format_timeline(
        resolve(load(ROOT / "examples" / "tour-week-2025.yaml")), language="es", clock=12
    )
    assert "mar, 13 may 2025 (día 2 de 6): Madrid" in text
    assert "1:00 p. m." in text
    assert "Sesión de radio" in text


def test_another_language_is_an_error() -> None:
    with pytest.raises(OptionError):
        format_timeline(resolve(load(FLAGSHIP)), language="de")


HOSTILE = "[bold]x[/bold] [link=https://evil.example]y[/link] :smile: \\[red] [/] https://a.example"


def test_no_text_is_markup_or_a_command() -> None:
    document = f"""{{title: '{HOSTILE}', dates: 2025-09-03, notes: x,
      principal: {{name: '{HOSTILE}'}},
      events: [{{title: '{HOSTILE}', when: 2025-09-03 10:00, place: Quito}}],
      background: [{{title: '{HOSTILE}', when: "2012", notes: '{HOSTILE}'}}]}}"""
    timeline = resolve(loads(document))
    plain, colored = (
        format_timeline(timeline, 200),
        format_timeline(timeline, 200, colors="truecolor"),
    )
    assert plain.count(HOSTILE) == 5
    assert "\x1b" not in plain
    assert COLOR.sub("", colored).split() == plain.split()
    assert "\x1b" not in COLOR.sub("", colored)
    assert "\x1b]8" not in colored


def on_a_terminal(columns: int, **around: str) -> str:
    """What the command prints on a terminal of so many columns."""
    main, other = pty.openpty()
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("NO_COLOR", "COLUMNS", "LINES")
    } | {"TERM": "xterm-256color"}
    subprocess.run(["stty", "cols", str(columns)], stdin=other, check=True)
    command = [sys.executable, "-m", "itinerary", "show", str(FLAGSHIP)]
    process = subprocess.Popen(
        command, stdin=other, stdout=other, stderr=subprocess.DEVNULL, env=environment | around
    )
    os.close(other)
    found = b""
    try:
        while piece := os.read(main, 65536):
            found += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(main)
    assert process.wait() == 0
    return found.decode().replace("\r\n", "\n")


@pytest.mark.slow
@pytest.mark.parametrize("columns", [60, 132])
def test_a_terminal_gets_its_width_and_colours(columns: int) -> None:
    text = on_a_terminal(columns)
    assert COLOR.search(text)
    assert "\x1b" not in COLOR.sub("", text)
    assert COLOR.sub("", text).split() == format_timeline(resolve(load(FLAGSHIP))).split()
    assert max(cell_len(line) for line in COLOR.sub("", text).splitlines()) <= columns


@pytest.mark.slow
def test_no_color_is_respected() -> None:
    assert on_a_terminal(80, NO_COLOR="1") == format_timeline(resolve(load(FLAGSHIP)), 80)
    assert on_a_terminal(80, TERM="dumb") == format_timeline(resolve(load(FLAGSHIP)), 80)


def test_a_pipe_gets_a_hundred_columns_or_as_many_as_are_asked_for(run: Any) -> None:
    timeline = resolve(load(FLAGSHIP))
    assert run("show", FLAGSHIP)[1] == format_timeline(timeline, 100)
    assert run("show", FLAGSHIP, "--width", "60")[1] == format_timeline(timeline, 60)
    assert run("show", FLAGSHIP, "--width", "59")[0] == 2
