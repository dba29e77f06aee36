"""Arguments and files in; printed text, written files and exit statuses out: 0 fine, 1 the document has errors, 2 bad usage.

A command loads, calls the library, and prints. Findings go to stderr; no traceback reaches a user.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from itinerary.diagnostics import Diagnostic, ItineraryError, Position, did_you_mean, printable, show

app = typer.Typer(
    name="itinerary", no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False,
    help="One document about a trip in; exact dates with their reasons, a calendar and a briefing out.",
)  # fmt: skip
Doc = Annotated[str, typer.Argument(metavar="DOC", help="A document: YAML, JSON or TOML; - is standard input (YAML).")]
MOST_SHOWN = 60
FOLLOWING = {"no-reference", "no-zone"}  # what may well be missing only because it is written in a wrong way that is told itself
MOST_EXCERPT = 1000  # characters of a line: it may be the whole file
MANY = 2_000  # entries
MOST_NAME = 200  # bytes of a file's name without its suffix; file systems take 255 with it
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d) *", re.IGNORECASE)


class Findings(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


class Reports(StrEnum):
    """How reports are printed."""

    text = "text"
    markdown = "markdown"
    json = "json"


def run() -> int:
    """Run the command line; the exit status."""
    _open_streams()
    try:
        app()
    except ItineraryError as error:
        print(*map(printable, f"itinerary: error: {error}".splitlines()), sep="\n", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader has gone; what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 141
    except OSError as error:
        print(printable(f"itinerary: error: {error.filename or 'file'}: {error.strerror}"), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _open_streams() -> None:
    """Standard streams that take any text: a closed one goes nowhere, a file or pipe gets UTF-8, a terminal what it can show."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


@app.callback()
def _version(version: Annotated[bool, typer.Option("--version", "-V", help="Print the version and exit.")] = False) -> None:
    if version:
        from itinerary import __version__

        print(f"itinerary {__version__}")
        raise typer.Exit


@app.command()
def check(
    doc: Doc = "",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")] = False,
    format: Annotated[Findings, typer.Option("--format", help="How findings are printed.")] = Findings.text,
    code: Annotated[
        str | None, typer.Option("--explain", metavar="CODE", help="Print what a code such as [no-such-place] means, and nothing else.")
    ] = None,
    coverage: Annotated[bool, typer.Option("--coverage", help="Print what each date rests on: sources, an undated one, nothing.")] = False,
) -> None:
    """Print everything that is wrong with a document; exit with 1 if there is an error."""
    if code is not None:
        _explain(code)
        return
    if not doc:
        _usage("check needs a document", "itinerary check trip.yaml, or itinerary check --explain CODE")
    _, timeline, findings, notes = _read(doc)
    has_errors = any(each.severity == "error" for each in findings)
    if timeline is not None and not has_errors:
        from itinerary import checks

        findings += checks.check(timeline, strict=strict)
    _print_findings(findings if has_errors else [*findings, *notes], format)
    if coverage and timeline is not None and not has_errors:
        from itinerary.checks.coverage import coverage as covered

        sys.stdout.write(covered(timeline))
    failing = {"error", "warning"} if strict else {"error"}
    if any(each.severity in failing for each in findings):
        raise typer.Exit(1)
    if format is Findings.text and timeline is not None:
        counted = len(timeline.of("leg", "event", "background"))
        open_ones = sum(entry.is_open for entry in timeline.of("leg", "event", "background"))
        print(f"{printable(doc)}: {counted} {'entry' if counted == 1 else 'entries'}, {open_ones} still open, no errors")


