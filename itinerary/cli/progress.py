"""Shows how far a command is, where it takes long and somebody is there to see it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

_PATIENCE = 1.0  # seconds before there is anything to see
_Item = TypeVar("_Item")


def track_progress(items: Sequence[_Item], what: str) -> Iterable[_Item]:
    """Return the items, with a progress bar once they have taken longer than a second.

    It is shown on standard error, only if that is a terminal, and gone in the end.
    """
    return _track(items, what) if len(items) > 1 and sys.stderr.isatty() else items


def _track(items: Sequence[_Item], what: str) -> Iterator[_Item]:
    started, rest = time.monotonic(), iter(items)
    done = 0
    for item in rest:
        yield item
        done += 1
        if time.monotonic() - started > _PATIENCE:
            break
    if done == len(items):
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=len(items), completed=done)
        for item in rest:
            yield item
            progress.advance(task)
