"""A name in; whether it only says what kind of venue it is out: "Cathedral", "Teatro Real".

Small towns bear such names, and so do large ones in translation: Casablanca as "White House".
"""

from __future__ import annotations

import re

from itinerary.places.spelling import fold_name

# Without those of which towns make their names: "Red Bank", "Park City", "Mission Hill".
_NOUNS = frozenset(
    """
    abbey arena auditorium barracks basilica cafe cafeteria campus canteen castle cathedral chapel
    church cinema clinic club college conference consulate convention courthouse embassy exhibition
    factory fair forum fountain gallery garden gardens hall harbor harbour headquarters hospital
    hostel hotel house institute jetty kremlin library lobby mall marina market memorial ministry
    monastery monument mosque museum observatory office opera palace parliament pavilion pier plaza
    presidency residence restaurant school senate shrine square stadium stage station street studio
    summit synagogue temple terminal theater theatre tower university warehouse winery zoo
    abadia alcaldia aeropuerto aeroporto ayuntamiento biblioteca capilla capela casa castelo
    castillo catedral centro cine clube colegio congreso congresso consulado convento embaixada
    embajada escola escuela estacion estacao estadio estudio feira feria galeria iglesia igreja
    instituto jardim jardin mercado mezquita mesquita ministerio monasterio monumento mosteiro museo
    museu oficina palacio parlamento parroquia prefeitura presidencia puerto residencia restaurante
    sala salon sede senado sinagoga teatro templo terminal universidad universidade
    """.split()
)
_ADJECTIVES = frozenset(
    """
    black blue central golden grand great green main national old pink red royal white the
    blanca branca central nacional real roja rosada vermelha la el a o
    """.split()
)
_SEPARATORS = re.compile(r"[\s/–-]+")


def split_words(name: str) -> list[str]:
    """Return the words of a name, folded."""
    return [word for word in map(fold_name, _SEPARATORS.split(name)) if word]


def is_kind_of_venue(name: str) -> bool:
    """Return whether a name has only words that say what kind of venue it is.

    >>> [is_kind_of_venue(name) for name in ("Opera", "White House", "Red Bank", "Vienna")]
    [True, True, False, False]
    """
    words = split_words(name)
    return not _NOUNS.isdisjoint(words) and {*words} <= _NOUNS | _ADJECTIVES
