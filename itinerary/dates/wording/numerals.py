"""Numbers in; the ways to write them that centuries take out."""

from __future__ import annotations

_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC", "C")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def format_english_ordinal(number: int) -> str:
    """Format an English ordinal.

    >>> [format_english_ordinal(number) for number in (1, 2, 11, 21, 23)]
    ['1st', '2nd', '11th', '21st', '23rd']
    """
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def format_roman_numeral(number: int) -> str:
    """Format a Roman number, up to 100.

    >>> [format_roman_numeral(number) for number in (4, 19, 21)]
    ['IV', 'XIX', 'XXI']
    """
    tens, ones = divmod(number, 10)
    return _TENS[tens] + _ONES[ones]
