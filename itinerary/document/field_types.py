"""What a single field of a document may hold: text, dates in words, ids, addresses, zones, colours, and the words that are allowed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from itinerary.dates.zones import load_zone
from itinerary.diagnostics import PlaceError, suggest_choices
from itinerary.document.vocabulary import PressAccess

MAX_TEXT = 20_000  # characters in one field
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

# CSS3's colour names, the only ones that calendars share (RFC 7986, section 5.9).
COLORS = frozenset(
    """aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood cadetblue
    chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey
    darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray
    darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia
    gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender
    lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey
    lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen
    magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen
    mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange
    orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple red
    rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow
    springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen""".split()
)


def _clean_text(text: str) -> str:
    """Text without control characters; the line ends of other systems become newlines."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    if found := _CONTROLS.search(text):
        raise ValueError(
            f"holds the control character U+{ord(found[0]):04X} - write the text without it"
        )
    return text


def _check_timezone(key: str) -> str:
    try:
        load_zone(key)
    except PlaceError as error:
        raise ValueError(str(error)) from None
    return key


def normalize_color(name: str) -> str:
    """The name of a colour as CSS3 writes it; raises ValueError for one that CSS3 has not."""
    if name.lower() not in COLORS:
        remedy = suggest_choices(name, COLORS) or "write one such as steelblue or darkorange"
        raise ValueError(f"'{name[:40]}' is no CSS colour name - {remedy}")
    return name.lower()


def _convert_date_to_text(value: object) -> object:
    """TOML gives dates as dates; a document holds words."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def normalize_claims(value: object) -> object:
    """A phrase or one claim, written where a list of claims may stand."""
    value = _convert_date_to_text(value)
    if isinstance(value, str):
        return [{"says": value}]
    return [value] if isinstance(value, Mapping) else value


def reject_path(value: object) -> object:
    """A source that is spelled out; the path of a sheet means nothing where there is no file to start from."""
    if isinstance(value, str):
        raise ValueError(
            "a source sheet stands in a file of its own - load the document from a file, or write the source's fields here"
        )
    return value


def _normalize_version(value: object) -> object:
    """YAML's plain text "1" is the number."""
    return 1 if value == "1" else value


def build_mapping_validator(key: str) -> BeforeValidator:
    """A plain name, written where a mapping may stand."""
    return BeforeValidator(
        lambda value: {key: value} if isinstance(value, str) else value,
        json_schema_input_type=str | dict[str, Any],
    )


def normalize_titles(value: object) -> object:
    """A plain title, written where a mapping of languages may stand."""
    return value if isinstance(value, Mapping) else {UNDETERMINED_LANGUAGE: value}


ClaimInput = str | dict[str, Any] | list[dict[str, Any]]
Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_TEXT, strip_whitespace=True),
    AfterValidator(_clean_text),
]
Words = Annotated[Text, BeforeValidator(_convert_date_to_text)]  # a date, in words or by ISO 8601
_IDENTIFIER_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$"
_URL_PATTERN = r"^(https?://|mailto:|tel:|geo:)[^\s\x00-\x20\\]+$"
ALARM_PATTERN = r"^[1-9][0-9]{0,3}[mhd]$"
COUNTRY_PATTERN = r"^[A-Z]{2}$"
LANGUAGE_PATTERN = r"^[a-z]{2}$"
UNDETERMINED_LANGUAGE = "und"  # what ISO 639 calls the language of a text that nothing is said of
_TITLE_LANGUAGE_PATTERN = rf"^([a-z]{{2}}|{UNDETERMINED_LANGUAGE})$"
# What a text of a form of its own is called, and how it is written.
PATTERN_DESCRIPTIONS = {
    _IDENTIFIER_PATTERN: "an id - write up to 100 letters, digits, '-' and '_' without spaces, the first of them a letter or digit",
    _URL_PATTERN: "an address - begin it with https://, http://, mailto:, tel: or geo:, and write it without spaces",
    ALARM_PATTERN: "a time before the event - write it as 30m, 2h or 1d",
    COUNTRY_PATTERN: "a country's code - write two capital letters, as MX",
    LANGUAGE_PATTERN: "a language's code - write two small letters, as en",
    _TITLE_LANGUAGE_PATTERN: "a language's code - write two small letters, as in {en: …, es: …}",
}
Identifier = Annotated[str, StringConstraints(pattern=_IDENTIFIER_PATTERN)]
_ByLanguage = Annotated[
    dict[Annotated[str, StringConstraints(pattern=_TITLE_LANGUAGE_PATTERN)], Text],
    Field(min_length=1),
]
_ClosedTitles = Annotated[_ByLanguage, Field(json_schema_extra={"additionalProperties": False})]
Titles = Annotated[
    _ByLanguage, BeforeValidator(normalize_titles, json_schema_input_type=Text | _ClosedTitles)
]
Url = Annotated[Text, StringConstraints(pattern=_URL_PATTERN)]
Timezone = Annotated[Text, AfterValidator(_check_timezone)]
Color = Annotated[Text, AfterValidator(normalize_color)]
Alarm = Annotated[Text, StringConstraints(pattern=ALARM_PATTERN)]
Version = Annotated[
    Literal[1], BeforeValidator(_normalize_version, json_schema_input_type=Literal[1])
]
Press = Annotated[
    PressAccess, BeforeValidator(lambda value: value.lower() if isinstance(value, str) else value)
]
