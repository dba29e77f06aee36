"""What a resolution knows of its parts: the items of a list, the ends of a range, its steps."""

from __future__ import annotations

import copy
import pickle
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tables import Table

from itinerary import PhraseError, Resolution, resolve_phrase
from itinerary.dates.arithmetic import enclose_intervals, merge_intervals
from itinerary.dates.grammar import PhrasePart

ON = datetime(2026, 4, 15, 10)


def tell(parts: tuple[PhrasePart, ...]) -> str:
    """Each part's words with what they come to."""
    return " | ".join(
        f"{part.text}: {' '.join(each.edtf for each in part.intervals)}" for part in parts
    )


ITEMS = [
    ("en", "Mon, Wed and Fri", "Mon: 2026-04-13 | Wed: 2026-04-15 | Fri: 2026-04-17"),
    ("en", "Monday and Tuesday", "Monday: 2026-04-13 | Tuesday: 2026-04-14"),
    ("en", "May 4, 6 and 8-10", "May 4: 2026-05-04 | 6: 2026-05-06 | 8-10: 2026-05-08/2026-05-10"),
    ("en", "2 and 4 June at 10:00", "2: 2026-06-02T10:00:00 | 4 June: 2026-06-04T10:00:00"),
    ("en", "Tue and Wed, 5 and 6 May", "5: 2026-05-05 | 6 May: 2026-05-06"),
    ("en", "Tuesday and Friday of next week", "Tuesday: 2026-04-21 | Friday: 2026-04-24"),
    ("en", "2 May at 10am and 2pm", "at 10am: 2026-05-02T10:00:00 | 2pm: 2026-05-02T14:00:00"),
    ("en", "the first and third day of May", "first: 2026-05-01 | third: 2026-05-03"),
    ("en", "4-6 May", "4-6 May: 2026-05-04/2026-05-06"),
    ("es", "lunes y viernes", "lunes: 2026-04-13 | viernes: 2026-04-17"),
    ("pt", "2, 3 e 5 de maio", "2: 2026-05-02 | 3: 2026-05-03 | 5 de maio: 2026-05-05"),
]
ENDS = [
    ("en", "4-6 May", "4: 2026-05-04 | 6 May: 2026-05-06"),
    ("en", "May 4-6, 2027", "May 4: 2027-05-04 | 6, 2027: 2027-05-06"),
    ("en", "from Tuesday to Friday next week", "Tuesday: 2026-04-21 | Friday: 2026-04-24"),
    ("en", "2 May until the following Monday", "2 May: 2026-05-02 | following Monday: 2026-05-04"),
    ("en", "2 May, 3-5 pm", "3: 2026-05-02T15:00:00 | 5 pm: 2026-05-02T17:00:00"),
    ("en", "3pm-5pm ET", "3pm: 2026-04-15T15:00:00-04:00 | 5pm: 2026-04-15T17:00:00-04:00"),
    ("en", "1914-18", "1914: 1914 | 18: 1918"),
    ("es", "del 4 al 6 de mayo", "4: 2026-05-04 | 6 de mayo: 2026-05-06"),
    ("pt", "de 30 de abril a 2 de maio", "30 de abril: 2026-04-30 | 2 de maio: 2026-05-02"),
]
NEITHER = ("4 May", "Monday at 5 pm", "since 2019", "two days ago", "Mon and Wed", "2019")
STEPS = {
    "Mon, Wed and Fri": ("'Mon' is 2026-04-13", "'Wed' is 2026-04-15", "'Fri' is 2026-04-17"),
    "4-5 May": ("'4' is 2026-05-04", "'5 May' is 2026-05-05"),
    "2, 3 and 5 June": ("'2' is 2026-06-02", "'3' is 2026-06-03", "'5 June' is 2026-06-05"),
    "from 2 May until the following Monday": (
        "'2 May' is 2026-05-02",
        "'following Monday' is 2026-05-04",
    ),
    "Tuesday and Thursday of next week": (
        "'Tuesday and Thursday' is 2026-04-21 and 2026-04-23",
        "'Tuesday' is 2026-04-21",
        "'Thursday' is 2026-04-23",
        "'next week' is 2026-04-20/2026-04-26",
    ),
    "2 May at 10:00": ("'2 May' is 2026-05-02", "'at 10:00' is no date by itself"),
}


def read(language: str, phrase: str) -> Resolution:
    return resolve_phrase(phrase, reference=ON, language=language)


def test_a_list_knows_its_items(table: Table) -> None:
    for language, phrase, expected in ITEMS:
        with table.row(language, phrase):
            assert tell(read(language, phrase).items) == expected


def test_a_range_knows_its_ends(table: Table) -> None:
    for language, phrase, expected in ENDS:
        with table.row(language, phrase):
            ends = read(language, phrase).ends
            assert ends is not None
            assert tell(ends) == expected


def test_what_is_no_range_has_no_ends(table: Table) -> None:
    for phrase in NEITHER:
        with table.row(phrase):
            assert read("en", phrase).ends is None


def test_steps_name_each_part_with_the_date_that_it_came_to(table: Table) -> None:
    for phrase, expected in STEPS.items():
        with table.row(phrase):
            _, *steps = read("en", phrase).steps
            assert tuple(step.split(": ", 1)[1] for step in steps) == expected


@pytest.mark.slow
def test_parts_agree_with_the_whole(table: Table) -> None:
    for path in sorted((Path(__file__).parent / "phrases").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            phrase = line.rpartition(" = ")[0]
            try:
                found = resolve_phrase(phrase, reference=ON, language=path.stem)
            except PhraseError:
                continue
            with table.row(path.stem, phrase):
                check_parts(found)


def check_parts(found: Resolution) -> None:
    assert found.steps
    ends = found.ends or ()
    for part in (*found.items, *ends):
        assert part.text == found.text[part.start : part.end]
        assert part.intervals
    items = [each for item in found.items for each in item.intervals]
    assert merge_intervals(items) == merge_intervals(found.intervals)
    if ends:
        whole = enclose_intervals(found.intervals)
        assert whole is not None
        assert ends[0].intervals[0].to_utc_bounds()[0] == whole.to_utc_bounds()[0]


def test_parts_have_the_zone_of_the_whole() -> None:
    zone = ZoneInfo("Europe/Lisbon")
    found = resolve_phrase("2 and 4 May, 10:00", reference=ON, zone=zone)
    assert [item.intervals for item in found.items] == [(each,) for each in found.intervals]
    assert found.items[0].intervals[0].edtf == "2026-05-02T10:00:00+01:00"


def test_a_resolution_prints_as_one_line() -> None:
    found = read("en", "Tuesday and Thursday")
    assert repr(found) == "Resolution('Tuesday and Thursday', '2026-04-14' and '2026-04-16')"
    assert str(found) == repr(found)


@pytest.mark.parametrize("phrase", ["2, 3 and 5 June", "4-6 May"])
def test_parts_are_values(phrase: str) -> None:
    found = read("en", phrase)
    parts = (*found.items, *(found.ends or ()))
    assert parts == (*read("en", phrase).items, *(read("en", phrase).ends or ()))
    assert pickle.loads(pickle.dumps(parts)) == copy.deepcopy(parts) == parts  # noqa: S301
    assert len({*parts}) == len(parts)
