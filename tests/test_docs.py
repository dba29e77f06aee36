"""The docs are true: commands print what they show, Python runs, documents load, links lead on.

`UPDATE_GOLDEN=1 python -m pytest tests/test_docs.py` writes into the pages what their commands and
phrases come to now, and their generated parts.
"""

from __future__ import annotations

import dataclasses
import doctest
import importlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from functools import cache
from pathlib import Path
from unittest.mock import patch
from urllib.parse import unquote

import pytest
import references
import typer.main
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import TypeAdapter

from itinerary import Conventions, DocumentError, cli, loads, resolve
from itinerary.document.vocabulary import EventKind
from itinerary.timeline import Verdict

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PACKAGE = ROOT / "itinerary"
README = ROOT / "README.md"
PAGES = [
    README,
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    ROOT / "CHANGELOG.md",
    *sorted(DOCS.glob("*.md")),
]
IDS = [path.relative_to(ROOT).as_posix() for path in PAGES]
README_BYTES = 10_000
INCLUDE = re.compile(r'^--8<-- "([^"]+)"$', re.MULTILINE)
OURS = re.compile(
    r"itinerary (?P<arguments>[^|<>]*?)(?P<quiet> 2>/dev/null)?"
    r"(?: \| (?P<rest>[^<>]*)| > (?P<file>\S+))?"
)
get_command = cache(typer.main.get_command)
COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)$", re.MULTILINE)
CONTINUED = re.compile(r" *\\\n *")
PHRASES = re.compile(r"(?<=<!-- phrases: )([^>]+)( -->\n\n\|.*\n\|.*\n)((?:\|.*\n)+)")

every_page = pytest.mark.parametrize("page", PAGES, ids=IDS)


def tokens(page: Path) -> list[Token]:
    """The page as markdown-it reads it."""
    return MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))


def blocks(page: Path, *languages: str) -> list[Token]:
    """The fenced blocks of a page in some languages, without those that include a file."""
    fences = [token for token in tokens(page) if token.info.partition(" ")[0] in languages]
    return [token for token in fences if not INCLUDE.search(token.content)]


# --- what a page shows of commands, phrases and the schema


