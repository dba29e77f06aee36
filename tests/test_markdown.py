"""The briefing: its lines, letter for letter, and that no text of a document is ever markup."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_elements import MARKDOWN, list_elements
from tables import Table

from itinerary import loads, resolve
from itinerary.briefing import STYLES, compose_briefing
from itinerary.briefing.formatting import compose_link
from itinerary.dates.arithmetic import find_calendar_unit
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording.labels import LABEL_LANGUAGES
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import OptionError
from itinerary.document import BackgroundEvent, Claim, Document, Event, Leg
from itinerary.export import FORMATS, MarkdownOptions, formats, markdown
from itinerary.export.markdown.escaping import render_line
from itinerary.markdown_text import escape_text
from itinerary.places import Place
from itinerary.timeline import Dating, Entry, Reading, Timeline, derive_uid
from itinerary.views.audience import for_audience

MEXICO_CITY = Place("Mexico City", "America/Mexico_City", "MX", 19.43, -99.13)
QUITO = Place("Quito", "America/Guayaquil", "EC", -0.23, -78.52)
WASHINGTON = Place("Washington, D.C.", "America/New_York", "US", 38.9, -77.04)
LONDON = Place("London", "Europe/London", "GB")


def render(plan: Timeline, **options: Any) -> str:
    return markdown.render(plan, MarkdownOptions(**options))


# --- timelines by hand


def at(text: str, place: Place, minutes: int = 1) -> Interval:
    start = datetime.fromisoformat(text).replace(tzinfo=load_zone(place.timezone))
    return Interval(start, start + timedelta(minutes=minutes), Grain.MINUTE)


def on(first: str, last: str = "") -> Interval:
    return Interval(
        date.fromisoformat(first), date.fromisoformat(last or first) + timedelta(days=1)
    )


def read(says: str, *intervals: Interval, source: str | None = None, **fields: Any) -> Reading:
    claim = {
        name: fields.pop(name) for name in ("reads", "speaker", "note", "status") if name in fields
    }
    verdict = fields.pop("verdict", "chosen" if intervals else "unresolved")
    return Reading(Claim(says=says, **claim), source, intervals, verdict=verdict, **fields)


def entry(
    section: Any, item: Any, datings: dict[str, Any], place: Place | None, **fields: Any
) -> Entry:
    """An entry whose dates are readings, or intervals that need no words."""
    found = {
        name: each if isinstance(each, list) else [read("then", each)]
        for name, each in datings.items()
    }
    id = item.id or item.title or item.place.name
    title = item.title or item.place.name
    kind = getattr(item, "kind", section)
    return Entry(
        id,
        derive_uid("trip", id),
        section,
        title,
        kind,
        item,
        tuple(Dating(name, tuple(each)) for name, each in found.items()),
        place,
        zone=load_zone(place.timezone) if place and place.timezone else None,
        **fields,
    )


def event(
    title: str, when: Any, where: Place | None = QUITO, /, leg: str | None = None, **fields: Any
) -> Entry:
    item = Event.model_validate({"title": title, "when": "then"} | fields)
    return entry("event", item, {"when": when}, where, leg=leg)


def movement(
    title: str,
    origin: Place,
    destination: Place,
    *,
    depart: Any = None,
    arrive: Any = None,
    **fields: Any,
) -> Entry:
    item = Event.model_validate(
        {"title": title, "kind": "movement", "from": origin.name, "to": destination.name} | fields
    )
    ends = {name: each for name, each in (("depart", depart), ("arrive", arrive)) if each}
    return entry("event", item, ends, origin, destination=destination, leg=fields.get("leg"))


def leg(place: Place, when: Any, **fields: Any) -> Entry:
    return entry(
        "leg",
        Leg.model_validate(
            {"place": place.name, "id": place.name.replace(" ", "-").lower()} | fields
        ),
        {"when": when},
        place,
    )


def background(title: str, when: Any, place: Place | None = None, **fields: Any) -> Entry:
    item = BackgroundEvent.model_validate({"title": title, "when": "then"} | fields)
    return entry("background", item, {"when": when}, place)


def timeline(
    *entries: Entry,
    dates: Any = None,
    home: Place | None = WASHINGTON,
    stamp: date | None = None,
    sources_as_of: date | None = None,
    **fields: Any,
) -> Timeline:
    document = Document.model_validate({"title": "A trip"} | fields)
    whole = [entry("trip", document, {"dates": dates}, None)] if dates else []
    return Timeline(
        document,
        "trip",
        (*whole, *entries),
        home=home,
        home_zone=home and load_zone(home.timezone),
        stamp=stamp,
        sources_as_of=sources_as_of,
    )


SOURCES = {
    "gli": {
        "publisher": "Global Leaders Insights",
        "title": "Rubio to Visit Next Week",
        "published": "2025-08-29",
    },
    "binational": {
        "publisher": "Binational news site",
        "title": "Rubio to Visit",
        "url": "https://example.org/rubio",
    },
    "expreso": {
        "publisher": "Expreso",
        "title": "La visita",
        "published": "2025-09-02T08:00-05:00",
        "language": "es",
    },
}
TUESDAY_AND_WEDNESDAY = on("2025-09-02", "2025-09-03")
FLAGSHIP = timeline(
    leg(MEXICO_CITY, [read("on Tuesday and Wednesday", TUESDAY_AND_WEDNESDAY, source="gli")]),
    event(
        "Meeting with President Claudia Sheinbaum",
        [read("on Tuesday and Wednesday", TUESDAY_AND_WEDNESDAY, source="gli")],
        MEXICO_CITY,
        participants=[{"name": "Claudia Sheinbaum", "role": "President of Mexico"}],
        topics=["migration", "drug trafficking"],
    ),
    leg(
        QUITO,
        [
            read(
                "On Wednesday",
                on("2025-09-03", "2025-09-04"),
                source="gli",
                reads="Wednesday onward",
            )
        ],
        stay="Hotel Plaza Grande",
    ),
    event(
        "Talks at the palace",
        at("2025-09-03T10:00", MEXICO_CITY, 90),
        MEXICO_CITY,
        press="pool spray at top",
        place="Palacio Nacional",
    ),
    movement(
        "Flight",
        MEXICO_CITY,
        QUITO,
        depart=at("2025-09-03T15:15", MEXICO_CITY),
        arrive=[
            read(
                "20:45",
                at("2025-09-03T20:45", QUITO),
                source="expreso",
                status="actual",
                reason="it happened",
            ),
            read(
                "la noche del martes",
                at("2025-09-03T20:00", QUITO),
                source="gli",
                verdict="planned",
            ),
        ],
        booking="XYZ123",
        contacts=[{"name": "Desk", "phone": "+1 202"}],
        visibility="party",
    ),
    event("Meeting with embassy staff", [read("TBD", problem="TBD")], leg="quito"),
    event(
        "Meeting with President Daniel Noboa",
        [
            read(
                "09:00",
                at("2025-09-04T09:00", QUITO),
                source="expreso",
                speaker="Spokesperson",
                reason="the first listed",
            ),
            read(
                "from 08:30",
                at("2025-09-04T08:30", QUITO),
                source="gli",
                verdict="contradiction",
                reason="it contradicts the one used",
            ),
            read("on Thursday", on("2025-09-04"), source="binational", verdict="refinement"),
        ],
    ),
    background(
        "Ecuador grants Julian Assange asylum",
        [read("in 2012", find_calendar_unit(date(2012, 1, 1), Grain.YEAR), source="binational")],
        LONDON,
    ),
    background(
        "Mexico hands over 29 people",
        find_calendar_unit(date(2025, 2, 1), Grain.MONTH),
        notes="Cartel members.",
    ),
    background("A tariff of 25%", [read("On March 4", on("2025-03-04"), source="binational")]),
    background(
        "Noboa wins a second term",
        [read("recently", source="gli", problem="the words are too vague to name a date")],
    ),
    dates=[
        read("from September 2-4, 2025", on("2025-09-02", "2025-09-04"), source="gli"),
        read(
            "from Sept. 2 to 4", on("2025-09-02", "2025-09-04"), source="binational", verdict="same"
        ),
    ],
    title="Secretary Rubio in Mexico and Ecuador",
    principal={"name": "Marco Rubio", "role": "U.S. Secretary of State"},
    sources=SOURCES,
    sources_as_of=date(2025, 9, 2),
    contacts=[{"name": "Operations", "role": "duty officer", "phone": "+1 202 555"}],
    disputes=[
        {
            "about": "Which trip it is",
            "accounts": [
                {"says": "third", "source": "gli"},
                {"says": "fourth", "source": "binational"},
            ],
        }
    ],
    notes="First line\nsecond line\n\nAnother paragraph",
)


def section(text: str, title: str) -> str:
    """What stands under a heading that begins like this."""
    (found,) = [part for part in text.split("\n## ")[1:] if part.startswith(title)]
    return found.partition("\n\n")[2].strip()


def only_day(*entries: Entry, **fields: Any) -> str:
    return section(render(timeline(*entries, dates=on("2025-09-03"), **fields)), "Wed 3 Sep")


def whats(text: str) -> list[str]:
    """What a day's lines without a time say, then the rows of its table."""
    lines = [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]
    rows = [line for line in text.splitlines() if line.startswith("| ")][2:]
    return lines + [line.split(" | ")[-1].removesuffix(" |") for line in rows]


