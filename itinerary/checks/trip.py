"""A Timeline in; the trip as the checks see it out: what is not cancelled, when, in which city, and with which travellers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from itinerary.dates import wording
from itinerary.dates.arithmetic import widen_to_days
from itinerary.dates.interval import Interval, drop_time_zones
from itinerary.diagnostics import Diagnostic, shorten_text
from itinerary.document import Event, Leg
from itinerary.places import Place, fold_name
from itinerary.timeline import Dating, DocumentPath, Entry, Reading, SectionName, Timeline, Verdict


class CityKey(NamedTuple):
    """A city as it is compared."""

    zone: str
    name: str


class Trip:
    """One timeline; each check takes it and gives its findings."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline, self.document = timeline, timeline.document
        held = [each for each in timeline.select_entries("leg", "event") if not _is_cancelled(each)]
        self.legs = {each.id: each for each in held if each.section == "leg"}
        self.events = [
            each
            for each in held
            if each.section == "event" and (each.leg is None or each.leg in self.legs)
        ]
        self.movements = [each for each in self.events if each.kind == "movement"]
        self.intervals = {
            each.id: each.interval for each in timeline.entries
        }  # worked out once, since each check asks for them
        whole = self.intervals.get("trip")
        self.days = widen_to_days(drop_time_zones(whole)) if whole else None
        self._names: dict[
            tuple[float, float | None], str
        ] = {}  # of cities, by where they lie: Lisboa is Lisbon

    def create_warning(self, path: DocumentPath, code: str, message: str, hint: str) -> Diagnostic:
        """A finding at the node of a path."""
        return self.document.create_diagnostic(path, "warning", message, hint, code)

    def find_chosen_readings(
        self, *sections: SectionName
    ) -> Iterator[tuple[Entry, Dating, Reading]]:
        """The claims that dates were taken from, cancelled ones among them, in some sections; in all, if none is named."""
        for entry in self.timeline.select_entries(*sections) if sections else self.timeline.entries:
            yield from (
                (entry, dating, dating.chosen_reading)
                for dating in entry.datings
                if dating.chosen_reading
            )

    def describe_entry(self, entry: Entry) -> str:
        """An entry as messages name it, with its date."""
        interval = self.intervals[entry.id]
        return (
            f"{quote_title(entry)} ({describe_interval(interval)})"
            if interval
            else quote_title(entry)
        )

    def find_city(self, entry: Entry) -> CityKey | None:
        """The city that an entry is in: that of its leg, if it has one in the same time zone; None where only a venue is known."""
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
        """A place that is a city; None where it has no name or no time zone."""
        if place is None or not place.name or not place.timezone:
            return None
        name = fold_name(place.name.partition(",")[0])
        if place.latitude is not None:
            name = self._names.setdefault((place.latitude, place.longitude), name)
        return CityKey(place.timezone, name)

    def can_share_traveller(self, one: Entry, other: Entry) -> bool:
        """Whether a traveller may be at both; not if each names travellers of its own."""
        first, second = self._find_named_travellers(one), self._find_named_travellers(other)
        return not first or not second or not first.isdisjoint(second)

    def _find_named_travellers(self, entry: Entry) -> set[str]:
        participants = entry.item.participants if isinstance(entry.item, Event) else ()
        return self._travellers & {each.name for each in participants}

    @cached_property
    def _travellers(self) -> set[str]:
        principal = (self.document.principal,) if self.document.principal else ()
        return {each.name for each in (*principal, *self.document.travellers)}


def _is_cancelled(entry: Entry) -> bool:
    return isinstance(entry.item, Event | Leg) and entry.item.status == "cancelled"


def find_claim_path(entry: Entry, dating: Dating) -> DocumentPath:
    """Where the words of the claim stand that a date was taken from."""
    index = next(
        number for number, each in enumerate(dating.readings) if each.verdict == Verdict.CHOSEN
    )
    return (
        *entry.path,
        dating.name,
        index,
        "reads" if dating.readings[index].claim.reads else "says",
    )


def quote_title(entry: Entry) -> str:
    """The title of an entry, as messages name it."""
    return f"'{shorten_text(entry.title)}'"


def describe_interval(interval: Interval) -> str:
    """An interval as messages name it."""
    return wording.format_interval(interval)
