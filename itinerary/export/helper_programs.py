"""Runs a program that others wrote, and leaves nothing of it running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from threading import Event

from itinerary.diagnostics import shorten_text

_MAX_SHOWN = 200  # characters of what a program says at its end
_KILL_ROUNDS = 200  # pauses that killed processes get to go: they may still write their files
_PAUSE = Event()  # never set


def run_program(command: list[str], seconds: float) -> str:
    """Run a command, and return what went wrong: "" if it ended with success.

    It has a process group of its own. Whatever ends the wait for it, this program being stopped,
    too, all of the group is killed.

    Args:
        command: The path of a program and its arguments; no shell reads them.
        seconds: How long it may take.

    Raises:
        OSError: It cannot be started.

    >>> run_program([sys.executable, "-c", "print('done')"], 60)
    ''
    """
    with subprocess.Popen(  # noqa: S603 - a program of the system, without a shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as running:
        try:
            _, said = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            return f"it took more than {seconds:g} seconds"
        finally:
            _kill_group(running)
    if not running.returncode:
        return ""
    told = " ".join(said.split())[-_MAX_SHOWN:]
    return shorten_text(f"it ended with status {running.returncode} {told}".strip(), 2 * _MAX_SHOWN)


def _kill_group(running: subprocess.Popen[str]) -> None:
    """Kill a program with all that it started, and wait for them."""
    was_running = running.poll() is None
    if sys.platform == "win32":
        running.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            for _ in range(_KILL_ROUNDS if was_running else 0):
                os.killpg(running.pid, 0)  # raises when none is left
                _PAUSE.wait(0.01)
    running.wait()
