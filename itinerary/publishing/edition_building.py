"""An edition, its release and what it showed before in; its files out, and what is new in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from itinerary.briefing import compose_briefing, compose_changes
from itinerary.diagnostics import OptionError
from itinerary.document import ImageFile
from itinerary.publishing.edition_calendars import EditionCalendars, revise_calendars
from itinerary.publishing.edition_files import (
    CALENDARS,
    DATA,
    PAGE,
    PDF,
    RELEASE,
    EditionText,
    describe_files,
    digest_tellings,
    find_trip_end,
    render_data,
    render_page,
    render_release,
    render_texts,
    select_images,
)
from itinerary.publishing.editions import Edition
from itinerary.publishing.ledger import EditionRecord, Ledger, Release, ReleaseNote
from itinerary.publishing.page_printing import Page, PrintedPage
from itinerary.publishing.release_decision import ReleaseRequest
from itinerary.publishing.revisions import Moment
from itinerary.timeline import Timeline
from itinerary.views.translation import translate_titles


class EditionView(NamedTuple):
    """What an edition shows.

    Attributes:
        edition: The edition.
        timeline: What its readers may see of the trip.
        data: The same for programs.
        images: The pictures of it.
        tells: The digest of all that it tells.
        record: What was published of it so far; None if nothing was.
        is_news: Whether it tells anything else than before.
    """

    edition: Edition
    timeline: Timeline
    data: str
    images: tuple[ImageFile, ...]
    tells: str
    record: EditionRecord | None
    is_news: bool


class BuiltEdition(NamedTuple):
    """An edition as it is to be published, and what is new in it.

    `record` says all of it but its address, and what it was made from.
    """

    edition: Edition
    files: Mapping[str, bytes]
    record: EditionRecord
    is_news: bool
    new: tuple[str, ...]  # titles of events in its calendars
    changed: tuple[str, ...]
    cancelled: tuple[str, ...]


class EditionDraft(NamedTuple):
    """An edition before its page is printed."""

    view: EditionView
    text: EditionText
    files: Mapping[str, str]
    record: EditionRecord
    calendars: EditionCalendars
    leads_to_pdf: bool  # whether its page does

    @property
    def page(self) -> Page:
        """What is to be printed."""
        return Page(self.files[PAGE], self.view.timeline.stamp)


def select_view(edition: Edition, request: ReleaseRequest, ledger: Ledger) -> EditionView:
    """Return what an edition shows of a trip.

    It is no news where the document is the same, even if this version of the program tells more.
    """
    # What is wrong with a document is for its author, also where it is no error.
    timeline = replace(_select_timeline(edition, request, ledger), diagnostics=())
    data, images = render_data(timeline), select_images(timeline, request.images)
    tells = digest_tellings(data, images)
    record = ledger.editions.get(edition.name)
    is_known = (
        record is not None
        and not record.is_closed
        and (
            record.tells == tells or ledger.find_release(record.release).content == request.content
        )
    )
    return EditionView(edition, timeline, data, images, tells, record, not is_known)


def _select_timeline(edition: Edition, request: ReleaseRequest, ledger: Ledger) -> Timeline:
    try:
        return edition.select(request.timeline)
    except OptionError as error:
        record = ledger.editions.get(edition.name)
        if record is None or record.is_closed:
            raise
        remedy = f"to shut what is published: --close {edition.name}"
        raise OptionError(f"{error} - {remedy}") from None


def start_record(view: EditionView, release: Release) -> EditionRecord:
    """Return the record of an edition that says which release it shows, and which before."""
    edition, record = view.edition, view.record
    if record is None:
        return EditionRecord(edition.readers, edition.traveller, "", release.number)
    record = replace(record, traveller=edition.traveller)  # a name may be written otherwise now
    if not view.is_news:
        return record
    return replace(record, former=record.release, release=release.number, is_closed=False)


def draft_edition(
    view: EditionView,
    record: EditionRecord,
    since: Timeline | None,
    release: Release,
    request: ReleaseRequest,
    *,
    can_print: bool,
) -> EditionDraft:
    """Return an edition without its PDF.

    Args:
        view: What it shows.
        record: What `start_record` returns.
        since: What it showed of the release before; None if there was none.
        release: The release.
        request: What the release is made from.
        can_print: Whether there is going to be a PDF.
    """
    name, options = view.edition.name, request.options[view.edition.name]
    if view.is_news:
        record = replace(
            record, notes=(*record.notes, _compose_note(view, record, since, release, options.lang))
        )
    text = EditionText(
        edition=name,
        view=view.timeline,
        briefing=compose_briefing(view.timeline, language=options.lang, since=since),
        title=translate_titles(view.timeline, options.lang).document.title,
        since=since,
        images=view.images,
        notes=record.notes,
        options=options,
        address=request.addresses.get(name, ""),
        is_secret=view.edition.is_secret,
    )
    rendered = render_texts(text)
    trip_ends = find_trip_end(view.timeline)
    calendars = revise_calendars(
        {each: rendered[each] for each in CALENDARS if each in rendered},
        record.revisions,
        Moment(release.number, release.time, trip_ends),
        title=text.title,
        mark=view.edition.mark_cancelled(options.lang),
    )
    files = {
        name: each
        for name, each in (rendered | {DATA: view.data} | dict(calendars.texts)).items()
        if each
    }
    files[PAGE] = render_page(text, [*files, PDF] if can_print else files)
    contacts = view.timeline.document.contacts
    record = replace(
        record,
        tells=view.tells,
        revisions=calendars.revisions,
        language=options.lang,
        site_address=options.address,
        title=text.title,
        ask=contacts[0].name if contacts else "",
        trip_ends=trip_ends,
    )
    return EditionDraft(view, text, files, record, calendars, can_print)


def _compose_note(
    view: EditionView,
    record: EditionRecord,
    since: Timeline | None,
    release: Release,
    language: str,
) -> ReleaseNote:
    told = compose_changes(since, view.timeline, language=language).items if since else ()
    lines = tuple("".join(each for each in item.line if isinstance(each, str)) for item in told)
    issue = view.timeline.document.issue
    return ReleaseNote(len(record.notes) + 1, release.time, issue, lines)


def finish_edition(draft: EditionDraft, printed: PrintedPage | None) -> BuiltEdition:
    """Return an edition with its PDF, if there is one, and the description of all its files."""
    texts = dict(draft.files)
    if draft.leads_to_pdf and not printed:
        texts[PAGE] = render_page(draft.text, texts)
    files = {name: text.encode() for name, text in texts.items()}
    sources: dict[str, str] = {}
    if printed:
        files[PDF], sources[PDF] = printed
    described = describe_files(files, sources)
    files[RELEASE] = render_release(draft.record.notes[-1], described)
    record = replace(draft.record, files=describe_files(files, sources))
    view, calendars = draft.view, draft.calendars
    return BuiltEdition(
        view.edition, files, record, view.is_news,
        calendars.new, calendars.changed, calendars.cancelled,
    )  # fmt: skip
