"""A request and what was published so far in; which editions are built, and where, out.

What cannot be is refused here, before any document is read.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from itinerary.diagnostics import ItineraryError, OptionError
from itinerary.publishing.addresses import (
    Addresses,
    close_addresses,
    complete_rotations,
    give_addresses,
    require_published,
    require_tokens,
    rotate_addresses,
)
from itinerary.publishing.editions import Edition
from itinerary.publishing.ledger import Ledger
from itinerary.publishing.publish_request import PublishRequest
from itinerary.publishing.release_store import ReleaseStore


def list_editions(request: PublishRequest, ledger: Ledger) -> tuple[Edition, ...]:
    """Return the editions that are built: those asked for, and those that get a new address.

    Raises:
        OptionError: One is not known, or is to be closed at once.
    """
    require_published(request.rotated, ledger, "--rotate")
    require_published(request.closed, ledger, "--close")
    rotated = (ledger.editions[name] for name in request.rotated)
    editions = (*request.editions, *(Edition(each.audience, each.traveller) for each in rotated))
    for each in editions:
        if each.name in request.closed:
            raise OptionError(f"{each.name} cannot be both published and closed - ask for one")
    return tuple(dict.fromkeys(editions))


def check_travellers(
    editions: tuple[Edition, ...], ledger: Ledger, travellers: Collection[str]
) -> None:
    """Check that no edition is published as that of another traveller of the document.

    A name that the document no longer has was written in another way.

    Raises:
        OptionError: One would have the name of another's, and so its address.
    """
    for each in editions:
        record = ledger.editions.get(each.name)
        if record and record.traveller != each.traveller and record.traveller in travellers:
            raise OptionError(
                f"the edition {each.name} is that of {record.traveller}, and {each.traveller} would"
                " have the same - write their names so that they differ by a letter or a number"
            )


def check_addresses(
    store: ReleaseStore,
    request: PublishRequest,
    editions: tuple[Edition, ...],
    addresses: Addresses,
) -> None:
    """Check that each edition has its address, or may get the one that it is to have.

    Raises:
        ItineraryError: It has not, or may not.
    """
    secrets, can_keep = store.name_secrets(), store.can_keep_tokens
    if (request.rotated or request.closed) and not can_keep:
        raise ItineraryError(
            f"{secrets} cannot be changed from here - rotate and close where there is a file of"
            " secrets"
        )
    kept = [each for each in editions if each.name not in request.rotated]
    require_tokens(kept, addresses, secrets, can_keep=can_keep)


def change_addresses(
    request: PublishRequest, editions: tuple[Edition, ...], before: Addresses, now: datetime
) -> Addresses:
    """Return the addresses as they are to be: those asked for changed, shut, and given."""
    since = request.at or now
    kept = [each for each in editions if each.name not in request.rotated]
    addresses = complete_rotations(kept, before, since)
    addresses = rotate_addresses(request.rotated, addresses, since)
    addresses = close_addresses(request.closed, addresses, since)
    return addresses._replace(tokens=give_addresses(editions, addresses.tokens))
