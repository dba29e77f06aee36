"""The address of a CalDAV server in; its calendars and their events out, and written to.

This is the only place that talks to the network, and the door of `caldav`. Events are sent as they
are, by PUT: the library's own saving raises SEQUENCE, and changes other events. Each request that
writes says which version it replaces.
"""

from __future__ import annotations

import importlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast
from unicodedata import normalize
from urllib.parse import quote, unquote, urljoin, urlsplit

from itinerary.diagnostics import OptionError, shorten_text
from itinerary.diagnostics.choices import suggest_choices
from itinerary.document.ids import slugify_text
from itinerary.publishing.caldav.credentials import Credentials, describe_stores, is_private_address
from itinerary.publishing.caldav.errors import ChangedMeanwhileError, PushError, RefusedEventError
from itinerary.publishing.caldav.events import KeptEvent, read_kept_event
from itinerary.publishing.caldav.refusals import describe_failure, describe_status

if TYPE_CHECKING:
    from caldav.davclient import DAVClient

SECONDS = 30  # that an answer may take
_ETAGS = '<propfind xmlns="DAV:"><prop><getetag/><resourcetype/></prop></propfind>'
_NAME = '<propfind xmlns="DAV:"><prop><displayname/><resourcetype/></prop></propfind>'
_EVENTS = (
    '<C:calendar-query xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    "<prop><getetag/><C:calendar-data/></prop>"
    '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter>'
    "</C:filter></C:calendar-query>"
)
_CALDAV = "{urn:ietf:params:xml:ns:caldav}"
# A server that fails for a moment, as where two write at once, is asked again: each request that
# writes says which version it replaces, so the one that was taken all the same is known by 412.
_RETRIES: Mapping[str, Any] = {
    "total": 5,
    "connect": 0,
    "other": 0,  # what is wrong with a certificate does not pass
    "read": False,  # raised as it is: what takes too long is told so
    "status_forcelist": (423, 500, 502, 504),
    "allowed_methods": ("PROPFIND", "REPORT", "GET", "PUT", "DELETE"),
    "backoff_factor": 0.25,
    "backoff_jitter": 0.25,
    "raise_on_status": False,
    "respect_retry_after_header": False,  # it may say an hour
}
_OF_ONE_EVENT = {400, 409, 413, 415, 422}  # refusals of what is sent, not of who sends it


class Resource(NamedTuple):
    """What lies at a path of the server, and which version of it."""

    path: str
    etag: str
    kept: KeptEvent