@app.command()
def export(
    doc: Doc,
    output: Annotated[list[Path] | None, typer.Option("-o", "--output", help="A file to write; its suffix names the format.")] = None,
    to: Annotated[str | None, typer.Option("--to", help="Print one format to standard output: ics, json or markdown.")] = None,
    background: Annotated[bool, typer.Option("--background", help="The calendar of the background instead of the trip's.")] = False,
    utc: Annotated[bool, typer.Option("--utc", help="Calendar times in UTC, without time zones.")] = False,
) -> None:
    """Write the calendar, the background's calendar and the briefing; or the files or the format that are asked for."""
    from itinerary.export import formats, render, suffixes

    timeline = _sound(doc)
    by_suffix = {suffix: name for name, suffix in suffixes().items()} | {name: name for name in formats()}

    def text(format: str, background: bool) -> str:
        if format != "ics":
            return render(timeline, format)
        from itinerary.export.ics import cautions

        calendar = render(timeline, format, background=background, utc=utc)
        for caution in cautions(calendar):
            print(f"{printable(doc)}: warning: {caution}", file=sys.stderr)
        return calendar

    if to is not None:
        if to not in by_suffix:
            _usage(f"unknown format '{to}'", did_you_mean(to, by_suffix))
        sys.stdout.write(text(by_suffix[to], background))
        return
    if output:
        for path in output:
            if path.suffix[1:] not in by_suffix:
                _usage(f"no format has the suffix of {path.name}", f"known: {', '.join(sorted(suffixes().values()))}")
        files = {path: text(by_suffix[path.suffix[1:]], background) for path in output}
    else:
        name = _file_name(Path(doc).stem if doc != "-" else timeline.id)
        files = {Path(f"{name}.ics"): text("ics", False), Path(f"{name}-background.ics"): text("ics", True),
                 Path(f"{name}.md"): text("markdown", False)}  # fmt: skip
    _write({path: content for path, content in files.items() if content}, Path(doc))
    open_ones = [entry.title for entry in timeline.of("leg", "event", "background") if entry.is_open]
    if open_ones:
        print(printable(f"still open, so in no calendar: {'; '.join(open_ones)}"))


@app.command("show")
def show_(doc: Doc) -> None:
    """Print the timeline."""
    from itinerary import report

    width = os.get_terminal_size().columns if sys.stdout.isatty() else 100
    sys.stdout.write(report.show(_sound(doc), max(width, 60)))


@app.command()
def explain(doc: Doc, id: Annotated[str | None, typer.Argument(metavar="[ID]", help="One entry only.")] = None) -> None:
    """Print why each date is what it is: words, source, reference, rule, result, readings rejected."""
    from itinerary import report

    sys.stdout.write(report.explain(_sound(doc), id))


@app.command("conflicts")
def conflicts_(
    doc: Doc,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if two claims contradict each other.")] = False,
    format: Annotated[Reports, typer.Option("--format", help="How they are printed.")] = Reports.text,
) -> None:
    """Print where the sources differ, what was chosen, and why."""
    from itinerary.conflicts import conflicts, contradicts

    timeline = _sound(doc)
    sys.stdout.write(conflicts(timeline, format.value))
    if strict and contradicts(timeline):
        raise typer.Exit(1)


