"""What sources say of a date: the claims that stand where a document has a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Unpack

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from itinerary.document.field_types import (
    Edtf,
    Identifier,
    Text,
    Words,
    convert_date_to_text,
    is_mapping,
)
from itinerary.document.node import Node, complete_schema
from itinerary.document.vocabulary import Calendar, ClaimStatus, Rank

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


def _require_words(schema: dict[str, Any], model: type[BaseModel]) -> None:
    complete_schema(schema, model)
    schema["required"].remove("says")
    schema["anyOf"] = [{"required": ["says"]}, {"required": ["edtf"]}]


class Claim(Node):
    """What one source says of a date, in its own words.

    >>> claim = Claim(says="on Wednesday", source="gazette")
    >>> claim.rank, claim.status
    (<Rank.NORMAL: 'normal'>, <ClaimStatus.PLANNED: 'planned'>)
    """

    model_config = ConfigDict(json_schema_extra=_require_words)

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[ClaimFields]) -> None: ...

    says: Words = Field(
        description="The source's own words for the date, or TBD while it is open; may be left out"
        " where `edtf` stands.",
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
    edtf: Edtf | None = Field(
        default=None,
        description="The date by EDTF (ISO 8601-2), beside the source's words or in place of them;"
        " it is taken as it stands.",
        examples=["1850?", "[1810..1825]"],
    )
    calendar: Calendar | None = Field(
        default=None,
        description="The calendar that the words are given by, if not that of the source.",
        examples=["julian"],
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
    quote: Text | None = Field(
        default=None,
        description="The sentence of the source in which the words stand.",
        examples=["The talks begin on Wednesday."],
    )
    at: Words | None = Field(
        default=None,
        description="Where the words stand in the text of the source, by line and column from 1.",
        examples=["line 12 column 7"],
    )
    note: Text | None = Field(default=None, description="A remark of the editor on this claim.")

    @model_validator(mode="before")
    @classmethod
    def _take_edtf_for_words(cls, value: object) -> object:
        """Let a date by EDTF alone stand for what the source says."""
        if not is_mapping(value) or value.get("says") is not None or value.get("edtf") is None:
            return value
        return {**value, "says": value["edtf"]}

    @model_validator(mode="after")
    def _check_readings(self) -> Claim:
        if self.reads and self.edtf:
            raise ValueError("has both 'reads' and 'edtf' - write one of them")
        return self

    @property
    def words(self) -> str:
        """What is resolved: the date by EDTF or the editor's reading, else the source's words."""
        return self.edtf or self.reads or self.says

    @property
    def words_field(self) -> str:
        """The name of the field that holds what is resolved."""
        return next(name for name in ("edtf", "reads", "says") if getattr(self, name))

    @property
    def editor_reading(self) -> str:
        """What the source's words are taken to mean, where they do not stand for themselves.

        >>> Claim(says="mid-century?", edtf="1850~").editor_reading, Claim(edtf="1850~").says
        ('1850~', '1850~')
        """
        return "" if self.words == self.says else self.words

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
