"""A calendar that we wrote comes back as the document that it was written from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from itinerary import Timeline, load, loads, render, resolve
from itinerary.calendars.importing import ImportResult, import_calendar
from itinerary.export import IcsOptions

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))
TRIP = """
title: Spring visit
id: spring
as_of: 2027-03-01
place: Lisbon
categories: [spring]
sources: {post: {publisher: Post, title: Visit, published: 2027-02-20}}
legs:
  - {id: porto, title: The north, place: 'Porto, Portugal', when: 4-6 May 2027, stay: Hotel Douro,
     notes: Bring boots., events: [
      {id: talk, title: Talk, when: {says: 4 May 2027 10:00-11:00, source: post},
       url: 'https://example.org/a',
       participants: [{name: Rui Sá, role: mayor, side: Porto}, Ana Reis], topics: [wine, ships],
       press: pooled press, contacts: [{name: Jo, role: desk, phone: '+351 900 000 001'}],
       alarm: 30m, notes: "One.\\nTwo."},
      {id: tea, title: Tea, when: 2027-05-04 16:00, status: cancelled},
      {id: stroll, title: Stroll, when: about 5 May 2027 at 17:00, kind: other},
      {id: visit, title: Visit, when: afternoon of 5 May 2027, visibility: staff}]}
events:
  - {id: fly, title: TP 7, kind: movement, from: 'Porto, Portugal', to: 'Madrid, Spain',
     depart: 2027-05-07 10:00, arrive: 2027-05-07 12:10, number: TP 7, carrier: TAP,
     terminal: T1, gate: B4, seat: 12A}
  - {id: bus, title: Bus, kind: movement, from: Lisbon, to: 'Porto, Portugal', depart: TBD,
     arrive: 2027-05-03 18:00}
  - {id: inn, title: Inn, kind: stay, check_in: 2027-05-07, check_out: 2027-05-09,
     place: 'Madrid, Spain', booking: XY12, visibility: staff}
  - {id: fair, title: Fair, when: June 2027, categories: [books]}
background:
  - {id: treaty, title: Treaty, when: 1386, notes: At Windsor.}
  - {id: pact, title: Pact, when: May 1911, place: Lisbon, url: 'https://example.org/pact'}
"""
_NEW = re.compile(r"^UID:.*\r\n", re.MULTILINE)  # made from ids, which are made from UIDs


def export(timeline: Timeline, *, utc: bool = False, lang: str = "") -> str:
    options = IcsOptions(background="inline", alarm="own", utc=utc, lang=lang)
    return render(timeline, "ics", options)


def again(text: str) -> ImportResult:
    found = import_calendar(text.encode(), "trip.ics")
    assert found.text, found.findings
    return found


def lines(text: str) -> list[str]:
    return _NEW.sub("", text.replace("\r\n ", "")).splitlines()


@pytest.mark.parametrize("lang", ["", "en", "es"])
def test_a_trip_comes_back_line_by_line(lang: str) -> None:
    written = export(resolve(loads(TRIP)), lang=lang)
    found = again(written)
    if lang == "es":  # its words for inexact times are read in English alone
        return
    assert lines(export(resolve(loads(found.text)), lang=lang)) == lines(written)


APART = """
title: Two visits
id: visits
travellers: [Ana Reis, Rui Sá]
as_of: 2027-03-01
sources: {hoy: {publisher: Hoy, title: Gira, published: 2027-02-20, language: es}}
legs:
  - {id: one, place: Porto, when: 4-5 May 2027, participants: [Ana Reis], events: [
      {id: fly, title: TP 9, kind: movement, from: FAO, to: OPO, depart: 4 May 2027 10:00,
       arrive: 4 May 2027 11:00},
      {id: song, title: Song, when: {says: 4 de mayo de 2027 por la noche, source: hoy}}]}
  - {id: two, place: Coimbra, when: 6-7 May 2027, events: [
      {id: after, title: Walk, when: after 15:00 on 6 May 2027},
      {id: before, title: Swim, when: 7 May 2027 before 12:00},
      {id: late, title: TP 8, kind: movement, from: OPO, to: FAO, depart: TBD,
       arrive: 7 May 2027 19:00}]}
  - {id: three, place: Porto, when: 8-9 May 2027, events: [
      {id: end, title: Farewell, when: from 8 May 2027 at 18:00}]}
