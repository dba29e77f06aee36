"""Command-line arguments in; an exit status out. The version is told before anything else is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command `itinerary`."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from itinerary import __version__

        print(f"itinerary {__version__}")
        return
    from itinerary.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