@app.command()
def resolve(
    phrase: Annotated[str, typer.Argument(help="A date phrase, such as 'the third Thursday of November'.")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The date or time that it counts from, by ISO 8601.")],
    language: Annotated[str, typer.Option("--language", help="The language of the phrase: en or es.")] = "en",
    window: Annotated[
        str | None, typer.Option("--window", metavar="DATES", help="The trip that it is read in, e.g. 2025-09-02/2025-09-04.")
    ] = None,
) -> None:
    """Resolve one phrase, and explain it."""
    from itinerary import resolve_phrase

    reference = _date_of("--on", on)
    try:
        within = resolve_phrase(window, reference=reference).interval if window else None
        resolution = resolve_phrase(phrase, reference=reference, language=language, window=within)
    except ItineraryError as error:
        at = getattr(error, "position", 0)
        code = f"phrase-{error.kind}"  # type: ignore[attr-defined]  # PhraseError is the only one
        _fail([Diagnostic(Position("phrase", 1, at + 1), "error", error.message, error.hint, code, phrase)])  # type: ignore[attr-defined]
    from itinerary.wording import words

    for interval in resolution.intervals:
        print(f"{interval.edtf}  {words(interval)}")
    print("\n".join(f"  {step}" for step in resolution.steps))


@app.command()
def schema(of: Annotated[str, typer.Argument(help="document, or timeline for what --to json writes.")] = "document") -> None:
    """Print the JSON Schema, by which editors complete and check."""
    if of == "timeline":
        from itinerary.export.json import schema as timeline_schema

        print(json.dumps(timeline_schema(), indent=2, ensure_ascii=False))
    elif of == "document":
        from itinerary.schema import Document

        print(
            json.dumps(
                {"$schema": "https://json-schema.org/draft/2020-12/schema"} | Document.model_json_schema(), indent=2, ensure_ascii=False
            )
        )
    else:
        _usage(f"unknown schema '{of}'", did_you_mean(of, ["document", "timeline"]))


@app.command()
def init(path: Annotated[str, typer.Argument(help="The file to write; - prints it.")] = "trip.yaml") -> None:
    """Write a commented document to start from."""
    starter = Path(__file__).with_name("starter.yaml").read_text(encoding="utf-8")
    if path == "-":
        sys.stdout.write(starter)
        return
    if Path(path).exists():
        _usage(f"{path} exists", "name another file")
    _write({Path(path): starter}, None)


def _read(doc: str):  # type: ignore[no-untyped-def]  # the types would have to be imported
    """What was loaded, the timeline (None if nothing is left of the document), every finding and every note."""
    from itinerary.loader import read, read_text
    from itinerary.loader.files import MOST_BYTES
    from itinerary.resolve import resolve as resolve_document

    loaded = read_text(getattr(sys.stdin, "buffer", sys.stdin).read(MOST_BYTES + 1), name="<stdin>") if doc == "-" else read(doc)
    timeline = resolve_document(loaded.document, track=_tracked) if loaded.document else None
    later = timeline.diagnostics if timeline else ()
    if any(each.severity == "error" for each in loaded.diagnostics):
        later = tuple(each for each in later if each.code not in FOLLOWING)
    return loaded, timeline, [*loaded.diagnostics, *later], loaded.notes


def _tracked(ids: Sequence[str]) -> Iterable[str]:
    """The ids, with a progress bar where they are so many that it takes more than a second, and someone is there to see it."""
    if len(ids) < MANY or not sys.stderr.isatty():
        return ids
    from rich.console import Console
    from rich.progress import track

    return track(ids, "resolving", console=Console(stderr=True), transient=True)


def _sound(doc: str):  # type: ignore[no-untyped-def]  # the type would have to be imported
    """The timeline of a document without errors; otherwise every finding is printed, and the command ends."""
    _, timeline, findings, _ = _read(doc)
    if any(each.severity == "error" for each in findings):
        _fail(findings)
    _print_findings(findings, Findings.text)
    return timeline


def _print_findings(findings: Iterable[Diagnostic], format: Findings) -> None:
    findings = sorted(findings, key=lambda each: each.position)
    if format is Findings.json:
        fields = ({**each._asdict(), "position": each.position._asdict(), "excerpt": each.excerpt[:MOST_EXCERPT]} for each in findings)
        print(json.dumps(list(fields), indent=2, ensure_ascii=False))
    elif format is Findings.sarif:
        from itinerary.sarif import sarif

        sys.stdout.write(sarif(findings))
    elif format is Findings.github:
        for each in findings:
            level = "notice" if each.severity == "note" else each.severity
            file = _escaped(each.position.file).replace(":", "%3A").replace(",", "%2C")
            text = _escaped(f"{each.text} [{each.code}]")
            print(f"::{level} file={file},line={each.position.line},col={each.position.column}::{text}")
    elif findings:
        print(show(findings), file=sys.stderr)


def _explain(code: str) -> None:
    from itinerary.codes import page

    try:
        sys.stdout.write(page(code))
    except ItineraryError as error:
        _usage(str(error), "")


def _escaped(text: str) -> str:
    """A message as GitHub's workflow commands take it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _fail(findings: Iterable[Diagnostic]) -> NoReturn:
    _print_findings(findings, Findings.text)
    raise typer.Exit(1)


def _usage(message: str, hint: str) -> NoReturn:
    print(printable(f"itinerary: {message}" + (f" - {hint}" if hint else "")), file=sys.stderr)
    raise typer.Exit(2)


def _date_of(option: str, text: str):  # type: ignore[no-untyped-def]  # a date or a datetime
    from datetime import datetime

    try:
        return datetime.fromisoformat(text)
    except ValueError:
        _usage(f"{option}: '{text[:MOST_SHOWN]}' is no date", "write it as 2025-08-29 or 2025-08-29T10:00")


def _write(files: dict[Path, str], source: Path | None) -> None:
    """Write all files under temporary names beside their places, then rename them, so that none is ever half written."""
    for path in files:
        if source is not None and path.exists() and source.exists() and path.samefile(source):
            _usage(f"{path} is the document itself", "name another file")
        if path.is_dir():
            _usage(f"{path} is a folder", "name a file")
    parts: dict[Path, Path] = {}
    try:
        for path, text in files.items():
            _to_disk(path, text, parts)
        for path, part in parts.items():
            part.replace(path)
            print(f"wrote {printable(str(path))}")
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _to_disk(path: Path, text: str, parts: dict[Path, Path]) -> None:
    part = path.with_name(f".itinerary-{os.getpid()}-{len(parts)}.part")
    try:
        with part.open("x", encoding="utf-8", newline="") as file:
            parts[path] = part
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def _file_name(name: str) -> str:
    """A name for files beside it: short enough for every suffix, and none that Windows takes for a device."""
    while len(os.fsencode(name)) > MOST_NAME:
        name = name[:-1]
    return f"trip-{name}" if _DEVICE.fullmatch(name.partition(".")[0]) else name
