"""The texts that a command line has for an option in; a value of the option's type out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from itinerary.diagnostics.choices import require_choice
from itinerary.diagnostics.errors import OptionError
from itinerary.diagnostics.option_types import Dataclass

_FLAGS = {"true": True, "false": False}
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?")


def parse_option(options: type[Dataclass], name: str, texts: Sequence[str]) -> object:
    """Return what texts stand for as the value of one field of a dataclass of options.

    A tuple has a value for each text. What cannot be a value of the field's type stays a text, so
    that the class itself says what it takes.

    Args:
        options: The class.
        name: The name of the field.
        texts: What is given for it, in order: at least one.

    Raises:
        OptionError: Several are given for one value, or a word that is none of those known.

    >>> from itinerary.export import MarkdownOptions
    >>> [parse_option(MarkdownOptions, *each) for each in (("clock", ["12"]), ("lang", ["es"]))]
    [12, 'es']
    >>> [parse_option(MarkdownOptions, "holidays", [text]) for text in ("true", "maybe")]
    [True, 'maybe']
    """
    hint = get_type_hints(options)[name]
    choices = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    for each in choices:
        if get_origin(each) is tuple:
            return tuple(_parse_text(name, text, get_args(each)[:1]) for text in texts)
    if len(texts) > 1:
        raise OptionError(f"option '{name}' is given {len(texts)} times, and has one value")
    return _parse_text(name, texts[0], choices)


def _parse_text(name: str, text: str, choices: Sequence[Any]) -> object:
    """Return the text as a value of the first of some types that it can be."""
    literals = [kind for kind in choices if get_origin(kind) is Literal]
    words = {str(word): word for kind in literals for word in get_args(kind)}
    enums = [kind for kind in choices if isinstance(kind, type) and issubclass(kind, Enum)]
    words |= {str(each.value): each for kind in enums for each in kind}
    if text in words:
        return words[text]
    for kind in choices:
        if kind is bool and text.casefold() in _FLAGS:
            return _FLAGS[text.casefold()]
        if kind is int and _WHOLE.fullmatch(text):
            return int(text)
        if kind is float and _NUMBER.fullmatch(text):
            return float(text)
        if kind is date:
            with suppress(ValueError):
                return date.fromisoformat(text)
        if kind is Path:
            return Path(text)
        if kind is str:
            return text
    if words:
        require_choice(name, text, words)
    return text
