"""A brief in; the lists out that say how sure it all is: what is open, how it came about, where sources differ, what they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from itinerary.briefing.formatting import (
    BriefingContext,
    cite_agreeing_sources,
    cite_sources,
    compose_attribution,
    compose_claim,
    compose_items,
    compose_link,
    compose_notes,
    format_audience_suffix,
    format_background_title,
    format_stated_date,
    quote_claim,
    shorten_place_name,
)
from itinerary.briefing.model import Item, Line, Piece, join_pieces
from itinerary.dates.wording import format_interval, format_list
from itinerary.document import Account, BackgroundEvent, Source
from itinerary.timeline import Dating, Entry, Reading

_SOURCE_SUFFIX = re.compile(r"(.*) \[([\w-]+)\]", re.DOTALL)
SELF_EXPLAINING_VERDICTS = (
    "correction",
    "slip",
    "contradiction",
)  # verdicts that say why themselves, beside the claims that they stand against


def compose_open_dates(brief: BriefingContext) -> Iterator[Item]:
    """What has no date yet, with the words that there are and what they lack."""
    for entry in brief.timeline.entries:
        for dating in entry.datings:
            if not dating.intervals:
                claims = (
                    part
                    for reading in dating.readings
                    for part in ("; ", *_explain_open_reading(brief, reading))
                )
                yield Item(
                    join_pieces(
                        f"{_format_dating_title(brief, entry, dating)}{format_audience_suffix(brief, entry)}: ",
                        tuple(claims)[1:],
                    ),
                    entry=entry.id,
                )
        if not entry.datings and entry.section != "trip":
            yield from compose_items(
                f"{_format_dating_title(brief, entry)}{format_audience_suffix(brief, entry)}: {brief.translate_label('no date is given')}"
            )


def _explain_open_reading(brief: BriefingContext, reading: Reading) -> Line:
    if reading.claim.is_tbd:
        return (brief.translate_label("to be determined"),)
    return join_pieces(
        compose_claim(brief, reading),
        f": {brief.translate_label(reading.problem or 'not resolved')}",
    )


def _format_dating_title(brief: BriefingContext, entry: Entry, dating: Dating | None = None) -> str:
    """The title, and which of its dates is meant if it has several."""
    marks = [brief.translate_label("background")] if entry.section == "background" else []
    if dating and (len(entry.datings) > 1 or entry.kind in ("movement", "stay")):
        marks.append(brief.translate_label(dating.name.replace("_", " ")))
    return entry.title + (f" ({', '.join(marks)})" if marks else "")


def compose_background(brief: BriefingContext) -> Iterator[Item]:
    """What happened before, by date, each as precisely as it is known."""
    for entry in brief.timeline.select_entries("background"):
        if not entry.is_open:
            dates = format_list(
                [format_interval(each, brief.language) for each in entry.intervals], brief.language
            )
            yield Item(
                join_pieces(
                    f"{dates}: {format_background_title(entry)}",
                    cite_agreeing_sources(brief, entry.datings),
                ),
                _compose_background_notes(entry),
                entry.id,
            )


def _compose_background_notes(entry: Entry) -> tuple[Item, ...]:
    item = entry.item
    if not isinstance(item, BackgroundEvent):
        return ()
    return (*compose_notes(item.notes), *(Item((compose_link(url),)) for url in (item.url,) if url))


def compose_differences(brief: BriefingContext) -> Iterator[Item]:
    """Where sources differ: of dates, what was chosen, what was not, and why; of other matters, each account."""
    for entry in brief.timeline.entries:
        for dating in entry.datings:
            others = [reading for reading in dating.readings if not reading.agrees]
            if dating.chosen_reading and others:
                accounts = (
                    _compose_claim_account(brief, reading, dating)
                    for reading in (dating.chosen_reading, *others)
                )
                yield Item((_format_dating_title(brief, entry, dating),), compose_items(*accounts))
    for dispute in brief.timeline.document.disputes:
        yield Item(
            (dispute.about,),
            compose_items(
                *(_compose_dispute_account(brief, account) for account in dispute.accounts)
            ),
        )


def _compose_claim_account(brief: BriefingContext, reading: Reading, dating: Dating) -> Line:
    verdict = "used" if reading is dating.chosen_reading else reading.verdict
    meant = format_list(
        [format_interval(each, brief.language) for each in reading.intervals], brief.language
    )
    is_said = (
        brief.language.startswith("en") or reading.verdict not in SELF_EXPLAINING_VERDICTS
    )  # only English has words for what names other claims
    why = _compose_reason(brief, brief.translate_label(reading.reason)) if is_said else ()
    texts = dict.fromkeys(
        ((meant,), why, (brief.translate_label(reading.problem),), (reading.claim.note or "",))
    )
    reasons = [text for text in texts if any(text)]
    return join_pieces(
        f"{brief.translate_label(verdict.capitalize())}: ",
        compose_claim(brief, reading),
        *_join_reasons(reasons),
    )


def _join_reasons(reasons: Iterable[Line]) -> Iterator[Piece | Line]:
    """Reasons one after the other, the first after a colon."""
    for number, reason in enumerate(reasons):
        yield "; " if number else ": "
        yield reason


def _compose_reason(brief: BriefingContext, text: str) -> Line:
    """A reason, which may end with the id of the source that it names: by its number."""
    found = _SOURCE_SUFFIX.fullmatch(text)
    if not found or found[2] not in brief.numbers:
        return (text,)
    return found[1], *cite_sources(brief, [found[2]])


def _compose_dispute_account(brief: BriefingContext, account: Account) -> Line:
    rank = "" if account.rank == "normal" else f" ({brief.translate_label(account.rank)})"
    note = f"; {account.note}" if account.note else ""
    return join_pieces(
        quote_claim(brief, account), compose_attribution(brief, account.source), rank, note
    )


def compose_sources(brief: BriefingContext) -> Iterator[Item]:
    """The sources in the order of their numbers, each with the words of it that were used."""
    used = _collect_used_words(brief)
    for id, source in brief.timeline.document.sources.items():
        words_used = (
            [f"{brief.translate_label('Words used')}: {'; '.join(used[id])}"] if used[id] else []
        )
        yield Item(
            _compose_source(brief, source),
            (*compose_items(*words_used), *compose_notes(source.notes)),
        )


def _compose_source(brief: BriefingContext, source: Source) -> Line:
    facts = [source.publisher, f"“{source.title}”", source.author]
    facts.append(
        brief.translate_label("published {day}", day=format_stated_date(brief, source.published))
        if source.published
        else brief.translate_label("undated")
    )
    facts.append(
        brief.translate_label("from {place}", place=shorten_place_name(source.dateline))
        if source.dateline
        else ""
    )
    facts.append(
        brief.translate_label("retrieved {day}", day=format_stated_date(brief, source.retrieved))
        if source.retrieved
        else ""
    )
    return join_pieces(
        ", ".join(filter(None, facts)), (", ", compose_link(source.url)) if source.url else ""
    )


def _collect_used_words(brief: BriefingContext) -> dict[str, dict[str, None]]:
    """The words of each source from which dates were taken; each once."""
    used: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in brief.timeline.entries:
        for dating in entry.datings:
            for reading in dating.readings:
                if not reading.claim.is_tbd:
                    used[reading.source or ""][f"“{reading.claim.says}”"] = None
    return used
