"""Sentences in drafts: what their dates date, in English, Spanish and Portuguese."""

from __future__ import annotations

import re

from drafted import draft_text, list_entries, list_reasons
from tables import Table

from itinerary import resolve
from itinerary.articles import Paragraph
from itinerary.drafting.language import load_drafting_words
from itinerary.drafting.sentences import MAX_SENTENCE, split_sentences

HEADS = {
    "en": "Envoy to visit Peru\n\nOslo, 4 May 2026\n\nEnvoy Ana Reis will visit Lima and Cusco"
    " from 11 to 15 May.\n\n",
    "es": "La enviada visitará Perú\n\nMadrid, 4 de mayo de 2026\n\nLa enviada Ana Reis visitará"
    " Lima y Cusco del 11 al 15 de mayo.\n\n",
    "pt": "A enviada visita o Peru\n\nLisboa, 4 de maio de 2026\n\nA enviada Ana Reis visitará"
    " Lima e Cusco de 11 a 15 de maio.\n\n",
}
DATED = [
    # a sentence, an event, and its date
    ("en", "On the 13th she meets the mayor.", "Meets the mayor", "2026-05-13"),
    ("en", "The talks are on 12 May and on the 13th she will meet him.", "The talks", "2026-05-12"),
    ("en", "The talks are on 12 May and on the 13th she will meet him.", "Meet him", "2026-05-13"),
    ("es", "El 13 se reunirá con la alcaldesa.", "Se reunirá con la alcaldesa", "2026-05-13"),
    ("es", "El acto será el 12 de mayo y el 13 irá al puerto.", "El acto", "2026-05-12"),
    ("es", "El acto será el 12 de mayo y el 13 irá al puerto.", "Irá al puerto", "2026-05-13"),
    ("pt", "A 13 será recebida pela autarca.", "Será recebida pela autarca", "2026-05-13"),
    ("pt", "O ato será a 12 de maio, e a 13 irá ao porto.", "O ato", "2026-05-12"),
    ("pt", "O ato será a 12 de maio, e a 13 irá ao porto.", "Irá ao porto", "2026-05-13"),
]


def test_dates_in_sentences(table: Table) -> None:
    for language, sentence, title, expected in DATED:
        with table.row(sentence):
            entries = list_entries(draft_text(HEADS[language] + sentence, language=language))
            assert entries.get(f"event {title}") == expected, entries


WITHDRAWN = [
    ("en", "The tea is on the 13th, not the 14th.", "the 14th"),
    ("en", "The tea is on 13 May and not on the 14th, as Thursday is a holiday.", "Thursday"),
    ("es", "El té será el 13, no el 14.", "el 14"),
    ("es", "El té será el miércoles 13 y no el 14, por ser el jueves festivo.", "jueves"),
    ("pt", "O chá será no dia 13, não no 14.", "no 14"),
    ("pt", "O chá será na quarta-feira 13, e não no dia 14.", "dia 14"),
]


DROPPED = [
    ("en", "A planned stop in Cusco on 13 May was dropped."),
    ("en", "The tea on 13 May has been shelved."),
    ("es", "La parada en Cusco del 13 de mayo queda descartada."),
    ("es", "Se descartó la visita a Cusco del 13 de mayo."),
    ("pt", "A paragem em Cusco a 13 de maio foi descartada."),
]


def test_what_was_dropped_dates_nothing(table: Table) -> None:
    for language, sentence in DROPPED:
        with table.row(sentence):
            drafted = draft_text(HEADS[language] + sentence, language=language)
            assert not [each for each in list_entries(drafted) if each.startswith("event")]
            assert any("holds no more" in each for each in list_reasons(drafted).values())


MOVED = [
    ("en", "The talk in Lima on 12 May has been moved to 13 May."),
    ("es", "La charla en Lima del 12 de mayo se aplazó al 13 de mayo."),
    ("pt", "A palestra em Lima de 12 de maio foi adiada para 13 de maio."),
]


