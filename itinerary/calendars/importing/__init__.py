"""Makes a document, as YAML text, from a calendar that others wrote (RFC 5545).

Every event becomes an event of the document or an error; every property becomes a field or is
named among what is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from itinerary.calendars.importing.budget import BudgetError
from itinerary.calendars.importing.calendar_parser import (
    LocatedEvent,
    ParsedCalendar,
    parse_calendar,
)
from itinerary.calendars.importing.document_builder import UTC_ZONE
from itinerary.calendars.importing.event_times import DatedEvent, find_most_frequent_zone
from itinerary.calendars.importing.event_zones import choose_floating_zone, find_zone_fault
from itinerary.calendars.importing.import_report import ImportReport, locate_property
from itinerary.calendars.importing.losses import format_counts, list_losses
from itinerary.calendars.importing.own_calendars import drop_minute, is_own_product
from itinerary.calendars.importing.place_clocks import show_by_place
from itinerary.calendars.importing.properties import get_property_text
from itinerary.calendars.importing.recurrences import (
    ExpansionWindow,
    RecurringError,
    expand_recurrences,
    group_by_uid,
)
from itinerary.calendars.importing.revisions import split_revisions
from itinerary.calendars.importing.sound_document import write_document
from itinerary.calendars.importing.text_decoding import decode_calendar
from itinerary.codes import Code
from itinerary.dates.interval.moments import to_day
from itinerary.diagnostics import (
    Diagnostic,
    DocumentError,
    require_argument,
    require_flag,
    require_text,
)
from itinerary.loading.source_file import SourceFile

__all__ = ["ImportResult", "import_calendar"]

_BUDGET_HINT = "import fewer days (--expand, --from), or the calendar in parts"
_TIMEZONE_HINT = "name the zone, as in --timezone Europe/Lisbon"


class ImportResult(NamedTuple):
    """What an import gives: the document's text, or the errors that prevent it."""

    text: str  # the document as YAML; empty if there is an error
    findings: tuple[Diagnostic, ...]  # positions are those in the calendar
    losses: tuple[str, ...] = ()  # what the document leaves out or says otherwise, in sentences
    events: int = 0  # number of events in the document


def import_calendar(
    data: bytes,
    name: str,
    *,
    timezone: str = "",
    until: date | None = None,
    since: date | None = None,
    skip_broken: bool = False,
) -> ImportResult:
    r"""Make a document from a calendar; the calendar becomes its only source.

    Args:
        data: The bytes of the calendar, UTF-8.
        name: The file's name, for the document's id and the positions of findings.
        timezone: The IANA zone of floating times; without it they are errors, unless the
            calendar names a zone itself. Other times keep their zones.
        until: The last day, included, up to which recurring events become one event for each
            occurrence; of a time, its day. Without it they are errors.
        since: The first day: events that end before it are left out; of a time, its day.
        skip_broken: Whether events that cannot be read are left out, with a warning; else they
            are errors.

    Returns:
        The document and what it leaves out. Errors in the calendar are findings, never raised.

    Raises:
        TypeError: An argument has a wrong type; the message names it.
        ValueError: `until` or `since` is no day: what pandas calls NaT.

    >>> lines = (
    ...     "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "SUMMARY:Lunch", "DTSTART:20250328T130000",
    ...     "END:VEVENT", "END:VCALENDAR",
    ... )
    >>> result = import_calendar("\n".join(lines).encode(), "lunch.ics", timezone="Europe/Lisbon")
    >>> result.text.splitlines()[-5:-2]
    ['  title: Lunch', '  kind: other', '  when: 2025-03-28T13:00']
    """
    require_argument("data", data, bytes, "the bytes of a calendar")
    require_text("name", name)
    require_text("timezone", timezone)
    require_argument("until", until, date | None, "a date or None")
    require_argument("since", since, date | None, "a date or None")
    require_flag("skip_broken", skip_broken)
    window = ExpansionWindow(
        None if until is None else to_day("until", until),
        None if since is None else to_day("since", since),
        timezone,
    )
    try:
        file, repairs = decode_calendar(data, name)
    except DocumentError as error:
        return ImportResult("", error.diagnostics)
    report = ImportReport(file, skip_broken=skip_broken)
    report.findings += repairs
    try:
        calendar = parse_calendar(file, report)
        return _import_events(file, calendar, window, report)
    except DocumentError as error:
        return ImportResult("", error.diagnostics)
    except BudgetError as error:
        report.add_error(0, f"the calendar is too much work: {error}", _BUDGET_HINT, Code.TOO_LARGE)
        return ImportResult("", tuple(report.findings))


