"""The library's speed, each figure a ratio of two things measured in the same run: `make bench`.

`EVENTS=100000 make bench` takes that many instead of 10,000. CPU time is compared, not time on the
clock, so that other work on the machine counts little; a figure is the median of several runs.
"""

from __future__ import annotations

import gc
import json
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
import time
import tracemalloc
import venv
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, NamedTuple

import yaml
from combinations import draw_phrase
from icalendar import Calendar, Event, vCategory, vGeo

import itinerary
from itinerary.dates.grammar.language_file import load_language_file
from itinerary.export import IcsOptions, ics
from itinerary.loading import read_file, read_text
from itinerary.resolving.document_findings import complete_findings, resolve_loaded

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = Path(sys.executable).with_name("itinerary")
FLAGSHIP = ROOT / "examples" / "rubio-2025.yaml"
# Children write bytecode, which their first run, the one that is not counted, leaves to the others.
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
STARTS, PASSES, TURNS = 20, 3, 5  # runs of a command, of anything else, and by turns
FEW, SOME, MANY = 1_000, 2_000, int(os.environ.get("EVENTS", "10_000"))  # events
FEED = 5_000  # events of a calendar that is imported
DOCUMENTS = 200  # of a folder that is checked
# Years whose days have the weekdays of 2025, of which most examples are.
YEARS = (1930, 1941, 1947, 1958, 1969, 1975, 1986, 1997, 2003, 2014, 2025, 2031, 2042, 2053, 2059)
FIRST = "Ramadan"  # warms the reader up: it loads the calendars of other faiths

IMPORTS = "import icalendar, pendulum, pydantic, typer, yaml"
READERS = {
    "itinerary": (
        "from itinerary import resolve_phrase; read = lambda text: resolve_phrase(text,"
        " reference=day)"
    ),
    "dateparser": (
        "import dateparser; read = lambda text: dateparser.parse(text, languages=['en'],"
        " settings={'RELATIVE_BASE': day})"
    ),
    "parsedatetime": (
        "import parsedatetime; parser = parsedatetime.Calendar(); read = lambda text:"
        " parser.parseDT(text, day)"
    ),
    "timefhuman": "from timefhuman import timefhuman as read",
}
# Every other phrase warms the reader up; no cache answers for those that are measured.
READING = """
import gc, json, sys, time, warnings
from datetime import datetime
warnings.simplefilter("ignore")
day = datetime(2025, 8, 29, 12)
{reader}
def all_of(phrases):
    for phrase in phrases:
        try:
            read(phrase)
        except Exception:
            pass
phrases = json.loads(sys.argv[1])
known, new = phrases[::2], phrases[1::2]
for _ in range(5):
    all_of(known)
gc.collect()
start = time.process_time()
all_of(new)
print(len(new) / (time.process_time() - start))
"""
READING_IN_NODE = """
const { parse } = require("chrono-node"), day = new Date(2025, 7, 29, 12)
const phrases = JSON.parse(process.argv[1])
const known = phrases.filter((_, number) => number % 2 == 0)
const fresh = phrases.filter((_, number) => number % 2)
for (let pass = 0; pass < 5; pass++) known.forEach((phrase) => parse(phrase, day))
const start = process.cpuUsage()
fresh.forEach((phrase) => parse(phrase, day))
const { user, system } = process.cpuUsage(start)
console.log(fresh.length / ((user + system) / 1e6))
"""
# The first text warms the finder up; the second is of other dates.
FINDING = """
import gc, sys, time
from datetime import date
from itinerary import find
known, new = (open(path, encoding="utf-8").read() for path in sys.argv[1:])
for _ in range(3):
    find(known, reference=date(2025, 8, 29))
gc.collect()
start = time.process_time()
find(new, reference=date(2025, 8, 29))
print(len(new) / (time.process_time() - start))
"""
FINDING_IN_NODE = """
const { parse } = require("chrono-node"), day = new Date(2025, 7, 29, 12)
const read = (path) => require("fs").readFileSync(path, "utf-8")
const [known, fresh] = process.argv.slice(1).map(read)
for (let pass = 0; pass < 3; pass++) parse(known, day)
const start = process.cpuUsage()
parse(fresh, day)
const { user, system } = process.cpuUsage(start)
console.log(fresh.length / ((user + system) / 1e6))
"""
HEAD = """\
title: A long trip
as_of: 2025-08-29
dates: September 2025
sources: {gazette: {publisher: Gazette, title: The trip, published: 2025-08-29}}
legs:
"""
LEG = """\
  - id: leg-{leg}
    place: Quito, Ecuador
    events:
"""
EVENT = """\
      - id: event-{number}
        title: "Meeting {number} with the delegation, on matters of trade and of the border"
        when: {{says: "2025-09-{day:02} {hour:02}:00", source: gazette}}
        participants:
          - {{name: Person {number}, role: Deputy minister of the interior}}
          - {{name: Person next to {number}}}
        topics: [migration, drug trafficking, trade, energy, security]
        press: pool spray at top
        notes: "Briefing papers are in folder {number}; the interpreter arrives early."
"""

