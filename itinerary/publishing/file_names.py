"""The name of a document in; a name that every disk takes for the files beside it out."""

from __future__ import annotations

import os
import re

MAX_NAME_BYTES = 200  # bytes of a file's name without its suffix; file systems take 255 with it
MAX_NAME_WITH_ENDING_BYTES = 235  # bytes of a name and what tells its files apart
_DEVICE_NAME = re.compile(r"(con|prn|aux|nul|com\d|lpt\d) *", re.IGNORECASE)


def make_file_name(name: str, ending: str = "") -> str:
    """A name for files beside it, with an ending if given: short enough for every suffix, and none that Windows takes for a device."""
    while len(os.fsencode(name)) > min(MAX_NAME_BYTES, MAX_NAME_WITH_ENDING_BYTES - len(ending)):
        name = name[:-1]
    return (
        f"trip-{name}{ending}"
        if _DEVICE_NAME.fullmatch(f"{name}{ending}".partition(".")[0])
        else name + ending
    )
