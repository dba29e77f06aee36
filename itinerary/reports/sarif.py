"""Diagnostics in; SARIF 2.1.0 out, the form in which code hosts and editors take the findings of any tool."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from itinerary import __version__
from itinerary.codes import pages, summary
from itinerary.diagnostics import Diagnostic

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """The findings of one run, with a rule for each code among them."""
    findings = list(diagnostics)
    codes = sorted({each.code for each in findings})
    driver = {"name": "itinerary", "version": __version__, "rules": [_rule(code) for code in codes]}
    results = [_result(each, codes.index(each.code)) for each in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return (
        json.dumps(
            {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False
        )
        + "\n"
    )


def _rule(code: str) -> Mapping[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": summary(code)},
        "help": {"text": pages().get(code, code)},
    }


def _result(finding: Diagnostic, rule: int) -> Mapping[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": finding.text},
        "locations": [{"physicalLocation": _location(finding)}],
    }


def _location(finding: Diagnostic) -> Mapping[str, Any]:
    file, line, column = finding.position
    return {
        "artifactLocation": {"uri": quote(file.replace("\\", "/"))},
        "region": {"startLine": line, "startColumn": column},
    }
