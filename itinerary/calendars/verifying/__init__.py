"""The text of a calendar and the timeline that it was made from in; out where they differ, and what its viewers see.

The calendar is read by another parser than the one that wrote it, and compared with the timeline, not with a calendar made anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from itinerary.calendars.verifying.reading import ParsedEvent, read_events
from itinerary.export.ics import list_cautions
from itinerary.export.ics import list_losses as list_calendar_losses
from itinerary.export.ics.content_lines import build_text_value
from itinerary.export.ics.description import compose_description
from itinerary.export.ics.occurrences import (
    Occurrence,
    derive_occurrence_uid,
    find_clock_times,
    find_shown_days,
    format_location,
    format_summary,
    is_imprecise,
    iterate_occurrences,
    select_calendar_entries,
)
from itinerary.export.ics.options import CalendarOptions, Imprecise
from itinerary.timeline import Timeline
from itinerary.views.translation import translate_titles

DAY = timedelta(days=1)
_VISIBLE_IMPRECISE: tuple[Imprecise, ...] = (
    "span",
    "marker",
)  # the ways in which a date coarser than a day may be shown
_OccurrencesByUid = Mapping[str, Occurrence]  # by UID


class VerificationResult(NamedTuple):
    """What a calendar turned out to be."""

    events: tuple[ParsedEvent, ...]
    differences: tuple[
        str, ...
    ]  # from the timeline, in sentences; none for a calendar that is right
    losses: tuple[
        str, ...
    ]  # what it does not show, or shows as more or less than is known, in sentences


def verify(
    text: str, timeline: Timeline, *, lang: str = "", uid_salt: str = "", is_part: bool = False
) -> VerificationResult:
    """A calendar's text beside the timeline that it was made from.

    For an audience, give what `for_audience` gives. `lang` and `uid_salt` are those of the export; `is_part` is for a calendar of one leg
    or kind, which need not have the rest. Raises ItineraryError for a text that is no calendar.
    """
    events = tuple(read_events(text))
    timeline = translate_titles(timeline, lang) if lang else timeline
    whole = iterate_occurrences(
        select_calendar_entries(timeline, CalendarOptions(background="inline")), "span"
    )
    expected = {derive_occurrence_uid(each, uid_salt): each for each in whole}
    known = [each for each in events if each.uid in expected]
    background = {expected[each.uid].entry.section == "background" for each in known} or {False}
    missing = [] if is_part else list(_find_missing_occurrences(known, expected, background))
    found = [
        *_find_unexpected_events(events, expected),
        *(
            line
            for each in known
            for line in _find_differences(timeline, each, expected[each.uid], lang or "en")
        ),
    ]
    found += [
        f"{each.entry.title}: not in the calendar" for each in missing if not _is_imprecise(each)
    ]
    shown = "inline" if len(background) == 2 else "only" if True in background else "omit"
    lossy = [
        *_list_losses(known, expected, missing),
        *list_calendar_losses(timeline, background=shown),
        *list_cautions(text),
    ]
    return VerificationResult(events, tuple(found), tuple(lossy))


def _find_unexpected_events(
    events: Sequence[ParsedEvent], expected: _OccurrencesByUid
) -> Iterator[str]:
    """What is in the calendar and not in the timeline, or more often."""
    for uid, count in Counter(each.uid for each in events).items():
        title = next(each.title for each in events if each.uid == uid)
        if uid not in expected:
            yield f"{title}: not in the document (UID {uid})"
        elif count > 1:
            yield f"{title}: there {count} times"


def _find_missing_occurrences(
    known: Sequence[ParsedEvent], expected: _OccurrencesByUid, background: Collection[bool]
) -> Iterator[Occurrence]:
    """What ought to be in a calendar of the trip, of its background, or of both, and is not."""
    uids = {each.uid for each in known}
    return (
        each
        for uid, each in expected.items()
        if uid not in uids and (each.entry.section == "background") in background
    )


def _find_differences(
    timeline: Timeline, seen: ParsedEvent, occurrence: Occurrence, language: str
) -> Iterator[str]:
    """Where an event differs from its entry."""
    entry, _, interval = occurrence
    legs = {
        leg.id: leg.title for leg in (*timeline.enclosing_legs, *timeline.select_entries("leg"))
    }
    facts: dict[str, tuple[object, object]] = {
        "location": (seen.location, format_location(entry.place) if entry.place else ""),
        "status": (seen.status, entry.status.upper()),
        "description": (
            seen.description,
            "\n".join(compose_description(timeline, legs, entry, interval, language)),
        ),
    }
    ways = [_build_expected_event(occurrence, way, language) for way in _VISIBLE_IMPRECISE]
    shown = seen.title, seen.start.value, seen.end.value
    if tuple(map(_normalize_for_comparison, shown)) not in [
        tuple(map(_normalize_for_comparison, way)) for way in ways
    ]:
        facts = (
            dict(zip(("title", "start", "end"), zip(shown, ways[0], strict=True), strict=True))
            | facts
        )
    for name, (is_, ought) in facts.items():
        if _normalize_for_comparison(is_) != _normalize_for_comparison(ought):
            yield f"{entry.title}: its {name} is {is_} in the calendar, {ought} in the document"
    if fault := seen.zone_fault:
        yield f"{entry.title}: {fault}"


def _normalize_for_comparison(value: object) -> object:
    """What is compared: texts as a calendar can hold them, times by UTC, since Python takes no two times in a fold for the same."""
    if isinstance(value, str):
        return str(build_text_value(value))
    return value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo else value


def _build_expected_event(
    occurrence: Occurrence, way: Imprecise, language: str
) -> tuple[str, date, date]:
    """Title, start and end of an event in a calendar."""
    times = find_clock_times(occurrence)
    title = build_text_value(format_summary(occurrence, way, language, is_timed=bool(times)))
    if times:
        return title, *times
    first, last = find_shown_days(occurrence.interval, way)
    return title, first, min(last, date.max - DAY) + DAY


def _list_losses(
    known: Sequence[ParsedEvent], expected: _OccurrencesByUid, missing: Sequence[Occurrence]
) -> Iterator[str]:
    """Each way in which a calendar says less than the timeline, or seems to say more."""
    found: dict[str, list[str]] = {}
    for each in filter(_is_imprecise, missing):
        found.setdefault("not known to the day, so left out", []).append(each.entry.title)
    for seen in known:
        for reason in _list_loss_reasons(seen, expected[seen.uid]):
            found.setdefault(reason, []).append(expected[seen.uid].entry.title)
    yield from (f"{reason}: {'; '.join(dict.fromkeys(titles))}" for reason, titles in found.items())


def _list_loss_reasons(seen: ParsedEvent, occurrence: Occurrence) -> Iterator[str]:
    if _is_imprecise(occurrence):
        yield "not known to the day, but shown as days"
    if find_clock_times(occurrence) and occurrence.interval.is_point:
        yield "without a stated end, so shown for one minute"
    if (
        isinstance(seen.start.value, datetime)
        and not seen.start.calendar_zone
        and occurrence.entry.zone
    ):
        yield "in UTC instead of the zone of its place"
    if any(
        not reading.agrees for dating in occurrence.entry.datings for reading in dating.readings
    ):
        yield "dated otherwise by another source, which only the description says"


def _is_imprecise(occurrence: Occurrence) -> bool:
    return is_imprecise(occurrence.interval)
