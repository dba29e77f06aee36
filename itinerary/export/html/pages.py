"""What all pages are made with: the templates, the style sheet, and the policy for browsers."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from itinerary.export.html.text_directions import isolate_directions

_PACKAGE = "itinerary.export.html"


@cache
def get_environment() -> Environment:
    """Return the templates, which escape every text."""
    environment = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["isolate"] = isolate_directions
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment


def build_style(running_line: str, sheets: Iterable[str]) -> str:
    """Return the style sheet and some further ones, with a line that stands on every printed page.

    The line is a string of CSS in which all but ASCII letters and digits are escapes.
    """
    literal = "".join(map(_escape_css, running_line))
    folder = files(_PACKAGE).joinpath("templates")
    names = (f"{name}.css" for name in ("style", *sheets))
    sheet = "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)
    return sheet.replace("{running}", literal)


def _escape_css(char: str) -> str:
    return char if char.isascii() and char.isalnum() else f"\\{ord(char):x} "


def build_policy(style: str, *, has_images: bool = False) -> str:
    """Return the Content-Security-Policy by which a browser loads nothing but this style.

    Pictures are those that the page holds in itself.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    images = " img-src data:;" if has_images else ""
    return (
        f"default-src 'none'; style-src 'sha256-{digest}';{images}"
        " base-uri 'none'; form-action 'none'"
    )
