"""Compares the text of a calendar with the timeline it was made from, and says what is lost.

The calendar is read by another parser than the one that wrote it, and compared with the timeline,
not with a calendar made anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from itinerary._moved import add_former_names
from itinerary.briefing.facts import collect_facts
from itinerary.calendars.verifying.independent_parser import ParsedEvent, parse_events
from itinerary.dates.wording.labels import LABEL_LANGUAGES
from itinerary.diagnostics import require_argument, require_choice, require_flag, require_text
from itinerary.document.vocabulary import Status
from itinerary.export.description import compose_description
from itinerary.export.ics.content_lines import build_text_value
from itinerary.export.ics.event_properties import name_calendar_status
from itinerary.export.ics.locations import collect_cities, format_location
from itinerary.export.ics.losses import list_cautions
from itinerary.export.ics.losses import list_losses as list_calendar_losses
from itinerary.export.ics.occurrences import (
    Occurrence,
    derive_occurrence_uid,
    find_clock_times,
    find_shown_days,
    is_imprecise,
    iterate_occurrences,
    select_calendar_entries,
)
from itinerary.export.ics.summaries import format_summary
from itinerary.export.options import BackgroundChoice, IcsOptions, ImpreciseChoice
from itinerary.timeline import Entry, Timeline, require_timeline
from itinerary.views.translation import translate_titles

__all__ = ["VerificationResult", "verify"]

_DAY = timedelta(days=1)
_VISIBLE_IMPRECISE: tuple[ImpreciseChoice, ...] = ("span", "marker")
_OccurrencesByUid = Mapping[str, Occurrence]


class VerificationResult(NamedTuple):
    """What a calendar has, where it is wrong, and what it cannot show."""

    events: tuple[ParsedEvent, ...]
    differences: tuple[str, ...]  # from the timeline, in sentences; none if the calendar is right
    losses: tuple[str, ...]  # where it shows more or less than is known, in sentences


add_former_names(VerificationResult, lossy="losses")


def verify(
    text: str, timeline: Timeline, *, lang: str = "", uid_salt: str = "", is_part: bool = False
) -> VerificationResult:
    """Compare a calendar with the timeline that it was made from.

    Compared are titles, times and their zones, places, status, descriptions, recurrence, which
    events there are, and whether the calendar cancels them (METHOD). Not compared is all else:
    TRANSP, URL, GEO, CATEGORIES, CLASS, VALARM, DTSTAMP, SEQUENCE, the name of the calendar.

    Args:
        text: The calendar (RFC 5545).
        timeline: The timeline; for a calendar for an audience, what `for_audience` returns.
        lang: The language that the calendar was exported in; empty for that of the document.
        uid_salt: The salt that it was exported with.
        is_part: Whether the calendar is that of one leg or kind, which may lack other events.

    Raises:
        ItineraryError: The text is not a calendar, or `lang` no language that calendars are
            exported in.
        TypeError: An argument has a wrong type; the message names it.

    >>> from itinerary import loads, render, resolve
    >>> trip = "{title: T, id: t, timezone: UTC, events: [{id: e, title: Tea, when: 2025-09-03}]}"
    >>> timeline = resolve(loads(trip))
    >>> verify(render(timeline, "ics").replace("Tea", "Coffee"), timeline).differences
    ('Tea: its title is Coffee in the calendar, Tea in the document',)
    """
    if isinstance(text, bytes | bytearray):
        require_argument("text", text, str, "a str", "write data.decode() for bytes")
    require_text("text", text)
    require_timeline("timeline", timeline)
    require_choice("lang", lang, ("", *LABEL_LANGUAGES))
    require_text("uid_salt", uid_salt)
    require_flag("is_part", is_part)
    events = tuple(parse_events(text))
    if lang:
        timeline = translate_titles(timeline, lang)
    expected = _find_expected_occurrences(timeline, uid_salt)
    known = [each for each in events if each.uid in expected]
    sections = {_is_background(expected[each.uid]) for each in known} or {False}
    missing = [] if is_part else list(_find_missing_occurrences(known, expected, sections))
    differences = [
        *_find_unexpected_events(events, expected),
        *_find_all_differences(timeline, known, expected, lang or "en"),
        *(f"{each.entry.title}: not in the calendar" for each in missing if not _may_lack(each)),
    ]
    losses = [
        *_list_losses(known, expected, missing),
        *list_calendar_losses(timeline, IcsOptions(background=_name_shown_background(sections))),
        *list_cautions(text),
    ]
    return VerificationResult(events, tuple(differences), tuple(losses))


def _find_expected_occurrences(timeline: Timeline, uid_salt: str) -> _OccurrencesByUid:
    entries = select_calendar_entries(timeline, IcsOptions(background="inline"))
    occurrences = iterate_occurrences(entries, "span")
    return {derive_occurrence_uid(each, uid_salt): each for each in occurrences}


def _is_background(occurrence: Occurrence) -> bool:
    return occurrence.entry.section == "background"


def _may_lack(occurrence: Occurrence) -> bool:
    """Return whether a calendar may leave something out: what is imprecise or cancelled."""
    return _is_vague(occurrence) or occurrence.entry.status is Status.CANCELLED


def _is_vague(occurrence: Occurrence) -> bool:
    return is_imprecise(occurrence.interval)


def _name_shown_background(sections: Collection[bool]) -> BackgroundChoice:
    """Return how a calendar shows the background, by which of the two sections it has events of."""
    if len(sections) == 2:
        return "inline"
    return "only" if True in sections else "omit"


def _find_unexpected_events(
    events: Sequence[ParsedEvent], expected: _OccurrencesByUid
) -> Iterator[str]:
    """Yield what is in the calendar and not in the timeline, or more than once."""
    titles: dict[str, str] = {}
    for each in events:
        titles.setdefault(each.uid, each.title)
    for uid, count in Counter(each.uid for each in events).items():
        if uid not in expected:
            yield f"{titles[uid]}: not in the document (UID {uid})"
        elif count > 1:
            yield f"{titles[uid]}: appears {count} times"


def _find_missing_occurrences(
    known: Sequence[ParsedEvent], expected: _OccurrencesByUid, sections: Collection[bool]
) -> Iterator[Occurrence]:
    """Yield what a calendar of the trip, of its background, or of both lacks."""
    uids = {each.uid for each in known}
    for uid, each in expected.items():
        if uid not in uids and _is_background(each) in sections:
            yield each


def _find_all_differences(
    timeline: Timeline, known: Sequence[ParsedEvent], expected: _OccurrencesByUid, language: str
) -> Iterator[str]:
    legs = {
        leg.id: leg.title for leg in (*timeline.enclosing_legs, *timeline.select_entries("leg"))
    }
    cities = collect_cities(timeline)
    for seen in known:
        occurrence = expected[seen.uid]
        entry, _, interval = occurrence
        lines = compose_description(timeline, legs, collect_facts(entry), interval, language)
        facts = {
            **_compare_title_and_times(seen, occurrence, language),
            "location": (seen.location, format_location(entry, cities)),
            **_compare_status(seen, entry),
            "description": (seen.description, "\n".join(lines)),
        }
        yield from _format_differences(entry.title, facts)
        if seen.recurrence:
            names = ", ".join(seen.recurrence)
            yield f"{entry.title}: it recurs in the calendar ({names}), not in the document"
        if fault := seen.zone_fault:
            yield f"{entry.title}: {fault}"


def _compare_status(seen: ParsedEvent, entry: Entry) -> dict[str, tuple[object, object]]:
    """Return both statuses by name; nothing if the title alone says that it is cancelled."""
    is_only_marked = entry.status is Status.CANCELLED and not seen.status
    expected = name_calendar_status(entry.status)
    return {} if is_only_marked else {"status": (seen.status, expected)}


def _compare_title_and_times(
    seen: ParsedEvent, occurrence: Occurrence, language: str
) -> dict[str, tuple[object, object]]:
    """Return what is seen and what is expected, by name; nothing if any way to show it is right."""
    shown = seen.title, seen.start.value, seen.end.value
    ways = [_build_expected_event(occurrence, way, language) for way in _VISIBLE_IMPRECISE]
    normalized = [tuple(map(_normalize_for_comparison, way)) for way in ways]
    if tuple(map(_normalize_for_comparison, shown)) in normalized:
        return {}
    pairs = zip(shown, ways[0], strict=True)
    return dict(zip(("title", "start", "end"), pairs, strict=True))


def _format_differences(title: str, facts: Mapping[str, tuple[object, object]]) -> Iterator[str]:
    for name, (seen, expected) in facts.items():
        if _normalize_for_comparison(seen) != _normalize_for_comparison(expected):
            yield f"{title}: its {name} is {seen} in the calendar, {expected} in the document"


def _normalize_for_comparison(value: object) -> object:
    """Return a text as a calendar can hold it, and a time in UTC.

    Python takes no two times in a fold for equal if their zones differ.
    """
    if isinstance(value, str):
        return str(build_text_value(value))
    return value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo else value


def _build_expected_event(
    occurrence: Occurrence, way: ImpreciseChoice, language: str
) -> tuple[str, date, date]:
    """Return the title, start and end that an event has in a calendar; the end is excluded."""
    times = find_clock_times(occurrence)
    title = build_text_value(format_summary(occurrence, way, language, is_timed=bool(times)))
    if times:
        return title, *times
    first, last = find_shown_days(occurrence.interval, way)
    return title, first, min(last, date.max - _DAY) + _DAY


def _list_losses(
    known: Sequence[ParsedEvent], expected: _OccurrencesByUid, missing: Sequence[Occurrence]
) -> Iterator[str]:
    """Yield each way in which the calendar says less than the timeline, or seems to say more."""
    titles: dict[str, list[str]] = {}
    for each in filter(_may_lack, missing):
        reason = "not known to the day" if _is_vague(each) else "cancelled"
        titles.setdefault(f"{reason}, so left out", []).append(each.entry.title)
    for seen in known:
        occurrence = expected[seen.uid]
        for reason in _list_loss_reasons(seen, occurrence):
            titles.setdefault(reason, []).append(occurrence.entry.title)
    for reason, concerned in titles.items():
        yield f"{reason}: {'; '.join(dict.fromkeys(concerned))}"


def _list_loss_reasons(seen: ParsedEvent, occurrence: Occurrence) -> Iterator[str]:
    start, entry = seen.start, occurrence.entry
    if _is_vague(occurrence):
        yield "not known to the day, but shown as days"
    if find_clock_times(occurrence) and occurrence.interval.is_point:
        yield "without a stated end, so shown for one minute"
    if isinstance(start.value, datetime) and not start.calendar_zone and entry.zone:
        yield "in UTC instead of the zone of its place"
    if any(not reading.agrees for dating in entry.datings for reading in dating.readings):
        yield "given another date by another source, which only the description says"
