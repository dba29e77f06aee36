"""An occurrence in; the properties and components of its VEVENT (RFC 5545, section 3.6.1) out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from math import isfinite
from typing import Any
from urllib.parse import quote

from icalendar import Alarm, Component, vCategory, vDate, vDatetime, vDuration, vGeo, vText, vUri

from itinerary.briefing.facts import EntryFacts, collect_facts
from itinerary.document.kinds import KINDS
from itinerary.document.vocabulary import Status
from itinerary.export.ics.calendar_plan import CalendarPlan
from itinerary.export.ics.content_lines import build_text_value, get_keyword
from itinerary.export.ics.description import compose_description
from itinerary.export.ics.occurrences import (
    Occurrence,
    derive_occurrence_uid,
    find_clock_times,
    find_shown_days,
    format_location,
    format_summary,
    is_part_of_day,
    name_calendar_status,
)
from itinerary.export.ics.vtimezone import TimezoneBlock, find_zone_key
from itinerary.export.options import OWN_ALARMS
from itinerary.places import Place

DAY = timedelta(days=1)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_Properties = Iterator[tuple[str, Any]]


def build_event(
    plan: CalendarPlan, occurrence: Occurrence
) -> tuple[dict[str, Any], list[Component]]:
    """Return the properties of an event by name, as they are written, and its components."""
    facts = collect_facts(occurrence.entry)
    properties = _build_properties(plan, occurrence, facts)
    return properties, _build_alarms(plan, facts, properties)


def _build_properties(
    plan: CalendarPlan, occurrence: Occurrence, facts: EntryFacts
) -> dict[str, Any]:
    times, options = find_clock_times(occurrence), plan.options
    start, end = _build_ends(plan, occurrence, times)
    language, interval = options.lang or "en", occurrence.interval
    title = format_summary(occurrence, options.imprecise, language, is_timed=bool(times))
    description = compose_description(plan.timeline, plan.legs, facts, interval, language)
    return {
        "UID": build_text_value(derive_occurrence_uid(occurrence, options.uid_salt)),
        **plan.revision,
        "DTSTART": start,
        "DTEND": end,
        "SUMMARY": build_text_value(title, plan.find_language_tag(occurrence.entry.item)),
        **dict(_build_status(facts, is_exact=bool(times) and not is_part_of_day(interval))),
        **dict(_build_facts(plan, facts)),
        **plan.color,
        "DESCRIPTION": build_text_value("\n".join(description), options.lang),
    }


def _build_ends(
    plan: CalendarPlan, occurrence: Occurrence, times: tuple[datetime, datetime] | None
) -> tuple[vDatetime | vDate, vDatetime | vDate]:
    """Return DTSTART and DTEND: clock times, or the first day and the day after the last."""
    if times:
        start, end = times
        return _build_clock_time(start, plan.zones), _build_clock_time(end, plan.zones)
    first, last = find_shown_days(occurrence.interval, plan.options.imprecise)
    return _build_date(first), _build_date(min(last, date.max - DAY) + DAY)


def _build_clock_time(moment: datetime, zones: Mapping[str, TimezoneBlock]) -> vDatetime:
    """Return a clock time in its zone, or in UTC where the zone's VTIMEZONE is wrong for it.

    These are forms 3 and 2 of RFC 5545, section 3.3.5.
    """
    key = find_zone_key(moment)
    if key not in zones or not zones[key].is_valid_for(moment):
        return vDatetime(moment.astimezone(UTC))
    # Without the zone, for which icalendar would look for a name of its own.
    value = vDatetime(moment.replace(tzinfo=None))
    value.params["TZID"] = key
    return value


def _build_date(day: date) -> vDate:
    """Return a whole day; as DTEND it is the day after the last (RFC 5545, section 3.8.2.2)."""
    return vDate(day, params={"VALUE": "DATE"})


def _build_status(facts: EntryFacts, *, is_exact: bool) -> _Properties:
    """Yield whether an event takes place and whether it keeps people busy.

    Outlook goes by X-MICROSOFT-CDO-BUSYSTATUS before TRANSP (MS-OXCICAL).
    """
    busy = is_exact and facts.keeps_busy
    busy_status = "TENTATIVE" if facts.status == Status.TENTATIVE else "BUSY"
    yield "STATUS", get_keyword(name_calendar_status(facts.status))
    yield "TRANSP", get_keyword("OPAQUE" if busy else "TRANSPARENT")
    yield "X-MICROSOFT-CDO-BUSYSTATUS", get_keyword(busy_status if busy else "FREE")


def _build_facts(plan: CalendarPlan, facts: EntryFacts) -> _Properties:
    if facts.entry.place:
        yield from _get_location(facts.entry.place)
    if facts.url:
        # Comma and semicolon are legal, yet some readers cut there; what is not ASCII is not.
        yield "URL", vUri(quote(facts.url, safe=":/?#[]@!$&'()*+=%~"))
    categories = vCategory([])
    categories.cats = list(_build_categories(plan, facts))
    yield "CATEGORIES", categories


@lru_cache(maxsize=1024)
def _get_location(place: Place) -> tuple[tuple[str, vText | vGeo], ...]:
    """Return LOCATION and GEO of a place, as far as it has a name and coordinates."""
    name = format_location(place)
    # A time zone alone is a place without a name.
    location = (("LOCATION", build_text_value(name)),) if name else ()
    latitude, longitude = place.latitude, place.longitude
    if latitude is None or longitude is None or not isfinite(latitude + longitude):
        return location
    return *location, ("GEO", vGeo((_round_degrees(latitude), _round_degrees(longitude))))


def _round_degrees(degrees: float) -> float:
    """Return degrees that Python writes without an exponent, which RFC 5545 does not know.

    It writes one below 0.0001: eleven metres from the equator count as on it.
    """
    return round(degrees, 6) if abs(degrees) >= 0.0001 else 0.0


def _build_categories(plan: CalendarPlan, facts: EntryFacts) -> Iterator[vText]:
    """Return the kind, the leg, and the categories of the entry and the document, each once."""
    kind = KINDS[facts.kind].category if facts.kind else facts.entry.section
    leg = plan.legs.get(facts.entry.leg or "", "")
    named = (kind, leg, *facts.categories, *plan.timeline.document.categories)
    return map(build_text_value, dict.fromkeys(filter(None, named)))


def _build_alarms(
    plan: CalendarPlan, facts: EntryFacts, properties: Mapping[str, Any]
) -> list[Component]:
    """Return the alarm before an event, if it has one.

    The event's own alarm counts before that of the options. Legs and background have none, nor an
    event of whole days or one that does not take place.
    """
    asked, can_ring = plan.options.alarm, facts.status.takes_place and facts.kind is not None
    if not asked or not can_ring or isinstance(properties["DTSTART"], vDate):
        return []
    before = facts.alarm or ("" if asked == OWN_ALARMS else asked)
    return [_build_alarm(before, properties["SUMMARY"])] if before else []


def _build_alarm(before: str, title: vText) -> Alarm:
    alarm = Alarm()
    alarm["ACTION"], alarm["DESCRIPTION"] = vText("DISPLAY"), title
    alarm["TRIGGER"] = vDuration(-timedelta(**{_UNITS[before[-1]]: int(before[:-1])}))
    return alarm
