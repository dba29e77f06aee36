"""Where one traveller would have to be in two places at once: legs, events and movements that overlap in absolute time."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from itinerary.checks.trip import Trip, describe_interval, quote_title
from itinerary.dates import wording
from itinerary.dates.arithmetic import widen_to_days
from itinerary.dates.interval import Grain, Interval, drop_time_zones
from itinerary.diagnostics import Diagnostic, shorten_text
from itinerary.document import Event, Leg
from itinerary.places import Place
from itinerary.timeline import Entry

_TRAVEL_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


class _Span(NamedTuple):
    """A stretch of time that an entry takes; two of different keys cannot be shared by one traveller."""

    start: datetime  # in UTC, or of days at midnight
    end: datetime
    entry: Entry
    key: Hashable
    interval: Interval  # the same, by the clocks there


def _find_overlapping_spans(spans: Iterable[_Span]) -> Iterator[tuple[_Span, _Span]]:
    """Each span that begins while one of another key is going on, behind the one of those that ends last: at most one pair for each."""
    latest: list[
        _Span
    ] = []  # the last to end, and the last to end of any other key: no third is needed to find such a one
    for span in sorted(spans, key=lambda each: (each.start, each.end)):
        other = next((each for each in latest if each.key != span.key), None)
        if other and other.end > span.start:
            yield other, span
        first, *rest = sorted((*latest, span), key=lambda each: each.end, reverse=True)
        latest = [first, *[each for each in rest if each.key != first.key][:1]]


# --- legs, by days


def check_leg_overlaps(trip: Trip) -> Iterator[Diagnostic]:
    """Legs in different cities that share more than the day of travel, with no movement between them in the days they share."""
    ways = _index_movements(trip)
    for one, other in _find_overlapping_spans(_find_leg_spans(trip)):
        first, last = other.start, min(one.end, other.end) - timedelta(days=1)
        between = ways.get(frozenset((one.key, other.key)), [])
        if last - first < _TRAVEL_DAY or any(
            day < last + _TRAVEL_DAY and arrived > first for day, arrived in between
        ):
            continue
        shared = describe_interval(Interval(first.date(), last.date() + _TRAVEL_DAY))
        message = f"the legs {trip.describe_entry(one.entry)} and {trip.describe_entry(other.entry)} share {shared}, and no movement between them says why"
        hint = "a day of travel may belong to both; shorten one of them, or add the movement"
        yield trip.create_warning(other.entry.path, "legs-overlap", message, hint)


def _find_leg_spans(trip: Trip) -> Iterator[_Span]:
    for leg in trip.legs.values():
        city, is_dated = trip.find_city(leg), isinstance(leg.item, Leg) and leg.item.when
        for interval in leg.intervals if city and is_dated else ():
            if (
                interval.start
                and interval.end
                and interval.grain <= Grain.DAY
                and not interval.about
            ):
                yield _Span(
                    *widen_to_days(drop_time_zones(interval)).to_utc_bounds(), leg, city, interval
                )


def _index_movements(trip: Trip) -> dict[frozenset[Hashable], list[tuple[datetime, datetime]]]:
    """When there are movements between two cities, either way."""
    ways: dict[frozenset[Hashable], list[tuple[datetime, datetime]]] = {}
    for entry in trip.movements:
        if interval := trip.intervals[entry.id]:
            cities = frozenset(
                (trip.identify_city(entry.place), trip.identify_city(entry.destination))
            )
            ways.setdefault(cities, []).append(
                widen_to_days(drop_time_zones(interval)).to_utc_bounds()
            )
    return ways


# --- events and movements, by absolute time


def check_event_overlaps(trip: Trip) -> Iterator[Diagnostic]:
    """Events in different cities at once, and events and movements that begin while a movement is under way or that cut one short."""
    told, held, under_way = set(), list(_find_event_spans(trip)), list(_find_movement_spans(trip))
    for key in (_find_zone_key, trip.find_city):
        at = [span._replace(key=where) for span in held if (where := key(span.entry))]
        for one, other in _find_overlapping_spans([*at, *under_way]):
            if (
                other.entry.id not in told
                and trip.can_share_traveller(one.entry, other.entry)
                and not _is_aboard(one.entry, other.entry)
            ):
                told.add(other.entry.id)
                yield _create_clash_warning(trip, one, other)


def _find_zone_key(entry: Entry) -> str | None:
    return entry.zone.key if entry.zone else None


def _find_event_spans(trip: Trip) -> Iterator[_Span]:
    """The events that keep people at their place at exact times."""
    for entry in trip.events:
        if entry.kind not in {"movement", "stay"}:
            yield from (
                _Span(*each.to_utc_bounds(), entry, "", each)
                for each in entry.intervals
                if _is_exact(each)
            )


def _find_movement_spans(trip: Trip) -> Iterator[_Span]:
    """The movements, from the minute after the departure, so that a farewell at the time of departure is none too late."""
    for entry in trip.movements:
        depart, arrive = (_find_exact_end(entry, name) for name in ("depart", "arrive"))
        moments = [
            depart.to_utc_bounds()[1] if depart else None,
            arrive.to_utc_bounds()[0] if arrive else None,
        ]
        begin, end = moments[0] or moments[1], moments[1] or moments[0]
        if begin and end and begin - end <= _MINUTE:
            interval = Interval(
                depart.start if depart else None, arrive.start if arrive else None, Grain.MINUTE
            )
            yield _Span(begin, max(begin, end), entry, (entry.id,), interval)


def _find_exact_end(entry: Entry, name: str) -> Interval | None:
    dating = entry.find_dating(name)
    return next((each for each in dating.intervals if _is_exact(each)), None) if dating else None


def _is_exact(interval: Interval) -> bool:
    """Whether both ends are clock times in a zone; "in the morning" is not."""
    ends = (interval.start, interval.end)
    return (
        interval.grain <= Grain.HOUR
        and not interval.about
        and all(isinstance(each, datetime) and each.tzinfo for each in ends)
    )


def _is_aboard(one: Entry, other: Entry) -> bool:
    """Whether an event is said to take place on a movement: its place has the movement's title, number or carrier in it."""
    for event, movement in ((one.item, other.item), (other.item, one.item)):
        if (
            isinstance(event, Event)
            and isinstance(movement, Event)
            and movement.kind == "movement"
            and event.place
        ):
            names = (movement.title, movement.number, movement.carrier)
            if any(name and name.casefold() in event.place.name.casefold() for name in names):
                return True
    return False