"""


def test_a_leg_that_is_not_public_stays_so() -> None:
    leg = "{place: Porto, when: 2027-05-04, visibility: staff}"
    found = again(export(resolve(loads(f"{{title: T, id: t, legs: [{leg}]}}"))))
    assert loads(found.text or "").legs[0].visibility == "staff"


def test_what_is_not_exact_and_who_is_there_comes_back() -> None:
    written = export(resolve(loads(APART)))
    found = again(written)
    sources = re.compile(r"\\nSource: .*")  # they are notes now
    first, second = (
        [sources.sub("", line) for line in lines(text)]
        for text in (written, export(resolve(loads(found.text))))
    )
    assert second == first
    assert len(resolve(loads(found.text)).document.legs[2].events) == 1


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_back_line_by_line(example: Path) -> None:
    written = export(resolve(load(example)))
    found = again(written)
    differing = set(lines(written)) ^ set(lines(export(resolve(loads(found.text)))))
    assert {each.partition(":")[0] for each in differing} <= {"SUMMARY"}  # of which date it speaks


@pytest.mark.parametrize("utc", [False, True])
def test_a_second_time_around_changes_nothing(utc: bool) -> None:
    first = again(export(resolve(loads(TRIP)), utc=utc))
    second = again(export(resolve(loads(first.text)), utc=utc))
    third = again(export(resolve(loads(second.text)), utc=utc))
    assert _drop_ids(third.text) == _drop_ids(second.text)


def _drop_ids(text: str) -> str:
    return re.sub(r"(id|x-uid): [0-9a-f-]{36}", "", text)


def test_what_is_restored_is_what_it_was() -> None:
    document = loads(again(export(resolve(loads(TRIP)))).text)
    (leg,), (bus, inn, fly, fair) = document.legs, document.events
    assert (document.title, document.categories) == ("Spring visit", ("spring",))
    assert (document.as_of, document.sources) == ("2027-03-01", {})
    assert (leg.titles, leg.notes) == ({"und": "The north"}, "Bring boots.")
    assert leg.stay is not None
    assert leg.stay.name == "Hotel Douro"
    talk, tea, visit, stroll = leg.events
    assert [(each.name, each.role, each.side) for each in talk.participants] == [
        ("Rui Sá", "mayor", "Porto"),
        ("Ana Reis", None, None),
    ]
    assert (talk.topics, talk.press, talk.alarm) == (("wine", "ships"), "pooled press", "30m")
    assert (talk.url, talk.contacts[0].phone) == ("https://example.org/a", "+351 900 000 001")
    assert talk.notes is not None
    assert talk.notes.endswith("One.\nTwo.")
    assert (tea.status, tea.title) == ("cancelled", "Tea")
    assert [each.when[0].says for each in (stroll, visit)] == [
        "about Wed 5 May 2027, 17:00",
        "Wed 5 May 2027, afternoon",
    ]
    assert visit.visibility == "staff"
    assert (fly.number, fly.carrier, fly.destination.name) == ("TP 7", "TAP", "Madrid, Spain")
    assert (fly.terminal, fly.gate, fly.seat) == ("T1", "B4", "12A")
    assert (bus.depart[0].says, bus.arrive[0].says) == ("TBD", "2027-05-03T18:00")
    assert (inn.check_in[0].says, inn.check_out[0].says) == ("2027-05-07", "2027-05-09")
    assert (inn.booking, inn.visibility) == ("XY12", "staff")
    assert (fair.when[0].says, fair.categories) == ("2027-06", ("books",))
    assert [each.when[0].says for each in document.background] == ["1386", "1911-05"]
