"""The commands by name, as typer runs them; each is loaded only where it is needed."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperArgument, TyperCommand


class _CommandEntry(NamedTuple):
    """A module of this folder, its function, and the first line of the function's docstring."""

    module: str
    function: str
    summary: str

    def load(self) -> Callable[..., None]:
        """Return the function of the command."""
        module = importlib.import_module(f"itinerary.cli.{self.module}")
        function: Callable[..., None] = getattr(module, self.function)
        return function


COMMANDS: Mapping[str, _CommandEntry] = {
    "check": _CommandEntry(
        "check_command", "check", "Print everything that is wrong with documents."
    ),
    "draft": _CommandEntry(
        "draft_command", "draft", "Draft a document from articles, for an editor to check."
    ),
    "export": _CommandEntry("export_command", "export", "Write calendars and a briefing."),
    "publish": _CommandEntry(
        "publish_command",
        "publish_document",
        "Publish a trip into a folder: pages and calendars that people follow.",
    ),
    "formats": _CommandEntry("formats_command", "formats", "List the formats that export writes."),
    "import": _CommandEntry(
        "import_command", "import_", "Make a document from a calendar or a spreadsheet of others."
    ),
    "push": _CommandEntry(
        "push_command", "push", "Bring a calendar on a CalDAV server up to the document."
    ),
    "watch": _CommandEntry(
        "watch_command", "watch", "Show the page of a document, and export again at each change."
    ),
    "verify": _CommandEntry("calendar_commands", "verify", "Compare a calendar with its document."),
    "show": _CommandEntry("report_commands", "show", "Print the timeline day by day."),
    "explain": _CommandEntry("report_commands", "explain", "Print why each date is what it is."),
    "conflicts": _CommandEntry("report_commands", "conflicts", "Print where the sources differ."),
    "changes": _CommandEntry(
        "changes_command", "changes", "Print what has changed from one issue to another."
    ),
    "mcp": _CommandEntry(
        "assistant_command", "mcp", "Offer the tools to an assistant by the Model Context Protocol."
    ),
    "resolve": _CommandEntry(
        "phrase_command", "resolve", "Resolve one date phrase, and explain the result."
    ),
    "find": _CommandEntry(
        "find_command", "find", "Find dates in running text, with what they come to and why."
    ),
    "lsp": _CommandEntry("lsp_command", "lsp", "Serve an editor by the Language Server Protocol."),
    "schema": _CommandEntry(
        "starter_commands", "schema", "Print a JSON Schema, by which editors check and complete."
    ),
    "init": _CommandEntry("starter_commands", "init", "Write a commented document to start from."),
}


class _Command(TyperCommand):
    """A command whose help calls an argument by its name alone: "DOC", not "DOC <str>"."""

    def get_params(self, *args: Any, **kwargs: Any) -> Any:
        """Return the options and arguments, these without a type to show."""
        params = super().get_params(*args, **kwargs)
        for each in params:
            if isinstance(each, TyperArgument):
                vars(each)["display_type_rich"] = _show_no_type
        return params


def _show_no_type(ctx: object) -> None:
    """Stand for how typer shows the type of an argument."""


@cache
def create_app(command: str | None = None) -> typer.Typer:
    """Return the command line, with all commands.

    If one command is given, the others have only their name and summary, which is all that is shown
    of them: building the options of all commands takes longer than --help may.
    """
    app = typer.Typer(
        name="itinerary",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help="Turn one document about a trip into exact dates with their reasons, a calendar and a"
        " briefing.",
    )
    app.callback()(_print_version)
    for name, entry in COMMANDS.items():
        if command is None or command == name:
            app.command(name, cls=_Command)(entry.load())
        else:
            app.command(name, help=entry.summary)(_do_nothing)
    return app


def _do_nothing() -> None:
    """Stand for a command that is not run."""


def _print_version(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version and exit.")
    ] = False,
) -> None:
    if version:
        from itinerary import __version__

        print(f"itinerary {__version__}")
        raise typer.Exit
