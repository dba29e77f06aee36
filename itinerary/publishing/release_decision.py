"""What a release is to be made from, and those before it, in; which release it is out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from itinerary.diagnostics import ItineraryError, shorten_text
from itinerary.document import ImageFile
from itinerary.publishing.edition_options import EditionOptions
from itinerary.publishing.editions import Edition
from itinerary.publishing.ledger import Ledger, Release, format_time
from itinerary.timeline import Timeline


@dataclass(frozen=True, kw_only=True)
class ReleaseRequest:
    """What a release is made from.

    Attributes:
        timeline: The whole trip.
        images: Its pictures.
        content: The digest of what the document says, with its sheets and pictures.
        editions: What is published of it.
        options: How, of each edition by its name.
        addresses: Where the folder of an edition is served, by the edition's name, as far as that
            is known.
        at: The time that is asked for; None for that of the document, or else now.
        now: The time by the clock.
    """

    timeline: Timeline
    images: tuple[ImageFile, ...]
    content: str
    editions: tuple[Edition, ...]
    options: Mapping[str, EditionOptions]
    addresses: Mapping[str, str] = field(default_factory=dict)
    at: datetime | None
    now: datetime


def find_release(request: ReleaseRequest, ledger: Ledger, *, has_news: bool) -> Release:
    """Return the release that comes next, or the last one where nothing is new.

    Args:
        request: What it is made from.
        ledger: What was published so far.
        has_news: Whether any edition tells anything else than before.

    Raises:
        ItineraryError: The document has changed and does not say so, or goes back, or calendars
            would take all of its events for others.
    """
    _require_same_id(request.timeline, ledger)
    last = ledger.last_release
    if last and (not has_news or last.content == request.content):
        return last
    document = request.timeline.document
    moment = _find_time(request)
    number = last.number + 1 if last else 1
    release = Release(number, moment, document.issue, document.revised, request.content)
    if last:
        for problem in _list_problems(ledger.releases, release, request.at is not None):
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


def _list_problems(former: Sequence[Release], now: Release, is_time_given: bool) -> Iterator[str]:
    """Yield why a document cannot come after the releases before it, with what to write."""
    last = former[-1]
    latest = max((each.issue for each in former if each.issue is not None), default=None)
    if latest is not None and now.issue is not None and now.issue <= latest:
        is_same = now.issue == latest == last.issue
        was = f"its issue is still {now.issue}" if is_same else f"its issue is {now.issue}"
        tail = "" if is_same else f", and {latest} is published"
        yield f"the document has changed, but {was}{tail} - write issue: {latest + 1}"
    if now.issue is None and now.revised is not None and now.revised == last.revised:
        yield (
            f"the document has changed, but revised is still {shorten_text(now.revised)}"
            f" - write the date of this issue, or also issue: {(latest or 1) + 1}"
        )
    if now.time < last.time:
        source = "--at" if is_time_given else "revised" if now.revised else "the clock"
        yield (
            f"the last release is of {format_time(last.time)}, and by {source} this one is of"
            f" {format_time(now.time)}, which is earlier - write a later time"
            f" ({'--at' if is_time_given or not now.revised else 'revised:'})"
        )
