"""A page in, as `render(timeline, "html")` writes it; the PDF out that a browser makes of it: Chromium, Chrome or Edge, whichever there is.

No library that brings all its parts sets a page as a browser does, and a browser is where people look at it anyway.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from itinerary.diagnostics import ItineraryError, shorten_text
from itinerary.export import html
from itinerary.export.options import HtmlOptions
from itinerary.timeline import Timeline

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge",
    "msedge",
)
_BROWSER_PATHS = (  # where they are on systems that do not put them on the path
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer", "--generate-pdf-document-outline",
    "--disable-background-networking", "--disable-component-update", "--disable-extensions", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # whatever it asks for on its own, no name is looked up
)  # fmt: skip
_TIMEOUT_SECONDS = 120  # seconds
_PDF_DATE_FIELD = re.compile(rb"(/(?:Creation|Mod)Date) \(D:\d{14}[+-]\d\d'\d\d'\)")
_EPOCH = date(2000, 1, 1)


def find_browser() -> str | None:
    """The program that prints; None where there is none."""
    return next(_iterate_browsers(), None)


def _iterate_browsers() -> Iterator[str]:
    yield from filter(None, map(shutil.which, BROWSERS))
    yield from filter(os.path.exists, _BROWSER_PATHS)


def render(timeline: Timeline, options: HtmlOptions) -> bytes:
    """Return the page of a timeline as a PDF, dated by the document.

    Raises ItineraryError where there is no browser, or where it prints nothing.
    """
    return render_pdf(html.render(timeline, options), timeline.stamp)


def render_pdf(page: str, stamp: date | None = None) -> bytes:
    """The page as PDF, dated by a stamp instead of the clock: the same browser with the same fonts makes the same bytes of it.

    Raises ItineraryError where no browser is installed, or the one that is does not print.
    """
    program = find_browser()
    if not program:
        raise ItineraryError(
            f"a PDF is printed by a browser, and none of these is installed: {', '.join(BROWSERS)} - "
            "install one, or write the page (-o trip.html), open it in any browser and print it there"
        )
    with tempfile.TemporaryDirectory(prefix="itinerary-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, encoding="utf-8", newline="")
        said = _run_command(
            [
                program,
                *_FLAGS,
                *_list_sandbox_flags(),
                f"--user-data-dir={folder}",
                f"--print-to-pdf={target}",
                source.as_uri(),
            ]
        )
        if not target.exists():
            raise ItineraryError(
                f"{program} printed nothing: {shorten_text(said, 200)} - write the page instead (-o trip.html), and print it"
            )
        return _PDF_DATE_FIELD.sub(
            rb"\1 (D:" + _format_pdf_date(stamp) + rb")", target.read_bytes()
        )


def _run_command(command: list[str]) -> str:
    """Run a command; what it said last."""
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"it took more than {_TIMEOUT_SECONDS} seconds"
    return " ".join(done.stderr.split())[-200:]


def _list_sandbox_flags() -> tuple[str, ...]:
    """What lets a browser run as the superuser, as in a container; the page has no script that its sandbox would keep in."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def _format_pdf_date(stamp: date | None) -> bytes:
    """A date of PDF, as long as every other, so that nothing in the file moves."""
    moment = stamp if isinstance(stamp, datetime) else datetime.combine(stamp or _EPOCH, time.min)
    zone = moment.strftime("%z") or "+0000"
    return f"{moment:%Y%m%d%H%M%S}".rjust(14, "0").encode() + f"{zone[:3]}'{zone[3:5]}'".encode()
