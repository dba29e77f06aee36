"""A story in; its legs completed: dated by what happens in them, in the order of their dates."""

from __future__ import annotations

from datetime import date, timedelta

from itinerary.dates.interval import Grain, Interval
from itinerary.document.vocabulary import EventKind
from itinerary.drafting.facts import DateFact, EntryFact, LegFact, Section, Story
from itinerary.drafting.leg_edges import find_day, find_first_day, format_days, settle_edges
from itinerary.drafting.movements import settle_origins
from itinerary.places import find_place

OPEN = "TBD"
_DAY = timedelta(days=1)
WAY_THERE = timedelta(days=3)  # before and behind the dates of a trip, in which one travels
# What lasts longer, or comes later, says nothing of how long somebody is where it is.
_LONGEST_EVENT = timedelta(days=21)
_LONGEST_GAP = timedelta(days=10)


def complete_legs(story: Story) -> None:
    """Date the legs that no sentence dates by their events, and put all in order."""
    _place_by_dates(story, is_complete=True)
    settle_origins(story)
    weeks = {leg.name: leg.dates for leg in story.legs if _is_week_of_trip(leg, story)}
    for leg in story.legs:
        leg.dates = [] if leg.name in weeks else leg.dates
    _place_before_next_city(story)
    for leg in story.legs:
        if not leg.dates and (fact := _derive_date(story, leg)):
            leg.dates.append(fact)
            leg.is_derived = not leg.is_stop
        leg.dates = leg.dates or weeks.get(leg.name, [])
    drop_hints(story)
    story.legs.sort(key=find_first_day)  # stable: those without dates stay behind in their order
    settle_edges(story)


def _place_before_next_city(story: Story) -> None:
    """Put what is told before the first dated city into the only one that nothing dates.

    "She will travel to Nagoya and Busan. On Monday she meets … On Wednesday she flies to Busan."
    """
    planned = [
        each for each in story.entries if each.section == Section.EVENTS and not each.is_hint
    ]
    there = {leg.name: [e for e in planned if _is_named_in(e, leg)] for leg in story.legs}
    alone = [leg for leg in story.legs if not leg.dates and not there[leg.name] and leg.city]
    firsts = [day for leg in story.legs for e in there[leg.name] if (day := find_day(e))]
    firsts += [find_first_day(leg) for leg in story.legs if leg.dates]
    firsts += [day for e in planned if e.kind == EventKind.MOVEMENT if (day := find_day(e))]
    ways = [each for each in planned if each.kind == EventKind.MOVEMENT and each.destination]
    if len(alone) != 1 or len(story.legs) < 2 or alone[0].city is None or not firsts:
        return
    if any(each.destination == alone[0].name for each in ways) or not alone[0].city.is_city:
        return
    for each in planned:
        day = find_day(each)
        is_open = each.is_carried and each.kind != EventKind.MOVEMENT
        if is_open and day is not None and day < min(firsts):
            each.city, each.is_carried = alone[0].city, False
            mark = f"that what is told before the next city is in {alone[0].name}"
            alone[0].marks += [mark] if mark not in alone[0].marks else []


def _is_week_of_trip(leg: LegFact, story: Story) -> bool:
    """Return whether a stay is "next week", as the trip is, while there are other cities."""
    own = [each for fact in leg.dates for each in fact.target]
    trip = [each for fact in story.dates for each in fact.target]
    is_week = len(own) == 1 and own[0].grain == Grain.WEEK
    return is_week and len(story.legs) > 1 and (not trip or trip == own)


def _is_named_in(entry: EntryFact, leg: LegFact) -> bool:
    is_there = entry.city is not None and leg.city is not None and entry.city.key == leg.city.key
    return is_there and not entry.is_carried


def add_legs_of_events(story: Story) -> None:
    """Add the cities in which something is planned, but for the home."""
    _find_home(story)
    _find_way_home(story)
    _take_out_of_later_cities(story)
    _place_by_dates(story, is_complete=False)
    for entry in story.entries:
        city = entry.city
        if entry.section != Section.EVENTS or city is None or story.find_leg(city):
            continue
        if (
            city.name != story.home
            and entry.kind != EventKind.MOVEMENT
            and _is_in_trip(story, entry)
        ):
            story.legs.append(LegFact(city.name, city))


def _find_home(story: Story) -> None:
    """Note the city that the first movement leaves and the last one comes back to; it is no leg."""
    planned = [(find_day(each), each) for each in story.entries if each.section == Section.EVENTS]
    dated = sorted(((day, each) for day, each in planned if day), key=lambda each: each[0])
    ways = [each for _, each in dated if each.kind == EventKind.MOVEMENT]
    days = [day for day, each in dated if each in ways or (each.city and not each.is_carried)]
    is_around = len(ways) > 1 and find_day(ways[0]) == days[0] and find_day(ways[-1]) == days[-1]
    if is_around and ways[0].origin and ways[0].origin == ways[-1].destination:
        story.home = ways[0].origin
        busy = [each.city.name for each in story.entries if each.city and each not in ways]
        if story.home not in busy:
            story.legs = [each for each in story.legs if each.name != story.home]


def _find_way_home(story: Story) -> None:
    """Note the city that a movement on the last day leads to, in a country of its own.

    So it is where somebody leaves Ireland for Lisbon, and nothing else is told to happen there.
    """
    planned = [
        each for each in story.entries if each.section == Section.EVENTS and not each.is_hint
    ]
    in_order = sorted(planned, key=lambda each: find_day(each) or date.min)
    last = in_order[-1] if in_order else None
    leg = story.find_leg(last.city) if last else None
    if last is None or leg is None or leg.city is None or leg.dates or story.home:
        return
    stated = [*story.dates, *(fact for each in story.legs for fact in each.dates)]
    ends = {each.last for fact in stated for each in fact.target}
    others = [each.city for each in story.legs if each.city and each is not leg]
    others += [each.city for each in story.entries if each.city and each is not last]
    is_elsewhere = others and all(each.place.country != leg.city.place.country for each in others)
    is_way_home = last.kind == EventKind.MOVEMENT and last.destination == leg.name
    is_way_home = is_way_home and not _comes_from_elsewhere(story, leg.city.place.country)
    if is_way_home and is_elsewhere and find_day(last) in ends:
        story.home = leg.name
        story.legs.remove(leg)


