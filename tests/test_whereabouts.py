"""Where days and nights are spent, as movements, legs and stays tell it together."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tables import Table

from itinerary import for_traveller, loads, render, resolve
from itinerary.diagnostics import OptionError
from itinerary.export import MarkdownOptions
from itinerary.views.within import select_within

NIGHT = re.compile(r"^RON .*$", re.MULTILINE)
HEAD = "title: T\nhome: Dublin\ndates: 4 to 9 May 2026\n"
LEG = "legs: [{place: Turin, when: 4 to 9 May, stay: Hotel Po%s}]\n"


def move(origin: str, destination: str, depart: str, arrive: str) -> str:
    return (
        f"  - {{kind: movement, title: M, from: {origin}, to: {destination},"
        f" depart: {depart}, arrive: {arrive}}}\n"
    )


def list_nights(text: str) -> dict[int, str]:
    """Return the line of each night of a document, by the day of May."""
    page = render(resolve(loads(text)), "markdown")
    days = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    found = ((re.match(r"\S+ (\d+)\b", day), NIGHT.search(day)) for day in days)
    return {int(day[1]): night[0] if night else "" for day, night in found if day}


def list_headings(text: str) -> list[str]:
    page = render(resolve(loads(text)), "markdown")
    return [line.partition(": ")[2] for line in page.splitlines() if line.startswith("## ")][:6]


PO, WAY = "RON Turin, Hotel Po", HEAD + LEG % "" + "events:\n"
NIGHTS = {
    "nothing but the leg": (HEAD + LEG % "", [PO, PO, PO, PO, PO, ""]),
    "out and back over one night": (
        WAY + move("Turin", "Genoa", "Tue 18:00", "Tue 20:00")
        + move("Genoa", "Turin", "Wed 08:00", "Wed 10:00"),
        [PO, "RON Genoa", PO, PO, PO, ""],
    ),
    "a bus in the small hours": (
        WAY + move("Turin", "Genoa", "Wed 00:45", "Wed 06:30"),
        [PO, "RON en route to Genoa", "RON Genoa", "", "", ""],
    ),
    "an arrival soon after midnight": (
        WAY + move("Turin", "Genoa", "Tue 21:30", "Wed 00:50"),
        [PO, "RON Genoa", "", "", "", ""],
    ),
    "an arrival soon after midnight, at a stay": (
        WAY + "  - {kind: stay, title: Inn, place: Genoa, check_in: Tue, check_out: Thu}\n"
        + move("Turin", "Genoa", "Tue 21:30", "Wed 00:50"),
        [PO, "RON Genoa, Inn", "RON Genoa, Inn", "", "", ""],
    ),
    "a night on the way that ends before dawn": (
        WAY + move("Turin", "Genoa", "Tue 21:30", "Wed 03:50"),
        [PO, "RON en route to Genoa", "RON Genoa", "", "", ""],
    ),
    "a taxi in the small hours": (
        WAY + move("Turin", "Genoa", "Wed 00:45", "Wed 03:30"),
        [PO, PO, "RON Genoa", "", "", ""],
    ),
    "a taxi in small hours that belong to the evening": (
        "day_ends: '05:00'\n" + WAY + move("Turin", "Genoa", "Wed 00:45", "Wed 03:30"),
        [PO, "RON Genoa", "", "", "", ""],
    ),
    "a bus that leaves in small hours of the evening": (
        "day_ends: '05:00'\n" + WAY + move("Turin", "Genoa", "Wed 00:45", "Wed 06:30"),
        [PO, "RON en route to Genoa", "RON Genoa", "", "", ""],
    ),
    "a train at dawn, which small hours count to the evening": (
        "day_ends: '06:00'\n" + WAY + move("Turin", "Genoa", "Wed 05:45", "Wed 08:30"),
        [PO, PO, "RON Genoa", "", "", ""],
    ),
    "a hotel of whose ends only one side is known": (
        HEAD + "place: Turin\nevents:\n  - {kind: stay, title: Inn, place: Turin,"
        " check_in: from 15:00 on Mon, check_out: by 11:00 on Thu}\n",
        [*["RON Turin, Inn"] * 3, "RON Turin", "RON Turin", ""],
    ),
    "to a city whose name has the name of the first": (
        "title: T\nhome: Dublin\ndates: 4 to 9 May 2026\n"
        "legs: [{place: 'York, England', when: 4 to 9 May}]\nevents:\n"
        + move("'York, England'", "New York", "Tue 09:00", "Tue 18:00"),
        ["RON York", "RON New York", "", "", "", ""],
    ),
    "out and back over two nights": (
        WAY + move("Turin", "Zurich", "Tue 18:00", "Tue 21:00")
        + move("Zurich", "Turin", "Thu 08:00", "Thu 11:00"),
        [PO, "RON Zurich", "RON Zurich", PO, PO, ""],
    ),
    "out, and nobody says how back": (
        WAY + move("Turin", "Genoa", "Tue 18:00", "Tue 20:00"),
        [PO, "RON Genoa", "", "", "", ""],
    ),
    "out and back within a day": (
        WAY + move("Turin", "Genoa", "Tue 08:00", "Tue 10:00")
        + move("Genoa", "Turin", "Tue 18:00", "Tue 20:00"),
        [PO, PO, PO, PO, PO, ""],
    ),
    "home before the leg ends": (
        WAY + move("Turin", "Dublin", "Thu 08:00", "Thu 14:00"),
        [PO, PO, PO, "", "", ""],
    ),
    "to the airport of a city nearby": (
        WAY + move("Dublin", "Rivoli", "Mon 08:00", "Mon 11:00"),
        [PO, PO, PO, PO, PO, ""],
    ),
    "a hotel that is kept": (
        HEAD + 'legs: [{place: Turin, when: 4 to 9 May}]\nevents:\n'
        "  - {kind: stay, title: Inn, place: Turin, check_in: Mon, check_out: Sat}\n"
        + move("Turin", "Genoa", "Tue 18:00", "Tue 20:00")
        + move("Genoa", "Turin", "Wed 08:00", "Wed 10:00"),
        ["RON Turin, Inn", "RON Genoa", *["RON Turin, Inn"] * 3, ""],
    ),
    "before the first movement of a trip without legs": (
        HEAD + "events:\n" + move("Porto", "Turin", "Wed 08:00", "Wed 11:00"),
        ["", "", "RON Turin", "RON Turin", "RON Turin", ""],
    ),
    "in the city of the trip, before it is left": (
        HEAD + "place: Turin\nevents:\n" + move("Turin", "Genoa", "Wed 08:00", "Wed 11:00"),
        ["RON Turin", "RON Turin", "RON Genoa", "RON Genoa", "RON Genoa", ""],
    ),
    "between an arrival and a departure from elsewhere": (
        HEAD + "events:\n" + move("Dublin", "Turin", "Mon 08:00", "Mon 11:00")
        + move("Genoa", "Dublin", "Thu 08:00", "Thu 14:00"),
        ["RON Turin", "", "", "", "", ""],
    ),
    "an arrival of which only the last day is known": (
        HEAD + "events:\n" + move("Porto", "Turin", "Wed", "by Thu"),
        ["", "", "RON en route to Turin", "RON Turin", "RON Turin", ""],
    ),
    "a hotel that is left by a day": (
        HEAD + "events:\n"
        "  - {kind: stay, title: Inn, place: Turin, check_in: Mon, check_out: by Thu}\n",
        [*["RON Turin, Inn"] * 3, "", "", ""],
    ),
    "home without a leg": (
        HEAD + "events:\n" + move("Dublin", "Turin", "Mon 08:00", "Mon 11:00")
        + move("Turin", "Dublin", "Wed 08:00", "Wed 14:00"),
        ["RON Turin", "RON Turin", "", "", "", ""],
    ),
}  # fmt: skip


def test_nights_follow_movements(table: Table):
    for name, (text, nights) in NIGHTS.items():
        with table.row(name):
            assert list_nights(text) == dict(enumerate(nights, 4))


def test_who_arrives_by_a_day_does_not_before_leaving():
    text = HEAD + "events:\n" + move("Porto", "Turin", "Wed", "by Fri")
    page = render(resolve(loads(text)), "markdown")
    days = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    arrivals = {day[:9]: re.findall(r"AR Turin: M.*?\)", day) for day in days if "AR Turin" in day}
    told = ["AR Turin: M (between 6 and 8 May)"]
    assert arrivals == dict.fromkeys(("Wed 6 May", "Thu 7 May", "Fri 8 May"), told)


def test_the_prose_and_the_page_tell_the_same_night():
    text = NIGHTS["out and back over one night"][0]
    timeline = resolve(loads(text))
    for format in ("markdown", "html"):
        page = render(timeline, format)
        assert page.count("overnight in Genoa") == 1
        assert "RON Genoa, " not in page


def test_a_heading_names_where_one_is():
    excursion = NIGHTS["out and back over two nights"][0]
    assert list_headings(excursion) == [
        "Turin", "Turin → Zurich", "Zurich", "Zurich → Turin", "Turin", "Turin",
    ]  # fmt: skip
    late = HEAD + "legs: [{place: Perth, when: 4 to 9 May}]\nevents:\n"
    late += move("Dublin", "Perth", "Mon 20:00", "Wed 06:00")
    assert list_headings(late)[:3] == ["Dublin", "", "Perth"]
    elsewhere = HEAD + "legs: [{place: Turin, when: 4 to 7 May}]\nevents:\n"
    elsewhere += move("Genoa", "Dublin", "Wed 20:00", "Wed 22:00")
    assert list_headings(elsewhere)[2] == "Turin → Genoa → Dublin"
    early = HEAD + "legs: [{place: Turin, when: 4 to 7 May}]\nevents:\n"
    early += move("Dublin", "Turin", "Tue 20:00", "Tue 22:00")
    assert list_headings(early)[1] == "Dublin → Turin"
    ship = HEAD + "legs: [{place: Oslo, when: 4 to 7 May}]\nevents:\n"
    ship += move("Oslo", "Bilbao", "Mon 20:00", "Thu 06:00")
    assert list_headings(ship)[:4] == ["Oslo", "", "", "Oslo → Bilbao"]
    before = HEAD + "place: Lima\nevents:\n" + move("Dublin", "Lima", "Wed 08:00", "Wed 20:00")
    assert list_headings(before)[:3] == ["Dublin", "Dublin", "Dublin → Lima"]


APART = """
title: T
travellers: [Ana Reis, Bo Lund]
dates: 4 to 6 May 2026
legs:
  - {place: Turin, when: 4 to 6 May, stay: Hotel Po, participants: [Ana Reis], events: [
      {id: mill, title: Mill, when: Tuesday 10:00}]}
  - {place: Genoa, when: 4 to 6 May, stay: Hotel Mare, participants: [Bo Lund]}
