"""The command line as people use it: what it prints, writes and answers, and what it never does."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import icalendar
import jsonschema
import pytest

from itinerary.cli.app import COMMANDS
from itinerary.export import FORMATS
from itinerary.export import pdf as printing
from itinerary.export.options import ImpreciseChoice
from itinerary.publishing import BackgroundPlacement
from itinerary.views.audience import AUDIENCES
from itinerary.views.parts import SplitBy

ROOT = Path(__file__).parent.parent
FLAGSHIP = ROOT / "examples" / "rubio-2025.yaml"
REPORTS = Path(__file__).parent / "reports"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(run):
    """A command run; the sheets of the examples lie beside their folder."""

    def run_below_root(*arguments, **given):
        is_of_example = any(str(each).startswith(str(ROOT / "examples")) for each in arguments)
        return run(*arguments, *(["--root", ROOT] if is_of_example else []), **given)

    return run_below_root


def process(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "itinerary", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def test_export_writes_calendar_background_and_briefing_and_says_so(run, tmp_path):
    status, out, _ = run("export", FLAGSHIP)
    assert status == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "rubio-2025-background.ics",
        "rubio-2025.ics",
        "rubio-2025.md",
    ]
    assert out.splitlines() == [
        "wrote rubio-2025.ics",
        "wrote rubio-2025-background.ics",
        "wrote rubio-2025.md",
        (
            "still open, so in no calendar: Meeting with President Daniel Noboa; Noboa wins a"
            " second term"
        ),
    ]


def test_no_background_means_no_background_file(run, tmp_path):
    run("export", ROOT / "examples" / "weekend-lisbon.yaml")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "weekend-lisbon.ics",
        "weekend-lisbon.md",
    ]


def test_the_format_goes_by_the_suffix_or_to_stdout(run, tmp_path):
    assert run("export", FLAGSHIP, "-o", "a.ics", "-o", "b.json")[0] == 0
    assert (tmp_path / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert json.loads((tmp_path / "b.json").read_text())["id"] == "rubio-2025-09"
    status, out, _ = run("export", FLAGSHIP, "--to", "md")
    assert (status, out[:2]) == (0, "# ")
    assert run("export", FLAGSHIP, "-o", "c.txt", "--to", "md")[:2] == (0, "wrote c.txt\n")
    assert (tmp_path / "c.txt").read_text() == out
    assert run("export", FLAGSHIP, "-o", "-", "--to", "md")[1] == out
    status, _, err = run("export", FLAGSHIP, "-o", "b.md", "--to", "ics")
    assert (status, "write -o b.ics, or leave out --to" in err) == (2, True)
    assert not (tmp_path / "b.md").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", FLAGSHIP, "--to", "isc"], "unknown format 'isc' - did you mean 'ics'?"),
        (
            ["export", FLAGSHIP, "--to", "ics", "--split", "leg"],
            (
                "--split leg makes several calendars, and --to prints one - name a file instead: -o"
                " trip.ics"
            ),
        ),
        (["export", FLAGSHIP, "--split", "legs"], "unknown split 'legs' - did you mean 'leg'?"),
        (
            ["export", FLAGSHIP, "--background", "inlin"],
            "unknown background 'inlin' - did you mean 'inline'?",
        ),
        (
            ["export", FLAGSHIP, "--imprecise", "markers"],
            "unknown imprecise 'markers' - did you mean 'marker'?",
        ),
        (
            ["export", FLAGSHIP, "--audience", "pubic"],
            "unknown audience 'pubic' - did you mean 'public'?",
        ),
        (
            ["export", FLAGSHIP, "--alarm", "half an hour"],
            "alarm 'half an hour': not a time before the event - write it as 30m, 2h or 1d",
        ),
        (
            ["export", FLAGSHIP, "--color", "steelblu"],
            "color: 'steelblu' is not a CSS colour name - did you mean 'steelblue'?",
        ),
        (
            ["export", FLAGSHIP, "--to", "md", "--alarm", "30m"],
            "--alarm does not apply to markdown - leave it out, or ask for ics or jcal",
        ),
        (
            ["export", FLAGSHIP, "-o", "a.json", "-o", "a.md", "--split", "leg"],
            "--split does not apply to json or markdown - leave it out, or ask for ics or jcal",
        ),
        (
            ["export", FLAGSHIP, "--to", "ics", "--clock", "12"],
            "--clock does not apply to ics - leave it out, or ask for html or markdown",
        ),
        (
            ["export", FLAGSHIP, "--to", "json", "--lang", "es"],
            "--lang does not apply to json - leave it out, or ask for geojson, html, ics,",
        ),
        (["export", FLAGSHIP, "--lang", "eng"], "unknown lang 'eng' - did you mean 'en'?"),
        (["export", FLAGSHIP, "--clock", "13"], "unknown clock '13' - known: 12, 24"),
        (
            ["export", FLAGSHIP, "-o", "a.docx"],
            "no format has the suffix of a.docx - known: csv, geojson, html, ics,",
        ),
        (
            ["resolve", "Tuesday", "--on", "someday"],
            "--on: 'someday' is not a date - write it as 2025-08-29 or 2025-08-29T10:00",
        ),
        (["schema", "tiemline"], "unknown schema 'tiemline' - did you mean 'timeline'?"),
        (["nonsense"], "No such command 'nonsense'"),
    ],
)
def test_bad_usage_exits_with_2_and_a_remedy(run, arguments, message):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


FINAL = ROOT / "examples" / "rubio-2025-final.yaml"


def events(path):
    """The UIDs of a calendar."""
    return [str(event["UID"]) for event in icalendar.Calendar.from_ical(path.read_bytes()).events]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ([], ["trip-background.ics", "trip.ics", "trip.md"]),
        (["--background", "inline"], ["trip.ics", "trip.md"]),
        (["--background", "omit"], ["trip.ics", "trip.md"]),
        (["--background", "only"], ["trip-background.ics", "trip.md"]),
        (
            ["--split", "leg"],
            ["trip-background.ics", "trip-mexico-city.ics", "trip-quito.ics", "trip.md"],
        ),
        (
            ["--split", "leg", "--background", "inline"],
            ["trip-mexico-city.ics", "trip-other.ics", "trip-quito.ics", "trip.md"],
        ),
        (
            ["--split", "kind"],
            [
                "trip-background.ics",
                "trip-leg.ics",
                "trip-meeting.ics",
                "trip-movement.ics",
                "trip-press.ics",
                "trip.md",
            ],
        ),
        (["-o", "a.ics", "-o", "b.md"], ["a.ics", "b.md"]),
        (["-o", "a.jcal", "--split", "leg"], ["a-mexico-city.jcal", "a-quito.jcal"]),
    ],
)
def test_the_files_of_each_choice(run, tmp_path, arguments, names):
    (tmp_path / "in").mkdir()
    document = tmp_path / "in" / "trip.yaml"
    document.write_text(
        FINAL.read_text(encoding="utf-8").replace("../seeds", str(ROOT / "seeds")), encoding="utf-8"
    )
    assert run("export", document, "--root", ROOT, *arguments)[0] == 0
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == names


def test_events_have_the_same_uids_in_every_choice(run, tmp_path):
    choices = {
        "whole": [],
        "leg": ["--split", "leg"],
        "kind": ["--split", "kind"],
        "marker": ["--imprecise", "marker"],
        "alarm": ["--alarm", "30m"],
    }
    found = {}
    for name, arguments in choices.items():
        run("export", FINAL, "--background", "inline", "-o", f"{name}.ics", *arguments)
        found[name] = sorted(uid for path in tmp_path.glob(f"{name}*.ics") for uid in events(path))
    assert len(found["whole"]) == 11
    assert set(map(tuple, found.values())) == {tuple(found["whole"])}
    run("export", FINAL, "--background", "only", "-o", "background.ics")
    assert set(events(tmp_path / "background.ics")) < set(found["whole"])


def test_each_calendar_of_a_split_has_a_name_of_its_own(run, tmp_path):
    run("export", FINAL, "-o", "a.ics", "--split", "leg", "--name", "Rubio", "--color", "steelblue")
    calendars = [
        icalendar.Calendar.from_ical((tmp_path / f"a-{leg}.ics").read_bytes())
        for leg in ("mexico-city", "quito")
    ]
    assert [str(each["NAME"]).replace("\\,", ",") for each in calendars] == [
        "Rubio – Mexico City, Mexico",
        "Rubio – Quito, Ecuador",
    ]
    assert [str(each["COLOR"]) for each in calendars] == ["steelblue"] * 2


def test_the_files_of_a_split_differ_even_where_capitals_do_not_count(run, tmp_path):
    legs = "".join(
        f"{{id: {id}, title: L, when: 2025-09-03}}, "
        for id in ("quito", "Quito", "background", "other")
    )
    trip = (
        f"{{title: T, id: t, timezone: UTC, legs: [{legs}], events: [{{id: e, title: E, when:"
        " 2025-09-03}], background: [{id: b, title: B, when: '2012'}]}"
    )
    (tmp_path / "t.yaml").write_text(trip, encoding="utf-8")
    _, out, _ = run("export", "t.yaml", "--split", "leg")
    assert out.splitlines() == [
        "wrote t-quito.ics",
        "wrote t-2-Quito.ics",
        "wrote t-2-background.ics",
        "wrote t-other.ics",
        "wrote t-other-2.ics",
        "wrote t-background.ics",
        "wrote t.md",
    ]


LOSSY = """
title: T
id: t
timezone: UTC
dates: 2025-09-02/2025-09-04
events:
  - {id: a, title: Known, when: "2025-09-03T10:00"}
  - {id: b, title: Open, when: TBD}
  - {id: c, title: In September, when: September 2025}
  - {id: d, title: Secret talks, when: TBD, visibility: staff}
  - {id: e, title: For the party, when: "2025-09-03T12:00", visibility: party}
