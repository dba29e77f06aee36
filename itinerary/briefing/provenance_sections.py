"""A brief in; the lists out that say how sure it all is: what is open, how it came about, where sources differ, what they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from itinerary.briefing.formatting import (
    Brief,
    agreed,
    author,
    cited,
    city,
    claimed,
    handling,
    items,
    link,
    located,
    notes,
    quoted,
    stated,
)
from itinerary.briefing.model import Item, Line, Piece, line
from itinerary.dates.wording import listed, words
from itinerary.document import Account, BackgroundEvent, Source
from itinerary.timeline import Dating, Entry, Reading

_BY = re.compile(r"(.*) \[([\w-]+)\]", re.DOTALL)
TELLING = (
    "correction",
    "slip",
    "contradiction",
)  # verdicts that say why themselves, beside the claims that they stand against


def still_open(brief: Brief) -> Iterator[Item]:
    """What has no date yet, with the words that there are and what they lack."""
    for entry in brief.timeline.entries:
        for dating in entry.datings:
            if not dating.intervals:
                claims = (
                    part
                    for reading in dating.readings
                    for part in ("; ", *_why_open(brief, reading))
                )
                yield Item(
                    line(
                        f"{_name(brief, entry, dating)}{handling(brief, entry)}: ",
                        tuple(claims)[1:],
                    ),
                    entry=entry.id,
                )
        if not entry.datings and entry.section != "trip":
            yield from items(
                f"{_name(brief, entry)}{handling(brief, entry)}: {brief.say('no date is given')}"
            )


def _why_open(brief: Brief, reading: Reading) -> Line:
    if reading.claim.is_tbd:
        return (brief.say("to be determined"),)
    return line(claimed(brief, reading), f": {brief.say(reading.problem or 'not resolved')}")


def _name(brief: Brief, entry: Entry, dating: Dating | None = None) -> str:
    """The title, and which of its dates is meant if it has several."""
    marks = [brief.say("background")] if entry.section == "background" else []
    if dating and (len(entry.datings) > 1 or entry.kind in ("movement", "stay")):
        marks.append(brief.say(dating.name.replace("_", " ")))
    return entry.title + (f" ({', '.join(marks)})" if marks else "")


def background(brief: Brief) -> Iterator[Item]:
    """What happened before, by date, each as precisely as it is known."""
    for entry in brief.timeline.of("background"):
        if not entry.is_open:
            dates = listed(
                [words(each, brief.language) for each in entry.intervals], brief.language
            )
            yield Item(
                line(f"{dates}: {located(entry)}", agreed(brief, entry.datings)),
                _more(entry),
                entry.id,
            )


def _more(entry: Entry) -> tuple[Item, ...]:
    item = entry.item
    if not isinstance(item, BackgroundEvent):
        return ()
    return (*notes(item.notes), *(Item((link(url),)) for url in (item.url,) if url))


def differences(brief: Brief) -> Iterator[Item]:
    """Where sources differ: of dates, what was chosen, what was not, and why; of other matters, each account."""
    for entry in brief.timeline.entries:
        for dating in entry.datings:
            others = [reading for reading in dating.readings if not reading.agrees]
            if dating.chosen and others:
                accounts = (
                    _account_of_date(brief, reading, dating) for reading in (dating.chosen, *others)
                )
                yield Item((_name(brief, entry, dating),), items(*accounts))
    for dispute in brief.timeline.document.disputes:
        yield Item(
            (dispute.about,), items(*(_account(brief, account) for account in dispute.accounts))
        )


def _account_of_date(brief: Brief, reading: Reading, dating: Dating) -> Line:
    verdict = "used" if reading is dating.chosen else reading.verdict
    meant = listed([words(each, brief.language) for each in reading.intervals], brief.language)
    is_said = (
        brief.language.startswith("en") or reading.verdict not in TELLING
    )  # only English has words for what names other claims
    why = _reason(brief, brief.say(reading.reason)) if is_said else ()
    texts = dict.fromkeys(
        ((meant,), why, (brief.say(reading.problem),), (reading.claim.note or "",))
    )
    reasons = [text for text in texts if any(text)]
    return line(f"{brief.say(verdict.capitalize())}: ", claimed(brief, reading), *_set_off(reasons))


def _set_off(reasons: Iterable[Line]) -> Iterator[Piece | Line]:
    """Reasons one after the other, the first after a colon."""
    for number, reason in enumerate(reasons):
        yield "; " if number else ": "
        yield reason


def _reason(brief: Brief, text: str) -> Line:
    """A reason, which may end with the id of the source that it names: by its number."""
    found = _BY.fullmatch(text)
    if not found or found[2] not in brief.numbers:
        return (text,)
    return found[1], *cited(brief, [found[2]])


def _account(brief: Brief, account: Account) -> Line:
    rank = "" if account.rank == "normal" else f" ({brief.say(account.rank)})"
    note = f"; {account.note}" if account.note else ""
    return line(quoted(brief, account), author(brief, account.source), rank, note)


def sources(brief: Brief) -> Iterator[Item]:
    """The sources in the order of their numbers, each with the words of it that were used."""
    used = _words_used(brief)
    for id, source in brief.timeline.document.sources.items():
        words_used = [f"{brief.say('Words used')}: {'; '.join(used[id])}"] if used[id] else []
        yield Item(_source(brief, source), (*items(*words_used), *notes(source.notes)))


def _source(brief: Brief, source: Source) -> Line:
    facts = [source.publisher, f"“{source.title}”", source.author]
    facts.append(
        brief.say("published {day}", day=stated(brief, source.published))
        if source.published
        else brief.say("undated")
    )
    facts.append(brief.say("from {place}", place=city(source.dateline)) if source.dateline else "")
    facts.append(
        brief.say("retrieved {day}", day=stated(brief, source.retrieved))
        if source.retrieved
        else ""
    )
    return line(", ".join(filter(None, facts)), (", ", link(source.url)) if source.url else "")


def _words_used(brief: Brief) -> dict[str, dict[str, None]]:
    """The words of each source from which dates were taken; each once."""
    used: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in brief.timeline.entries:
        for dating in entry.datings:
            for reading in dating.readings:
                if not reading.claim.is_tbd:
                    used[reading.source or ""][f"“{reading.claim.says}”"] = None
    return used
