"""Formats that other packages add: found, checked, named where they fail, and told apart from ours.

`examples/itinerary-kml` is installed as anyone would; packages with a fault are written here.
"""

from __future__ import annotations

import importlib
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from tables import Table

from itinerary import ItineraryError, OptionError, Timeline, formats, load, loads, render, resolve
from itinerary.export import FORMATS, list_formats, list_losses, plugins, render_bytes
from itinerary.publishing.export_request import ExportRequest

ROOT = Path(__file__).parent.parent
FLAGSHIP = ROOT / "examples" / "rubio-2025.yaml"
TRIP = """
title: Trip
id: trip
legs: [{place: "Quito, Ecuador", when: 3 September 2025}]
events:
  - {title: Dinner, when: "4 September 2025, 20:00", place: "Quito, Ecuador", visibility: staff}
"""
NAMES = {
    "csv", "geojson", "html", "ics", "jcal", "json", "markdown", "markwhen", "mermaid", "org",
    "timelinejs",
}  # fmt: skip
Run = Callable[..., tuple[int, str, str]]
Write = Callable[..., None]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path, in which packages are found that were not there before."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    plugins.load_plugins.cache_clear()
    known = set(sys.modules)
    yield folder
    plugins.load_plugins.cache_clear()
    for name in set(sys.modules) - known:
        if getattr(sys.modules[name], "__file__", "").startswith(str(folder)):
            del sys.modules[name]


@pytest.fixture
def write(path: Path) -> Write:
    """Write a package with a module and the entry points of our group."""

    def write(package: str, module: str, **entry_points: str) -> None:
        name = package.replace("-", "_")
        (path / f"{name}.py").write_text(module, encoding="utf-8")
        info = path / f"{name}-1.0.dist-info"
        info.mkdir()
        info.joinpath("METADATA").write_text(f"Name: {package}\nVersion: 1.0\n", encoding="utf-8")
        lines = [f"{each} = {name}:{value}\n" for each, value in entry_points.items()]
        group = "".join(["[itinerary.formats]\n", *lines])
        info.joinpath("entry_points.txt").write_text(group, encoding="utf-8")
        importlib.invalidate_caches()

    return write


@pytest.fixture(scope="module")
def plugin_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which pip has installed the example; nothing is fetched."""
    source = tmp_path_factory.mktemp("source") / "itinerary-kml"
    folder = tmp_path_factory.mktemp("installed")
    source.mkdir()
    for each in (ROOT / "examples" / "itinerary-kml").iterdir():
        if each.is_file():
            (source / each.name).write_bytes(each.read_bytes())
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--quiet", "--target", folder]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, source], check=True)
    return folder


@pytest.fixture
def kml(path: Path, plugin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module of the example, installed."""
    monkeypatch.syspath_prepend(str(plugin_folder))
    yield importlib.import_module("itinerary_kml")
    del sys.modules["itinerary_kml"]


SOURCE = """
from itinerary.export import Format, FormatOptions, IcsOptions
def write(timeline, options):
    return "".join(f"{each.title}\\n" for each in timeline)
def make(name, suffix="", media_type="text/plain", options=FormatOptions, render=write, **others):
    suffix = suffix or name
    return Format(name=name, suffix=suffix, media_type=media_type, options=options, render=render,
                  **others)
"""


def trip(text: str = TRIP) -> Timeline:
    return resolve(loads(text))


# --- the example


def test_the_example_is_a_format_like_ours(kml: Any) -> None:
    assert set(formats()) == NAMES | {"kml"}
    assert list(formats()) == sorted(formats())
    (entry,) = [each for each in list_formats() if each.name == "kml"]
    assert (entry.suffix, entry.media_type) == ("kml", "application/vnd.google-earth.kml+xml")
    assert entry.options is kml.KmlOptions
    text = render(resolve(load(FLAGSHIP)), "kml")
    (places,) = ElementTree.fromstring(text)  # noqa: S314 - our own
    titles = [name.text for name, *_ in places]
    assert titles[:2] == ["Mexico City, Mexico", "Meeting with President Claudia Sheinbaum"]
    assert [each.text for each in places[0][2]] == ["-99.13,19.43"]


