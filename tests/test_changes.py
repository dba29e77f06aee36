"""What has changed between two issues of a trip: every field that a reader can see is compared."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pytest

from itinerary import changes, for_audience, for_traveller, loads, render, resolve
from itinerary.briefing import compose_changes
from itinerary.document import BackgroundEvent, Claim, Contact, Event, Leg, Person, PlaceDetails
from itinerary.export import HtmlOptions, MarkdownOptions
from itinerary.reports.changes import ChangeKind, EntryChange
from itinerary.timeline import Entry
from itinerary.views.within import select_within

EVENT: Mapping[str, Any] = {"id": "tea", "title": "Tea", "when": "2025-09-03 10:00"}
FLIGHT: Mapping[str, Any] = {
    "id": "tea",
    "title": "Tea",
    "kind": "movement",
    "from": "London",
    "to": "Lisbon",
    "depart": "2025-09-03 10:00",
    "arrive": "2025-09-03 13:00",
}
STAY: Mapping[str, Any] = {
    "id": "tea",
    "title": "Tea",
    "kind": "stay",
    "check_in": "2025-09-02",
    "check_out": "2025-09-04",
}
LEG: Mapping[str, Any] = {"id": "tea", "title": "Tea", "when": "2025-09-03", "place": "Lisbon"}
PAST: Mapping[str, Any] = {"id": "tea", "title": "Tea", "when": "2012"}
PLACE: Mapping[str, Any] = {"name": "Hall, A", "timezone": "Europe/Madrid"}

# The field of a model; its entry, with the two values of the field, and what tells the change.
EVENT_CHANGES = [
    ("title", EVENT, "Tea", "Lunch", "title"),
    ("title", EVENT, {"en": "Tea"}, {"en": "Tea", "es": "Té"}, "titles"),
    ("when", EVENT, "2025-09-03 10:00", "2025-09-03 10:30", "when"),
    ("source", EVENT, None, "gazette", "claims"),
    ("place", EVENT, "Hall A", "Hall B", "places"),
    ("timezone", EVENT, "Europe/Madrid", "Europe/Paris", "zone"),
    ("participants", EVENT, ["Ana"], ["Ana", "Leo"], "participants"),
    ("topics", EVENT, ["trade"], ["energy"], "topics"),
    ("press", EVENT, "open press", "stills only", "press"),
    ("status", EVENT, None, "cancelled", "status"),
    ("number", EVENT, "TP1", "TP2", "number"),
    ("carrier", EVENT, "TAP", None, "carrier"),
    ("terminal", EVENT, "1", "2", "terminal"),
    ("gate", EVENT, "A1", None, "gate"),
    ("seat", EVENT, "12A", "12B", "seat"),
    ("booking", EVENT, "X", "Y", "booking"),
    ("confirmation", EVENT, "X", "Y", "confirmation"),
    ("contacts", EVENT, [{"name": "Eva"}], [{"name": "Rui"}], "contacts"),
    ("call_time", EVENT, "09:00", "09:30", "call_time"),
    ("url", EVENT, None, "https://example.org/tea", "url"),
    ("categories", EVENT, ["tour"], ["visit"], "categories"),
    ("group", EVENT, None, "Trade", "group"),
    ("image", EVENT, "tea.jpg", {"src": "tea.jpg", "alt": "A cup"}, "image"),
    ("visibility", EVENT, None, "staff", "visibility"),
    ("alarm", EVENT, "30m", "1h", "alarm"),
    ("notes", EVENT, "Bring it", "Leave it", "notes"),
    ("kind", EVENT, "meeting", "press", "kind"),
    ("from", FLIGHT, "London", "Edinburgh", "places"),
    ("to", FLIGHT, "Lisbon", "Porto", "places"),
    ("depart", FLIGHT, "2025-09-03 10:00", "2025-09-03 10:30", "depart"),
    ("arrive", FLIGHT, "2025-09-03 13:00", "2025-09-03 13:30", "arrive"),
    ("arrive", FLIGHT, "2025-09-03 13:00", None, "arrive"),
    ("arrive", FLIGHT, None, "TBD", "claims"),
    ("check_in", STAY, "2025-09-02", "2025-09-01", "check_in"),
    ("check_out", STAY, "2025-09-04", "2025-09-05", "check_out"),
]
LEG_CHANGES = [
    ("title", LEG, "Tea", "Lunch", "title"),
    ("when", LEG, "2025-09-03", "2025-09-04", "when"),
    ("source", LEG, None, "gazette", "claims"),
    ("place", LEG, "Lisbon", "Porto", "places"),
    ("participants", LEG, ["Ana"], ["Ana", "Leo"], "participants"),
    ("timezone", LEG, None, "Europe/Madrid", "zone"),
    ("stay", LEG, "Hotel Sol", "Hotel Plaza", "stay"),
    ("stay", LEG, {"name": "Sol"}, {"name": "Sol", "address": "Rua 1"}, "stay"),
    ("status", LEG, None, "tentative", "status"),
    ("complete", LEG, None, True, "complete"),
    ("visibility", LEG, None, "party", "visibility"),
    ("notes", LEG, None, "Bring it", "notes"),
]
PAST_CHANGES = [
    ("title", PAST, "Tea", "Treaty", "title"),
    ("when", PAST, "2012", "May 2012", "when"),
    (
        "when",
        PAST,
        {"says": "2012", "source": "gazette"},
        {"says": "in 2012", "source": "gazette"},
        "claims",
    ),
    ("when", PAST, "2012", [{"says": "2012"}, {"says": "2013", "source": "gazette"}], "claims"),
    ("source", PAST, None, "gazette", "claims"),
    ("place", PAST, "Quito", "London", "places"),
    ("url", PAST, None, "https://example.org/tea", "url"),
    ("categories", PAST, None, ["visit"], "categories"),
    ("group", PAST, "Trade", "Law", "group"),
    ("image", PAST, {"src": "tea.jpg", "credit": "Leo"}, {"src": "tea.jpg"}, "image"),
    ("notes", PAST, "Old", None, "notes"),
]
PERSON_CHANGES = [("name", "Ana", "Leo"), ("role", "aide", "chief"), ("side", "Quito", "London")]
CONTACT_CHANGES = [
    ("name", "Ana", "Leo"),
    ("role", "aide", "chief"),
    ("phone", "1", "2"),
    ("email", None, "ana@example.org"),
]
PLACE_CHANGES = [
    ("name", "Hall, A", "Hall, B", "places"),
    ("timezone", "Europe/Madrid", "Europe/Paris", "zone"),
    ("country", "ES", "FR", "country"),
    ("latitude", 1.5, 2.5, "coordinates"),
    ("longitude", 1.5, 2.5, "coordinates"),
    ("address", None, "Rua 1", "address"),
]
CLAIM_CHANGES = [  # of a claim with a note, without which it is the writer's own
    ("says", "2012", "in 2012"),
    ("source", None, "gazette"),
    ("reads", None, "2012"),
    ("edtf", None, "2012/2012"),
    ("calendar", None, "julian"),
    ("rank", None, "preferred"),
    ("status", None, "actual"),
    ("speaker", "Ana", "Leo"),
    ("said", None, "2013-01-02"),
    ("quote", None, "It was in 2012."),
    ("at", None, "1:7"),
    ("note", "Sure", "Unsure"),
]
# What of an entry is no change, and why; where else the rest of it is compared.
OF_AN_ENTRY = {
    "id": "it is what makes two entries the same",
    "uid": "it is for calendars, and of the id of the trip",
    "section": "the kind tells it",
    "title": "compared",
    "kind": "compared",
    "item": "compared, field by field",
    "datings": "compared",
    "place": "compared",
    "destination": "compared",
    "zone": "that of the place",
    "leg": "compared",
    "path": "where it stands in the document tells a reader nothing",
    "enclosing_visibility": "part of who may read of it",
    "enclosing_status": "part of the status, which is compared",
    "intervals": "of the datings",
    "interval": "of the datings",
}
OF_A_DOCUMENT = {"id", "extensions", "events", "days"}  # as `NOT_DETAILS` says


def compare(was: Mapping[str, Any], now: Mapping[str, Any], holder: str) -> tuple[EntryChange, ...]:
    gazette = {"publisher": "Gazette", "title": "News", "published": "2013-01-01"}
    old, new = (
        resolve(
            loads(
                json.dumps(
                    {
                        "title": "T",
                        "place": "Lisbon",
                        "sources": {"gazette": gazette},
                        "disputes": [
                            {"about": "x", "accounts": [{"says": "y", "source": "gazette"}]}
                        ],
                        holder: [{key: value for key, value in each.items() if value is not None}],
                    }
                ),
                "json",
            )
        )
        for each in (was, now)
    )
    for timeline in (old, new):
        timeline.raise_for_errors()
    return changes(old, new)


def list_told(change: EntryChange) -> list[str]:
    """The names of all that is told of an entry."""
    return [
        *(["title"] if change.former_title is not None else []),
        *(each.name for each in change.dates),
        *(["places"] if change.places else []),
        *(["status"] if change.status else []),
        *(each.name for each in change.details),
    ]


def tell(was: Mapping[str, Any], now: Mapping[str, Any], holder: str) -> list[str]:
    assert compare(was, was, holder) == compare(now, now, holder) == ()
    (change,) = compare(was, now, holder)
    assert change.kind is ChangeKind.CHANGED
    return list_told(change)


@pytest.mark.parametrize(
    ("model", "holder", "rows"),
    [
        (Event, "events", EVENT_CHANGES),
        (Leg, "legs", LEG_CHANGES),
        (BackgroundEvent, "background", PAST_CHANGES),
    ],
)
def test_every_field_of_an_entry_is_compared(
    model: Any, holder: str, rows: list[tuple[str, Any, Any, Any, str]], table: Any
) -> None:
    fields_ = {field.alias or name for name, field in model.model_fields.items()}
    assert {row[0] for row in rows} == fields_ - OF_A_DOCUMENT - {"x-"}
    for name, entry, was, now, told in rows:
        with table.row(name, was, now):
            assert tell({**entry, name: was}, {**entry, name: now}, holder) == [told]


def test_every_field_of_a_part_of_an_entry_is_compared(table: Any) -> None:
    for model, rows, holder in (
        (Person, PERSON_CHANGES, "participants"),
        (Contact, CONTACT_CHANGES, "contacts"),
    ):
        assert {row[0] for row in rows} == set(model.model_fields) - {"extensions"}
        for name, was, now in rows:
            with table.row(holder, name):
                first, second = ({"name": "Ana", name: each} for each in (was, now))
                told = tell({**EVENT, holder: [first]}, {**EVENT, holder: [second]}, "events")
                assert told == [holder]
    assert {row[0] for row in CLAIM_CHANGES} == set(Claim.model_fields) - {"extensions"}
    for name, was, now in CLAIM_CHANGES:
        with table.row("claim", name):
            first, second = ({"says": "2012", "note": "A", name: each} for each in (was, now))
            assert tell({**PAST, "when": first}, {**PAST, "when": second}, "background") == [
                "claims"
            ]
    assert {row[0] for row in PLACE_CHANGES} == set(PlaceDetails.model_fields) - {"extensions"}
    for name, was, now, place_told in PLACE_CHANGES:
        with table.row("place", name):
            first, second = ({**PLACE, name: each} for each in (was, now))
            assert tell({**EVENT, "place": first}, {**EVENT, "place": second}, "events") == [
                place_told
            ]


def test_every_attribute_of_an_entry_is_compared_or_no_change() -> None:
    assert {each.name for each in fields(Entry)} == OF_AN_ENTRY.keys()


LEGS = """
title: T
legs:
  - {id: here, title: A, when: 2025-09-03, place: Quito, events: [%s]}
  - {id: there, title: %s, when: 2025-09-03, place: Quito, events: [%s]}
