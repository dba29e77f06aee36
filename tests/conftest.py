"""What the tests share: a command run, tables of cases, and the count of what ran."""

import gc
import io
import os
import sys
import zoneinfo
from collections import Counter

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture.providers import Constants, HypothesisProvider
from tables import Table

from itinerary import cli

collect_ignore_glob = [
    "[!t]*.py",
    "fuzz/*",
    "interop/*",
    "callers/*",
]  # programs, which have no doctests

# Readers go by the names of zones: let them take those of the package that the library takes,
# not of a host whose data may be older.
zoneinfo.reset_tzpath(to=())
# Nor does what is expected go by the terminal and the rights of new files of who runs the tests.
os.environ.pop("COLUMNS", None)
os.umask(0o022)

# How much Hypothesis draws; --hypothesis-profile chooses. A busy machine is no mistake, so nothing
# has a deadline. What is drawn is the same in every run, so that none fails by chance; `exhaustive`
# draws anew each time, to find what the others never do.
_SHARED = settings(
    deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("quick", _SHARED, max_examples=20)
settings.register_profile("thorough", _SHARED, max_examples=200)
settings.register_profile("exhaustive", _SHARED, max_examples=2000, derandomize=False)  # hours
settings.load_profile("thorough")
# It would draw what stands in the modules that are loaded, too: other values after other tests.
HypothesisProvider._local_constants = Constants()

# pyproject.toml says what each marker means.
MARKERS = ("property", "slow", "browser", "interop")
MARKER_OF_FIXTURE = {
    "chromium": "browser",
    "printed": "browser",
    "ical_js": "interop",
    "plugin_folder": "slow",
}
NOT_IN_CHECK = {"slow", "browser", "interop"}  # as the Makefile has it


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


@pytest.fixture
def table():
    """A table whose rows are all tried; the test fails at its end with all that failed."""
    return Table()


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem):
    """Hold the table of a test when it is done, and note how many rows it had."""
    done = yield
    table = pyfuncitem.funcargs.get("table")
    if isinstance(table, Table):
        pyfuncitem.user_properties.append(("rows", table.rows))
        table.finish()
    return done


def pytest_collection_modifyitems(items):
    """Mark what is known by itself: cases that Hypothesis draws, a browser, a program of node."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("property")
        for fixture in MARKER_OF_FIXTURE.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(MARKER_OF_FIXTURE[fixture])


def pytest_sessionstart():
    """Forget, for each mutant, what was cached before it: what it does would not be run."""
    if "MUTANT_UNDER_TEST" in os.environ:
        clear_caches()


def pytest_runtest_setup(item):
    """Forget at each test, too, while mutmut notes which tests run what.

    Grammars, which take a second to build, are built anew for the tests of phrases alone.
    """
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        clear_caches(() if item.path.stem == "test_phrases" else ("load_grammar",))


def clear_caches(kept=()):
    """Clear the caches of all functions of the package but those of some names."""
    for name, module in list(sys.modules.items()):
        if name.startswith("itinerary"):
            for function, each in vars(module).items():
                if hasattr(each, "cache_clear") and function not in kept:
                    each.cache_clear()


def pytest_collection_finish():
    """Take what the run keeps out of the collector's rounds: they took a fifth of its time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_terminal_summary(terminalreporter):
    """Tell how many cases ran, rows of tables among them, and how many of each marker."""
    tests, cases = 0, Counter()
    for outcome in ("passed", "failed", "xfailed", "xpassed"):
        for report in terminalreporter.getreports(outcome):
            rows = dict(report.user_properties).get("rows", 1)
            tests += 1
            cases["all"] += rows
            cases["check"] += rows if NOT_IN_CHECK.isdisjoint(report.keywords) else 0
            for marker in MARKERS:
                cases[marker] += rows if marker in report.keywords else 0
    if tests:
        marked = ", ".join(f"{cases[marker]:,} {marker}" for marker in MARKERS)
        share = cases["check"] / cases["all"]
        terminalreporter.write_line(
            f"{cases['all']:,} cases in {tests:,} tests ({marked}); {share:.1%} are in make check"
        )
