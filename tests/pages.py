"""The elements of a page as a parser of HTML5 sees them, and what holds of every page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

LINKS = re.compile(
    r"#[a-z0-9-]+|https?://.*|(?:mailto|tel|geo):.*"
    r"|data:text/calendar;charset=utf-8;base64,[A-Za-z0-9+/=]+",
    re.DOTALL,
)
FOLLOWED = re.compile(
    r"(?:trip|background)\.ics|briefing\.(?:md|pdf)|changes\.xml|webcal://[a-z.]+/.*"
)
"""What a published page leads to besides: the files beside it, and a program that subscribes."""
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+")
_NAME = re.compile(r"[a-z][a-z0-9-]*")


def elements(page: str) -> Iterator[LexborNode]:
    """All elements, in order."""
    root = LexborHTMLParser(page).root
    assert root is not None
    return root.traverse(include_text=False)


def attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}


def skeleton(page: str) -> list[str]:
    """Return the elements and attributes, without texts, directions, addresses and hashes."""
    plain = re.compile(r"(?<=base64,)[A-Za-z0-9+/=]+|(?<=sha256-)[^']+")
    return [
        f"{node.parent.tag if node.parent else ''} > {node.tag}"
        f" {plain.sub('…', str(attributes(node)))}"
        for node in elements(page)
        if node.tag != "bdi"
    ]


def hold_page(page: str, *, is_published: bool = False) -> None:
    """Check that a page loads nothing, and that each name it refers to is there once."""
    allowed = (LINKS, FOLLOWED) if is_published else (LINKS,)
    nodes = list(elements(page))
    ids = [attributes(node)["id"] for node in nodes if "id" in attributes(node)]
    assert len(ids) == len(set(ids))
    for node in nodes:
        own = attributes(node)
        assert not [
            name
            for name in own
            if name.startswith("on")
            or name in ("style", "srcdoc", "srcset", "action", "background")
            or (name == "src" and not PICTURE.fullmatch(own[name]))
        ], own
        assert node.tag not in (
            "iframe",
            "object",
            "embed",
            "link",
            "base",
            "form",
            "foreignobject",
            "animate",
            "set",
        ), node.tag
        assert node.tag != "script" or own == {"type": "application/ld+json"}
        assert all(
            map(_NAME.fullmatch, (*own.get("id", "a").split(), *own.get("class", "a").split()))
        ), own
        for name in ("href", "xlink:href"):
            assert name not in own or any(each.fullmatch(own[name]) for each in allowed), own
            assert not own.get(name, "").startswith("#") or own[name][1:] in ids, own
        assert set(own.get("aria-labelledby", "").split()) <= set(ids)
    hold_policy(page)


def hold_policy(page: str) -> None:
    """Check that the policy allows the one style sheet only, and stands before it."""
    (policy,) = (
        attributes(node)["content"]
        for node in elements(page)
        if attributes(node).get("http-equiv") == "Content-Security-Policy"
    )
    (style,) = (node for node in elements(page) if node.tag == "style")
    digest = base64.b64encode(hashlib.sha256(style.text(deep=True).encode()).digest()).decode()
    images = " img-src data:;" if any(node.tag == "img" for node in elements(page)) else ""
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}';{images}"
        " base-uri 'none'; form-action 'none'"
    )
    before_style, _ = page.split("<style>")
    assert "Content-Security-Policy" in before_style
    assert "<script" not in before_style


_BASE64 = re.compile(r"(?<=text/calendar;charset=utf-8;base64,)[A-Za-z0-9+/=]+")


def reveal_text(text: str) -> str:
    """The text as its reader gets it: lines unfolded, calendars in a page decoded."""
    decoded = _BASE64.sub(lambda found: base64.b64decode(found[0]).decode(), text)
    return decoded.replace("\r\n ", "")
