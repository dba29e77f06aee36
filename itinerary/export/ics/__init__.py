"""A Timeline in; an iCalendar (RFC 5545, RFC 7986) out: one event for each leg and event, or background entry, as is wanted.

What is known to the day or coarser is a span of days that keeps nobody busy. A clock time is written in the zone of its place, or in
UTC where no VTIMEZONE would be right for it; it takes its minute and no more, since an end that nobody stated is not made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from math import isfinite
from typing import Any, NamedTuple, Unpack
from urllib.parse import quote

from icalendar import (
    Alarm,
    Calendar,
    Component,
    Event,
    vCategory,
    vDate,
    vDatetime,
    vDuration,
    vGeo,
    vInt,
    vText,
    vUri,
)

from itinerary import document
from itinerary.dates.interval import Interval
from itinerary.export.ics.content_lines import (
    build_text_value,
    get_keyword,
    serialize_component,
    serialize_named_component,
)
from itinerary.export.ics.description import compose_description
from itinerary.export.ics.losses import list_cautions as list_cautions
from itinerary.export.ics.losses import list_losses as list_losses
from itinerary.export.ics.occurrences import (
    MINUTE,
    Occurrence,
    derive_occurrence_uid,
    find_clock_times,
    find_shown_days,
    format_location,
    format_summary,
    iterate_occurrences,
    select_calendar_entries,
)
from itinerary.export.ics.options import (
    OWN_ALARMS,
    CalendarOptions,
    Imprecise,
    Options,
    validate_options,
)
from itinerary.export.ics.vtimezone import TimezoneBlock, choose_blocks, find_zone_key
from itinerary.places import Place
from itinerary.timeline import Entry, Timeline
from itinerary.views.translation import TitledItem, find_title_language, translate_titles

SUFFIX = "ics"
PRODUCT_ID = "-//itinerary//itinerary//EN"  # without a version, which would change every file at every release
EPOCH, MAX_SEQUENCE = (
    datetime(2000, 1, 1, tzinfo=UTC),
    2**31 - 1,
)  # SEQUENCE counts the minutes since then; that lasts for 4,000 years
REFRESH_INTERVAL = timedelta(hours=12)
DAY = timedelta(days=1)

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_Properties = Iterator[tuple[str, Any]]


class _CalendarPlan(NamedTuple):
    """What all events of one calendar share."""

    timeline: Timeline
    entries: tuple[Entry, ...]
    zones: Mapping[str, TimezoneBlock]
    legs: Mapping[str, str]  # titles by id
    revision: Mapping[str, vDatetime | vInt]
    name: str  # of the calendar; empty for none
    color: Mapping[str, vText]
    choices: CalendarOptions


def render(timeline: Timeline, **options: Unpack[Options]) -> str:
    """The calendar as one text, empty where there is no event to write; `CalendarOptions` has the options. Raises OptionError for a wrong one."""
    return "".join(stream_calendar(timeline, **options))


def stream_calendar(timeline: Timeline, **options: Unpack[Options]) -> Iterator[str]:
    """The calendar piece by piece, each a few whole lines; nothing where there is no event, since RFC 5545 forbids an empty one."""
    plan = _plan_calendar(timeline, validate_options(**options))
    if not plan:
        return
    *head, end = serialize_component(_build_calendar_head(plan))
    yield "".join(head)
    for block in plan.zones.values():
        yield "".join(serialize_component(block.component))
    for each in iterate_occurrences(plan.entries, plan.choices.imprecise):
        properties = _build_properties(plan, each)
        yield "".join(
            serialize_named_component(
                "VEVENT", properties, _build_alarms(plan, each.entry, properties)
            )
        )
    yield end


def build_calendar(timeline: Timeline, **options: Unpack[Options]) -> Calendar | None:
    """The calendar as icalendar's own component, for other ways to write it; None where there is no event to write."""
    plan = _plan_calendar(timeline, validate_options(**options))
    if not plan:
        return None
    calendar = _build_calendar_head(plan)
    for block in plan.zones.values():
        calendar.add_component(block.component)
    for each in iterate_occurrences(plan.entries, plan.choices.imprecise):
        event = Event(_build_properties(plan, each))
        event.subcomponents = _build_alarms(plan, each.entry, event)
        calendar.add_component(event)
    return calendar


