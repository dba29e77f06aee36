"""A spreadsheet becomes a document with an event for every row, or a reason why not."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import Table

from itinerary import OptionError, import_table, loads, render, resolve
from itinerary.calendars.importing import ImportResult

COLUMNS = "Date,Title\n"


def imported(text: str, **options: Any) -> ImportResult:
    return import_table(text.encode(), "town.csv", **options)


def entries(result: ImportResult) -> list[dict[str, Any]]:
    """The entries, as the document has them."""
    assert not result.findings, result.findings
    document = loads(result.text)
    assert not [each for each in resolve(document).diagnostics if each.severity == "error"]
    return [
        each.model_dump(
            exclude_defaults=True, by_alias=True, exclude={"id": True, "source": True, "kind": True}
        )
        for each in (*document.events, *document.background)
    ]


def dates(text: str, **options: Any) -> list[str]:
    """The words of the dates of a table."""
    return [words(each) for each in entries(imported(text, **options))]


def words(entry: dict[str, Any]) -> str:
    claim = entry["when"][0]
    read = claim.get("edtf") or claim.get("reads")
    return str(claim["says"] + (f" = {read}" if read else ""))


def errors(result: ImportResult) -> str:
    assert not result.text
    return "\n".join(map(str, result.findings))


def workbook(*sheets: Sequence[Sequence[Any]], merged: str = "", **formats: str) -> bytes:
    """A workbook of sheets; formats are of cells of the first."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet(f"Sheet {number + 1}")
        for row in rows:
            sheet.append(row)
    for cell, format in formats.items():
        book.worksheets[0][cell].number_format = format
    if merged:
        book.worksheets[0].merge_cells(merged)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# --- dates


DATES = [  # the cells of a column of dates, and the words that become of them
    (["1890", "1890-05", "1890-05-04"], ["1890", "1890-05", "1890-05-04"]),
    (["c. 1890", "spring 1968"], ["c. 1890", "spring 1968"]),
    (["3/4/1890", "17/4/1890"], ["1890-04-03", "1890-04-17"]),
    (["3/4/1890", "4/17/1890"], ["1890-03-04", "1890-04-17"]),
    (["3.4.1890", "17.4.1890"], ["1890-04-03", "1890-04-17"]),
    (["4/4/1890"], ["1890-04-04"]),
    (["1890/5/4", "1890.5.4"], ["1890-05-04", "1890-05-04"]),
    (["5/1890"], ["1890-05"]),
    (["45903"], ["2025-09-03"]),
    (["tbd"], ["tbd"]),
    ([""], ["TBD"]),
]


def test_dates_become_iso_or_stay_the_words_that_they_are(table: Table) -> None:
    for cells, expected in DATES:
        with table.row(cells):
            rows = "".join(f"{cell},Event\n" for cell in cells)
            assert dates(f"{COLUMNS}{rows}") == expected


def test_the_order_of_day_and_month_is_settled_by_the_whole_sheet_and_told() -> None:
    result = imported("Start,End,Title\n1/2/1890,28/2/1890,Fair\n")
    assert dates("Start,End,Title\n1/2/1890,28/2/1890,Fair\n") == ["1890-02-01/1890-02-28"]
    assert result.losses == ("dates in numbers read day/month, as 28/2/1890 can only be: row 2",)


REFUSED = [  # what cannot be read, and what is said
    ("3/4/1890", "town.csv:2:1: error: Date: “3/4/1890”: it may be day/month or month/day"),
    ("3/4/1890,A\n17/4/1890,B\n4/17/1890", "in two orders: 17/4/1890 and 4/17/1890"),
    ("30/2/1890", "there is no such day"),
    ("17/4/90", "a year of two digits - write it with four"),
    ("13/1890", "there is no such month"),
    ("3/4", "Date: “3/4”: a day and a month in numbers, without a year"),
    ("once upon a time", "town.csv:2:1: error: “once upon a time”"),
]


def test_a_date_that_may_mean_two_things_is_refused(table: Table) -> None:
    for cell, said in REFUSED:
        with table.row(cell):
            assert said in errors(import_table(f"{COLUMNS}{cell},Event\n".encode(), "town.csv"))


