"""Which clock an event goes by: that of a city it is in, of a venue's city, or neither for sure."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from tables import Table

from itinerary import loads, render, resolve
from itinerary.codes import Code
from itinerary.timeline import Timeline

LEG = "title: T\nlegs: [{{place: {leg}, when: 11 to 15 May 2026, events: [{event}]}}]\n"


def resolve_event(leg: str, place: str) -> Timeline:
    event = f"{{id: e, title: E, when: Wednesday 10:00, place: {place}}}"
    return resolve(loads(LEG.format(leg=leg, event=event)))


def list_messages(timeline: Timeline) -> list[str]:
    return [f"{each.message} - {each.hint}" for each in timeline.diagnostics]


CITIES = {  # leg, place of the event: its zone
    ("Boma", "Lubumbashi"): "Africa/Lubumbashi",
    ("Dublin", '"Osaka, Japan"'): "Asia/Tokyo",
    ("Dublin", "Osaka"): "Asia/Tokyo",
    ("Ayamonte", '"Vila Real de Santo António, Portugal"'): "Europe/Lisbon",
    ("Brasília", "Manaus"): "America/Manaus",
    ("Rome", '"Burgtheater, Vienna"'): "Europe/Vienna",
    ("Rome", '"Senate House, London, UK"'): "Europe/London",
    ("Rome", '"Room 4, Capitol, Springfield, Illinois"'): "America/Chicago",
    ("Lima", "Japan"): "Asia/Tokyo",
    ("Lima", "{name: Sala Sur, country: EC, timezone: America/Guayaquil}"): "America/Guayaquil",
    ("Lima", "{name: Victoria, country: SC}"): "Indian/Mahe",
    ("Berlin", "Changi Airport"): "Asia/Singapore",
    ("Berlin", '"Lounge 2, Aeropuerto de Quito"'): "America/Guayaquil",
    ("Berlin", "Dublin Airport"): "Europe/Dublin",
    ("Seoul", "ICN"): "Asia/Seoul",
    ("Lyon", '"Chicago, IL (ORD)"'): "America/Chicago",
    ("Lyon", "Buenos Aires (EZE)"): "America/Argentina/Buenos_Aires",
    ("Lyon", '"Gate 3, Lisboa (LIS)"'): "Europe/Lisbon",
    ("Lyon", "NRT Terminal 2"): "Asia/Tokyo",
    ("Philadelphia", "London"): "Europe/London",
    ("Boston", "Vienna"): "Europe/Vienna",
}
VENUES = {
    ("Zaragoza, Spain", "Sala Sur"): "Europe/Madrid",
    ("Zaragoza, Spain", "Zaragoza"): "Europe/Madrid",
    ("Zaragoza, Spain", '"Sala Sur, Zaragoza"'): "Europe/Madrid",
    ("Mexico City", '"Roma, Mexico City"'): "America/Mexico_City",
    ("Mexico City", '"Palacio Nacional, México"'): "America/Mexico_City",
    ("Mexico City", "México"): "America/Mexico_City",
    ("Buenos Aires", "Córdoba"): "America/Argentina/Buenos_Aires",
    ("Lyon", "Plaza"): "Europe/Paris",
    ("Lyon", "Dom"): "Europe/Paris",
    ("Lyon", "Airport"): "Europe/Paris",
    ("Lyon", "Blue room (BER)"): "Europe/Paris",
    ("Lyon", "UN"): "Europe/Paris",
    ("Lima", "White House"): "America/Lima",
    ("Washington", "White House"): "America/New_York",
    ("Chicago", "Casa Blanca"): "America/Chicago",
    ("Manila", "Cathedral"): "Asia/Manila",
    ("Manila", "Old Harbour"): "Asia/Manila",
    ("Sydney", "Opera"): "Australia/Sydney",
    ("Sydney", "Grand Central Station"): "Australia/Sydney",
    ("Lima", "Sala"): "America/Lima",
    ("Lyon", '"Sala Sur, second floor"'): "Europe/Paris",
}


@pytest.mark.parametrize("known", [CITIES, VENUES], ids=["cities", "venues"])
def test_an_event_goes_by_the_clock_of_its_city(table: Table, known: dict[tuple[str, str], str]):
    for (leg, place), zone in known.items():
        with table.row(f"{place} in {leg}"):
            timeline = resolve_event(leg if "," not in leg else f'"{leg}"', place)
            assert list_messages(timeline) == []
            start = timeline["e"].interval.start
            assert isinstance(start, datetime)
            assert start.utcoffset() == datetime(2026, 5, 13, 10, tzinfo=start.tzinfo).utcoffset()
            clock = resolve_event("Lima", f"{{name: X, timezone: {zone}}}")["e"].interval.start
            assert start == clock


EITHER = {
    ("Mexico City", "Roma"): ("'Roma, Mexico City'", "'Roma, Italy'"),
    ("Toronto", "London"): ("'London, Toronto'", "'London, United Kingdom'"),
    ("Montréal", "London"): ("'London, Montréal'", "'London, United Kingdom'"),
    ("Dallas", "Paris"): ("'Paris, Dallas'", "'Paris, France'"),
    ("Atlanta", "Athens"): ("'Athens, Atlanta'", "'Athens, Greece'"),
    ("Atlanta", "Birmingham"): ("'Birmingham, Atlanta'", "'Birmingham, United Kingdom'"),
    ("Ayamonte", "Tavira"): ("'Tavira, Ayamonte'", "'Tavira, Portugal'"),
    ("Berlin", "CNN"): ("{name: CNN, timezone: Europe/Berlin}", "Asia/Kolkata}"),
    ("Berlin", "Portland Airport"): ("PDX", "Portland International Airport"),
    ("Berlin", "Victoria"): ("'Victoria, Berlin'", "Australia'"),
    ("Berlin", '"Medellín, Antioquia"'): ("'Medellín, Berlin'", "'Medellín, Colombia'"),
}


def test_what_may_be_either_is_refused_with_both_spellings(table: Table):
    for (leg, place), spellings in EITHER.items():
        with table.row(f"{place} in {leg}"):
            (message,) = list_messages(resolve_event(leg, place))
            assert " may be " in message
            assert all(each in message for each in spellings)


@pytest.mark.parametrize("spelling", ["'Roma, Mexico City'", "'Roma, Italy'"])
def test_each_spelling_that_is_offered_is_understood(spelling: str):
    assert list_messages(resolve_event("Mexico City", spelling)) == []


SHORT = """
title: T
dates: 6 to 9 July 2026
events:
  - {kind: movement, title: Bus, from: Porto, to: %s, depart: Mon 09:00, arrive: Mon 23:00}
  - {id: boat, title: Boat, place: %s, when: Tue 10:00-12:00}
