"""Where sources differ: the rows of the flagship's later reports, with their rule and sources."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from itinerary import ItineraryError, OptionError, load, loads, resolve
from itinerary.reports.conflicts import conflicts
from itinerary.reports.explanation import explain
from itinerary.reports.rendering import format_conflicts
from itinerary.timeline import Verdict

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def final():
    return resolve(load(EXAMPLES / "rubio-2025-final.yaml"))


@pytest.mark.parametrize(
    ("id", "name", "classes", "chosen", "sources"),
    [
        ("trip", "dates", ["same"], "2025-09-02/2025-09-04", ["gli", "binational"]),
        (
            "to-quito",
            "arrive",
            ["correction", "actual"],
            "2025-09-03T20:45:00-05:00",
            ["expreso-1", "confirmado", "expreso-4"],
        ),
        (
            "noboa",
            "when",
            ["slip", "contradiction", "actual"],
            "2025-09-04T09:00:00-05:00~",
            ["confirmado", "expreso-2", "expreso-4", "expreso-4"],
        ),
        (
            "press",
            "when",
            ["same", "contradiction"],
            "2025-09-04T10:30:00-05:00",
            ["confirmado", "ntn24", "expreso-2"],
        ),
        ("to-mexico", "arrive", ["actual"], "2025-09-02T16:00:00-06:00~", ["unotv", "unotv"]),
        (
            "sheinbaum",
            "when",
            ["refinement", "contradiction"],
            "2025-09-03T10:00:00-06:00",
            ["gli", "ap", "mnd"],
        ),
    ],
)
def test_each_row_of_the_later_reports_has_its_class(final, id, name, classes, chosen, sources):
    found = next(
        each
        for each in conflicts(final).dates
        if (each.date.entry.id, each.date.name) == (id, name)
    )
    assert list(found.verdicts) == classes
    assert [interval.edtf for interval in found.date.intervals] == [chosen]
    assert [claim.source_id for claim in found.date.claims] == sources
    assert all(claim.reason for claim in found.date.claims)


def test_the_text_names_the_rule_and_both_sources(final):
    text = format_conflicts(conflicts(final))
    assert (
        "Ecuador's spokesperson corrected it later:"
        " “la noche del miércoles 3 de septiembre” [confirmado]" in text
    )
    assert "it contradicts “jueves 4 de septiembre, 09:00” [confirmado]" in text
    assert "it lies outside the trip (2025-09-02/2025-09-04), the others inside" in text
    assert "what happened counts over what was planned: 2 h later" in text
    assert (
        "disputed: Which trip to the region this is\n  - “third in the past seven months” [gli]"
        in text
    )


def test_json_and_markdown_say_the_same(final):
    data = json.loads(format_conflicts(conflicts(final), "json"))
    assert [(each["entry"], each["classes"]) for each in data["dates"]][:2] == [
        ("trip", ["same"]),
        ("to-mexico", ["actual"]),
    ]
    assert len(data["disputes"]) == 2
    markdown = format_conflicts(conflicts(final), "markdown")
    assert markdown.count("\n## ") + 1 == len(data["dates"]) + len(data["disputes"])
    assert markdown.count("\n- **") == sum(len(each["claims"]) for each in data["dates"])


def test_text_of_a_document_is_no_markup_in_markdown():
    claims = "[{says: 2025-09-03}, {says: 3 Sept. 2025, note: n}]"
    document = loads(
        f"{{title: T, id: t, events: [{{id: e, title: '<b>*x*</b>', when: {claims}}}]}}"
    )
    assert "## &lt;b>\\*x\\*&lt;/b>, when: same" in format_conflicts(
        conflicts(resolve(document)), "markdown"
    )


def test_only_contradictions_contradict(final):
    assert conflicts(final).has_contradictions
    assert not conflicts(resolve(load(EXAMPLES / "rubio-2025.yaml"))).has_contradictions
    weekend = conflicts(resolve(load(EXAMPLES / "weekend-lisbon.yaml")))
    assert format_conflicts(weekend) == "The sources do not differ.\n"


def test_an_unknown_format_of_conflicts_is_refused(final):
    with pytest.raises(OptionError, match="unknown format 'jsn' - did you mean 'json'"):
        format_conflicts(conflicts(final), "jsn")


def test_a_reason_names_the_source_of_the_claim_that_it_quotes(final):
    press = next(each.date for each in conflicts(final).dates if each.date.entry.id == "press")
    (claim,) = press.differing_claims
    assert claim.verdict == Verdict.CONTRADICTION
    assert (claim.reason, claim.reason_source_id) == (
        "it contradicts “jueves a las 10:30”",
        "confirmado",
    )
    assert press.agreeing_source_ids == ("confirmado", "ntn24")


def test_an_actual_time_says_how_late_it_was(final):
    (date,) = explain(final, "to-mexico").dates[-1:]
    assert date.chosen_claim.is_actual
    assert [claim.delay for claim in date.claims] == [None, timedelta(hours=2)]


def test_an_unknown_id_is_refused(final):
    with pytest.raises(ItineraryError, match="no entry has the id 'noboo' - did you mean 'noboa'"):
        explain(final, "noboo")