def test_an_order_may_be_said() -> None:
    assert dates(f"{COLUMNS}3/4/1890,Fair\n", date_order="mdy") == ["1890-03-04"]
    assert "no such day" in errors(imported(f"{COLUMNS}17/4/1890,Fair\n", date_order="mdy"))
    with pytest.raises(OptionError, match="unknown date order 'american' - known: dmy, mdy"):
        imported(COLUMNS, date_order="american")


ENDS = [  # the cells of start and end, and the words for both
    ("1890", "1893", "1890/1893"),
    ("1890-05", "1890-07", "1890-05/1890-07"),
    ("1890-05-04", "1893", "1890-05-04 – 1893 = 1890-05-04/1893"),
    ("1890", "1893-05", "1890 – 1893-05 = 1890/1893-05"),
    ("1890", "1890", "1890"),
    ("c. 1850", "1860", "c. 1850 – 1860"),
]


def test_start_and_end_are_one_stretch(table: Table) -> None:
    for start, end, expected in ENDS:
        with table.row((start, end)):
            assert dates(f"Start,End,Title\n{start},{end},Fair\n") == [expected]


# --- TimelineJS


TEMPLATE = (
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,"
    "Media Credit,Media Caption,Media Thumbnail,Type,Group,Background\n"
)


def test_the_template_of_timelinejs_is_known() -> None:
    result = imported(
        f"{TEMPLATE}"
        ",,,,,,,,,The harbour,<p>Two <b>centuries</b></p>,,,,,title,,\n"
        "1890,5,4,,,,,,,Bridge opened,Toll: 2d,"
        "https://example.org/b.jpg,Archive,The bridge,,,Works,\n"
        "1901,,,,1903,4,,,around the turn,Tram,,https://example.org/film,,,,,Works,#fff\n"
        "1910,,,,1919,,,,,The tens,,,,,,era,,\n"
    )
    document = loads(result.text)
    assert (document.title, document.notes) == ("The harbour", "Two centuries")
    bridge, tram, tens = entries(result)
    assert bridge == {
        "title": {"und": "Bridge opened"},
        "when": ({"says": "1890-05-04"},),
        "group": "Works",
        "image": {"src": "https://example.org/b.jpg", "alt": "The bridge", "credit": "Archive"},
        "notes": "Toll: 2d",
    }
    assert words(tram) == "around the turn = 1901/1903-04"
    assert (tram["url"], tram["x-background"]) == ("https://example.org/film", "#fff")
    assert (words(tens), tens["categories"]) == ("1910/1919", ("era",))
    assert result.losses == (
        "kept in fields of your own (x-…), which no format shows: Background (1)",
    )


def test_parts_of_a_date_have_to_make_one(table: Table) -> None:
    for parts, said in [
        ("1890,13,,,", "no such date: 1890-13"),
        ("1890,2,30,,", "no such date: 1890-02-30"),
        ("1890,,4,,", "a day without a month"),
        ("1890,5,,10:00,", "a time without a day"),
        ("0,,,,", "there was no year 0"),
        ("-44,2,30,,", "no such date: -0043-02-30"),
    ]:
        with table.row(parts):
            text = f"Year,Month,Day,Time,Headline\n{parts}Bridge\n"
            assert said in errors(import_table(text.encode(), "town.csv"))


def test_years_before_christ_and_before_1000_are_those_that_timelinejs_shows() -> None:
    rows = "-44,3,,,A\n79,,,,B\n-509,,-27,,C\n80,,,c. 80,D\n"
    text = f"Year,Month,End Year,Display Date,Headline\n{rows}"
    assert dates(text) == [
        "-44-03 = -0043-03",
        "79 = 0079",
        "-509 – -27 = -0508/-0026",
        "c. 80 = 0080",
    ]
    timeline = resolve(loads(imported(text).text))
    found = {each.title: each.intervals[0].edtf for each in timeline.select_entries("background")}
    assert found == {"C": "-0508/-0026", "A": "-0043-03", "B": "0079", "D": "0080"}


