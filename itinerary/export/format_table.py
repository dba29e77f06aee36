"""The table of formats: the name of each, its options, and the function that writes it.

The modules of the formats, and what they import, are loaded when a format is first written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Generic, TypeVar

from itinerary.export.options import (
    LOADING,
    FormatOptions,
    HtmlOptions,
    IcsOptions,
    ListingOptions,
    MarkdownOptions,
)
from itinerary.timeline import Timeline
from itinerary.values import value_class

OptionsT = TypeVar("OptionsT", bound=FormatOptions)


@dataclass(frozen=True, kw_only=True)
class Format(Generic[OptionsT]):
    """A format that a timeline can be written in.

    Attributes:
        name: What it is called, in lower case.
        suffix: The suffix of its files, without the point; no other format has it.
        media_type: Its media type (RFC 6838).
        options: The class of its options; an instance made without arguments is the default.
        render: Writes a timeline; "" where the format has nothing to say.
        list_losses: What the format leaves out or cannot show of a timeline, in sentences.
        list_cautions: What some programs do not take of a written text, in sentences.
        is_text: Whether `render` gives text; otherwise bytes.

    The timeline that `render` gets is the one for the audience that is asked for.

    >>> def write_titles(timeline: Timeline, options: FormatOptions) -> str:
    ...     return ", ".join(entry.title for entry in timeline)
    >>> titles = Format(
    ...     name="titles",
    ...     suffix="txt",
    ...     media_type="text/plain",
    ...     options=FormatOptions,
    ...     render=write_titles,
    ... )
    >>> titles.options()
    FormatOptions()
    """

    name: str
    suffix: str
    media_type: str
    options: type[OptionsT]
    render: Callable[[Timeline, OptionsT], str | bytes]
    list_losses: Callable[[Timeline, OptionsT], tuple[str, ...]] | None = None
    list_cautions: Callable[[str], tuple[str, ...]] | None = None
    is_text: bool = True


def _render_csv(timeline: Timeline, _: FormatOptions) -> str:
    with LOADING:
        from itinerary.export import csv

    return csv.render(timeline)


def _list_csv_losses(timeline: Timeline, _: FormatOptions) -> tuple[str, ...]:
    with LOADING:
        from itinerary.export import csv

    return csv.list_losses(timeline)


def _load_module(name: str) -> Any:
    """Return the module of a format."""
    with LOADING:
        return import_module(f"itinerary.export.{name}")


@value_class
class _ListingRenderer:
    """What writes a format for other programs; equal ones write the same, copies too."""

    name: str

    def __call__(self, timeline: Timeline, options: ListingOptions) -> str:
        text: str = _load_module(self.name).render(timeline, options)
        return text


@value_class
class _ListingLosses:
    """What tells the losses of a format for other programs."""

    name: str

    def __call__(self, timeline: Timeline, options: ListingOptions) -> tuple[str, ...]:
        losses: tuple[str, ...] = _load_module(self.name).list_losses(timeline, options)
        return losses


def _describe_listing(name: str, *, suffix: str, media_type: str) -> Format[ListingOptions]:
    """Return the entry of a format that has a line for each date, and a module of its name."""
    return Format(
        name=name,
        suffix=suffix,
        media_type=media_type,
        options=ListingOptions,
        render=_ListingRenderer(name),
        list_losses=_ListingLosses(name),
    )


def _render_html(timeline: Timeline, options: HtmlOptions) -> str:
    with LOADING:
        from itinerary.export import html

    return html.render(timeline, options)


def _render_ics(timeline: Timeline, options: IcsOptions) -> str:
    with LOADING:
        from itinerary.export import ics

    return ics.render(timeline, options)


def _render_jcal(timeline: Timeline, options: IcsOptions) -> str:
    with LOADING:
        from itinerary.export import jcal

    return jcal.render(timeline, options)


def _list_calendar_losses(timeline: Timeline, options: IcsOptions) -> tuple[str, ...]:
    with LOADING:
        from itinerary.export.ics import losses

    return losses.list_losses(timeline, options)


def _list_calendar_cautions(text: str) -> tuple[str, ...]:
    with LOADING:
        from itinerary.export.ics import losses

    return losses.list_cautions(text)


def _render_json(timeline: Timeline, _: FormatOptions) -> str:
    with LOADING:
        from itinerary.export import json

    return json.render(timeline)


def _render_markdown(timeline: Timeline, options: MarkdownOptions) -> str:
    with LOADING:
        from itinerary.export import markdown

    return markdown.render(timeline, options)


def _render_pdf(timeline: Timeline, options: HtmlOptions) -> bytes:
    with LOADING:
        from itinerary.export import pdf

    return pdf.render(timeline, options)


_ENTRIES: tuple[Format[Any], ...] = (
    Format(
        name="csv",
        suffix="csv",
        media_type="text/csv",
        options=FormatOptions,
        render=_render_csv,
        list_losses=_list_csv_losses,
    ),
    _describe_listing("geojson", suffix="geojson", media_type="application/geo+json"),
    Format(
        name="html", suffix="html", media_type="text/html", options=HtmlOptions, render=_render_html
    ),
    Format(
        name="ics",
        suffix="ics",
        media_type="text/calendar",
        options=IcsOptions,
        render=_render_ics,
        list_losses=_list_calendar_losses,
        list_cautions=_list_calendar_cautions,
    ),
    Format(
        name="jcal",
        suffix="jcal",  # RFC 7265 names no suffix, and .json is that of the timeline
        media_type="application/calendar+json",
        options=IcsOptions,
        render=_render_jcal,
        list_losses=_list_calendar_losses,
    ),
    Format(
        name="json",
        suffix="json",
        media_type="application/json",
        options=FormatOptions,
        render=_render_json,
    ),
    Format(
        name="markdown",
        suffix="md",
        media_type="text/markdown",
        options=MarkdownOptions,
        render=_render_markdown,
    ),
    _describe_listing("markwhen", suffix="mw", media_type="text/plain"),
    _describe_listing("mermaid", suffix="mmd", media_type="application/vnd.mermaid"),
    _describe_listing("org", suffix="org", media_type="text/org"),
    Format(
        name="pdf",
        suffix="pdf",
        media_type="application/pdf",
        options=HtmlOptions,
        render=_render_pdf,
        is_text=False,
    ),
    _describe_listing("timelinejs", suffix="timelinejs", media_type="application/json"),
)
FORMATS: Mapping[str, Format[Any]] = {each.name: each for each in _ENTRIES}
"""The formats of this package by name; `list_formats` has those that other packages add, too."""
