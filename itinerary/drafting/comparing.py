"""New articles and an existing document in; the claims that they add to it, as a patch, out."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from itinerary.diagnostics import NodePath
from itinerary.document import Document
from itinerary.drafting.building import REMARK, DocumentDraft, build_document
from itinerary.drafting.facts import Story
from itinerary.drafting.matching import Candidate, find_match, list_candidates
from itinerary.drafting.merging import merge_stories
from itinerary.drafting.proving import prove_document
from itinerary.drafting.review import Review, build_review
from itinerary.drafting.shortening import shorten_texts
from itinerary.loading import loads
from itinerary.loading.dumping import collect_fields, dumps
from itinerary.loading.writers import write_yaml
from itinerary.resolving import resolve
from itinerary.timeline import Entry, Timeline
from itinerary.timeline.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an article adds to a document.

    Attributes:
        kind: "new" for an entry; "cancelled", "postponed" or "tentative" where that is new of one
            that is there; else the verdict on its claim: "same", "refinement", "contradiction" …
        entry: The id of the entry.
        says: The words of the claim.
        reason: The rule behind the verdict.

    """

    kind: str
    entry: str
    says: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """New articles beside an existing document.

    Attributes:
        proposals: What they add, in the order of the document.
        patch: The difference that this makes to the document, as `dumps` writes it; "" if none.
        document: The document with it.
        review: What became of each temporal expression of the articles.

    """

    proposals: tuple[Proposal, ...]
    patch: str
    document: Document
    review: Review

    def format_lines(self) -> list[str]:
        """Return a line for each proposal, expression that is not used, and remark."""
        proposed = [
            f"{each.kind}: {each.entry}: “{each.says}”"
            + (f" ({each.reason})" if each.reason else "")
            for each in self.proposals
        ]
        listed = [
            f"not used: “{each.text}” ({each.article} {each.position}: {each.reason})"
            for each in self.review.items
            if each.status == "listed"
        ]
        return [*(proposed or ["nothing new"]), *listed, *self.review.remarks]


def compare_stories(
    stories: Sequence[Story], document: Document, name: str = "document.yaml"
) -> Comparison:
    """Return what the stories of new articles add to a document.

    A claim on an entry that is there stands beside the claims that it has; an entry that is not
    there is new. The document itself is left as it is.
    """
    drafted = build_document(stories, [""] * len(stories), merge_stories(stories))
    shorten_texts(drafted)
    prove_document(drafted)
    old = resolve(document)
    data = collect_fields(document, with_made_ids=True)
    stated = {*_iterate_claims(data)}
    added = _add_sources(drafted, data)
    places: list[_Place] = []
    for candidate in list_candidates(drafted.data):
        claims = [*_iterate_claims([*candidate.claims])]
        if claims and stated.issuperset(claims):
            continue  # the article is compared with what was drafted from it
        place = _add_entry(candidate, data, old, added, {each.key for each in places})
        places += [place] if place else []
    new = loads(write_yaml(data))
    timeline = resolve(new)
    before = dumps(document).splitlines(keepends=True)
    after = dumps(new).splitlines(keepends=True)
    patch = "".join(difflib.unified_diff(before, after, name, f"{name} with the new articles"))
    proposals = tuple(_judge(place, timeline) for place in places)
    return Comparison(proposals, patch, new, build_review(stories, drafted))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something was added: the entry, its date, whether it is new, and its new status."""

    entry: str
    field: str
    says: str
    source: str
    is_new: bool
    status: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The entry and the source: a source says one thing of an entry."""
        return self.entry, self.source


def _add_sources(drafted: DocumentDraft, data: dict[str, Any]) -> dict[str, str]:
    """Add the sources that are not there under free ids; return the ids by those of the draft."""
    sources = data.setdefault("sources", {})
    ids: dict[str, str] = {}
    for id, source in drafted.data["sources"].items():
        known = (key for key, each in sources.items() if _is_same_article(each, source))
        if (same := next(known, None)) is not None:
            ids[id] = same
            continue
        new = id
        number = 1
        while new in sources:
            number += 1
            new = f"{id}-{number}"
        ids[id] = new
        sources[new] = strip_remarks(source)
    return ids


