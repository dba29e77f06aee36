"""The last case on either side of each boundary: of clashes, windows, nights, lines and alarms."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import icalendar
import pytest
from tables import Table

from itinerary import resolve
from itinerary.checks import check_completeness
from itinerary.export import IcsOptions, render
from itinerary.export.ics.content_lines import fold_line
from itinerary.export.ics.losses import list_cautions, list_losses
from itinerary.loading import read_text
from itinerary.timeline import Timeline

HEAD = "title: T\nid: t\nplace: Quito\ndates: 2–5 September 2025\n"


def timeline(body: str, head: str = HEAD) -> Timeline:
    loaded = read_text(f"{head}{body}", name="trip.yaml")
    assert loaded.document, loaded.diagnostics
    return resolve(loaded.document)


def warnings(plan: Timeline) -> list[str]:
    """The codes of what contradicts itself."""
    return [each.code for each in plan.diagnostics]


def lines(*entries: str, section: str = "events") -> str:
    return f"{section}:\n" + "".join(f"  - {{{each}}}\n" for each in entries)


QUITO = "id: quito, title: Q, when: 3 September 2025 {}"  # five hours behind UTC
MEXICO = (  # six hours
    "id: mexico, title: M, place: {{name: Mexico City, timezone: America/Mexico_City}},"
    " when: 3 September 2025 {}"
)
FLIGHT = (
    "id: flight, title: AM1, kind: movement, number: XY9, carrier: Condor, from: Quito,"
    " to: Mexico City, depart: 3 September 2025 {}, arrive: 3 September 2025 {}"
)


CLASHES: list[tuple[tuple[str, ...], list[str]]] = [
    # one begins as the other ends, or a minute before
    ((QUITO.format("10:00–11:00"), MEXICO.format("10:00")), []),
    ((QUITO.format("10:00–11:01"), MEXICO.format("10:00")), ["two-places-at-once"]),
    ((MEXICO.format("08:00–09:00"), QUITO.format("10:00")), []),
    ((MEXICO.format("08:00–09:01"), QUITO.format("10:00")), ["two-places-at-once"]),
    # what has no end takes its minute
    ((QUITO.format("10:00"), MEXICO.format("09:00")), ["two-places-at-once"]),
    ((QUITO.format("10:00"), MEXICO.format("09:01")), []),
    # a farewell may be at the minute of the departure, a welcome at that of the arrival
    ((FLIGHT.format("10:00", "13:00"), QUITO.format("10:00")), []),
    ((FLIGHT.format("10:00", "13:00"), QUITO.format("10:01")), ["no-time-to-travel"]),
    ((FLIGHT.format("10:00", "13:00"), QUITO.format("09:00–10:01")), []),
    ((FLIGHT.format("10:00", "13:00"), QUITO.format("09:00–10:02")), ["no-time-to-travel"]),
    ((FLIGHT.format("10:00", "13:00"), MEXICO.format("13:00")), []),
    ((FLIGHT.format("10:00", "13:00"), MEXICO.format("12:59")), ["no-time-to-travel"]),
    # hours are exact, halves of a day are not
    ((QUITO.format("10 am to noon"), MEXICO.format("in the morning")), []),
    # what is aboard has the title, number or carrier of the movement in its place
    *(
        ((FLIGHT.format("10:00", "13:00"), f"{QUITO.format('11:00')}, place: {place}"), [])
        for place in ("aboard am1", "XY9", "a condor plane")
    ),
    # also where it begins before the movement has left
    ((FLIGHT.format("10:00", "13:00"), f"{QUITO.format('10:00–12:00')}, place: XY9"), []),
    (
        (FLIGHT.format("10:00", "13:00"), f"{QUITO.format('11:00')}, place: a plane"),
        ["no-time-to-travel"],
    ),
    # what has no clock time is nowhere at once
    ((QUITO.format(""), MEXICO.format("")), []),
    ((QUITO.format("10:00"), MEXICO.format("09:00") + ", status: cancelled"), []),
]


def test_events_clash_from_the_first_minute_they_share(table: Table) -> None:
    for entries, found in CLASHES:
        with table.row(entries, found):
            assert warnings(timeline(lines(*entries))) == found


def test_a_place_without_a_name_is_its_place() -> None:
    call = "id: call, title: Call, timezone: Asia/Tokyo, when: 4 September 2025 00:00"
    (found,) = timeline(lines(QUITO.format("10:00"), call)).diagnostics
    assert found.message == (
        "'Call' begins in its place (Thu 4 September 2025, 00:00 UTC+9), when 'Q' begins in Quito"
        " (Wed 3 September 2025, 10:00 UTC−5)"
    )


def test_a_venue_is_in_the_city_of_its_leg(table: Table) -> None:
    for hour, found in [("10:00", ["two-places-at-once"]), ("10:01", [])]:
        with table.row(hour):
            body = "".join(
                f"  - id: {city}\n    place: {city}\n    when: 3 September 2025\n    events:\n"
                f"      - {{id: {city}-1, title: E, place: Hall, when: 3 September 2025 {begin}}}\n"
                for city, begin in (("Lisbon", "10:00"), ("Porto", hour))
            )
            assert warnings(timeline(f"legs:\n{body}")) == found


PARTIES = HEAD + "principal: {name: Ana}\ntravellers: [{name: Ben}, {name: Eva}]\n"


TRAVELLERS: list[tuple[str, str, bool]] = [
    ("[Ana]", "[Ben]", False),
    ("[Ana, Ben]", "[Ben, Eva]", True),
    ("[Ana]", "[Guest]", True),
    ("[Guest]", "[Ana]", True),
    ("[Ben]", "[Eva]", False),
    ("[Ana]", "[]", True),
]


def test_travellers_who_part_are_at_two_places(table: Table) -> None:
    for one, other, clashes in TRAVELLERS:
        with table.row(one, other, clashes):
            body = lines(
                f"{QUITO.format('10:00')}, participants: {one}",
                f"{MEXICO.format('09:00')}, participants: {other}",
            )
            assert bool(warnings(timeline(body, PARTIES))) == clashes


OUTSIDE_TRIP: list[tuple[str, list[str]]] = [
    ("2 September 2025 00:00", []),
    ("1 September 2025 23:59", ["outside-trip"]),
    ("1 September 2025 22:00 to 2 September 2025 00:00", ["outside-trip"]),
    ("1 September 2025 22:00 to 2 September 2025 00:01", []),
    ("5 September 2025 23:59", []),
    ("6 September 2025 00:00", ["outside-trip"]),
    ("1 September 2025", ["outside-trip"]),
    ("6 September 2025", ["outside-trip"]),
    ("September 2025", []),
    ("August 2025", ["outside-trip"]),
]


def test_the_trip_holds_its_first_and_its_last_minute(table: Table) -> None:
    for when, found in OUTSIDE_TRIP:
        with table.row(when, found):
            assert warnings(timeline(lines(f"id: e, title: E, when: {when}"))) == found


LEG = (
    "legs:\n  - id: leg\n    title: L\n    when: {}\n    events:\n      - {{id: e, title: E, {}}}\n"
)


OUTSIDE_LEG: list[tuple[str, str, list[str]]] = [
    ("3–4 September 2025", "when: 3 September 2025 00:00", []),
    ("3–4 September 2025", "when: 2 September 2025 23:59", ["outside-leg"]),
    ("3–4 September 2025", "when: 4 September 2025 23:59", []),
    ("3–4 September 2025", "when: 5 September 2025 00:00", ["outside-leg"]),
    # a way to a leg may be on the day before, a way back on the day after
    (
        "4–5 September 2025",
        "kind: movement, from: Quito, to: Lima, depart: 3 September 2025, arrive: 3 September 2025",
        [],
    ),
    (
        "4–5 September 2025",
        "kind: movement, from: Quito, to: Lima, depart: 2 September 2025, arrive: 2 September 2025",
        ["outside-leg"],
    ),
    ("2–3 September 2025", "kind: stay, check_in: 4 September 2025", []),
    ("2–3 September 2025", "kind: stay, check_in: 5 September 2025", ["outside-leg"]),
    # a leg that reaches beyond the trip, or lies outside, whose events are not told again
    ("2–5 September 2025", "when: 3 September 2025", []),
    ("1–5 September 2025", "when: 3 September 2025", ["outside-trip"]),
    ("2–6 September 2025", "when: 3 September 2025", ["outside-trip"]),
    ("7–8 September 2025", "when: 7 September 2025", ["outside-trip"]),
    ("September 2025", "when: 5 September 2025", []),
]


def test_a_leg_holds_its_first_and_its_last_minute(table: Table) -> None:
    for leg, event, found in OUTSIDE_LEG:
        with table.row(leg, event, found):
            assert warnings(timeline(LEG.format(leg, event))) == found


def test_small_hours_that_belong_to_the_evening_are_in_its_leg(table: Table) -> None:
    document = "day_ends: '05:00'\n" + LEG
    for hour, found in (("04:59", []), ("05:00", ["outside-leg"])):
        with table.row(hour, found):
            event = f"when: 5 September 2025 {hour}"
            assert warnings(timeline(document.format("3–4 September 2025", event))) == found


MOVEMENT = "id: e, title: E, kind: movement, from: Quito, to: Lima, depart: {}, arrive: {}"
STAY = "id: e, title: E, kind: stay, check_in: {}, check_out: {}"


ENDS: list[tuple[str, bool]] = [
    (MOVEMENT.format("3 September 2025 10:00", "3 September 2025 10:00"), False),
    (MOVEMENT.format("3 September 2025 10:00", "3 September 2025 09:59"), True),
    # the days of a movement are those of two places
    (MOVEMENT.format("4 September 2025", "3 September 2025"), False),
    (MOVEMENT.format("5 September 2025", "3 September 2025"), True),
    (STAY.format("3 September 2025", "3 September 2025"), False),
    (STAY.format("4 September 2025", "3 September 2025"), True),
    (STAY.format("3 September 2025 15:00", "3 September 2025"), False),
    # a clock time and a day are compared as days
    (MOVEMENT.format("3 September 2025 10:00", "2 September 2025"), False),
    (MOVEMENT.format("4 September 2025", "3 September 2025 23:00"), False),
    (STAY.format("3 September 2025 15:00", "2 September 2025"), True),
]


def test_an_end_may_be_at_the_minute_of_its_beginning(table: Table) -> None:
    for body, found in ENDS:
        with table.row(body, found):
            assert ("ends-before-it-begins" in warnings(timeline(lines(body)))) == found


def legs(*stretches: str, movements: tuple[str, ...] = ()) -> str:
    places = ("Quito", "Lima", "Mexico City")
    held = [
        f"id: {place[0]}, place: {place}, when: {when}"
        for place, when in zip(places, stretches, strict=False)
    ]
    moved = [
        f"id: m{number}, title: M, kind: movement, from: Quito, to: Lima, depart: {when}"
        for number, when in enumerate(movements)
    ]
    return lines(*held, section="legs") + (lines(*moved) if moved else "")


SHARED_DAYS: list[tuple[str, list[str]]] = [
    (legs("2–3 September 2025", "3–5 September 2025"), []),
    (legs("2–4 September 2025", "3–5 September 2025"), ["legs-overlap"]),
    (legs("2–4 September 2025", "about 3 September 2025"), []),
    (legs("2–4 September 2025", "September 2025"), []),
    (legs("2–5 September 2025", "3–4 September 2025"), ["legs-overlap"]),
    (legs("2–5 September 2025", "3 September 2025"), []),
    *(
        (legs("2–4 September 2025", "3–5 September 2025", movements=(day,)), found)
        for day, found in [
            ("2 September 2025", ["legs-overlap"]),
            ("3 September 2025", []),
            ("4 September 2025", []),
            ("5 September 2025", ["legs-overlap"]),
        ]
    ),
]


def test_legs_may_share_one_day(table: Table) -> None:
    for body, found in SHARED_DAYS:
        with table.row(body, found):
            assert warnings(timeline(body)) == found


BACKGROUND: list[tuple[str, str, list[str]]] = [
    (HEAD, "2 September 2025", []),
    (HEAD, "3 September 2025", ["background-later"]),
    ("title: T\nid: t\ndates: September 2025\n", "30 September 2025", []),
    ("title: T\nid: t\ndates: September 2025\n", "1 October 2025", ["background-later"]),
]


def test_background_may_begin_on_the_first_day(table: Table) -> None:
    for head, when, found in BACKGROUND:
        with table.row(head, when, found):
            body = lines(f"id: e, title: E, when: {when}", section="background")
            assert warnings(timeline(body, head)) == found


COUNTED: list[tuple[str, str, list[str]]] = [
    ("2025-09-05", "says: two days ago", []),
    ("2025-09-06", "says: two days ago", ["counted-from-later"]),
    ("2025-09-06", "says: two days ago, status: actual", []),
    ("2025-09-06", "says: 4 September", []),
    ("2025-09-06", "says: the first day of the trip", []),
    ("2025-09-06", "says: the day after $b", []),
]


def test_words_may_count_from_the_last_day(table: Table) -> None:
    for published, words, found in COUNTED:
        with table.row(published, words, found):
            sources = f"sources: {{s: {{publisher: P, title: S, published: {published}}}}}\n"
            entries = lines(f"id: e, title: E, when: {{{words}, source: s}}")
            entries += lines("id: b, title: B, when: 1 September 2025", section="background")
            plan = timeline(sources + entries)
            assert [each for each in warnings(plan) if "counted" in each] == found


CLOCK_CHANGES: list[tuple[str, list[str]]] = [
    ("9 March 2025 01:59", []),
    ("9 March 2025 02:00", ["no-such-time"]),
    ("9 March 2025 02:58", ["no-such-time"]),
    ("9 March 2025 03:00", []),
    ("9 March 2025 01:00 to 02:30", ["no-such-time"]),
    ("2 November 2025 00:59", []),
    ("2 November 2025 01:00", ["time-comes-twice"]),
    ("2 November 2025 01:59", ["time-comes-twice"]),
    ("2 November 2025 02:00", []),
    ("2 November 2025 00:30 to 01:30", ["time-comes-twice"]),
    ("2 November 2025", []),
    ("2025-11-02T01:30-05:00", []),
    ("2025-11-02T01:30-0500", []),
    ("2025-11-02T05:30Z", []),
]


def test_clocks_change_at_two_in_new_york(table: Table) -> None:
    for when, found in CLOCK_CHANGES:
        with table.row(when, found):
            plan = timeline(
                lines(f'id: e, title: E, when: "{when}"'), "title: T\nid: t\nplace: New York\n"
            )
            assert [each.code for each in plan.diagnostics] == found


STAYING = "kind: stay, id: s{}, title: S"
NIGHTS = [
    ("check_in: 2 September 2025, check_out: 5 September 2025", []),
    ("check_in: 2 September 2025, check_out: 4 September 2025", ["the night of 4 September 2025"]),
    (
        "check_in: 2 September 2025, check_out: 3 September 2025",
        ["the nights of 3–4 September 2025"],
    ),
    ("check_in: 3 September 2025, check_out: 5 September 2025", ["the night of 2 September 2025"]),
    (
        "check_in: 3 September 2025, check_out: 4 September 2025",
        ["the night of 2 September 2025", "the night of 4 September 2025"],
    ),
    ("check_in: 2 September 2025", []),
    ("when: 2–4 September 2025", []),
    ("when: 2–3 September 2025", ["the night of 4 September 2025"]),
    ("when: 4 September 2025", ["the nights of 2–3 September 2025"]),
    ("check_in: TBD, check_out: 5 September 2025", ["the nights of 2–4 September 2025"]),
    ("when: TBD", ["the nights of 2–4 September 2025"]),
]


def test_a_night_belongs_to_the_stay_of_its_evening(table: Table) -> None:
    for stay, gaps in NIGHTS:
        with table.row(stay, gaps):
            plan = timeline(lines(f"{STAYING.format(1)}, {stay}"))
            found = check_completeness(plan, strict=True)
            assert [each.message for each in found] == [
                f"no stay is given for {gap}" for gap in gaps
            ]


LEG_NIGHTS: list[tuple[str, list[str]]] = [
    # the last night of a leg is that of the next one, if it has begun
    (
        "legs:\n  - {id: a, title: A, when: 2–3 September 2025, stay: Inn}\n"
        "  - {id: b, title: B, when: 3–5 September 2025}\n",
        ["the nights of 3–4 September 2025, in 'B'"],
    ),
    (
        "legs:\n  - {id: a, title: A, when: 2–3 September 2025, stay: Inn}\n"
        "  - {id: b, title: B, when: 4–5 September 2025}\n",
        ["the night of 4 September 2025, in 'B'"],
    ),
    (
        "legs:\n  - {id: a, title: A, when: 2–3 September 2025}\n"
        "  - {id: b, title: B, when: 3–4 September 2025}\n"
        "  - {id: c, title: C, when: 5 September 2025}\n",
        ["the nights of 2–4 September 2025, in 'A' and 'B'"],
    ),
    (
        "legs:\n  - {id: a, title: A, when: 2–4 September 2025}\n"
        "  - {id: b, title: B, when: 2–4 September 2025}\n",
        ["the nights of 2–4 September 2025, in 'A' and 'B'"],
    ),
    # a movement overnight takes its nights, one by day none
    (
        "events:\n  - {id: m, title: M, kind: movement, from: Quito, to: Lima,"
        " depart: 2 September 2025 22:00, arrive: 5 September 2025 04:00}\n",
        [],
    ),
    (
        "events:\n  - {id: m, title: M, kind: movement, from: Quito, to: Lima,"
        " depart: 3 September 2025 08:00, arrive: 3 September 2025 12:00}\n",
        ["the nights of 2–4 September 2025"],
    ),
    # nor does anything else that lasts for days
    (
        "events: [{id: e, title: E, when: 2–4 September 2025}]\n",
        ["the nights of 2–4 September 2025"],
    ),
    # a stay without an end lasts as long as its leg
    (
        "legs:\n  - id: a\n    title: A\n    when: 2–4 September 2025\n    events:\n"
        "      - {id: s, title: S, kind: stay, check_in: 2 September 2025}\n",
        ["the night of 4 September 2025, in 'A'"],
    ),
]


def test_the_nights_of_legs_and_movements(table: Table) -> None:
    for body, gaps in LEG_NIGHTS:
        with table.row(body, gaps):
            found = check_completeness(timeline(body), strict=True)
            told = [each.message for each in found if each.code == "night-without-stay"]
            assert told == [f"no stay is given for {gap}" for gap in gaps]


# --- what a claim counts from, and which of several is used


ARRIVALS: list[tuple[str, str, str]] = [
    # the first such time at or after the departure, by the moment and not by the clock
    ("3 September 2025 10:00", "10:00", "2025-09-03T10:00:00-05:00"),
    ("3 September 2025 10:00", "09:59", "2025-09-04T09:59:00-05:00"),
    ("3 September 2025 23:00", "01:00", "2025-09-04T01:00:00-05:00"),
    ("3 September 2025 10:00", "3 September", "2025-09-03"),
    # a day may be the one before, as beyond the date line
    ("3 September 2025 10:00", "Tuesday", "2025-09-02"),
    ("3 September 2025 10:00", "Monday", "2025-09-08"),
    ("3 September 2025 23:00", "the next day at 05:00", "2025-09-04T05:00:00-05:00"),
]


def test_an_arrival_is_the_first_such_time_from_the_departure(table: Table) -> None:
    for depart, arrive, found in ARRIVALS:
        with table.row(depart, arrive, found):
            plan = timeline(lines(MOVEMENT.format(depart, arrive)))
            dating = plan.find("e").find_dating("arrive")
            assert dating is not None
            assert [each.edtf for each in dating.intervals] == [found]


def test_an_arrival_at_an_unknown_place_has_no_clock() -> None:
    fields = "id: e, title: E, kind: movement, from: Quito, to: Nowhereville"
    fields += ", depart: 3 September 2025 10:00"
    for arrive, found in [("10:00", "2025-09-03T10:00:00"), ("09:59", "2025-09-04T09:59:00")]:
        plan = timeline(lines(f"{fields}, arrive: {arrive}"))
        dating = plan.find("e").find_dating("arrive")
        assert dating is not None
        assert [each.edtf for each in dating.intervals] == [found]
        assert warnings(plan) == ["no-such-place"]


def test_an_arrival_beyond_the_last_day_is_refused() -> None:
    plan = timeline(
        lines(MOVEMENT.format("9999-12-30 10:00", "three days later")),
        "title: T\nid: t\nplace: Quito\n",
    )
    (found,) = plan.diagnostics
    assert found.message == "“three days later”: it lies outside the years 9999 BC to AD 9999"


ARRIVALS_ELSEWHERE: list[tuple[str, str, str]] = [
    ("{name: Mexico City, timezone: America/Mexico_City}", "09:00", "2025-09-03T09:00:00-06:00"),
    ("{name: Mexico City, timezone: America/Mexico_City}", "08:59", "2025-09-04T08:59:00-06:00"),
    ("{name: Madrid, timezone: Europe/Madrid}", "17:00", "2025-09-03T17:00:00+02:00"),
    ("{name: Madrid, timezone: Europe/Madrid}", "16:59", "2025-09-04T16:59:00+02:00"),
]


def test_an_arrival_may_be_earlier_by_the_clock_there(table: Table) -> None:
    for target, arrive, found in ARRIVALS_ELSEWHERE:
        with table.row(target, arrive, found):
            fields = "id: e, title: E, kind: movement, from: Quito, depart: 3 September 2025 10:00"
            plan = timeline(lines(f"{fields}, to: {target}, arrive: {arrive}"))
            dating = plan.find("e").find_dating("arrive")
            assert dating is not None
            assert [each.edtf for each in dating.intervals] == [found]


CLAIM_SOURCES = """sources:
  early: {publisher: Post, title: A, published: 2025-08-20}
  late: {publisher: Post, title: B, published: 2025-08-21}
  same: {publisher: Post, title: C, published: 2025-08-20}
  rival: {publisher: Sun, title: D, published: 2025-08-25}
  undated: {publisher: Post, title: E}
  nine: {publisher: Post, title: F, published: 2025-08-21 08:00}
