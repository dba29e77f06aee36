"""The command that brings the calendar of a CalDAV server up to a document."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from itinerary.cli.arguments import (
    LANGUAGES,
    AlarmOption,
    AudienceOption,
    DocumentFileArgument,
    RootOption,
    TravellerOption,
    UidSaltOption,
)
from itinerary.cli.findings import exit_with_usage_error
from itinerary.cli.inputs import STDIN, load_timeline, require_timeline
from itinerary.diagnostics import make_printable
from itinerary.document.vocabulary import Visibility
from itinerary.publishing import ExportRequest, list_export_notes, plan_export
from itinerary.publishing.caldav import (
    WRITING,
    Action,
    CalendarServer,
    PushState,
    Step,
    check_address,
    find_credentials,
    list_pushed_events,
    list_steps,
    require_caldav,
    take_steps,
)

STATE_SUFFIX = ".pushed.json"
_WOULD_CHANGE_STATUS = 3
_PAST = {Action.MAKE: "made", Action.CHANGE: "changed", Action.DELETE: "deleted"}
_FAILED = (Action.LEAVE, Action.REFUSE)


def push(
    doc: DocumentFileArgument,
    caldav: Annotated[
        str, typer.Option("--caldav", metavar="URL", help="The address of the CalDAV server.")
    ],
    calendar: Annotated[
        str, typer.Option("--calendar", metavar="NAME", help="The calendar, by its name there.")
    ],
    user: Annotated[
        str,
        typer.Option(
            "--user",
            metavar="NAME",
            help="Who logs in. The password is taken from ITINERARY_CALDAV_PASSWORD, the system's"
            " keyring or ~/.netrc.",
        ),
    ] = "",
    audience: AudienceOption = Visibility.STAFF,
    traveller: TravellerOption = "",
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Only list what would be done; exit with 3 if anything."),
    ] = False,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Write over what others changed in the calendar, and delete more than half.",
        ),
    ] = False,
    create: Annotated[
        bool, typer.Option("--create", help="Make the calendar if there is none of that name.")
    ] = False,
    lang: Annotated[
        str | None, LANGUAGES.create_option("--lang", help="The language of the events.")
    ] = None,
    alarm: AlarmOption = "",
    uid_salt: UidSaltOption = "",
    root: RootOption = None,
) -> None:
    """Bring a calendar on a CalDAV server up to the document.

    Only events of the document are written, changed and deleted. What was sent is noted in
    DOC.pushed.json, which belongs beside the document.
    """
    check_address(caldav)
    require_caldav()
    if not calendar.strip() or not calendar.isprintable():
        exit_with_usage_error("--calendar takes the name of a calendar", 'as in --calendar "Trip"')
    if doc == STDIN:
        exit_with_usage_error(
            "push notes beside the document what was sent, and standard input has no place",
            "name a file",
        )
    request = ExportRequest(
        to="ics", audience=audience, traveller=traveller, lang=lang, alarm=alarm, uid_salt=uid_salt
    )
    plan = plan_export(require_timeline(load_timeline(doc, root)), request)
    (planned,) = plan.files
    wanted = list_pushed_events(planned.timeline, planned.options)
    with CalendarServer(caldav, find_credentials(caldav, user)) as server:
        url = server.find_calendar(calendar)
        if not url and not create:
            server.reject_unknown_name(calendar)
        is_new = not url
        if is_new and not dry_run:
            url = server.make_calendar(calendar)
            print(make_printable(f"made the calendar {url}"))
        state = PushState.load(Path(f"{doc}{STATE_SUFFIX}"), url, plan.timeline.id)
        if is_new:  # what was sent to one of its name went with it
            state.events.clear()
        steps = list_steps(server, wanted, state, force=force)
        taken = _print_steps(steps if dry_run else take_steps(server, steps, state), dry_run)
    _print_counts(calendar, taken, len(wanted), dry_run)
    for note in list_export_notes(plan):
        print(make_printable(note))
    actions = {each.action for each in taken}
    if dry_run and not actions.isdisjoint(WRITING):
        raise typer.Exit(_WOULD_CHANGE_STATUS)
    if not actions.isdisjoint(_FAILED):
        raise typer.Exit(1)


def _print_steps(steps: Iterable[Step], dry_run: bool) -> Sequence[Step]:
    """Print each step as soon as it is taken, and return all."""
    taken: list[Step] = []
    for step in steps:
        taken.append(step)
        if step.action in _FAILED:
            line = f"left alone: {step.title} {step.reason}"
            print(make_printable(line), file=sys.stderr, flush=True)
        elif step.action in WRITING:
            verb = f"would {step.action}" if dry_run else _PAST[step.action]
            print(make_printable(f"{verb} {step.title}"), flush=True)
    return taken


def _print_counts(calendar: str, taken: Sequence[Step], wanted: int, dry_run: bool) -> None:
    counts = Counter(each.action for each in taken)
    done = ", ".join(f"{counts[each]} {_PAST[each]}" for each in WRITING)
    touched = sum(each.action in (*WRITING, *_FAILED) for each in taken if each.wanted)
    to_be = "would be " if dry_run else ""
    print(make_printable(f"{calendar}: {to_be}{done}, {wanted - touched} unchanged"))
    if counts[Action.LEAVE]:
        remedy = "--force writes over them, and deletes those that are gone from the document"
        print(f"{counts[Action.LEAVE]} left alone - {remedy}", file=sys.stderr)
