"""The address of a server in; the name and password to use there out, from where they are kept.

They come from the environment, the system's keyring or ~/.netrc, in this order; never from the
command line, which other users of a machine can read.
"""

from __future__ import annotations

import ipaddress
import netrc
import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from itinerary.diagnostics import OptionError
from itinerary.publishing.caldav.errors import PushError

USER_VARIABLE, PASSWORD_VARIABLE = "ITINERARY_CALDAV_USER", "ITINERARY_CALDAV_PASSWORD"


class Credentials(NamedTuple):
    """A user and a password, which no text of them shows."""

    user: str
    password: str

    def __repr__(self) -> str:
        """Return the user alone."""
        return f"Credentials({self.user!r})"


def check_address(url: str) -> None:
    """Raise OptionError for an address that is none of a CalDAV server, or has a password in it.

    >>> check_address("https://ana:secret@cal.example/")
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: --caldav: the address has a user or password in it, \
which other programs can see - write https://cal.example/ and --user NAME; the password goes into \
the keyring: keyring set itinerary:cal.example NAME
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    if "@" in parts.netloc:
        bare = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
        raise OptionError(
            "--caldav: the address has a user or password in it, which other programs can see"
            f" - write {bare} and --user NAME; the password goes into the keyring:"
            f" keyring set {name_service(bare)} NAME"
        )
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        raise OptionError(
            "--caldav takes the address of a CalDAV server - write it as https://cal.example.org/"
        )


def name_service(url: str) -> str:
    """Return the name under which the keyring has the password for a server.

    >>> name_service("https://cal.example:8443/dav/")
    'itinerary:cal.example:8443'
    """
    return f"itinerary:{urlsplit(url).netloc.rpartition('@')[2]}"


def is_private_address(url: str) -> bool:
    """Return whether nobody else can read what is sent to an address: TLS, or this machine.

    >>> is_private_address("http://127.0.0.1:5232/"), is_private_address("http://cal.example/")
    (True, False)
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        is_loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_loopback = host == "localhost"
    return parts.scheme == "https" or is_loopback


def find_credentials(url: str, user: str = "") -> Credentials | None:
    """Return the user and password for a server; None where nothing is kept for it.

    Args:
        url: The address of the server.
        user: Whose password it must be; "" for anybody's.

    Raises:
        PushError: There is no password for the user; or it would be sent for all to read.
    """
    user = user or os.environ.get(USER_VARIABLE, "")
    found = _read_environment(user) or _read_keyring(url, user) or _read_netrc(url, user)
    if user and not found:
        raise PushError(f"there is no password for {user} at {url}", describe_stores(url, user))
    if found and not is_private_address(url):
        raise PushError(
            f"{url}: the password would be sent without encryption, for all to read",
            f"write https://{url.partition('://')[2]}",
        )
    return found


def describe_stores(url: str, user: str = "NAME") -> str:
    """Return where to put a password, in words."""
    host = urlsplit(url).hostname
    return (
        f"keep it by: keyring set {name_service(url)} {user}; or in ~/.netrc, as: machine {host}"
        f" login {user} password …; or in {USER_VARIABLE} and {PASSWORD_VARIABLE}"
    )


def _read_environment(user: str) -> Credentials | None:
    """Return the password of the environment, unless it is another user's."""
    password, owner = os.environ.get(PASSWORD_VARIABLE, ""), os.environ.get(USER_VARIABLE, "")
    if not password or (owner and owner != user):
        return None
    if not user:
        raise PushError(f"{PASSWORD_VARIABLE} is set, but not whose it is", f"set {USER_VARIABLE}")
    return Credentials(user, password)


def _read_keyring(url: str, user: str) -> Credentials | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        found = keyring.get_credential(name_service(url), user or None)
    except KeyringError:  # there is none, or it is locked
        return None
    return Credentials(found.username, found.password) if found else None


def _read_netrc(url: str, user: str) -> Credentials | None:
    file = Path(os.environ.get("NETRC") or Path("~/.netrc").expanduser())
    if not file.is_file():
        return None
    try:
        found = netrc.netrc(file).authenticators(urlsplit(url).hostname or "")
    except (netrc.NetrcParseError, OSError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", None)  # what else it says may be a password
        place = f"{file}:{line}" if line else str(file)
        raise PushError(
            f"{place} cannot be read", "check its form, and that only you may read it: chmod 600"
        ) from None
    if not found or not found[2] or user not in ("", found[0]):
        return None
    return Credentials(found[0], found[2])
