"""A page of HTML in; what it declares of itself, the most reliable first, noted in the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from itinerary.articles.article import Page
from itinerary.articles.linked_data import find_name, find_types, name_syntax, parse_linked_data
from itinerary.articles.microdata import read_microdata

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
# What an object is that declares what is read, the most reliable first.
_STORY_TYPES = (
    re.compile(r"(?:Article|Posting|Report|Release)$"),
    re.compile(r"(?:Event|Page|CreativeWork)$"),
)
_BYLINE = (
    "[itemprop=datePublished], time[pubdate], .byline time[datetime], .dateline time[datetime],"
    " header time[datetime], h1 ~ time[datetime], article time[datetime]"
)
_CONTAINERS = ("article", "header", "section", "main", "div", "body")
_ROWS = ("td", "th", "li", "dd", "dt")
_OF_EVENT = re.compile(
    r"(?:start|end|door|checkin|checkout|departure|arrival)(?:Date|Time)", re.IGNORECASE
)
_MOST_WORDS = 12  # in a line that says when an article was published
_MOST_TIMES = 5
_SITE_SEPARATOR = re.compile(r"\s+[|•·»–—-]\s+")


def declare_metadata(tree: LexborHTMLParser, page: Page) -> None:
    """Note in the page what its head, its JSON-LD and its byline declare."""
    scripts = [each.text(deep=True) for each in tree.css('script[type="application/ld+json"]')]
    microdata = read_microdata(tree)
    page.linked_data += [node for each in scripts for node in parse_linked_data(each)]
    page.linked_data += microdata
    own = [node for each in scripts for node in parse_linked_data(each, is_own=True)]
    for known in _STORY_TYPES:
        for node in (*own, *microdata):
            if any(known.search(each) for each in find_types(node)):
                _declare_linked_data(node, page)
    _declare_meta(tree, page)
    _declare_elements(tree, page)


def _declare_linked_data(node: Mapping[str, Any], page: Page) -> None:
    origin = f"{name_syntax(node)} {find_types(node)[0]}"
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
    for node in filter(_is_of_byline, tree.css(_BYLINE)[:_MOST_TIMES]):
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


def _is_of_byline(node: LexborNode) -> bool:
    """Return whether a time is that of the article, and not one that its story tells of."""
    if _OF_EVENT.search(node.attributes.get("itemprop") or ""):
        return False
    around = node.parent
    if node.tag != "time" or around is None:
        return True
    line = around.text(deep=around.tag not in _CONTAINERS).strip()
    is_sentence = len(line.split()) > _MOST_WORDS or line.endswith((".", "!", "?"))
    return around.tag not in _ROWS and not is_sentence
