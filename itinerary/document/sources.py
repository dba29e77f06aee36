"""The sources of a document, what they state, and the matters on which they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Unpack

from pydantic import BeforeValidator, Field, StringConstraints

from itinerary.document.field_types import LANGUAGE_PATTERN, Identifier, Text, Url, Words
from itinerary.document.node import Node
from itinerary.document.place_details import PlaceOrName
from itinerary.document.vocabulary import Calendar, Rank

if TYPE_CHECKING:
    from itinerary.document.constructors import (
        AccountFields,
        DisputeFields,
        SourceFields,
        StatementFields,
    )


_HASH_PATTERN = r"^sha256:[0-9a-f]{64}$"


class Statement(Node):
    """A fact that a source states: a record for the editor, of which no event is made.

    >>> Statement(about="The visit is confirmed", says="next week").says
    'next week'
    """

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[StatementFields]) -> None: ...

    about: Text = Field(
        description="What is stated, in the editor's words.", examples=["The visit is confirmed"]
    )
    says: Words | None = Field(
        default=None, description="The source's own words for when.", examples=["next week"]
    )
    speaker: Text | None = Field(default=None, description="Who says so, where someone is quoted.")
    note: Text | None = Field(default=None, description="A remark of the editor on this statement.")


class Source(Node):
    """Where facts come from: an article, a programme, a booking.

    >>> Source(publisher="Gazette", title="The visit", published="2025-08-29").published
    '2025-08-29'
    """

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[SourceFields]) -> None: ...

    publisher: Text = Field(description="Who published it.", examples=["Global Leaders Insights"])
    title: Text = Field(description="Its title.", examples=["The visit to Quito"])
    url: Url | None = Field(
        default=None, description="Where it can be read.", examples=["https://example.org/visit"]
    )
    author: Text | None = Field(default=None, description="Who wrote it.", examples=["Ana Reis"])
    published: Words | None = Field(
        default=None,
        description="When it was published; its relative dates count from then. The date must"
        " need no other one: a day, a time, a month or a year.",
        examples=["2025-08-29"],
    )
    dateline: PlaceOrName | None = Field(
        default=None,
        description="Where it was written; the clock of this place says which day 'today' was.",
        examples=["Washington"],
    )
    language: Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)] | None = Field(
        default=None,
        description="The language of its words, if not that of the document: en, es or pt.",
        examples=["es"],
    )
    calendar: Calendar | None = Field(
        default=None,
        description="The calendar that its dates are given by: days of the Julian one are put on"
        " ours, and both are told.",
        examples=["julian"],
    )
    retrieved: Words | None = Field(
        default=None, description="When it was last looked at.", examples=["2025-08-30"]
    )
    text: Text | None = Field(
        default=None,
        description="The file that keeps its text, from the folder of the document.",
        examples=["trip-sources/gazette.txt"],
    )
    hash: Annotated[str, StringConstraints(pattern=_HASH_PATTERN)] | None = Field(
        default=None,
        description="The SHA-256 of that file, by which it is known to be the same text.",
        examples=["sha256:" + "0" * 64],
    )
    notes: Text | None = Field(default=None, description="Remarks of the editor on the source.")
    statements: tuple[Statement, ...] = Field(
        default=(), description="What it states, for the record."
    )


def reject_path(value: object) -> object:
    """Return a source that is written out.

    Raises:
        ValueError: It is the path of a source sheet, which nobody has loaded.

    """
    if isinstance(value, str):
        raise ValueError(
            "there is no folder to look for the source sheet in"
            " - load the document from a file, give loads() its folder (folder=…), or write the"
            " source's fields here"
        )
    return value


SourceSheet = Annotated[Source, BeforeValidator(reject_path, json_schema_input_type=Source | str)]


class Account(Node):
    """One source's version of a disputed matter.

    >>> Account(says="third in the past seven months", source="gazette").source
    'gazette'
    """

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[AccountFields]) -> None: ...

    says: Words = Field(
        description="What the source says of it, in its own words.",
        examples=["third in the past seven months"],
    )
    source: Identifier | None = Field(
        default=None, description="The id of the source.", examples=["gazette"]
    )
    rank: Rank = Field(
        default=Rank.NORMAL,
        description="The editor's judgement, which is printed beside the account.",
    )
    note: Text | None = Field(default=None, description="A remark of the editor on this account.")


class Dispute(Node):
    """A matter other than a date on which the sources differ.

    >>> Dispute(about="Which trip this is", accounts=[Account(says="the third")]).accounts[0].says
    'the third'
    """

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[DisputeFields]) -> None: ...

    about: Text = Field(description="The matter.", examples=["Which trip to the region this is"])
    accounts: Annotated[tuple[Account, ...], Field(min_length=1)] = Field(
        description="What the sources say of it, one account for each."
    )
