"""A Timeline in; the trip as checks see it out: without what is cancelled, with its cities."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from itinerary.codes import Code
from itinerary.dates.arithmetic import widen_to_days
from itinerary.dates.interval import Interval, drop_time_zones
from itinerary.dates.wording import format_interval
from itinerary.diagnostics import Diagnostic, NodePath, shorten_text
from itinerary.document import Event
from itinerary.document.vocabulary import EventKind
from itinerary.places import Place, fold_name, serves_city
from itinerary.timeline import Dating, Entry, Reading, SectionName, Timeline, Verdict
from itinerary.timeline.travellers import find_named_travellers, list_travellers


class CityKey(NamedTuple):
    """A city as it is compared: by its time zone and its folded name."""

    zone: str
    name: str


class Trip:
    """A timeline as checks see it.

    Attributes:
        timeline: The timeline itself, also with what does not take place.
        document: Its document.
        legs: The legs that take place, by their ids.
        events: The events that take place.
        movements: Those of the events that are movements.
        intervals: The stretch of each entry of the timeline, by its id; None while it is open.
        days: The days of the trip, without a time zone; None while it has no dates.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.timeline, self.document = timeline, timeline.document
        entries = timeline.select_entries("leg", "event")
        held = [each for each in entries if each.status.takes_place]
        self.legs = {each.id: each for each in held if each.section == "leg"}
        self.events = [each for each in held if each.section == "event"]
        self.movements = [each for each in self.events if each.kind == EventKind.MOVEMENT]
        # Worked out once, since every check asks for them.
        self.intervals = {each.id: each.interval for each in timeline.entries}
        whole = self.intervals.get("trip")
        self.days = widen_to_days(drop_time_zones(whole)) if whole else None
        # The names of cities by where they lie: Lisboa is Lisbon.
        self._names: dict[tuple[float, float | None], str] = {}

    def create_warning(self, path: NodePath, code: Code, message: str, hint: str) -> Diagnostic:
        """Return a warning about the node of a path."""
        return self.document.create_diagnostic(path, "warning", message, hint, code)

    def find_chosen_readings(
        self, *sections: SectionName
    ) -> Iterator[tuple[Entry, Dating, Reading]]:
        """Yield the claims that dates were taken from, also of what does not take place.

        With no section named, those of all sections.
        """
        for entry in self.timeline.select_entries(*sections) if sections else self.timeline.entries:
            for dating in entry.datings:
                if dating.chosen_reading:
                    yield entry, dating, dating.chosen_reading

    def describe_entry(self, entry: Entry) -> str:
        """Return an entry as messages name it, with its dates."""
        dates = " and ".join([format_interval(each) for each in self.list_stretches(entry)])
        return f"{quote_title(entry)} ({dates})" if dates else quote_title(entry)

    def list_stretches(self, entry: Entry) -> tuple[Interval, ...]:
        """Return the stretches of an entry; of one with two dates, that from one to the other."""
        stretch = self.intervals[entry.id]
        if len(entry.datings) == 1:
            return entry.intervals
        return (stretch,) if stretch else ()

    def find_city(self, entry: Entry) -> CityKey | None:
        """Return the city of an entry: that of its leg, if that is in the same time zone.

        None where only a venue is known.
        """
        place, leg = entry.place, self.legs.get(entry.leg or "")
        around = leg.place if leg else None
        if place and around and around.timezone == place.timezone:
            return self.identify_city(around)
        own = entry.item.place if isinstance(entry.item, Event) else None
        is_venue = own is not None and (
            own.latitude is not None or place is None or place.latitude is None
        )
        return None if is_venue else self.identify_city(place)

    def identify_city(self, place: Place | None) -> CityKey | None:
        """Return a place as a city; None where it has no name or no time zone.

        An airport is the city of the leg that it serves, or else its own.
        """
        if place is None or not place.name or not place.timezone:
            return None
        if place.city:
            cities = (leg.place for leg in self.legs.values() if leg.place)
            near = (city for city in cities if not city.city and serves_city(place, city))
            place = next(near, place._replace(name=place.city, latitude=None))
        name = fold_name(place.name.partition(",")[0])
        if place.latitude is not None:
            name = self._names.setdefault((place.latitude, place.longitude), name)
        return CityKey(place.timezone, name)

    def can_share_traveller(self, one: Entry, other: Entry) -> bool:
        """Whether a traveller may be at both; not if each names travellers of its own."""
        first, second = self._find_named_travellers(one), self._find_named_travellers(other)
        return not first or not second or not first.isdisjoint(second)

    def concerns(self, entry: Entry, traveller: str) -> bool:
        """Whether an entry is for a traveller, or for all; with "" for the name, always."""
        named = self._find_named_travellers(entry)
        return not traveller or not named or traveller in named

    @cached_property
    def separate_travellers(self) -> tuple[str, ...]:
        """All travellers, if a leg, stay or movement is for some of them; else "" for them all."""
        moving = (*self.legs.values(), *self.movements)
        stays = (each for each in self.events if each.kind == EventKind.STAY)
        everybody = frozenset(self._travellers)
        named = map(self._find_named_travellers, (*moving, *stays))
        return self._travellers if any(each and each != everybody for each in named) else ("",)

    def _find_named_travellers(self, entry: Entry) -> frozenset[str]:
        return find_named_travellers(entry, self.legs.get(entry.leg or ""), self._travellers)

    @cached_property
    def _travellers(self) -> tuple[str, ...]:
        return list_travellers(self.document)


def find_claim_path(entry: Entry, dating: Dating) -> NodePath:
    """Return where the words stand that a date was taken from; the date must not be open."""
    verdicts = [reading.verdict for reading in dating.readings]
    index = verdicts.index(Verdict.CHOSEN)
    return (*entry.path, dating.name, index, dating.readings[index].claim.words_field)


def quote_title(entry: Entry) -> str:
    """Return the title of an entry, as messages name it."""
    return f"'{shorten_text(entry.title)}'"


def name_place(place: Place | None) -> str:
    """Return the name of a place as messages use it, or a stand-in where it has none."""
    return shorten_text(place.name) if place and place.name else "its place"