background:
  - {id: f, title: Since, when: since 1 May 2019}
"""


def test_an_export_ends_with_what_it_leaves_out(run, tmp_path):
    status, out, err = run(
        "export", "-", "--imprecise", "omit", "--audience", "public", stdin=LOSSY
    )
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "wrote t.ics",
        "wrote t-background.ics",
        "wrote t.md",
        "hidden from the public: 2 entries",
        "still open, so in no calendar: Open",
        "not known to the day, so left out: In September",
        "open on one side, so shown on one day: Since",
    ]
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert [
        name for name, text in written.items() if "Secret" in text or "party" in text.lower()
    ] == []
    _, out, _ = run("export", "-", "-o", "t.ics", "--audience", "party", stdin=LOSSY)
    assert out.splitlines() == [
        "wrote t.ics",
        "hidden from the party: 1 entry",
        "still open, so in no calendar: Open",
    ]
    assert run("export", "-", "-o", "t.md", stdin=LOSSY)[1] == "wrote t.md\n"


def test_a_calendar_without_an_event_is_told_instead_of_written(run, tmp_path):
    trip = "{title: T, id: t, timezone: UTC, events: [{id: e, title: E, when: TBD}]}"
    _, out, _ = run("export", "-", "-o", "a.ics", "-o", "b.jcal", "--split", "leg", stdin=trip)
    assert out.splitlines() == [
        "no events to show, so a.ics is not written",
        "no events to show, so b.jcal is not written",
        "still open, so in no calendar: E",
    ]
    assert (
        run("export", "-", "-o", "a.ics", "--background", "only", stdin=trip)[1]
        == "no events to show, so a.ics is not written\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_what_is_left_out_of_a_printed_calendar_is_told_beside_it(run):
    _, out, err = run("export", "-", "--to", "ics", stdin=LOSSY)
    assert out.endswith("END:VCALENDAR\r\n")
    assert err == "still open, so in no calendar: Secret talks; Open\n"


def test_help_lists_the_choices_that_there_are(run):
    text = " ".join(run("export", "--help")[1].split())
    assert f"--audience {'|'.join(AUDIENCES)}" in text
    assert f"--split {'|'.join((*SplitBy, 'none'))}" in text
    assert f"--background {'|'.join(BackgroundPlacement)}" in text
    assert f"--imprecise {'|'.join(get_args(ImpreciseChoice))}" in text
    assert f"--to {'|'.join(FORMATS)}" in text


@pytest.mark.browser
@pytest.mark.skipif(
    not printing.find_browser(), reason="no Chromium is installed (apt-get install chromium)"
)
def test_a_pdf_is_written_beside_other_files(run, tmp_path):
    status, out, _ = run(
        "export", FINAL, "-o", "trip.pdf", "-o", "trip.html", "--lang", "es", "--audience", "public"
    )
    assert (status, out) == (0, "wrote trip.pdf\nwrote trip.html\n")
    content = (tmp_path / "trip.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    from pypdf import PdfReader

    assert "Fuentes" in " ".join(
        page.extract_text() for page in PdfReader(io.BytesIO(content)).pages
    )


def test_a_pdf_without_a_browser_is_an_error_and_nothing_is_written(run, monkeypatch, tmp_path):
    monkeypatch.setattr(printing, "_iterate_browsers", lambda: iter(()))
    status, out, err = run("export", FINAL, "-o", "trip.ics", "-o", "trip.pdf")
    assert (status, out, list(tmp_path.iterdir())) == (1, "", [])
    assert (
        "itinerary: error: a PDF is printed by a browser, and none of these is installed: chromium"
        in err
    )
    assert "Traceback" not in err


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals")
def test_a_pdf_is_not_shown_on_a_terminal():
    _, terminal = os.openpty()
    command = [sys.executable, "-m", "itinerary", "export", FINAL, "--to", "pdf"]
    done = subprocess.run(command, stdout=terminal, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "a PDF cannot be shown on a terminal - name a file: -o trip.pdf" in done.stderr


def test_an_export_with_any_error_writes_nothing(run, tmp_path):
    status, out, err = run("export", REPORTS / "ten-mistakes.yaml")
    assert (status, out, list(tmp_path.iterdir())) == (1, "", [])
    assert "error:" in err


def test_ten_mistakes_get_ten_diagnostics_in_one_run_each_at_its_line_and_column(run):
    status, _, err = run("check", REPORTS / "ten-mistakes.yaml")
    assert status == 1
    assert err.replace(f"{REPORTS}/", "") == (REPORTS / "ten-mistakes.txt").read_text()
    assert err.count(": error: ") >= 10


def test_check_tells_what_is_fine_and_strict_minds_warnings(run):
    status, out, err = run("check", FLAGSHIP)
    assert (status, out) == (0, f"{FLAGSHIP}: 10 entries, 2 still open, no errors\n")
    assert ":38:18: warning: “recently”" in err
    assert run("check", FLAGSHIP, "--strict")[0] == 1


def test_check_prints_findings_for_programs(run):
    findings = json.loads(run("check", FLAGSHIP, "--format", "json")[1])
    assert [(each["severity"], each["code"], each["position"]["line"]) for each in findings] == [
        ("warning", "phrase-vague", 38)
    ]
    line = run("check", FLAGSHIP, "--format", "github")[1]
    assert line.startswith(f"::warning file={FLAGSHIP},line=38,col=18::“recently”")


def test_check_takes_several_documents_and_fails_if_one_does(run):
    weekend = ROOT / "examples" / "weekend-lisbon.yaml"
    status, out, err = run("check", weekend, REPORTS / "ten-mistakes.yaml", FLAGSHIP)
    assert status == 1
    assert [line.partition(": ")[0] for line in out.splitlines()] == [str(weekend), str(FLAGSHIP)]
    assert err.index("ten-mistakes.yaml:") < err.index("rubio-2025.yaml:38:18: warning")
    assert run("check", weekend, FLAGSHIP)[0] == 0
    assert run("check", weekend, FLAGSHIP, "--strict")[0] == 1


def test_check_prints_the_findings_of_several_documents_as_one_list(run):
    findings = json.loads(run("check", FLAGSHIP, FLAGSHIP, "nowhere.yaml", "--format", "json")[1])
    files = [each["position"]["file"] for each in findings]
    assert files == [str(FLAGSHIP), str(FLAGSHIP), "nowhere.yaml"]


def test_explain_names_words_reading_source_window_and_result(run):
    _, out, _ = run("explain", FLAGSHIP, "quito")
    for part in (
        "“On Wednesday”",
        "“Wednesday onward” (the editor's reading)",
        "Global Leaders Insights",
        "published 2025-08-29",
        "“from September 2-4, 2025” (gli) and “from Sept. 2 to 4” (binational)",
        "2025-09-03/2025-09-04",
        "3–4 September 2025",
    ):
        assert part in out
    assert run("explain", FLAGSHIP)[1].count("\n") > 60
    status, _, err = run("explain", FLAGSHIP, "qito")
    assert (status, err.splitlines()[-1]) == (
        1,
        "itinerary: error: no entry has the id 'qito' - did you mean 'quito'?",
    )


def test_show_and_conflicts(run):
    assert (
        "TBD  Meeting with President Daniel Noboa (Wed 3 – Thu 4 Sep)\nRON Quito\n"
        in run("show", FLAGSHIP)[1]
    )
    out = run("conflicts", FLAGSHIP)[1]
    assert (
        "disputed: Which trip to the region this is\n  - “third in the past seven months” [gli]\n"
        in out
    )
    final = ROOT / "examples" / "rubio-2025-final.yaml"
    assert [run("conflicts", path, "--strict")[0] for path in (FLAGSHIP, final)] == [0, 1]
    assert json.loads(run("conflicts", final, "--format", "json")[1])["dates"][0]["classes"] == [
        "same"
    ]
    assert (
        run("conflicts", ROOT / "examples" / "weekend-lisbon.yaml")[1]
        == "The sources do not differ.\n"
    )


def test_changes_tells_what_is_new_otherwise_and_gone(run):
    final = ROOT / "examples" / "rubio-2025-final.yaml"
    lines = run("changes", FLAGSHIP, final)[1].splitlines()
    assert lines[:2] == ["Changes since the last issue:", "  Flight to Mexico City: new"]
    assert lines[-1] == "  Over 5,200 homicides in Ecuador: left out"
    listed = run("changes", FLAGSHIP, final, "--format", "markdown", "--lang", "pt")[1].splitlines()
    assert listed[:2] == ["- Alterações desde a última edição:", "  - Flight to Mexico City: novo"]
    found = json.loads(run("changes", FLAGSHIP, final, "--format", "json")[1])
    assert found[1] == {
        "kind": "changed",
        "id": "sheinbaum",
        "title": "Meeting with President Claudia Sheinbaum",
        "dates": [
            {"name": "when", "was": ["2025-09-02/2025-09-03"], "now": ["2025-09-03T10:00:00-06:00"]}
        ],
    }
    assert run("changes", final, final)[1] == "Changes since the last issue: none\n"


def test_changes_tells_nobody_of_what_is_hidden(run, tmp_path):
    hidden = "{id: s, title: Secret, when: 2025-09-0%d, visibility: staff}"
    for number in (3, 4):
        text = "{title: T, id: t, events: [{id: e, title: Tea, when: 2025-09-03}, %s]}"
        (tmp_path / f"{number}.yaml").write_text(text % hidden % number)
    assert "Secret" in run("changes", "3.yaml", "4.yaml")[1]
    told = run("changes", "3.yaml", "4.yaml", "--audience", "public")[1]
    assert told == "Changes since the last issue: none\n"


def test_explain_has_no_verdict_of_a_date_that_nobody_states(run):
    text = "{title: T, id: t, events: [{id: e, title: E, when: 2025-09-03}]}"
    out = run("explain", "-", "trip", stdin=text)[1]
    assert out.splitlines()[2:] == [
        "      fallback   the hull of the events",
        "      result     2025-09-03",
        "      in words   3 September 2025",
    ]


def test_resolve_explains_one_phrase_or_points_at_the_word(run):
    status, out, _ = run(
        "resolve", "Wednesday onward", "--on", "2025-08-29", "--window", "2025-09-02/2025-09-04"
    )
    assert (status, out.splitlines()[0]) == (0, "2025-09-03/2025-09-04  3–4 September 2025")
    assert run("resolve", "hace tres días", "--on", "2025-08-29", "--language", "es")[1].startswith(
        "2025-08-26  26 August 2025\n"
    )
    status, out, _ = run(
        "resolve", "na terça e na quarta-feira", "--on", "2025-08-29", "--language", "pt"
    )
    assert (status, out.splitlines()[0]) == (0, "2025-08-26/2025-08-27  26–27 August 2025")
    assert run("resolve", "earlier today", "--on", "2025-08-29")[1].startswith("2025-08-29  ")
    assert "hours cannot be counted" in run("resolve", "in two hours", "--on", "2025-08-29")[2]
    assert run("resolve", "in two hours", "--on", "2025-08-29T10:00")[1].startswith("2025-08-29T12")
    status, _, err = run("resolve", "on Tuesdy", "--on", "2025-08-29")
    assert status == 1
    assert (
        err == "phrase:1:4: error: 'Tuesdy' is no word of a date phrase [phrase-unread]\n"
        "    1 | on Tuesdy\n      |    ^\n      = did you mean 'Tuesday'?\n"
    )


@pytest.mark.slow
def test_the_schema_validates_every_example(run):
    yaml = pytest.importorskip("yaml")
    schema = json.loads(run("schema")[1])
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        document = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        jsonschema.validate(document | {"itinerary": 1}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"title": "T", "lgs": []}, schema)


def test_the_schema_is_written_for_editors(run, tmp_path):
    path = Path("schemas", "itinerary.schema.json")
    assert run("schema", "-o", path)[:2] == (0, f"wrote {path}\n")
    assert path.read_text(encoding="utf-8") == run("schema")[1]
    assert run("schema", "-o", path)[1] == f"unchanged {path}\n"


def test_the_schema_of_the_timeline_validates_what_json_writes(run):
    schema = json.loads(run("schema", "timeline")[1])
    jsonschema.validate(json.loads(run("export", FLAGSHIP, "--to", "json")[1]), schema)


def test_init_writes_a_starter_that_passes_and_never_overwrites(run, tmp_path):
    assert run("init")[:2] == (0, "wrote trip.yaml\n")
    assert run("check", "trip.yaml")[1] == "trip.yaml: 5 entries, 1 still open, no errors\n"
    written = (tmp_path / "trip.yaml").read_bytes()
    assert run("init")[0] == 2
    assert (tmp_path / "trip.yaml").read_bytes() == written
    assert run("init", "-")[1].encode() == written
    assert run("init", "lima.yaml")[0] == 0
    assert b"itinerary check lima.yaml" in (tmp_path / "lima.yaml").read_bytes()
    live = written.replace(b"\n## yaml-language-server", b"\n# yaml-language-server")
    assert re.findall(rb"^# yaml-language-server: .schema=(.*)$", live, re.MULTILINE) == [
        b"itinerary.schema.json"
    ]
    assert max(map(len, written.decode().splitlines())) <= 100


def test_check_counts_what_has_one_end_open_and_the_dates_of_the_trip(run):
    text = (
        "title: T\nid: t\n%sevents: [{id: m, kind: movement, title: M, from: 'Porto, Portugal',"
        " to: Turin, depart: '2025-09-03 10:00', arrive: %s}]"
    )
    told = "-: 1 entry, {} still open, no errors\n"
    for dates, arrive, count in (
        ("", "TBD", 1), ("", "'2025-09-03 13:00'", 0), ("dates: TBD\n", "TBD", 2),
    ):  # fmt: skip
        assert run("check", "-", stdin=text % (dates, arrive))[1] == told.format(count)


def test_a_dash_is_standard_input(run):
    assert run(
        "check", "-", stdin="title: T\nid: t\nevents: [{id: e, title: E, when: 2025-09-03}]"
    )[:2] == (0, "-: 1 entry, 0 still open, no errors\n")
    assert "<stdin>:1:1: error" in run("check", "-", stdin="titel: T")[2]


def test_json_on_standard_input_is_read_as_json(run):
    text = (
        r'{"title": "Lunch \ud83c\udf7d", "id": "lunch", "events": [{"id": "e", "title": "E",'
        r' "when": "2025-09-03"}]}'
    )
    assert "Lunch 🍽" in run("show", "-", stdin=text)[1]
    assert (
        "<stdin>:1:20: error: a comma after the last value"
        in run("check", "-", stdin='{"title": "Lunch 🍽",}')[2]
    )


def test_what_some_calendars_will_not_take_is_said(run):
    background = "{title: T, id: t, background: [{id: b, title: B, when: 1492-10-12}]}"
    _, _, err = run("export", "-", "--to", "ics", "--background", "only", stdin=background)
    assert err == "-: warning: an event in the year 1492: some calendars know no date before 1601\n"


def test_the_document_itself_is_never_written_over(run, tmp_path):
    copy = tmp_path / "trip.json"
    copy.write_text(
        '{"title": "T", "id": "t", "events": [{"id": "e", "title": "E", "when": "2025-09-03"}]}'
    )
    before = copy.read_text()
    status, _, err = run("export", copy, "-o", copy)
    assert (status, err) == (2, f"itinerary: {copy} is the document itself - name another file\n")
    assert copy.read_text() == before


def test_a_file_that_would_be_the_same_is_left_alone(run, tmp_path):
    assert run("export", FLAGSHIP)[0] == 0
    calendar, briefing = tmp_path / "rubio-2025.ics", tmp_path / "rubio-2025.md"
    for path in (calendar, briefing):
        os.utime(path, (1, 1))
    briefing.write_text("old")
    _, out, _ = run("export", FLAGSHIP)
    assert out.splitlines()[:3] == [
        "unchanged rubio-2025.ics",
        "unchanged rubio-2025-background.ics",
        "wrote rubio-2025.md",
    ]
    assert calendar.stat().st_mtime == 1
    assert briefing.stat().st_mtime > 1


def test_missing_folders_are_made_and_not_left_behind_by_a_failed_write(run, tmp_path, monkeypatch):
    path = Path("a", "b", "trip.ics")
    assert run("export", FLAGSHIP, "-o", path)[1].startswith(f"wrote {path}\n")
    assert run("init", Path("c", "trip.yaml"))[1] == f"wrote {Path('c', 'trip.yaml')}\n"

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert run("export", FLAGSHIP, "-o", Path("d", "e", "trip.ics"))[0] == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "c"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(run, tmp_path, monkeypatch):
    old = tmp_path / "rubio-2025.ics"
    old.write_text("old")

    def full(_):
        raise OSError(28, "No space left on device", "rubio-2025.ics")

    monkeypatch.setattr(os, "fsync", full)
    status, _, err = run("export", FLAGSHIP)
    assert (status, old.read_text(), [path.name for path in tmp_path.iterdir()]) == (
        1,
        "old",
        ["rubio-2025.ics"],
    )
    assert err.endswith("itinerary: error: rubio-2025.ics: No space left on device\n")


def test_a_missing_file_is_one_line(run):
    status, _, err = run("check", "nowhere.yaml")
    assert status == 1
    assert err.startswith("nowhere.yaml:1:1: error: ")
    assert "Traceback" not in err


@pytest.mark.slow
def test_a_closed_pipe_ends_quietly():
    command = (
        f'"{sys.executable}" -m itinerary explain "{FLAGSHIP}" 2>/dev/null | head -1; exit'
        ' "${PIPESTATUS[0]}"'
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stdout + done.stderr


def test_version_and_help():
    assert process("--version").stdout == "itinerary 0.1.0\n"
    help_text = process("--help").stdout
    assert all(
        command in help_text
        for command in (
            "check",
            "export",
            "show",
            "explain",
            "conflicts",
            "resolve",
            "schema",
            "init",
        )
    )
    assert "\x1b" not in help_text


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_what_to_write_and_no_types_of_python(run, command):
    assert not re.search(r"<\w|\[\[", run(command, "--help")[1])


def test_export_tells_of_an_id_that_the_name_of_the_file_gave(run, tmp_path):
    text = "title: Tea in Lisbon\n{}events: [{{title: Tea, when: 2025-09-03}}]\n"
    told = "write id: tea-in-lisbon, or id: trip where calendars made by 0.1.0 are in use"
    for stated, name, formats, is_told in (
        ("", "trip", ("ics", "jcal"), True),
        ("", "trip", ("markdown", "json"), False),
        ("", "tea in lisbon", ("ics",), False),
        ("id: trip\n", "trip", ("ics",), False),
        ("id: tea\n", "trip", ("ics",), False),
    ):
        (tmp_path / f"{name}.yaml").write_text(text.format(stated), encoding="utf-8")
        for format in formats:
            status, out, err = run("export", f"{name}.yaml", "--to", format)
            assert (status, told in out, told in err) == (0, False, is_told)
