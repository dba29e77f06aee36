"""Names of places in a Document in; places out, each with the time zone of the clocks there."""

from __future__ import annotations

from contextlib import suppress

from itinerary.codes import Code
from itinerary.diagnostics import NodePath, PlaceError, Remedy, Replacement, shorten_text
from itinerary.document import BackgroundEvent, Document, Event, Leg, PlaceDetails
from itinerary.document.vocabulary import EventKind
from itinerary.places import Place, find_place, locate_venue, locate_within
from itinerary.resolving.dependencies import Task
from itinerary.resolving.findings import FindingReporter
from itinerary.resolving.known_places import KnownPlaces, locate_point


class PlaceResolver:
    """The places of one document; a name is looked up only where no time zone is stated.

    Attributes:
        default_place: Where everything is that says nothing else; None if the document does not
            say it. It has no name where the document states a time zone only.
    """

    def __init__(self, document: Document, report: FindingReporter) -> None:
        self._document, self._report = document, report
        self._known = KnownPlaces(document)
        self._told: set[tuple[str, str]] = set()  # errors, by message and hint
        self.default_place = self.resolve_place(document.place, ("place",), document.timezone)
        if self.default_place is None and document.timezone:
            self.default_place = Place("", document.timezone)

    def resolve_entry_places(
        self, task: Task, city: Place | None
    ) -> tuple[Place | None, Place | None]:
        """Return the place of an entry, and where it arrives if it is a movement.

        An entry without a place of its own is in the city around it, that of its leg.
        """
        match task.item:
            case Event(kind=EventKind.MOVEMENT, origin=origin, destination=destination):
                return (
                    self.resolve_place(origin, (*task.path, "from")),
                    self.resolve_place(destination, (*task.path, "to")),
                )
            case Event():
                return self._resolve_event_place(task.item, city, task.path), None
            case Leg():
                return self._resolve_leg_place(task.item, task.path), None
            case BackgroundEvent(place=place):
                return (_apply_details(place, Place(place.name, "")) if place else None), None
            case Document():
                return city, None

    def find_background_clock(self, task: Task) -> Place | None:
        """Return by whose clock the times of background are: that of its city, or the document's.

        It is None of all else. What the index lacks is no error: few dates have a clock time.
        """
        if not isinstance(task.item, BackgroundEvent):
            return None
        details = task.item.place
        with suppress(PlaceError):
            if details and (found := self._find_clock(details, (*task.path, "place"))):
                return found
        return self.default_place

    def _find_clock(self, details: PlaceDetails, path: NodePath) -> Place | None:
        if details.timezone:
            return Place(details.name, details.timezone)
        known = locate_point(details) or self._known.find_known(details, path)
        return known or find_place(_qualify_name(details))

    def resolve_place(
        self, details: PlaceDetails | None, path: NodePath, stated: str | None = None
    ) -> Place | None:
        """Return a place with its time zone; report it, and return it without one, if it has none.

        The zone is the place's own, else the one that is stated around it, else that of the city
        of its name.
        """
        if details is None:
            return None
        if timezone := details.timezone or stated:
            return _apply_details(details, Place(details.name, timezone))
        try:
            return _apply_details(details, self._locate_place(details, path))
        except PlaceError as error:
            self._report_error(error, details.name, path)
            return _apply_details(details, Place(details.name, ""))

    def _locate_place(
        self, details: PlaceDetails, path: NodePath, around: Place | None = None
    ) -> Place:
        """Return where a place is that states no time zone.

        Raises:
            PlaceError: It is not known, or may be several with different clocks.
        """
        if found := locate_point(details) or self._known.find_known(details, path):
            return found
        name = _qualify_name(details)
        if around:
            return locate_within(name, around)
        found = locate_venue(name)
        if namesake := self._known.find_near_namesake(name, found):
            self._report_near_namesake(name, found, namesake, path)
        return found

    def _resolve_known_place(
        self, details: PlaceDetails, path: NodePath, default_zone: str | None
    ) -> Place | None:
        """Return a place with its own time zone; with a default one where it is not known."""
        if details.timezone or not default_zone:
            return self.resolve_place(details, path)
        try:
            known = self._known.find_known(details, path) or find_place(_qualify_name(details))
        except PlaceError:
            return self.resolve_place(details, path)  # which reports it
        is_known = known is not None or details.latitude is not None
        return self.resolve_place(details, path, None if is_known else default_zone)

    def _resolve_event_place(
        self, event: Event, city: Place | None, path: NodePath
    ) -> Place | None:
        if event.timezone and event.place:
            return _apply_details(event.place, Place(event.place.name, event.timezone))
        if event.timezone:
            return Place("", event.timezone)
        return self._resolve_venue(event.place, city, (*path, "place")) if event.place else city

    def _resolve_leg_place(self, leg: Leg, path: NodePath) -> Place | None:
        path = (*path, "place")
        if leg.place is None:
            stated = leg.timezone or self._document.timezone
            return Place("", stated) if stated else self.default_place
        if leg.timezone:
            return self.resolve_place(leg.place, path, leg.timezone)
        return self._resolve_known_place(leg.place, path, self._document.timezone)

    def _resolve_venue(
        self, details: PlaceDetails, city: Place | None, path: NodePath
    ) -> Place | None:
        """Return a place within a city, from which it has what it does not say itself."""
        if city is not None and city.name and not city.timezone and not details.timezone:
            return self._resolve_place_in_unknown_city(details, path)
        if details.timezone or city is None or not city.timezone:
            return self.resolve_place(details, path)
        if details.country and not city.name:
            return self._resolve_known_place(details, path, city.timezone)
        try:
            found = self._locate_place(details, path, city)
        except PlaceError as error:
            self._report_error(error, details.name, path)
            return _apply_details(details, Place(details.name, ""))
        if not city.name and details.latitude is None and found.timezone != city.timezone:
            self._report_bare_city(details.name, found, city.timezone, path)
        place = _apply_details(details, found)
        return place._replace(name=city.name) if found == city else place

    def _resolve_place_in_unknown_city(self, details: PlaceDetails, path: NodePath) -> Place:
        """Return a place in a city whose clock is not known, which is told once, of the city."""
        with suppress(PlaceError):
            return _apply_details(details, self._locate_place(details, path))
        return _apply_details(details, Place(details.name, ""))

    def _report_error(self, error: PlaceError, name: str, path: NodePath) -> None:
        """Tell what is wrong with a name, once: written in full there, it is known elsewhere."""
        told = error.message, error.hint
        if told not in self._told:
            self._told.add(told)
            ways = [Replacement(name, each) for each in error.candidates if each != name]
            hint = Remedy(error.hint, ways)
            self._report((*path, "name"), "error", error.message, hint, error.code)

    def _report_near_namesake(self, name: str, found: Place, namesake: str, path: NodePath) -> None:
        """Tell of a name that is read as a city far away, though one bears it next door."""
        name = shorten_text(name)
        message = f"{name} is read as the one with the clock of {found.timezone}, not {namesake}"
        hint = f"write {name} with its country, or {namesake}"
        self._report((*path, "name"), "warning", message, hint, Code.AMBIGUOUS_PLACE)

    def _report_bare_city(self, name: str, found: Place, stated: str, path: NodePath) -> None:
        """Tell of a name without a country, as of a venue, that is read as that of a city."""
        if "," in name:
            return
        name = shorten_text(name)
        message = f"the clock of {name} is {found.timezone}, though {stated} is stated around it"
        hint = f"write {name} with its country, or {{name: {name}, timezone: {stated}}}"
        self._report((*path, "name"), "warning", message, hint, Code.OTHER_ZONE)


def _qualify_name(details: PlaceDetails) -> str:
    """Return the name of a place, with its country if that is stated beside it."""
    is_qualified = details.country is None or "," in details.name
    return details.name if is_qualified else f"{details.name}, {details.country}"


def _apply_details(details: PlaceDetails, found: Place) -> Place:
    """Return a place with what the document says of it."""
    return Place(
        details.name,
        details.timezone or found.timezone,
        details.country or found.country,
        found.latitude if details.latitude is None else details.latitude,
        found.longitude if details.longitude is None else details.longitude,
        details.address or found.address,
        found.city,
    )
