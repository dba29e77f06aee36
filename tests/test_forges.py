"""What forges run: the hooks for pre-commit, the action for GitHub, the component for GitLab.

Their own shell lines are run, in a repository with a branch that changes a trip.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parent.parent
TRIP = """\
title: Talks in Bergen
id: bergen
dates: 10–12 September 2026
place: Bergen, Norway
events:
  - {id: show, title: Show, when: 2026-09-10 20:00}
  - {id: talk, title: Talk, when: 2026-09-11 10:00}
  - {id: secret, title: Hushed meeting, when: 2026-09-12 10:00, visibility: staff}
"""
LATER = TRIP.replace("11 10:00", "11 11:30").replace("12 10:00", "12 12:00")
CHANGES = """\
## trips/bergen.yaml

- Changes since the last issue:
  - Talk: Fri 11 September 2026, 11:30 (was Fri 11 September 2026, 10:00)

"""
# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    }
                },
            },
        },
    },
}
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


def load_yaml(name: str) -> Any:
    *_, last = yaml.safe_load_all((ROOT / name).read_text("utf-8"))
    return last


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone on a branch that changes a trip which `main` has, and adds one with a mistake."""
    for variable in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(variable)
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    git = [
        "git",
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
    ]

    def run_git(folder: Path, *arguments: str) -> None:
        subprocess.run([*git, *arguments], cwd=folder, check=True, capture_output=True)

    origin.mkdir()
    run_git(origin, "init", "-b", "main")
    (origin / "trips").mkdir()
    (origin / "trips" / "bergen.yaml").write_text(TRIP, "utf-8")
    run_git(origin, "add", ".")
    run_git(origin, "commit", "-m", "Plan")
    run_git(tmp_path, "clone", str(origin), str(clone))
    run_git(clone, "checkout", "-b", "later")
    (clone / "trips" / "bergen.yaml").write_text(LATER, "utf-8")
    return clone


