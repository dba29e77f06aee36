"""A Timeline in; the briefing out, as one page of HTML that needs nothing else: no script, no file beside it, no network.

The templates beside this file have the markup; every text of the document is escaped by them, and none becomes a name in the page.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from typing import TypedDict

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
from itinerary.timeline import Timeline
from itinerary.views.translation import translate_titles

SUFFIX = "html"


class Options(TypedDict, total=False):
    """How a page may be asked for."""

    lang: str  # en or es
    clock: int  # 24 or 12
    since: Timeline | None  # as an earlier issue had the trip, for the same audience
    holidays: bool  # whether days tell the public holidays of where they are spent


def render(
    timeline: Timeline,
    *,
    lang: str = "en",
    clock: int = 24,
    since: Timeline | None = None,
    holidays: bool = False,
) -> str:
    """The page in a language, by a clock of 24 or 12 hours, with what has changed; why dates are what they are is told in English.

    Raises OptionError for another language or clock.
    """
    briefing = compose_briefing(
        timeline, language=lang, clock=clock, since=since, holidays=holidays
    )
    timeline = translate_titles(timeline, lang)
    entries = {entry.id: entry for entry in timeline.entries}
    days = [
        (day, build_day_axis(day, entries, timeline.home_zone, compose_locale(lang, int(clock))))
        for day in briefing.days
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
        say=partial(translate_label, language=lang),
        calendar=_encode_calendar_url(timeline, lang),
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
    text = ics.render(timeline, lang=lang).encode()
    return (
        f"data:text/calendar;charset=utf-8;base64,{base64.b64encode(text).decode()}" if text else ""
    )
