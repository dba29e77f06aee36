"""Holidays: on which days they are, in which words, and what is refused rather than guessed."""

import subprocess
import sys
from datetime import date, datetime

import pytest

from itinerary import Conventions, Interval, PhraseError, resolve_phrase
from itinerary.dates.expressions import almanac
from itinerary.dates.grammar import list_languages, load_grammar
from itinerary.dates.grammar.language_file import load_language_file
from itinerary.dates.grammar.patterns import expand_spelling

ON = datetime(2025, 8, 29, 10)


def answer(phrase, language="en", **options):
    try:
        return resolve_phrase(phrase, reference=ON, language=language, **options).interval.edtf
    except PhraseError as refusal:
        return refusal.kind


def test_every_rule_holds_in_a_year_that_all_tables_have():
    """Each gives a day of 2024, but for those that name the public holidays of all countries."""
    for name in almanac.load_holiday_rules():
        if not name.endswith("/*"):
            assert [each.start.year for each in almanac.find_holiday_intervals(name, 2024)] == [
                2024
            ], name


@pytest.mark.parametrize("language", list_languages())
def test_every_name_has_a_rule(language):
    values = {name.value for name in load_language_file(language).names.get("holiday_word", ())}
    known = {name.partition("/")[0] for name in almanac.load_holiday_rules()}
    assert {value.partition("/")[0].partition(" ")[0] for value in values} <= known
    for value in values:
        if "/" in value:
            assert almanac.find_holiday_rule(value)


def test_every_rule_has_a_name_in_some_language_or_another_rule_needs_it():
    named = {
        name.value.partition("/")[0].partition(" ")[0]
        for each in list_languages()
        for name in load_language_file(each).names.get("holiday_word", ())
    }
    rules = almanac.load_holiday_rules()
    assert {
        name.partition("/")[0]
        for name in rules
        if name.partition("/")[0] not in " ".join(rules.values())
    } <= named


@pytest.mark.parametrize("language", list_languages())
def test_no_name_is_read_in_two_ways(language):
    """Two rules of one name would be a silent contradiction."""
    own, seen = load_language_file(language), {}
    known = load_grammar(language)
    for spelling, value, _ in own.names.get("holiday_word", ()):
        for symbols in expand_spelling(spelling):
            name = " ".join(symbol for symbol in symbols if symbol not in known.words.skipped)
            assert seen.setdefault(name, value) == value, name


