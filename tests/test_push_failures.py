"""Pushes that cannot be: nobody answers, or not as a calendar server does."""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from tables import Table

from itinerary.publishing.caldav import server

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def document(tmp_path: Path, monkeypatch: Any) -> Path:
    """A document, and no password anywhere."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("NETRC", str(tmp_path / "no-netrc"))
    monkeypatch.delenv("ITINERARY_CALDAV_USER", raising=False)
    monkeypatch.delenv("ITINERARY_CALDAV_PASSWORD", raising=False)
    file = tmp_path / "tea.json"
    events = [{"title": "Tea", "when": "2027-05-04"}]
    file.write_text(json.dumps({"title": "Tea", "id": "tea", "events": events}))
    return file


class Odd(BaseHTTPRequestHandler):
    """Answers by the path: /200, /302 …"""

    def do_PROPFIND(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status = self.path.strip("/").partition("/")[0]
        self.send_response(int(status))
        self.send_header("Location", "http://elsewhere.example/")
        self.send_header("WWW-Authenticate", "Magic realm=x")
        self.send_header("Retry-After", "soon")
        self.end_headers()
        self.wfile.write(b"<html>Hello \x1b[31m</html>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def odd() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Odd) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        yield http
        http.shutdown()


ANSWERS = [
    (200, "is no CalDAV server|check the address"),
    (302, "leads to http://elsewhere.example/ - give that address, if you trust it"),
    (401, "401: a password is asked for - keep it by: keyring set itinerary:127.0.0.1:"),
    (403, "403: this user may not do that there"),
    (404, "404: there is no such thing there - check the address"),
    (405, "check the address"),
    (500, "500: "),
    (503, "the server asks to wait - push again"),
]


def test_an_answer_of_no_calendar_server_is_told(
    run: Run, document: Path, odd: ThreadingHTTPServer, table: Table
) -> None:
    for status, messages in ANSWERS:
        url = f"http://127.0.0.1:{odd.server_address[1]}/{status}/"
        with table.row(status):
            exit_status, printed, told = run(
                "push", document, "--caldav", url, "--calendar", "x", "--create"
            )
            assert (exit_status, printed) == (1, "")
            assert any(each in told for each in messages.split("|")), told
            assert url in told
            assert "\x1b" not in told
            assert not document.with_name("tea.json.pushed.json").exists()


def test_nobody_there_is_told_by_the_address(
    run: Run, document: Path, monkeypatch: Any, table: Table
) -> None:
    monkeypatch.setattr(server, "SECONDS", 1)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        free = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with table.row("nobody"):
            told = run("push", document, "--caldav", free, "--calendar", "x")
            assert told == (
                1,
                "",
                f"itinerary: error: {free} cannot be reached - check the address and the network\n",
            )
        silent.listen()
        with table.row("silence"):
            status, _, message = run("push", document, "--caldav", free, "--calendar", "x")
            assert (status, "does not answer within 1 seconds" in message) == (1, True)


def test_a_certificate_that_is_not_trusted_is_told(
    run: Run, document: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", str(key), "-out", str(certificate)],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl makes no certificate")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with ThreadingHTTPServer(("127.0.0.1", 0), Odd) as http:
        http.socket = context.wrap_socket(http.socket, server_side=True)
        Thread(target=http.serve_forever, daemon=True).start()
        url = f"https://localhost:{http.server_address[1]}/403/"
        status, _, told = run("push", document, "--caldav", url, "--calendar", "x")
        assert status == 1
        assert f"{url}: the certificate of the server is not trusted" in told
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        _, _, told = run("push", document, "--caldav", url, "--calendar", "x")
        assert "403: " in told
        http.shutdown()


def test_without_the_extra_it_says_what_to_install(
    run: Run, document: Path, monkeypatch: Any
) -> None:
    for name in ("caldav", "caldav.davclient", "keyring"):
        monkeypatch.setitem(sys.modules, name, None)
    status, printed, told = run(
        "push", document, "--caldav", "http://127.0.0.1:9/", "--calendar", "x"
    )
    assert (status, printed) == (2, "")
    assert told == (
        "itinerary: push needs the extra caldav - run: pip install 'itinerary-timeline[caldav]'\n"
    )


def test_what_cannot_be_pushed_is_refused_before_anybody_is_asked(
    run: Run, document: Path, table: Table, tmp_path: Path
) -> None:
    address = ("--caldav", "http://127.0.0.1:9/", "--calendar", "x")
    broken = tmp_path / "broken.yaml"
    broken.write_text("title: Tea\ndates: 31 June 2027\n")
    for arguments, status, message in [
        (("-", *address), 2, "name a file"),
        ((document, "--caldav", "http://ana:pw@127.0.0.1:9/", "--calendar", "x"), 2, "keyring set"),
        ((broken, *address), 1, "broken.yaml:2:8: error: "),
        ((document, *address, "--for", "Nobody"), 2, "names no travellers"),
        ((document, *address, "--user", "ana"), 1, "there is no password for ana at http://127"),
    ]:
        with table.row(*map(str, arguments)):
            given, printed, told = run("push", *arguments)
            assert (given, printed) == (status, "")
            assert message in told
            assert "pw" not in told