events:
  - {id: talk, title: Talk, place: Turin, when: Tuesday 20:00}
  - {id: train, kind: movement, title: Train, from: Genoa, to: Turin, depart: Tue 17:00,
     arrive: Tue 19:00, participants: [Bo Lund]}
  - {id: guest, title: Guest, place: Turin, when: Wed 9:00, participants: [Eva Roth]}
"""


def test_headings_name_the_city_of_an_airport(table: Table):
    there = move("DUB", "EWR", "Mon 10:00", "Mon 12:00")
    back = move("JFK", "Dublin Airport", "Thu 20:00", "Fri 08:00")
    leg = "legs: [{place: New York, when: 4 to 7 May 2026}]\n"
    text = f"{HEAD}{leg}events:\n{there}{back}"
    with table.row("headings"):
        assert list_headings(text) == ["Dublin → New York", *["New York"] * 3, "Dublin", "Dublin"]
    with table.row("nights"):
        nights = list_nights(text)
        assert [nights[day] for day in (4, 6, 7)] == [
            "RON New York",
            "RON New York",
            "RON en route to Dublin",
        ]
    with table.row("a city that no leg names"):
        assert (
            list_headings(HEAD + "events:\n" + move("OPO", "SFO", "Tue 9:00", "Tue 13:00"))[1]
            == "Porto → San Francisco"
        )


def test_nights_and_headings_follow_persons():
    assert [each.code for each in resolve(loads(APART)).diagnostics] == []
    assert list_nights(APART) == {
        4: "RON Turin, Hotel Po (Ana Reis) · Genoa, Hotel Mare (Bo Lund)",
        5: "RON Turin, Hotel Po (Ana Reis) · Turin (Bo Lund)",
        6: "",
    }
    assert list_headings(APART)[:2] == [
        "Turin (Ana Reis), Genoa (Bo Lund)",
        "Turin (Ana Reis), Genoa → Turin (Bo Lund)",
    ]


SEPARATE = """
title: T
principal: {name: Ana Reis}
travellers: [Bo Lund, Eva Paz]
dates: 4 to 6 May 2026
legs: [{place: Turin}]
events:
  - {id: all, kind: movement, title: Bus, from: Genoa, to: Turin, depart: Mon 07:00}
  - {id: one, kind: movement, title: Train, from: TRN, to: MXP, depart: Mon 08:00,
     arrive: Mon 08:50, participants: [Bo Lund]}
  - {id: two, kind: movement, title: Train, from: Turin, to: Rome, depart: Mon 09:00,
     participants: [Eva Paz, Ana Reis]}
