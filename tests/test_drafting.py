"""What drafts promise: no date that is not there, nothing dropped, a document that works."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from drafted import draft_text, list_entries
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import hold_page
from tables import Table
from test_page import chromium, opened  # noqa: F401 - fixtures

import itinerary.drafting
from itinerary import ItineraryError, draft, load, loads, read_article, render, resolve
from itinerary.articles import Article, Paragraph
from itinerary.diagnostics import DocumentError, OptionError
from itinerary.drafting import compare
from itinerary.drafting.language import load_drafting_words
from itinerary.drafting.review_page import render_review_page
from itinerary.drafting.sentences import split_sentences

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = Path(__file__).with_name("drafts")
ARTICLES = sorted(each for each in FOLDER.iterdir() if each.suffix != ".yaml")
GOLDEN = os.environ.get("UPDATE_GOLDEN") == "1"


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_an_article_is_drafted_as_it_was(path: Path) -> None:
    drafted = draft([read_article(path)])
    golden = path.with_suffix(f"{path.suffix}.yaml")
    if GOLDEN:
        golden.write_text(drafted.text, encoding="utf-8")
    assert drafted.text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_a_draft_keeps_its_promises(path: Path, table: Table) -> None:
    article = read_article(path)
    drafted = draft([article])
    timeline = resolve(loads(drafted.text))
    with table.row("it resolves, and is exported"):
        assert not [each for each in timeline.diagnostics if each.severity == "error"]
        assert render(timeline, "json")
    text = " ".join(article.text.split())
    for says, at in iterate_claims(timeline):
        with table.row("to the letter", says):
            assert " ".join(says.split()) in text or at.startswith("JSON-LD")
    for item in drafted.review.items:
        with table.row("used or listed", item.text):
            assert item.status in ("used", "listed")
            assert item.reason
            assert article.text[item.start : item.end].split() == item.text.split()
    with table.row("the same bytes"):
        assert draft([read_article(path)]).text == drafted.text


def iterate_claims(timeline: object) -> list[tuple[str, str]]:
    entries = timeline.entries  # type: ignore[attr-defined]
    return [
        (reading.claim.says, reading.claim.at)
        for entry in entries
        for dating in entry.datings
        for reading in dating.readings
        if reading.claim.says != "TBD" and reading.claim.at
    ]


HEAD = "Envoy to visit Peru\n\nOslo, 4 May 2026\n\n"
TRIP = "Envoy Ana Reis will visit Lima and Cusco from 11 to 15 May. "
SENTENCES = [
    # what the article says besides, the entry, and what it comes to
    ("In Lima she will meet Mayor Rui Sá on Monday.", "event Meet Mayor Rui Sá", "2026-05-11"),
    ("On Friday she will open a school in Cusco.", "event Open a school in Cusco", "2026-05-15"),
    (
        "She will be in Lima on 11 and 12 May and speaks at a forum on Tuesday.",
        "event Speaks at a forum",
        "2026-05-12",
    ),
    ("In Cusco (13-15 May) she will visit a school.", "leg Cusco", "2026-05-13/2026-05-15"),
    ("Peru joined the pact in 2019.", "background Peru joined the pact", "2019"),
    ("She took office last month.", "background Took office", "2026-04"),
    (
        "The talks with the mayor have been moved from 12 May to 13 May.",
        "event The talks with the mayor have been moved",
        "2026-05-13",
    ),
    ("The dinner will be on Thursday, not on Wednesday.", "event The dinner", "2026-05-14"),
    (
        "She will meet the mayor on Monday and speak at a forum the following day.",
        "event Speak at a forum",
        "2026-05-12",
    ),
]


def test_sentences_come_to_entries(table: Table) -> None:
    for sentence, entry, expected in SENTENCES:
        with table.row(sentence):
            entries = list_entries(draft_text(HEAD + TRIP + "\n\n" + sentence))
            assert entries.get(entry) == expected, entries
            assert entries["trip Envoy to visit Peru"] == "2026-05-11/2026-05-15"


PROGRAMMES = [
    # lines under "PROGRAMME OF THE VISIT", the entry, and what it comes to; in days
    ("JUNE 2024\n\nMonday 3\n09:00 Talks\n\nTuesday 4\n10:00 Lunch", "event Talks", "2024-06-03"),
    ("JUNE 2024\n\nMonday 3\n09:00 Talks\n\nTuesday 4\n10:00 Lunch", "event Lunch", "2024-06-04"),
    ("Monday 29 July 2024\n09:00 Talks\n\nThursday 1\n10:00 Lunch", "event Lunch", "2024-08-01"),
    ("JUNE 2024\n\nMonday 4\n09:00 Talks with the mayor", "event Talks with the mayor", "open"),
    ("Monday 3 June 2024\n09:00 Talks\n\nMonday 4\n10:00 Lunch", "event Lunch", "open"),
    ("JUNE 2024\n\n10:00 Lunch with the mayor", "event Lunch with the mayor", "open"),
]


def test_days_of_a_programme_are_of_the_month_above_them(table: Table) -> None:
    for lines, entry, expected in PROGRAMMES:
        with table.row(lines):
            entries = list_entries(
                draft_text(f"PROGRAMME OF THE VISIT\n\n{lines}\n", language="en")
            )
            assert entries.get(entry) == expected, entries


def test_a_dateline_stands_below_a_correction() -> None:
    text = (
        "Correction: An earlier version of this notice, sent on Monday to all who had registered "
        "for the visit, said that Commissioner Sow would arrive in Dakar on 7 October.\n\n"
        "Dakar, 1 October 2024 - Commissioner Ama Sow will visit Senegal from 8 to 10 October "
        "2024. On 9 October she will sign an agreement."
    )
    drafted = draft_text(text, language="en")
    assert str(drafted.document.sources["article"].published) == "2024-10-01"
    entries = list_entries(drafted)
    assert entries["event Sign an agreement"] == "2024-10-09"
    assert not [entry for entry, when in entries.items() if when == "2024-10-01"]


def test_a_weekday_lies_behind_the_day_told_before_it() -> None:
    text = (
        "King to open bridge in Porto\n\nOslo, 3 June 2024\n\nThe King will visit Porto on "
        "Thursday, 13 June. He was to have come on 16 May. The bridge was "
        "built between 2019 and 2023. He goes to Braga the "
        "same evening. At noon on Friday he returns to Oslo."
    )
    drafted = draft_text(text, language="en")
    entries = list_entries(drafted)
    assert entries["event Returns to Oslo"].startswith("2024-06-14")
    assert entries["event Goes to Braga"] == "2024-06-13"
    assert drafted.text.count("# for the editor: “At noon on Friday” counts from another") >= 1


def test_times_under_several_days_are_for_the_editor() -> None:
    lines = (
        "Envoy in Ghana\n\nProgramme, 8-10 May 2024\n\n09:00 Breakfast\n11:00 Visit to the port\n"
    )
    assert draft_text(lines, language="en").text.count("is more than one day") >= 2


def test_numbers_under_a_month_are_listed() -> None:
    text = "The visit\n\nJune 2024\n\n4 Arrival in Lima\n5 Meeting with the mayor of Cusco\n"
    listed = {each.text: each.reason for each in draft_text(text, language="en").review.items}
    assert listed["4"] == listed["5"] != ""
    assert "above it" in listed["4"]


LISTED = [
    # a sentence, and the words in it that date nothing
    ("The plan was announced by the ministry on Thursday.", "on Thursday"),
    ("She will be there for three days.", "three days"),
    ("A new date will be announced in due course.", "in due course"),
    ("The pact meets every two years.", "every two years"),
    ("The dinner will be on Thursday, not on Wednesday.", "on Wednesday"),
    ("An earlier version of this notice said she would leave Lima on 14 May.", "on 14 May"),
    ("The concert on 12 May has been cancelled.", "on 12 May"),
    ("Journalists should register by 8 May.", "by 8 May"),
]


def test_what_dates_nothing_is_listed(table: Table) -> None:
    for sentence, words in LISTED:
        with table.row(sentence):
            drafted = draft_text(HEAD + TRIP + "\n\n" + sentence)
            found = {each.text: each for each in drafted.review.items}
            item = next(each for text, each in found.items() if words in text or text in words)
            assert item.status == "listed"
            assert item.reason
            assert words not in [says for says, _ in iterate_claims(resolve(drafted.document))]


def test_nothing_is_dated_where_the_article_is_not() -> None:
    drafted = draft([read_article(FOLDER / "undated.html")])
    entries = list_entries(drafted)
    assert {when for entry, when in entries.items() if "founded" not in entry} == {"open"}
    assert entries["background The choir was founded"] == "1994"
    assert drafted.document.sources["undated"].published is None
    assert any("it does not say when it was published" in each for each in drafted.review.remarks)
    told = read_article(FOLDER / "undated.html", published=date(2026, 4, 1))
    assert list_entries(draft([told]))["event Sings in Oslo"] == "2026-06-05"


def test_what_is_called_off_says_so() -> None:
    drafted = draft([read_article(FOLDER / "postponed.txt")])
    timeline = resolve(drafted.document)
    assert str(drafted.document.status) == "postponed"
    (trip,) = (each for each in timeline.entries if each.section == "trip")
    assert trip.interval is not None
    assert trip.interval.edtf == "2027-03-09/2027-03-10"
    assert not any(
        each.status.takes_place for each in timeline.entries[1:] if each.section == "leg"
    )


def test_two_articles_stand_side_by_side() -> None:
    drafted = draft([read_article(FOLDER / f"flagship-{each}.txt") for each in "ba"])
    entries = list_entries(drafted)
    assert [each for each in entries if each.startswith("leg")] == ["leg Mexico City", "leg Quito"]
    assert entries["leg Mexico City"] == "2025-09-02/2025-09-03"
    assert entries["leg Quito"] == "2025-09-03/2025-09-04"
    assert entries["event Hold talks with President Claudia Sheinbaum about migration and drug"
                   " trafficking"] == "2025-09-03"  # fmt: skip
    assert entries["event Meet President Daniel Noboa"] == "2025-09-04"
    background = {when for entry, when in entries.items() if entry.startswith("background")}
    assert {"2012", "2019"} <= background
    dates = resolve(drafted.document).entries[0].datings[0]
    assert [each.source for each in dates.readings] == ["global-leaders-insights", "flagship-a"]
    assert "Sept. 9" not in drafted.text


def test_a_new_article_is_compared_with_a_document() -> None:
    document = draft_text(
        HEAD + TRIP + "\n\nShe will meet Mayor Rui Sá in Lima on Monday."
    ).document
    news = (
        "Envoy's visit\n\nOslo, 6 May 2026\n\nEnvoy Ana Reis will meet Mayor Rui Sá in Lima on"
        " Monday at 10 am and visit a museum in Cusco on 14 May.\n"
    )
    compared = compare([read_article(news, name="news.txt")], document)
    kinds = {each.entry: each.kind for each in compared.proposals}
    assert kinds["meet-mayor-rui-sa-in-lima"] == "refinement"
    assert kinds["visit-a-museum-in-cusco"] == "new"
    assert "+" in compared.patch
    assert resolve(compared.document)["meet-mayor-rui-sa-in-lima"].intervals[0].is_timed


def test_data_in_a_mail_come_first() -> None:
    drafted = draft([read_article(FOLDER / "booking.html")])
    timeline = resolve(drafted.document)
    (flight,) = (each for each in timeline.entries if each.kind == "movement")
    assert flight.datings[0].intervals[0].edtf == "2027-03-04T20:15:00-08:00"
    assert [each.title for each in timeline.entries if each.kind == "stay"] == ["Hilton Midtown"]


def test_the_review_page_holds_what_pages_hold(table: Table) -> None:
    for path in ARTICLES:
        with table.row(path.name):
            article = read_article(path)
            drafted = draft([article])
            page = render_review_page(drafted.document.title, [article], drafted.review)
            hold_page(
                page.replace("</style>", "</style><script type='application/ld+json'></script>")
            )
            assert page.count('class="used"') + page.count('class="listed"') >= len(
                drafted.review.items
            )


def test_the_command_writes_a_draft_its_review_and_the_texts(run, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    article = FOLDER / "envoy.txt"
    options = ("-o", "trip.yaml", "--review", "review.json", "--keep-text")
    status, out, err = run("draft", article, *options)
    assert (status, err) == (0, "")
    assert "stated" in out
    rows = json.loads(Path("review.json").read_text(encoding="utf-8"))
    assert {"text", "position", "status", "reason"} <= rows[0].keys()
    assert (
        load("trip.yaml").sources["office-of-the-spokesperson"].text == "trip-sources/1-envoy.txt"
    )
    assert run("check", "trip.yaml")[0] == 0
    assert run("draft", article, *options)[0] == 0  # the same bytes
    Path("trip.yaml").write_text("title: mine\n", encoding="utf-8")
    status, _, err = run("draft", article, *options)
    assert status == 2
    assert "trip.yaml exists" in err
    assert run("draft", article, "--against", "trip.yaml")[0] == 0


def test_a_story_too_long_for_an_announcement_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(itinerary.drafting, "MAX_STORY", 10_000)
    with pytest.raises(DocumentError, match="more than 10,000"):
        draft_text("The visit to the city is on 4 May 2026.\n\n" * 300)


def test_a_story_with_more_dates_than_a_trip_has_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(itinerary.drafting.expressions, "MAX_DATES", 50)
    for language in ("", "en"):
        with pytest.raises(DocumentError, match="60 dates, more than 50"):
            draft_text("Visit\n\n" + "9 Feb 2027, " * 60, language=language)


def test_a_list_without_a_full_stop_is_read_in_parts() -> None:
    text = "She sings on " + "9 May in Lima, " * 1_000 + "x" * 5_000
    parts = [*split_sentences(Paragraph(0, len(text), text), load_drafting_words("en"))]
    assert max(len(each.text) for each in parts) <= 2_000
    assert all(text[each.start : each.end] == each.text for each in parts)
    assert all(each.text.endswith("Lima,") for each in parts[:7])
    assert "".join(each.text for each in parts).replace(" ", "") == text.replace(" ", "")


LONG = "word " * 6_000
NAMED = {"@type": "Event", "name": LONG, "startDate": "2026-06-09", "performer": {"name": LONG}}
NO_READER = {  # texts that have no room in a field
    "title": f"<title>{LONG}</title><p>The envoy will be in Lima on 9 June 2026.",
    "publisher": f"<meta property=og:site_name content='{LONG}'><p>In Lima on 9 June 2026.",
    "data": f'<script type="application/ld+json">{json.dumps(NAMED)}</script><p>The fair.',
    "sentence": f"<p>The envoy {LONG} will meet Mayor Rui Paz in Lima on 9 June 2026.",
    "line": f"<h1>Visit</h1><p>9 June 2026<p>09:00 {LONG}<p>10:00 Lunch",
}


def test_what_is_too_long_to_be_read_is_cut_and_said(table: Table) -> None:
    for name, page in NO_READER.items():
        with table.row(name):
            article = read_article(page.encode(), name="a.html", language="en")
            drafted = draft([article])
            assert errors_of(drafted.text) == []
            assert len(drafted.text) < 10_000
            assert name == "sentence" or "only the first words of its" in drafted.text
            assert compare([article], drafted.document)


CITIES = "Lima Cusco Quito Cuenca Bogotá Medellín Santiago Mendoza Salta Montevideo".split()
GROWING: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda number: (
        f"On {number % 28 + 1} June the envoy will meet Mayor Rui S{chr(97 + number % 26)}a of"
        f" {CITIES[number % 10]} on matter {number}.\n\n"
    ),
    "sentences": lambda number: f"In {1900 + number % 99} treaty {number} of Lima was signed. ",
    "times": lambda number: f"{8 + number % 12:02}:30 Talks with group {number} in a hall\n",
    "one day": lambda number: f"On 9 June the envoy will see the works of painter{number}.\n\n",
    "tour": lambda number: f"- {number % 28 + 1} June: {CITIES[number % 10]}, hall {number % 7}\n",
    "no dates": lambda number: f"It happens every year, and the date {number} is still open.\n\n",
}


def test_work_grows_with_the_length_of_the_story(table: Table) -> None:
    for name, write in GROWING.items():
        with table.row(name):
            few, many = (count_calls("".join(map(write, range(n)))) for n in (60, 240))
            assert many < 5.2 * few


def count_calls(story: str) -> int:
    """Return how many functions a draft calls, which is its work but for the machine's speed."""
    head = "Envoy to visit Peru\n\nOslo, 4 May 2026\n\nTuesday 2 June 2026\n\n"
    article = read_article(head + story, language="en")
    draft([article])  # what is read once and kept does not count
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        draft([article])
    finally:
        sys.setprofile(None)
    return count


