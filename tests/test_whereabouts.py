"""Where days and nights are spent, as movements, legs and stays tell it together."""

from __future__ import annotations

import re

from tables import Table

from itinerary import loads, render, resolve

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
    before = HEAD + "place: Lima\nevents:\n" + move("Dublin", "Lima", "Wed 08:00", "Wed 20:00")
    assert list_headings(before)[:3] == ["Dublin", "Dublin", "Dublin → Lima"]
