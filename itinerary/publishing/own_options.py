"""Options of other packages' formats, as a command line names them, in; their values out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from typing import Any

from itinerary.diagnostics import OptionError, parse_option, require_choice, shorten_text
from itinerary.export import Format, FormatOptions

_SET_BY_ITSELF: Mapping[str, str] = {
    "images": "pictures beside the document are found",
    "follow": "itinerary publish writes it",
    "source": "itinerary publish writes it",
}


def group_texts(given: Iterable[str]) -> dict[str, list[str]]:
    """Return the texts of each option that is given as name=value, by the names.

    Raises:
        OptionError: One of them is no name with a value.

    >>> group_texts(["zoom=8", "layer=roads", "layer=rails"])
    {'zoom': ['8'], 'layer': ['roads', 'rails']}
    """
    found: dict[str, list[str]] = {}
    for each in given:
        name, sign, text = each.partition("=")
        if not name or not sign:
            raise OptionError(f"--option takes NAME=VALUE, not '{shorten_text(each)}'")
        found.setdefault(name.replace("-", "_"), []).append(text)
    return found


def parse_own_options(
    given: Iterable[str], format: Format[FormatOptions], named: Collection[str]
) -> dict[str, Any]:
    """Return the values that are given for the options of a format's own.

    Args:
        given: All options, as name=value; those of other formats are passed over.
        format: The format.
        named: The options that have a name of their own on the command line.
    """
    own = list_own_names(format, named)
    texts = {name: each for name, each in group_texts(given).items() if name in own}
    return {name: parse_option(format.options, name, each) for name, each in texts.items()}


def list_own_names(format: Format[FormatOptions], named: Collection[str]) -> list[str]:
    """Return the options that a format has and the command line has no name for."""
    return [each.name for each in fields(format.options) if each.name not in named]


def reject_unknown_options(
    given: Iterable[str], formats: Collection[Format[FormatOptions]], named: Collection[str]
) -> None:
    """Raise OptionError for an option that none of the formats has as its own."""
    known = {name for format in formats for name in list_own_names(format, named)}
    for name in group_texts(given):
        if name in known:
            continue
        if name in _SET_BY_ITSELF:
            raise OptionError(f"{name} is no option of this command - {_SET_BY_ITSELF[name]}")
        if name in named:
            flag = f"--{name.replace('_', '-')}"
            raise OptionError(f"--option is for options of other packages' formats - write {flag}")
        if not known:
            shown = " and ".join(dict.fromkeys(format.name for format in formats))
            raise OptionError(
                f"unknown option '{shorten_text(name)}' - no options of their own: {shown}"
            )
        require_choice("option", name, sorted(known))
