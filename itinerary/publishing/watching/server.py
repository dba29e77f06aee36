"""Editions in; a server on this machine alone that shows the newest one, until it is ended."""

from __future__ import annotations

import asyncio
import importlib
import secrets
import signal
import socket
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from itinerary.diagnostics import OptionError
from itinerary.publishing.watching.edition import Edition, compose_shown_page
from itinerary.publishing.watching.file_changes import (
    Signatures,
    find_folders,
    iterate_changes,
    sign_files,
)

if TYPE_CHECKING:
    from starlette.applications import Starlette

HOST = "127.0.0.1"
_ALLOWED_HOSTS = [HOST, "localhost"]  # the name by which a page of a stranger comes is another
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_GRACE_SECONDS = 2  # for browsers, at the end


def require_watch() -> None:
    """Raise OptionError, with the remedy, where the extra `watch` is not installed."""
    try:
        importlib.import_module("starlette")
        importlib.import_module("uvicorn")
        importlib.import_module("watchfiles")
    except ImportError:
        raise OptionError(
            "watch needs the extra watch - run: pip install 'itinerary-timeline[watch]'"
        ) from None


def open_port(port: int = 0) -> socket.socket:
    """Return a socket on this machine alone; port 0 is any that is free.

    Raises:
        OptionError: The port is taken, or only others may use it.
    """
    opened = socket.socket()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((HOST, port))
        opened.listen()  # who comes before the first page is made waits for it
    except OSError as error:
        opened.close()
        raise OptionError(
            f"port {port} cannot be used ({error.strerror}) - choose another, or leave --port out"
        ) from None
    return opened


def serve_editions(opened: socket.socket, file: Path, build: Callable[[], Edition]) -> None:
    """Show editions until SIGINT or SIGTERM; the port is free at the end.

    Args:
        opened: A socket, as `open_port` returns it.
        file: The document.
        build: Returns what the document comes to by now; called at each change, in a thread.
    """
    signatures = sign_files([file])
    edition = build()
    asyncio.run(_serve(opened, _Desk(edition), build, signatures))


class _Desk:
    """The newest edition, and who waits for the next."""

    def __init__(self, first: Edition) -> None:
        self.edition, self.last_page = first, first.page
        self.stop, self._news = asyncio.Event(), asyncio.Event()
        self._run, self._count = secrets.token_hex(4), 0  # a page of a former run is an old one

    @property
    def name(self) -> str:
        return f"{self._run}-{self._count}"

    def replace(self, edition: Edition) -> None:
        """Show an edition from now on; who looks on is told, unless it looks as the one before."""
        is_same = edition.is_alike(self.edition)
        self.edition, self.last_page = edition, edition.page or self.last_page
        if not is_same:
            self._count += 1
            self._news.set()
            self._news = asyncio.Event()

    def end(self) -> None:
        """Let everybody go."""
        self.stop.set()
        self._news.set()

    async def iterate_names(self) -> AsyncIterator[str]:
        """Yield the name of the edition, and of each that takes its place, as events of a server.

        https://html.spec.whatwg.org/multipage/server-sent-events.html
        """
        while not self.stop.is_set():
            news = self._news
            yield f"retry: 500\ndata: {self.name}\n\n"
            await news.wait()


async def _serve(
    opened: socket.socket, desk: _Desk, build: Callable[[], Edition], signatures: Signatures
) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        """A server that ends at a signal, rather than to raise it again."""

        @contextmanager
        def capture_signals(self) -> Generator[None]:
            with _handling_signals(end):
                yield

    def end(*_: object) -> None:
        server.should_exit = True
        loop.call_soon_threadsafe(desk.end)

    config = uvicorn.Config(
        _create_app(desk),
        log_config=None,
        access_log=False,
        lifespan="off",
        loop="asyncio",
        http="h11",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    server, loop = Server(config), asyncio.get_running_loop()
    watching = asyncio.create_task(_watch_files(desk, build, signatures))
    watching.add_done_callback(end)
    await server.serve([opened])
    desk.end()
    await watching


@contextmanager
def _handling_signals(handler: Callable[..., None]) -> Generator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM)
    former = {each: signal.signal(each, handler) for each in numbers}
    try:
        yield
    finally:
        for number, each in former.items():
            signal.signal(number, each)


async def _watch_files(desk: _Desk, build: Callable[[], Edition], before: Signatures) -> None:
    """Build again whenever a file of the newest edition is another than it was.

    Args:
        desk: Where editions are shown.
        build: What makes them.
        before: The versions of files before the newest edition was made: what changed meanwhile
            is seen.
    """
    built = _sign_edition(desk.edition, before)
    while not desk.stop.is_set():
        folders = find_folders(built)
        async for has_more in iterate_changes(built, desk.stop):
            now = sign_files(built)
            # A sheet that was missing is none of the files: what was added may be it.
            if now != built or (has_more and desk.edition.has_errors):
                desk.replace(await asyncio.to_thread(build))
                built = _sign_edition(desk.edition, now)
            if find_folders(built) != folders:
                break


def _sign_edition(edition: Edition, before: Signatures) -> Signatures:
    return sign_files(edition.files) | {
        file: before[file] for file in edition.files if file in before
    }


def _create_app(desk: _Desk) -> Starlette:
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.responses import HTMLResponse, StreamingResponse
    from starlette.routing import Route

    async def show(_: Any) -> HTMLResponse:
        page = compose_shown_page(desk.edition, desk.last_page, desk.name)
        return HTMLResponse(page, headers=_HEADERS)

    async def tell(_: Any) -> StreamingResponse:
        return StreamingResponse(
            desk.iterate_names(), media_type="text/event-stream", headers=_HEADERS
        )

    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=_ALLOWED_HOSTS, www_redirect=False)
    return Starlette(routes=[Route("/", show), Route("/~changes", tell)], middleware=[hosts])
