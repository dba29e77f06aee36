"""What the README shows is what happens: its commands print what stands below them, its Python runs, its documents load."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from itinerary import loads
from itinerary.cli import app

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A folder that holds of the checkout what the commands read, so that what they write is not left in it."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("examples", "seeds", "tests/errors"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def printed(command, folder):
    """What a terminal shows of a command in a folder, with ours in front of any other `itinerary`."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    both = {
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
        "env": os.environ | {"PATH": path},
    }
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, text=True, encoding="utf-8", check=False, **both
    ).stdout


def played(block, folder):
    """A console block with what its commands print now."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{printed(command[2:], folder)}" for command in commands)


@pytest.mark.parametrize("block", CONSOLE.findall(TEXT), ids=lambda block: block.splitlines()[0])
def test_commands_print_what_stands_below_them(block, checkout):
    """`UPDATE_GOLDEN=1 python -m pytest tests/test_readme.py` writes what they print into the README."""
    now = played(block, checkout)
    if os.environ.get("UPDATE_GOLDEN"):
        README.write_text(
            README.read_text(encoding="utf-8").replace(block, now, 1), encoding="utf-8"
        )
    else:
        assert block == now


def test_the_python_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert doctest.testfile(str(README), module_relative=False).failed == 0


def test_the_whole_document_is_the_example():
    whole = next(
        block for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL) if "Weekend" in block
    )
    assert whole == (ROOT / "examples" / "weekend-lisbon.yaml").read_text(encoding="utf-8")
    assert loads(whole).title == "Weekend in Lisbon"


def test_every_command_is_in_it():
    commands = {command.name or command.callback.__name__ for command in app.registered_commands}
    assert all(f"| `itinerary {name}" in TEXT for name in commands)


def test_every_path_in_it_exists():
    paths = re.findall(r"\]\((?!https?:)([^)#]+)\)", TEXT)
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_place_to_add_something_exists():
    paths = re.findall(r"`(\w+/[\w./]*)`", TEXT.partition("## Adding to it")[2])
    assert "dates/grammar/language_file.py" in paths
    assert [
        path
        for path in paths
        if not (ROOT / path).exists()
        and not (ROOT / "itinerary" / path).exists()
        and not (ROOT / "itinerary" / "dates" / path).exists()
    ] == []
