"""The name of a document in; a name that every disk takes for the files beside it out."""

from __future__ import annotations

import os
import re

MOST_NAME = 200  # bytes of a file's name without its suffix; file systems take 255 with it
MOST_WITH_ENDING = 235  # bytes of a name and what tells its files apart
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d) *", re.IGNORECASE)


def file_name(name: str, ending: str = "") -> str:
    """A name for files beside it, with an ending if given: short enough for every suffix, and none that Windows takes for a device."""
    while len(os.fsencode(name)) > min(MOST_NAME, MOST_WITH_ENDING - len(ending)):
        name = name[:-1]
    return (
        f"trip-{name}{ending}"
        if _DEVICE.fullmatch(f"{name}{ending}".partition(".")[0])
        else name + ending
    )