"""


def test_the_prose_tells_nobody_to_arrive_before_leaving():
    movement = (
        "{id: bus, kind: movement, title: Bus, from: Genoa, to: Turin, depart: %s, arrive: %s}"
    )
    trip = "{title: T, id: t, dates: 4 to 6 May 2026, events: [%s]}"
    for depart, arrive, told in [
        ("Mon 07:00", "Mon", "The travellers will leave Genoa for Turin (07:00)."),
        ("Mon", "Mon 09:00", "The travellers will leave Genoa for Turin and arrive (09:00)."),
        ("Mon", "Mon", "The travellers will leave Genoa for Turin and arrive."),
    ]:
        page = render(resolve(loads(trip % (movement % (depart, arrive)))), "markdown")
        assert f"Travel day. {told}" in page


def test_the_prose_names_those_who_travel(table: Table):
    rows = {
        ("en", ""): (
            "Ana Reis will leave Genoa for Turin (07:00). "
            "Bo Lund will leave Turin for Milan (08:00) and arrive (08:50). "
            "Ana Reis and Eva Paz will leave Turin for Rome (09:00)."
        ),
        ("es", ""): (
            "Ana Reis sale de Genoa hacia Turin (07:00). "
            "Bo Lund sale de Turin hacia Milan (08:00) y llega (08:50). "
            "Ana Reis y Eva Paz salen de Turin hacia Rome (09:00)."
        ),
        ("pt", "Bo Lund"): (
            "Bo Lund parte de Genoa para Turin (07:00). "
            "Bo Lund parte de Turin para Milan (08:00) e chega (08:50)."
        ),
    }
    trip = resolve(loads(SEPARATE))
    for (language, name), prose in rows.items():
        with table.row(language):
            view = for_traveller(trip, name) if name else trip
            assert f" {prose}" in render(view, "markdown", MarkdownOptions(lang=language))


def test_lines_name_those_for_whom_they_are():
    page = render(resolve(loads(APART)), "markdown")
    lines = (
        "Mill (Ana Reis) |",
        "LV Genoa for Turin: Train (Bo Lund) |",
        "Talk, Turin |",
        "Guest, Turin |",
    )
    assert [line for line in lines if line not in page] == []
    own = render(for_traveller(resolve(loads(APART)), "Bo Lund"), "markdown")
    assert "(Bo Lund)" not in own


def test_a_briefing_for_one_says_so():
    trip = resolve(loads(SEPARATE))
    for format in ("markdown", "html"):
        assert "Only for Bo Lund" in render(for_traveller(trip, "Bo Lund"), format)
        assert "Only for" not in render(trip, format)


def test_one_traveller_gets_what_concerns_that_one():
    timeline = resolve(loads(APART))
    shown = {
        name: [each.id for each in for_traveller(timeline, name).select_entries("event")]
        for name in ("Ana Reis", "Bo Lund")
    }
    assert shown == {"Ana Reis": ["mill", "talk", "guest"], "Bo Lund": ["train", "talk", "guest"]}
    page = render(for_traveller(timeline, "Bo Lund"), "markdown")
    assert "RON Genoa, Hotel Mare\n" in page
    assert "Hotel Po" not in page
    part = for_traveller(select_within(timeline, "5 May"), "Bo Lund")
    assert "## Tue 5 May 2026 (day 2 of 3): Genoa → Turin\n" in render(part, "markdown")
    calendar = render(for_traveller(timeline, "Ana Reis"), "ics")
    assert "SUMMARY:Mill" in calendar
    assert "Train" not in calendar


def test_who_is_no_traveller_has_no_part_of_their_own():
    with pytest.raises(
        OptionError, match="unknown traveller 'Ana Reiss' - did you mean 'Ana Reis'"
    ):
        for_traveller(resolve(loads(APART)), "Ana Reiss")
    with pytest.raises(OptionError, match="names no travellers"):
        for_traveller(resolve(loads("title: T")), "Ana")


def test_the_command_line_writes_one_travellers_files(
    tmp_path: Path, run: Callable[..., tuple[int, str, str]]
):
    document, page = tmp_path / "trip.yaml", tmp_path / "bo.md"
    document.write_text(APART)
    code, *told = run("export", str(document), "--for", "Bo Lund", "-o", str(page))
    assert (code, "not for Bo Lund: 2 entries" in "".join(told)) == (0, True)
    assert "Mill" not in page.read_text()
    code, printed, _ = run("show", str(document), "--for", "Bo Lund")
    assert (code, "Mill" in printed, "Train" in printed) == (0, False, True)
    assert run("export", str(document), "--for", "Nobody", "-o", str(page))[0] == 2
