"""A briefing's context in; what has changed since an earlier issue out, as a list and as marks."""

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
from itinerary.reports.changes import ChangeKind, DetailChange, EntryChange, changes
from itinerary.timeline import Dating, Entry, Timeline

_DETAIL_LABELS = {
    "participants": "With",
    "topics": "Topics",
    "number": "Number",
    "carrier": "Carrier",
    "notes": "Notes",
}


def compose_changes(brief: BriefingContext) -> Iterator[Item]:
    """Yield the list of what is new, changed and left out; nothing without an earlier issue."""
    if brief.previous_timeline is None:
        return
    number = brief.previous_timeline.document.issue
    since = brief.translate_label("Changes since the last issue")
    if number:
        since = brief.translate_label("Changes since issue {number}", number=number)
    entries = tuple(_compose_changed_entries(brief, brief.previous_timeline))
    none = "" if entries else f" {brief.translate_label('none')}"
    yield Item((f"{since}:{none}",), entries)


def _compose_changed_entries(brief: BriefingContext, former: Timeline) -> Iterator[Item]:
    for change in changes(former, brief.timeline):
        is_left_out = change.kind is ChangeKind.LEFT_OUT
        line = join_pieces(f"{change.entry.title}: {'; '.join(_format_change(brief, change))}")
        yield Item(line, entry="" if is_left_out else change.entry.id)


def _format_change(brief: BriefingContext, change: EntryChange) -> Iterator[str]:
    """Yield what has changed of an entry, in words."""
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
    for detail in change.details:
        yield _format_detail(brief, detail)


def _format_detail(brief: BriefingContext, detail: DetailChange) -> str:
    """Return what has changed of a detail: who and what is new, what a word was before.

    Notes are printed where they belong; here it is said that there are others.
    """
    if detail.name == "press":
        was, now = (
            " ".join(brief.translate_label(each.upper()) for each in texts) or "—"
            for texts in (detail.was, detail.now)
        )
        return _format_replacement(brief, was, now)
    label = brief.translate_label(_DETAIL_LABELS[detail.name])
    if detail.name in ("number", "carrier"):
        was, now = (" ".join(texts) or "—" for texts in (detail.was, detail.now))
        return f"{label}: {_format_replacement(brief, was, now)}"
    new, gone = brief.translate_label("new"), brief.translate_label("left out")
    if detail.name == "notes":
        what = brief.translate_label("amended") if detail.was and detail.now else new
        return f"{label} ({what if detail.now else gone})"
    come = [f"{each} ({new})" for each in detail.now if each not in detail.was]
    left = [f"{each} ({gone})" for each in detail.was if each not in detail.now]
    return f"{label}: {', '.join([*come, *left]) or brief.translate_label('another order')}"


def format_change_mark(brief: BriefingContext, entry: Entry, dating: Dating | None) -> str:
    """Return the mark of a row in the table of a day: that it is new, or what its date was."""
    if brief.previous_timeline is None:
        return ""
    was = brief.find_previous_entry(entry)
    if was is None:
        return f" ({brief.translate_label('new')})"
    then = was.find_dating(dating.name) if dating else None
    if not dating or not then or then.intervals == dating.intervals:
        return ""
    former = _format_previous_date(brief, then.intervals, dating.intervals)
    return f" ({brief.translate_label('was {was}', was=former)})"


def _format_previous_date(
    brief: BriefingContext, was: tuple[Interval, ...], now: tuple[Interval, ...]
) -> str:
    """Return an earlier date, by the clock alone where the day is the same."""
    if len(now) == 1 and was and was[0].is_point and was[0].first == now[0].first:
        start = was[0].start
        if isinstance(start, datetime):
            return format_clock_time(start, brief.language)
    dates = format_list([format_interval(each, brief.language) for each in was], brief.language)
    return dates or brief.translate_label("TBD")


def _format_replacement(brief: BriefingContext, was: str, now: str) -> str:
    return f"{now} ({brief.translate_label('was {was}', was=was)})"


def _format_dates(brief: BriefingContext, intervals: tuple[Interval, ...]) -> str:
    dates = [format_interval_with_weekdays(each, brief.language) for each in intervals]
    return format_list(dates, brief.language) or brief.translate_label("TBD")
