"""A Timeline in; a Briefing out, which Markdown, a page and the terminal write each in its way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from itinerary.briefing.changes import compose_change_list
from itinerary.briefing.chronology import compose_chronology
from itinerary.briefing.days import compose_days
from itinerary.briefing.formatting import (
    BriefingContext,
    compose_items,
    format_document_title,
    format_person,
    split_paragraphs,
)
from itinerary.briefing.head import compose_head, format_issue
from itinerary.briefing.model import (
    Briefing,
    BriefingSectionName,
    Citation,
    Day,
    Item,
    Line,
    LineBreak,
    Link,
    Period,
    Piece,
    Row,
    Section,
    Strong,
    Style,
    join_pieces,
)
from itinerary.briefing.periods import compose_periods
from itinerary.briefing.provenance_sections import (
    compose_background,
    compose_differences,
    compose_open_dates,
    compose_sources,
)
from itinerary.dates.wording import compose_locale
from itinerary.dates.wording.labels import LABEL_LANGUAGES
from itinerary.diagnostics import describe_value, require_choice
from itinerary.timeline import Timeline, require_timeline
from itinerary.views.translation import translate_titles
from itinerary.views.traveller import select_for_traveller

__all__ = [
    "SECTIONS_BY_STYLE",
    "STYLES",
    "Briefing",
    "Citation",
    "Day",
    "Item",
    "Line",
    "LineBreak",
    "Link",
    "Period",
    "Piece",
    "Row",
    "Section",
    "Strong",
    "Style",
    "compose_briefing",
    "compose_changes",
    "join_pieces",
    "validate_choices",
]
SECTIONS_BY_STYLE: Mapping[Style, tuple[str, ...]] = {
    "briefing": ("open", "background", "differences", "sources", "contacts", "notes"),
    "timeline": ("timeline", "open", "sources"),
    "card": ("contacts",),
    "day-sheet": ("open", "notes"),
}
STYLES = tuple(SECTIONS_BY_STYLE)


def compose_briefing(
    timeline: Timeline,
    *,
    style: str = "briefing",
    language: str = "en",
    clock: int = 24,
    since: Timeline | None = None,
    holidays: bool = False,
) -> Briefing:
    """Return the briefing of a trip.

    Args:
        timeline: The trip.
        style: "briefing" has all of it; "timeline" is a line for each entry, the background
            included; "card" has the essentials for a pocket or a message; "day-sheet" has what a
            crew needs on the day, with whom to call and when to be there.
        language: One of `LABEL_LANGUAGES`, whatever languages the sources speak.
        clock: 24 or 12, the hours of the clock.
        since: The trip as an earlier issue had it: what has changed is listed and marked.
        holidays: Whether each day names the public holidays of where it is spent.

    Raises:
        OptionError: The style, the language or the clock is unknown.

    >>> from itinerary import loads, resolve
    >>> trip = resolve(loads("{title: A day out, id: out, dates: 2025-09-03}"))
    >>> [day.title for day in compose_briefing(trip, clock=12).days]
    ['Wed 3 Sep 2025 (day 1 of 1)']
    """
    validate_choices(style=style, language=language, clock=clock)
    cited = timeline.document.sources if style in ("briefing", "timeline") else ()
    brief = BriefingContext(
        translate_titles(timeline, language),
        {source: number for number, source in enumerate(cited, start=1)},
        compose_locale(language, int(clock)),
        cast(Style, style),
        _prepare_previous(since, timeline, language),
        holidays,
    )
    days: tuple[Day, ...] = ()
    periods: tuple[Period, ...] = ()
    if style != "timeline":
        if brief.is_chronology:
            periods = tuple(compose_periods(brief))
        else:
            days = tuple(compose_days(brief))
    return Briefing(
        style=brief.style,
        language=language,
        title=format_document_title(brief),
        head=tuple(compose_head(brief, days)),
        days=days,
        periods=periods,
        sections=tuple(each for each in _compose_sections(brief) if each.items),
        issue=format_issue(brief),
    )


def compose_changes(old: Timeline, new: Timeline, *, language: str = "en") -> Item:
    """Return what has changed from one issue of a trip to another, in words: a line for each entry.

    Args:
        old: The trip as an earlier issue has it.
        new: The trip now, for the same audience.
        language: One of `LABEL_LANGUAGES`.

    Raises:
        OptionError: The language is unknown.
        TypeError: One of the two is no Timeline.

    >>> from itinerary import loads, resolve
    >>> old, new = (
    ...     resolve(loads("{title: T, events: [{id: talk, title: Talk, when: %s}]}" % day))
    ...     for day in ("2025-09-02", "2025-09-03")
    ... )
    >>> item = compose_changes(old, new)
    >>> item.line, [below.line for below in item.items]
    (('Changes since the last issue:',), [('Talk: Wed 3 Sep 2025 (was Tue 2 Sep 2025)',)])
    """
    require_timeline("old", old)
    require_timeline("new", new)
    validate_choices(language=language)
    brief = BriefingContext(
        translate_titles(new, language),
        {},
        compose_locale(language, 24),
        previous_timeline=_prepare_previous(old, new, language),
    )
    return next(compose_change_list(brief))


def _prepare_previous(since: Timeline | None, now: Timeline, language: str) -> Timeline | None:
    """Return an earlier issue as the reader of this one would have seen it."""
    if since is None:
        return None
    seen = select_for_traveller(since, now.traveller) if now.traveller else since
    return translate_titles(seen, language)


def validate_choices(*, style: str = "briefing", language: str = "en", clock: int = 24) -> None:
    """Raise OptionError for a style, a language or a clock that a briefing does not know.

    >>> validate_choices(style="cards")
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: unknown style 'cards' - did you mean 'card'?
    """
    require_choice("style", style, STYLES)
    require_choice("lang", language, LABEL_LANGUAGES)
    hours = str(int(clock)) if clock in (24, 12) else describe_value(clock)
    require_choice("clock", hours, ("24", "12"))


def _compose_sections(brief: BriefingContext) -> Iterator[Section]:
    """Yield the sections of the briefing's style, also those without items."""
    for name, title, items in _list_sections(brief):
        if name in SECTIONS_BY_STYLE[brief.style]:
            yield Section(name, title, tuple(items))


def _list_sections(
    brief: BriefingContext,
) -> Iterator[tuple[BriefingSectionName, str, Iterable[Item]]]:
    """Yield each section's name, its title, and its items, which are composed as they are taken."""
    document = brief.timeline.document
    yield "timeline", brief.translate_label("Timeline"), compose_chronology(brief)
    yield "open", brief.translate_label("Still open"), compose_open_dates(brief)
    past = () if brief.is_chronology else compose_background(brief)  # its periods have it
    yield "background", brief.translate_label("Background"), past
    yield "differences", brief.translate_label("Where sources differ"), compose_differences(brief)
    yield "sources", brief.translate_label("Sources"), compose_sources(brief)
    contacts = compose_items(*map(format_person, document.contacts))
    yield "contacts", brief.translate_label("Contacts"), contacts
    notes = compose_items(*split_paragraphs(document.notes))
    yield "notes", brief.translate_label("Notes"), notes
