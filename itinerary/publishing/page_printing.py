"""Pages in; their PDFs out: those that were printed before where a page is the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import NamedTuple

from itinerary.diagnostics import ItineraryError
from itinerary.export.pdf import find_browser, render_pdf
from itinerary.publishing.edition_files import digest

_BROWSERS_AT_ONCE = 2


class Page(NamedTuple):
    """A page that is to be printed, and the date that the PDF is to have."""

    html: str
    stamp: date | None

    @property
    def sha256(self) -> str:
        """The digest by which it is known that another would be printed alike."""
        return digest(self.html, str(self.stamp))


class PrintedPage(NamedTuple):
    """A PDF, and the digest of the page that it was made from."""

    data: bytes
    made_from: str


class PagePrinter:
    """Prints the pages of editions, as far as there is a browser.

    Args:
        find_printed: Returns what was printed of an edition before, by the edition's name.
        is_dry: Whether an empty file stands for what would be printed.
    """

    def __init__(self, find_printed: Callable[[str], PrintedPage | None], *, is_dry: bool) -> None:
        self._find_printed, self._is_dry = find_printed, is_dry
        self.problems: list[str] = []

    def can_print(self, edition: str) -> bool:
        """Return whether there may be a PDF of an edition: a browser is there, or has been."""
        return find_browser() is not None or self._find_printed(edition) is not None

    def print_pages(self, pages: Mapping[str, Page]) -> dict[str, PrintedPage]:
        """Return the PDF of each edition that there is one of, by the names of the editions."""
        former = {name: self._find_printed(name) for name in pages}
        printed = {
            name: found
            for name, found in former.items()
            if found and found.made_from == pages[name].sha256
        }
        rest = {name: each for name, each in pages.items() if name not in printed}
        if find_browser() and self._is_dry:
            return printed | {name: PrintedPage(b"", each.sha256) for name, each in rest.items()}
        if not find_browser():
            lost = [name for name in rest if former[name]]
            if lost:
                self.problems.append(
                    "there is no browser to print the pages anew, so the PDF is gone from"
                    f" {', '.join(lost)}"
                )
            return printed
        with ThreadPoolExecutor(_BROWSERS_AT_ONCE) as pool:
            return printed | dict(filter(None, pool.map(self._print, rest.items())))

    def _print(self, item: tuple[str, Page]) -> tuple[str, PrintedPage] | None:
        name, page = item
        try:
            return name, PrintedPage(render_pdf(page.html, page.stamp), page.sha256)
        except ItineraryError as error:
            self.problems.append(f"{name} is published without a PDF: {error}")
            return None
