"""The command that finds dates in running text."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from glob import glob, has_magic
from pathlib import Path
from typing import Annotated, NamedTuple, TextIO, cast

import typer

from itinerary.cli.arguments import parse_reference_option
from itinerary.cli.choices import Choice
from itinerary.cli.findings import exit_with_usage_error
from itinerary.cli.found_output import COLUMNS, FoundFormat, format_csv_row, write_found
from itinerary.cli.inputs import STDIN, reject_second_stdin
from itinerary.dates.expressions import Context, Conventions
from itinerary.dates.finding import STYLES, Passage, Reader, StyleName
from itinerary.dates.grammar import build_context, list_languages
from itinerary.dates.grammar.language_file import load_language_file
from itinerary.diagnostics import make_printable

PIECE = 65_536  # characters that are read at a time
PROGRESS_THRESHOLD = 10_000_000  # bytes of all files


class _Request(NamedTuple):
    """What is asked of each file."""

    context: Context
    language: str
    style: StyleName
    format: FoundFormat
    is_named: bool  # whether each result has the name of its file
    is_colored: bool


def find(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE", help="Texts in UTF-8, or patterns such as 'news/*.txt'; - is stdin."
        ),
    ],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="The day of publication, in ISO 8601.")
    ],
    language: Annotated[
        str,
        Choice("language", list_languages()).create_option(
            "--language", help="The language of the text."
        ),
    ] = "en",
    style: Annotated[
        str,
        Choice("style", STYLES).create_option(
            "--style", help="From where its dates are seen; auto tells by the first 64 kB."
        ),
    ] = "auto",
    format: Annotated[
        str,
        Choice("format", FoundFormat).create_option(
            "--format", help="How they are printed; timex is TimeML's TIMEX3, inline."
        ),
    ] = FoundFormat.TEXT,
    workers: Annotated[
        int, typer.Option("--workers", min=1, metavar="N", help="Files that are read at a time.")
    ] = 1,
) -> None:
    """Find dates in running text, with what they come to and why."""
    paths = _expand_patterns(files)
    reject_second_stdin(*paths)
    context = build_context(parse_reference_option("--on", on), None, None, {}, Conventions())
    chosen = FoundFormat(format)
    is_colored = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    request = _Request(
        context, language, cast("StyleName", style), chosen, len(paths) > 1, is_colored
    )
    if chosen == FoundFormat.CSV:
        sys.stdout.write(format_csv_row(COLUMNS))
    outputs = (
        _read_with_workers(paths, request, workers) if workers > 1 else _read_all(paths, request)
    )
    skipped = empty = 0
    for output in outputs:
        match output:
            case _SkippedFile(path, reason, remedy):
                skipped += 1
                advice = f" - {remedy}" if remedy else ""
                print(
                    make_printable(f"itinerary: {path}: {reason}, skipped{advice}"), file=sys.stderr
                )
            case _EmptyFile():
                empty += 1
            case _:
                sys.stdout.write(output)
    if 0 < empty == len(paths) - skipped:
        _tell_nothing_found(language)
    if skipped:
        raise typer.Exit(1)


class _SkippedFile(NamedTuple):
    path: str
    reason: str
    remedy: str = ""


class _EmptyFile(NamedTuple):
    """A file in which nothing is found."""

    path: str


_Output = str | _SkippedFile | _EmptyFile


def _tell_nothing_found(language: str) -> None:
    """Say as what texts were read: those in another language look as if they had no dates."""
    name = load_language_file(language).settings["language"]
    others = " or ".join(f"--language {each}" for each in list_languages() if each != language)
    message = f"itinerary: no dates found; read as {name} - if it is not, say {others}"
    print(message, file=sys.stderr)


def _expand_patterns(files: Sequence[str]) -> list[str]:
    """Return the files that are named, and those that match patterns, by their names."""
    paths: list[str] = []
    for file in files:
        if not has_magic(file) or Path(file).exists():
            paths.append(file)
            continue
        matching = sorted(glob(file, recursive=True))  # noqa: PTH207 - of any folder
        if not matching:
            exit_with_usage_error(f"no file matches {file}", "check the pattern")
        paths += [each for each in matching if not Path(each).is_dir()]
    return paths


def _read_all(paths: Sequence[str], request: _Request) -> Iterator[_Output]:
    """Yield what is printed of each file, piece by piece, one file after the other.

    Of long ones a bar shows how far it is, if somebody is there to see it.
    """
    sizes = [Path(path).stat().st_size for path in paths if Path(path).is_file()]
    if sum(sizes) < PROGRESS_THRESHOLD or not sys.stderr.isatty() or sys.stdout.isatty():
        for path in paths:
            yield from _read_file(path, request)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("finding", total=sum(sizes))
        for path in paths:
            yield from _read_file(path, request, lambda done: progress.advance(task, done))


def _read_with_workers(paths: Sequence[str], request: _Request, workers: int) -> Iterator[_Output]:
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers) as pool:
        for outputs in pool.map(partial(_collect_file, request=request), paths):
            yield from outputs


def _collect_file(path: str, request: _Request) -> list[_Output]:
    return list(_read_file(path, request))


def _read_file(
    path: str, request: _Request, track: Callable[[int], None] | None = None
) -> Iterator[_Output]:
    """Yield what is printed of a file; where it cannot be read, why not.

    `track` is told how many characters of it were read.
    """
    try:
        if path == STDIN:
            yield from _read_stream(_open_stdin(), path, request)
        else:
            with Path(path).open(encoding="utf-8", newline="") as stream:
                yield from _read_stream(stream, path, request, track)
    except UnicodeDecodeError:
        yield _SkippedFile(path, "it is not UTF-8", "save it as plain text in UTF-8")
    except IsADirectoryError:
        yield _SkippedFile(path, "it is a folder", f"name its files: '{Path(path) / '*.txt'}'")
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        yield _SkippedFile(path, error.strerror or "it cannot be read")


def _open_stdin() -> TextIO:
    if reconfigure := getattr(sys.stdin, "reconfigure", None):  # a text in memory has none
        reconfigure(encoding="utf-8", errors="strict", newline="")
    return sys.stdin


def _read_stream(
    stream: TextIO, path: str, request: _Request, track: Callable[[int], None] | None = None
) -> Iterator[_Output]:
    def read_piece() -> str:
        piece = stream.read(PIECE)
        if track is not None:
            track(len(piece))
        return piece

    is_empty = True

    def watch(passages: Iterable[Passage]) -> Iterator[Passage]:
        nonlocal is_empty
        for passage in passages:
            is_empty = is_empty and not passage.found
            yield passage

    name = path if request.is_named else ""
    reader = Reader(iter(read_piece, ""), request.language, request.context, request.style)
    yield from write_found(watch(reader), name, request.format, is_colored=request.is_colored)
    if request.format == FoundFormat.JSON:
        yield "\n"
    if is_empty:
        yield _EmptyFile(path)
