"""A text in; the cities and countries that it names, and how each is spoken of, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from itinerary.drafting.language import DraftingWords
from itinerary.drafting.place_names import (
    REGION_BEHIND,
    RUN,
    PlaceNames,
    find_end_of_name,
    find_in_region_behind,
    find_known,
    find_pair,
    find_region,
)
from itinerary.drafting.place_relations import Relation, find_relation
from itinerary.places import Place, fold_name
from itinerary.places.index import find_region_codes
from itinerary.places.venue_words import is_kind_of_venue

_MOST_WORDS = 6
_STREET = re.compile(r"(?i)(?:calle|avenida|plaza|paseo|rua|praça|largo)\b")


class NamedPlace(NamedTuple):
    """A place that a text names.

    Attributes:
        start: Where the name begins in the text, in characters from 0.
        end: Where it ends; half-open.
        name: As a document names it, so that the index finds it.
        relation: Whether somebody is there, goes there, comes from there, or visits it.
        place: What the index knows of it, or of the state or country that it lies in.
        is_city: Whether it is a city, not a country or a state.
        is_guess: Whether it is the largest of its name, and nothing tells that it is meant.

    """

    start: int
    end: int
    name: str
    place: Place
    relation: Relation
    is_city: bool
    is_guess: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What two names of the same place share."""
        return fold_name(self.place.name), self.place.country or ""

    @property
    def is_shared(self) -> bool:
        """Whether its country has several cities of its name, all by one clock."""
        return self.is_city and self.place.latitude is None and bool(self.place.timezone)