ARTICLE = """\
Envoy to visit four cities of the north

Oslo, 4 May 2026

The envoy for trade, Ana Reis, will visit Peru and Ecuador from 11 to 22 May 2026.
"""
PARAGRAPH = """
On {day} May at {hour}:30 the envoy will meet Mayor Rui S{letter}a of {city} to speak about trade
and the border, and visit the old port in the afternoon. The cities signed a treaty on rail in
{year}. It was renewed by both parliaments after long talks, and eleven projects have been begun
under it so far, of which the port is the largest. The mayor was in Oslo two years ago.
"""

MISTAKE = "{{title: Event {number} of a long programme of the trip, wen: on the 3rd, notes: Later}}"

Command = Sequence[str | Path]
Fact = tuple[str, Any, dict[str, str] | None]  # a property's name, value and parameters


class Row(NamedTuple):
    """One measurement and its bar: the most that it may be, or the least."""

    what: str
    ratio: float
    bar: float | None = None
    at_least: bool = False

    def __str__(self) -> str:
        if self.bar is None:
            return f"{self.what:<76} {self.ratio:>7.2f}"
        met = self.ratio >= self.bar if self.at_least else self.ratio <= self.bar
        return (
            f"{self.what:<76} {self.ratio:>7.2f}  {'≥' if self.at_least else '≤'} {self.bar:<5}"
            f" {'ok' if met else 'missed'}"
        )


def main() -> None:
    print(f"{'what':<76} {'ratio':>7}  bar")
    with tempfile.TemporaryDirectory() as folder:
        for row in starts(Path(folder)):
            print(row, flush=True)
        for row in prose(Path(folder)):
            print(row, flush=True)
        for row in publications(Path(folder)):
            print(row, flush=True)
        for row in folders(Path(folder)):
            print(row, flush=True)
    for measured in (phrases, loading, stages, mistakes, events):
        for row in measured():
            print(row, flush=True)


# --- starting, in processes of their own


