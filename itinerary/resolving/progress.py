"""The ids of a document and a function of its caller in; the ids as it gives them back out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from itinerary.diagnostics import describe_value

ProgressTracker = Callable[[Sequence[str]], Iterable[str]]


def track_ids(track: ProgressTracker, ids: Sequence[str]) -> Iterator[str]:
    """Yield the ids as a tracker gives them back.

    Raises:
        TypeError: It gives back something else, or others, or not all.
    """
    given = track(ids)
    if not isinstance(given, Iterable):
        raise TypeError(f"track returns the ids that it gets, not {describe_value(given)}")
    for found, wanted in zip_longest(given, ids):
        if found != wanted:
            given = f"{describe_value(found)} in place of {describe_value(wanted)}"
            raise TypeError(f"track returns the ids that it gets, all and in order, not {given}")
        yield wanted
