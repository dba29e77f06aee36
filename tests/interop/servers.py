"""CalDAV servers (RFC 4791) on loopback: events are put, found by their time, and got back."""

from __future__ import annotations

import importlib.util
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from started_servers import SECONDS, start_listening

from interop.python import by_icalendar
from interop.sample import Export, MissingError, Seen

USER = "Basic dXNlcjo="  # "user" without a password: Radicale makes a folder for whoever calls
MINUTE = timedelta(minutes=1)
QUERY = """<calendar-query xmlns="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:">
<d:prop><d:getetag/></d:prop>
<filter><comp-filter name="VCALENDAR">
<comp-filter name="VEVENT">{time_range}</comp-filter>
</comp-filter></filter></calendar-query>"""
TIME_RANGE = '<time-range start="{:%Y%m%dT%H%M%SZ}" end="{:%Y%m%dT%H%M%SZ}"/>'


def by_server(module: str, options: str, collection: str, *exports: Export) -> list[Seen]:
    """What a server gives back, and whether it finds each event by its time."""
    if not importlib.util.find_spec(module):
        raise MissingError(f"{module} is not installed")
    with (
        tempfile.TemporaryDirectory() as folder,
        start_listening(module, options, Path(folder)) as port,
    ):
        request(port, "MKCALENDAR", collection)
        for export in exports:
            for uid, text in single_events(export.ics):
                request(port, "PUT", f"{collection}{uid}.ics", text, "text/calendar")
        texts = [request(port, "GET", path) for path in query(port, collection)]
        events = [each for text in texts for each in by_icalendar(exports[0]._replace(ics=text))]
        return [each | {"by_time": is_found_by_time(port, collection, each)} for each in events]


def request(port: int, method: str, path: str, body: str = "", media_type: str = "") -> str:
    """The body of the answer. Raises OSError for a refusal."""
    headers = {"Depth": "1", "Authorization": USER} | (
        {"Content-Type": f"{media_type}; charset=utf-8"} if media_type else {}
    )
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    connection.request(method, path, body.encode(), headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    if answer.status >= 300:
        raise OSError(f"{method} {path}: {answer.status} {text[:200]}")
    return text


def single_events(text: str) -> Iterator[tuple[str, str]]:
    """Return a calendar as a CalDAV server takes it: each event alone (RFC 4791, section 4.1)."""
    head = text[: text.index("BEGIN:VEVENT")]
    for event in re.findall(r"BEGIN:VEVENT.*?END:VEVENT\r\n", text, re.DOTALL):
        yield re.search(r"UID:(\S+)", event)[1], f"{head}{event}END:VCALENDAR\r\n"


def query(port: int, collection: str, time_range: str = "") -> list[str]:
    """The paths of the events that a calendar-query finds (RFC 4791, section 7.8)."""
    answer = request(
        port, "REPORT", collection, QUERY.format(time_range=time_range), "application/xml"
    )
    return [
        urlsplit(each.text).path
        for each in ET.fromstring(answer).findall(  # noqa: S314 - from our own server
            "{DAV:}response/{DAV:}href"
        )
    ]


def is_found_by_time(port: int, collection: str, event: Seen) -> bool:
    """Whether an event is found between its start and end, and not in the minute before."""
    start, end = (instant(event[side]) for side in ("start", "end"))
    during, before = (
        query(port, collection, TIME_RANGE.format(*times))
        for times in ((start, end), (start - MINUTE, start))
    )
    path = f"{collection}{event['uid']}.ics"
    return path in during and path not in before


def instant(value: date) -> datetime:
    """Return a clock time as it is, a day as its midnight in UTC, as servers without a zone do."""
    return (
        value
        if isinstance(value, datetime)
        else datetime(value.year, value.month, value.day, tzinfo=UTC)
    )


RADICALE = (
    "--config= --hosts=127.0.0.1:{port} --auth-type=none --storage-filesystem-folder={folder}/store"
)
XANDIKOS = (
    "serve --listen-address=127.0.0.1 --port={port} --directory={folder}/store"
    " --state-dir={folder}/state --defaults --no-detect-systemd"
)
STORES = {
    "Radicale": partial(by_server, "radicale", RADICALE, "/user/trip/"),
    "Xandikos": partial(by_server, "xandikos", XANDIKOS, "/user/calendars/trip/"),
}
