"""Threads, processes and copies: whatever is shared or sent comes to the same."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from typing import Any

import pytest
import shared_work
from public_callables import OWNERS, list_public_callables
from shared_work import do, list_work
from tables import Table

from itinerary import (
    Conventions,
    DocumentError,
    Grain,
    Interval,
    ItineraryError,
    for_audience,
    loads,
    render,
    resolve,
    resolve_phrase,
    split,
)
from itinerary.export import HtmlOptions, IcsOptions, MarkdownOptions
from itinerary.places import locate_place

BROKEN = """\
title: T
timezone: UTC
legs: [{id: l, place: Quito, when: 2025-09-03, events: [{title: A, when: 2025-09-03T10:00}]}]
events: [{title: B, when: soonish}, {title: Secret, when: tomorrowish, visibility: staff}]
"""


@pytest.mark.slow
def test_fifty_threads_that_begin_at_once_mix_nothing_up() -> None:
    done = subprocess.run(
        [sys.executable, shared_work.__file__],
        capture_output=True,
        text=True,
        check=False,
        timeout=1200,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("[]\n", "", 0)


@pytest.mark.slow
def test_processes_that_are_started_anew_come_to_the_same() -> None:
    work = list_work()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        found = list(pool.map(do, work, chunksize=8, timeout=1200))
    assert found == [each() for each in work]


def catch_error(call: Any, *arguments: Any, **named: Any) -> ItineraryError:
    with pytest.raises(ItineraryError) as caught:
        call(*arguments, **named)
    return caught.value


def list_values() -> list[Any]:
    """Return what the library's users have in hand: results, parts of them, options, errors."""
    timeline = resolve(loads(BROKEN))
    reference = date(2025, 9, 3)
    values = [*OWNERS.values(), *(each.call() for each in list_public_callables())]
    return [
        *values,
        timeline,
        *timeline.diagnostics,
        *split(timeline, "leg"),
        for_audience(timeline, "public"),
        *(each.interval for each in timeline),
        Interval(reference, None, about=True),
        Interval(None, reference, Grain.MONTH, part="early"),
        resolve_phrase("Tuesday and Thursday at 10:00 ET", reference=reference),
        Conventions(parts_of_day={"morning": (6, 11)}, next_weekday="coming"),
        IcsOptions(alarm="30m", color="SteelBlue"),
        MarkdownOptions(style="card", since=timeline),
        HtmlOptions(holidays=True),
        catch_error(timeline.raise_for_errors),
        catch_error(loads, "{title: T, plce: Quito}"),
        catch_error(resolve_phrase, "soonish", reference=reference),
        catch_error(locate_place, "Springfield"),
        catch_error(IcsOptions, alarm="x"),
        catch_error(timeline.__getitem__, "x"),
    ]


def test_everything_public_is_pickled_and_copied(table: Table) -> None:
    for value in list_values():
        with table.row(type(value).__name__):
            for again in (
                *(pickle.loads(pickle.dumps(value, each)) for each in (2, 5)),  # noqa: S301
                copy.copy(value),
                copy.deepcopy(value),
            ):
                assert type(again) is type(value)
                if isinstance(value, Exception):
                    assert (str(again), vars(again)) == (str(value), vars(value))
                else:
                    assert again == value


@pytest.mark.parametrize("audience", ["public", "party", "staff"])
def test_a_view_of_a_document_with_errors_is_refused_as_the_whole_is(audience: str) -> None:
    view = for_audience(resolve(loads(BROKEN)), audience)
    assert [each.severity for each in view.diagnostics][:1] == ["error"]
    for each in (view, *(part.timeline for part in split(view, "leg"))):
        with pytest.raises(DocumentError):
            each.raise_for_errors()
        for format in ("ics", "markdown", "json"):
            with pytest.raises(DocumentError):
                render(each, format)
    assert render(view, "markdown", partial=True)
    with pytest.raises(DocumentError):
        for_audience(view, "public").raise_for_errors()


def test_the_error_of_a_view_tells_nothing_of_what_is_hidden() -> None:
    whole = resolve(loads(BROKEN.replace("soonish", "2025-09-04")))
    view = for_audience(whole, "public")
    (found,) = view.diagnostics
    assert "tomorrowish" in str(catch_error(whole.raise_for_errors))
    assert (found.path, found.excerpt, found.code) == ((), "", "")
    assert "ecret" not in str(found.to_dict())
    assert '"diagnostics": []' in render(whole, "json", audience="public", partial=True)


def test_a_view_of_a_sound_document_is_sound() -> None:
    sound = "{title: T, events: [{title: A, when: 2025-09-03}, {title: B, when: lately}]}"
    timeline = resolve(loads(sound))
    assert [each.severity for each in timeline.diagnostics] == ["warning"]
    assert for_audience(timeline, "public").diagnostics == ()
