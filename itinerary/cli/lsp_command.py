"""The command that serves editors."""

from __future__ import annotations

import gc
import os
import signal
from typing import NoReturn

from itinerary.cli.findings import exit_with_usage_error


def lsp() -> None:
    """Serve an editor by the Language Server Protocol.

    Editors start it, and speak with it over its standard input and output: see docs/editor.md.
    """
    try:
        from itinerary.editor.server import create_server
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        message = "lsp needs the extra 'editor', which is not installed"
        exit_with_usage_error(message, "install it with: pip install 'itinerary-timeline[editor]'")
    # Each check makes many objects that stay until the next: to look for circles of them as often
    # as Python does by itself takes a quarter of the time of an edit.
    gc.set_threshold(50_000, 20, 50)
    _end_at_once_on_signals()
    create_server().start_io()


def _end_at_once_on_signals() -> None:
    """Let what stops the process end it at once: nothing is left behind.

    Python would wait for the thread that reads the standard input, until that is closed.
    """

    def end(number: int, _: object) -> NoReturn:
        os._exit(128 + number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # the last is not everywhere
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)
