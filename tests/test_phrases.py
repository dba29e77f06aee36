"""Phrases of each language: examples, corpora, refusals, and what holds for every phrase."""

import copy
import pickle
import re
from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache, partial
from graphlib import TopologicalSorter
from itertools import pairwise, permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itinerary import Conventions, Grain, Interval, PhraseError, resolve_phrase
from itinerary.dates.expressions import LastInWindow, RefusedPhrase, YearOrTime, has_meaning_of
from itinerary.dates.grammar import list_languages, load_grammar, read_phrase
from itinerary.dates.grammar.chart import Derivation
from itinerary.dates.grammar.compiler import compile_grammar
from itinerary.dates.grammar.constructions import KIND_UNIONS, PHRASE_KINDS, build_constructions
from itinerary.dates.grammar.language_file import load_language_file
from itinerary.dates.grammar.lexer import tokenize
from itinerary.dates.grammar.patterns import expand_pattern, parse_symbol, split_pattern
from itinerary.dates.grammar.token_kinds import fold_text, list_number_kinds
from itinerary.dates.grammar.trie import Slot, Trie, Words
from itinerary.dates.zones import load_zone

ON = datetime(2025, 8, 29, 10)
TRIP = Interval(date(2025, 9, 2), date(2025, 9, 5))
QUITO = {"quito": Interval(date(2025, 9, 3), date(2025, 9, 5))}


def answer(phrase, language="en", anchors=QUITO, **options):
    """The EDTF of what a phrase comes to, or the kind of its refusal."""
    try:
        found = resolve_phrase(phrase, reference=ON, language=language, anchors=anchors, **options)
    except PhraseError as error:
        return error.kind
    return " ".join(interval.edtf for interval in found.intervals)


def setting(line):
    """How an example is read: alone, in the trip, or in the past."""
    if line.endswith("(trip)"):
        return {"window": TRIP}
    return {"conventions": Conventions(prefer="past")} if line.endswith("(past)") else {}


def rules_for(language):
    return (*load_language_file("common").rules, *load_language_file(language).rules)


def rules_of(item: Derivation):
    yield item.rule
    for part in item.parts:
        yield from rules_of(part)


@pytest.mark.parametrize("language", list_languages())
def test_each_example_of_a_rule_holds_and_uses_the_rule(language, table):
    for rule in rules_for(language):
        for phrase, result, _ in rule.examples:
            with table.row(language, rule.name, phrase):
                expected = re.sub(r" \((trip|past)\)$", "", result)
                assert answer(phrase, language, **setting(result)) == expected
                readings = read_phrase(phrase, language)
                assert rule.name in {name for item in readings for name in rules_of(item)}


SETTINGS = {
    "alone": {},
    "no date": {},
    "in the trip 2025-09-02/2025-09-04": {"window": TRIP},
    "in the past": {"conventions": Conventions(prefer="past")},
    "in history": {"conventions": Conventions(prefer="past", ago="unit")},
    "in the future": {"conventions": Conventions(prefer="future")},
}


CORPORA = sorted((Path(__file__).parent / "phrases").glob("*.txt"))


def corpus_rows(path):
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif section == "not a phrase" and line and not line.startswith("# "):
            yield section, line, ""
        elif line and not line.startswith("# "):
            phrase, _, result = line.rpartition(" = ")
            yield section, phrase, result


@pytest.mark.parametrize("path", CORPORA, ids=lambda path: path.stem)
def test_the_corpus(path, table):
    for section, phrase, expected in corpus_rows(path):
        with table.row(path.stem, section, phrase):
            got = answer(phrase, path.stem, **SETTINGS.get(section, {}))
            if section == "not a phrase":
                assert got in ("unread", "impossible", "ambiguous")
            else:
                assert got == expected


@pytest.mark.parametrize("language", list_languages())
def test_every_language_says_what_english_says_or_declares_the_gap(language):
    def names(file):
        return {rule.name for rule in file.rules}

    file = load_language_file(language)
    gaps = {key.removeprefix("gap ") for key in file.settings if key.startswith("gap ")}
    missing = names(load_language_file("en")) - names(file) - names(load_language_file("common"))
    if "others" in gaps:
        assert missing > gaps - {"others"}
    else:
        assert missing == gaps, f"lacks {' '.join(sorted(missing - gaps))}"


@pytest.mark.parametrize("language", list_languages())
def test_hints_show_a_date_of_the_language(language):
    example = load_language_file(language).settings["date example"]
    assert answer(example, language) == "2025-03-04"
    for words in ("zyzzyva", "&", "?!#"):
        with pytest.raises(PhraseError) as caught:
            resolve_phrase(words, reference=ON, language=language)
        assert caught.value.hint == f"write a date such as {example}, or TBD"


