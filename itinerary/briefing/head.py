"""A brief in; the head of a briefing out: who, where, when, how sure, and by which clocks."""

from __future__ import annotations

from collections.abc import Iterator

from itinerary.briefing.changes import compose_changes
from itinerary.briefing.day_plan import find_trip_interval
from itinerary.briefing.days import format_home_clock
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
from itinerary.briefing.model import Item, join_pieces
from itinerary.dates.wording import (
    format_date_with_offset,
    format_interval_with_weekdays,
    format_list,
)
from itinerary.document import Leg
from itinerary.timeline import Entry


def compose_head(brief: BriefingContext) -> Iterator[Item]:
    """The lines under the title."""
    document, interval = brief.timeline.document, find_trip_interval(brief.timeline)
    if document.principal:
        yield from compose_items(
            f"{brief.translate_label('Principal')}: {format_person(document.principal)}"
        )
    if document.travellers:
        yield from compose_items(
            f"{brief.translate_label('Travellers')}: {'; '.join(map(format_person, document.travellers))}"
        )
    if brief.style in ("briefing", "day-sheet"):
        yield from _compose_places(brief)
    trips = brief.timeline.select_entries("trip")
    dates = (
        format_interval_with_weekdays(interval, brief.language)
        if interval
        else brief.translate_label("TBD")
    )
    numbers = cite_agreeing_sources(brief, (dating for entry in trips for dating in entry.datings))
    yield Item(
        join_pieces(f"{brief.translate_label('Dates')}: {dates}", numbers),
        entry=trips[0].id if trips else "",
    )
    yield from compose_items(format_issue(brief))
    yield from compose_changes(brief)
    if brief.style == "card":
        return
    if offsets := format_home_clock(brief):
        yield from compose_items(
            brief.translate_label("Clocks: local time first, then {home}", home=offsets)
        )
    if brief.style != "timeline":
        yield from _compose_abbreviations(brief)
    if document.url:
        yield Item(join_pieces(f"{brief.translate_label('See')} ", compose_link(document.url)))


def _compose_abbreviations(brief: BriefingContext) -> tuple[Item, ...]:
    return compose_items(
        brief.translate_label(
            "Short forms: LV leave · AR arrive · RON remain overnight · TBD to be determined · −1, +1 the day before, the day after"
        )
    )


def _compose_places(brief: BriefingContext) -> Iterator[Item]:
    legs = brief.timeline.select_entries("leg")
    if legs:
        yield Item(
            (f"{brief.translate_label('Places')}:",),
            tuple(_compose_leg(brief, leg) for leg in legs),
        )
    elif brief.timeline.document.place:
        yield from compose_items(
            f"{brief.translate_label('Place')}: {shorten_place_name(brief.timeline.document.place)}"
        )


def _compose_leg(brief: BriefingContext, leg: Entry) -> Item:
    dates = format_list(
        [format_interval_with_weekdays(each, brief.language) for each in leg.intervals],
        brief.language,
    ) or brief.translate_label("TBD")
    more = compose_notes(leg.item.notes) if isinstance(leg.item, Leg) else ()
    return Item(
        join_pieces(
            f"{format_status_prefix(brief, leg)}{format_leg_name(leg)}, {dates}{format_audience_suffix(brief, leg)}",
            cite_agreeing_sources(brief, leg.datings),
        ),
        more,
        leg.id,
    )


def format_issue(brief: BriefingContext) -> str:
    """Which issue it is, the state of things that it gives, and that it is not the last word."""
    number = brief.timeline.document.issue
    which = [brief.translate_label("Issue {number}", number=number)] if number else []
    past = (
        [brief.translate_label("supersedes issue {number}", number=number - 1)]
        if number and number > 1
        else []
    )
    return " · ".join(
        (*which, *_list_issue_facts(brief), *past, brief.translate_label("SUBJECT TO CHANGE"))
    )


def _list_issue_facts(brief: BriefingContext) -> Iterator[str]:
    """The state of things, if the document or a source dates it, and who may read of it."""
    document, stamp = brief.timeline.document, brief.timeline.stamp
    day = format_date_with_offset(stamp, brief.language) if stamp else ""
    if day and document.revised:
        yield brief.translate_label("Revised {day}", day=day)
    elif day and document.as_of:
        yield brief.translate_label("As of {day}", day=day)
    elif day and any(source.published for source in document.sources.values()):
        yield brief.translate_label("Sources as of {day}", day=day)
    if document.visibility != "public":
        yield format_audience(brief, document.visibility)
