"""Intervals and the words that people read out for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from babel import dates as cldr
from tables import Table

from itinerary.dates.arithmetic import find_calendar_unit
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import (
    compose_locale,
    format_clock_difference,
    format_clock_range,
    format_clock_time,
    format_date_with_offset,
    format_day_and_time,
    format_day_heading,
    format_duration,
    format_interval,
    format_interval_with_weekdays,
    format_utc_offset,
    measure_elapsed_time,
)
from itinerary.dates.zones import load_zone

MEXICO, WASHINGTON, LISBON = (
    load_zone(key) for key in ("America/Mexico_City", "America/New_York", "Europe/Lisbon")
)


def on(first: str, last: str = "", grain: Grain = Grain.DAY) -> Interval:
    return Interval(
        date.fromisoformat(first), date.fromisoformat(last or first) + timedelta(days=1), grain
    )


def times(first: str, last: str, grain: Grain = Grain.MINUTE) -> Interval:
    return Interval(datetime.fromisoformat(first), datetime.fromisoformat(last), grain)


def of(text: str, grain: Grain, **limits: object) -> Interval:
    return replace(find_calendar_unit(date.fromisoformat(text), grain), **limits)


MORNING = times("2025-09-03T06:00", "2025-09-03T12:00", Grain.PART_OF_DAY)
TABLE = [
    (of("2012-05-01", Grain.YEAR), "2012", "2012"),
    (Interval(date(2012, 1, 1), date(2015, 1, 1), Grain.YEAR), "2012–2014", "2012–2014"),
    (of("0822-05-01", Grain.YEAR), "822", "822"),
    (of("2025-02-01", Grain.MONTH), "February 2025", "febrero de 2025"),
    (on("2025-02-01", "2025-04-30", Grain.MONTH), "February–April 2025", "febrero–abril de 2025"),
    (on("2025-03-04"), "4 March 2025", "4 de marzo de 2025"),
    (on("2025-09-02", "2025-09-04"), "2–4 September 2025", "2–4 de septiembre de 2025"),
    (
        on("2025-08-30", "2025-09-02"),
        "30 August – 2 September 2025",
        "30 de agosto – 2 de septiembre de 2025",
    ),
    (
        on("2024-12-02", "2025-01-03"),
        "2 December 2024 – 3 January 2025",
        "2 de diciembre de 2024 – 3 de enero de 2025",
    ),
    (
        on("2024-09-02", "2025-09-02"),
        "2 September 2024 – 2 September 2025",
        "2 de septiembre de 2024 – 2 de septiembre de 2025",
    ),
    (
        times("2025-09-03T10:00", "2025-09-03T10:01"),
        "Wed 3 September 2025, 10:00",
        "mié, 3 de septiembre de 2025, 10:00",
    ),
    (
        times("2025-09-03T10:00:30", "2025-09-03T10:00:31", Grain.SECOND),
        "Wed 3 September 2025, 10:00:30",
        None,
    ),
    (
        times("2025-09-03T08:30", "2025-09-03T10:00"),
        "Wed 3 September 2025, 08:30–10:00",
        "mié, 3 de septiembre de 2025, 08:30–10:00",
    ),
    (
        times("2025-09-03T22:00", "2025-09-04T06:00"),
        "Wed 3 September 2025, 22:00 – Thu 4 September 2025, 06:00",
        None,
    ),
    (times("2025-09-03T18:00", "2025-09-04T00:00"), "Wed 3 September 2025, 18:00–24:00", None),
    (
        times("2025-09-03T12:00", "2025-09-03T18:00", Grain.PART_OF_DAY),
        "Wed 3 September 2025, afternoon",
        None,
    ),
    (MORNING, "Wed 3 September 2025, morning", "mié, 3 de septiembre de 2025, por la mañana"),
    (
        times("2025-09-03T22:00", "2025-09-04T06:00", Grain.PART_OF_DAY),
        "Wed 3 September 2025, night",
        None,
    ),
    (
        times("2025-09-03T07:00", "2025-09-03T13:00", Grain.PART_OF_DAY),
        "Wed 3 September 2025, about 07:00–13:00",
        None,
    ),
    (times("2025-09-03T06:00", "2025-09-03T12:00"), "Wed 3 September 2025, 06:00–12:00", None),
    (
        times("2025-09-05T18:00", "2025-09-08T00:00", Grain.WEEKEND),
        "Fri 5 September 2025, 18:00 – Sun 7 September 2025, 24:00",
        None,
    ),
    (
        replace(on("2025-09-03"), end=None),
        "from 3 September 2025",
        "desde el 3 de septiembre de 2025",
    ),
    (
        replace(on("2025-09-04"), start=None),
        "until 4 September 2025",
        "hasta el 4 de septiembre de 2025",
    ),
    (of("2019-01-01", Grain.YEAR, end=None), "from 2019", "desde 2019"),
    (
        replace(times("2025-09-03T08:30", "2025-09-03T10:00"), end=None),
        "from Wed 3 September 2025, 08:30",
        None,
    ),
    (
        replace(times("2025-09-03T08:30", "2025-09-03T10:00"), start=None),
        "until Wed 3 September 2025, 10:00",
        None,
    ),
    (
        times("2025-09-04T00:00", "2025-09-04T18:00"),
        "Thu 4 September 2025, until 18:00",
        "jue, 4 de septiembre de 2025, hasta 18:00",
    ),
    (times("2025-09-04T00:00", "2025-09-04T02:00"), "Thu 4 September 2025, 00:00–02:00", None),
    (Interval(None, None), "at any time", "en cualquier momento"),
    (of("1990-01-01", Grain.YEAR, about=True), "about 1990", "hacia 1990"),
    (
        of("2025-03-01", Grain.MONTH, part="early", end=date(2025, 3, 11)),
        "early March 2025",
        "principios de marzo de 2025",
    ),
    (
        Interval(date(2025, 3, 11), date(2025, 3, 21), Grain.MONTH, part="mid"),
        "mid-March 2025",
        "mediados de marzo de 2025",
    ),
    (
        of("2025-03-01", Grain.MONTH, part="late", start=date(2025, 3, 21), about=True),
        "about late March 2025",
        None,
    ),
    (of("1995-01-01", Grain.DECADE), "the 1990s", "los años 1990"),
    (
        of("2025-03-21", Grain.DAY, part="late", end=date(2025, 4, 1)),
        "late March 2025",
        "finales de marzo de 2025",
    ),
    (
        of("2025-05-01", Grain.MONTH, part="mid", end=date(2025, 9, 1)),
        "mid-2025",
        "mediados de 2025",
    ),
    (of("1767-01-01", Grain.YEAR, part="late", end=date(1800, 1, 1)), "late 18th century", None),
    (of("1990-01-01", Grain.YEAR, part="early", end=date(1993, 1, 1)), "early 1990s", None),
    (of("9996-01-01", Grain.YEAR, part="late", end=date(9999, 1, 1)), "late 9996–9998", None),
    (of("2024-06-01", Grain.MONTH, part="early", end=date(2024, 7, 1)), "early summer 2024", None),
    (of("1995-01-01", Grain.DECADE, part="early"), "early 1990s", "principios de los años 1990"),
    (of("1822-01-01", Grain.CENTURY), "19th century", "siglo XIX"),
    (
        Interval(date(1700, 1, 1), date(1900, 1, 1), Grain.CENTURY),
        "18th–19th century",
        "siglo XVIII – siglo XIX",
    ),
    (of("0250-01-01", Grain.CENTURY), "3rd century", "siglo III"),
    (of("2025-08-29", Grain.QUARTER), "Q3 2025", "T3 de 2025"),
    (on("2025-04-01", "2025-09-30", Grain.QUARTER), "Q2–Q3 2025", None),
    (of("2025-03-01", Grain.HALF), "first half of 2025", "primer semestre de 2025"),
    (of("2025-07-01", Grain.HALF), "second half of 2025", "segundo semestre de 2025"),
    (of("2025-08-29", Grain.WEEK), "25–31 August 2025", "25–31 de agosto de 2025"),
    (on("2025-08-30", "2025-08-31", Grain.WEEKEND), "30–31 August 2025", "30–31 de agosto de 2025"),
    (of("2025-07-01", Grain.SEASON), "summer 2025", "verano de 2025"),
    (of("2025-07-01", Grain.SEASON, south=True), "winter 2025", "invierno de 2025"),
    (of("2025-12-01", Grain.SEASON), "winter 2025–26", "invierno de 2025–26"),
    (of("1999-12-01", Grain.SEASON), "winter 1999–2000", "invierno de 1999–2000"),
    (on("1968-03-01", "1968-11-30", Grain.SEASON), "spring–autumn 1968", "primavera–otoño de 1968"),
    (on("1968-02-01", "1968-04-30", Grain.SEASON), "February–April 1968", None),
    (
        of("1968-03-01", Grain.MONTH, part="early"),
        "early spring 1968",
        "principios de primavera de 1968",
    ),
    (of("1968-03-01", Grain.MONTH, part="late"), "late Q1 1968", "finales del T1 de 1968"),
]


def test_words(table: Table) -> None:
    for interval, english, spanish in TABLE:
        with table.row(english):
            assert format_interval(interval) == format_interval(interval, "fr") == english
            if spanish:
                assert format_interval(interval, "es") == spanish


# By EDTF: in English, Spanish and Portuguese; spaces that do not break are told as others.
CHRONOLOGY = {
    "1850?": ("1850?", "¿1850?", "1850?"),
    "1984-06?": ("June 1984?", "¿junio de 1984?", "junho de 1984?"),
    "18XX?": ("19th century?", "¿siglo XIX?", "século XIX?"),
    "1850%": ("about 1850?", "¿hacia 1850?", "por volta de 1850?"),
    "18XX~": ("about the 19th century", "hacia el siglo XIX", "por volta do século XIX"),
    "1850~/..": ("from about 1850", "desde hacia 1850", "desde por volta de 1850"),
    "[1810..1825]": ("between 1810 and 1825", "entre 1810 y 1825", "entre 1810 e 1825"),
    "[1810~..1825~]": (
        "between about 1810 and about 1825",
        "entre hacia 1810 y hacia 1825",
        "entre por volta de 1810 e por volta de 1825",
    ),
    "[1850-03..1850-05]": (
        "between March and May 1850",
        "entre marzo y mayo de 1850",
        "entre março e maio de 1850",
    ),
    "[1850-05-03..1850-05-07]": (
        "between 3 and 7 May 1850",
        "entre el 3 y el 7 de mayo de 1850",
        "entre 3 e 7 de maio de 1850",
    ),
    "[11XX..12XX]": (
        "between the 12th and the 13th century",
        "entre el siglo XII y el siglo XIII",
        "entre o século XII e o século XIII",
    ),
    "[1850]": ("1850", "1850", "1850"),
    "[..1849]": ("before 1850", "antes de 1850", "antes de 1850"),
    "[..1850]": ("by 1850", "no después de 1850", "não depois de 1850"),
    "[..1849?]": ("before 1850?", "¿antes de 1850?", "antes de 1850?"),
    "[..17XX]": ("before the 19th century", "antes del siglo XIX", "antes do século XIX"),
    "[..1963-04]": ("by April 1963", "no después de abril de 1963", "não depois de abril de 1963"),
    "[..1963-04-30]": (
        "by 30 April 1963",
        "no después del 30 de abril de 1963",
        "não depois de 30 de abril de 1963",
    ),
    "[1851..]": ("after 1850", "después de 1850", "depois de 1850"),
    "[1850..]": ("not before 1850", "no antes de 1850", "não antes de 1850"),
    "[1964-02-01..]": (
        "after 31 January 1964",
        "después del 31 de enero de 1964",
        "depois de 31 de janeiro de 1964",
    ),
    "-0043": ("44 BC", "44 a. C.", "44 a.C."),
    "0000": ("1 BC", "1 a. C.", "1 a.C."),
    "-0043-03-15": ("15 March 44 BC", "15 de marzo de 44 a. C.", "15 de março de 44 a.C."),
    "-0508/-0026": ("509–27 BC", "509–27 a. C.", "509–27 a.C."),
    "-0026/0476": ("27 BC – AD 476", "27 a. C. – 476 d. C.", "27 a.C. – 476 d.C."),
    "[-0043..0013]": (
        "between 44 BC and AD 13",
        "entre 44 a. C. y 13 d. C.",
        "entre 44 a.C. e 13 d.C.",
    ),
    "[..-0050]": ("before 50 BC", "antes de 50 a. C.", "antes de 50 a.C."),
    "-03XX": ("4th century BC", "siglo IV a. C.", "século IV a.C."),
    "-03XX/-02XX": ("4th–3rd century BC", "siglo IV – siglo III a. C.", None),
    "-00XX/00XX": ("1st century BC – 1st century AD", "siglo I a. C. – siglo I d. C.", None),
    "-004X": ("50–41 BC", "50–41 a. C.", "50–41 a.C."),
    "-0043-21": ("spring 44 BC", "primavera de 44 a. C.", None),
    "-0043-24": ("winter 44–43 BC", None, None),
    "0000-24": ("December 1 BC – February AD 1", None, None),
    "0079-24": ("winter AD 79–80", None, None),
    "0080": ("AD 80", "80 d. C.", "80 d.C."),
    "0064-07-18": ("18 July AD 64", "18 de julio de 64 d. C.", "18 de julho de 64 d.C."),
    "004X": ("AD 40 – AD 49", "40 d. C. – 49 d. C.", None),
    "0602/0629": ("602–629", "602–629", "602–629"),
    "0627-12-12": ("12 December 627", "12 de diciembre de 627", "12 de dezembro de 627"),
}


def test_words_of_chronologies(table: Table) -> None:
    for text, words in CHRONOLOGY.items():
        for language, expected in zip(("en", "es", "pt"), words, strict=True):
            with table.row(text, language):
                found = format_interval(Interval.from_edtf(text), language)
                assert expected is None or found.replace("\xa0", " ") == expected


def test_the_unit_that_the_words_named_is_said(table: Table) -> None:
    for edtf, outside, english, spanish in (
        ("[..1943]", True, "before 1944", "antes de 1944"),
        ("[..1943]", False, "by 1943", "no después de 1943"),
        ("[..1917-02]", True, "before March 1917", "antes de marzo de 1917"),
        ("[..1917-03-07]", True, "before 8 March 1917", "antes del 8 de marzo de 1917"),
        ("[1944..]", True, "after 1943", "después de 1943"),
        ("[1944..]", False, "not before 1944", "no antes de 1944"),
        ("[1943..1944]", True, "between 1943 and 1944", "entre 1943 y 1944"),
    ):
        with table.row(edtf, outside):
            interval = replace(Interval.from_edtf(edtf), outside=outside)
            assert interval == Interval.from_edtf(edtf)
            assert format_interval(interval) == english
            assert format_interval(interval, "es") == spanish
    with pytest.raises(TypeError, match="outside takes True or False"):
        replace(interval, outside=1)


def test_weekdays_are_those_of_the_gregorian_calendar(table: Table) -> None:
    for text, heading in {
        "1582-10-14": "14 Oct 1582",
        "1582-10-15": "Fri 15 Oct 1582",
        "1415-10-25": "25 Oct 1415",
        "1415-10-25/1415-10-27": "25 – 27 Oct 1415",
        "1582-10-04/1582-10-15": "4 – Fri 15 Oct 1582",
        "-0043-03-15": "15 Mar 44 BC",
        "-0043-03-15/-0043-03-17": "15 – 17 Mar 44 BC",
        "0064-07-18": "18 Jul AD 64",
        "0000-12-31/0001-01-02": "31 Dec 1 BC – 2 Jan AD 1",
        "1415-10-25?": "25 October 1415?",
        "[1789-07-14..1789-07-16]": "between 14 and 16 July 1789",
    }.items():
        with table.row(text):
            assert format_interval_with_weekdays(Interval.from_edtf(text)) == heading
    noon = datetime(1415, 10, 25, 12)
    assert format_day_and_time(noon) == "25 October 1415, 12:00"


def test_every_grain_of_dates_has_words_in_every_language() -> None:
    for grain in Grain:
        if grain >= Grain.DAY:
            assert (
                format_interval(of("2025-09-03", grain), "es")
                == format_interval(of("2025-09-03", grain))
            ) == (grain == Grain.YEAR)


def test_two_clocks_of_one_range_are_told_apart() -> None:
    flight = Interval(
        datetime(2025, 9, 3, 18, 5, tzinfo=MEXICO),
        datetime(2025, 9, 3, 23, 50, tzinfo=WASHINGTON),
        Grain.MINUTE,
    )
    assert (
        format_interval(flight)
        == "Wed 3 September 2025, 18:05 (UTC−6) – Wed 3 September 2025, 23:50 (UTC−4)"
    )


def test_headings_clocks_and_moments() -> None:
    assert format_day_heading(date(2025, 9, 3)) == "Wed 3 Sep 2025"
    assert format_day_heading(date(2025, 9, 3), "es") == "mié, 3 sept 2025"
    assert (
        format_clock_time(datetime(2025, 9, 3, 9, 5)),
        format_clock_time(datetime(2025, 9, 3, 9, 5, 7)),
    ) == ("09:05", "09:05:07")
    assert (
        format_day_and_time(datetime(2025, 9, 3, 9, 5), "es")
        == "mié, 3 de septiembre de 2025, 09:05"
    )


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("America/Mexico_City", "UTC−6"),
        ("Asia/Kathmandu", "UTC+5:45"),
        ("Pacific/Marquesas", "UTC−9:30"),
        ("UTC", "UTC"),
    ],
)
def test_offsets(key: str, text: str) -> None:
    assert format_utc_offset(datetime(2025, 9, 3, 10, tzinfo=load_zone(key))) == text


def test_a_time_without_a_zone_has_no_offset() -> None:
    assert format_utc_offset(datetime(2025, 9, 3, 10)) == ""


def test_gaps_between_clocks() -> None:
    mexico, washington, kathmandu = (
        datetime(2025, 9, 3, 10, tzinfo=each)
        for each in (MEXICO, WASHINGTON, load_zone("Asia/Kathmandu"))
    )
    assert format_clock_difference(mexico, washington) == "+2 h"
    assert format_clock_difference(washington, mexico) == "−2 h"
    assert format_clock_difference(mexico, kathmandu) == "+11 h 45 min"
    assert format_clock_difference(mexico, mexico) == "same time"
    assert format_clock_difference(mexico, mexico, "es") == "misma hora"


def test_what_elapses_is_counted_between_instants() -> None:
    night = datetime(2025, 10, 25, 23, tzinfo=LISBON), datetime(2025, 10, 26, 6, tzinfo=LISBON)
    assert night[1] - night[0] == timedelta(hours=7)
    assert format_duration(measure_elapsed_time(*night)) == "8 h"


def test_lengths() -> None:
    lengths = {0: "0 min", 45: "45 min", 60: "1 h", 165: "2 h 45 min", 1565: "26 h 5 min"}
    assert {minutes: format_duration(timedelta(minutes=minutes)) for minutes in lengths} == lengths


ACROSS = [
    # the end of a month, of a year, of a century
    (
        on("2025-08-31", "2025-09-01"),
        "31 August – 1 September 2025",
        "31 de agosto – 1 de septiembre de 2025",
    ),
    (on("2025-09-29", "2025-09-30"), "29–30 September 2025", "29–30 de septiembre de 2025"),
    (
        on("2025-09-03", "2025-10-03"),
        "3 September – 3 October 2025",
        "3 de septiembre – 3 de octubre de 2025",
    ),
    (
        on("2025-12-31", "2026-01-01"),
        "31 December 2025 – 1 January 2026",
        "31 de diciembre de 2025 – 1 de enero de 2026",
    ),
    (on("2025-12-30", "2025-12-31"), "30–31 December 2025", "30–31 de diciembre de 2025"),
    (
        on("1999-12-31", "2000-01-01"),
        "31 December 1999 – 1 January 2000",
        "31 de diciembre de 1999 – 1 de enero de 2000",
    ),
    (
        on("2025-12-01", "2026-01-31", Grain.MONTH),
        "December 2025 – January 2026",
        "diciembre de 2025 – enero de 2026",
    ),
    (
        on("2025-11-01", "2025-12-31", Grain.MONTH),
        "November–December 2025",
        "noviembre–diciembre de 2025",
    ),
    (
        on("2024-09-01", "2025-09-30", Grain.MONTH),
        "September 2024 – September 2025",
        "septiembre de 2024 – septiembre de 2025",
    ),
    (on("2025-10-01", "2026-03-31", Grain.QUARTER), "Q4 2025 – Q1 2026", "T4 de 2025 – T1 de 2026"),
    (
        on("2025-07-01", "2026-06-30", Grain.HALF),
        "second half of 2025 – first half of 2026",
        "segundo semestre de 2025 – primer semestre de 2026",
    ),
    (of("2025-06-30", Grain.HALF), "first half of 2025", "primer semestre de 2025"),
    (of("2025-03-31", Grain.QUARTER), "Q1 2025", "T1 de 2025"),
    (of("2025-04-01", Grain.QUARTER), "Q2 2025", "T2 de 2025"),
    (
        on("2025-12-29", "2026-01-04", Grain.WEEK),
        "29 December 2025 – 4 January 2026",
        "29 de diciembre de 2025 – 4 de enero de 2026",
    ),
    (on("1999-01-01", "2000-12-31", Grain.YEAR), "1999–2000", "1999–2000"),
    (
        on("1990-01-01", "2009-12-31", Grain.DECADE),
        "the 1990s – the 2000s",
        "los años 1990 – los años 2000",
    ),
    (of("1999-12-31", Grain.CENTURY), "20th century", "siglo XX"),
    (of("2000-01-01", Grain.CENTURY), "21st century", "siglo XXI"),
    (on("1900-01-01", "2099-12-31", Grain.CENTURY), "20th–21st century", "siglo XX – siglo XXI"),
    # the far ends of the calendar
    (on("0001-01-01"), "1 January AD 1", "1 de enero de 1 d.\xa0C."),
    (of("0001-01-01", Grain.YEAR), "AD 1", "1 d.\xa0C."),
    (Interval(date(1, 1, 1), date(100, 1, 1), Grain.CENTURY), "1st century", "siglo I"),
    (Interval(date(3000, 1, 1), date(3001, 1, 1), Grain.YEAR), "3000", "3000"),
    (on("9999-12-30"), "30 December 9999", "30 de diciembre de 9999"),
    (
        replace(on("9999-12-30"), start=None),
        "until 30 December 9999",
        "hasta el 30 de diciembre de 9999",
    ),
    (
        Interval(date(9999, 12, 31), None),
        "from 31 December 9999",
        "desde el 31 de diciembre de 9999",
    ),
    # the end of a day
    (
        times("2025-09-03T23:00", "2025-09-04T00:00"),
        "Wed 3 September 2025, 23:00–24:00",
        "mié, 3 de septiembre de 2025, 23:00–24:00",
    ),
    (
        times("2025-09-03T23:00", "2025-09-03T23:59"),
        "Wed 3 September 2025, 23:00–23:59",
        "mié, 3 de septiembre de 2025, 23:00–23:59",
    ),
    (
        times("2025-12-31T23:00", "2026-01-01T00:01"),
        "Wed 31 December 2025, 23:00 – Thu 1 January 2026, 00:01",
        "mié, 31 de diciembre de 2025, 23:00 – jue, 1 de enero de 2026, 00:01",
    ),
    (
        times("2025-09-03T00:00", "2025-09-04T00:00"),
        "Wed 3 September 2025, 00:00–24:00",
        "mié, 3 de septiembre de 2025, 00:00–24:00",
    ),
    (
        times("2025-09-03T18:00", "2025-09-04T00:00", Grain.PART_OF_DAY),
        "Wed 3 September 2025, night",
        "mié, 3 de septiembre de 2025, por la noche",
    ),
    (
        times("2025-09-03T06:00", "2025-09-04T12:00", Grain.PART_OF_DAY),
        "Wed 3 September 2025, morning – Thu 4 September 2025, morning",
        "mié, 3 de septiembre de 2025, por la mañana – jue, 4 de septiembre de 2025, por la mañana",
    ),
    (
        times("2025-09-03T10:00", "2025-09-03T10:01"),
        "Wed 3 September 2025, 10:00",
        "mié, 3 de septiembre de 2025, 10:00",
    ),
    (
        times("2025-09-03T10:00", "2025-09-03T10:02"),
        "Wed 3 September 2025, 10:00–10:02",
        "mié, 3 de septiembre de 2025, 10:00–10:02",
    ),
    (
        Interval(None, datetime(2025, 9, 4), Grain.MINUTE),
        "until Wed 3 September 2025, 24:00",
        "hasta el mié, 3 de septiembre de 2025, 24:00",
    ),
]


def test_words_across_the_ends_of_units(table: Table) -> None:
    for interval, english, spanish in ACROSS:
        with table.row(english):
            assert format_interval(interval) == english
            assert format_interval(interval, "es") == spanish
            # A language that has no wording is worded in English.
            assert format_interval(interval, "de") == english


@pytest.mark.parametrize(
    ("first", "last", "english", "spanish"),
    [
        ("2025-09-03", "2025-09-03", "Wed 3 Sep 2025", "mié, 3 sept 2025"),
        (
            "2025-08-31",
            "2025-09-01",
            "Sun 31 Aug – Mon 1 Sep 2025",
            "dom, 31 ago – lun, 1 sept 2025",
        ),
        ("2025-09-03", "2025-09-10", "Wed 3 – Wed 10 Sep 2025", "mié, 3 – mié, 10 sept 2025"),
        (
            "2025-12-31",
            "2026-01-01",
            "Wed 31 Dec 2025 – Thu 1 Jan 2026",
            "mié, 31 dic 2025 – jue, 1 ene 2026",
        ),
        (
            "2024-09-03",
            "2025-09-03",
            "Tue 3 Sep 2024 – Wed 3 Sep 2025",
            "mar, 3 sept 2024 – mié, 3 sept 2025",
        ),
    ],
)
def test_day_ranges_with_weekdays(first: str, last: str, english: str, spanish: str) -> None:
    assert format_interval_with_weekdays(on(first, last)) == english
    assert format_interval_with_weekdays(on(first, last), "es") == spanish


def test_only_exact_days_have_weekdays() -> None:
    day = on("2025-09-03")
    assert format_interval_with_weekdays(replace(day, about=True)) == "about 3 September 2025"
    assert format_interval_with_weekdays(replace(day, end=None)) == "from 3 September 2025"
    assert format_interval_with_weekdays(of("2025-09-03", Grain.WEEK)) == "1–7 September 2025"


def hours(first: str, last: str) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(f"2025-09-03T{first}"), datetime.fromisoformat(
        f"2025-09-03T{last}"
    )


@pytest.mark.parametrize(
    ("times", "english", "spanish"),
    [
        (("00:00", "00:30"), "12:00–12:30 a.m.", "12:00–12:30 a. m."),
        (("09:05", "09:05:07"), "9:05–9:05:07 a.m.", "9:05–9:05:07 a. m."),
        (("12:00", "13:00"), "12:00–1:00 p.m.", "12:00–1:00 p. m."),
        (("11:30", "12:00"), "11:30 a.m.–12:00 p.m.", "11:30 a. m.–12:00 p. m."),
        (("13:00", "23:59"), "1:00–11:59 p.m.", "1:00–11:59 p. m."),
    ],
)
def test_clocks_of_twelve_hours(times: tuple[str, str], english: str, spanish: str) -> None:
    assert (
        format_clock_range(*hours(*times), compose_locale("en", 12)).replace("\xa0", " ") == english
    )
    assert (
        format_clock_range(*hours(*times), compose_locale("es", 12)).replace("\xa0", " ") == spanish
    )
    assert format_clock_range(*hours(*times), compose_locale("es", 24)) == f"{times[0]}–{times[1]}"


def test_intervals_by_a_clock_of_twelve_hours() -> None:
    english = compose_locale("en", 12)
    assert (
        format_interval(times("2025-09-03T18:00", "2025-09-04T00:00"), english).replace("\xa0", " ")
        == "Wed 3 September 2025, 6:00 p.m.–midnight"
    )
    assert (
        format_date_with_offset(datetime(2025, 9, 3, 9, tzinfo=MEXICO), english).replace(
            "\xa0", " "
        )
        == "Wed 3 Sep 2025, 9:00 a.m. (UTC−6)"
    )
    assert (
        format_interval_with_weekdays(on("2025-08-30", "2025-09-02"), english)
        == "Sat 30 Aug – Tue 2 Sep 2025"
    )


def test_spanish_dates_are_those_of_the_locale_data() -> None:
    for day in (date(2024, 1, 1) + timedelta(days=number) for number in range(366)):
        assert format_day_heading(day, "es") == cldr.format_skeleton("yMMMEd", day, locale="es")
        assert format_interval(on(day.isoformat()), "es") == cldr.format_skeleton(
            "yMMMMd", day, locale="es"
        )
        assert format_interval(find_calendar_unit(day, Grain.MONTH), "es") == cldr.format_skeleton(
            "yMMMM", day, locale="es"
        )


def test_spanish_times_are_those_of_the_locale_data(table: Table) -> None:
    for hour in range(24):
        with table.row(hour):
            time = datetime(2025, 9, 3, hour, 5)
            assert (
                format_clock_time(time, compose_locale("es", 12)).split()
                == cldr.format_skeleton("hm", time, locale="es").split()
            )
            assert (
                format_clock_time(time, "es")
                == f"{cldr.format_skeleton('Hm', time, locale='es'):0>5}"
            )  # two digits line up below each other
