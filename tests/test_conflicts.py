"""Where sources differ: each row of the flagship's later reports, its class, its rule, both sources."""

import json
from pathlib import Path

import pytest

from itinerary import load, loads, resolve
from itinerary.reports.conflicts import conflicts, find_differences, has_contradictions

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
        each for each in find_differences(final) if (each.entry.id, each.dating.name) == (id, name)
    )
    assert list(found.classes) == classes
    assert [interval.edtf for interval in found.dating.intervals] == [chosen]
    assert [reading.source for reading in found.dating.readings] == sources
    assert all(reading.reason for reading in found.dating.readings)


def test_the_text_names_the_rule_and_both_sources(final):
    text = conflicts(final)
    assert (
        "Ecuador's spokesperson corrected it later: “la noche del miércoles 3 de septiembre” [confirmado]"
        in text
    )
    assert "it contradicts “jueves 4 de septiembre, 09:00” [confirmado]" in text
    assert "it lies outside the trip (2025-09-02/2025-09-04), the others inside" in text
    assert "what happened counts over what was planned: 2 h later" in text
    assert (
        "disputed: Which trip to the region this is\n  - “third in the past seven months” [gli]"
        in text
    )


def test_json_and_markdown_say_the_same(final):
    data = json.loads(conflicts(final, "json"))
    assert [(each["entry"], each["classes"]) for each in data["dates"]][:2] == [
        ("trip", ["same"]),
        ("to-mexico", ["actual"]),
    ]
    assert len(data["disputes"]) == 2
    markdown = conflicts(final, "markdown")
    assert markdown.count("\n## ") + 1 == len(data["dates"]) + len(data["disputes"])
    assert markdown.count("\n- **") == sum(len(each["claims"]) for each in data["dates"])


def test_text_of_a_document_is_no_markup_in_markdown():
    claims = "[{says: 2025-09-03}, {says: 3 Sept. 2025, note: n}]"
    document = loads(
        f"{{title: T, id: t, events: [{{id: e, title: '<b>*x*</b>', when: {claims}}}]}}"
    )
    assert "## &lt;b>\\*x\\*&lt;/b>, when: same" in conflicts(resolve(document), "markdown")


def test_only_contradictions_contradict(final):
    assert has_contradictions(final)
    assert not has_contradictions(resolve(load(EXAMPLES / "rubio-2025.yaml")))
    assert (
        conflicts(resolve(load(EXAMPLES / "weekend-lisbon.yaml"))) == "The sources do not differ.\n"
    )
