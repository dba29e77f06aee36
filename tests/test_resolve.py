"""Documents and their timelines: references, windows, names, loops, claims, zones, open dates."""

import gc
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from itinerary import Conventions, PhraseError, loads, resolve
from itinerary.dates.grammar import build_context, list_languages, read_phrase, resolve_readings
from itinerary.dates.grammar.language_file import load_language_file
from itinerary.loading import read_file, read_text
from itinerary.resolving import references
from itinerary.resolving.claim_context import is_absolute

SOURCES = """
sources:
  friday: {publisher: Friday News, title: A, published: 2025-08-29}
  august: {publisher: Monthly, title: B, published: 2025-08}
  undated: {publisher: Undated, title: C}
  spanish: {publisher: Expreso, title: D, published: 2025-09-02, language: es}
  later: {publisher: Friday News, title: E, published: 2025-09-01}
"""


def timeline(body, title="A trip"):
    """The timeline of a document in YAML, whatever is wrong with it."""
    loaded = read_text(
        f"title: {title}\nid: t\ntimezone: America/Guayaquil\n{body}", name="trip.yaml"
    )
    assert loaded.document, loaded.diagnostics
    return resolve(loaded.document)


def dates(body, id):
    return " ".join(interval.edtf for interval in timeline(body).find(id).intervals)


def event(when, around=""):
    return f"{SOURCES}{around}\nevents:\n  - {{id: e, title: E, when: {when}}}\n"


def codes(found):
    return [each.code for each in found.diagnostics]


@pytest.mark.parametrize(
    ("when", "result"),
    [
        ("{says: in 36 hours, source: friday}", ""),
        ("{says: in 36 hours, source: august}", ""),
        ("{says: in 36 hours, source: undated, said: 2025-08-29}", ""),
        (
            "{says: in 36 hours, source: undated, said: '2025-08-29 18:00'}",
            "2025-08-31T06:00:00-05:00",
        ),
        ("{says: in two days, source: friday}", "2025-08-31"),
        ("{says: today at 18:00, source: friday}", "2025-08-29T18:00:00-05:00"),
    ],
)
def test_hours_count_only_from_a_time(when, result):
    assert dates(event(when), "e") == result


@pytest.mark.parametrize(
    ("when", "around", "result"),
    [
        ("{says: next Tuesday, source: friday}", "", "2025-09-02"),
        ("{says: next Tuesday, source: later}", "", "2025-09-09"),
        ("{says: tomorrow, source: friday, said: 2025-08-20}", "", "2025-08-21"),
        ("{says: el martes, source: spanish}", "", "2025-09-02"),
        ("next Tuesday", "as_of: 2025-08-29", "2025-09-02"),
        ("{says: next Tuesday, source: undated}", "as_of: 2025-08-29", "2025-09-02"),
        ("Wednesday", "dates: 2–4 September 2025", "2025-09-03"),
        ("Wednesday 10:00", "dates: 2–4 September 2025", "2025-09-03T10:00:00-05:00"),
        ("the last day of the trip", "dates: 2–4 September 2025", "2025-09-04"),
        ("two days after $published", "dates: 2–4 September 2025", ""),
        (
            "{says: four days after $published, source: friday}",
            "dates: 2–4 September 2025",
            "2025-09-02",
        ),
        ("2025-09-03T10:00", "", "2025-09-03T10:00:00-05:00"),
        ("2025-09-03", "", "2025-09-03"),
        ("{says: in September 2025, source: undated}", "", "2025-09"),
    ],
)
def test_what_relative_words_count_from(when, around, result):
    assert dates(event(when, around), "e") == result


@pytest.mark.parametrize(
    ("around", "source", "when", "result"),
    [
        ("as_of: 2025-09-03T20:00+00:00", "", "in two hours", "2025-09-04T07:00:00+09:00"),
        ("as_of: 2025-09-03T20:00+00:00", "", "now", "2025-09-04T05:00:00+09:00"),
        ("as_of: 2025-09-03T20:00+00:00", "", "today", "2025-09-03"),
        ("as_of: 2025-09-03T20:00+00:00", "", "in two days", "2025-09-05"),
        ("as_of: 2025-09-03T20:00+00:00", "", "today at 21:00", "2025-09-03T21:00:00+09:00"),
        ("as_of: 2025-09-03T20:00", "", "in two hours", "2025-09-03T22:00:00+09:00"),
        ("", "2025-09-03T20:00Z", "in two hours", "2025-09-04T07:00:00+09:00"),
        ("", "2025-09-03T23:30", "in two hours", "2025-09-04T14:30:00+09:00"),
        ("", "2025-09-03T23:30", "60 minutes ago", "2025-09-04T11:30:00+09:00"),
        ("", "2025-09-03T23:30", "tomorrow", "2025-09-04"),
        ("", "2025-09-03T23:30", "Wednesday", "2025-09-03"),
        ("", "2025-09-03T23:30", "two hours after $published", "2025-09-04T14:30:00+09:00"),
    ],
)
def test_days_count_where_it_was_written_and_hours_on_the_clock_of_the_place(
    around, source, when, result
):
    sources = f"""
sources:
  s: {{publisher: P, title: S, dateline: "New York, United States", published: "{source}"}}
"""
    cited = ", source: s" if source else ""
    found = timeline(
        f"{around}\n{sources if source else ''}\nevents:\n"
        f"  - {{id: e, title: E, when: {{says: {when}{cited}}}, timezone: Asia/Tokyo}}\n"
    )
    assert " ".join(each.edtf for each in found["e"].intervals) == result


