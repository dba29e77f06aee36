"""Dates in running text that the words around them settle, or leave in doubt."""

from __future__ import annotations

from datetime import date

from tables import Table

from itinerary import Found, find

THURSDAY = date(2024, 5, 16)


def find_all(language: str, text: str, **given: object) -> list[Found]:
    """What is found in news of Thursday 16 May 2024."""
    arguments = {"reference": THURSDAY, "style": "news", **given}
    return list(find(text, language=language, **arguments))


def find_values(language: str, text: str, **given: object) -> list[str]:
    return [each.timex.value for each in find_all(language, text, **given)]


def test_what_stands_in_apposition_is_another_date() -> None:
    """ "The last day" behind a comma makes "on Tuesday" no last Tuesday."""
    text = "On Tuesday, the last day of her trip, she will meet him."
    assert [each.text for each in find_all("en", text)] == ["On Tuesday", "last day"]
    assert [each.text for each in find_all("en", "He left on Tuesday last.")] == ["on Tuesday last"]


NO_DAY = ["two weeks after the first reading", "ten days before the third round"]


def test_an_ordinal_before_a_noun_is_no_day() -> None:
    for words in NO_DAY:
        assert not [each for each in find_all("en", f"It came {words}.") if each.kind == "date"]
    assert find_values("en", "It comes two weeks after the first of June.") == ["2024-06-15"]


def test_a_weekday_stays_with_its_day_beside_another_phrase() -> None:
    text = "Day 1 (Monday, 20 May): arrival in Bergen"
    assert [each.text for each in find_all("en", text)] == ["Day 1", "Monday, 20 May"]


# A time of the day is of the day that was named before it, where that is told of.
TIMES = [
    ("en", "The deed is of 9 June 1611. It is short. The hall opens at 9 a.m.", "2024-05-16T09:00"),
    ("en", "The abbey burnt on 9 June 1611. At 4 a.m. the roof fell.", "1611-06-09T04:00"),
    ("en", "The abbey burnt on 9 June 1611. It was old. Bells rang at 4 a.m.", "2024-05-16T04:00"),
    ("en", "The abbey burnt on 2 May. It was old. At 4 a.m. the roof fell.", "2024-05-02T04:00"),
    ("en", "The abbey burnt on 2 May. The market opens at 9 a.m.", "2024-05-16T09:00"),
    ("es", "El acta es del 9 de junio de 1611. La sala abre a las 9:30.", "2024-05-16T09:30"),
    ("pt", "A ata é de 9 de junho de 1611. A sala abre às 9h30.", "2024-05-16T09:30"),
]

# … or of the one right behind it.
TIMES_BEFORE_DAYS = [
    ("en", "It docked at 05:40, local time, on 3 May.", "2024-05-03T05:40"),
    ("en", "It docked at 5:40 a.m., in thick fog, on 3 May.", "2024-05-03T05:40"),
    ("en", "It docks at 5:40 a.m.; on 3 May it sank.", "2024-05-16T05:40"),
    ("en", "It docked at 5:40 a.m. and on 3 May it sank.", "2024-05-16T05:40"),
    ("es", "Atracó a las 05:40, hora local, el 3 de mayo.", "2024-05-03T05:40"),
    ("pt", "Atracou às 05:40, hora local, em 3 de maio.", "2024-05-03T05:40"),
]


def test_a_time_is_of_the_day_that_is_told_of(table: Table) -> None:
    for language, text, expected in TIMES:
        with table.row(text):
            assert find_values(language, text)[1] == expected
    for language, text, expected in TIMES_BEFORE_DAYS:
        with table.row(text):
            assert find_values(language, text)[0] == expected


def test_a_programme_a_year_ahead_keeps_its_times() -> None:
    text = "Visit of 18-24 October 2026\n\n09:05 Take-off\n11:30 Landing\n"
    values = find_values("en", text, style="announcement")
    assert values[1:] == ["2026-10-18T09:05", "2026-10-18T11:30"]


