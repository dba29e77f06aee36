"""An article in; the title and the ids of the document that is drafted from it, out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from itinerary.articles import Article, Paragraph
from itinerary.document.ids import slugify_text
from itinerary.drafting.facts import Story
from itinerary.drafting.language import load_drafting_words
from itinerary.drafting.sentences import split_sentences

MAX_TITLE = 80  # characters of first words that stand for a title
_MOST_SOURCE_ID, MAX_ID = 40, 60  # letters


def find_title(story: Story) -> str:
    """Return the title of an article, else its first words, else its name."""
    article = story.article
    words = load_drafting_words(story.language)
    if article.title and not _is_genre(article.title.value, words.genre):
        return article.title.value
    texts = (
        " ".join(next(split_sentences(each, words)).text.split())
        for each in article.paragraphs
        if not _is_of_masthead(each, article) and each.text.strip()
    )
    first = next((each for each in texts if not _is_genre(each, words.genre)), "")
    first = first.rstrip(".")
    if len(first) > MAX_TITLE:
        first = first[:MAX_TITLE].rpartition(" ")[0] + " …"
    return first or (article.title.value if article.title else article.name)


def _is_genre(title: str, genre: re.Pattern[str]) -> bool:
    """Return whether a title only says what kind of text it is: "Press release No. 4"."""
    found = genre.match(title)
    return found is not None and not re.search(r"[^\W\d_]{3}", title[found.end() :])


def _is_of_masthead(paragraph: Paragraph, article: Article) -> bool:
    return any(start <= paragraph.start and paragraph.end <= end for start, end in article.masthead)


def shorten_id(title: str, most: int) -> str:
    """Return an id of whole words of a title.

    >>> shorten_id("Meet President Ana Reis of the Republic", 20)
    'meet-president-ana'
    """
    id = ""
    for word in title.split():
        longer = slugify_text(f"{id} {word}") if id else slugify_text(word)
        if len(longer) > most:
            break
        id = longer
    return id or slugify_text(title)[:most].strip("-")


def choose_source_ids(articles: Sequence[Article]) -> list[str]:
    """Return an id for each article: its publisher's, else that of its file."""
    ids: list[str] = []
    for article in articles:
        name = article.publisher.value if article.publisher else article.name.rpartition(".")[0]
        id = shorten_id(name or article.name, _MOST_SOURCE_ID)
        count = sum(each == id or each.startswith(f"{id}-") for each in ids)
        ids.append(f"{id}-{count + 1}" if count else id)
    return ids
