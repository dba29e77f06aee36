"""From the airports of `airportsdata` to the text of `airports.tsv`; a look-up needs only that."""

from __future__ import annotations

from itinerary.dates.zones import list_zone_names

HEADER = """\
# The world's airports with an IATA code, sorted by it, for itinerary/places/.
# Written by `python -m itinerary.places`; not to be edited.
# Data: airportsdata {version} (https://github.com/mborsetti/airportsdata), licence MIT, abridged.
# code, name, city, country, latitude, longitude, time zone
"""


def build_airports() -> str:
    """Return the text of airports.tsv."""
    from importlib.metadata import version

    import airportsdata

    rows = [
        (
            code,
            each["name"],
            each["city"],
            each["country"],
            f"{each['lat']:.2f}",
            f"{each['lon']:.2f}",
            each["tz"],
        )
        for code, each in sorted(airportsdata.load("IATA").items())
        if each["tz"] in list_zone_names()
    ]
    lines = ("\t".join(" ".join(field.split()) for field in row) + "\n" for row in rows)
    return HEADER.format(version=version("airportsdata")) + "".join(lines)
