"""The data of a document in; YAML out, as a person would write it: in the order of the fields, texts of several lines in lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

_WIDTH = 120


class _Dumper(yaml.SafeDumper):
    pass


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", str(text), style="|" if "\n" in text else None
    )


_Dumper.add_multi_representer(str, _represent_text)


def dumps(document: Mapping[str, Any]) -> str:
    r"""The data of a document as YAML, which `loads` reads as the same data.

    >>> print(dumps({"title": "Lunch", "events": [{"title": "Lunch", "when": "2025-03-28", "notes": "one\ntwo"}]}), end="")
    title: Lunch
    events:
    - title: Lunch
      when: '2025-03-28'
      notes: |-
        one
        two
    """
    text: str = yaml.dump(
        document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH
    )
    return text
