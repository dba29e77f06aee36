"""The text of a date phrase in; its meaning, and its intervals with every step, out.

`read_phrase` knows no clock and gives what the words mean; `resolve_phrase` puts that on a
reference date.
"""

from itinerary.dates.grammar.compiler import load_grammar
from itinerary.dates.grammar.language_file import Rule, list_languages
from itinerary.dates.grammar.phrase_context import build_context
from itinerary.dates.grammar.phrase_parts import PhrasePart
from itinerary.dates.grammar.phrase_reading import read_phrase
from itinerary.dates.grammar.phrase_resolution import (
    check_phrase_arguments,
    resolve_in_context,
    resolve_phrase,
    resolve_readings,
)
from itinerary.dates.grammar.resolution import Resolution

__all__ = [
    "PhrasePart",
    "Resolution",
    "Rule",
    "build_context",
    "check_phrase_arguments",
    "list_languages",
    "load_grammar",
    "read_phrase",
    "resolve_in_context",
    "resolve_phrase",
    "resolve_readings",
]
