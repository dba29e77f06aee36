"""The CPU time that work takes; what else the machine does makes it longer, never shorter."""

from __future__ import annotations

import time
from collections.abc import Callable

TRIES = 5
_LEAST = 0.005  # seconds; below it a clock is all that is measured


def grows_at_most(factor: float, work: Callable[[int], object], small: int, large: int) -> bool:
    """Return whether work on much takes at most so many times what work on little takes.

    It is tried again if it does not, as a machine that has more to do meanwhile is no mistake.
    """
    return any(
        measure_cpu_time(work, large) <= factor * max(before, _LEAST)
        for before in (measure_cpu_time(work, small) for _ in range(TRIES))
    )


def measure_cpu_time(work: Callable[[int], object], size: int) -> float:
    """Return how long work on so much takes, in seconds of CPU time."""
    begun = time.process_time()
    work(size)
    return time.process_time() - begun
