"""A text of the wrong form in; the right one that it may be meant for out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from itinerary.document.field_types import ALARM_PATTERN, IDENTIFIER_PATTERN, URL_PATTERN
from itinerary.document.ids import slugify_text

_ADDRESS = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:[/?#]\S*)?", re.IGNORECASE)
_ALARM = re.compile(r"(\d{1,4})\s*(m|h|d)(?:[a-z]*)\b.*", re.IGNORECASE)


def suggest_form(pattern: str, text: str) -> str:
    """Return what of a form a text may be meant for; "" if that cannot be told.

    Args:
        pattern: The pattern of the form.
        text: The text, which has another.

    >>> suggest_form(URL_PATTERN, "www.example.org/lisbon")
    'https://www.example.org/lisbon'
    >>> suggest_form(ALARM_PATTERN, "30 minutes before"), suggest_form(URL_PATTERN, "javascript:x")
    ('30m', '')
    """
    likely = _FORMS[pattern](text.strip()) if pattern in _FORMS else ""
    return likely if re.search(pattern, likely) else ""


def _suggest_address(text: str) -> str:
    return f"https://{text}" if _ADDRESS.fullmatch(text) else ""


def _suggest_alarm(text: str) -> str:
    found = _ALARM.fullmatch(text)
    return f"{found[1]}{found[2].lower()}" if found else ""


_FORMS: Mapping[str, Callable[[str], str]] = {
    IDENTIFIER_PATTERN: slugify_text,
    URL_PATTERN: _suggest_address,
    ALARM_PATTERN: _suggest_alarm,
}
