"""The names of editions in; what of a trip each shows out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from itinerary.dates.wording.labels import translate_label
from itinerary.diagnostics import OptionError, require_choice
from itinerary.document.ids import slugify_text
from itinerary.document.vocabulary import Visibility
from itinerary.publishing.busy import show_busy
from itinerary.timeline import Timeline
from itinerary.views.audience import AUDIENCES, for_audience
from itinerary.views.traveller import for_traveller, select_for_traveller

PUBLIC = "public"
BUSY = "busy"
READERS = (*map(str, AUDIENCES), BUSY)
"""What editions there are: one for each audience, and one of times alone."""


class Edition(NamedTuple):
    """What is published for some readers.

    Attributes:
        readers: One of `READERS`.
        traveller: Whom alone it is for; "" for all.
    """

    readers: str
    traveller: str = ""

    @property
    def name(self) -> str:
        """What commands and the ledger call it: "staff", "staff-ana-lima"."""
        return f"{self.readers}-{slugify_text(self.traveller)}" if self.traveller else self.readers

    @property
    def is_secret(self) -> bool:
        """Whether its folder has a token for a name; only that of all the public has none."""
        return self.name != PUBLIC

    @property
    def audience(self) -> Visibility:
        """Whose view of the trip it shows, or the times of: what is secret takes time, too."""
        return Visibility.STAFF if self.readers == BUSY else Visibility(self.readers)

    def mark_cancelled(self, language: str) -> str:
        """Return what stands before the title of what is cancelled in calendars.

        Where times are all that is told, it is not told that anything was to take place: the
        status of such a time says that it no longer counts (RFC 5545, section 3.8.1.11).
        """
        return "" if self.readers == BUSY else f"{translate_label('CANCELLED', language)}: "

    def select(self, timeline: Timeline) -> Timeline:
        """Return what it shows of a trip.

        Raises:
            OptionError: Nothing is for its audience, or the trip has no such traveller.
        """
        view = for_audience(timeline, self.audience)
        return self._finish(for_traveller(view, self.traveller) if self.traveller else view)

    def select_former(self, timeline: Timeline) -> Timeline | None:
        """Return what it would have shown of an earlier issue; None if nothing was for it."""
        try:
            view = for_audience(timeline, self.audience)
        except OptionError:
            return None
        own = select_for_traveller(view, self.traveller) if self.traveller else view
        return self._finish(own)

    def _finish(self, view: Timeline) -> Timeline:
        return show_busy(view) if self.readers == BUSY else view


def choose_editions(readers: Iterable[str], traveller: str = "") -> tuple[Edition, ...]:
    """Return the editions of some names, each once.

    Raises:
        OptionError: There is no such edition; the message suggests the nearest one.

    >>> [each.name for each in choose_editions(["public", "staff"], "Ana Lima")]
    ['public-ana-lima', 'staff-ana-lima']
    >>> choose_editions(["Staff"])
    Traceback (most recent call last):
    itinerary.diagnostics.errors.OptionError: unknown edition 'Staff' - did you mean 'staff'?
    """
    names = tuple(dict.fromkeys(readers))
    for each in names:
        require_choice("edition", each, READERS)
    return tuple(Edition(each, traveller) for each in names)
