"""What a single field of a document may hold: text, words for a date, ids, zones, colours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeGuard

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from itinerary.dates.interval import Interval
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import PlaceError, RemediedValueError, suggest_choices
from itinerary.document.frozen_fields import FrozenDict
from itinerary.document.vocabulary import PressAccess

MAX_TEXT = 20_000  # characters in one field
UNDETERMINED_LANGUAGE = "und"  # the code of ISO 639 for the language of a text that is not known

ALARM_PATTERN = r"^[1-9][0-9]{0,3}[mhd]$"
COUNTRY_PATTERN = r"^[A-Z]{2}$"
LANGUAGE_PATTERN = r"^[a-z]{2}$"
_MORNING_TIME_PATTERN = r"^(0\d|1[01]):[0-5]\d$"
IDENTIFIER_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$"
URL_PATTERN = r"^(https?://|mailto:|tel:|geo:)[^\s\x00-\x20\\]+$"
_TITLE_LANGUAGE_PATTERN = rf"^([a-z]{{2}}|{UNDETERMINED_LANGUAGE})$"
# What a text that has to match a pattern is called, and how to write it.
PATTERN_DESCRIPTIONS = {
    IDENTIFIER_PATTERN: "an id - write up to 100 letters, digits, '-' and '_' without spaces,"
    " the first of them a letter or digit",
    URL_PATTERN: "an address - begin it with https://, http://, mailto:, tel: or geo:,"
    " and write it without spaces",
    ALARM_PATTERN: "a time before the event - write it as 30m, 2h or 1d",
    COUNTRY_PATTERN: "a country's code - write two capital letters, as MX",
    _MORNING_TIME_PATTERN: "a time before noon - write it as 05:00",
    LANGUAGE_PATTERN: "a language's code - write two small letters, as en",
    _TITLE_LANGUAGE_PATTERN: "a language's code - write two small letters, as in {en: …, es: …}",
}
_CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")  # those of other systems

# CSS3's colour names, the only ones that calendars share (RFC 7986, section 5.9).
COLORS = frozenset(
    """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet
    brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan
    darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen
    darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey
    darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite
    forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
    hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue
    lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon
    lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime
    limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple
    mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue
    mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum
    powderblue purple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna
    silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato
    turquoise violet wheat white whitesmoke yellow yellowgreen
    """.split()
)


def _clean_text(text: str) -> str:
    """Return text with newlines as line ends; raise ValueError for control characters.

    Those that turn the direction of the text that follows are among them.
    """
    text = _LINE_END.sub("\n", text)
    if found := _CONTROL_CHARACTER.search(text):
        code = f"U+{ord(found[0]):04X}"
        raise ValueError(f"contains the control character {code} - write the text without it")
    return text


def _check_timezone(key: str) -> str:
    try:
        load_zone(key)
    except PlaceError as error:
        raise RemediedValueError(error.message, error.hint) from None
    return key


def _check_edtf(text: str) -> str:
    try:
        Interval.from_edtf(text)
    except ValueError as error:
        raise ValueError(f"{error} - write EDTF, such as 1850?, 1850~ or [1810..1825]") from None
    return text


def normalize_color(name: str) -> str:
    """Return the name of a colour as CSS3 writes it, in small letters.

    Raises:
        ValueError: CSS3 has no such colour.

    """
    if name.lower() not in COLORS:
        remedy = suggest_choices(name, COLORS) or "write one such as steelblue or darkorange"
        raise RemediedValueError(f"'{name[:40]}' is not a CSS colour name", remedy)
    return name.lower()


def convert_date_to_text(value: object) -> object:
    """Return a date, of which TOML makes a value of its own, as the text that documents hold."""
    if not isinstance(value, date | datetime):
        return value
    if value != value:
        raise ValueError("is no date of the calendar - write TBD while it is open")
    return value.isoformat()


def refuse_boolean(value: object) -> object:
    """Return what is to be a number; raise ValueError for True, which Python takes for 1."""
    if isinstance(value, bool):
        raise ValueError("expected a number, got true or false - write the number")
    return value


def _normalize_version(value: object) -> object:
    """Return the number that YAML's plain text "1" stands for."""
    return 1 if value == "1" else refuse_boolean(value)


def _normalize_press(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def is_mapping(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Return whether a value consists of fields."""
    return isinstance(value, Mapping)


def _normalize_titles(value: object) -> object:
    """Return a plain title as the mapping of languages that it stands for."""
    return value if is_mapping(value) else {UNDETERMINED_LANGUAGE: value}


def build_mapping_validator(key: str, model: type) -> BeforeValidator:
    """Return a validator that takes a plain text for a mapping with that text under a key."""
    return BeforeValidator(
        lambda value: {key: value} if isinstance(value, str) else value,
        json_schema_input_type=Text | model,
    )


Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_TEXT, strip_whitespace=True),
    AfterValidator(_clean_text),
]
Words = Annotated[Text, BeforeValidator(convert_date_to_text)]  # a date, in words or by ISO 8601
Edtf = Annotated[Words, AfterValidator(_check_edtf)]
Identifier = Annotated[str, StringConstraints(pattern=IDENTIFIER_PATTERN)]
_TitleLanguage = Annotated[str, StringConstraints(pattern=_TITLE_LANGUAGE_PATTERN)]
_TitlesByLanguage = Annotated[dict[_TitleLanguage, Text], Field(min_length=1)]
_ClosedTitles = Annotated[
    _TitlesByLanguage, Field(json_schema_extra={"additionalProperties": False})
]
Titles = Annotated[
    _TitlesByLanguage,
    BeforeValidator(_normalize_titles, json_schema_input_type=Text | _ClosedTitles),
    AfterValidator(FrozenDict),
]
Url = Annotated[Text, StringConstraints(pattern=URL_PATTERN)]
Timezone = Annotated[Text, AfterValidator(_check_timezone)]
Color = Annotated[Text, AfterValidator(normalize_color)]
Alarm = Annotated[Text, StringConstraints(pattern=ALARM_PATTERN)]
MorningTime = Annotated[Text, StringConstraints(pattern=_MORNING_TIME_PATTERN)]
Version = Annotated[
    Literal[1], BeforeValidator(_normalize_version, json_schema_input_type=Literal[1])
]
Press = Annotated[PressAccess, BeforeValidator(_normalize_press)]
