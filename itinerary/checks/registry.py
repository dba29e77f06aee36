"""A function that finds what does not add up in; a check that is known to all out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from itinerary.checks.trip import Trip
from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic
from itinerary.values import value_class

Findings = Iterator[Diagnostic]


@value_class
class Check:
    """A check: the codes of what it finds, and the function that finds it.

    Attributes:
        codes: The codes of its findings; each has a page in `codes.md`, and in tests/checks a
            document that raises it beside one that nearly does.
        find: Yields the findings in a trip.
        is_strict: Whether it is only for those who ask for strict checks.
    """

    codes: tuple[Code, ...]
    find: Callable[[Trip], Findings]
    is_strict: bool = False


def register_check(
    *codes: Code, strict: bool = False
) -> Callable[[Callable[[Trip], Findings]], Check]:
    """Make a check of the function below, so that `load_checks` finds it.

    >>> @register_check(Code.OUTSIDE_TRIP)
    ... def check_nothing(trip: Trip) -> Findings:
    ...     yield from ()
    >>> check_nothing.codes
    (<Code.OUTSIDE_TRIP: 'outside-trip'>,)
    """
    return lambda find: Check(codes, find, strict)
