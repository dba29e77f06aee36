"""The commands that help to write a document: init and schema."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from itinerary.cli.choices import Choice
from itinerary.cli.outputs import write_files, write_new_file


class SchemaName(StrEnum):
    """The schemas that there are."""

    DOCUMENT = "document"
    TIMELINE = "timeline"


SCHEMAS = Choice("schema", SchemaName)
_STARTER = Path(__file__).parent.with_name("starter.yaml")


def init(
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="The file to write; - prints it.")
    ] = "trip.yaml",
) -> None:
    """Write a commented document to start from."""
    text = _STARTER.read_text(encoding="utf-8")
    write_new_file(path, text if path == "-" else text.replace("trip.yaml", path))


def schema(
    name: Annotated[
        SchemaName,
        typer.Argument(
            metavar="NAME",
            help="document, or timeline for the schema of what --to json writes.",
            parser=SCHEMAS.parse,
            autocompletion=SCHEMAS.complete,
        ),
    ] = SchemaName.DOCUMENT,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="The file to write instead of printing."
        ),
    ] = None,
) -> None:
    """Print a JSON Schema, by which editors check and complete.

    An editor with the YAML language server uses it offline: write the schema beside the document
    with -o itinerary.schema.json, and begin the document with the line
    "# yaml-language-server: $schema=itinerary.schema.json".
    """
    text = json.dumps(_build_schema(name), indent=2, ensure_ascii=False) + "\n"
    if output is None:
        sys.stdout.write(text)
    else:
        write_files({output: text})


def _build_schema(name: SchemaName) -> dict[str, Any]:
    if name is SchemaName.TIMELINE:
        from itinerary.export.json.schema import build_schema as build_timeline_schema

        return build_timeline_schema()
    from itinerary.document import build_schema

    return build_schema()
