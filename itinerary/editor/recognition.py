"""The text of some file in; whether it is a document about a trip out.

Editors send all files of a format. What is no document is let alone: nothing is told of it.
"""

from __future__ import annotations

import re

from itinerary.document import Document

_MAX_CHARACTERS = 200_000  # of a text that are looked at
# The name of a field in the first column, a table of TOML, or a field of JSON on the first level.
_NAME = re.compile(
    r"""^(?:"([^"\n]+)"|(\w[\w.-]*))\s*[:=]|^\[\[?"?(\w+)|^[ \t]{0,4}"([^"\n]+)"\s*:""",
    re.MULTILINE,
)
_FLOW = re.compile(r"""^\s*\{\s*"?([^"\s:]+)"?\s*:""")
# What no other kind of file has beside a title.
_OWN = {"legs", "events", "days", "background", "dates", "travellers", "principal", "disputes"}


def is_document(text: str) -> bool:
    r"""Return whether a text is a document, or the beginning of one, as far as its fields tell.

    >>> is_document("title: Talks\ndates: 3 May 2025\nwen: x"), is_document("services: {web: {}}")
    (True, False)
    """
    if _FLOW.match(text[:_MAX_CHARACTERS]):
        return _has_own_fields({*re.findall(r"""[{,]\s*"?(\w+)"?\s*:""", text[:_MAX_CHARACTERS])})
    return _has_own_fields(_list_names(text))


def may_become_document(text: str) -> bool:
    """Return whether a text may be the beginning of a document: it has no fields of other files.

    >>> may_become_document(""), may_become_document("ti"), may_become_document("on: push")
    (True, True, False)
    """
    first = _FLOW.match(text[:_MAX_CHARACTERS])
    names = _list_names(text) | ({first[1]} if first else set())
    return names <= Document.list_field_names()


def _list_names(text: str) -> set[str]:
    lines = text[:_MAX_CHARACTERS].removeprefix("\ufeff").replace("\r", "\n")
    return {name for each in _NAME.findall(lines) for name in each if name}


def _has_own_fields(names: set[str]) -> bool:
    return "itinerary" in names or ("title" in names and not names.isdisjoint(_OWN))
