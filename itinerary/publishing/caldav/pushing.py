"""A server, a calendar on it and the events of a document in; steps out, and taken one by one.

What is about to be sent is written down before, what was taken at the end: a push that is cut off
at any moment is known for what it was by the next one, which compares what lies there with both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from itinerary.publishing.caldav.errors import ChangedMeanwhileError, RefusedEventError
from itinerary.publishing.caldav.events import PushedEvent, name_resource
from itinerary.publishing.caldav.push_plan import Action, FoundEvent, Step, plan_push
from itinerary.publishing.caldav.push_state import PushState, SentEvent, confirm
from itinerary.publishing.caldav.server import CalendarServer, Resource, find_path


def list_steps(
    server: CalendarServer,
    wanted: Mapping[str, PushedEvent],
    state: PushState,
    *,
    force: bool = False,
) -> tuple[Step, ...]:
    """Look at a calendar, and return what is to be done; nothing is written.

    Raises:
        PushError: The server cannot be asked, or more than half would be deleted without `force`.
    """
    found = _find_events(server, wanted, state)
    return plan_push(wanted, state.events, found, force=force)


def _find_events(
    server: CalendarServer, wanted: Mapping[str, PushedEvent], state: PushState
) -> Mapping[str, FoundEvent]:
    """Return what lies on the server of the events that are wanted or were sent, by UID.

    Only what is not the version that we know is read: most pushes ask for the ETags alone. All
    events are looked through where one is not where it was, or was never sent.
    """
    if not state.calendar:  # it is not made yet
        return {}
    etags = server.list_etags(state.calendar)
    sent = state.events
    if any(uid not in sent for uid in wanted) or any(s.path not in etags for s in sent.values()):
        known = {each.path for each in sent.values()}
        resources = sorted(server.list_resources(state.calendar), key=lambda r: r.path in known)
        return {
            uid: _as_found(each)
            for each in resources
            if (uid := each.kept.uid) in wanted
            or uid in sent
            or each.path == _name_path(state, uid)
        }
    looked_at = {uid: _find_event(server, each, etags[each.path]) for uid, each in sent.items()}
    return {uid: each for uid, each in looked_at.items() if each}


def _find_event(server: CalendarServer, sent: SentEvent, etag: str) -> FoundEvent | None:
    if sent.is_untouched(etag):
        return FoundEvent(sent.path, etag)
    resource = server.read_resource(sent.path)
    # A proxy that packs answers marks the ETags of their heads, which no request may then name.
    return FoundEvent(resource.path, etag, resource.kept) if resource else None


def _name_path(state: PushState, uid: str) -> str:
    """Return the path at which a new event is put."""
    return find_path(state.calendar, name_resource(state.document, uid))


def _as_found(resource: Resource) -> FoundEvent:
    return FoundEvent(resource.path, resource.etag, resource.kept)


def take_steps(server: CalendarServer, steps: Sequence[Step], state: PushState) -> Iterator[Step]:
    """Take the steps, and yield each as it was taken: LEAVE or REFUSE where it could not be.

    Raises:
        PushError: The server cannot be reached any more, or takes nothing at all.
        OSError: The state cannot be written.
    """
    for step in steps:
        match step:
            case Step(Action.MAKE | Action.CHANGE, wanted=PushedEvent(digest=digest)):
                state.events[step.uid] = _expect(state, step, digest)
            case _:
                pass
    state.save()
    try:
        for step in steps:
            yield _try_step(server, step, state)
    finally:
        state.save()


def _try_step(server: CalendarServer, step: Step, state: PushState) -> Step:
    try:
        _take_step(server, step, state)
    except ChangedMeanwhileError:
        return _reconsider(server, step, state)
    except RefusedEventError as error:
        return replace(step, action=Action.REFUSE, reason=f"was refused: {error}")
    return step


def _reconsider(server: CalendarServer, step: Step, state: PushState) -> Step:
    """Return what became of an event that somebody else wrote just now: perhaps the same push."""
    path = state.events[step.uid].path if step.uid in state.events else _name_path(state, step.uid)
    resource = server.read_resource(path)
    if step.wanted and resource and resource.kept.digest == step.wanted.digest:
        adopted = replace(step, action=Action.ADOPT, found=_as_found(resource))
        _take_step(server, adopted, state)
        return adopted
    reason = "was changed in the calendar by somebody else just now"
    return replace(step, action=Action.LEAVE, reason=reason)


def _expect(state: PushState, step: Step, digest: str) -> SentEvent:
    """Return what is known of an event that is about to be sent."""
    path = step.found.path if step.found else _name_path(state, step.uid)
    former = state.events.get(step.uid) or SentEvent(path, step.title)
    if step.found and step.found.kept:  # a push before may have been cut off, too
        former = replace(former, etag=step.found.etag, digest=step.found.kept.digest)
    return replace(former, path=path, title=step.title, pending=digest, sequence=step.sequence)


def _take_step(server: CalendarServer, step: Step, state: PushState) -> None:
    match step:
        case Step(Action.MAKE | Action.CHANGE, wanted=PushedEvent() as wanted):
            expected = state.events[step.uid]
            replaced = step.found.etag if step.found else None
            etag = server.write_resource(expected.path, wanted.write_text(step.sequence), replaced)
            state.record(step.uid, confirm(expected, etag))
        case Step(Action.ADOPT, wanted=PushedEvent(), found=FoundEvent(path, etag, kept)):
            sequence, digest = (kept.sequence, kept.digest) if kept else (0, "")
            state.record(step.uid, SentEvent(path, step.title, etag, digest, sequence=sequence))
        case Step(Action.DELETE, found=FoundEvent(path, etag)):
            server.delete_resource(path, etag)
            state.record(step.uid, None)
        case Step(Action.FORGET):
            state.record(step.uid, None)
        case _:
            pass