def test_a_hint_that_is_found_when_it_is_asked_for_is_pickled_and_copied():
    with pytest.raises(PhraseError) as caught:
        resolve_phrase("next tuesdya", reference=ON)
    pickled = pickle.dumps(caught.value)
    for again in (pickle.loads(pickled), copy.deepcopy(caught.value)):  # noqa: S301 - our own
        assert str(again) == "'tuesdya' is no word of a date phrase - did you mean 'tuesday'?"
        assert (again.hint, again.position, again.text) == (caught.value.hint, 5, "next tuesdya")


# What they make is no phrase by itself.
HELPERS = set(
    "about-hour amount amount-and-amount amount-and-half amounts bare-clock-range bare-hour "
    "bare-hour-minute bare-times count count-and-half day-and-digits last-year later-year "
    "list-more list-start loose-day loose-range old-day old-year one-oclock range-in-year "
    "short-year spelled-hour this-unit timed-list-more timed-list-start times times-more "
    "times-start year year-of-two-numbers zone-ahead zone-behind".split()
)


@pytest.mark.parametrize("language", list_languages())
def test_every_construction_has_an_example_somewhere(language):
    shown = {rule.name for rule in rules_for(language) if rule.examples}
    lacking = {rule.name for rule in load_language_file(language).rules} - shown - HELPERS
    assert not lacking, f"no example of {' '.join(sorted(lacking))}"


def test_every_common_construction_has_an_example_in_some_language():
    shown = {rule.name for each in list_languages() for rule in rules_for(each) if rule.examples}
    assert {rule.name for rule in load_language_file("common").rules} - shown <= HELPERS


def ways_to_make(language):
    """The kind that each pattern makes, with each way through it."""
    table, files = (
        build_constructions("mdy"),
        [load_language_file(each) for each in ("common", language)],
    )
    lists = {
        kind: [word.text for word in words]
        for file in files
        for kind, words in file.words.items()
        if kind.isupper()
    }
    parse = partial(parse_symbol, lists=lists)
    for rule in [rule for file in files for rule in file.rules]:
        for pattern in rule.patterns:
            for way in expand_pattern(split_pattern(pattern), parse):
                yield table[rule.name].makes, way


@pytest.mark.parametrize("language", list_languages())
def test_no_pattern_begins_and_ends_with_what_it_makes(language):
    """Else "a, b, c" has as many readings as there are ways to bracket it."""
    for makes, way in ways_to_make(language):
        ends = [each.kind for each in (way[0], way[-1]) if isinstance(each, Slot)]
        turns_back = all(makes in KIND_UNIONS.get(kind, (kind,)) for kind in ends)
        assert len(way) < 2 or len(ends) < 2 or not turns_back, way


@pytest.mark.parametrize("language", list_languages())
def test_nothing_is_made_of_itself_alone(language):
    """Else the chart would build the values of what only renames a kind for ever."""
    known = TopologicalSorter({})
    for makes, way in ways_to_make(language):
        if len(way) == 1 and isinstance(way[0], Slot):
            known.add(makes, *KIND_UNIONS.get(way[0].kind, (way[0].kind,)))
    known.prepare()


@pytest.mark.slow
@pytest.mark.parametrize("language", list_languages())
def test_the_order_of_rules_means_nothing(language, monkeypatch):
    own = load_language_file(language)
    phrases = [example.phrase for rule in own.rules for example in rule.examples]
    forward = [answer(phrase, language) for phrase in phrases]
    turned_round = own._replace(rules=own.rules[::-1])
    grammar = compile_grammar(load_language_file("common"), turned_round)
    assert grammar.rules != load_grammar(language).rules
    monkeypatch.setattr("itinerary.dates.grammar.load_grammar", lambda _: grammar)
    assert [answer(phrase, language) for phrase in phrases] == forward


@pytest.mark.parametrize(
    ("phrase", "language"),
    [("in the evening", "en"), ("por la tarde", "es"), ("à tarde", "pt"), ("18:00", "en")],
)
def test_a_time_without_a_day_is_of_the_one_day_of_the_window(phrase, language):
    day = Interval(date(2025, 9, 3), date(2025, 9, 4))
    found = resolve_phrase(phrase, reference=ON, language=language, window=day).interval
    assert found.first == date(2025, 9, 3)