def test_what_was_moved_stands_on_its_new_day(table: Table) -> None:
    for language, sentence in MOVED:
        with table.row(sentence):
            drafted = draft_text(HEADS[language] + sentence, language=language)
            dates = [d for title, d in list_entries(drafted).items() if title.startswith("event")]
            assert len(dates) == 1
            assert "-13" in dates[0], dates
            assert any("holds no more" in each for each in list_reasons(drafted).values())


ONLY_PLACES = [
    ("en", "She will speak in Lima on 11 May, in Cusco on the 12th and in Arequipa on 13 May."),
    ("es", "Hablará en Lima el 11 de mayo, en Cusco el 12 y en Arequipa el 13 de mayo."),
    ("es", "Visitará Lima del 11 al 12 de mayo y luego Cusco hasta el miércoles 13."),
    ("pt", "Fala em Lima a 11 de maio, em Cusco no dia 12 e em Arequipa no dia 13."),
]


def test_a_place_alone_as_an_event_is_for_the_editor(table: Table) -> None:
    for language, sentence in ONLY_PLACES:
        with table.row(sentence):
            text = draft_text(HEADS[language] + sentence, language=language).text
            lines = text.splitlines()
            for number, line in enumerate(lines):
                if re.fullmatch(r"\s*- title: (?:(?:In|En|Em) )?(?:Cusco|Arequipa)", line):
                    assert "only a place is said" in "".join(lines[number : number + 4])


def test_denied_days_are_listed(table: Table) -> None:
    for language, sentence, words in WITHDRAWN:
        with table.row(sentence):
            listed = list_reasons(draft_text(HEADS[language] + sentence, language=language))
            reason = next((why for said, why in listed.items() if words in said), "")
            assert "holds no more" in reason, listed


MOVEMENTS = [
    ("en", "She meets the mayor in Lima on 11 May. On 13 May she heads to Cusco."),
    ("en", "She meets the mayor in Lima on 11 May. She flies to Cusco on Wednesday."),
    ("en", "On 13 May she travels from Lima to Cusco."),
    ("es", "El 11 de mayo hablará en Lima. El miércoles viaja a Cusco."),
    ("es", "El 13 de mayo viajará de Lima a Cusco."),
    ("pt", "A 11 de maio falará em Lima. Na quarta-feira segue para Cusco."),
]


def test_ways_between_cities_are_movements(table: Table) -> None:
    for language, sentences in MOVEMENTS:
        with table.row(sentences):
            drafted = draft_text(HEADS[language] + sentences, language=language)
            (way,) = (e for e in resolve(drafted.document).entries if e.kind == "movement")
            assert "from: Lima\n" in drafted.text
            assert "to: Cusco" in drafted.text
            depart = way.find_dating("depart")
            assert depart is not None
            assert depart.intervals[0].edtf == "2026-05-13"


def test_the_start_of_a_way_is_not_guessed() -> None:
    text = HEADS["en"] + "On 13 May she flies to Cusco. On 11 May she meets the mayor."
    drafted = draft_text(text)
    assert "kind: movement" not in drafted.text
    events = [*drafted.document.events]
    events += [each for leg in drafted.document.legs for each in leg.events]
    assert [str(each.kind) for each in events if "Cusco" in each.title] == ["other"]
    entries = {each.title: each for each in resolve(drafted.document).entries}
    meeting = entries["Meets the mayor"]
    assert meeting.path[0] == "events" or meeting.leg == "lima"  # she is not in Cusco yet


def test_a_date_behind_a_purpose_is_for_the_editor() -> None:
    text = HEADS["en"] + "She will fly to Cusco in the evening for talks with Mayor Sá on Thursday."
    assert "“on Thursday” may date what they go there for" in draft_text(text).text


