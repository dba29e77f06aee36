"""Dates of history: doubt, one time within, years BC, calendars, and what is counted from them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import Table

from itinerary import Conventions, Grain, Interval, PhraseError, loads, resolve, resolve_phrase
from itinerary.dates.arithmetic import add_units, find_calendar_unit
from itinerary.dates.interval import build_date
from itinerary.dates.julian import convert_from_julian, convert_to_julian
from itinerary.dates.wording import format_interval

PAST = Conventions(prefer="past", ago="unit")
REFERENCE = date(2026, 5, 4)


def read(words: str, language: str = "en", **anchors: Interval) -> str:
    """Return what words of background come to, or the kind of their refusal."""
    try:
        found = resolve_phrase(
            words, reference=REFERENCE, language=language, conventions=PAST, anchors=anchors
        )
    except PhraseError as refusal:
        return refusal.kind
    assert found.steps
    return " ".join(each.edtf for each in found.intervals)


PHRASES = {
    "en": {
        # one time within, against all the time
        "between 1703 and 1712": "[1703..1712]",
        "from 1703 to 1712": "1703/1712",
        "BET 1703 AND 1712": "[1703..1712]",
        "before June 1712": "[..1712-05]",
        "BEF 1712": "[..1711]",
        "by June 1712": "[..1712-06]",
        "until June 1712": "../1712-06",
        "after 1712": "[1713..]",
        "since 1712": "1712/..",
        "not before 1712": "[1712..]",
        "no later than 1712": "[..1712]",
        "between the 8th and 10th centuries": "[07XX..09XX]",
        # in doubt, and about
        "1755?": "1755?",
        "May 1755?": "1755-05?",
        "the 18th century?": "17XX?",
        "c. 1755?": "1755%",
        "possibly 1755": "1755?",
        "perhaps in May 1755": "1755-05?",
        "1 November 1755 (uncertain)": "1755-11-01?",
        "1703?–1712": "1703?/1712?",
        "c. 1703 – c. 1712": "1703~/1712~",
        "c. 1703–1712": "1703~/1712~",
        "1755 approx.": "1755~",
        "ABT 1755": "1755~",
        "CAL MAY 1755": "1755-05~",
        "EST 1755": "1755~",
        "1755 to the present": "1755/..",
        "May 1755 to today": "1755-05/..",
        "sometime between 1703 and 1712": "[1703..1712]",
        "late 1755/early 1756": "1755-09/1756-04",
        "the turn of the century": "vague",
        # eras
        "146 BC": "-0145",
        "the 1st millennium BC": "-09XX/-00XX",
        "1 BC": "0000",
        "1 BC to AD 1": "0000/0001",
        "2 August 216 BC": "-0215-08-02",
        "15-20 March 44 BC": "-0043-03-15/-0043-03-20",
        "264–241 BC": "-0263/-0240",
        "31 BC – AD 14": "-0030/0014",
        "AD 69–96": "0069/0096",
        "between 60 and 50 BC": "[-0059..-0049]",
        "the 5th century BC": "-04XX",
        "the 3rd century AD": "02XX",
        "the 5th and 4th centuries BC": "-04XX/-03XX",
        "the 540s": "054X",
        "at noon on 2 August 216 BC": "impossible",
        # codes are no words
        "1703-12": "1703-12",
        "1803-15": "1803/1815",
        "1733-41": "1733/1741",
        "1741-33": "impossible",
        "1455-85": "1455/1485",
        # years of three or four digits that a clock shows
        "before 1340": "[..1339]",
        "the night of 24 August 1453": "1453-08-24T22:00:00/1453-08-25T06:00:00",
        "the night of August 24, 1530": "1530-08-24T22:00:00/1530-08-25T06:00:00",
        "from 3 May to 5 June 1340": "1340-05-03/1340-06-05",
        "15–19 June 1215": "1215-06-15/1215-06-19",
        "24 August at 1530": "2025-08-24T15:30:00",
        "24 August 1962, 1430": "1962-08-24T14:30:00",
        "18 June 815 – 1 June 907": "0815-06-18/0907-06-01",
        # weekdays of another calendar
        "Tuesday, 29 May 1453": "1453-05-29",
        "Wednesday, 29 May 1453": "1453-05-29",
        "Wednesday, 29 May 1753": "impossible",
        # calendars
        "14 December 1825 (Old Style)": "1825-12-26",
        "14 December/26 December 1825": "1825-12-26",
        "14/26 December 1825": "1825-12-26",
        "26 December 1825 N.S.": "1825-12-26",
        "14 December (26 December N.S.) 1825": "1825-12-26",
        "14–16 December 1825 (O.S.)": "1825-12-26/1825-12-28",
        "Monday, 14 December 1825 (O.S.)": "1825-12-26",
        "Tuesday, 14 December 1825 (O.S.)": "impossible",
        "14 December 1825 at 9 am (O.S.)": "1825-12-26T09:00:00",
        "11 February 1731/32": "1732-02-22",
        "14 December/27 December 1825": "unread",
        "25 December 1825/6 January 1826": "1826-01-06",
        "1825-12-25/1826-01-06": "1825-12-25/1826-01-06",
        "14 December/27 December 2025": "unread",
    },
    "es": {
        "entre 1703 y 1712": "[1703..1712]",
        "antes de junio de 1712": "[..1712-05]",
        "hasta junio de 1712": "../1712-06",
        "no antes de 1712": "[1712..]",
        "1755?": "1755?",
        "¿1755?": "1755?",
        "la mañana del 19 de marzo de 1812": "1812-03-19T06:00:00/1812-03-19T12:00:00",
        "desde 1755 hasta la actualidad": "1755/..",
        "quizás en mayo de 1755": "1755-05?",
        "1755 (dudoso)": "1755?",
        "hacia 1703-1712": "1703~/1712~",
        "alrededor de 1755": "1755~",
        "146 a. C.": "-0145",
        "siglo V a. C.": "-04XX",
        "siglo III d. C.": "02XX",
        "siglo I": "00XX",
        "siglo XIII": "12XX",
        "siglos XII y XIII": "11XX/12XX",
        "entre los siglos VIII y X": "[07XX..09XX]",
        "264–241 a. C.": "-0263/-0240",
        "14 de diciembre de 1825 según el calendario juliano": "1825-12-26",
        "14 de diciembre/26 de diciembre de 1825": "1825-12-26",
        "primer tercio del siglo XVIII": "1700/1732",
        "1803-15": "1803/1815",
    },
    "pt": {
        "entre 1703 e 1712": "[1703..1712]",
        "antes de junho de 1712": "[..1712-05]",
        "até junho de 1712": "../1712-06",
        "não antes de 1712": "[1712..]",
        "1755?": "1755?",
        "talvez em maio de 1755": "1755-05?",
        "1755 (incerto)": "1755?",
        "por volta de 1703-1712": "1703~/1712~",
        "146 a.C.": "-0145",
        "século V a.C.": "-04XX",
        "século III d.C.": "02XX",
        "entre os séculos VIII e X": "[07XX..09XX]",
        "264–241 a.C.": "-0263/-0240",
        "14 de dezembro de 1825 segundo o calendário juliano": "1825-12-26",
        "14 de dezembro/26 de dezembro de 1825": "1825-12-26",
        "primeiro terço do século XVIII": "1700/1732",
        "1803-15": "1803/1815",
    },
}


@pytest.mark.parametrize("language", PHRASES)
def test_phrases_of_history(language: str, table: Table) -> None:
    for words, result in PHRASES[language].items():
        with table.row(words):
            assert read(words, language) == result


ERAS = {"en": "44 BC", "es": "44 a. C.", "pt": "44 a.C."}
CORPORA = sorted((Path(__file__).parent / "phrases").glob("*.txt"))


@pytest.mark.parametrize("path", CORPORA, ids=lambda path: path.stem)
def test_a_year_before_our_era_stands_wherever_a_year_does(path: Path, table: Table) -> None:
    """It is a date or refused, in every phrase that has a year or a name."""
    day = Interval(build_date(-43, 3, 15), build_date(-43, 3, 16))
    year = find_calendar_unit(build_date(-43), Grain.YEAR)
    for line in path.read_text(encoding="utf-8").splitlines():
        phrase = re.sub(r"\b(1\d{3}|20\d\d)\b", ERAS[path.stem], line.rpartition(" = ")[0])
        if phrase in line:
            continue
        with table.row(phrase):
            read(phrase, path.stem, quito=day, tour=year)


YEAR = find_calendar_unit(date(1755, 1, 1), Grain.YEAR)
MONTH = find_calendar_unit(date(1755, 5, 1), Grain.MONTH)
WARS = Interval(date(1756, 1, 1), date(1764, 1, 1), Grain.YEAR)
COUNTED = [
    ("two years after $x", replace(YEAR, about=True), "1757~"),
    ("two years after $x", replace(YEAR, uncertain=True), "1757?"),
    ("two years before $x", replace(YEAR, about=True, uncertain=True), "1753%"),
    ("three months after $x", YEAR, "[1755-04..1756-03]"),
    ("three days after $x", MONTH, "[1755-05-04..1755-06-03]"),
    ("three days before $x", MONTH, "[1755-04-28..1755-05-28]"),
    ("half a year after $x", YEAR, "[1755-07..1756-06]"),
    ("ten years after $x", replace(WARS, within=True), "[1766..1773]"),
    # what lasted for years is over at its end
    ("ten years after $x", WARS, "1773"),
    ("ten years before $x", WARS, "1746"),
    ("the day after $x", WARS, "[1763-01-02..1764-01-01]"),
    ("the year after $x", WARS, "1764"),
    ("two years after $x", find_calendar_unit(build_date(-1), Grain.YEAR), "0001"),
    ("two days after $x", Interval(build_date(0, 12, 31), date(1, 1, 1)), "0001-01-02"),
    ("from $x for ten years", YEAR, "1755/1764"),
    ("the three days after $x", MONTH, "vague"),
]


def test_what_counts_from_an_inexact_date_is_no_better_known(table: Table) -> None:
    for words, anchor, result in COUNTED:
        with table.row(words, anchor.edtf):
            assert read(words, x=anchor) == result


UNITS = {Grain.DAY: "days", Grain.WEEK: "weeks", Grain.MONTH: "months", Grain.YEAR: "years"}


@given(
    day=st.dates(date(1200, 1, 1), date(1990, 1, 1)),
    known=st.sampled_from([Grain.DAY, Grain.MONTH, Grain.YEAR, Grain.DECADE, Grain.CENTURY]),
    length=st.integers(0, 400),
    count=st.integers(1, 30),
    unit=st.sampled_from([*UNITS]),
    sign=st.sampled_from([1, -1]),
    about=st.booleans(),
    uncertain=st.booleans(),
    at=st.floats(0, 1),
)
def test_what_is_counted_holds_all_that_it_may_be(
    day: date,
    known: Grain,
    length: int,
    count: int,
    unit: Grain,
    sign: int,
    about: bool,
    uncertain: bool,
    at: float,
) -> None:
    """A date that may be anywhere in a span, once, is counted from for each day of the span."""
    first = find_calendar_unit(day, known)
    span = replace(first, about=about, uncertain=uncertain)
    if known == Grain.DAY and length:
        end = day + timedelta(days=length)
        span = Interval(day, end, about=about, uncertain=uncertain, within=True)
    assert span.first
    assert span.last
    exact = span.first + timedelta(days=round((span.last - span.first).days * at))
    words = f"{count} {UNITS[unit]} {'after' if sign > 0 else 'before'} $x"
    found = resolve_phrase(
        words, reference=REFERENCE, conventions=PAST, anchors={"x": span}
    ).interval
    assert add_units(exact, sign * count, unit) in found
    assert found.duration
    assert span.duration
    assert found.duration >= min(span.duration, timedelta(days=28)) or known == Grain.DAY
    assert (found.about, found.uncertain) == (about, uncertain)
    assert found.grain >= min(known, unit) or found.within


@given(st.dates(date(1, 3, 1), date(2900, 1, 1)))
def test_days_of_the_julian_calendar_come_back(day: date) -> None:
    assert convert_to_julian(convert_from_julian(day)) == day
    assert convert_from_julian(day).weekday() == (day.toordinal() + 6 + _days_behind(day)) % 7


def _days_behind(day: date) -> int:
    return (convert_from_julian(day) - day).days


def test_both_days_of_a_julian_date_are_told(table: Table) -> None:
    expected = {
        "en": "26 December 1825 (14 December Old Style)",
        "es": "26 de diciembre de 1825 (14 de diciembre según el calendario juliano)",
        "pt": "26 de dezembro de 1825 (14 de dezembro pelo calendário juliano)",
    }
    found = resolve_phrase("14 December 1825 (O.S.)", reference=REFERENCE).interval
    for language, words in expected.items():
        with table.row(language):
            assert format_interval(found, language) == words


JULIAN = """
title: T
id: t
timezone: Europe/Moscow
as_of: 2026-05-04
sources: {{annals: {{title: Annals, publisher: P, calendar: julian}}}}
background:
  - {{id: revolt, title: Revolt, source: annals, when: {words}}}
  - {{id: later, title: Later, source: annals, when: two days after $revolt}}
