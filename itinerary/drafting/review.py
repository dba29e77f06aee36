"""The stories and the document in; what became of each temporal expression out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from itinerary.drafting.building import DocumentDraft
from itinerary.drafting.facts import Story
from itinerary.drafting.positions import tell_position
from itinerary.drafting.writing import MARK


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A temporal expression of an article, and what became of it.

    Attributes:
        article: The id of the article as a source.
        text: Its words, to the letter.
        position: Its line and column in the text of the article, from 1.
        status: "used" if its words stand in the document, or date a source; else "listed".
        reason: What it dates, or why it dates nothing.
        start: Where it begins in the text of the article, in characters from 0.
        end: Where it ends; half-open.

    """

    article: str
    text: str
    position: str
    status: str
    reason: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Review:
    """What an editor looks at beside the draft.

    Attributes:
        items: Every temporal expression, in the order of the articles.
        remarks: What there is to know of how the articles were read.
        stated: How many dates of the document are the words of an article, as they stand.
        read: How many are written out beside the words.
        for_editor: How many remarks to the editor there are in the document.
        article_ids: The ids of the articles as sources, in their order.

    """

    items: tuple[ReviewItem, ...]
    remarks: tuple[str, ...]
    stated: int
    read: int
    for_editor: int
    article_ids: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Return the expressions as JSON: a list of objects, one for each, in order."""
        rows = [
            {"article": each.article, "text": each.text, "position": each.position,
             "status": each.status, "reason": each.reason}
            for each in self.items
        ]  # fmt: skip
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"

    def format_counts(self) -> str:
        """Return the counts, as the command prints them."""
        listed = [each for each in self.items if each.status == "listed"]
        reasons: dict[str, int] = {}
        for each in listed:
            reasons[each.reason] = reasons.get(each.reason, 0) + 1
        lines = [
            f"{self.stated} stated, {self.read} read, {self.for_editor} {MARK},"
            f" {len(listed)} not used"
        ]
        lines += [f"  {count} × {reason}" for reason, count in sorted(reasons.items())]
        return "\n".join([*lines, *self.remarks])


def build_review(stories: Sequence[Story], draft: DocumentDraft) -> Review:
    """Return the review of a draft that is proven."""
    claims = [each.claim for each in draft.dates]
    return Review(
        tuple(_iterate_items(stories, draft)),
        tuple(_iterate_remarks(stories, draft)),
        sum("reads" not in each for each in claims),
        sum("reads" in each and each["reads"] != "TBD" for each in claims),
        len(draft.remarks),
        tuple(draft.source_ids),
    )


def _iterate_items(stories: Sequence[Story], draft: DocumentDraft) -> Iterable[ReviewItem]:
    says = "\n".join({" ".join(each.claim["says"].split()): None for each in draft.dates})
    is_said = cache(says.__contains__)  # the same words come again and again
    for story, id in zip(stories, draft.source_ids, strict=True):
        for each in story.expressions:
            text = " ".join(each.text.split())
            is_used = each.fate == "used" and (each.reason == "day of publication" or is_said(text))
            status, reason = ("used" if is_used else "listed"), " ".join(each.reason.split())
            if each.fate == "used" and not is_used:
                reason = f"it is told elsewhere: {reason}"
            position = tell_position(story.article.text, each.start)
            yield ReviewItem(id, text, position, status, reason, each.start, each.end)


def _iterate_remarks(stories: Sequence[Story], draft: DocumentDraft) -> Iterable[str]:
    for story, id in zip(stories, draft.source_ids, strict=True):
        yield from (f"{id}: {each}" for each in (*story.article.remarks, *story.remarks))
        if story.article.cut:
            count = len(story.article.cut)
            told = "1 part of the page is" if count == 1 else f"{count} parts of the page are"
            yield f"{id}: {told} not of the story"
