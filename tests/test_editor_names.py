"""Ids and sources in an editor, also of entries that are left out of the document as wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables import Table

from itinerary.editor.checked_text import CheckedText, DocumentChecker
from itinerary.editor.findings import locate_findings
from itinerary.editor.navigation import RenameError, find_target, rename

# Of the second event the title is misspelt, of the source a field: both are left out.
TRIP = """\
title: Talks in Porto
dates: 3 – 5 June 2025
place: Porto, Portugal
sources:
  post: {publisher: Post, title: Talks, publishd: 2025-05-20}
events:
  - id: ferry
    title: Ferry
    when: {says: Tuesday at 10:00, source: post}
  - {id: ferry-2, titel: Back, when: {says: two hours after $ferry, source: post}}
  - {id: port, title: Port, when: the day after $ferry-2}
"""


def check(text: str, folder: Path) -> CheckedText:
    return DocumentChecker(folder / "trip.yaml", folder).check(text)


def test_an_id_of_an_entry_with_a_mistake_is_not_unknown(tmp_path: Path) -> None:
    """It has been offered the id of another entry that is called nearly so."""
    found = locate_findings(check(TRIP, tmp_path))
    assert [each.code for each in found] == ["unknown-field", "unknown-field"]
    assert not any(
        "ferry" in edit.new for each in found for fix in each.fixes for edit in fix.edits
    )
    unknown = TRIP.replace("after $ferry-2", "after $ferri")
    assert "unknown-id" in [each.code for each in locate_findings(check(unknown, tmp_path))]


def test_a_new_name_is_given_in_entries_with_mistakes_too(tmp_path: Path, table: Table) -> None:
    rows = {  # where the caret is: how often the name stands there
        "id: ferry\n": ("ferry", 2),
        "$ferry,": ("ferry", 2),
        "id: ferry-2": ("ferry-2", 2),
        "$ferry-2": ("ferry-2", 2),
        "post: {": ("post", 3),
        "source: post}": ("post", 3),
    }
    for at, (name, count) in rows.items():
        with table.row(at):
            offset = TRIP.index(at) + at.index(name) + 2
            edits = rename(check(TRIP, tmp_path), offset, "new")
            assert len({each.span for each in edits}) == len(edits) == count
            for each in edits:
                assert TRIP[each.span.start : each.span.end] == name
                assert TRIP[each.span.end] not in "-_"
    with pytest.raises(RenameError, match="taken"):
        rename(check(TRIP, tmp_path), TRIP.index("id: ferry\n") + 5, "ferry-2")


def test_names_lead_to_entries_and_sheets_with_mistakes(tmp_path: Path) -> None:
    (tmp_path / "post.yaml").write_text("publisher: Post\ntitle: Talks\npublishd: x\n", "utf-8")
    inline = TRIP[TRIP.index("{publisher") : TRIP.index("}\nevents") + 1]
    text = TRIP.replace(inline, "post.yaml\n  mail: {publisher: Mail, title: Talks}")
    checked = check(text, tmp_path)
    for words, into, target in (
        ("$ferry-2", 3, "ferry-2"),
        ("source: post", 10, "post"),
        ("post.yaml", 2, ""),
    ):
        found = find_target(checked, text.index(words) + into)
        assert found is not None, words
        assert Path(found.file).name == ("trip.yaml" if target else "post.yaml")
        assert not target or text[found.span.start : found.span.end] == target
    assert find_target(checked, text.index("mail:") + 2) is None
