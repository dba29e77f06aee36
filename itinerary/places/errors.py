"""Why a name is not one place, and which names would be understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from itinerary.diagnostics import PlaceError
from itinerary.places.disambiguation import (
    choose_match,
    find_matches,
    find_matches_within,
    is_within,
    list_rivals,
)
from itinerary.places.index import (
    Place,
    PlaceMatch,
    build_city_match,
    find_region_codes,
    find_rows,
    get_region,
)
from itinerary.places.spelling import MANUAL_PLACE_HINT, fold_name, parse_name_keys, quote_text

MAX_CANDIDATES = 8  # candidates that a message names at most
MAX_VENUE_CANDIDATES = 3  # beside the venue
_MAX_LISTED_ZONES = 3  # time zones that a message lists
_EDITABLE_LENGTHS = range(4, 31)  # shorter keys are like everything, longer ones take long
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def create_ambiguity_error(name: str, matches: Sequence[PlaceMatch]) -> PlaceError:
    """Return the error of a name that may be any of several places."""
    rivals = list_rivals(matches)
    least = rivals[0].population
    possible = [match for match in matches if match in rivals or match.population > least]
    candidates = list_candidates(possible)
    message = f"{quote_text(name)} may be any of {len(possible)} places"
    ways = [f"write one of them in full: {'; '.join(candidates)}"] if candidates else []
    if len(candidates) < len(possible):
        ways.append(MANUAL_PLACE_HINT)
    hint = "; or ".join(ways)
    return PlaceError(message, kind="ambiguous", candidates=candidates, hint=hint)


def create_several_zones_error(
    name: str, chosen: PlaceMatch, matches: Sequence[PlaceMatch]
) -> PlaceError:
    """Return the error of a country or state that has several time zones."""
    zones = chosen.region.zones
    candidates = list_candidates([chosen, *(match for match in matches if match.is_primary_name)])
    hint = f"name a city, such as '{candidates[0]}'" if candidates else MANUAL_PLACE_HINT
    listed = f": {', '.join(zones)}" if len(zones) <= _MAX_LISTED_ZONES else ""
    message = f"{quote_text(name)} has {len(zones)} time zones{listed}"
    return PlaceError(message, kind="wide", candidates=candidates, hint=hint)


def create_venue_or_city_error(
    name: str, matches: Sequence[PlaceMatch], around: Place
) -> PlaceError:
    """Return the error of a name that may be a venue around, or another place by another clock."""
    candidates = [_spell_city(name, match) for match in matches[:MAX_VENUE_CANDIDATES]]
    others = " or ".join(dict.fromkeys(candidates))
    venue = f"{name}, {around.name}"
    where = around.name or around.timezone
    message = f"{quote_text(name)} may be a venue in {where}, or {others}, by another clock"
    spelling = f"'{venue}'" if around.name else f"{{name: {name}, timezone: {around.timezone}}}"
    quoted = " or ".join(f"'{candidate}'" for candidate in dict.fromkeys(candidates))
    hint = f"write the venue as {spelling}, the other as {quoted}"
    understood = [venue, *candidates] if around.name else candidates
    return PlaceError(message, kind="ambiguous", candidates=understood, hint=hint)


def create_venue_or_airport_error(name: str, airport: Place, around: Place) -> PlaceError:
    """Return the error of three capitals that may be a venue around, or an airport elsewhere."""
    own, other = (f"{{name: {name}, timezone: {each.timezone}}}" for each in (around, airport))
    where = around.name or around.timezone
    message = f"{quote_text(name)} may be a venue in {where}, or {airport.address}, elsewhere"
    hint = f"write the venue as {own}, the airport as {other}"
    return PlaceError(message, kind="ambiguous", hint=hint)


def _spell_city(name: str, match: PlaceMatch) -> str:
    """Return how a place is written in full: by the name that is used, if the country suffices."""
    if match.is_region:
        return f"{match.region.city}, {match.full_name}"
    country = match.region.country.name
    key, *qualifiers = parse_name_keys(f"{name}, {country}")
    is_enough = choose_match(find_matches_within(key, qualifiers)) == match
    return f"{name}, {country}" if is_enough else match.full_name


def create_unknown_region_error(name: str, key: str, qualifier: str) -> PlaceError:
    """Return the error of a name whose qualifier is no country or state."""
    parts = (part.strip() for part in name.split(",") if fold_name(part) == qualifier)
    near = [
        get_region(code).name
        for edit in _list_one_letter_edits(qualifier)
        for code in find_region_codes(edit)
    ]
    candidates = list_candidates(find_matches(key))
    city = choose_match(find_matches(qualifier))
    is_address = city is not None and not near and not candidates
    if is_address and city and city.place.timezone:  # its last part is the city
        hint = MANUAL_PLACE_HINT.replace("Area/City", city.place.timezone)
        return PlaceError(f"no place {quote_text(name)} is known", hint=hint)
    message = f"no country or state {quote_text(next(parts, qualifier))} is known"
    return _create_unknown_place_error(message, near or candidates, candidates)


def create_not_found_error(name: str, key: str, qualifiers: Sequence[str]) -> PlaceError:
    """Return the error of a name that nothing bears, or nothing within its qualifiers."""
    if elsewhere := list_candidates(find_matches(key)):
        message = f"{quote_text(name)} is not known, but there is {elsewhere[0]}"
        return _create_unknown_place_error(message, [], elsewhere)
    candidates = list_candidates(_find_near(key, tuple(qualifiers)))
    message = f"no place {quote_text(name)} is known"
    return _create_unknown_place_error(message, candidates, candidates)


@lru_cache(maxsize=1024)  # a draft is resolved several times, with the same venues
def _find_near(key: str, qualifiers: tuple[str, ...]) -> Sequence[PlaceMatch]:
    """Return the cities whose names are one letter from another name, the largest first."""
    near = {
        match
        for edit in _list_one_letter_edits(key)
        for match in (build_city_match(edit, *row) for row in find_rows(edit))
        if match.is_primary_name and is_within(match, qualifiers)
    }
    return sorted(near, key=lambda match: (-match.population, match.full_name))


def _create_unknown_place_error(
    message: str, near: Sequence[str], candidates: Sequence[str]
) -> PlaceError:
    hint = f"did you mean '{near[0]}'? If not, {MANUAL_PLACE_HINT}" if near else MANUAL_PLACE_HINT
    return PlaceError(message, candidates=candidates, hint=hint)


def list_candidates(matches: Iterable[PlaceMatch]) -> list[str]:
    """Return names that `locate_place` understands, one for each place, and no more than a few.

    A whole region is named by its largest city.
    """
    by_place: dict[Place, str] = {}
    for match in matches:
        name = match.full_name
        text = f"{match.region.city}, {name}" if match.is_region else name
        key, *qualifiers = parse_name_keys(text)
        chosen = choose_match(find_matches_within(key, qualifiers))
        if chosen and chosen.place.timezone:
            by_place.setdefault(chosen.place, text)
        if len(by_place) == MAX_CANDIDATES:
            break
    return list(by_place.values())


def _list_one_letter_edits(key: str) -> list[str]:
    """Return a key with one letter dropped, swapped, replaced or added, in every way."""
    if len(key) not in _EDITABLE_LENGTHS:
        return []
    halves = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    dropped = [left + right[1:] for left, right in halves if right]
    swapped = [left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1]
    changed = [
        left + letter + rest
        for left, right in halves
        for letter in _ALPHABET
        for rest in {right, right[1:]}
    ]
    return sorted({*dropped, *swapped, *changed} - {key})