def test_a_column_of_edtf_is_taken_as_it_stands() -> None:
    text = "Date,EDTF,Title\nabout 1850,1850~,Mill\n,[1810..1825],Harbour\nx,18x0,Inn\n"
    assert "town.csv:4:3: error: text is '18x0', but must be a century" in errors(imported(text))
    found = dates(text.replace("x,18x0,Inn\n", ""))
    assert found == ["about 1850 = 1850~", "[1810..1825] = [1810..1825]"]


# --- trips


def test_a_trip_has_days_times_places_and_journeys_in_three_languages(table: Table) -> None:
    rows = (
        "3/9/2025,10:00,11:30,Museum,Lima,,\n"
        ",1 pm,,Lunch,Lima,,\n"
        "14/9/2025,9:00,12:00,,,Lima,Quito\n"
        "14/9/2025,22:00,1:00,Dance,Quito,,\n"
        "15/9/2025,TBD,,Walk,Quito,,\n"
    )
    for names in [
        "Day,Time,End time,Activity,Venue,From,To",
        "Día,Hora,Hora fin,Actividad,Lugar,Desde,Hasta",
        "Dia,Hora,Hora fim,Atividade,Local,Origem,Destino",
    ]:
        with table.row(names):
            result = import_table(f"{names}\n{rows}".encode(), "plan.csv")
            museum, lunch, flight, dance, walk = entries(result)
            assert words(museum) == "2025-09-03T10:00/2025-09-03T11:30"
            assert words(lunch) == "2025-09-03T13:00"
            assert (flight["from"]["name"], flight["to"]["name"]) == ("Lima", "Quito")
            assert flight["title"] == {"und": "Lima – Quito"}
            assert flight["depart"] == ({"says": "2025-09-14T09:00"},)
            assert flight["arrive"] == ({"says": "2025-09-14T12:00"},)
            assert words(dance) == "2025-09-14, 22:00–01:00"
            assert words(walk) == "2025-09-15"
            assert result.losses[1:] == (
                "without a day, so on that of a row above: row 3",
                "clock time still open, so on the whole day: row 6",
            )


def test_a_row_with_a_day_alone_heads_those_below() -> None:
    result = imported(
        "Date,Time,Title,City\n2025-09-03,,,\n,10:00,Museum,Lima\n,12:00,Lunch,Lima\n"
    )
    assert [words(each) for each in entries(result)] == ["2025-09-03T10:00", "2025-09-03T12:00"]
    assert "naming only the day of those below: row 2" in result.losses


def test_a_clock_time_needs_a_place_or_a_zone() -> None:
    text = "Date,Time,Title\n2025-09-03,10:00,Museum\n"
    assert "town.csv:2:1: error" in errors(imported(text))
    assert dates(text, timezone="America/Lima") == ["2025-09-03T10:00"]


# --- what else stands in spreadsheets


def test_columns_may_be_named() -> None:
    text = "Occurrence,Anno\nBridge,1890\n"
    assert "no row names the columns" in errors(imported(text))
    assert dates(text, columns={"title": "occurrence", "date": "Anno"}) == ["1890"]
    with pytest.raises(OptionError, match="columns: Occurrence, Anno"):
        imported(text, columns={"title": "Ocurrence", "date": "Anno"})
    with pytest.raises(OptionError, match="did you mean 'title'"):
        imported(text, columns={"titel": "Occurrence", "date": "Anno"})


def test_from_and_to_are_dates_where_no_other_column_is() -> None:
    text = "What,From,To\nBridge built,1890,1893\n"
    assert dates(text) == ["1890/1893"]
    assert dates(text, columns={"title": "What"}) == ["1890/1893"]


def test_sources_are_listed_once_each() -> None:
    text = (
        "Date,Title,Source\n1890,Bridge,Gazette\n1891,Mill,Gazette\n"
        "1892,Inn,https://example.org/inn\n1893,Well,\n"
    )
    document = loads(imported(text).text)
    assert {id: each.title for id, each in document.sources.items()} == {
        "spreadsheet": "town.csv",
        "gazette": "Gazette",
        "https-example-org-inn": "https://example.org/inn",
    }
    assert [each.source for each in document.background] == [
        "gazette", "gazette", "https-example-org-inn", "spreadsheet",
    ]  # fmt: skip


