"""Pieces of work for threads and processes: what each comes to, alone or among others.

Run as a program it starts fifty threads at once, before anything is loaded, and prints what differs
from the same work done in turn.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from threading import Barrier

from itinerary import (
    Document,
    PhraseError,
    Timeline,
    for_audience,
    formats,
    load,
    render,
    resolve,
    resolve_phrase,
    split,
)

THREADS = 50
ROUNDS = 2  # pieces of work that each thread does
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))
PHRASES = [
    ("en", "from Sept. 2 to 4"),
    ("en", "the Friday before Thanksgiving 2014 at 3 pm ET"),
    ("en", "two weeks from Tuesday"),
    ("en", "recently"),
    ("es", "del 2 al 4 de septiembre"),
    ("es", "hace tres días"),
    ("es", "el próximo jueves a las 10"),
    ("pt", "de 2 a 4 de setembro"),
    ("pt", "na próxima quinta às 10h"),
    ("pt", "há três dias"),
]
Work = Callable[[], str]


def render_file(path: Path, format: str) -> str:
    return render(resolve(load(path)), format)


def render_document(document: Document, format: str) -> str:
    return render(resolve(document), format)


def render_views(timeline: Timeline) -> str:
    parts = [part.timeline for part in split(for_audience(timeline, "public"), "leg")]
    return "".join(render(each, "ics") for each in parts) + repr(timeline.to_records())


def read_phrase(language: str, text: str) -> str:
    try:
        found = resolve_phrase(text, reference=date(2025, 8, 29), language=language)
    except PhraseError as error:
        return f"{error.kind}: {error}"
    return " ".join(found.steps)


def do(work: Work) -> str:
    """Do a piece of work that was sent to a process."""
    return work()


def list_work() -> list[Work]:
    """Return the pieces of work; what they share is loaded here."""
    return [*iterate_lone_work(), *iterate_shared_work()]


def iterate_lone_work() -> Iterator[Work]:
    for number, path in enumerate(EXAMPLES):
        for format in formats():
            yield partial(render_file, path, format)
        for each in PHRASES[number::2]:
            yield partial(read_phrase, *each)


def iterate_shared_work() -> Iterator[Work]:
    """Yield work on one document and one timeline, which all threads have in hand."""
    document = load(EXAMPLES[0])
    timeline = resolve(document)
    for format in formats():
        yield partial(render_document, document, format)
        yield partial(render, timeline, format)
    yield partial(render_views, timeline)


def do_in_threads() -> list[str]:
    """Do all the work in threads that begin at once; return what comes out wrong."""
    work = list_work()
    barrier = Barrier(THREADS)

    def run(number: int) -> dict[int, str]:
        barrier.wait()
        chosen = [(number + 17 * each) % len(work) for each in range(ROUNDS)]
        return {each: work[each]() for each in chosen}

    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(run, range(THREADS)))
    alone = {number: work[number]() for each in found for number in each}
    return [
        str(work[number])
        for each in found
        for number, outcome in each.items()
        if outcome != alone[number]
    ]


if __name__ == "__main__":
    sys.setswitchinterval(2e-4)
    print(do_in_threads())
