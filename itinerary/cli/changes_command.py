"""The command that tells what has changed from one issue of a document to another."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from itinerary.cli.arguments import AUDIENCES, LANGUAGES, RootOption, TravellerOption
from itinerary.cli.choices import Choice
from itinerary.cli.inputs import load_valid_timeline, reject_second_stdin
from itinerary.diagnostics import make_printable
from itinerary.document.vocabulary import Visibility
from itinerary.reports.rendering import ReportFormat

if TYPE_CHECKING:  # --help may not take as long as importing these
    from itinerary.briefing import Item
    from itinerary.dates.interval import Interval
    from itinerary.reports.changes import EntryChange
    from itinerary.timeline import Timeline


def changes(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="The document as an earlier issue had it.")
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="The document now; - is standard input.")
    ],
    format: Annotated[
        ReportFormat,
        Choice("format", ReportFormat).create_option("--format", help="How the list is printed."),
    ] = ReportFormat.TEXT,
    audience: Annotated[
        Visibility,
        AUDIENCES.create_option(
            "--audience", help="Who reads it; what this audience may not see is left out."
        ),
    ] = Visibility.STAFF,
    traveller: TravellerOption = "",
    lang: Annotated[
        str, LANGUAGES.create_option("--lang", help="The language to print in.")
    ] = "en",
    root: RootOption = None,
) -> None:
    """Print what has changed from one issue to another.

    Entries are the same where their ids are: what is new, what is left out, and of what has changed
    what it is and was.
    """
    reject_second_stdin(old, new)
    seen = [_select_seen(load_valid_timeline(doc, root), audience, traveller) for doc in (old, new)]
    if format is ReportFormat.JSON:
        from itinerary.reports.changes import changes

        found = [_build_change_tree(each) for each in changes(*seen)]
        sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
        return
    from itinerary.briefing import compose_changes

    item = compose_changes(*seen, language=lang)
    if format is ReportFormat.MARKDOWN:
        from itinerary.export.markdown import render_items

        sys.stdout.write(render_items((item,)) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _format_item(item))


def _select_seen(timeline: Timeline, audience: Visibility, traveller: str) -> Timeline:
    from itinerary.views.audience import for_audience
    from itinerary.views.traveller import for_traveller

    readable = for_audience(timeline, audience)
    return for_traveller(readable, traveller) if traveller else readable


def _format_item(item: Item, indent: str = "") -> Iterator[str]:
    text = "".join(each for each in item.line if isinstance(each, str))
    yield indent + make_printable(" ".join(text.split()))
    for below in item.items:
        yield from _format_item(below, indent + "  ")


def _build_change_tree(change: EntryChange) -> Mapping[str, Any]:
    """Return what `EntryChange` says as JSON; what has not changed is not in it."""
    places = change.places and {"was": change.places.was, "now": change.places.now}
    told = {
        "former_title": change.former_title,
        "dates": [
            {"name": each.name, "was": _list_dates(each.was), "now": _list_dates(each.now)}
            for each in change.dates
        ],
        "places": places,
        "status": change.status,
        "details": [
            {"name": each.name, "was": each.was, "now": each.now} for each in change.details
        ],
    }
    return {
        "kind": change.kind,
        "id": change.entry.id,
        "title": change.entry.title,
        **{name: each for name, each in told.items() if each},
    }


def _list_dates(intervals: Iterable[Interval]) -> list[str]:
    return [each.edtf for each in intervals]
