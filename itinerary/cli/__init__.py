"""Runs the command line: takes arguments and files, prints text, writes files, returns a status.

A command loads, calls the library, and prints. The status is 0 if all is well, 1 if the document
has errors, 2 if the command line has. Findings go to stderr; no traceback reaches a user.
"""

from __future__ import annotations

import os
import sys
from pathlib import PurePath

from itinerary.cli.app import create_app
from itinerary.cli.streams import open_streams

_PROGRAMS = ("itinerary", "itinerary-timeline")
_CLOSED_PIPE_STATUS, _INTERRUPTED_STATUS = 141, 130  # 128 and the number of the signal


def run_command_line() -> int:
    """Run the command of `sys.argv`, and return its exit status.

    Raises:
        SystemExit: The command ended itself, with its status.
    """
    open_streams()
    try:
        create_app(_find_command())(prog_name=_find_program_name())
    except BrokenPipeError:
        # The reader has gone; what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return _CLOSED_PIPE_STATUS
    except KeyboardInterrupt:
        return _INTERRUPTED_STATUS
    except Exception as error:
        return _report_error(error)
    return 0


def _find_command() -> str:
    """Return the command that is asked for, or that a shell completes; "" for none."""
    words = _list_completed_words() if _is_completing() else sys.argv[1:]
    return next((each for each in words if not each.startswith("-")), "")


def _is_completing() -> bool:
    """Return whether a shell asks for completions, for which no message may be printed."""
    return any(f"_{each.replace('-', '_').upper()}_COMPLETE" in os.environ for each in _PROGRAMS)


def _list_completed_words() -> list[str]:
    """Return the words of the line that a shell completes, without the program's name.

    Shells give them to typer in one of these variables.
    """
    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
    return line.split()[1:]


def _find_program_name() -> str:
    """Return the name of the script that runs, for usage lines and shell completion.

    `python -m itinerary` goes by the first of the names.
    """
    name = PurePath(sys.argv[0]).stem
    return name if name in _PROGRAMS else _PROGRAMS[0]


def _report_error(error: Exception) -> int:
    """Print an error that users may meet, and return the exit status; raise any other again."""
    from itinerary.diagnostics import ItineraryError, OptionError

    match error:
        case OptionError():
            return _print_error(f"itinerary: {error}", status=2)
        case ItineraryError():
            return _print_error(f"itinerary: error: {error}", status=1)
        case OSError():
            name = error.filename or "file"
            return _print_error(f"itinerary: error: {name}: {error.strerror}", status=1)
        case _:
            raise error


def _print_error(message: str, status: int) -> int:
    """Print an error, but not between the completions of a shell; return the status."""
    from itinerary.diagnostics import make_printable

    if not _is_completing():
        print(*map(make_printable, message.splitlines()), sep="\n", file=sys.stderr)
    return status