# --- the flagship, line by line


def test_it_is_a_format() -> None:
    assert "markdown" in formats()
    assert FORMATS["markdown"].suffix == "md"


def test_head() -> None:
    assert (
        render(FLAGSHIP).split("\n\n## ")[0]
        == """\
# Secretary Rubio in Mexico and Ecuador

- Principal: Marco Rubio, U.S. Secretary of State
- Places:
  - Mexico City, Tue 2 – Wed 3 Sep 2025 [1]
  - Quito, Wed 3 – Thu 4 Sep 2025 [1]
- Dates: Tue 2 – Thu 4 Sep 2025 [1, 2]
- Sources as of Tue 2 Sep 2025 · SUBJECT TO CHANGE
- Clocks: local time first, then Washington (UTC−4)
- Short forms: LV leave · AR arrive · RON remain overnight · TBD to be determined"""
    )


def test_first_day() -> None:
    assert (
        render(FLAGSHIP).split("\n\n## ")[1]
        == """\
Tue 2 Sep 2025 (day 1 of 3): Mexico City

Mexico City UTC−6 (Washington −2 h)

- Meeting with President Claudia Sheinbaum (Tue 2 – Wed 3 Sep) [1]

- Meeting with President Claudia Sheinbaum
  - With: Claudia Sheinbaum, President of Mexico
  - Topics: migration; drug trafficking

RON Mexico City"""
    )


def test_day_in_two_places() -> None:
    assert (
        render(FLAGSHIP).split("\n\n## ")[2]
        == """\
Wed 3 Sep 2025 (day 2 of 3): Mexico City → Quito

Mexico City UTC−6 (Washington −2 h) · Quito UTC−5 (Washington −1 h)

Marco Rubio left Mexico City for Quito (15:15) and arrived (20:45). Marco Rubio will remain \
overnight in Quito, Hotel Plaza Grande.

- Meeting with President Claudia Sheinbaum (Tue 2 – Wed 3 Sep) [1]

| Local | Washington | What |
| --- | --- | ------------ |
| 10:00–11:30 | 12:00–13:30 | Talks at the palace, Palacio Nacional · POOL SPRAY AT TOP |
| **15:15** | 17:15 | LV Mexico City for Quito: Flight · PARTY ONLY |
|  |  | En route 4 h 30 min; clocks forward 1 h: UTC−6 to UTC−5 |
| 20:45 | 21:45 | AR Quito: Flight · PARTY ONLY (planned 20:00 [1]; 45 min later) [3] |
| TBD | TBD | Meeting with embassy staff (Wed 3 – Thu 4 Sep) |

- Flight
  - Booking: XYZ123
  - Contact: Desk, +1 202

RON Quito, Hotel Plaza Grande"""
    )


