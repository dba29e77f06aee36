"""The suite on every Python that is here, with the lowest and the newest versions: `make compat`.

`make compat PYTHONS=3.11 VERSIONS=lowest` runs one cell of the table; `PYTEST="-k phrases"` goes to
pytest. The newest are those of the index today, not those of constraints.txt. The lowest are so for
what the project itself requires, and as low as each Python has wheels for; what the tests alone
require is always the newest that goes with them.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENVS = ROOT / ".venv" / "compat"
UV = Path(sys.executable).with_name("uv")
PYTHONS = os.environ.get("PYTHONS", "3.11 3.12 3.13 3.14").split()
RESOLUTIONS = {"lowest": "lowest-direct", "newest": "highest"}
VERSIONS = os.environ.get("VERSIONS", " ".join(RESOLUTIONS)).split()
VERSION_CODE = "import sys, venv; print('{}.{}'.format(*sys.version_info))"


def main() -> int:
    """Run each cell of the table, print it, and return the exit status."""
    rows = []
    for version in PYTHONS:
        python = next(find_pythons(version), None)
        for versions in VERSIONS:
            if python is None:
                result = "not on this machine"
            else:
                result = run_suite(python, f"{version}-{versions}", RESOLUTIONS[versions])
            rows.append((version, versions, result))
    for row in rows:
        print("Python {:6}{:8}{}".format(*row))
    return any(result == "failed" for *_, result in rows)


def find_pythons(version: str) -> Iterator[str]:
    """Yield the interpreters of a version that run, from PATH and from pyenv."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    own = sorted(pyenv.glob(f"{version}.*/bin/python"), reverse=True)
    for path in (shutil.which(f"python{version}"), *map(str, own)):
        # a shim of pyenv may name a Python that is not chosen, and Debian's may have no venv
        if path and subprocess.run([path, "-c", VERSION_CODE], capture_output=True).returncode == 0:
            yield path


def run_suite(python: str, name: str, resolution: str) -> str:
    """Install into a fresh environment and run the tests there; return "passed" or "failed"."""
    print(f"\n=== {name}", flush=True)
    own = VENVS / name / "bin" / "python"
    pins = VENVS / f"{name}.txt"
    compiling = f"--quiet --upgrade --all-extras --only-binary :all: --resolution {resolution}"
    steps = (
        (UV, "venv", "--quiet", "--clear", "--python", python, VENVS / name),
        (UV, "pip", "compile", *compiling.split(), "--python", own, "-o", pins, "pyproject.toml"),
        (UV, *"pip install --quiet --only-binary :all: --group test -r".split(), pins, "-p", own),
        (UV, *"pip install --quiet --no-deps --editable . -p".split(), own),
        (own, *"-m pytest -q -n 2".split(), *shlex.split(os.environ.get("PYTEST", ""))),
    )
    done = all(subprocess.run(step, cwd=ROOT).returncode == 0 for step in steps)
    return "passed" if done else "failed"


if __name__ == "__main__":
    sys.exit(main())
