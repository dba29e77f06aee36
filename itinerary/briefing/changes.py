"""A brief and the trip as an earlier issue had it in; what has changed since out: in a list, and as a mark on each line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from itinerary.briefing.formatting import BriefingContext, shorten_place_name
from itinerary.briefing.model import Item, join_pieces
from itinerary.dates.interval import Interval
from itinerary.dates.wording import (
    format_clock_time,
    format_interval,
    format_interval_with_weekdays,
    format_list,
)
from itinerary.timeline import Dating, Entry


def compose_changes(brief: BriefingContext) -> Iterator[Item]:
    """The head of the list with what is new, what is otherwise and what is left out; nothing where there is no earlier issue."""
    if brief.previous_timeline is None:
        return
    number = brief.previous_timeline.document.issue
    since = (
        brief.translate_label("Changes since issue {number}", number=number)
        if number
        else brief.translate_label("Changes since the last issue")
    )
    told = tuple(_compose_changed_entries(brief))
    yield Item((f"{since}:" if told else f"{since}: {brief.translate_label('none')}",), told)


def _compose_changed_entries(brief: BriefingContext) -> Iterator[Item]:
    kept = brief.timeline.select_entries("leg", "event", "background")
    for entry in kept:
        was = brief.find_previous_entry(entry)
        if was is None:
            yield Item(
                join_pieces(f"{entry.title}: {brief.translate_label('new')}"), entry=entry.id
            )
        elif found := list(_format_differences(brief, was, entry)):
            yield Item(join_pieces(f"{entry.title}: {'; '.join(found)}"), entry=entry.id)
    ids = {entry.id for entry in kept}
    for was in (
        brief.previous_timeline.select_entries("leg", "event", "background")
        if brief.previous_timeline
        else ()
    ):
        if was.id not in ids:
            yield Item((f"{was.title}: {brief.translate_label('left out')}",))


def _format_differences(brief: BriefingContext, was: Entry, now: Entry) -> Iterator[str]:
    if was.title != now.title:
        yield brief.translate_label("formerly {title}", title=was.title)
    for dating in now.datings:
        then = was.find_dating(dating.name)
        if (then.intervals if then else ()) != dating.intervals:
            name = (
                f"{brief.translate_label(dating.name.replace('_', ' '))}: "
                if len(now.datings) > 1
                else ""
            )
            yield name + _format_replacement(
                brief, _format_dates(brief, then), _format_dates(brief, dating)
            )
    if _format_places(was) != _format_places(now):
        yield _format_replacement(brief, _format_places(was) or "—", _format_places(now) or "—")
    if was.status != now.status:
        yield brief.translate_label(now.status.upper()).lower()


def format_change_mark(brief: BriefingContext, entry: Entry, dating: Dating | None) -> str:
    """The mark of a line in the table of a day: that it is new, or what its date was."""
    if brief.previous_timeline is None:
        return ""
    was = brief.find_previous_entry(entry)
    if was is None:
        return f" ({brief.translate_label('new')})"
    then = was.find_dating(dating.name) if dating else None
    if not dating or not then or then.intervals == dating.intervals:
        return ""
    return f" ({brief.translate_label('was {was}', was=_format_previous_date(brief, then.intervals, dating.intervals))})"


def _format_previous_date(
    brief: BriefingContext, was: tuple[Interval, ...], now: tuple[Interval, ...]
) -> str:
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
        return format_clock_time(then.start, brief.language)
    return format_list(
        [format_interval(each, brief.language) for each in was], brief.language
    ) or brief.translate_label("TBD")


def _format_replacement(brief: BriefingContext, was: str, now: str) -> str:
    return f"{now} ({brief.translate_label('was {was}', was=was)})"


def _format_dates(brief: BriefingContext, dating: Dating | None) -> str:
    intervals = dating.intervals if dating else ()
    return format_list(
        [format_interval_with_weekdays(each, brief.language) for each in intervals], brief.language
    ) or brief.translate_label("TBD")


def _format_places(entry: Entry) -> str:
    return " → ".join(
        shorten_place_name(each) for each in (entry.place, entry.destination) if each and each.name
    )
