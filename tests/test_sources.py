"""What the sources of a document give to its dates: language, reference, order, explanation."""

from __future__ import annotations

from tables import Table

from itinerary import resolve
from itinerary.loading import read_text
from itinerary.timeline import Timeline

HEAD = "title: T\nid: t\nplace: Quito\n"
SOURCES = """sources:
  es: {publisher: P, title: S, published: 29 de agosto de 2025, language: es}
  en: {publisher: P, title: S, published: 29 August 2025, language: en}
  undated: {publisher: U, title: S, language: es}
"""
UNREAD = SOURCES + "  unread: {publisher: U, title: S, published: soonish}\n"
# Japan is seven hours ahead of Portugal in summer: it is 18:00 there.
CLOCKS = """sources:
  tokyo: {publisher: P, title: S, published: 2025-08-29 23:00, dateline: Tokyo}
  lisbon: {publisher: P, title: S, published: 2025-08-29 16:00, dateline: Lisbon}
  nowhere: {publisher: P, title: S, published: 2025-08-29 17:00}
  month: {publisher: M, title: S, published: August 2025}
"""


def timeline(body: str, head: str = HEAD) -> Timeline:
    loaded = read_text(f"{head}{body}", name="trip.yaml")
    assert loaded.document, loaded.diagnostics
    return resolve(loaded.document)


def event(*claims: str) -> str:
    said = ", ".join(f"{{{claim}}}" for claim in claims)
    return f"events: [{{id: e, title: E, when: [{said}]}}]\n"


LANGUAGES: list[tuple[str, str, str]] = [
    # of the document, a claim, and what it comes to
    ("en", "says: mañana, source: es", "2025-08-30"),
    ("es", "says: tomorrow, source: en", "2025-08-30"),
    ("es", "says: mañana, source: undated, said: 20 de agosto de 2025", "2025-08-21"),
    ("en", "says: mañana, source: undated, said: 20 de agosto de 2025", "2025-08-21"),
    ("es", "says: tomorrow, source: en, said: 20 August 2025", "2025-08-21"),
    ("es", "says: mañana, said: 20 de agosto de 2025", "2025-08-21"),
    ("en", "says: tomorrow, said: 20 August 2025", "2025-08-21"),
]


def test_all_dates_of_a_source_are_in_its_language(table: Table) -> None:
    for language, claim, found in LANGUAGES:
        with table.row(language, claim):
            plan = timeline(f"language: {language}\n{SOURCES}{event(claim)}")
            assert [each.edtf for each in plan.find("e").intervals] == [found]
            assert not plan.diagnostics


HINTS: list[tuple[str, str, str]] = [
    (
        "es",
        "says: next Tuesday",
        "in English: add language: en to the document, or name a source that has it",
    ),
    (
        "en",
        "says: mañana",
        "in Español: add language: es to the document, or name a source that has it",
    ),
    ("en", "says: next Tuesday, source: es", "in English: add language: en to the source 'es'"),
    ("es", "says: mañana, source: en", "in Español: add language: es to the source 'en'"),
]


def test_words_of_another_language_are_known_as_such(table: Table) -> None:
    for language, claim, hint in HINTS:
        with table.row(language, claim):
            plan = timeline(f"language: {language}\n{SOURCES}{event(claim)}")
            (found,) = plan.diagnostics
            assert (found.code, found.hint) == (
                "phrase-unread",
                f"they make a date {hint}, or write them in the document's language",
            )


COUNTED: list[tuple[str, str]] = [
    ("says: tomorrow, source: tokyo", "2025-08-30"),
    ("says: in two hours, source: tokyo", "2025-08-29T11:00:00-05:00"),
    ("says: in two hours, source: nowhere", "2025-08-29T19:00:00-05:00"),
    ("says: this year, source: month", "2025"),
    ("says: today, source: tokyo", "2025-08-29"),
    ("says: two hours after $published, source: tokyo", "2025-08-29T11:00:00-05:00"),
]


def test_words_count_from_the_clock_of_the_dateline(table: Table) -> None:
    for claim, found in COUNTED:
        with table.row(claim):
            plan = timeline(CLOCKS + event(claim))
            assert [each.edtf for each in plan.find("e").intervals] == [found]


