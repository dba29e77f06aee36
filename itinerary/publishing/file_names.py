"""Makes file names that every file system takes."""

from __future__ import annotations

import os
import re

# File systems take 255 bytes, of which some are left for a suffix and a number.
MAX_NAME_BYTES = 200
MAX_NAME_WITH_ENDING_BYTES = 235
_DEVICE_NAME = re.compile(r"(con|prn|aux|nul|com\d|lpt\d) *", re.IGNORECASE)


def make_file_name(name: str, ending: str = "") -> str:
    """Return the name of a file without its suffix.

    A long name is cut so that the name and any suffix fit into a file system's limit. A name that
    Windows takes for a device gets a prefix.

    >>> make_file_name("trip", "-background"), make_file_name("con")
    ('trip-background', 'trip-con')
    """
    while len(os.fsencode(name)) > min(MAX_NAME_BYTES, MAX_NAME_WITH_ENDING_BYTES - len(ending)):
        name = name[:-1]
    full = name + ending
    return f"trip-{full}" if _DEVICE_NAME.fullmatch(full.partition(".")[0]) else full
