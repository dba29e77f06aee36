"""How to follow a trip in; the links and the lines of a page that say so out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from itinerary.dates.wording import format_date_with_offset
from itinerary.dates.wording.labels import translate_label
from itinerary.export.follow_links import FollowLinks


class PageLink(NamedTuple):
    """A link with its words."""

    href: str
    text: str


class ReleaseLines(NamedTuple):
    """A release as the page tells it."""

    heading: str
    lines: tuple[str, ...]


class Following(NamedTuple):
    """What the template of a page tells of how to follow the trip."""

    subscriptions: tuple[PageLink, ...]  # each opens a program; none without an address
    files: tuple[PageLink, ...]
    releases: tuple[ReleaseLines, ...]
    is_secret: bool


def build_following(links: FollowLinks, title: str, language: str) -> Following:
    """Return what a page in a language says of how to follow a trip of a title."""
    releases = (
        ReleaseLines(f"{each.name}: {format_date_with_offset(each.time, language)}", each.lines)
        for each in links.releases
    )
    return Following(
        tuple(_list_subscriptions(links, title, language)),
        tuple(_list_files(links, language)),
        tuple(releases),
        links.is_secret,
    )


def _list_subscriptions(links: FollowLinks, title: str, language: str) -> Iterator[PageLink]:
    """Yield the links by which programs subscribe to the calendar: they need its whole address."""
    if not links.address:
        return
    address = f"{links.address}{links.calendar}"
    by_program = f"webcal://{address.partition('://')[2]}"
    outlook = f"calendar/0/addfromweb?url={quote(address, safe='')}&name={quote(title, safe='')}"
    google = f"https://calendar.google.com/calendar/render?cid={quote(by_program, safe='')}"
    for href, label in (
        (by_program, "Subscribe in your calendar"),
        (google, "Subscribe in Google Calendar"),
        (f"https://outlook.live.com/{outlook}", "Subscribe in Outlook.com"),
        (f"https://outlook.office.com/{outlook}", "Subscribe in Microsoft 365"),
    ):
        yield PageLink(href, translate_label(label, language))


def _list_files(links: FollowLinks, language: str) -> Iterator[PageLink]:
    for name, label in (
        (links.calendar, "Calendar of the trip"),
        (links.background, "Calendar of the background"),
        (links.briefing, "Briefing as text"),
        (links.printed, "Briefing to print"),
        (links.changes, "Feed of changes"),
    ):
        if name:
            yield PageLink(name, translate_label(label, language))
