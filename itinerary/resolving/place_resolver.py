"""Names of places in a document in; the places that they are out, each with the time zone that clocks there show."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from itinerary.diagnostics import PlaceError, PlaceProblem, Severity
from itinerary.document import BackgroundEvent, Document, Event, Leg, PlaceDetails
from itinerary.places import Place, locate_place
from itinerary.resolving.dependencies import Task
from itinerary.timeline import DocumentPath

PLACE_PROBLEM_CODES: Mapping[PlaceProblem, str] = {
    "unknown": "no-such-place",
    "ambiguous": "ambiguous-place",
    "wide": "several-zones",
}
FindingReporter = Callable[[DocumentPath, Severity, str, str, str], None]


class PlaceResolver:
    """The places of one document; a name is looked up only where no time zone is stated."""

    def __init__(self, document: Document, report: FindingReporter) -> None:
        self._document, self._report = document, report
        stated = document.timezone
        self.default_place = self.resolve_place(document.place, ("place",), stated) or (
            Place("", stated) if stated else None
        )

    def resolve_entry_places(
        self, task: Task, city: Place | None
    ) -> tuple[Place | None, Place | None]:
        """The place of an entry, and where a movement arrives: its own, else that of the leg around it, which is the city."""
        item, path = task.item, task.path
        if isinstance(item, Event) and item.kind == "movement":
            return self.resolve_place(item.origin, (*path, "from")), self.resolve_place(
                item.destination, (*path, "to")
            )
        if isinstance(item, BackgroundEvent):
            return (
                _apply_details(item.place, Place(item.place.name, "")) if item.place else None
            ), None
        if isinstance(item, Leg):
            return self._resolve_leg_place(item, path), None
        if isinstance(item, Event) and item.timezone:
            return (
                _apply_details(item.place, Place(item.place.name, item.timezone))
                if item.place
                else Place("", item.timezone)
            ), None
        own = item.place if isinstance(item, Event) else None
        return (self._resolve_venue(own, city, (*path, "place")) if own else city), None

    def resolve_place(
        self, details: PlaceDetails | None, path: DocumentPath, stated: str | None = None
    ) -> Place | None:
        """A place with its time zone: its own, one that is stated around it, or that of the city of its name; reported if it has none."""
        if details is None:
            return None
        if timezone := details.timezone or stated:
            return _apply_details(details, Place(details.name, timezone))
        try:
            return _apply_details(details, locate_place(details.name)[0])
        except PlaceError as error:
            self._report(
                (*path, "name"), "error", error.message, error.hint, PLACE_PROBLEM_CODES[error.kind]
            )
            return None

    def _resolve_leg_place(self, leg: Leg, path: DocumentPath) -> Place | None:
        stated = leg.timezone or self._document.timezone
        if leg.place is None:
            return Place("", stated) if stated else self.default_place
        return self.resolve_place(leg.place, (*path, "place"), stated)

    def _resolve_venue(
        self, details: PlaceDetails, city: Place | None, path: DocumentPath
    ) -> Place | None:
        """A place within a city, which has from there what it does not say itself."""
        if city is None:
            return self.resolve_place(details, path)
        return (
            city
            if details.name == city.name
            else _apply_details(details, Place(details.name, city.timezone, city.country))
        )


def _apply_details(details: PlaceDetails, found: Place) -> Place:
    """A place with what the document says of it."""
    return Place(
        details.name,
        details.timezone or found.timezone,
        details.country or found.country,
        found.latitude if details.latitude is None else details.latitude,
        found.longitude if details.longitude is None else details.longitude,
        details.address or found.address,
    )