def _plan_calendar(timeline: Timeline, choices: CalendarOptions) -> _CalendarPlan | None:
    """What the calendar is made from; None where there is no event to write."""
    timeline = translate_titles(timeline, choices.lang) if choices.lang else timeline
    entries = select_calendar_entries(timeline, choices)
    some = len(list(islice(iterate_occurrences(entries, choices.imprecise), 2)))
    if not some:
        return None
    times = (
        time
        for each in iterate_occurrences(entries, choices.imprecise)
        for time in find_clock_times(each) or ()
    )
    legs = {
        entry.id: entry.title
        for entry in (*timeline.enclosing_legs, *timeline.select_entries("leg"))
    }
    name, color = (
        choices.name or (timeline.document.title if some > 1 else ""),
        choices.color or timeline.document.color,
    )
    colors = {"COLOR": vText(color)} if color else {}
    return _CalendarPlan(
        timeline,
        entries,
        {} if choices.utc else choose_blocks(times),
        legs,
        _build_revision(timeline),
        name,
        colors,
        choices,
    )


def _build_calendar_head(plan: _CalendarPlan) -> Calendar:
    """The calendar without its components. One event goes without a name, unless one is asked for: Outlook opens a calendar for it."""
    calendar = Calendar()
    calendar["VERSION"], calendar["PRODID"] = vText("2.0"), vText(PRODUCT_ID)
    if plan.name:
        calendar["NAME"] = build_text_value(
            plan.name, _find_language_tag(plan, plan.timeline.document)
        )
        calendar["X-WR-CALNAME"] = build_text_value(plan.name)
        calendar["REFRESH-INTERVAL"] = vDuration(REFRESH_INTERVAL, params={"VALUE": "DURATION"})
        calendar["X-PUBLISHED-TTL"] = vDuration(REFRESH_INTERVAL)
    calendar.update(plan.color)
    return calendar


def _build_properties(plan: _CalendarPlan, occurrence: Occurrence) -> dict[str, Any]:
    """The properties of an event, in order."""
    entry, _, interval = occurrence
    times, lang = find_clock_times(occurrence), plan.choices.lang
    start, end = (
        (_build_clock_time(time, plan.zones) for time in times)
        if times
        else _build_day_ends(interval, plan.choices.imprecise)
    )
    title = format_summary(occurrence, plan.choices.imprecise, lang or "en", is_timed=bool(times))
    return {
        "UID": build_text_value(derive_occurrence_uid(occurrence, plan.choices.uid_salt)),
        **plan.revision,
        "DTSTART": start,
        "DTEND": end,
        "SUMMARY": build_text_value(title, _find_language_tag(plan, entry.item)),
        **dict(_build_status(entry, is_timed=bool(times))),
        **dict(_build_facts(plan, entry)),
        **plan.color,
        "DESCRIPTION": build_text_value(
            "\n".join(compose_description(plan.timeline, plan.legs, entry, interval, lang or "en")),
            lang,
        ),
    }