def test_an_article_without_words_is_told_so(run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("\n  \n", encoding="utf-8")
    status, _, err = run("draft", tmp_path / "empty.txt")
    assert status == 1
    assert "the article is empty" in err


LINES = [
    # lines of tickets, and the language that they are read in
    ("Tue 2 Feb 2027  XY205  OSL ZRH  00:50 07:35\n", "en"),
    (
        "Mar 2 feb 2027  XY3170  MAD LIS  09:50 10:15\n"
        "Jue 4 feb 2027  XY12  LIS MAD  09:10 11:05\n",
        "es",
    ),
    (
        "Qua 3 fev 2027  XY1014  LIS MAD  18:40 21:00\n"
        "Sex 5 fev 2027  XY12  MAD LIS  09:10 10:05\n",
        "pt",
    ),
    ("02FEB  XY1884  VIE IST  13:55 17:25\nYour tickets and the seat\n", "en"),
    ("2027-02-02  XY205  OSL ZRH  00:50 07:35\n", ""),
]


def test_tickets_are_read_in_their_language(table: Table) -> None:
    for text, language in LINES:
        with table.row(text):
            article = read_article(text)
            assert article.language == language
            assert article.published is None  # the day of a flight is no day of publication
            assert any("language" in each for each in draft([article]).review.remarks) == (
                not language
            )


def test_the_review_page_is_read_by_keyboard(
    opened: Callable[..., Page],  # noqa: F811 - the fixture
) -> None:
    article = read_article(FOLDER / "envoy.txt")
    drafted = draft([article])
    page = opened(render_review_page(drafted.document.title, [article], drafted.review))
    page.keyboard.press("Tab")  # the way to the list
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "mark-1"
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#date-1'")
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for size in (1280, 360):
        page.set_viewport_size({"width": size, "height": 800})
        assert page.evaluate(width) <= 0


def test_wrong_arguments_are_told(run) -> None:
    with pytest.raises(OptionError, match="there is no article"):
        draft([])
    with pytest.raises(OptionError, match="language of article is not known"):
        draft([read_article("02/03/2027 XYZ\n")])
    with pytest.raises(TypeError, match="read_article makes one"):
        draft(["text"])  # type: ignore[list-item]
    status, _, err = run("draft", "nowhere.txt")
    assert status == 1
    assert "nowhere.txt" in err


PIECES = st.lists(
    st.sampled_from(
        ["Envoy Ana Reis ", "will meet ", "met ", "Mayor Rui Sá ", "in Lima ", "to Quito ",
         "from ", "on Monday ", "on 4 May ", "from 4 to 8 May ", "at 10:00 ", "10:00 ", "\n",
         "\n\n", ". ", ", ", "and ", "not ", "moved from 4 May to 5 May ", "Monday 4 May 2026\n",
         "- ", "| ", "(",
         ")", "next week ", "last year ", "the following day ", "has been cancelled ", "Hotel: ",
         "check-in 4 May ", "UA110 Lima dep 10:00 ", "TBD ", "every week ", "in 2019 ", "Oslo, 4"
         " May 2026\n\n", "#", "*"]
    ), max_size=30,
)  # fmt: skip


@settings(max_examples=60)
@given(PIECES)
def test_any_pieces_of_an_announcement_come_to_a_document(pieces: list[str]) -> None:
    article = read_article("The visit will be in the city of Lima.\n" + "".join(pieces))
    if not isinstance(article, Article) or not article.language:
        return
    try:
        drafted = draft([article])
    except OptionError:
        return
    except ItineraryError as error:  # pragma: no cover
        pytest.fail(str(error))
    assert not [each for each in resolve(drafted.document).diagnostics if each.severity == "error"]


ODD = {
    "before the year 1": "44 BC 10:00 Talks in Lima\n\n10:30 Lunch",
    "first year": "The envoy will visit Lima from 1 to 3 January 0001. She leaves on Monday.",
    "last year": "30.12.9999 Lima, hall\n31.12.9999 Lima, theatre",
    "last days": "The envoy will be in Lima from 11 May to 31 December 9999 and rest on Monday.",
    "unknown venue, often": "\n".join(
        f"{day} June 2026 {hour}:00 Talks {day} in Glendalough"
        for day in range(1, 10)
        for hour in (10, 12)
    ),
}


def test_odd_articles_come_to_documents_without_errors(table: Table) -> None:
    for name, text in ODD.items():
        with table.row(name):
            article = read_article(f"Envoy to Lima\n\nOslo, 4 May 2026\n\n{text}\n", language="en")
            assert not errors_of(draft([article]).text)


def errors_of(text: str) -> list[str]:
    return [str(each) for each in resolve(loads(text)).diagnostics if each.severity == "error"]


def test_what_nobody_sees_is_in_no_draft() -> None:
    data = '{"@type": "Event", "name": "Fair\\u0007", "startDate": "2026-06-09"}'
    page = f'<script type="application/ld+json">{data}</script><h1>The fair</h1><p>Welcome to it.'
    head = "From: a@b.org\nDate: Mon, 4 May 2026 10:00:00 +0000\nSubject: =?utf-8?q?Tri=07p?=\n"
    for name, text in (
        ("a.html", page),
        ("a.eml", f"{head}\nThe envoy will be in Lima on Monday."),
    ):
        drafted = draft([read_article(text.encode(), name=name, language="en")])
        assert not errors_of(drafted.text)


def test_a_source_with_a_broken_address_is_a_source() -> None:
    head = '<link rel="canonical" href="https://a.example\\news">'
    page = f"{head}<h1>Fair</h1><p>The envoy will be in Lima on 9 June 2026."
    article = read_article(page.encode(), name="a.html", publisher="Gazette", language="en")
    drafted = draft([article])
    assert [each.publisher for each in drafted.document.sources.values()] == ["Gazette"]
    assert "is not an address" in drafted.text
    assert compare([article], drafted.document).proposals == ()


OSLO, GRAZ = {"iataCode": "OSL"}, {"iataCode": "GRZ"}
FLIGHT = {
    "@type": "Flight", "flightNumber": "7", "airline": {"iataCode": "XY"},
    "departureAirport": OSLO, "departureTime": "2027-02-02T08:15:00Z",
    "arrivalAirport": GRAZ, "arrivalTime": "2027-02-02T10:50:00Z",
}  # fmt: skip
BACK = FLIGHT | {"flightNumber": "8", "departureTime": "2027-02-05T11:15:00+01:00",
    "departureAirport": GRAZ, "arrivalAirport": OSLO, "arrivalTime": "2027-02-05T13:00:00+01:00",
}  # fmt: skip
BOOKED = {"@type": "FlightReservation", "reservationFor": FLIGHT}
FAIR = {"@type": "Event", "name": "Fair", "startDate": "2027-06-09T10:00+02:00",
    "location": {"name": "Expo", "address": "Main street 1, 8010 Graz, Austria"}}  # fmt: skip
STATED = {
    "two passengers": ([BOOKED, BOOKED | {"underName": {"name": "Rui"}}], ["XY7: confirmed"]),
    "list of flights": (BOOKED | {"reservationFor": [FLIGHT, BACK]}, ["XY7: confirmed",
        "XY8: confirmed"]),
    "package": ({"@type": "ReservationPackage", "subReservation": [BOOKED]}, ["XY7: confirmed"]),
    "status as an object": (
        BOOKED | {"reservationStatus": {"@id": "https://schema.org/ReservationCancelled"}},
        ["XY7: cancelled"],
    ),
    "address as a text": (FAIR, ["Graz, Austria: Fair: confirmed"]),
    "of a page": ({"@type": "WebPage", "mainEntity": FAIR}, ["Graz, Austria: Fair: confirmed"]),
    "parts of a festival": (
        {"@type": "Festival", "name": "Week", "startDate": "2027-06-07", "endDate": "2027-06-11",
            "subEvent": [FAIR]},
        ["Graz, Austria: Fair: confirmed", "Week: confirmed"],
    ),
    "car": (
        {"@type": "RentalCarReservation", "reservationFor": {"name": "Van"},
            "pickupLocation": {"name": "Depot", "address": {"addressLocality": "Graz"}},
            "pickupTime": "2027-06-09T12:00:00+02:00"},
        ["Graz: Van, Depot: confirmed"],
    ),
    "restaurant": (
        {"@type": "FoodEstablishmentReservation", "startTime": "2027-06-09T19:30:00+02:00",
            "reservationFor": {"name": "Adler", "address": {"addressLocality": "Graz"}}},
        ["Graz: Adler: confirmed"],
    ),
    "unknown stop": (
        {"@type": "BusReservation", "reservationFor": {"busNumber": "B 12",
            "departureBusStop": {"name": "Xyzzy gate"}, "departureTime": "2027-02-02T08:15",
            "arrivalBusStop": {"name": "Plugh", "address": {"addressLocality": "Graz"}},
            "arrivalTime": "2027-02-02T11:45"}},
        ["B12: confirmed"],
    ),
}  # fmt: skip


def test_data_of_reservations_come_to_entries(table: Table) -> None:
    for name, (data, expected) in STATED.items():
        with table.row(name):
            page = f'<html lang="en"><script type="application/ld+json">{json.dumps(data)}</script>'
            drafted = draft([read_article(f"{page}<p>Your booking.".encode(), name="a.html")])
            assert not errors_of(drafted.text)
            assert "TBD" not in drafted.text or name == "unknown stop"
            found = [
                f"{leg.place.name}: {each.title}: {each.status}"
                for leg in drafted.document.legs
                for each in leg.events
            ]
            found += [
                f"{getattr(each, 'number', None) or each.title}: {each.status}"
                for each in drafted.document.events
            ]
            assert sorted(found) == expected


def test_an_article_adds_nothing_to_what_was_drafted_from_it() -> None:
    article = read_article(ARTICLES[0])
    compared = compare([article], draft([article]).document)
    assert compared.proposals == ()
    assert "+  - says:" not in compared.patch
    assert len(compared.document.sources) == 1


def test_against_tells_what_is_not_used_and_writes_a_review(run, tmp_path: Path) -> None:
    trip, news, review = (tmp_path / name for name in ("trip.yaml", "news.txt", "review.html"))
    trip.write_text(
        "{title: Visit, events: [{title: Meet Mayor Rui Paz, when: '2026-05-05 10:00',"
        " place: Lima}]}",
        encoding="utf-8",
    )
    news.write_text(
        "The visit\n\nOslo, 2 May 2026\n\nEnvoy Ana Reis will meet Mayor Rui Paz in Lima on 5 May."
        " She travels twice a year.\n",
        encoding="utf-8",
    )
    status, printed, said = run("draft", news, "--against", trip, "--review", review)
    assert (status, printed[:4]) == (0, "--- ")
    assert "not used: “twice a year” (news line 5 column " in said
    assert "twice a year" in review.read_text("utf-8")
    status, _, said = run("draft", news, "--against", trip, "--keep-text")
    assert status == 2
    assert "--keep-text does not go with --against" in said
