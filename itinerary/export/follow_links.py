"""What a published page says of how to follow the trip, as frozen values that are checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from itinerary.diagnostics import OptionError, require_types, shorten_text

_FILE_NAME = re.compile("[a-z0-9][a-z0-9_-]*[.][a-z0-9]+")
# What a host, a port and a path may have; a name with other letters is written in punycode.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+(/[A-Za-z0-9._~!$&'()*+,;=:@%-]*)*/")


@dataclass(frozen=True, kw_only=True)
class ReleaseChanges:
    """What a release has changed.

    Attributes:
        name: What it is called: "Release 2".
        time: When it was made, with its zone.
        lines: A text for each change, or for what else there is to say of it.
    """

    name: str
    time: datetime
    lines: tuple[str, ...]

    def __post_init__(self) -> None:
        """Check the types of the values."""
        require_types(self)


@dataclass(frozen=True, kw_only=True)
class FollowLinks:
    """The files beside a published page, and where it is served.

    Attributes:
        calendar: The name of the calendar of the trip.
        background: The name of that of the background; so are the others "" where there is none.
        briefing: The name of the briefing in Markdown.
        printed: The name of the briefing as a PDF.
        changes: The name of the feed of changes.
        is_secret: Whether nobody is to find the page who was not given its address.
        address: Where the folder of these files is served, with "/" at its end; "" if that is not
            known, and then no program can be opened by a link.
        releases: What each release has changed, the last first.

    Raises:
        OptionError: A name is none of a file in the same folder, or the address is not that of a
            folder on the web.

    >>> FollowLinks(address="https://example.org/trip/").calendar
    'trip.ics'
    >>> FollowLinks(address="example.org/trip")
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: address 'example.org/trip': not that of a folder \
on the web - write https://example.org/trip/
    """

    calendar: str = "trip.ics"
    background: str = ""
    briefing: str = ""
    printed: str = ""
    changes: str = ""
    is_secret: bool = True
    address: str = ""
    releases: tuple[ReleaseChanges, ...] = ()

    def __post_init__(self) -> None:
        """Check the names and the address, which become links."""
        require_types(self)
        for name in (self.calendar, self.background, self.briefing, self.printed, self.changes):
            if name and not _FILE_NAME.fullmatch(name):
                raise OptionError(f"'{shorten_text(name)}': not the name of a file beside the page")
        if self.address:
            require_folder_address(self.address)


def require_folder_address(address: str) -> None:
    """Raise OptionError for what is not the address of a folder on the web: https://…/."""
    is_whole = _ADDRESS.fullmatch(address) and ".." not in address
    if not is_whole or not _has_host(address):
        raise OptionError(
            f"address '{shorten_text(address)}': not that of a folder on the web"
            " - write https://example.org/trip/"
        )


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
