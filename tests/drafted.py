"""What tests of drafts share: a draft of a text, and what it comes to."""

from __future__ import annotations

from itinerary import draft, read_article, resolve
from itinerary.drafting import Draft


def draft_text(text: str, **options: object) -> Draft:
    """Return the draft of an article, given as its text."""
    return draft([read_article(text, **options)])  # type: ignore[arg-type]


def list_entries(drafted: Draft) -> dict[str, str]:
    """Return the dates of a draft by the titles of its entries, as they are resolved."""
    timeline = resolve(drafted.document)
    assert not [each for each in timeline.diagnostics if each.severity == "error"]
    return {
        f"{each.section} {each.title}": " & ".join(one.edtf for one in each.intervals) or "open"
        for each in timeline.entries
    }


def list_reasons(drafted: Draft) -> dict[str, str]:
    """Return the words that a draft only lists, with the reasons."""
    return {each.text: each.reason for each in drafted.review.items if each.status == "listed"}
