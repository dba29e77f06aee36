"""A page of HTML in; what it declares of itself, the most reliable first, noted in the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from itinerary.articles.article import Page
from itinerary.articles.linked_data import find_name, find_types, parse_linked_data

# By the field of an article: the names of <meta> that declare it, the most reliable first.
_META = {
    "published": ("article:published_time", "og:article:published_time", "datepublished",
                  "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
                  "dc.date", "dcterms.date", "dcterms.created", "pubdate", "publishdate", "date"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher",
                  "application-name"),
    "author": ("author", "dc.creator", "dcterms.creator", "parsely-author", "byl"),
    "title": ("og:title", "twitter:title", "dc.title"),
    "language": ("og:locale", "dc.language", "language", "content-language"),
    "url": ("og:url",),
}  # fmt: skip
_STORY_TYPES = re.compile(r"(?:Article|Posting|Report|Release|Event|WebPage|CreativeWork)$")
_BYLINE = (
    "article time[datetime], [itemprop=datePublished], .byline time[datetime],"
    " .dateline time[datetime], header time[datetime], h1 ~ time[datetime]"
)
_SITE_SEPARATOR = re.compile(r"\s+[|•·»–—-]\s+")


def declare_metadata(tree: LexborHTMLParser, page: Page) -> None:
    """Note in the page what its head, its JSON-LD and its byline declare."""
    page.linked_data += [
        node
        for script in tree.css('script[type="application/ld+json"]')
        for node in parse_linked_data(script.text(deep=True))
    ]
    for node in page.linked_data:
        _declare_linked_data(node, page)
    _declare_meta(tree, page)
    _declare_elements(tree, page)


def _declare_linked_data(node: Mapping[str, Any], page: Page) -> None:
    types = find_types(node)
    if not any(_STORY_TYPES.search(each) for each in types):
        return
    origin = f"JSON-LD {types[0]}"
    page.declare(
        "published",
        node.get("datePublished") or node.get("dateCreated"),
        f"{origin} {'datePublished' if node.get('datePublished') else 'dateCreated'}",
    )
    page.declare("title", find_name(node.get("headline")), f"{origin} headline")
    page.declare("author", find_name(node.get("author")), f"{origin} author")
    page.declare("publisher", find_name(node.get("publisher")), f"{origin} publisher")
    page.declare("language", find_name(node.get("inLanguage")), f"{origin} inLanguage")


def _declare_meta(tree: LexborHTMLParser, page: Page) -> None:
    declared: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        names = (
            node.attributes.get(each) for each in ("property", "name", "itemprop", "http-equiv")
        )
        for each in filter(None, names):
            declared.setdefault(each.lower(), node.attributes.get("content") or "")
    for field, known in _META.items():
        for name in known:
            page.declare(field, declared.get(name), f"meta {name}")


def _declare_elements(tree: LexborHTMLParser, page: Page) -> None:
    for node in tree.css(_BYLINE)[:5]:
        page.declare(
            "published",
            node.attributes.get("datetime") or node.attributes.get("content"),
            f"<{node.tag} datetime>",
        )
    if root := tree.root:
        page.declare("language", root.attributes.get("lang"), "<html lang>")
    if (link := tree.css_first("link[rel=canonical][href]")) is not None:
        page.declare("url", link.attributes.get("href"), "<link rel=canonical>")
    if (title := tree.css_first("head title")) is not None:
        words = " ".join(title.text(deep=True).split())
        page.declare("title", _SITE_SEPARATOR.split(words)[0] or words, "<title>")
