"""What sources say of a date: the claims that stand where a document has a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Unpack

from pydantic import BeforeValidator, Field

from itinerary.document.field_types import Identifier, Text, Words, convert_date_to_text, is_mapping
from itinerary.document.node import Node
from itinerary.document.vocabulary import ClaimStatus, Rank

if TYPE_CHECKING:
    from itinerary.document.constructors import ClaimFields

MAX_CLAIMS = 200  # on one date; each is compared with each
# What sources write for a date that is still to come, in the languages whose phrases are read.
_TBD = frozenset(
    (
        "tbd", "tba", "tbc", "to be determined", "to be announced", "to be confirmed",
        "pd", "por determinar", "por anunciar", "por confirmar", "por definir", "sin fecha",
        "pendiente", "pendiente de confirmar", "pendiente de confirmación", "sin confirmar",
        "a determinar", "a anunciar", "a confirmar", "a definir", "a ser confirmado",
        "a ser definido", "data a confirmar", "data a definir", "em aberto", "pendente",
        "sem data", "fecha por confirmar", "fecha por definir",
    )
)  # fmt: skip


class Claim(Node):
    """What one source says of a date, in its own words.

    >>> claim = Claim(says="on Wednesday", source="gazette")
    >>> claim.rank, claim.status
    (<Rank.NORMAL: 'normal'>, <ClaimStatus.PLANNED: 'planned'>)
    """

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[ClaimFields]) -> None: ...

    says: Words = Field(
        description="The source's own words for the date, or TBD while it is open.",
        examples=["next Tuesday", "2025-09-03T10:00"],
    )
    source: Identifier | None = Field(
        default=None,
        description="The id of the source; if left out, the source of the event, leg or"
        " background event that the date belongs to.",
        examples=["gazette"],
    )
    reads: Words | None = Field(
        default=None,
        description="What the editor takes the words to mean, where they are no date phrase as"
        " they stand; the date is worked out from this.",
        examples=["Wednesday onward"],
    )
    rank: Rank = Field(
        default=Rank.NORMAL,
        description="The editor's judgement: a preferred claim counts over the others, a"
        " deprecated one only if there is no other.",
    )
    status: ClaimStatus = Field(
        default=ClaimStatus.PLANNED,
        description="Whether it says what was planned or what happened, which counts over plans.",
    )
    speaker: Text | None = Field(
        default=None,
        description="Who says so, where the source quotes someone.",
        examples=["a spokesman"],
    )
    said: Words | None = Field(
        default=None,
        description="When it was said, if not on the day when the source was published; relative"
        " dates count from then.",
        examples=["Thursday"],
    )
    note: Text | None = Field(default=None, description="A remark of the editor on this claim.")

    @property
    def words(self) -> str:
        """The words that are resolved: the editor's reading, else the source's own."""
        return self.reads or self.says

    @property
    def is_tbd(self) -> bool:
        """Whether the date is still to be determined.

        >>> Claim(says="tbd").is_tbd, Claim(says="Por confirmar").is_tbd
        (True, True)
        """
        return " ".join(self.words.casefold().split()) in _TBD


def normalize_claims(value: object) -> object:
    """Return a phrase or a single claim as the list of claims that it stands for.

    >>> normalize_claims("next Tuesday")
    [{'says': 'next Tuesday'}]
    """
    value = convert_date_to_text(value)
    if isinstance(value, str):
        return [{"says": value}]
    return [value] if is_mapping(value) or isinstance(value, Claim) else value


DateClaims = Annotated[
    tuple[Claim, ...],
    BeforeValidator(normalize_claims, json_schema_input_type=Words | Claim | tuple[Claim, ...]),
    Field(min_length=1, max_length=MAX_CLAIMS),
]