def test_last_day_has_no_night() -> None:
    assert (
        render(FLAGSHIP).split("\n\n## ")[3]
        == """\
Thu 4 Sep 2025 (day 3 of 3): Quito

Quito UTC−5 (Washington −1 h)

| Local | Washington | What |
| --- | --- | ------------ |
| 09:00 | 10:00 | Meeting with President Daniel Noboa [2, 3] |
| TBD | TBD | Meeting with embassy staff (Wed 3 – Thu 4 Sep) |"""
    )


def test_still_open() -> None:
    assert (
        section(render(FLAGSHIP), "Still open")
        == """\
- Meeting with embassy staff: to be determined
- Noboa wins a second term (background): “recently” — Global Leaders Insights [1]: the words are \
too vague to name a date"""
    )


def test_background_keeps_its_precision() -> None:
    assert (
        section(render(FLAGSHIP), "Background")
        == """\
- 2012: Ecuador grants Julian Assange asylum, London [2]
- February 2025: Mexico hands over 29 people
  - Cartel members.
- 4 March 2025: A tariff of 25% [2]"""
    )


def test_where_sources_differ() -> None:
    assert (
        section(render(FLAGSHIP), "Where sources differ")
        == """\
- Flight (arrive)
  - Used: “20:45” — Expreso [3]: Wed 3 September 2025, 20:45; it happened
  - Planned: “la noche del martes” — Global Leaders Insights [1]: Wed 3 September 2025, 20:00
- Meeting with President Daniel Noboa
  - Used: “09:00” — Spokesperson, Expreso [3]: Thu 4 September 2025, 09:00; the first listed
  - Contradiction: “from 08:30” — Global Leaders Insights [1]: Thu 4 September 2025, 08:30; it \
contradicts the one used
- Which trip it is
  - “third” — Global Leaders Insights [1]
  - “fourth” — Binational news site [2]"""
    )


def test_sources() -> None:
    assert section(render(FLAGSHIP), "Sources").splitlines()[::2] == [
        "1. Global Leaders Insights, “Rubio to Visit Next Week”, published Fri 29 Aug 2025",
        "2. Binational news site, “Rubio to Visit”, undated, <https://example.org/rubio>",
        "3. Expreso, “La visita”, published Tue 2 Sep 2025, 08:00 (UTC−5)",
    ]
    assert "   - Words used: “from Sept. 2 to 4”; “on Thursday”; “in 2012”; “On March 4”" in render(
        FLAGSHIP
    )


def test_contacts_and_notes_close_it() -> None:
    end = (
        "## Contacts\n\n- Operations, duty officer, +1 202 555\n\n"
        "## Notes\n\nFirst line\nsecond line\n\nAnother paragraph\n"
    )
    assert render(FLAGSHIP).endswith(end)


def test_the_public_gets_neither_contacts_nor_bookings_nor_what_is_for_the_party() -> None:
    text, party = (render(for_audience(FLAGSHIP, audience)) for audience in ("public", "party"))
    secrets = ("XYZ123", "+1 202", "Contact", "LV Mexico City for Quito", "PARTY ONLY")
    assert [secret for secret in secrets if secret in text] == []
    assert [secret for secret in secrets if secret not in party] == []


def test_the_same_text_each_time() -> None:
    assert render(FLAGSHIP) == render(FLAGSHIP)


# --- clocks


def test_marks_of_other_days() -> None:
    day = only_day(
        event("Early", at("2025-09-03T06:00", Place("Tokyo", "Asia/Tokyo"))),
        event("Late", at("2025-09-03T23:30", QUITO, 120)),
        home=LONDON,
    )
    assert "| 06:00 | 22:00 −1 | Early |" in day
    assert "| 23:30 – 01:30 +1 | 05:30 +1 – 07:30 +1 | Late |" in day


def test_an_event_past_midnight_continues() -> None:
    text = render(
        timeline(
            event("Gala", at("2025-09-03T22:30", QUITO, 180)), dates=on("2025-09-03", "2025-09-04")
        )
    )
    assert "| 22:30 −1 – 01:30 | 23:30 −1 – 02:30 | Gala (continues) |" in section(
        text, "Thu 4 Sep"
    )


def test_a_part_of_a_day_is_no_clock_time() -> None:
    night = Interval(
        *(
            datetime(2025, 9, day, hour, tzinfo=load_zone("America/Guayaquil"))
            for day, hour in ((3, 22), (4, 6))
        ),
        Grain.PART_OF_DAY,
    )
    text = render(timeline(event("Arrival", night), dates=on("2025-09-03", "2025-09-04")))
    assert "| night | Arrival |" in section(text, "Wed 3 Sep")
    assert section(text, "Thu 4 Sep") == "Nothing known"


def test_about_and_open_ends() -> None:
    about = replace(at("2025-09-03T16:00", QUITO), about=True)
    since, until = (
        replace(at("2025-09-03T09:00", QUITO), end=None),
        replace(at("2025-09-03T17:00", QUITO, 60), start=None),
    )
    day = only_day(event("About", about), event("From", since), event("Until", until))
    assert "| about 16:00 | about 17:00 | About |" in day
    assert "| from 09:00 | from 10:00 | From |" in day
    assert "| until 18:00 | until 19:00 | Until |" in day


