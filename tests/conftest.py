"""What tests of the command line share."""

import io
import os
import sys
import zoneinfo

import pytest
from hypothesis import settings

from itinerary import cli

# Readers go by the names of zones: let them take those of the package that the library takes, not of a host whose data may be older.
zoneinfo.reset_tzpath(to=())

# How much Hypothesis draws; --hypothesis-profile=quick chooses. A busy machine is no mistake, so nothing has a deadline,
# and what is drawn in CI is the same in every run.
for name, examples in {"quick": 20, "thorough": 200}.items():
    settings.register_profile(name, max_examples=examples, deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.load_profile("thorough")


@pytest.fixture
def run(monkeypatch, capsys):
    """A command run: its exit status, what it printed, and what it told on stderr."""

    def run(*arguments, stdin=None):
        monkeypatch.setattr(sys, "argv", ["itinerary", *map(str, arguments)])
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        try:
            status = cli.run_command_line()
        except SystemExit as done:
            status = done.code or 0
        return status, *capsys.readouterr()

    return run