class CalendarServer:
    """A CalDAV server and who asks it; to be closed after use, as by `with`.

    Raises:
        PushError: Every method: the server cannot be reached, or refuses.
    """

    def __init__(self, url: str, credentials: Credentials | None = None) -> None:
        self.url = url
        self._credentials = credentials
        self._client: Any = _create_client(url, credentials)

    def __enter__(self) -> CalendarServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def find_calendar(self, name: str) -> str:
        """Return the address of the calendar of a name, or of that folder; "" for none.

        Raises:
            PushError: Several have the name.
        """
        calendars = self._list_calendars()
        wanted = normalize("NFC", name)  # what is pasted on a Mac is spelled another way
        named = [url for each, url in calendars if normalize("NFC", each) == wanted] or [
            url for _, url in calendars if unquote(url).split("/")[-2] == name
        ]
        if len(named) > 1:
            raise PushError(
                f"{len(named)} calendars at {self.url} are called {shorten_text(name)}",
                f"give the address of the one that is meant: {' or '.join(named)}",
            )
        return named[0] if named else ""

    def reject_unknown_name(self, name: str) -> NoReturn:
        """Raise PushError for the name of a calendar that is not there."""
        hint = suggest_choices(name, [each for each, _ in self._list_calendars()])
        message = f"there is no calendar {shorten_text(name)} at {self.url}"
        raise PushError(message, f"{hint}; --create makes it" if hint else "--create makes it")

    def _list_calendars(self) -> list[tuple[str, str]]:
        """Return the name and the address of the calendar at the address, else of all of the user.

        It may be another user's, who shares it.
        """
        for path, each in self._query(self.url, "PROPFIND", _NAME, "0"):
            if each.find(f".//{_CALDAV}calendar") is not None:
                url = urljoin(self.url, f"{path.rstrip('/')}/")
                return [(each.findtext(".//{DAV:}displayname") or "", url)]
        return self._list_own_calendars()

    def _list_own_calendars(self) -> list[tuple[str, str]]:
        with self._telling(self.url):
            found = self._client.get_calendars(self._find_principal())
            return [
                (str(each.get_display_name() or ""), f"{str(each.url).rstrip('/')}/")
                for each in found
            ]

    def _find_principal(self) -> Any:
        principal = self._client.principal()
        if principal.url is None:
            raise PushError(f"{self.url} is no CalDAV server", "check the address")
        return principal

    def make_calendar(self, name: str) -> str:
        """Make a calendar of the user for events, and return its address."""
        taken = {unquote(url).split("/")[-2] for _, url in self._list_own_calendars()}
        base = slugify_text(name) or "itinerary"
        ids = (f"{base}-{number}" if number > 1 else base for number in count(1))
        id = next(each for each in ids if each not in taken)
        with self._telling(self.url):
            made = self._find_principal().make_calendar(
                name=name, cal_id=id, supported_calendar_component_set=["VEVENT"]
            )
            return f"{str(made.url).rstrip('/')}/"

    def list_etags(self, calendar: str) -> Mapping[str, str]:
        """Return the versions of all resources of a calendar by their paths."""
        answers = self._query(calendar, "PROPFIND", _ETAGS)
        return {path: each.findtext(".//{DAV:}getetag") or "" for path, each in answers}

    def list_resources(self, calendar: str) -> list[Resource]:
        """Return all events of a calendar."""
        return [
            Resource(
                path,
                each.findtext(".//{DAV:}getetag") or "",
                read_kept_event(each.findtext(f".//{_CALDAV}calendar-data") or ""),
            )
            for path, each in self._query(calendar, "REPORT", _EVENTS)
        ]

    def _query(
        self, calendar: str, method: str, body: str, depth: str = "1"
    ) -> Iterator[tuple[str, Any]]:
        answer = self._request(calendar, method, body, {"Depth": depth})
        if answer.tree is None:
            raise PushError(f"{calendar} is no CalDAV server", "check the address")
        for each in answer.tree.iter("{DAV:}response"):
            href = each.findtext("{DAV:}href") or ""
            yield find_path(calendar, href.strip()), each

    def read_resource(self, path: str) -> Resource | None:
        """Return what lies at a path; None for nothing."""
        answer = self._request(self._locate(path), "GET", allowed=(404, 410))
        if answer.status >= 300:
            return None
        return Resource(path, answer.headers.get("ETag") or "", read_kept_event(answer.raw))

    def write_resource(self, path: str, text: str, etag: str | None) -> str:
        """Put an event at a path, and return its version.

        Args:
            path: Where.
            text: The event.
            etag: The version that it replaces; "" for whatever is there, None for nothing.

        Raises:
            ChangedMeanwhileError: Another version lies there.
            RefusedEventError: The server does not take this event.
        """
        guard = {"If-None-Match": "*"} if etag is None else {"If-Match": etag} if etag else {}
        headers = {"Content-Type": "text/calendar; charset=utf-8", **guard}
        answer = self._request(self._locate(path), "PUT", text, headers)
        if etag := answer.headers.get("ETag"):
            return str(etag)
        written = self.read_resource(path)
        return written.etag if written else ""

    def delete_resource(self, path: str, etag: str) -> None:
        """Delete an event of a version; one that is gone already is no error.

        Raises:
            ChangedMeanwhileError: Another version lies there.
        """
        guard = {"If-Match": etag} if etag else {}
        self._request(self._locate(path), "DELETE", "", guard, allowed=(404, 410))

    def _locate(self, path: str) -> str:
        return urljoin(str(self._client.url), path)

    def _request(
        self,
        url: str,
        method: str,
        body: str = "",
        headers: Mapping[str, str] | None = None,
        allowed: Sequence[int] = (),
    ) -> Any:
        """Return the answer of the server; raise PushError for one that is no success."""
        with self._telling(url):
            answer = self._client.request(url, method, body, dict(headers or {}))
        if answer.status < 300 or answer.status in allowed:
            return answer
        if answer.status == 412:
            raise ChangedMeanwhileError(f"{url}: another version lies there")
        kind = RefusedEventError if answer.status in _OF_ONE_EVENT and body else PushError
        raise kind(*self._describe_status(url, answer.status, answer.reason))

    def _describe_status(self, url: str, status: int, reason: str) -> tuple[str, str]:
        meaning, remedy = describe_status(status, str(reason or ""))
        if status == 401 and not self._credentials:
            meaning = "a password is asked for"
            remedy = f"{describe_stores(self.url)}; and add --user NAME"
        return f"{url}: {status}: {meaning}", remedy

    @contextmanager
    def _telling(self, url: str) -> Generator[None]:
        """Tell what fails within by the address, and without a password."""
        from caldav.lib.error import DAVError, NotFoundError, RateLimitError

        try:
            yield
        except RateLimitError:
            raise PushError(*self._describe_status(url, 429, "")) from None
        except NotFoundError:
            raise PushError(*self._describe_status(url, 404, "")) from None
        except DAVError as error:
            status = getattr(error, "status", None) or 0
            text = str(getattr(error, "reason", "") or type(error).__name__)
            if not status:
                raise PushError(f"{url} is no CalDAV server", "check the address") from None
            raise PushError(*self._describe_status(url, status, text)) from None
        except NotImplementedError:
            raise PushError(
                f"{url}: the server asks for a way to log in that is not known",
                "basic, digest and bearer are",
            ) from None
        except OSError as error:
            raise PushError(*describe_failure(url, error, SECONDS)) from None
        except (AttributeError, TypeError, ValueError, LookupError, SyntaxError):
            # What the library comes to where an answer is no XML, or not what was asked for.
            raise PushError(f"{url} is no CalDAV server", "check the address") from None