def _build_revision(timeline: Timeline) -> dict[str, vDatetime | vInt]:
    """What tells a calendar whether an event is newer than the one it has (RFC 5545, section 3.8.7)."""
    stamp = _convert_stamp(timeline.stamp)
    sequence = (
        min(max(0, (stamp - EPOCH) // MINUTE), MAX_SEQUENCE) if timeline.document.revised else 0
    )
    return {
        "DTSTAMP": vDatetime(stamp),
        "LAST-MODIFIED": vDatetime(stamp),
        "SEQUENCE": vInt(sequence),
    }


def _convert_stamp(value: date | None) -> datetime:
    if value is None:
        return EPOCH
    if not isinstance(value, datetime):
        return datetime.combine(value, time.min, UTC)
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _build_clock_time(time: datetime, zones: Mapping[str, TimezoneBlock]) -> vDatetime:
    """A clock time in its zone, or in UTC where the zone's VTIMEZONE would be wrong for it (RFC 5545, section 3.3.5, forms 3 and 2)."""
    key = find_zone_key(time)
    if key not in zones or not zones[key].is_valid_for(time):
        return vDatetime(time.astimezone(UTC))
    value = vDatetime(
        time.replace(tzinfo=None)
    )  # with its zone, icalendar would look for a name of its own
    value.params["TZID"] = key
    return value


def _build_day_ends(interval: Interval, imprecise: Imprecise) -> Iterator[vDate]:
    """The ends of an event of whole days."""
    first, last = find_shown_days(interval, imprecise)
    yield from (_build_date(first), _build_date(min(last, date.max - DAY) + DAY))


def _build_date(day: date) -> vDate:
    """A whole day; as DTEND it is the day after the last (RFC 5545, section 3.8.2.2)."""
    return vDate(day, params={"VALUE": "DATE"})


def _find_language_tag(plan: _CalendarPlan, item: TitledItem) -> str:
    """The language of a title, where languages are told."""
    return find_title_language(item, plan.timeline.document) if plan.choices.lang else ""


def _build_status(entry: Entry, *, is_timed: bool) -> _Properties:
    """Whether it takes place and keeps people busy; the second also in the words that outrank the first in Outlook."""
    status = entry.status
    busy = is_timed and entry.kind != "stay" and status != "cancelled"
    yield "STATUS", get_keyword(status.upper())
    yield "TRANSP", get_keyword("OPAQUE" if busy else "TRANSPARENT")
    yield (
        "X-MICROSOFT-CDO-BUSYSTATUS",
        get_keyword("FREE" if not busy else "TENTATIVE" if status == "tentative" else "BUSY"),
    )


def _build_facts(plan: _CalendarPlan, entry: Entry) -> _Properties:
    if entry.place:
        yield from _get_location(entry.place)
    if url := getattr(entry.item, "url", None):
        # Comma and semicolon are legal, yet some readers cut there; what is not ASCII is not.
        yield "URL", vUri(quote(url, safe=":/?#[]@!$&'()*+=%~"))
    categories = vCategory([])
    categories.cats = list(_build_categories(plan, entry))
    yield "CATEGORIES", categories


@lru_cache(maxsize=1024)
def _get_location(place: Place) -> tuple[tuple[str, vText | vGeo], ...]:
    name = format_location(place)
    location = (
        (("LOCATION", build_text_value(name)),) if name else ()
    )  # a time zone alone is a place without a name
    if (
        place.latitude is None
        or place.longitude is None
        or not isfinite(place.latitude + place.longitude)
    ):
        return location
    # The floats of RFC 5545 have no exponent, which Python writes below 0.0001: eleven metres from the equator is on it.
    latitude, longitude = (
        round(degrees, 6) if abs(degrees) >= 0.0001 else 0.0
        for degrees in (place.latitude, place.longitude)
    )
    return *location, ("GEO", vGeo((latitude, longitude)))


def _build_categories(plan: _CalendarPlan, entry: Entry) -> Iterator[vText]:
    """The kind, the leg, and the categories of the entry and the document; each once."""
    leg = plan.legs.get(entry.leg or "")
    own = getattr(entry.item, "categories", ())
    named = (entry.kind, *([leg] if leg else []), *own, *plan.timeline.document.categories)
    return map(build_text_value, dict.fromkeys(named))


def _build_alarms(plan: _CalendarPlan, entry: Entry, event: Mapping[str, Any]) -> list[Component]:
    """The alarm before an event, if it is to have one: its own wins, and neither days nor what is cancelled have one."""
    asked = plan.choices.alarm
    if (
        not asked
        or not isinstance(entry.item, document.Event)
        or entry.item.status == "cancelled"
        or isinstance(event["DTSTART"], vDate)
    ):
        return []
    before = entry.item.alarm or ("" if asked == OWN_ALARMS else asked)
    return [_build_alarm(before, event["SUMMARY"])] if before else []


def _build_alarm(before: str, title: vText) -> Alarm:
    alarm = Alarm()
    alarm["ACTION"], alarm["DESCRIPTION"] = vText("DISPLAY"), title
    alarm["TRIGGER"] = vDuration(-timedelta(**{_UNITS[before[-1]]: int(before[:-1])}))
    return alarm