def _comes_from_elsewhere(story: Story, country: str | None) -> bool:
    """Return whether an article is written in another country than one."""
    dateline = story.article.dateline
    place = find_place(dateline.value) if dateline else None
    return place is not None and place.country != country


def _take_out_of_later_cities(story: Story) -> None:
    """Take events out of a city that was named before them, but that is reached behind them."""
    ways = [each for each in story.entries if each.destination and not each.is_carried]
    for entry in story.entries:
        if not entry.is_carried or entry.city is None or entry.is_hint:
            continue
        leg = story.find_leg(entry.city)
        arrivals = [each for each in ways if each.destination == entry.city.name]
        facts = [fact for each in arrivals for fact in each.list_dates()]
        facts += leg.dates if leg else []
        firsts = [each.first for fact in facts for each in fact.target if each.first]
        lasts = [each.last for fact in entry.list_dates() for each in fact.target if each.last]
        if firsts and lasts and max(lasts) < min(firsts):
            entry.city = None


def _place_by_dates(story: Story, *, is_complete: bool) -> None:
    """Put events whose city was named before into the only leg whose stated dates hold theirs.

    Where all legs are known, and there is only one, it has all events that name no city.
    """
    for entry in story.entries:
        target = [each for fact in entry.list_dates() for each in fact.target]
        if not entry.is_carried or not target or entry.section != Section.EVENTS:
            continue
        holding = [leg for leg in story.legs if leg.city and _holds(leg, target)]
        is_open = entry.city is None and not entry.is_elsewhere
        if is_complete and is_open and len(story.legs) == 1:
            holding = story.legs
        if len(holding) == 1:
            entry.city = holding[0].city


def _holds(leg: LegFact, target: list[Interval]) -> bool:
    days = [each for fact in leg.dates for each in fact.target]
    is_closed = bool(days) and all(each.start and each.end for each in days)
    return is_closed and all(any(day.overlaps(each) for day in days) for each in target)


def _is_in_trip(story: Story, entry: EntryFact, slack: timedelta = timedelta(0)) -> bool:
    """Return whether an event lies in or near the dates of the trip, as far as they are stated."""
    days = [each for fact in story.dates for each in fact.target]
    own = [each for fact in entry.list_dates() for each in fact.target]
    if not days or not own or any(one.overlaps(other) for one in own for other in days):
        return True
    gaps = [
        max(one.first, other.first) - min(one.last, other.last)
        for one in own
        for other in days
        if one.first and one.last and other.first and other.last
    ]
    return bool(gaps) and min(gaps) <= slack


def drop_hints(story: Story) -> None:
    """Drop what only says how long somebody is where they are, once the legs have their dates."""
    story.entries = [each for each in story.entries if not each.is_hint]


def _derive_date(story: Story, leg: LegFact) -> DateFact | None:
    """Return the days from the first to the last event in a leg, by the words of the first."""
    events = [each for each in story.entries if each.section == Section.EVENTS]
    own = [each for each in events if _is_in_trip(story, each, WAY_THERE)]
    named = [each for each in own if not each.is_carried or each.is_hint]
    if len(story.legs) > 1 and not any(_list_days_there(each, leg) for each in named):
        return None  # nothing that is dated names the city
    facts = [fact for each in own for fact in _list_days_there(each, leg)]
    dated = [(fact, fact.target[0].first, fact.target[-1].last) for fact in facts if fact.target]
    whole = _select_near([(fact, first, last) for fact, first, last in dated if first and last])
    if not whole or any(not fact.target and fact.reads != OPEN for fact in facts):
        return None
    opening, first, _ = min(whole, key=lambda each: each[1])
    last = max(last for _, _, last in whole)
    target = (Interval(first, last + timedelta(days=1)),)
    is_own = opening.target == target
    reads = opening.reads if is_own else format_days(first, last)
    return DateFact(
        opening.source,
        opening.says,
        opening.start,
        opening.quote,
        target,
        reads,
        list(opening.marks),
        at=opening.at,
    )


def _select_near(dated: list[tuple[DateFact, date, date]]) -> list[tuple[DateFact, date, date]]:
    """Return the dates from the first on that lie near each other, in which a stay may be."""
    near: list[tuple[DateFact, date, date]] = []
    for each in sorted(dated, key=lambda each: each[1]):
        _, first, last = each
        is_short = last - first <= _LONGEST_EVENT
        if is_short and (not near or first - near[-1][2] <= _LONGEST_GAP):
            near.append(each)
    return near or dated


def _list_days_there(entry: EntryFact, leg: LegFact) -> list[DateFact]:
    """Return the dates on which an event has somebody in the city of a leg."""
    is_there = leg.city is not None and entry.city is not None and entry.city.key == leg.city.key
    found = []
    for name, facts in entry.dates.items():
        if name == "arrive":
            is_here = entry.kind == EventKind.MOVEMENT and entry.destination == leg.name
        else:
            is_left = entry.origin == leg.name and not entry.is_origin_carried
            is_reached = entry.destination == leg.name and "arrive" not in entry.dates
            is_here = is_there or is_left or is_reached
        if is_here:
            found += [each for each in facts if not each.is_withdrawn]
    return found
