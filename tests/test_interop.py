"""The sample of `make interop`, as the programs of the test group read it."""

from datetime import datetime, timedelta

import pytest
from interop.__main__ import COLUMNS, cells, differences, mark
from interop.sample import FIELDS, SAMPLE, export, when

from itinerary import load, resolve

pytestmark = pytest.mark.interop


def test_every_column_shows_something() -> None:
    assert {shows for shows, _ in export().events} == set(COLUMNS) - {"by time", "twice", "changed"}


def test_what_is_meant_is_what_the_zones_tables_say() -> None:
    stated = {
        entry.id: entry
        for entry in resolve(load(SAMPLE)).entries
        if "x-starts" in entry.item.extensions
    }
    told = {
        id: datetime.fromisoformat(entry.item.extensions["x-starts"])
        for id, entry in stated.items()
    }
    assert told == {id: when(entry.interval.start) for id, entry in stated.items()}
    assert len(told) == 14


def test_every_clock_time_of_the_sample_changes() -> None:
    moved = [
        (then["start"], now["start"])
        for (_, then), (_, now) in zip(export().events, export(changed=True).events, strict=True)
    ]
    assert {now - then for then, now in moved} == {timedelta(), timedelta(minutes=30)}


@pytest.mark.parametrize(
    "name", ["icalendar", "icalendar, of jCal", "recurring-ical-events", "ical"]
)
def test_python_readers_differ_only_as_known(name: str) -> None:
    marks = {mark(name, column, each, {}) for column, found in cells(name) for each in found or ()}
    assert not any(each.isdigit() for each in marks)


def test_differences_are_told() -> None:
    first, *rest = (event for _, event in export().events)
    later, twice = first | {"start": first["start"] + timedelta(hours=1)}, [first, first, *rest]
    assert [each.split()[0] for each in differences([later, *rest], [first, *rest], FIELDS)] == [
        "start"
    ]
    assert list(differences(twice, [first, *rest], FIELDS)) == [
        f"{first['summary']} is there 2 times"
    ]
    assert list(differences([*rest, first, first | {"uid": "x"}], rest, FIELDS)) == [
        f"{first['summary']} is there as x"
    ]
    assert list(differences(rest, [first, *rest], FIELDS)) == [
        f"{first['summary']} is there 0 times"
    ]