def test_times_that_count_from_an_entry_elsewhere_are_on_their_own_clock():
    found = timeline(
        """
events:
  - {id: talks, title: A, when: "3 September 2025, 09:00"}
  - {id: later, title: B, timezone: America/New_York, when: 30 minutes after $talks}
  - {id: flight, title: C, kind: movement, from: "Tokyo, Japan", to: "Paris, France",
     depart: "4 September 2025, 10:00", arrive: "16:00"}
  - {id: car, title: D, timezone: Europe/Lisbon, when: an hour after $flight.end}
  - {id: call, title: E, timezone: America/New_York, when: $flight.start}
"""
    )
    assert {each: found[each].interval.edtf for each in ("later", "car", "call")} == {
        "later": "2025-09-03T10:30:00-04:00",
        "car": "2025-09-04T16:00:00+01:00",
        "call": "2025-09-03T21:00:00-04:00",
    }


@pytest.mark.parametrize(
    ("body", "start", "warnings"),
    [
        ("events: [{id: e, place: 'Tokyo, Japan', when: WHEN}]", "10:00:00+09:00", []),
        ("events: [{id: e, place: Tokyo, when: WHEN}]", "10:00:00+09:00", ["other-zone"]),
        ("events: [{id: e, place: Sala Norte, when: WHEN}]", "10:00:00-05:00", []),
        (
            "events: [{id: e, place: {name: Tokyo, timezone: UTC}, when: WHEN}]",
            "10:00:00+00:00",
            [],
        ),
        ("events: [{id: e, place: {name: Tokyo, country: US}, when: WHEN}]", "10:00:00-05:00", []),
        ("legs: [{place: Tokyo, events: [{id: e, when: WHEN}]}]", "10:00:00+09:00", []),
        ("legs: [{place: Sala Norte, events: [{id: e, when: WHEN}]}]", "10:00:00-05:00", []),
        (
            "legs: [{place: Tokyo, timezone: UTC, events: [{id: e, when: WHEN}]}]",
            "10:00:00+00:00",
            [],
        ),
        ("place: Tokyo\nevents: [{id: e, when: WHEN}]", "10:00:00-05:00", []),
    ],
)
def test_the_documents_zone_is_that_of_what_has_neither_a_zone_nor_a_known_place(
    body, start, warnings
):
    body = body.replace("id: e,", "id: e, title: E,").replace("WHEN", "'3 September 2025, 10:00'")
    found = timeline(body)
    assert found["e"].interval.edtf == f"2025-09-03T{start}"
    assert codes(found) == warnings


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tuesday", ["no-date"]),
        ("Tuesday at 10:00", ["no-date"]),
        ("2 September", []),
        ("2 September 2025", []),
        ("2 September, 10:00", []),
    ],
)
@pytest.mark.parametrize("leg", ["when: TBD, ", ""])
def test_words_read_in_the_trip_for_want_of_a_leg_are_told_without_a_dated_source(
    words, expected, leg
):
    found = timeline(
        f"""
dates: 1–7 September 2025
legs:
  - {{place: Quito, {leg}events: [{{id: e, title: E, when: "{words}"}}]}}
  - {{place: Lima, when: 5–7 September}}
"""
    )
    assert found["e"].interval.first == date(2025, 9, 2)
    assert [each for each in codes(found) if each == "no-date"] == expected


def test_times_outside_a_leg_of_clock_times_are_told():
    found = timeline(
        """
legs:
  - place: Quito
    when: 3 September 2025, 20:00 to 23:00
    events:
      - {id: e, title: Lunch, when: "12:00"}
      - {id: f, title: Dinner, when: "21:00"}
      - {id: g, title: Fair, when: 3 September}
"""
    )
    assert [(each.code, "Lunch" in each.message) for each in found.diagnostics] == [
        ("outside-leg", True)
    ]


def test_a_flight_over_the_date_line_is_on_the_days_of_both_its_ends():
    found = timeline(
        """
events:
  - {id: f, title: F, kind: movement, from: "Tokyo, Japan", to: "Honolulu, Hawaii",
     depart: "6 May 2026, 00:30", arrive: "5 May 2026, 13:00"}
"""
    )
    on = [day for day in range(3, 9) if found.on(date(2026, 5, day))]
    assert on == [5, 6]


def test_a_publication_month_is_enough_where_every_day_of_it_gives_the_same():
    assert dates(event("{says: this year, source: august}"), "e") == "2025"
    found = timeline(event("{says: tomorrow, source: august}"))
    assert found.find("e").is_open
    assert (
        "it may be 2025-08-02 or 2025-09-01, by the day of publication"
        in found.diagnostics[0].message
    )


