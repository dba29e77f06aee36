"""The words that a document may choose from, as enums whose members are equal to the words.

The docstring of an enum is its description in the JSON Schema.
"""

from __future__ import annotations

from enum import StrEnum


class EventKind(StrEnum):
    """What an event is."""

    MEETING = "meeting"
    PRESS = "press"
    MOVEMENT = "movement"
    STAY = "stay"
    OTHER = "other"


class DateField(StrEnum):
    """A field that holds the claims on a date, of the document or of one of its entries."""

    DATES = "dates"
    WHEN = "when"
    DEPART = "depart"
    ARRIVE = "arrive"
    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"


EVENT_DATE_FIELDS = tuple(each for each in DateField if each is not DateField.DATES)


class Status(StrEnum):
    """Whether it takes place."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"

    @property
    def takes_place(self) -> bool:
        """Whether it takes place at its date, as far as is known."""
        return self not in (Status.POSTPONED, Status.CANCELLED)

    def apply_to(self, part: Status) -> Status:
        """Return the status of a part of what has this one: it falls with the whole.

        >>> str(Status.CANCELLED.apply_to(Status.CONFIRMED))
        'cancelled'
        >>> str(Status.TENTATIVE.apply_to(Status.CONFIRMED))
        'confirmed'
        """
        return part if self.takes_place or part is Status.CANCELLED else self


class Visibility(StrEnum):
    """Who may read of it: everyone, the travelling party, or the staff only."""

    PUBLIC = "public"
    PARTY = "party"
    STAFF = "staff"

    @property
    def level(self) -> int:
        """How few may read of it: 0 for the public, higher the narrower the circle.

        Compare levels, not members: as text, "party" comes before "public".
        """
        return _LEVELS[self]

    def includes(self, other: Visibility) -> bool:
        """Return whether an audience of this visibility may read what is for the other.

        >>> Visibility.STAFF.includes(Visibility.PUBLIC)
        True
        >>> Visibility.PUBLIC.includes(Visibility.STAFF)
        False
        """
        return other.level <= self.level


def find_visibility(*nodes: object) -> Visibility:
    """Return who may read of a part of a document within those that hold it: the narrowest circle.

    Each is a part of the document, or a visibility itself; what states none is for the public.

    >>> print(find_visibility(Visibility.PUBLIC, Visibility.STAFF, Visibility.PARTY))
    staff
    """
    stated = (each if isinstance(each, Visibility) else _get_visibility(each) for each in nodes)
    return max(stated, key=lambda each: each.level)


def _get_visibility(node: object) -> Visibility:
    found = getattr(node, "visibility", None)  # background has none
    return found if isinstance(found, Visibility) else Visibility.PUBLIC


_LEVELS = {visibility: level for level, visibility in enumerate(Visibility)}


class PressAccess(StrEnum):
    """What the press may attend, in the words of public schedules."""

    OPEN_PRESS = "open press"
    CLOSED_PRESS = "closed press"
    POOLED_PRESS = "pooled press"
    POOL_SPRAY_AT_TOP = "pool spray at top"
    POOL_SPRAY_AT_BOTTOM = "pool spray at bottom"
    CAMERA_SPRAY_AT_TOP = "camera spray at top"
    PRE_CREDENTIALED_MEDIA = "open to pre-credentialed media"
    PRINT_POOL_FOR_REMARKS = "print pool for remarks only"
    STILLS_ONLY = "stills only"
    DETERMINED_BY_HOST = "media determined by host"
    STREAMED = "streamed"


class Rank(StrEnum):
    """The editor's judgement: preferred counts over the others, deprecated only alone."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class Calendar(StrEnum):
    """The calendar by which days and months are given: the Julian one, or ours."""

    GREGORIAN = "gregorian"
    JULIAN = "julian"


class ClaimStatus(StrEnum):
    """Whether a claim says what was planned or what happened."""

    PLANNED = "planned"
    ACTUAL = "actual"
