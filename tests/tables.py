"""Tables of cases that one test goes through: every row is tried, failures are told together.

A test with the fixture `table` names each row and holds it on its own:

    def test_sums(table: Table) -> None:
        for a, b, total in [(1, 2, 3), (2, 2, 4)]:
            with table.row(a, b):
                assert a + b == total

Thousands of rows take no longer than what they try; as parameters of a test, each would cost pytest
more than that.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MOST_LINES = 12  # that are told of one row


class Table:
    """The rows that a test has tried, and what failed in them."""

    def __init__(self) -> None:
        self.rows = 0
        self.failures: list[str] = []

    @contextmanager
    def row(self, *name: object) -> Iterator[None]:
        """Hold one row; what it raises is kept, with the row's name, until all are tried."""
        self.rows += 1
        try:
            yield
        except (Exception, pytest.fail.Exception) as error:
            self.failures.append(describe(name, error))

    def finish(self) -> None:
        """Fail if any row failed, or if there was none at all."""
        if not self.rows:
            pytest.fail("the table has no rows", pytrace=False)
        if self.failures:
            heading = f"{len(self.failures):,} of {self.rows:,} rows failed"
            pytest.fail("\n".join([heading, *self.failures]), pytrace=False)


def describe(name: tuple[object, ...], error: BaseException) -> str:
    """Return a row's name, where in the test it failed, and why."""
    # The first frame is that of row() itself, the second that of the test.
    _, at, *_ = traceback.extract_tb(error.__traceback__)
    why = "" if isinstance(error, AssertionError) else f"{type(error).__name__}: "
    first, *rest = f"{why}{error}".splitlines()[:MOST_LINES] or [""]
    named = " | ".join(
        each if isinstance(each, str) and each.isprintable() else repr(each) for each in name
    )
    return "\n".join(
        [
            f"- {named}",
            f"    {Path(at.filename).name}:{at.lineno}: {first}",
            *(f"    {line}" for line in rest),
        ]
    )
