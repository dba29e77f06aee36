"""A review in; a page that shows each article with its expressions marked, and what they became.

The page loads nothing and runs no script; every mark and every entry is a link that the keyboard
reaches. Its conventions are those of the briefing's page.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from itinerary.articles import Article
from itinerary.drafting.review import Review, ReviewItem

_STYLE = Path(__file__).with_name("review.css")


def render_review_page(title: str, articles: Sequence[Article], review: Review) -> str:
    """Return the page, in HTML.

    Args:
        title: The title of the document.
        articles: The articles, in the order in which they were drafted.
        review: What became of their expressions.
    """
    style = _STYLE.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    language = next((each.language for each in articles if each.language), "en")
    numbered = list(enumerate(review.items, 1))
    parts = [
        "<!doctype html>",
        f'<html lang="{escape(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{_tell(title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        '<a class="skip" href="#dates">To the list of dates</a>',
        f'<header lang="en"><h1><bdi>{_tell(title)}</bdi></h1>{_compose_counts(review)}</header>',
        "<main>",
        *(
            line
            for number, article in enumerate(articles)
            for line in _compose_article(number, article, _select(numbered, review, number))
        ),
        "</main>",
        *_compose_list(numbered),
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _tell(text: str) -> str:
    return escape(" ".join(text.split()))


def _compose_counts(review: Review) -> str:
    first, *rest = review.format_counts().splitlines()
    items = "".join(f"<li>{_tell(line)}</li>" for line in rest)
    return f"<p>{_tell(first)}</p>" + (f"<ul>{items}</ul>" if items else "")


def _select(
    numbered: Sequence[tuple[int, ReviewItem]], review: Review, number: int
) -> list[tuple[int, ReviewItem]]:
    ids = list(dict.fromkeys(review.article_ids))
    return [each for each in numbered if each[1].article == ids[number]]


def _compose_article(
    number: int, article: Article, items: Sequence[tuple[int, ReviewItem]]
) -> Iterator[str]:
    """Yield an article, in which each expression is a link to its line in the list."""
    title = article.title.value if article.title else article.name
    yield f'<article aria-labelledby="article-{number}"{_tell_language(article)}>'
    yield f'<h2 id="article-{number}"><bdi>{_tell(title)}</bdi></h2>'
    for paragraph in article.paragraphs:
        inside = [each for each in items if paragraph.start <= each[1].start < paragraph.end]
        yield f"<p>{_mark_text(article.text, paragraph.start, paragraph.end, inside)}</p>"
    yield "</article>"


def _tell_language(article: Article) -> str:
    return f' lang="{escape(article.language)}"' if article.language else ""


def _mark_text(text: str, start: int, end: int, items: Sequence[tuple[int, ReviewItem]]) -> str:
    pieces: list[str] = []
    for number, item in items:
        if item.start < start:  # inside of what has a mark: only the list has a line of it
            pieces.append(f'<span id="mark-{number}"></span>')
            continue
        pieces.append(escape(text[start : item.start]))
        words = escape(text[item.start : item.end])
        pieces.append(
            f'<a class="{item.status}" id="mark-{number}" href="#date-{number}">{words}</a>'
        )
        start = item.end
    pieces.append(escape(text[start:end]) if start < end else "")
    return "".join(pieces)


def _compose_list(numbered: Sequence[tuple[int, ReviewItem]]) -> Iterator[str]:
    yield '<section id="dates" aria-labelledby="dates-title" lang="en" tabindex="-1">'
    yield '<h2 id="dates-title">Dates</h2>'
    yield "<ol>"
    for number, item in numbered:
        back = f'<a href="#mark-{number}"><bdi>{_tell(item.text)}</bdi></a>'
        where = f"<small>{_tell(item.article)} {item.position}</small>"
        yield (
            f'<li class="{item.status}" id="date-{number}" tabindex="-1">{back} {where}'
            f"<br><b>{item.status}</b>: <bdi>{_tell(item.reason)}</bdi></li>"
        )
    yield "</ol>"
    yield "</section>"
