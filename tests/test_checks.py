"""Days that do not add up: each document of `checks/` raises the one warning it is named for.

Its line and its words are those of the document's first line. A near miss, which comes as close as
it can, raises none; nor do the examples.
"""

import ast
import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itinerary import resolve
from itinerary.checks import check_completeness, load_checks
from itinerary.checks.overlaps import Span, find_overlapping_spans
from itinerary.loading import read_file, read_text
from itinerary.reports.coverage import measure_coverage
from itinerary.reports.rendering import format_coverage

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "checks"
NEAR_MISSES = sorted(FOLDER.glob("*-near-miss.yaml"))
WARNED = sorted(set(FOLDER.glob("*.yaml")) - set(NEAR_MISSES))
CHECKS = [check for folder in ("consistency", "completeness") for check in load_checks(folder)]
# The code of a warning is the beginning of the names of the documents that raise it.
CODES = {code for check in CHECKS for code in check.codes}


def findings(loaded, strict=False):
    timeline = resolve(loaded.document)
    return [
        *loaded.diagnostics,
        *timeline.diagnostics,
        *check_completeness(timeline, strict=strict),
    ]


def is_strict(path):
    return path.stem.startswith("night")


@pytest.mark.parametrize("path", WARNED, ids=lambda path: path.stem)
def test_a_warning_is_raised_alone_at_this_line_and_in_these_words(path):
    (found,) = findings(read_file(path), is_strict(path))
    assert path.stem.startswith(found.code)
    told = f"#{found.position.line}: {found.message} - {found.hint}"
    assert told == path.read_text(encoding="utf-8").splitlines()[0]
    assert found.severity == "warning"


@pytest.mark.parametrize("path", NEAR_MISSES, ids=lambda path: path.stem)
def test_a_near_miss_raises_nothing(path):
    assert [str(each) for each in findings(read_file(path), is_strict(path))] == []


def test_every_code_has_a_document_and_every_document_a_near_miss():
    assert {code for code in CODES if (FOLDER / f"{code}.yaml").exists()} == CODES
    assert {path.stem for path in WARNED} == {
        path.stem.removesuffix("-near-miss") for path in NEAR_MISSES
    }


def test_a_check_is_registered_under_the_codes_of_what_it_finds():
    folder = ROOT / "itinerary" / "checks"
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(folder.glob("*/*.py"))}
    found = {
        (path.stem, ast.unparse(call.args[1]))
        for path, tree in trees.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "trip.create_warning"
    }
    registered = {
        (path.stem, ast.unparse(code))
        for path, tree in trees.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "register_check"
        for code in call.args
    }
    assert found == registered
    assert len(registered) == len(CODES)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem
)
def test_the_examples_raise_none(path):
    assert [each for each in findings(read_file(path)) if each.code in CODES] == []


SPANS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 6), st.sampled_from("abc")), max_size=8
)


@given(SPANS)
def test_a_clash_is_found_for_each_span_that_has_any(spans):
    day = datetime(2025, 9, 3)
    made = sorted(
        Span(day.replace(hour=begin), day.replace(hour=begin + length), None, key, None)
        for begin, length, key in spans
    )
    made = [each for number, each in enumerate(made) if each not in made[:number]]
    found = list(find_overlapping_spans(made))
    assert all(one.key != other.key and one.start <= other.start < one.end for one, other in found)
    for number, span in enumerate(made):
        others = [each for each in made[:number] if each.key != span.key and each.end > span.start]
        assert bool(others) == any(other == span for _, other in found)
        assert sum(other == span for _, other in found) <= 1


def test_check_tells_what_export_does_not_nag_about(run):
    status, _, err = run("check", FOLDER / "uncited-source.yaml")
    assert (status, "[uncited-source]" in err) == (0, True)
    assert run("check", FOLDER / "uncited-source.yaml", "--strict")[0] == 1
    assert run("show", FOLDER / "uncited-source.yaml")[2] == ""
    assert "[two-places-at-once]" in run("show", FOLDER / "two-places-at-once.yaml")[2]


def test_nights_are_minded_only_where_it_is_strict(run):
    assert run("check", FOLDER / "night-without-stay.yaml")[::2] == (0, "")
    assert "[night-without-stay]" in run("check", FOLDER / "night-without-stay.yaml", "--strict")[2]


def test_what_is_missing_is_asked_only_of_a_document_without_errors(run, tmp_path):
    path = tmp_path / "trip.yaml"
    path.write_text(
        "{title: T, id: t, sources: {s: {publisher: P, title: S}},"
        " events: [{id: e, title: E, when: soonish}]}"
    )
    status, _, err = run("check", path)
    assert (status, "[phrase-unread]" in err, "[uncited-source]" in err) == (1, True, False)


COVERED = """
title: T
id: t
timezone: America/Guayaquil
dates: [{says: 2–4 September 2025, source: gazette}, {says: "from Sept. 2 to 4", source: courier}]
sources:
  gazette: {publisher: Gazette, title: A, published: 2025-08-29, author: Ana Paz}
  courier: {publisher: Courier, title: B}
  agency: {publisher: Agency, title: C, published: 2025-08-30}
legs:
  - {id: quito, title: Quito}
events:
  - {id: lunch, title: Lunch, when: Wednesday}
  - {id: call, title: Call, when: {says: Wednesday, source: courier}}
  - {id: talk, title: Talk, when: {says: Thursday, source: courier, speaker: The spokesperson}}
  - {id: walk, title: Walk, when: {says: on Thursday, source: agency}}
  - id: tour
    title: Tour
    when: [{says: Tuesday, source: gazette}, {says: Wednesday, source: agency}]
  - {id: visit, title: Visit, when: {says: TBD, source: agency}}
"""


def test_coverage_tells_what_each_date_rests_on():
    assert format_coverage(measure_coverage(resolve(read_text(COVERED).document))) == (
        "trip                     dates     several sources (gazette, courier)\n"
        "tour                     when      one source (gazette)\n"
        "visit                    when      open\n"
        "lunch                    when      nothing\n"
        "call                     when      one source (courier), undated, unnamed speaker\n"
        "talk                     when      one source (courier), undated\n"
        "walk                     when      one source (agency), unnamed speaker\n"
        "7 dates: 1 on several sources, 4 on one source, 1 on nothing, 1 still open;"
        " 2 only on undated ones, 2 only on unnamed speakers\n"
    )


def test_check_prints_the_coverage(run):
    status, out, _ = run("check", ROOT / "examples" / "tour-week-2025.yaml", "--coverage")
    assert (status, "doors-sevilla" in out) == (0, True)


@pytest.mark.parametrize("format", ["json", "sarif"])
def test_the_coverage_is_not_among_findings_for_programs(run, format):
    document = ROOT / "examples" / "tour-week-2025.yaml"
    status, out, err = run("check", document, "--coverage", "--format", format)
    assert (status, "doors-sevilla" in err) == (0, True)
    assert out == run("check", document, "--format", format)[1]
    json.loads(out)


@pytest.mark.parametrize(
    "arguments", [("check", "-", "-"), ("export", "-", "--since", "-"), ("verify", "-", "-")]
)
def test_standard_input_is_read_once(run, arguments):
    status, out, err = run(*arguments, stdin="title: T")
    assert (status, out) == (2, "")
    assert err == (
        "itinerary: standard input (-) can be read only once - give the other documents as files\n"
    )
