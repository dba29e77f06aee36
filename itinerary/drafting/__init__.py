"""From articles to a document that says of each date where it stands, for an editor to check.

No model is asked and no date is made up: the words of the articles are kept to the letter, and
`resolve` dates them, as in any document. What is unsure is left open, or has a comment "for the
editor"; what is not used is listed with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from itinerary.articles import Article
from itinerary.codes import Code
from itinerary.dates.interval import Interval
from itinerary.diagnostics import OptionError, require_argument, require_text
from itinerary.document import Document
from itinerary.drafting.building import build_document
from itinerary.drafting.expressions import find_dates
from itinerary.drafting.facts import Story
from itinerary.drafting.language import list_drafting_languages
from itinerary.drafting.merging import merge_stories
from itinerary.drafting.proving import prove_document
from itinerary.drafting.review import Review, ReviewItem, build_review
from itinerary.drafting.shortening import shorten_texts
from itinerary.drafting.story import find_stays, find_window, read_story
from itinerary.loading.source_file import SourceFile

if TYPE_CHECKING:
    from itinerary.drafting.comparing import Comparison

__all__ = ["Draft", "Review", "ReviewItem", "compare", "draft"]

MAX_STORY = 1_000_000  # characters of one article
_FALLBACK = "en"
_ANY_DAY = date(2001, 1, 1)


@dataclass(frozen=True, slots=True)
class Draft:
    """A document drafted from articles.

    Attributes:
        document: The document.
        text: Its text, in YAML, with comments for the editor.
        review: What became of each temporal expression of the articles.

    """

    document: Document
    text: str
    review: Review


def draft(articles: Iterable[Article], *, texts: Iterable[str] = ()) -> Draft:
    r"""Return a document of the trip that articles announce, with the evidence for each date.

    Args:
        articles: What `read_article` returns, one or several on the same trip.
        texts: The paths of files that keep the texts of the articles, in their order; the sources
            of the document name them.

    Raises:
        OptionError: There is no article, or the language of one is not known.
        DocumentError: An article is too long for an announcement.
        TypeError: An argument has a wrong type; the message names it.

    >>> from itinerary import draft, read_article
    >>> article = read_article("Envoy to visit Peru\n\nOslo, 4 May 2026\n\n"
    ...     "Envoy Ana Reis will be in Lima from 11 to 13 May. She meets Mayor Rui Sá on Monday."
    ... )
    >>> drafted = draft([article])
    >>> [each.title for each in drafted.document.legs[0].events]
    ['Meets Mayor Rui Sá']
    """
    require_argument("texts", texts, Iterable, "a list of paths")
    kept = list(texts)
    for each in kept:
        require_text("texts", each)
    stories = _read_stories(articles)
    merged = merge_stories(stories)
    paths = [*kept, *[""] * len(stories)][: len(stories)]
    drafted = build_document(stories, paths, merged)
    shorten_texts(drafted)
    document, text = prove_document(drafted)
    return Draft(document, text, build_review(stories, drafted))


def compare(articles: Iterable[Article], document: Document, name: str = "trip.yaml") -> Comparison:
    r"""Return what new articles add to a document: claims beside those it has, and new entries.

    Args:
        articles: What `read_article` returns.
        document: The document, which is left as it is.
        name: What the patch calls it.

    Raises:
        OptionError: There is no article, or the language of one is not known.
        TypeError: An argument has a wrong type; the message names it.

    >>> from itinerary import loads, read_article
    >>> old = loads("{title: Visit, legs: [{id: lima, place: Lima, when: 4 May 2026}]}")
    >>> news = read_article("The visit\n\nOslo, 2 May 2026\n\nThe envoy will be in Lima (5-6 May).")
    >>> [(each.kind, each.entry) for each in compare([news], old).proposals]
    [('contradiction', 'lima')]
    """
    from itinerary.drafting.comparing import compare_stories  # who only drafts needs it not

    require_argument("document", document, Document, "a Document")
    return compare_stories(_read_stories(articles), document, name)


def _read_stories(articles: Iterable[Article]) -> list[Story]:
    require_argument("articles", articles, Iterable, "a list of Articles")
    listed = list(articles)
    for each in listed:
        require_argument("articles", each, Article, "a list of Articles", "read_article makes one")
        if len(each.text) > MAX_STORY:
            raise SourceFile(each.name, "").create_error(
                0,
                f"the story has {len(each.text):,} characters, more than {MAX_STORY:,}",
                "cut it to what is about the trip",
                Code.TOO_LARGE,
            )
    if not listed:
        raise OptionError("there is no article to draft from - give one")
    stories = [_read_story(each, number) for number, each in enumerate(listed)]
    known = find_window(stories) or find_stays(stories) if len(stories) > 1 else None
    return [
        each if known is None or each.dates else _read_story(each.article, each.number, known)
        for each in stories
    ]


def _read_story(article: Article, number: int, known: Interval | None = None) -> Story:
    if not article.paragraphs and not article.linked_data:
        raise SourceFile(article.name, "").create_error(
            0,
            "the article is empty" if not article.cut else "nothing on the page is the story",
            "save the story itself, as text or HTML",
            Code.EMPTY,
        )
    if article.language in list_drafting_languages():
        return read_story(article, number, article.language, known)
    if not _is_same_in_all_languages(article):
        raise OptionError(
            f"the language of {article.name} is not known, and its dates depend on it - say it by"
            f" --language, or language= of read_article: {', '.join(list_drafting_languages())}"
        )
    story = read_story(article, number, _FALLBACK, known)
    story.remarks.append("its language is not known; its dates are the same in all languages")
    return story


def _is_same_in_all_languages(article: Article) -> bool:
    """Return whether the dates of an article are the same, whichever language it is in."""
    found = [
        [(each.start, each.end, each.intervals) for each in find_dates(article, language, _ANY_DAY)]
        for language in list_drafting_languages()
    ]
    return all(each == found[0] for each in found)
