"""What a calendar is asked for in; the same out, each choice known to be one that there is."""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple, TypedDict, Unpack, cast, get_args

from itinerary.dates.wording.labels import LANGUAGES
from itinerary.diagnostics import OptionError, require
from itinerary.document.fields import ALARM, FORMS, css

Background = Literal["omit", "inline", "only"]
Imprecise = Literal["span", "marker", "omit"]
OWN = "own"


class Options(TypedDict, total=False):
    """How a calendar may be asked for; `Choices` says what each option means."""

    background: str
    imprecise: str
    alarm: str
    name: str
    color: str
    utc: bool
    uid_salt: str
    lang: str


class Choices(NamedTuple):
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


def chosen(**options: Unpack[Options]) -> Choices:
    """The choices of some options. Raises OptionError for a value that an option does not know.

    >>> chosen(imprecise="marker", color="SteelBlue").color
    'steelblue'
    """
    choices = Choices(**cast(dict[str, Any], options))
    require("background", choices.background, get_args(Background))
    require("imprecise", choices.imprecise, get_args(Imprecise))
    if choices.alarm not in ("", OWN) and not re.fullmatch(ALARM, choices.alarm):
        raise OptionError(
            f"alarm '{choices.alarm[:60]}': not {FORMS[ALARM]}, or {OWN} for the alarms that events have themselves"
        )
    require("lang", choices.lang, ("", *LANGUAGES))
    return choices._replace(color=_color(choices.color))


def _color(name: str) -> str:
    try:
        return css(name) if name else ""
    except ValueError as error:
        raise OptionError(f"color: {error}") from None
