"""A brief and the trip as an earlier issue had it in; what has changed since out: in a list, and as a mark on each line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from itinerary.briefing.formatting import Brief, city
from itinerary.briefing.model import Item, line
from itinerary.dates.interval import Interval
from itinerary.dates.wording import clock, listed, when, words
from itinerary.timeline import Dating, Entry


def changes(brief: Brief) -> Iterator[Item]:
    """The head of the list with what is new, what is otherwise and what is left out; nothing where there is no earlier issue."""
    if brief.before is None:
        return
    number = brief.before.document.issue
    since = (
        brief.say("Changes since issue {number}", number=number)
        if number
        else brief.say("Changes since the last issue")
    )
    told = tuple(_told(brief))
    yield Item((f"{since}:" if told else f"{since}: {brief.say('none')}",), told)


def _told(brief: Brief) -> Iterator[Item]:
    kept = brief.timeline.of("leg", "event", "background")
    for entry in kept:
        was = brief.was(entry)
        if was is None:
            yield Item(line(f"{entry.title}: {brief.say('new')}"), entry=entry.id)
        elif found := list(_differences(brief, was, entry)):
            yield Item(line(f"{entry.title}: {'; '.join(found)}"), entry=entry.id)
    ids = {entry.id for entry in kept}
    for was in brief.before.of("leg", "event", "background") if brief.before else ():
        if was.id not in ids:
            yield Item((f"{was.title}: {brief.say('left out')}",))


def _differences(brief: Brief, was: Entry, now: Entry) -> Iterator[str]:
    if was.title != now.title:
        yield brief.say("formerly {title}", title=was.title)
    for dating in now.datings:
        then = was.dating(dating.name)
        if (then.intervals if then else ()) != dating.intervals:
            name = f"{brief.say(dating.name.replace('_', ' '))}: " if len(now.datings) > 1 else ""
            yield name + _but(brief, _dates(brief, then), _dates(brief, dating))
    if _where(was) != _where(now):
        yield _but(brief, _where(was) or "—", _where(now) or "—")
    if was.status != now.status:
        yield brief.say(now.status.upper()).lower()


def changed(brief: Brief, entry: Entry, dating: Dating | None) -> str:
    """The mark of a line in the table of a day: that it is new, or what its date was."""
    if brief.before is None:
        return ""
    was = brief.was(entry)
    if was is None:
        return f" ({brief.say('new')})"
    then = was.dating(dating.name) if dating else None
    if not dating or not then or then.intervals == dating.intervals:
        return ""
    return f" ({brief.say('was {was}', was=_since(brief, then.intervals, dating.intervals))})"


def _since(brief: Brief, was: tuple[Interval, ...], now: tuple[Interval, ...]) -> str:
    """An earlier date, by the clock alone where the day is the same."""
    (first, *others), (then, *_) = now or (None,), was or (None,)
    if (
        first
        and then
        and not others
        and isinstance(then.start, datetime)
        and then.is_point
        and then.first == first.first
    ):
        return clock(then.start, brief.language)
    return listed([words(each, brief.language) for each in was], brief.language) or brief.say("TBD")


def _but(brief: Brief, was: str, now: str) -> str:
    return f"{now} ({brief.say('was {was}', was=was)})"


def _dates(brief: Brief, dating: Dating | None) -> str:
    intervals = dating.intervals if dating else ()
    return listed([when(each, brief.language) for each in intervals], brief.language) or brief.say(
        "TBD"
    )


def _where(entry: Entry) -> str:
    return " → ".join(city(each) for each in (entry.place, entry.destination) if each and each.name)
