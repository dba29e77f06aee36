"""A brief in; the sections out that say how sure it all is: what is open, how it came about, where sources differ, what they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from itinerary import schema
from itinerary.export.markdown.forms import AGREEING, Brief, agreed, author, beside, city, claimed, handling, quoted, stated
from itinerary.export.markdown.text import escape, link, nested, section
from itinerary.timeline import Dating, Entry, Reading
from itinerary.wording import words


def still_open(brief: Brief) -> str:
    """What has no date yet, with the words that there are and what they lack."""
    return section("Still open", (line for entry in brief.timeline.entries for line in _open_dates(brief, entry)))


def _open_dates(brief: Brief, entry: Entry) -> Iterator[str]:
    for dating in entry.datings:
        if not dating.intervals:
            claims = "; ".join(_why_open(brief, reading) for reading in dating.readings)
            yield f"- {_name(entry, dating)}{handling(entry)}: {claims}"
    if not entry.datings and entry.section != "trip":
        yield f"- {_name(entry)}{handling(entry)}: no date is given"


def _why_open(brief: Brief, reading: Reading) -> str:
    if reading.claim.is_tbd:
        return "to be determined"
    return f"{claimed(brief, reading)}: {escape(reading.problem) or 'not resolved'}"


def _name(entry: Entry, dating: Dating | None = None) -> str:
    """The title, and which of its dates is meant if it has several."""
    notes = ["background"] if entry.section == "background" else []
    if dating and (len(entry.datings) > 1 or entry.kind in ("movement", "stay")):
        notes.append(dating.name.replace("_", " "))
    return escape(entry.title) + (f" ({', '.join(notes)})" if notes else "")


def background(brief: Brief) -> str:
    """What happened before, by date, each as precisely as it is known."""
    entries = [entry for entry in brief.timeline.of("background") if not entry.is_open]
    return section("Background", (line for entry in entries for line in _background(brief, entry)))


def _background(brief: Brief, entry: Entry) -> Iterator[str]:
    dates = " and ".join(map(words, entry.intervals))
    place = beside(entry.title, entry.place.name.partition(",")[0]) if entry.place else ""
    yield f"- {dates}: {escape(entry.title)}{place}{agreed(brief, entry.datings)}"
    item = entry.item
    if isinstance(item, schema.BackgroundEvent):
        yield from nested(item.notes or "")
        yield from (f"  - {link(url)}" for url in (item.url,) if url)


def differences(brief: Brief) -> str:
    """Where sources differ: of dates, what was chosen, what was not, and why; of other matters, each account."""
    dates = (line for entry in brief.timeline.entries for dating in entry.datings for line in _differing(brief, entry, dating))
    disputes = (line for dispute in brief.timeline.document.disputes for line in _dispute(brief, dispute))
    return section("Where sources differ", (*dates, *disputes))


def _differing(brief: Brief, entry: Entry, dating: Dating) -> Iterator[str]:
    others = [reading for reading in dating.readings if reading.verdict not in AGREEING]
    if not dating.chosen or not others:
        return
    yield f"- {_name(entry, dating)}"
    for reading in (dating.chosen, *others):
        verdict = "used" if reading is dating.chosen else reading.verdict
        yield f"  - {verdict.capitalize()}: {_account_of_date(brief, reading)}"


def _account_of_date(brief: Brief, reading: Reading) -> str:
    meant = " and ".join(map(words, reading.intervals))
    texts = dict.fromkeys((meant, reading.reason, reading.problem, reading.claim.note))
    reasons = "; ".join(escape(text) for text in texts if text)
    return claimed(brief, reading) + (f": {reasons}" if reasons else "")


def _dispute(brief: Brief, dispute: schema.Dispute) -> Iterator[str]:
    yield f"- {escape(dispute.about)}"
    for account in dispute.accounts:
        rank = "" if account.rank == "normal" else f" ({account.rank})"
        note = f"; {escape(account.note)}" if account.note else ""
        yield f"  - {quoted(account)}{author(brief, account.source)}{rank}{note}"


def sources(brief: Brief) -> str:
    """The sources by their numbers, each with the words of it that were used."""
    used = _words_used(brief)
    known = brief.timeline.document.sources
    return section("Sources", (line for id, source in known.items() for line in _source(brief.numbers[id], source, used[id])))


def _source(number: int, source: schema.Source, used: dict[str, None]) -> Iterator[str]:
    facts = [escape(source.publisher), f"“{escape(source.title)}”", escape(source.author or "")]
    facts.append(f"published {stated(source.published)}" if source.published else "undated")
    facts.append(f"from {city(source.dateline)}" if source.dateline else "")
    facts.append(f"retrieved {stated(source.retrieved)}" if source.retrieved else "")
    facts.append(link(source.url) if source.url else "")
    marker = f"{number}. "
    yield marker + ", ".join(filter(None, facts))
    if used:
        yield f"{' ' * len(marker)}- Words used: {'; '.join(used)}"
    yield from nested(source.notes or "", len(marker))


def _words_used(brief: Brief) -> dict[str, dict[str, None]]:
    """The words of each source from which dates were taken; each once."""
    used: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in brief.timeline.entries:
        for dating in entry.datings:
            for reading in dating.readings:
                if not reading.claim.is_tbd:
                    used[reading.source or ""][f"“{escape(reading.claim.says)}”"] = None
    return used
