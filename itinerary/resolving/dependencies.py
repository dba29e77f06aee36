"""A document in; what there is to resolve in it out, each after what it needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from itinerary.document import BackgroundEvent, Claim, Document, Event, Leg
from itinerary.timeline import DocumentPath, SectionName

_ANCHOR_NAME = re.compile(r"\$([A-Za-z0-9][A-Za-z0-9_-]*)")


@dataclass(frozen=True, slots=True)
class Task:
    """An entry still to be resolved: what it is, where it stands in the document, and the leg around it."""

    id: str
    section: SectionName
    item: Document | Leg | Event | BackgroundEvent
    path: DocumentPath
    dates: Mapping[str, tuple[Claim, ...]]
    leg: Leg | None = None

    @property
    def anchor_names(self) -> set[str]:
        """The ids that its dates refer to: "quito" in "two days after $quito.start"."""
        return {
            name
            for claims in self.dates.values()
            for claim in claims
            for name in find_anchor_names(claim.words)
        } - {"published"}


def find_anchor_names(words: str) -> list[str]:
    """The names that words refer to.

    >>> find_anchor_names("two days after $quito.start")
    ['quito']
    """
    return _ANCHOR_NAME.findall(words)


def collect_tasks(document: Document) -> dict[str, Task]:
    """All that there is to resolve, by its id, in the document's order; the trip itself is first."""
    return {task.id: task for task in _iterate_tasks(document)}


def _iterate_tasks(document: Document) -> Iterator[Task]:
    yield Task("trip", "trip", document, (), {"dates": document.dates} if document.dates else {})
    for number, leg in enumerate(document.legs):
        path: DocumentPath = ("legs", number)
        yield Task(
            leg.id or f"leg-{number + 1}", "leg", leg, path, {"when": leg.when} if leg.when else {}
        )
        for at, event in enumerate(leg.events):
            yield Task(
                event.id or f"leg-{number + 1}-event-{at + 1}",
                "event",
                event,
                (*path, "events", at),
                event.dates,
                leg,
            )
    for number, event in enumerate(document.events):
        yield Task(
            event.id or f"event-{number + 1}", "event", event, ("events", number), event.dates
        )
    for number, past in enumerate(document.background):
        yield Task(
            past.id or f"background-{number + 1}",
            "background",
            past,
            ("background", number),
            {"when": past.when},
        )


def order_tasks(tasks: Mapping[str, Task], looped: Callable[[list[str]], None]) -> list[str]:
    """The ids, each after those it needs; `looped` is told of each loop, which is then cut."""
    needs = _find_dependencies(tasks)
    while True:
        try:
            return list(TopologicalSorter(needs).static_order())
        except CycleError as error:
            loop: list[str] = error.args[1]
            looped(loop)
            for id_ in loop:
                needs[id_] -= set(loop)


def _find_dependencies(tasks: Mapping[str, Task]) -> dict[str, set[str]]:
    """What each needs: the names in its words; its leg; and the trip, unless the trip is the hull of its legs, or else of its events."""
    needs = {id_: task.anchor_names & tasks.keys() for id_, task in tasks.items()}
    for id_, task in tasks.items():
        if task.leg and task.leg.id:
            needs[id_].add(task.leg.id)
    if tasks["trip"].dates:
        for id_, task in tasks.items():
            needs[id_] |= {"trip"} if task.section in ("leg", "event") else set()
    else:
        parts = choose_enclosed_section(tasks)
        needs["trip"] |= {id_ for id_, task in tasks.items() if task.section == parts}
    return needs


def choose_enclosed_section(tasks: Mapping[str, Task]) -> SectionName:
    """What a trip without dates of its own is the hull of."""
    return "leg" if any(task.section == "leg" for task in tasks.values()) else "event"