"""


CLAIMS: list[tuple[tuple[tuple[str, str], ...], str]] = [
    # a later word of the same publisher corrects the earlier one
    ((("3 September", "early"), ("4 September", "late")), "correction chosen"),
    ((("3 September", "late"), ("4 September", "early")), "chosen correction"),
    ((("3 September", "early"), ("3 September", "late")), "chosen same"),
    ((("3 September", "early"), ("4 September", "same")), "chosen contradiction"),
    ((("3 September", "early"), ("4 September", "rival")), "chosen contradiction"),
    ((("3 September", "undated"), ("4 September", "late")), "chosen contradiction"),
    ((("3 September", "late"), ("4 September", "undated")), "chosen contradiction"),
    # a date outside the trip is a slip where another lies inside
    ((("6 September", "early"), ("5 September", "rival")), "slip chosen"),
    ((("1 September", "early"), ("2 September", "rival")), "slip chosen"),
    ((("6 September", "early"), ("7 September", "rival")), "chosen contradiction"),
    # hours, too, agree only if they begin together
    ((("the next hour", "nine"), ("09:30 on 21 August 2025", "nine")), "chosen contradiction"),
    ((("the next hour", "nine"), ("09:00 on 21 August 2025", "nine")), "refinement chosen"),
    # of dates that agree the finest is used
    ((("September 2025", "early"), ("4 September", "rival")), "refinement chosen"),
    ((("4 September", "early"), ("September 2025", "rival")), "chosen refinement"),
    ((("4 September", "early"), ("4 September 10:00", "rival")), "refinement chosen"),
    (
        (("10:00 on 4 September", "early"), ("10:01 on 4 September", "rival")),
        "chosen contradiction",
    ),
    (
        (("10:00–11:00 on 4 September", "early"), ("10:00 on 4 September", "rival")),
        "chosen refinement",
    ),
    (
        (("10:00 on 4 September", "early"), ("10:00–11:00 on 4 September", "rival")),
        "refinement chosen",
    ),
    (
        (("10:00–11:00 on 4 September", "early"), ("10:00–12:00 on 4 September", "rival")),
        "chosen contradiction",
    ),
    (
        (("10:00 onward on 4 September", "early"), ("4 September at 10:20", "x")),
        "chosen contradiction",
    ),
    (
        (("10:00 onward on 4 September", "early"), ("4 September at 10:00", "x")),
        "chosen refinement",
    ),
    (
        (("10:00 onward on 4 September", "early"), ("10:00–11:00 on 4 September", "x")),
        "refinement chosen",
    ),
    ((("4 September before 16:00", "early"), ("4 September at 15:00", "x")), "refinement chosen"),
    (
        (("4 September before 16:00", "early"), ("4 September at 16:30", "x")),
        "chosen contradiction",
    ),
    # what is only about right, or open, leaves room
    ((("4 September at about 10:00", "early"), ("4 September at 10:20", "x")), "refinement chosen"),
    ((("4 September at 10:00", "early"), ("4 September at about 10:00", "x")), "chosen same"),
    ((("4 September at about 10:00", "early"), ("4 September at 10:00", "x")), "same chosen"),
    ((("4 September at 9:40", "early"), ("4 September at about 10:00", "x")), "chosen refinement"),
    (
        (("4 September at about 10:00", "early"), ("4 September at 10:45", "x")),
        "chosen contradiction",
    ),
    ((("4 September after 10:00", "early"), ("4 September at 10:20", "x")), "refinement chosen"),
    (
        (("4 September after 10:00", "early"), ("10:20–11:00 on 4 September", "x")),
        "refinement chosen",
    ),
    ((("4 September after 10:00", "early"), ("4 September at 9:50", "x")), "chosen contradiction"),
    ((("4 September after 10:00", "early"), ("4 September", "x")), "chosen refinement"),
    ((("4 September after 10:00", "early"), ("4 September by 12:00", "x")), "chosen refinement"),
    ((("4 September by 12:00", "early"), ("4 September at 10:00", "x")), "refinement chosen"),
    ((("4 September by 12:00", "early"), ("4 September at 13:00", "x")), "chosen contradiction"),
    (
        (("4 September after 11:00", "early"), ("4 September in the afternoon", "x")),
        "refinement chosen",
    ),
    (
        (
            ("4 September in the evening", "early"),
            ("21:00 on 4 September to 1:00 on 5 September", "x"),
        ),
        "refinement chosen",
    ),
    ((("about 4 September", "early"), ("5 September", "x")), "refinement chosen"),
    ((("about 4 September", "early"), ("4 September", "x")), "same chosen"),
    ((("about 2 September", "early"), ("5 September", "x")), "chosen contradiction"),
    (
        (("10 am to noon on 4 September", "early"), ("11 am to noon on 4 September", "rival")),
        "chosen contradiction",
    ),
    (
        (("in the morning of 4 September", "early"), ("10 am to noon on 4 September", "rival")),
        "refinement chosen",
    ),
]


def test_which_of_two_claims_is_used(table: Table) -> None:
    for claims, verdicts in CLAIMS:
        with table.row(claims, verdicts):
            said = ", ".join(f"{{says: '{words}', source: {source}}}" for words, source in claims)
            plan = timeline(CLAIM_SOURCES + lines(f"id: e, title: E, when: [{said}]"))
            readings = plan.find("e").datings[0].readings
            assert " ".join(each.verdict for each in readings) == verdicts


SAID_TWICE = "[{says: 1 September 2025}, {says: 2 September 2025}]"
SLIPS: list[tuple[str, str, str]] = [
    # where the trip is on 2 September
    ("l", "slip chosen", f"legs: [{{id: l, title: L, when: {SAID_TWICE}}}]\n"),
    ("e", "slip chosen", f"events: [{{id: e, title: E, when: {SAID_TWICE}}}]\n"),
    ("b", "chosen contradiction", f"background: [{{id: b, title: B, when: {SAID_TWICE}}}]\n"),
]


def test_a_slip_is_of_a_leg_or_an_event(table: Table) -> None:
    for id_, verdicts, body in SLIPS:
        with table.row(id_):
            readings = timeline(body).find(id_).datings[0].readings
            assert " ".join(each.verdict for each in readings) == verdicts


RANKS: list[tuple[tuple[str, str], str]] = [
    (("rank: deprecated", ""), "deprecated chosen"),
    (("rank: deprecated", "rank: deprecated"), "chosen contradiction"),
    (("", "rank: preferred"), "contradiction chosen"),
    (("rank: preferred", "rank: preferred"), "chosen contradiction"),
    (("", "status: actual"), "planned chosen"),
    (("status: actual", "status: actual"), "chosen contradiction"),
    (("status: actual", "rank: preferred"), "chosen planned"),
    (("status: actual, rank: deprecated", ""), "deprecated chosen"),
]


def test_ranks_go_before_the_order(table: Table) -> None:
    for ranks, verdicts in RANKS:
        with table.row(ranks, verdicts):
            days = ("3 September", "4 September")
            said = ", ".join(
                f"{{says: {day}{', ' if rank else ''}{rank}}}"
                for day, rank in zip(days, ranks, strict=True)
            )
            readings = (
                timeline(lines(f"id: e, title: E, when: [{said}]")).find("e").datings[0].readings
            )
            assert " ".join(each.verdict for each in readings) == verdicts
            assert all(each.reason for each in readings)


# --- calendars


FOLDED: list[tuple[int, str, list[int]]] = [
    # 75 octets with the space before each piece but the first, never within a character
    (0, "x" * 74, [74]),
    (0, "x" * 75, [74, 2]),
    (0, "x" * 148, [74, 75]),
    (0, "x" * 149, [74, 75, 2]),
    (72, "é", [74]),
    (73, "é", [73, 3]),
    (72, "éx", [74, 2]),
    (71, "€", [74]),
    (72, "€", [72, 4]),
    (70, "😀", [74]),
    (71, "😀", [71, 5]),
    (73, r"\n", [73, 3]),
    (73, "^n", [73, 3]),
    (72, r"\nx", [74, 2]),
]


def test_lines_are_cut_at_75_octets(table: Table) -> None:
    for before, text, pieces in FOLDED:
        with table.row(before, text, pieces):
            line = b"x" * before + text.encode()
            folded = fold_line(line)
            assert [len(each) for each in folded.split(b"\r\n")] == pieces
            assert folded.replace(b"\r\n ", b"") == line


ESCAPED: list[tuple[str, str]] = [
    (r"a\b", r"a\\b"),
    (r"a\\b", r"a\\\\b"),
    (r"a\nb", r"a\\nb"),
    ("a;b,c", r"a\;b\,c"),
    (r"a\;b\,c", r"a\\\;b\\\,c"),
    ("a:b", "a:b"),
]


def test_what_has_a_meaning_in_calendars_is_escaped(table: Table) -> None:
    for text, written in ESCAPED:
        with table.row(text):
            plan = timeline(lines(f"id: e, title: '{text}', notes: '{text}', when: 2025-09-03"))
            found = render(plan, "ics").replace("\r\n ", "")
            assert f"\r\nSUMMARY:{written}\r\n" in found
            assert f"\\n{written}\r\n" in found


def events(plan: Timeline, **options: Any) -> list[icalendar.Component]:
    text = render(plan, "ics", IcsOptions(**options))
    assert isinstance(text, str)
    return icalendar.Calendar.from_ical(text).walk("VEVENT") if text else []


ALARMS: list[tuple[str, str, timedelta | None]] = [
    ("", "", None),
    ("", "own", None),
    ("", "1m", timedelta(minutes=1)),
    ("", "59m", timedelta(minutes=59)),
    ("", "2h", timedelta(hours=2)),
    ("", "3d", timedelta(days=3)),
    (", alarm: 15m", "", None),
    (", alarm: 15m", "own", timedelta(minutes=15)),
    (", alarm: 15m", "2h", timedelta(minutes=15)),
    (", alarm: 15m, status: cancelled", "2h", None),
    (", alarm: 15m, status: tentative", "2h", timedelta(minutes=15)),
]


def test_when_an_alarm_rings(table: Table) -> None:
    for own, asked, before in ALARMS:
        with table.row(own, asked, before):
            plan = timeline(lines(f"id: e, title: E, when: 3 September 2025 10:00{own}"))
            (event,) = events(plan, alarm=asked)
            assert [each["TRIGGER"].dt for each in event.walk("VALARM")] == (
                [-before] if before else []
            )


EVENT_ENDS: list[tuple[str, str, str]] = [
    ("3 September 2025 10:00", "20250903T100000", "20250903T100100"),
    ("3 September 2025 10:00–10:01", "20250903T100000", "20250903T100100"),
    ("3 September 2025 10:00–11:30", "20250903T100000", "20250903T113000"),
    ("3 September 2025 23:59", "20250903T235900", "20250904T000000"),
    ("3 September 2025 22:00 to 4 September 2025 00:00", "20250903T220000", "20250904T000000"),
    ("3 September 2025", "20250903", "20250904"),
    ("3–4 September 2025", "20250903", "20250905"),
    ("9999-12-30", "99991230", "99991231"),
]


def test_where_an_event_ends(table: Table) -> None:
    for when, start, end in EVENT_ENDS:
        with table.row(when, start, end):
            head = HEAD.replace("dates: 2–5 September 2025\n", "")
            (event,) = events(timeline(lines(f"id: e, title: E, when: {when}"), head))
            assert [event[name].to_ical().decode() for name in ("DTSTART", "DTEND")] == [start, end]


SKIPPED: list[tuple[str, str]] = [
    # 02:01 in summer is 01:01 in winter
    ("01:00 to 02:01", "20250330T020100"),
    ("00:59 to 01:00", "20250330T010000Z"),
]


def test_an_event_may_end_where_the_clocks_skip_an_hour(table: Table) -> None:
    for when, end in SKIPPED:
        with table.row(when):
            body = lines(f"id: e, title: E, when: '30 March 2025 {when}'")
            (event,) = events(timeline(body, "title: T\nid: t\nplace: Lisbon\n"))
            assert event["DTEND"].to_ical().decode() == end


DEGREES: list[tuple[str, str]] = [
    ("0", "0.0;0.0"),
    ("0.0001", "0.0001;-0.0001"),
    ("0.00009999", "0.0;0.0"),
    ("12.3456789", "12.345679;-12.345679"),
]


def test_coordinates_are_written_to_six_places(table: Table) -> None:
    for degrees, written in DEGREES:
        with table.row(degrees):
            place = f"{{name: Hall, latitude: {degrees}, longitude: -{degrees}}}"
            (event,) = events(timeline(lines(f"id: e, title: E, when: 2025-09-03, place: {place}")))
            assert event["GEO"].to_ical() == written


STAMPS: list[tuple[str, str]] = [
    ("2025-09-01", "20250901T000000Z"),
    ("2025-09-01T08:00", "20250901T080000Z"),
]


def test_a_stamp_is_the_same_on_every_clock(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        for clock in ("UTC", "Asia/Tokyo"):
            monkeypatch.setenv("TZ", clock)
            time.tzset()
            for revised, stamp in STAMPS:
                with table.row(clock, revised):
                    plan = timeline(
                        lines("id: e, title: E, when: 2025-09-03"), f"{HEAD}revised: {revised}\n"
                    )
                    (event,) = events(plan)
                    assert event["DTSTAMP"].to_ical().decode() == stamp
            aware = datetime(2025, 9, 1, 8, tzinfo=timezone(timedelta(hours=2)))
            (event,) = events(replace(plan, stamp=aware))
            assert event["DTSTAMP"].to_ical().decode() == "20250901T060000Z"
    finally:
        monkeypatch.undo()
        time.tzset()


SEQUENCES: list[tuple[str, int]] = [
    ("1999-12-31", 0),
    ("2000-01-01", 0),
    ("2000-01-02", 1440),
    ("2025-09-03", 13_502_880),
    ("6083-01-23", 2**31 - 128),
    ("6083-01-24", 2**31 - 1),
    ("9999-12-30", 2**31 - 1),
]


def test_the_sequence_counts_minutes_until_it_is_full(table: Table) -> None:
    for revised, sequence in SEQUENCES:
        with table.row(revised, sequence):
            plan = timeline(
                lines("id: e, title: E, when: 3 September 2025"), f"{HEAD}revised: {revised}\n"
            )
            (event,) = events(plan)
            assert event["SEQUENCE"] == sequence


LOSSES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("TBD", {}, ["still open, so in no calendar: E"]),
    ("September 2025", {}, []),
    ("September 2025", {"imprecise": "omit"}, ["not known to the day, so left out: E"]),
    ("about 3 September 2025", {"imprecise": "omit"}, ["not known to the day, so left out: E"]),
    ("3 September 2025", {"imprecise": "omit"}, []),
    ("3 September 2025 10:00", {"imprecise": "omit"}, []),
]


def test_what_a_calendar_loses(table: Table) -> None:
    for when, options, losses in LOSSES:
        with table.row(when, options, losses):
            plan = timeline(lines(f"id: e, title: E, when: {when}"))
            assert list(list_losses(plan, IcsOptions(**options))) == losses


CAUTIONS: list[tuple[int, int, int, int]] = [
    (1000, 0, 1601, 0),
    (1001, 0, 1601, 1),
    (1, 0, 1600, 1),
    (1001, 0, 1600, 2),
    (1, 900_000 - 29, 1601, 0),
    (1, 900_001 - 29, 1601, 1),
]


def test_what_calendars_will_not_take(table: Table) -> None:
    for count, padding, year, cautions in CAUTIONS:
        with table.row(count, padding, year, cautions):
            text = f"DTSTART:{year}0101" + "\nBEGIN:VEVENT" * count + "x" * padding
            assert len(list_cautions(text)) == cautions


# --- places and what legs are read in


ZONES: list[tuple[str, str, str, list[str]]] = [
    # Panama keeps New York's winter time all year: both count, the first day and the last
    ("New York", "America/Panama", "7–8 March 2025", []),
    ("New York", "America/Panama", "8–9 March 2025", ["other-zone"]),
    ("New York", "America/Panama", "1–2 November 2025", ["other-zone"]),
    ("New York", "America/Panama", "2–3 November 2025", []),
    ("New York", "America/Panama", "July 2025", ["other-zone"]),
    ("Lima", "America/Guayaquil", "July 2025", []),
    ("Lima", "America/Mexico_City", "July 2025", ["other-zone"]),
    ("{name: Lima, country: US}", "America/New_York", "July 2025", []),
    ("{name: Lima, country: PE}", "America/New_York", "July 2025", ["other-zone"]),
    ("Nowhereville", "America/New_York", "July 2025", []),
]


def test_a_stated_zone_is_held_against_the_city_on_both_days(table: Table) -> None:
    for place, zone, dates, found in ZONES:
        with table.row(place, zone, dates):
            head = f"title: T\nid: t\nplace: {place}\ntimezone: {zone}\ndates: {dates}\n"
            assert [each.code for each in check_completeness(timeline("", head))] == found
            leg = f"id: l, place: {place}, timezone: {zone}, when: {dates}"
            plan = timeline(lines(leg, section="legs"), "title: T\nid: t\n")
            assert [each.code for each in check_completeness(plan)] == found


WAYS: list[tuple[str, tuple[str, ...], tuple[str, ...], list[str]]] = [
    ("", ("Quito", "Lima"), (), []),
    ("", ("Quito", "Lima"), ("Lima",), []),
    ("", ("Quito", "Lima"), ("Mexico City",), ["unreached-leg"]),
    ("", ("Quito", "Quito"), ("Lima",), []),
    ("home: Lima\n", ("Lima", "Quito"), ("Lima",), ["unreached-leg"]),
    ("home: Lima\n", ("Quito", "Lima"), ("Lima",), ["unreached-leg"]),
    ("home: Lima\n", ("Quito", "Lima"), ("Lima", "Quito"), []),
    # one to an airport is known by its zone
    ("", ("Quito", "Lima"), ("{name: LIM, timezone: America/Lima}",), []),
    ("", ("Quito", "Lima"), ("{name: GRU, timezone: America/Sao_Paulo}",), ["unreached-leg"]),
]


def test_each_leg_is_reached(table: Table) -> None:
    for home, cities, targets, found in WAYS:
        with table.row(home, cities, targets):
            held = [f"id: l{number}, place: {city}" for number, city in enumerate(cities)]
            moved = [
                f"id: m{number}, title: M, kind: movement, from: Bogotá, to: {target},"
                " depart: 2 September 2025"
                for number, target in enumerate(targets)
            ]
            body = lines(*held, section="legs") + (lines(*moved) if moved else "")
            codes = [each.code for each in check_completeness(timeline(home + body))]
            assert codes == found


PLACES: list[tuple[str, str, tuple[Any, ...]]] = [
    # what the place itself says goes before its city; a venue has its city's zone and country
    ("", "place: Hall", ("Hall", "America/Lima", "PE", None, None, "")),
    ("", "place: Lima", ("Lima", "America/Lima", "PE", -12.04, -77.03, "")),
    ("", "", ("Lima", "America/Lima", "PE", -12.04, -77.03, "")),
    (
        "",
        "place: {name: Hall, address: A 1, country: EC, latitude: -2.2, longitude: -79.9}",
        ("Hall", "America/Guayaquil", "EC", -2.2, -79.9, "A 1"),
    ),
    (
        "",
        "place: {name: Hall, timezone: Europe/Madrid}",
        ("Hall", "Europe/Madrid", "", None, None, ""),
    ),
    ("", "place: Hall, timezone: Europe/Madrid", ("Hall", "Europe/Madrid", "", None, None, "")),
    ("", "timezone: Europe/Madrid", ("", "Europe/Madrid", "", None, None, "")),
    ("timezone: Europe/Madrid", "place: Hall", ("Hall", "Europe/Madrid", "", None, None, "")),
]


def test_where_an_event_is(table: Table) -> None:
    for leg, event, found in PLACES:
        with table.row(leg, event):
            held = ", ".join(filter(None, ("id: l", "place: Lima", leg)))
            fields = ", ".join(filter(None, ("id: e", "title: E", "when: 3 September 2025", event)))
            body = f"legs:\n  - {{{held}, events: [{{{fields}}}]}}\n"
            place = timeline(body).find("e").place
            assert place is not None
            kept = (place.latitude, place.longitude)
            rounded = [each if each is None else round(each, 2) for each in kept]
            assert (place.name, place.timezone, place.country, *rounded, place.address) == found


NAMELESS: list[tuple[str, str, str]] = [
    # a leg without a place has the clock that is stated, by no name; else it is where the trip is
    ("place: Quito\n", "", "Quito America/Guayaquil"),
    ("place: Quito\n", ", timezone: Asia/Tokyo", " Asia/Tokyo"),
    ("timezone: Asia/Tokyo\n", "", " Asia/Tokyo"),
    ("timezone: Asia/Tokyo\n", ", timezone: Europe/Lisbon", " Europe/Lisbon"),
]


def test_where_a_leg_without_a_place_is(table: Table) -> None:
    for head, leg, found in NAMELESS:
        with table.row(head, leg):
            body = f"{head}legs: [{{id: l, title: L, when: 2025-09-03{leg}}}]\n"
            place = timeline(body, "title: T\nid: t\n").find("l").place
            assert place is not None
            assert f"{place.name} {place.timezone}" == found


READ_IN: list[tuple[str, str, str]] = [
    # a weekday is the one in the leg, else the one in the trip, its first
    ("8–10 September 2025", "Tuesday", "2025-09-09"),
    ("8–10 September 2025", "Monday", "2025-09-08"),
    ("8–10 September 2025", "Wednesday", "2025-09-10"),
    ("8–10 September 2025", "Thursday", "2025-09-04"),
]


def test_a_date_is_read_in_its_leg_and_then_in_the_trip(table: Table) -> None:
    head = "title: T\nid: t\nplace: Quito\ndates: 2–10 September 2025\n"
    for leg, words, found in READ_IN:
        with table.row(leg, words):
            plan = timeline(LEG.format(leg, f"when: {words}"), head)
            assert [each.edtf for each in plan.find("e").intervals] == [found]


REFERENCES: list[tuple[str, str, str]] = [
    # when it was said, when it was published, what other sources say, as_of, the trip
    ("", "says: tomorrow, source: early, said: 2025-09-03", "2025-09-04"),
    ("", "says: tomorrow, source: early", "2025-08-21"),
    ("as_of: 2025-09-03\n", "says: tomorrow, source: early", "2025-08-21"),
    ("as_of: 2025-09-03\n", "says: tomorrow, source: undated", "2025-09-04"),
    ("", "says: tomorrow, source: undated", "2025-09-03"),
]


def test_what_words_count_from_first(table: Table) -> None:
    for as_of, claim, found in REFERENCES:
        with table.row(as_of, claim):
            entry = lines(f"id: e, title: E, when: {{{claim}}}")
            plan = timeline(as_of + CLAIM_SOURCES + entry)
            assert [each.edtf for each in plan.find("e").intervals] == [found]


SUMMARIES: list[tuple[str, str, str]] = [
    # the date in words where the days that are shown say less, or more, than is known
    ("3 September 2025 10:00", "span", "E"),
    ("3 September 2025", "span", "E"),
    ("3 September 2025", "marker", "E"),
    ("3–4 September 2025", "marker", "E"),
    ("September 2025", "span", "E"),
    ("September 2025", "marker", "E (September 2025)"),
    ("about 3 September 2025", "marker", "E (about 3 September 2025)"),
]


def test_a_title_tells_the_date_that_the_days_do_not(table: Table) -> None:
    for when, imprecise, summary in SUMMARIES:
        with table.row(when, imprecise):
            plan = timeline(
                lines(f"id: e, title: E, when: {when}"), "title: T\nid: t\nplace: Quito\n"
            )
            (event,) = events(plan, imprecise=imprecise)
            assert event["SUMMARY"] == summary


def test_what_is_not_known_to_the_day_may_be_left_out(table: Table) -> None:
    for when, count in [
        ("September 2025", 0),
        ("3 September 2025", 1),
        ("about 3 September 2025", 0),
    ]:
        with table.row(when):
            plan = timeline(lines(f"id: e, title: E, when: {when}"))
            assert len(events(plan, imprecise="omit")) == count


def test_words_count_in_the_language_of_their_source() -> None:
    source = "sources: {s: {publisher: P, title: S, published: 2025-09-06, language: es}}\n"
    plan = timeline(source + lines("id: e, title: E, when: {says: hace dos días, source: s}"))
    assert warnings(plan) == ["counted-from-later"]


def test_a_stay_may_last_until_the_end_of_the_calendar() -> None:
    for stay in ("when: 9999-12-30", "when: 9999-12-31", "check_in: 9999-12-31"):
        plan = timeline(
            lines(f"{STAYING.format(1)}, {stay}"), "title: T\nid: t\ndates: 9999-12-30\n"
        )
        found = check_completeness(plan, strict=True)
        assert [each.code for each in found if each.code != "night-without-stay"] == []


def test_nights_are_counted_only_where_the_days_are_known(table: Table) -> None:
    for dates, count in [
        ("", 0),
        ("dates: September 2025\n", 0),
        ("dates: 2–3 September 2025\n", 1),
        ("dates: from 2 September 2025\n", 0),
    ]:
        with table.row(dates):
            plan = timeline("", f"title: T\nid: t\n{dates}")
            assert len(check_completeness(plan, strict=True)) == count