ORDERS: list[tuple[str, str, str]] = [
    # a later word corrects an earlier one, by the moment: 23:00 in Tokyo is 15:00 in Lisbon
    ("source: tokyo", "source: lisbon", "correction chosen"),
    ("source: lisbon", "source: tokyo", "chosen correction"),
    ("source: lisbon", "source: lisbon", "chosen contradiction"),
    # what was said counts as of the day it was said
    ("source: lisbon, said: 2025-08-28", "source: tokyo", "correction chosen"),
    ("source: tokyo, said: 2025-08-30", "source: lisbon", "chosen correction"),
    # a speaker corrects himself in whichever source, and nobody else
    ("source: month, speaker: A", "source: lisbon, speaker: A", "correction chosen"),
    ("source: tokyo, speaker: A", "source: lisbon, speaker: B", "chosen contradiction"),
    ("source: tokyo, speaker: A", "source: lisbon", "chosen contradiction"),
    ("source: tokyo, speaker: P", "source: lisbon", "correction chosen"),
    # without a source only a speaker is known
    ("said: 2025-08-28", "said: 2025-08-29", "chosen contradiction"),
    ("said: 2025-08-28, speaker: A", "said: 2025-08-29, speaker: A", "correction chosen"),
]


def test_the_later_word_of_the_same_mouth_counts(table: Table) -> None:
    for one, other, verdicts in ORDERS:
        with table.row(one, other):
            claims = (f"says: 3 September 2025, {one}", f"says: 4 September 2025, {other}")
            readings = timeline(CLOCKS + event(*claims)).find("e").datings[0].readings
            assert " ".join(each.verdict for each in readings) == verdicts


CAUSES: list[tuple[str, list[str]]] = [
    # what has no date only because of what is reported is not reported again
    (UNREAD + event("says: tomorrow, source: unread"), ["phrase-unread"]),
    (UNREAD + event("says: soonish, source: unread"), ["phrase-unread", "phrase-unread"]),
    (UNREAD + event("says: tomorrow"), ["phrase-unread", "no-reference"]),
    (
        f"{UNREAD}events:\n  - {{id: e, title: E, when: {{says: tomorrow, source: unread}}}}\n"
        "  - {id: f, title: F, when: the day after $e}\n"
        "  - {id: g, title: G, when: the day after $f}\n",
        ["phrase-unread"],
    ),
    ("as_of: soonish\n" + event("says: tomorrow"), ["phrase-unread"]),
    ("as_of: soonish\n" + event("says: sometime"), ["phrase-unread", "phrase-vague"]),
    ("dates: soonish\n" + event("says: Wednesday"), ["phrase-unread"]),
    ("dates: TBD\n" + event("says: Wednesday"), ["no-reference"]),
    ("language: xx\nas_of: 2025-08-29\n" + event("says: Wednesday"), ["unknown-language"]),
    (
        "sources: {s: {publisher: P, title: S, published: 2025-08-29, language: xx}}\n"
        + event("says: Wednesday, source: s"),
        ["unknown-language"],
    ),
    # entries that count from what has no date, or from nothing
    (
        "events:\n  - {id: e, title: E, when: soonish}\n"
        "  - {id: f, title: F, when: the day after $e}\n",
        ["phrase-unread"],
    ),
    (
        "events:\n  - {id: e, title: E, when: TBD}\n"
        "  - {id: f, title: F, when: the day after $e}\n",
        ["no-date"],
    ),
    (
        "events:\n  - {id: e, title: E, when: sometime}\n"
        "  - {id: f, title: F, when: the day after $e}\n",
        ["phrase-vague", "no-date"],
    ),
    # two loops, and what counts from either
    (
        "events:\n"
        + "".join(
            f"  - {{id: {one}, title: E, when: the day after ${other}}}\n"
            for one, other in ("ab", "ba", "cd", "dc", "ea", "fc")
        ),
        ["loop", "loop"],
    ),
]


def test_a_cause_is_reported_once(table: Table) -> None:
    for body, codes in CAUSES:
        with table.row(body):
            assert [each.code for each in timeline(body).diagnostics] == codes


P = "P, “S”, published 2025-08-29"
STEPS: list[tuple[str, str, list[str]]] = [
    (
        "",
        "says: mañana, source: es",
        [f"source {P} [es]", "reference 2025-08-29: when P published it", "result 2025-08-30"],
    ),
    (
        "",
        "says: mañana, source: es, said: 20 de agosto de 2025",
        [f"source {P} [es]", "reference 2025-08-20: when it was said", "result 2025-08-21"],
    ),
    (
        "as_of: 2025-08-28\n",
        "says: mañana, source: undated",
        [
            "source U, “S”, undated [undated]",
            "reference 2025-08-28: the document's as_of",
            "result 2025-08-29",
        ],
    ),
    (
        "dates: 2–4 September 2025\n",
        "says: 'Sat., Sept. 6', reads: Thursday",
        [
            "source the document itself",
            "reads as “Thursday” (the editor's reading)",
            "reference 2025-09-02: the start of the trip, for want of a dated source",
            "window the trip (from “2–4 September 2025”), 2025-09-02/2025-09-04",
            "result 2025-09-04",
        ],
    ),
    (
        "dates: [{says: 2–4 September, source: en}, {says: 2–4 September 2025}]\n",
        "says: Wednesday, source: en",
        [
            f"source {P} [en]",
            "reference 2025-08-29: when P published it",
            "window the trip (from “2–4 September” (en) and “2–4 September 2025”),"
            " 2025-09-02/2025-09-04",
            "result 2025-09-03",
        ],
    ),
    ("", "says: TBD", ["source the document itself", "result open: to be determined"]),
]


