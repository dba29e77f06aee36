"""What a table of cases tells when rows of it fail, and how the run counts them."""

from __future__ import annotations

import re

import pytest
from tables import Table


def test_every_row_is_tried_and_those_that_fail_are_told_together_by_name() -> None:
    table = Table()
    for language, phrase, expected in (
        ("en", "today", "x"),
        ("es", "hoy", "HOY"),
        ("pt", "hoje", "y"),
    ):
        with table.row(language, phrase):
            assert phrase.upper() == expected
    with table.row("raises", 4):
        int("four")
    with table.row("raises nothing"), pytest.raises(ValueError, match="x"):
        pass
    with pytest.raises(pytest.fail.Exception) as failed:
        table.finish()
    told = re.sub(r"test_tables.py:\d+", "here", str(failed.value))
    assert told.startswith("4 of 5 rows failed\n- en | today\n    here: assert 'TODAY' == 'x'\n")
    assert "\n- pt | hoje\n    here: assert 'HOJE' == 'y'\n" in told
    assert "\n- raises | 4\n    here: ValueError: invalid literal for int() with" in told
    assert told.endswith("\n- raises nothing\n    here: Failed: DID NOT RAISE ValueError")
    assert "es | hoy" not in told


def test_a_table_without_rows_fails() -> None:
    with pytest.raises(pytest.fail.Exception, match="no rows"):
        Table().finish()


def test_a_table_whose_rows_all_hold_passes(table: Table) -> None:
    with table.row("one"):
        assert table.rows == 1
