"""Text that programs have marked up as HTML in; plain text out."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

_TAG = re.compile(
    r"</?(?:a|b|blockquote|body|br|center|div|em|font|h[1-6]|head|hr|html|i|img|li|meta|ol|p|pre"
    r"|small|span|strong|style|sub|sup|table|tbody|td|th|thead|title|tr|u|ul)(?:\s[^<>]*)?/?>"
    r"|<!(?:DOCTYPE|--)",
    re.IGNORECASE,
)
_LINE_TAG = re.compile(r"<(?:blockquote|br|div|h[1-6]|hr|li|ol|p|pre|table|tr|ul)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_BLOCKS = frozenset("blockquote center div h1 h2 h3 h4 h5 h6 hr ol p pre table tr ul title".split())
_UNSHOWN = frozenset(("head", "script", "style", "title"))
_SPACES = re.compile(r"[ \t\n\xa0]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def convert_html(text: str) -> str:
    r"""Return a text without its markup; one that has none stays as it is.

    Paragraphs, lines and items stay apart, and the address of a link follows its words.

    >>> convert_html("<p>Bring <b>boots</b> &amp; coat</p><ul><li>Hut 4</li></ul>")
    'Bring boots & coat\n\n- Hut 4'
    >>> convert_html('See <a href="https://example.org/">the map</a><br>Ana <ana@example.org>')
    'See the map (https://example.org/)\nAna <ana@example.org>'
    >>> convert_html("5 < 6 and <b is no mark")
    '5 < 6 and <b is no mark'
    """
    if not _TAG.search(text):
        return unescape(text) if _ENTITY.search(text) else text
    if not _LINE_TAG.search(text):
        text = text.replace("\n", "<br>")
    parser = _TextParser()
    # What is no mark of HTML is text, such as an address between angle brackets.
    parser.feed(re.sub(r"<(?![!/a-z])|<(?=[^<>\s]*[@:])", "&lt;", text, flags=re.IGNORECASE))
    parser.close()
    lines = (line.strip(" ") for line in "".join(parser.pieces).split("\n"))
    plain = _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()
    return plain or _TAG.sub("", text).strip()  # an element that never ends would hide it all


class _TextParser(HTMLParser):
    """Collects the text of HTML in pieces, with line ends between blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._unshown = 0  # elements around that are not shown
        self._link, self._link_start = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSHOWN:
            self._unshown += 1
        elif tag == "body":
            self._unshown = 0
        elif tag == "br":
            self.pieces.append("\n")
        elif tag == "li":
            self.pieces.append("\n- ")
        elif tag in ("td", "th"):
            self.pieces.append(" ")
        elif tag in _BLOCKS:
            self.pieces.append("\n\n" if tag != "div" and tag != "tr" else "\n")
        elif tag == "a":
            self._link, self._link_start = dict(attrs).get("href") or "", len(self.pieces)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSHOWN:
            self._unshown = max(0, self._unshown - 1)
        elif tag == "a":
            self._end_link()
        elif tag in _BLOCKS:
            self.pieces.append("\n\n" if tag not in ("div", "tr") else "\n")

    def _end_link(self) -> None:
        """Add the address of a link, unless its words are the address."""
        words = "".join(self.pieces[self._link_start :]).strip()
        address, self._link = self._link.removeprefix("mailto:"), ""
        if address and address.rstrip("/") not in (words, words.rstrip("/")):
            self.pieces.append(f" ({address})" if words else address)

    def handle_data(self, data: str) -> None:
        if not self._unshown:
            self.pieces.append(_SPACES.sub(" ", data))