def test_its_options_are_its_own(kml: Any) -> None:
    timeline = resolve(load(FLAGSHIP))
    more = render(timeline, "kml", kml.KmlOptions(with_background=True))
    assert len(more) >= len(render(timeline, "kml"))
    with pytest.raises(OptionError, match="unknown option 'backgrund'"):
        kml.KmlOptions(backgrund=True)
    with pytest.raises(OptionError, match="kml takes KmlOptions, not IcsOptions"):
        render(timeline, "kml", FORMATS["ics"].options())
    with pytest.raises(OptionError, match="with_background takes True or False, not 'yes'"):
        kml.KmlOptions(with_background="yes")


def test_it_sees_what_the_audience_may(kml: Any) -> None:
    assert "Dinner" in render(trip(), "kml")
    assert "Dinner" not in render(trip(), "kml", audience="public")
    assert b"Dinner" not in render_bytes(trip(), "kml", audience="public")


def test_no_map_is_made_from_a_document_with_errors(kml: Any) -> None:
    broken = trip("{title: T, id: t, events: [{title: E, when: 32 May 2025}]}")
    with pytest.raises(ItineraryError, match="32 May"):
        render(broken, "kml")
    assert render(broken, "kml", partial=True) == ""


def test_the_command_line_takes_it(
    kml: Any, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, _ = run("export", FLAGSHIP, "--root", ROOT, "--to", "kml")
    assert status == 0
    assert ElementTree.fromstring(out).tag.endswith("}kml")  # noqa: S314 - our own
    status, said, _ = run("export", FLAGSHIP, "--root", ROOT, "-o", "map.kml", "-o", "trip.ics")
    assert (status, Path("map.kml").read_text("utf-8")) == (0, out)
    assert "wrote map.kml" in said
    status, said, _ = run(
        "export", FLAGSHIP, "--root", ROOT, "-o", "map.kml", "--audience", "public"
    )
    assert status == 0


def test_the_command_line_tells_what_it_leaves_out(kml: Any, run: Run, tmp_path: Path) -> None:
    document = tmp_path / "trip.yaml"
    document.write_text("{title: T, events: [{title: Call, when: 2025-09-05}]}", "utf-8")
    status, _, said = run("export", document, "--to", "kml")
    assert (status, said) == (0, "without coordinates, so on no map: Call\n")
    status, _, said = run("export", document, "--to", "kml", "--background", "only")
    assert status == 2
    assert "--background does not apply to kml" in said


def test_the_formats_are_listed(kml: Any, run: Run) -> None:
    status, out, err = run("formats")
    rows = {line.split()[0]: line.split() for line in out.splitlines()}
    assert (status, err) == (0, "")
    assert rows.keys() == FORMATS.keys() | {"kml"}
    assert rows["markdown"] == ["markdown", ".md", "text/markdown", "MarkdownOptions"]
    expected = [".kml", "application/vnd.google-earth.kml+xml", "KmlOptions", "itinerary-kml"]
    assert rows["kml"] == ["kml", *expected]


def test_it_is_completed(kml: Any, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ITINERARY_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "itinerary export x.yaml --to k")
    monkeypatch.setenv("COMP_CWORD", "4")
    assert run()[1].split() == ["kml"]


def test_its_options_can_be_pickled(kml: Any) -> None:
    options = kml.KmlOptions(with_background=True)
    assert pickle.loads(pickle.dumps(options)) == options  # noqa: S301 - our own


# --- what fails


FAULTS = {  # what a package has, and what is said of it
    "raise RuntimeError('no map\\ndata')\n": "cannot be loaded: RuntimeError: no map data",
    "import nowhere_to_be_found": "cannot be loaded: ModuleNotFoundError: No module named 'nowhere",
    "import sys; sys.exit(3)": "cannot be loaded: SystemExit: 3",
    "def broken(:": "cannot be loaded: SyntaxError",
    "": "cannot be loaded: AttributeError: module 'broken_one' has no attribute 'FORMAT'",
    "FORMAT = print": "is a builtin_function_or_method, and must be an itinerary.export.Format",
    "FORMAT = None": "is None, and must be an itinerary.export.Format",
    "FORMAT = make('other')": "calls itself 'other', and must be called as its entry point is",
    "FORMAT = make('map', suffix='.map')": "has '.map' for its suffix, which must match",
    "FORMAT = make('map', suffix='m.ap')": "has 'm.ap' for its suffix, which must match",
    "FORMAT = make('map', suffix=3)": "has 3 for its suffix, which must match",
    "FORMAT = make('map', media_type='map')": "has 'map' for its media_type, which must match",
    "FORMAT = make('map', suffix='ics')": "takes 'ics', which the format 'ics' has",
    "FORMAT = make('map', suffix='markdown')": "takes 'markdown', which the format 'markdown' has",
    "FORMAT = make('map', render=None)": "has something that is no function for render",
    "FORMAT = make('map', list_losses='none')": "has something that is no function for render",
    "FORMAT = make('map', options=dict)": "has options that derive from no",
    "FORMAT = make('map', options=FormatOptions())": "has options that derive from no",
    "class Own(FormatOptions): pass\nFORMAT = make('map', options=Own)": (
        "has options, Own, that are no frozen dataclass"
    ),
    "from dataclasses import dataclass\n@dataclass(frozen=True, kw_only=True)\n"
    "class Own(FormatOptions):\n    zoom: int\nFORMAT = make('map', options=Own)": (
        "cannot be loaded: TypeError"
    ),
    "from dataclasses import dataclass\n@dataclass(frozen=True, kw_only=True)\n"
    "class Own(FormatOptions):\n    layers: list[str] | None = None\n"
    "FORMAT = make('map', options=Own)": (
        "has options, Own: the type of its field 'layers' is list[str] | None; it may be a text,"
    ),
    "from dataclasses import dataclass\n@dataclass(frozen=True, kw_only=True)\n"
    "class Own(FormatOptions):\n    layers: 'Layer' = None\nFORMAT = make('map', options=Own)": (
        "has options, Own, whose types are no types: NameError: name 'Layer' is not defined"
    ),
}


@pytest.mark.parametrize("number", range(len(FAULTS)))
def test_what_fails_is_named_and_the_others_work(number: int, write: Write, run: Run) -> None:
    module, fault = list(FAULTS.items())[number]
    write("broken-one", SOURCE + module, map="FORMAT")
    write("good-one", SOURCE + "FORMAT = make('plain', suffix='text')", plain="FORMAT")
    assert set(formats()) == NAMES | {"plain"}
    assert render(trip(), "plain").splitlines()[-1] == "Dinner"
    with pytest.raises(OptionError) as caught:
        render(trip(), "map")
    assert str(caught.value).startswith(f"format 'map' of the package broken-one {fault}")
    status, out, err = run("export", FLAGSHIP, "--to", "map")
    assert (status, out, err) == (2, "", f"itinerary: {caught.value}\n")
    status, out, err = run("formats")
    assert (status, err) == (0, f"itinerary: warning: {caught.value}\n")
    assert "plain" in out


def test_what_is_asked_for_in_vain_names_what_fails(write: Write, run: Run) -> None:
    write("broken-one", "1 / 0", map="FORMAT")
    hint = "; of no use: map (`itinerary formats` says why)"
    for arguments in (["--to", "mapp"], ["-o", "trip.map"]):
        status, _, err = run("export", FLAGSHIP, *arguments)
        assert (status, err.endswith(f"{hint}\n")) == (2, True), err


def test_a_name_of_ours_cannot_be_taken(write: Write, run: Run) -> None:
    ours = render(trip(), "ics")
    write("broken-one", SOURCE + "FORMAT = make('ics', suffix='other')", ics="FORMAT")
    assert render(trip(), "ics") == ours
    assert "takes 'ics', which the format 'ics' has" in run("formats")[2]
    with pytest.raises(OptionError, match="unknown format 'other' - "):
        render(trip(), "other")


def test_of_two_that_take_a_name_or_suffix_neither_is_used(write: Write, table: Table) -> None:
    write("one", SOURCE + "A = make('map')\nB = make('chart')", map="A", chart="B")
    write("two", SOURCE + "A = make('map')\nB = make('graph', 'chart')", map="A", graph="B")
    assert set(formats()) == NAMES
    for name, packages in {"map": ("one", "two"), "chart": ("one",), "graph": ("two",)}.items():
        with table.row(name):
            with pytest.raises(OptionError) as caught:
                render(trip(), name)
            assert [f"package {each} takes" in str(caught.value) for each in packages]


def test_a_package_with_broken_metadata_is_passed_over(path: Path, write: Write) -> None:
    write("good-one", SOURCE + "FORMAT = make('plain', suffix='text')", plain="FORMAT")
    info = path / "elsewhere-1.0.dist-info"
    info.mkdir()
    info.joinpath("entry_points.txt").write_text("[console_scripts]\nno equals sign\n", "utf-8")
    assert "plain" in formats()


def test_a_package_whose_entry_points_cannot_be_read_is_named(
    path: Path, write: Write, run: Run
) -> None:
    write("good-one", SOURCE + "FORMAT = make('plain', suffix='text')", plain="FORMAT")
    for folder, named in {"elsewhere-1.0.dist-info": "elsewhere", "nameless.dist-info": ""}.items():
        info = path / folder
        info.mkdir()
        text = "[itinerary.formats]\nno equals sign\n"
        info.joinpath("entry_points.txt").write_text(text, "utf-8")
        if named:
            info.joinpath("METADATA").write_text(f"Name: {named}\n", "utf-8")
    assert set(formats()) == NAMES | {"plain"}
    status, _, err = run("formats")
    assert status == 0
    assert "format 'elsewhere' of the package elsewhere cannot be read: " in err
    assert "of the package without a name cannot be read: " in err


def test_a_package_that_asks_for_formats_while_it_is_loaded(write: Write) -> None:
    module = f"{SOURCE}import itinerary\nitinerary.formats()\nFORMAT = make('plain', 'text')"
    write("good-one", module, plain="FORMAT")
    assert "plain" in formats()


FAILURES = {
    "def write(*_):\n    raise KeyError('route')": "failed: KeyError: 'route'",
    "def write(*_):\n    return b'bytes'": (
        "failed: TypeError: render gave a bytes, where str is expected"
    ),
    "import sys\ndef write(*_):\n    sys.exit(4)": "failed: SystemExit: 4",
    "def write(*_):\n    raise SystemExit": "failed: SystemExit",
    "def write(*_):\n    return 'a\\ud800'": (
        "failed: ValueError: render gave half of a character (a surrogate) at index 1"
    ),
    "def write(*_):\n    return None": "failed: TypeError: render gave None, where str is expected",
}


@pytest.mark.parametrize("number", range(len(FAILURES)))
def test_what_goes_wrong_while_it_writes_is_an_error_of_ours(
    number: int, write: Write, run: Run
) -> None:
    module, said = list(FAILURES.items())[number]
    module = f"{SOURCE}{module}\nFORMAT = make('plain', 'text', render=write)"
    write("bad-one", module, plain="FORMAT")
    with pytest.raises(ItineraryError) as caught:
        render(trip(), "plain")
    assert str(caught.value) == f"format 'plain' of the package bad-one {said}"
    with pytest.raises(ItineraryError, match="of the package bad-one failed"):
        render_bytes(trip(), "plain")
    status, out, err = run("export", FLAGSHIP, "--to", "plain")
    assert (status, out) == (1, "")
    assert err.endswith(f"itinerary: error: {caught.value}\n")


def test_an_id_that_a_format_looks_for_in_vain_is_its_own_mistake(write: Write) -> None:
    module = "def write(timeline, _):\n    return timeline['nope'].title"
    module = f"{SOURCE}{module}\nFORMAT = make('plain', 'text', render=write)"
    write("bad-one", module, plain="FORMAT")
    with pytest.raises(ItineraryError, match=r"of the package bad-one failed: .*no entry has"):
        render(trip(), "plain")


def test_what_tells_losses_may_fail_too(write: Write, run: Run) -> None:
    write("bad-one", f"{SOURCE}FORMAT = make('plain', 'text', list_losses=max)", plain="FORMAT")
    with pytest.raises(ItineraryError, match="format 'plain' of the package bad-one failed"):
        list_losses(trip(), "plain")
    status, _, err = run("export", FLAGSHIP, "--to", "plain")
    assert (status, "Traceback" in err) == (1, False)


# --- options, audiences, bytes


KEEPING = """
from dataclasses import dataclass
from itinerary import Timeline
@dataclass(frozen=True, kw_only=True)
class Own(FormatOptions):
    earlier: Timeline | None = None
    lang: str = "en"
def write(timeline, options):
    titles = [each.title for each in options.earlier or ()]
    return f"{options.lang} {titles} {timeline.document.events}"
FORMAT = make("plain", "text", options=Own, render=write)
"""


def test_an_earlier_issue_among_its_options_is_for_the_audience_too(write: Write) -> None:
    write("good-one", SOURCE + KEEPING, plain="FORMAT")
    (entry,) = [each for each in list_formats() if each.name == "plain"]
    options = entry.options(earlier=trip())
    assert "'Dinner'" in render(trip("{title: T}"), "plain", options)
    text = render(trip("{title: T}"), "plain", options, audience="public")
    assert "Dinner" not in text
    assert "Quito" in text


def test_options_that_it_shares_with_ours_are_asked_for_alike(write: Write, run: Run) -> None:
    write("good-one", SOURCE + KEEPING, plain="FORMAT")
    assert run("export", FLAGSHIP, "--to", "plain", "--lang", "es")[1].startswith("es ")
    assert (
        "--clock does not apply to plain"
        in run("export", FLAGSHIP, "--to", "plain", "--clock", 12)[2]
    )


OWN = """
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Literal

class Shade(StrEnum):
    DARK = "dark"
    LIGHT = "light"

@dataclass(frozen=True, kw_only=True)
class Own(FormatOptions):
    zoom: int = 8
    scale: float = 1
    is_wide: bool = False
    colour: Literal["red", "blue"] | None = None
    layers: tuple[str, ...] = ()
    title: str | None = None
    shade: Shade = Shade.DARK
    from_day: date | None = None
    background: str = ""
    lang: str = "en"

def write_given(timeline, options):
    values = {each.name: getattr(options, each.name) for each in fields(Own)}
    return repr({name: value for name, value in values.items() if value != getattr(Own(), name)})

FORMAT = make("plain", options=Own, render=write_given)
"""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((), {}),
        (("zoom=12",), {"zoom": 12}),
        (("zoom=-1", "is-wide=true"), {"zoom": -1, "is_wide": True}),
        (("scale=2",), {"scale": 2.0}),
        (("colour=red", "title=a=b"), {"colour": "red", "title": "a=b"}),
        (("layers=roads", "layers=rails, old"), {"layers": ("roads", "rails, old")}),
        (("title=", "background=white"), {"title": "", "background": "white"}),
        (("from-day=2025-09-03",), {"from_day": date(2025, 9, 3)}),
    ],
)
def test_options_of_its_own_are_given_by_their_names(
    given: tuple[str, ...], expected: dict[str, object], write: Write, run: Run
) -> None:
    write("good-one", SOURCE + OWN, plain="FORMAT")
    options = [part for each in given for part in ("--option", each)]
    status, out, _ = run("export", FLAGSHIP, "--to", "plain", *options)
    assert (status, out.strip()) == (0, repr(expected))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("zoom=near",), "zoom takes a whole number, not 'near'"),
        (("is_wide=yes",), "is_wide takes True or False, not 'yes'"),
        (("zoom=1", "zoom=2"), "option 'zoom' is given 2 times, and has one value"),
        (("colour=rad",), "unknown colour 'rad' - did you mean 'red'?"),
        (("shade=lihgt",), "unknown shade 'lihgt' - did you mean 'light'?"),
        (("from-day=soon",), "from_day takes date or None, not 'soon'"),
        (("zom=1",), "unknown option 'zom' - did you mean 'zoom'?"),
        (("q=1",), "unknown option 'q' - known: background, colour, from_day, is_wide"),
        (("zoom",), "--option takes NAME=VALUE, not 'zoom'"),
        (("=1",), "--option takes NAME=VALUE, not '=1'"),
        (("lang=es",), "--option is for options of other packages' formats - write --lang"),
    ],
)
def test_an_option_that_is_given_wrong_is_named(
    given: tuple[str, ...], message: str, write: Write, run: Run
) -> None:
    write("good-one", SOURCE + OWN, plain="FORMAT")
    options = [part for each in given for part in ("--option", each)]
    status, _, err = run("export", FLAGSHIP, "--to", "plain", *options)
    assert status == 2
    assert message in err