def test_without_any_reference_the_error_says_what_to_add():
    found = timeline(event("next Tuesday"))
    assert [(each.code, each.hint) for each in found.diagnostics] == [
        ("no-reference", references.DATE_SOURCE_HINT)
    ]


def test_other_claims_on_the_same_date_settle_the_year():
    claims = "{says: 'from September 2-4, 2025', source: friday}"
    body = f"{SOURCES}dates:\n  - {{says: from Sept. 2 to 4, source: undated}}\n  - {claims}\n"
    trip = timeline(body).find("trip")
    assert trip.interval.edtf == "2025-09-02/2025-09-04"
    assert [each.verdict for each in trip.datings[0].readings] == ["chosen", "same"]
    assert (
        "what the other sources say of the same date" in trip.datings[0].readings[0].steps[2].text
    )


LEGS = f"""{SOURCES}dates: 2–4 September 2025
legs:
  - id: mexico
    place: {{name: Mexico City, timezone: America/Mexico_City}}
    when: {{says: on Tuesday and Wednesday, source: friday}}
  - id: quito
    place: {{name: Quito, timezone: America/Guayaquil}}
    when: {{says: On Wednesday, reads: Wednesday onward, source: friday}}
    events:
      - {{id: late, title: Late, when: the second day}}
      - {{id: after, title: After, when: the day after $late}}
      - {{id: two-after, title: Two after, when: a day after $quito.start}}
      - {{id: tuesday, title: Tuesday, when: Tuesday}}
"""


PORTUGUESE = """
language: pt
home: Lisboa
sources:
  aviso: {publisher: Agência, title: Visita ao México e ao Equador, published: 2025-08-29}
  expresso: {publisher: Expresso, title: Reportagem, published: 2025-09-04}
dates:
  - {says: de 2 a 4 de setembro, source: aviso}
  - {says: na próxima semana, source: aviso}
legs:
  - id: mexico
    place: Cidade do México
    when: {says: na terça e na quarta-feira, source: aviso}
    events:
      - {kind: movement, id: voo, title: Voo, from: Lisboa, to: Cidade do México,
         depart: terça 8h05, arrive: terça às 16h}
  - id: quito
    place: Quito
    when: {says: a partir de quarta-feira, source: aviso}
    events:
      - id: encontro
        title: Encontro
        when: {says: pouco depois das 9h de quinta-feira, source: expresso}
      - {id: jantar, title: Jantar, when: na noite do último dia da viagem}
      - {id: depois, title: Depois, when: dois dias depois de $quito.start}
background:
  - {id: tarifa, title: Tarifa, when: {says: em 4 de março, source: aviso}}
  - {id: entrega, title: Entrega, when: {says: em fevereiro, source: aviso}}
  - {id: asilo, title: Asilo, when: em 2012}
  - {id: viagens, title: Viagens, when: {says: nos últimos sete meses, source: aviso}}
  - {id: mandato, title: Segundo mandato, when: {says: recentemente, source: aviso}}
"""


@pytest.mark.parametrize(
    ("id", "result"),
    [
        ("trip", "2025-09-02/2025-09-04"),
        ("mexico", "2025-09-02/2025-09-03"),
        ("quito", "2025-09-03/2025-09-04"),
        ("encontro", "2025-09-04T09:00:00-05:00~"),
        ("jantar", "2025-09-04T18:00:00-05:00/2025-09-05T00:00:00-05:00"),
        ("depois", "2025-09-05"),
        ("tarifa", "2025-03-04"),
        ("entrega", "2025-02"),
        ("asilo", "2012"),
        ("viagens", "2025-01-29/2025-08-28"),
        ("mandato", ""),
    ],
)
def test_a_trip_in_portuguese(id, result):
    assert dates(PORTUGUESE, id) == result
    assert all(each.severity == "warning" for each in timeline(PORTUGUESE).diagnostics)


@pytest.mark.parametrize(
    ("id", "result"),
    [
        ("trip", "2025-09-02/2025-09-04"),
        ("mexico", "2025-09-02/2025-09-03"),
        ("quito", "2025-09-03/2025-09-04"),
        ("late", "2025-09-04"),
        ("two-after", "2025-09-04"),
        ("tuesday", "2025-09-02"),
    ],
)
def test_legs_are_read_in_the_trip_and_events_in_their_leg_and_then_the_trip(id, result):
    assert dates(LEGS, id) == result


def test_the_fallback_to_the_trip_is_a_step():
    steps = timeline(LEGS).find("tuesday").datings[0].readings[0].steps
    assert (
        "fallback",
        "not in the leg 'Quito': there is no Tuesday in 2025-09-03/2025-09-04",
    ) in steps


def test_a_leg_without_a_date_lasts_as_long_as_the_trip_and_a_trip_without_one_as_its_legs():
    assert (
        dates("dates: 2–4 September 2025\nlegs: [{id: l, title: L}]", "l")
        == "2025-09-02/2025-09-04"
    )
    body = "legs: [{id: a, title: A, when: 2025-09-02}, {id: b, title: B, when: 2025-09-04}]"
    assert dates(body, "trip") == "2025-09-02/2025-09-04"


