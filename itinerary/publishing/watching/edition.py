"""An exported page and what is wrong with its document in; the page as it is shown out.

The page itself loads nothing and runs nothing. What is shown has one script more, which waits for
the next edition, and its policy allows that script and no other.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from pathlib import Path
from typing import NamedTuple

SCRIPT = """\
const panel = document.getElementById("watch-findings");
new EventSource("/~changes").onmessage = (event) => {
  if (event.data !== panel.dataset.edition) location.reload();
};
"""
_STYLE = """\
#watch-findings { position: sticky; top: 0; z-index: 9; max-height: 40vh; overflow: auto;
  padding: .5rem 1rem; border: 2px solid; background: Canvas; color: CanvasText; }
#watch-findings[hidden] { display: none; }
#watch-findings h2 { margin: 0; font-size: 1rem; }
#watch-findings pre { white-space: pre-wrap; margin: .5rem 0; font: .85rem/1.4 monospace; }
#watch-findings.errors { border-color: #b00020; }
@media print { #watch-findings { display: none; } }
"""
_EMPTY_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>itinerary watch</title>
</head>
<body>
</body>
</html>
"""
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')


class Edition(NamedTuple):
    """What a document came to.

    Attributes:
        page: The page; "" if there are errors.
        findings: What is wrong, in the words of the command line; "" for nothing.
        summary: That in one line.
        files: What it was made from, and what would have been if it were there.
    """

    page: str
    findings: str
    summary: str
    files: tuple[Path, ...]

    @property
    def has_errors(self) -> bool:
        """Whether there is no page."""
        return not self.page

    def is_alike(self, other: Edition) -> bool:
        """Return whether both look the same."""
        return (self.page, self.findings, self.summary) == (
            other.page,
            other.findings,
            other.summary,
        )


def compose_shown_page(edition: Edition, last_page: str, name: str) -> str:
    """Return the page to show, with what is wrong above it.

    Args:
        edition: What the document came to.
        last_page: The last page without errors; "" if there was none.
        name: What tells this edition from others.

    >>> shown = compose_shown_page(Edition("", "trip.yaml:2:1: error: …", "1 error", ()), "", "7")
    >>> "<pre>trip.yaml:2:1: error: …</pre>" in shown and 'data-edition="7"' in shown
    True
    """
    page = edition.page or last_page or _EMPTY_PAGE
    heading = edition.summary
    if edition.has_errors and last_page:
        heading += " - below is the last page without errors"
    kind = "errors" if edition.has_errors else "warnings" if edition.findings else "none"
    body = f"<h2>{html.escape(heading)}</h2>\n<pre>{html.escape(edition.findings)}</pre>"
    panel = (
        f'<section id="watch-findings" class="{kind}" lang="en" dir="ltr" aria-label="Findings"'
        f' data-edition="{html.escape(name)}"{"" if edition.findings else " hidden"}>\n'
        f"{body if edition.findings else ''}\n</section>\n"
    )
    head = f"<style>{_STYLE}</style>\n</head>"
    page = _POLICY.sub(lambda found: found[1] + _extend_policy(found[2]) + found[3], page, count=1)
    page = page.replace("</head>", head, 1)
    page = page.replace("<body>\n", f"<body>\n{panel}", 1)
    before, end, after = page.rpartition("</body>")
    return f"{before}<script>{SCRIPT}</script>\n{end}{after}"


def _extend_policy(policy: str) -> str:
    """Return a policy that allows the script, its connection and the style of the findings, too."""
    directives = [each.split() for each in html.unescape(policy).split(";") if each.strip()]
    rules = {name: values for name, *values in directives}
    rules["style-src"] = [*rules.get("style-src", ()), _hash_source(_STYLE)]
    rules["script-src"] = [_hash_source(SCRIPT)]
    rules["connect-src"] = ["'self'"]
    return html.escape("; ".join(" ".join((name, *rules[name])) for name in rules), quote=True)


def _hash_source(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
