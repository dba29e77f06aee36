"""`make fuzz`: each target in its own process, for a share of FUZZ_SECONDS.

The exit status is 1 if a target fails; the input is printed.

`python -m fuzz` runs them all, `python -m fuzz loader` one of them. Atheris watches which lines an
input reaches, and goes on from the inputs that reach new ones; Hypothesis draws whole documents,
calendars and articles, thousands of them at least.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

TARGETS = ("loader", "phrases", "importer", "exporter", "documents", "calendars", "articles")
# How many Hypothesis draws, however long that takes.
LEAST = {"documents": 10_000, "calendars": 10_000, "articles": 2_000}
ROUND = 1_000
MEMORY = 4 * 2**30  # bytes
BOUNDS = {
    "loader": 20.0,
    "phrases": 2.0,
    "importer": 60.0,
    "exporter": 20.0,
}  # seconds of CPU time for an input that is watched line by line


def main(arguments: list[str]) -> int:
    """Run one target here, or all of them one after the other."""
    seconds = float(os.environ.get("FUZZ_SECONDS", "600"))
    if arguments:
        return run(arguments[0], seconds)
    return max(start(target, seconds / len(TARGETS)) for target in TARGETS)


def start(target: str, seconds: float) -> int:
    """Run a target in its own process; what its tools print is shown only if it fails."""
    with tempfile.TemporaryDirectory() as folder, Path(folder, "told").open("w+") as told:
        around = os.environ | {
            "FUZZ_SECONDS": str(seconds),
            "FUZZ_FOLDER": folder,
            "PYTHONUNBUFFERED": "1",
        }
        status = subprocess.run(
            [sys.executable, "-m", "fuzz", target], stderr=told, env=around, check=False
        ).returncode
        if status not in (0, 1):
            told.seek(0)
            print(f"{target}: ended with {status}\n{told.read()[-5000:]}")
    return int(bool(status))


def run(target: str, seconds: float) -> int:
    """One target in this process, which may take so much memory; Atheris ends it by itself."""
    with suppress(ImportError, ValueError):  # not everywhere
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    return draw(target, seconds) if target in LEAST else watch(target, seconds)


def found(target: str, data: object, error: BaseException) -> NoReturn:
    """Tell a finding and end, whatever tools are running."""
    print(f"{target}: FINDING {type(error).__name__}: {error}\ninput: {data!r}")
    print("".join(traceback.format_exception(error)[-12:]), flush=True)
    os._exit(1)


def done(target: str, count: int, seconds: float) -> None:
    """Tell how much was tried."""
    print(f"{target}: {count:,} inputs in {seconds:,.0f} s, no finding", flush=True)


def watch(target: str, seconds: float) -> NoReturn:
    """Feed a target with inputs that reach new lines, until the time is up."""
    import atheris

    with atheris.instrument_imports(include=["itinerary"]):
        from fuzz import documents, targets

    folder = Path(os.environ.get("FUZZ_FOLDER") or tempfile.mkdtemp())
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, data in enumerate(targets.seeds(target)):
        (corpus / str(number)).write_bytes(data)
    known = folder / "words"
    known.write_text(
        "".join(f'"{_quoted(word)}"\n' for word in targets.words(target)), encoding="ascii"
    )
    count, begun = 0, time.monotonic()

    def one(data: bytes) -> None:
        nonlocal count
        try:
            with documents.in_time(BOUNDS[target]):
                targets.BYTES[target](data)
        except Exception as error:
            found(target, data, error)
        count += 1
        if time.monotonic() - begun > seconds:
            done(target, count, time.monotonic() - begun)
            os._exit(0)

    atheris.Setup(
        [
            target,
            str(corpus),
            f"-dict={known}",
            f"-artifact_prefix={folder}/",
            "-max_len=4096",
            "-len_control=20",
            "-timeout=120",
        ],
        one,
    )
    atheris.Fuzz()
    raise SystemExit("Atheris ended by itself")


def _quoted(word: str) -> str:
    return "".join(f"\\x{octet:02x}" for octet in word.encode())


def draw(target: str, seconds: float) -> int:
    """Draw wholes by Hypothesis, a round with each seed, until the time is up."""
    from hypothesis import seed

    from fuzz import targets

    begun, count = time.monotonic(), 0
    while time.monotonic() - begun < seconds or count < LEAST[target]:
        try:
            seed(count)(targets.DRAWN[target])()
        except BaseException as error:
            found(target, "; ".join(getattr(error, "__notes__", ["-"])), error)
        count += ROUND
    done(target, count, time.monotonic() - begun)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
