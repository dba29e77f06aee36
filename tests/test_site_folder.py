"""A published folder is the old or the new one whole, and what is not ours in it stays."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from itinerary import ItineraryError
from itinerary.publishing import folder_exchange, site_folder
from itinerary.publishing.site_folder import PlacedSite, lock_site, place_site

Look = dict[str, tuple[str, str | bytes, int]]
NOBODY = 65534


def look(folder: Path) -> Look:
    """What stands in a folder by its names, without the inodes of folders."""
    return {str(path.relative_to(folder)): look_at(path) for path in sorted(folder.rglob("*"))}


def look_at(path: Path) -> tuple[str, str | bytes, int]:
    if path.is_symlink():
        return "link", str(path.readlink()), 0
    if path.is_dir():
        return "folder", "", 0
    return "file", path.read_bytes(), path.stat().st_ino


def touch_all(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path): (path.lstat().st_ino, path.lstat().st_mtime_ns)
        for path in (folder, *folder.rglob("*"))
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_a_folder_is_made_with_the_folders_around_it(tmp_path: Path) -> None:
    site = tmp_path / "out" / "site"
    placed = place_site(site, {"a.txt": b"a", "public/b.txt": b"b"})
    assert placed == PlacedSite(("a.txt", "public/b.txt"), (), ())
    assert {name: each[1] for name, each in look(site).items()} == {
        "a.txt": b"a",
        "public": "",
        "public/b.txt": b"b",
    }
    assert {each.name for each in site.parent.iterdir()} == {"site"}


def test_what_has_not_changed_keeps_its_file_and_its_time(site: Path) -> None:
    first = {"public/a.txt": b"a", "public/b.txt": b"b", "c/d/e.txt": b"e"}
    place_site(site, first)
    for path in site.rglob("*.txt"):
        os.utime(path, (1_000_000, 1_000_000))
    before = touch_all(site)
    second = {"public/a.txt": b"A", "public/b.txt": b"b"}
    assert place_site(site, second, first) == PlacedSite(
        ("public/a.txt",), ("public/b.txt",), ("c/d/e.txt",)
    )
    kept = str(site / "public/b.txt")
    assert touch_all(site)[kept] == before[kept]
    assert sorted(look(site)) == ["public", "public/a.txt", "public/b.txt"]


def test_where_nothing_has_changed_nothing_is_touched(site: Path) -> None:
    files = {"public/a.txt": b"a", "b.txt": b""}
    place_site(site, files)
    (site / "CNAME").write_text("example.org")
    before = touch_all(site)
    assert place_site(site, files, files) == PlacedSite((), ("b.txt", "public/a.txt"), ())
    assert touch_all(site) == before


def put_foreign_things(site: Path) -> None:
    (site / ".git" / "objects").mkdir(parents=True)
    (site / ".git" / "objects" / "ab").write_bytes(b"object")
    (site / "empty").mkdir()
    (site / "public").mkdir()
    (site / "public" / "own.css").write_text("p {}")
    (site / "public" / "own.css").chmod(0o444)
    (site / "CNAME").write_text("example.org")
    (site / "latest").symlink_to("public")
    (site / "nowhere").symlink_to("/does/not/exist")
    (site / "closed").mkdir()
    (site / "closed" / "in").write_text("in")
    (site / "closed").chmod(0o555)


def test_what_is_not_ours_stays_as_it_is(site: Path) -> None:
    site.mkdir(mode=0o750)
    put_foreign_things(site)
    before = look(site)
    files = {"public/a.txt": b"a", "x/y.txt": b"y"}
    place_site(site, files)
    place_site(site, {"public/a.txt": b"A"}, files)
    now = look(site)
    assert now.pop("public/a.txt")[1] == b"A"
    assert now == before
    assert stat.S_IMODE(site.stat().st_mode) == 0o750
    assert stat.S_IMODE((site / "closed").stat().st_mode) == 0o555
    place_site(site, {}, {"public/a.txt": b""})
    assert look(site) == before
    assert {each.name for each in site.parent.iterdir()} == {"site"}


def test_files_are_copied_where_they_cannot_be_linked(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    place_site(site, {"a.txt": b"a", "b.txt": b"b"})
    (site / "CNAME").write_text("example.org")
    for name in ("a.txt", "CNAME"):
        os.utime(site / name, (1_000_000, 1_000_000))
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    place_site(site, {"a.txt": b"a"}, ["a.txt", "b.txt"])
    assert {each.name: each.stat().st_mtime for each in site.iterdir()} == {
        "a.txt": 1_000_000,
        "CNAME": 1_000_000,
    }


FOREIGN: list[tuple[str, Callable[[Path], object]]] = [
    ("public/a.txt", lambda site: (site / "public/a.txt").write_text("mine")),
    ("public/a.txt", lambda site: (site / "public/a.txt").mkdir()),
    ("public", lambda site: (site / "public").rmdir() or (site / "public").write_text("mine")),
    ("public", lambda site: (site / "public").rmdir() or (site / "public").symlink_to(site.parent)),
    ("public/a.txt", lambda site: (site / "public/a.txt").symlink_to(site.parent / "outside")),
]


@pytest.mark.parametrize(("name", "put"), FOREIGN)
def test_a_place_that_is_taken_is_refused_by_its_name(
    site: Path, name: str, put: Callable[[Path], object]
) -> None:
    (site / "public").mkdir(parents=True)
    outside = site.parent / "outside"
    outside.write_text("outside")
    put(site)
    before = look(site.parent)
    with pytest.raises(ItineraryError, match=rf"site/{name} is not of an earlier publication"):
        place_site(site, {"public/a.txt": b"new", "b.txt": b"b"})
    assert look(site.parent) == before


def test_a_file_that_has_what_is_wanted_already_is_taken_for_ours(site: Path) -> None:
    site.mkdir()
    (site / "a.txt").write_bytes(b"a")
    assert place_site(site, {"a.txt": b"a"}) == PlacedSite((), ("a.txt",), ())


def test_nothing_is_written_or_deleted_through_a_symbolic_link(site: Path) -> None:
    outside = site.parent / "outside"
    outside.mkdir()
    (outside / "a.txt").write_text("outside")
    files = {"a.txt": b"a", "public/a.txt": b"a"}
    place_site(site, files)
    (site / "a.txt").unlink()
    (site / "a.txt").symlink_to(outside / "a.txt")
    shutil.rmtree(site / "public")
    (site / "public").symlink_to(outside)
    assert place_site(site, {"a.txt": b"new"}, files).removed == ()
    assert (outside / "a.txt").read_text() == "outside"
    assert (site / "a.txt").read_bytes() == b"new"
    assert not (site / "a.txt").is_symlink()
    assert (site / "public").readlink() == outside


def test_a_link_to_the_folder_stays_a_link(site: Path) -> None:
    place_site(site, {"a.txt": b"a"})
    link = site.parent / "www"
    link.symlink_to(site)
    place_site(link, {"a.txt": b"A"}, ["a.txt"])
    assert link.is_symlink()
    assert (site / "a.txt").read_bytes() == b"A"


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "a//b", "", "a\\b", "./a", "a/"])
def test_a_name_that_leads_out_is_refused(site: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a file within a site"):
        place_site(site, {name: b""})
    assert not [*site.parent.iterdir()]


def test_a_file_in_place_of_the_folder_is_refused(site: Path) -> None:
    site.write_text("mine")
    with pytest.raises(ItineraryError, match="site is a file - name a folder"):
        place_site(site, {"a.txt": b"a"})
    assert site.read_text() == "mine"


def test_what_comes_while_the_folder_is_built_is_kept(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place_site(site, {"a.txt": b"a"})

    def exchange_late(one: Path, other: Path) -> bool:
        (other / "upload").mkdir()
        (other / "upload" / "late.txt").write_text("late")
        return folder_exchange.exchange_folders(one, other)

    monkeypatch.setattr(site_folder, "exchange_folders", exchange_late)
    place_site(site, {"a.txt": b"A"}, ["a.txt"])
    assert (site / "upload" / "late.txt").read_text() == "late"


# --- when it does not work out


def test_a_full_disk_leaves_the_folder_as_it_was(site: Path) -> None:
    files = {"a.txt": b"a", "b/c.txt": b"c"}
    place_site(site, files)
    before = touch_all(site)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(OSError, match=r"site/b/c\.txt"):
            place_site(site, {"a.txt": b"A", "b/c.txt": b"c" * 200_000}, files)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert touch_all(site) == before
    assert {each.name for each in site.parent.iterdir()} == {"site"}


@pytest.fixture
def read_only_site() -> Iterator[Path]:
    """A site in a folder that the process may not write in, whoever runs it."""
    with tempfile.TemporaryDirectory() as base:
        site = Path(base, "site")
        place_site(site, {"a.txt": b"a"})
        Path(base).chmod(0o555)
        if is_root := os.geteuid() == 0:
            os.seteuid(NOBODY)
        yield site
        if is_root:
            os.seteuid(0)
        Path(base).chmod(0o755)


def test_a_folder_that_may_not_be_written_is_left_alone(read_only_site: Path) -> None:
    before = touch_all(read_only_site)
    with pytest.raises(PermissionError, match="site"):
        place_site(read_only_site, {"a.txt": b"A"}, ["a.txt"])
    with pytest.raises(PermissionError), lock_site(read_only_site):
        pass
    assert place_site(read_only_site, {"a.txt": b"a"}, ["a.txt"]).unchanged == ("a.txt",)
    assert touch_all(read_only_site) == before


def test_a_folder_that_cannot_be_moved_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(one: Path, other: Path) -> bool:
        raise OSError(16, "Device or resource busy", str(other))

    place_site(site, {"a.txt": b"a"})
    monkeypatch.setattr(site_folder, "exchange_folders", refuse)
    with pytest.raises(
        ItineraryError, match=r"busy \(another program may have it open\) - publish into"
    ):
        place_site(site, {"a.txt": b"A"}, ["a.txt"])
    assert (site / "a.txt").read_bytes() == b"a"
    assert {each.name for each in site.parent.iterdir()} == {"site"}


def test_this_system_exchanges_folders_or_says_that_it_cannot(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for each in (one, other):
        each.mkdir()
        (each / each.name).touch()
    is_done = folder_exchange.exchange_folders(one, other)
    assert [each.name for each in one.iterdir()] == ["other" if is_done else "one"]
    if is_done:
        with pytest.raises(FileNotFoundError):
            folder_exchange.exchange_folders(one, tmp_path / "nowhere")


# --- killed at any moment

COUNT = 40
ALTERNATE = """
import os, sys
from contextlib import suppress
from pathlib import Path
from itinerary import ItineraryError
from itinerary.publishing import site_folder
if sys.argv[2] == "renamed":
    site_folder.exchange_folders = lambda one, other: False