@pytest.mark.slow
@every_page
def test_page_is_current(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text(encoding="utf-8")
    now = references.generate(PHRASES.sub(resolve_table, replay_page(page, text, tmp_path)))
    if os.environ.get("UPDATE_GOLDEN"):
        page.write_text(now, encoding="utf-8")
    else:
        assert now == text


def replay_page(page: Path, text: str, folder: Path) -> str:
    """The page with what its commands print now, run one after the other in a folder of their own.

    A block of YAML, Python or CSV with a title is written to the file of that name.
    """
    shown = blocks(page, "console", "yaml", "python", "csv")
    if not any(block.info == "console" for block in shown):
        return text
    for name in ("examples", "seeds", "tests/errors"):
        shutil.copytree(ROOT / name, folder / name)
    with chdir(folder):
        for block in shown:
            if title := re.search(r'title="([^"]+)"', block.info):
                Path(title[1]).write_text(block.content, encoding="utf-8")
            elif block.info == "console":
                text = text.replace(
                    console_fence(block.content), console_fence(replay(block.content)), 1
                )
    return text


def console_fence(block: str) -> str:
    return f"```console\n{block}```"


def replay(block: str) -> str:
    """A console block with what its commands print now; a backslash continues a line."""
    commands = COMMAND.findall(block)
    return "".join(f"$ {each}\n{run_command(CONTINUED.sub(' ', each))}" for each in commands)


def run_command(command: str) -> str:
    """What a command prints; ours runs in this process, any other in the shell."""
    ours = OURS.fullmatch(command)
    if ours is None:
        return run_shell(command)
    text = run_ours(shlex.split(ours["arguments"]), is_quiet=bool(ours["quiet"]))
    if ours["file"]:
        Path(ours["file"]).write_text(text, encoding="utf-8")
        return ""
    return run_shell(ours["rest"], text) if ours["rest"] else text


def run_ours(arguments: list[str], *, is_quiet: bool = False) -> str:
    """What `itinerary` prints, both streams together, or standard output alone."""
    shown = io.StringIO()
    errors = io.StringIO() if is_quiet else shown
    with (
        patch.object(sys, "argv", ["itinerary", *arguments]),
        patch.object(typer.main, "get_command", get_command),  # built once, not for each command
        redirect_stdout(shown),
        redirect_stderr(errors),
        suppress(SystemExit),
    ):
        cli.run_command_line()
    return shown.getvalue().replace("\r\n", "\n")


def run_shell(command: str, stdin: str = "") -> str:
    """What the shell prints of a command, both streams together, with our command in the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", command],
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | {"PATH": path},
        encoding="utf-8",
        check=False,
    ).stdout


def resolve_table(table: re.Match[str]) -> str:
    """A table of phrases with what each comes to, read with the options above it."""
    options, head, rows = table.groups()
    phrases = re.findall("^\\| “(.*?)”", rows, re.MULTILINE)
    return options + head + "".join(resolve_row(each, shlex.split(options)) for each in phrases)


def resolve_row(phrase: str, options: list[str]) -> str:
    shown = run_ours(["resolve", phrase, *options])
    found = [line.split("  ", 1) for line in shown.splitlines() if re.match(r"[-\d.\[]", line)]
    assert found, shown
    edtf, words = zip(*found, strict=True)
    return f"| “{phrase}” | {', '.join(words)} | {', '.join(f'`{each}`' for each in edtf)} |\n"


def test_every_generated_part_is_on_a_page_once() -> None:
    found = [name for page in PAGES for name in references.names(page.read_text(encoding="utf-8"))]
    assert sorted(found) == sorted(references.generators())


@pytest.mark.parametrize("command", references.registered_commands())
def test_every_command_and_option_is_in_the_docs(
    command: str, run: Callable[..., tuple[int, str, str]]
) -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    section = text.partition(f"\n## {command}\n")[2].partition("\n## ")[0]
    _, shown, _ = run(command, "--help")
    options = {*re.findall(r"^ +(?:-\w, )?(--[a-z-]+)", shown, re.MULTILINE)} - {"--help"}
    assert section
    assert [option for option in sorted(options) if f"`{option}`" not in section] == []
    assert f"`itinerary {command}" in README.read_text(encoding="utf-8")


def test_every_convention_verdict_and_kind_is_in_the_docs() -> None:
    expected = {
        "dates.md": [field.name for field in dataclasses.fields(Conventions)],
        "document.md": list(EventKind),
    }
    for page, names in expected.items():
        text = (DOCS / page).read_text(encoding="utf-8")
        assert [name for name in names if f"\n| `{name}`" not in text] == []
    text = (DOCS / "dates.md").read_text(encoding="utf-8")
    verdicts = TypeAdapter(Verdict).json_schema()["enum"]
    assert [each for each in verdicts if f"\n| {each} |" not in text] == []


# --- Python and documents


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=[pytest.mark.slow] * (page.stem == "recipes")) for page in PAGES],
    ids=IDS,
)
def test_python_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {"__name__": page.stem}
    for block in blocks(page, "python"):
        line = block.map[0] + 1 if block.map else 0
        if ">>>" not in block.content:
            exec(compile(block.content, f"{page.name}:{line}", "exec"), names)  # noqa: S102
            continue
        test = doctest.DocTestParser().get_doctest(block.content, names, page.name, str(page), line)
        assert doctest.DocTestRunner().run(test, clear_globs=False).failed == 0
        names.update(test.globs)


@every_page
def test_documents_load_and_resolve_without_errors(page: Path) -> None:
    """A block without a title is a part of a document; wrong.yaml has to have errors."""
    for block in blocks(page, "yaml"):
        is_whole = re.search(r"^title:", block.content, re.MULTILINE)
        text = block.content if is_whole else f"title: Example\n{block.content}"
        assert has_errors(text) == ("wrong.yaml" in block.info), text


def has_errors(text: str) -> bool:
    """Whether a document has errors, in loading or in resolving."""
    try:
        return any(each.severity == "error" for each in resolve(loads(text)).diagnostics)
    except DocumentError as error:
        print(error)
        return True


def test_readme_shows_a_whole_document_that_is_an_example() -> None:
    example = (ROOT / "examples" / "weekend-lisbon.yaml").read_text(encoding="utf-8")
    assert example in [block.content for block in blocks(README, "yaml")]


# --- links and size


def link_targets(page: Path) -> Iterator[str]:
    """The addresses of the links and pictures of a page."""
    for token in tokens(page):
        for child in token.children or ():
            if child.type in ("link_open", "image"):
                yield str(child.attrs.get("href") or child.attrs.get("src"))
        if token.type in ("html_block", "inline"):
            yield from re.findall(r'<(?:img|a)\b[^>]*\b(?:src|href)="([^"]+)"', token.content)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, and of those in the files that it includes."""
    text = page.read_text(encoding="utf-8")
    for name in INCLUDE.findall(text):
        text += (ROOT / name).read_text(encoding="utf-8") if name.endswith(".md") else ""
    text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    headings = [each.lower() for each in re.findall(r"^#+ (.*)$", text, re.MULTILINE)]
    return {re.sub(r"[^\w -]", "", each).strip().replace(" ", "-") for each in headings}


@every_page
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for target in link_targets(page):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = unquote(target).partition("#")
        other = page.parent / path if path else page
        if not other.exists() or (anchor and anchor not in anchors(other)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_pages_of_the_site_link_to_nothing_outside_it(page: Path) -> None:
    assert [target for target in link_targets(page) if target.startswith("..")] == []
    assert f'"{page.name}"' in (ROOT / "zensical.toml").read_text(encoding="utf-8")


@every_page
def test_files_that_are_named_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    paths = INCLUDE.findall(text)
    if page.name != "CHANGELOG.md":  # which may name what is gone
        paths += re.findall(r"`((?:itinerary|tests|docs|examples|seeds)/[\w./-]*)`", text)
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_contributing_names_every_room_and_no_other() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = {*re.findall(r"`([a-z_]+/[\w./]*)`", text)} - {"site/"}
    assert [each for each in named if not any((f / each).exists() for f in (ROOT, PACKAGE))] == []
    assert {f"{each.parent.name}/" for each in PACKAGE.glob("*/__init__.py")} - named == set()


def test_new_places_of_modules_are_true() -> None:
    text = (DOCS / "upgrading.md").read_text(encoding="utf-8")
    modules = re.findall(r"\| `(itinerary\.[\w.]+)` \|$", text, re.MULTILINE)
    assert modules
    assert all(map(importlib.import_module, modules))


def test_readme_is_short() -> None:
    assert len(README.read_bytes()) <= README_BYTES