def test_our_formats_have_no_options_besides_those_of_the_command_line(
    kml: Any, run: Run, tmp_path: Path
) -> None:
    option = ("--option", "with_background=true")
    status, _, err = run("export", FLAGSHIP, "--to", "ics", *option)
    assert status == 2
    assert "unknown option 'with_background' - no options of their own: ics" in err
    both = ("-o", tmp_path / "trip.kml", "-o", tmp_path / "trip.ics", *option)
    assert run("export", FLAGSHIP, *both)[0] == 0
    timeline = resolve(load(FLAGSHIP))
    expected = render(timeline, "kml", kml.KmlOptions(with_background=True))
    assert (tmp_path / "trip.kml").read_text("utf-8") == expected


def test_a_calendar_of_another_package_is_a_calendar(
    write: Write, run: Run, tmp_path: Path
) -> None:
    module = SOURCE + "FORMAT = make('xcal', options=IcsOptions)"
    write("good-one", module, xcal="FORMAT")
    status, out, _ = run("export", FLAGSHIP, "-o", tmp_path / "trip.xcal", "--split", "leg")
    assert status == 0
    assert "trip-quito.xcal" in out


def test_what_is_no_text_is_written_as_bytes(write: Write, run: Run, tmp_path: Path) -> None:
    module = f"{SOURCE}FORMAT = make('raw', render=lambda *_: bytes(3), is_text=False)"
    write("good-one", module, raw="FORMAT")
    assert "raw" not in formats()
    assert render_bytes(trip(), "raw") == bytes(3)
    with pytest.raises(OptionError, match="raw is no text"):
        render(trip(), "raw")
    assert run("export", FLAGSHIP, "-o", tmp_path / "trip.raw")[0] == 0
    assert (tmp_path / "trip.raw").read_bytes() == bytes(3)


# --- when it is looked for


WITHOUT = """
import sys
from itinerary import cli
sys.argv[:] = ["itinerary", *sys.argv[1:]]
try:
    cli.run_command_line()
except SystemExit:
    pass
sys.exit("itinerary.export.plugins" in sys.modules)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        "--help",
        "export --help",
        "export {} --to ics",
        "export {} --to md --audience public",
        "export {} -o trip.ics -o trip.md --split leg",
        "export {} --to markdown -o trip.md",
        "check {}",
    ],
)
def test_for_our_own_formats_no_package_is_looked_at(arguments: str, tmp_path: Path) -> None:
    words = arguments.format(FLAGSHIP).split()
    command = [sys.executable, "-c", WITHOUT, *words]
    subprocess.run(command, cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)


def test_a_request_checks_its_suffix_against_all_formats(kml: Any) -> None:
    with pytest.raises(OptionError, match=r"trip.kml is a file of kml, and --to asks"):
        ExportRequest(outputs=(Path("trip.kml"),), to="ics")