POSTPONED = [
    # what is off, the new dates in a sentence of their own, and what they come to
    (
        "en",
        "The visit of Envoy Ana Reis to Peru, planned for 11 to 15 May, has been postponed.",
        ("The new dates are 16-18 June.", "The visit will now take place from 16 to 18 June."),
    ),
    (
        "es",
        "La visita de la enviada Ana Reis a Perú, prevista del 11 al 15 de mayo, queda aplazada.",
        ("Las nuevas fechas son del 16 al 18 de junio.", "La visita será ahora del 16 al 18 de"
         " junio."),
    ),
    (
        "pt",
        "A visita da enviada Ana Reis ao Peru, prevista para 11 a 15 de maio, foi adiada.",
        ("As novas datas serão 16 a 18 de junho.", "A visita decorrerá agora de 16 a 18 de"
         " junho."),
    ),
]  # fmt: skip


def test_new_dates_in_a_sentence_of_their_own_are_those_of_the_trip(table: Table) -> None:
    for language, off, sentences in POSTPONED:
        for sentence in sentences:
            with table.row(sentence):
                head = HEADS[language].rpartition("\n\n")[0].rpartition("\n\n")[0]
                drafted = draft_text(f"{head}\n\n{off} {sentence}\n", language=language)
                trip = next(e for e in resolve(drafted.document).entries if e.section == "trip")
                assert [each.edtf for each in trip.intervals] == ["2026-06-16/2026-06-18"]
                assert len(trip.datings[0].readings) == 2
                assert "the new dates of what was postponed" in drafted.text
                assert not drafted.document.legs or len(drafted.document.legs) == 1


def test_a_new_date_of_an_event_is_not_that_of_the_trip() -> None:
    text = "The concert in Lima on 12 May has been postponed. The new date is 14 May."
    drafted = draft_text(HEADS["en"] + text)
    entries = list_entries(drafted)
    assert entries["trip Envoy to visit Peru"] == "2026-05-11/2026-05-15"
    assert entries["event The new date"] == "2026-05-14"
    assert "the new date of what is off" in drafted.text
    assert "on 12 May" in list_reasons(drafted)


ENDS = [
    # a sentence on where the trip begins, one on the return, and its dates
    ("en", "Envoy Ana Reis begins a visit to Peru on Monday.", "She returns home on Thursday."),
    ("es", "La enviada Ana Reis comienza el lunes una visita a Perú.", "El jueves regresa a casa."),
    (
        "pt",
        "A enviada Ana Reis inicia na próxima segunda-feira uma visita ao Peru.",
        "O regresso está previsto para quinta-feira.",
    ),
]


def test_the_first_and_the_last_day_in_words_are_the_dates_of_the_trip(table: Table) -> None:
    for language, first, last in ENDS:
        head = HEADS[language].rpartition("\n\n")[0].rpartition("\n\n")[0]
        head = head.replace("4 ", "6 ", 1)  # a Wednesday
        with table.row(first):
            drafted = draft_text(f"{head}\n\n{first} {last}\n", language=language)
            entries = list_entries(drafted)
            (trip,) = (when for title, when in entries.items() if title.startswith("trip"))
            assert trip == "2026-05-11/2026-05-14"
            assert "for the editor: “" in drafted.text
        with table.row("without the return", first):
            drafted = draft_text(f"{head}\n\n{first}\n", language=language)
            assert drafted.document.dates is None or not drafted.document.dates


SAID = [
    ("en", "The ports are open, her office said on Thursday.", "on Thursday"),
    ("en", "The minister said in March that ports matter.", "in March"),
    ("en", "The ministry told reporters on Monday that it was ready.", "on Monday"),
    ("es", "Los puertos importan, dijo el jueves su oficina.", "jueves"),
    ("es", "La enviada dijo en marzo que los puertos importan.", "en marzo"),
    ("pt", "Os portos importam, disse na quinta-feira o gabinete.", "quinta-feira"),
    ("pt", "A enviada disse em março que os portos importam.", "em março"),
]


def test_when_something_was_said_is_no_background(table: Table) -> None:
    for language, sentence, words in SAID:
        with table.row(sentence):
            drafted = draft_text(HEADS[language] + sentence, language=language)
            assert list_reasons(drafted).get(words) == "when it was said"
            assert not drafted.document.background