def find_path(calendar: str, href: str) -> str:
    """Return the path of a resource in the one spelling by which paths are compared."""
    return quote(unquote(urlsplit(urljoin(calendar, href)).path), safe="/@:!$&'()*+,;=~")


def require_caldav() -> None:
    """Raise OptionError, with the remedy, where the extra `caldav` is not installed."""
    try:
        importlib.import_module("caldav.davclient")
    except ImportError:
        raise OptionError(
            "push needs the extra caldav - run: pip install 'itinerary-timeline[caldav]'"
        ) from None


def _create_client(url: str, credentials: Credentials | None) -> DAVClient:
    from caldav.davclient import DAVClient
    from caldav.lib import error

    error.debug_dump_communication = False  # a variable has it write passwords into files

    class Client(DAVClient):
        """A client that never sends a password for others to read, and follows nobody."""

        def request(self, url: Any, *arguments: Any, **options: Any) -> Any:
            if credentials and not is_private_address(str(url)):
                raise PushError(
                    f"{url}: the password would be sent without encryption, for all to read",
                    "the server names this address itself: ask who runs it",
                )
            return super().request(url, *arguments, **options)

    client = Client(
        url,
        username=credentials.user if credentials else None,
        password=credentials.password if credentials else None,
        timeout=SECONDS,
        enable_rfc6764=False,
    )
    client.session.max_redirects = 0
    adapters = cast("Mapping[str, Any]", client.session.adapters)  # their types lack the retries
    for adapter in adapters.values():
        adapter.max_retries = adapter.max_retries.new(**_RETRIES)
    if urlsplit(url).scheme == "http":
        client.session.trust_env = False  # what goes to this machine goes past no proxy
    if not credentials:
        client.auth = _send_nothing
    return client


def _send_nothing(request: Any) -> Any:
    """Stand for a password, so that none is looked for in places that are not told of."""
    return request
