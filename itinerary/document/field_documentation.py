"""A model in; what `help` says of it out: what is written for it, and each of its fields."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from enum import StrEnum
from keyword import iskeyword
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

_WIDTH = 96  # columns, of which `help` takes some more


def document_fields(model: type[BaseModel], written: str) -> str:
    """Return a docstring with the fields of its model, which stand before the first example.

    Args:
        model: The model.
        written: What is written for it, as it stands in the code.
    """
    text, mark, example = inspect.cleandoc(written).partition("\n\n>>> ")
    lines = [line for each in model.model_fields.items() for line in _describe_field(*each)]
    fields = "\n".join(["Attributes:", *lines])
    return f"{text}\n\n{fields}{mark}{example}\n"


def build_signature(model: type[BaseModel]) -> inspect.Signature:
    """Return the fields of a model as keywords with their defaults, without types.

    What cannot be a keyword in Python, such as "from", is among the others, `**fields`.

    >>> from itinerary.document import Statement
    >>> str(build_signature(Statement))
    '(*, about, says=None, speaker=None, note=None, **fields)'
    """
    names = {field.alias or name: field for name, field in model.model_fields.items()}
    keywords = {each: names[each] for each in names if each.isidentifier() and not iskeyword(each)}
    parameters = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=_find_default(field))
        for name, field in keywords.items()
    ]
    others = inspect.Parameter("fields", inspect.Parameter.VAR_KEYWORD)
    return inspect.Signature([*parameters, others])


def _find_default(field: FieldInfo) -> object:
    return inspect.Parameter.empty if field.is_required() else field.get_default()


def _describe_field(name: str, field: FieldInfo) -> Iterator[str]:
    """Yield lines on what a field holds, with an example, and the attribute of another name."""
    parts = [f"{field.alias or name}:", field.description or ""]
    if choices := _list_choices(field.annotation):
        parts.append(f"One of: {', '.join(choices)}.")
    if field.is_required():
        parts.append("It is required.")
    if field.examples:
        parts.append(f"Example: {field.examples[0]!r}.")
    if field.alias and field.alias != name:
        parts.append(f"Read it from the attribute `{name}`.")
    return _wrap_words(" ".join(parts).split(), "    ")


def _list_choices(annotation: Any) -> list[str]:
    """Return the words of an enum, also of one that may be left out."""
    types = [each for each in (annotation, *get_args(annotation)) if isinstance(each, type)]
    return [word.value for each in types if issubclass(each, StrEnum) for word in each]


def _wrap_words(words: list[str], indent: str) -> Iterator[str]:
    """Yield lines of words, all but the first indented further; textwrap takes far longer."""
    line = indent + words[0]
    for word in words[1:]:
        if len(line) + len(word) < _WIDTH:
            line += f" {word}"
        else:
            yield line
            line = f"{indent}    {word}"
    yield line
