"""Texts of formats for others in; what the programs that these are for read of them out."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from interop.node import HERE, run_script
from interop.sample import MissingError


def read_by_node(script: str, package: str, texts: list[str]) -> list[Any]:
    return run_script(script, package, json.dumps(texts))


def read_by_emacs(texts: list[str]) -> list[Any]:
    """What `org-element` reads, in an Emacs without anybody's settings."""
    emacs = shutil.which("emacs")
    if not emacs:
        raise MissingError("Emacs is not installed")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.json")
        path.write_text(json.dumps(texts), encoding="utf-8")
        command = [emacs, "--quick", "--batch", "--load", HERE / "org.el", path]
        found = subprocess.run(command, check=True, capture_output=True)
    told: list[Any] = json.loads(found.stdout)
    return told


READERS = {
    "markwhen": partial(read_by_node, "markwhen.mjs", "@markwhen/parser"),
    "mermaid": partial(read_by_node, "mermaid.mjs", "mermaid"),
    "org": read_by_emacs,
    "timelinejs": partial(read_by_node, "timelinejs.mjs", "@knight-lab/timelinejs"),
}
