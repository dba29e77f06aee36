"""The workflows of docs/publishing.md: their shell lines are run in clones of a bare repository."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from test_forges import ROOT, run_script

pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(shutil.which("git") is None, reason="there is no git"),
    pytest.mark.skipif(shutil.which("jq") is None, reason="there is no jq"),
]
TRIP = """\
title: Harbor days
id: harbor-days
issue: 1
revised: 2027-03-01T10:00Z
dates: 5–6 May 2027
place: Rotterdam
events:
  - {id: tour, title: Tour of the harbor, when: Wed 10:00 to 12:00}
  - {id: hushed, title: Hushed talks, when: Thu 10:00 to 12:00, visibility: staff}
"""
GIT = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def find_block(title: str) -> Any:
    text = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    found = re.search(rf'^```yml title="{re.escape(title)}"\n(.*?)^```$', text, _WHOLE)
    assert found
    return yaml.safe_load(found[1])


_WHOLE = re.MULTILINE | re.DOTALL
_KEEPS = "git add trip.yaml.releases"


def run_github(folder: Path, secrets: str, meanwhile: str) -> tuple[int, str]:
    """Run the job that a push starts, from its checkout on, as far as it is lines of shell.

    What happens meanwhile, in shell, happens when the site is made and its release is not kept.
    """
    (job,) = find_block(".github/workflows/publish.yml")["jobs"].values()
    printed = ""
    for step in job["steps"]:
        if step.get("uses", "").startswith("actions/checkout"):
            is_newest = step.get("with", {}).get("ref") == "${{ github.ref }}"
            check_out(folder, is_newest=is_newest, is_detached=False)
        if "run" not in step or "pip install" in step["run"]:
            continue
        given = {"${{ secrets.ITINERARY_SECRETS }}": secrets}
        variables = {name: given[text] for name, text in step.get("env", {}).items()}
        script = step["run"].replace(_KEEPS, f"{meanwhile}\n{_KEEPS}")
        status, text = run_script(script, folder, variables)
        printed += text
        if status:
            return status, printed
    return 0, printed


def run_gitlab(folder: Path, secrets: str, meanwhile: str) -> tuple[int, str]:
    """Run the job of a pipeline, whose checkout is the commit that started it."""
    job = find_block(".gitlab-ci.yml")["pages"]
    check_out(folder, is_newest=False, is_detached=True)
    server = "https://gitlab-ci-token:$CI_JOB_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git"
    script = "\n".join(job["script"]).replace(_KEEPS, f"{meanwhile}\n{_KEEPS}")
    assert server in script
    variables = {
        "ITINERARY_SECRETS": secrets,
        "CI_PAGES_URL": "https://owner.gitlab.io/trip",
        "CI_COMMIT_BRANCH": "main",
    }
    return run_script(script.replace(server, "$(git remote get-url origin)"), folder, variables)


def check_out(folder: Path, *, is_newest: bool, is_detached: bool) -> None:
    """Check out what started the job, which lies in `started`, or the newest of the branch."""
    started = (folder.parent / f"{folder.name}.started").read_text()
    origin = (folder.parent / "origin").as_uri()
    run_git(
        folder.parent, "clone", "--quiet", "--no-single-branch", "--depth=9", origin, folder.name
    )
    if is_detached:
        run_git(folder, "checkout", "--quiet", "--detach", started)
    elif not is_newest:
        run_git(folder, "reset", "--quiet", "--hard", started)


def run_git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [*GIT, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


class Forge(NamedTuple):
    """A bare repository, the home of who writes, and what runs a job of a commit."""

    folder: Path
    job: Callable[[Path, str, str], tuple[int, str]]
    site: str

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def secrets(self) -> str:
        return (self.home / "trip.yaml.secrets").read_text()

    def push(self, text: str, name: str = "trip.yaml") -> str:
        """Commit a file at home and push it; return the commit."""
        run_git(self.home, "pull", "--quiet", "--rebase", "origin", "main")
        (self.home / name).write_text(text)
        run_git(self.home, "add", name)
        run_git(self.home, "commit", "--quiet", "-m", "Edit")
        run_git(self.home, "push", "--quiet", "origin", "HEAD:main")
        return run_git(self.home, "rev-parse", "HEAD").strip()

    def run(
        self, name: str, commit: str, secrets: str | None = None, meanwhile: str = ""
    ) -> tuple[int, str]:
        """Run the job that a commit has started, in a folder of a name."""
        (self.folder / f"{name}.started").write_text(commit)
        return self.job(self.folder / name, self.secrets if secrets is None else secrets, meanwhile)

    def read_site(self, name: str) -> dict[str, str]:
        """The calendars that a job has made, by their folders."""
        folders = (each for each in (self.folder / name / self.site).iterdir() if each.is_dir())
        return {each.name: (each / "trip.ics").read_text() for each in folders}

    def log(self, form: str) -> list[str]:
        """What there is to tell of the commits of the branch, the newest first."""
        return run_git(self.folder / "origin", "log", f"--format={form}", "main").splitlines()


@pytest.fixture(params=[(run_github, "site"), (run_gitlab, "public")], ids=["github", "gitlab"])
def forge(request: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Forge:
    """A repository in which each edition was published once at home."""
    for variable in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    job, site = request.param
    run_git(tmp_path, "init", "--quiet", "--bare", "-b", "main", "origin")
    run_git(tmp_path / "origin", "config", "receive.advertisePushOptions", "true")
    run_git(tmp_path, "clone", "--quiet", str(tmp_path / "origin"), "home")
    made = Forge(tmp_path, job, site)
    (made.home / "trip.yaml").write_text(TRIP)
    publish = "itinerary publish trip.yaml -o ../at-home --edition public --edition staff"
    assert run_script(publish, made.home, {})[0] == 0
    run_git(made.home, "add", "trip.yaml", "trip.yaml.releases", ".gitignore")
    run_git(made.home, "commit", "--quiet", "-m", "Plan")
    run_git(made.home, "push", "--quiet", "origin", "HEAD:main")
    return made


def edit(issue: int) -> str:
    return TRIP.replace("issue: 1", f"issue: {issue}").replace("10:00 to", f"09:{issue:02} to")


def test_a_change_is_published_and_its_release_kept(forge: Forge) -> None:
    token = json.loads(forge.secrets)["editions"]["staff"]
    status, printed = forge.run("first", forge.push(edit(2)))
    assert status == 0, printed
    site = forge.read_site("first")
    assert set(site) == {"public", token}
    assert ["Hushed" in site[name] for name in ("public", token)] == [False, True]
    assert all("T090200" in each for each in site.values())
    kept = ["Publish trip.yaml", "Edit", "Plan"]
    assert forge.log("%s") == kept
    assert not (forge.folder / "first" / "trip.yaml.secrets").exists()

    status, told = forge.run("again", forge.log("%H")[0])
    assert (status, forge.read_site("again"), forge.log("%s")) == (0, site, kept)
    assert token not in re.sub(r"::add-mask::.*", "", printed + told)


def test_of_two_changes_at_once_none_is_lost(forge: Forge) -> None:
    """The second run waits for the first, and both were started before either began."""
    for number, commit in enumerate([forge.push(edit(2)), forge.push(edit(3))]):
        status, printed = forge.run(f"runner-{number}", commit)
        assert status == 0, printed
        assert all("T090300" in each for each in forge.read_site(f"runner-{number}").values())
    assert forge.log("%s") == ["Publish trip.yaml", "Edit", "Edit", "Plan"]


def test_what_is_pushed_while_it_is_published_stays(forge: Forge) -> None:
    commit = forge.push(edit(2))
    (forge.home / "notes.md").write_text("Bring boots.")
    steps = ("add notes.md", "commit --quiet -m Note", "push --quiet origin HEAD:main")
    git = " ".join((*GIT, "-C", f"'{forge.home}'"))
    meanwhile = "\n".join(f"{git} {each}" for each in steps)
    status, printed = forge.run("runner", commit, meanwhile=meanwhile)
    assert status == 0, printed
    assert forge.log("%s") == ["Publish trip.yaml", "Note", "Edit", "Plan"]


def test_without_the_addresses_nothing_is_published(forge: Forge) -> None:
    commit = forge.push(edit(2))
    for number, secrets in enumerate(("", '{"version": 1, "editions": {}, "former": []}')):
        assert forge.run(f"runner-{number}", commit, secrets)[0] != 0
        assert not (forge.folder / f"runner-{number}" / forge.site).exists()
    assert forge.log("%s") == ["Edit", "Plan"]
