"""A briefing's context in; what has changed since an earlier issue out, as a list and as marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from itinerary.briefing.formatting import BriefingContext, format_audience, format_stated_date
from itinerary.briefing.model import Item, join_pieces
from itinerary.dates.interval import Interval
from itinerary.dates.wording import (
    format_clock_time,
    format_interval,
    format_interval_with_weekdays,
    format_list,
    format_utc_offset,
)
from itinerary.document.vocabulary import Visibility
from itinerary.reports.changes import ChangeKind, DetailChange, EntryChange, changes, has_same_date
from itinerary.reports.compared_fields import Telling, find_label, find_telling
from itinerary.timeline import Dating, Entry, Timeline
from itinerary.timeline.small_hours import measure_small_hours
from itinerary.views.within import may_be_within


def compose_change_list(brief: BriefingContext) -> Iterator[Item]:
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
    titles = _find_shared_titles(former, brief.whole)
    for change in _select_changes(brief, former):
        is_shared = change.entry.title in titles and not change.dates
        title = change.entry.title + (_tell_apart(brief, change.entry) if is_shared else "")
        line = join_pieces(f"{title}: {'; '.join(_format_change(brief, change))}")
        is_shown = change.entry.section != "trip" and change.entry.id in brief.timeline
        yield Item(line, entry=change.entry.id if is_shown else "")


def _find_shared_titles(*issues: Timeline) -> set[str]:
    """Return the titles that several entries have: their dates tell them apart."""
    titles = {each.id: each.title for issue in issues for each in issue.entries}
    return {title for title, count in Counter(titles.values()).items() if count > 1}


def _tell_apart(brief: BriefingContext, entry: Entry) -> str:
    """Return when an entry is, and by which clock, if that is not the one of a place's name."""
    start = entry.interval.start if entry.interval else None
    is_placed = entry.place is None or bool(entry.place.name)
    offset = "" if is_placed or not isinstance(start, datetime) else format_utc_offset(start)
    return f" ({_format_dates(brief, entry.intervals)}{offset and f' {offset}'})"


def _select_changes(brief: BriefingContext, former: Timeline) -> Iterator[EntryChange]:
    """Yield what has changed of a trip; of a part of it what is or was within its days."""
    shown, within = brief.timeline, brief.timeline.within
    small_hours = measure_small_hours(former.document)
    for change in changes(former, brief.whole):
        was = former.find(change.entry.id)
        was_within = was is not None and may_be_within(was, within, small_hours)
        if not within or change.entry.id in shown or was_within:
            yield change


def _format_change(brief: BriefingContext, change: EntryChange) -> Iterator[str]:
    """Yield what has changed of an entry, in words."""
    if change.kind is not ChangeKind.CHANGED:
        yield brief.translate_label(change.kind)
    if change.former_title is not None:
        yield brief.translate_label("formerly {title}", title=change.former_title)
    has_other_clock = change.places or any(each.name == "zone" for each in change.details)
    for each in change.dates:
        was, now = _format_dates(brief, each.was), _format_dates(brief, each.now)
        if was != now or not has_other_clock:
            yield _name_date(brief, change.entry, each.name) + _format_replacement(brief, was, now)
    if change.places:
        was, now = (" → ".join(names) or "—" for names in (change.places.was, change.places.now))
        yield _format_replacement(brief, was, now)
    if change.status:
        yield brief.translate_label(change.status.upper()).lower()
    for detail in change.details:
        yield _format_detail(brief, detail)


def _name_date(brief: BriefingContext, entry: Entry, name: str) -> str:
    """Return the name of a date, to stand before it, unless the entry has no other."""
    is_only = [each.name for each in entry.datings] == [name]
    return "" if is_only else f"{brief.translate_label(name.replace('_', ' '))}: "


def _format_detail(brief: BriefingContext, detail: DetailChange) -> str:
    """Return what has changed of a detail, in words."""
    label = find_label(detail.name)
    lead = f"{brief.translate_label(label)}: " if label else ""
    match find_telling(detail.name):
        case Telling.AMENDED:
            return f"{brief.translate_label(label)} ({_format_amendment(brief, detail)})"
        case Telling.LISTED:
            return lead + _format_list_change(brief, detail)
        case Telling.REPLACED:
            was, now = (
                " → ".join(_format_value(brief, detail.name, each) for each in texts) or "—"
                for texts in (detail.was, detail.now)
            )
            return lead + _format_replacement(brief, was, now)


def _format_amendment(brief: BriefingContext, detail: DetailChange) -> str:
    """Return that a text is new, gone or another: the text itself is printed where it belongs."""
    if not detail.now:
        return brief.translate_label("left out")
    return brief.translate_label("amended") if detail.was else brief.translate_label("new")


def _format_list_change(brief: BriefingContext, detail: DetailChange) -> str:
    """Return who or what is new and who or what is gone."""
    new, gone = brief.translate_label("new"), brief.translate_label("left out")
    come = [f"{each} ({new})" for each in detail.now if each not in detail.was]
    left = [f"{each} ({gone})" for each in detail.was if each not in detail.now]
    return ", ".join([*come, *left]) or brief.translate_label("another order")


def _format_value(brief: BriefingContext, name: str, text: str) -> str:
    """Return what a detail is, in the language of the briefing where it is a word of ours."""
    match name:
        case "call_time":
            return format_stated_date(brief, text)
        case "visibility":
            return format_audience(brief, Visibility(text))
        case "press":
            return brief.translate_label(text.upper())
        case "kind" | "complete":
            return brief.translate_label(text)
        case _:
            return text


def format_change_mark(brief: BriefingContext, entry: Entry, dating: Dating | None) -> str:
    """Return the mark of a row in the table of a day: that it is new, or what its date was."""
    if brief.previous_timeline is None:
        return ""
    was = brief.find_previous_entry(entry)
    if was is None:
        return f" ({brief.translate_label('new')})"
    then = was.find_dating(dating.name) if dating else None
    if not dating or not then or has_same_date(was, entry, dating.name):
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
