"""Hostile and odd input: the texts, the documents made of them, what has to hold of each, and `make fuzz`, which runs them for long."""

import zoneinfo

zoneinfo.reset_tzpath(
    to=()
)  # readers go by the names of zones: let the data be those of the library, not of the host
