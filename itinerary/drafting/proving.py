"""A drafted document in; the same, proven by resolving it, with what is unsure left open, out.

The words of each date are resolved in the trip, as they will be whenever the document is used. What
then comes to another date than where the words stand in the article is written out beside them, for
the editor; what comes to none is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from itinerary.codes import Code
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import Diagnostic, NodePath, shorten_text
from itinerary.document import Document
from itinerary.document.vocabulary import EventKind
from itinerary.drafting.building import HOLDERS, DocumentDraft, PlacedDate
from itinerary.drafting.writing import write_draft
from itinerary.loading import read_text
from itinerary.resolving import ReadingMemory, resolve_again
from itinerary.timeline import Entry

_MOST_ROUNDS = 32
_OPEN = "TBD"
_PLACES = ("place", "from", "to")
_MOST_TOLD = 200  # characters of a field that is left out
# Words before a part of a day that count from another date.
_COUNTING = re.compile(r"^(?:on )?(?:that|the same|the) |^(?:es[ae]|es[ae] misma?) ", re.IGNORECASE)


def prove_document(draft: DocumentDraft) -> tuple[Document, str]:
    """Make a draft one that resolves without errors; return the document and its text.

    Raises:
        DocumentError: It is not one after all that can be mended.
    """
    memory = ReadingMemory()  # a round changes a few dates
    for _ in range(_MOST_ROUNDS):
        by_path = _map_dates(draft.dates)
        text = write_draft(draft)
        loaded = read_text(text)
        timeline = resolve_again(loaded.document, memory) if loaded.document else None
        errors = [each for each in loaded.diagnostics if each.severity == "error"]
        errors += (
            [each for each in timeline.diagnostics if each.severity == "error"] if timeline else []
        )
        is_changed = _change_all(_mend(draft, by_path, each) for each in errors)
        # What is dated inside what was mended may come out otherwise: it is looked at afterwards.
        if timeline is not None and not any(_dates_others(each.path) for each in errors):
            entries = {each.path: each for each in timeline.entries}
            mended = {one.path for each in errors for one in _find_dates(each.path, by_path)}
            others = [each for each in draft.dates if each.path not in mended]
            is_changed |= _change_all(_hold_date(draft, each, entries) for each in others)
        if not is_changed:
            break
    return loaded.require_document(), text


def _map_dates(dates: Iterable[PlacedDate]) -> dict[NodePath, list[PlacedDate]]:
    """Return the claims by their paths, and by those of their fields."""
    by_path: dict[NodePath, list[PlacedDate]] = {}
    for each in dates:
        for path in (each.path, each.path[:-1]):
            by_path.setdefault(path, []).append(each)
    return by_path


def _dates_others(path: NodePath) -> bool:
    """Return whether a finding is about the trip or a leg as a whole, in which others are dated."""
    return path[:1] not in (("events",), ("background",)) and "events" not in path


def _change_all(changes: Iterable[bool]) -> bool:
    """Make all changes, not only the first one; return whether there was any."""
    return sum(changes) > 0


def _hold_date(draft: DocumentDraft, placed: PlacedDate, entries: Mapping[NodePath, Entry]) -> bool:
    """Write out a date that comes to something else than where it stands; return whether so."""
    claim, fact = placed.claim, placed.fact
    if placed.is_settled or claim.get("reads") == _OPEN:
        return False
    if not fact.target:
        return _open(draft, placed, "the text alone does not say which date it is")
    found = _find_intervals(placed.path, entries)
    if found is None or _is_same(found, fact.target):
        return False
    written = _write_out(fact.target, fact.says)
    if not written or claim.get("reads") == written:
        return _open(draft, placed, f"“{fact.says}” cannot be read inside the trip")
    claim["reads"] = written
    return True


def _find_intervals(
    path: NodePath, entries: Mapping[NodePath, Entry]
) -> tuple[Interval, ...] | None:
    """Return what a claim came to; None if it is not in the timeline."""
    *entry_path, name, number = path
    entry = entries.get(tuple(entry_path))
    dating = entry.find_dating(str(name)) if entry else None
    if dating is not None and isinstance(number, int) and number < len(dating.readings):
        return dating.readings[number].intervals
    return None


def _is_same(found: tuple[Interval, ...], target: tuple[Interval, ...]) -> bool:
    """Return whether two dates are the same by the clock of their place, or one inside the other.

    What is open in the article may end with the trip.
    """
    if len(found) != len(target):
        return False
    return all(_is_same_interval(*each) for each in zip(found, target, strict=True))


def _is_same_interval(found: Interval, target: Interval) -> bool:
    start = target.start is None or _is_same_moment(found.start, target.start)
    end = target.end is None or _is_same_moment(found.end, target.end)
    return start and end


def _is_same_moment(found: object, target: object) -> bool:
    """Return whether two moments are one: by the clock, or, if both have a zone, in all zones."""
    if isinstance(found, datetime) and isinstance(target, datetime):
        is_same_clock = found.replace(tzinfo=None) == target.replace(tzinfo=None)
        return is_same_clock or bool(found.tzinfo and target.tzinfo and found == target)
    return found == target


def _write_out(target: tuple[Interval, ...], says: str) -> str:
    """Return a date by ISO 8601, as a phrase that needs no other one; "" if that cannot be.

    A part of a day has no times: its words stand behind the day.
    """
    if len(target) != 1:
        return ""
    if target[0].grain == Grain.PART_OF_DAY:
        return f"{target[0].first} {_COUNTING.sub('', says)}" if target[0].first else ""
    return target[0].edtf if target[0].start and target[0].end and not target[0].about else ""


def _open(draft: DocumentDraft, placed: PlacedDate, reason: str) -> bool:
    """Leave a date open, for the editor; return that the draft is another now."""
    placed.claim["reads"] = _OPEN
    _remark(draft, placed.path, reason)
    return True


def _mend(
    draft: DocumentDraft, by_path: Mapping[NodePath, list[PlacedDate]], error: Diagnostic
) -> bool:
    """Change what an error is about, so that the document can be used; return whether so."""
    dates = _find_dates(error.path, by_path)
    if dates:
        changed = False
        for each in dates:
            if each.claim.get("reads") != _OPEN:
                if error.code == Code.NO_ZONE and _add_zone(draft, each):
                    return True
                written = (
                    ""
                    if error.code == Code.NO_ZONE
                    else _write_out(each.fact.target, each.fact.says)
                )
                if written and each.claim.get("reads") not in (written, _day_of(each)):
                    each.claim["reads"] = written
                elif (day := _day_of(each)) and each.claim.get("reads") != day:
                    each.claim["reads"], each.is_settled = day, True
                    _remark(draft, each.path, f"the time; no clock is known: “{each.fact.says}”")
                else:
                    _open(draft, each, error.message)
                changed = True
        return changed
    return _drop_field(draft, error)


def _add_zone(draft: DocumentDraft, placed: PlacedDate) -> bool:
    """Give an event the clock that all cities of the trip share, for the editor."""
    if len(draft.zones) != 1 or placed.path[0] in ("dates", "background"):
        return False
    fields: Any = draft.data
    for step in placed.path[:-2]:
        fields = fields[step]
    if "timezone" in fields or fields.get("kind") == EventKind.MOVEMENT:
        return False
    _remark(draft, placed.path, "its time by the clock of the cities of the trip")
    fields["timezone"] = next(iter(draft.zones))
    return True


def _day_of(placed: PlacedDate) -> str:
    days = {each.first for each in placed.fact.target}
    return str(days.pop()) if len(days) == 1 and None not in days else ""


def _find_dates(
    path: NodePath, by_path: Mapping[NodePath, list[PlacedDate]]
) -> Sequence[PlacedDate]:
    """Return the claim that a finding is about, or all claims on the date that it is about."""
    claims = (path[:length] for length in range(1, len(path)) if isinstance(path[length - 1], int))
    return next((by_path[each] for each in (*claims, path) if each in by_path), ())


def _drop_field(draft: DocumentDraft, error: Diagnostic) -> bool:
    """Take a field that cannot stay out of its entry, and say so there."""
    fields, name = _find_field(draft.data, error.path)
    if fields is None or name is None:
        return False
    told = _tell_place(fields[name])
    _drop(draft, fields, name, error.message)
    # A place that is not known is told of once, however many entries are there.
    for each in draft.iterate_entries() if name in _PLACES else ():
        for twin in _PLACES:
            if twin in each and _tell_place(each[twin]).casefold() == told.casefold():
                _drop(draft, each, twin, error.message)
    return True


def _tell_place(value: Any) -> str:
    return str(value.get("name", "") if isinstance(value, dict) else value)


def _drop(draft: DocumentDraft, fields: dict[str, Any], name: str, reason: str) -> None:
    """Take a field out of an entry, with a remark there; a movement needs both of its ends."""
    told = _tell_place(fields.pop(name))
    if name == "place" and fields in draft.data.get("legs", ()):
        fields["title"] = fields.get("title", told)
    if name in ("from", "to"):
        fields["kind"] = str(EventKind.OTHER)
        other = "to" if name == "from" else "from"
        if place := _tell_place(fields.pop(other, "")):
            draft.add_remarks(fields, [f"{other}: {shorten_text(place, _MOST_TOLD)}"])
        _date_as_event(draft, fields)
    draft.add_remarks(fields, [f"{name}: {shorten_text(told, _MOST_TOLD)} - {reason}"])


def _date_as_event(draft: DocumentDraft, fields: dict[str, Any]) -> None:
    """Let what is no movement any more begin when that departs; remark when it arrives."""
    for field in ("depart", "arrive"):
        value = fields.pop(field, None)
        if value is not None and "when" not in fields:
            fields["when"] = value
            claims = value if isinstance(value, list) else [value]
            for each in draft.dates:
                if any(each.claim is claim for claim in claims):
                    each.path = (*each.path[:-2], "when", each.path[-1])
        elif value is not None:
            claim = value[0] if isinstance(value, list) else value
            draft.add_remarks(fields, [f"it arrives: {claim['says']}"])


def _find_field(data: dict[str, Any], path: NodePath) -> tuple[dict[str, Any] | None, str | None]:
    """Return the entry that a path leads into, and its field on that path."""
    node: Any = data
    for step in path:
        if isinstance(node, dict) and isinstance(step, str) and step in node:
            if node is not data.get("sources") and step not in HOLDERS:
                return node, step
            node = node[step]
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            break
    return None, None


def _remark(draft: DocumentDraft, path: NodePath, reason: str) -> None:
    """Add a remark to the editor above a date."""
    *entry_path, name, _ = path
    node: Any = draft.data
    for step in entry_path:
        node = node[step]
    mark: dict[str, Any] = {}
    holder = DocumentDraft(remarks=draft.remarks)
    holder.add_remarks(mark, [reason])
    items = list(node.items())
    place = next((i for i, (key, _) in enumerate(items) if key == name), len(items))
    node.clear()
    node.update(dict([*items[:place], *mark.items(), *items[place:]]))
