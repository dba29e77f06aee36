"""The rows of a day in; the same day told in a paragraph of prose out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from itinerary.briefing.day_plan import DayPlan
from itinerary.briefing.facts import EntryFacts, collect_facts
from itinerary.briefing.formatting import BriefingContext, format_place_suffix, shorten_place_name
from itinerary.briefing.schedule.placed_rows import PlacedRow
from itinerary.briefing.schedule.times import NO_TIME
from itinerary.dates.wording import format_list
from itinerary.document.vocabulary import EventKind, Status


class Telling(StrEnum):
    """How a row is told."""

    TIMED = "timed"
    DAY = "day"
    IMPRECISE = "imprecise"
    OPEN = "open"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    MOVEMENT = "movement"


class Group(NamedTuple):
    """What rows that are told in one sentence share."""

    telling: Telling
    key: str = ""  # the phrase of a part of the day, or the id of a movement


# Titles are set in as they are written, and names are not bent, so they may be of one or of many.
SENTENCES: Mapping[Telling, str] = {
    Telling.TIMED: "{when}, on the schedule: {what}.",
    Telling.DAY: "In the course of the day, on the schedule: {what}.",
    Telling.IMPRECISE: "Not known to the day: {what}.",
    Telling.OPEN: "No time is set yet for {what}.",
    Telling.POSTPONED: "Postponed: {what}.",
    Telling.CANCELLED: "Cancelled: {what}.",
}
# By the ends of a movement that are on a day, and whether they lie in the past.
MOVEMENT_SENTENCES: Mapping[tuple[str, bool], str] = {
    ("depart, arrive", False): (
        "{who} will leave {origin} for {destination}{depart} and arrive{arrive}."
    ),
    ("depart, arrive", True): "{who} left {origin} for {destination}{depart} and arrived{arrive}.",
    ("depart", False): "{who} will leave {origin} for {destination}{depart}.",
    ("depart", True): "{who} left {origin} for {destination}{depart}.",
    ("arrive", False): "{who} will arrive in {destination} from {origin}{arrive}.",
    ("arrive", True): "{who} arrived in {destination} from {origin}{arrive}.",
}
NIGHT_SENTENCES: Mapping[bool, str] = {
    False: "{who} will remain overnight in {place}.",
    True: "{who} remained overnight in {place}.",
}
# By the hours at which the parts of the day end.
PART_OF_DAY_PHRASES = {
    6: "In the small hours",
    12: "In the morning",
    18: "In the afternoon",
    24: "In the evening",
}


def narrate_day(
    brief: BriefingContext, plan: DayPlan, placed: Sequence[PlacedRow], overnight_place: str
) -> str:
    """Return what happens on a day, in the order of its rows, and where the night is spent.

    A day without an event is not told: "".
    """
    events = [each for each in placed if each.label and not each.is_continuation]
    if not events:
        return ""
    is_travel_day = all(each.entry.kind == EventKind.MOVEMENT for each in events)
    sentences = [brief.translate_label("Travel day.")] if is_travel_day else []
    sentences += [
        _narrate_group(brief, plan, group, list(rows))
        for group, rows in groupby(events, key=_classify_row)
    ]
    if overnight_place:
        sentences.append(_narrate_night(brief, plan, events[0].day, overnight_place))
    return " ".join(sentences)


def _narrate_night(brief: BriefingContext, plan: DayPlan, day: date, place: str) -> str:
    is_past = plan.latest_actual is not None and day < (plan.latest_actual.first or date.min)
    sentence = NIGHT_SENTENCES[is_past]
    return brief.translate_label(sentence, who=_format_travellers(brief), place=place)


def _format_travellers(brief: BriefingContext) -> str:
    """Return who travels, as it stands at the beginning of a sentence."""
    principal = brief.timeline.document.principal
    return principal.name if principal else brief.translate_label("The travellers")


def _classify_row(placed: PlacedRow) -> Group:
    """Return the sentence by which a row is told; neighbours of one group share a sentence."""
    entry, interval = placed.entry, placed.interval
    if not entry.status.takes_place:
        return Group(Telling(entry.status))
    if entry.kind == EventKind.MOVEMENT:
        return Group(Telling.MOVEMENT, entry.id)
    if interval is None:
        return Group(Telling.OPEN)
    if not isinstance(interval.start, datetime):
        return Group(Telling.IMPRECISE if placed.extent else Telling.DAY)
    hour = interval.start.hour
    phrase = next(phrase for end, phrase in PART_OF_DAY_PHRASES.items() if hour < end)
    return Group(Telling.TIMED, phrase)


def _is_past(plan: DayPlan, rows: Sequence[PlacedRow]) -> bool:
    """Return whether a row, or something after it, is known to have happened."""
    known = plan.latest_actual.to_utc_bounds()[0] if plan.latest_actual else datetime.min
    intervals = (each.interval for each in rows if each.interval)
    return any(interval.to_utc_bounds()[0] <= known for interval in intervals)


def _narrate_group(
    brief: BriefingContext, plan: DayPlan, group: Group, rows: Sequence[PlacedRow]
) -> str:
    if group.telling is Telling.MOVEMENT:
        return _narrate_movement(brief, plan, rows)
    what = format_list([_narrate_row(brief, each) for each in rows], brief.language)
    when = brief.translate_label(group.key)
    return brief.translate_label(SENTENCES[group.telling], when=when, what=what)


def _narrate_row(brief: BriefingContext, placed: PlacedRow) -> str:
    """Return what happens, and in brackets when and where."""
    facts = collect_facts(placed.entry)
    found = [placed.time] if placed.interval and placed.time != NO_TIME else []
    if facts.venue:
        venue = format_place_suffix(placed.entry.title, facts.venue.name)
        found.append(venue.removeprefix(", "))
    if facts.status == Status.TENTATIVE:
        found.append(brief.translate_label("tentative"))
    return placed.label + (_bracket_text(", ".join(filter(None, found))) or placed.extent)


def _narrate_movement(brief: BriefingContext, plan: DayPlan, rows: Sequence[PlacedRow]) -> str:
    """Return a sentence about both ends of a movement, or the one that is on this day."""
    times = {each.row.dating or "depart": _bracket_text(each.time) for each in rows}
    ends = ", ".join(name for name in ("depart", "arrive") if name in times)
    sentence = MOVEMENT_SENTENCES[ends, _is_past(plan, rows)]
    fields = {"depart": "", "arrive": "", **times, **_name_ends(collect_facts(rows[0].entry))}
    return brief.translate_label(sentence, who=_format_travellers(brief), **fields)


def _name_ends(facts: EntryFacts) -> dict[str, str]:
    start = facts.passage.start.place if facts.passage else None
    end = facts.passage.end.place if facts.passage else None
    return {
        "origin": shorten_place_name(start) if start else "",
        "destination": shorten_place_name(end) if end else "",
    }


def _bracket_text(text: str) -> str:
    return f" ({text})" if text else ""
