"""Events and movements for which a traveller would have to be in two places at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from itinerary.checks.overlaps import Span, find_overlapping_spans
from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip, name_place, quote_title
from itinerary.codes import Code
from itinerary.dates.interval import Grain, Interval, NoTimeError
from itinerary.dates.wording import format_day_and_time, format_utc_offset
from itinerary.diagnostics import Diagnostic
from itinerary.document import Event
from itinerary.document.kinds import KINDS
from itinerary.document.vocabulary import DateField, EventKind
from itinerary.places import Place
from itinerary.timeline import Entry

_MINUTE = timedelta(minutes=1)


@register_check(Code.TWO_PLACES_AT_ONCE, Code.NO_TIME_TO_TRAVEL)
def check_event_overlaps(trip: Trip) -> Iterator[Diagnostic]:
    """Find events in different cities at once, and what begins during a movement or cuts it short.

    Events are in different cities if their time zones differ, or their cities.
    """
    reported: set[str] = set()
    moving, held = list(_find_movement_spans(trip)), list(_find_event_spans(trip))
    for find_key in (_find_zone_key, trip.find_city):
        keyed = (
            Span(start, end, entry, find_key(entry), interval)
            for start, end, entry, _, interval in held
        )
        for one, other in find_overlapping_spans([*filter(_has_key, keyed), *moving]):
            is_possible = _is_aboard(one.entry, other.entry) or not trip.can_share_traveller(
                one.entry, other.entry
            )
            if other.entry.id not in reported and not is_possible:
                reported.add(other.entry.id)
                yield _create_warning(trip, one, other)


def _find_event_spans(trip: Trip) -> Iterator[Span]:
    """Yield the events that keep people at a place at exact times, without a key."""
    for entry in trip.events:
        if isinstance(entry.item, Event) and not entry.item.spec.has_two_ends:
            for interval in filter(_is_exact, entry.intervals):
                yield Span(*interval.to_utc_bounds(), entry, None, interval)


def _find_zone_key(entry: Entry) -> str | None:
    return entry.zone.key if entry.zone else None


def _has_key(span: Span) -> bool:
    return span.key is not None


def _find_movement_spans(trip: Trip) -> Iterator[Span]:
    """Yield the movements from the minute after they leave: a farewell may be at that minute."""
    for entry in trip.movements:
        depart = _find_exact_end(entry, DateField.DEPART)
        arrive = _find_exact_end(entry, DateField.ARRIVE)
        left = depart.to_utc_bounds()[1] if depart else None
        arrived = arrive.to_utc_bounds()[0] if arrive else None
        begin, end = left or arrived, arrived or left
        if begin and end and begin - end <= _MINUTE:
            yield Span(begin, max(begin, end), entry, (entry.id,), _join_ends(depart, arrive))


def _join_ends(depart: Interval | None, arrive: Interval | None) -> Interval:
    """Return the time from a departure to an arrival; one that arrives at once is that minute."""
    try:
        ends = (depart.start if depart else None, arrive.start if arrive else None)
        return Interval(*ends, Grain.MINUTE)
    except NoTimeError:
        return depart or arrive or Interval(None, None)


def _find_exact_end(entry: Entry, name: str) -> Interval | None:
    dating = entry.find_dating(name)
    return next(filter(_is_exact, dating.intervals), None) if dating else None


def _is_exact(interval: Interval) -> bool:
    """Whether both ends are clock times in a zone; "in the morning" is not."""
    ends = (interval.start, interval.end)
    return (
        interval.grain <= Grain.HOUR
        and not interval.is_approximate
        and all(isinstance(each, datetime) and each.tzinfo for each in ends)
    )


def _is_aboard(one: Entry, other: Entry) -> bool:
    """Whether one of them takes place on the other, which is a movement."""
    return _is_held_on(one.item, other.item) or _is_held_on(other.item, one.item)


def _is_held_on(event: object, movement: object) -> bool:
    """Whether the place of an event names the title, number or carrier of a movement."""
    if not isinstance(event, Event) or not isinstance(movement, Event) or not event.place:
        return False
    if movement.kind != EventKind.MOVEMENT:
        return False
    names = (movement.title, movement.number, movement.carrier)
    return any(name and name.casefold() in event.place.name.casefold() for name in names)


def _create_warning(trip: Trip, one: Span, other: Span) -> Diagnostic:
    if one.interval.is_point:
        relation = f"when {quote_title(one.entry)} {_describe_beginning(one)}"
    else:
        relation = f"before {quote_title(one.entry)} {_describe_ending(one)}"
    message = f"{quote_title(other.entry)} {_describe_beginning(other)}, {relation}"
    path = other.entry.path
    if EventKind.MOVEMENT in (one.entry.kind, other.entry.kind):
        hint = (
            "leave time for the journey; if it happens on the way, write the title, number"
            " or carrier of the movement in its place"
        )
        return trip.create_warning(path, Code.NO_TIME_TO_TRAVEL, message, hint)
    hint = (
        "check both times and places; if the travellers part, say under participants who goes where"
    )
    return trip.create_warning(path, Code.TWO_PLACES_AT_ONCE, message, hint)


def _describe_beginning(span: Span) -> str:
    if span.interval.start is None:
        return _describe_ending(span)
    verb = KINDS[EventKind(span.entry.kind)].start_verb
    return _describe_moment(verb, span.entry.place, span.interval.start)


def _describe_ending(span: Span) -> str:
    spec = KINDS[EventKind(span.entry.kind)]
    place = span.entry.destination if spec.has_two_ends else span.entry.place
    return _describe_moment(spec.end_verb, place, span.interval.end)


def _describe_moment(verb: str, place: Place | None, at: date | None) -> str:
    """Return what happens where and when, by the clock there."""
    clock = ""
    if isinstance(at, datetime):
        clock = f"{format_day_and_time(at)} {format_utc_offset(at)}"
    return f"{verb} {name_place(place)} ({clock})"
