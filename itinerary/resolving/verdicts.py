"""Readings of one date in; the same readings, each with its verdict and the rule behind it, out.

The rules, in this order: an actual time counts over a plan; a preferred claim over the others; a
later word of the same speaker or publisher corrects an earlier one; a date outside the trip is a
slip where others lie inside it; of dates that agree the finest is used; of dates that contradict
each other the first listed. A deprecated claim counts only where there is no other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.interval import Grain, Interval
from itinerary.document.vocabulary import ClaimStatus, Rank
from itinerary.resolving.refinement import fits_into
from itinerary.timeline import Reading, Verdict

_MINUTE = timedelta(minutes=1)
_UNDISPUTED_VERDICTS = {Verdict.CHOSEN, Verdict.PLANNED, Verdict.SAME, Verdict.REFINEMENT}


class Origin(NamedTuple):
    """Who made a claim, "" if nobody is named, and when, in UTC; None if that is not known."""

    speaker: str
    when: datetime | None


OriginFinder = Callable[[Reading], Origin]


def judge_claims(
    readings: Sequence[Reading], find_origin: OriginFinder, window: Interval | None = None
) -> tuple[Reading, ...]:
    """Return the readings of one date in their order, one of them chosen if any has a date.

    Args:
        readings: What the claims on the date came to.
        find_origin: Says who made each claim, and when.
        window: The days of the trip, outside which a date may be a slip; None if it has none.
    """
    if len(readings) == 1 and readings[0].intervals:  # as of most dates
        return (_choose_reading(readings[0], Verdict.CHOSEN),)
    judged = [
        each if each.intervals else replace(each, verdict=Verdict.UNRESOLVED, reason=each.problem)
        for each in readings
    ]
    dated = [number for number, each in enumerate(readings) if each.intervals]
    usable = [each for each in dated if readings[each].claim.rank != Rank.DEPRECATED] or dated
    for number in set(dated) - set(usable):
        judged[number] = replace(
            judged[number], verdict=Verdict.DEPRECATED, reason="the editor marks it as deprecated"
        )
    actual = [each for each in usable if readings[each].claim.status == ClaimStatus.ACTUAL]
    planned = [each for each in usable if each not in actual]
    groups = ((actual or planned, Verdict.CHOSEN), (planned if actual else [], Verdict.PLANNED))
    for numbers, verdict in groups:
        group = [readings[each] for each in numbers]
        for number, reading in zip(
            numbers, _judge_group(group, verdict, find_origin, window), strict=True
        ):
            judged[number] = reading
    return tuple(judged)


def _judge_group(
    group: Sequence[Reading], verdict: Verdict, find_origin: OriginFinder, window: Interval | None
) -> list[Reading]:
    """Judge the plans, or the actual times; the best of them gets the verdict that is given."""
    origins = [find_origin(each) for each in group]
    dropped = [
        _detect_correction(each, origin, group, origins) or _detect_slip(each, group, window)
        for each, origin in zip(group, origins, strict=True)
    ]
    best = _choose_best(group, dropped)
    judged: list[Reading] = []
    for reading, drop in zip(group, dropped, strict=True):
        undisputed = [
            group[number]
            for number, earlier in enumerate(judged)
            if earlier.verdict in _UNDISPUTED_VERDICTS
        ]
        if drop and reading is not best:
            judged.append(drop)
        else:
            judged.append(_compare_with_best(reading, best or reading, undisputed, verdict))
    return judged


def _choose_best(group: Sequence[Reading], dropped: Sequence[Reading | None]) -> Reading | None:
    """Return the finest of the preferred claims, else of those not dropped, else of all."""
    preferred = [each for each in group if each.claim.rank == Rank.PREFERRED]
    left = [each for each, drop in zip(group, dropped, strict=True) if not drop]
    candidates = preferred or left or group
    return _find_finest(candidates) if candidates else None


def _detect_correction(
    reading: Reading, origin: Origin, group: Sequence[Reading], origins: Sequence[Origin]
) -> Reading | None:
    """Return a reading as corrected if the same speaker or publisher said otherwise later."""
    for other, later in zip(group, origins, strict=True):
        is_same_speaker = origin.speaker and origin.speaker == later.speaker
        is_later = origin.when and later.when and later.when > origin.when
        if is_same_speaker and is_later and other.intervals != reading.intervals:
            return replace(
                reading,
                verdict=Verdict.CORRECTION,
                reason=f"{origin.speaker} corrected it later: {_quote_claim(other)}",
                reason_source=other.source,
            )
    return None


def _detect_slip(
    reading: Reading, group: Sequence[Reading], window: Interval | None
) -> Reading | None:
    """Return a reading as a slip if it lies outside the trip, and others lie inside it."""
    if window is None or _find_enclosing_interval(reading).overlaps(window):
        return None
    if not any(_find_enclosing_interval(other).overlaps(window) for other in group):
        return None
    return replace(
        reading,
        verdict=Verdict.SLIP,
        reason=f"it lies outside the trip ({window.edtf}), the others inside",
    )


def _find_finest(readings: Sequence[Reading]) -> Reading:
    """Return the first listed, or the finest of those that it leaves room for."""
    best = readings[0]
    for each in readings[1:]:
        if _is_refinement(each, best) and (
            not _is_refinement(best, each) or _is_approximate(best) > _is_approximate(each)
        ):
            best = each
    return best


def _is_approximate(reading: Reading) -> bool:
    return _find_enclosing_interval(reading).is_approximate


def _compare_with_best(
    reading: Reading, best: Reading, undisputed: Sequence[Reading], verdict: Verdict
) -> Reading:
    """Judge a reading beside the best one and the undisputed ones that are listed before it."""
    if reading is best:
        return _choose_reading(reading, verdict)
    for other in (best, *undisputed):
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
    """Whether one fits into what the other leaves open."""
    return fits_into(_find_stated_interval(one), _find_stated_interval(other))


def _find_stated_interval(reading: Reading) -> Interval:
    """Return an interval that is open only where the words leave it open.

    "From 14:00 on" states a start as "14:00" does. "Thursday before 16:00" is a part of that day.
    """
    interval = _find_enclosing_interval(reading)
    start, end = interval.start, interval.end
    if interval.grain > Grain.HOUR:
        return interval
    if reading.is_limit and start is not None and end is not None:
        return replace(interval, grain=Grain.PART_OF_DAY)
    if isinstance(start, datetime) and end is None and not reading.is_limit:
        return replace(interval, end=start + _MINUTE)
    return interval


def _choose_reading(reading: Reading, verdict: Verdict) -> Reading:
    """Return the best reading with the verdict of its group and the reason for it."""
    return Reading(  # as most readings are: `replace` takes four times as long
        reading.claim,
        reading.source,
        reading.intervals,
        reading.explanation,
        reading.problem,
        verdict,
        _explain_choice(reading),
        reading.reference,
        reading.reason_source,
        reading.day_first,
        reading.is_limit,
    )


def _explain_choice(reading: Reading) -> str:
    if reading.claim.status == ClaimStatus.ACTUAL:
        return "what happened counts over what was planned"
    if reading.claim.rank == Rank.PREFERRED:
        return "the editor prefers it"
    return "the first listed, or the finest that agrees with it"


def _quote_claim(reading: Reading) -> str:
    source = f" [{reading.source}]" if reading.source else ""
    return f"“{reading.claim.says}”{source}"


def _find_enclosing_interval(reading: Reading) -> Interval:
    return enclose_intervals(reading.intervals) or reading.intervals[0]
