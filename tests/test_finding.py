"""Dates in running text: what is found, what it comes to, and from which day it is seen."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime
from typing import Any

import pytest
from cpu_time import grows_at_most
from hypothesis import given
from hypothesis import strategies as st
from tables import Table

from itinerary import Found, Interval, OptionError, find
from itinerary.dates.expressions import Conventions
from itinerary.dates.finding import Reader
from itinerary.dates.finding.candidates import Candidate, CoverChooser
from itinerary.dates.grammar import build_context
from itinerary.dates.grammar.chart import Span
from itinerary.dates.zones import load_zone

THURSDAY = date(2024, 5, 16)


def find_values(text: str, **given: object) -> list[tuple[str, str]]:
    """The words and TIMEX3 values that are found in a text published on Thursday 16 May 2024."""
    arguments = {"reference": THURSDAY, "style": "news", **given}
    return [(each.text, each.timex.value) for each in find(text, **arguments)]


NEWS = [
    # days, by the verb
    ("The mayor resigned on Tuesday.", [("on Tuesday", "2024-05-14")]),
    ("The mayor will resign on Tuesday.", [("on Tuesday", "2024-05-21")]),
    ("Ferries stopped Thursday.", [("Thursday", "2024-05-16")]),
    ("The treaty will be signed on Friday.", [("on Friday", "2024-05-17")]),
    ("They landed Monday evening in Oslo.", [("Monday evening", "2024-05-13TEV")]),
    ("The harbour reopens, she told us on Monday.", [("on Monday", "2024-05-13")]),
    # a month and day are the nearest, unless a verb of the past is right beside them
    ("It closed on May 30.", [("on May 30", "2023-05-30")]),
    ("Plans announced on 3 April were dropped.", [("on 3 April", "2024-04-03")]),
    # months, seasons, quarters
    ("The bridge fell in October.", [("in October", "2023-10")]),
    ("The bridge will open in October.", [("in October", "2024-10")]),
    ("Last winter was mild.", [("Last winter", "2023-WI")]),
    ("Profits grew in the first quarter.", [("in the first quarter", "2024-Q1")]),
    ("First-quarter sales of $9 were better.", [("First-quarter", "2024-Q1")]),
    ("Sales for the three months ended March 31 rose.", [
        ("three months ended March 31", "2024-01-01/2024-03-31")]),
    ("It rained all day Monday and Tuesday.", [
        ("all day Monday", "2024-05-13"), ("Tuesday", "2024-05-14")]),
    ("Output fell in the fourth quarter of 2022.", [("in the fourth quarter of 2022", "2022-Q4")]),
    # relative to the publication
    ("Two weeks ago nobody knew.", [("Two weeks ago", "2024-W18")]),
    ("Ten years ago it was a field.", [("Ten years ago", "2014")]),
    ("It rained yesterday.", [("yesterday", "2024-05-15")]),
    ("Next month she turns forty.", [("Next month", "2024-06")]),
    ("Earlier this year he left.", [("Earlier this year", "2024")]),
    # whole dates
    ("Born on 9 March 1961 in Turku.", [("on 9 March 1961", "1961-03-09")]),
    ("Since July 2019 nothing moved.", [("Since July 2019", "2019-07")]),
    ("In the late 1980s it burnt.", [("In the late 1980s", "198")]),
    ("From 1996 to 2003 he lived there.", [("From 1996 to 2003", "1996/2003")]),
    ("Clara May said on Monday that the fair opens in May.", [
        ("on Monday", "2024-05-13"), ("in May", "2024-05")]),
    ("It will be done by early July.", [("by early July", "2024-07")]),
    ("The race (2011) was lost.", [("2011", "2011")]),
    # times of the day take the day of their sentence
    ("On Wednesday in Lagos, at 7:15 a.m., it began.", [
        ("On Wednesday", "2024-05-15"), ("at 7:15 a.m.", "2024-05-15T07:15")]),
    ("It hit at 4:05 p.m. on 2 June 1999.", [("at 4:05 p.m. on 2 June 1999", "1999-06-02T16:05")]),
    ("In 44 BC he fell.", [("In 44 BC", "BC0044")]),
    # counted from a date before them
    ("He spoke on May 2. The following day he left.", [
        ("on May 2", "2024-05-02"), ("following day", "2024-05-03")]),
    ("It was founded in 2004 and sold three years later.", [
        ("in 2004", "2004"), ("three years later", "2007")]),
    # how long, how often, nobody knows when
    ("It took six months.", [("six months", "P6M")]),
    ("A five-year plan and a 12-hour flight.", [("five-year", "P5Y"), ("12-hour", "PT12H")]),
    ("It was mended within two weeks.", [("two weeks", "P2W")]),
    ("The lowest level in seven years.", [("seven years", "P7Y")]),
    ("The annual fair is weekly now.", [
        ("annual", "P1Y"), ("weekly", "P1W"), ("now", "PRESENT_REF")]),
    ("In recent years it grew.", [("In recent years", "PXY")]),
    ("In the mid-1990s it shrank.", [("In the mid-1990s", "199")]),
    ("They meet twice a week this season.", [("twice a week", "P1W")]),
    ("Every two years they meet.", [("Every two years", "P2Y")]),
    # what is planned, though it is told by other words than "will"
    ("He said so on Monday. She may land on Friday.", [
        ("on Monday", "2024-05-13"), ("on Friday", "2024-05-17")]),
    ("The council is to vote on Tuesday.", [("on Tuesday", "2024-05-21")]),
    ("The new tram might run on Sunday.", [("on Sunday", "2024-05-19")]),
    ("They agreed to meet on Monday.", [("on Monday", "2024-05-20")]),
    ('"We leave on Friday at last," the captain said.', [("on Friday", "2024-05-17")]),
    ("It must be paid before Friday.", [("before Friday", "2024-05-17")]),
    # … and what was not
    ("She may have landed on Friday.", [("on Friday", "2024-05-10")]),
    ("It could have been sold on Tuesday.", [("on Tuesday", "2024-05-14")]),
    ("The crew did not leave on Friday.", [("on Friday", "2024-05-10")]),
    ("May spoke on Friday.", [("on Friday", "2024-05-10")]),
    # a month and day are the nearest inside other words, too
    ("He said it would be the week of June 3.", [("week of June 3", "2024-W23")]),
    ("She said it closed until June 22.", [("until June 22", "2024-06-22")]),
    ("They said it ran from June 1.", [("from June 1", "2024-06-01")]),
    ("She had it since July 2.", [("since July 2", "2023-07-02")]),
    # "the month" is that of the publication, unless its own sentence has told of another
    ("In the spring of 2019 it sank. It is due by the end of the month.", [
        ("In the spring of 2019", "2019-SP"), ("by the end of the month", "2024-05")]),
    ("Signed on 3 March, it is due by the end of the month.", [
        ("on 3 March", "2024-03-03"), ("by the end of the month", "2024-05")]),
    ("He came on 3 March and left at the end of the month.", [
        ("on 3 March", "2024-03-03"), ("at the end of the month", "2024-03")]),
    # beside a day to come, or one of years ago, others are seen from that
    ("The fair opens on 3 July. On Friday she will speak.", [
        ("on 3 July", "2024-07-03"), ("On Friday", "2024-07-05")]),
    ("The fair opens on 3 July. She said so on Friday.", [
        ("on 3 July", "2024-07-03"), ("on Friday", "2024-05-10")]),
    ("The fair opens on 3 July. They agreed to pay on Monday.", [
        ("on 3 July", "2024-07-03"), ("on Monday", "2024-05-20")]),
    ("He sailed on 2 August 1911 and landed on 4 November.", [
        ("on 2 August 1911", "1911-08-02"), ("on 4 November", "1911-11-04")]),
    ("He sailed on 2 August 1911. On 4 November he landed.", [
        ("on 2 August 1911", "1911-08-02"), ("On 4 November", "1911-11-04")]),
    ("They won in 1990, 1994 and 1998.", [("in 1990, 1994 and 1998", "1990,1994,1998")]),
    # what is told of another sentence does not tell of what is, or begins, on a day
    ("It had rained on Monday. The vote is on Friday.", [
        ("on Monday", "2024-05-13"), ("on Friday", "2024-05-17")]),
    ("It had rained. Starting Monday, more.", [("Starting Monday", "2024-05-20")]),
    ("Voters go to the polls on Sunday.", [("on Sunday", "2024-05-19")]),
    ("The hearing on Monday was moved to Friday.", [
        ("on Monday", "2024-05-13"), ("Friday", "2024-05-17")]),
    ("In 2012 there were two fires: on 3 March and 4 July.", [
        ("In 2012", "2012"), ("on 3 March and 4 July", "2012-03-03,2012-07-04")]),
    ("It opened in 2012 and as of February it is shut.", [
        ("in 2012", "2012"), ("as of February", "2024-02")]),
    ("It sank on 3 May 2011, the owner said in February.", [
        ("on 3 May 2011", "2011-05-03"), ("in February", "2024-02")]),
    ("It will rain. Prices are up since Monday.", [("since Monday", "2024-05-13")]),
    ("It will be the first rise since Monday.", [("since Monday", "2024-05-13")]),
    ("They could not agree on Sunday.", [("on Sunday", "2024-05-12")]),
    ("Every 15 May they dance.", [("15 May", "P1Y")]),
    # what is counted from an event is no date, and a rate tells how often
    ("We have waited since the day after the election.", []),
    ("Nothing moved until the day before the trial.", []),
    ("It rose late in the day after falling.", [("late in the day", "2024-05-16")]),
    ("It costs $1,200 a year.", [("a year", "P1Y")]),
    # what a full stop ends
    ("It ended in 2012. In June it began anew.", [("in 2012", "2012"), ("In June", "2023-06")]),
    ("They came at 5 p.m. Monday.", [("at 5 p.m. Monday", "2024-05-13T17:00")]),
    # "second" is an ordinal, too, and ordinals may be days
    ("The board met on the second Monday of May.", [("on the second Monday of May", "2024-05-13")]),
    ("It ran in the second week of April.", [("in the second week of April", "2024-W15")]),
    ("It shut in the first half of May.", [
        ("in the first half of May", "2024-05-01/2024-05-15")]),
    ("It met on the first and third Tuesday of May.", [
        ("first and third Tuesday of May", "2024-05-07,2024-05-21")]),
    ("They left on the first of May.", [("on the first of May", "2024-05-01")]),
    ("They will meet on the fourth of July.", [("on the fourth of July", "2024-07-04")]),
    ("On 12 October 1492 Columbus landed.", [("On 12 October 1492", "1492-10-12")]),
    ("On October 12, 1492, it was seen.", [("On October 12, 1492", "1492-10-12")]),
    ("In May 1588 the fleet sailed.", [("In May 1588", "1588-05")]),
    ("The bond ends on 3 May 2070.", [("on 3 May 2070", "2070-05-03")]),
    ("On 3 May 1500 people marched.", [("On 3 May", "2024-05-03")]),
    ("It opens on 3 June, 1430 to 1600.", [("on 3 June, 1430 to 1600", "2024-06-03T14:30")]),
    ("It will open at quarter past 3 pm.", [("quarter past 3 pm", "2024-05-16T15:15")]),
    ("Dinner is at half past seven on Monday.", [
        ("at half past seven on Monday", "2024-05-20T07:30")]),
    ("It will open at 3 p.m. London time.", [
        ("at 3 p.m. London time", "2024-05-16T15:00+0100")]),
    ("It ran three working days after 7 May.", [
        ("three working days after 7 May", "2024-05-10")]),
    ("They play every second Monday of May and every other Friday.", [
        ("every second Monday of May", "P1W"), ("every other Friday", "P1W")]),
]  # fmt: skip


def test_dates_of_news(table: Table) -> None:
    for text, values in NEWS:
        with table.row(text):
            assert find_values(text) == values


# No word of these is a date.
QUIET = [
    "Clara May said nothing, and May left.",
    "You may march on; the sun sat low.",
    "Augusta Friday, 12, of 14 June Terrace.",
    "He moved to Monday Lane and joined the Tuesday Club.",
    "The fall of the wall, the spring of the lock.",
    "Room 1907, page 2011, route 2020, no. 1999-12.",
    "It cost $2,019 or 2019 euros, about 20.24%.",
    "The score was 9:58 and 3-4, then 12/12.",
    "Version 2.10.2020 and 10.11.12.13 and x[12:30].",
    "The second half, the last minute, the first quarter of the game.",
    "On the assumption that lunch was a working lunch.",
    "The Evening Gazette and the night porter.",
    "A 31-year-old, aged 40 years.",
    "Year 9 pupils, the class of room 2005.",
    "scorers Okoro 12, March 15, Lind 40",
    "dec = 12; may > 3; jan, mar.",
    "Mr. Jan Berg met Mrs. June Sunday.",
    "They watched Saturday Night at Noon Lane; one morning was lost, last april too.",
    "IBAN XY12 2024 0528, the july of the lake.",
    "Catch 2022 fish with model June.",
    "May Sunday came first and Monday Noon second; one of March's best.",
    "See 2024-based data at 1-2024-05-16x.",
]


def test_words_that_are_no_dates(table: Table) -> None:
    for text in QUIET:
        with table.row(text):
            dated = [each.text for each in find(text, reference=THURSDAY) if each.intervals]
            assert dated == []


# Of these no part is a date, since nobody knows which is meant.
IN_DOUBT = [
    ("en", "On Wednesday or Thursday she tours the port.", "On Wednesday or Thursday"),
    ("en", "The dinner is on May 4 or 5.", "on May 4 or 5"),
    ("en", "It opens ten to 8 pm.", "ten to 8 pm"),
    ("en", "It starts at 3 pm IST on Monday.", "at 3 pm IST on Monday"),
    ("es", "La cena es el 4 o 5 de mayo.", "el 4 o 5 de mayo"),
    ("pt", "Na quarta ou quinta-feira visita o porto.", "quarta ou quinta-feira"),
]


def test_words_in_doubt_are_found_whole(table: Table) -> None:
    for language, text, words in IN_DOUBT:
        with table.row(text):
            (found,) = find(text, reference=THURSDAY, language=language)
            assert (found.text, found.intervals, bool(found.reason)) == (words, (), True)


def test_what_is_found_tells_where_and_why() -> None:
    text = "The choir returns on Sunday."
    (found,) = find(text, reference=THURSDAY)
    assert text[found.start : found.end] == found.text == "on Sunday"
    assert found.anchor == THURSDAY
    assert found.why[0] == "read from 2024-05-16, the publication; to come, by 'returns'"
    assert found.resolution
    assert found.resolution.interval == Interval(date(2024, 5, 19), date(2024, 5, 20))
    (stated,) = find("It opened on 4 June 2020.", reference=THURSDAY)
    assert (stated.anchor, stated.reason) == (None, "")


def test_words_that_contradict_each_other_are_vague() -> None:
    (found,) = find("It opens on Monday, 14 May 2024.", reference=THURSDAY)
    assert (found.kind.value, found.intervals) == ("vague", ())
    assert "is a Tuesday, not a Monday" in found.reason


def test_what_is_found_is_pickled_and_copied(table: Table) -> None:
    for text, _ in NEWS:
        for each in find(text, reference=THURSDAY):
            with table.row(text, each.text):
                assert pickle.loads(pickle.dumps(each)) == each  # noqa: S301 - our own
                assert copy.deepcopy(each) == each


def test_zone_and_window() -> None:
    tokyo = load_zone("Asia/Tokyo")
    (found,) = find(
        "It will start at 9:30 on Monday.", reference=datetime(2024, 5, 16, 8), zone=tokyo
    )
    assert found.intervals[0].start == datetime(2024, 5, 20, 9, 30, tzinfo=tokyo)
    trip = Interval(date(2024, 6, 3), date(2024, 6, 6))
    assert find_values("He will be in Bergen on Tuesday.", window=trip) == [
        ("on Tuesday", "2024-06-04")
    ]
    conventions = Conventions(week_start=6)
    assert find_values("Next week it opens.", conventions=conventions)


def test_wrong_arguments() -> None:
    with pytest.raises(OptionError, match="did you mean 'news'"):
        find("today", reference=THURSDAY, style="new")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="language"):
        find("today", reference=THURSDAY, language="xx")
    with pytest.raises(TypeError, match="text"):
        find(b"today", reference=THURSDAY)  # type: ignore[arg-type]


NARRATIVE = (
    "The mine opened in 1871 and grew in 1876. By 1880 it had 300 men. On 4 August they struck;"
    " the next day the owner fled. In 1881 a new shaft was sunk, and in May it flooded. Three"
    " years later, in 1884, it was pumped dry. It closed in 1902, reopened in 1911 and was sold on"
    " 2 June 1919. In November the last cage rose."
)
ANNOUNCEMENT = """\
Choir to tour the north

