"""What tests of the command line share."""

import io
import sys

import pytest

from itinerary import cli


@pytest.fixture
def run(monkeypatch, capsys):
    """A command run: its exit status, what it printed, and what it told on stderr."""

    def run(*arguments, stdin=None):
        monkeypatch.setattr(sys, "argv", ["itinerary", *map(str, arguments)])
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        try:
            status = cli.run()
        except SystemExit as done:
            status = done.code or 0
        return status, *capsys.readouterr()

    return run