def test_background_lies_in_the_past_of_its_reference():
    when = "{says: In February, source: friday}"
    body = f"{SOURCES}background:\n  - {{id: b, title: B, when: {when}}}\n"
    assert dates(body, "b") == "2025-02"
    body = body.replace("In February", "two years ago")
    assert dates(body, "b") == "2023"
    body = "dates: 2–4 September 2025\nbackground:\n  - {id: b, title: B, when: On March 4}\n"
    assert dates(body, "b") == "2025-03-04"
    assert codes(timeline(body)) == ["no-reference"]
    assert (
        codes(
            timeline(
                "dates: 2–4 September 2025\nbackground:\n  - {id: b, title: B, when: in 2012}\n"
            )
        )
        == []
    )


def test_a_loop_is_spelled_out_and_the_rest_is_resolved():
    body = """dates: 2–4 September 2025
events:
  - {id: a, title: A, when: a day after $b}
  - {id: b, title: B, when: a day after $c}
  - {id: c, title: C, when: a day after $a}
  - {id: d, title: D, when: Wednesday}
"""
    found = timeline(body)
    loop = next(each for each in found.diagnostics if each.code == "loop")
    assert loop.message.startswith("dates that count from each other: $")
    assert loop.message.count(" needs ") == 3
    assert found.find("d").interval.edtf == "2025-09-03"
    assert all(found.find(id).is_open for id in "abc")


@pytest.mark.parametrize(
    ("when", "open_word"), [("TBD", ""), ("tbd", ""), ("recently", "phrase-vague")]
)
def test_open_dates_stay_visible(when, open_word):
    found = timeline(event(when, "as_of: 2025-08-29"))
    assert found.find("e").is_open
    assert codes(found) == ([open_word] if open_word else [])
    assert all(each.severity == "warning" for each in found.diagnostics)


def verdicts(claims, dates_="2–4 September 2025", **_):
    entry = timeline(
        f"{SOURCES}dates: {dates_}\nevents:\n  - id: e\n    title: E\n    when:\n{claims}"
    ).find("e")
    return entry.interval.edtf, [each.verdict for each in entry.datings[0].readings]


@pytest.mark.parametrize(
    ("claims", "result", "expected"),
    [
        (
            ["{says: Wednesday, source: friday}", "{says: 3 September, source: later}"],
            "2025-09-03",
            ["chosen", "same"],
        ),
        (
            [
                "{says: Tue to Wed, source: friday}",
                "{says: Wednesday, source: spanish, reads: miércoles}",
            ],
            "2025-09-03",
            ["refinement", "chosen"],
        ),
        (
            ["{says: Wed 09:00, source: undated}", "{says: 'Wed 08:30', source: friday}"],
            "2025-09-03T09:00:00-05:00",
            ["chosen", "contradiction"],
        ),
        (
            [
                "{says: Wed 09:00, source: undated}",
                "{says: 'Wed 08:30', source: friday, rank: preferred}",
            ],
            "2025-09-03T08:30:00-05:00",
            ["contradiction", "chosen"],
        ),
        (
            [
                "{says: Tuesday, source: friday, speaker: S}",
                "{says: Wednesday, source: later, speaker: S}",
            ],
            "2025-09-03",
            ["correction", "chosen"],
        ),
        (
            ["{says: Tuesday, source: friday}", "{says: Wednesday, source: later}"],
            "2025-09-03",
            ["correction", "chosen"],
        ),
        (
            [
                "{says: 4 August 2025, source: spanish, reads: 4 de agosto de 2025}",
                "{says: 4 September, source: friday}",
            ],
            "2025-09-04",
            ["slip", "chosen"],
        ),
        (
            [
                "{says: 'Tue 14:00', source: friday}",
                "{says: 'Tue 16:00', source: undated, status: actual}",
            ],
            "2025-09-02T16:00:00-05:00",
            ["planned", "chosen"],
        ),
        (
            [
                "{says: Tuesday, source: friday, rank: deprecated}",
                "{says: Wednesday, source: undated}",
            ],
            "2025-09-03",
            ["deprecated", "chosen"],
        ),
        (
            ["{says: recently, source: friday}", "{says: Wednesday, source: undated}"],
            "2025-09-03",
            ["unresolved", "chosen"],
        ),
    ],
)
def test_claims_are_compared_and_one_is_chosen(claims, result, expected):
    body = "".join(f"      - {claim}\n" for claim in claims)
    assert verdicts(body) == (result, expected)


