"""A place as a document has it: a name to look up, or its details."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Unpack

from pydantic import BeforeValidator, Field, StringConstraints

from itinerary.document.field_types import (
    COUNTRY_PATTERN,
    Text,
    Timezone,
    build_mapping_validator,
    refuse_boolean,
)
from itinerary.document.node import Node

if TYPE_CHECKING:
    from itinerary.document.constructors import PlaceDetailsFields

_Latitude = Annotated[
    float, Field(ge=-90, le=90, allow_inf_nan=False), BeforeValidator(refuse_boolean)
]
_Longitude = Annotated[
    float, Field(ge=-180, le=180, allow_inf_nan=False), BeforeValidator(refuse_boolean)
]


class PlaceDetails(Node):
    """A place that is written out; what it leaves out is looked up by its name.

    >>> PlaceDetails(name="Sala Norte", timezone="Europe/Madrid", country="ES").country
    'ES'
    """

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[PlaceDetailsFields]) -> None: ...

    name: Text = Field(
        description="The name, followed by a country or state where it may be another place.",
        examples=["Springfield, Illinois"],
    )
    timezone: Timezone | None = Field(
        default=None,
        description="The time zone, by its name in the tz database.",
        examples=["America/Guayaquil"],
    )
    country: Annotated[str, StringConstraints(pattern=COUNTRY_PATTERN)] | None = Field(
        default=None, description="The country, by its code of ISO 3166.", examples=["EC"]
    )
    latitude: _Latitude | None = Field(
        default=None, description="The latitude in degrees; south is negative.", examples=[-0.22]
    )
    longitude: _Longitude | None = Field(
        default=None, description="The longitude in degrees; west is negative.", examples=[-78.51]
    )
    address: Text | None = Field(
        default=None,
        description="The postal address, which calendars show as the location.",
        examples=["García Moreno N10-43, Quito"],
    )


PlaceOrName = Annotated[PlaceDetails, build_mapping_validator("name", PlaceDetails)]
