"""The lines of a day in; the same day told in a paragraph of prose out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from itinerary.briefing.day_plan import Plan
from itinerary.briefing.formatting import Brief, beside, city
from itinerary.briefing.schedule_rows import NO_TIME, Placed
from itinerary.dates.wording import listed
from itinerary.document import Event

# How a line is told. Titles are set in as they are written, and names are not bent, so they may be of one or of many.
SENTENCES = {
    "timed": "{when}, on the schedule: {what}.",
    "day": "In the course of the day, on the schedule: {what}.",
    "imprecise": "Not known to the day: {what}.",
    "open": "No time is set yet for {what}.",
    "cancelled": "Cancelled: {what}.",
    "depart, arrive, planned": "{who} will leave {origin} for {destination}{depart} and arrive{arrive}.",
    "depart, arrive, past": "{who} left {origin} for {destination}{depart} and arrived{arrive}.",
    "depart, planned": "{who} will leave {origin} for {destination}{depart}.",
    "depart, past": "{who} left {origin} for {destination}{depart}.",
    "arrive, planned": "{who} will arrive in {destination} from {origin}{arrive}.",
    "arrive, past": "{who} arrived in {destination} from {origin}{arrive}.",
}
NIGHTS = ("{who} will remain overnight in {place}.", "{who} remained overnight in {place}.")
PARTS = {
    6: "In the small hours",
    12: "In the morning",
    18: "In the afternoon",
    24: "In the evening",
}  # by the hours at which they end


def lead(brief: Brief, plan: Plan, placed: Sequence[Placed], bed: str) -> str:
    """What happens on a day, in the order of its lines, and where the night is spent; nothing for a day without an event."""
    events = [each for each in placed if each.label and not each.continues]
    if not events:
        return ""
    sentences = (
        [brief.say("Travel day.")] if all(each.entry.kind == "movement" for each in events) else []
    )
    for (way, part), group in groupby(events, key=lambda each: _way(plan, each)):
        sentences.append(_told(brief, plan, way, part, list(group)))
    if bed:
        is_past = plan.happened is not None and placed[0].day < (plan.happened.first or date.min)
        sentences.append(brief.say(NIGHTS[is_past], who=_who(brief), place=bed))
    return " ".join(sentences)


def _who(brief: Brief) -> str:
    """Who travels, at the beginning of a sentence."""
    principal = brief.timeline.document.principal
    return principal.name if principal else brief.say("The travellers")


def _way(plan: Plan, placed: Placed) -> tuple[str, str]:
    """By which sentence a line is told, and of which movement or part of the day; those that follow each other and have both share one."""
    item, interval = placed.entry.item, placed.interval
    if isinstance(item, Event) and item.status == "cancelled":
        return "cancelled", ""
    if placed.entry.kind == "movement":
        return "movement", placed.entry.id
    if interval is None:
        return "open", ""
    if not isinstance(interval.start, datetime):
        return "imprecise" if placed.extent else "day", ""
    return "timed", next(part for hour, part in PARTS.items() if interval.start.hour < hour)


def _tense(plan: Plan, group: Sequence[Placed]) -> str:
    """Whether it lies in the past: it, or something after it, is known to have happened."""
    known = plan.happened.bounds()[0] if plan.happened else datetime.min
    return (
        "past"
        if any(each.interval and each.interval.bounds()[0] <= known for each in group)
        else "planned"
    )


def _told(brief: Brief, plan: Plan, way: str, part: str, group: Sequence[Placed]) -> str:
    if way == "movement":
        return _moved(brief, plan, group)
    what = listed([_item(brief, each) for each in group], brief.language)
    return brief.say(SENTENCES[way], when=brief.say(part), what=what)


def _item(brief: Brief, placed: Placed) -> str:
    """A line as it is told: what, and in brackets when and where."""
    item = placed.entry.item
    facts = [placed.time] if placed.interval and placed.time != NO_TIME else []
    if isinstance(item, Event) and item.place:
        facts.append(beside(placed.entry.title, item.place.name).removeprefix(", "))
    if isinstance(item, Event) and item.status == "tentative":
        facts.append(brief.say("tentative"))
    return placed.label + (_in_brackets(", ".join(filter(None, facts))) or placed.extent)


def _moved(brief: Brief, plan: Plan, group: Sequence[Placed]) -> str:
    """A movement: both of its ends, or the one that is on this day."""
    ends = {each.row.dating or "depart": _in_brackets(each.time) for each in group}
    item = group[0].entry.item
    origin, destination = (
        (item.origin, item.destination) if isinstance(item, Event) else (None, None)
    )
    known = [name for name in ("depart", "arrive") if name in ends]
    fields = {"depart": "", "arrive": "", **ends, "who": _who(brief)}
    return brief.say(
        SENTENCES[", ".join((*known, _tense(plan, group)))],
        origin=city(origin) if origin else "",
        destination=city(destination) if destination else "",
        **fields,
    )


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""
