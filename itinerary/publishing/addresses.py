"""A ledger with its tokens in; under which address each edition stands, or no longer does, out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from itinerary.diagnostics import ItineraryError, OptionError, require_choice
from itinerary.publishing.editions import PUBLIC, Edition
from itinerary.publishing.ledger import EditionRecord, Ledger, Notice
from itinerary.publishing.notices import find_notice_end
from itinerary.publishing.tokens import Tokens, hash_token


class Addresses(NamedTuple):
    """What was published so far, and the tokens that name its folders."""

    ledger: Ledger
    tokens: Tokens

    def find_folder(self, record: EditionRecord | Notice) -> str | None:
        """Return the name of the folder of an edition; None where its token is not known."""
        return self.tokens.find(record.token_sha256) if record.token_sha256 else PUBLIC

    def is_replaced(self, edition: str) -> bool:
        """Whether an edition has another token than it was published under."""
        record, token = self.ledger.editions.get(edition), self.tokens.current.get(edition)
        if record is None or token is None or not record.token_sha256:
            return False
        return record.token_sha256 != hash_token(token)

    def list_known_files(self, editions: Collection[str] = ()) -> Iterator[tuple[str, str]]:
        """Yield the name in the site and the digest of each file that was published.

        With the names of editions it is without the files of others.
        """
        records = (
            each
            for name, each in self.ledger.editions.items()
            if not each.is_closed and (not editions or name in editions)
        )
        held: Iterator[EditionRecord | Notice] = chain(records, self.ledger.notices)
        for record in held:
            if folder := self.find_folder(record):
                yield from (
                    (f"{folder}/{name}", file.sha256) for name, file in record.files.items()
                )
        yield from self.ledger.site.items()

    def name_folders(self) -> dict[str, str]:
        """Return what messages call each folder: by its edition, never by its token."""
        ended = {self.find_folder(each): f"{each.edition} (ended)" for each in self.ledger.notices}
        current = {token: name for name, token in self.tokens.current.items()}
        named = {PUBLIC: PUBLIC} | ended | current
        return {folder: name for folder, name in named.items() if folder}


# --- who has a token


def require_tokens(
    editions: Collection[Edition], addresses: Addresses, secrets: str, *, can_keep: bool
) -> None:
    """Check that each edition has its token, or may get its first one.

    Args:
        editions: What is to be published.
        addresses: What was published so far.
        secrets: Where the tokens were read, for messages.
        can_keep: Whether new ones can be written there.

    Raises:
        ItineraryError: One that has been published lacks its token, or has another; or a new one
            could not be kept.
    """
    for edition in editions:
        if edition.is_secret and (problem := _find_problem(edition.name, addresses, can_keep)):
            raise ItineraryError(problem.format(name=edition.name, secrets=secrets))


def _find_problem(name: str, addresses: Addresses, can_keep: bool) -> str:
    """Return why an edition cannot be published under its address, and what to do; "" if it can."""
    record, token = addresses.ledger.editions.get(name), addresses.tokens.current.get(name)
    remedy = (
        "put that back as it was where the edition was published, or give it a new address:"
        " --rotate {name}"
    )
    if record is None or record.is_closed:
        return (
            ""
            if token or can_keep
            else (
                "{secrets} has no token of {name}, which is new - publish it once where a file of"
                " secrets can be written, and take its content from there"
            )
        )
    if token is None:
        return f"{{name}} has been published, and its token is not in {{secrets}} - {remedy}"
    is_known = addresses.tokens.find(record.token_sha256) is not None
    return (
        ""
        if is_known
        else (
            f"{{name}} has been published under another token than that in {{secrets}} - {remedy}"
        )
    )


def give_addresses(editions: Collection[Edition], tokens: Tokens) -> Tokens:
    """Return the tokens with one for each secret edition that has none yet."""
    for edition in editions:
        if edition.is_secret and edition.name not in tokens.current:
            tokens = tokens.add(edition.name)
    return tokens


def mark_address(edition: Edition, record: EditionRecord, tokens: Tokens) -> EditionRecord:
    """Return a record that knows the address of its edition."""
    token = tokens.current.get(edition.name, "")
    return replace(record, token_sha256=hash_token(token) if edition.is_secret else "")


# --- addresses that end


def require_published(names: Collection[str], ledger: Ledger, option: str) -> None:
    """Check that editions are published, so that their addresses can be changed or shut.

    One that is shut may be shut again: a run that was killed may have come as far as that.

    Raises:
        OptionError: One is not.
    """
    is_rotated = option == "--rotate"
    known = [name for name, each in ledger.editions.items() if not (is_rotated and each.is_closed)]
    for name in names:
        if not known:
            raise OptionError(f"{option} {name}: nothing is published that it could concern")
        require_choice("edition", name, known)
        if is_rotated and not ledger.editions[name].token_sha256:
            raise OptionError(
                f"the address of {name} is not secret, and stays - to shut it: --close {name}"
            )


def rotate_addresses(names: Collection[str], addresses: Addresses, since: datetime) -> Addresses:
    """Return the addresses with a new one for each edition of some names."""
    ledger, tokens = addresses
    for name in names:
        ledger, tokens = _add_notice(ledger, name, since), tokens.add(name)
    return Addresses(ledger, tokens)


def complete_rotations(
    editions: Collection[Edition], addresses: Addresses, since: datetime
) -> Addresses:
    """Return the addresses with the end of those that a killed run has replaced already."""
    ledger = addresses.ledger
    for each in editions:
        if addresses.is_replaced(each.name) and not ledger.editions[each.name].is_closed:
            ledger = _add_notice(ledger, each.name, since)
    return addresses._replace(ledger=ledger)


def close_addresses(names: Collection[str], addresses: Addresses, since: datetime) -> Addresses:
    """Return the addresses with those of some editions shut."""
    ledger, tokens = addresses
    for name in names:
        if ledger.editions[name].is_closed:
            continue
        ledger, tokens = _add_notice(ledger, name, since), tokens.withdraw(name)
        record = replace(ledger.editions[name], is_closed=True, files={}, made_from="")
        ledger = ledger.replace_edition(name, record)
    return Addresses(ledger, tokens)


def drop_notices(addresses: Addresses, time: datetime, editions: Collection[Edition]) -> Addresses:
    """Return the addresses without those that have ended long before a time.

    That of the public ends to have ended when there is an edition for the public again.
    """
    ledger, tokens = addresses
    is_public = any(not each.is_secret for each in editions)
    notices = tuple(
        each
        for each in ledger.notices
        if each.until > time and (each.token_sha256 or not is_public)
    )
    # The token of one that goes is dropped by the release after this: should this run be killed,
    # its folder is still to be found.
    known = {each.token_sha256 for each in ledger.notices}
    known |= {each.token_sha256 for each in ledger.editions.values()}
    former = tuple(each for each in tokens.former if hash_token(each) in known)
    return Addresses(replace(ledger, notices=notices), replace(tokens, former=former))


def _add_notice(ledger: Ledger, name: str, since: datetime) -> Ledger:
    record = ledger.editions[name]
    until = find_notice_end(since, record.trip_ends)
    notice = Notice(
        name, record.token_sha256, since, until, record.ask, record.language, record.files
    )
    others = (each for each in ledger.notices if each.token_sha256 != record.token_sha256)
    return replace(ledger, notices=(*others, notice))