def run_script(script: str, folder: Path, variables: Mapping[str, str]) -> tuple[int, str]:
    """Return the status and the output of shell lines; `itinerary` is the one under test."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def run_action(folder: Path, tmp_path: Path, **inputs: str) -> tuple[int, str, str]:
    """Return the status of GitHub's action, what it printed, and its summary.

    The steps that run other people's actions, and the one that installs, are left out.
    """
    action = load_yaml("action.yml")
    values = {name: each["default"] for name, each in action["inputs"].items()} | inputs
    (tmp_path / "temp").mkdir()
    given = {
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
    }
    printed = ""
    for step in action["runs"]["steps"]:
        if "run" not in step or step["name"] == "Install":
            continue
        if "if" in step and values["sarif"] != "true":
            continue
        outputs = dict(
            line.split("=", 1) for line in read(tmp_path / "output").splitlines() if line
        )
        known = {
            **{f"inputs.{name}": value for name, value in values.items()},
            "github.base_ref": "main",
            "steps.check.outputs.status": outputs.get("status", ""),
        }
        variables = {
            name: re.sub(r"\$\{\{ (.+?) \}\}", lambda found, known=known: known[found[1]], text)
            for name, text in step.get("env", {}).items()
        }
        status, text = run_script(step["run"], folder, {**given, **variables})
        printed += text
        if status:
            return status, printed, read(tmp_path / "summary.md")
    return 0, printed, read(tmp_path / "summary.md")


def read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


@needs_git
def test_the_action_tells_changes_to_its_audience_and_marks_mistakes(
    clone: Path, tmp_path: Path
) -> None:
    assert run_action(clone, tmp_path)[::2] == (0, CHANGES)
    (clone / "trips" / "bergen.yaml").write_text(LATER.replace("09-10", "09-31"), "utf-8")
    shutil.rmtree(tmp_path / "temp")
    (tmp_path / "summary.md").unlink()
    status, printed, summary = run_action(clone, tmp_path)
    assert (status, summary) == (
        1,
        "## trips/bergen.yaml\n\nnot compared: the new document has errors\n\n",
    )
    assert "::error file=trips/bergen.yaml,line=6,col=" in printed


@needs_git
def test_the_action_uploads_findings_as_sarif_and_fails_behind_it(
    clone: Path, tmp_path: Path
) -> None:
    (clone / "trips" / "bergen.yaml").write_text(LATER.replace("09-10", "09-31"), "utf-8")
    assert run_action(clone, tmp_path, sarif="true", documents="trips")[0] == 1
    (run,) = json.loads(read(tmp_path / "temp" / "itinerary.sarif"))["runs"]
    assert run["results"][0]["level"] == "error"


HOSTILE = "@ana-reis closes org/repo#12 !3 ~bug <img src=x> [a](https://b.example)"


def test_changes_notify_nobody_and_refer_to_nothing(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
    (tmp_path / "old" / "trip.yaml").write_text(TRIP, "utf-8")
    (tmp_path / "new" / "trip.yaml").write_text(TRIP.replace("Talk,", f'"{HOSTILE}",'), "utf-8")
    (tmp_path / "new" / "@ana-reis [a](b) #1.yaml").write_text(TRIP, "utf-8")
    status, out, _ = run("changes", "old", "new", "--format", "markdown")
    assert status == 0
    assert r"## \@<!-- -->ana-reis \[a\](b) #<!-- -->1.yaml" in out
    assert "ana-reis closes org/repo#<!-- -->12" in out
    shown = re.sub(r"<!-- -->", "\0", out)  # a forge looks at what stands between comments
    assert not re.search(r"(?<!\w)[@#!~]\w|(?<!\\)\[|<img", shown)


@needs_git
def test_nothing_of_a_pull_request_is_run_or_written_through(clone: Path, tmp_path: Path) -> None:
    """Neither modules in its root, nor commands in its texts, nor links of the names of results."""
    (install,) = (
        each for each in load_yaml("action.yml")["runs"]["steps"] if each.get("name") == "Install"
    )
    (clone / "pip.py").write_text("print('run')")
    _, printed = run_script(install["run"].replace("install", "--version"), clone, {"PACKAGE": ""})
    assert "run" not in printed.split()
    commands = TRIP.replace("Talk,", '"::error file=x::##[error]y",')
    (clone / "trips" / "bergen.yaml").write_text(commands, "utf-8")
    status, printed, _ = run_action(clone, tmp_path)
    assert status == 0
    first, *_, last = (each for each in printed.splitlines() if each.startswith("::"))
    assert last == f"::{first.removeprefix('::stop-commands::')}::"
    victims = [tmp_path / "changes", tmp_path / "findings"]
    for victim, name in zip(
        victims, ("itinerary-changes.md", "itinerary-findings.json"), strict=True
    ):
        victim.write_text("kept")
        (clone / name).symlink_to(victim)
    assert run_component(clone)[0] == 0
    assert [each.read_text() for each in victims] == ["kept", "kept"]


def test_a_finding_in_sarif_has_no_link_of_a_document(run, tmp_path: Path) -> None:
    path = tmp_path / "trip.yaml"
    path.write_text("title: T\nid: t\n'[here](https://b.example)': x\n")
    (found,) = json.loads(run("check", path, "--format", "sarif")[1])["runs"][0]["results"]
    assert r"'\[here](https://b.example)'" in found["message"]["text"]


def run_component(folder: Path) -> tuple[int, str]:
    """Return the status of GitLab's job in a merge request, and what it printed."""
    specification, template = yaml.safe_load_all((ROOT / "templates/itinerary.yml").read_text())
    job = template["itinerary"]
    defaults = {
        name: str(each["default"]).lower() for name, each in specification["spec"]["inputs"].items()
    }
    variables = {
        name: re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda found: defaults[found[1]], text)
        for name, text in job["variables"].items()
    }
    script = "\n".join(job["script"])
    return run_script(script, folder, {**variables, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"})


@needs_git
def test_the_component_tells_changes_and_marks_mistakes(clone: Path) -> None:
    status, printed = run_component(clone)
    assert (status, CHANGES in printed) == (0, True)
    assert read(clone / "itinerary-changes.md") == CHANGES
    assert json.loads(read(clone / "itinerary-findings.json")) == []
    (clone / "trips" / "bergen.yaml").write_text(LATER.replace("09-10", "09-31"), "utf-8")
    status, printed = run_component(clone)
    found = json.loads(read(clone / "itinerary-findings.json"))
    jsonschema.validate(found, CODE_QUALITY)
    assert (status, found[0]["severity"]) == (1, "major")
    assert found[0]["location"] == {"path": "trips/bergen.yaml", "lines": {"begin": 6}}
    assert "trips/bergen.yaml:6:" in printed


def test_findings_that_are_alike_have_fingerprints_of_their_own(run, tmp_path: Path) -> None:
    path = tmp_path / "trip.yaml"
    path.write_text("title: T\nid: t\nevents:\n" + "  - {title: A, wehn: 2025-09-03}\n" * 2)
    found = json.loads(run("check", path, "--format", "gitlab")[1])
    assert len(found) > 1
    assert len({each["fingerprint"] for each in found}) == len(found)


@pytest.mark.parametrize(
    ("path", "hooks"),
    [
        ("trip.yaml", ["itinerary-check", "itinerary-export"]),
        ("trips/2026/bergen.toml", ["itinerary-check"]),
        ("ci/trip.yml", ["itinerary-check"]),
        (".github/workflows/test.yml", []),
        ("roundtrips/a.yaml", []),
    ],
)
def test_the_hooks_take_the_files_of_trips(path: str, hooks: list[str]) -> None:
    manifest = load_yaml(".pre-commit-hooks.yaml")
    assert [each["id"] for each in manifest if re.search(each["files"], path)] == hooks


def test_the_hook_of_exports_fails_where_one_is_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trip.yaml").write_text(TRIP, "utf-8")
    (hook,) = (each for each in load_yaml(".pre-commit-hooks.yaml") if "export" in each["id"])
    names = "-o trip.ics -o trip.md --audience public trip.yaml"

    def run_hook() -> int:
        return run_script(f"{hook['entry']} {names}", tmp_path, {})[0]

    assert run_hook() == 3
    assert not (tmp_path / "trip.ics").exists()
    assert run_script(f"itinerary export {names}", tmp_path, {})[0] == 0
    assert run_hook() == 0
    (tmp_path / "trip.yaml").write_text(LATER, "utf-8")
    assert run_hook() == 3


def test_the_hook_of_checks_goes_by_the_folder(tmp_path: Path) -> None:
    """A source sheet is no document, and what it is changed to counts in those that name it."""
    (hook,) = (each for each in load_yaml(".pre-commit-hooks.yaml") if "check" in each["id"])
    assert hook["pass_filenames"] is False
    folder = tmp_path / "trips"
    (folder / "sheets").mkdir(parents=True)
    sheet = folder / "sheets" / "post.yaml"
    sheet.write_text("publisher: Post\ntitle: Talks\npublished: 2026-09-01\n", "utf-8")
    cited = TRIP.replace("when: 2026-09-11 10:00", "when: {says: Friday 10:00, source: post}")
    (folder / "bergen.yaml").write_text(f"{cited}sources: {{post: sheets/post.yaml}}\n", "utf-8")
    command = " ".join((hook["entry"], *hook["args"]))
    assert run_script(command, tmp_path, {})[0] == 0
    sheet.write_text("publisher: Post\ntitle: Talks\npublishd: 2026-09-01\n", "utf-8")
    status, printed = run_script(command, tmp_path, {})
    assert status == 1
    assert "post.yaml:3:1" in printed


def test_a_document_for_other_readers_is_not_there_in_the_list(tmp_path: Path, run: Any) -> None:
    """It neither ends the list of the others nor is its name told."""
    hidden = TRIP.replace("id: bergen", "id: bergen\nvisibility: staff")
    folders = {
        "old": {"both": hidden, "gone": hidden, "goes": TRIP, "comes": hidden, "plan": TRIP},
        "new": {"both": LATER.replace("id: bergen", "id: bergen\nvisibility: staff")}
        | {"came": hidden, "goes": hidden, "comes": TRIP, "plan": LATER},
    }
    for folder, documents in folders.items():
        (tmp_path / folder).mkdir()
        for name, text in documents.items():
            (tmp_path / folder / f"{name}.yaml").write_text(text, "utf-8")
    (tmp_path / "old" / "news.yaml").write_text("name: no document\n", "utf-8")
    (tmp_path / "new" / "news.yaml").write_text(TRIP, "utf-8")
    pair = str(tmp_path / "old"), str(tmp_path / "new")
    status, out, _ = run("changes", *pair, "--audience", "public")
    assert status == 0
    assert re.findall(r"^(\w+)\.yaml\n(\w+)", out, re.MULTILINE) == [
        ("comes", "new"),
        ("goes", "left"),
        ("news", "new"),
        ("plan", "Changes"),
    ]
    _, out, _ = run("changes", *pair, "--audience", "staff")
    assert {"both", "came", "gone"} <= {*re.findall(r"^(\w+)\.yaml$", out, re.MULTILINE)}