"""


@pytest.mark.parametrize(
    ("title", "expected"), [("B", (("A",), ("B",))), ("A", (("here",), ("there",)))]
)
def test_an_event_of_another_leg_is_changed(title: str, expected: tuple[Any, Any]) -> None:
    event = "{id: tea, title: Tea, when: '10:00'}"
    old, new = (resolve(loads(LEGS % each)) for each in ((event, title, ""), ("", title, event)))
    ((detail,),) = [change.details for change in changes(old, new)]
    assert (detail.name, detail.was, detail.now) == ("leg", *expected)


def test_a_leg_of_another_title_does_not_change_its_events() -> None:
    event = "{id: tea, title: Tea, when: '10:00'}"
    old, new = (resolve(loads(LEGS % ("", title, event))) for title in "BC")
    assert [each.entry.id for each in changes(old, new)] == ["there"]


def test_background_that_comes_and_goes_is_told() -> None:
    old, new = (
        resolve(loads(f"{{title: T, background: [{{id: {each}, title: A, when: 2012}}]}}"))
        for each in ("a", "b")
    )
    assert [(each.kind.value, each.entry.id) for each in changes(old, new)] == [
        ("new", "b"),
        ("left out", "a"),
    ]


def test_the_writers_own_words_for_a_date_that_stays_are_no_change() -> None:
    assert compare({**PAST, "when": "2012"}, {**PAST, "when": "in 2012"}, "background") == ()
    former, later = {**PAST, "when": "2012"}, {**PAST, "when": "in 2013"}
    assert tell(former, later, "background") == ["when"]


def test_an_event_with_the_id_of_the_trip_is_new() -> None:
    old, new = (
        resolve(loads(f"{{title: T, id: tea, dates: 2025-09-03, events: [{each}]}}"))
        for each in ("", "{id: tea, title: Tea, when: 2025-09-03}")
    )
    assert [each.kind.value for each in changes(old, new)] == ["new"]


def test_claims_that_an_audience_may_not_read_are_no_change() -> None:
    text = """
