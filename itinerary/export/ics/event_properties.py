"""An occurrence in; the properties and components of its VEVENT (RFC 5545, section 3.6.1) out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from icalendar import Alarm, Component, vCategory, vDate, vDatetime, vDuration, vText, vUri

from itinerary.briefing.facts import EntryFacts, collect_facts
from itinerary.briefing.formatting import format_person
from itinerary.document.kinds import KINDS
from itinerary.document.vocabulary import Status, Visibility
from itinerary.export.description import compose_description
from itinerary.export.ics.calendar_plan import CalendarPlan
from itinerary.export.ics.content_lines import build_clock_time, build_text_value, get_keyword
from itinerary.export.ics.locations import build_location
from itinerary.export.ics.occurrences import (
    Occurrence,
    derive_occurrence_uid,
    find_clock_times,
    find_shown_days,
)
from itinerary.export.ics.summaries import StartPrecision, find_start_precision, format_summary
from itinerary.export.ics.vtimezone import TimezoneBlock, find_zone_key
from itinerary.export.options import OWN_ALARMS

DAY = timedelta(days=1)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_Properties = Iterator[tuple[str, Any]]


def build_event(
    plan: CalendarPlan, occurrence: Occurrence
) -> tuple[dict[str, Any], list[Component]]:
    """Return the properties of an event by name, as they are written, and its components."""
    facts = collect_facts(occurrence.entry)
    properties = _build_properties(plan, occurrence, facts)
    return properties, _build_alarms(plan, occurrence, facts, properties)


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
        **dict(_build_status(plan, facts, keeps_busy=keeps_busy(occurrence, facts))),
        **dict(_build_facts(plan, facts)),
        **plan.color,
        "DESCRIPTION": build_text_value("\n".join(description), options.lang),
    }


def keeps_busy(occurrence: Occurrence, facts: EntryFacts) -> bool:
    """Whether people are busy meanwhile: it takes place, and begins at a known clock time."""
    is_exact = find_start_precision(occurrence) is StartPrecision.EXACT
    return facts.keeps_busy and is_exact and find_clock_times(occurrence) is not None


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
        return build_clock_time(moment.astimezone(UTC))
    return build_clock_time(moment.replace(tzinfo=None), key)


def _build_date(day: date) -> vDate:
    """Return a whole day; as DTEND it is the day after the last (RFC 5545, section 3.8.2.2)."""
    return vDate(day, params={"VALUE": "DATE"})


def _build_status(plan: CalendarPlan, facts: EntryFacts, *, keeps_busy: bool) -> _Properties:
    """Yield whether an event takes place and whether it keeps people busy.

    Outlook goes by X-MICROSOFT-CDO-BUSYSTATUS before TRANSP (MS-OXCICAL). Google drops what has the
    status CANCELLED, so that a calendar may leave it to the title and the transparency.
    """
    busy_status = "TENTATIVE" if facts.status == Status.TENTATIVE else "BUSY"
    if facts.status is not Status.CANCELLED or plan.options.cancelled != "mark":
        yield "STATUS", get_keyword(name_calendar_status(facts.status))
    yield "TRANSP", get_keyword("OPAQUE" if keeps_busy else "TRANSPARENT")
    yield "X-MICROSOFT-CDO-BUSYSTATUS", get_keyword(busy_status if keeps_busy else "FREE")


def name_calendar_status(status: Status) -> str:
    """Return a status as calendars know it: none of theirs says postponed (RFC 5545, 3.8.1.11)."""
    return "TENTATIVE" if status is Status.POSTPONED else status.upper()


def _build_facts(plan: CalendarPlan, facts: EntryFacts) -> _Properties:
    yield from build_location(facts.entry, plan.cities)
    if facts.url:
        # Comma and semicolon are legal, yet some readers cut there; what is not ASCII is not.
        yield "URL", vUri(quote(facts.url, safe=":/?#[]@!$&'()*+=%~"))
    if facts.visibility != Visibility.PUBLIC:
        yield "CLASS", get_keyword("PRIVATE")
    if facts.contacts:
        yield "CONTACT", build_text_value("; ".join(map(format_person, facts.contacts)))
    categories = vCategory([])
    categories.cats = list(_build_categories(plan, facts))
    yield "CATEGORIES", categories


def _build_categories(plan: CalendarPlan, facts: EntryFacts) -> Iterator[vText]:
    """Return kind, leg and group, and the categories of the entry and the document, each once."""
    kind = KINDS[facts.kind].category if facts.kind else facts.entry.section
    leg = plan.legs.get(facts.entry.leg or "", "")
    named = (kind, leg, facts.group, *facts.categories, *plan.timeline.document.categories)
    return map(_build_category, dict.fromkeys(filter(None, named)))


@lru_cache(maxsize=256)  # of which most events have the same
def _build_category(name: str) -> vText:
    return build_text_value(name)


def _build_alarms(
    plan: CalendarPlan, occurrence: Occurrence, facts: EntryFacts, properties: Mapping[str, Any]
) -> list[Component]:
    """Return the alarm before an event, if it has one.

    The event's own alarm counts before that of the options. Legs and background have none, nor an
    event of whole days, one whose start is not known, or one that does not take place.
    """
    asked, can_ring = plan.options.alarm, facts.status.takes_place and facts.kind is not None
    if not asked or not can_ring or isinstance(properties["DTSTART"], vDate):
        return []
    if find_start_precision(occurrence) is StartPrecision.VAGUE:
        return []
    before = facts.alarm or ("" if asked == OWN_ALARMS else asked)
    return [_build_alarm(before, properties["SUMMARY"])] if before else []


def _build_alarm(before: str, title: vText) -> Alarm:
    alarm = Alarm()
    alarm["ACTION"], alarm["DESCRIPTION"] = vText("DISPLAY"), title
    alarm["TRIGGER"] = vDuration(-timedelta(**{_UNITS[before[-1]]: int(before[:-1])}))
    return alarm
