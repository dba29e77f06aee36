"""The paragraphs of a page in; those of the story alone out, what stands behind it noted."""

from __future__ import annotations

from itinerary.articles.article import CutPart, Page, Paragraph
from itinerary.articles.languages import collect_words

_MOST_WORDS = 7  # of a heading behind which the story is over
_MOST_TOLD = 200  # characters of what was cut


def cut_other_stories(page: Page) -> None:
    r"""Leave out of a page what stands behind its story.

    >>> from itinerary.articles.plain_text import read_plain_text
    >>> page = read_plain_text("The visit is on 4 May.\n\nRelated stories\n\nFair on 9 June")
    >>> cut_other_stories(page)
    >>> [each.text for each in page.paragraphs], [each.text for each in page.cut]
    (['The visit is on 4 May.'], ['Related stories', 'Fair on 9 June'])
    """
    for number, paragraph in enumerate(page.paragraphs):
        if number and _ends_story(paragraph):
            beyond = page.paragraphs[number:]
            reason = f"behind “{' '.join(paragraph.text.split())}”"
            page.cut += [CutPart(each.text[:_MOST_TOLD], reason) for each in beyond]
            del page.paragraphs[number:]
            return


def _ends_story(paragraph: Paragraph) -> bool:
    words = paragraph.text.casefold().strip(" \t\n:.…!*-–—»>|").split()
    if not words or len(words) > _MOST_WORDS:
        return False
    return " ".join(words) in collect_words("other_story")
