"""A Timeline in; its briefing out as one page of HTML without scripts, other files or network.

The templates beside this file have the markup. They escape every text of the document, and none
becomes a name in the page.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

from itinerary.briefing import Briefing, compose_briefing
from itinerary.briefing.facts import collect_facts
from itinerary.briefing.route import compose_route
from itinerary.dates.wording import compose_locale
from itinerary.dates.wording.labels import translate_label
from itinerary.document import ImageFile
from itinerary.export import ics
from itinerary.export.html.background_axis import (
    BACKGROUND_SHAPE_MEANINGS,
    STRETCH_SHAPES,
    build_background_axis,
)
from itinerary.export.html.chronology_page import build_chronology_page
from itinerary.export.html.day_axis import DAY_SHAPE_MEANINGS, build_day_axis
from itinerary.export.html.explanations import Explanation, list_explanations
from itinerary.export.html.following import build_following
from itinerary.export.html.linked_data import build_linked_data
from itinerary.export.html.pages import build_policy, build_style, get_environment
from itinerary.export.html.route_map import build_route_map
from itinerary.export.options import HtmlOptions, IcsOptions
from itinerary.reports.provenance import EntryProvenance, trace_entry
from itinerary.timeline import Timeline
from itinerary.timeline.chronologies import is_chronology
from itinerary.views.translation import translate_titles


def render(timeline: Timeline, options: HtmlOptions) -> str:
    """Return the page; it tells why dates are what they are in English, whatever its language."""
    briefing = compose_briefing(
        timeline,
        language=options.lang,
        clock=options.clock,
        since=options.since,
        holidays=options.holidays,
    )
    return render_page(timeline, briefing, options)


def render_page(timeline: Timeline, briefing: Briefing, options: HtmlOptions) -> str:
    """Return the page of a briefing of the timeline, in whose language the options have it."""
    timeline = translate_titles(timeline, options.lang)
    locale = compose_locale(options.lang, options.clock)
    entries = {entry.id: entry for entry in timeline.entries}
    days = [
        (day, build_day_axis(day, entries, timeline.home_zone, locale)) for day in briefing.days
    ]
    day_shapes = set[str]().union(*(axis.shapes for _, axis in days if axis))
    is_history = is_chronology(timeline)
    told = timeline.select_entries(*(("event", "background") if is_history else ("background",)))
    past = build_background_axis(told, locale, has_breaks=is_history)
    history = build_chronology_page(told, past) if is_history and past else None
    images = _encode_images(timeline, options.images)
    route = build_route_map(compose_route(timeline, (day.date for day in briefing.days)))
    has_marks = bool(past and not past.shapes.isdisjoint(STRETCH_SHAPES))
    follow = options.follow and build_following(options.follow, briefing.title, options.lang)
    parts = {
        "marks": has_marks, "route": route, "chronology": history, "images": images,
        "follow": follow,
    }  # fmt: skip
    style = build_style(_join_running_line(briefing), [name for name in parts if parts[name]])
    style += history.style if history else ""
    page = get_environment().get_template("page.html").render(
        briefing=briefing,
        days=days,
        route=route,
        line_meanings=_select_meanings(DAY_SHAPE_MEANINGS, day_shapes),
        past=past,
        history=history,
        has_marks=has_marks,
        past_meanings=_select_meanings(BACKGROUND_SHAPE_MEANINGS, past.shapes if past else set()),
        explain=_create_explainer(timeline),
        translate_label=partial(translate_label, language=options.lang),
        follow=follow,
        # Who subscribes to a calendar and imports it, too, has its events twice.
        calendar="" if follow else _encode_calendar_url(timeline, options.lang),
        name=timeline.id,
        linked_data=build_linked_data(timeline),
        images=images,
        style=style,
        policy=build_policy(style, has_images=bool(images)),
    )  # fmt: skip
    return f"{page}\n"


def _create_explainer(timeline: Timeline) -> Callable[..., tuple[Explanation, ...]]:
    """Return a function that explains the dates of an entry, or one of them, by their names."""
    entries = {entry.id: entry for entry in timeline.entries}

    @cache
    def trace(id: str) -> EntryProvenance:
        return trace_entry(timeline, entries[id])

    def explain(id: str, field: str = "") -> tuple[Explanation, ...]:
        return list_explanations(trace(id), field) if id else ()

    return explain


def _select_meanings(meanings: Mapping[str, str], shapes: set[str]) -> list[tuple[str, str]]:
    """Return the shapes that are drawn, with what they mean."""
    return [(shape, meaning) for shape, meaning in meanings.items() if shape in shapes]


def _join_running_line(briefing: Briefing) -> str:
    return " · ".join(filter(None, (briefing.title, briefing.issue)))


def _encode_images(timeline: Timeline, files: Iterable[ImageFile]) -> dict[str, str]:
    """Return a data URL for each picture that an entry has, by its path."""
    given = {each.src: each for each in files}
    if not given:
        return {}
    images = (collect_facts(each).image for each in timeline.entries)
    shown = [given[each.src] for each in images if each and each.src in given]
    return {
        each.src: f"data:{each.media_type};base64,{base64.b64encode(each.data).decode()}"
        for each in shown
    }


def _encode_calendar_url(timeline: Timeline, lang: str) -> str:
    """Return a data URL (RFC 2397) with the calendar of the trip; "" where there is none."""
    text = ics.render(timeline, IcsOptions(lang=lang))
    if not text:
        return ""
    return f"data:text/calendar;charset=utf-8;base64,{base64.b64encode(text.encode()).decode()}"
