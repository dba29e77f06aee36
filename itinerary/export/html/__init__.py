"""A Timeline in; the briefing out, as one page of HTML that needs nothing else: no script, no file beside it, no network.

The templates beside this file have the markup; every text of the document is escaped by them, and none becomes a name in the page.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from itinerary.briefing import compose
from itinerary.export import ics
from itinerary.export.html.explained import explained
from itinerary.export.html.hours import MEANINGS as OF_HOURS
from itinerary.export.html.hours import hours
from itinerary.export.html.linked_data import linked_data
from itinerary.export.html.past import MEANINGS as OF_PAST
from itinerary.export.html.past import past
from itinerary.timeline import Timeline

SUFFIX = "html"
MOST_CALENDAR = 1_000_000  # bytes of a calendar; browsers follow no link of more than about two


def render(timeline: Timeline) -> str:
    """The page."""
    briefing, entries = compose(timeline), {entry.id: entry for entry in timeline.entries}
    days = [(day, hours(day, entries, timeline.home_zone)) for day in briefing.days]
    before = past(timeline.of("background"))
    style = _style(f"{briefing.title} · {briefing.issue}")
    page = _environment().get_template("page.html").render(
        briefing=briefing,
        days=days,
        line_meanings=_used(OF_HOURS, *(line.shapes for _, line in days if line)),
        past=before,
        past_meanings=_used(OF_PAST, before.shapes if before else set()),
        explain=lambda entry, dating="": explained(entries[entry], dating) if entry else (),
        calendar=_calendar(timeline),
        name=timeline.id,
        linked_data=linked_data(timeline),
        style=style,
        policy=_policy(style),
    )  # fmt: skip
    return f"{page}\n"


def _used(meanings: Mapping[str, str], *shapes: set[str]) -> list[tuple[str, str]]:
    """What the shapes mean that there are."""
    used = set().union(*shapes)
    return [(shape, meaning) for shape, meaning in meanings.items() if shape in used]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__name__), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment


def _style(running: str) -> str:
    """The style sheet, with the line that stands on every printed page: as a string of CSS, in which only escapes are not plain."""
    literal = "".join(each if each.isascii() and each.isalnum() else f"\\{ord(each):x} " for each in running)
    return files(__name__).joinpath("templates", "style.css").read_text(encoding="utf-8").replace("{running}", literal)


def _policy(style: str) -> str:
    """What a browser may load for the page: nothing but this style."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _calendar(timeline: Timeline) -> str:
    """An address that holds the calendar of the trip; empty where there is none, or one that is too long for a link."""
    text = ics.render(timeline).encode()
    return f"data:text/calendar;charset=utf-8;base64,{base64.b64encode(text).decode()}" if 0 < len(text) <= MOST_CALENDAR else ""