def test_rows_that_cannot_be_read_are_left_out_if_asked_for() -> None:
    text = f"{COLUMNS}1890,Bridge\nsome day,Mill\n30/2/1890,Well\n"
    result = imported(text, skip_broken=True)
    assert result.events == 1
    assert [each.severity for each in result.findings] == ["warning", "warning"]
    assert result.losses == ("left out, since they cannot be read: Well; Mill",)


def test_lines_above_the_names_of_columns_and_empty_rows_are_told_or_passed() -> None:
    result = imported(f"Our town,\n,\n{COLUMNS},\n1890,Bridge\n,\n")
    assert result.events == 1
    assert result.losses == ("above the names of the columns, so not read: Our town",)


def test_two_rows_of_one_title_have_two_ids() -> None:
    text = f"{COLUMNS}1890,Fair\n1891,Fair\n1892,Fair 2\n1893,Trip\n"
    ids = [each.id for each in loads(imported(text).text).background]
    assert ids == ["fair", "fair-2", "fair-2-2", "trip-1"]


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"]


def test_any_encoding_separator_and_line_end(table: Table) -> None:
    for encoding in ENCODINGS:
        for separator in ",;\t|":
            for end in ("\n", "\r\n", "\r"):
                with table.row((encoding, separator, end)):
                    rows = [("Fecha", "Título"), ("1890", '"Café; ""Sol"", bar|\tsí"')]
                    text = end.join(separator.join(row) for row in rows)
                    result = import_table(text.encode(encoding), "town.csv")
                    (only,) = loads(result.text).background
                    assert only.title.split() == ["Café;", '"Sol",', "bar|", "sí"]
                    told = [each for each in result.losses if "Windows-1252" in each]
                    assert bool(told) == (encoding == "cp1252")