# A verb of the past right beside a month and day tells that it has been.
TENSES = [
    ("en", "The chess clubs met on 27 June.", "2023-06-27"),
    ("en", "The chess clubs met in Turku on 27 June.", "2023-06-27"),
    ("en", "On 27 June the chess clubs met.", "2023-06-27"),
    ("en", "The arena was closed on 27 June.", "2023-06-27"),
    ("en", "She was born in Turku on June 27.", "2023-06-27"),
    ("es", "Los clubes se reunieron el 27 de junio.", "2023-06-27"),
    ("es", "Los clubes se reunieron en Jaca el 27 de junio.", "2023-06-27"),
    ("es", "El 27 de junio cerraron la sala.", "2023-06-27"),
    ("pt", "Os clubes reuniram-se em 27 de junho.", "2023-06-27"),
    ("pt", "Em 27 de junho fecharam a sala.", "2023-06-27"),
    # not so the present, though it ends as the past does; what is planned, said, or only told of
    ("es", "El plazo acaba el 27 de junio.", "2024-06-27"),
    ("es", "Harán la travesía el 27 de junio.", "2024-06-27"),
    ("es", "El alcalde envía el plan el 27 de junio.", "2024-06-27"),
    ("pt", "A banda grava o disco em 27 de junho.", "2024-06-27"),
    ("en", "The chess clubs will meet on 27 June.", "2024-06-27"),
    ("en", "The arena is closed on 27 June.", "2024-06-27"),
    ("en", "A film released on 27 June tells of it.", "2024-06-27"),
    ("en", "They called a strike on 27 June.", "2024-06-27"),
    ("en", "It was moved from 20 June to 27 June.", "2024-06-20/2024-06-27"),
    ("en", "It was dropped in favour of a vote on 27 June.", "2024-06-27"),
    ("en", "On 27 June the team that won plays again.", "2024-06-27"),
    ("en", "On 27 June he had planned to fly.", "2024-06-27"),
    ("en", "They announced on 27 May.", "2024-05-27"),
    ("en", "They met on 17 May.", "2024-05-17"),  # where it is the 17th already
    ("es", "La feria celebrada el 27 de junio es grande.", "2024-06-27"),
    ("es", "La feria se aplazó al 27 de junio.", "2024-06-27"),
    ("pt", "A sala está fechada em 27 de junho.", "2024-06-27"),
]


def test_the_tense_beside_a_day_tells_its_year(table: Table) -> None:
    for language, text, expected in TENSES:
        with table.row(text):
            assert find_values(language, text) == [expected]


def test_a_verb_that_tells_otherwise_is_named() -> None:
    (found,) = find_all("en", "They called a strike on 27 June.")
    assert "though 'called' tells of what has been" in found.reason
    (found,) = find_all("en", "They will meet on 27 April.")
    assert "though 'meet' tells of what is to come" in found.reason


# A year that heads its sentence is that of the days and months behind it.
YEARS_AHEAD = [
    ("en", "In 2017, the dyke broke on 9 June and again in July.", ["2017-06-09", "2017-07"]),
    ("en", "It was dry until 2017, when the dyke broke on 9 June.", ["2017-06-09"]),
    ("en", "Next year the fair will be held from 9 to 12 June.", ["2025-06-09/2025-06-12"]),
    ("es", "En 2017, el dique se rompió el 9 de junio.", ["2017-06-09"]),
    ("es", "El año que viene la feria será del 9 al 12 de junio.", ["2025-06-09/2025-06-12"]),
    ("pt", "Em 2017, o dique rompeu-se em 9 de junho.", ["2017-06-09"]),
    ("en", "Last week the choir sang on Monday.", ["2024-05-06"]),
    ("es", "La semana pasada el coro cantó el lunes.", ["2024-05-06"]),
    ("pt", "Na semana passada o coro cantou na segunda-feira.", ["2024-05-06"]),
    ("en", "Last week's concert was praised on Monday.", ["2024-05-13"]),
    # but not what stands behind another sentence or verb
    ("en", "In 2017 it was sold. It closed on 9 May.", ["2024-05-09"]),
    ("en", "The firm, which was founded in 2017, closed on 9 May.", ["2024-05-09"]),
    ("en", "In 2017 it was dry, she said on 9 May.", ["2024-05-09"]),
    ("en", "Two years ago they built it, and on 9 May it fell.", ["2024-05-09"]),
]


