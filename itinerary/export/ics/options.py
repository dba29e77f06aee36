"""What a calendar is asked for in; the same out, each choice known to be one that there is."""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple, TypedDict, Unpack, cast, get_args

from itinerary.dates.wording.labels import LABEL_LANGUAGES
from itinerary.diagnostics import OptionError, require_choice
from itinerary.document.field_types import ALARM_PATTERN, PATTERN_DESCRIPTIONS, normalize_color

Background = Literal["omit", "inline", "only"]
Imprecise = Literal["span", "marker", "omit"]
OWN_ALARMS = "own"


class Options(TypedDict, total=False):
    """How a calendar may be asked for; `CalendarOptions` says what each option means."""

    background: str
    imprecise: str
    alarm: str
    name: str
    color: str
    utc: bool
    uid_salt: str
    lang: str


class CalendarOptions(NamedTuple):
    """How a calendar is wanted."""

    background: Background = "omit"  # or "inline", with the trip; or "only", without it
    imprecise: Imprecise = "span"  # how dates coarser than a day are shown: all their days, a "marker" on the first, or not ("omit")
    alarm: str = ""  # how long before a clock time: "30m", "2h", "1d"; an event's own wins; "own" is no other than those; "" is none
    name: str = (
        ""  # the calendar's; else the document's title, unless the calendar has one event only
    )
    color: str = ""  # a CSS name; else the document's
    utc: bool = False  # all times in UTC, for readers with stale zone data
    uid_salt: str = ""  # any text, for other UIDs than usual: some calendars refuse to take in again what was deleted from them
    lang: str = ""  # the language of titles and descriptions, which are then marked with it; else English, unmarked


def validate_options(**options: Unpack[Options]) -> CalendarOptions:
    """The choices of some options. Raises OptionError for a value that an option does not know.

    >>> validate_options(imprecise="marker", color="SteelBlue").color
    'steelblue'
    """
    choices = CalendarOptions(**cast(dict[str, Any], options))
    require_choice("background", choices.background, get_args(Background))
    require_choice("imprecise", choices.imprecise, get_args(Imprecise))
    if choices.alarm not in ("", OWN_ALARMS) and not re.fullmatch(ALARM_PATTERN, choices.alarm):
        raise OptionError(
            f"alarm '{choices.alarm[:60]}': not {PATTERN_DESCRIPTIONS[ALARM_PATTERN]}, or {OWN_ALARMS} for the alarms that events have themselves"
        )
    require_choice("lang", choices.lang, ("", *LABEL_LANGUAGES))
    return choices._replace(color=_validate_color(choices.color))


def _validate_color(name: str) -> str:
    try:
        return normalize_color(name) if name else ""
    except ValueError as error:
        raise OptionError(f"color: {error}") from None