"""


def test_a_place_in_full_is_known_by_its_short_name():
    timeline = resolve(loads(SHORT % ('"Victoria, Seychelles"', "Victoria")))
    assert [str(timeline["boat"].zone), list_messages(timeline)] == ["Indian/Mahe", []]
    calendar = render(timeline, "ics")
    assert "DTSTART;TZID=Indian/Mahe:20260707T100000" in calendar
    data = json.loads(render(timeline, "json"))
    assert "Indian/Mahe" in json.dumps(data)
    timeline = resolve(loads(SHORT % ("{name: Camp 2, timezone: Asia/Kathmandu}", "Camp 2")))
    assert [str(timeline["boat"].zone), list_messages(timeline)] == ["Asia/Kathmandu", []]


def test_a_short_name_before_the_full_one_is_refused_if_it_may_be_another():
    body = SHORT.replace("Porto", "León") % ('"León, Nicaragua"', "León")
    (message,) = list_messages(resolve(loads(body)))
    assert message == (
        "'León' may be León, Nicaragua, or the one in Mexico"
        " - it is written in full elsewhere; write this one in full, too"
    )


def test_two_full_names_leave_the_short_one_open():
    body = SHORT.replace("Porto", '"Trujillo, Spain"') % ('"Trujillo, Peru"', "Trujillo")
    (message,) = list_messages(resolve(loads(body)))
    assert message.startswith("'Trujillo' may be Trujillo, Spain, or Trujillo, Peru")


def test_a_namesake_next_door_to_another_place_is_told():
    beside = SHORT.replace("Porto", '"Kitchener, Ontario"') % ("London", "London")
    messages = list_messages(resolve(loads(beside)))
    assert messages[0] == (
        "London is read as the one with the clock of Europe/London, not London, Ontario, Canada"
        " - write London with its country, or London, Ontario, Canada"
    )


def test_without_a_city_around_a_venue_is_followed_by_its_city():
    timeline = resolve(loads(SHORT % ("Lisbon", '"Konzerthaus, Vienna"')))
    assert [str(timeline["boat"].zone), list_messages(timeline)] == ["Europe/Vienna", []]


POINT = "{name: Base camp, latitude: %s, longitude: %s}"


def test_coordinates_give_the_clock(table: Table):
    for point, zone in {
        (-13.16, -72.54): "America/Lima",
        (27.99, 86.85): "Asia/Kathmandu",
        (38.88, -7.16): "Europe/Lisbon",
        (0, -30): "Europe/Dublin",  # on the high seas the clock stays that of the leg
    }.items():
        with table.row(point):
            timeline = resolve_event("Dublin", POINT % point)
            assert [str(timeline["e"].zone), list_messages(timeline)] == [zone, []]


def test_coordinates_of_legs_and_movements_give_their_clocks():
    leg = resolve_event(POINT % (27.99, 86.85), "Tent")
    assert [str(leg["e"].zone), list_messages(leg)] == ["Asia/Kathmandu", []]
    timeline = resolve(loads(SHORT % (POINT % (27.99, 86.85), "Base camp")))
    assert [str(timeline["boat"].zone), list_messages(timeline)] == ["Asia/Kathmandu", []]
    within = resolve(
        loads("timezone: Asia/Tokyo\n" + LEG.format(leg=POINT % (27.99, 86.85), event=""))
    )
    assert str(within.select_entries("leg")[0].zone) == "Asia/Kathmandu"


def test_a_point_between_two_clocks_is_refused():
    (message,) = list_messages(resolve_event("Dublin", POINT % (38.88, -7.03)))
    assert message == (
        "the point 38.88, -7.03 is by the clock of Europe/Madrid or Europe/Lisbon"
        " - write the one that counts as its timezone"
    )


def test_paper_names_the_clocks_that_the_events_of_a_day_go_by():
    timeline = resolve_event("Boma", "Lubumbashi")
    for format in ("markdown", "html"):
        assert render(timeline, format).count("Boma UTC+1 · Lubumbashi UTC+2") == 1
    assert "Boma UTC+1 · Vienna UTC+2" in render(
        resolve_event("Boma", '"Konzerthaus, Vienna"'), "markdown"
    )


def test_the_clock_of_home_stands_beside_events_if_one_of_that_day_is_apart():
    home = "home: Lisbon\n" + LEG.format(
        leg="Seville", event='{title: E, when: Wednesday 10:00, place: "Tavira, Portugal"}'
    )
    page = render(resolve(loads(home)), "markdown")
    assert "Seville UTC+2 (Lisbon +1 h) · Tavira UTC+1 (Lisbon same time)" in page
    assert "| 10:00 | 10:00 | E, Tavira, Portugal |" in page


def test_a_zone_that_the_words_name_needs_no_place():
    text = """
    title: T
    dates: 8 to 9 June 2026
    events:
      - {title: Go, when: "Monday 15:00 UTC"}
      - {title: Off, when: "2026-06-09T09:00+03:00"}
      - {title: Call, when: "Tuesday at 9 am ET"}
    """
    timeline = resolve(loads(text))
    assert list_messages(timeline) == []
    page, calendar = render(timeline, "markdown"), render(timeline, "ics")
    for shown in ("15:00 (UTC) | Go", "09:00 (UTC+3) | Off", "09:00 (UTC−4) | Call"):
        assert f"| {shown} |" in page
    assert "DTSTART:20260608T150000Z" in calendar
    assert "DTSTART:20260609T060000Z" in calendar
    assert "no time zone is known" in " ".join(
        list_messages(resolve(loads(text.replace(" UTC", ""))))
    )


def test_airports_are_places_by_code_and_by_name():
    text = """
    title: T
    dates: 12 to 15 May 2026
    events:
      - {id: out, kind: movement, title: Out, from: EZE, to: Changi Airport, depart: Tue 11:00,
         arrive: Wed 22:30}
      - {id: back, kind: movement, title: Back, from: SIN, to: EZE, depart: Fri 08:00, arrive: TBD}
    """
    timeline = resolve(loads(text))
    assert list_messages(timeline) == []
    starts = [timeline[each].interval.start for each in ("out", "back")]
    assert [f"{each:%H:%M %z}" for each in starts] == ["11:00 -0300", "08:00 +0800"]
    place = timeline["out"].place
    assert place is not None
    assert place.address == "Ministro Pistarini International Airport, Ezeiza"
    assert "LOCATION:EZE\\, Ministro Pistarini" in render(timeline, "ics").replace("\r\n ", "")
    assert "LV EZE for Changi Airport" in render(timeline, "markdown")


def test_an_unknown_airport_is_told():
    messages = list_messages(resolve(loads(SHORT % ("Narnia Airport", "Faro"))))
    assert messages[0].startswith("no place 'Narnia Airport' is known")


def test_a_city_named_again_keeps_what_is_said_of_it_each_time() -> None:
    """What is looked up once more is equal to what was found before, but not the same object."""
    text = (
        "{title: T, id: t, legs: [{place: Quito, timezone: Asia/Taipei, when: 2025-09-03,"
        " events: [{id: e, title: E, when: 2025-09-03, place: {name: Quito, longitude: 7.5}}]}]}"
    )
    found = [resolve(loads(text))["e"].place for _ in range(2)]
    assert found[0] == found[1]
    assert found[0] is not None
    assert found[0].longitude == 7.5


def test_a_city_that_is_not_known_is_told_once() -> None:
    text = (
        "{title: T, legs: [{place: Bergen, when: 2026-06-03, events: ["
        "{title: E, when: 2026-06-03 10:00, place: Grieghallen},"
        " {id: call, title: F, when: 2026-06-03 11:00, place: 'Seoul, South Korea'}]}]}"
    )
    timeline = resolve(loads(text))
    assert [each.code for each in timeline.diagnostics if each.severity == "error"] == [
        Code.AMBIGUOUS_PLACE
    ]
    assert timeline["call"].interval is not None
    assert str(timeline["call"].zone) == "Asia/Seoul"


def test_a_venue_in_another_city_is_located_in_that_alone(table: Table):
    places = {
        "Teatro Petruzzelli": "Teatro Petruzzelli, Milan",
        "Castel Nuovo, Naples": "Castel Nuovo, Naples",
        "Castel Nuovo, Naples, Italy": "Castel Nuovo, Naples, Italy",
        "Salone, Primo piano": "Salone, Primo piano, Milan",
        "Duomo, Milan": "Duomo, Milan",
    }
    for name, location in places.items():
        with table.row(name):
            text = "{title: T, id: t, dates: 4 May 2026, place: Milan, events: "
            text += f'[{{id: a, title: A, when: "10:00", place: "{name}"}}]}}'
            line = "LOCATION:" + location.replace(",", "\\,")
            assert line in render(resolve(loads(text)), "ics").splitlines()


def test_a_name_that_may_be_several_places_is_told_once() -> None:
    event = "  - {id: %s, title: E, place: Manchester, when: %s May 2026 10:00}\n"
    text = "title: T\nid: t\nevents:\n" + "".join(
        event % each for each in zip("abc", "456", strict=True)
    )
    found = resolve(loads(text)).diagnostics
    assert [(each.code, each.path) for each in found] == [
        ("ambiguous-place", ("events", 0, "place", "name"))
    ]
    full = text.replace("Manchester", "'Manchester, United Kingdom'", 1)
    assert resolve(loads(full)).diagnostics == ()
