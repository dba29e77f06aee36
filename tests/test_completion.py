"""What shells complete, which values options take, and that both scripts are one program."""

import inspect
import tomllib
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from typer.models import ArgumentInfo, OptionInfo

from itinerary.cli.app import COMMANDS, create_app
from itinerary.cli.choices import Choice
from itinerary.dates.grammar import list_languages
from itinerary.dates.wording.labels import LABEL_LANGUAGES
from itinerary.export.lookup import list_format_names

ROOT = Path(__file__).parent.parent
FLAGSHIP = ROOT / "examples" / "rubio-2025.yaml"


def complete(run, monkeypatch, words, program="itinerary"):
    """Return what bash is told to complete the last of the words with."""
    variable = f"_{program.replace('-', '_').upper()}_COMPLETE"
    with monkeypatch.context() as environment:
        environment.setenv(variable, "complete_bash")
        environment.setenv("COMP_WORDS", f"{program} {words}")
        environment.setenv("COMP_CWORD", str(len(f"{program} {words}".split(" ")) - 1))
        status, out, err = run()
    assert (status, err) == (0, "")
    return out.split()


COMPLETED = {
    "ex": ["export", "explain"],
    "export x.yaml --to ": list_format_names(),
    "export x.yaml --to j": ["jcal", "json"],
    "export x.yaml --audience p": ["public", "party"],
    "export x.yaml --split ": ["leg", "kind", "none"],
    "export x.yaml --background ": ["file", "inline", "omit", "only"],
    "export x.yaml --imprecise ": ["span", "marker", "omit"],
    "export x.yaml --style ": ["briefing", "timeline", "card", "day-sheet"],
    "export x.yaml --lang ": list(LABEL_LANGUAGES),
    "export x.yaml --color steel": ["steelblue"],
    "verify x.ics x.yaml --audience s": ["staff"],
    "verify x.ics x.yaml --zone Asia/To": ["Asia/Tokyo", "Asia/Tomsk"],
    "import x.ics --timezone Europe/Lis": ["Europe/Lisbon"],
    "check --explain no-d": ["no-date"],
    "check --format s": ["sarif"],
    "conflicts x.yaml --format ": ["text", "markdown", "json"],
    "changes x.yaml y.yaml --format m": ["markdown"],
    "show x.yaml --clock ": ["24", "12"],
    "resolve tomorrow --language ": list(list_languages()),
    "schema ": ["document", "timeline"],
    f"explain {FLAGSHIP} q": ["quito"],
    f"explain {FLAGSHIP} no": ["noboa", "noboa-second-term"],
    "explain nowhere.yaml q": [],
    "explain - q": [],
    "export x.yaml --audience pubic --to j": ["jcal", "json"],
}


def test_values_are_completed(run, monkeypatch):
    found = {words: complete(run, monkeypatch, words) for words in COMPLETED}
    assert found == COMPLETED


def test_the_second_script_completes_by_its_own_name(run, monkeypatch):
    monkeypatch.setattr("itinerary.cli._find_program_name", lambda: "itinerary-timeline")
    assert complete(run, monkeypatch, "schema t", "itinerary-timeline") == ["timeline"]


SCRIPTS = {
    "bash": "complete -o default -F _itinerary_completion itinerary",
    "zsh": "#compdef itinerary",
    "fish": "complete --command itinerary",
    "powershell": "Register-ArgumentCompleter -Native -CommandName itinerary",
}


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_script_for_the_shell_is_printed(run, monkeypatch, shell):
    monkeypatch.setattr("shellingham.detect_shell", lambda: (shell, shell))
    status, out, _ = run("--show-completion")
    assert status == 0
    assert "_ITINERARY_COMPLETE" in out
    assert SCRIPTS[shell] in out


def test_completion_is_installed_for_the_shell(run, monkeypatch, tmp_path):
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("bash", "bash"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert run("--install-completion")[0] == 0
    assert "itinerary.sh" in (tmp_path / ".bashrc").read_text()
    assert "_ITINERARY_COMPLETE" in (tmp_path / ".bash_completions" / "itinerary.sh").read_text()


def test_both_scripts_run_the_same_program():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"] == dict.fromkeys(
        ("itinerary", "itinerary-timeline"), "itinerary.__main__:main"
    )


@pytest.mark.parametrize("program", ["itinerary", "itinerary-timeline", "__main__.py"])
def test_help_names_the_script_that_runs(run, monkeypatch, capsys, program):
    monkeypatch.setattr("sys.argv", [f"/usr/bin/{program}", "--help"])
    from itinerary import cli

    with pytest.raises(SystemExit):
        cli.run_command_line()
    expected = "itinerary-timeline" if program == "itinerary-timeline" else "itinerary"
    assert f"Usage: {expected} [OPTIONS]" in capsys.readouterr().out


def test_the_summary_of_a_command_is_the_first_line_of_what_it_says_of_itself():
    found = {name: inspect.getdoc(entry.load()).splitlines()[0] for name, entry in COMMANDS.items()}
    assert found == {name: entry.summary for name, entry in COMMANDS.items()}


def list_parameters():
    """Yield each parameter of each command: command, name and what typer knows of it."""
    for command, entry in COMMANDS.items():
        for name, hint in get_type_hints(entry.load(), include_extras=True).items():
            for extra in get_args(hint)[1:]:
                if isinstance(extra, OptionInfo | ArgumentInfo):
                    yield command, name, extra


def list_choices():
    """Yield each parameter that takes one of some values: command, flag, metavar and values."""
    for command, _, info in list_parameters():
        if isinstance(choice := getattr(info.parser, "__self__", None), Choice):
            # Typer takes the first argument of an option for its default until it is built.
            yield (
                command,
                info.default if isinstance(info.default, str) else "",
                info.metavar,
                choice,
            )


def test_help_lists_the_values_that_there_are(run):
    shown = {}
    for command, flag, metavar, choice in list_choices():
        text = " ".join(run(command, "--help")[1].split())
        shown[command, flag] = f"{flag} {metavar}".strip() in text
        if (command, flag) not in {("export", "--to"), ("schema", "")}:
            assert metavar == "|".join(choice.values)
    assert len(shown) > 12
    assert all(shown.values())


ARGUMENTS = {
    "export": [FLAGSHIP],
    "verify": ["x.ics", FLAGSHIP],
    "resolve": ["tomorrow", "--on", "2025-09-01"],
    "schema": [],
}


def test_a_wrong_value_is_an_error_with_a_suggestion(run):
    for command, flag, _, choice in list_choices():
        *_, value = choice.values
        wrong = [each for each in (flag, f"{value}{value[-1]}") if each]
        status, out, err = run(command, *ARGUMENTS.get(command, [FLAGSHIP]), *wrong)
        assert (status, out) == (2, "")
        assert f"unknown {choice.name} '{wrong[-1]}' - " in err
        assert f"did you mean '{value}'?" in err or choice.name == "clock"


def test_the_whole_command_line_has_what_each_command_has_alone():
    names = [info.name for info in create_app().registered_commands]
    assert names == list(COMMANDS)
    assert [info.name for info in create_app("check").registered_commands] == names
