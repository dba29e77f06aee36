"""Nothing in; the time by the clock of this computer out.

It is the one clock that is read: a release whose document says no time is dated by it. It is then
written to the ledger, so that building the release again gives the same bytes.
"""

from __future__ import annotations

from datetime import UTC, datetime


def read_clock() -> datetime:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
