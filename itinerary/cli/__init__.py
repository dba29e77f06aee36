"""Arguments and files in; printed text, written files and exit statuses out: 0 fine, 1 the document has errors, 2 bad usage.

A command loads, calls the library, and prints. Findings go to stderr; no traceback reaches a user.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from itinerary.cli.files import (
    load_timeline,
    load_valid_timeline,
    open_streams,
    read_input_bytes,
    read_input_text,
    write_files,
    write_new_file,
    write_to_stdout,
)
from itinerary.cli.findings import (
    FindingFormat,
    exit_with_findings,
    exit_with_usage_error,
    explain_code,
    print_findings,
)
from itinerary.diagnostics import (
    Diagnostic,
    ItineraryError,
    OptionError,
    PhraseError,
    Position,
    make_printable,
    suggest_choices,
)

app = typer.Typer(
    name="itinerary", no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False,
    help="One document about a trip in; exact dates with their reasons, a calendar and a briefing out.",
)  # fmt: skip
DocumentArgument = Annotated[
    str,
    typer.Argument(
        metavar="DOC", help="A document: YAML, JSON or TOML; - is standard input (YAML or JSON)."
    ),
]
MAX_SHOWN = 60


class ReportFormatOption(StrEnum):
    """How reports are printed."""

    text = "text"
    markdown = "markdown"
    json = "json"


def run_command_line() -> int:
    """Run the command line; the exit status."""
    open_streams()
    try:
        app()
    except OptionError as error:
        print(make_printable(f"itinerary: {error}"), file=sys.stderr)
        return 2
    except ItineraryError as error:
        print(
            *map(make_printable, f"itinerary: error: {error}".splitlines()),
            sep="\n",
            file=sys.stderr,
        )
        return 1
    except BrokenPipeError:
        # The reader has gone; what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 141
    except OSError as error:
        print(
            make_printable(f"itinerary: error: {error.filename or 'file'}: {error.strerror}"),
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


@app.callback()
def _print_version(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version and exit.")
    ] = False,
) -> None:
    if version:
        from itinerary import __version__

        print(f"itinerary {__version__}")
        raise typer.Exit


@app.command()
def check(
    doc: DocumentArgument = "",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")] = False,
    format: Annotated[
        FindingFormat, typer.Option("--format", help="How findings are printed.")
    ] = FindingFormat.text,
    code: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="CODE",
            help="Print what a code such as [no-such-place] means, and nothing else.",
        ),
    ] = None,
    coverage: Annotated[
        bool,
        typer.Option(
            "--coverage", help="Print what each date rests on: sources, an undated one, nothing."
        ),
    ] = False,
) -> None:
    """Print everything that is wrong with a document; exit with 1 if there is an error."""
    if code is not None:
        explain_code(code)
        return
    if not doc:
        exit_with_usage_error(
            "check needs a document", "itinerary check trip.yaml, or itinerary check --explain CODE"
        )
    timeline, findings, notes = load_timeline(doc)
    has_errors = any(each.severity == "error" for each in findings)
    if timeline is not None and not has_errors:
        from itinerary import checks

        findings += checks.check_completeness(timeline, strict=strict)
    print_findings(findings if has_errors else [*findings, *notes], format)
    if coverage and timeline is not None and not has_errors:
        from itinerary.reports.coverage import measure_coverage
        from itinerary.reports.rendering import format_coverage

        sys.stdout.write(format_coverage(measure_coverage(timeline)))
    failing = {"error", "warning"} if strict else {"error"}
    if any(each.severity in failing for each in findings):
        raise typer.Exit(1)
    if format is FindingFormat.text and timeline is not None:
        counted = len(timeline.select_entries("leg", "event", "background"))
        open_ones = sum(
            entry.is_open for entry in timeline.select_entries("leg", "event", "background")
        )
        print(
            f"{make_printable(doc)}: {counted} {'entry' if counted == 1 else 'entries'}, {open_ones} still open, no errors"
        )


@app.command()
def export(
    doc: DocumentArgument,
    output: Annotated[
        list[Path] | None,
        typer.Option("-o", "--output", help="A file to write; its suffix names the format."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            help="Print one format to standard output: html, ics, jcal, json, markdown or pdf.",
        ),
    ] = None,
    audience: Annotated[
        str,
        typer.Option(
            "--audience",
            metavar="public|party|staff",
            help="Who reads it: what is for others is in no file.",
        ),
    ] = "staff",
    split: Annotated[
        str,
        typer.Option(
            "--split", metavar="leg|kind|none", help="A calendar for each leg or kind of event."
        ),
    ] = "none",
    background: Annotated[
        str,
        typer.Option(
            "--background",
            metavar="file|inline|omit|only",
            help="The background: in a file of its own (with -o and --to: in none), in the trip's calendar, in none, or alone.",
        ),
    ] = "file",
    imprecise: Annotated[
        str,
        typer.Option(
            "--imprecise",
            metavar="span|marker|omit",
            help="Dates coarser than a day: all their days, one, or left out.",
        ),
    ] = "span",
    alarm: Annotated[
        str,
        typer.Option(
            "--alarm",
            metavar="TIME|own",
            help="An alarm so long before each clock time (30m, 2h, 1d), unless the event has its own; own: those of events alone.",
        ),
    ] = "",
    name: Annotated[
        str, typer.Option("--name", help="The calendar's name instead of the document's title.")
    ] = "",
    color: Annotated[
        str, typer.Option("--color", help="The calendar's colour, a CSS name such as steelblue.")
    ] = "",
    utc: Annotated[
        bool, typer.Option("--utc", help="Calendar times in UTC, without time zones.")
    ] = False,
    uid_salt: Annotated[
        str,
        typer.Option(
            "--uid-salt",
            metavar="TEXT",
            help="Other UIDs than usual, for calendars that refuse what was deleted from them.",
        ),
    ] = "",
    lang: Annotated[
        str,
        typer.Option(
            "--lang", metavar="en|es", help="The language of a briefing, or of a calendar's events."
        ),
    ] = "",
    clock: Annotated[
        int | None,
        typer.Option("--clock", metavar="24|12", help="The hours of a briefing's clock."),
    ] = None,
    style: Annotated[
        str,
        typer.Option(
            "--style",
            metavar="briefing|timeline|card|day-sheet",
            help="A briefing of all, by lines, of essentials, for a crew.",
        ),
    ] = "",
    holidays: Annotated[
        bool, typer.Option("--holidays", help="A briefing tells each day's public holidays.")
    ] = False,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="DOC",
            help="The document of an earlier issue: a briefing tells the changes.",
        ),
    ] = "",
) -> None:
    """Write the calendar, the background's calendar and the briefing; or the files or the format that are asked for.

    People should subscribe to the calendar of a trip that still changes: some programs double the events of a second import.
    """
    from itinerary.publishing import export_files as exports
    from itinerary.publishing.file_names import make_file_name
    from itinerary.views.audience import for_audience

    options: dict[str, object] = {
        "imprecise": imprecise if imprecise != "span" else "", "alarm": alarm, "name": name, "color": color, "utc": utc, "lang": lang,
        "clock": clock, "style": style, "uid_salt": uid_salt, "holidays": holidays,
        "since": for_audience(load_valid_timeline(since), audience) if since else None,
    }  # fmt: skip
    wanted = exports.create_export_request(split, background, options, is_chosen=bool(output or to))
    whole = load_valid_timeline(doc)
    timeline = for_audience(whole, audience)
    if to is not None:
        texts = exports.render_for_stdout(timeline, to, wanted)
    else:
        texts = exports.render_files(
            timeline,
            output or (),
            make_file_name(Path(doc).stem if doc != "-" else timeline.id),
            wanted,
        )
    for caution in exports.list_file_cautions(texts):
        print(make_printable(f"{doc}: warning: {caution}"), file=sys.stderr)
    if to is not None:
        write_to_stdout(texts[exports.STDOUT].content)
    else:
        write_files({path: text.content for path, text in texts.items() if text.content}, Path(doc))
    for note in exports.list_export_notes(whole, timeline, texts, audience, wanted):
        print(make_printable(note), file=sys.stdout if to is None else sys.stderr)


@app.command("import")
def import_(
    file: Annotated[
        str, typer.Argument(metavar="FILE.ics", help="A calendar (ICS); - is standard input.")
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", help="The document to write instead of FILE.yaml; - prints it."
        ),
    ] = None,
    timezone: Annotated[
        str,
        typer.Option(
            "--timezone", metavar="ZONE", help="Whose clock times are by that say of none."
        ),
    ] = "",
    expand: Annotated[
        str | None,
        typer.Option(
            "--expand",
            metavar="DATE",
            help="Make recurring events one event each time, up to that day.",
        ),
    ] = None,
) -> None:
    """Make a document from a calendar that others wrote, and say what of it the document leaves out."""
    from itinerary.calendars.importing import import_calendar
    from itinerary.dates.zones import load_zone

    until = _parse_date_option("--expand", expand).date() if expand else None
    load_zone(timezone or "UTC")
    imported = import_calendar(
        read_input_bytes(file),
        "calendar.ics" if file == "-" else file,
        timezone=timezone,
        until=until,
    )
    print_findings(imported.findings, FindingFormat.text)
    if not imported.text:
        raise typer.Exit(1)
    path = output or f"{'calendar' if file == '-' else Path(file).stem}.yaml"
    write_new_file(path, imported.text)
    for line in (
        f"{imported.events} {'event' if imported.events == 1 else 'events'} of {file}",
        *imported.losses,
    ):
        print(make_printable(line), file=sys.stderr if path == "-" else sys.stdout)


@app.command("verify")
def verify_(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE.ics", help="A calendar that was exported from the document."),
    ],
    doc: DocumentArgument,
    zones: Annotated[
        list[str] | None,
        typer.Option(
            "--zone", metavar="ZONE", help="Whose view to show, several times if need be."
        ),
    ] = None,
    part: Annotated[
        bool, typer.Option("--part", help="The calendar is that of one leg or kind.")
    ] = False,
    audience: Annotated[
        str,
        typer.Option("--audience", metavar="public|party|staff", help="Whom it was exported for."),
    ] = "staff",
    lang: Annotated[
        str, typer.Option("--lang", metavar="en|es", help="The language that it was exported in.")
    ] = "",
    uid_salt: Annotated[
        str, typer.Option("--uid-salt", metavar="TEXT", help="The salt that it was exported with.")
    ] = "",
) -> None:
    """Read a calendar again with another parser, compare it with the document, and show what people in other zones see of it."""
    from itinerary.calendars.verifying import verify
    from itinerary.calendars.verifying.viewer_table import choose_viewer_zones, format_viewer_table
    from itinerary.views.audience import for_audience

    timeline = for_audience(load_valid_timeline(doc), audience)
    verified = verify(read_input_text(file), timeline, lang=lang, uid_salt=uid_salt, is_part=part)
    lines = [
        *format_viewer_table(verified.events, zones or choose_viewer_zones(timeline)),
        "",
        *(f"lossy: {each}" for each in verified.losses),
    ]
    lines += [f"differs: {each}" for each in verified.differences]
    count = len(verified.differences)
    lines.append(
        f"{file}: {len(verified.events)} events, {count or 'no'} {'difference' if count == 1 else 'differences'} from {doc}"
    )
    print(*map(make_printable, lines), sep="\n")
    if verified.differences:
        raise typer.Exit(1)


@app.command("show")
def show_(
    doc: DocumentArgument,
    width: Annotated[
        int | None,
        typer.Option("--width", min=60, max=200, help="The columns, if not those of the terminal."),
    ] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="en|es", help="The language.")] = "en",
    clock: Annotated[
        int, typer.Option("--clock", metavar="24|12", help="The hours of the clock.")
    ] = 24,
) -> None:
    """Print the timeline by days, with what is open and the background."""
    from itinerary.cli import terminal

    terminal.print_timeline(load_valid_timeline(doc), width, lang, clock)


@app.command()
def explain(
    doc: DocumentArgument,
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="One entry only.")] = None,
) -> None:
    """Print why each date is what it is: words, source, reference, rule, result, readings rejected."""
    from itinerary.reports import explanation
    from itinerary.reports.provenance import trace_timeline
    from itinerary.reports.rendering import format_explanations

    timeline = load_valid_timeline(doc)
    found = trace_timeline(timeline) if id is None else [explanation.explain(timeline, id)]
    sys.stdout.write(format_explanations(found))


@app.command("conflicts")
def conflicts_(
    doc: DocumentArgument,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if two claims contradict each other.")
    ] = False,
    format: Annotated[
        ReportFormatOption, typer.Option("--format", help="How they are printed.")
    ] = ReportFormatOption.text,
) -> None:
    """Print where the sources differ, what was chosen, and why."""
    from itinerary.reports.conflicts import conflicts
    from itinerary.reports.rendering import format_conflicts

    found = conflicts(load_valid_timeline(doc))
    sys.stdout.write(format_conflicts(found, format.value))
    if strict and found.has_contradictions:
        raise typer.Exit(1)


@app.command()
def resolve(
    phrase: Annotated[
        str, typer.Argument(help="A date phrase, such as 'the third Thursday of November'.")
    ],
    on: Annotated[
        str,
        typer.Option(
            "--on", metavar="DATE", help="The date or time that it counts from, by ISO 8601."
        ),
    ],
    language: Annotated[
        str, typer.Option("--language", help="The language of the phrase: en, es or pt.")
    ] = "en",
    window: Annotated[
        str | None,
        typer.Option(
            "--window",
            metavar="DATES",
            help="The trip that it is read in, e.g. 2025-09-02/2025-09-04.",
        ),
    ] = None,
) -> None:
    """Resolve one phrase, and explain it."""
    from itinerary import resolve_phrase

    reference = _parse_date_option("--on", on)
    try:
        within = resolve_phrase(window, reference=reference).interval if window else None
        resolution = resolve_phrase(phrase, reference=reference, language=language, window=within)
    except PhraseError as error:
        at = Position("phrase", 1, error.position + 1)
        code = f"phrase-{error.kind}"
        exit_with_findings([Diagnostic(at, "error", error.message, error.hint, code, phrase)])
    from itinerary.dates.wording import format_interval

    for interval in resolution.intervals:
        print(f"{interval.edtf}  {format_interval(interval)}")
    print("\n".join(f"  {step}" for step in resolution.steps))


@app.command()
def schema(
    of: Annotated[
        str, typer.Argument(help="document, or timeline for what --to json writes.")
    ] = "document",
) -> None:
    """Print the JSON Schema, by which editors complete and check."""
    if of == "timeline":
        from itinerary.export.json import build_schema as timeline_schema

        print(json.dumps(timeline_schema(), indent=2, ensure_ascii=False))
    elif of == "document":
        from itinerary.document import build_schema

        print(json.dumps(build_schema(), indent=2, ensure_ascii=False))
    else:
        exit_with_usage_error(
            f"unknown schema '{of}'", suggest_choices(of, ["document", "timeline"])
        )


@app.command()
def init(
    path: Annotated[str, typer.Argument(help="The file to write; - prints it.")] = "trip.yaml",
) -> None:
    """Write a commented document to start from."""
    write_new_file(
        path, Path(__file__).parent.with_name("starter.yaml").read_text(encoding="utf-8")
    )


def _parse_date_option(option: str, text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        exit_with_usage_error(
            f"{option}: '{text[:MAX_SHOWN]}' is no date",
            "write it as 2025-08-29 or 2025-08-29T10:00",
        )
