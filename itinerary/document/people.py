"""The people that a document names, and whom to call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Unpack

from pydantic import Field

from itinerary.document.field_types import Text, build_mapping_validator
from itinerary.document.node import Node

if TYPE_CHECKING:
    from itinerary.document.constructors import ContactFields, PersonFields


class Person(Node):
    """Someone whom the document names.

    >>> Person(name="Aiko Tanaka", role="Head of Operations").role
    'Head of Operations'
    """

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[PersonFields]) -> None: ...

    name: Text = Field(description="The name, as it is to be printed.", examples=["Aiko Tanaka"])
    role: Text | None = Field(
        default=None, description="The office or task.", examples=["Head of Operations"]
    )
    side: Text | None = Field(
        default=None, description="The delegation that the person belongs to.", examples=["Ecuador"]
    )


class Contact(Node):
    """Someone to call; contacts are never shown to the public.

    >>> Contact(name="Rui Sá", phone="+351 900 000 001").phone
    '+351 900 000 001'
    """

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[ContactFields]) -> None: ...

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