def _create_clash_warning(trip: Trip, one: _Span, other: _Span) -> Diagnostic:
    relation = (
        f"when {quote_title(one.entry)} {_describe_beginning(one)}"
        if one.interval.is_point
        else f"before {quote_title(one.entry)} {_describe_ending(one)}"
    )
    message = f"{quote_title(other.entry)} {_describe_beginning(other)}, {relation}"
    if "movement" in {one.entry.kind, other.entry.kind}:
        hint = "leave time for the way; what happens on the way has the title, number or carrier of the movement in its place"
        return trip.create_warning(other.entry.path, "no-time-to-travel", message, hint)
    hint = "check both times and places; if the travellers part, name under participants who goes where"
    return trip.create_warning(other.entry.path, "two-places-at-once", message, hint)


def _describe_beginning(span: _Span) -> str:
    if span.interval.start is None:
        return _describe_ending(span)
    return _describe_moment(
        "leaves" if span.entry.kind == "movement" else "begins in",
        span.entry.place,
        span.interval.start,
    )


def _describe_ending(span: _Span) -> str:
    if span.entry.kind == "movement":
        return _describe_moment("arrives in", span.entry.destination, span.interval.end)
    return _describe_moment("ends in", span.entry.place, span.interval.end)


def _describe_moment(verb: str, place: Place | None, at: date | None) -> str:
    """What happens where and when, by the clock there."""
    clock = (
        f"{wording.format_day_and_time(at)} {wording.format_utc_offset(at)}"
        if isinstance(at, datetime)
        else ""
    )
    return f"{verb} {shorten_text(place.name) if place and place.name else 'its place'} ({clock})"