def test_without_a_home_there_is_one_clock() -> None:
    text = render(
        timeline(event("Lunch", at("2025-09-03T13:00", QUITO)), dates=on("2025-09-03"), home=None)
    )
    assert "| Local | What |\n| --- | ------------ |\n| 13:00 | Lunch |" in text
    assert "Clocks:" not in text


def test_a_time_that_has_no_other_clock() -> None:
    without_zone = Interval(datetime(2025, 9, 3, 10), datetime(2025, 9, 3, 10, 1), Grain.MINUTE)
    assert "| Local | What |\n| --- | ------------ |\n| 10:00 | Talks |" in only_day(
        event("Talks", without_zone)
    )
    early = at("0001-01-01T06:00", QUITO)
    assert "| 06:00 | Talks |" in render(
        timeline(event("Talks", early), home=Place("Honolulu", "Pacific/Honolulu"))
    )


def test_clocks_that_change_on_the_day() -> None:
    lisbon = Place("Lisbon", "Europe/Lisbon")
    text = render(
        timeline(
            leg(lisbon, on("2025-03-28", "2025-03-30")),
            dates=on("2025-03-28", "2025-03-30"),
            home=LONDON,
        )
    )
    assert (
        section(text, "Sun 30 Mar").splitlines()[0]
        == "Lisbon UTC+1 (London same time; clocks forward 1 h: UTC to UTC+1)"
    )
    assert "- Clocks: local time first, then London (UTC, later UTC+1)" in text


def test_a_flight_over_the_date_line_arrives_before_it_left() -> None:
    auckland, honolulu = (
        Place("Auckland", "Pacific/Auckland"),
        Place("Honolulu", "Pacific/Honolulu"),
    )
    flight = movement(
        "NZ10",
        auckland,
        honolulu,
        depart=at("2025-09-03T23:50", auckland),
        arrive=at("2025-09-03T10:20", honolulu),
    )
    assert whats(only_day(flight)) == [
        "LV Auckland for Honolulu: NZ10",
        "En route 8 h 30 min; clocks back 22 h: UTC+12 to UTC−10",
        "AR Honolulu: NZ10",
    ]


# --- days


def test_a_day_without_anything() -> None:
    text = render(timeline(dates=on("2025-09-02", "2025-09-04")))
    assert [section(text, day) for day in ("Tue 2", "Wed 3", "Thu 4")] == ["Nothing known"] * 3


def test_days_outside_the_trip_are_shown() -> None:
    text = render(timeline(event("Debrief", at("2025-09-09T10:00", QUITO)), dates=on("2025-09-03")))
    assert "\n## Tue 9 Sep 2025 (after the trip)\n" in text
    assert "Mon 8 Sep" not in text


def test_a_trip_without_dates_is_as_long_as_what_is_in_it() -> None:
    text = render(timeline(leg(QUITO, on("2025-09-03", "2025-09-04"))))
    assert "## Wed 3 Sep 2025 (day 1 of 2): Quito" in text
    assert "- Dates: Wed 3 – Thu 4 Sep 2025\n" in text


def test_a_trip_without_any_date() -> None:
    text = render(timeline(event("Lunch", [read("TBD")])))
    assert "- Dates: TBD\n" in text
    assert "## Still open\n\n- Lunch: to be determined\n" in text


def test_an_open_trip_ends_with_its_last_event() -> None:
    dates = Interval(date(2025, 9, 2), None)
    text = render(timeline(event("Lunch", at("2025-09-04T13:00", QUITO)), dates=dates))
    assert "- Dates: from 2 September 2025\n" in text
    assert "## Thu 4 Sep 2025 (day 3 of 3)" in text


