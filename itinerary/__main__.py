"""Starts the command line, and prints the version before anything else is imported."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import NoReturn


def main() -> None:
    """Run the command `itinerary`, and end the process with its status."""
    try:
        _end_process(_run_command())
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        sys.stdout = None  # nothing more can be written there, not even at exit
        sys.exit(f"itinerary: error: {error.strerror}")


def _end_process(status: int) -> None:
    """End the process as it is: to free all that a run made takes a tenth of it."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        if not stream.closed:  # as a server does that is told to end
            stream.flush()
    if sys.getprofile() or sys.gettrace():  # these have something to say at the end
        sys.exit(status)
    os._exit(status)


def _end_on_signals() -> None:
    """Let what stops a process end it as its own end does, so that nothing is left behind.

    What is ignored (nohup) stays so, and a second signal does not cut off what the first began.
    """
    names = ("SIGINT", "SIGTERM", "SIGHUP")  # the last is not everywhere
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]

    def end(number: int, _: object) -> NoReturn:
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        sys.exit(128 + number)

    for each in numbers:
        if signal.getsignal(each) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(each, end)


def _run_command() -> int:
    """Run the command of `sys.argv`, and return its exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from itinerary import __version__

        print(f"itinerary {__version__}", flush=True)
        return 0
    _end_on_signals()
    # Nearly all that a run allocates lives to its end, so looking for garbage costs a tenth of it.
    gc.set_threshold(200_000, 20, 20)
    # Looking for plugins reads the metadata of every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from itinerary.cli import run_command_line

    try:
        return run_command_line()
    except SystemExit as end:  # what typer ends commands with
        return int(end.code or 0)


if __name__ == "__main__":
    main()
