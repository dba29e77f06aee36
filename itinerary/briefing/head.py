"""A brief in; the head of a briefing out: who, where, when, how sure, and by which clocks."""

from __future__ import annotations

from collections.abc import Iterator

from itinerary.briefing.changes import changes
from itinerary.briefing.day_plan import trip
from itinerary.briefing.days import home_offsets
from itinerary.briefing.formatting import (
    Brief,
    agreed,
    audience,
    city,
    handling,
    items,
    leg_name,
    link,
    notes,
    person,
    status,
)
from itinerary.briefing.model import Item, line
from itinerary.dates.wording import dated, listed, when
from itinerary.document import Leg
from itinerary.timeline import Entry


def head(brief: Brief) -> Iterator[Item]:
    """The lines under the title."""
    document, interval = brief.timeline.document, trip(brief.timeline)
    if document.principal:
        yield from items(f"{brief.say('Principal')}: {person(document.principal)}")
    if document.travellers:
        yield from items(
            f"{brief.say('Travellers')}: {'; '.join(map(person, document.travellers))}"
        )
    if brief.style in ("briefing", "day-sheet"):
        yield from _places(brief)
    trips = brief.timeline.of("trip")
    dates = when(interval, brief.language) if interval else brief.say("TBD")
    numbers = agreed(brief, (dating for entry in trips for dating in entry.datings))
    yield Item(line(f"{brief.say('Dates')}: {dates}", numbers), entry=trips[0].id if trips else "")
    yield from items(issue(brief))
    yield from changes(brief)
    if brief.style == "card":
        return
    if offsets := home_offsets(brief):
        yield from items(brief.say("Clocks: local time first, then {home}", home=offsets))
    if brief.style != "timeline":
        yield from _short_forms(brief)
    if document.url:
        yield Item(line(f"{brief.say('See')} ", link(document.url)))


def _short_forms(brief: Brief) -> tuple[Item, ...]:
    return items(
        brief.say(
            "Short forms: LV leave · AR arrive · RON remain overnight · TBD to be determined · −1, +1 the day before, the day after"
        )
    )


def _places(brief: Brief) -> Iterator[Item]:
    legs = brief.timeline.of("leg")
    if legs:
        yield Item((f"{brief.say('Places')}:",), tuple(_leg(brief, leg) for leg in legs))
    elif brief.timeline.document.place:
        yield from items(f"{brief.say('Place')}: {city(brief.timeline.document.place)}")


def _leg(brief: Brief, leg: Entry) -> Item:
    dates = listed(
        [when(each, brief.language) for each in leg.intervals], brief.language
    ) or brief.say("TBD")
    more = notes(leg.item.notes) if isinstance(leg.item, Leg) else ()
    return Item(
        line(
            f"{status(brief, leg)}{leg_name(leg)}, {dates}{handling(brief, leg)}",
            agreed(brief, leg.datings),
        ),
        more,
        leg.id,
    )


def issue(brief: Brief) -> str:
    """Which issue it is, the state of things that it gives, and that it is not the last word."""
    number = brief.timeline.document.issue
    which = [brief.say("Issue {number}", number=number)] if number else []
    past = (
        [brief.say("supersedes issue {number}", number=number - 1)] if number and number > 1 else []
    )
    return " · ".join((*which, *_issue(brief), *past, brief.say("SUBJECT TO CHANGE")))


def _issue(brief: Brief) -> Iterator[str]:
    """The state of things, if the document or a source dates it, and who may read of it."""
    document, stamp = brief.timeline.document, brief.timeline.stamp
    day = dated(stamp, brief.language) if stamp else ""
    if day and document.revised:
        yield brief.say("Revised {day}", day=day)
    elif day and document.as_of:
        yield brief.say("As of {day}", day=day)
    elif day and any(source.published for source in document.sources.values()):
        yield brief.say("Sources as of {day}", day=day)
    if document.visibility != "public":
        yield audience(brief, document.visibility)
