"""How a claim on a date stands to the one that was chosen."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """How a claim stands to the one that was chosen; a StrEnum, so `Verdict.SLIP == "slip"`."""

    CHOSEN = "chosen"
    """The date was taken from this claim; of the claims on a date, at most one."""

    SAME = "same"
    """It says the same as the chosen claim."""

    REFINEMENT = "refinement"
    """It agrees, but less exactly; the finer of the two is the chosen one."""

    CORRECTION = "correction"
    """The same speaker or publisher corrected it later."""

    ACTUAL = "actual"
    """What happened stands against what was planned. Only of a date as a whole, in `conflicts`."""

    PLANNED = "planned"
    """The plan, on a date for which a claim says what actually happened."""

    SLIP = "slip"
    """It lies outside the trip, while others lie inside it."""

    CONTRADICTION = "contradiction"
    """It cannot be true together with the chosen claim."""

    DEPRECATED = "deprecated"
    """The editor marked it as not to be used."""

    UNRESOLVED = "unresolved"
    """It came to no date: its words are too vague, or say that the date is still to come."""