def test_what_was_done_is_background(table: Table) -> None:
    for sentence in ("A stop was added last month.", "Last month she told parliament of it."):
        with table.row(sentence):
            assert len(draft_text(HEADS["en"] + sentence).document.background) == 1


TRIP_DAYS = [
    ("en", "On the second day she will open a library.", "2026-05-12"),
    ("en", "On the last day of her visit she will open a library.", "2026-05-15"),
    ("en", "On the second day of the fair she will open a library.", ""),
    ("es", "El segundo día inaugurará una biblioteca.", "2026-05-12"),
    ("pt", "No segundo dia inaugurará uma biblioteca.", "2026-05-12"),
]


def test_days_are_counted_in_the_trip_for_the_editor(table: Table) -> None:
    for language, sentence, expected in TRIP_DAYS:
        with table.row(sentence):
            drafted = draft_text(HEADS[language] + sentence, language=language)
            events = [w for title, w in list_entries(drafted).items() if title.startswith("event")]
            assert events == [expected] * bool(expected)
            assert ("counts from another date" in drafted.text) == ("-12" in expected)
    undated = HEADS["en"].partition(" from 11")[0] + " this year.\n\n" + TRIP_DAYS[0][1]
    assert "On the second day" in list_reasons(draft_text(undated))


def test_planned_for_withdraws_only_what_is_off(table: Table) -> None:
    for language, sentence, count in (
        ("en", "A concert is planned for 13 May.", 1),
        ("en", "The concert, planned for 13 May, has been cancelled.", 0),
        ("pt", "O concerto está marcado para 13 de maio.", 1),
        ("es", "El concierto, previsto para el 13 de mayo, ha sido cancelado.", 0),
    ):
        with table.row(sentence):
            drafted = draft_text(HEADS[language] + sentence, language=language)
            found = [each for each in list_entries(drafted) if each.startswith("event")]
            assert len(found) == count


OPEN_TIMES = [
    # a line, and whether its date has a mark
    ("en", "13 May - 19:00 - Concert in Cusco (time to be confirmed)", True),
    ("en", "13 May - 19:00 - Dinner in Cusco (venue to be confirmed)", False),
    ("en", "13 May - Dinner in Cusco (time to be confirmed)", False),
    ("es", "13 de mayo - 19:00 - Concierto en Cusco (hora por confirmar)", True),
    ("es", "13 de mayo - Concierto en Cusco (por confirmar)", True),
    ("pt", "13 de maio - 19h00 - Concerto em Cusco (hora a confirmar)", True),
    ("pt", "13 de maio - Jantar em Cusco (local a confirmar)", False),
]


def test_what_is_to_be_confirmed_is_for_the_editor(table: Table) -> None:
    for language, line, is_marked in OPEN_TIMES:
        with table.row(line):
            text = draft_text(HEADS[language] + line, language=language).text
            assert ("stands beside it" in text) == is_marked


NOTHING_PLANNED = [
    ("en", "13 May: free day\n14 May: Talks in Cusco"),
    ("en", "13 May: no public engagements\n14 May: Talks in Cusco"),
    ("es", "13 de mayo: jornada libre\n14 de mayo: Reunión en Cusco"),
    ("pt", "13 de maio: sem programa\n14 de maio: Reunião em Cusco"),
]


def test_a_day_without_a_programme_has_no_event(table: Table) -> None:
    for language, lines in NOTHING_PLANNED:
        with table.row(lines):
            drafted = draft_text(HEADS[language] + lines, language=language)
            events = [d for title, d in list_entries(drafted).items() if title.startswith("event")]
            assert events == ["2026-05-14"]
            assert "nothing is planned then" in list_reasons(drafted).values()


NEGATED = [
    ("en", "The talks will not begin on 12 May.", "on 12 May"),
    ("es", "La reunión no tendrá lugar el 12 de mayo.", "12 de mayo"),
    ("pt", "A reunião não terá lugar a 12 de maio.", "12 de maio"),
]


