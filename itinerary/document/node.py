"""What every part of a document shares: it is frozen, knows its fields, and keeps `x-` fields."""

from __future__ import annotations

import re
from typing import Annotated, Any, TypeGuard

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

_EXTENSION_PATTERN = r"^x-[A-Za-z0-9-]+$"


def _is_dict(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


class Node(BaseModel):
    """A part of a document. Unknown fields are errors, except those whose names begin with `x-`."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,  # a run that needs no schema of its own builds none
        json_schema_extra={"patternProperties": {_EXTENSION_PATTERN: {}}},
    )

    extensions: dict[Annotated[str, StringConstraints(pattern=_EXTENSION_PATTERN)], Any] = Field(
        default={},
        alias="x-",
        description="Fields of your own: those whose names begin with x- are kept as they are.",
        exclude=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _normalize_fields(cls, value: Any) -> Any:
        """Gather `x-` fields under one name, and leave out known fields that hold nothing."""
        if not _is_dict(value) or not (
            None in value.values() or any(str(key).startswith("x-") for key in value)
        ):
            return value
        kept = {key: value[key] for key in value if re.fullmatch(_EXTENSION_PATTERN, str(key))}
        rest = {
            key: value[key]
            for key in value
            if key not in kept and (value[key] is not None or key not in cls.list_field_names())
        }
        return rest | {"x-": kept} if kept else rest

    @classmethod
    def list_field_names(cls) -> frozenset[str]:
        """Return the names of the fields as people write them, such as "from"."""
        return frozenset(field.alias or name for name, field in cls.model_fields.items()) - {"x-"}
