"""Nothing dropped: each expression of time that is found in a story is used or listed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tables import Table

from itinerary import draft, find, read_article, resolve
from itinerary.drafting.language import load_drafting_words

# By language: how an article begins, and paragraphs that may follow in any order.
HEADS = {
    "en": (
        "Minister Reis to visit Kenya\n\nOslo, 20 April 2026\n\nMinister Ana Reis will visit"
        " Nairobi and Mombasa from 3 to 8 May 2026.",
        "OSLO, April 20, 2026 - The Harbour Quartet plays five cities of Kenya in May.",
        "Visit of the trade board\n\nProgramme of the visit to Nairobi, 4-6 May 2026",
        "Note to editors\n\nThe visit of the choir to Kisumu has been postponed.",
    ),
    "es": (
        "La ministra Reis visitará Kenia\n\nMadrid, 20 de abril de 2026\n\nLa ministra Ana Reis"
        " visitará Nairobi y Mombasa del 3 al 8 de mayo de 2026.",
        "MADRID, 20 de abril de 2026.- El Cuarteto del Puerto recorrerá cinco ciudades de Kenia.",
        "Visita de la cámara\n\nPrograma de la visita a Nairobi, 4-6 de mayo de 2026",
    ),
    "pt": (
        "A ministra Reis visita o Quénia\n\nLisboa, 20 de abril de 2026\n\nA ministra Ana Reis"
        " visitará Nairobi e Mombaça de 3 a 8 de maio de 2026.",
        "LISBOA, 20 de abril de 2026 - O Quarteto do Porto percorrerá cinco cidades do Quénia.",
        "Visita da câmara\n\nPrograma da visita a Nairobi, de 4 a 6 de maio de 2026",
    ),
}
PARTS = {
    "en": (
        "She meets Mayor Rui Paz on Monday and speaks at a forum the following day.",
        "The dinner will be on Thursday, not on Wednesday; the tea is on the 5th, not the 6th.",
        "On the 5th she travels to Mombasa. On the second day she rests. At noon they eat.",
        "The treaty was signed in 1994 and renewed ten years later, in the spring of 2004.",
        "“We begin tomorrow,” her office said on Thursday. Last week it had said nothing.",
        "The board meets every two years, most recently in late March; it sat for three days.",
        "The talks are moved from 4 May to 5 May, and the lunch from Monday to Tuesday.",
        "The concert on 12 May has been cancelled. A new date will be announced in due course.",
        "Tickets are on sale from 1 May at 10:00. Register by 28 April, noon.",
        "Monday 4 May\n09:00 Call on the Mayor\nNoon – Working lunch\nEvening: dinner",
        "Tuesday 5 May\nVisit to the port\nMidday rest\n24:00 Departure for Oslo",
        "4 May - Nairobi, Alliance Hall\n6 May - Kisumu, Lake Theatre, 8 pm\n7 May - TBC",
        "| Day | Time | What |\n|---|---|---|\n| 4 May | noon | Lunch |\n| 5 May | 9 am | Tour |",
        "Hotel: Harbour Inn, check-in 4 May, check-out 6 May\nXY204 Nairobi dep 09:05, arr 10:10",
        "The new dates are 17-19 June. The visit begins on Monday and she returns on Thursday.",
        "Exports rose 18% in the year that ended on 31 March; by then 40 towns had joined since"
        " 2019.",
    ),
    "es": (
        "El lunes se reunirá con el alcalde Rui Paz y al día siguiente hablará en un foro.",
        "La cena será el jueves, no el miércoles; el té es el 5, no el 6. El 7 y no el día 8.",
        "El 5 viajará a Mombasa. Al segundo día descansará. A mediodía comerán.",
        "El tratado se firmó en 1994 y se renovó diez años después, en la primavera de 2004.",
        "“Empezamos mañana”, dijo el jueves su oficina. La semana pasada no había dicho nada.",
        "La junta se reúne cada dos años, la última vez a finales de marzo, durante tres días.",
        "Las reuniones se trasladan del 4 de mayo al 5 de mayo.",
        "El concierto del 12 de mayo ha sido cancelado. La nueva fecha se anunciará pronto.",
        "Entradas a la venta desde el 1 de mayo a las 10:00. Inscripción hasta el 28 de abril.",
        "Lunes 4 de mayo\n09:00 Visita a la alcaldía\nMediodía: almuerzo\nPor la noche: cena",
        "Martes 5 de mayo\nVisita al puerto\nMediodía, descanso\nMedianoche – salida",
        "4 de mayo - Nairobi, Sala Alianza\n6 de mayo - Kisumu, Teatro del Lago, 20 h",
        "| Día | Hora | Acto |\n|---|---|---|\n| 4 de mayo | mediodía | Almuerzo |",
        "Las nuevas fechas son del 17 al 19 de junio. La visita empieza el lunes.",
        "Las exportaciones crecieron un 18% en el año terminado el 31 de marzo.",
    ),
    "pt": (
        "Na segunda-feira reúne-se com o autarca Rui Paz e no dia seguinte fala num fórum.",
        "O jantar será na quinta-feira, não na quarta; o chá é no dia 5, e não no dia 6 nem no 7.",
        "A 5 viaja para Mombaça. No segundo dia descansa. Ao meio-dia almoçam.",
        "O tratado foi assinado em 1994 e renovado dez anos depois, na primavera de 2004.",
        "“Começamos amanhã”, disse na quinta-feira o gabinete. Na semana passada nada dissera.",
        "A direção reúne-se de dois em dois anos, a última vez no fim de março, por três dias.",
        "As reuniões passam de 4 de maio para 5 de maio.",
        "O concerto de 12 de maio foi cancelado. A nova data será anunciada em breve.",
        "Bilhetes à venda desde 1 de maio às 10h00. Inscrições até 28 de abril.",
        "Segunda-feira, 4 de maio\n09h00 Visita à câmara\nMeio-dia: almoço\nÀ noite – jantar",
        "Terça-feira, 5 de maio\nVisita ao porto\nMeio-dia, descanso\nMeia-noite – partida",
        "4 de maio - Nairobi, Sala Aliança\n6 de maio - Kisumu, Teatro do Lago, 20h",
        "| Dia | Hora | Ato |\n|---|---|---|\n| 4 de maio | meio-dia | Almoço |",
        "As novas datas são de 17 a 19 de junho. A visita começa na segunda-feira.",
        "As exportações cresceram 18% no ano terminado a 31 de março.",
    ),
}
STARTS = [(language, head) for language, heads in HEADS.items() for head in heads]


def find_dropped(text: str, language: str) -> list[str]:
    """Return the expressions of a story that its draft neither uses nor lists."""
    article = read_article(text, language=language)
    drafted = draft([article])
    assert not [each for each in resolve(drafted.document).diagnostics if each.severity == "error"]
    told = [(each.start, each.end) for each in drafted.review.items]
    published = article.published and date.fromisoformat(article.published.value[:10])
    found = find(
        article.text,
        reference=published or date(2026, 4, 20),
        language=language,
        style="announcement",
    )
    spans = [(each.start, each.end) for each in found]
    clock = load_drafting_words(language).clock_word
    spans += [each.span() for each in re.finditer(clock, article.text)]
    inside = [
        (start, end)
        for start, end in spans
        if any(each.start <= start < each.end for each in article.paragraphs)
    ]
    return [
        article.text[start:end]
        for start, end in inside
        if not any(one < end and start < other for one, other in told)
    ]


def test_nothing_is_dropped(table: Table) -> None:
    for language, head in STARTS:
        for part in PARTS[language]:
            with table.row(head, part):
                assert find_dropped(f"{head}\n\n{part}\n", language) == []


@settings(max_examples=60)
@given(st.data())
def test_nothing_is_dropped_of_parts_in_any_order(data: st.DataObject) -> None:
    language, head = data.draw(st.sampled_from(STARTS))
    parts = data.draw(st.lists(st.sampled_from(PARTS[language]), max_size=6))
    assert find_dropped("\n\n".join([head, *parts]) + "\n", language) == []


MASTHEADS = {
    "en": "Release date, as of date: 4 May 2026 | Posted, issued and updated, by Ana Reis",
    "es": "Ministerio de Obras\nPublicado (fecha, actualizado a fecha de: 4 de mayo de 2026)",
    "pt": "Programa provisório (à data de 4 de maio de 2026)\nDivulgado, data: 4 de maio de 2026",
}
SCRIPT = """
from itinerary import draft, read_article
from test_draft_promises import HEADS, MASTHEADS, PARTS

for language, heads in HEADS.items():
    masthead = f"{heads[0].partition(chr(10))[0]}\\n\\n{MASTHEADS[language]}"
    for head in (masthead, heads[-1]):
        article = read_article(chr(10).join([head, "", *PARTS[language]]), language=language)
        drafted = draft([article])
        print(article, drafted.text, drafted.review.to_json())
"""


def test_the_same_articles_give_the_same_draft_whatever_the_hash_seed() -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)},
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for seed in ("0", "1", "2")
    ]
    first, *others = [run.communicate()[0] for run in runs]
    assert not any(run.returncode for run in runs)
    assert others == [first] * len(others)
