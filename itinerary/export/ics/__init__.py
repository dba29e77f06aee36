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
from itinerary.export.ics.content_lines import lines, plain, word, written
from itinerary.export.ics.description import description
from itinerary.export.ics.losses import cautions as cautions
from itinerary.export.ics.losses import losses as losses
from itinerary.export.ics.occurrences import (
    MINUTE,
    Occurrence,
    clock_times,
    days,
    entries_of,
    identity,
    location_of,
    occurrences,
    summary,
)
from itinerary.export.ics.options import OWN, Choices, Imprecise, Options, chosen
from itinerary.export.ics.vtimezone import Block, blocks, zone_of
from itinerary.places import Place
from itinerary.timeline import Entry, Timeline
from itinerary.views.translation import Item, title_language, translated

SUFFIX = "ics"
PRODUCT = "-//itinerary//itinerary//EN"  # without a version, which would change every file at every release
EPOCH, MOST_SEQUENCE = (
    datetime(2000, 1, 1, tzinfo=UTC),
    2**31 - 1,
)  # SEQUENCE counts the minutes since then; that lasts for 4,000 years
REFRESH = timedelta(hours=12)
DAY = timedelta(days=1)

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_Properties = Iterator[tuple[str, Any]]


class _Plan(NamedTuple):
    """What all events of one calendar share."""

    timeline: Timeline
    entries: tuple[Entry, ...]
    zones: Mapping[str, Block]
    legs: Mapping[str, str]  # titles by id
    revision: Mapping[str, vDatetime | vInt]
    name: str  # of the calendar; empty for none
    color: Mapping[str, vText]
    choices: Choices


def render(timeline: Timeline, **options: Unpack[Options]) -> str:
    """The calendar as one text, empty where there is no event to write; `Choices` has the options. Raises OptionError for a wrong one."""
    return "".join(stream(timeline, **options))


def stream(timeline: Timeline, **options: Unpack[Options]) -> Iterator[str]:
    """The calendar piece by piece, each a few whole lines; nothing where there is no event, since RFC 5545 forbids an empty one."""
    plan = _plan(timeline, chosen(**options))
    if not plan:
        return
    *head, end = lines(_calendar(plan))
    yield "".join(head)
    for block in plan.zones.values():
        yield "".join(lines(block.component))
    for each in occurrences(plan.entries, plan.choices.imprecise):
        properties = _properties(plan, each)
        yield "".join(written("VEVENT", properties, _alarms(plan, each.entry, properties)))
    yield end


def component(timeline: Timeline, **options: Unpack[Options]) -> Calendar | None:
    """The calendar as icalendar's own component, for other ways to write it; None where there is no event to write."""
    plan = _plan(timeline, chosen(**options))
    if not plan:
        return None
    calendar = _calendar(plan)
    for block in plan.zones.values():
        calendar.add_component(block.component)
    for each in occurrences(plan.entries, plan.choices.imprecise):
        event = Event(_properties(plan, each))
        event.subcomponents = _alarms(plan, each.entry, event)
        calendar.add_component(event)
    return calendar


def _plan(timeline: Timeline, choices: Choices) -> _Plan | None:
    """What the calendar is made from; None where there is no event to write."""
    timeline = translated(timeline, choices.lang) if choices.lang else timeline
    entries = entries_of(timeline, choices)
    some = len(list(islice(occurrences(entries, choices.imprecise), 2)))
    if not some:
        return None
    times = (
        time for each in occurrences(entries, choices.imprecise) for time in clock_times(each) or ()
    )
    legs = {entry.id: entry.title for entry in (*timeline.around, *timeline.of("leg"))}
    name, color = (
        choices.name or (timeline.document.title if some > 1 else ""),
        choices.color or timeline.document.color,
    )
    colors = {"COLOR": vText(color)} if color else {}
    return _Plan(
        timeline,
        entries,
        {} if choices.utc else blocks(times),
        legs,
        _revision(timeline),
        name,
        colors,
        choices,
    )


