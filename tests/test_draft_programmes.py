"""Lines of programmes in drafts: words for a time, lines without one, headings of days."""

from __future__ import annotations

from drafted import draft_text, list_entries, list_reasons
from tables import Table

from itinerary import resolve

HEADS = {
    "en": "Rector Ada Holt in Kisumu\n\nOslo, 20 April 2026\n\nRector Ada Holt will be in Kisumu"
    " from 3 to 6 May 2026.\n\n",
    "es": "La rectora Ada Paz en Kisumu\n\nMadrid, 20 de abril de 2026\n\nLa rectora Ada Paz"
    " estará en Kisumu del 3 al 6 de mayo de 2026.\n\n",
    "pt": "A reitora Ada Paz em Kisumu\n\nLisboa, 20 de abril de 2026\n\nA reitora Ada Paz estará"
    " em Kisumu de 3 a 6 de maio de 2026.\n\n",
}
NOON = "2026-05-04T12:00:00+03:00"
EVENING = "2026-05-04T18:00:00+03:00/2026-05-0"
LINES = [
    # below Monday 4 May: the line, the event, and what its date begins with
    ("en", "Noon – Working lunch", "Working lunch", NOON),
    ("en", "Midday: lunch with the board", "Lunch with the board", NOON),
    ("en", "12 noon  Lunch", "Lunch", NOON),
    ("en", "12:00 noon - Lunch", "Lunch", NOON),
    ("en", "Noon to 2 pm: lunch", "Lunch", f"{NOON}/2026-05-04T14:00"),
    ("en", "Midnight: fireworks", "Fireworks", "2026-05-05T00:00:00+03:00"),
    ("en", "24:00 Fireworks", "Fireworks", "2026-05-05T00:00:00+03:00"),
    ("en", "Evening: dinner", "Dinner", EVENING),
    ("en", "Evening reception at the port", "Evening reception at the port", "2026-05-04"),
    ("en", "Visit to the port", "Visit to the port", "2026-05-04"),
    ("en", "Dinner with the board, 19:30", "Dinner with the board", "2026-05-04T19:30"),
    ("en", "The rector will open a library", "Open a library", "2026-05-04"),
    ("en", "15:00\nTour of the lake", "Tour of the lake", "2026-05-04T15:00"),
    ("en", "Evening\nTour of the lake\nDinner", "Dinner", EVENING),
    ("es", "Mediodía: almuerzo", "Almuerzo", NOON),
    ("es", "A mediodía, foto de grupo", "Foto de grupo", NOON),
    ("es", "Por la noche – cena", "Cena", EVENING),
    ("es", "Visita al puerto", "Visita al puerto", "2026-05-04"),
    ("es", "Encuentro con la junta, a las 11:30", "Encuentro con la junta", "2026-05-04T11:30"),
    ("es", "Noche\nCena con la junta", "Cena con la junta", EVENING),
    ("pt", "Meio-dia: almoço", "Almoço", NOON),
    ("pt", "Ao meio-dia – fotografia", "Fotografia", NOON),
    ("pt", "À noite: jantar", "Jantar", EVENING),
    ("pt", "Visita ao porto", "Visita ao porto", "2026-05-04"),
    ("pt", "Noite\nJantar com a direção", "Jantar com a direção", EVENING),
]
DAYS = {"en": "Monday 4 May", "es": "Lunes 4 de mayo", "pt": "Segunda-feira, 4 de maio"}


def test_lines_below_a_day_are_events_of_it(table: Table) -> None:
    for language, lines, title, expected in LINES:
        with table.row(lines):
            text = f"{HEADS[language]}{DAYS[language]}\n{lines}\n"
            entries = list_entries(draft_text(text, language=language))
            assert entries.get(f"event {title}", "").startswith(expected), entries


PROSE = [
    # below Monday 4 May and its lines: what is no event
    "Contact: press office",
    "Jane Roe\nHead of communications",
    "The rector was born in Oslo. She likes boats and lakes.",
    "No public events",
    "Notes to editors:",
]


