"""Data of a document as YAML as people write it: fields in their order, long texts in lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

_WIDTH = 120


class _Dumper(yaml.SafeDumper):
    pass


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar(  # pyright: ignore[reportUnknownMemberType] - untyped there
        "tag:yaml.org,2002:str", str(text), style=style
    )


_Dumper.add_representer(str, _represent_text)
_Dumper.add_multi_representer(str, _represent_text)  # for members of enums


def dumps(document: Mapping[str, Any]) -> str:
    r"""Return the data of a document as YAML, which `loads` reads as the same data.

    >>> lunch = {"title": "Lunch", "when": "2025-03-28", "notes": "one\ntwo"}
    >>> print(dumps({"title": "Lunch", "events": [lunch]}), end="")
    title: Lunch
    events:
    - title: Lunch
      when: '2025-03-28'
      notes: |-
        one
        two
    """
    text: str = yaml.dump(  # pyright: ignore[reportUnknownMemberType] - untyped there
        document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH
    )
    return text
