"""Readings of one date in; the same readings, each with its verdict and the rule behind it, out.

The rules, in this order: an actual time counts over a plan; a preferred claim over the others; a later word of the same speaker or
publisher corrects an earlier one; a date outside the trip is a slip where others lie inside it; of dates that agree the finest is
used; of dates that contradict each other the first listed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from itinerary.interval import Interval, hull
from itinerary.timeline import Reading, Verdict

Told = Callable[[Reading], tuple[str, datetime | None]]  # who said it, and when


def judged(readings: Sequence[Reading], told: Told, window: Interval | None = None) -> tuple[Reading, ...]:
    """The readings in their order, one of them chosen if any has a date. `told` says who said each, and when."""
    open_ones = [replace(each, verdict="unresolved", reason=each.problem) for each in readings if not each.intervals]
    dated = [each for each in readings if each.intervals]
    sound = [each for each in dated if each.claim.rank != "deprecated"] or dated
    verdicts = {
        id(each): replace(each, verdict="deprecated", reason="the editor marks it as deprecated") for each in dated if each not in sound
    }
    actual = [each for each in sound if each.claim.status == "actual"]
    planned = [each for each in sound if each.claim.status != "actual"]
    verdicts |= _judge_group(actual or planned, "chosen", told, window)
    if actual:
        verdicts |= _judge_group(planned, "planned", told, window)
    kept = {id(each): each for each in readings}
    for each, done in zip([r for r in readings if not r.intervals], open_ones, strict=True):
        kept[id(each)] = done
    return tuple(verdicts.get(id(each), kept[id(each)]) for each in readings)


def _judge_group(readings: Sequence[Reading], verdict: Verdict, told: Told, window: Interval | None) -> dict[int, Reading]:
    """Verdicts within the plans, or within the actual times, by the identity of each reading."""
    if not readings:
        return {}
    result: dict[int, Reading] = {}
    left = [each for each in readings if each.claim.rank == "preferred"] or list(readings)
    for rule in (_corrected, _slipped):
        dropped = rule(left, told, window)
        result |= dropped
        left = [each for each in left if id(each) not in dropped]
    best = _finest(left)
    for each in readings:
        result.setdefault(id(each), _against(each, best, verdict))
    return result


def _corrected(readings: list[Reading], told: Told, window: Interval | None) -> dict[int, Reading]:
    """Those that the same speaker or publisher took back later."""
    result = {}
    for each in readings:
        speaker, when = told(each)
        later = [other for other in readings if _is_later(told(other), speaker, when) and not _agree(each, other)]
        if later:
            reason = f"{speaker} corrected it later: “{later[-1].claim.says}”"
            result[id(each)] = replace(each, verdict="correction", reason=reason)
    return result


def _is_later(other: tuple[str, datetime | None], speaker: str, when: datetime | None) -> bool:
    return bool(speaker) and other[0] == speaker and when is not None and other[1] is not None and other[1] > when


def _slipped(readings: list[Reading], told: Told, window: Interval | None) -> dict[int, Reading]:
    """Those outside the trip, where others lie inside it."""
    if window is None:
        return {}
    outside = [each for each in readings if not _stretch(each).overlaps(window)]
    if len(outside) == len(readings):
        return {}
    return {
        id(each): replace(each, verdict="slip", reason=f"it lies outside the trip ({window.edtf}), the others inside") for each in outside
    }


def _finest(readings: Sequence[Reading]) -> Reading:
    """The first listed, or the finest of those that lie inside it."""
    best = readings[0]
    for each in readings[1:]:
        if _stretch(each).within(_stretch(best)) and not _stretch(best).within(_stretch(each)):
            best = each
    return best


def _against(reading: Reading, best: Reading, verdict: Verdict) -> Reading:
    if reading is best:
        return replace(reading, verdict=verdict, reason=_why(reading))
    one, other = _stretch(reading), _stretch(best)
    if one.same(other):
        return replace(reading, verdict="same", reason="it says the same")
    if other.within(one) or one.within(other):
        return replace(reading, verdict="refinement", reason="it agrees and is less exact; the finer one is used")
    return replace(reading, verdict="contradiction", reason="it contradicts the one used")


def _why(reading: Reading) -> str:
    if reading.claim.status == "actual":
        return "what happened counts over what was planned"
    return "the editor prefers it" if reading.claim.rank == "preferred" else "the first listed, or the finest that agrees with it"


def _agree(one: Reading, other: Reading) -> bool:
    return one.intervals == other.intervals


def _stretch(reading: Reading) -> Interval:
    return hull(reading.intervals) or reading.intervals[0]