@pytest.mark.parametrize(
    ("phrase", "language", "expected"),
    [
        ("the day after $dinner", "en", "2025-09-04"),
        ("the day before $dinner.end", "en", "2025-09-02"),
        ("el día después de $dinner", "es", "2025-09-04"),
        ("o dia depois de $dinner", "pt", "2025-09-04"),
        ("two hours after $dinner", "en", "2025-09-03T22:00:00"),
    ],
)
def test_the_day_beside_an_entry_is_a_day_whatever_its_time(phrase, language, expected):
    dinner = Interval(datetime(2025, 9, 3, 20), datetime(2025, 9, 3, 20, 1), Grain.MINUTE)
    found = resolve_phrase(phrase, reference=ON, language=language, anchors={"dinner": dinner})
    assert found.interval.edtf == expected


@pytest.mark.parametrize(
    ("phrase", "zone", "expected"),
    [
        (
            "2026-11-01T05:30Z/2026-11-01T06:30Z",
            "America/New_York",
            "2026-11-01T01:30:00-04:00/2026-11-01T01:30:00-05:00",
        ),
        (
            "2026-11-01 05:30-06:30 UTC",
            "America/New_York",
            "2026-11-01T01:30:00-04:00/2026-11-01T01:30:00-05:00",
        ),
        (
            "3 September 9:00 ET to 11:00",
            "America/Mexico_City",
            "2025-09-03T07:00:00-06:00/2025-09-03T09:00:00-06:00",
        ),
        (
            "3 September 9:00 to 3 September 11:00 ET",
            "America/Mexico_City",
            "2025-09-03T07:00:00-06:00/2025-09-03T09:00:00-06:00",
        ),
        (
            "Wednesday 23:00 PT to Wednesday 23:30 PT",
            "America/New_York",
            "2025-08-28T02:00:00-04:00/2025-08-28T02:30:00-04:00",
        ),
        ("Wednesday 23:00 PT to Wednesday 22:00 PT", "America/New_York", "ambiguous"),
    ],
)
def test_times_of_a_range_are_compared_as_moments(phrase, zone, expected):
    assert answer(phrase, zone=load_zone(zone)) == expected


@pytest.mark.parametrize(
    ("phrase", "language"),
    [
        ("in 36 hours", "en"),
        ("48 hours ago", "en"),
        ("an hour ago", "en"),
        ("24 hours from today", "en"),
        ("in two days and 3 hours", "en"),
        ("the past 24 hours", "en"),
        ("in 3 to 5 hours", "en"),
        ("this hour", "en"),
        ("since 48 hours ago", "en"),
        ("hace 48 horas", "es"),
        ("en 36 horas", "es"),
        ("há 48 horas", "pt"),
        ("daqui a 36 horas", "pt"),
    ],
)
def test_no_hours_are_counted_from_a_day_without_a_time(phrase, language):
    assert resolve_phrase(phrase, reference=ON, language=language).interval.is_timed
    with pytest.raises(PhraseError, match="hours cannot be counted from 2025-08-29") as refusal:
        resolve_phrase(phrase, reference=ON.date(), language=language)
    assert refusal.value.kind == "ambiguous"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("two days ago", "2025-08-27"),
        ("today at 10:00", "2025-08-29T10:00:00"),
        ("two hours after $dinner", "2025-09-03T22:00:00"),
        ("Tuesday at 10:00 to two hours later", "2025-08-26T10:00:00/2025-08-26T12:00:00"),
    ],
)
def test_a_day_without_a_time_is_enough_where_the_words_have_one(phrase, expected):
    dinner = Interval(datetime(2025, 9, 3, 20), datetime(2025, 9, 3, 20, 1), Grain.MINUTE)
    found = resolve_phrase(phrase, reference=ON.date(), anchors={"dinner": dinner})
    assert found.interval.edtf == expected


@pytest.mark.parametrize(
    ("phrase", "language"),
    [("now", "en"), ("right now", "en"), ("ahora", "es"), ("ahora mismo", "es"), ("agora", "pt")],
)
def test_now_is_no_better_known_than_the_reference(phrase, language):
    found = resolve_phrase(phrase, reference=ON, language=language).interval
    assert found.edtf == "2025-08-29T10:00:00"
    found = resolve_phrase(phrase, reference=ON.date(), language=language).interval
    assert found.edtf == "2025-08-29"


