"""Readings of one date in; the same readings, each with its verdict and the rule behind it, out.

The rules, in this order: an actual time counts over a plan; a preferred claim over the others; a later word of the same speaker or
publisher corrects an earlier one; a date outside the trip is a slip where others lie inside it; of dates that agree the finest is
used; of dates that contradict each other the first listed. A deprecated claim counts only where there is no other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.interval import Grain, Interval
from itinerary.timeline import Reading, Verdict

Origin = tuple[str, datetime | None]  # who said it, and when
OriginFinder = Callable[[Reading], Origin]
_UNDISPUTED_VERDICTS = {Verdict.CHOSEN, Verdict.PLANNED, Verdict.SAME, Verdict.REFINEMENT}


def judge_claims(
    readings: Sequence[Reading], told: OriginFinder, window: Interval | None = None
) -> tuple[Reading, ...]:
    """The readings in their order, one of them chosen if any has a date. `told` says who said each, and when."""
    result = [
        each if each.intervals else replace(each, verdict=Verdict.UNRESOLVED, reason=each.problem)
        for each in readings
    ]
    dated = [number for number, each in enumerate(readings) if each.intervals]
    sound = [number for number in dated if readings[number].claim.rank != "deprecated"] or dated
    for number in set(dated) - set(sound):
        result[number] = replace(
            result[number], verdict=Verdict.DEPRECATED, reason="the editor marks it as deprecated"
        )
    actual = [number for number in sound if readings[number].claim.status == "actual"]
    planned = [number for number in sound if number not in actual]
    groups: list[tuple[list[int], Verdict]] = [
        (actual or planned, Verdict.CHOSEN),
        (planned if actual else [], Verdict.PLANNED),
    ]
    for group, verdict in groups:
        for number, each in zip(
            group,
            _judge_group([readings[each] for each in group], verdict, told, window),
            strict=True,
        ):
            result[number] = each
    return tuple(result)


def _judge_group(
    group: list[Reading], verdict: Verdict, told: OriginFinder, window: Interval | None
) -> list[Reading]:
    """The plans, or the actual times, each with its verdict; the best of them gets the one that is given."""
    known = [told(each) for each in group]
    dropped = [
        _detect_correction(each, one, group, known) or _detect_slip(each, group, window)
        for each, one in zip(group, known, strict=True)
    ]
    left = [each for each, drop in zip(group, dropped, strict=True) if not drop]
    preferred = [each for each in group if each.claim.rank == "preferred"]
    best = _find_finest(preferred or left or group) if group else None
    result: list[Reading] = []
    for each, drop in zip(group, dropped, strict=True):
        sound = [
            group[number]
            for number, one in enumerate(result)
            if one.verdict in _UNDISPUTED_VERDICTS
        ]
        result.append(
            drop
            if drop and each is not best
            else _compare_with_best(each, best or each, sound, verdict)
        )
    return result


def _detect_correction(
    reading: Reading, told: Origin, group: list[Reading], known: list[Origin]
) -> Reading | None:
    """A reading that the same speaker or publisher took back later."""
    speaker, when = told
    for other, (other_speaker, later) in zip(group, known, strict=True):
        if (
            speaker
            and speaker == other_speaker
            and when
            and later
            and later > when
            and other.intervals != reading.intervals
        ):
            return replace(
                reading,
                verdict=Verdict.CORRECTION,
                reason=f"{speaker} corrected it later: {_quote_claim(other)}",
                reason_source=other.source,
            )
    return None


def _detect_slip(reading: Reading, group: list[Reading], window: Interval | None) -> Reading | None:
    """A reading outside the trip, where others lie inside it."""
    if (
        window is None
        or _find_enclosing_interval(reading).overlaps(window)
        or not any(_find_enclosing_interval(other).overlaps(window) for other in group)
    ):
        return None
    return replace(
        reading,
        verdict=Verdict.SLIP,
        reason=f"it lies outside the trip ({window.edtf}), the others inside",
    )


def _find_finest(readings: Sequence[Reading]) -> Reading:
    """The first listed, or the finest of those that it leaves room for."""
    best = readings[0]
    for each in readings[1:]:
        if _is_refinement(each, best) and not _is_refinement(best, each):
            best = each
    return best


def _compare_with_best(
    reading: Reading, best: Reading, sound: Sequence[Reading], verdict: Verdict
) -> Reading:
    """The verdict on a reading beside the one that is used and the sound ones that are listed before it."""
    if reading is best:
        return replace(reading, verdict=verdict, reason=_explain_choice(reading))
    for other in (best, *sound):
        if not _is_refinement(reading, other) and not _is_refinement(other, reading):
            return replace(
                reading,
                verdict=Verdict.CONTRADICTION,
                reason=f"it contradicts {_quote_claim(other)}",
                reason_source=other.source,
            )
    if _find_enclosing_interval(reading).is_same_time_as(_find_enclosing_interval(best)):
        return replace(reading, verdict=Verdict.SAME, reason="it says the same")
    return replace(
        reading,
        verdict=Verdict.REFINEMENT,
        reason="it agrees and is less exact; the finer one is used",
    )


def _is_refinement(one: Reading, other: Reading) -> bool:
    """Whether one lies inside the other; of two clock times none does, unless they begin together."""
    inner, outer = _find_enclosing_interval(one), _find_enclosing_interval(other)
    if (
        max(inner.grain, outer.grain) <= Grain.HOUR
        and inner.to_utc_bounds()[0] != outer.to_utc_bounds()[0]
    ):
        return False
    return inner.is_within(outer)


def _explain_choice(reading: Reading) -> str:
    if reading.claim.status == "actual":
        return "what happened counts over what was planned"
    return (
        "the editor prefers it"
        if reading.claim.rank == "preferred"
        else "the first listed, or the finest that agrees with it"
    )


def _quote_claim(reading: Reading) -> str:
    source = f" [{reading.source}]" if reading.source else ""
    return f"“{reading.claim.says}”{source}"


def _find_enclosing_interval(reading: Reading) -> Interval:
    return enclose_intervals(reading.intervals) or reading.intervals[0]
