"""A name that is not one place in; the error that says why, and which names would be understood, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
MAX_LISTED_ZONES = 3  # time zones that a message lists
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def create_ambiguity_error(name: str, found: Sequence[PlaceMatch]) -> PlaceError:
    """It may be any of those found."""
    rivals = list_rivals(found)
    possible = [one for one in found if one in rivals or one.population > rivals[0].population]
    candidates = list_candidates(possible)
    more = len(candidates) < len(possible)
    ways = [
        f"write one of them in full: {'; '.join(candidates)}" if candidates else "",
        MANUAL_PLACE_HINT if more else "",
    ]
    message = f"{quote_text(name)} may be any of {len(possible)} places"
    return PlaceError(
        message, kind="ambiguous", candidates=candidates, hint="; or ".join(filter(None, ways))
    )


def create_several_zones_error(
    name: str, meant: PlaceMatch, found: Sequence[PlaceMatch]
) -> PlaceError:
    """It is a country or state whose clocks differ."""
    zones = meant.region.zones
    candidates = list_candidates([meant, *(one for one in found if one.is_primary_name)])
    hint = f"name a city, such as '{candidates[0]}'" if candidates else MANUAL_PLACE_HINT
    listed = f": {', '.join(zones)}" if len(zones) <= MAX_LISTED_ZONES else ""
    return PlaceError(
        f"{quote_text(name)} has {len(zones)} time zones{listed}",
        kind="wide",
        candidates=candidates,
        hint=hint,
    )


def create_unknown_region_error(name: str, key: str, qualifier: str) -> PlaceError:
    """A qualifier is no country or state."""
    written = next(
        (part.strip() for part in name.split(",") if fold_name(part) == qualifier), qualifier
    )
    near = [
        get_region(code).name
        for each in _list_one_letter_edits(qualifier)
        for code in find_region_codes(each)
    ]
    candidates = list_candidates(find_matches(key))
    city = choose_match(find_matches(qualifier))
    if (
        city and city.place.timezone and not near and not candidates
    ):  # an address, of which the last part is the city
        return PlaceError(
            f"no place {quote_text(name)} is known",
            hint=MANUAL_PLACE_HINT.replace("Area/City", city.place.timezone),
        )
    return _create_unknown_place_error(
        f"no country or state {quote_text(written)} is known", near or candidates, candidates
    )


def create_not_found_error(name: str, key: str, qualifiers: Sequence[str]) -> PlaceError:
    """Nothing bears the name, or nothing within its qualifiers."""
    if elsewhere := list_candidates(find_matches(key)):
        return _create_unknown_place_error(
            f"{quote_text(name)} is not known, but there is {elsewhere[0]}", [], elsewhere
        )
    near = {
        build_city_match(each, *row)
        for each in _list_one_letter_edits(key)
        for row in find_rows(each)
    }
    near = {one for one in near if one.is_primary_name and is_within(one, qualifiers)}
    candidates = list_candidates(sorted(near, key=lambda one: (-one.population, one.full_name)))
    return _create_unknown_place_error(
        f"no place {quote_text(name)} is known", candidates, candidates
    )


def _create_unknown_place_error(
    message: str, near: Sequence[str], candidates: Sequence[str]
) -> PlaceError:
    hint = f"did you mean '{near[0]}'? If not, {MANUAL_PLACE_HINT}" if near else MANUAL_PLACE_HINT
    return PlaceError(message, candidates=candidates, hint=hint)


def list_candidates(found: Iterable[PlaceMatch]) -> list[str]:
    """Texts that `locate` understands, one for each place; a whole region is best named by its largest city."""
    by_place: dict[Place, str] = {}
    for one in found:
        text = f"{one.region.city}, {one.full_name}" if one.is_region else one.full_name
        key, *qualifiers = parse_name_keys(text)
        meant = choose_match(find_matches_within(key, qualifiers))
        if meant and meant.place.timezone:
            by_place.setdefault(meant.place, text)
        if len(by_place) == MAX_CANDIDATES:
            break
    return list(by_place.values())


def _list_one_letter_edits(key: str) -> list[str]:
    """What was perhaps meant: the key with one letter dropped, swapped, replaced or added."""
    if not 4 <= len(key) <= 30:  # shorter ones are like everything, longer ones take long
        return []
    halves = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    dropped = [left + right[1:] for left, right in halves if right]
    swapped = [left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1]
    changed = [
        left + letter + rest
        for left, right in halves
        for letter in ALPHABET
        for rest in {right, right[1:]}
    ]
    return sorted({*dropped, *swapped, *changed} - {key})
