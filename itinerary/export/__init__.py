"""A Timeline and the name of a format in; text out. A format is a module of this folder with `SUFFIX` and `render(timeline, **options)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from itinerary.diagnostics import ItineraryError, did_you_mean
from itinerary.timeline import Timeline

_SUFFIX = re.compile(r'^SUFFIX = "([^"]+)"', re.MULTILINE)


@cache
def suffixes() -> dict[str, str]:
    """Each format and the suffix of its files, read from the sources of the modules, so that none is imported before it is used.

    >>> suffixes()["ics"]
    'ics'
    """
    found = {name: _SUFFIX.search(source) for name, source in sorted(_sources())}
    return {name: match[1] for name, match in found.items() if match}


def _sources() -> Iterator[tuple[str, str]]:
    """The modules of this folder by name, each a file or a folder of its own, as text."""
    for each in Path(__file__).parent.iterdir():
        source = each / "__init__.py" if each.is_dir() else each
        if source.name.endswith(".py") and source.is_file():
            yield each.name.removesuffix(".py"), source.read_text(encoding="utf-8")


def formats() -> tuple[str, ...]:
    """The names of the known formats, in alphabetical order."""
    return tuple(suffixes())


def render(timeline: Timeline, format: str, **options: object) -> str:
    """The timeline as the text of a format; the options are the format's own. Empty where the format has nothing to say.

    Raises ItineraryError for an unknown format.
    """
    if format not in formats():
        raise ItineraryError(f"unknown format '{format[:60]}' - {did_you_mean(format, formats())}")
    text: str = import_module(f"{__name__}.{format}").render(timeline, **options)
    return text
