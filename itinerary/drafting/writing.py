"""The data of a drafted document in; its text, with remarks to the editor as comments, out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from itinerary.drafting.building import REMARK, DocumentDraft
from itinerary.loading.writers import write_yaml

MARK = "for the editor"
_REMARK = re.compile(rf"^(?P<margin>\s*)(?P<dash>- )?(?P<name>{REMARK}\d+): (?P=name)$")


def write_draft(draft: DocumentDraft) -> str:
    """Return the text of a document, each remark on a line of its own above what it is about.

    >>> draft = DocumentDraft()
    >>> draft.data["title"] = "Talks"
    >>> draft.add_remarks(draft.data, ["which year"])
    >>> draft.data["dates"] = "4 May"
    >>> print(write_draft(draft), end="")
    title: Talks
    # for the editor: which year
    dates: 4 May
    """
    lines = write_yaml(draft.data).split("\n")
    return "\n".join(_put_remarks(lines, draft.remarks))


def _put_remarks(lines: list[str], remarks: Mapping[str, str]) -> list[str]:
    """Return lines with comments for the fields that stand for remarks."""
    written: list[str] = []
    dash = ""
    for line in lines:
        found = _REMARK.match(line)
        if found is None:
            written.append(f"{dash}{line[len(dash) :]}" if dash else line)
            dash = ""
            continue
        margin = found["margin"] + (found["dash"] or "")
        written.append(f"{' ' * len(margin)}# {MARK}: {remarks[found['name']]}")
        dash = dash or (margin if found["dash"] else "")
    return written