def _import_events(
    file: SourceFile, calendar: ParsedCalendar, window: ExpansionWindow, report: ImportReport
) -> ImportResult:
    standing, revised = split_revisions(calendar.events)
    for each in revised:
        report.add_loss(
            "left out, since an event of the same UID has a higher SEQUENCE", each.title
        )
    is_own = is_own_product(calendar.product)
    events = list(_iterate_dated_events(standing, window, report))
    if is_own:
        events = [each._replace(times=drop_minute(each.times)) for each in events]
    events = [_show_by_place(each, window.floating_zone, report) for each in events]
    if not events and not report.has_errors:
        _add_empty_calendar_error(calendar, report)
    zone = _choose_timezone(calendar, events, window.floating_zone)
    document = write_document(file.name, calendar, zone, events, report)
    if report.has_errors:
        return ImportResult("", tuple(report.findings))
    losses = list_losses(calendar, zone, document.events, document.converted, report)
    return ImportResult(
        document.text, tuple(report.findings), tuple(losses), len(document.converted)
    )


def _show_by_place(dated: DatedEvent, timezone: str, report: ImportReport) -> DatedEvent:
    around = choose_floating_zone(dated.located.floating_zone, timezone)
    shown = show_by_place(dated, around)
    if shown is not dated:
        title = get_property_text(dated.located.event.get("SUMMARY"))
        reason = "in UTC, so written by the clock of their place"
        report.add_loss(reason, f"{title} ({shown.times[0].zone})")
    return shown


def _choose_timezone(
    calendar: ParsedCalendar, events: Sequence[DatedEvent], floating_zone: str
) -> str:
    """Return the zone of the document, which its events need not repeat."""
    times = (time for each in events for time in each.times)
    calendar_zone = choose_floating_zone(calendar.timezone, floating_zone)
    return floating_zone or find_most_frequent_zone(times) or calendar_zone or UTC_ZONE


def _add_empty_calendar_error(calendar: ParsedCalendar, report: ImportReport) -> None:
    others = f", only {format_counts(calendar.others)}" if calendar.others else ""
    message, hint = f"the calendar has no events{others}", "export one that has events"
    if calendar.events:
        reasons = "; ".join(report.iterate_losses())
        message, hint = f"no event of the calendar is left: {reasons}", "choose other days"
    report.add_error(0, message, hint, Code.NO_EVENT)


def _iterate_dated_events(
    events: Sequence[LocatedEvent], window: ExpansionWindow, report: ImportReport
) -> Iterator[DatedEvent]:
    """Yield each occurrence of each event; add a finding for an event that has no usable dates."""
    for group in group_by_uid(events):
        are_clear = [_has_clear_zones(each, window.floating_zone, report) for each in group]
        if all(are_clear):
            zone = choose_floating_zone(group[0].floating_zone, window.floating_zone)
            yield from _date_group(group, window._replace(floating_zone=zone), report)


def _has_clear_zones(located: LocatedEvent, timezone: str, report: ImportReport) -> bool:
    """Return whether each time of an event has a zone; add a finding if not, or if it has two."""
    try:
        fault = find_zone_fault(located, timezone)
    except Exception:  # its dates are read again, and told then
        return True
    if fault and fault.is_error:
        offset = locate_property(located.raw, "DTSTART")
        report.add_broken_event(offset, located.title, fault.message, _TIMEZONE_HINT, Code.NO_ZONE)
        return False
    if fault:
        report.add_zone_warning(located.offset, fault.zone, fault.message)
    return True


def _date_group(
    group: Sequence[LocatedEvent], window: ExpansionWindow, report: ImportReport
) -> Iterator[DatedEvent]:
    try:
        # All occurrences or none: half a series would pass for the whole.
        yield from list(_expand_group(group, window, report))
    except BudgetError:
        raise
    except RecurringError as error:
        offset, add = _locate_rule(group), report.add_broken_event
        if error.is_broken:
            add(offset, group[0].title, str(error), error.hint, Code.RECURRING)
        else:
            report.add_error(offset, str(error), error.hint, Code.RECURRING)
    except Exception as error:  # any part of what others wrote may be odd
        reason = str(error) if isinstance(error, ValueError) else "its dates cannot be read"
        title, offset = group[0].title, group[0].offset
        message, hint = f"{title}: {reason}", "correct its dates"
        report.add_broken_event(offset, title, message, hint, Code.EVENT_DATES)


def _expand_group(
    group: Sequence[LocatedEvent], window: ExpansionWindow, report: ImportReport
) -> Iterator[DatedEvent]:
    for each in expand_recurrences(group, window, report):
        if window.holds(each):
            yield each
        else:
            report.count_earlier()


def _locate_rule(group: Sequence[LocatedEvent]) -> int:
    lines = (line for each in group for line in each.raw.lines)
    rules = (each.offset for each in lines if each.name in ("RRULE", "EXRULE", "RDATE"))
    return next(rules, group[0].offset)