def test_what_stands_below_a_programme_is_no_event(table: Table) -> None:
    for lines in PROSE:
        with table.row(lines):
            text = f"{HEADS['en']}Monday 4 May\n09:00 Lecture\n\n{lines}\n"
            entries = [each for each in list_entries(draft_text(text)) if each.startswith("event")]
            assert entries == ["event Lecture"]


def test_a_heading_may_name_the_city_of_its_day() -> None:
    text = (
        "# Rector Holt on tour\n\nOslo, 20 April 2026\n\n## Monday 4 May, Kisumu\n\n- Lecture\n\n"
        "## Tuesday 5 May, Nakuru\n\nVisit to the lake\nLunch with the board\n"
    )
    drafted = draft_text(text, language="en")
    entries = list_entries(drafted)
    assert entries["leg Kisumu"] == entries["event Lecture"] == "2026-05-04"
    assert entries["leg Nakuru"] == entries["event Lunch with the board"] == "2026-05-05"


def test_a_list_of_days_gives_its_times_their_day() -> None:
    text = f"{HEADS['en']}Monday 4 May\n09:00 Lecture\n\nTuesday 5 May: Lunch\n19:00 Dinner\n"
    assert list_entries(draft_text(text))["event Dinner"].startswith("2026-05-05T19:00")


def test_times_without_a_day_or_an_event_are_listed(table: Table) -> None:
    for lines, words, reason in (
        ("Noon: lunch with the board", "Noon", "a time without a day"),
        ("Monday 4 May\n09:00\n", "09:00", "a time with nothing beside it"),
    ):
        with table.row(lines):
            assert list_reasons(draft_text(HEADS["en"] + lines))[words] == reason


def test_the_day_below_the_publication_is_no_part_of_the_masthead() -> None:
    text = "Agenda of Rector Holt\n\n20 April 2026\n\nMonday 4 May 2026\n\nLecture at the college\n"
    entries = list_entries(draft_text(text, language="en"))
    assert entries["event Lecture at the college"] == "2026-05-04"


def test_a_part_of_the_day_begins_a_line_of_its_own() -> None:
    text = (
        "Programme of the rector's visit to the port\nGhent, 6 October 2027\n\n"
        'Wednesday 6 October 2027\n14:00-15:30 Lecture "Water and cities"\nEvening: Dinner\n'
    )
    titles = [each.title for each in draft_text(text).document.events]
    assert titles == ['Lecture "Water and cities"', "Dinner"]


FLIGHT_ROWS = [
    # a row, when it leaves, when it arrives
    ("12 May\nLH205 HND ZRH 00:50 07:35", "2026-05-12T00:50", "2026-05-12T07:35"),
    ("LH205  12MAY  HND-ZRH  0050 0735", "2026-05-12T00:50", "2026-05-12T07:35"),
    ("12 May (Tue)  LH 205  HND ZRH  23:05 - 06:20+1", "2026-05-12T23:05", "2026-05-13T06:20"),
    ("12 May: LH205, HND-ZRH, 23:05–06:20", "2026-05-12T23:05", "2026-05-13T06:20"),
]


def test_rows_of_flights_are_movements(table: Table) -> None:
    head = "Travel of Ana Reis\n\nOslo, 4 May 2026\n\n"
    for row, depart, arrive in FLIGHT_ROWS:
        with table.row(row):
            drafted = draft_text(head + row)
            (way,) = (e for e in resolve(drafted.document).entries if e.kind == "movement")
            assert "from: Tokyo\n" in drafted.text
            assert "to: Zürich\n" in drafted.text
            for name, expected in (("depart", depart), ("arrive", arrive)):
                dating = way.find_dating(name)
                assert dating is not None
                assert dating.intervals[0].edtf.startswith(expected)
            is_guessed = "is taken for the day after" in drafted.text
            assert is_guessed == ("–06:20" in row)


