"""A Timeline and the name of a format in; text out. A format is a module of this folder with `SUFFIX` and `render(timeline, **options)`.

If it has options, it names them in `Options`, a TypedDict; `losses(timeline, **options)` and `cautions(text)` may tell what is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from itinerary.diagnostics import require_choice
from itinerary.timeline import Timeline
from itinerary.views.audience import for_audience

_SUFFIX = re.compile(r'^SUFFIX = "([^"]+)"', re.MULTILINE)


@cache
def load_suffixes() -> dict[str, str]:
    """Each format and the suffix of its files, read from the sources of the modules, so that none is imported before it is used.

    >>> load_suffixes()["ics"]
    'ics'
    """
    found = {name: _SUFFIX.search(source) for name, source in sorted(_read_module_sources())}
    return {name: match[1] for name, match in found.items() if match}


def _read_module_sources() -> Iterator[tuple[str, str]]:
    """The modules of this folder by name, each a file or a folder of its own, as text."""
    for each in Path(__file__).parent.iterdir():
        source = each / "__init__.py" if each.is_dir() else each
        if source.name.endswith(".py") and source.is_file():
            yield each.name.removesuffix(".py"), source.read_text(encoding="utf-8")


def formats() -> tuple[str, ...]:
    """The names of the known formats, in alphabetical order."""
    return tuple(load_suffixes())


def render(timeline: Timeline, format: str, *, audience: str = "staff", **options: object) -> str:
    """The timeline as the text of a format, empty where the format has nothing to say; `audience` is who reads it (see `for_audience`).

    The other options are the format's own. Raises OptionError for an unknown format, audience or value.
    """
    text: str = _load_module(format).render(for_audience(timeline, audience), **options)
    return text


def list_option_names(format: str) -> frozenset[str]:
    """The names of the options that a format has of its own. Raises OptionError for an unknown format.

    >>> "alarm" in list_option_names("ics"), list_option_names("json")
    (True, frozenset())
    """
    return frozenset(getattr(getattr(_load_module(format), "Options", None), "__annotations__", ()))


def list_losses(timeline: Timeline, format: str, **options: object) -> tuple[str, ...]:
    """What the text of a format leaves out or cannot show of the timeline, in sentences. Raises OptionError as `render` does."""
    found = getattr(_load_module(format), "list_losses", None)
    return found(timeline, **options) if found else ()


def list_cautions(text: str, format: str) -> tuple[str, ...]:
    """What some programs will not take of a text of a format, in sentences. Raises OptionError for an unknown format."""
    found = getattr(_load_module(format), "list_cautions", None)
    return found(text) if found else ()


def _load_module(format: str) -> ModuleType:
    require_choice("format", format, formats())
    return import_module(f"{__name__}.{format}")
