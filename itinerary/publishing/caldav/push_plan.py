"""Events of the document, what was sent before and what a server keeps in; what to do out.

An event on the server is ours if it is the version that we sent, by its ETag or by what it says.
What somebody else wrote is never written over unasked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from itinerary.publishing.caldav.errors import PushError
from itinerary.publishing.caldav.events import KeptEvent, PushedEvent
from itinerary.publishing.caldav.push_state import SentEvent


class Action(StrEnum):
    """What becomes of an event on the server, or of what is known of it."""

    MAKE = "make"
    CHANGE = "change"
    DELETE = "delete"
    ADOPT = "adopt"  # it is there as it should be, and only not known so
    FORGET = "forget"  # it is gone from both
    LEAVE = "leave"  # somebody else changed it
    REFUSE = "refuse"  # the server does not take it


WRITING = (Action.MAKE, Action.CHANGE, Action.DELETE)


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """A resource of the server; `kept` is what it says, None where nobody needs to know."""

    path: str
    etag: str
    kept: KeptEvent | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What to do with an event.

    Attributes:
        action: What.
        uid: The event's UID.
        title: Its title.
        reason: Why it is left alone; "" if it is not.
        wanted: The event of the document; None where it has none.
        found: What lies on the server; None where nothing does.
        sequence: The SEQUENCE that it is sent with.
    """

    action: Action
    uid: str
    title: str
    reason: str = ""
    wanted: PushedEvent | None = None
    found: FoundEvent | None = None
    sequence: int = 0


def plan_push(
    wanted: Mapping[str, PushedEvent],
    sent: Mapping[str, SentEvent],
    found: Mapping[str, FoundEvent],
    *,
    force: bool = False,
) -> tuple[Step, ...]:
    """Decide what to do, in the order of the document; what is gone from it comes last.

    Args:
        wanted: The events of the document, by UID.
        sent: What was sent before, by UID.
        found: What lies on the server, by UID: of these, and what has the name of such an event.
        force: Whether to write over what somebody else changed, and delete more than half.

    Raises:
        PushError: More than half of what was sent would be deleted, and `force` is not set.
    """
    order = dict.fromkeys((*wanted, *sent, *found))
    steps = tuple(
        step
        for uid in order
        if (step := _plan_step(uid, wanted.get(uid), sent.get(uid), found.get(uid), force))
    )
    if not force:
        _reject_emptying(steps, sum(uid in found for uid in sent))
    return steps


def _plan_step(
    uid: str,
    wanted: PushedEvent | None,
    sent: SentEvent | None,
    found: FoundEvent | None,
    force: bool,
) -> Step | None:
    """Return what to do with an event; None where it is as it should be, and known so."""
    if wanted and sent and found and sent.is_untouched(found.etag) and sent.digest == wanted.digest:
        return None
    known = wanted or sent or (found and found.kept)
    action, reason = _choose_action(wanted, sent, found)
    if action is Action.LEAVE and force:
        action, reason = _FORCED[bool(wanted), bool(found)], ""
    before = max(sent.sequence if sent else -1, found.kept.sequence if found and found.kept else -1)
    sequence = max(wanted.sequence, before + 1) if wanted else 0
    return Step(action, uid, known.title if known else "", reason, wanted, found, sequence)


# By whether the document has an event, and the server.
_FORCED = {
    (True, True): Action.CHANGE,
    (True, False): Action.MAKE,
    (False, True): Action.DELETE,
    (False, False): Action.FORGET,
}


def _choose_action(
    wanted: PushedEvent | None, sent: SentEvent | None, found: FoundEvent | None
) -> tuple[Action, str]:
    """Return what to do unless it is forced, and why where that is nothing."""
    if found is None:
        if wanted and sent and sent.digest:
            return Action.LEAVE, "was deleted from the calendar since the last push"
        return (Action.MAKE if wanted else Action.FORGET), ""
    digest = found.kept.digest if found.kept else ""
    if wanted and digest == wanted.digest:
        return Action.ADOPT, ""
    if sent and (sent.is_untouched(found.etag) or sent.is_version(digest)):
        return (Action.CHANGE if wanted else Action.DELETE), ""
    return Action.LEAVE, _REASONS[bool(wanted), bool(sent)]


# By whether the document has an event, and whether it was sent.
_REASONS = {
    (True, True): "was changed in the calendar since the last push",
    (True, False): "is in the calendar already, and says something else",
    (False, True): "is gone from the document, and somebody changed it",
    (False, False): "is gone from the document, and nothing is noted of it",
}


def _reject_emptying(steps: Iterable[Step], count: int) -> None:
    deleted = [each.title for each in steps if each.action is Action.DELETE]
    if 2 * len(deleted) > count:
        raise PushError(
            f"{len(deleted)} of {count} events that were pushed are gone from the document,"
            " and nothing was sent",
            "if that is meant, add --force",
        )
