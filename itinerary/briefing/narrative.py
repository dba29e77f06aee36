"""The rows of a day in; what they do not show at a glance, in a paragraph of prose, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from itinerary.briefing.day_cities import name_stop
from itinerary.briefing.day_plan import DayPlan
from itinerary.briefing.formatting import BriefingContext, list_named_travellers
from itinerary.briefing.schedule.placed_rows import PlacedRow
from itinerary.dates.wording import format_list
from itinerary.document.vocabulary import EventKind
from itinerary.timeline import Entry

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
# Of several people by their names, for languages whose verbs differ.
PLURAL_SENTENCES: Mapping[tuple[str, bool], str] = {
    key: sentence.replace("{who}", "{several}") for key, sentence in MOVEMENT_SENTENCES.items()
}
NIGHT_SENTENCES: Mapping[bool, str] = {
    False: "{who} will remain overnight in {place}.",
    True: "{who} remained overnight in {place}.",
}


def narrate_day(
    brief: BriefingContext,
    plan: DayPlan,
    placed: Sequence[PlacedRow],
    cities: Sequence[str],
    overnight_place: str,
) -> str:
    """Return what the table of a day does not show at a glance: "" where it shows all.

    That is how the day leads from one place to another, the times that others depend on, and where
    a night on the way is spent. What else happens stands in the table alone.
    """
    events = [each for each in placed if each.label and not each.is_continuation]
    movements = [each for each in events if _is_movement(each)]
    sentences = [
        *_narrate_way(brief, plan, movements, cities),
        *_narrate_key_times(brief, [each for each in events if not _is_movement(each)]),
    ]
    if events and len(movements) == len(events):
        sentences.insert(0, brief.translate_label("Travel day."))
    if movements and overnight_place:
        sentences.append(_narrate_night(brief, plan, events[0].day, overnight_place))
    return " ".join(sentences)


def _is_movement(placed: PlacedRow) -> bool:
    entry = placed.entry
    return entry.kind == EventKind.MOVEMENT and entry.status.takes_place


def _narrate_way(
    brief: BriefingContext, plan: DayPlan, movements: Sequence[PlacedRow], cities: Sequence[str]
) -> Iterator[str]:
    """Yield a sentence for each movement; without one, where the day begins and ends."""
    leaving = {each.entry.id for each in movements if each.row.dating == "depart" and each.time}
    # An arrival of which only the day is known stands before all clock times, also its departure's.
    told = [each for each in movements if each.time or each.entry.id not in leaving]
    for _, rows in groupby(told, key=lambda each: each.entry.id):
        yield _narrate_movement(brief, plan, list(rows))
    if not movements and len(cities) > 1:
        yield brief.translate_label(
            "The day begins in {first} and ends in {last}.", first=cities[0], last=cities[-1]
        )


def _narrate_key_times(brief: BriefingContext, events: Sequence[PlacedRow]) -> Iterator[str]:
    """Yield a sentence that names the events on whose times others depend."""
    keys = [f"{each.label}{_bracket_text(each.time)}" for each in events if each.row.is_key]
    if keys:
        yield brief.translate_label("Fixed times: {what}.", what=format_list(keys, brief.language))


def _narrate_night(brief: BriefingContext, plan: DayPlan, day: date, place: str) -> str:
    is_past = plan.latest_actual is not None and day < (plan.latest_actual.first or date.min)
    sentence = NIGHT_SENTENCES[is_past]
    return brief.translate_label(sentence, who=_format_travellers(brief), place=place)


def _format_travellers(brief: BriefingContext) -> str:
    """Return who travels, as it stands at the beginning of a sentence."""
    principal = brief.timeline.document.principal
    name = brief.timeline.traveller or (principal.name if principal else "")
    return name or brief.translate_label("The travellers")


def _is_past(plan: DayPlan, rows: Sequence[PlacedRow]) -> bool:
    """Return whether a row, or something after it, is known to have happened."""
    known = plan.latest_actual.to_utc_bounds()[0] if plan.latest_actual else datetime.min
    intervals = (each.interval for each in rows if each.interval)
    return any(interval.to_utc_bounds()[0] <= known for interval in intervals)


def _narrate_movement(brief: BriefingContext, plan: DayPlan, rows: Sequence[PlacedRow]) -> str:
    """Return a sentence about both ends of a movement, or the one that is on this day."""
    times = {each.row.dating or "depart": _bracket_text(each.time) for each in rows}
    ends = ", ".join(name for name in ("depart", "arrive") if name in times)
    fields = {"depart": "", "arrive": "", **times, **_name_ends(plan, rows[0].entry)}
    tense = ends, _is_past(plan, rows)
    named = list_named_travellers(brief, rows[0].entry)
    if len(named) > 1:
        several = format_list(named, brief.language)
        return brief.translate_label(PLURAL_SENTENCES[tense], several=several, **fields)
    who = named[0] if named else _format_travellers(brief)
    return brief.translate_label(MOVEMENT_SENTENCES[tense], who=who, **fields)


def _name_ends(plan: DayPlan, movement: Entry) -> dict[str, str]:
    ends = {"origin": movement.place, "destination": movement.destination}
    return {end: name_stop(plan, place) if place else "" for end, place in ends.items()}


def _bracket_text(text: str) -> str:
    return f" ({text})" if text else ""