"""


@pytest.mark.parametrize(
    ("words", "revolt", "later"),
    [
        ("14 December 1825", "1825-12-26", "1825-12-28"),
        ("{says: 26 December 1825, calendar: gregorian}", "1825-12-26", "1825-12-28"),
        ("26 December 1825 (New Style)", "1825-12-26", "1825-12-28"),
        ("1825-12-14", "1825-12-26", "1825-12-28"),
        ("14–16 December 1825", "1825-12-26/1825-12-28", "1825-12-30"),
        ("1825", "1825", "[1825-01-03..1826-01-02]"),
    ],
)
def test_a_source_may_be_by_the_julian_calendar(words: str, revolt: str, later: str) -> None:
    timeline = resolve(loads(JULIAN.format(words=words)))
    assert timeline.diagnostics == ()
    assert [timeline[each].intervals[0].edtf for each in ("revolt", "later")] == [revolt, later]


def test_a_trip_is_in_no_year_before_the_first() -> None:
    document = loads("title: T\nid: t\ntimezone: UTC\ndates: 15 March 44 BC\n")
    (found,) = resolve(document).diagnostics
    assert "of a trip nothing lies before the year 1" in found.message


def test_a_part_of_a_day_long_past_needs_no_time_zone(table: Table) -> None:
    for words, codes in (
        ("the night of 9–10 November 1938", []),
        ("on the morning of 3 June 1902", []),
        ("3 June 1902 at 10:00", ["no-zone"]),
    ):
        with table.row(words, codes):
            text = f"{{title: T, id: t, background: [{{id: fire, title: Fire, when: {words}}}]}}"
            assert [each.code for each in resolve(loads(text)).diagnostics] == codes