def _calendar(plan: _Plan) -> Calendar:
    """The calendar without its components. One event goes without a name, unless one is asked for: Outlook opens a calendar for it."""
    calendar = Calendar()
    calendar["VERSION"], calendar["PRODID"] = vText("2.0"), vText(PRODUCT)
    if plan.name:
        calendar["NAME"] = plain(plan.name, _language(plan, plan.timeline.document))
        calendar["X-WR-CALNAME"] = plain(plan.name)
        calendar["REFRESH-INTERVAL"] = vDuration(REFRESH, params={"VALUE": "DURATION"})
        calendar["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    calendar.update(plan.color)
    return calendar


def _properties(plan: _Plan, occurrence: Occurrence) -> dict[str, Any]:
    """The properties of an event, in order."""
    entry, _, interval = occurrence
    times, lang = clock_times(occurrence), plan.choices.lang
    start, end = (
        (_clock(time, plan.zones) for time in times)
        if times
        else _days(interval, plan.choices.imprecise)
    )
    title = summary(occurrence, plan.choices.imprecise, lang or "en", is_timed=bool(times))
    return {
        "UID": plain(identity(occurrence, plan.choices.uid_salt)),
        **plan.revision,
        "DTSTART": start,
        "DTEND": end,
        "SUMMARY": plain(title, _language(plan, entry.item)),
        **dict(_status(entry, is_timed=bool(times))),
        **dict(_facts(plan, entry)),
        **plan.color,
        "DESCRIPTION": plain(
            "\n".join(description(plan.timeline, plan.legs, entry, interval, lang or "en")), lang
        ),
    }


def _revision(timeline: Timeline) -> dict[str, vDatetime | vInt]:
    """What tells a calendar whether an event is newer than the one it has (RFC 5545, section 3.8.7)."""
    stamp = _stamp(timeline.stamp)
    sequence = (
        min(max(0, (stamp - EPOCH) // MINUTE), MOST_SEQUENCE) if timeline.document.revised else 0
    )
    return {
        "DTSTAMP": vDatetime(stamp),
        "LAST-MODIFIED": vDatetime(stamp),
        "SEQUENCE": vInt(sequence),
    }


def _stamp(value: date | None) -> datetime:
    if value is None:
        return EPOCH
    if not isinstance(value, datetime):
        return datetime.combine(value, time.min, UTC)
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _clock(time: datetime, zones: Mapping[str, Block]) -> vDatetime:
    """A clock time in its zone, or in UTC where the zone's VTIMEZONE would be wrong for it (RFC 5545, section 3.3.5, forms 3 and 2)."""
    key = zone_of(time)
    if key not in zones or not zones[key].fits(time):
        return vDatetime(time.astimezone(UTC))
    value = vDatetime(
        time.replace(tzinfo=None)
    )  # with its zone, icalendar would look for a name of its own
    value.params["TZID"] = key
    return value


def _days(interval: Interval, imprecise: Imprecise) -> Iterator[vDate]:
    """The ends of an event of whole days."""
    first, last = days(interval, imprecise)
    yield from (_date(first), _date(min(last, date.max - DAY) + DAY))


def _date(day: date) -> vDate:
    """A whole day; as DTEND it is the day after the last (RFC 5545, section 3.8.2.2)."""
    return vDate(day, params={"VALUE": "DATE"})


def _language(plan: _Plan, item: Item) -> str:
    """The language of a title, where languages are told."""
    return title_language(item, plan.timeline.document) if plan.choices.lang else ""


def _status(entry: Entry, *, is_timed: bool) -> _Properties:
    """Whether it takes place and keeps people busy; the second also in the words that outrank the first in Outlook."""
    status = entry.status
    busy = is_timed and entry.kind != "stay" and status != "cancelled"
    yield "STATUS", word(status.upper())
    yield "TRANSP", word("OPAQUE" if busy else "TRANSPARENT")
    yield (
        "X-MICROSOFT-CDO-BUSYSTATUS",
        word("FREE" if not busy else "TENTATIVE" if status == "tentative" else "BUSY"),
    )


def _facts(plan: _Plan, entry: Entry) -> _Properties:
    if entry.place:
        yield from _location(entry.place)
    if url := getattr(entry.item, "url", None):
        # Comma and semicolon are legal, yet some readers cut there; what is not ASCII is not.
        yield "URL", vUri(quote(url, safe=":/?#[]@!$&'()*+=%~"))
    categories = vCategory([])
    categories.cats = list(_categories(plan, entry))
    yield "CATEGORIES", categories


@lru_cache(maxsize=1024)
def _location(place: Place) -> tuple[tuple[str, vText | vGeo], ...]:
    name = location_of(place)
    location = (
        (("LOCATION", plain(name)),) if name else ()
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


def _categories(plan: _Plan, entry: Entry) -> Iterator[vText]:
    """The kind, the leg, and the categories of the entry and the document; each once."""
    leg = plan.legs.get(entry.leg or "")
    own = getattr(entry.item, "categories", ())
    named = (entry.kind, *([leg] if leg else []), *own, *plan.timeline.document.categories)
    return map(plain, dict.fromkeys(named))


def _alarms(plan: _Plan, entry: Entry, event: Mapping[str, Any]) -> list[Component]:
    """The alarm before an event, if it is to have one: its own wins, and neither days nor what is cancelled have one."""
    asked = plan.choices.alarm
    if (
        not asked
        or not isinstance(entry.item, document.Event)
        or entry.item.status == "cancelled"
        or isinstance(event["DTSTART"], vDate)
    ):
        return []
    before = entry.item.alarm or ("" if asked == OWN else asked)
    return [_alarm(before, event["SUMMARY"])] if before else []


def _alarm(before: str, title: vText) -> Alarm:
    alarm = Alarm()
    alarm["ACTION"], alarm["DESCRIPTION"] = vText("DISPLAY"), title
    alarm["TRIGGER"] = vDuration(-timedelta(**{_UNITS[before[-1]]: int(before[:-1])}))
    return alarm
