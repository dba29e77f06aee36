"""The command that offers the tools to an assistant."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from itinerary.cli.findings import exit_with_usage_error


def mcp(
    read: Annotated[
        Path | None,
        typer.Option(
            "--read",
            metavar="FOLDER",
            help="A folder whose documents and articles may be read.",
            exists=True,
            file_okay=False,
        ),
    ] = None,
    write: Annotated[
        Path | None,
        typer.Option(
            "--write",
            metavar="FOLDER",
            help="A folder that may be read and that new files may be written to.",
            exists=True,
            file_okay=False,
        ),
    ] = None,
) -> None:
    """Offer the tools to an assistant by the Model Context Protocol.

    It speaks by standard input and output until that is closed. Without a folder, the assistant
    passes texts and no file is touched.
    """
    if read and write:
        exit_with_usage_error("--read and --write name one folder", "leave out --read")
    try:
        from itinerary.editor.assistant.server import create_server
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "mcp":
            raise
        hint = 'pip install "itinerary-timeline[mcp]"'
        exit_with_usage_error("the package mcp is not installed", hint)
    from itinerary.editor.assistant.workspace import Workspace

    create_server(Workspace(write or read, is_writable=write is not None)).run("stdio")