@pytest.mark.parametrize(
    "dates",
    [
        find_calendar_unit(date(2012, 1, 1), Grain.CENTURY),
        Interval(date(1, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_long_trip_is_short(dates: Interval) -> None:
    text = render(timeline(event("Lunch", on("2025-09-04")), dates=dates))
    assert len(text) < 2_000
    assert "## Thu 4 Sep 2025" in text


def test_dates_coarser_than_a_day_stay_so() -> None:
    day = only_day(
        event("Talks", find_calendar_unit(date(2025, 9, 1), Grain.MONTH)),
        event("Visit", replace(on("2025-09-03"), about=True)),
    )
    assert whats(day) == ["Talks (September)", "Visit (about 3 September)"]


def test_a_whole_day_and_its_status() -> None:
    day = only_day(
        event("Walk", on("2025-09-03"), status="tentative"),
        event("Run", on("2025-09-03"), status="cancelled"),
    )
    assert whats(day) == ["TENTATIVE: Walk", "CANCELLED: Run"]


def test_open_words_stand_in_their_leg() -> None:
    text = render(
        timeline(
            leg(QUITO, on("2025-09-03")),
            event("Lunch", [read("soon", problem="vague")], leg="quito"),
            dates=on("2025-09-03"),
        )
    )
    assert "| TBD | Lunch (“soon”) |" in text


def test_an_open_departure_stands_by_its_arrival() -> None:
    flight = movement(
        "Flight", MEXICO_CITY, QUITO, depart=[read("TBD")], arrive=at("2025-09-03T20:45", QUITO)
    )
    day = only_day(
        event("Lunch", at("2025-09-03T13:00", QUITO)),
        event("Supper", at("2025-09-03T22:00", QUITO)),
        flight,
    )
    assert whats(day) == [
        "Lunch",
        "LV Mexico City for Quito: Flight",
        "Clocks forward 1 h: UTC−6 to UTC−5",
        "AR Quito: Flight",
        "Supper",
    ]


def test_an_open_arrival_stands_by_its_departure() -> None:
    flight = movement(
        "Flight",
        MEXICO_CITY,
        QUITO,
        depart=at("2025-09-03T15:15", MEXICO_CITY),
        arrive=[read("tonight", problem="vague")],
    )
    assert whats(only_day(flight)) == [
        "LV Mexico City for Quito: Flight",
        "AR Quito: Flight (“tonight”)",
    ]


def test_a_movement_that_nobody_dated() -> None:
    text = render(timeline(movement("Flight", MEXICO_CITY, QUITO), dates=on("2025-09-03")))
    assert "## Still open\n\n- Flight: no date is given\n" in text


def test_a_voyage_of_several_days() -> None:
    ship = movement(
        "Ship",
        LONDON,
        QUITO,
        depart=at("2025-09-01T10:00", LONDON),
        arrive=at("2025-09-04T10:00", QUITO),
    )
    text = render(timeline(ship, dates=on("2025-09-01", "2025-09-04")))
    assert "- En route: Ship (continues)" in section(text, "Wed 3 Sep")
    assert [line for line in text.splitlines() if line.startswith("RON")] == [
        "RON en route to Quito"
    ] * 3


def test_a_stay_has_two_lines_and_its_nights() -> None:
    item = Event.model_validate({"title": "Hotel Avenida", "kind": "stay", "check_in": "then"})
    stay = entry(
        "event",
        item,
        {"check_in": at("2025-09-02T15:00", QUITO), "check_out": on("2025-09-04")},
        QUITO,
    )
    text = render(timeline(stay, dates=on("2025-09-02", "2025-09-04")))
    assert "| 15:00 | 16:00 | Check in: Hotel Avenida |\n\nRON Quito, Hotel Avenida\n" in text
    assert "Nothing known\n\nRON Quito, Hotel Avenida\n" in text
    assert "- Check out: Hotel Avenida" in section(text, "Thu 4 Sep")


def test_where_one_arrived_one_is() -> None:
    text = render(
        timeline(
            movement("Train", LONDON, QUITO, arrive=at("2025-09-02T10:00", QUITO)),
            dates=on("2025-09-02", "2025-09-03"),
        )
    )
    assert "## Wed 3 Sep 2025 (day 2 of 2): Quito\n\nQuito UTC−5 (Washington −1 h)\n" in text


def test_planned_words_and_on_time() -> None:
    then = at("2025-09-03T09:00", QUITO)
    coarse = [
        read("nine", then, status="actual"),
        read("Wednesday", on("2025-09-03"), verdict="planned"),
    ]
    exact = [read("nine", then, status="actual"), read("9", then, verdict="planned")]
    assert whats(only_day(event("A", coarse), event("B", exact))) == [
        "A (planned 3 September 2025)",
        "B (planned 09:00; on time)",
    ]


def test_sides_and_the_rest_of_the_details() -> None:
    people = [
        {"name": "A", "side": "Ecuador"},
        {"name": "B", "side": "U.S."},
        {"name": "C", "role": "Adviser", "side": "Ecuador"},
    ]
    venue = {"name": "Carondelet", "timezone": "America/Guayaquil", "address": "Plaza Grande"}
    fields = {
        "call_time": "08:15",
        "url": "https://example.org",
        "notes": "One\ntwo\n\nThree",
        "number": "7",
        "carrier": "Train",
    }
    day = only_day(
        event("Talks", at("2025-09-03T09:00", QUITO), participants=people, place=venue, **fields)
    )
    assert day.splitlines()[-11:] == [
        "- Talks",
        "  - Ecuador: A; C, Adviser",
        "  - U.S.: B",
        "  - Carrier: Train",
        "  - Number: 7",
        "  - Address: Plaza Grande",
        "  - Call time: 08:15",
        "  - See <https://example.org>",
        "  - One",
        "    two",
        "  - Three",
    ]


# --- safety


def everything(text: str) -> Timeline:
    """A timeline with a text in every field that takes one."""
    text = text.strip()  # as documents have it
    person = {"name": text, "role": text, "side": text}
    contact = {"name": text, "role": text, "phone": text, "email": text}
    venue = Place(text, "America/Guayaquil", address=text)
    where = {"name": text, "timezone": "America/Guayaquil", "address": text}
    fields = {
        "participants": [person],
        "topics": [text, text],
        "number": f"{text}!",
        "carrier": text,
        "terminal": text,
        "gate": text,
        "seat": text,
        "booking": text,
        "confirmation": text,
        "contacts": [contact],
        "call_time": text,
        "notes": f"{text}\n{text}\n\n{text}",
        "place": where,
    }
    said = {
        "source": "one",
        "reads": text,
        "speaker": text,
        "note": text,
        "reason": text,
        "problem": text,
    }
    other = {**said, "verdict": "contradiction"}
    at_ten = at("2025-09-03T10:00", QUITO)
    source = {
        "publisher": text,
        "title": text,
        "author": text,
        "published": text,
        "dateline": where,
        "retrieved": text,
        "notes": text,
    }
    return timeline(
        leg(venue, on("2025-09-03", "2025-09-04"), id="leg", title=text, stay=where, notes=text),
        event(
            text,
            [read(text, at_ten, **said), read(text, on("2025-09-03"), **other)],
            venue,
            **fields,
        ),
        event(text, [read(text, **said)], venue, leg="leg"),
        movement(text, venue, venue, depart=at_ten, arrive=[read(text, **said)]),
        background(text, [read(text, on("2012-01-01"), **said)], venue, notes=text),
        background(text, [read(text, **said)], venue),
        dates=on("2025-09-03", "2025-09-04"),
        home=Place(text, "America/New_York"),
        title=text,
        principal=person,
        travellers=[person],
        sources={"one": source},
        contacts=[contact],
        notes=f"{text}\n{text}\n\n{text}",
        disputes=[{"about": text, "accounts": [{"says": text, "note": text}]}],
    )


def shown(markdown: str) -> str:
    """The words that a reader sees, in one line."""
    inlines = (token for token in MARKDOWN.parse(markdown) if token.type == "inline")
    return "\n".join(
        "".join(each.content or " " for each in token.children or ()) for token in inlines
    )


NAUGHTY = [
    "[x](javascript:alert(1))",
    "![](http://evil.example/x.png)",
    "[x]: javascript:alert(1)",
    "[1]",
    "[^1]: note",
    "[ ] task",
    "<javascript:a>",
    "<script>alert(1)</script>",
    "<!-- x",
    "<img src=x onerror=alert(1)>",
    "</td></table>",
    "<https://evil.example>",
    "&lt;b&gt;",
    "&copy;",
    "&#60;b>",
    "# heading",
    "## a ##",
    "a #",
    "#",
    "- item",
    "-",
    "+ item",
    "* item",
    "---",
    "- - -",
    "***",
    "___",
    "===",
    "=",
    "1. one",
    "1)",
    "2025. x",
    "> quote",
    ">",
    "| a | b |",
    "a|b",
    "|---|",
    ":-",
    "-:|:-",
    "`code`",
    "```",
    "~~~",
    "~~gone~~",
    "*em*",
    "**b**",
    "_em_",
    "__b__",
    "a_b_c",
    "a\\",
    "\\|",
    "\\",
    "\\[x](y)",
    "a  \nb",
    "a\n# b",
    "a\n\n- b",
    "a\n===",
    "a\n    code",
    "\tcode",
    "$x$",
    "{#id}",
    "{{ x }}",
    "<a href='x'",
    "http://a.example/_x_",
    "!",
    "![",
    "](",
    "a\u2028# b",
    "\u200fevil",
    "é|ü",
    "\\<b>",
    "<?x?>",
    "<![CDATA[x]]>",
    ": definition",
    "@someone",
    "-@x",
    "(@) x",
    "(1) one",
    "a. one",
    "i) one",
    "iv. x",
    "#. x",
    "x^2^",
    "^[note]",
    "~x~",
    ":smile:",
    "::: x",
    "+---+",
    "% title",
]


def plain(text: str) -> str:
    """A text of as many lines that is no markup."""
    return "\n".join(
        "plain" if line.strip() else "" for line in text.replace("\u2028", "\n").split("\n")
    )


@pytest.mark.slow
def test_no_text_is_markup(table: Table) -> None:
    for text in NAUGHTY:
        with table.row(text):
            for style in STYLES:
                for lang in LABEL_LANGUAGES:
                    texts = (
                        render(everything(each), style=style, lang=lang)
                        for each in (text, plain(text))
                    )
                    assert len({tuple(list_elements(each)) for each in texts}) == 1


ONE_LINE = [text for text in NAUGHTY if len(text.splitlines()) == 1]


@pytest.mark.slow
def test_every_text_is_shown_as_it_is(table: Table) -> None:
    for text in ONE_LINE:
        with table.row(text):
            assert shown(render(everything(text))) == shown(render(everything("plain"))).replace(
                "plain", " ".join(text.split())
            )


def pandoc(text: str, dialect: str) -> list[Any]:
    """The blocks that pandoc reads."""
    command = ["pandoc", "--from", dialect, "--to", "json"]
    return json.loads(
        subprocess.run(
            command, input=text, capture_output=True, text=True, check=True, encoding="utf-8"
        ).stdout
    )["blocks"]


def kinds(node: Any) -> Any:
    """The elements of what pandoc reads, without their text and the width of columns."""
    if isinstance(node, dict):
        return (
            node["t"]
            if node["t"] in ("Str", "Space", "SoftBreak")
            else (node["t"], kinds(node.get("c")))
        )
    if isinstance(node, list):
        found = (
            kinds(each)
            for each in node
            if not (isinstance(each, dict) and each["t"].startswith("ColWidth"))
        )
        return tuple(
            kind
            for kind, _ in groupby(
                "text" if each in ("Str", "Space", "SoftBreak") else each for each in found
            )
        )
    return node if isinstance(node, int) else ""


@pytest.mark.interop
@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
@pytest.mark.parametrize(
    "dialect", ["gfm-autolink_bare_uris", "markdown-smart", "commonmark_x-smart"]
)  # what is left out changes how text looks
def test_no_text_is_markup_for_pandoc(dialect: str) -> None:
    trips = [render(everything(each)) for text in NAUGHTY for each in (text, plain(text))]
    blocks = pandoc("\n".join(trips), dialect)
    starts = [
        number
        for number, block in enumerate(blocks)
        if block["t"] == "Header" and block["c"][0] == 1
    ]
    read = [
        kinds([each["c"][2] if each["t"] == "Header" else each for each in blocks[start:end]])
        for start, end in zip(starts, [*starts[1:], None], strict=True)
    ]
    assert len(read) == 2 * len(NAUGHTY)
    assert [
        text
        for text, one, other in zip(NAUGHTY, read[::2], read[1::2], strict=True)
        if one != other
    ] == []


@pytest.mark.interop
@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
@pytest.mark.parametrize("dialect", ["gfm", "markdown"])
@pytest.mark.parametrize("style", STYLES)
def test_pandoc_reads_the_same_tables_lists_and_headings_as_markdown_it(
    style: str, dialect: str
) -> None:
    text = render(FLAGSHIP, style=style)
    tokens = [token.type for token in MARKDOWN.parse(text)]
    found = [block["t"] for block in pandoc(text, dialect)]
    assert (found.count("Table"), found.count("Header")) == (
        tokens.count("table_open"),
        tokens.count("heading_open"),
    )
    assert "RawBlock" not in found


@given(st.text(alphabet="ab1 \n\\`*_{}[]()<>#+-.!|~&;:=$\"'/x", min_size=1, max_size=40))
@example("1.")
@example("\\")
def test_escaped_text_is_text_wherever_it_stands(text: str) -> None:
    line = " ".join(text.split())
    if not line:
        return
    for form in (
        "{}",
        "a\n{}",
        "# {}",
        "- {}",
        "1. a\n   - {}\n     {}",
        "| a | b |\n| --- | --- |\n| {} | {} |",
        "{} [1]",
        "“{}”: {}",
    ):
        safe, plain = (form.replace("{}", each) for each in (escape_text(text), "plain"))
        assert list_elements(safe) == list_elements(plain)
        assert shown(safe) == shown(plain).replace("plain", line)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "\\\\host\\x",
        "HTTPS://x",
    ],
)
def test_no_link_to_an_unsafe_scheme(url: str) -> None:
    assert not [each for each in list_elements(render_line((compose_link(url),))) if "link" in each]
    assert shown(render_line((compose_link(url),))) == url


def test_a_link_ends_where_it_ends() -> None:
    url = "https://example.org/a_b?c=<d>&e=`f`*g*"
    assert list_elements(render_line((compose_link(url),))) == [
        "paragraph_open p {}",
        "inline  {}",
        "link_open a {'href': 'https://example.org/a_b?c=%3Cd%3E&e=%60f%60*g*'}",
        "link_close a {}",
        "paragraph_close p {}",
    ]


# --- the lead of a day, and styles


def lead(*entries: Entry, lang: str = "en", **fields: Any) -> str:
    """The paragraph of prose above the table of the only day."""
    days = compose_briefing(
        timeline(*entries, dates=on("2025-09-03"), **fields), language=lang
    ).days
    return next(day.lead for day in days if day.date == date(2025, 9, 3))


MORNING = event("Talks", at("2025-09-03T09:00", QUITO, 30))


@pytest.mark.parametrize(
    ("entries", "english", "spanish"),
    [
        # what the table shows at a glance is not told again
        ([MORNING, event("Tea", at("2025-09-03T17:59", QUITO))], "", ""),
        ([event("Run", on("2025-09-03"), status="cancelled")], "", ""),
        ([leg(QUITO, on("2025-09-03")), event("Lunch", [read("TBD")], leg="quito")], "", ""),
        # times that others depend on
        (
            [
                MORNING,
                event("Statement", at("2025-09-03T11:00", QUITO), kind="press"),
                event("Ice", at("2025-09-03T12:00", QUITO), kind="press"),
            ],
            "Fixed times: Statement (11:00) and Ice (12:00).",
            "Horas fijas: Statement (11:00) e Ice (12:00).",
        ),
        # where it begins and ends, if no movement tells
        (
            [leg(MEXICO_CITY, on("2025-09-03")), leg(QUITO, on("2025-09-03"))],
            "The day begins in Mexico City and ends in Quito.",
            "El día empieza en Mexico City y termina en Quito.",
        ),
        (
            [
                movement(
                    "Flight",
                    MEXICO_CITY,
                    QUITO,
                    depart=at("2025-09-03T15:15", MEXICO_CITY),
                    arrive=at("2025-09-03T20:45", QUITO),
                )
            ],
            "Travel day. The travellers will leave Mexico City for Quito (15:15)"
            " and arrive (20:45).",
            "Día de viaje. El grupo sale de Mexico City hacia Quito (15:15) y llega (20:45).",
        ),
        (
            [
                MORNING,
                movement(
                    "Flight",
                    MEXICO_CITY,
                    QUITO,
                    arrive=[read("20:45", at("2025-09-03T20:45", QUITO), status="actual")],
                ),
            ],
            "The travellers arrived in Quito from Mexico City (20:45).",
            "El grupo llegó a Quito desde Mexico City (20:45).",
        ),
        ([], "", ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_day_in_prose(entries: list[Entry], english: str, spanish: str) -> None:
    assert lead(*entries) == english
    assert lead(*entries, lang="es") == spanish


def test_prose_names_the_principal_as_written() -> None:
    flight = movement("Flight", MEXICO_CITY, QUITO, arrive=at("2025-09-03T20:45", QUITO))
    assert (
        lead(flight, principal={"name": "e. e. cummings"})
        == "Travel day. e. e. cummings will arrive in Quito from Mexico City (20:45)."
    )


def test_prose_by_a_clock_of_twelve_hours() -> None:
    statement = event("Statement", at("2025-09-03T17:00", QUITO), kind="press")
    text = render(timeline(MORNING, statement, dates=on("2025-09-03")), clock=12)
    assert "Fixed times: Statement (5:00 p.m.)." in text
    assert "| **5:00 p.m.** | 6:00 p.m. | Statement |" in text


def test_an_event_past_midnight_is_told_once() -> None:
    briefing = event("Night briefing", at("2025-09-03T22:30", QUITO, 180), kind="press")
    text = render(timeline(briefing, dates=on("2025-09-03", "2025-09-04")))
    assert text.count("Fixed times: Night briefing") == 1


@pytest.mark.parametrize("place", [QUITO, WASHINGTON], ids=["another clock", "that of home"])
def test_the_clock_of_home_stands_on_a_day_of_another_clock(place: Place) -> None:
    assert "| Local | Washington | What |" in only_day(
        event("Talks", at("2025-09-03T10:00", place))
    )


def test_a_day_at_home_has_one_clock() -> None:
    text = "title: T\nhome: Lisbon\nevents: [{title: E, place: Lisbon, when: 2025-09-03 10:00}]\n"
    assert "| Local | What |" in render(resolve(loads(text)))


@pytest.mark.parametrize(
    ("items", "forms"),
    [
        ([MORNING], ""),
        ([event("Lunch", [read("TBD")])], ""),
        ([leg(QUITO, on("2025-09-03")), event("Tea", [read("TBD")], leg="quito")], "TBD to be"),
        ([event("Gala", at("2025-09-03T23:30", QUITO))], "−1, +1 the day before, the day after"),
    ],
    ids=["none", "none on a day", "TBD", "another day at home"],
)
def test_the_head_explains_the_short_forms_that_are_used(items: list[Entry], forms: str) -> None:
    head = render(timeline(*items, dates=on("2025-09-03"))).partition("## ")[0]
    found = re.findall("- Short forms: (.*)", head)
    assert len(found) == bool(forms)
    assert all(each.startswith(forms) for each in found)


def test_a_night_on_the_way_is_no_night_in_bed() -> None:
    flight = movement(
        "Flight",
        MEXICO_CITY,
        QUITO,
        depart=at("2025-09-03T23:15", MEXICO_CITY),
        arrive=at("2025-09-04T04:45", QUITO),
    )
    day = section(
        render(
            timeline(
                leg(MEXICO_CITY, on("2025-09-03")), flight, dates=on("2025-09-03", "2025-09-04")
            )
        ),
        "Wed 3 Sep",
    )
    assert day.endswith("RON en route to Quito")
    assert "remain overnight" not in day


def test_only_the_times_that_others_depend_on_are_bold() -> None:
    flight = movement(
        "Flight",
        MEXICO_CITY,
        QUITO,
        depart=at("2025-09-03T15:15", MEXICO_CITY),
        arrive=at("2025-09-03T20:45", QUITO),
    )
    day = only_day(
        MORNING,
        event("Statement", at("2025-09-03T11:00", QUITO), kind="press"),
        flight,
        event("Sights", on("2025-09-03"), kind="press"),
    )
    assert [line for line in day.splitlines() if "**" in line] == [
        "| **11:00** | 12:00 | Statement |",
        "| **15:15** | 17:15 | LV Mexico City for Quito: Flight |",
    ]


def test_a_timeline_has_a_line_for_each_entry_with_the_background() -> None:
    assert section(render(FLAGSHIP, style="timeline"), "Timeline").splitlines() == [
        "- 2012: Ecuador grants Julian Assange asylum, London [2]",
        "- February 2025: Mexico hands over 29 people",
        "- Tue 4 Mar 2025: A tariff of 25% [2]",
        "- Tue 2 – Wed 3 Sep 2025: **Mexico City** [1]",
        "- Tue 2 – Wed 3 Sep 2025: Meeting with President Claudia Sheinbaum [1]",
        "- Wed 3 – Thu 4 Sep 2025: **Quito** [1]",
        "- Wed 3 Sep 2025, 10:00–11:30 (Washington 12:00–13:30): Talks at the palace,"
        " Palacio Nacional · POOL SPRAY AT TOP",
        "- Wed 3 Sep 2025, 15:15–20:45 (Washington 17:15–21:45): Mexico City → Quito: Flight"
        " · PARTY ONLY (planned 20:00 [1]; 45 min later) [3]",
        "- Thu 4 Sep 2025, 09:00 (Washington 10:00): Meeting with President Daniel Noboa [2, 3]",
    ]


def test_a_card_has_the_essentials_only() -> None:
    card = render(FLAGSHIP, style="card")
    assert [line for line in card.splitlines() if line.startswith("## ")] == [
        "## Tue 2 Sep 2025: Mexico City",
        "## Wed 3 Sep 2025: Mexico City → Quito",
        "## Thu 4 Sep 2025: Quito",
        "## Contacts",
    ]
    assert "- 15:15 LV Mexico City for Quito: Flight · PARTY ONLY\n" in card
    assert not [
        word
        for word in ("[1]", "|", "UTC−6 (", "Booking", "Words used", "Another paragraph")
        if word in card
    ]


def test_a_day_sheet_has_contacts_and_calls() -> None:
    show = event(
        "Show",
        at("2025-09-03T20:00", QUITO),
        call_time="18:30",
        contacts=[{"name": "Stage", "phone": "+593 1"}],
        kind="other",
    )
    late = event("Party", at("2025-09-03T22:00", QUITO), call_time="23:30", kind="other")
    early = event("Load-in", at("2025-09-03T15:00", QUITO), call_time="after lunch", kind="other")
    sheet = timeline(
        early,
        show,
        late,
        dates=on("2025-09-03"),
        contacts=[{"name": "Tour manager"}],
        sources=SOURCES,
    )
    day = section(render(sheet, style="day-sheet"), "Wed 3 Sep")
    assert day.startswith("- Tour manager\n- Stage, +593 1\n\n")
    assert [line for line in day.splitlines() if line.startswith("| ")][2:] == [
        "| 15:00 | 16:00 | Load-in |",
        "| **18:30** | 19:30 | Call: Show |",
        "| 20:00 | 21:00 | Show |",
        "| 22:00 | 23:00 | Party |",
    ]
    assert "- Load-in\n  - Call time: after lunch" in day
    assert "- Party\n  - Call time: 23:30" in day
    assert "will have" not in day


@pytest.mark.parametrize("style", STYLES)
def test_no_table_is_wider_than_three_columns(style: str) -> None:
    rows = [line for line in render(FLAGSHIP, style=style).splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in rows} <= {4}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"style": "cards"}, "unknown style 'cards' - did you mean 'card'?"),
        ({"lang": "de"}, f"unknown lang 'de' - known: {', '.join(LABEL_LANGUAGES)}"),
        ({"clock": 13}, "unknown clock '13' - known: 12, 24"),
    ],
)
def test_another_option_is_an_error_with_a_remedy(options: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError) as raised:
        render(FLAGSHIP, **options)
    assert str(raised.value) == message