os.fsync = lambda _: None  # only if the power fails is it missed
site = Path(sys.argv[1])

def build(letter):
    files = {f"{letter}/{number}.txt": letter.encode() * number for number in range(10)}
    both = {f"both/{number}.txt": letter.encode() * 999 for number in range(20)}
    same = {f"same/{number}.txt": b"same" for number in range(10)}
    return {**files, **both, **same}

sites = build("a"), build("b")
for line in sys.stdin:  # a child for each line, which works until it is killed
    sites = sites[::-1]
    child = os.fork()
    if child == 0:
        while True:
            for each in sites:
                with suppress(ItineraryError), site_folder.lock_site(site):
                    site_folder.place_site(site, each, {*sites[0], *sites[1]})
    print(child, flush=True)
    os.waitpid(child, 0)
    print("ended", flush=True)
"""


class Child(NamedTuple):
    """A process that starts others, each of which publishes two sites in turn."""

    process: subprocess.Popen[str]

    def start(self) -> int:
        """Start a process; return its number."""
        assert self.process.stdin
        assert self.process.stdout
        print(file=self.process.stdin, flush=True)
        return int(self.process.stdout.readline())

    def kill(self, worker: int) -> None:
        assert self.process.stdout
        os.kill(worker, signal.SIGKILL)
        assert self.process.stdout.readline() == "ended\n"

    def measure_seconds(self, site: Path) -> float:
        """Return how long it takes until the first site is there, on this machine as it is."""
        started, worker = time.monotonic(), self.start()
        while not (site / "same").exists():
            time.sleep(0.001)
        self.kill(worker)
        return time.monotonic() - started


@pytest.fixture
def start_child(site: Path) -> Iterator[Callable[[str], Child]]:
    children: list[Child] = []

    def start(way: str) -> Child:
        process = subprocess.Popen(
            [sys.executable, "-c", ALTERNATE, site, way],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        children.append(Child(process))
        return children[-1]

    yield start
    for each in children:
        each.process.communicate()


def find_letter(site: Path) -> str:
    """Return whose site a folder is; fail if it is of both, or of one in part."""
    contents = {name: each[1] for name, each in look(site).items() if each[0] == "file"}
    (letter,) = {name[0] for name in contents if name[1] == "/"}
    expected = {f"{letter}/{number}.txt": letter.encode() * number for number in range(10)}
    expected |= {f"both/{number}.txt": letter.encode() * 999 for number in range(20)}
    expected |= {f"same/{number}.txt": b"same" for number in range(10)}
    assert len(expected) == COUNT
    foreign = {"CNAME": b"example.org", "both/own.css": b"p {}"}
    assert contents == {**expected, **foreign}
    return letter


def kill_often(child: Child, site: Path, times: int, *, recovers: bool) -> None:
    (site / "both").mkdir(parents=True)
    (site / "CNAME").write_text("example.org")
    (site / "both" / "own.css").write_text("p {}")
    longest = min(2 * child.measure_seconds(site), 1)
    found: set[str] = set()
    while times > 0 or found != {"a", "b"}:
        times -= 1
        if times < 0:  # the machine has more to do than when it was measured
            longest *= 1.5
        worker = child.start()
        time.sleep(random.uniform(0, longest))  # noqa: S311
        child.kill(worker)
        if recovers and not site.exists():  # killed between two renames
            former = site.with_name(".site.itinerary-former")
            found.add(find_letter(former))
            with lock_site(site):
                place_site(site, {}, ["none of them"])
        found.add(find_letter(site))
    files = {each for each in look(site) if each[1:2] == "/"}
    with lock_site(site):  # the next run cleans what the killed ones have left
        place_site(site, {}, [*files, *(f"both/{number}.txt" for number in range(20))])
    assert {each.name for each in site.parent.iterdir()} == {"site"}


@pytest.mark.parametrize("way", ["exchanged", "renamed"])
def test_a_run_that_is_killed_leaves_the_old_or_the_new_folder(
    start_child: Callable[[str], Child], site: Path, way: str
) -> None:
    kill_often(start_child(way), site, 30, recovers=way == "renamed")


@pytest.mark.slow
@pytest.mark.parametrize("way", ["exchanged", "renamed"])
def test_300_runs_that_are_killed_leave_the_old_or_the_new_folder(
    start_child: Callable[[str], Child], site: Path, way: str
) -> None:
    kill_often(start_child(way), site, 300, recovers=way == "renamed")


def test_two_at_once_never_mix(start_child: Callable[[str], Child], site: Path) -> None:
    (site / "both").mkdir(parents=True)
    (site / "CNAME").write_text("example.org")
    (site / "both" / "own.css").write_text("p {}")
    one, other = start_child("exchanged"), start_child("exchanged")
    seconds = one.measure_seconds(site)
    workers = {child: child.start() for child in (one, other)}
    time.sleep(min(20 * seconds, 5))
    for child, worker in workers.items():
        child.kill(worker)
    find_letter(site)


# --- the lock


def test_the_second_waits_or_says_so(site: Path) -> None:
    with (
        lock_site(site),
        pytest.raises(ItineraryError, match="site is being written by another run - wait"),
        lock_site(site, wait_seconds=0.2),
    ):
        pass
    with lock_site(site, wait_seconds=0):
        pass
    assert not [*site.parent.iterdir()]


def test_a_lock_that_a_killed_run_has_left_is_in_nobodys_way(site: Path) -> None:
    holding = f"""
from pathlib import Path
from itinerary.publishing.site_folder import lock_site
with lock_site(Path({str(site)!r})):
    print("locked", flush=True)
    input()
"""
    with subprocess.Popen(
        [sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "locked\n"
        with pytest.raises(ItineraryError), lock_site(site, wait_seconds=0.1):
            pass
        holder.kill()
    assert [each.name for each in site.parent.iterdir()] == [".site.itinerary-lock"]
    with lock_site(site, wait_seconds=0):
        pass
    assert not [*site.parent.iterdir()]


def test_a_lock_is_not_made_through_a_symbolic_link(site: Path) -> None:
    site.with_name(".site.itinerary-lock").symlink_to(site.parent / "outside")
    with pytest.raises(OSError, match="itinerary-lock"), lock_site(site, wait_seconds=0):
        pass
    assert not (site.parent / "outside").exists()