@pytest.mark.parametrize(
    ("depart", "arrive", "ends"),
    [
        ("Fri 22:00", "Fri 16:00", "2025-03-07T16:00"),  # and not a week later
        ("Fri 9:00", "Thu 20:00", "2025-03-06T20:00"),
        ("Fri 9:00", "Mon 8:00", "2025-03-10T08:00"),
        ("Fri 9:00", "Tue 20:00", "2025-03-11T20:00"),  # four days by ship
        ("Fri 22:00", "14 March 16:00", "2025-03-14T16:00"),
        ("Fri 9:00", "by Fri 16:00", "2025-03-07T16:00"),
        ("Fri 9:00", "before Fri 16:00", "2025-03-07T16:00"),
        ("Fri 9:00", "by 16:00", "2025-03-07T16:00"),
        ("Fri 22:00", "by 16:00", "2025-03-08T16:00"),
        ("Fri 22:00", "by Fri 16:00", "2025-03-07T16:00"),
    ],
)
def test_an_arrival_on_the_weekday_of_its_departure_is_no_week_later(depart, arrive, ends):
    found = timeline(f"""dates: 5–11 March 2025
events:
  - {{id: f, title: F, kind: movement, from: Lima, to: Quito, depart: {depart}, arrive: {arrive}}}
""")
    (arrival,) = found.find("f").find_dating("arrive").intervals
    assert (arrival.start or arrival.end).isoformat()[:16] == ends


def test_an_arrival_may_be_earlier_on_the_clock_but_never_in_absolute_time():
    body = """dates: 5–11 March 2025
events:
  - {id: east, title: East, kind: movement, depart: Wed 22:00, arrive: Wed 10:05,
     from: {name: Tokyo, timezone: Asia/Tokyo}, to: {name: Honolulu, timezone: Pacific/Honolulu}}
  - {id: night, title: Night, kind: movement, depart: Wed 22:00, arrive: "06:30",
     from: {name: Quito, timezone: America/Guayaquil}, to: {name: Bogotá, timezone: America/Bogota}}
  - {id: west, title: West, kind: movement, depart: Fri 12:00, arrive: Sat 15:25,
     from: {name: Chicago, timezone: America/Chicago}, to: {name: Tokyo, timezone: Asia/Tokyo}}
"""
    found = timeline(body)
    ends = {
        id: (found.find(id).interval.start.isoformat(), found.find(id).interval.end.isoformat())
        for id in ("east", "night", "west")
    }
    assert ends == {
        "east": ("2025-03-05T22:00:00+09:00", "2025-03-05T10:05:00-10:00"),
        "night": ("2025-03-05T22:00:00-05:00", "2025-03-06T06:30:00-05:00"),
        "west": ("2025-03-07T12:00:00-06:00", "2025-03-08T15:25:00+09:00"),
    }


def test_clock_times_are_local_to_the_place_of_the_event():
    body = LEGS.replace("the second day}", "Thursday 10:00}")
    assert dates(body, "late") == "2025-09-04T10:00:00-05:00"
    body = body.replace(
        "title: Late,", "title: Late, place: {name: Galápagos, timezone: Pacific/Galapagos},"
    )
    assert dates(body, "late") == "2025-09-04T10:00:00-06:00"


@pytest.mark.parametrize(
    ("event", "start"),
    [
        (
            "{id: call, title: Call, when: 2025-09-03 10:00, timezone: Asia/Tokyo}",
            "2025-09-03T10:00+09:00",
        ),
        (
            "{id: call, title: Call, when: 2025-09-03 10:00, timezone: Asia/Tokyo, place: Room 5}",
            "2025-09-03T10:00+09:00",
        ),
        (
            "{id: call, title: Call, when: 2025-09-03 10:00, timezone: Asia/Tokyo,"
            " place: {name: Here, timezone: Europe/Lisbon}}",
            "2025-09-03T10:00+01:00",
        ),
    ],
)
def test_an_event_may_be_by_a_clock_of_its_own(event, start):
    found = timeline(f"place: Quito\nevents: [{event}]").find("call")
    assert found.interval.start == datetime.fromisoformat(start)


def test_a_clock_time_without_a_zone_is_an_error():
    found = resolve(loads("{title: T, id: t, events: [{id: e, title: E, when: 2025-09-03T10:00}]}"))
    assert [each.code for each in found.diagnostics] == ["no-zone"]


def test_an_unknown_place_is_an_error_at_its_line():
    found = resolve(
        read_text(
            "title: T\nid: t\nlegs:\n  - {id: l, place: Quitoo, when: 2025-09-03}\n", name="t.yaml"
        ).document
    )
    assert [(each.code, each.position.line) for each in found.diagnostics] == [("no-such-place", 4)]


def test_findings_come_in_the_order_of_the_document():
    events = [f"  - {{id: {name}, title: A, when: 3 foo 2025}}\n" for name in "hdbfaceg"]
    found = timeline("events:\n" + "".join(events))  # the trip needs the dates of all
    lines = [each.position.line for each in found.diagnostics]
    assert len(lines) == len(events)
    assert lines == sorted(lines)


def test_what_lies_outside_the_trip_is_said():
    assert codes(timeline(event("Sept. 9", "dates: 2–4 September 2025"))) == ["outside-trip"]
    assert codes(timeline(event("Sept. 4", "dates: 2–4 September 2025"))) == []


def test_entries_come_in_order_and_open_ones_keep_their_place():
    body = """dates: 2–4 September 2025
events:
  - {id: late, title: Late, when: Thursday}
  - {id: open, title: Open, when: TBD}
  - {id: early, title: Early, when: Tuesday}
"""
    assert [entry.id for entry in timeline(body).entries] == ["trip", "early", "late", "open"]


