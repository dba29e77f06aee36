"""Servers of others that a test starts, each on a port of its own, until the test has done."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SECONDS = 120  # that a server may take to start, on a machine that does much else
# Below those that systems hand out to whoever asks for any: nobody is given one meanwhile.
PORTS = range(20_000, 32_000)


@contextmanager
def start_listening(module: str, options: str, folder: Path) -> Iterator[int]:
    """Run a module as a server, in a folder, and yield the port on which it listens.

    Args:
        module: The module.
        options: Its arguments, with {port} and {folder}.
        folder: Where it keeps what it has, and its log.
    """
    with (folder / "log").open("wb") as log:
        while True:
            port = find_free_port()
            arguments = options.format(folder=folder, port=port).split()
            process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments], cwd=folder, stdout=log, stderr=log
            )
            try:
                if is_listening(port, process):
                    yield port
                    return
            finally:
                process.kill()  # it has nothing to keep, and one waited for its clients for ever
                process.wait()
            message = (folder / "log").read_text(errors="replace")
            assert "in use" in message, message  # somebody else took the port just now


def find_free_port() -> int:
    """Return a port that nobody listens on; another one each time, in each process."""
    while True:
        port = random.SystemRandom().choice(PORTS)
        with socket.socket() as free, suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port


def is_listening(port: int, process: subprocess.Popen[bytes]) -> bool:
    """Wait until a server listens; False if it has ended.

    Raises TimeoutError if it does neither.
    """
    for _ in range(SECONDS * 10):
        if process.poll() is not None:
            return False
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return process.poll() is None
        time.sleep(0.1)
    raise TimeoutError(f"{process.args!r} does not listen")
