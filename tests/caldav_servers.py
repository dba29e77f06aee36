"""CalDAV servers that a test starts, behind a proxy that notes requests and fails on purpose."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import icalendar
from started_servers import SECONDS, start_listening

USER, PASSWORD = "ana", "geheim-4711"
WRITING = {"PUT", "DELETE", "MKCALENDAR", "PROPPATCH", "POST", "MOVE", "COPY"}
COLLEAGUE = "bo"  # lets the user write into `team`, and read `look`
RIGHTS = """
[names]
user: .+
collection:
permissions: R
[own]
user: .+
collection: {user}
permissions: RW
[calendars]
user: .+
collection: {user}/[^/]+
permissions: rw
[shared]
user: .+
collection: bo/team
permissions: rw
[shown]
user: .+
collection: bo/look
permissions: r
"""
RADICALE = (
    "--config= --hosts=127.0.0.1:{port} --storage-filesystem-folder={folder}/store --auth-delay=0"
    " --auth-type=htpasswd --auth-htpasswd-encryption=plain --auth-htpasswd-filename={folder}/users"
    " --rights-type=from_file --rights-file={folder}/rights"
)
XANDIKOS = (
    "serve --listen-address=127.0.0.1 --port={port} --directory={folder}/store"
    " --state-dir={folder}/state --defaults --no-detect-systemd"
)
SERVERS = {"radicale": RADICALE, "xandikos": XANDIKOS}  # the second takes passwords over TLS only
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Server:
    """A running server, and the proxy through which it is asked."""

    name: str
    port: int
    proxy: Proxy
    requests: list[tuple[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.proxy.port}/"

    def writes(self) -> list[str]:
        """The methods of requests that write, since this was asked last."""
        found = [method for method, _ in self.requests if method in WRITING]
        self.requests.clear()
        return found

    def ask(
        self,
        method: str,
        path: str,
        body: str = "",
        headers: dict[str, str] | None = None,
        user: str = USER,
    ) -> Answer:
        """Ask past the proxy, as another program of the user does."""
        token = base64.b64encode(f"{user}:{PASSWORD}".encode()).decode()
        given = {"Authorization": f"Basic {token}", **(headers or {})}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        connection.request(method, path, body.encode(), given)
        answer = connection.getresponse()
        result = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return result

    def home(self) -> str:
        return f"/{USER}/" if self.name == "radicale" else "/user/calendars/"

    def paths(self, calendar: str) -> list[str]:
        """The paths of all that lies in a calendar."""
        _, _, body = self.ask("PROPFIND", f"{self.home()}{calendar}/", "", {"Depth": "1"})
        found = ET.fromstring(body).iter("{DAV:}href")  # noqa: S314 - from our own server
        return sorted(each.text for each in found if each.text and each.text.endswith(".ics"))

    def events(self, calendar: str) -> list[icalendar.Event]:
        """All events of a calendar, as a program reads them."""
        texts = [self.ask("GET", path)[2] for path in self.paths(calendar)]
        return [
            each for text in texts for each in icalendar.Calendar.from_ical(text).walk("VEVENT")
        ]

    def put(self, path: str, text: str) -> None:
        status, _, body = self.ask("PUT", path, text, {"Content-Type": "text/calendar"})
        assert status < 300, body


class Proxy:
    """Passes requests on, notes them, and lets a test answer, or end something, in between.

    `before` and `after` get the number of a request that writes, from 1, and its method. What
    they return, if anything, is answered in place of what the server says.
    """

    def __init__(self, target: int, requests: list[tuple[str, str]]) -> None:
        self.target, self.requests = target, requests
        self.count = 0
        self.before: Callable[[int, str], Answer | None] | None = None
        self.after: Callable[[int, str], Answer | None] | None = None
        self.password = ""
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self._create_handler())
        self.http.daemon_threads = True
        self.port = self.http.server_address[1]
        self.thread = threading.Thread(target=self.http.serve_forever, daemon=True)

    def reset(self) -> None:
        self.count, self.before, self.after = 0, None, None

    def _create_handler(proxy) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except ConnectionError:
                    self.close_connection = True

            def __getattr__(self, name: str) -> Any:
                if name.startswith("do_"):
                    return self._pass_on
                raise AttributeError(name)

            def log_message(self, *_: object) -> None:
                pass

            def _pass_on(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                proxy.requests.append((self.command, self.path))
                answer = proxy.answer(self.command, self.path, dict(self.headers), body)
                status, headers, content = answer
                self.send_response(status)
                for name, value in headers.items():
                    if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        return Handler

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        is_writing = method in ("PUT", "DELETE")
        self.count += is_writing
        if is_writing and self.before and (given := self.before(self.count, method)):
            return given
        connection = HTTPConnection("127.0.0.1", self.target, timeout=SECONDS)
        connection.request(method, path, body, headers)
        got = connection.getresponse()
        answer = got.status, dict(got.getheaders()), got.read()
        connection.close()
        if is_writing and self.after and (given := self.after(self.count, method)):
            return given
        return answer


@contextmanager
def start_server(name: str, folder: Path) -> Iterator[Server]:
    """Start a server on a free port, in a folder; it is gone when the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n{COLLEAGUE}:{PASSWORD}\n")
    (folder / "rights").write_text(RIGHTS)
    (folder / "store").mkdir(exist_ok=True)
    requests: list[tuple[str, str]] = []
    with start_listening(name, SERVERS[name], folder) as port:
        proxy = Proxy(port, requests)
        proxy.thread.start()
        try:
            yield Server(name, port, proxy, requests)
        finally:
            proxy.http.shutdown()
            proxy.http.server_close()