@pytest.mark.parametrize(
    ("around", "stamp"),
    [
        ("revised: 2025-09-01T08:00\nas_of: 2025-08-30", datetime(2025, 9, 1, 8)),
        ("revised: 2025-09-01T08:00+02:00", datetime(2025, 9, 1, 6)),
        ("revised: 2025-09-01T23:30-05:00", datetime(2025, 9, 2, 4, 30)),
        ("as_of: 2025-08-30", date(2025, 8, 30)),
        (SOURCES, None),
        ("", None),
    ],
)
def test_the_stamp_is_the_documents_last_change(around, stamp):
    found = timeline(f"dates: 5–6 September 2025\n{around}").stamp
    if isinstance(found, datetime) and found.tzinfo:
        found = found.astimezone(UTC).replace(tzinfo=None)
    assert found == stamp


def test_a_reference_known_to_the_month_is_each_of_its_days():
    from itinerary.dates.arithmetic import find_calendar_unit
    from itinerary.dates.interval import Grain

    found = references.build_reference(
        find_calendar_unit(date(2025, 8, 29), Grain.MONTH), "published"
    )
    assert len(found.moments) == 31
    assert found.moments[1] - found.moments[0] == timedelta(days=1)
    assert references.NO_REFERENCE.is_known is False


@pytest.mark.parametrize(
    "when",
    [
        "0001-01-01",
        "9999-12-31",
        "9999-12-31T23:59",
        "0001-01-01T00:00",
        "1 January 1000 at 00:01",
        "2999",
    ],
)
def test_the_ends_of_the_calendar_are_resolved_or_refused_by_name(when):
    found = timeline(
        event(when).replace("title: E,", "title: E, place: {name: Tokyo, timezone: Asia/Tokyo},")
    )
    assert found.find("e").intervals or found.diagnostics[0].message.endswith(
        "it lies outside the years 9999 BC to AD 9999"
    )


# --- what a timeline shows of itself


def test_a_timeline_and_its_entries_are_told_in_a_line():
    found = timeline("events: [{id: e, title: E, when: 2025-09-03}]")
    assert repr(found) == "Timeline('t', 2 entries)"
    assert repr(found.find("e")) == "Entry('e', 'event', '2025-09-03')"


def test_a_notebook_shows_the_days():
    events = """
    - {title: Talk <b>&</b>, when: 2025-09-03T10:00Z, place: {name: Hall, timezone: UTC}}
    - {title: Week, when: September 2025, status: tentative}
    - {title: Call, when: TBD}
    """
    html = timeline(f"events:{events}", title="A <i>")._repr_html_()
    assert html == (
        "<table><caption>A &lt;i&gt;</caption>"
        '<tr><th colspan="3">September 2025</th></tr>'
        "<tr><td>September 2025</td><td>TENTATIVE: Week</td><td></td></tr>"
        '<tr><th colspan="3">Wed 3 Sep 2025</th></tr>'
        "<tr><td>10:00</td><td>Talk &lt;b&gt;&amp;&lt;/b&gt;</td><td>Hall</td></tr>"
        '<tr><th colspan="3">Still open</th></tr>'
        "<tr><td></td><td>Call</td><td></td></tr></table>"
    )


def test_a_notebook_shows_no_more_than_its_file_can_bear():
    events = ", ".join(f"{{title: E, when: 2025-09-{n % 28 + 1:02}}}" for n in range(205))
    html = timeline(f"events: [{events}]")._repr_html_()
    assert html.count("<td>E</td>") == 200
    assert '<tr><td colspan="3">… and 5 more</td></tr></table>' in html


IN_LEG = """
{sources}
{dates}
legs:
  - {{id: south, title: South, when: 2-4 September 2025}}
  - id: north
    title: North
    when: 8-20 September 2025
    events: [{{id: e, title: E, when: {{says: {words}, source: friday}}}}]
"""


@pytest.mark.parametrize("stated", ["dates: 1-20 September 2025", ""])
@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("the last day of the trip", "2025-09-20"),
        ("throughout the trip", "{first}/2025-09-20"),
        ("the first day of the trip", "{first}"),
        ("the first week of the trip", "{first}/{week}"),
        ("the second day", "2025-09-09"),
        ("the last day of the visit", "2025-09-20"),
        ("the first day of the visit", "2025-09-08"),
        ("the last week of the visit", "2025-09-14/2025-09-20"),
    ],
)
def test_the_trip_is_the_whole_one_from_within_a_leg_too(words, result, stated):
    first, week = ("2025-09-01", "2025-09-07") if stated else ("2025-09-02", "2025-09-08")
    body = IN_LEG.format(sources=SOURCES, dates=stated, words=words)
    assert dates(body, "e") == result.format(first=first, week=week)


def test_a_trip_without_dates_is_that_of_all_legs_from_within_the_first():
    body = """
legs:
  - id: south
    title: South
    when: 2-4 September 2025
    events: [{id: e, title: E, when: the last day of the trip}]
  - {id: north, title: North, when: 8-20 September 2025}
"""
    assert dates(body, "e") == "2025-09-20"


