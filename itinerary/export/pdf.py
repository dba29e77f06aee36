"""A Timeline in; the PDF of its page out, as a browser on this computer prints it.

The browser is Chromium, Chrome or Edge. No library that brings all its parts sets a page as a
browser does, and a browser is where people look at the page anyway.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from itinerary.diagnostics import ItineraryError, shorten_text
from itinerary.export import html
from itinerary.export.helper_programs import run_program
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
# Where they are on systems that do not put them on the path.
_BROWSER_PATHS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # whatever it asks for on its own finds no name
)
_TIMEOUT_SECONDS = 120
_PREFIX = "itinerary-"  # of the folder that holds the page, the PDF and the browser's profile
_MAX_PDF_END = 1024  # bytes, in which a whole file has its last mark
_PDF_DATE_FIELD = re.compile(rb"(/(?:Creation|Mod)Date) \(D:\d{14}[+-]\d\d'\d\d'\)")
_CELL = re.compile(rb"\(node(\d{8})\)")
_EPOCH = date(2000, 1, 1)


def find_browser() -> str | None:
    """Return the path of the program that prints; None where there is none."""
    return next(_iterate_browsers(), None)


def _iterate_browsers() -> Iterator[str]:
    yield from filter(None, map(shutil.which, BROWSERS))
    yield from filter(os.path.exists, _BROWSER_PATHS)


def render(timeline: Timeline, options: HtmlOptions) -> bytes:
    """Return the page of a timeline as a PDF that is dated by the document.

    Raises:
        ItineraryError: No browser is installed, or it prints nothing.
    """
    return render_pdf(html.render(timeline, options), timeline.stamp)


def render_pdf(page: str, stamp: date | None = None) -> bytes:
    """Return a page as a PDF that is dated by a stamp, not by the clock.

    The same browser with the same fonts makes the same bytes of it.

    Raises:
        ItineraryError: No browser is installed, or it prints nothing.
    """
    program = find_browser()
    if not program:
        raise ItineraryError(
            "a PDF is printed by a browser, and none of these is installed:"
            f" {', '.join(BROWSERS)} - install one, or write the page (-o trip.html),"
            " open it in any browser and print it there"
        )
    try:
        with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as folder:
            printed = _print_page(program, page, Path(folder))
    except OSError as error:
        raise ItineraryError(
            f"a browser prints by way of the folder {tempfile.gettempdir()}: {error.strerror}"
            " - free space there, or name another by TMPDIR"
        ) from None
    dated = _PDF_DATE_FIELD.sub(rb"\1 (D:" + _format_pdf_date(stamp) + rb")", printed)
    return _number_cells_anew(dated)


def _number_cells_anew(printed: bytes) -> bytes:
    """Return a PDF whose cells of tables are numbered from 1, in their order.

    The browser takes numbers of its own, which differ from run to run on a busy machine.
    """
    known = {each: number for number, each in enumerate(sorted({*_CELL.findall(printed)}), 1)}
    return _CELL.sub(lambda found: b"(node%08d)" % known[found[1]], printed)


def _print_page(program: str, page: str, folder: Path) -> bytes:
    """Return what a browser makes of a page, by way of files in a folder."""
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page, encoding="utf-8", newline="")
    profile = f"--user-data-dir={folder}"
    output = f"--print-to-pdf={target}"
    problem = run_program(
        [program, *_FLAGS, *_list_sandbox_flags(), profile, output, source.as_uri()],
        _TIMEOUT_SECONDS,
    )
    printed = target.read_bytes() if target.exists() else b""
    is_whole = printed.startswith(b"%PDF-") and b"%%EOF" in printed[-_MAX_PDF_END:]
    if problem or not is_whole:
        what = "printed a part of the page" if printed else "printed nothing"
        reason = f": {shorten_text(problem, 200)}" if problem else ""
        raise ItineraryError(
            f"{program} {what}{reason} - write the page instead (-o trip.html), and print it"
        )
    return printed


def _list_sandbox_flags() -> tuple[str, ...]:
    """Return the flag that lets a browser run as the superuser, as it is in containers.

    The page has no script that the browser's sandbox would keep in.
    """
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def _format_pdf_date(stamp: date | None) -> bytes:
    """Return a date as PDF writes it, as long as every other, so that nothing in the file moves."""
    moment = stamp if isinstance(stamp, datetime) else datetime.combine(stamp or _EPOCH, time.min)
    zone = moment.strftime("%z") or "+0000"
    return f"{moment:%Y%m%d%H%M%S}".rjust(14, "0").encode() + f"{zone[:3]}'{zone[3:5]}'".encode()
