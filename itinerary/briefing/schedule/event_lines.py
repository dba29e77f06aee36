"""An event in; what a line of it says out: what happens, where, for whom, how it was planned."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from itinerary.briefing.facts import EntryFacts
from itinerary.briefing.formatting import (
    BriefingContext,
    cite_sources,
    format_audience_suffix,
    format_place_suffix,
    format_status_prefix,
    list_named_travellers,
    shorten_place_name,
)
from itinerary.briefing.model import Line, join_pieces
from itinerary.dates.interval import Interval
from itinerary.dates.wording import (
    format_clock_difference,
    format_clock_time,
    format_day_heading,
    format_duration,
    format_interval,
    format_interval_with_weekdays,
    format_utc_offset,
    strip_year,
)
from itinerary.document.kinds import KINDS
from itinerary.reports.provenance import ClaimProvenance, trace_date
from itinerary.timeline import Dating, Entry, Verdict


def format_end_labels(brief: BriefingContext, facts: EntryFacts) -> dict[str, str]:
    """Return what the lines of both ends of a movement or a stay begin with, by field."""
    if not facts.kind or not KINDS[facts.kind].has_two_ends:
        return {}
    kind, passage = KINDS[facts.kind], facts.passage
    places = {}
    if passage and passage.start.place and passage.end.place:
        places = {
            "origin": shorten_place_name(passage.start.place),
            "destination": shorten_place_name(passage.end.place),
        }
    title = facts.entry.title
    return {
        kind.starts_at: f"{brief.translate_label(kind.start_label, **places)}: {title}",
        kind.ends_at: f"{brief.translate_label(kind.end_label, **places)}: {title}",
    }


def format_event_line(brief: BriefingContext, facts: EntryFacts, label: str) -> str:
    """Return what happens, where, for which travellers, what the press may attend, who reads it."""
    status = format_status_prefix(brief, facts.entry)
    venue = format_place_suffix(facts.entry.title, facts.venue.name) if facts.venue else ""
    named = ", ".join(list_named_travellers(brief, facts.entry))
    who = f" ({named})" if named else ""
    press = f" · {brief.translate_label(facts.press.upper())}" if facts.press else ""
    return f"{status}{label}{venue}{who}{press}{format_audience_suffix(brief, facts.entry)}"


def format_extent(brief: BriefingContext, interval: Interval, day: date) -> str:
    """Return what a line on one day does not show of an interval, in brackets.

    That is the other days of an event, or how precisely its day is known.
    """
    if interval.is_timed:
        has_begun = interval.first and interval.first < day
        return f" ({brief.translate_label('continues')})" if has_begun else ""
    text = format_interval_with_weekdays(interval, brief.language)
    if text == format_day_heading(day, brief.language):
        return ""
    return f" ({strip_year(text, day, brief.language)})"


def compare_with_plan(brief: BriefingContext, entry: Entry, dating: Dating) -> Line:
    """Return the plan that an actual time stands against, and by how much it differs."""
    if not dating.planned_reading:
        return ()
    date = trace_date(brief.timeline, entry, dating)
    planned = next(claim for claim in date.claims if claim.verdict == Verdict.PLANNED)
    if not planned.intervals or not date.intervals or not date.chosen_claim:
        return ()
    delay = date.chosen_claim.delay
    shown = _format_planned_time(brief, planned, date.intervals[0], is_exact=delay is not None)
    return join_pieces(
        f" ({brief.translate_label('planned')} {shown}",
        cite_sources(brief, [planned.source_id]),
        f"; {_format_delay(brief, delay)})" if delay is not None else ")",
    )


def _format_planned_time(
    brief: BriefingContext, planned: ClaimProvenance, actual: Interval, *, is_exact: bool
) -> str:
    """Return when it was planned, by the clock alone where the day is the same."""
    interval = planned.intervals[0]
    if is_exact and isinstance(interval.start, datetime) and interval.first == actual.first:
        return format_clock_time(interval.start, brief.language)
    return format_interval(interval, brief.language)


def _format_delay(brief: BriefingContext, delay: timedelta) -> str:
    if not delay:
        return brief.translate_label("on time")
    return brief.translate_label(
        "{time} later" if delay > timedelta() else "{time} earlier",
        time=format_duration(abs(delay)),
    )


def format_clock_change(brief: BriefingContext, here: datetime, there: datetime) -> str:
    """Return how a traveller sets a watch from one clock to another; "" where they agree.

    Args:
        brief: What gives the language.
        here: A time by the clock that is left.
        there: A time by the clock that counts from then on.
    """
    if here.utcoffset() == there.utcoffset():
        return ""
    ahead = format_clock_difference(here, there)
    way = brief.translate_label(
        "clocks forward {time}" if ahead.startswith("+") else "clocks back {time}", time=ahead[1:]
    )
    offsets = brief.translate_label(
        "{here} to {there}", here=format_utc_offset(here), there=format_utc_offset(there)
    )
    return f"; {way}: {offsets}"
