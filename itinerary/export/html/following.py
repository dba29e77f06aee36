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
        (by_program, translate_label("Subscribe in your calendar", language)),
        (google, translate_label("Subscribe in Google Calendar", language)),
        (
            f"https://outlook.live.com/{outlook}",
            translate_label("Subscribe in Outlook.com", language),
        ),
        (
            f"https://outlook.office.com/{outlook}",
            translate_label("Subscribe in Microsoft 365", language),
        ),
    ):
        yield PageLink(href, label)


def _list_files(links: FollowLinks, language: str) -> Iterator[PageLink]:
    for name, label in (
        (links.calendar, translate_label("Calendar of the trip", language)),
        (links.background, translate_label("Calendar of the background", language)),
        (links.briefing, translate_label("Briefing as text", language)),
        (links.printed, translate_label("Briefing to print", language)),
        (links.changes, translate_label("Feed of changes", language)),
    ):
        if name:
            yield PageLink(name, label)
