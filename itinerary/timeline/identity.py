"""The ids of a document and an entry in; the UID out that calendars know the entry by."""

from __future__ import annotations

from hashlib import sha1
from uuid import UUID

from itinerary.diagnostics import require_text

UID_NAMESPACE = UUID("6f3f4c5e-2d0c-5b52-9f0e-0d1f6a1c7b3e")  # never to be changed


def derive_uid(document: str, entry: str) -> str:
    """Return the UID of an entry: the UUIDv5 of the ids of its document and itself.

    It depends on nothing else, so it outlives any change of title or time (RFC 7986, section 5.3).

    >>> derive_uid("trip", "quito")
    '897ad758-32e8-5de5-93eb-acba44f2e7a3'
    """
    require_text("document", document)
    require_text("entry", entry)
    # Written out, since `uuid5` takes three times as long for a name of this length.
    name = UID_NAMESPACE.bytes + f"{document}/{entry}".encode()
    return str(UUID(bytes=sha1(name, usedforsecurity=False).digest()[:16], version=5))