def test_a_reading_tells_its_steps(table: Table) -> None:
    for head, claim, told in STEPS:
        with table.row(claim):
            (reading,) = timeline(head + SOURCES + event(claim)).find("e").datings[0].readings
            words = f"words “{reading.claim.says}”"
            steps = [f"{kind} {text}" for kind, text in reading.steps if kind != "rule"]
            assert steps == [words, *told]


IMPLIED: list[tuple[str, str, str, str, str]] = [
    # what states no date has that of what is around it, or in it
    (
        "dates: 2–4 September 2025\nlegs: [{id: l, title: L}]\n",
        "l",
        "when",
        "as long as the trip",
        "2025-09-02/2025-09-04",
    ),
    (
        "events: [{id: e, title: E, when: 2025-09-03}, {id: f, title: F, when: 2025-09-05}]\n",
        "trip",
        "dates",
        "the hull of the events",
        "2025-09-03/2025-09-05",
    ),
    (
        "legs: [{id: l, title: L, when: 2025-09-02, events:"
        " [{id: e, title: E, when: 2025-09-03}]}, {id: m, title: M, when: 2025-09-05}]\n",
        "trip",
        "dates",
        "the hull of the legs",
        "2025-09-02/2025-09-05",
    ),
]


def test_what_states_no_date_says_why_it_has_one(table: Table) -> None:
    for body, id_, name, why, found in IMPLIED:
        with table.row(body):
            (dating,) = timeline(body).find(id_).datings
            assert (dating.name, [each.edtf for each in dating.intervals]) == (name, [found])
            assert dating.readings[0].steps == (("fallback", why), ("result", found))


CITED: list[tuple[str, str, str, str]] = [
    # a claim's own source goes before that of its event, and that before that of the leg
    ("source: en", "source: es", "says: mañana, source: es", "es"),
    ("source: en", "source: es", "says: mañana", "es"),
    ("source: es", "", "says: mañana", "es"),
    ("", "", "says: 2025-08-30", ""),
]


def test_a_claim_has_the_source_that_is_nearest(table: Table) -> None:
    for leg, entry, claim, source in CITED:
        with table.row(leg, entry, claim):
            fields = ", ".join(filter(None, ("id: e", "title: E", entry, f"when: {{{claim}}}")))
            held = ", ".join(filter(None, ("id: l", "title: L", leg, f"events: [{{{fields}}}]")))
            found = timeline(f"{SOURCES}legs: [{{{held}}}]\n").find("e")
            assert found.datings[0].readings[0].source == (source or None)
            assert [each.edtf for each in found.intervals] == ["2025-08-30"]


ABSOLUTE = "write a date that needs no other, such as 29 August 2025"
REFUSED: list[tuple[str, str, str]] = [
    # what a date of publication may not be, and what is said of it
    ("tomorrow", "no-reference", ABSOLUTE),
    ("recently", "phrase-vague", ABSOLUTE),
    ("every Tuesday", "phrase-recurring", ABSOLUTE),
    ("31 June 2025", "phrase-impossible", "correct the day or the month"),
    (
        "mañana",
        "phrase-unread",
        "they make a date in Español: add language: es to the document, or name a source that has"
        " it, or write them in the document's language",
    ),
]


def test_a_date_of_publication_needs_no_other(table: Table) -> None:
    for words, code, hint in REFUSED:
        with table.row(words):
            sources = f"sources: {{s: {{publisher: P, title: S, published: {words}}}}}\n"
            (found,) = timeline(sources).diagnostics
            assert (found.code, found.severity, found.hint) == (code, "error", hint)


def test_what_has_an_open_end_is_no_reference() -> None:
    for published in ("from 29 August 2025", "until 29 August 2025"):
        plan = timeline(
            f"sources: {{s: {{publisher: P, title: S, published: {published}}}}}\n"
            + event("says: tomorrow, source: s")
        )
        assert [each.code for each in plan.diagnostics] == ["no-reference"]


def test_an_event_waits_for_the_trip_and_the_trip_for_what_it_counts_from() -> None:
    plan = timeline(
        "dates: from the day after $b to two days after $b\n"
        "events: [{id: e, title: E, when: the second day of the trip}]\n"
        "background: [{id: b, title: B, when: 2025-09-02}]\n"
    )
    assert [each.edtf for each in plan.find("trip").intervals] == ["2025-09-03/2025-09-04"]
    assert [each.edtf for each in plan.find("e").intervals] == ["2025-09-04"]
    assert not plan.diagnostics
