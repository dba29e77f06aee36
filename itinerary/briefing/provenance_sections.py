"""A briefing's context in; its lists about certainty out.

They say which dates are open, how the trip came about, where sources differ, and what they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from itinerary.briefing.facts import collect_facts
from itinerary.briefing.formatting import (
    BriefingContext,
    cite_agreeing_sources,
    cite_sources,
    compose_attribution,
    compose_claim,
    compose_image,
    compose_items,
    compose_link,
    compose_notes,
    format_audience_suffix,
    format_background_title,
    format_stated_date,
    format_status_prefix,
    quote_words,
    shorten_place_name,
)
from itinerary.briefing.model import Item, Line, Piece, join_pieces
from itinerary.briefing.schedule.times import format_entry_dates
from itinerary.dates.interval import Interval
from itinerary.dates.wording import format_interval, format_list
from itinerary.document import Account, Source
from itinerary.document.kinds import KINDS
from itinerary.document.vocabulary import Rank
from itinerary.reports.provenance import ClaimProvenance, DateProvenance, trace_timeline
from itinerary.timeline import Entry

_TWO_ENDED_KINDS = {kind for kind, spec in KINDS.items() if spec.has_two_ends}


def compose_open_dates(brief: BriefingContext) -> Iterator[Item]:
    """Yield what has no date yet, with the words that there are and what they lack."""
    for provenance in trace_timeline(brief.timeline):
        entry = provenance.entry
        for date in provenance.dates:
            if date.is_open:
                yield _compose_open_date(brief, date)
        if not provenance.dates and entry.section != "trip":
            title = _format_date_title(brief, entry)
            audience = format_audience_suffix(brief, entry)
            yield from compose_items(
                f"{title}{audience}: {brief.translate_label('no date is given')}"
            )


def _compose_open_date(brief: BriefingContext, date: DateProvenance) -> Item:
    title = _format_date_title(brief, date.entry, date.name)
    audience = format_audience_suffix(brief, date.entry)
    claims = _join_lines((_explain_open_claim(brief, claim) for claim in date.claims), ": ")
    return Item(join_pieces(f"{title}{audience}", *claims), entry=date.entry.id)


def _explain_open_claim(brief: BriefingContext, claim: ClaimProvenance) -> Line:
    if claim.is_tbd:
        return (brief.translate_label("to be determined"),)
    problem = brief.translate_label(claim.problem or "not resolved")
    return join_pieces(compose_claim(brief, claim), f": {problem}")


def _format_date_title(brief: BriefingContext, entry: Entry, field: str = "") -> str:
    """Return the title of an entry with its status, and which of its dates, if it has several."""
    is_past = entry.section == "background" and not brief.is_chronology
    marks = [brief.translate_label("background")] if is_past else []
    if field and (len(entry.datings) > 1 or entry.kind in _TWO_ENDED_KINDS):
        marks.append(brief.translate_label(field.replace("_", " ")))
    title = format_status_prefix(brief, entry) + entry.title
    return title + (f" ({', '.join(marks)})" if marks else "")


def compose_background(brief: BriefingContext) -> Iterator[Item]:
    """Yield what happened before, by date, each as precisely as it is known."""
    for entry in brief.timeline.select_entries("background"):
        if entry.is_open:
            continue
        line = join_pieces(
            f"{format_entry_dates(brief, entry)}: {format_background_title(entry)}",
            cite_agreeing_sources(brief, entry.datings),
        )
        yield Item(line, tuple(compose_background_notes(brief, entry)), entry.id)


def compose_background_notes(brief: BriefingContext, entry: Entry) -> Iterator[Item]:
    """Yield what a chronology or the background tells of an entry besides its date and title."""
    facts = collect_facts(entry)
    yield from compose_notes(facts.notes)
    if facts.url:
        yield Item((compose_link(facts.url),))
    if facts.image:
        yield compose_image(brief, facts.image)


def compose_differences(brief: BriefingContext) -> Iterator[Item]:
    """Yield where sources differ.

    Of dates that is what was chosen, what was not, and why; of other matters each account.
    """
    for provenance in trace_timeline(brief.timeline):
        for date in provenance.dates:
            if date.chosen_claim and date.differing_claims:
                yield _compose_difference(brief, date, date.chosen_claim)
    for dispute in brief.timeline.document.disputes:
        accounts = (_compose_dispute_account(brief, account) for account in dispute.accounts)
        yield Item((dispute.about,), compose_items(*accounts))


def _compose_difference(
    brief: BriefingContext, date: DateProvenance, chosen: ClaimProvenance
) -> Item:
    claims = (chosen, *date.differing_claims)
    lines = (_compose_claim_account(brief, claim) for claim in claims)
    return Item((_format_date_title(brief, date.entry, date.name),), compose_items(*lines))


def _compose_claim_account(brief: BriefingContext, claim: ClaimProvenance) -> Line:
    verdict = "used" if claim.is_chosen else claim.verdict
    # Only English has words for reasons that name other claims.
    is_told = brief.language.startswith("en") or not claim.is_self_explaining
    reasons = (
        (_format_intervals(brief, claim.intervals),),
        _compose_reason(brief, claim) if is_told else (),
        (brief.translate_label(claim.problem),),
        (claim.note,),
    )
    told = dict.fromkeys(reason for reason in reasons if any(reason))
    return join_pieces(
        f"{brief.translate_label(verdict.capitalize())}: ",
        compose_claim(brief, claim),
        *_join_lines(told, ": "),
    )


def _join_lines(lines: Iterable[Line], start: str) -> Iterator[Piece | Line]:
    """Yield lines with semicolons between them, after a start if there are any."""
    for number, line in enumerate(lines):
        yield "; " if number else start
        yield line


def _compose_reason(brief: BriefingContext, claim: ClaimProvenance) -> Line:
    """Return the reason of a verdict, with the number of the source that it quotes."""
    if claim.reason_source_id not in brief.numbers:
        return (brief.translate_label(claim.cited_reason),)
    number = cite_sources(brief, [claim.reason_source_id])
    return brief.translate_label(claim.reason), *number


def _compose_dispute_account(brief: BriefingContext, account: Account) -> Line:
    is_ranked = account.rank != Rank.NORMAL
    rank = f" ({brief.translate_label(account.rank)})" if is_ranked else ""
    note = f"; {account.note}" if account.note else ""
    words = quote_words(brief, account.says)
    return join_pieces(words, compose_attribution(brief, account.source), rank, note)


def compose_sources(brief: BriefingContext) -> Iterator[Item]:
    """Yield the sources in the order of their numbers, each with the words that were used."""
    used = _collect_used_words(brief)
    label = brief.translate_label("Words used")
    for id, source in brief.timeline.document.sources.items():
        words = [f"{label}: {'; '.join(used[id])}"] if used[id] else []
        below = (*compose_items(*words), *compose_notes(source.notes))
        yield Item(_compose_source(brief, source), below)


def _compose_source(brief: BriefingContext, source: Source) -> Line:
    facts = (
        source.publisher,
        f"“{source.title}”",
        source.author,
        _format_publication(brief, source),
        _format_dateline(brief, source),
        _format_retrieval(brief, source),
    )
    link: Line = (", ", compose_link(source.url)) if source.url else ()
    return join_pieces(", ".join(filter(None, facts)), link)


def _format_publication(brief: BriefingContext, source: Source) -> str:
    if not source.published:
        return brief.translate_label("undated")
    day = format_stated_date(brief, source.published)
    return brief.translate_label("published {day}", day=day)


def _format_dateline(brief: BriefingContext, source: Source) -> str:
    if not source.dateline:
        return ""
    return brief.translate_label("from {place}", place=shorten_place_name(source.dateline))


def _format_retrieval(brief: BriefingContext, source: Source) -> str:
    if not source.retrieved:
        return ""
    day = format_stated_date(brief, source.retrieved)
    return brief.translate_label("retrieved {day}", day=day)


def _collect_used_words(brief: BriefingContext) -> dict[str, dict[str, None]]:
    """Return the words of each source from which dates were taken, each once."""
    used: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for provenance in trace_timeline(brief.timeline):
        for claim in (claim for date in provenance.dates for claim in date.claims):
            if not claim.is_tbd:
                used[claim.source_id or ""][f"“{claim.words}”"] = None
    return used


def _format_intervals(brief: BriefingContext, intervals: Iterable[Interval]) -> str:
    texts = [format_interval(each, brief.language) for each in intervals]
    return format_list(texts, brief.language)
