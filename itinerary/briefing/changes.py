"""A brief and the trip as an earlier issue had it in; what has changed since out: in a list, and as a mark on each line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from itinerary.briefing.formatting import BriefingContext
from itinerary.briefing.model import Item, join_pieces
from itinerary.dates.interval import Interval
from itinerary.dates.wording import (
    format_clock_time,
    format_interval,
    format_interval_with_weekdays,
    format_list,
)
from itinerary.reports.changes import ChangeKind, EntryChange, changes
from itinerary.timeline import Dating, Entry, Timeline


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
    told = tuple(_compose_changed_entries(brief, brief.previous_timeline))
    yield Item((f"{since}:" if told else f"{since}: {brief.translate_label('none')}",), told)


def _compose_changed_entries(brief: BriefingContext, former: Timeline) -> Iterator[Item]:
    for change in changes(former, brief.timeline):
        is_left_out = change.kind is ChangeKind.LEFT_OUT
        line = join_pieces(f"{change.entry.title}: {'; '.join(_format_change(brief, change))}")
        yield Item(line, entry="" if is_left_out else change.entry.id)


def _format_change(brief: BriefingContext, change: EntryChange) -> Iterator[str]:
    """What has changed of an entry, in words."""
    if change.kind is not ChangeKind.CHANGED:
        yield brief.translate_label(change.kind)
    if change.former_title is not None:
        yield brief.translate_label("formerly {title}", title=change.former_title)
    for each in change.dates:
        name = brief.translate_label(each.name.replace("_", " "))
        was, now = _format_dates(brief, each.was), _format_dates(brief, each.now)
        lead = f"{name}: " if len(change.entry.datings) > 1 else ""
        yield lead + _format_replacement(brief, was, now)
    if change.places:
        was, now = (" → ".join(names) or "—" for names in (change.places.was, change.places.now))
        yield _format_replacement(brief, was, now)
    if change.status:
        yield brief.translate_label(change.status.upper()).lower()


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


def _format_dates(brief: BriefingContext, intervals: tuple[Interval, ...]) -> str:
    dates = [format_interval_with_weekdays(each, brief.language) for each in intervals]
    return format_list(dates, brief.language) or brief.translate_label("TBD")
