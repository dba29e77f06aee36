"""A Document in; what there is to resolve in it out, each after what it needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from graphlib import TopologicalSorter

from itinerary.diagnostics import NodePath, format_path
from itinerary.document import BackgroundEvent, Claim, Document, Event, Leg
from itinerary.document.legs import iterate_events
from itinerary.document.vocabulary import Visibility, find_visibility
from itinerary.timeline import SectionName
from itinerary.values import value_class

ANCHOR_NAME = re.compile(r"\$([A-Za-z0-9][A-Za-z0-9_-]*)")


@value_class
class Task:
    """An entry still to be resolved.

    Attributes:
        id: Its id; where the document gives none, one made from its position.
        section: Whether it is the trip, a leg, an event or background.
        item: What the document says of it.
        path: Where it stands in the document.
        dates: The claims on each of its dates, by the names of the fields.
        leg: The leg around it.
        day: The day of a programme that it is on.
    """

    id: str
    section: SectionName
    item: Document | Leg | Event | BackgroundEvent
    path: NodePath
    dates: Mapping[str, tuple[Claim, ...]]
    leg: Leg | None = None
    day: DayTask | None = None

    @property
    def visibility(self) -> Visibility:
        """Who may read of it: as few as may read of its leg, or fewer."""
        return find_visibility(self.item, self.leg)

    @property
    def anchor_names(self) -> set[str]:
        """The ids that its dates refer to: "quito" in "two days after $quito.start"."""
        claims = (claim for claims in self.dates.values() for claim in claims)
        names = {name for claim in claims for name in find_anchor_names(claim.words)}
        of_day = self.day.anchor_names if self.day else set[str]()
        return (names | of_day) - {"published"}


@value_class
class DayTask(Task):
    """A day of a programme still to be resolved; its item is what holds it.

    Attributes:
        is_complete: Whether all that is planned on it is listed.
    """

    is_complete: bool = False


def find_anchor_names(words: str) -> list[str]:
    """Return the names that words refer to.

    >>> find_anchor_names("two days after $quito.start")
    ['quito']
    """
    return ANCHOR_NAME.findall(words)


def collect_tasks(document: Document) -> dict[str, Task]:
    """Return all that there is to resolve, by its id, in the document's order: the trip first."""
    return {task.id: task for task in _iterate_tasks(document)}


def collect_days(document: Document) -> dict[NodePath, DayTask]:
    """Return the days of the programmes of a document and its legs, by their paths."""
    holders: list[tuple[NodePath, Document | Leg]] = [
        *((("legs", number), leg) for number, leg in enumerate(document.legs)),
        ((), document),
    ]
    return {
        path: DayTask(
            format_path(path),
            "event",
            holder,
            path,
            {"day": day.day},
            holder if isinstance(holder, Leg) else None,
            is_complete=day.complete,
        )
        for start, holder in holders
        for at, day in enumerate(holder.days)
        for path in ((*start, "days", at),)
    }


def _iterate_tasks(document: Document) -> Iterator[Task]:
    days = collect_days(document)
    dates = {"dates": document.dates} if document.dates else {}
    yield Task("trip", "trip", document, (), dates)
    for number, leg in enumerate(document.legs):
        path: NodePath = ("legs", number)
        leg_dates = {"when": leg.when} if leg.when else {}
        yield Task(leg.id or f"leg-{number + 1}", "leg", leg, path, leg_dates)
        for at, (way, event) in enumerate(iterate_events(leg)):
            id_ = event.id or f"leg-{number + 1}-event-{at + 1}"
            day = days.get((*path, *way[:-2]))
            yield Task(id_, "event", event, (*path, *way), event.dates, leg, day)
    for number, (way, event) in enumerate(iterate_events(document)):
        id_ = event.id or f"event-{number + 1}"
        yield Task(id_, "event", event, way, event.dates, day=days.get(way[:-2]))
    for number, past in enumerate(document.background):
        id_ = past.id or f"background-{number + 1}"
        yield Task(id_, "background", past, ("background", number), {"when": past.when})


