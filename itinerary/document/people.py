"""The people that a document names, and whom to call."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from itinerary.document.field_types import Text, build_mapping_validator
from itinerary.document.node import Node


class Person(Node):
    """Someone whom the document names."""

    name: Text = Field(description="The name, as it is to be printed.", examples=["Aiko Tanaka"])
    role: Text | None = Field(
        default=None, description="The office or task.", examples=["Head of Operations"]
    )
    side: Text | None = Field(
        default=None, description="The delegation that the person belongs to.", examples=["Ecuador"]
    )


class Contact(Node):
    """Someone to call; contacts are never shown to the public."""

    name: Text = Field(description="The name of the person or desk.", examples=["Rui Sá"])
    role: Text | None = Field(
        default=None, description="What to call about.", examples=["producer"]
    )
    phone: Text | None = Field(
        default=None, description="The telephone number, in quotes.", examples=["+351 900 000 001"]
    )
    email: Text | None = Field(
        default=None, description="The e-mail address.", examples=["press@example.org"]
    )


PersonOrName = Annotated[Person, build_mapping_validator("name", Person)]
People = tuple[PersonOrName, ...]