# A date of years ago that is told in passing is not that of what goes on behind it.
ASIDES = [
    ("en", "The mill, built on 4 March 1888, closed on 9 May.", "2024-05-09"),
    ("en", "The mill, which burnt on 4 March 1888, was sold on 9 May.", "2024-05-09"),
    ("en", "Founded in Turku on 4 March 1888, the choir invites you on 9 June.", "2024-06-09"),
    ("en", "The mill burnt on 4 March 1888 and again on 9 May.", "1888-05-09"),
    ("en", "The mill burnt on 4 March 1888 and invites you on Sunday, 9 June.", "2024-06-09"),
    ("es", "El molino, construido el 4 de marzo de 1888, cerró el 9 de mayo.", "2024-05-09"),
    ("es", "El molino ardió el 4 de marzo de 1888 y otra vez el 9 de mayo.", "1888-05-09"),
    ("pt", "O moinho, construído em 4 de março de 1888, fechou em 9 de maio.", "2024-05-09"),
    ("pt", "O moinho, que ardeu em 4 de março de 1888, fechou em 9 de maio.", "2024-05-09"),
]


def test_what_is_told_in_passing_gives_no_year(table: Table) -> None:
    for language, text, expected in ASIDES:
        with table.row(text):
            assert find_values(language, text)[1] == expected


def test_a_year_ahead_is_that_of_its_sentence(table: Table) -> None:
    for language, text, expected in YEARS_AHEAD:
        with table.row(text):
            assert find_values(language, text)[1:] == expected


WORDS = [
    # hours in words
    ("en", "The choir sang at ten to eight on Monday.", ["2024-05-13T07:50"]),
    ("en", "The choir sang at six o'clock.", ["2024-05-16T06:00"]),
    ("en", "The six o'clock bus was late; nine o'clock news.", []),
    ("es", "El coro cantó a las ocho menos diez del lunes.", ["2024-05-13T07:50"]),
    ("es", "El coro cantó a las ocho y veinte del lunes.", ["2024-05-13T08:20"]),
    ("es", "El coro cantó a las ocho en punto.", ["2024-05-16T08:00"]),
    ("es", "Trajo más o menos diez sillas y dos y tres mesas.", []),
    ("pt", "O coro cantou às dez para as oito de segunda-feira.", ["2024-05-13T07:50"]),
    ("pt", "O coro cantou dez para as oito.", ["2024-05-16T07:50"]),
    ("pt", "O coro cantou às oito em ponto.", ["2024-05-16T08:00"]),
    # years of an era
    ("en", "It was built in AD 41 and burnt in 260 CE.", ["0041", "0260"]),
    ("en", "They ran 14 ad spots.", []),
    ("es", "Murió en el 58 a. C., y su hijo en el 9 d. C.", ["BC0058", "0009"]),
    ("es", "Reinó entre 58 y 49 a. C.", ["[-0057..-0048]"]),
    ("pt", "Morreu em 58 a. C., e o filho em 9 d.C.", ["BC0058", "0009"]),
    # years far off
    ("en", "The deed of May 3, 1588, hangs here.", ["1588-05-03"]),
    ("en", "It came in the spring of 1204 and comes in the summer of 2091.", [
        "1204-SP", "2091-SU"]),
    ("en", "She lives in the 1812 Building.", []),
    ("en", "It was built for the 1936 Olympics.", ["1936"]),
    ("en", "Seen on 3 May 1951, the second four years later.", ["1951-05-03", "1955"]),
    # decades
    ("en", "In the 90s it snowed.", ["199"]),
    ("en", "It was a mill in the mid-80s.", ["198"]),
    ("en", "A man in his 90s and a woman in her early thirties.", []),
    ("es", "A finales de los ochenta nevó. En los años 70 no.", ["198", "197"]),
    ("es", "Los treinta heridos de los noventa.", []),
    ("pt", "Nos anos 70 nevou.", ["197"]),
    # what recurs
    ("en", "Every second Tuesday of the month they dance.", ["P1W"]),
    ("en", "They sing every Monday from 7 p.m. to 9 p.m.", ["P1W"]),
    ("en", "It is open Monday to Saturday from 9 a.m. to 5 p.m.", ["P1W"]),
    ("en", "On weekends at noon it rings.", ["P1W", "2024-05-16T12:00"]),
    ("es", "Abre de lunes a sábado de 9 a 14 h.", ["P1W"]),
    ("pt", "Abre de segunda a sábado das 9h às 14h.", ["P1W"]),
    ("es", "Trabajan de lunes a viernes, de 8 a 15 h.", ["P1W"]),
    # what is joined only by its place
    ("en", "The mill reopened on 1 May after 18 months.", ["2024-05-01", "P18M"]),
    ("en", "The fair closes on 3 June; shares closed at the lowest in six years.", [
        "2024-06-03", "P6Y"]),
    ("en", "The letters of 3 May 1790 and 9 June are lost.", ["1790-05-03,1790-06-09"]),
    ("es", "El curso acaba el 20 de junio y el 2026-2027 será otro.", ["2024-06-20"]),
    ("es", "Vuelve el próximo lunes el plan, rechazado el martes.", ["2024-05-20", "2024-05-14"]),
    ("pt", "Volta na próxima segunda o júri, suspenso na terça.", ["2024-05-20", "2024-05-14"]),
    # time up to a date
    ("en", "Sales fell in the year to March.", ["2023-04-01/2024-03-31"]),
    ("en", "Sales fell in the year to June.", ["2022-07-01/2023-06-30"]),
    ("en", "Sales fell in the two months to 30 April.", ["2024-03-01/2024-04-30"]),
    ("es", "En los 12 meses hasta abril las ventas cayeron.", ["2023-05-01/2024-04-30"]),
    ("pt", "Nos 12 meses até abril as vendas caíram.", ["2023-05-01/2024-04-30"]),
    # what is compared is not counted
    ("en", "It began on 2 May, a week later than usual.", ["2024-05-02", "P1W"]),
    ("es", "Empezó el 2 de mayo, una semana antes que el coro.", ["2024-05-02", "P1W"]),
    # beside each other
    ("en", "It sat for nine weeks last autumn.", ["P9W", "2023-FA"]),
    ("en", "At 2 p.m. CEST (8 a.m. in Lima).", ["2024-05-16T14:00+0200", "2024-05-16T08:00"]),
    # verbs
    ("en", "The rule takes effect on 1 December.", ["2024-12-01"]),
    ("es", "La norma entra en vigor el 1 de diciembre.", ["2024-12-01"]),
    ("pt", "A norma entra em vigor em 1 de dezembro.", ["2024-12-01"]),
    ("en", "The mill cut jobs in March and plans to cut more.", ["2024-03"]),
]  # fmt: skip


