"""A plan of files in; their contents out, and what is to be said about them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from itinerary.export import Format, FormatOptions, list_cautions, list_losses, render, render_bytes
from itinerary.publishing.export_plan import ExportPlan, PlannedFile
from itinerary.publishing.export_request import is_calendar_format


class RenderedFile(NamedTuple):
    """The content of a file; `path` is None for standard output."""

    path: Path | None
    content: str | bytes  # "" for a calendar without events, which is not written
    cautions: tuple[str, ...]  # what some programs do not take of it, in sentences


def render_plan(plan: ExportPlan) -> tuple[RenderedFile, ...]:
    """Render all files of a plan.

    Raises:
        ItineraryError: A format cannot be rendered, such as PDF without a browser.

    >>> from itinerary import loads, resolve
    >>> from itinerary.publishing import ExportRequest, plan_export
    >>> trip = resolve(loads("{title: T, id: t, events: [{title: E, when: 2025-09-03}]}"))
    >>> (rendered,) = render_plan(plan_export(trip, ExportRequest(to="markdown")))
    >>> rendered.content.partition(chr(10))[0]
    '# T'
    """
    return tuple(map(_render_file, plan.files))


def _render_file(planned: PlannedFile) -> RenderedFile:
    format = planned.format
    if planned.is_empty:
        return RenderedFile(planned.path, "", ())
    if not format.is_text:
        content = render_bytes(planned.timeline, format.name, planned.options)
        return RenderedFile(planned.path, content, ())
    text = render(planned.timeline, format.name, planned.options)
    return RenderedFile(planned.path, text, list_cautions(text, format.name))


def list_export_notes(plan: ExportPlan) -> Iterator[str]:
    """Yield, in sentences, what an export leaves out.

    These are calendars without events, entries that the audience may not see or that are of other
    groups or outside the days asked for, and what calendars leave out or cannot show.

    >>> from itinerary import loads, resolve
    >>> from itinerary.publishing import ExportRequest, plan_export
    >>> trip = resolve(loads("{title: T, id: t, events: [{title: E, when: TBD}]}"))
    >>> for note in list_export_notes(plan_export(trip, ExportRequest())):
    ...     print(note)
    no events to show, so t.ics is not written
    still open, so in no calendar: E
    """
    for planned in plan.files:
        if planned.is_empty and planned.path:
            yield f"no events to show, so {planned.path} is not written"
    if plan.hidden_count:
        yield f"hidden from the {plan.request.audience}: {_count_entries(plan.hidden_count)}"
    if plan.redated:
        yield (
            f"dated without what is hidden, otherwise than for staff: {', '.join(plan.redated)}"
            " - write their dates themselves, so that all read the same"
        )
    if plan.others_count:
        yield f"not for {plan.request.traveller}: {_count_entries(plan.others_count)}"
    if plan.apart_count:
        names = " or ".join(plan.request.only)
        yield f"not of {names}: {_count_entries(plan.apart_count)}"
    if plan.outside_count:
        yield f"not within {plan.request.within}: {_count_entries(plan.outside_count)}"
    for format in _select_telling_formats(plan):
        inline = is_calendar_format(format) and plan.request.has_background_file
        options = plan.request.build_options(format, **({"background": "inline"} if inline else {}))
        yield from list_losses(plan.timeline, format.name, options)


def _count_entries(count: int) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}"


def list_former_id_notes(plan: ExportPlan, former_id: str) -> Iterator[str]:
    """Yield, in sentences, that the events of calendars have other UIDs than 0.1.0 gave them.

    Args:
        plan: What is exported.
        former_id: The id that 0.1.0 made of the file's name; "" if it was the same.

    >>> from itinerary import loads, resolve
    >>> from itinerary.publishing import ExportRequest, plan_export
    >>> plan = plan_export(resolve(loads("{title: Tea, dates: 2025-09-03}")), ExportRequest())
    >>> [note.partition(",")[0] for note in list_former_id_notes(plan, "trip")]
    ['calendars know the trip by its title']
    """
    if former_id and any(is_calendar_format(file.format) for file in plan.files):
        yield (
            f"calendars know the trip by its title, as no id is written: write"
            f" id: {plan.timeline.id}, or id: {former_id} where calendars made by 0.1.0 are in use,"
            " which took the name of the file"
        )


def _select_telling_formats(plan: ExportPlan) -> Iterator[Format[FormatOptions]]:
    """Yield the formats of a plan that say what they leave out: of calendars, only the first."""
    formats = {file.format.name: file.format for file in plan.files}.values()
    yield from [each for each in formats if is_calendar_format(each)][:1]
    yield from (each for each in formats if each.list_losses and not is_calendar_format(each))
