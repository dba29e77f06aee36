"""What is asked for and what was published in; how an edition is written out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from itinerary.export.follow_links import require_folder_address
from itinerary.publishing.ledger import EditionRecord

_FIRST_LANGUAGE = "en"


@dataclass(frozen=True, kw_only=True)
class EditionOptions:
    """How editions of a document are written; what is left out stays as it was.

    Attributes:
        lang: The language of pages, briefings and calendars; "" for that of before.
        address: Where the site is served, with "/" at its end; "" for what was said before, or
            where that is not known.

    Raises:
        OptionError: The address is not that of a folder on the web. Once the token of an edition
            is part of it, a message about it would tell that.
    """

    lang: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        """Check the address."""
        if self.address:
            require_folder_address(self.address)

    def complete(self, name: str, editions: Mapping[str, EditionRecord]) -> EditionOptions:
        """Return the options of an edition with what was said of it before, and is not said now.

        Args:
            name: Of the edition; one that is new is written as the others are.
            editions: What was published so far.

        >>> EditionOptions().complete("public", {}).lang
        'en'
        """
        former = editions.get(name) or next(iter(editions.values()), None)
        return EditionOptions(
            lang=self.lang or (former.language if former else _FIRST_LANGUAGE),
            address=self.address or (former.site_address if former else ""),
        )