# Dates of record, not computed by the library: from almanacs, governments and churches.
DATES_OF_RECORD = [
    ("Easter 2025", "2025-04-20"),
    ("Easter 2024", "2024-03-31"),
    ("Easter 2038", "2038-04-25"),
    ("Easter 1818", "1818-03-22"),
    ("Good Friday 2025", "2025-04-18"),
    ("Ash Wednesday 2025", "2025-03-05"),
    ("Mardi Gras 2025", "2025-03-04"),
    ("Palm Sunday 2025", "2025-04-13"),
    ("Ascension Day 2025", "2025-05-29"),
    ("Whit Monday 2025", "2025-06-09"),
    ("Pentecost 2025", "2025-06-08"),
    ("Corpus Christi 2025", "2025-06-19"),
    ("Holy Week 2025", "2025-04-13/2025-04-19"),
    ("Lent 2025", "2025-03-05/2025-04-19"),
    ("the first Sunday of Advent 2025", "2025-11-30"),
    ("Advent 2025", "2025-11-30/2025-12-24"),
    ("Orthodox Easter 2024", "2024-05-05"),
    ("Orthodox Easter 2025", "2025-04-20"),
    ("Easter in Greece 2024", "2024-05-05"),
    ("Orthodox Good Friday 2024", "2024-05-03"),
    ("Orthodox Christmas 2026", "2026-01-07"),
    ("Rosh Hashanah 2025", "2025-09-23/2025-09-24"),
    ("Yom Kippur 2025", "2025-10-02"),
    ("Sukkot 2025", "2025-10-07/2025-10-13"),
    ("Hanukkah 2025", "2025-12-15/2025-12-22"),
    ("Passover 2025", "2025-04-13/2025-04-20"),
    ("Passover in Israel 2025", "2025-04-13/2025-04-19"),
    ("Purim 2024", "2024-03-24"),
    ("Purim 2025", "2025-03-14"),
    ("Tu BiShvat 2024", "2024-01-25"),
    ("Tu BiShvat 2025", "2025-02-13"),
    ("Shavuot 2025", "2025-06-02/2025-06-03"),
    ("Tisha B'Av 2025", "2025-08-03"),
    ("Tisha B'Av 2018", "2018-07-22"),
    ("Yom HaShoah 2025", "2025-04-24"),
    ("Yom HaAtzmaut 2025", "2025-05-01"),
    ("Yom HaAtzmaut 2024", "2024-05-14"),
    ("Simchat Torah 2025", "2025-10-15"),
    ("Lag BaOmer 2025", "2025-05-16"),
    ("Yom Yerushalayim 2024", "2024-06-05"),
    ("Ramadan 2025", "2025-03-01~/2025-03-29~"),
    ("Eid al-Fitr 2025", "2025-03-30~"),
    ("Eid al-Adha 2025", "2025-06-06~"),
    ("Islamic New Year 2025", "2025-06-26~"),
    ("Ashura 2025", "2025-07-05~"),
    ("Mawlid 2024", "2024-09-15~"),
    ("Diwali 2025", "2025-10-20"),
    ("Diwali 2024", "2024-10-31"),
    ("Holi 2025", "2025-03-14"),
    ("Maha Shivaratri 2025", "2025-02-26"),
    ("Raksha Bandhan 2025", "2025-08-09"),
    ("Ganesh Chaturthi 2025", "2025-08-27"),
    ("Guru Nanak Jayanti 2025", "2025-11-05"),
    ("Vaisakhi 2025", "2025-04-13"),
    ("Dussehra 2025", "2025-10-02"),
    ("Navratri 2025", "2025-09-22/2025-10-01"),
    ("Vesak 2025", "2025-05-12"),
    ("Chinese New Year 2025", "2025-01-29"),
    ("Mid-Autumn Festival 2025", "2025-10-06"),
    ("Dragon Boat Festival 2025", "2025-05-31"),
    ("Qingming 2025", "2025-04-04"),
    ("Nowruz 2025", "2025-03-21"),
    ("Nowruz 2024", "2024-03-20"),
    ("Thanksgiving 2025", "2025-11-27"),
    ("Black Friday 2025", "2025-11-28"),
    ("Cyber Monday 2025", "2025-12-01"),
    ("Labor Day 2021", "2021-09-06"),
    ("Memorial Day 2025", "2025-05-26"),
    ("MLK Day 2025", "2025-01-20"),
    ("Presidents' Day 2025", "2025-02-17"),
    ("Columbus Day 2025", "2025-10-13"),
    ("Election Day 2024", "2024-11-05"),
    ("Super Tuesday 2024", "2024-03-05"),
    ("Mother's Day 2025", "2025-05-11"),
    ("Father's Day 2025", "2025-06-15"),
    ("Mothering Sunday 2025", "2025-03-30"),
    ("Victoria Day 2025", "2025-05-19"),
    ("Canadian Thanksgiving 2025", "2025-10-13"),
    ("Canada Day 2025", "2025-07-01"),
    ("summer bank holiday 2025", "2025-08-25"),
    ("early May bank holiday 2020", "2020-05-08"),
    ("Anzac Day 2025", "2025-04-25"),
    ("Matariki 2025", "2025-06-20"),
    ("King's Day 2014", "2014-04-26"),
    ("Tax Day 2012", "2012-04-17"),
    ("Tax Day 2020", "2020-07-15"),
    ("Bastille Day 2025", "2025-07-14"),
    ("Kwanzaa 2025", "2025-12-26/2026-01-01"),
    ("Festivus 2025", "2025-12-23"),
    ("Midsummer in Sweden 2025", "2025-06-21"),
    ("Mother's Day in Mexico 2025", "2025-05-10"),
    ("Father's Day in Australia 2025", "2025-09-07"),
    ("Independence Day of Ecuador 2026", "2026-08-10"),
    ("Constitution Day in Poland 2025", "2025-05-03"),
    ("Labour Day in New Zealand 2025", "2025-10-27"),
    ("Republic Day of India 2026", "2026-01-26"),
    ("World Philosophy Day 2025", "2025-11-20"),
]


def test_dates_of_record(table):
    for phrase, result in DATES_OF_RECORD:
        with table.row(phrase):
            assert answer(phrase) == result


@pytest.mark.parametrize(
    "phrase",
    [
        "Valentine's Day",
        "valentines day",
        "Valentine’s",
        "St. Valentine's Day",
        "SAINT VALENTINE DAY",
        "valentine's-day",
        "the Valentines Day",
    ],
)
def test_spellings_of_one_name(phrase):
    assert answer(f"{phrase} 2026") == "2026-02-14"


COMPOSED = [
    ("Christmas", "2025-12-25"),
    ("last Christmas", "2024-12-25"),
    ("next Christmas", "2025-12-25"),
    ("this Christmas", "2025-12-25"),
    ("Christmas of last year", "2024-12-25"),
    ("next year's Easter", "2026-04-05"),
    ("Thanksgiving in two years", "2027-11-25"),
    ("New Year's Eve 2019", "2019-12-31"),
    ("the eve of Ramadan 2025", "2025-02-28~"),
    ("Christmas Eve in Mexico", "2025-12-24"),
    ("from Christmas Eve to New Year's Day", "2025-12-24/2026-01-01"),
    ("Christmas and New Year's Eve", "ambiguous"),
    ("the third day of Hanukkah 2025", "2025-12-17"),
    ("during Ramadan 2025", "2025-03-01~/2025-03-29~"),
    ("since Easter", "2025-04-20/.."),
    ("three months after Easter", "2025-07-20"),
    ("two weeks before Christmas", "2025-12-11"),
    ("the day after Thanksgiving", "2025-11-28"),
    ("the Monday before Christmas", "2025-12-22"),
    ("the Sunday after Easter 2025", "2025-04-27"),
    ("Christmas morning", "2025-12-25T06:00:00/2025-12-25T12:00:00"),
    ("Christmas Eve at 8 pm", "2025-12-24T20:00:00"),
    ("Memorial Day weekend 2025", "2025-05-24/2025-05-26"),
    ("Thanksgiving weekend", "2025-11-27/2025-11-30"),
    ("the weekend of Labor Day", "2025-08-30/2025-09-01"),
    ("Christmas weekend 2024", "ambiguous"),
    ("the week of Christmas", "2025-12-22/2025-12-28"),
    ("Halloween week", "2025-10-27/2025-11-02"),
    ("every Easter", "recurring"),
]