Programme

Friday 7 June 2024
09:30 Departure from Gdansk
18:00 Concert in Malmö

Saturday 8 June
10h15 Rehearsal
The choir will sing again on Monday.
"""


def test_styles(table: Table) -> None:
    rows = [
        (NARRATIVE, ("On 4 August", "1880-08-04")),
        (NARRATIVE, ("next day", "1880-08-05")),
        (NARRATIVE, ("in May", "1881-05")),
        (NARRATIVE, ("In November", "1919-11")),
        (ANNOUNCEMENT, ("18:00", "2024-06-07T18:00")),
        (ANNOUNCEMENT, ("10h15", "2024-06-08T10:15")),
        (ANNOUNCEMENT, ("on Monday", "2024-06-10")),
        (ANNOUNCEMENT + "It was founded on 2 October.", ("on 2 October", "2023-10-02")),
        (ANNOUNCEMENT + "It returns on 2 October.", ("on 2 October", "2024-10-02")),
    ]
    for text, expected in rows:
        with table.row(expected):
            assert expected in find_values(text, style="auto")


@pytest.mark.parametrize(
    ("text", "style"),
    [(NARRATIVE, "narrative"), (ANNOUNCEMENT, "announcement"), ("It was.", "news")],
)
def test_the_style_is_told_by_the_text(text: str, style: str) -> None:
    context = build_context(THURSDAY, None, None, {}, Conventions())
    assert Reader([text], "en", context, "auto").style.style == style


OTHER_LANGUAGES = [
    ("es", "El puente se cerró el martes.", [("martes", "2024-05-14")]),
    ("es", "Saldrá a las 11:30 p. m. hora de Lima.", [
        ("a las 11:30 p. m. hora de Lima", "2024-05-16T23:30-0500")]),
    ("es", "Fue hacia el siglo IV a. C., en Roma.", [("hacia el siglo IV a. C", "BC03")]),
    ("es", "El 12 de octubre de 1492 llegaron.", [("12 de octubre de 1492", "1492-10-12")]),
    ("es", "La cena será a las siete y cuarto.", [("a las siete y cuarto", "2024-05-16T07:15")]),
    ("es", "Trajo tres y media toneladas.", []),
    ("pt", "Na próxima quinta-feira, dia 23, parte.", [
        ("próxima quinta-feira, dia 23", "2024-05-23")]),
    ("es", "Abrirá a las 9 p. m. hoy.", [("a las 9 p. m. hoy", "2024-05-16T21:00")]),
    ("es", "Saldrá el martes, día 21.", [("martes, día 21", "2024-05-21")]),
    ("pt", "O jantar será às sete e meia.", [("às sete e meia", "2024-05-16T07:30")]),
    ("pt", "Chegaram em 22 de abril de 1500.", [("em 22 de abril de 1500", "1500-04-22")]),
    ("es", "El puente se abrirá el martes.", [("martes", "2024-05-21")]),
    (
        "es",
        "La feria será del 3 al 5 de junio.",
        [("del 3 al 5 de junio", "2024-06-03/2024-06-05")],
    ),
    ("es", "Llegó ayer. Podría salir el domingo.", [
        ("ayer", "2024-05-15"), ("domingo", "2024-05-19")]),
    ("es", "Tiene previsto llegar el lunes.", [("lunes", "2024-05-20")]),
    ("es", "Puede haber salido el martes.", [("martes", "2024-05-14")]),
    ("es", "Habría dimitido el lunes.", [("lunes", "2024-05-13")]),
    ("es", "La feria se celebra el sábado.", [("sábado", "2024-05-18")]),
    ("es", "Había llovido. La votación es el viernes.", [("viernes", "2024-05-17")]),
    ("es", "A partir del lunes, más lluvia.", [("A partir del lunes", "2024-05-20")]),
    ("es", "Lloverá. Se supo el lunes.", [("lunes", "2024-05-13")]),
    ("es", "Será la primera subida. Crece desde el lunes.", [("desde el lunes", "2024-05-13")]),
    ("es", "El juicio, aplazado al viernes, sigue.", [("viernes", "2024-05-17")]),
    ("es", "Mañana se conocerán las cifras de abril.", [
        ("Mañana", "2024-05-17"), ("de abril", "2024-04")]),
    ("es", "Empezará a las seis de la tarde del lunes.", [
        ("a las seis de la tarde del lunes", "2024-05-20T18:00")]),
    ("es", "Cada 15 de mayo bailan.", [("15 de mayo", "P1Y")]),
    ("es", "Ganaron en 1990, 1994 y 1998.", [("en 1990, 1994 y 1998", "1990,1994,1998")]),
    ("es", "Desde el día después de la votación calla.", []),
    ("es", "Murió dos días después de las elecciones.", [("dos días", "P2D")]),
    ("es", "Al día siguiente de la boda nevó.", []),
    ("es", "Hace tres años nevó.", [("Hace tres años", "2021")]),
    ("es", "Según informó este lunes, llueve.", [("este lunes", "2024-05-13")]),
    ("es", "Se fundó el 3 de mayo. Un día después cerró.", [
        ("3 de mayo", "2024-05-03"), ("Un día después", "2024-05-04")]),
    ("es", "Cerró el 15/03/2021.", [("15/03/2021", "2021-03-15")]),
    ("pt", "Foi no dia 25 de abril de 1974.", [("dia 25 de abril de 1974", "1974-04-25")]),
    ("es", "Vive en la avenida 9 de Julio; Domingo Reyes y el segundo piso.", []),
    ("pt", "A ponte fechou na terça-feira.", [("terça-feira", "2024-05-14")]),
    ("pt", "A ponte abrirá na terça-feira.", [("terça-feira", "2024-05-21")]),
    ("pt", "Nasceu em 9 de março de 1961.", [("em 9 de março de 1961", "1961-03-09")]),
    ("pt", "Chegou ontem. Poderá sair no domingo.", [
        ("ontem", "2024-05-15"), ("domingo", "2024-05-19")]),
    ("pt", "Tem previsto chegar na segunda-feira.", [("segunda-feira", "2024-05-20")]),
    ("pt", "Pode ter saído na terça-feira.", [("terça-feira", "2024-05-14")]),
    ("pt", "A feira realiza-se no sábado.", [("sábado", "2024-05-18")]),
    ("pt", "A feira será na sexta-feira, 7 de junho.", [("sexta-feira, 7 de junho", "2024-06-07")]),
    ("pt", "Tinha chovido. A votação é na sexta-feira.", [("sexta-feira", "2024-05-17")]),
    ("pt", "Choverá. Soube-se na segunda-feira.", [("segunda-feira", "2024-05-13")]),
    ("pt", "O julgamento foi adiado para sexta-feira.", [
        ("para sexta-feira", "2024-05-17")]),
    ("pt", "A partir de segunda-feira, mais chuva.", [
        ("A partir de segunda-feira", "2024-05-20")]),
    ("pt", "Ganharam em 1990, 1994 e 1998.", [("em 1990, 1994 e 1998", "1990,1994,1998")]),
    ("pt", "Na véspera da cimeira e no dia seguinte à votação.", []),
    ("pt", "Há três anos nevou.", [("Há três anos", "2021")]),
    ("pt", "A segunda edição, uma quinta e a rua 7 de Setembro.", []),
]  # fmt: skip


def test_other_languages(table: Table) -> None:
    for language, text, values in OTHER_LANGUAGES:
        with table.row(language, text):
            assert find_values(text, language=language) == values


def test_broken_lines_go_on_and_others_do_not() -> None:
    wrapped = (
        "The council of the northern islands met on 4\n"
        "June 2019 and voted for a new harbour wall of\n"
        "stone."
    )
    assert find_values(wrapped) == [("on 4\nJune 2019", "2019-06-04")]
    assert find_values("Concert 4\nJune 2019") == [("June 2019", "2019-06")]


def read_in_pieces(text: str, size: int) -> list[Found]:
    context = build_context(THURSDAY, None, None, {}, Conventions())
    pieces = (text[at : at + size] for at in range(0, len(text), size))
    return [each for passage in Reader(pieces, "en", context, "auto") for each in passage.found]


def test_a_text_in_pieces_is_the_same_text() -> None:
    text = "\n\n".join(line for line, _ in NEWS) * 40
    assert read_in_pieces(text, 1000) == list(find(text, reference=THURSDAY))


PARTS = [*" \n.,-:()?", "May", "4", "2019", "on", "Monday", "the", "10:30", "x", "9999-12-31", "in"]
PARTS += [
    "0001-01-01",
    "44 BC",
    "century",
    "following",
    "since",
    "two years later",
    "until",
    "last",
]


@given(st.lists(st.sampled_from(PARTS)), st.sampled_from(["news", "narrative", "announcement"]))
def test_any_text_is_read_and_offsets_are_those_of_the_words(parts: list[str], style: Any) -> None:
    text = " ".join(parts)
    ends = 0
    for each in find(text, reference=THURSDAY, style=style):
        assert text[each.start : each.end] == each.text
        assert each.start >= ends
        ends = each.end


@given(st.text())
def test_no_text_raises(text: str) -> None:
    find(text, reference=THURSDAY)


HOSTILE = ["may ", "May ", "1234567890", "2009 ", ",", "( [ ", "a\u0301\u0302", "1/2 ", "10:30 ",
           "4 May, ", "the day after ", "Monday and ", "noon to ", "'09 ", "x", "\u202e",
           "İ "]  # fmt: skip


def test_hostile_text_takes_time_by_its_length(table: Table) -> None:
    for part in HOSTILE:

        def find_in(length: int, part: str = part) -> None:
            find(part * (length // len(part)), reference=THURSDAY)

        with table.row(part):
            assert grows_at_most(40, find_in, 4_000, 32_000)


SAINTS = [
    ("en", "She teaches at St Andrews and sings at St Patrick’s on Sunday.", ["on Sunday"]),
    ("en", "The shop is closed on St Patrick’s Day.", ["on St Patrick’s Day"]),
    ("es", "El barco llegará a San Juan el martes.", ["martes"]),
    ("es", "El alcalde de San José estuvo en San Pedro.", []),
    ("pt", "O navio chega a São João na terça-feira.", ["terça-feira"]),
]


def test_the_name_of_a_saint_is_mostly_a_place(table: Table) -> None:
    for language, text, found in SAINTS:
        with table.row(text):
            assert [
                each.text for each in find(text, reference=THURSDAY, language=language)
            ] == found


TOURS = [
    ("es", "La orquesta toca en Burgos el viernes.", "2024-05-17"),
    ("pt", "A ministra parte para Faro na terça-feira.", "2024-05-21"),
    ("pt", "A banda toca em Viseu no sábado à noite.", "2024-05-18TNI"),
]


def test_who_plays_somewhere_is_still_to_play(table: Table) -> None:
    for language, text, value in TOURS:
        with table.row(text):
            found = find(text, reference=THURSDAY, language=language)
            assert [each.timex.value for each in found] == [value]


def test_a_building_before_a_weekday_is_no_street(table: Table) -> None:
    for language, text, found in [
        ("es", "Inaugurará un puente; el miércoles regresará.", ["miércoles"]),
        ("es", "Hablará en el hospital el 4 de abril.", ["4 de abril"]),
        ("es", "Vive en la calle 4 de Abril, cerca de la Plaza del 9 de Mayo.", []),
        ("pt", "Visitará a escola na quarta-feira.", ["quarta-feira"]),
        ("pt", "Mora na Rua 5 de Novembro, ao lado da Ponte 9 de Abril.", []),
    ]:
        with table.row(text):
            each = find(text, reference=date(2027, 3, 3), language=language)
            assert [words.text.removeprefix("na ") for words in each] == found


FEASTS_AND_NAMES = [
    # a text, its language, and the words that are found
    ("es", "El coro canta en Asunción el 5 de junio.", ["5 de junio"]),
    ("es", "Vuelve el día de la Asunción.", ["día de la Asunción"]),
    ("es", "SS. MM. los Reyes estarán en Oslo el 5 de junio.", ["5 de junio"]),
    ("es", "Volverá en Reyes.", ["en Reyes"]),
    ("pt", "O bispo nasceu em Natal e chega a Assunção no dia 5 de junho.", ["dia 5 de junho"]),
    ("pt", "Regressa no Natal.", ["Natal"]),
    ("pt", "O ministro Domingos Nobre e Domingos Sá falam a 5 de junho.", ["5 de junho"]),
    ("pt", "Aos domingos há feira.", ["Aos domingos"]),
    # words that are others with their accents
    ("es", "El lunes está en Oslo.", ["lunes"]),
    ("pt", "No sábado está no Porto.", ["sábado"]),
    ("pt", "Chega na terça e visita o porto.", ["terça"]),
    ("es", "Llega el martes y visita el puerto.", ["martes"]),
    ("en", "They arrive on Tuesday and tour the harbour.", ["on Tuesday"]),
]


def test_feasts_that_are_names_and_verbs_that_are_no_trips(table: Table) -> None:
    for language, text, expected in FEASTS_AND_NAMES:
        with table.row(text):
            found = find(text, reference=THURSDAY, language=language, style="announcement")
            assert [each.text for each in found] == expected


PRESENT = [
    ("en", "The queen visits Oslo on Tuesday.", "2024-05-21"),
    ("en", "Her visits ended on Tuesday.", "2024-05-14"),
    ("es", "La reina visita Oslo el martes.", "2024-05-21"),
    ("es", "El rector firma el convenio el martes, según informó la oficina.", "2024-05-21"),
    ("es", "Su visita terminó el martes.", "2024-05-14"),
    ("pt", "A rainha visita Oslo na terça-feira.", "2024-05-21"),
    ("pt", "O reitor inaugura a sala na terça-feira, informou o gabinete.", "2024-05-21"),
    ("pt", "A visita terminou na terça-feira.", "2024-05-14"),
]


def test_the_present_tells_of_days_to_come(table: Table) -> None:
    for language, text, expected in PRESENT:
        with table.row(text):
            assert find_values(text, language=language)[0][1] == expected


EARLY_YEARS = [
    ("en", "The pact was signed on 3 May 1294.", "1294-05-03"),
    ("en", "The guild was founded in May 1498.", "1498-05"),
    ("es", "El tratado es del 7 de junio de 1494.", "1494-06-07"),
    ("pt", "Foi assinado a 7 de junho de 1494.", "1494-06-07"),
]


def test_a_day_and_month_keep_their_early_year(table: Table) -> None:
    for language, text, expected in EARLY_YEARS:
        with table.row(text):
            assert [v for _, v in find_values(text, language=language)] == [expected]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(1, 8), st.integers(-2, 20))), st.data())
def test_a_cover_without_what_is_refused_is_that_of_the_others(
    drawn: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    drawn.sort(key=lambda each: each[1])
    left = [Candidate((), [Span(a, b, "date", [])], weight) for a, b, weight in drawn if a < b]
    chooser = CoverChooser(left, 8)
    while cover := chooser.choose_cover():
        assert cover == CoverChooser(left, 8).choose_cover()
        refused = data.draw(st.lists(st.sampled_from(cover), min_size=1, unique_by=id))
        left = [each for each in left if each not in refused]
        chooser.refuse(refused)
    assert CoverChooser(left, 8).choose_cover() == ()
