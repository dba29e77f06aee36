"""What every part of a document shares: it is frozen, knows its fields, and keeps `x-` fields."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeGuard

from pydantic import (
    VERSION,
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    ValidationError,
    model_serializer,
    model_validator,
)

from itinerary.diagnostics import require_argument, require_flag
from itinerary.document.field_documentation import build_signature, document_fields
from itinerary.document.frozen_fields import FrozenDict, freeze_extensions
from itinerary.document.validation_errors import refuse_sets, restate_errors

# Before pydantic 2.14, threads that build one model at once may use its parent's fields.
_BUILDS_LATE = tuple(map(int, VERSION.split(".")[:2])) >= (2, 14)
# The context of a validation after which the caller names the entries, and tells what is wrong.
UNNAMED = "unnamed"
_EXTENSION_PATTERN = r"^x-[A-Za-z0-9-]+$"


def _is_dict(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def complete_schema(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Let a schema allow `x-` fields, and say of the model what it is: it has the fields anyway."""
    schema["patternProperties"] = {_EXTENSION_PATTERN: {}}
    schema["description"] = inspect.cleandoc(model.__doc__ or "").partition("\n\n")[0]


class Node(BaseModel):
    """A part of a document. Unknown fields are errors, except those whose names begin with `x-`."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=_BUILDS_LATE,  # a run that needs no schema of its own builds none
        serialize_by_alias=True,  # what is dumped can be validated again
        json_schema_extra=complete_schema,
    )

    extensions: Annotated[
        dict[Annotated[str, StringConstraints(pattern=_EXTENSION_PATTERN)], Any],
        AfterValidator(freeze_extensions),
    ] = Field(
        default=FrozenDict(),
        alias="x-",
        description="Fields of your own: those whose names begin with x- are kept, as text.",
        exclude=True,
    )

    if not TYPE_CHECKING:  # for checkers they are those of pydantic

        def __init__(self, /, **fields: Any) -> None:
            """Take the fields as keywords.

            Raises:
                ValidationError: A field or a value is wrong.
            """
            refuse_sets(type(self).__name__, fields)
            try:
                super().__init__(**fields)
            except ValidationError as error:
                raise restate_errors(error) from None

        # As of the constructor that it calls: pydantic need not call it for parts of a document.
        __init__.__pydantic_base_init__ = True

        @classmethod
        def model_validate(cls, obj: Any, **options: Any) -> Self:
            """Return the model of a mapping of its fields, or of a model, which is returned.

            `options` are those of pydantic.

            Raises:
                ValidationError: A field or a value is wrong.

            >>> from itinerary.document import Person
            >>> Person.model_validate({"name": "Ana"}).name
            'Ana'
            """
            if options.get("context") == UNNAMED:  # of a file, which tells its mistakes itself
                return super().model_validate(obj, **options)
            refuse_sets(cls.__name__, obj)
            try:
                return super().model_validate(obj, **options)
            except ValidationError as error:
                raise restate_errors(error) from None

        @classmethod
        def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
            """Return the model of its fields in JSON; `loads` keeps the letters of numbers there.

            `options` are those of pydantic.

            Raises:
                ValidationError: A field or a value is wrong, or the text is no JSON.

            >>> from itinerary.document import Person
            >>> Person.model_validate_json('{"name": "Ana"}').name
            'Ana'
            """
            try:
                return super().model_validate_json(json_data, **options)
            except ValidationError as error:
                raise restate_errors(error) from None

    def __hash__(self) -> int:
        """Raise TypeError: a part of a document may hold fields of one's own, which have no hash.

        It says what to take instead, where it is to be a key or a member of a set.
        """
        kind = type(self).__name__
        key = "its id or dumps(document)" if kind == "Document" else "its id or model_dump_json()"
        raise TypeError(f"{kind} is not hashable: as a key or in a set, use {key}")

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Let `help` describe the fields, too."""
        if cls.__doc__:  # python -OO leaves none
            cls.__doc__ = document_fields(cls, cls.__doc__)

    @classmethod
    def __pydantic_on_complete__(cls) -> None:
        """Let `help` and notebooks show a signature that can be read."""
        cls.__signature__ = build_signature(cls)

    @model_validator(mode="before")
    @classmethod
    def _normalize_fields(cls, value: Any) -> Any:
        """Gather `x-` fields under one name, and leave out known fields that hold nothing."""
        if not _is_dict(value) or not (
            any(each is None for each in value.values())
            or any(str(key).startswith("x-") for key in value)
        ):
            return value
        kept = {key: value[key] for key in value if re.fullmatch(_EXTENSION_PATTERN, str(key))}
        rest = {
            key: value[key]
            for key in value
            if key not in kept and (value[key] is not None or key not in cls.list_field_names())
        }
        return rest | {"x-": kept} if kept else rest

    @property
    def named_after(self) -> str:
        """What an id of it is made of where none is written; "" of what needs no id."""
        return ""

    @classmethod
    def list_field_names(cls) -> frozenset[str]:
        """Return the names of the fields as people write them, such as "from"."""
        return frozenset(field.alias or name for name, field in cls.model_fields.items()) - {"x-"}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with other values for some fields, checked like a new one.

        Args:
            update: The new values by the names of the fields ("title", "from"); None takes a value
                away. An id that was made, not written, is made anew if the title changes.
            deep: Whether the values that stay are copied, too.

        Raises:
            ValidationError: A field or a value is wrong.
            TypeError: `update` is no mapping, or `deep` neither True nor False.

        >>> from itinerary.document import Event
        >>> Event(title="Talks", when="4 May 2025").model_copy(update={"title": "Lunch"}).title
        'Lunch'
        """
        require_argument("update", update, Mapping | None, "a mapping of fields to values, or None")
        require_flag("deep", deep)
        copy = super().model_copy(deep=deep)
        if not update:
            return copy
        fields = type(self).model_fields
        kept = {fields[name].alias or name: getattr(copy, name) for name in self.model_fields_set}
        kept |= kept.pop("x-", {})
        changed = {
            getattr(fields.get(name), "alias", None) or name: update[name] for name in update
        }
        if "x-" in changed:  # all of them at once: others are gone
            kept = {name: kept[name] for name in kept if not name.startswith("x-")}
            own = changed.pop("x-")
            require_argument("extensions", own, Mapping | None, "a mapping of x- fields, or None")
            changed |= own or {}
        changed_copy = self.model_validate(kept | changed)
        made_id = None if "id" in self.model_fields_set else getattr(self, "id", None)
        if made_id is None or "id" in changed or changed_copy.named_after != self.named_after:
            return changed_copy
        return changed_copy.copy_with_generated(id=made_id)

    def copy(
        self,
        *,
        include: Any = None,
        exclude: Any = None,
        update: Mapping[str, Any] | None = None,
        deep: bool = False,
    ) -> Self:
        """Return what `model_copy` does, which has taken the place of it.

        Raises:
            TypeError: Fields are to be included or excluded, which would leave half a document.

        >>> from itinerary.document import Person
        >>> Person(name="Ana").copy(update={"name": "Leo"}).name
        'Leo'
        """
        for name, value in (("include", include), ("exclude", exclude)):
            if value is not None:
                raise TypeError(f"copy() takes no {name}; write model_copy(update={{...}})")
        return self.model_copy(update=update, deep=deep)

    def copy_unchecked(self, update: Mapping[str, Any]) -> Self:
        """Return a copy with values that are known to be right, by the names of the attributes."""
        return super().model_copy(update=update)

    def copy_with_generated(self, **values: Any) -> Self:
        """Return a copy with values that nobody wrote: they do not count as given."""
        copy = super().model_copy()
        vars(copy).update(values)
        return copy

    @model_serializer(mode="wrap")
    def _dump_extensions(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Write the `x-` fields where they stood."""
        fields: dict[str, Any] = dump(self)
        return fields | self.extensions if self.extensions else fields

    @classmethod
    def find_attribute(cls, name: str) -> str | None:
        """Return the attribute that holds a field, by the name that people write."""
        fields = cls.model_fields
        return next((each for each in fields if name in (each, fields[each].alias)), None)
