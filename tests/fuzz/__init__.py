"""Hostile and odd input: texts, documents made of them, and what has to hold of each.

`make fuzz` draws them for a long time.
"""

import zoneinfo

zoneinfo.reset_tzpath(
    to=()
)  # readers go by the names of zones: let the data be those of the library, not of the host
