"""The title of a published trip in; the page of the folder that holds its editions out."""

from __future__ import annotations

from functools import partial

from itinerary.dates.wording.labels import translate_label
from itinerary.export.html.pages import build_policy, build_style, get_environment


def render_landing(title: str = "", folder: str = "", language: str = "en") -> str:
    """Return the page; it leads to the edition for all, and tells nothing of any other.

    It is to be there without such an edition, too: many servers list the folders of one that has no
    page, and the name of a folder is what keeps a secret edition.

    Args:
        title: The title of the trip, as the edition for all has it; "" without such an edition.
        folder: The folder of that edition.
        language: The language of the page.

    >>> "There is nothing to see at this address." in render_landing()
    True
    """
    style = build_style("", [])
    page = get_environment().get_template("landing.html").render(
        title=title,
        folder=folder,
        language=language,
        style=style,
        policy=build_policy(style),
        translate_label=partial(translate_label, language=language),
    )  # fmt: skip
    return f"{page}\n"
