"""A trip, its editions and what was published of it so far in; the next release out, as values.

Nothing here reads or writes files, but for the earlier documents that it asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from itinerary.briefing.changes import list_change_texts
from itinerary.diagnostics import ItineraryError, shorten_text
from itinerary.document import ImageFile
from itinerary.publishing.calendar_events import parse_events
from itinerary.publishing.edition_files import (
    BACKGROUND,
    DATA,
    PAGE,
    PDF,
    RELEASE,
    TRIP,
    EditionOptions,
    describe_files,
    digest_tellings,
    find_trip_end,
    render_content,
    render_data,
    render_release,
    select_images,
)
from itinerary.publishing.editions import Edition
from itinerary.publishing.ledger import EditionRecord, Ledger, Release, ReleaseNote, format_time
from itinerary.publishing.notices import render_calendar_head
from itinerary.publishing.page_printing import Page, PrintedPage
from itinerary.publishing.revisions import Moment, Revision, revise_calendar
from itinerary.timeline import Timeline


@dataclass(frozen=True, kw_only=True)
class ReleaseRequest:
    """What a release is made from.

    Attributes:
        timeline: The whole trip.
        images: Its pictures.
        content: The digest of what the document says, with its sheets and pictures.
        editions: What is published of it.
        options: How.
        at: The time that is asked for; None for that of the document, or else now.
        now: The time by the clock.
    """

    timeline: Timeline
    images: tuple[ImageFile, ...]
    content: str
    editions: tuple[Edition, ...]
    options: EditionOptions
    at: datetime | None
    now: datetime


class BuiltEdition(NamedTuple):
    """An edition as it is to be published, and what is new in it.

    `record` says all of it but the token, and what it was made from.
    """

    edition: Edition
    files: Mapping[str, bytes]
    record: EditionRecord
    is_news: bool  # whether it tells anything else than before
    new: tuple[str, ...]  # titles of events in its calendars
    changed: tuple[str, ...]
    cancelled: tuple[str, ...]


class BuiltRelease(NamedTuple):
    """A release with its editions; `is_new` unless the last release is written again."""

    document: str  # its id
    release: Release
    editions: tuple[BuiltEdition, ...]
    is_new: bool


class _View(NamedTuple):
    """What an edition shows, and whether it is anything else than it has shown before."""

    edition: Edition
    timeline: Timeline
    data: str
    images: tuple[ImageFile, ...]
    tells: str
    record: EditionRecord | None
    is_news: bool


def build_release(
    request: ReleaseRequest,
    ledger: Ledger,
    find_document: Callable[[int], Timeline],
    print_pages: Callable[[Mapping[str, Page]], Mapping[str, PrintedPage]],
) -> BuiltRelease:
    """Return the release that comes next, or the last one again where nothing is new.

    Args:
        request: What it is made from.
        ledger: What was published so far.
        find_document: Returns the trip as a release had it, by its number.
        print_pages: Returns the PDF of the page of each edition that there is one of, by name.

    Raises:
        ItineraryError: The document has changed and does not say so, or goes back.
        OptionError: Nothing is for one of the audiences, or there is no such traveller.
    """
    _require_same_id(request.timeline, ledger)
    views = [_select_view(each, request, ledger) for each in request.editions]
    release = _find_release(request, ledger, any(each.is_news for each in views))
    formers = _Formers(find_document)
    drafts = [_draft_edition(each, release, request, formers) for each in views]
    pages = {
        each.view.edition.name: Page(each.texts[PAGE], each.view.timeline.stamp) for each in drafts
    }
    printed = print_pages(pages)
    editions = tuple(_finish_edition(each, printed) for each in drafts)
    return BuiltRelease(request.timeline.id, release, editions, release != ledger.last_release)


def _select_view(edition: Edition, request: ReleaseRequest, ledger: Ledger) -> _View:
    timeline = edition.select(request.timeline)
    data, images = render_data(timeline), select_images(timeline, request.images)
    tells = digest_tellings(data, images)
    record = ledger.editions.get(edition.name)
    is_same = (
        record is not None
        and not record.is_closed
        and (
            record.tells == tells or ledger.find_release(record.release).content == request.content
        )
    )
    return _View(edition, timeline, data, images, tells, record, not is_same)


# --- which release it is


def _find_release(request: ReleaseRequest, ledger: Ledger, has_news: bool) -> Release:
    last = ledger.last_release
    if last and (not has_news or last.content == request.content):
        return last
    document = request.timeline.document
    moment = _find_time(request)
    number = last.number + 1 if last else 1
    release = Release(number, moment, document.issue, document.revised, request.content)
    if last:
        for problem in _list_problems(last, release, request.at is not None):
            raise ItineraryError(problem)
    return release


def _require_same_id(timeline: Timeline, ledger: Ledger) -> None:
    """Check that calendars know the events of a document as before: by its id and theirs."""
    if ledger.document and timeline.id != ledger.document:
        raise ItineraryError(
            f"the id of the document is {timeline.id}, and calendars know its events by"
            f" {ledger.document}, under which it was published - write id: {ledger.document}"
        )


def _find_time(request: ReleaseRequest) -> datetime:
    """Return the time of a release: the one asked for, that of the document, or else now."""
    stated = request.timeline.stamp if request.timeline.document.revised else None
    return convert_time(request.at or stated or request.now)


def convert_time(value: date) -> datetime:
    """Return a time in UTC to the second; one without a zone counts as UTC, a day as midnight."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time.min, UTC)
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(microsecond=0)


