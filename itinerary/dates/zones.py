"""The name of a time zone in, the zone out: from the `tzdata` package alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import tzdata

from itinerary.diagnostics import PlaceError, ask_if_meant, find_nearest_choice

_TZDATA = Path(tzdata.__file__).parent
_MONTHS = [datetime(year, month, 1) for year in range(2020, 2038) for month in range(1, 13)]


class _PackagedZone(ZoneInfo):
    """A time zone of the `tzdata` package, which can be pickled and copied by its name."""

    def __reduce__(self) -> tuple[Callable[[str], ZoneInfo], tuple[str]]:
        return load_zone, (self.key,)

    def __repr__(self) -> str:
        return f"zoneinfo.ZoneInfo(key={self.key!r})"


@cache
def load_zone(key: str) -> ZoneInfo:
    """Return the time zone of an IANA name.

    It is read from the `tzdata` package and never from the host, so that all machines answer alike.

    Raises:
        PlaceError: The tz database lacks the name.

    >>> load_zone("America/Mexico_City").key
    'America/Mexico_City'
    """
    with find_zone_file(key).open("rb") as file:
        return _PackagedZone.from_file(file, key=key)


@cache
def share_clock(one: str, other: str) -> bool:
    """Return whether the clocks of two zones have shown the same since 2020, and are to.

    >>> share_clock("Europe/Paris", "Europe/Madrid"), share_clock("Europe/Paris", "Europe/London")
    (True, False)
    """
    zones = load_zone(one), load_zone(other)
    return one == other or all(
        len({zone.utcoffset(moment.replace(tzinfo=zone)) for zone in zones}) == 1
        for moment in _MONTHS
    )


def replace_pytz_zone(zone: tzinfo) -> tzinfo:
    """Return the zone of the same name for one of pytz; any other stays as it is.

    One of pytz, taken as it is, states the mean time of its city before there were time zones.

    Raises:
        PlaceError: The tz database lacks the name.

    >>> replace_pytz_zone(load_zone("Europe/Lisbon"))
    zoneinfo.ZoneInfo(key='Europe/Lisbon')
    """
    name: object = getattr(zone, "zone", None)
    return load_zone(name) if isinstance(name, str) and hasattr(zone, "localize") else zone


@cache
def list_zone_names() -> tuple[str, ...]:
    """Return the IANA names of all zones of the tz database.

    >>> "America/Mexico_City" in list_zone_names()
    True
    """
    return tuple((_TZDATA / "zones").read_text(encoding="utf-8").split())


def find_zone_file(key: str) -> Path:
    """Return the file of the tz database for an IANA name; PlaceError for one that it lacks."""
    names = list_zone_names()
    if key not in names:
        raise PlaceError(
            f"'{key[:60]}' is no time zone of the tz database", hint=_suggest_zone(key, names)
        )
    return _TZDATA / "zoneinfo" / key


def _suggest_zone(key: str, names: Iterable[str]) -> str:
    """Return what to write instead of a wrong zone: the one that it is like, or that of its city.

    An abbreviation may mean several zones, and so is not expanded.
    """
    cities = {
        name.rpartition("/")[2].casefold(): name
        for name in names
        if "/" in name and not name.startswith("Etc/")
    }
    meant = cities.get(key.replace(" ", "_").casefold()) or find_nearest_choice(
        key, cities.values()
    )
    return ask_if_meant(meant, key) if meant else "write it as Area/City, such as Europe/Lisbon"
