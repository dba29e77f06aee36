"""A briefing's context in; its head out: who, where, when, how sure, and by which clocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from itinerary.briefing.changes import compose_change_list
from itinerary.briefing.days import format_home_clock
from itinerary.briefing.facts import collect_facts
from itinerary.briefing.formatting import (
    BriefingContext,
    cite_agreeing_sources,
    compose_items,
    compose_link,
    compose_notes,
    format_audience,
    format_audience_suffix,
    format_leg_name,
    format_person,
    format_status_prefix,
    shorten_place_name,
)
from itinerary.briefing.model import Day, Item, join_pieces
from itinerary.briefing.periods import find_covered_years
from itinerary.briefing.trip_ends import find_trip_interval
from itinerary.dates.wording import (
    format_date_with_offset,
    format_interval,
    format_interval_with_weekdays,
    format_list,
)
from itinerary.document.vocabulary import Visibility
from itinerary.timeline import Entry

# A language that does not use one of them has no words for it.
SHORT_FORMS = (
    "LV leave",
    "AR arrive",
    "RON remain overnight",
    "TBD to be determined",
    "−1, +1 the day before, the day after",
)
_FORM = re.compile(r"(?<!\w)[−+]\d\b|\b[A-Z]{2,}\b")


def compose_head(brief: BriefingContext, days: Sequence[Day]) -> Iterator[Item]:
    """Yield the lines under the title; the short forms are those that the days use."""
    yield from _compose_people(brief)
    if brief.style in ("briefing", "day-sheet"):
        yield from _compose_places(brief)
    if not brief.is_chronology:
        yield _compose_dates(brief)
    elif years := find_covered_years(brief.timeline.select_entries("event", "background")):
        text = format_interval(years, brief.language)
        yield from compose_items(f"{brief.translate_label('Years')}: {text}")
    if within := brief.timeline.within:
        names = [format_interval_with_weekdays(each, brief.language) for each in within]
        only = format_list(names, brief.language)
        yield from compose_items(brief.translate_label("Only these days: {days}", days=only))
    if groups := brief.timeline.groups:
        shown = ", ".join(groups)
        yield from compose_items(brief.translate_label("Only of this group: {names}", names=shown))
    if name := brief.timeline.traveller:
        yield from compose_items(brief.translate_label("Only for {name}", name=name))
    yield from compose_items(*filter(None, [format_issue(brief)]))
    yield from compose_change_list(brief)
    if brief.style == "card":
        return
    if not brief.is_chronology:
        yield from _compose_clocks(brief)
    yield from _compose_short_forms(brief, days)
    if url := brief.timeline.document.url:
        yield Item(join_pieces(f"{brief.translate_label('See')} ", compose_link(url)))


def _compose_clocks(brief: BriefingContext) -> Iterator[Item]:
    """Yield by which clocks the times are, unless the days say it of their places."""
    if clock := format_home_clock(brief):
        text = brief.translate_label("Clocks: local time first, then {home}", home=clock)
        yield from compose_items(text)
        return
    places = [each.place for each in brief.timeline.select_entries("event") if each.place]
    zones = {each.timezone for each in places if each.timezone}
    if len(zones) == 1 and not any(each.name for each in places):
        yield from compose_items(brief.translate_label("Clock: {zone}", zone=zones.pop()))


def _compose_people(brief: BriefingContext) -> Iterator[Item]:
    document = brief.timeline.document
    if document.principal:
        label = brief.translate_label("Principal")
        yield from compose_items(f"{label}: {format_person(document.principal)}")
    if document.travellers:
        label = brief.translate_label("Travellers")
        yield from compose_items(f"{label}: {'; '.join(map(format_person, document.travellers))}")


def _compose_dates(brief: BriefingContext) -> Item:
    interval, trips = find_trip_interval(brief.whole), brief.timeline.select_entries("trip")
    tbd = brief.translate_label("TBD")
    dates = format_interval_with_weekdays(interval, brief.language) if interval else tbd
    numbers = cite_agreeing_sources(brief, (dating for trip in trips for dating in trip.datings))
    line = join_pieces(f"{brief.translate_label('Dates')}: {dates}", numbers)
    return Item(line, entry=trips[0].id if trips else "")


def _compose_short_forms(brief: BriefingContext, days: Iterable[Day]) -> tuple[Item, ...]:
    used = {form for day in days for text in _iterate_texts(day) for form in _FORM.findall(text)}
    known = [text for text in map(brief.translate_label, SHORT_FORMS) if text]
    shown = [text for text in known if not used.isdisjoint(_FORM.findall(text))]
    if not shown:
        return ()
    return compose_items(brief.translate_label("Short forms: {forms}", forms=" · ".join(shown)))


def _iterate_texts(day: Day) -> Iterator[str]:
    """Yield the texts of a day in which short forms stand."""
    yield day.night
    for row in day.rows:
        yield from row.times
        yield from (piece for piece in row.what if isinstance(piece, str))


def _compose_places(brief: BriefingContext) -> Iterator[Item]:
    legs, place = brief.timeline.select_entries("leg"), brief.timeline.document.place
    if legs:
        lines = tuple(_compose_leg(brief, leg) for leg in legs)
        yield Item((f"{brief.translate_label('Places')}:",), lines)
    elif place:
        label = brief.translate_label("Place")
        yield from compose_items(f"{label}: {shorten_place_name(place)}")


def _compose_leg(brief: BriefingContext, leg: Entry) -> Item:
    intervals = [format_interval_with_weekdays(each, brief.language) for each in leg.intervals]
    dates = format_list(intervals, brief.language) or brief.translate_label("TBD")
    name = f"{format_status_prefix(brief, leg)}{format_leg_name(leg)}"
    line = join_pieces(
        f"{name}, {dates}{format_audience_suffix(brief, leg)}",
        cite_agreeing_sources(brief, leg.datings),
    )
    return Item(line, compose_notes(collect_facts(leg).notes), leg.id)


def format_issue(brief: BriefingContext) -> str:
    """Return which issue it is, the state of things that it gives, and that plans may change."""
    number = brief.timeline.document.issue
    which = [brief.translate_label("Issue {number}", number=number)] if number else []
    past = []
    if number and number > 1:
        past = [brief.translate_label("supersedes issue {number}", number=number - 1)]
    change = [] if brief.is_chronology else [brief.translate_label("SUBJECT TO CHANGE")]
    return " · ".join((*which, *_list_issue_facts(brief), *past, *change))


def _list_issue_facts(brief: BriefingContext) -> Iterator[str]:
    """Yield the state of things, if the document or a source dates it, and who may read of it."""
    document, timeline = brief.timeline.document, brief.timeline
    if timeline.stamp:
        day = format_date_with_offset(timeline.stamp, brief.language)
        yield brief.translate_label("Revised {day}" if document.revised else "As of {day}", day=day)
    elif timeline.sources_as_of:
        day = format_date_with_offset(timeline.sources_as_of, brief.language)
        yield brief.translate_label("Sources as of {day}", day=day)
    if document.visibility != Visibility.PUBLIC:
        yield format_audience(brief, document.visibility)
