"""A name that is not one place in; the error that says why, and which names would be understood, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from itinerary.diagnostics import PlaceError
from itinerary.places.choice import is_within, known_as, known_within, meant_of, rivals_of
from itinerary.places.index import Found, Place, city_of, codes_of, region_of, rows
from itinerary.places.spelling import BY_HAND, fold, keys, quoted

LISTED = 8  # candidates that a message names at most
FEW = 3  # time zones that a message lists
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def ambiguous(name: str, found: Sequence[Found]) -> PlaceError:
    """It may be any of those found."""
    rivals = rivals_of(found)
    possible = [one for one in found if one in rivals or one.population > rivals[0].population]
    candidates = candidates_of(possible)
    more = len(candidates) < len(possible)
    ways = [
        f"write one of them in full: {'; '.join(candidates)}" if candidates else "",
        BY_HAND if more else "",
    ]
    message = f"{quoted(name)} may be any of {len(possible)} places"
    return PlaceError(
        message, kind="ambiguous", candidates=candidates, hint="; or ".join(filter(None, ways))
    )


def several_zones(name: str, meant: Found, found: Sequence[Found]) -> PlaceError:
    """It is a country or state whose clocks differ."""
    zones = meant.region.zones
    candidates = candidates_of([meant, *(one for one in found if one.own)])
    hint = f"name a city, such as '{candidates[0]}'" if candidates else BY_HAND
    listed = f": {', '.join(zones)}" if len(zones) <= FEW else ""
    return PlaceError(
        f"{quoted(name)} has {len(zones)} time zones{listed}",
        kind="wide",
        candidates=candidates,
        hint=hint,
    )


def unknown_region(name: str, key: str, qualifier: str) -> PlaceError:
    """A qualifier is no country or state."""
    written = next((part.strip() for part in name.split(",") if fold(part) == qualifier), qualifier)
    near = [region_of(code).name for each in _one_edit_from(qualifier) for code in codes_of(each)]
    candidates = candidates_of(known_as(key))
    city = meant_of(known_as(qualifier))
    if (
        city and city.place.timezone and not near and not candidates
    ):  # an address, of which the last part is the city
        return PlaceError(
            f"no place {quoted(name)} is known",
            hint=BY_HAND.replace("Area/City", city.place.timezone),
        )
    return _unknown(
        f"no country or state {quoted(written)} is known", near or candidates, candidates
    )


def not_found(name: str, key: str, qualifiers: Sequence[str]) -> PlaceError:
    """Nothing bears the name, or nothing within its qualifiers."""
    if elsewhere := candidates_of(known_as(key)):
        return _unknown(f"{quoted(name)} is not known, but there is {elsewhere[0]}", [], elsewhere)
    near = {city_of(each, *row) for each in _one_edit_from(key) for row in rows(each)}
    near = {one for one in near if one.own and is_within(one, qualifiers)}
    candidates = candidates_of(sorted(near, key=lambda one: (-one.population, one.text)))
    return _unknown(f"no place {quoted(name)} is known", candidates, candidates)


def _unknown(message: str, near: Sequence[str], candidates: Sequence[str]) -> PlaceError:
    hint = f"did you mean '{near[0]}'? If not, {BY_HAND}" if near else BY_HAND
    return PlaceError(message, candidates=candidates, hint=hint)


def candidates_of(found: Iterable[Found]) -> list[str]:
    """Texts that `locate` understands, one for each place; a whole region is best named by its largest city."""
    by_place: dict[Place, str] = {}
    for one in found:
        text = f"{one.region.city}, {one.text}" if one.whole else one.text
        key, *qualifiers = keys(text)
        meant = meant_of(known_within(key, qualifiers))
        if meant and meant.place.timezone:
            by_place.setdefault(meant.place, text)
        if len(by_place) == LISTED:
            break
    return list(by_place.values())


def _one_edit_from(key: str) -> list[str]:
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
