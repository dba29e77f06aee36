"""Libraries in JavaScript, each run by a script; npm puts them into node_modules."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from interop.sample import Export, MissingError, Seen

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PACKAGES = {
    "ical.js": "2.2.1",
    "node-ical": "0.26.1",
    "jsdom": "26.1.0",  # the page that the next two look for
    "mermaid": "11.17.2",
    "@knight-lab/timelinejs": "3.9.11",
    "@markwhen/parser": "1.2.0",
}


def by_script(script: str, package: str, export: Export) -> list[Seen]:
    """What a script prints of a calendar on its standard input."""
    return [_event(each) for each in run_script(script, package, export.ics)]


def run_script(script: str, package: str, text: str) -> list[Any]:
    """What a script that goes by a package prints of a text on its standard input: JSON."""
    _install()
    if not (ROOT / "node_modules" / package).exists():
        raise MissingError(f"{package} is not installed, and npm could not fetch it")
    found = subprocess.run(
        ["node", HERE / script], input=text.encode(), check=True, capture_output=True
    )
    told: list[Any] = json.loads(found.stdout)
    return told


@cache
def _install() -> None:
    """All packages at once, since npm removes what it is not asked for."""
    if not shutil.which("node") or not shutil.which("npm"):
        raise MissingError("node and npm are not installed")
    if not all((ROOT / "node_modules" / name).exists() for name in PACKAGES):
        command = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--no-package-lock"]
        packages = [f"{name}@{version}" for name, version in PACKAGES.items()]
        subprocess.run(
            [*command, *packages], cwd=ROOT, check=False, capture_output=True, shell=os.name == "nt"
        )


def _event(event: dict[str, Any]) -> Seen:
    texts = {
        name: event.get(name) or ""
        for name in ("uid", "summary", "location", "description", "status", "url")
    }
    geo = event.get("geo")
    return (
        texts
        | {"geo": geo and tuple(geo), "categories": sorted(event["categories"])}
        | {name: _when(event[name]) for name in ("start", "end")}
    )


def _when(value: dict[str, Any]) -> date:
    return (
        date.fromisoformat(value["date"])
        if "date" in value
        else datetime.fromtimestamp(value["instant"], UTC)
    )


READERS = {
    "ical.js": partial(by_script, "ical-js.mjs", "ical.js"),
    "node-ical": partial(by_script, "node-ical.mjs", "node-ical"),
}