def starts(folder: Path) -> Iterator[Row]:
    python, wrapper, imports = (
        clean_python(folder / "clean"),
        folder / "wrapper.py",
        folder / "imports.py",
    )
    wrapper.write_text(
        "".join(line for line in SCRIPT.open() if "itinerary" not in line and "main()" not in line),
        "utf-8",
    )
    # Only a first model loads all of pydantic.
    imports.write_text(
        f"{IMPORTS}\nclass Model(pydantic.BaseModel):\n    title: str", encoding="utf-8"
    )
    nothing: Command = [python, "-c", "pass"]
    against = partial(compare_cpu, folder=folder)
    yield Row(
        "import itinerary / python -c pass", against([python, "-c", "import itinerary"], nothing), 3
    )
    yield Row("pip's wrapper alone / python -c pass", against([python, wrapper], nothing))
    yield Row(
        "itinerary --version / python -c pass", against([python, SCRIPT, "--version"], nothing), 2.5
    )
    yield Row("itinerary --help / python -c pass", against([python, SCRIPT, "--help"], nothing), 8)
    yield Row(
        "exporting the flagship / importing its packages and making one model",
        against([python, SCRIPT, "export", FLAGSHIP, "--root", ROOT], [python, imports]),
        1.5,
    )
    article, trip = folder / "article.txt", folder / "trip.yaml"
    article.write_text(write_article(), encoding="utf-8")
    cpu([python, SCRIPT, "draft", article, "-o", trip], folder)
    yield Row(
        f"drafting an article of {article.stat().st_size / 1000:.1f} kB / checking the result",
        against([python, SCRIPT, "draft", article], [python, SCRIPT, "check", trip]),
        1.6,
    )


