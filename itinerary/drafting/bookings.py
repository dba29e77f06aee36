"""What is booked, stated again, in; one entry for it, with its status and a mark of doubt, out.

Mails of one booking come again: to each traveller, with other times, and when it is called off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from itinerary.articles.linked_data import find_name
from itinerary.document.vocabulary import Status
from itinerary.drafting.facts import EntryFact, PersonFact

# By what schema.org and those who send mails call it, without "Reservation" or "Event" before it.
_STATUSES = {
    "confirmed": Status.CONFIRMED, "scheduled": Status.CONFIRMED, "rescheduled": Status.CONFIRMED,
    "movedonline": Status.CONFIRMED, "checkedin": Status.CONFIRMED, "booked": Status.CONFIRMED,
    "pending": Status.TENTATIVE, "hold": Status.TENTATIVE, "tentative": Status.TENTATIVE,
    "postponed": Status.POSTPONED,
    "cancelled": Status.CANCELLED, "canceled": Status.CANCELLED,
    "cancelada": Status.CANCELLED, "cancelado": Status.CANCELLED,
}  # fmt: skip
_BEFORE_STATUS = re.compile(r"^.*[/#:]|^\s*(?:reservation|event)|[^a-z]", re.IGNORECASE)
_LEAST_SURE = (Status.CANCELLED, Status.POSTPONED, Status.TENTATIVE)
_CODES = ("booking", "confirmation")


def read_status(values: Iterable[object]) -> tuple[Status, str]:
    """Return the least sure of what data call the status of one thing, and a word not known.

    >>> read_status(["http://schema.org/ReservationConfirmed", {"name": "Event Canceled"}])
    (<Status.CANCELLED: 'cancelled'>, '')
    >>> read_status(["Waitlisted", None])
    (<Status.CONFIRMED: 'confirmed'>, 'Waitlisted')
    """
    found: list[Status] = []
    unknown = ""
    for word in filter(None, map(_find_word, values)):
        folded = word.casefold()
        for _ in range(3):  # the address, the kind, what is no letter
            folded = _BEFORE_STATUS.sub("", folded)
        known = _STATUSES.get(folded)
        found += [known] if known else []
        unknown = unknown if known else word
    return _choose_status(found), unknown


def _find_word(value: object) -> str:
    if isinstance(value, dict):
        return next(filter(None, (find_name(value.get(n)) for n in ("@id", "name", "@value"))), "")
    return find_name(value)


def _choose_status(found: Iterable[Status]) -> Status:
    known = {*found}
    return next((each for each in _LEAST_SURE if each in known), Status.CONFIRMED)


def add_booked(entries: list[EntryFact], entry: EntryFact) -> None:
    """Add an entry that data state, or join it to the same one; mark what it may replace."""
    for other in entries:
        if _list_says(other) == _list_says(entry) and other.title == entry.title:
            are_apart = bool(other.travellers) and not {*other.travellers} & {*entry.travellers}
            if other.status == entry.status or not are_apart:
                join_booked(other, entry)
                return
    for other in entries:
        if is_same_booking(other, entry) and other.status.takes_place and entry.status.takes_place:
            code = next(iter(_list_codes(entry)))
            mark = f"booking {code} has it at other times, too: one may have replaced the other"
            for each in (other, entry):
                each.marks += [mark] if mark not in each.marks else []
    entries.append(entry)


def join_booked(entry: EntryFact, again: EntryFact) -> None:
    """Add to an entry what the same, stated again, says of travellers, status and booking."""
    entry.travellers += [each for each in again.travellers if each not in entry.travellers]
    entry.number = entry.number or again.number
    for name, value in again.details.items():
        known = entry.details.get(name, "")
        if value not in known.split(", "):
            entry.details[name] = f"{known}, {value}" if known else value
    entry.marks += [each for each in again.marks if each not in entry.marks]
    if entry.status != again.status:
        entry.marks.append(f"it is stated as {entry.status} and as {again.status}")
        entry.status = _choose_status([entry.status, again.status])


def is_same_booking(one: EntryFact, other: EntryFact) -> bool | None:
    """Return whether two entries are of one thing that is booked; None where they do not tell."""
    codes, others = _list_codes(one), _list_codes(other)
    is_same_thing = one.title == other.title and _find_origin(one) == _find_origin(other)
    if one.number and other.number and one.number != other.number:
        return False
    if not codes or not others:
        return None
    return is_same_thing and (bool(codes & others) or _list_says(one) == _list_says(other))


def name_travellers(entries: Iterable[EntryFact]) -> list[str]:
    """Return for whom entries are booked; what is not for all of them names its own."""
    booked = [each for each in entries if each.travellers]
    everybody = [*dict.fromkeys(name for each in booked for name in each.travellers)]
    for each in booked:
        if len(each.travellers) < len(everybody):
            each.participants = [*map(PersonFact, each.travellers), *each.participants]
    return everybody


def _list_codes(entry: EntryFact) -> set[str]:
    return {code for name in _CODES for code in entry.details.get(name, "").split(", ") if code}


def _list_says(entry: EntryFact) -> list[tuple[str, str]]:
    return [(name, each.says) for name, dates in entry.dates.items() for each in dates]


def _find_origin(entry: EntryFact) -> str:
    return next((each.at for each in entry.list_dates()), "")