@pytest.mark.parametrize(
    ("phrase", "zone", "expected"),
    [
        ("$talks", "UTC", "2025-09-03T22:00:00+00:00"),
        ("$talks", "Asia/Tokyo", "2025-09-04T07:00:00+09:00"),
        ("30 minutes after $talks", "America/New_York", "2025-09-03T18:30:00-04:00"),
        ("two hours before $talks.start", "Asia/Tokyo", "2025-09-04T05:00:00+09:00"),
        ("two days after $talks.end", "UTC", "2025-09-05T22:01:00+00:00"),
        ("the day after $talks", "America/New_York", "2025-09-04"),
        ("the day after $talks", "Asia/Tokyo", "ambiguous"),
        ("three working days after $talks", "Asia/Tokyo", "ambiguous"),
        ("two hours after $tea", "Asia/Tokyo", "2025-09-03T19:00:00+09:00"),
        ("the day after $quito", "Asia/Tokyo", "2025-09-05"),
    ],
)
def test_an_anchor_is_put_on_the_clock_of_the_place(phrase, zone, expected):
    def minute(moment):
        return Interval(moment, moment + timedelta(minutes=1), Grain.MINUTE)

    talks = minute(datetime(2025, 9, 3, 17, tzinfo=load_zone("America/Guayaquil")))
    anchors = {**QUITO, "talks": talks, "tea": minute(datetime(2025, 9, 3, 17))}
    assert answer(phrase, zone=load_zone(zone), anchors=anchors) == expected


EVENING = Interval(datetime(2025, 9, 3, 20), datetime(2025, 9, 4, 2), Grain.MINUTE)


@pytest.mark.parametrize(
    ("phrase", "zone", "expected"),
    [
        ("12:00", None, "impossible"),
        ("21:00", None, "2025-09-03T21:00:00"),
        ("1:00", None, "2025-09-04T01:00:00"),
        ("21:00-22:30", None, "2025-09-03T21:00:00/2025-09-03T22:30:00"),
        ("in the evening", None, "2025-09-03T18:00:00/2025-09-03T22:00:00"),
        ("in the afternoon", None, "impossible"),
        ("3 September at 12:00", None, "2025-09-03T12:00:00"),
        ("Thursday", None, "2025-09-04"),
        ("21:00", "America/Guayaquil", "2025-09-03T21:00:00-05:00"),
        ("21:00 ET", "America/Guayaquil", "2025-09-03T20:00:00-05:00"),
        ("20:30 ET", "America/Guayaquil", "impossible"),
    ],
)
def test_a_time_without_a_day_lies_in_a_window_of_clock_times(phrase, zone, expected):
    assert answer(phrase, zone=zone and load_zone(zone), window=EVENING) == expected


def test_an_aware_window_is_put_on_the_clock_of_the_place():
    lisbon, tokyo = load_zone("Europe/Lisbon"), load_zone("Asia/Tokyo")
    window = Interval(
        datetime(2025, 9, 3, 12, tzinfo=lisbon), datetime(2025, 9, 3, 14, tzinfo=lisbon), Grain.HOUR
    )
    assert answer("21:00", zone=tokyo, window=window) == "2025-09-03T21:00:00+09:00"
    assert answer("13:00", zone=tokyo, window=window) == "impossible"
    assert answer("13:00", window=window) == "2025-09-03T13:00:00"


def test_the_pieces_of_a_window_may_be_in_any_order():
    pieces = [Interval(date(2025, 9, day), date(2025, 9, day + 3)) for day in (2, 9, 16)]
    for window in permutations(pieces):
        assert answer("day 4", window=window) == "2025-09-09"


def test_zones_of_pytz_are_taken_by_their_names():
    pytz = pytest.importorskip("pytz")
    zone = pytz.timezone("America/New_York")
    assert answer("1 December at 9", zone=zone) == "2025-12-01T09:00:00-05:00"
    seen_from = zone.localize(datetime(2025, 9, 3, 10))
    found = resolve_phrase("1 December at 9", reference=seen_from).interval
    assert found.edtf == "2025-12-01T09:00:00-05:00"
    start = zone.localize(datetime(2025, 11, 1, 10))
    interval = Interval(start, start + timedelta(minutes=1), Grain.MINUTE)
    assert str(interval.start.tzinfo) == "America/New_York"
    assert interval.edtf == "2025-11-01T10:00:00-04:00"
    with pytest.raises(ValueError, match="start has a time zone of pytz that does not fit"):
        Interval(datetime(2025, 9, 3, 10, tzinfo=zone), None, Grain.MINUTE)


@pytest.mark.parametrize("zone", [None, "America/New_York", "Europe/London", "Asia/Tokyo"])
@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("8 March 2026, 2:30 ET", ["no-such-time"]),
        ("1 November 2026, 1:30 ET", ["time-comes-twice"]),
        ("1 November 2026, 1:30 EST", []),
        ("1 November 2026, 1:30 EDT", []),
        ("1 November 2026, 5:30 UTC", []),
    ],
)
def test_the_zone_that_words_name_says_whether_a_time_exists(phrase, expected, zone):
    found = resolve_phrase(phrase, reference=ON, zone=load_zone(zone) if zone else None)
    assert [each.code for each in found.diagnostics] == expected