STAYS = [
    ("en", "Lima: Hotel Ceibo, check-in 11 May, check-out 13 May"),
    ("es", "Lima: Hotel Ceibo, entrada 11/05, salida 13/05"),
    ("pt", "Lima: Hotel Ceibo, entrada 11/05, saída 13/05"),
]


def test_a_line_with_arrival_and_departure_is_a_stay(table: Table) -> None:
    for language, line in STAYS:
        with table.row(line):
            day = {"en": "4 May", "es": "4 de mayo de", "pt": "4 de maio de"}[language]
            text = f"Ana Reis\n\nOslo, {day} 2026\n\n{line}"
            entries = resolve(draft_text(text, language=language).document).entries
            (stay,) = (each for each in entries if each.kind == "stay")
            assert stay.title == "Hotel Ceibo"
            ends = [stay.find_dating(name) for name in ("check_in", "check_out")]
            days = [each.intervals[0].edtf for each in ends if each]
            assert days == ["2026-05-11", "2026-05-13"]


def test_a_weekday_behind_its_day_is_no_part_of_the_title(table: Table) -> None:
    for language, line, title in (
        ("en", "12 May  Tue  10:00  Talks with Mayor Sá", "Talks with Mayor Sá"),
        ("pt", "12MAI  ter  10:00  Reunião com a autarca", "Reunião com a autarca"),
    ):
        with table.row(line):
            head = (
                "Travel\n\nOslo, 4 May 2026" if language == "en" else "Viagem\n\n4 de maio de 2026"
            )
            drafted = draft_text(f"{head}\n\n{line}", language=language)
            assert f"title: {title}\n" in drafted.text


def test_a_line_of_a_day_tells_where_a_flight_leaves() -> None:
    lines = "Monday 4 May\n  dep Lisbon 22:40, TP 203\nTuesday 5 May\n  arr JFK 02:05"
    drafted = draft_text(f"Travel\n\nOslo, 20 April 2026\n\n{lines}")
    (way,) = (each for each in resolve(drafted.document).entries if each.kind == "movement")
    assert "number: TP 203" in drafted.text
    assert "from: Lisbon\n" in drafted.text
    for name, expected in (("depart", "2026-05-04T22:40"), ("arrive", "2026-05-05T02:05")):
        dating = way.find_dating(name)
        assert dating is not None
        assert dating.intervals[0].edtf.startswith(expected)


OFF = [
    ("en", "14:00 cancelled: tea with the board"),
    ("en", "14:00 Tea with the board (cancelled)"),
    ("es", "14:00 Té con la junta (cancelado)"),
    ("pt", "14h00 Cancelado: chá com a direção"),
]


def test_a_line_that_is_off_is_cancelled(table: Table) -> None:
    for language, line in OFF:
        with table.row(line):
            day = {"en": "Monday 4 May", "es": "Lunes 4 de mayo", "pt": "Segunda-feira, 4 de maio"}
            drafted = draft_text(f"{HEADS[language]}{day[language]}\n{line}", language=language)
            assert "status: cancelled" in drafted.text
    kept = f"{HEADS['en']}Monday 4 May\n14:00 Workshop on cancelled debts"
    assert "status: cancelled" not in draft_text(kept).text


def test_the_city_of_one_line_holds_for_its_day() -> None:
    lines = "4 May\n10:00 Arrives in Valletta\n16:00 Youth meeting, Sliema\n\n5 May\n09:00 Mass"
    text = "Bishop Holt in Malta\n\nOslo, 20 April 2026\n\nThe bishop leaves.\n\n" + lines
    entries = {each.title: each for each in resolve(draft_text(text).document).entries}
    assert "place: Sliema" in draft_text(text).text
    assert entries["Mass"].leg == "valletta"


