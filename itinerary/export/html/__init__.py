"""A Timeline in; the briefing out, as one page of HTML that needs nothing else: no script, no file beside it, no network.

The templates beside this file have the markup; every text of the document is escaped by them, and none becomes a name in the page.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from itinerary.briefing import compose_briefing
from itinerary.dates.wording import compose_locale
from itinerary.dates.wording.labels import translate_label
from itinerary.export import ics
from itinerary.export.html.background_axis import BACKGROUND_SHAPE_MEANINGS as OF_PAST
from itinerary.export.html.background_axis import build_background_axis
from itinerary.export.html.day_axis import DAY_SHAPE_MEANINGS as OF_HOURS
from itinerary.export.html.day_axis import build_day_axis
from itinerary.export.html.explanations import list_explanations
from itinerary.export.html.linked_data import build_linked_data
from itinerary.export.options import HtmlOptions, IcsOptions
from itinerary.timeline import Timeline
from itinerary.views.translation import translate_titles


def render(timeline: Timeline, options: HtmlOptions) -> str:
    """Return the page; why dates are what they are is told in English, whatever its language."""
    briefing = compose_briefing(
        timeline,
        language=options.lang,
        clock=options.clock,
        since=options.since,
        holidays=options.holidays,
    )
    timeline = translate_titles(timeline, options.lang)
    locale = compose_locale(options.lang, options.clock)
    entries = {entry.id: entry for entry in timeline.entries}
    days = [
        (day, build_day_axis(day, entries, timeline.home_zone, locale)) for day in briefing.days
    ]
    before = build_background_axis(timeline.select_entries("background"))
    style = _build_style(f"{briefing.title} · {briefing.issue}")
    page = _get_environment().get_template("page.html").render(
        briefing=briefing,
        days=days,
        line_meanings=_select_meanings(OF_HOURS, *(line.shapes for _, line in days if line)),
        past=before,
        past_meanings=_select_meanings(OF_PAST, before.shapes if before else set()),
        explain=lambda entry, dating="": list_explanations(entries[entry], dating) if entry else (),
        say=partial(translate_label, language=options.lang),
        calendar=_encode_calendar_url(timeline, options.lang),
        name=timeline.id,
        linked_data=build_linked_data(timeline),
        style=style,
        policy=_build_policy(style),
    )  # fmt: skip
    return f"{page}\n"


def _select_meanings(meanings: Mapping[str, str], *shapes: set[str]) -> list[tuple[str, str]]:
    """What the shapes mean that there are."""
    used = set().union(*shapes)
    return [(shape, meaning) for shape, meaning in meanings.items() if shape in used]


@cache
def _get_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__name__),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment


def _build_style(running: str) -> str:
    """The style sheet, with the line that stands on every printed page: as a string of CSS, in which only escapes are not plain."""
    literal = "".join(
        each if each.isascii() and each.isalnum() else f"\\{ord(each):x} " for each in running
    )
    return (
        files(__name__)
        .joinpath("templates", "style.css")
        .read_text(encoding="utf-8")
        .replace("{running}", literal)
    )


def _build_policy(style: str) -> str:
    """What a browser may load for the page: nothing but this style."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _encode_calendar_url(timeline: Timeline, lang: str) -> str:
    """An address that holds the calendar of the trip; empty where there is none. Browsers save what it holds, however long it is."""
    text = ics.render(timeline, IcsOptions(lang=lang)).encode()
    return (
        f"data:text/calendar;charset=utf-8;base64,{base64.b64encode(text).decode()}" if text else ""
    )