def test_long_texts_are_refused_at_once():
    with pytest.raises(PhraseError, match="longer than 200 characters"):
        resolve_phrase("March 4 " * 10_000, reference=ON)


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_refused(text):
    try:
        found = resolve_phrase(text, reference=ON).intervals
    except PhraseError as refusal:
        found = (refusal.kind,)
    assert found


def common_words(language):
    """What the examples of a language say most."""
    said = Counter(
        word
        for rule in load_language_file(language).rules
        for example in rule.examples
        for word in example.phrase.split()
    )
    return [word for word, _ in said.most_common(40)] + ["-", ",", "10:30"]


@pytest.mark.parametrize("language", list_languages())
@given(st.data())
def test_any_heap_of_known_words_is_a_date_or_refused(language, data):
    text = " ".join(
        data.draw(st.lists(st.sampled_from(common_words(language)), min_size=1, max_size=9))
    )
    try:
        found = resolve_phrase(text, reference=ON, language=language, anchors=QUITO)
    except PhraseError:
        return
    assert all(
        a.to_utc_bounds()[1] < b.to_utc_bounds()[0] or a.is_timed != b.is_timed
        for a, b in pairwise(found.intervals)
    )
    assert all(
        interval.to_utc_bounds()[0] < interval.to_utc_bounds()[1] for interval in found.intervals
    )
    assert found.steps