def test_the_way_back_to_another_country_ends_the_trip(table: Table) -> None:
    for language, sentence, home in (
        ("en", "On 6 May she meets the mayor in Kisumu. She leaves for Oslo on 6 May.", "Oslo"),
        ("pt", "A 5 de maio fala em Kisumu. Parte para Lisboa a 6 de maio.", "Lisboa"),
    ):
        with table.row(sentence):
            entries = list_entries(draft_text(HEADS[language] + sentence, language=language))
            assert f"leg {home}" not in entries
    text = HEADS["en"] + "On 5 May she flies to Oslo, where she stays until 6 May."
    assert "leg Oslo" in list_entries(draft_text(text.replace("Oslo, 20", "Bergen, 20")))


def test_lines_below_a_day_without_a_year_are_not_of_the_day_above_it() -> None:
    text = "Bishop Holt in Malta\n\nOslo, 20 April 2026\n\n4 May\n10:00 Mass\n16:00 Tea\n"
    entries = list_entries(draft_text(text))
    assert not [
        date for title, date in entries.items() if title.startswith("event") and "04" in date
    ]


WAYS = """Tutor Ada Holt on the rails

Oslo, 20 April 2026

Tutor Ada Holt will teach in Kampala and Jinja from 4 to 6 May 2026.

Monday 4 May
Train to Kampala, dep. 9.25, arr. 12.20
10.00 Talk; 19.30 dinner with the dean

Tuesday 5 May
Bus to Jinja, dep. 16.15, arr. 18.05

Wednesday 6 May
Seminar at the college
"""


def test_a_line_tells_when_a_way_begins_and_ends() -> None:
    drafted = draft_text(WAYS)
    entries = list_entries(drafted)
    assert entries["event Train to Kampala"].startswith("2026-05-04T09:25")
    assert entries["event Talk"].startswith("2026-05-04T10:00")
    assert entries["event Dinner with the dean"].startswith("2026-05-04T19:30")
    assert "from: Kampala\n" in drafted.text
    assert [each.id for each in drafted.document.legs] == ["kampala", "jinja"]
    assert not [each for each in list_reasons(drafted).values() if "without a day" in each]


COLUMNS = """Tasting tour of the Skagen Board

Issued 2 March 2026

Date       City        Time   What
16 March   Leipzig     10:00  Meeting with cooks
17 March   Leipzig            Free day
18 March   Graz        09:00  Press breakfast
"""


def test_a_column_of_cities_makes_the_legs() -> None:
    drafted = draft_text(COLUMNS)
    entries = list_entries(drafted)
    assert entries["leg Leipzig"] == "2026-03-16/2026-03-17"
    assert entries["event Meeting with cooks"] == "2026-03-16T10:00:00+01:00"
    assert "event Free day" not in entries
    assert list_reasons(drafted)["17 March"] == "nothing is planned then"
    assert "publisher: Date" not in drafted.text


NUMBERED = """Guild tour of Norway

Vigo, 19 January 2026

The guild will travel to Bergen and Bodø from 2 to 4 February 2026.

Day 1 (Monday, 2 February): Arrival in Bergen
Day 2: Tour of a salmon farm; seminar with the fishers
Day 3: Flight to Bodø
Afternoon: visit to the port
"""


def test_numbers_of_days_stand_before_what_they_are() -> None:
    drafted = draft_text(NUMBERED)
    entries = list_entries(drafted)
    assert entries["event Arrival in Bergen"] == "2026-02-02"
    assert entries["event Tour of a salmon farm"] == "2026-02-03"
    assert entries["event Seminar with the fishers"] == "2026-02-03"
    assert [v for k, v in entries.items() if k.startswith("leg Bod")] == ["2026-02-04"]


def test_a_number_of_a_week_is_no_day() -> None:
    text = HEADS["en"] + "In the first week (4-5 May) she will be in Kampala.\n"
    entries = list_entries(draft_text(text))
    assert entries["leg Kampala"] == "2026-05-04/2026-05-05"