ANAPHORIC = """
{sources}
legs: [{{id: north, title: North, when: 2-6 September 2025}}]
events:
  - {{id: talks, title: Talks, when: 2025-09-03T10:00}}
  - {{id: e, title: E, when: {{says: {words}, source: {source}}}}}
"""


@pytest.mark.parametrize(
    ("words", "source", "written_out"),
    [
        ("the following day", "friday", "the day after $talks"),
        ("two days later", "friday", "two days after $talks"),
        ("a week earlier", "undated", "a week before $talks"),
        ("two days later at 10:00", "friday", "two days after $talks at 10:00"),
        ("the following Monday", "friday", "the Monday after $talks"),
        ("dos días después", "spanish", "dos días después de $talks"),
        ("el lunes siguiente", "spanish", "el lunes después de $talks"),
        ("the following morning", "friday", "the morning after $talks"),
        ("the same evening", "friday", "two days after $talks"),
        ("4 September of the same year", "friday", "4 September of the same year as $talks"),
        ("ese mismo día", "spanish", "ese mismo día que $talks"),
        ("esa noche", "spanish", "dos días después de $talks"),
        ("later that day", "friday", "later the same day as $talks"),
        ("the previous evening", "friday", "the evening before $talks"),
        ("the preceding Friday", "friday", "two days after $talks"),
        ("the following two days", "friday", "two days after $talks"),
        ("over the previous three weeks", "friday", "two days after $talks"),
        ("la noche anterior", "spanish", "la noche anterior a $talks"),
        ("el lunes anterior", "spanish", "el lunes anterior a $talks"),
        ("los dos días siguientes", "spanish", "dos días después de $talks"),
        ("al día siguiente a las 9", "spanish", "al día después de $talks a las 9"),
    ],
)
def test_words_that_count_from_another_date_of_the_text_are_refused(words, source, written_out):
    found = timeline(ANAPHORIC.format(sources=SOURCES, words=words, source=source))
    (finding,) = found.diagnostics
    assert (finding.code, finding.severity) == ("phrase-anaphoric", "error")
    assert finding.hint == (
        f"say from which, as in {{says: {words}, reads: {written_out}}}; it may be $north, too"
    )
    assert found.find("e").intervals == ()


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("2 September and the following day", "2025-09-02/2025-09-03"),
        ("{says: two days later, reads: two days after $talks}", "2025-09-05"),
        ("the end of the month", "2025-08-21/2025-08-31"),
        ("tomorrow", "2025-08-30"),
    ],
)
def test_words_that_say_what_they_count_from_are_read(words, result):
    body = "as_of: 2025-08-29\nevents:\n  - {id: talks, title: T, when: 2025-09-03}\n"
    assert dates(f"{body}  - {{id: e, title: E, when: {words}}}\n", "e") == result


def test_background_may_count_from_background_alone():
    found = timeline(
        "events: [{id: talks, title: T, when: 2025-09-03}]\n"
        "background:\n"
        "  - {id: war, title: W, when: in 1820}\n"
        "  - {id: peace, title: P, when: the following spring}\n"
    )
    assert [each.hint for each in found.diagnostics if each.code == "phrase-anaphoric"] == [
        "say from which, as in {says: the following spring, reads: the spring after $war}"
    ]


CHRONICLE = """
as_of: 2026-05-04
background:
  - {{id: siege, title: Siege, when: 12 May 1809}}
  - {{id: e, title: E, when: {words}}}
"""


@pytest.mark.parametrize(
    "words",
    [
        "the end of the century",
        "the end of the month",
        "EOY",
        "next spring",
        "the next year",
        "in three years",
        "tomorrow",
    ],
)
def test_background_does_not_count_from_the_day_of_writing(words):
    (finding,) = timeline(CHRONICLE.format(words=words)).diagnostics
    assert (finding.code, finding.severity) == ("phrase-anaphoric", "error")
    assert "$siege" in finding.hint


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("the same year as $siege", "1809"),
        ("20 June of the same year as $siege", "1809-06-20"),
        ("the autumn after $siege", "1809-23"),
        ("the March after $siege", "1810-03"),
        ("20 June of the year after $siege", "1810-06-20"),
        ("the summer of the year after $siege", "1810-22"),
        ("last year", "2025"),
        ("this year", "2026"),
    ],
)
def test_background_counts_from_what_it_names_or_from_the_past(words, result):
    assert dates(CHRONICLE.format(words=words), "e") == result


def test_the_same_year_as_what_lasted_longer_is_refused():
    body = CHRONICLE.format(words="the same year as $wars").replace("12 May 1809", "1803–1815")
    (finding,) = timeline(body.replace("siege", "wars")).diagnostics
    assert "1803/1815 lies in no one year" in finding.message


def test_what_is_announced_in_a_paper_may_end_the_month_of_that_paper():
    body = "sources: {paper: {title: P, publisher: P, published: 1911-05-09}}\nbackground:\n"
    words = "{says: the end of the month, source: paper}"
    assert dates(f"{body}  - {{id: e, title: E, when: {words}}}\n", "e") == "1911-05-21/1911-05-31"