def test_what_is_not_on_a_day_is_no_event(table: Table) -> None:
    for language, sentence, words in NEGATED:
        with table.row(sentence):
            drafted = draft_text(HEADS[language] + sentence, language=language)
            assert list_reasons(drafted)[words] == "withdrawn: it holds no more"


SPENT = [
    ("en", "She will spend Monday and Tuesday in Cusco."),
    ("es", "Pasará el lunes y el martes en Cusco."),
    ("pt", "Passará segunda-feira e terça-feira em Cusco."),
]


def test_days_spent_in_a_city_are_those_of_its_leg(table: Table) -> None:
    for language, sentence in SPENT:
        with table.row(sentence):
            entries = list_entries(draft_text(HEADS[language] + sentence, language=language))
            assert entries["leg Cusco"] == "2026-05-11/2026-05-12"
            assert not [each for each in entries if each.startswith("event")]


def test_a_visit_that_is_paid_is_no_payment() -> None:
    text = "A tour\n\nOslo, 4 May 2026\n\nThe envoy will pay a visit to Peru from 11 to 15 May."
    assert list_entries(draft_text(text))["trip A tour"] == "2026-05-11/2026-05-15"
    paid = f"{text}\n\nGuests pay on 12 May."
    assert "asked to do" in list_reasons(draft_text(paid))["on 12 May"]


def test_a_plan_in_a_quotation_is_for_the_editor() -> None:
    text = HEADS["en"] + "“On Monday I will see the mayor,” she said."
    assert "is what somebody says" in draft_text(text).text


TIMES_APART = [
    ("en", "On Tuesday she will open a library in Cusco at 10:30 a.m.", "T10:30"),
    ("es", "El martes inaugurará una biblioteca en Cusco a las 10.30 horas.", "T10:30"),
    ("es", "El martes 12 presidirá un acto en Cusco a las 9 de la mañana.", "T09:00"),
    ("pt", "Na terça-feira inaugura uma biblioteca em Cusco às 10h30.", "T10:30"),
]


def test_a_time_apart_from_its_day_is_that_of_the_event(table: Table) -> None:
    for language, sentence, expected in TIMES_APART:
        with table.row(sentence):
            entries = list_entries(draft_text(HEADS[language] + sentence, language=language))
            (when,) = (date for title, date in entries.items() if title.startswith("event"))
            assert when.startswith(f"2026-05-12{expected}")


STAYS_IN_A_ROW = [
    ("en", "She will visit Lima from 11 to 12 May and then Cusco until Friday 15 May."),
    ("es", "Visitará Lima del 11 al 12 de mayo y luego Cusco hasta el viernes 15."),
    ("pt", "Visitará Lima de 11 a 12 de maio e depois Cusco até sexta-feira, 15."),
]


def test_a_stay_until_a_day_begins_where_the_one_before_ends(table: Table) -> None:
    for language, sentence in STAYS_IN_A_ROW:
        with table.row(sentence):
            drafted = draft_text(HEADS[language] + sentence, language=language)
            entries = list_entries(drafted)
            assert entries["leg Lima"] == "2026-05-11/2026-05-12"
            assert entries["leg Cusco"] == "2026-05-12/2026-05-15"
            assert "it begins where the stay before it ends" in drafted.text


BEHIND_THE_TRIP = [
    ("en", "The envoy will visit Peru next week. On Saturday and Sunday she is in Cusco; on Monday"
     " she returns."),
    ("es", "La enviada visitará Perú la próxima semana. El sábado y el domingo está en Cusco; el"
     " lunes regresa."),
    ("pt", "A enviada visitará o Peru na próxima semana. No sábado e no domingo está em Cusco; na"
     " segunda regressa."),
]  # fmt: skip


