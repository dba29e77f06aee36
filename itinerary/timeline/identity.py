"""The ids of a document and an entry in; the UID out that calendars know the entry by."""

from __future__ import annotations

import uuid

from itinerary.diagnostics import require_text

UID_NAMESPACE = uuid.UUID("6f3f4c5e-2d0c-5b52-9f0e-0d1f6a1c7b3e")  # never to be changed


def derive_uid(document: str, entry: str) -> str:
    """Return the UID of an entry: the UUIDv5 of the ids of its document and itself.

    It depends on nothing else, so it outlives any change of title or time (RFC 7986, section 5.3).

    >>> derive_uid("trip", "quito")
    '897ad758-32e8-5de5-93eb-acba44f2e7a3'
    """
    require_text("document", document)
    require_text("entry", entry)
    return str(uuid.uuid5(UID_NAMESPACE, f"{document}/{entry}"))
