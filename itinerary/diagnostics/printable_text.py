"""Text that people brought in; what a message may repeat of it out."""

from __future__ import annotations

from contextlib import suppress

_SHORT_KINDS = (str, bool, int, float, tuple, type(None))


def shorten_text(text: str, most: int = 60) -> str:
    """Return input as a message may repeat it.

    It is cut after `most` characters, stays on one line, and holds nothing that a terminal obeys.

    >>> shorten_text("Bilateral meeting", 9)
    'Bilateral…'
    """
    return make_printable(text if len(text) <= most else text[:most] + "…")


def describe_value(value: object) -> str:
    """Return how a message names a value of a wrong type: a short one as it is written in code.

    >>> describe_value(None), describe_value("Wednesday"), describe_value([1, 2])
    ('None', "'Wednesday'", 'a list')
    """
    if value.__class__ in _SHORT_KINDS:
        with suppress(Exception):  # a number of too many digits, or a tuple of who knows what
            return shorten_text(repr(value))
    name = type(value).__name__
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def make_printable(text: str) -> str:
    r"""Return the text with what cannot be printed as middle dots, so that carets stay in place.

    These are control, bidirectional and unencodable characters; a tab becomes a space.

    >>> make_printable("a\x1b[31m\tb")
    'a·[31m b'
    """
    text = text.replace("\t", " ")
    return "".join(char if char.isprintable() else "·" for char in text)


def find_half_character(text: str) -> int | None:
    r"""Return where a text has a surrogate, which UTF-8 does not write; None if it has none.

    >>> find_half_character("tea"), find_half_character("te\ud800")
    (None, 2)
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return None