def _is_same_article(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether two sources are one article: of one publisher, with one title and day."""
    return all(
        one.get(each) and str(one[each]) == str(other.get(each))
        for each in ("publisher", "title", "published")
    )


def strip_remarks(value: Any) -> Any:
    """Return data of a draft without what stands for remarks to the editor."""
    if isinstance(value, dict):
        named = ((key, each) for key, each in value.items() if not key.startswith(REMARK))
        return {key: strip_remarks(each) for key, each in named}
    return [*map(strip_remarks, value)] if isinstance(value, list) else value


def _add_entry(
    candidate: Candidate,
    data: dict[str, Any],
    old: Timeline,
    ids: dict[str, str],
    taken: Collection[tuple[str, str]],
) -> _Place | None:
    """Add the claims of an entry to the one that it matches, else the entry; return where."""
    match = find_match(candidate, old)
    claims = _cite_claims(candidate.claims, candidate, ids)
    ends = {
        name: _cite_claims(_as_claims(candidate.fields[name]), candidate, ids)
        for name in _ENDS
        if name in candidate.fields
    }
    if match is not None and claims and (match.id, claims[0]["source"]) in taken:
        match = None
    if match is not None:
        is_idle = not claims or (match.section == "leg" and candidate.is_derived)
        return None if is_idle else _join_entry(candidate, match, data, claims, ends)
    if candidate.section == "trip":
        return None
    entry = strip_remarks(candidate.fields)
    entry.pop("events", None)
    entry["id"] = _find_free_id(entry.get("id", candidate.section), old)
    entry.pop("source", None)
    if claims:
        entry |= {
            name: _as_field(each) for name, each in ({candidate.field: claims} | ends).items()
        }
    elif candidate.section != "leg":
        return None
    _follow(data, ()).setdefault(candidate.list_name, []).append(entry)
    says = claims[0]["says"] if claims else entry.get("place", "")
    return _Place(entry["id"], candidate.field, says, "", is_new=True)


def _join_entry(
    candidate: Candidate,
    match: Entry,
    data: dict[str, Any],
    claims: Sequence[dict[str, Any]],
    ends: Mapping[str, Sequence[dict[str, Any]]],
) -> _Place:
    """Add claims beside those of the entry that is the same, and its status if that is new."""
    fields = _follow(data, match.path)
    field = next((name for name in _FIELDS if name in fields), candidate.field)
    added = {field: claims, **(ends if field == candidate.field else {})}
    for name, each in added.items():
        fields[name] = [*_as_claims(fields.get(name)), *each]
    status = candidate.fields.get("status", "")
    if status == match.status:
        status = ""
    elif status:
        fields["status"] = status
    return _Place(match.id, field, claims[0]["says"], claims[0]["source"], False, status)


def _cite_claims(
    claims: Iterable[Mapping[str, Any]], candidate: Candidate, ids: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return claims of a draft with the ids that their sources have in the document."""
    return [
        {"says": each["says"], "source": ids[each.get("source", candidate.source)],
         **{name: value for name, value in each.items() if name not in ("says", "source")}}
        for each in claims
    ]  # fmt: skip


def _as_field(claims: Sequence[dict[str, Any]]) -> Any:
    return claims[0] if len(claims) == 1 else list(claims)


_FIELDS = ("dates", "when", "depart", "check_in")
_ENDS = ("arrive", "check_out")


def _find_free_id(id: str, timeline: Timeline) -> str:
    taken = {each.id for each in timeline.entries}
    number, free = 1, id
    while free in taken:
        number += 1
        free = f"{id}-{number}"
    return free


def _follow(data: Any, path: NodePath) -> Any:
    for step in path:
        data = data[step]
    return data


def _as_claims(value: Any) -> list[dict[str, Any]]:
    if value is None:
        return []
    listed = value if isinstance(value, list) else [value]
    return [each if isinstance(each, dict) else {"says": each} for each in listed]


def _iterate_claims(value: Any) -> Iterator[tuple[str, str, str]]:
    """Yield the words of all quoted claims of a document, their sentences, and where they stand."""
    if isinstance(value, dict):
        if "says" in value and "quote" in value:
            yield value["says"], value["quote"], value.get("at", "")
        for each in value.values():
            yield from _iterate_claims(each)
    for each in value if isinstance(value, list) else ():
        yield from _iterate_claims(each)


def _judge(place: _Place, timeline: Timeline) -> Proposal:
    entry = timeline[place.entry]
    dating = entry.find_dating(place.field)
    if place.status:
        return Proposal(place.status, place.entry, place.says, entry.title)
    if place.is_new or dating is None or len(dating.readings) == 1:
        return Proposal("new", place.entry, place.says, entry.title)
    reading = next(each for each in reversed(dating.readings) if each.source == place.source)
    if reading.verdict == Verdict.CHOSEN:  # what was chosen before tells how they stand
        other = dating.readings[0]
        return Proposal(str(other.verdict), place.entry, place.says, other.reason)
    return Proposal(str(reading.verdict), place.entry, place.says, reading.reason)