BROKEN = [
    (b"", "empty"),
    (b"\n\n", "empty"),
    (b"Date,Title\n", "no rows of events"),
    (b'Date,Title\n1890,"Bridge\n', "town.csv:2:6: error: this quotation mark is never closed"),
    (b'Date,Title\n1890,"Bridge" new\n', "town.csv:2:15: error: more text follows"),
    ("Date,Title\n1890,B\n".encode("utf-16-le"), "null characters"),
    (b"\xff\xfeD", "begins as UTF-16"),
    (b"PK\x03\x04 no archive", "the workbook cannot be read"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel 97"),
    (b"Date,Colour\n1890,red\n", "no row names the columns"),
    (b"Date,Place\n1890,Lima\n", "no column for the title"),
    (b"Title,Place\nBridge,Lima\n", "no column for the date"),
]


def test_what_is_no_spreadsheet_of_events_is_told(table: Table) -> None:
    for data, said in BROKEN:
        with table.row(data[:30]):
            assert said in errors(import_table(data, "town.csv"))


# --- workbooks


def test_a_date_in_a_workbook_is_as_precise_as_it_is_shown() -> None:
    day = datetime(1963, 1, 1)
    rows = [["Date", "Title"], [date(1963, 4, 5), "A"], [day, "B"], [day, "C"], [1963, "D"]]
    data = workbook(rows, A3="yyyy", A4="mmm yyyy")
    found = [words(each) for each in entries(import_table(data, "town.xlsx"))]
    assert found == ["1963-04-05", "1963", "1963-01", "1963"]


def test_plain_numbers_of_days_count_from_the_epoch_of_the_workbook() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    for epoch, day in [("WINDOWS_1900", "2025-09-03"), ("MAC_1904", "2029-09-04")]:
        book = openpyxl.Workbook()
        book.epoch = getattr(openpyxl.utils.datetime, f"CALENDAR_{epoch}")
        for row in (["Date", "Title"], [45903, "Talks"]):
            book.active.append(row)
        file = io.BytesIO()
        book.save(file)
        result = import_table(file.getvalue(), "talks.xlsx")
        assert [words(each) for each in entries(result)] == [day]
        assert result.losses == ("dates that are numbers, read as spreadsheets count days: row 2",)


def test_a_sheet_that_is_styled_to_its_last_row_is_as_large_as_what_it_holds() -> None:
    data = workbook([["Date", "Title"], [1890, "Bridge"]], A1000000="yyyy", XFD9="yyyy")
    assert [words(each) for each in entries(import_table(data, "town.xlsx"))] == ["1890"]


def test_merged_cells_times_and_formulas_are_read_and_told() -> None:
    rows = [
        ["Date", "Time", "Title", "City", "Cost"],
        [date(2025, 9, 3), time(10, 0), "Museum", "Lima", "=1+1"],
        [None, time(12, 30), "Lunch", "Lima", None],
    ]
    result = import_table(workbook(rows, [["a", "b"]], merged="A2:A3"), "plan.xlsx")
    found = [words(each) for each in entries(result)]
    assert found == ["2025-09-03T10:00", "2025-09-03T12:30"]
    assert result.losses == (
        "sheet not read: Sheet 2 (1 row)",
        "with a formula that no program has calculated yet, so read as empty: E2",
        "cells that are merged, each with the value of its first: A2:A3",
    )


def test_of_two_sheets_with_events_one_is_to_be_named() -> None:
    rows = [["Date", "Title"], [1890, "Bridge"]]
    data = workbook(rows, [["Date", "Title"], [1891, "Mill"]])
    with pytest.raises(OptionError, match="“Sheet”, “Sheet 2” - name one by --sheet"):
        import_table(data, "town.xlsx")
    assert [words(each) for each in entries(import_table(data, "t.xlsx", sheet="Sheet 2"))] == [
        "1891"
    ]
    with pytest.raises(OptionError, match="did you mean"):
        import_table(data, "town.xlsx", sheet="Sheet 3")


def test_an_error_in_a_workbook_is_at_its_row() -> None:
    data = workbook([["Date", "Title"], [1890, "Bridge"], ["3/4/1890", "Mill"]])
    assert "town.xlsx:3:1: error: Date: “3/4/1890”" in errors(import_table(data, "town.xlsx"))


# --- nothing is swallowed


CELLS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Cn", "Zl", "Zp"]),
    max_size=12,
).map(str.strip)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8))
def test_every_cell_is_in_the_document_or_told(rows: list[tuple[str, str, str]]) -> None:
    def quote(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    lines = "".join(f"1890,{','.join(map(quote, row))}\n" for row in rows)
    result = imported(f"Date,Title,Group,Colour\n{lines}")
    assert result.events == len(rows)
    text = repr(loads(result.text).model_dump())
    for row in rows:
        for cell in row:
            shown = " ".join(cell.split())
            assert not shown or repr(cell)[1:-1] in text or "<" in cell or "&" in cell


def test_what_is_imported_is_exported() -> None:
    result = imported(f"{TEMPLATE}1890,5,4,,,,,,,Bridge,Toll,,,,,,Works,\n")
    timeline = resolve(loads(result.text))
    assert "Bridge" in render(timeline, "markdown")
    assert "Bridge" in render(timeline, "html")


# --- the command


def test_the_command_takes_calendars_and_spreadsheets(
    run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("town.csv").write_text("Anno,Cosa\n1890,Bridge\n", encoding="utf-8")
    done = run("import", "town.csv", "--column", "date=Anno", "--column", "title=Cosa")
    assert done == (0, "wrote town.yaml\n1 event of town.csv\n", "")
    status, _, told = run("import", "town.csv", "-o", "-", "--from", "2025-01-01")
    assert (status, "--from is for a calendar, and this is a spreadsheet" in told) == (2, True)
    Path("town.ics").write_text("BEGIN:VCALENDAR\n", encoding="utf-8")
    status, _, told = run("import", "town.ics", "--sheet", "Plan")
    assert (status, "--sheet is for a spreadsheet, and this is a calendar" in told) == (2, True)


# --- whatever stands in it

ODD_CELLS = (
    st.sampled_from(
        """TBD|3/4/2025|17/4/2025|4/17/2025|30/2/2025|3/4|1890|-44|0|99999|45903|45903.5|1e400|12:00
        |25:00|9pm|13h|noon|2025-09-03T10:00|2025-09-03T10:00:00Z|2025-09-03 10:00-11:00|0000-00-00
        |c. 1850|1850?|[1810..1825]|Lima, Peru|Nowhere|Quito|title|era|flight|hotel|cancelled|trip
        |https://example.org/a.png|https://example.org|javascript:alert(1)|../a.png|C:\\a.png|staff
        |<p>Two <b>|&amp;|$a|=1+1|everyone|Mars/Phobos|America/Lima|x: y|- a|"|'|{|null|Añá 東京|
        """.split("|")
    ).map(str.strip)
    | CELLS
)
ODD_NAMES = st.lists(
    st.sampled_from(
        """Date,End,Time,End time,Title,Place,From,To,Depart,Arrive,Notes,Source,Group,Categories,
        URL,Image,Alt,Credit,Kind,Participants,Status,Number,Booking,Press,Topics,Call time,Id,
        Visibility,Timezone,Year,Month,Day,End Year,End Month,End Day,Display Date,EDTF,Colour,
        """.split(",")
    ).map(str.strip),
    max_size=9,
)


@given(st.data(), ODD_NAMES)
def test_any_table_becomes_a_document_or_says_why(data: st.DataObject, odd: list[str]) -> None:
    names = [*odd, "Title", "Date"]
    rows = data.draw(st.lists(st.lists(ODD_CELLS, max_size=len(names) + 1), max_size=5))
    text = "\n".join("\t".join(cell.replace("\t", " ") for cell in row) for row in [names, *rows])
    options: dict[str, Any] = {
        "shape": data.draw(st.sampled_from(["", "trip", "chronology"])),
        "date_order": data.draw(st.sampled_from(["", "dmy"])),
        "timezone": data.draw(st.sampled_from(["", "America/Lima"])),
        "as_of": data.draw(st.sampled_from(["", "2025-08-01"])),
        "skip_broken": data.draw(st.booleans()),
    }
    result = import_table(text.encode(), "odd.tsv", **options)
    has_errors = any(each.severity == "error" for each in result.findings)
    assert bool(result.text) != has_errors
    if result.text:
        document = loads(result.text)
        assert len(document.events) + len(document.background) == result.events
        found = resolve(document).diagnostics
        assert not [each for each in found if each.severity == "error"]


def test_remedies_are_options_where_no_document_is_written_yet() -> None:
    told = errors(imported(COLUMNS + "3 março 1890,Ponte\n"))
    assert "say --language pt, or write" in " ".join(told.split())
    assert imported(COLUMNS + "3 março 1890,Ponte\n", language="pt").text
    undated = "Date,Time,Title,Place\nSaturday 6 September,10:00,Talks,Lima\n"
    told = errors(imported(undated))
    assert "--as-of DATE" in told
    assert "to the document" not in told
    assert imported(undated, as_of="2025-08-01").text

    venues = "Date,Time,Title,Place\n2 Sep 2025,9am,Talks,Grand Hotel\n"
    assert "city behind it, or say whose clock it has: --timezone Area/City" in " ".join(
        errors(imported(venues)).split()
    )
    assert imported(venues, timezone="America/Chicago").text
    for options in ({}, {"timezone": "America/Chicago"}):
        told = errors(imported(venues.replace("Grand Hotel", "Springfield"), **options))
        assert "Springfield, Missouri, United States" in " ".join(told.split())
        assert "{name" not in told


def test_where_every_row_is_left_out_it_is_not_said_that_there_is_none() -> None:
    told = errors(imported(COLUMNS + "31 Feb 1900,Fire\n", skip_broken=True))
    assert "no row of the spreadsheet can be read" in told
    assert "no rows of events" not in told


def test_a_city_in_a_column_of_its_own_stands_behind_the_place() -> None:
    table = (
        "Date,Time,Title,Venue,City\n"
        "2 Sep 2025,10:00,Talks,Grand Hotel,Quito\n"
        "2 Sep 2025,12:00,Lunch,,Quito\n"
        '3 Sep 2025,9:00,Visit,"Art Museum, Lima",Lima\n'
        "4 Sep 2025,9:00,Rest,Lima,\n"
    )
    result = imported(table)
    assert [each["place"]["name"] for each in entries(result)] == [
        "Grand Hotel, Quito",
        "Quito",
        "Art Museum, Lima",
        "Lima",
    ]
    assert "City" not in "".join(result.losses)
    whole = imported(table, columns={"place": "City"}, timezone="America/Lima")
    assert "place: Quito" in whole.text
    assert "x-venue: Grand Hotel" in whole.text