class Gazetteer:
    """The places of one article: a city that several share is that in a country it speaks of."""

    def __init__(self, text: str, words: DraftingWords) -> None:
        self._words = words
        self.names = PlaceNames(text)
        self._known: dict[str, list[NamedPlace]] = {}

    def find(self, text: str) -> list[NamedPlace]:
        """Return the places of a text that it speaks of as places, in order."""
        if text not in self._known:
            self._known[text] = self._find_places(text)
        return [*self._known[text]]

    def find_opening(self, text: str) -> NamedPlace | None:
        """Return the city that a text begins with, before a comma: "Denver, Town Hall"."""
        lead = self._words.joint.match(text.lstrip(" ,;"))
        start = len(text) - len(text.lstrip(" ,;")) + (lead.end() + 1 if lead else 0)
        run = RUN.match(text, start)
        named = self._read_run(text, run.start(), run.end(), "at") if run else None
        is_alone = named is not None and re.match(r"\s*[,:(]", text[named.end :])
        return named if named and named.is_city and is_alone else None

    def look_up(self, name: str) -> tuple[str, Place] | None:
        """Return the name by which the index finds a place, and the place."""
        return None if self._is_common(name) else self.names.look_up(name)

    def _find_places(self, text: str) -> list[NamedPlace]:
        found: list[NamedPlace] = []
        for run in RUN.finditer(text):
            if found and run.start() < found[-1].end:
                continue
            first = self._skip_small_words(run)
            for start in (first, *_iterate_starts(text, first, run.end())):
                last = found[-1] if found else None
                beside = (last.end, last.relation) if last else None
                relation = find_relation(text, start, run.end(), self._words, beside)
                named = self._read_run(text, start, run.end(), relation) if relation else None
                if named and (named.is_city or start == first):
                    found.append(named)
                    break
        return found

    def _skip_small_words(self, run: re.Match[str]) -> int:
        """Return where the name begins in a run of capitals: "In Vienna", "Arrive Wellington"."""
        words, start = self._words, run.start()
        small = (words.at_place, words.to_place, words.from_place, words.joint, words.arrive,
                 words.depart, words.go, words.return_, words.trip_verb, words.stop)  # fmt: skip
        for word in run[0].split(" ")[:-1]:
            if not any(each.fullmatch(word) for each in small):
                break
            start += len(word) + 1
        return start

    def _read_run(self, text: str, start: int, end: int, relation: Relation) -> NamedPlace | None:
        pair = find_pair(text, start, end)
        if pair and (region := find_region(pair)):
            return NamedPlace(start, start + len(pair), pair, region, relation, False)
        end = find_end_of_name(text, start, end)
        names = text[start:end].split(" ")
        if self._words.continent.fullmatch(text[start:end]):
            return None
        is_after_comma = text[:start].rstrip().endswith(",")  # "in Lima, Mora meets …"
        for count in range(min(len(names), _MOST_WORDS), 0, -1):
            name, more = " ".join(names[:count]), names[count:]
            stop = start + len(name)
            if self._is_common(name) or self._is_patron(text[:start], names[0]):
                return None
            found = find_in_region_behind(text, stop, name) or self.names.look_up(name)
            if found and self.names.is_guess(found[0]) and is_after_comma:
                return None
            if found:
                is_venue = more and is_kind_of_venue(fold_name(names[0]))
                if is_venue or (more and not self._may_follow(more)):
                    return None  # "Vienna University" is no city, nor is "Sala Vivaldi"
                exact, place = self._qualify(text, stop, *found)
                stop = self._skip_region(text, stop, place)
                is_city, is_guess = place.latitude is not None, self.names.is_guess(exact)
                return NamedPlace(start, stop, exact, place, relation, is_city, is_guess)
            if not is_after_comma and (shared := self.names.find_shared(name)):
                is_other = more and not self._may_follow(more)
                return None if is_other else NamedPlace(start, stop, *shared, relation, True)
        return self._read_unknown(text, start, end, relation)

    def _read_unknown(
        self, text: str, start: int, end: int, relation: Relation
    ) -> NamedPlace | None:
        """Return a city that the index does not know, of a state or country that it does."""
        behind = REGION_BEHIND.match(text, end)
        region = find_region(behind["region"]) if behind else None
        if behind is None or region is None or find_region(text[start:end]):
            return None
        name = f"{text[start:end]}, {behind['region']}"
        place = region._replace(name=text[start:end])
        return NamedPlace(start, behind.end(), name, place, relation, True)

    def _may_follow(self, more: Sequence[str]) -> bool:
        """Return whether words behind the name of a city leave it the name of a city."""
        word = more[0]
        if not word[:1].isupper():
            return self._words.article.fullmatch(word) is not None
        is_person = self._words.role.fullmatch(word) is not None  # "In Lima Mayor Rui Sá …"
        is_institution = any(self._is_common(each) for each in more)  # "Lima State University"
        return (is_person and not is_institution) or find_region(word) is not None

    def _is_patron(self, before: str, name: str) -> bool:
        """Return whether a name is a saint's behind a church: "igreja de São Roque"."""
        *_, kind, _of = ["", "", *before.split()]
        is_church = self._words.church.fullmatch(kind) is not None
        return is_church and self._words.saint.fullmatch(name) is not None

    def _is_common(self, name: str) -> bool:
        """Return whether a name is a word of its own: "Foundation", "Wed"."""
        words = self._words
        kinds = (words.institution, words.organisation, words.abbreviation)
        return any(each.fullmatch(name) for each in kinds)

    def _qualify(self, text: str, end: int, name: str, place: Place) -> tuple[str, Place]:
        """Return a name with the state or country that stands behind it, if that is what it is."""
        behind = REGION_BEHIND.match(text, end)
        if behind and place.latitude is not None and "," not in name:
            qualified = f"{name}, {behind['region']}"
            if (exact := find_known(qualified)) is not None:
                return (qualified, exact) if exact != place else (name, place)
        return name, place

    def _skip_region(self, text: str, end: int, place: Place) -> int:
        """Return where a name ends, with the state or country of the city behind it."""
        behind = REGION_BEHIND.match(text, end)
        region = find_region(behind["region"]) if behind and place.latitude is not None else None
        return behind.end() if behind and region and region.country == place.country else end


def _iterate_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a name may begin inside another: "Rosario" in "El Círculo de Rosario"."""
    for found in re.finditer(r" (?:de|of) (?=[^\W\d_a-z])", text[start:end]):
        if not _STREET.match(text, start):
            yield start + found.end()


def choose_legs(places: Iterable[NamedPlace]) -> list[NamedPlace]:
    """Return the places once each; a country gives way to a city of it.

    >>> from itinerary.drafting.language import load_drafting_words
    >>> text = "She will visit Chile, travels to Santiago, and will be in Lima."
    >>> found = Gazetteer(text, load_drafting_words("en")).find(text)
    >>> [each.name for each in choose_legs(found)]
    ['Santiago', 'Lima']
    """
    unique = list({each.key: each for each in reversed(list(places))}.values())[::-1]
    cities = [each for each in unique if each.is_city]
    return [each for each in unique if each.is_city or not any(lies_in(c, each) for c in cities)]


def lies_in(city: NamedPlace, region: NamedPlace) -> bool:
    """Return whether a city lies in a country or a state."""
    codes = find_region_codes(fold_name(region.name))
    if any("." in each for each in codes):
        return find_known(f"{city.place.name}, {region.name}") == city.place
    return city.place.country == region.place.country
