"""Weekdays that a long trip has several of: the one within seven days after publication."""

from __future__ import annotations

from tables import Table

from itinerary import Timeline, resolve
from itinerary.loading import read_text

DOCUMENT = """\
title: Two weeks
id: t
timezone: UTC
sources:
  g: {{publisher: Gazette, title: A, language: {language}{published}}}
dates: {dates}
events: [{{id: e, title: E, when: {{says: "{words}", source: g{claim}}}}}]
"""
FRIDAY = ", published: 2026-06-05"
TWO_WEEKS = "1-14 June 2026"


def resolve_event(
    words: str,
    *,
    language: str = "en",
    published: str = FRIDAY,
    dates: str = TWO_WEEKS,
    claim: str = "",
) -> Timeline:
    text = DOCUMENT.format(
        words=words, language=language, published=published, dates=dates, claim=claim
    )
    loaded = read_text(text, name="trip.yaml")
    assert loaded.document, loaded.diagnostics
    return resolve(loaded.document)


def format_dates(timeline: Timeline) -> str:
    """The event's dates without the offset, which is always that of UTC."""
    found = " ".join(each.edtf for each in timeline["e"].intervals)
    return found.replace("+00:00", "")


# published on Friday the 5th
NEAR = [
    ("en", "on Tuesday", "2026-06-09"),
    ("en", "Thursday", "2026-06-11"),
    ("en", "Friday", "2026-06-05"),
    ("en", "Friday at 10:00", "2026-06-05T10:00:00"),
    ("en", "Tuesday at 10", "2026-06-09T10:00:00"),
    ("en", "Tuesday morning", "2026-06-09T06:00:00/2026-06-09T12:00:00"),
    ("en", "Tuesday until 18:00", "2026-06-09T00:00:00/2026-06-09T18:00:00"),
    ("en", "Tuesday to Thursday", "2026-06-09/2026-06-11"),
    ("en", "Tuesday and Thursday", "2026-06-09 2026-06-11"),
    ("en", "the day after Tuesday", "2026-06-10"),
    ("en", "yesterday, Thursday", "2026-06-04"),
    ("es", "el martes", "2026-06-09"),
    ("es", "el martes a las 10:00", "2026-06-09T10:00:00"),
    ("es", "de martes a jueves", "2026-06-09/2026-06-11"),
    ("pt", "na terça", "2026-06-09"),
    ("pt", "terça às 10h", "2026-06-09T10:00:00"),
    ("pt", "de terça a quinta", "2026-06-09/2026-06-11"),
]


def test_a_weekday_is_the_one_within_seven_days_after_publication(table: Table) -> None:
    for language, words, expected in NEAR:
        with table.row(language, words):
            assert format_dates(resolve_event(words, language=language)) == expected


def test_explanations_say_that_publication_decided() -> None:
    (reading,) = resolve_event("on Tuesday")["e"].datings[0].readings
    (told,) = (each.text for each in reading.steps if each.kind == "window")
    assert told.endswith("of the days there the one within seven days of publication")
    (reading,) = resolve_event("Tuesday", dates="8-10 June 2026")["e"].datings[0].readings
    (told,) = (each.text for each in reading.steps if each.kind == "window")
    assert "publication" not in told


def test_the_weekday_of_publication_is_that_day_or_a_week_later(table: Table) -> None:
    for dates, expected in [
        ("5-20 June 2026", "2026-06-05"),
        ("6-20 June 2026", "2026-06-12"),
        ("13-30 June 2026", ""),
    ]:
        with table.row(dates):
            assert format_dates(resolve_event("Friday", dates=dates)) == expected


def test_it_stays_ambiguous_where_publication_does_not_say(table: Table) -> None:
    for name, words, options in [
        ("no date of the source", "on Tuesday", {"published": ""}),
        ("published long before", "on Tuesday", {"published": ", published: 2026-05-01"}),
        ("published near the end", "on Tuesday", {"published": ", published: 2026-06-12"}),
        ("published in a month", "on Tuesday", {"published": ", published: 2026-06"}),
        ("what has happened", "on Tuesday", {"claim": ", status: actual"}),
        ("what has begun", "since Monday", {}),
        ("a time without a day", "10:00", {}),
        ("weekends", "the weekend", {}),
    ]:
        with table.row(name, words):
            found = resolve_event(words, **options)
            assert not found["e"].intervals
            assert [each.code for each in found.diagnostics] == ["phrase-ambiguous"]
