"""The stories of articles in; the data of one document, and where each date is in it, out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from itinerary.articles import Article
from itinerary.diagnostics import NodePath
from itinerary.document.vocabulary import EventKind, Rank, Status
from itinerary.drafting.bookings import name_travellers
from itinerary.drafting.facts import DateFact, EntryFact, LegFact, PersonFact, Section, Story
from itinerary.drafting.gazetteer import NamedPlace
from itinerary.drafting.naming import MAX_ID, choose_source_ids, find_title, shorten_id
from itinerary.drafting.positions import tell_position
from itinerary.places import find_place

REMARK = "remark/"  # begins the name of a field; no other has a slash
HOLDERS = ("sources", "legs", "events", "background")  # of entries, each with its own fields
_MOST_ENTRY_ID = 32  # letters


@dataclass(slots=True, eq=False)
class PlacedDate:
    """A date of the document that is drafted: where it is, its claim as data, and what it is of.

    One that is settled is less than where it stands says, as there was no other way.
    """

    path: NodePath
    claim: dict[str, Any]
    fact: DateFact
    is_settled: bool = False


@dataclass(slots=True, eq=False)
class DocumentDraft:
    """A document as data, in the order in which people write it.

    Attributes:
        data: The document; a field named REMARK and a number stands for a remark to the editor.
        dates: Its dates, in their order.
        remarks: The remarks, by the names of those fields.
        source_ids: The ids of the articles, in their order.
        articles: The articles.
        ids: The ids that are taken.
        zones: The time zones of the cities of the trip.

    """

    data: dict[str, Any] = field(default_factory=dict)
    dates: list[PlacedDate] = field(default_factory=list)
    remarks: dict[str, str] = field(default_factory=dict)
    source_ids: list[str] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    zones: set[str] = field(default_factory=set)

    def choose_id(self, title: str) -> str:
        """Return a short id from a title that no other entry has."""
        id = stem = shorten_id(title, _MOST_ENTRY_ID)
        number = 1
        while id in self.ids:
            number += 1
            id = f"{stem}-{number}"
        self.ids.add(id)
        return id

    def iterate_entries(self) -> Iterator[dict[str, Any]]:
        """Yield the document and, of all levels, its sources and entries."""
        yield self.data
        for name in HOLDERS:
            listed = self.data.get(name, [])
            for each in listed.values() if isinstance(listed, dict) else listed:
                yield each
                yield from each.get("events", ())

    def add_remarks(self, fields: dict[str, Any], marks: Iterable[str]) -> None:
        """Add remarks to the editor behind the fields that are there already."""
        for each in dict.fromkeys(marks):
            name = f"{REMARK}{len(self.remarks)}"
            self.remarks[name] = " ".join(each.split())
            fields[name] = name


def build_document(stories: Sequence[Story], texts: Sequence[str], merged: Story) -> DocumentDraft:
    """Return the document that the stories come to.

    Args:
        stories: One for each article.
        texts: The paths of the files that keep their texts, "" where none does.
        merged: What they come to together.
    """
    draft = DocumentDraft()
    draft.articles = [each.article for each in stories]
    draft.source_ids = choose_source_ids(draft.articles)
    draft.ids = {*draft.source_ids, "trip"}
    data = draft.data
    first = stories[0]
    data["title"] = find_title(first)
    data["id"] = shorten_id(data["title"], MAX_ID)
    if first.language != "en":
        data["language"] = first.language
    if merged.principal is not None:
        data["principal"] = _build_person(merged.principal)
    if travellers := name_travellers(merged.entries):
        data["travellers"] = travellers
    if merged.home:
        draft.add_remarks(data, ["whether this is the home of the trip"])
        data["home"] = merged.home
    _add_dates(draft, data, "dates", merged.dates, ("dates",), "")
    if merged.status != Status.CONFIRMED:
        if any(each.status == Status.CONFIRMED for each in stories):
            word = str(merged.status)
            draft.add_remarks(data, [f"whether all of the trip is {word}: not all articles say so"])
        data["status"] = str(merged.status)
    data["sources"] = {
        id: _build_source(draft, story, first.language, text)
        for id, story, text in zip(draft.source_ids, stories, texts, strict=True)
    }
    draft.zones = {each.city.place.timezone for each in merged.legs if each.city} - {""}
    legs = [_build_leg(draft, leg, index, merged) for index, leg in enumerate(merged.legs)]
    if legs:
        data["legs"] = legs
    for section in Section:
        entries = [
            each
            for each in merged.entries
            if each.section == section and not _is_in_leg(each, merged)
        ]
        if entries:
            data[str(section)] = [
                _build_entry(draft, each, (str(section), index), "", None)
                for index, each in enumerate(entries)
            ]
    return draft


def _build_source(draft: DocumentDraft, story: Story, language: str, text: str) -> dict[str, Any]:
    article = story.article
    fields: dict[str, Any] = {}
    if article.publisher is None:
        draft.add_remarks(fields, ["the article does not say who published it"])
    elif article.publisher.origin.startswith("“"):
        draft.add_remarks(
            fields, [f"the publisher as the text names it: {article.publisher.origin}"]
        )
    fields["publisher"] = (
        article.publisher.value if article.publisher else f"unknown ({article.name})"
    )
    fields["title"] = find_title(story)
    if article.url and re.match(r"https?://\S+$", article.url.value):
        fields["url"] = article.url.value
    if article.author:
        fields["author"] = article.author.value
    if article.published:
        fields["published"] = article.published.value[:10]
    if article.dateline and _is_place_name(article.dateline.value):
        name = article.dateline.value
        fields["dateline"] = name.title() if name.isupper() else name
    if story.language != language:
        fields["language"] = story.language
    if text:
        fields["text"] = text
        fields["hash"] = f"sha256:{hashlib.sha256(article.text.encode()).hexdigest()}"
    return fields


def _is_place_name(words: str) -> bool:
    return words[:1].isupper() and find_place(words) is not None


def _build_person(person: PersonFact) -> Any:
    return {"name": person.name, "role": person.role} if person.role else person.name


# --- dates


def _add_dates(
    draft: DocumentDraft,
    fields: dict[str, Any],
    name: str,
    facts: Sequence[DateFact],
    path: NodePath,
    source: str,
) -> None:
    """Add a date with its claims to the fields of an entry."""
    if not facts:
        return
    draft.add_remarks(fields, [mark for fact in facts for mark in fact.marks])
    claims = []
    for number, fact in enumerate(facts):
        claim = _build_claim(draft, fact, source)
        claims.append(claim)
        draft.dates.append(PlacedDate((*path, number), claim, fact))
    fields[name] = claims[0] if len(claims) == 1 else claims


def _build_claim(draft: DocumentDraft, fact: DateFact, source: str) -> dict[str, Any]:
    claim: dict[str, Any] = {"says": " ".join(fact.says.split())}
    if (own := draft.source_ids[fact.source]) != source:
        claim["source"] = own
    if fact.reads:
        claim["reads"] = fact.reads
    if fact.is_withdrawn:
        claim["rank"] = str(Rank.DEPRECATED)
    if fact.quote and fact.quote != claim["says"]:
        claim["quote"] = fact.quote
    claim["at"] = fact.at or tell_position(draft.articles[fact.source].text, fact.start)
    return claim


# --- entries


def _build_leg(draft: DocumentDraft, leg: LegFact, index: int, merged: Story) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": draft.choose_id(leg.name.partition(",")[0]), "place": leg.name}
    path: NodePath = ("legs", index)
    entries = [each for each in merged.entries if _belongs(each, leg)]
    numbers = [fact.source for fact in leg.dates] + [
        fact.source for each in entries for fact in each.list_dates()
    ]
    source = draft.source_ids[numbers[0]] if numbers else draft.source_ids[0]
    if leg.city and leg.city.is_shared:
        draft.add_remarks(fields, [f"which {leg.name} it is: there are several, on one clock"])
        fields["timezone"] = leg.city.place.timezone
    draft.add_remarks(fields, leg.marks)
    if leg.city and leg.city.is_guess:
        draft.add_remarks(fields, [f"whether it is {leg.name}, the largest of its name"])
    fields["source"] = source
    _add_dates(draft, fields, "when", leg.dates, (*path, "when"), source)
    if leg.status != Status.CONFIRMED:
        fields["status"] = str(leg.status)
    if entries:
        fields["events"] = [
            _build_entry(draft, each, (*path, "events", number), source, leg.city)
            for number, each in enumerate(entries)
        ]
    return fields


def _belongs(entry: EntryFact, leg: LegFact) -> bool:
    return (
        entry.section == Section.EVENTS
        and leg.city is not None
        and entry.city is not None
        and entry.city.key == leg.city.key
    )


def _is_in_leg(entry: EntryFact, merged: Story) -> bool:
    return any(_belongs(entry, leg) for leg in merged.legs)


def _build_entry(
    draft: DocumentDraft, entry: EntryFact, path: NodePath, source: str, city: NamedPlace | None
) -> dict[str, Any]:
    _make_other(entry)
    title = entry.title or str(entry.kind).capitalize()
    fields: dict[str, Any] = {"title": title, "id": draft.choose_id(title)}
    if entry.section == Section.EVENTS and entry.kind != EventKind.MEETING:
        fields["kind"] = str(entry.kind)
    facts = entry.list_dates()
    own = draft.source_ids[facts[0].source] if facts else source
    if own != source:
        fields["source"] = own
    draft.add_remarks(fields, entry.marks)
    if entry.kind == EventKind.MOVEMENT:
        fields |= {"from": entry.origin, "to": entry.destination}
    for name, claims in entry.dates.items():
        _add_dates(draft, fields, name, claims, (*path, name), own)
    if entry.venue and entry.kind != EventKind.MOVEMENT:
        fields["place"] = entry.venue
    elif city is None and entry.city is not None and entry.kind != EventKind.MOVEMENT:
        fields["place"] = entry.city.name
    return fields | _build_details(entry)


def _build_details(entry: EntryFact) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if entry.participants:
        fields["participants"] = [_build_person(each) for each in entry.participants]
    if entry.status != Status.CONFIRMED:
        fields["status"] = str(entry.status)
    if entry.number and entry.kind == EventKind.MOVEMENT:
        fields["number"] = entry.number
    fields |= entry.details
    if entry.notes:
        fields["notes"] = entry.notes
    return fields


def _make_other(entry: EntryFact) -> None:
    """Make a movement of which an end is not known an event of another kind, at what is known."""
    if entry.kind == EventKind.MOVEMENT and not (entry.origin and entry.destination):
        entry.kind = EventKind.OTHER
        entry.dates = {"when": next(iter(entry.dates.values()))}
