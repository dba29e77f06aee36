"""An article in; its story, all that it says of the trip, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from itinerary.articles import Article, Paragraph
from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.interval import Interval
from itinerary.drafting.days_alone import find_days_alone, find_dotted_times, find_times_alone
from itinerary.drafting.duplicates import drop_repetitions, is_of_data
from itinerary.drafting.expressions import Expression, find_expressions, select_between
from itinerary.drafting.facts import LegFact, PersonFact, Story
from itinerary.drafting.gazetteer import Gazetteer, NamedPlace, choose_legs, lies_in
from itinerary.drafting.language import DraftingWords, load_drafting_words
from itinerary.drafting.leg_dates import add_legs_of_events, complete_legs
from itinerary.drafting.people import find_people
from itinerary.drafting.plausibility import mark_doubtful
from itinerary.drafting.programme import ProgrammeReader
from itinerary.drafting.programme.clock_words import find_clock
from itinerary.drafting.prose import ProseReader
from itinerary.drafting.reservations import read_reservations
from itinerary.drafting.sentences import Sentence, cut_masthead, split_sentences
from itinerary.drafting.trip_ends import (
    date_trip_by_its_ends,
    date_trip_by_its_first_days,
    drop_old_dates,
)
from itinerary.drafting.unconfirmed import mark_unconfirmed
from itinerary.drafting.whole_phrases import join_phrases
from itinerary.drafting.withdrawals import mark_withdrawn
from itinerary.places import fold_name

_UNKNOWN_DAY = date(2001, 1, 1)  # a reference for what states its own date; all else stays open
_YEAR = re.compile(r"\d{4}|['’]\d\d")
_MOST_LABEL = 2  # words beside the dates of a trip in a line of their own: "Dates:", "from"
_MOST_OPENING = 8  # paragraphs in which the trip is announced


def read_story(
    article: Article, number: int, language: str, known: Interval | None = None
) -> Story:
    """Return what an article says of the trip.

    It is read twice where it states the dates of the trip: first for these, then for all else
    inside them.

    Args:
        article: The article.
        number: Its number among those that are drafted together.
        language: Of its words.
        known: The dates of the trip as another article states them, where this one does not.
    """
    words = load_drafting_words(language)
    gazetteer = Gazetteer(article.text, words)
    headline = _find_headline(article)
    story, again = Story(number, article, language), Story(number, article, language)
    story.principal = again.principal = _find_principal(article, words)
    _read_text(story, words, gazetteer, None, headline)
    if window := find_window([story]) or known:
        story = again
        _read_text(story, words, gazetteer, window, headline)
    _complete_story(story, words, gazetteer, headline)
    return story


def find_window(stories: Iterable[Story]) -> Interval | None:
    """Return the dates of the trip that stories state; None if they state none."""
    dates = [each for story in stories for each in story.dates if not each.is_withdrawn]
    intervals = [each for date in dates for each in date.target]
    window = enclose_intervals(tuple(intervals)) if intervals else None
    return window if window and window.first and window.last else None


def find_stays(stories: Iterable[Story]) -> Interval | None:
    """Return the days from the first stay to the last of those that stories date by themselves."""
    legs = [each for story in stories for each in story.legs if not each.is_derived]
    intervals = [each for leg in legs for fact in leg.dates for each in fact.target]
    window = enclose_intervals(tuple(intervals)) if intervals else None
    return window if window and window.first and window.last else None


def _read_text(
    story: Story,
    words: DraftingWords,
    gazetteer: Gazetteer,
    window: Interval | None,
    headline: Paragraph | None,
) -> None:
    """Note what the text of an article says, read in the dates of the trip if they are known."""
    article, language = story.article, story.language
    published = date.fromisoformat(article.published.value[:10]) if article.published else None
    reference = published or (window.first if window else None) or _UNKNOWN_DAY
    found = find_expressions(article, language, words, reference, window)
    lone = [*find_days_alone(article, words, found, window)]
    lone += find_dotted_times(article, words, [*found, *lone])
    found = [each for each in found if not _overlaps(each, lone)] + lone
    found.sort(key=_get_start)
    story.expressions = join_phrases(found, article.text, words, reference, language)
    if published is None:
        _open_relative(story.expressions, window)
    _note_publication(story, published)
    read_reservations(story, gazetteer)
    prose = ProseReader(story, words, gazetteer, published, window)
    programme = ProgrammeReader(story, words, gazetteer, published)
    paragraphs = article.paragraphs
    for index, paragraph in enumerate(paragraphs):
        own = _select(story.expressions, paragraph)
        if paragraph is headline:
            programme.note_month(own)
            continue
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if index < _MOST_OPENING and _is_line_of_dates(paragraph, own, following, words):
            prose.read_headline(Sentence(paragraph.start, paragraph.end, paragraph.text), own)
        elif not programme.read_line(paragraph, own, following):
            prose.read_paragraph(paragraph, own)
    programme.leave_lone_time()
    if headline is not None:
        _read_headline(story, headline, prose, words)
    mark_unconfirmed(story, words)
    drop_old_dates(story)
    date_trip_by_its_ends(story)
    date_trip_by_its_first_days(story)


def _complete_story(
    story: Story, words: DraftingWords, gazetteer: Gazetteer, headline: Paragraph | None
) -> None:
    """Date the legs by what happens there, and mark and list what is left to an editor."""
    article = story.article
    drop_repetitions(story)
    stated = [each for each in story.entries if is_of_data(each)]
    mark_withdrawn(stated, story.expressions, article.name)
    add_legs_of_events(story)
    _add_announced_legs(story, gazetteer, words, headline)
    complete_legs(story)
    mark_doubtful(story, words)
    times = [*find_times_alone(article, words, story.expressions)]
    for each in times:
        each.list_as("a time without a day")
    story.expressions = sorted([*story.expressions, *times], key=_get_start)
    for each in story.expressions:
        each.list_as("nothing in the draft depends on it")


def _is_line_of_dates(
    paragraph: Paragraph,
    expressions: Sequence[Expression],
    following: Paragraph | None,
    words: DraftingWords,
) -> bool:
    """Return whether a line says nothing but from when to when, and is no day of a programme."""
    if len(expressions) != 1 or not expressions[0].has_days:
        return False
    rest = paragraph.text.replace(expressions[0].text, "")
    is_day = following is not None and find_clock(following.text, words) is not None
    return not is_day and len(re.findall(r"\w+", rest)) <= _MOST_LABEL


def _select(expressions: Sequence[Expression], paragraph: Paragraph) -> list[Expression]:
    own = select_between(expressions, paragraph.start, paragraph.end)
    return [each for each in own if not each.fate]


def _open_relative(expressions: Iterable[Expression], window: Interval | None) -> None:
    """Leave open what depends on a publication that is not known, unless it is in the trip."""
    for each in expressions:
        is_in_trip = window is not None and all(one.overlaps(window) for one in each.intervals)
        if not _YEAR.search(each.text) and not is_in_trip:
            each.intervals = ()


def _note_publication(story: Story, published: date | None) -> None:
    days = {(each.start, each.end) for each in story.article.paragraphs}
    for each in story.expressions:
        if (each.start, each.end) in days and published and each.first and each.first > published:
            continue  # the first day of a programme that begins right below
        if any(start <= each.start < end for start, end in story.article.masthead):
            is_it = published is not None and each.first == published
            each.fate = "used" if is_it else "listed"
            each.reason = "day of publication" if is_it else "in a line on the article itself"


def _overlaps(expression: Expression, others: Iterable[Expression]) -> bool:
    return any(each.start < expression.end and expression.start < each.end for each in others)


def _get_start(expression: Expression) -> int:
    return expression.start


def _find_headline(article: Article) -> Paragraph | None:
    """Return the paragraph that is the title of the article."""
    title = article.title.value if article.title else ""
    folded = " ".join(title.casefold().split())
    for each in article.paragraphs[:_MOST_OPENING]:
        if folded and " ".join(each.text.casefold().split()) == folded:
            return each
    return None


def _read_headline(
    story: Story, headline: Paragraph, prose: ProseReader, words: DraftingWords
) -> None:
    """Take the dates of the trip from the headline, where the story does not state them."""
    own = _select(story.expressions, headline)
    is_stated = any(each.is_absolute and each.has_days for each in own)
    if not story.dates and (
        is_stated or words.trip_verb.search(headline.text) or words.trip_noun.search(headline.text)
    ):
        sentence = Sentence(headline.start, headline.end, headline.text)
        prose.read_headline(sentence, own)
    for each in own:
        each.list_as("in the headline")


def _find_principal(article: Article, words: DraftingWords) -> PersonFact | None:
    """Return the person whose trip is announced: who stands first in a sentence on it."""
    for sentence in _iterate_opening(article, words):
        found = words.future.search(sentence.text) or words.trip_verb.search(sentence.text)
        subject = sentence.text[: found.start()] if found else ""
        if people := find_people(subject, words):
            return people[0]
    return None


def _iterate_opening(article: Article, words: DraftingWords) -> Iterable[Sentence]:
    """Yield the first sentences; what stands before a story, as its place, is left out."""
    for paragraph in article.paragraphs[:_MOST_OPENING]:
        for sentence in split_sentences(paragraph, words):
            if not any(
                start <= sentence.start and sentence.end <= end for start, end in article.masthead
            ):
                yield cut_masthead(sentence, article.masthead)


def _add_announced_legs(
    story: Story, gazetteer: Gazetteer, words: DraftingWords, headline: Paragraph | None
) -> None:
    """Add the places that the announcement names, and that no sentence dates."""
    places = _list_cities(story)
    planned: list[NamedPlace] = []  # where something is to be, in a sentence that tells no trip
    for sentence in _iterate_opening(story.article, words):
        is_trip = words.trip_verb.search(sentence.text) or words.trip_noun.search(sentence.text)
        has_future = words.future.search(sentence.text) is not None
        is_headline = headline is not None and sentence.start == headline.start
        if is_headline and any(each.is_stop for each in story.legs):
            continue
        is_plan = has_future or is_headline or not words.past.search(sentence.text)
        masked = _mask(sentence, story.expressions)
        found = [each for each in gazetteer.find(masked) if each.relation not in ("", "from")]
        if is_trip and is_plan:
            places += found
        elif has_future or not words.past.search(sentence.text):
            planned += found
    countries = {each.place.country for each in places if not each.is_city}
    places += [each for each in planned if each.is_city and each.place.country in countries]
    known = {each.key for each in places if story.find_leg(each)}
    homes = {fold_name(each.partition(",")[0]) for each in (story.home, *_dateline(story.article))}
    stops = [each for each in places if each.is_city]
    story.legs = [
        each
        for each in story.legs
        if each.city is None or each.city.is_city or not any(lies_in(s, each.city) for s in stops)
    ]
    for place in choose_legs(places):
        if place.key in known or fold_name(place.name.partition(",")[0]) in homes:
            continue
        story.legs.append(LegFact(place.name, place))
        if not place.is_city:
            story.legs[-1].marks.append(f"which city in {place.name}")


def _list_cities(story: Story) -> list[NamedPlace]:
    return [each.city for each in story.legs if each.city is not None]


def _dateline(article: Article) -> Sequence[str]:
    return (article.dateline.value.title(), article.dateline.value) if article.dateline else ()


def _mask(sentence: Sentence, expressions: Sequence[Expression]) -> str:
    text = sentence.text
    for each in select_between(expressions, sentence.start, sentence.end):
        if each.end <= sentence.end:
            begin, end = each.start - sentence.start, each.end - sentence.start
            text = f"{text[:begin]}{' ' * (end - begin)}{text[end:]}"
    return text
