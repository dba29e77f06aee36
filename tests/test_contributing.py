"""What CONTRIBUTING says of adding something is what it takes.

A patch of `contributing/` is a change that a newcomer might make: a kind of event, a field, a
format. It touches the files of its row in the table. Applied to a copy of the checkout, the types
and the tests that its first lines name hold; without the files of the row's last column, one fails.
"""

import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SECTION = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## To add a …")[2]
TABLE = SECTION.partition("These have no patch")[0]
PATCHES = sorted(Path(__file__).with_name("contributing").glob("*.patch"))
HEAD = re.compile(r"row: (?P<row>.*)\ntests: (?P<tests>.*)\n")
IGNORED = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "site", ".cache", "mutants", "__pycache__", ".hypothesis"
)


def read_rows():
    """The patterns of files in the second and in the third column, by the first."""
    rows = [line.strip("| ").split(" | ") for line in TABLE.splitlines() if line.startswith("| ")]
    return {row: tuple(map(read_patterns, columns)) for row, *columns in rows[1:]}


def read_patterns(cell):
    return [re.sub("<[a-z]+>", "*", path) for path in re.findall(r"`([\w.<>*/-]+\.[\w<>]+)`", cell)]


def is_among(path, patterns):
    return any(fnmatch(path, pattern) for pattern in patterns)


def copy(source, target):
    return shutil.copytree(source, target, ignore=IGNORED)


def run(folder, *command):
    """What a module says that fails in a copy, whose package is the copy's own; "" if it holds."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return f"{done.stdout}{done.stderr}" if done.returncode else ""


def check_types(folder):
    return run(folder, "mypy", "--cache-dir", ".mypy_cache")


def run_tests(folder, tests):
    plain = ("-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile=quick")
    return run(folder, "pytest", "-q", "-x", *plain, *tests.split())


def apply_patch(patch, folder, excluded=()):
    options = [f"--exclude={path}" for path in excluded]
    subprocess.run(["git", "apply", *options, str(patch)], cwd=folder, check=True)


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A copy of the checkout in which the type checker has been once."""
    folder = copy(ROOT, tmp_path_factory.mktemp("original") / "checkout")
    assert check_types(folder) == ""
    return folder


@pytest.mark.slow
@pytest.mark.skipif("ROWS" not in os.environ, reason="takes minutes: run make rows")
@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_a_row_is_what_it_takes(patch, original, tmp_path):
    text = patch.read_text("utf-8")
    head = HEAD.match(text)
    first, second = read_rows()[head["row"]]
    changed = re.findall(r"^\+\+\+ b/(\S+)$", text, re.MULTILINE)
    assert [path for path in changed if not is_among(path, first + second)] == []
    rows = first + second
    assert [row for row in rows if not any(fnmatch(path, row) for path in changed)] == []
    whole, half = copy(original, tmp_path / "whole"), copy(original, tmp_path / "half")
    apply_patch(patch, whole)
    assert check_types(whole) == ""
    assert run_tests(whole, head["tests"]) == ""
    apply_patch(patch, half, [path for path in changed if is_among(path, second)])
    assert check_types(half) or run_tests(half, head["tests"])


def test_each_row_has_a_patch():
    assert {HEAD.match(patch.read_text("utf-8"))["row"] for patch in PATCHES} == set(read_rows())