def order_tasks(tasks: Mapping[str, Task], report_loop: Callable[[list[str]], None]) -> list[str]:
    """Return the ids, each after those it needs, and otherwise in their own order.

    Args:
        tasks: All that there is to resolve, by its id.
        report_loop: Called with the ids of each loop, the first of them again at its end; the
            loop is then cut.
    """
    needs = _find_dependencies(tasks)
    _cut_loops(needs, report_loop)
    return list(_build_sorter(needs).static_order())


def _cut_loops(needs: dict[str, set[str]], report_loop: Callable[[list[str]], None]) -> None:
    """Report each loop, and take its needs away, in one walk through all ids in their order."""
    places = {id_: place for place, id_ in enumerate(needs)}
    is_done: set[str] = set()
    for first in needs:
        way = [first] if first not in is_done else []
        steps_of_way = {first: 0}
        to_visit = [_list_in_order(needs[first], places)] if way else []
        while way:
            current, ahead = way[-1], to_visit[-1]
            needed = ahead.pop() if ahead else None
            if needed is None:
                is_done.add(current)
                del steps_of_way[way.pop()]
                to_visit.pop()
            elif needed in steps_of_way and needed in needs[current]:
                loop = way[steps_of_way[needed] :]
                report_loop([needed, *reversed(loop)])
                for id_ in loop:
                    needs[id_] -= set(loop)
            elif needed not in is_done and needed in needs[current]:
                steps_of_way[needed] = len(way)
                way.append(needed)
                to_visit.append(_list_in_order(needs[needed], places))


def _list_in_order(ids: Iterable[str], places: Mapping[str, int]) -> list[str]:
    """Return ids by their places, the last one first, to be taken from the end."""
    return sorted(ids, key=places.__getitem__, reverse=True)


def _build_sorter(needs: Mapping[str, set[str]]) -> TopologicalSorter[str]:
    """Return a sorter that knows the ids by their order, not by that of the sets."""
    sorter = TopologicalSorter[str](dict.fromkeys(needs, ()))
    for id_, needed in needs.items():
        sorter.add(id_, *needed)
    return sorter


def _find_dependencies(tasks: Mapping[str, Task]) -> dict[str, set[str]]:
    """Return what each needs: the names in its words, its leg, and the trip or its parts.

    A trip that states no dates needs its legs, or else its events; otherwise these need the trip.
    Events need the trip that legs make up, too ("the last day of the trip"), unless one of these
    counts from an event.
    """
    needs = {id_: task.anchor_names & tasks.keys() for id_, task in tasks.items()}
    for id_, task in tasks.items():
        if task.leg and task.leg.id:
            needs[id_].add(task.leg.id)
    if tasks["trip"].dates:
        for id_, task in tasks.items():
            if task.section in ("leg", "event"):
                needs[id_].add("trip")
    else:
        parts = choose_enclosed_section(tasks)
        enclosed = {id_ for id_, task in tasks.items() if task.section == parts}
        needs["trip"] |= enclosed
        events = {id_ for id_, task in tasks.items() if task.section == "event"}
        if not any(needs[id_] & events for id_ in enclosed | {"trip"}):
            for id_ in events:
                needs[id_].add("trip")
    return needs


def find_dependents(tasks: Mapping[str, Task], ids: Collection[str]) -> set[str]:
    """Return what needs one of these ids, directly or through others, and the ids themselves."""
    needs, found = _find_dependencies(tasks), set(ids)
    size = -1
    while size < len(found):
        size = len(found)
        found |= {id_ for id_, needed in needs.items() if needed & found}
    return found


def choose_enclosed_section(tasks: Mapping[str, Task]) -> SectionName:
    """Return what a trip that states no dates encloses: its legs, else its events."""
    return "leg" if any(task.section == "leg" for task in tasks.values()) else "event"
