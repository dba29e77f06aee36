"""Data of a document in; its text, in one of the formats that `loads` reads, out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from itinerary.diagnostics import OptionError
from itinerary.loading.formats import Format
from itinerary.loading.source_file import FORBIDDEN_CHARACTER


def write_yaml(data: Mapping[str, Any]) -> str:
    r"""Return data as YAML as people write it: fields in their order, long texts in lines.

    >>> lunch = {"title": "Lunch", "when": "2025-03-28", "notes": "one\ntwo"}
    >>> print(write_yaml({"title": "Lunch", "events": [lunch]}), end="")
    title: Lunch
    events:
    - title: Lunch
      when: '2025-03-28'
      notes: |-
        one
        two
    """
    # Who writes no YAML needs none.
    from itinerary.loading.yaml_text import dump_with_pyyaml, iterate_mapping_lines

    return "\n".join((*iterate_mapping_lines(data), "")) if data else dump_with_pyyaml(data)


def write_json(data: Mapping[str, Any]) -> str:
    """Return data as JSON, indented by two spaces.

    >>> print(write_json({"title": "Açaí"}), end="")
    {
      "title": "Açaí"
    }
    """
    return _escape_characters(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def write_toml(data: Mapping[str, Any]) -> str:
    """Return data as TOML.

    Raises:
        OptionError: A field holds nothing, for which TOML has no word.

    >>> print(write_toml({"title": "Lunch"}), end="")
    title = "Lunch"
    """
    import tomli_w  # who writes no TOML needs none

    # In a text of several lines TOML takes each end of a line for its own.
    has_own_ends = r"\r" in json.dumps(data, default=str)
    try:
        return _escape_characters(tomli_w.dumps(data, multiline_strings=not has_own_ends))
    except TypeError as error:
        raise OptionError(
            "a field of your own holds a null, which TOML cannot say - leave it out, or write YAML"
        ) from error


def _escape_characters(text: str) -> str:
    """Return JSON or TOML in which characters that `loads` takes only so are escaped."""
    return FORBIDDEN_CHARACTER.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


WRITERS: Mapping[Format, Callable[[Mapping[str, Any]], str]] = {
    "yaml": write_yaml,
    "json": write_json,
    "toml": write_toml,
}