def test_a_weekday_goes_on_behind_the_week_of_the_trip(table: Table) -> None:
    for language, sentences in BEHIND_THE_TRIP:
        with table.row(sentences):
            head = HEADS[language].rpartition("\n\n")[0].rpartition("\n\n")[0]
            drafted = draft_text(f"{head}\n\n{sentences}", language=language)
            entries = list_entries(drafted)
            assert entries["leg Cusco"] == "2026-05-16/2026-05-17"
            (when,) = (date for title, date in entries.items() if title.startswith("event"))
            assert when == "2026-05-18"
            assert "counts from another date" in drafted.text


def test_words_that_go_on_after_a_day_are_no_part_of_it() -> None:
    text = HEADS["es"] + "Visitará Lima el lunes 11 y después Cusco hasta el jueves 14."
    entries = list_entries(draft_text(text, language="es"))
    assert entries["leg Lima"] == "2026-05-11"
    assert entries["leg Cusco"] == "2026-05-11/2026-05-14"


PURPOSES = [
    # what somebody goes to a city for has the date behind it; the way there has none
    ("en", "She then flies to Cusco, where she will sign a pact on 13 May at 15:30.", "ign a pact"),
    ("es", "Luego viaja a Cusco, donde firmará un pacto el 13 de mayo a las 15:30.", "irmar"),
    ("pt", "Depois viaja para Cusco, onde assinará um pacto a 13 de maio às 15h30.", "ssinar"),
]


def test_a_date_behind_where_is_that_of_what_happens_there(table: Table) -> None:
    for language, sentence, title in PURPOSES:
        with table.row(sentence):
            draft = draft_text(HEADS[language] + sentence, language=language)
            events = [each for leg in draft.document.legs for each in leg.events]
            (event,) = [each for each in events if title in each.title]
            assert event.kind == "other"
            assert event.depart is None


def test_nobody_is_in_the_last_city_behind_the_trip() -> None:
    draft = draft_text(
        HEADS["en"] + "On 14 May she flies to Cusco. The fair in her honour is on 30 May."
    )
    (event,) = [each for each in draft.document.events if "fair" in each.title.lower()]
    assert event.place is None


def test_a_country_of_two_names_is_one() -> None:
    text = (
        "Ministra visita São Tomé\n\nLisboa, 2 de setembro de 2026 – A ministra Rita Sá visita São"
        " Tomé e Príncipe de 7 a 9 de setembro.\n\nNa terça-feira parte para São Tomé, onde na"
        " quarta-feira assina um protocolo."
    )
    draft = draft_text(text, language="pt")
    assert [each.place and each.place.name for each in draft.document.legs] == [
        "São Tomé, São Tomé e Príncipe"
    ]


def test_a_list_behind_a_colon_has_its_title_before_it(table: Table) -> None:
    for language, sentence, title in (
        (
            "en",
            "She opens two fairs in Lima: on 12 May and on Wednesday.",
            "Opens two fairs in Lima",
        ),
        (
            "es",
            "Inaugura dos ferias en Lima: el 12 y el 13 de mayo.",
            "Inaugura dos ferias en Lima",
        ),
        (
            "pt",
            "Inaugura duas feiras em Lima: a 12 e a 13 de maio.",
            "Inaugura duas feiras em Lima",
        ),
    ):
        with table.row(sentence):
            entries = list_entries(draft_text(HEADS[language] + sentence, language=language))
            assert f"event {title}" in entries, entries


def test_a_leg_without_dates_among_several_is_marked() -> None:
    draft = draft_text(HEADS["en"] + "She arrives in Lima on 11 May.")
    assert draft.text.count("# for the editor: its dates; without them it is the whole trip") == 1


def test_what_is_too_long_for_a_sentence_is_read_in_parts() -> None:
    text = ", ".join(f"hall {number} in Lima (11 May)" for number in range(400))
    parts = [*split_sentences(Paragraph(0, len(text), text), load_drafting_words("en"))]
    assert " ".join(each.text for each in parts) == text
    assert max(len(each.text) for each in parts) <= MAX_SENTENCE
    assert all(text[each.start : each.end] == each.text for each in parts)