def write_article() -> str:
    """Return an announcement of 5 kB, with some 40 dates and times."""
    cities = ("Lima", "Cusco", "Quito", "Cuenca")
    return ARTICLE + "".join(
        PARAGRAPH.format(
            day=number + 11, hour=9 + number % 8, letter=chr(97 + number), year=1990 + number,
            city=cities[number // 3],
        )
        for number in range(12)
    )  # fmt: skip


def clean_python(folder: Path) -> Path:
    """Return the interpreter of a plain installation; an editable one runs code at every start."""
    venv.create(folder, symlinks=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    (packages / "paths.pth").write_text(f"{ROOT}\n{sysconfig.get_path('purelib')}\n", "utf-8")
    return folder / "bin" / "python"


def compare_cpu(command: Command, base: Command, folder: Path, runs: int = STARTS) -> float:
    """How many times the CPU time of another command one takes.

    Both run by turns, and the ratio is that of all runs: how fast the machine is may change, but
    it changes for both.
    """
    pairs = [(cpu(command, folder), cpu(base, folder)) for _ in range(1 + runs)][1:]
    return sum(one for one, _ in pairs) / sum(other for _, other in pairs)


def cpu(command: Command, folder: Path) -> float:
    """The seconds of CPU that a command takes from its start to its end."""
    child = subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed")
    return usage.ru_utime + usage.ru_stime


# --- publishing, in processes of their own, where no browser prints

ALONE = """
import os, shutil, sys
from pathlib import Path
os.environ["PATH"] = ""
for path in Path.cwd().iterdir() if sys.argv.pop(1) == "afresh" else ():
    if path.name != "trip.yaml":
        shutil.rmtree(path) if path.is_dir() else path.unlink()
from itinerary.__main__ import main
sys.exit(main())
"""


def publications(folder: Path) -> Iterator[Row]:
    where = folder / "published"
    where.mkdir()
    (where / "trip.yaml").write_text(document(500), encoding="utf-8")
    afresh, again = ([sys.executable, "-c", ALONE, each] for each in ("afresh", "again"))
    names = ("public", "party", "staff", "busy")
    publish = ["publish", "trip.yaml", "-o", "site", *(f"--edition={each}" for each in names)]
    files = (f"-otrip.{each}" for each in ("html", "md", "ics", "json"))
    export = ["export", "trip.yaml", *files]
    against = partial(compare_cpu, folder=where)
    yield Row(
        "publishing 500 events in four editions / exporting them in the same formats",
        against([*afresh, *publish], [*afresh, *export]),
        3,
    )
    cpu([*afresh, *publish], where)
    yield Row(
        "publishing what has not changed / checking it",
        against([*again, *publish], [*again, "check", "trip.yaml"]),
        1.2,
    )


# --- folders of documents of the size of the examples

LOADING = """
import sys
from pathlib import Path
from itinerary import load
for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
    load(path)
"""


def folders(folder: Path) -> Iterator[Row]:
    where = folder / "folder"
    write_folder(where)
    against = partial(compare_cpu, folder=where, runs=5)
    yield Row(
        f"checking a folder of {DOCUMENTS} documents / loading them, each a process",
        against([SCRIPT, "check", "trips"], [sys.executable, "-c", LOADING, "trips"]),
        3,
    )
    paths = sorted((where / "trips").glob("*.yaml"))
    load, check = by_turns(partial(load_all, paths, where), partial(check_all, paths, where))
    yield Row(f"checking {DOCUMENTS} documents / loading them, in this process", check / load)


def write_folder(where: Path) -> None:
    """Write copies of the examples, each of another year, and at other minutes."""
    examples = sorted((ROOT / "examples").glob("*.yaml"))
    (where / "trips").mkdir(parents=True)
    for number in range(DOCUMENTS):
        text = examples[number % len(examples)].read_text(encoding="utf-8")
        year = YEARS[number // len(examples) % len(YEARS)]
        text = re.sub(r"(?<=\d:)\d\d\b", partial(move_minute, by=number % 13), text)
        text = re.sub(r"^id: .*", f"id: trip-{number}", text, flags=re.MULTILINE)
        text = text.replace("../seeds/", f"seeds/{year}/").replace("2025", str(year))
        (where / "trips" / f"{number}.yaml").write_text(text, encoding="utf-8")
    for year in YEARS:
        for seed in (ROOT / "seeds").glob("*.yaml"):
            copy = where / "trips" / "seeds" / str(year) / seed.name.replace("2025", str(year))
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = seed.read_text(encoding="utf-8")
            copy.write_text(text.replace("2025", str(year)), encoding="utf-8")


def move_minute(found: re.Match[str], by: int) -> str:
    return f"{(int(found[0]) + by) % 60:02}"


def load_all(paths: Sequence[Path], root: Path) -> None:
    for path in paths:
        read_file(path, root=root)


def check_all(paths: Sequence[Path], root: Path) -> None:
    for path in paths:
        loaded = read_file(path, root=root)
        complete_findings(resolve_loaded(loaded, itinerary.resolve), loaded.notes)


# --- phrases, each reader in a process of its own


def phrases() -> Iterator[Row]:
    seed = int(os.environ.get("SEED", "1"))
    print(f"phrases of our own tables, and as many drawn by SEED={seed}")
    texts = dict.fromkeys(
        example.phrase for rule in load_language_file("en").rules for example in rule.examples
    )
    random = Random(seed)  # noqa: S311 - no secret
    texts |= dict.fromkeys(draw_phrase(random) for _ in range(len(texts)))
    texts = [FIRST, *(text for text in texts if text != FIRST)]
    commands = {
        name: [sys.executable, "-c", READING.format(reader=reader)]
        for name, reader in READERS.items()
    }
    commands["chrono-node"] = ["node", "-e", READING_IN_NODE]
    speeds = {name: speed_of(command, json.dumps(texts)) for name, command in commands.items()}
    ours = speeds.pop("itinerary")
    assert ours, "our own phrases cannot be read"
    yield Row(f"phrases read in a millisecond, of {len(texts)} distinct ones", ours / 1000)
    for name, speed in speeds.items():
        if speed:
            bar = 8 if name == "dateparser" else 1
            yield Row(
                f"phrases a second / {name}'s, {speed / 1000:.1f} in a millisecond",
                ours / speed,
                bar,
                at_least=True,
            )
        else:
            print(f"{name} is not installed: skipped")


def prose(folder: Path) -> Iterator[Row]:
    """Dates are found in running text: sentences of our pages, and drawn phrases among them."""
    random = Random(int(os.environ.get("SEED", "1")))  # noqa: S311 - no secret
    pages = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md"))
    sentences = [each for each in pages.replace("\n", " ").split(". ") if each.isascii()]
    known, new = (write_prose(folder / f"{n}.txt", sentences, random) for n in ("known", "new"))
    ours = speed_of([sys.executable, "-c", FINDING], known, new)
    assert ours, "our own text cannot be read"
    yield Row("megabytes of prose a second in which dates are found", ours / 1e6)
    theirs = speed_of(["node", "-e", FINDING_IN_NODE], known, new)
    if theirs:
        what = f"prose a second / chrono-node's, {theirs / 1e6:.1f} MB"
        yield Row(what, ours / theirs, 0.5, at_least=True)
    else:
        print("chrono-node is not installed: skipped")


def write_prose(path: Path, sentences: Sequence[str], random: Random) -> str:
    """Write a text of 200 kB; return its path."""
    drawn: list[str] = []
    length = 0
    while length < 200_000:
        three = [random.choice(sentences) for _ in range(3)]
        drawn.append(f"{'. '.join(three)}. They met {draw_phrase(random)}.\n\n")
        length += len(drawn[-1])
    path.write_text("".join(drawn), encoding="utf-8")
    return str(path)


def speed_of(command: Sequence[str], *arguments: str) -> float | None:
    """Phrases or characters a second; None if the reader is not there."""
    try:
        done = [
            subprocess.run(
                [*command, *arguments], cwd=ROOT, env=ENVIRONMENT, capture_output=True, check=True
            )
            for _ in range(PASSES)
        ]
    except (OSError, subprocess.CalledProcessError):
        return None
    return median(float(each.stdout) for each in done)


# --- documents, in this process


def loading() -> Iterator[Row]:
    text = document(MANY)
    ours, theirs = (
        seconds(partial(itinerary.loads, text)),
        seconds(partial(yaml.load, text, yaml.CSafeLoader)),
    )
    yield Row(
        f"loading {MANY:,} events, {len(text) / 1e6:.1f} MB / yaml.CSafeLoader", ours / theirs, 0.35
    )


def stages() -> Iterator[Row]:
    text = document(SOME)
    trip = itinerary.loads(text)
    timeline = itinerary.resolve(trip)
    theirs, load, resolve, calendar, page, briefing, tree = by_turns(
        partial(yaml.load, text, yaml.CSafeLoader),
        partial(itinerary.loads, text),
        partial(itinerary.resolve, trip),
        *(
            partial(itinerary.render, timeline, format)
            for format in ("ics", "html", "markdown", "json")
        ),
    )
    yield Row(f"loading {SOME:,} events / yaml.CSafeLoader", load / theirs)
    yield Row(f"resolving {SOME:,} events / yaml.CSafeLoader", resolve / theirs)
    yield Row(f"resolving {SOME:,} events with ISO dates / loading them", resolve / load, 2)
    yield Row(f"exporting {SOME:,} events as JSON / resolving them", tree / resolve, 1)
    yield Row(f"exporting {SOME:,} events as HTML / as ICS", page / calendar, 3)
    yield Row(f"exporting {SOME:,} events as Markdown / as ICS", briefing / calendar, 3)


def mistakes() -> Iterator[Row]:
    """Errors are found, and told as JSON, in a text of one line and in one of many."""
    events = [MISTAKE.format(number=number) for number in range(SOME)]
    one, many = by_turns(
        *(
            partial(findings, f"{{title: T, events: [{join.join(events)}]}}")
            for join in (", ", ",\n")
        )
    )
    yield Row(f"{SOME:,} mistakes in one line / in lines of their own", one / many, 3)


def findings(text: str) -> str:
    found = read_text(text)
    later = itinerary.resolve(found.document).diagnostics if found.document else ()
    return json.dumps([each.to_dict() for each in (*found.diagnostics, *later)])


def events() -> Iterator[Row]:
    timeline = itinerary.resolve(itinerary.loads(document(MANY)))
    text = itinerary.render(timeline, "ics")
    calendar = Calendar.from_ical(text)
    facts = [[*map(plain_fact, *zip(*event.items(), strict=True))] for event in calendar.events]
    same = "same bytes" if with_icalendar(calendar, facts) == text.encode() else "other bytes"
    ours, theirs = (
        seconds(partial(itinerary.render, timeline, "ics")),
        seconds(partial(with_icalendar, calendar, facts)),
    )
    yield Row(
        f"icalendar alone / exporting {MANY:,} events as ICS ({same})",
        theirs / ours,
        3,
        at_least=True,
    )
    yield Row(f"MiB that writing {MANY:,} events piece by piece adds", memory(timeline), 10)
    feed = itinerary.render(itinerary.resolve(itinerary.loads(document(FEED))), "ics")
    data = feed.replace(ics.PRODUCT_ID, "-//another//EN").encode()
    read, parsed = (
        seconds(partial(itinerary.import_calendar, data, "feed.ics")),
        seconds(partial(Calendar.from_ical, data)),
    )
    yield Row(f"importing {FEED:,} events of another / parsing them alone", read / parsed, 3)
    few = itinerary.resolve(itinerary.loads(document(FEW)))
    page, briefing = (
        seconds(partial(itinerary.render, few, format)) for format in ("html", "markdown")
    )
    yield Row(f"exporting {FEW:,} events as HTML / as Markdown", page / briefing, 10)
    growth = each_costs(MANY) / each_costs(FEW)
    yield Row(f"resolving and exporting, per event: of {MANY:,} / of {FEW:,}", growth, 1.1)


def memory(timeline: itinerary.Timeline) -> float:
    """The MiB that a calendar takes at most while it is written and nothing of it is kept."""
    tracemalloc.start()
    for _ in ics.stream_calendar(timeline, IcsOptions()):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def document(count: int) -> str:
    """A trip of many events, 100 to a leg, each of some 400 characters."""
    return HEAD + "".join(
        LEG.format(leg=leg) + some_events(leg * 100) for leg in range(count // 100)
    )


def some_events(first: int) -> str:
    return "".join(
        EVENT.format(number=number, day=number % 30 + 1, hour=number % 12 + 8)
        for number in range(first, first + 100)
    )


def by_turns(*works: Callable[[], object]) -> list[float]:
    """The seconds that each takes; they run by turns, so that a slow minute slows all of them."""
    runs = [[seconds_once(work) for work in works] for _ in range(TURNS)]
    return [median(each) for each in zip(*runs, strict=True)]


def seconds(work: Callable[[], object], passes: int = PASSES) -> float:
    return median(seconds_once(work) for _ in range(passes))


def seconds_once(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def each_costs(count: int) -> float:
    """The seconds that resolving and exporting take for each event."""
    trip = itinerary.loads(document(count))
    return seconds(lambda: itinerary.render(itinerary.resolve(trip), "ics")) / count


# --- the same calendar by icalendar alone


def with_icalendar(calendar: Calendar, events: Iterable[Iterable[Fact]]) -> bytes:
    """A calendar with its events built anew, written."""
    calendar.subcomponents = [*calendar.timezones, *map(built, events)]
    written: bytes = calendar.to_ical(sorted=False)
    return written


def built(facts: Iterable[Fact]) -> Event:
    event = Event()
    for name, value, parameters in facts:
        event.add(name, value, parameters)
    return event


def plain_fact(name: str, value: Any) -> Fact:
    """A property with its parameters, as far as icalendar does not find them itself."""
    parameters = dict(value.params) if name.startswith("X-APPLE-") else None
    return name, plain(value), parameters


def plain(value: Any) -> Any:
    """A property's value as a program has it that knows nothing of calendars."""
    if isinstance(value, vGeo):
        return value.latitude, value.longitude
    if isinstance(value, vCategory):
        return list(map(str, value.cats))
    return getattr(value, "dt", None) or (int(value) if isinstance(value, int) else str(value))


if __name__ == "__main__":
    main()
