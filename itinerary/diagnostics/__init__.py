"""What is wrong and where: findings, errors, and how messages repeat what people wrote."""

from itinerary.diagnostics.argument_types import (
    require_argument,
    require_flag,
    require_items,
    require_text,
)
from itinerary.diagnostics.choices import (
    ask_if_meant,
    find_nearest_choice,
    parse_code,
    require_choice,
    suggest_choices,
)
from itinerary.diagnostics.diagnostic import (
    EXCERPT_WIDTH,
    MAX_MESSAGE,
    Diagnostic,
    NodePath,
    Position,
    Severity,
    clip_excerpt,
    format_diagnostics,
    format_path,
)
from itinerary.diagnostics.errors import (
    PLACE_CODES,
    DocumentError,
    ItineraryError,
    OptionError,
    PhraseError,
    PhraseProblem,
    PlaceError,
)
from itinerary.diagnostics.option_texts import parse_option
from itinerary.diagnostics.option_types import (
    convert_words,
    find_type_fault,
    require_literals,
    require_types,
)
from itinerary.diagnostics.printable_text import describe_value, make_printable, shorten_text
from itinerary.diagnostics.remedies import (
    Addition,
    Fix,
    Quoting,
    RemediedValueError,
    Remedy,
    Replacement,
    Rewriting,
    list_fixes,
)

__all__ = [
    "EXCERPT_WIDTH",
    "MAX_MESSAGE",
    "PLACE_CODES",
    "Addition",
    "Diagnostic",
    "DocumentError",
    "Fix",
    "ItineraryError",
    "NodePath",
    "OptionError",
    "PhraseError",
    "PhraseProblem",
    "PlaceError",
    "Position",
    "Quoting",
    "RemediedValueError",
    "Remedy",
    "Replacement",
    "Rewriting",
    "Severity",
    "ask_if_meant",
    "clip_excerpt",
    "convert_words",
    "describe_value",
    "find_nearest_choice",
    "find_type_fault",
    "format_diagnostics",
    "format_path",
    "list_fixes",
    "make_printable",
    "parse_code",
    "parse_option",
    "require_argument",
    "require_choice",
    "require_flag",
    "require_items",
    "require_literals",
    "require_text",
    "require_types",
    "shorten_text",
    "suggest_choices",
]