@given(
    st.dates(date(1600, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%A, %d %B %Y"]),
)
def test_a_written_day_reads_as_itself_whatever_the_reference(day, form):
    assert resolve_phrase(day.strftime(form), reference=ON).interval == Interval(
        day, date.fromordinal(day.toordinal() + 1)
    )


DIGITS = [
    *map(str, range(60)),
    *"1822 2025 0800 1430 10:30 8:45:30 2025-09-03 2025-09 2025-09-03T10:00 199X $trip".split(),
]


@cache
def ways_to_say(language):
    """The patterns that make each kind, its words with their values, and its least depth."""
    known, patterns, words = load_grammar(language), {}, {}
    for pattern in known.trie.root.through:
        # no literal with a point: it counts only between digits, and words have lost theirs
        if not any(
            "." in word and word != ".."
            for symbol in pattern.symbols
            if isinstance(symbol, Words)
            for word in symbol.texts
        ):
            patterns.setdefault(pattern.makes, []).append(pattern)
    # numbers stand in digits: "fifty" and "two" side by side are another number
    own = [
        word
        for word, kinds in known.words.kinds.items()
        if not {kind for kind, _ in kinds} & {"number", "ordinal", "dom"}
    ]
    for text in (
        *own,
        *DIGITS,
        *(f"{day}{end}" for day in (1, 4, 21) for end in sorted(known.words.ordinal_suffixes)),
    ):
        (token,) = tokenize(text.replace("_", " "), known.words)
        for kind, value in token.kinds:
            words.setdefault(kind, []).append((text, value))
    depth = dict.fromkeys(words, 0)
    for _ in range(6):
        for kind, each in patterns.items():
            depth[kind] = min(
                [
                    depth.get(kind, 9),
                    *(1 + max([0, *(deep(depth, slot) for slot in slots(way))]) for way in each),
                ]
            )
    return patterns, words, depth


def slots(pattern):
    return [symbol.kind for symbol in pattern.symbols if isinstance(symbol, Slot)]


def deep(depth, kind):
    return min(depth.get(each, 9) for each in KIND_UNIONS.get(kind, (kind,)))


def say(kind, most, language, random):
    """The words of a random phrase of a kind, at most so deep, and what its builders make of it."""
    patterns, words, depth = ways_to_say(language)
    kind = random.choice(
        [each for each in KIND_UNIONS.get(kind, (kind,)) if deep(depth, each) <= most]
    )
    if kind in words and (kind not in patterns or random.random() < 0.5 or most == 0):
        text, value = random.choice(words[kind])
        return [text], value
    way = random.choice(
        [each for each in patterns[kind] if all(deep(depth, slot) < most for slot in slots(each))]
    )
    parts = [
        say(symbol.kind, most - 1, language, random)
        if isinstance(symbol, Slot)
        else ([random.choice(symbol.texts)], None)
        for symbol in way.symbols
    ]
    values = [
        value
        for (_, value), symbol in zip(parts, way.symbols, strict=True)
        if isinstance(symbol, Slot)
    ]
    return [word for spoken, _ in parts for word in spoken], way.build(*values)


@pytest.mark.slow
@pytest.mark.parametrize("language", list_languages())
def test_a_meaning_said_in_words_is_among_what_the_words_mean(language):
    misread, said = [], 0
    for seed in range(4000):
        random = Random(seed)  # noqa: S311 - the same phrases in every run, and no secret
        try:
            spoken, meaning = say("phrase", 3 + seed % 2, language, random)
        except PhraseError:
            continue
        # There is no item before the phrase; and a refusal gives way to any other reading.
        if meaning.counts_from == "item" or isinstance(meaning, RefusedPhrase):
            continue
        phrase, said = " ".join(spoken).replace("_", " "), said + 1
        # Words that are always one are never two, so no rule that has them apart takes them.
        if [word for word in spoken if "_" in word] != [
            t.text for t in tokenize(phrase, load_grammar(language).words) if "_" in t.text
        ]:
            continue
        try:
            found = [item.value for item in read_phrase(phrase, language)]
        except PhraseError as refusal:
            found = [refusal.kind]
        refused = any(
            isinstance(value, RefusedPhrase) for value in found
        )  # which is all that is found then
        # "el último viernes" is the last of the trip, where there is one.
        if any(has_meaning_of(value, (LastInWindow,)) for value in found):
            continue
        # "1430" says nothing of whether it is a year.
        found += [
            reading
            for value in found
            if isinstance(value, YearOrTime)
            for reading in (value.year, value.time)
        ]
        if meaning not in found and not refused:
            misread.append((phrase, meaning, found))
    assert min(misread, key=lambda each: len(each[0]), default=None) is None
    assert said > 2000


def test_a_refusal_says_where_and_what_to_write():
    with pytest.raises(PhraseError) as refusal:
        resolve_phrase("on Tuesdy", reference=ON)
    assert (refusal.value.kind, refusal.value.position) == ("unread", 3)
    assert str(refusal.value) == "'Tuesdy' is no word of a date phrase - did you mean 'Tuesday'?"


REMEDIES = [
    ("en", "tommorow", "did you mean 'tomorrow'?"),
    ("en", "Wendsday", "did you mean 'Wednesday'?"),
    ("en", "10:00 CETS", "did you mean 'CET'?"),
    ("en", "doors", "write a date such as 4 March 2025, or TBD"),
    ("en", "five to midnight", "write the times in digits: 23:50, or 10:00-12:00"),
    ("en", "Sat 30 August - Mon 1", "write the month of the last day, too"),
    ("en", "4-6 October until 5pm", "'4-6 October' alone would be one"),
    ("en", "the weekend 5-6 October", "correct one of them"),
    ("en", "Friday and Saturday night", "write it behind each day"),
    ("es", "viernes y sábado noche", "write it behind each day"),
    ("pt", "sexta e sábado noite", "write it behind each day"),
]


def test_a_refusal_says_what_to_write(table):
    for language, phrase, hint in REMEDIES:
        with table.row(language, phrase), pytest.raises(PhraseError) as caught:
            resolve_phrase(phrase, reference=ON, language=language)
        with table.row(language, phrase, "hint"):
            assert hint in (caught.value.hint or "")


def test_an_ambiguous_phrase_names_both_readings():
    with pytest.raises(PhraseError) as refusal:
        resolve_phrase(
            "Tuesday", reference=ON, window=Interval(date(2025, 9, 1), date(2025, 9, 15))
        )
    told = "2025-09-02 and 2025-09-09 both lie in 2025-09-01/2025-09-14"
    assert str(refusal.value) == f"{told} - write the date itself, such as 2025-09-02"
    two_days = Interval(date(2025, 9, 1), date(2025, 9, 3))
    with pytest.raises(PhraseError, match="itself, such as 2025-09-01 20:00"):
        resolve_phrase("20:00", reference=ON, window=two_days)


def test_steps_tell_each_rule_with_its_words_and_result():
    assert resolve_phrase("two days after the third Thursday of November", reference=ON).steps == (
        "after-date: 'two days after the third Thursday of November' is 2025-11-22",
        "  nth-weekday: 'third Thursday of November' is 2025-11-20",
        "    month: 'November' is 2025-11",
    )


def test_with_a_zone_clock_times_are_aware_and_hours_are_elapsed_time():
    lisbon = load_zone("Europe/Lisbon")
    found = resolve_phrase(
        "in 2 hours", reference=datetime(2025, 3, 30, 0, 30), zone=lisbon
    ).interval
    assert found.edtf == "2025-03-30T03:30:00+01:00"
    assert (
        resolve_phrase(
            "tomorrow", reference=datetime(2025, 3, 30, 0, 30), zone=lisbon
        ).interval.edtf
        == "2025-03-31"
    )


@pytest.mark.parametrize(
    ("phrase", "options", "result"),
    [
        ("Friday", {"today": "next"}, "2025-09-05"),
        ("Thursday", {"prefer": "future"}, "2025-09-04"),
        ("Thursday", {"prefer": "past"}, "2025-08-28"),
        ("this Thursday", {"this_weekday": "this-week"}, "2025-08-28"),
        ("next Saturday", {"next_weekday": "coming"}, "2025-08-30"),
        ("next Saturday", {}, "2025-09-06"),
        ("last Thursday", {"last_weekday": "previous-week"}, "2025-08-21"),
        ("the past two weeks", {"units": "calendar"}, "2025-08-11/2025-08-24"),
        ("after 2014", {"after": "from-start"}, "[2014..]"),
        ("25 October 1917", {"calendar": "julian"}, "1917-11-07"),
        ("1917-10-25", {"calendar": "julian"}, "1917-11-07"),
        ("this week", {"week_start": 6}, "2025-08-24/2025-08-30"),
        ("this weekend", {"weekend": ("friday", 18)}, "2025-08-29T18:00:00/2025-09-01T00:00:00"),
        ("3/4/2025", {"date_order": "dmy"}, "2025-04-03"),
        ("3/4/2025", {"date_order": "mdy"}, "2025-03-04"),
        (
            "this morning",
            {"parts_of_day": {"morning": (8, 12)}},
            "2025-08-29T08:00:00/2025-08-29T12:00:00",
        ),
    ],
)
def test_each_convention_changes_a_reading(phrase, options, result):
    found = resolve_phrase(phrase, reference=ON, conventions=Conventions(**options))
    expected = result if found.interval.grain.name != "WEEKEND" or "T" not in result else None
    assert expected is None or found.interval.edtf == result
    if expected is None:
        assert (found.interval.start, found.interval.end) == tuple(
            map(datetime.fromisoformat, result.split("/"))
        )


def test_accents_and_case_do_not_matter_and_offsets_stay():
    assert fold_text("MIÉRCOLES ﬁn")[0] == "miercoles fin"
    assert answer("MIÉRCOLES 3 DE SEPTIEMBRE", "es") == answer("miercoles 3 de septiembre", "es")
    with pytest.raises(PhraseError) as refusal:
        resolve_phrase("ﬁn próximo qqq", reference=ON, language="es")
    assert refusal.value.text[refusal.value.position :] == "qqq"


def test_an_instant_is_read_on_the_clock_of_the_place():
    found = resolve_phrase(
        "2025-09-03T10:00-06:00", reference=ON, zone=load_zone("America/Guayaquil")
    ).interval
    assert found.edtf == "2025-09-03T11:00:00-05:00"


def test_a_zone_that_the_words_name_is_kept_where_the_place_has_none():
    found = resolve_phrase("2025-09-03T10:00Z/2025-09-03T13:00+02:00", reference=ON).interval
    assert found.edtf == "2025-09-03T10:00:00+00:00/2025-09-03T11:00:00+00:00"
    found = resolve_phrase("2 November 2025 at 1:30 am EST", reference=ON).interval
    assert found.edtf == "2025-11-02T01:30:00-05:00"
    found = resolve_phrase("Tuesday at 3 pm ET", reference=ON, window=TRIP).interval
    assert found.start.tzinfo == load_zone("America/New_York")
    assert (
        resolve_phrase("Tuesday at 3 pm", reference=ON, window=TRIP).interval.start.tzinfo is None
    )


def test_every_construction_has_patterns_in_some_language():
    files = map(load_language_file, ("common", *list_languages()))
    assert {rule.name for file in files for rule in file.rules} == {*build_constructions("mdy")}


def test_every_kind_of_phrase_is_made_by_a_construction():
    made = {each.makes for each in build_constructions("mdy").values()}
    assert made.issuperset(PHRASE_KINDS)
    assert not Trie([], {}).root.words


@pytest.mark.parametrize(
    ("phrase", "language", "result"),
    [
        ("$tea at 18:00", "en", "2025-09-03T18:00:00"),
        ("18:00 on $tea", "en", "2025-09-03T18:00:00"),
        ("$tea from 18:00 to 20:00", "en", "2025-09-03T18:00:00/2025-09-03T20:00:00"),
        ("the morning of $tea", "en", "2025-09-03T06:00:00/2025-09-03T12:00:00"),
        ("$day at noon", "en", "2025-09-04T12:00:00"),
        ("$day a las 18:00", "es", "2025-09-04T18:00:00"),
        ("$day às 18:00", "pt", "2025-09-04T18:00:00"),
        ("$tea", "en", "2025-09-03T14:00:00"),
        ("$quito at 18:00", "en", "ambiguous"),
        ("the morning of $quito", "en", "ambiguous"),
        ("$september at 18:00", "en", "ambiguous"),
        ("$open at 18:00", "en", "ambiguous"),
        ("$nowhere at 18:00", "en", "impossible"),
    ],
)
def test_beside_a_time_a_name_is_the_one_day_of_its_date(phrase, language, result):
    tea = datetime(2025, 9, 3, 14)
    anchors = {
        **QUITO,
        "tea": Interval(tea, tea + timedelta(minutes=1), Grain.MINUTE),
        "day": Interval(date(2025, 9, 4), date(2025, 9, 5)),
        "september": Interval(date(2025, 9, 1), date(2025, 10, 1), Grain.MONTH),
        "open": Interval(date(2025, 9, 3), None),
    }
    assert answer(phrase, language, anchors=anchors) == result


DAY_FIRST = [
    ("9/10/2026", {}, "2026-10-09"),
    ("9/3 to 9/5", {}, "2025-03-09/2025-05-09"),
    ("the day before 9/10/2026", {}, "2026-10-08"),
    ("9/10/2026 at 3 pm ET", {}, "2026-10-09T15:00:00-04:00"),
    ("9/9/2026", {}, ""),
    ("9/13/2026", {}, ""),
    ("9/3 to 9/15", {}, ""),
    ("Thursday 9/10/2026", {}, ""),
    ("9.10.2026", {}, ""),
    ("9/3", {"window": TRIP}, ""),
    ("9/3/2025", {"window": TRIP}, ""),
    ("9/10/2026", {"conventions": Conventions(date_order="mdy")}, ""),
    ("9/10/2026", {"conventions": Conventions(date_order="dmy")}, ""),
    ("9/10/2026", {"language": "es"}, ""),
]


def test_what_numbers_come_to_with_the_day_first(table):
    for phrase, options, expected in DAY_FIRST:
        with table.row(phrase, options):
            found = resolve_phrase(phrase, reference=ON, **options)
            assert " ".join(each.edtf for each in found.day_first) == expected
            assert [str(each.code) for each in found.diagnostics] == ["month-first"] * bool(
                expected
            )


WARNINGS = [
    ("2:30", date(2025, 3, 30), ["no-such-time"], "02:30 in Europe/Paris does not exist"),
    ("at 2:30", date(2025, 10, 26), ["time-comes-twice"], "02:30 in Europe/Paris comes twice"),
    (" 2:30 on 9/10/2025", date(2025, 8, 29), ["month-first"], "10 September 2025, 02:30; else"),
    ("3:30", date(2025, 3, 30), [], ""),
]


def test_what_may_mean_another_time_is_told_as_of_a_document(table):
    for phrase, day, codes, words in WARNINGS:
        with table.row(phrase, day):
            zone = load_zone("Europe/Paris")
            found = resolve_phrase(phrase, reference=day, zone=zone).diagnostics
            assert [str(each.code) for each in found] == codes
            for each in found:
                assert words in each.message
                assert each.hint.startswith(("write ", "if the second is meant, write "))
                assert (each.severity, each.excerpt) == ("warning", phrase)
                column = len(phrase) - len(phrase.lstrip()) + 1
                assert (each.position.line, each.position.column) == (1, column)


NUMBER_KINDS = [
    # kind, digits that are of it, digits that are not
    ("dom", ["1", "01", "31"], ["0", "32", "031"]),
    ("hour", ["0", "00", "24"], ["25", "024"]),
    ("minute", ["00", "59"], ["5", "60", "059"]),
    ("month_number", ["1", "12"], ["0", "13", "012"]),
    ("hour_minute", ["800", "0959", "2459"], ["80", "0960", "2500", "08000"]),
    ("time_in_digits", ["0959", "000"], ["1000", "959"]),
    ("plain_year", ["1500", "2100", "2460"], ["1459", "999", "3000", "2101"]),
    ("year_or_time", ["1459", "2101"], ["1500", "2100", "2460"]),
    ("three_digits", ["100", "999"], ["099", "1000"]),
]


def test_what_a_number_in_digits_may_be(table):
    for kind, right, wrong in NUMBER_KINDS:
        for digits in (*right, *wrong):
            with table.row(kind, digits):
                kinds = [each for each, _ in list_number_kinds(int(digits), digits)]
                assert (kind in kinds) == (digits in right)
