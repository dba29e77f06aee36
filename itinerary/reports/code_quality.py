"""Diagnostics in; GitLab's code quality report out, which it shows on the lines of a merge request.

The format is that of Code Climate: https://docs.gitlab.com/ci/testing/code_quality/
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from itinerary.diagnostics import Diagnostic

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def format_code_quality(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the findings of one run as a list of issues, each with its file and line.

    An issue has the same fingerprint as long as its file, its code and its text stay the same,
    wherever in the file it moves; of several that are alike, each has its own.
    """
    seen: dict[str, int] = {}
    issues = [_build_issue(each, seen) for each in diagnostics]
    return json.dumps(issues, indent=2, ensure_ascii=False) + "\n"


def _build_issue(finding: Diagnostic, seen: dict[str, int]) -> Mapping[str, Any]:
    file = finding.position.file.replace("\\", "/").removeprefix("./")
    known_by = "\n".join((file, finding.code, finding.text, finding.excerpt))
    seen[known_by] = number = seen.get(known_by, 0) + 1
    fingerprint = hashlib.sha256(f"{known_by}\n{number}".encode("utf-8", "replace")).hexdigest()
    return {
        "description": finding.text,
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": file, "lines": {"begin": finding.position.line}},
    }
