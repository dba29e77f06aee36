"""The versions that constraints.txt pins, beside what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = re.findall(
    r"^([a-z0-9-]+)==([^ \n]+)",
    (ROOT / "constraints.txt").read_text(encoding="utf-8"),
    re.MULTILINE,
)


def requirements() -> list[Requirement]:
    groups = PROJECT["dependency-groups"].values()
    lines = [PROJECT["project"]["dependencies"], PROJECT["build-system"]["requires"], *groups]
    return [Requirement(each) for part in lines for each in part if isinstance(each, str)]


def test_every_requirement_is_pinned_within_its_bounds() -> None:
    """Where this fails, `make lock` writes the pins anew."""
    pinned = {name: [version for other, version in PINS if other == name] for name, _ in PINS}
    outside = [
        f"{each} is pinned to {pinned.get(canonicalize_name(each.name), 'nothing')}"
        for each in requirements()
        if not any(
            each.specifier.contains(version)
            for version in pinned.get(canonicalize_name(each.name), ())
        )
    ]
    assert outside == []


def test_what_the_project_needs_to_run_has_a_lower_bound() -> None:
    bounds = {each: Requirement(each).specifier for each in PROJECT["project"]["dependencies"]}
    assert [
        each
        for each, specifier in bounds.items()
        if not any(part.operator == ">=" for part in specifier)
    ] == []