@pytest.mark.parametrize(
    ("words", "is_later"),
    [("7 June 2031", True), ("2027", True), ("2026", False), ("the 2020s", False)],
)
def test_background_after_the_day_of_the_document_is_told(words, is_later):
    codes = [each.code for each in timeline(CHRONICLE.format(words=words)).diagnostics]
    assert codes == ["background-later"] * is_later


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("nine hours later", "2025-09-04T07:00:00-05:00"),
        ("two days later", "2025-09-05"),
        ("two days later at 9:00", "2025-09-05T09:00:00-05:00"),
        ("the next day", "2025-09-04"),
        ("the following morning", "2025-09-04T06:00:00-05:00/2025-09-04T12:00:00-05:00"),
        ("the same evening", "2025-09-03T18:00:00-05:00/2025-09-03T22:00:00-05:00"),
        ("next day at 06:30", "2025-09-04T06:30:00-05:00"),
        ("06:30", "2025-09-04T06:30:00-05:00"),
    ],
)
def test_an_arrival_counts_from_its_departure(words, result):
    body = "{id: e, kind: movement, title: E, from: Quito, to: Quito, depart: 2025-09-03T22:00,"
    found = timeline(f'events: [{body} arrive: "{words}"}}]\n').find("e")
    assert found.find_dating("arrive").intervals[0].edtf == result


@pytest.mark.parametrize(
    ("route", "depart", "words", "result"),
    [
        ("from: New York, to: London", "2026-10-05T21:00", "the next day at 09:00", "10-06T09:00"),
        ("from: New York, to: London", "2026-10-05T21:00", "two days later at 9:00", "10-07T09:00"),
        ("from: New York, to: London", "2026-10-05T21:00", "seven hours later", "10-06T09:00"),
        ("from: Bogotá, to: London", "2026-10-13T22:40", "the next day at 15:10", "10-14T15:10"),
        (
            "from: Sydney, to: Los Angeles",
            "2026-10-05T10:00",
            "the same day at 6:30",
            "10-05T06:30",
        ),
        ("from: Tokyo, to: Honolulu", "2026-10-05T20:00", "the same day at 8:30", "10-05T08:30"),
    ],
)
def test_an_arrival_counts_days_by_the_clock_of_its_departure(route, depart, words, result):
    times = f'depart: {depart}, arrive: "{words}"'
    body = f"events: [{{id: e, kind: movement, title: E, {route}, {times}}}]\n"
    found = timeline(body).find("e")
    assert found.find_dating("arrive").intervals[0].start.isoformat()[5:16] == result


def test_words_that_only_some_years_refuse_count_from_a_date_that_is_not_known():
    """The message names no date of a year that nobody wrote."""
    text = "{title: T, id: t, place: Lima, events: [{id: a, title: A, when: Monday 5 October}]}"
    (finding,) = resolve(loads(text)).diagnostics
    assert (finding.code, "with its year" in finding.hint) == ("no-reference", True)
    (finding,) = resolve(loads(text.replace("5 October", "31 June"))).diagnostics
    assert finding.code == "phrase-impossible"


@pytest.mark.parametrize("language", list_languages())
@pytest.mark.parametrize("prefer", ["past", "future"])
def test_a_meaning_with_its_year_is_the_same_from_every_moment(language, prefer, table):
    moments = [datetime(year, month, 28, 12) for year in (1904, 1950, 2044) for month in (2, 11)]
    moments += [datetime(1904, 2, 29), datetime(2025, 12, 31, 23, 59)]
    contexts = [build_context(each, None, None, {}, Conventions(prefer=prefer)) for each in moments]
    for rule in load_language_file(language).rules:
        for example in rule.examples:
            for read in read_phrase(example.phrase, language):
                if is_absolute(read.value):
                    with table.row(example.phrase):
                        assert len({say(read, context) for context in contexts}) == 1


def say(read, context):
    """Return what a reading comes to, or why it comes to nothing."""
    try:
        return resolve_readings("", [read], context).intervals
    except PhraseError as error:
        return error.message


def test_an_explanation_is_worded_when_it_is_asked_for():
    """It is the same whenever that is, and whatever was resolved or copied before."""
    body = event("{says: on Wednesday, source: friday}", "dates: 1 to 5 September 2025")
    reading, again = (timeline(body).find("e").datings[0].chosen_reading for _ in range(2))
    assert "steps" not in vars(reading.explanation)
    assert reading == again
    assert hash(reading.explanation) == hash(again.explanation)
    assert repr(reading.explanation) == repr(reading.steps)
    assert [step.kind for step in reading.steps][::5] == ["words", "rule"]


def test_what_was_resolved_is_given_back_at_once(table):
    """Nothing of it waits for the garbage collector, which a long run seldom asks."""
    gc.collect()
    gc.disable()
    try:
        for path in sorted(Path("examples").glob("*.yaml")):
            document = read_file(path, root=".").require_document()
            gc.collect()
            with table.row(path.name):
                resolve(document)
                assert gc.collect() == 0
    finally:
        gc.enable()
