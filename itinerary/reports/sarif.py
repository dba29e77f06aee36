"""Diagnostics in; SARIF 2.1.0 out, which code hosts and editors read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from itinerary import __version__
from itinerary.codes import get_code_summary, load_code_pages
from itinerary.diagnostics import Diagnostic

_SCHEMA_URL = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

# A text in brackets before one in parentheses would be a link (section 3.11.6).
_LINK_START = re.compile(r"\[(?=[^\[\]]*\]\()")


def format_sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the findings of one run as SARIF 2.1.0, with a rule for each code among them.

    Columns count characters, from 1.
    """
    findings = list(diagnostics)
    codes = sorted({each.code for each in findings})
    driver = {
        "name": "itinerary",
        "version": __version__,
        "rules": [_build_rule(code) for code in codes],
    }
    results = [_build_result(each, codes.index(each.code)) for each in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SCHEMA_URL, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _build_rule(code: str) -> Mapping[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": get_code_summary(code)},
        "help": {"text": load_code_pages().get(code, code)},
    }


def _build_result(finding: Diagnostic, rule: int) -> Mapping[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": _LINK_START.sub(r"\\[", finding.text)},
        "locations": [{"physicalLocation": _build_location(finding)}],
    }


def _build_location(finding: Diagnostic) -> Mapping[str, Any]:
    file, line, column = finding.position
    return {
        "artifactLocation": {"uri": quote(file.replace("\\", "/"))},
        "region": {"startLine": line, "startColumn": column},
    }
