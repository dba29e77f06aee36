"""The first lines of a story in; what they say of the article itself out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from itinerary.articles.article import Paragraph, ParagraphKind, Stated
from itinerary.articles.languages import ArticleWords, collect_words, load_article_words
from itinerary.articles.stated_dates import StatedDate, find_stated_dates
from itinerary.places import find_place, fold_name
from itinerary.places.disambiguation import find_matches

_MOST_LINES = 14
_MOST_LAST = 6  # lines at the end that may say when it was published
_MOST_LEADING = 3  # words of a name among which the kind of organisation stands
_MOST_SMALL = 3  # letters of a word that joins names
_MOST_PARTS = 5  # of a dateline: place, region, day, agency
_PROSE = 130  # characters: what is as long, and no heading, is the story
_LEAST_TOLD = 7  # words of a sentence that stands alone
_MOST_WORDS = 9  # beside the date, in a line that says when it was published
_CLOCK = re.compile(r"\W*\d{1,2}(?:[.:h]\d{2}|\d{2} ?(?:hrs?|h)\b)", re.IGNORECASE)
_TIME = re.compile(r"(?<![\d:.])\d{1,2}[:.h]\d{2}(?![\d:.])")
_FLIGHT = re.compile(r"\b(?!\d\d)[A-Z\d]{2} ?\d{2,4}\b.*\b\d{1,2}[:.h]?\d{2}\b")
_MOST_LEAD = 2  # characters before a date that begins a line
_COLUMNS = re.compile(r"\S(?: {3,}|\t)\S.*\S(?: {2,}|\t)\S")  # three of them, or more
_FLIGHT_NUMBER = re.compile(r"(?<![\w-])[A-Z]{2} ?(?!(?:19|20)\d\d\b)\d{2,4}(?![\w-])")
_SEPARATORS = " \t\n,;:.|•·–—-*_()"
_NUMBER = re.compile(r"(?i)\b(?:n\.?\s?[º°o]\.?|no\.|nr\.?|#)\s?[\d/-]+")
# "QUITO, Aug. 29 (AP) —", "Manila (1 September 2026) –", "Aug. 29, 2025 (Quito) --"
_DATELINE_END = re.compile(r"\s*(?:(?:\.\s?|\s)[-–—]{1,2}|[–—]|(?<=\w)--|(?<=\d{4}):|\.)\s+(?=\S)")
_MOST_DATELINE = 90  # characters
_BRACKETED = re.compile(r"\(([^()]*)\)")
_YEARLESS = re.compile(
    r"(?:[^\W\d]{3,10}\.? \d{1,2}|\d{1,2}\.?(?: de)? [^\W\d]{3,10}\.?)(?!\w|,? ?(?:de )?\d)"
)


@dataclass(slots=True)
class Masthead:
    """What the first lines say of the article.

    Attributes:
        published: The days on which it may have been published, the most likely first.
        spans: Which parts of the text say so, in characters, half-open.
        yearless: A date of publication without its year; "" if there is none.

    """

    title: list[Stated] = field(default_factory=list[Stated])
    publisher: list[Stated] = field(default_factory=list[Stated])
    author: list[Stated] = field(default_factory=list[Stated])
    published: list[Stated] = field(default_factory=list[Stated])
    dateline: list[Stated] = field(default_factory=list[Stated])
    spans: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    yearless: str = ""


def read_masthead(paragraphs: Sequence[Paragraph], language: str) -> Masthead:
    r"""Return what the lines before the story, and its dateline, say of the article.

    >>> from itinerary.articles.plain_text import read_plain_text
    >>> lines = "Envoy to visit Quito\n\nBy Ana Reis | May 4, 2026\n\nGENEVA (Wire) - The envoy"
    >>> found = read_masthead(read_plain_text(lines).paragraphs, "en")
    >>> found.title[0].value, found.author[0].value, found.published[0].value
    ('Envoy to visit Quito', 'Ana Reis', '2026-05-04')
    """
    found = Masthead()
    head = paragraphs[:_MOST_LINES]
    for number, paragraph in enumerate(head):
        if _is_prose(paragraph, language):
            is_dateline = _read_dateline(paragraph, language, found)
            if not is_dateline and len(paragraph.text) >= _PROSE:
                _read_dateline_below(head[number + 1 : number + 2], language, found)
            if is_dateline or len(paragraph.text) >= _PROSE:
                break
        is_schedule = any(_CLOCK.match(each.text) for each in head[number + 1 : number + 3])
        _read_line(paragraph, language, found, is_schedule=is_schedule)
    for paragraph in paragraphs[len(head) :][-_MOST_LAST:] or paragraphs[1:][-_MOST_LAST:]:
        _read_last_line(paragraph, language, found, is_last=paragraph is paragraphs[-1])
    return found


def _read_last_line(paragraph: Paragraph, language: str, found: Masthead, *, is_last: bool) -> None:
    """Note the day of publication where a line begins with the word for it, or ends the text."""
    if any(start <= paragraph.start < end for start, end in found.spans):
        return
    dates = find_stated_dates(paragraph.text, language)
    words = load_article_words()[language or "en"].published
    lead = next((each for each in words if paragraph.text.casefold().startswith(each)), "")
    rest = _split_parts(_strip_dates(paragraph.text, dates, ""))
    if is_last and dates and len(rest) <= 1 and all(map(_names_place, rest)):
        lead = lead or "place and day"
        found.dateline += [Stated(each, f"“{_fold(paragraph.text)}”") for each in rest]
    if lead and dates and _count_words(paragraph.text, dates) <= _MOST_WORDS + 3:
        origin = f"“{_fold(paragraph.text[: dates[0].end])}”"
        found.published.append(Stated(str(dates[0].day), origin))
        found.spans.append((paragraph.start, paragraph.end))


def _is_prose(paragraph: Paragraph, language: str) -> bool:
    if paragraph.kind != ParagraphKind.PARAGRAPH:
        return False
    text = paragraph.text
    return len(text) >= _PROSE or any(
        end[0].strip() != "."
        or (_is_told(text[end.end() :]) and _is_place_and_day(text[: end.start()], language))
        for end in _DATELINE_END.finditer(text[:_MOST_DATELINE])
    )


def _is_place_and_day(head: str, language: str) -> bool:
    """Return whether words are a place and a day, and nothing else: "Quito, 4 May 2026"."""
    dates = find_stated_dates(head, language)
    parts = _split_parts(_strip_dates(head, dates, ""))
    return bool(dates and parts) and all(find_matches(fold_name(each)) for each in parts)


def _read_line(paragraph: Paragraph, language: str, found: Masthead, *, is_schedule: bool) -> None:
    words = load_article_words()[language or "en"]
    text = paragraph.text
    dates = find_stated_dates(text, language)
    lead = _find_lead(text, collect_words("published"), dates)
    is_schedule = is_schedule or _tells_times(_strip_dates(text, dates, ""))
    is_schedule = is_schedule or _tells_plan(text, dates)
    is_schedule = is_schedule or _FLIGHT_NUMBER.search(text) is not None
    if is_schedule and not lead:
        dates = []
    if (
        dates
        and (lead or not _is_sentence(text, dates) or _is_signed(text, dates, words))
        and (lead or found.title or paragraph.kind != ParagraphKind.HEADING)
    ):
        stated = Stated(str(dates[0].day), f"“{_fold(text[dates[0].start : dates[0].end])}”")
        found.published.insert(0 if lead else len(found.published), stated)
        found.spans.append((paragraph.start, paragraph.end))
        rest = _strip_dates(text, dates, lead)
        _read_names(rest, text, words, found, is_dated=True)
        return
    is_row = paragraph.kind in (ParagraphKind.ITEM, ParagraphKind.ROW) or _COLUMNS.search(text)
    if is_row or _CLOCK.match(text) or _tells_times(text):
        return
    _read_names(text, text, words, found, is_dated=False)
    if (
        not found.title
        and not _is_one_of(text, words.release)
        and not _is_organisation(text, words.organisation)
        and not _names_place(text)
        and not _is_told(text)
    ):
        found.title.append(Stated(_fold(text), "first line"))


def _is_told(text: str) -> bool:
    """Return whether a line is a whole sentence, as no headline is."""
    return text.endswith(".") and len(text.split()) >= _LEAST_TOLD


def _tells_times(line: str) -> bool:
    """Return whether a line is one of a schedule: it has a flight's number, or two times."""
    return len(_TIME.findall(line)) > 1 or _FLIGHT.search(line) is not None


