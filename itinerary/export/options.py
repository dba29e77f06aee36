"""What each format may be asked for, as frozen values that are checked when they are made.

Every class raises OptionError for a name or a value that it does not know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from threading import RLock
from typing import TYPE_CHECKING, Literal, Self, get_args

from itinerary.diagnostics import (
    OptionError,
    convert_words,
    require_choice,
    require_types,
    shorten_text,
)
from itinerary.document import ImageFile
from itinerary.export.follow_links import FollowLinks, require_folder_address
from itinerary.timeline import Timeline
from itinerary.views.audience import AUDIENCES, Audience, for_audience

if TYPE_CHECKING:
    from itinerary.briefing import Style
else:
    Style = str  # as far as the types of values are checked; the briefing knows its styles

# Threads that import parts of one package at once wait for each other in a circle, out of which
# Python lets one of them see a module that is not whole yet (`importlib._bootstrap._ModuleLock`).
LOADING = RLock()
BackgroundChoice = Literal["omit", "inline", "only"]
ImpreciseChoice = Literal["span", "marker", "omit"]
CancelledChoice = Literal["status", "mark", "omit"]
OWN_ALARMS = "own"  # the alarms that events have themselves, and no others


@dataclass(frozen=True, kw_only=True)
class FormatOptions:
    """The options of a format. This class has none; a format that has some derives its own.

    A class of your own is a dataclass, too, frozen and with a default for each field. What is
    passed must be of the type that the field says: a text, a number, True or False, a word of a
    Literal or an Enum, a date, a Path, a `Timeline`, a tuple of any length of such, or None beside
    them. What else is to be checked, a `__post_init__` may.

    Raises:
        OptionError: An option is unknown, or its value of another type.

    >>> @dataclass(frozen=True, kw_only=True)
    ... class MapOptions(FormatOptions):
    ...     zoom: int = 8
    >>> MapOptions(zoom="near")
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: zoom takes a whole number, not 'near'
    >>> IcsOptions(alrm="30m")
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: unknown option 'alrm' - did you mean 'alarm'?
    """

    def __new__(cls, *_: object, **given: object) -> Self:
        """Check the names, before the constructor would raise a TypeError."""
        known = [each.name for each in fields(cls)]
        for name in given:
            if not known:
                raise OptionError(f"unknown option '{name}' - this format has no options")
            require_choice("option", name, known)
        return object.__new__(cls)

    def __post_init__(self) -> None:
        """Check the types and the words of the values; a class that checks more calls this first.

        A word of an enum becomes its member.
        """
        require_types(self)
        convert_words(self)

    def restrict_to(self, audience: Audience) -> Self:
        """Return the options without what the readers of an audience may not see.

        Of a timeline among them, such as an earlier issue, only what the audience may see is left.
        """
        require_choice("audience", audience, AUDIENCES)
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        timelines = {name: each for name, each in values.items() if isinstance(each, Timeline)}
        visible = {name: for_audience(each, audience) for name, each in timelines.items()}
        return replace(self, **visible) if visible else self


@dataclass(frozen=True, kw_only=True)
class ListingOptions(FormatOptions):
    """How a format may be asked for that has a line, a point or a slide for each date.

    Attributes:
        lang: The language of its words: "en", "es" or "pt"; titles are in it where they have it.

    >>> ListingOptions(lang="fr")
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: unknown lang 'fr' - known: en, es, pt
    """

    lang: str = "en"  # one of `LABEL_LANGUAGES`

    def __post_init__(self) -> None:
        """Check the values."""
        from itinerary.dates.wording.labels import LABEL_LANGUAGES

        super().__post_init__()
        require_choice("lang", self.lang, LABEL_LANGUAGES)


@dataclass(frozen=True, kw_only=True)
class BriefingOptions(FormatOptions):
    """How a briefing may be asked for, whatever its format.

    Attributes:
        lang: The language of the briefing: "en", "es" or "pt"; titles are in it where they have it.
        clock: Whether times are written by a clock of 24 or of 12 hours.
        since: The trip in an earlier issue: what has changed since is listed and marked.
        holidays: Whether each day names the public holidays of where it is spent.

    Raises:
        OptionError: An option or its value is unknown.
    """

    lang: str = "en"  # one of `LABEL_LANGUAGES`
    clock: Literal[24, 12] = 24
    since: Timeline | None = None
    holidays: bool = False

    def __post_init__(self) -> None:
        """Check the values."""
        with LOADING:
            from itinerary.briefing import validate_choices

        super().__post_init__()
        validate_choices(language=self.lang, clock=self.clock)


@dataclass(frozen=True, kw_only=True)
class HtmlOptions(BriefingOptions):
    """How a page, or the PDF that is printed from it, may be asked for.

    Attributes:
        lang: The language of the briefing: "en", "es" or "pt".
        clock: Whether times are written by a clock of 24 or of 12 hours.
        since: The trip in an earlier issue: what has changed since is listed and marked.
        holidays: Whether each day names the public holidays of where it is spent.
        images: The pictures that the page holds in itself, as `load_images` returns them.
        follow: The files beside a published page, by which people follow the trip.

    >>> HtmlOptions(lang="es", clock=12).since is None
    True
    """

    images: tuple[ImageFile, ...] = ()
    follow: FollowLinks | None = None


@dataclass(frozen=True, kw_only=True)
class MarkdownOptions(BriefingOptions):
    """How a briefing in Markdown may be asked for.

    Attributes:
        style: "briefing" has everything, "timeline" a line for each event, "card" the essentials,
            "day-sheet" what a crew needs, day by day.
        lang: The language of the briefing: "en", "es" or "pt".
        clock: Whether times are written by a clock of 24 or of 12 hours.
        since: The trip in an earlier issue: what has changed since is listed and marked.
        holidays: Whether each day names the public holidays of where it is spent.

    >>> MarkdownOptions(style="cards")
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: unknown style 'cards' - did you mean 'card'?
    """

    style: Style = "briefing"

    def __post_init__(self) -> None:
        """Check the values."""
        with LOADING:
            from itinerary.briefing import validate_choices

        super().__post_init__()
        validate_choices(style=self.style)


@dataclass(frozen=True, kw_only=True)
class IcsOptions(FormatOptions):
    """How a calendar may be asked for, as ICS or as jCal.

    Attributes:
        background: What becomes of background events: "omit" them, show them "inline" with the
            trip, or "only" them, without the trip.
        imprecise: How a date coarser than a day is shown: a "span" of all its days, a "marker" on
            the first of them, or not at all ("omit").
        cancelled: How what is cancelled is shown: free and marked in the title, with the "status"
            of calendars, by which some programs drop it, or only so ("mark"); or not ("omit").
        alarm: How long before a clock time an alarm rings: "30m", "2h", "1d"; an event's own alarm
            counts before it. "own" is for no other alarms than those; "" is for none.
        name: The calendar's name; "" is the document's title, or no name where the calendar has
            one event only.
        color: A CSS colour name; "" is the document's colour.
        utc: Whether all times are in UTC, for programs with old time zone data.
        uid_salt: Any text; it makes other UIDs than usual, for calendars that refuse to take in
            again what was deleted from them.
        lang: The language of titles and descriptions, which are then marked with it; "" is English
            without such marks.
        source: The address that the calendar is served at, from which programs may read it again;
            "" is for none.

    >>> IcsOptions(imprecise="marker", color="SteelBlue").color
    'steelblue'
    """

    background: BackgroundChoice = "omit"
    imprecise: ImpreciseChoice = "span"
    cancelled: CancelledChoice = "status"
    alarm: str = ""
    name: str = ""
    color: str = ""
    utc: bool = False
    uid_salt: str = ""
    lang: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        """Check the values, and write the colour as CSS does."""
        from itinerary.dates.wording.labels import LABEL_LANGUAGES

        super().__post_init__()
        require_choice("background", self.background, get_args(BackgroundChoice))
        require_choice("imprecise", self.imprecise, get_args(ImpreciseChoice))
        require_choice("cancelled", self.cancelled, get_args(CancelledChoice))
        _require_alarm(self.alarm)
        require_choice("lang", self.lang, ("", *LABEL_LANGUAGES))
        object.__setattr__(self, "color", _normalize_color(self.color))
        if self.source:
            require_folder_address(f"{self.source}/")


def _require_alarm(text: str) -> None:
    from itinerary.document.field_types import ALARM_PATTERN, PATTERN_DESCRIPTIONS

    if text not in ("", OWN_ALARMS) and not re.fullmatch(ALARM_PATTERN, text):
        raise OptionError(
            f"alarm '{shorten_text(text)}': not {PATTERN_DESCRIPTIONS[ALARM_PATTERN]},"
            f" or {OWN_ALARMS} for the alarms that events have themselves"
        )


def _normalize_color(name: str) -> str:
    from itinerary.document.field_types import normalize_color

    try:
        return normalize_color(name) if name else ""
    except ValueError as error:
        raise OptionError(f"color: {error}") from None
