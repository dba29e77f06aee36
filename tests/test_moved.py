"""What version 0.1.0 called otherwise: it works for one release, warns, and names the new place."""

import pickle
import subprocess
import sys
import warnings
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import itinerary
from itinerary import Interval
from itinerary._moved import FORMER_MODULES, REPLACEMENTS, list_present_names

UPGRADING = Path(__file__).parent.parent / "docs" / "upgrading.md"
TRIP = "{title: T, id: t, timezone: UTC, events: [{id: e, title: E, when: 2025-09-03}]}"


@pytest.mark.parametrize("former", FORMER_MODULES)
def test_names_of_a_former_module_are_those_of_their_new_places(former):
    """Every former name gives the present object, and its warning says where that is."""
    module = import_module(f"itinerary.{former}")
    names = list_present_names(former)
    assert module.__all__ == sorted(names)
    for old, new in names.items():
        home, _, name = new.rpartition(".")
        with pytest.warns(DeprecationWarning, match=" is now ") as caught:
            found = getattr(module, old)
        assert found is getattr(import_module(f"itinerary.{home}"), name)
        path = f"itinerary.{name}" if name in itinerary.__all__ else f"itinerary.{new}"
        told = REPLACEMENTS.get(f"{former}.{old}", path)
        message = f"itinerary.{former}.{old} is now {told}"
        assert str(caught[0].message) == message
        assert caught[0].filename == __file__


def test_the_page_on_upgrading_names_every_former_module():
    page = UPGRADING.read_text(encoding="utf-8")
    rows = [f"| `itinerary.{old}`" for old in FORMER_MODULES]
    assert [row for row in rows if row not in page] == []
    homes = {home for home, _ in FORMER_MODULES.values()} - {"reports.former"}
    assert [home for home in homes if f"`itinerary.{home}`" not in page] == []


def test_the_statement_that_imports_is_the_one_that_is_warned_of():
    with pytest.warns(DeprecationWarning, match=r"^itinerary.loader.load is now itinerary.load$"):
        from itinerary.loader import load
    assert load is itinerary.load


def test_a_module_that_never_was_and_a_name_that_never_was_are_errors():
    with pytest.raises(ModuleNotFoundError, match=r"No module named 'itinerary.nowhere'"):
        import_module("itinerary.nowhere")
    with pytest.raises(AttributeError, match=r"module 'itinerary.zones' has no attribute 'clock'"):
        _ = import_module("itinerary.zones").clock


def test_public_functions_stay_functions_when_a_former_module_has_their_name():
    code = (
        "import itinerary.resolve, itinerary, pickle; from itinerary import resolve\n"
        "assert pickle.loads(pickle.dumps(itinerary.resolve)) is resolve\n"
        "print(resolve.__qualname__)"
    )
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "resolve\n"


def test_values_that_were_pickled_by_the_former_version_are_read():
    old = pickle.dumps(Interval(date(2012, 1, 1), None), 0)
    old = old.replace(f"{Interval.__module__}\n".encode(), b"itinerary.interval\n")
    with pytest.warns(DeprecationWarning, match=r"is now itinerary.Interval$"):
        assert pickle.loads(old) == Interval(date(2012, 1, 1), None)  # noqa: S301 - our own bytes


def test_former_reports_are_text():
    timeline = itinerary.resolve(itinerary.loads(TRIP))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from itinerary.checks.coverage import coverage
        from itinerary.conflicts import conflicts, contradicts
        from itinerary.report import explain
    assert "1 on nothing" in coverage(timeline)
    assert conflicts(timeline) == "The sources do not differ.\n"
    assert not contradicts(timeline)
    assert explain(timeline).endswith(explain(timeline, "e"))
    assert explain(timeline, "e").startswith("e · E · 3 September 2025\n")


def test_former_methods_and_properties_work_and_warn():
    timeline = itinerary.resolve(itinerary.loads(TRIP))
    (entry,) = timeline.select_entries("event")
    dating, interval = entry.datings[0], entry.interval
    cases = [
        (lambda: timeline.of("event"), (entry,), "Timeline.of is now Timeline.select_entries"),
        (lambda: timeline.around, (), "Timeline.around is now Timeline.enclosing_legs"),
        (lambda: entry.dating("when"), dating, "Entry.dating is now Entry.find_dating"),
        (lambda: dating.chosen, dating.readings[0], "Dating.chosen is now Dating.chosen_reading"),
        (lambda: dating.planned, None, "Dating.planned is now Dating.planned_reading"),
        (
            lambda: interval.bounds(),
            interval.to_utc_bounds(),
            "Interval.bounds is now Interval.to_utc_bounds",
        ),
        (lambda: interval.same(interval), True, "Interval.same is now Interval.is_same_time_as"),
    ]
    for former, expected, message in cases:
        with pytest.warns(DeprecationWarning, match=" is now ") as caught:
            assert former() == expected
        assert [str(each.message) for each in caught] == [message]
        assert caught[0].filename == __file__


def test_present_names_do_not_warn():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in itinerary.__all__:
            getattr(itinerary, name)