def _list_problems(last: Release, now: Release, is_time_given: bool) -> Iterator[str]:
    """Yield why a document cannot come after the release before it, with what to write."""
    if last.issue is not None and now.issue is not None and now.issue <= last.issue:
        is_same = now.issue == last.issue
        was = f"its issue is still {now.issue}" if is_same else f"its issue is {now.issue}"
        tail = "" if is_same else f", and {last.issue} is published"
        yield f"the document has changed, but {was}{tail} - write issue: {last.issue + 1}"
    if now.issue is None and now.revised is not None and now.revised == last.revised:
        yield (
            f"the document has changed, but revised is still {shorten_text(now.revised)}"
            " - write the date of this issue, or also issue: 2"
        )
    if now.time < last.time:
        source = "--at" if is_time_given else "revised" if now.revised else "the clock"
        yield (
            f"the last release is of {format_time(last.time)}, and by {source} this one is of"
            f" {format_time(now.time)}, which is earlier - write a later time"
            f" ({'--at' if is_time_given or not now.revised else 'revised:'})"
        )


# --- what an edition has


class _Formers:
    """The trip as earlier releases had it, each read once."""

    def __init__(self, find_document: Callable[[int], Timeline]) -> None:
        self._find_document = find_document
        self._known: dict[int, Timeline] = {}

    def find(self, number: int | None, edition: Edition) -> Timeline | None:
        """Return what an edition showed in a release; None if it showed nothing."""
        if number is None:
            return None
        if number not in self._known:
            self._known[number] = self._find_document(number)
        return edition.select_former(self._known[number])


class _Draft(NamedTuple):
    """An edition without what is made from all of its files."""

    view: _View
    texts: Mapping[str, str]
    record: EditionRecord
    new: tuple[str, ...]
    changed: tuple[str, ...]
    cancelled: tuple[str, ...]


def _draft_edition(
    view: _View, release: Release, request: ReleaseRequest, formers: _Formers
) -> _Draft:
    edition, record = view.edition, view.record
    if record is None:
        record = EditionRecord(edition.readers, edition.traveller, "", release.number)
    elif view.is_news:
        record = replace(record, former=record.release, release=release.number, is_closed=False)
    since = formers.find(record.former, edition)
    content = render_content(view.timeline, since, request.options, view.images)
    if view.is_news:
        lines = (
            () if since is None else list_change_texts(view.timeline, since, request.options.lang)
        )
        note = ReleaseNote(len(record.notes) + 1, release.time, release.issue, lines)
        record = replace(record, notes=(*record.notes, note))
    trip_ends = find_trip_end(view.timeline)
    moment = Moment(release.number, release.time, trip_ends)
    calendars = _revise_calendars(view, content, record, moment, request.options.lang)
    texts = {**content, DATA: view.data, **calendars.texts}
    written = {name: text for name, text in texts.items() if text}
    contacts = view.timeline.document.contacts
    record = replace(
        record,
        tells=view.tells,
        revisions=calendars.revisions,
        language=request.options.lang,
        ask=contacts[0].name if contacts else "",
        trip_ends=trip_ends,
    )
    return _Draft(view, written, record, *calendars[2:])


class _Calendars(NamedTuple):
    texts: Mapping[str, str]
    revisions: Mapping[str, Mapping[str, Revision]]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    cancelled: tuple[str, ...]


def _revise_calendars(
    view: _View, content: Mapping[str, str], record: EditionRecord, moment: Moment, language: str
) -> _Calendars:
    """Return the calendars of an edition with the version of each event."""
    head = render_calendar_head(view.timeline.document.title)
    texts = {name: content.get(name, "") for name in (TRIP, BACKGROUND)}
    keys = {
        name: frozenset(each.key for each in parse_events(text)) for name, text in texts.items()
    }
    revised = {
        name: revise_calendar(
            text or head,
            record.revisions.get(name, {}),
            moment,
            language,
            frozenset().union(*(each for other, each in keys.items() if other != name)),
        )
        for name, text in texts.items()
    }
    has_events = {
        name: any(each.content for each in found.revisions.values())
        for name, found in revised.items()
    }
    return _Calendars(
        {name: found.text if has_events[name] else "" for name, found in revised.items()},
        {name: found.revisions for name, found in revised.items() if found.revisions},
        *(
            tuple(title for found in revised.values() for title in getattr(found, each))
            for each in ("new", "changed", "cancelled")
        ),
    )


def _finish_edition(draft: _Draft, printed: Mapping[str, PrintedPage]) -> BuiltEdition:
    files = {name: text.encode() for name, text in draft.texts.items()}
    sources: dict[str, str] = {}
    edition = draft.view.edition
    if edition.name in printed:
        files[PDF], sources[PDF] = printed[edition.name]
    described = describe_files(files, sources)
    files[RELEASE] = render_release(draft.record.notes[-1], described)
    record = replace(draft.record, files=describe_files(files, sources))
    return BuiltEdition(
        edition, files, record, draft.view.is_news, draft.new, draft.changed, draft.cancelled
    )