def _tells_plan(line: str, dates: Sequence[StatedDate]) -> bool:
    """Return whether a line is one of a plan: it has a flight, or a day and what happens then."""
    behind = line[dates[0].end :].lstrip(" *_") if dates and dates[0].start <= _MOST_LEAD else ""
    rest = behind.removeprefix(":").strip(_SEPARATORS)
    is_told = behind.startswith(":") and bool(rest) and not _names_place(rest)
    return is_told or _FLIGHT_NUMBER.search(line) is not None


def _find_lead(text: str, words: Iterable[str], dates: Sequence[StatedDate]) -> str:
    """Return the words of a line that say that the date behind them is that of publication.

    Of words that are part of others ("data", "à data de") it is the longest.
    """
    if not dates:
        return ""
    before = text[: dates[0].start].casefold()
    found = [each for each in words if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", before)]
    return max(found, key=lambda each: (len(each), each), default="")


def _strip_dates(text: str, dates: Sequence[StatedDate], lead: str) -> str:
    """Return a line without its dates and the words that lead to them; parts apart by "|"."""
    for each in reversed(dates):
        text = f"{text[: each.start]}|{text[each.end :]}"
    return re.sub(rf"(?i)(?<!\w){re.escape(lead)}(?!\w)", "|", text) if lead else text


def _count_words(text: str, dates: Sequence[StatedDate]) -> int:
    return len(re.findall(r"\w+", _strip_dates(text, dates, "")))


def _is_sentence(text: str, dates: Sequence[StatedDate]) -> bool:
    """Return whether a line with a date says something, rather than naming place and publisher."""
    words = re.findall(r"[^\W\d_]+", _strip_dates(text, dates, ""))
    plain = [each for each in words if each[0].islower() and len(each) > _MOST_SMALL]
    rest = _strip_dates(text, dates, "")
    is_short = all(len(each.split()) <= _MOST_LEADING for each in _split_parts(rest))
    if is_short and "." not in rest:
        return False  # "9 February 2026, Diocesan press office, Armagh"
    return len(words) > _MOST_WORDS or len(plain) > 1


def _is_signed(text: str, dates: Sequence[StatedDate], words: ArticleWords) -> bool:
    """Return whether a line is an organisation, few words and a day: "Lima University, news, …"."""
    parts = _split_parts(_strip_dates(text, dates, ""))
    is_short = all(len(each.split()) <= _MOST_LEADING for each in parts[1:])
    return bool(parts) and _is_organisation(parts[0], words.organisation) and is_short


def _read_names(
    text: str, line: str, words: ArticleWords, found: Masthead, *, is_dated: bool
) -> None:
    """Note the author, the place and the publisher that a line names, its dates left out."""
    origin = f"“{_fold(line)}”"
    for part in _split_parts(text):
        first, _, rest = part.partition(" ")
        if first.casefold() in words.byline and rest[:1].isupper() and len(rest.split()) <= 6:
            found.author.append(Stated(rest, origin))
        elif _is_one_of(part, words.release):
            continue
        elif _names_place(part) and (is_dated or part == _fold(text)):
            found.dateline.append(Stated(part, origin))
        elif is_dated and _is_name(part):
            found.publisher.append(Stated(part, origin))
    kinds = load_article_words().values()
    organisation = next(iter(_split_parts(text)), "")
    if not is_dated and any(_is_organisation(text, each.organisation) for each in kinds):
        found.publisher.append(Stated(organisation, origin))


def _split_parts(text: str) -> list[str]:
    parts = (_fold(each).strip(_SEPARATORS) for each in re.split(r"[|,;()\n\t]| [-–—] ", text))
    return [each for each in parts if each]


def _fold(text: str) -> str:
    return " ".join(text.split())


def _is_one_of(text: str, kinds: Iterable[str]) -> bool:
    """Return whether a line says nothing but what kind of text it is, maybe with a number."""
    parts = re.split(r"\s[/|]\s", _NUMBER.sub("", text).casefold())
    return any(each.strip(_SEPARATORS) in kinds for each in parts)


def _is_organisation(text: str, words: Iterable[str]) -> bool:
    """Return whether a line is the name of an organisation: it says of nobody what they do."""
    parts = text.split()
    if len(parts) > 12 or not text[:1].isupper() or _CLOCK.match(text):
        return False
    first = {each.casefold().strip(_SEPARATORS) for each in parts[:_MOST_LEADING]}
    return bool(first & set(words)) and all(
        each[:1].isupper() or len(each) <= 4 or not each[:1].isalpha() for each in parts
    )


def _is_name(text: str) -> bool:
    words = [each for each in text.split() if len(each) > 3]
    return bool(words) and len(text.split()) >= 2 and all(each[:1].isupper() for each in words)


def _names_place(text: str) -> bool:
    name = _fold(text).strip(_SEPARATORS)
    return bool(name) and len(name.split()) <= 4 and find_place(name) is not None


def _read_dateline_below(below: Sequence[Paragraph], language: str, found: Masthead) -> None:
    """Note a dateline under a summary or a correction, if it has a day and ends with a dash."""
    for paragraph in below:
        for end in _DATELINE_END.finditer(paragraph.text[:_MOST_DATELINE]):
            head = paragraph.text[: end.start()]
            is_dash = end[0].strip() != "."
            if is_dash and (
                find_stated_dates(head, language) or any(_iterate_yearless(head, language))
            ):
                _read_dateline(paragraph, language, found)
                return


def _read_dateline(paragraph: Paragraph, language: str, found: Masthead) -> bool:
    """Note what the beginning of the story says, up to a dash or a stop; return whether it does."""
    text = paragraph.text
    ends = [*_DATELINE_END.finditer(text[:_MOST_DATELINE])]
    whole = [each for each in ends if _is_place_and_day(text[: each.start()], language)]
    ends = [each for each in ends if each in whole or each[0].strip() != ":"]
    dated = [each for each in ends if find_stated_dates(text[: each.start()], language)]
    for end in (*reversed(whole), *dated, *ends):  # "ATLANTA - Aug. 3, 2026 -"
        head = text[: end.start()]
        if _read_dateline_head(head, language, found, is_dash=end[0].strip() != "."):
            found.spans.append((paragraph.start, paragraph.start + len(head)))
            return True
    return False


def _read_dateline_head(head: str, language: str, found: Masthead, *, is_dash: bool) -> bool:
    """Note what stands before a story, and tell whether it is a dateline."""
    dates = find_stated_dates(head, language)
    yearless = "" if dates else next(_iterate_yearless(head, language), "")
    parts = _split_parts(_strip_dates(head, dates, ""))
    place = next((each for each in parts if _names_place(each)), "")
    is_known = bool(dates) or (is_dash and bool(place))
    if _FLIGHT_NUMBER.search(head) or _is_sentence(_BRACKETED.sub("", head), dates):
        return False
    if not is_known or len(parts) > _MOST_PARTS or _count_words(head, dates) > _MOST_WORDS:
        return False
    origin = f"“{_fold(head)}”"
    found.published += [Stated(str(each.day), origin) for each in dates[:1]]
    found.yearless = yearless
    if place:
        found.dateline.insert(0, Stated(place, origin))
    for agency in _BRACKETED.findall(head):
        name = _fold(agency)
        if name[:1].isupper() and name != place and not find_stated_dates(name, language):
            found.publisher.append(Stated(name, origin))
    return True


def _iterate_yearless(head: str, language: str) -> Iterator[str]:
    """Yield the days of a dateline that are written without a year."""
    for each in _YEARLESS.finditer(head):
        if find_stated_dates(f"{each[0]} 2024", language) or list(
            find_stated_dates(f"{each[0]} de 2024", language)
        ):
            yield each[0]