title: T
place: Quito
sources: {g: {publisher: P, title: S, published: 2025-09-01}}
events:
  - {id: visit, title: Visit, when: {says: %s, source: g}, visibility: staff}
  - {id: tea, title: Tea, when: the day after $visit}
"""
    old, new = (resolve(loads(text % each)) for each in ("2025-09-03", "3 September 2025"))
    assert [each.entry.id for each in changes(old, new)] == ["visit"]
    assert changes(for_audience(old, "public"), for_audience(new, "public")) == ()


PARTED = """\
title: T
travellers: [%s]
events:
  - {id: mill, title: Mill, when: 2025-09-03 %s, participants: [Ana]}
  - {id: port, title: Port, when: 2025-09-03 %s, participants: [Bo]}
  - {id: talk, title: Talk, when: 2025-09-0%s 15:00}
  - {id: fair, title: Fair, when: 2025-09-0%s 15:00}
"""
PARTS = {  # the traveller and the days of a part; its changes
    ("", ""): ["Mill", "Port", "Talk", "Fair"],
    ("Ana", ""): ["Mill", "Talk", "Fair"],
    ("Bo", ""): ["Port", "Talk", "Fair"],
    ("", "2025-09-03"): ["Mill", "Port", "Talk"],
    ("Bo", "2025-09-04"): ["Talk", "Fair"],
    ("Ana", "2025-09-05"): ["Fair"],
}


def test_a_part_of_a_trip_tells_its_own_changes(table) -> None:
    """Of one traveller, of some days: also what comes into these or leaves them."""
    old, new = (
        resolve(loads("timezone: Europe/Lisbon\n" + PARTED % values))
        for values in (("Ana, Bo", "10:00", "10:00", 3, 4), ("Bo, Ana", "11:00", "12:00", 4, 5))
    )
    for (traveller, within), titles in PARTS.items():
        with table.row(traveller, within):
            part = for_traveller(new, traveller) if traveller else new
            part = select_within(part, within) if within else part
            assert all(title in render(part, "html", HtmlOptions(since=old)) for title in titles)
            page = render(part, "markdown", MarkdownOptions(since=old))
            _, _, listed = page.partition("Changes since the last issue:\n")
            told = re.findall(r"^ +- (\w+):", listed.partition("\n\n## ")[0], re.MULTILINE)
            assert sorted(told) == sorted(titles), page


def test_an_earlier_issue_need_not_know_the_traveller() -> None:
    old, new = (
        resolve(loads("timezone: Europe/Lisbon\n" + PARTED % (names, "10:00", "10:00", 3, 4)))
        for names in ("Bo", "Ana, Bo")
    )
    page = render(for_traveller(new, "Ana"), "markdown", MarkdownOptions(since=old))
    assert "Changes since the last issue: none" in page


TRIP_HEAD = "title: Talks\nid: talks\ndates: 3 – 5 June 2025\nplace: Bergen, Norway\n"
TALK = "events: [{id: talk, title: Talk, when: 4 June at 10:00}]\n"


def test_what_changes_of_the_trip_itself_is_told(table) -> None:
    rows = {
        ("title: Talks", "title: Great talks"): ["Great talks: formerly Talks"],
        ("3 – 5 June", "2 – 5 June"): [
            "Talks: Mon 2 – Thu 5 Jun 2025 (was Tue 3 – Thu 5 Jun 2025)"
        ],
        ("dates: 3 – 5 June 2025\n", ""): ["Talks: Wed 4 Jun 2025 (was Tue 3 – Thu 5 Jun 2025)"],
        ("title: Talks", "title: Talks\nstatus: tentative"): ["Talks: tentative"],
        ("Bergen, Norway", "Lisbon, Portugal"): [
            "Talks: Lisbon (was Bergen)",
            "Talk: Lisbon (was Bergen)",
        ],
    }
    old = resolve(loads(TRIP_HEAD + TALK.replace("4 June", "4 June 2025")))
    for (was, now), expected in rows.items():
        with table.row(was, now):
            text = (TRIP_HEAD + TALK.replace("4 June", "4 June 2025")).replace(was, now)
            told = compose_changes(old, resolve(loads(text))).items
            assert ["".join(map(str, each.line)) for each in told] == expected


def test_dates_of_the_trip_that_follow_from_its_events_are_told_once() -> None:
    old, new = (
        resolve(loads(f"{{title: T, events: [{{id: a, title: A, when: 2025-06-0{day}}}]}}"))
        for day in (3, 4)
    )
    assert [each.entry.id for each in changes(old, new)] == ["a"]


TWINS = "{title: T, id: t, timezone: %s, events: [%s]}"
DINNER = "{id: %s, title: Dinner, when: '2025-09-0%d 20:00', place: %s}"


def tell_changes(old: str, new: str) -> list[str]:
    page = render(
        resolve(loads(new)), "markdown", MarkdownOptions(since=resolve(loads(old)))
    ).partition("Changes since the last issue:\n")[2]
    return re.findall(r"^  - (.*)", page.partition("\n- ")[0], re.MULTILINE)


def test_what_has_the_title_of_another_is_told_by_its_date() -> None:
    first, other = (DINNER % ("a", 3, "Lima"), DINNER % ("b", 4, "Lima"))
    zone = "America/Lima"
    assert tell_changes(TWINS % (zone, first), TWINS % (zone, f"{first}, {other}")) == [
        "Dinner (Thu 4 September 2025, 20:00): new"
    ]
    nowhere = DINNER.replace(", place: %s", "")
    first, other = (nowhere % ("a", 3), nowhere % ("b", 4))
    assert tell_changes(TWINS % ("UTC", first), TWINS % ("UTC", f"{first}, {other}")) == [
        "Dinner (Thu 4 September 2025, 20:00 UTC): new"
    ]


def test_another_clock_is_told_and_not_the_same_time_twice() -> None:
    here = "title: Tea, id: tea, when: '2025-09-03 10:00'"
    old, new, later = (
        TWINS % ("UTC", f"{{{here}, {each}}}")
        for each in ("place: Quito", "timezone: Europe/Madrid", "timezone: Europe/Lisbon")
    )
    was, zone = "Time zone: Europe/Madrid (was America/Guayaquil)", "Europe/Lisbon"
    assert tell_changes(old, new) == [f"Tea: — (was Quito); {was}"]
    assert tell_changes(new, later) == [f"Tea: Time zone: {zone} (was Europe/Madrid)"]
