"""What somebody calls a format in; the format of this name or suffix out, or an error that helps.

The formats of this package come first; what other packages add is looked for only where no format
of ours is meant.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any, NoReturn

from itinerary.diagnostics import (
    ItineraryError,
    OptionError,
    require_choice,
    shorten_text,
    suggest_choices,
)
from itinerary.export.format_table import FORMATS, Format
from itinerary.export.options import FormatOptions
from itinerary.timeline.timeline import UnknownEntryError


def list_formats() -> tuple[Format[Any], ...]:
    """Return all formats that can be used, by name: ours, and those that packages add.

    >>> [each.suffix for each in list_formats() if each.name == "markdown"]
    ['md']
    """
    from itinerary.export.plugins import list_plugin_formats

    every = {**FORMATS, **list_plugin_formats()}
    return tuple(every[name] for name in sorted(every))


def get_format(name: str) -> Format[FormatOptions]:
    """Return the format of a name.

    Raises:
        OptionError: There is none; the message suggests the nearest one, or that of a suffix, and
            says why one that a package adds cannot be used.

    >>> get_format("markdown").suffix
    'md'
    """
    if not isinstance(name, str):
        require_choice("format", name, FORMATS)
    if name in FORMATS:
        return FORMATS[name]
    every = list_formats()
    for each in every:
        if name == each.suffix != each.name:
            raise OptionError(f"unknown format '{name}' - did you mean '{each.name}'?")
    named = {each.name: each for each in every}
    if name not in named:
        _reject_word(name, named)
    return named[name]


def find_format(word: str) -> Format[FormatOptions]:
    """Return the format of a name or suffix.

    Raises:
        OptionError: There is none; the message is that of `get_format`.

    >>> find_format("md").name
    'markdown'
    """
    if found := _index_formats(FORMATS.values()).get(word):
        return found
    every = _index_formats(list_formats())
    if word not in every:
        _reject_word(word, every)
    return every[word]


def find_suffix_format(suffix: str) -> Format[FormatOptions] | None:
    """Return the format that files of a suffix, without the point, are of; None if there is none.

    A file may also be called by the name of its format: `trip.markdown`.

    >>> find_suffix_format("md").name, find_suffix_format("docx")
    ('markdown', None)
    """
    found = _index_formats(FORMATS.values()).get(suffix)
    return found or _index_formats(list_formats()).get(suffix)


def list_format_names() -> list[str]:
    """Return what people may call formats by: their names and suffixes, in alphabetical order.

    >>> {"markdown", "md"} <= set(list_format_names())
    True
    """
    return sorted(_index_formats(list_formats()))


def describe_faulty_formats() -> str:
    """Return a half sentence that names the formats of packages that cannot be used, or "".

    >>> describe_faulty_formats()
    ''
    """
    from itinerary.export.plugins import load_plugins

    names = dict.fromkeys(each.name for each in load_plugins() if each.fault)
    if not names:
        return ""
    return f"; of no use: {', '.join(map(shorten_text, names))} (`itinerary formats` says why)"


@contextmanager
def name_failing_package(format: Format[Any]) -> Generator[None]:
    """Let whatever a format that a package adds raises be an error of ours that names the package.

    Raises:
        ItineraryError: The format of a package raised something; it is the cause of this error.
    """
    try:
        yield
    except (Exception, SystemExit) as error:
        # Of ours only that of `timeline[id]` is the format's own mistake.
        is_meant = isinstance(error, ItineraryError) and not isinstance(error, UnknownEntryError)
        if is_meant or FORMATS.get(format.name) is format:
            raise
        from itinerary.export.plugins import describe_error, find_package

        where = f"format '{format.name}' of the package {find_package(format)}"
        raise ItineraryError(f"{where} failed: {describe_error(error)}") from error


def _index_formats(formats: Iterable[Format[Any]]) -> dict[str, Format[Any]]:
    """Return formats by suffix and by name."""
    known = tuple(formats)
    return {each.suffix: each for each in known} | {each.name: each for each in known}


def _reject_word(word: str, known: Iterable[str]) -> NoReturn:
    from itinerary.export.plugins import describe_fault

    if fault := describe_fault(word):
        raise OptionError(fault)
    remedy = suggest_choices(word, known) + describe_faulty_formats()
    raise OptionError(f"unknown format '{shorten_text(word)}' - {remedy}")
