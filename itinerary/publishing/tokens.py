"""The text of a file of secrets in; the tokens that folders of editions are named by out, and back.

Who knows the token of an edition reads the edition: no token is ever in a message, in the ledger,
or in anything that is published.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from itinerary.diagnostics import ItineraryError

VERSION = 1  # of the form of this text
TOKEN_BYTES = 32
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,128}")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a document's editions.

    Attributes:
        current: The token of each edition, by the edition's name.
        former: Those that an edition had before, while their addresses still say where to ask.
    """

    current: Mapping[str, str] = field(default_factory=dict[str, str])
    former: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str]:
        """Yield all of them, the current ones first."""
        yield from self.current.values()
        yield from self.former

    def add(self, edition: str) -> Tokens:
        """Return the tokens with a new one of an edition; one that it has becomes a former one."""
        remaining = self.withdraw(edition)
        return replace(remaining, current={**remaining.current, edition: create_token()})

    def withdraw(self, edition: str) -> Tokens:
        """Return the tokens without a current one of an edition."""
        was = self.current.get(edition)
        others = {name: each for name, each in self.current.items() if name != edition}
        return Tokens(others, (*self.former, was) if was else self.former)

    def find(self, sha256: str) -> str | None:
        """Return the token of a digest, also a former one; None where it is not known."""
        return next((each for each in self if hash_token(each) == sha256), None)


def create_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_token(token: str) -> str:
    """Return the digest that a token is known again by."""
    return hashlib.sha256(token.encode()).hexdigest()


def format_tokens(tokens: Tokens) -> str:
    """Return the text of a file of secrets."""
    tree = {"version": VERSION, "editions": dict(tokens.current), "former": list(tokens.former)}
    return f"{json.dumps(tree, indent=1)}\n"


def parse_tokens(text: str, name: str) -> Tokens:
    """Return the tokens of a text.

    Args:
        text: What `format_tokens` wrote.
        name: Where it was read, for the message, which repeats nothing of the text.

    Raises:
        ItineraryError: It is another text, or has one token for two editions, each of which would
            be shown to the readers of the other.

    >>> parse_tokens('{"version": 1, "editions": {"staff": "short"}, "former": []}', "trip.secrets")
    Traceback (most recent call last):
    itinerary.diagnostics.errors.ItineraryError: trip.secrets has no tokens that can be read - \
take it from a backup, or from where the editions were first published
    """
    try:
        tree = json.loads(text)
        tokens = Tokens(dict(tree["editions"]), tuple(tree["former"]))
        if tree["version"] != VERSION or not all(map(_TOKEN.fullmatch, tokens)):
            raise ValueError("another version, or texts that are no tokens")
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ItineraryError(
            f"{name} has no tokens that can be read - take it from a backup, or from where the"
            " editions were first published"
        ) from None
    if len({*tokens}) < len([*tokens]):
        raise ItineraryError(
            f"{name} has one token twice, and each edition needs one of its own - take it from a"
            " backup, or delete the token of the edition that is new"
        )
    return tokens
