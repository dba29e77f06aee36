"""The lines of a day in; the same day told in a paragraph of prose out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from itinerary.briefing.day_plan import DayPlan
from itinerary.briefing.formatting import BriefingContext, format_place_suffix, shorten_place_name
from itinerary.briefing.schedule_rows import NO_TIME, PlacedRow
from itinerary.dates.wording import format_list
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
NIGHT_SENTENCES = (
    "{who} will remain overnight in {place}.",
    "{who} remained overnight in {place}.",
)
PART_OF_DAY_PHRASES = {
    6: "In the small hours",
    12: "In the morning",
    18: "In the afternoon",
    24: "In the evening",
}  # by the hours at which they end


def narrate_day(
    brief: BriefingContext, plan: DayPlan, placed: Sequence[PlacedRow], bed: str
) -> str:
    """What happens on a day, in the order of its lines, and where the night is spent; nothing for a day without an event."""
    events = [each for each in placed if each.label and not each.is_continuation]
    if not events:
        return ""
    sentences = (
        [brief.translate_label("Travel day.")]
        if all(each.entry.kind == "movement" for each in events)
        else []
    )
    for (way, part), group in groupby(events, key=lambda each: _classify_row(plan, each)):
        sentences.append(_narrate_group(brief, plan, way, part, list(group)))
    if bed:
        is_past = plan.latest_actual is not None and placed[0].day < (
            plan.latest_actual.first or date.min
        )
        sentences.append(
            brief.translate_label(
                NIGHT_SENTENCES[is_past], who=_format_travellers(brief), place=bed
            )
        )
    return " ".join(sentences)


def _format_travellers(brief: BriefingContext) -> str:
    """Who travels, at the beginning of a sentence."""
    principal = brief.timeline.document.principal
    return principal.name if principal else brief.translate_label("The travellers")


def _classify_row(plan: DayPlan, placed: PlacedRow) -> tuple[str, str]:
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
    return "timed", next(
        part for hour, part in PART_OF_DAY_PHRASES.items() if interval.start.hour < hour
    )


def _choose_tense(plan: DayPlan, group: Sequence[PlacedRow]) -> str:
    """Whether it lies in the past: it, or something after it, is known to have happened."""
    known = plan.latest_actual.to_utc_bounds()[0] if plan.latest_actual else datetime.min
    return (
        "past"
        if any(each.interval and each.interval.to_utc_bounds()[0] <= known for each in group)
        else "planned"
    )


def _narrate_group(
    brief: BriefingContext, plan: DayPlan, way: str, part: str, group: Sequence[PlacedRow]
) -> str:
    if way == "movement":
        return _narrate_movement(brief, plan, group)
    what = format_list([_narrate_row(brief, each) for each in group], brief.language)
    return brief.translate_label(SENTENCES[way], when=brief.translate_label(part), what=what)


def _narrate_row(brief: BriefingContext, placed: PlacedRow) -> str:
    """A line as it is told: what, and in brackets when and where."""
    item = placed.entry.item
    facts = [placed.time] if placed.interval and placed.time != NO_TIME else []
    if isinstance(item, Event) and item.place:
        facts.append(format_place_suffix(placed.entry.title, item.place.name).removeprefix(", "))
    if isinstance(item, Event) and item.status == "tentative":
        facts.append(brief.translate_label("tentative"))
    return placed.label + (_bracket_text(", ".join(filter(None, facts))) or placed.extent)


def _narrate_movement(brief: BriefingContext, plan: DayPlan, group: Sequence[PlacedRow]) -> str:
    """A movement: both of its ends, or the one that is on this day."""
    ends = {each.row.dating or "depart": _bracket_text(each.time) for each in group}
    item = group[0].entry.item
    origin, destination = (
        (item.origin, item.destination) if isinstance(item, Event) else (None, None)
    )
    known = [name for name in ("depart", "arrive") if name in ends]
    fields = {"depart": "", "arrive": "", **ends, "who": _format_travellers(brief)}
    return brief.translate_label(
        SENTENCES[", ".join((*known, _choose_tense(plan, group)))],
        origin=shorten_place_name(origin) if origin else "",
        destination=shorten_place_name(destination) if destination else "",
        **fields,
    )


def _bracket_text(text: str) -> str:
    return f" ({text})" if text else ""
