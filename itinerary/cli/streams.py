"""Prepares the standard streams for the commands."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path


def open_streams() -> None:
    """Make the standard streams take any text.

    A closed stream goes nowhere, a file or pipe gets UTF-8, a terminal gets what it can show.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - open to the end
            setattr(sys, name, stream)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
