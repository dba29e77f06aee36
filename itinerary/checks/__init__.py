"""A Timeline in; warnings about what does not add up in it out, each with a remedy.

A check is a file in `consistency` or `completeness` with a function that `register_check` makes
known. `resolve` calls `check_consistency` in every run; `itinerary check` calls
`check_completeness`, too.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Literal

from itinerary.checks.registry import Check
from itinerary.checks.trip import Trip
from itinerary.diagnostics import Diagnostic, require_flag
from itinerary.timeline import Timeline, require_timeline

Folder = Literal["consistency", "completeness"]


def check_consistency(timeline: Timeline) -> tuple[Diagnostic, ...]:
    """Return a warning for all that contradicts itself in a timeline."""
    return _run_checks("consistency", timeline, strict=True)


def check_completeness(timeline: Timeline, *, strict: bool = False) -> tuple[Diagnostic, ...]:
    """Return a warning for all that a timeline lacks or says to no purpose.

    What contradicts itself is not among it: that is in `timeline.diagnostics`.

    Args:
        timeline: What `resolve` returns.
        strict: Whether to warn of nights without a stay, too.

    Raises:
        TypeError: An argument has a wrong type; the message names it.

    >>> from itinerary import loads, resolve
    >>> source = "gazette: {publisher: Gazette, title: The trip}"
    >>> timeline = resolve(loads("{title: Trip, id: t, sources: {%s}}" % source))
    >>> [str(each.code) for each in check_completeness(timeline)]
    ['uncited-source']
    """
    require_timeline("timeline", timeline)
    require_flag("strict", strict)
    return _run_checks("completeness", timeline, strict=strict)


def _run_checks(folder: Folder, timeline: Timeline, *, strict: bool) -> tuple[Diagnostic, ...]:
    trip = Trip(timeline)
    return tuple(
        finding
        for check in load_checks(folder)
        if strict or not check.is_strict
        for finding in check.find(trip)
    )


@cache
def load_checks(folder: Folder) -> tuple[Check, ...]:
    """Return the checks in the files of a folder, in alphabetical order of the files.

    >>> [code.value for check in load_checks("completeness") for code in check.codes]
    ['event-elsewhere', 'night-without-stay', 'other-zone', 'uncited-source', 'unreached-leg']
    """
    package = import_module(f"{__name__}.{folder}")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    modules = [import_module(f"{__name__}.{folder}.{name}") for name in names]
    return tuple(
        value for module in modules for value in vars(module).values() if isinstance(value, Check)
    )