def test_names_compose_like_other_dates(table):
    for phrase, result in COMPOSED:
        with table.row(phrase):
            assert answer(phrase) == result


SPANISH = [
    ("Semana Santa 2025", "2025-04-13/2025-04-19"),
    ("Viernes Santo de 2025", "2025-04-18"),
    ("Año Nuevo", "2026-01-01"),
    ("Nochevieja de 2019", "2019-12-31"),
    ("Nochebuena", "2025-12-24"),
    ("Día de Reyes de 2026", "2026-01-06"),
    ("Día de los Muertos", "2025-11-02"),
    ("Día de la Madre en México", "2025-05-10"),
    ("Día de la Madre en Argentina", "2025-10-19"),
    ("Día de la Independencia de Colombia", "2025-07-20"),
    ("Día del Trabajo", "2025-05-01"),
    ("Día del Trabajo en Canadá", "2025-09-01"),
    ("Día de la Constitución de España", "2025-12-06"),
    ("Día de la Constitución", "ambiguous"),
    ("Miércoles de Ceniza 2025", "2025-03-05"),
    ("el próximo Día del Padre", "2026-06-21"),
    ("la Navidad del año pasado", "2024-12-25"),
    ("dos días después de Navidad", "2025-12-27"),
    ("Año Nuevo chino de 2025", "2025-01-29"),
    ("Janucá de 2025", "2025-12-15/2025-12-22"),
    ("Ramadán de 2025", "2025-03-01~/2025-03-29~"),
    ("Día Mundial del Agua", "2025-03-22"),
    ("el Día de la Hispanidad de 2025", "2025-10-12"),
    ("Corpus Christi 2025", "2025-06-19"),
]


def test_spanish(table):
    for phrase, result in SPANISH:
        with table.row(phrase):
            assert answer(phrase, "es") == result


@pytest.mark.parametrize(
    ("phrase", "kind", "words"),
    [
        ("Cristmas 2025", "unread", "did you mean 'Christmas'?"),
        ("Diwali 2150", "impossible", "its date in 2150 is not known"),
        ("Passover 1900", "impossible", "its date in 1900 is not known"),
        ("Easter 1500", "impossible", "its date in 1500 is not known"),
        ("Super Tuesday 2023", "impossible", "its date in 2023 is not known"),
        ("daylight saving start 1999", "impossible", "its date in 1999 is not known"),
        ("Eid al-Adha 2006", "ambiguous", "2006 has two: 2006-01-10~ and 2006-12-31~"),
        ("Guru Gobind Singh Jayanti 2018", "impossible", "2018 has no guru gobind singh jayanti"),
        (
            "National Day",
            "ambiguous",
            "national day has another date in each country - name the country",
        ),
        (
            "Mother's Day in Kazakhstan",
            "impossible",
            "it is not known when mothers day is in that country",
        ),
        (
            "Independence Day of Denmark",
            "impossible",
            "DK has no public holiday of that name in 2024",
        ),
        ("National Day of Hungary", "ambiguous", "HU has several public holidays of that name"),
    ],
)
def test_what_is_not_known_is_refused(phrase, kind, words):
    with pytest.raises(PhraseError) as refusal:
        resolve_phrase(phrase, reference=ON)
    assert refusal.value.kind == kind
    assert words in str(refusal.value)


def test_a_window_and_a_preference_choose_as_for_other_dates():
    year = Interval(date(2031, 1, 1), date(2032, 1, 1))
    assert answer("Thanksgiving", window=year) == "2031-11-27"
    assert answer("Easter", conventions=Conventions(prefer="future")) == "2026-04-05"
    assert answer("Christmas", conventions=Conventions(prefer="past")) == "2024-12-25"
    assert (
        answer("Eid al-Adha 2006", window=Interval(date(2006, 12, 1), date(2007, 1, 1)))
        == "2006-12-31~"
    )


@pytest.mark.slow
def test_the_library_is_loaded_only_for_its_own_holidays():
    phrases = '"Christmas 2025", "Thanksgiving", "two days after March 4"'
    program = (
        "import sys; from itinerary import *; from datetime import date; "
        f"[resolve_phrase(each, reference=date(2025, 8, 29)) for each in ({phrases})]"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{program}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"holidays", "dateutil.easter"} & set(done.stdout.split())