def test_words_and_what_they_come_to(table: Table) -> None:
    for language, text, expected in WORDS:
        with table.row(language, text):
            assert find_values(language, text) == expected


# Where nobody knows which is meant, that is said: no date is chosen, and none is lost.
IN_DOUBT = [
    ("en", "In May 1540 barrels were lost.", "In May", "'1540' may be its year"),
    ("en", "On 3 May 1540 barrels were lost.", "On 3 May", "'1540' may be its year"),
    ("en", "In the twenties it was a mill.", "In the twenties", "the 2020s, or the 1920s"),
    ("en", "In the 20s it was a mill.", "In the 20s", "the 2020s, or the 1920s"),
    ("es", "En los años veinte era un molino.", "En los años veinte", "the 2020s, or the 1920s"),
    ("pt", "Nos anos 20 era um moinho.", "anos 20", "the 2020s, or the 1920s"),
    ("pt", "Na quinta entrevista o prefeito.", "quinta", "the weekday or the ordinal"),
    ("en", "It is open ten to six on Monday.", "ten to six on Monday", "minutes before an hour"),
    ("en", "Its fiscal second quarter was bad.", "fiscal second quarter", "fiscal years"),
    ("es", "El segundo trimestre fiscal fue malo.", "segundo trimestre fiscal", "fiscal years"),
    ("pt", "O segundo trimestre fiscal foi mau.", "segundo trimestre fiscal", "fiscal years"),
]


def test_words_in_doubt_are_vague_and_tell_why(table: Table) -> None:
    for language, text, words, reason in IN_DOUBT:
        with table.row(text):
            (found,) = find_all(language, text)
            assert (found.text, found.kind, found.intervals) == (words, "vague", ())
            assert reason in found.reason


def test_the_same_month_of_another_year_is_in_doubt() -> None:
    values = find_values("en", "It rose on 4 April. In the same month last year it fell.")
    assert values == ["2024-04-04", "X", "2023"]


def test_what_is_told_of_a_thing_of_years_ago_is_in_doubt() -> None:
    letter, sold = find_all("en", "The letter of 3 May 1790 was sold in March.")
    assert (letter.timex.value, sold.timex.value, sold.intervals) == ("1790-05-03", "X", ())
    assert sold.reason.startswith("it may be read from 1790-05-03")
